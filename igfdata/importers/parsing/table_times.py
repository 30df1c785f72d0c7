"""When is the session of a row? Dates, times and lengths of a table, read as its whole columns show they are meant."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from igfdata.importers.model import DayOrder, NeedsDayOrder, Unclear, When
from igfdata.importers.parsing.collect import Reporter
from igfdata.importers.parsing.contents import Source
from igfdata.importers.parsing.several_days import MOST_DAYS, each_day
from igfdata.importers.parsing.time_text import (
    DATES,
    DAY_MINUTES,
    Calendar,
    Stated,
    clear_cell,
    full_year,
    make_date,
    read_cell,
    split_zone,
)
from igfdata.importers.parsing.time_words import UNITS, WEEKDAYS, fold, show_time, weekday_in
from igfdata.importers.parsing.times import Clock, needs_day, parse_minutes, session_time

Values = dict[str, str]
"""Field → text of a row."""

HEADING_WORDS = re.compile(r"\b(?:programme|program|agenda|schedule|sessions|programm|programa|of|for)\b")
ESTIMATED = re.compile(r"\best\.")
"""In the name of a column, no zone."""


@dataclass(frozen=True)
class Columns:
    """What the columns of a table say about its times: order of day and month, zones and units that their names state."""

    order: DayOrder = ""
    zones: Mapping[str, str] | None = None
    in_hours: bool = False


def order_of(text: str) -> set[DayOrder]:
    """What does a cell show of the order of day and month? ``day`` or ``month`` comes first, or an empty text: it is open.

    >>> order_of("23/06/2026"), order_of("03/04/2026"), order_of("3 April 2026")
    ({'day'}, {''}, set())
    """
    folded = fold(text)[:200]
    found = _numeric(folded)
    if found is None or found["one"] == found["two"]:
        return set()
    one, two = int(found["one"]), int(found["two"])
    if one > 12 or two > 12:
        return {"day" if one > 12 else "month"}
    named = weekday_in(folded)
    if named is not None and found.groupdict().get("year"):
        year = full_year(found["year"])
        dates: dict[DayOrder, dt.date | None] = {"day": make_date(year, two, one), "month": make_date(year, one, two)}
        fitting: set[DayOrder] = {order for order, date in dates.items() if date and date.weekday() == named}
        if len(fitting) == 1:
            return fitting
    return set() if found["sep"] == "." else {""}


def _numeric(text: str) -> "re.Match[str] | None":
    return next((found for pattern in DATES if "one" in pattern.groupindex if (found := pattern.search(text))), None)


def day_order(cells: Iterable[tuple[str, str, str]], source: Source, calendar: Calendar) -> DayOrder:
    """Which of day and month comes first in a column, told by the whole column; empty where each date tells by itself.

    Parameters
    ----------
    cells
        Row, name of the column and text of every cell that may hold a date.

    Raises NeedsDayOrder: when no cell tells, or cells contradict each other, and nobody said it.
    """
    if source.day_order:
        return source.day_order
    told: dict[DayOrder, str] = {}
    open_cells: list[tuple[str, str, str]] = []
    for cell in cells:
        told |= {order: cell[0] for order in order_of(cell[2]) if order and order not in told}
        open_cells += [cell] if "" in order_of(cell[2]) else []
    if len(told) == 1 or not open_cells:
        return next(iter(told)) if len(told) == 1 else ""
    if told:
        row, name, text = open_cells[0]
        said = f"dates in one order; the day comes first in {told['day']}, the month in {told['month']}. Say which comes first"
        raise NeedsDayOrder.because(source.filename, said, record=row, field=name, value=show_time(text))
    row, name, text = open_cells[0]
    if order := _by_calendar(text, calendar):
        return order
    more = f" (and in {len(open_cells) - 1} more cells)" if len(open_cells) > 1 else ""
    expected = f"dates whose day and month can be told apart, such as 2026-06-23{more}; say whether day or month comes first"
    raise NeedsDayOrder.because(source.filename, expected, record=row, field=name, value=show_time(text))


def _by_calendar(text: str, calendar: Calendar) -> DayOrder:
    """Order in which a date lies within the meeting, where only one does."""
    if calendar.first is None or calendar.last is None:
        return ""
    first, last = calendar.first - dt.timedelta(days=2), calendar.last + dt.timedelta(days=2)
    orders: tuple[DayOrder, DayOrder] = ("day", "month")
    dates = {order: clear_cell(text, order, calendar, of_date=True).date for order in orders}
    fitting = [order for order, date in dates.items() if date and first <= date <= last]
    return fitting[0] if len(fitting) == 1 else ""


def heading_day(text: str, calendar: Calendar, *, is_strict: bool = False) -> dt.date | None:
    """Date that a name of a sheet or a heading states, or None; ``is_strict``: it states nothing else."""
    bare = HEADING_WORDS.sub(" ", fold(text))
    stated = clear_cell(bare, "", calendar, of_date=not is_strict or bare.strip() in WEEKDAYS)
    is_one_day = stated.start is None and stated.end_date is None and not fold(text).isdigit()
    return stated.date if is_one_day else None


def sheet_day(name: str, above: Sequence[str], calendar: Calendar) -> dt.date | None:
    """Return the date that the name of a sheet, or the rows above its header, state (``Day 2``, ``Mon 22 June``), or None."""
    dates = [date for text in (name, *above) if (date := heading_day(text, calendar)) is not None]
    return dates[0] if dates and (len(set(dates)) == 1 or heading_day(name, calendar)) else None


def read_columns(names: Mapping[str, str], rows: Sequence[tuple[str, Values]], source: Source, calendar: Calendar) -> Columns:
    """Return what the columns of a table say about its times.

    Parameters
    ----------
    names
        Field → name of its column.
    rows
        Each row by what it is called, and its values.
    """
    cells = (
        (row, names[field], values[field])
        for row, values in rows
        for field in ("date", "start", "end", "end_date")
        if values.get(field)
    )
    zones = {field: zone for field, name in names.items() if (zone := split_zone(ESTIMATED.sub(" ", fold(name)))[0])}
    in_hours = bool(set(UNITS["hours"]) & set(re.findall(r"[^\W\d_]+", fold(names.get("duration_min", "")))))
    return Columns(day_order(cells, source, calendar), zones, in_hours)


def ask_for_day(column: str, rows: Sequence[tuple[str, Values]], columns: Columns, source: Source, calendar: Calendar) -> None:
    """Ask for the day of a programme, where the first start that can be read is a time without a date."""
    for row, values in rows:
        stated = clear_cell(values.get("start", ""), columns.order, calendar)
        if stated.date is None and stated.start is not None:
            raise needs_day(source, record=row, field=column)
        if stated.date is not None:
            return


def on_each_day(values: Values, columns: Columns, calendar: Calendar, report: Reporter) -> list[Values]:
    """Return the values of a row once for each day that its cells state (``26–27 June``); a night is one session."""
    for field in ("date", "start"):
        texts = each_day(values.get(field, ""), columns.order, calendar, with_time=field == "start")
        if not texts:
            continue
        if len(texts) == 2 and field == "date" and _ends_before_it_starts(values, columns, calendar):
            return [{**values, "date": texts[0], "end_date": texts[1]}]
        said = f"one date; read as a session on each of these {len(texts)} days"
        report.note(field, show_time(values[field]), said)
        return [{**values, field: text, "end_date": ""} for text in texts]
    return [values]


def _ends_before_it_starts(values: Values, columns: Columns, calendar: Calendar) -> bool:
    start, end = (clear_cell(values.get(name, ""), columns.order, calendar) for name in ("start", "end"))
    ends = end.start if end.start is not None else start.end
    return start.start is not None and ends is not None and ends < start.start


def read_when(
    values: Values, day: dt.date | None, columns: Columns, calendar: Calendar, clock: Clock, report: Reporter
) -> When:
    """Date, start, end and length of a row.

    Parameters
    ----------
    day
        Date of the rows where a row states none: that of the sheet, of a heading, of the meeting's only day.
    """

    def tell(name: str, expected: str) -> None:
        report.warning(name, show_time(values.get(name, "")), expected)

    date = _stated(values, "date", columns, calendar, report, of_date=True)
    if date.end_date is not None and date.start is None:
        tell("date", f"one date such as 2026-06-23, or up to {MOST_DAYS} days that follow each other; left empty")
        date = Stated()
    start = _stated(values, "start", columns, calendar, report)
    end = _stated(values, "end", columns, calendar, report)
    end_date = _stated(values, "end_date", columns, calendar, report, of_date=True)
    on = start.date or date.date or day
    # A cell of the start column may hold both ends, and one of the date column both times.
    begins = start.start if start.start is not None else date.start
    span = start if start.start is not None else date
    ends, zone = (end.start, end.zone) if end.start is not None else (span.end, span.zone)
    if end.start is not None and span.end is not None and span.end != end.start:
        tell("end", "the end that the start column states; that of the end column is used")
    minutes = _minutes(values, columns, report)
    if begins is not None and on is None:
        tell("start", "a time with its date; the row has no date, so the time is left empty")
        return When(duration_min=str(minutes or ""))
    if on is None:
        return session_time(clock, None, None, report.warning, minutes=minutes)
    first = clock.moment(on, begins, span.zone, report.warning)
    ends_on = end.date or end_date.date or span.end_date
    last = None
    if ends is not None and begins is not None:
        last_day = ends_on or on
        is_over_midnight = ends < begins and (
            ends == 0 or begins >= DAY_MINUTES > ends or (begins >= 18 * 60 and ends < 6 * 60)
        )
        if ends_on is None and is_over_midnight:
            ends += DAY_MINUTES
        last = clock.moment(last_day, ends, zone, report.warning if zone != span.zone else lambda *_: None)
    elif ends is not None:
        tell("end", "a start as well as an end; left empty")
    is_night = begins is not None and begins >= DAY_MINUTES
    return session_time(clock, first, last, report.warning, minutes=minutes, listed_day=on, night_belongs_before=is_night)


def _stated(
    values: Values, name: str, columns: Columns, calendar: Calendar, report: Reporter, *, of_date: bool = False
) -> Stated:
    text = values.get(name, "")
    if not text:
        return Stated()
    try:
        stated = read_cell(text, columns.order, calendar, of_date=of_date)
    except Unclear as error:
        report.warning(name, show_time(text), f"{error}; left empty")
        return Stated()
    if of_date and stated.start == 0 and stated.end is None:
        stated = replace(stated, start=None)  # a date as some programs write it, with the time of midnight
    of_column = columns.zones.get(name, "") if columns.zones else ""
    return replace(stated, zone=stated.zone or of_column or values.get("timezone", "").casefold())


def _minutes(values: Values, columns: Columns, report: Reporter) -> int | None:
    text = values.get("duration_min", "")
    if not text:
        return None
    minutes = parse_minutes(f"{text} h" if columns.in_hours and re.fullmatch(r"\d{1,2}(?:[.,]\d+)?", text) else text)
    if minutes is None:
        report.warning("duration_min", show_time(text), "a length such as 90, 1:30 or 1h30; left empty")
    return minutes
