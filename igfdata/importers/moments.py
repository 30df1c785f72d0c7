"""What date, time or length does a text state? Only what cannot be read in two ways is read."""

import datetime as dt
import re

from igfdata.importers.model import WITHHELD
from igfdata.wording import counted, listed

MONTHS = {
    name: number
    for number, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
DAY_MONTH = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s{{1,3}}(?:of\s)?{MONTH},?\s{{1,3}}(?P<year>\d{{4}})", re.I
)
MONTH_DAY = re.compile(rf"\b{MONTH}\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<year>\d{{4}})", re.I)
CLOCK = re.compile(r"(?<![\d:])(\d{1,2})(?:[:.h](\d{2}))?(?::(\d{2}))?(?:\.\d+)?\s?(am|pm|a\.m\.|p\.m\.)?h?(?![\d:])", re.I)
OFFSET = re.compile(r"\b(?:GMT|UTC)\s?(?:([+\-−])(\d{1,2})(?::?(\d{2}))?)?(?!\d)", re.I)
SHOWABLE = re.compile(
    r"(?:[\d\s:./,+\-()|]|mon|tue|wed|thu|fri|sat|sun|day|nes|rs|ur|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|uary|ruary|ch|il"
    r"|e|y|ust|tember|ober|ember|am|pm|utc|gmt|st|nd|rd|th|t|z|h)*",
    re.I,
)
DAY_MINUTES = 24 * 60


def parse_date(text: str) -> dt.date | None:
    """Date of a text that says which number is the month: ``2025-06-24``, ``Friday, 2nd December, 2022``, ``June 24, 2025``."""
    iso = re.match(r"\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)", text)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    found = DAY_MONTH.search(text[:200]) or MONTH_DAY.search(text[:200])
    return _date(int(found["year"]), MONTHS[found["month"].lower()], int(found["day"])) if found else None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def parse_clock(text: str) -> dt.time | None:
    """Time of day of a text: ``09:30``, ``9.30``, ``9:30 AM``, ``09:00h``."""
    found = CLOCK.fullmatch(text.strip()[:40])
    if not found or not (found[2] or found[4]):
        return None
    hour, half = int(found[1]), (found[4] or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    try:
        return dt.time(hour, int(found[2] or 0), int(found[3] or 0))
    except ValueError:
        return None


def parse_offset(text: str) -> dt.tzinfo | None:
    """Offset that a text states: ``GMT+03``, ``UTC``, ``UTC-05:30``."""
    found = OFFSET.search(text[:200])
    if not found:
        return None
    minutes = (int(found[2]) * 60 + int(found[3] or 0)) * (-1 if found[1] in "-−" else 1) if found[1] else 0
    return dt.timezone(dt.timedelta(minutes=minutes)) if abs(minutes) < DAY_MINUTES else None


def parse_moment(text: str) -> dt.datetime | None:
    """Date and time of a text, with its offset where it states one: ISO 8601, or a date, a time and perhaps an offset."""
    text = text.strip()[:100]
    try:
        if len(text) > 8 and re.match(r"\d{4}-?\d{2}-?\d{2}[T ]\d{2}", text):
            return dt.datetime.fromisoformat(re.sub(r"\s*(?:UTC|GMT)$", "+00:00", text))
    except ValueError:
        pass
    day = parse_date(text)
    zone = parse_offset(text)
    rest = OFFSET.sub(" ", DAY_MONTH.sub(" ", MONTH_DAY.sub(" ", re.sub(r"^\s*\d{4}[-/]\d{1,2}[-/]\d{1,2}[T,]?", "", text))))
    clock = next((time for part in CLOCK.finditer(rest) if (time := parse_clock(part[0]))), None)
    return dt.datetime.combine(day, clock, zone) if day and clock else None


def parse_minutes(text: object) -> int | None:
    """Minutes of a length: ``90``, ``90 min``, ``1:30``, ``01:30:00``, ``1.5 h``; None when it is no length."""
    value = str(text).strip().casefold()[:40]
    if match := re.fullmatch(r"(\d{1,4})(?:\.0+)?\s*(?:m|min|mins|minutes?)?\.?", value):
        return int(match[1])
    if match := re.fullmatch(r"(\d{1,3}):(\d{2})(?::(\d{2}))?", value):
        return int(match[1]) * 60 + int(match[2])
    if match := re.fullmatch(r"(\d{1,2}(?:\.\d{1,2})?)\s*(?:h|hours?)", value):
        return round(float(match[1]) * 60)
    if match := re.fullmatch(r"(\d{1,2}) days?(?:, (\d{1,2}):(\d{2})(?::\d{2})?)?", value):
        return int(match[1]) * DAY_MINUTES + int(match[2] or 0) * 60 + int(match[3] or 0)
    if value != "p" and (match := re.fullmatch(r"p(?:(\d{1,2})d)?(?:t(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:\d{1,2}s)?)?", value)):
        days, hours, minutes = (int(part or 0) for part in match.groups())
        return days * DAY_MINUTES + hours * 60 + minutes
    return None


def parse_span(text: str, between: int | None = None) -> tuple[int | None, str]:
    """Return the minutes of a length in a frab or pretalx schedule, and how it was read where it can be read in two ways.

    Three parts are days, hours and minutes; but hours, minutes and seconds when the middle part is over 23 or the first is 0.

    Parameters
    ----------
    between
        Minutes between start and end, where the file states both: they decide.

    >>> parse_span("1:02:00"), parse_span("00:45:00"), parse_span("1:00:00", between=60)
    ((1560, '1 day, 2 hours and 0 minutes'), (45, '0 hours and 45 minutes'), (60, '1 hour and 0 minutes'))
    """
    found = re.fullmatch(r"(\d{1,3}):(\d{1,2}):(\d{2})", text.strip())
    if not found:
        return parse_minutes(text), ""
    first, second, third = map(int, found.groups())
    by_days, by_hours = (first * 24 + second) * 60 + third, first * 60 + second
    is_hours = second > 23 or first == 0 if between not in (by_days, by_hours) else between == by_hours
    if is_hours:
        return by_hours, listed([counted(first, "hour"), counted(second, "minute")])
    return by_days, listed([counted(first, "day"), counted(second, "hour"), counted(third, "minute")])


def show_time(value: object) -> str:
    """A time for a message, or ``(not shown)`` if it holds anything but dates and times."""
    text = str(value).strip()
    return text if len(text) <= 60 and SHOWABLE.fullmatch(text) else WITHHELD
