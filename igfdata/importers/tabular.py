"""Tables of any layout (CSV, XLSX): columns are mapped by name, guessed from known names and corrected by the user."""

import datetime as dt
import re
from collections.abc import Mapping

from igfdata import vocabulary as v
from igfdata.importers.collect import Collector, Reporter
from igfdata.importers.columns import FIELDS, find_header, guess_mapping
from igfdata.importers.model import WITHHELD, NeedsMapping, Person, Problem, Record, Source, Text, When
from igfdata.importers.moments import parse_clock, parse_date, parse_minutes, parse_moment, show_time
from igfdata.importers.rows import read_rows
from igfdata.importers.terms import resolve_group, resolve_region, resolve_role, resolve_term, show_group
from igfdata.importers.times import Clock, session_time

KEY = "tabular"
LABEL = "Table (CSV, XLSX)"
NUMBERS = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:[ T,]+(.*))?")
NIGHT = re.compile(r"(2[4-9]|3[0-5])[:.]([0-5]\d)")
"""A time after the midnight of its date, as the sessions table and timetables write it: 25:30."""

Values = dict[str, str]


def parse(source: Source, out: Collector) -> None:
    """Read the rows; columns that are not mapped are not looked at.

    Raises
    ------
    NeedsMapping
        When no column is mapped to the title.
    """
    rows = read_rows(source, out)
    position, header = find_header(rows)
    mapping = {
        name: target
        for name, target in (source.mapping or guess_mapping(header)).items()
        if target in FIELDS and name in header
    }
    if "title" not in mapping.values():
        expected = f"a column of titles; map the columns by name (fields: {', '.join(FIELDS)})"
        raise NeedsMapping(Problem(source.filename, "header", "title", "", expected, "error"))
    out.mapping = mapping
    columns = {header.index(name): target for name, target in mapping.items()}
    body = [(number, _values(cells, columns)) for number, cells in rows[position + 1 :]]
    order = _day_order([values for _, values in body], out)
    clock = Clock(source.filename, source.venue, source.file_zone)
    keys: dict[str, int] = {}
    for number, values in body:
        if any(values.values()):
            _take(values, number, order, clock, keys, out)


def _values(cells: list[str], columns: Mapping[int, str]) -> Values:
    values: Values = {}
    for index, target in columns.items():
        cell = cells[index].strip() if index < len(cells) else ""
        values[target] = f"{values[target]}\n{cell}".strip() if target == "description" and values.get(target) else cell
    return values


def _take(values: Values, number: int, order: str, clock: Clock, keys: dict[str, int], out: Collector) -> None:
    report = out.about(f"row {number}")
    people = _people(values, report)
    if values.get("active", "").strip().casefold() in ("n", "no", "false", "0"):
        report.note("active", "", "a published session; it is not taken")
        return
    own = values.get("external_id", "")
    record = Record(
        title=values.get("title", ""),
        key=own,
        code=values.get("code", ""),
        type=values.get("type", "").split(", ")[0],
        when=_when(values, order, clock, report),
        room=values.get("room", ""),
        format=values.get("format", ""),
        subthemes=tuple(part.strip() for part in re.split(r"[;|]", values.get("subtheme", "")) if part.strip()),
        sdgs=tuple(int(goal) for goal in re.findall(r"(?<![\d.])\d{1,2}(?!\d)", values.get("sdgs", ""))),
        urls=tuple(url.strip() for url in values.get("source_urls", "").split(";") if url.strip()),
        status=_status(values.get("status", ""), report),
        note=values.get("note", ""),
        texts=(Text("description", values.get("description", "")),),
        people=people,
    )
    if own in keys and people:
        # A row a person: the session stands there already, the row adds a person to it.
        out.add_people(keys[own], Record(title=record.title, people=people), report)
    elif (key := out.add(record, report)) is not None and own:
        keys[own] = key


def _people(values: Values, report: Reporter) -> tuple[Person, ...]:
    """People by group; several groups in a cell (``;``) are several people."""
    groups = [part.strip() for part in values.get("stakeholder_group", "").split(";")]
    regions = [part.strip() for part in values.get("regional_group", "").split(";")]
    people = []
    for index in range(max(len(groups), len(regions))):
        group = groups[index] if index < len(groups) else ""
        region = regions[index] if index < len(regions) else ""
        if not group and not region:
            continue
        role = resolve_role(values.get("role", "")) or "speaker"
        for text, key, name, vocabulary in (
            (group, resolve_group(group), "stakeholder_group", v.STAKEHOLDER_GROUPS),
            (region, resolve_region(region), "regional_group", v.REGIONAL_GROUPS),
        ):
            if text and key is None and text.casefold() != v.UNKNOWN:
                report.warning(name, show_group(text), f"one of: {', '.join(vocabulary)}; taken as not stated")
        people.append(Person(role, resolve_group(group) or "", resolve_region(region) or ""))
    return tuple(people)


def _status(text: str, report: Reporter) -> str:
    status = resolve_term(v.STATUS, text) if text else "on_programme"
    if status is None:
        report.warning("status", WITHHELD, f"one of: {', '.join(v.STATUS)}; taken as on_programme")
    return status or "on_programme"


def _day_order(body: list[Values], out: Collector) -> str:
    """Whether 03/04/2025 is written day first: told by numbers over 12 in any row, else not known."""
    first = second = False
    seen = False
    for values in body:
        for name in ("date", "start", "end"):
            if found := NUMBERS.match(values.get(name, "")):
                seen, first, second = True, first or int(found[1]) > 12, second or int(found[2]) > 12
    if seen and first == second:
        out.whole.warning("date", "", "dates as 2025-06-24: here day and month cannot be told apart; such dates are left empty")
        return ""
    return "day" if first else "month"


def _moment(text: str, order: str) -> dt.datetime | dt.date | None:
    found = NUMBERS.match(text)
    if not found:
        return parse_moment(text) or parse_date(text)
    if not order:
        return None
    day, month = (found[1], found[2]) if order == "day" else (found[2], found[1])
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    return parse_moment(f"{year}-{month}-{day} {found[4] or ''}") or parse_date(f"{year}-{month}-{day}")


def _when(values: Values, order: str, clock: Clock, report: Reporter) -> When:
    day = _moment(values["date"], order) if values.get("date") else None
    if values.get("date") and day is None:
        report.warning("date", show_time(values["date"]), "a date such as 2025-06-24; left empty")
    only_day = day.date() if isinstance(day, dt.datetime) else day
    start = _joined(values, "start", only_day, order, report) or (day if isinstance(day, dt.datetime) else None)
    end_day = only_day if NIGHT.fullmatch(values.get("end", "")) else None
    end = _joined(values, "end", end_day or (start.date() if start else only_day), order, report)
    if (
        start
        and end
        and not end_day
        and end.time() < start.time()
        and not parse_date(values.get("end", ""))
        and not NUMBERS.match(values["end"])
    ):
        end += dt.timedelta(days=1) if end.hour < 6 and start.hour >= 18 else dt.timedelta()
    minutes = parse_minutes(values["duration_min"]) if values.get("duration_min") else None
    if values.get("duration_min") and minutes is None:
        report.warning("duration_min", show_time(values["duration_min"]), "whole minutes; left empty")
    is_night = NIGHT.fullmatch(values.get("start", "")) is not None
    return session_time(
        clock, start, end, report.warning, minutes=minutes, listed_day=only_day, night_belongs_before=is_night
    )  # fmt: skip


def _joined(values: Values, name: str, day: dt.date | None, order: str, report: Reporter) -> dt.datetime | None:
    """Moment of a column that holds date and time, or the time alone beside a column of dates."""
    text = values.get(name, "")
    if not text:
        return None
    time = parse_clock(text)
    night = NIGHT.fullmatch(text)
    if night and day:
        return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(int(night[1]) - 24, int(night[2])))
    moment = dt.datetime.combine(day, time) if time and day else _moment(text, order)
    if not isinstance(moment, dt.datetime):
        report.warning(name, show_time(text), "a time such as 09:00 with a date, or 2025-06-24 09:00; left empty")
        return None
    return moment
