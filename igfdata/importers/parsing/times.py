"""When is a session, in the venue's zone, and when is the meeting? Only what cannot be read in two ways is read; zones are never guessed."""

import datetime as dt
import re
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass

from igfdata.importers.model import WITHHELD, Days, ImportFailed, NeedsDay, NeedsTimezone, Problem, Source, Warn, When
from igfdata.importers.parsing.time_text import make_date
from igfdata.importers.parsing.zones import EXPECTED, zone_of_people
from igfdata.schema import PATTERNS
from igfdata.wording import counted, listed

LONGEST_GAP = 28
"""Days without a session after which what follows, or came before, is not part of the meeting."""


def main_days(days: Iterable[dt.date]) -> Days | None:
    """Return the first and last day of the run of days that holds most of the sessions; None without a day.

    >>> day = dt.date.fromisoformat
    >>> [one.isoformat() for one in main_days([day("2026-03-10"), day("2026-06-23"), day("2026-06-25")])]
    ['2026-06-23', '2026-06-25']
    """
    runs = _runs(sorted(days))
    if not runs:
        return None
    most = max(map(len, runs))
    run = next(run for run in reversed(runs) if len(run) == most)
    return run[0], run[-1]


def _runs(days: list[dt.date]) -> list[list[dt.date]]:
    """Days in runs without a gap of more than four weeks."""
    runs: list[list[dt.date]] = []
    for day in days:
        if runs and (day - runs[-1][-1]).days <= LONGEST_GAP:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def is_stray(day: dt.date, meeting: Days) -> bool:
    """Whether a day lies more than four weeks before or after the meeting."""
    return (meeting[0] - day).days > LONGEST_GAP or (day - meeting[1]).days > LONGEST_GAP


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
        return make_date(int(iso[1]), int(iso[2]), int(iso[3]))
    found = DAY_MONTH.search(text[:200]) or MONTH_DAY.search(text[:200])
    return make_date(int(found["year"]), MONTHS[found["month"].lower()], int(found["day"])) if found else None


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


NIGHT_ENDS = 3
"""Sessions that start before this hour belong to the day before where a format says so."""
LATEST_NIGHT = 9
"""A session that a file lists under the day before belongs there when it starts before this hour."""

LONGEST_DAYS = 14
"""A session that seems longer has a wrong date somewhere."""


def find_zone(name: str, filename: str, parameter: str = "timezone") -> zoneinfo.ZoneInfo:
    """Return the zone of a name such as Europe/Oslo, Oslo or UTC+1.

    Raises
    ------
    ImportFailed
        When there is no such zone.
    """
    if zone := zone_of_people(name):
        return zone
    value = name if re.fullmatch(r"[\w+\-/: ]{1,60}", name) else WITHHELD
    raise ImportFailed(Problem(filename, "", parameter, value, EXPECTED, "error"))


@dataclass(frozen=True)
class Clock:
    """Turns the times of a file into venue time.

    Parameters
    ----------
    filename
        For messages.
    venue
        Zone of the venue; without it times that need a conversion raise :class:`NeedsTimezone`.
    file_zone
        Zone of times that state none; the venue's unless it is given.
    trust_offset
        Times that state an offset are venue time as they stand when no venue zone is known.
    """

    filename: str
    venue: zoneinfo.ZoneInfo | None = None
    file_zone: zoneinfo.ZoneInfo | None = None
    trust_offset: bool = False

    def local(self, moment: dt.datetime, field: str, warn: Warn) -> dt.datetime | None:
        """Venue time of a moment; None, and a warning, when the calendar of our time does not hold it."""
        if not 1900 < moment.year < 2100:
            warn(field, moment.isoformat(sep=" "), "a date between 1901 and 2099")
            return None
        if moment.tzinfo is None:
            moment = self._placed(moment, field, warn)
        if self.venue is not None:
            return moment.astimezone(self.venue)
        if self.trust_offset:
            return moment
        raise self.needs_zone()

    def _placed(self, moment: dt.datetime, field: str, warn: Warn) -> dt.datetime:
        zone = self.file_zone or self.venue
        if zone is None:
            raise self.needs_zone()
        early, late = moment.replace(tzinfo=zone, fold=0), moment.replace(tzinfo=zone, fold=1)
        if early.utcoffset() == late.utcoffset():
            return early
        exists = early.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) == moment
        what = "occurs twice that night; the first is used" if exists else "does not exist, as clocks go forward"
        warn(field, moment.isoformat(sep=" "), f"a time with its offset: in {zone.key} this time {what}")
        return early

    def needs_zone(self) -> NeedsTimezone:
        """The question to ask when a time cannot be placed."""
        return NeedsTimezone(
            Problem(self.filename, "", "timezone", "", "the file does not state the zone of the venue; give one such as Europe/Oslo", "error")
        )  # fmt: skip


def only_day(source: Source, *, is_dated: bool, is_timed: bool) -> dt.date | None:
    """Return the day of a programme whose file states times and no date: the only day of the meeting.

    Raises
    ------
    NeedsDay
        When the meeting has several days, or they are not known.
    """
    if is_dated or not is_timed:
        return None
    if source.days and source.days[0] == source.days[1]:
        return source.days[0]
    expected = "the file has times but no dates. If the programme has one day, say which"
    raise NeedsDay(Problem(source.filename, "", "start", "", expected, "error"))


def session_time(
    clock: Clock, start: dt.datetime | None, end: dt.datetime | None, warn: Warn, *,
    minutes: int | None = None, listed_day: dt.date | None = None, night_belongs_before: bool = False,
) -> When:  # fmt: skip
    """Date, start, end and minutes of a session in venue time; the hours after the midnight of its date go on from 24:00.

    An end after noon of the next day, or one that the clock change makes no later than the start, is left empty: the
    minutes and the note hold it. With ``night_belongs_before`` a start after midnight belongs to ``listed_day`` when the
    file lists it under the day before, and to the day before its date when the file lists it under no day and it is before
    03:00.
    """
    if start is None:
        return When(date=listed_day.isoformat() if listed_day else "", duration_min=str(minutes or ""))
    begins = clock.local(start, "start", warn)
    ends = clock.local(end, "end", warn) if end is not None else None
    if begins is None:
        return When(duration_min=str(minutes or ""))
    if ends is not None and ends.astimezone(dt.UTC) < begins.astimezone(dt.UTC):
        shown, first = (moment.isoformat(sep=" ", timespec="minutes") for moment in (ends, begins))
        warn("end", shown, f"an end after the start ({first}); left empty")
        ends = None
    if ends is None and minutes:
        ends = (begins.astimezone(dt.UTC) + dt.timedelta(minutes=minutes)).astimezone(begins.tzinfo)
    length = (ends.astimezone(dt.UTC) - begins.astimezone(dt.UTC)) // dt.timedelta(minutes=1) if ends is not None else None
    if end is not None and minutes and length and length != minutes:
        warn("duration_min", str(minutes), f"the {length} minutes between start and end; these are used")
    day = _programme_day(begins, listed_day) if night_belongs_before else begins.date()
    ends, length, notes = _checked_end(begins, ends, length, day, warn)
    if day != begins.date():
        notes.insert(0, f"after midnight: by the calendar on {begins.date().isoformat()}")
    end_text = table_time(ends, day) if ends is not None else ""
    return When(day.isoformat(), table_time(begins, day), end_text, str(length or ""), "; ".join(notes))


def _programme_day(begins: dt.datetime, listed_day: dt.date | None) -> dt.date:
    """Day of the programme that a session belongs to: the day before its date when it is in the night after that day."""
    before = begins.date() - dt.timedelta(days=1)
    night_ends = LATEST_NIGHT if listed_day == before else NIGHT_ENDS if listed_day is None else 0
    return before if begins.hour < night_ends else begins.date()


def table_time(moment: dt.datetime, day: dt.date) -> str:
    """Time of a moment as the table holds it for a session of a day.

    >>> table_time(dt.datetime(2025, 6, 25, 1, 30), dt.date(2025, 6, 24))
    '25:30'
    """
    return f"{24 * (moment.date() - day).days + moment.hour:02d}:{moment.minute:02d}"


def _checked_end(
    begins: dt.datetime, ends: dt.datetime | None, length: int | None, day: dt.date, warn: Warn
) -> tuple[dt.datetime | None, int | None, list[str]]:
    if ends is None or length is None:
        return None, None, []
    shown = ends.isoformat(sep=" ", timespec="minutes")
    if length == 0:
        return None, None, ["the file gives no length"]
    if length > LONGEST_DAYS * DAY_MINUTES:
        warn("end", shown, f"an end within {LONGEST_DAYS} days of the start; left empty")
        return None, None, []
    is_put_back = table_time(ends, day) <= table_time(begins, day)
    if is_put_back or not re.fullmatch(PATTERNS["time"][0], table_time(ends, day)):
        return None, length, [f"ends {ends.strftime('%H:%M')} on {ends.date().isoformat()}"]
    return ends, length, []
