"""A cell that states several days, ``26–27 June`` or ``22, 23 and 25 June 2026``, as one text a day."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from igfdata.importers.model import DayOrder, Unclear
from igfdata.importers.parsing.time_text import Calendar, day_and_month, full_year, make_date, read_cell
from igfdata.importers.parsing.time_words import CLOCK, DAY_WORDS, MONTHS, WEEKDAYS, any_of, fold

MOST_DAYS = 14
NOT_KNOWN = Calendar()
_AND = rf"(?:,|&|\+|{any_of(CLOCK['and'])})"
_TO = rf"(?:-|/|{any_of((*CLOCK['to'], 'au', 'through', 'thru', 'ao'))})"
JOINT = re.compile(rf"\s*(?:,\s*)?(?:(?P<each>{_AND})|(?P<to>{_TO}))\s*")
_YEAR = r"(?:19|20)\d\d"
_ORDINAL = r"(?:st|nd|rd|th|er|[.ªo°])?"
_MONTH = rf"{any_of(MONTHS)}\.?"
_BEFORE = rf"(?:{any_of(WEEKDAYS)}\.?,?\s?)?(?:(?:le|el|il|du|del|dal|vom|from|с)\s)?"
PART = (
    rf"(?:(?P<iso>{_YEAR}-\d\d?-\d\d?)"
    rf"|{any_of(DAY_WORDS)}\s?(?P<number>\d{{1,2}})"
    rf"|(?P<one>\d{{1,2}})(?P<sep>[./])(?P<two>\d{{1,2}})(?:(?P=sep)(?P<short>{_YEAR}|\d\d(?![\d:]))?)?(?![./\d]|\s?{any_of(MONTHS)})"
    rf"|(?:(?P<first>{_MONTH})\s?)?(?P<day>\d{{1,2}}){_ORDINAL}(?:\s?(?:of|de|do)?\s?(?P<month>{_MONTH}))?"
    rf"(?:,?\s?(?:of|de|del|do)?\s?(?P<year>{_YEAR}))?(?:\s(?:года|г)\b\.?)?)(?![\w:])"
)
_ANY_PART = re.sub(r"\(\?P<\w+>", "(?:", PART.replace("(?P=sep)", "[./]"))
SEVERAL = re.compile(
    rf"(?<![\w:.]){_BEFORE}{_ANY_PART}(?:{re.sub(r'[(][?]P<[a-z]+>', '(?:', JOINT.pattern)}{_BEFORE}{_ANY_PART})+"
)
ONE = re.compile(rf"{_BEFORE}{PART}")


@dataclass(frozen=True)
class _Day:
    """A day as it is printed: what is missing stands beside another."""

    text: str = ""
    number: str = ""
    day: int = 0
    month: int = 0
    year: int = 0
    is_month_first: bool = False


def each_day(text: str, order: DayOrder = "", calendar: Calendar = NOT_KNOWN, *, with_time: bool = False) -> list[str]:
    """Return the text once for each day that it states, the day as ISO; nothing where it states one day or none.

    ``with_time``: only where a time stands beside the days, for ``June 3, 9-10`` is one day and its time.

    >>> each_day("26–27 June 2026"), each_day("June 22 and 24, 2026, 9:00"), each_day("26 June 2026")
    (['2026-06-26', '2026-06-27'], ['2026-06-22, 9:00', '2026-06-24, 9:00'], [])
    """
    folded = fold(text)[:200]
    for found in SEVERAL.finditer(folded):
        try:
            days = _days(found[0], order, calendar)
        except Unclear:
            continue
        before, after = folded[: found.start()], folded[found.end() :]
        has_time = re.search(r"\d", after) is not None
        if len(days) > 1 and (has_time or not with_time) and not re.fullmatch(r"\W*\d\d", after):
            return [f"{before}{day.isoformat()}{after}".strip() for day in days]
    return []


def _days(text: str, order: DayOrder, calendar: Calendar) -> list[dt.date]:
    """Days of a text that states nothing else; raises Unclear where one of them cannot be read, or they go back."""
    parts: list[_Day] = []
    is_range: list[bool] = []
    position = 0
    while found := ONE.match(text, position):
        parts.append(_printed(found, order))
        joint = JOINT.match(text, found.end())
        if joint is None:
            break
        is_range.append(joint["to"] is not None)
        position = joint.end()
    named = [n for n, part in enumerate(parts) if part.text or part.number or part.month]
    if not named or (not (parts[named[-1]].is_month_first or parts[named[-1]].number) and named[-1] + 1 < len(parts)):
        raise Unclear("a date")  # 9-10 is a time, also in “3 June, 9-10”
    dates = [_date(part, calendar) for part in _completed(parts)]
    days = dates[:1]
    for to, date in zip(is_range, dates[1:], strict=False):
        length = (date - days[-1]).days
        if not 0 < length < MOST_DAYS:
            raise Unclear("days that follow each other")
        days += [days[-1] + dt.timedelta(days=n) for n in range(1, length)] if to else []
        days.append(date)
    return days


def _printed(found: "re.Match[str]", order: DayOrder) -> _Day:
    if found["iso"] or found["number"]:
        return _Day(text=found["iso"] or "", number=found["number"] or "")
    if found["one"]:
        day, month = day_and_month(int(found["one"]), int(found["two"]), found["sep"], order)
        return _Day(day=day, month=month, year=full_year(found["short"] or "0"))
    name = (found["first"] or found["month"] or "").rstrip(".")
    return _Day(
        day=int(found["day"]), month=MONTHS.get(name, 0), year=int(found["year"] or 0), is_month_first=bool(found["first"])
    )


def _completed(parts: list[_Day]) -> list[_Day]:
    """Days with the month and the year that stand beside another: after them, else before them."""
    months, years = _nearest([part.month for part in parts]), _nearest([part.year for part in parts])
    full = [
        replace(part, month=month, year=year) if part.day else part
        for part, month, year in zip(parts, months, years, strict=True)
    ]
    numbered = any(part.number for part in parts)
    return [replace(part, number=str(part.day)) if numbered and part.day and not part.month else part for part in full]


def _nearest(known: list[int]) -> list[int]:
    """Each number, or where it is 0 the next one after it, else the last one before it."""
    return [next(filter(None, [*known[n:], *reversed(known[:n])]), 0) for n in range(len(known))]


def _date(part: _Day, calendar: Calendar) -> dt.date:
    if part.text or part.number:
        date = read_cell(part.text or f"day {part.number}", "", calendar, of_date=True).date
    else:
        date = make_date(part.year, part.month, part.day) if part.year else calendar.placed(part.month, part.day)
    if date is None:
        raise Unclear("a date of the calendar, such as 2026-06-23")
    return date
