"""Calendars (.ics), as Sched exports them at ``https://<event>.sched.com/all.ics``."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from icalendar import Event

from igfdata.importers.collect import Collector, Reporter
from igfdata.importers.model import ImportFault, Problem, Record, Source, Text
from igfdata.importers.moments import show_time
from igfdata.importers.times import Clock, known_zone, session_time

KEY = "sched_ics"
LABEL = "Calendar (.ics, Sched)"
KEPT = frozenset(["DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "CATEGORIES", "LOCATION", "UID", "URL", "STATUS"])
REPEATS = frozenset(["RRULE", "RDATE", "EXRULE"])
HEADER = frozenset(["PRODID", "X-WR-TIMEZONE", "X-WR-CALNAME"])
NAME = re.compile(r"[A-Za-z0-9-]{1,60}(?=[:;])")
PARSER_FAULTS = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError)


@dataclass
class Block:
    """Lines of one event, and the number of its first line."""

    line: int
    lines: list[str] = field(default_factory=list)
    repeats: bool = False
    is_closed: bool = False


def sniff(text: str) -> bool:
    """Whether a text is a calendar."""
    return re.search(r"^BEGIN:(?:VCALENDAR|VEVENT)\s*$", text[:4_000], re.I | re.M) is not None


def parse(source: Source, out: Collector) -> None:
    """Read the events of a calendar; people, repetition rules and alarms are never looked at."""
    header, blocks = _split(source.text)
    if not blocks:
        raise ImportFault(Problem(source.filename, "", "", "", "a calendar with events (BEGIN:VEVENT); none found", "error"))
    is_sched = "sched.com" in header.get("PRODID", "").casefold() or ".sched.com/" in source.text
    stated = known_zone(header.get("X-WR-TIMEZONE", "").strip())
    # Sched always writes UTC there, whatever the zone of the event: that is no statement about the venue.
    states_venue = stated is not None and not is_sched and stated.key not in ("UTC", "Etc/UTC", "GMT")
    venue = source.venue or (stated if states_venue else None)
    out.timezone = venue.key if venue else ""
    clock = Clock(source.filename, venue, source.file_zone)
    for number, block in enumerate(blocks, 1):
        if out.seen > source.limits.records:
            break
        report = out.about(f"event {number} (line {block.line})")
        if not block.is_closed:
            report.error("END:VEVENT", "", "a whole event; the file ends inside it, so it is not taken")
            continue
        record = _record(block, clock, report)
        if record is not None:
            out.add(record, report)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first physical line; a line that starts with a blank continues the one before."""
    pieces: list[str] = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if pieces and line[:1] in (" ", "\t"):
            pieces.append(line[1:])
            continue
        if pieces:
            yield start, "".join(pieces)
        pieces, start = [line], number
    if pieces:
        yield start, "".join(pieces)


def _split(text: str) -> tuple[dict[str, str], list[Block]]:
    header: dict[str, str] = {}
    blocks: list[Block] = []
    block: Block | None = None
    inner = 0
    for number, line in _unfolded(text):
        upper = line.strip().upper()
        if upper == "BEGIN:VEVENT":
            block, inner = Block(number), 0
            blocks.append(block)
        elif upper == "END:VEVENT" and block is not None:
            block.is_closed, block = True, None
        elif block is not None and upper.startswith(("BEGIN:", "END:")):
            inner += 1 if upper.startswith("BEGIN:") else -1
        elif (name := NAME.match(line)) is not None:
            key = name[0].upper()
            if block is None:
                if key in HEADER:
                    header.setdefault(key, line[name.end() + 1 :])
            elif inner <= 0 and key in KEPT:
                block.lines.append(line)
            elif inner <= 0 and key in REPEATS:
                block.repeats = True
    return header, blocks


def _record(block: Block, clock: Clock, report: Reporter) -> Record | None:
    try:
        event: Any = Event.from_ical("BEGIN:VEVENT\r\n" + "\r\n".join(block.lines) + "\r\nEND:VEVENT\r\n")
    except PARSER_FAULTS:
        report.error("", "", "an event as RFC 5545 describes it; the record is not taken")
        return None
    if block.repeats:
        report.warning("RRULE", "", "a single event; repetitions are not expanded, only the first is taken")
    if _text(event, "STATUS").upper() == "CANCELLED":
        report.note("STATUS", "CANCELLED", "an event that takes place; it is not taken")
        return None
    start, end = _moment(event, "DTSTART", report), _moment(event, "DTEND", report)
    if "DTSTART" not in event:
        report.warning("DTSTART", "", "a start; date and time are left empty")
    length = _length(event)
    if isinstance(start, dt.datetime):
        when = session_time(clock, start, end if isinstance(end, dt.datetime) else None, report.warning, minutes=length)
    else:
        when = session_time(clock, None, None, report.warning, listed_day=start, minutes=length)
    return Record(
        title=_text(event, "SUMMARY"),
        key=_text(event, "UID"),
        type=", ".join(filter(None, _categories(event)[:1])),
        when=when,
        room=_text(event, "LOCATION"),
        urls=(_text(event, "URL"),),
        texts=(Text("description", _text(event, "DESCRIPTION")),),
    )


def _first(event: Any, name: str) -> Any:
    value = event.get(name)
    return value[0] if isinstance(value, list) and name != "CATEGORIES" and value else value


def _text(event: Any, name: str) -> str:
    value = _first(event, name)
    return "" if value is None else str(value).strip()


def _categories(event: Any) -> list[str]:
    value = event.get("CATEGORIES")
    return [str(part).strip() for part in getattr(value, "cats", [])]


def _moment(event: Any, name: str, report: Reporter) -> dt.datetime | dt.date | None:
    value = _first(event, name)
    if value is None:
        return None
    try:
        moment = value.dt
    except PARSER_FAULTS:
        moment = None
    if not isinstance(moment, dt.date):
        report.warning(name, show_time(_raw(value)), "a date and time such as 20250624T070000Z; left empty")
        return None
    zone = str(value.params.get("TZID", ""))
    if isinstance(moment, dt.datetime) and moment.tzinfo is None and zone:
        report.warning(name, "", "a TZID that is a known zone; the time is read as one without a zone")
    return moment


def _raw(value: Any) -> str:
    try:
        return str(value)
    except PARSER_FAULTS:
        return ""


def _length(event: Any) -> int | None:
    value = _first(event, "DURATION")
    try:
        return int(value.dt.total_seconds() // 60) if value is not None else None
    except PARSER_FAULTS:
        return None
