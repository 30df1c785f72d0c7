"""What dates and times does a text state, as people and programs write them? ``Di 23. Juni, 9.30–10.15 Uhr`` or ``2-3 PM``; nothing is guessed."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from igfdata.importers.model import DayOrder, Unclear
from igfdata.importers.parsing.time_words import (
    CLOCK,
    DAY_NUMBERS,
    DAY_WORDS,
    MONTHS,
    UNITS,
    WEEKDAYS,
    any_of,
    fold,
    weekday_in,
    with_halves,
)
from igfdata.importers.parsing.zones import ABBREVIATED, plain_offset

_MONTH = rf"(?P<month>{any_of(MONTHS)})\.?(?:\s?/\s?{any_of(MONTHS)})?"
"""Name of a month; Arabic programmes print two: حزيران/يونيه."""
_YEAR = r"(?:[\s,.\-/]*(?:of|de|del|do)?\s*(?P<year>\d{4}|(?<=[-/])\d{2}(?!\d|\s?[:.h]))(?![\d:])(?:\s?(?:года|г)\b\.?)?)?"
DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)",
        r"(?<!\d)(?P<one>\d{1,2})(?P<sep>[-/.])\s?(?P<two>\d{1,2})(?P=sep)\s?(?P<year>\d{4}|\d{2}(?!\d|\s?[:h]))(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|[.ªo°])?[\s\-/]*(?:of|de|do)?[\s\-/]*{_MONTH}{_YEAR}",
        rf"(?<!\w){_MONTH}[\s\-]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:\s*(?:,|of|de)?\s*(?P<year>\d{{4}})(?![\d:]))?",
        r"(?<!\d)(?P<one>\d{1,2})(?P<sep>\.)\s?(?P<two>\d{1,2})\.(?!\d)",
        r"^(?:[^\W\d_]{2,12}\.?,?\s)?(?P<one>\d{1,2})(?P<sep>\.)(?P<two>0\d|1[0-2])$",
        r"(?<!\d)(?P<one>\d{1,2})(?P<sep>/)(?P<two>\d{1,2})(?![\d/])",
    )
)
DAY_NUMBER = re.compile(rf"(?<!\w){any_of(DAY_WORDS)}\s*(?:n[o°.]*\s*)?#?(?P<number>\d{{1,2}}|{any_of(DAY_NUMBERS)})(?!\w)")
EXCEL_DAY = re.compile(r"(?P<day>[2-7]\d{4})(?:[.,](?P<part>\d+))?")
EXCEL_PART = re.compile(r"0?[.,](?P<part>\d{2,})")

_SUFFIX = r"(?P<half>[ap]\.?\s?m\b\.?)?"
TIME = re.compile(
    rf"(?<![\d:.])(?:(?P<hour>\d{{1,2}})(?:\s?(?:[:.hч]|uhr(?!\s?\d\d?\s?uhr))\s?(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?:\s?min\b)?|(?P<unit>\s?{any_of(UNITS['hours'])}))?"
    rf"|(?P<packed>[0-2]\d[0-5]\d))(?![\d:])\s?{_SUFFIX}"
)
NAMED_TIMES = (
    (re.compile(rf"\b(?:12(?:[:.]00)?\s)?{any_of(CLOCK['noon'])}"), "12:00"),
    (re.compile(rf"\b(?:(?:12|24|0?0)(?:[:.]00)?\s)?{any_of(CLOCK['midnight'])}"), "24:00"),
)
BETWEEN = re.compile(rf"\s*(?:-+>?|/|\bjusqu'?\s?a\b|{any_of(CLOCK['to'])})\s*")
FILLERS = re.compile(any_of(CLOCK["filler"]))
OF_START = re.compile(r"\A\s*(?:as?|alle)\s+(?:las?\s+|partir\s+d[aeo]s?\s+)?(?=\d)")
LENGTH_BESIDE = re.compile(r"[(\[]\s*\d{1,3}\s?(?:m|min|minutes?|minuten|minutos|')\.?\s*[)\]]")
NEXT_DAY = re.compile(r"\bnext day\b|\(\s*\+\s?1(?:\s?d(?:ay)?)?\s*\)|[+]1(?:\s?d(?:ay)?)?\b")
LIMIT = re.compile(rf"\s*(?:{any_of(CLOCK['until'])}|jusqu\b)")
WEEKDAY = re.compile(rf"(?<!\w){any_of(WEEKDAYS)}\.?")
ZONE = re.compile(
    r"\b(?:(?:utc|gmt)\s?(?P<sign>[+\-])(?!\s\d\d?(?:[:.h]\d|\s?[ap]\.?m))\s?(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?(?!\d)|(?P<name>[a-z]{3,5}))(?!\w)"
)
OFFSET = re.compile(r"(?:(?<=\d)z|(?P<sign>[+\-])(?P<hours>\d\d):?(?P<minutes>\d\d))$")
ISO = re.compile(r"\d{4}-?\d\d-?\d\d(?:t\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?|\s\d\d:\d\d:\d\d(?:\.\d+)?|\s\d\d:\d\d(?=\s?\+))\s?$")
"""What stands before an offset; without seconds, ``09:00-10:00`` is a start and an end."""
DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class Calendar:
    """What is known of a meeting's days, to understand ``Day 2`` and dates without a year; nothing where they are not known."""

    first: dt.date | None = None
    last: dt.date | None = None

    @property
    def only_day(self) -> dt.date | None:
        """The day of a meeting of one day."""
        return self.first if self.first is not None and self.first == self.last else None

    def day(self, number: int) -> dt.date | None:
        """Date of a day of the meeting: Day 1 is its first."""
        return self.first + dt.timedelta(days=number - 1) if self.first is not None else None

    def placed(self, month: int, day: int) -> dt.date | None:
        """Date of a day without a year: the one nearest to the meeting."""
        if self.first is None:
            return None
        first = self.first
        near = [date for year in (first.year - 1, first.year, first.year + 1) if (date := make_date(year, month, day))]
        return min(near, key=lambda date: abs(date - first), default=None)


@dataclass(frozen=True)
class Stated:
    """What a cell states. ``start`` and ``end`` are minutes after midnight (25:30 is 1,530)."""

    date: dt.date | None = None
    end_date: dt.date | None = None
    start: int | None = None
    end: int | None = None
    zone: str = ""


def make_date(year: int, month: int, day: int) -> dt.date | None:
    """A date, or None where the calendar has none."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def full_year(text: str) -> int:
    """Return a year, of this century where two digits state it."""
    return int(text) + (2000 if len(text) == 2 else 0)


def read_cell(text: str, order: DayOrder = "", calendar: Calendar = Calendar(), *, of_date: bool = False) -> Stated:
    """Read a cell of dates, of times, or of both.

    Parameters
    ----------
    text
        As in the table; a date and time of a spreadsheet as ISO or as its number.
    order
        Whether day or month comes first where both are numbers.
    of_date
        In a column of dates words beside the date do not matter, and a bare number is a day of the meeting.

    Raises Unclear: when something stands there that cannot be read.
    """
    rest = fold(text)[:200]
    if number := EXCEL_DAY.fullmatch(rest):
        date = dt.date(1899, 12, 30) + dt.timedelta(days=int(number["day"]))
        return Stated(date, start=_part(number["part"]) if number["part"] else None)
    if number := EXCEL_PART.fullmatch(rest):
        return Stated(start=_part(number["part"]))
    zone, rest = split_zone(rest)
    dates, rest = _dates(re.sub(r"(\d)t(\d)", r"\1 \2", rest), order, calendar, of_date)
    rest = with_halves(rest)
    for pattern, time in NAMED_TIMES:
        rest = pattern.sub(time, rest)
    stated = _times(rest, is_loose=of_date, has_date=bool(dates))
    if of_date and not dates and stated.start is None:
        raise Unclear("a date such as 2026-06-23")
    return replace(stated, date=dates[0] if dates else None, end_date=dates[1] if len(dates) > 1 else None, zone=zone)


def clear_cell(text: str, order: DayOrder = "", calendar: Calendar = Calendar(), *, of_date: bool = False) -> Stated:
    """Read a cell as :func:`read_cell` does; where it is not clear, it states nothing."""
    try:
        return read_cell(text, order, calendar, of_date=of_date)
    except Unclear:
        return Stated()


def _part(digits: str) -> int:
    return round(float(f"0.{digits}") * 24 * 60)


def _dates(text: str, order: DayOrder, calendar: Calendar, of_date: bool) -> tuple[list[dt.date], str]:
    """Dates of a text, and the text without them."""
    dates: list[dt.date] = []
    for pattern in DATES:
        # 9.30. or 3/4 without a year is a date only in a column of dates; else it could be a time.
        if "year" not in pattern.groupindex and not of_date:
            continue
        while found := pattern.search(text):
            dates.append(_date_of(found, order, calendar))
            text = f"{text[: found.start()]} {text[found.end() :]}"
            if len(dates) > 2:
                raise Unclear("one date")
    if not dates and (found := DAY_NUMBER.search(text) or (re.fullmatch(r"(?P<number>\d{1,2})", text) if of_date else None)):
        number = DAY_NUMBERS.get(found["number"])
        day = calendar.day(int(found["number"]) if number is None else number)
        if day is None or (not found[0].strip("0123456789") and calendar.last and day > calendar.last):
            raise Unclear(
                "a date such as 2026-06-23, or the first day of the meeting (--start-date), from which days are counted"
            )
        return [day], f"{text[: found.start()]} {text[found.end() :]}"
    if dates:
        text = DAY_NUMBER.sub(" ", text)
    elif of_date and (named := weekday_in(text)) is not None and calendar.first and calendar.last:
        length = (calendar.last - calendar.first).days + 1
        days = [day for n in range(min(length, 14)) if (day := calendar.first + dt.timedelta(days=n)).weekday() == named]
        if len(days) == 1:
            return days, re.sub(r"[^\W\d_]+", " ", text)
    return dates, text


def _date_of(found: "re.Match[str]", order: DayOrder, calendar: Calendar) -> dt.date:
    parts = found.groupdict()
    if parts.get("one"):
        day, month = day_and_month(int(parts["one"]), int(parts["two"]), parts["sep"], order)
    else:
        day, month = int(parts["d"]), MONTHS[parts["month"]] if parts.get("month") else int(parts["m"])
    if parts.get("year"):
        date = make_date(full_year(parts["year"]), month, day)
    elif calendar.first is None:
        raise Unclear("a date with its year, or the first day of the meeting (--start-date), which tells the year")
    else:
        date = calendar.placed(month, day)
    if date is None:
        raise Unclear("a date of the calendar, such as 2026-06-23")
    return date


def day_and_month(one: int, two: int, sign: str, order: DayOrder) -> tuple[int, int]:
    """Tell which of two numbers is the day: the one that is no month; else as its column has it; before a dot the first.

    Raises Unclear: when nothing tells.
    """
    first = "day" if one > 12 else "month" if two > 12 else order or ("day" if sign == "." else "")
    if not first and one != two:
        raise Unclear("a date whose day and month can be told apart, such as 2026-06-23")
    return (two, one) if first == "month" else (one, two)


def split_zone(text: str) -> tuple[str, str]:
    """Return the zone that a folded text states beside its times (``cet``, ``+02:00``; empty: none), and the text without it."""
    if (found := OFFSET.search(text)) and ISO.match(text[: found.start()]):
        sign = f"{found['sign']}{found['hours']}:{found['minutes']}" if found["sign"] else "utc"
        return sign, text[: found.start()]
    for found in ZONE.finditer(text):
        if found["sign"] or found["name"] in ABBREVIATED:
            zone = found["name"] or f"{found['sign']}{int(found['hours']):02d}:{found['minutes'] or '00'}"
            return zone, re.sub(rf"(?<!\w){re.escape(found[0])}(?!\w)", " ", text)  # also where it stands at both ends
    return "", text


def _times(text: str, *, is_loose: bool, has_date: bool) -> Stated:
    """One time or two of a text that holds no date any more."""
    text = re.sub(r"[()\[\],;|]", " ", NEXT_DAY.sub(" ", LENGTH_BESIDE.sub(" ", text)))
    text = OF_START.sub("", WEEKDAY.sub(" ", text))
    found = list(TIME.finditer(text))
    if len(found) > 2:
        raise Unclear("one time, or a start and an end")
    left = text
    for time in reversed(found):
        left = f"{left[: time.start()]} § {left[time.end() :]}"
    is_end = LIMIT.match(left) is not None
    shape = "".join(FILLERS.sub(" ", BETWEEN.sub(" - ", left)).split())
    shape = re.sub(r"[^\W\d_]|[.:]", "", shape) if is_loose else shape
    if not found:
        if shape.strip("-.:"):
            raise Unclear("one date" if is_loose else "a time such as 09:00")
        return Stated()
    bare = [not (time["minute"] or time["unit"] or time["packed"] or time["half"]) for time in found]
    lone = "-§" if has_date and not is_end else "§-"
    is_clear = shape in ("§-§", "§", "§-", lone) if len(found) == 2 or not bare[0] else False
    if shape == "§§":  # 9:00 10:00
        is_clear = not any(bare)
    if not is_clear or (is_loose and all(bare)):
        raise Unclear(
            "one date such as 2026-06-23" if is_loose else "a time such as 09:00, or a start and an end such as 09:00–10:30"
        )
    return _span(found)


def _span(found: list["re.Match[str]"]) -> Stated:
    """Minutes of one time or two; AM or PM at one end is that of the other too, unless the end would come first."""
    halves = [(time["half"] or "")[:1] for time in found]
    clocks = [_clock(time) for time in found]
    if len(found) == 1:
        return Stated(start=_minutes(*clocks[0], halves[0]))
    (first, last), (one, two) = clocks, halves
    if one and not two and last[0] <= 12:
        start = _minutes(*first, one)
        same, other = _minutes(*last, one), _minutes(*last, "p" if one == "a" else "a")
        return Stated(start=start, end=same if same > start else other)
    if two and not one and first[0] <= 12:
        end = _minutes(*last, two)
        same, other = _minutes(*first, two), _minutes(*first, "p" if two == "a" else "a")
        return Stated(start=same if same < end else other, end=end)
    return Stated(start=_minutes(*first, one), end=_minutes(*last, two))


def _clock(time: "re.Match[str]") -> tuple[int, int]:
    if time["packed"]:
        return int(time["packed"][:2]), int(time["packed"][2:])
    return int(time["hour"]), int(time["minute"] or 0)


def _minutes(hour: int, minute: int, half: str) -> int:
    if half and not 1 <= hour <= 12:
        if half == "a" or not 13 <= hour <= 23:  # 14:00 PM is odd, yet clear
            raise Unclear("a time such as 9:00 AM or 14:00")
        half = ""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 35:
        raise Unclear("a time such as 09:00")
    return hour * 60 + minute


def parse_date(text: str) -> dt.date | None:
    """Return the date in a text that says its year and which number is the month, else None.

    >>> [str(parse_date(text)) for text in ("2025-06-24T09:00", "Friday, 2nd December, 2022", "June 24, 2025", "03/04/2025")]
    ['2025-06-24', '2022-12-02', '2025-06-24', 'None']
    """
    moment = parse_moment(text)
    return moment.date() if moment else clear_cell(text, of_date=True).date


def parse_clock(text: str) -> dt.time | None:
    """Return the time of day of a text that states nothing else: ``09:30``, ``9.30``, ``9:30 AM``, ``09:00h``; else None."""
    stated = clear_cell(text)
    return _clock_of(stated.start) if stated.date is None and stated.end is None and not stated.zone else None


def parse_moment(text: str) -> dt.datetime | None:
    """Return the date and time of a text, with its offset where it states one: ISO 8601, or a date, a time and perhaps an offset."""
    text = text.strip()[:100]
    if len(text) > 8 and re.match(r"\d{4}-?\d{2}-?\d{2}[T ]\d{2}", text):
        try:
            return dt.datetime.fromisoformat(re.sub(r"\s*(?:UTC|GMT)$", "+00:00", text))
        except ValueError:
            pass
    stated = clear_cell(text, of_date=True)
    clock = _clock_of(stated.start)
    return dt.datetime.combine(stated.date, clock, plain_offset(stated.zone)) if stated.date and clock is not None else None


def _clock_of(minutes: int | None) -> dt.time | None:
    return dt.time(*divmod(minutes, 60)) if minutes is not None and minutes < DAY_MINUTES else None
