"""Calendars (.ics), as Sched exports them at ``https://<event>.sched.com/all.ics`` and calendar programs write them."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Event
from icalendar.prop import vDDDLists, vDDDTypes

from igfdata.importers.model import ImportFailed, Record, Text
from igfdata.importers.parsing.calendar_lines import Block, TimeLine, read_lines
from igfdata.importers.parsing.calendar_rules import FileZones, expand, group_series, meeting_days, venue_of
from igfdata.importers.parsing.collect import Collector, Reporter
from igfdata.importers.parsing.contents import Source
from igfdata.importers.parsing.terms import says_cancelled
from igfdata.importers.parsing.time_words import show_time
from igfdata.importers.parsing.times import Clock, session_time
from igfdata.importers.parsing.zones import zone_of_file
from igfdata.wording import agree, counted, zone_label

ORDER = 1
KEY = "sched_ics"
LABEL = "Calendar (.ics, Sched)"
PARSER_ERRORS = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError)
NUMBER = "X-NUMBER"
"""Property that says which event of the file it is."""
UTC = ("UTC", "Etc/UTC", "GMT", "Etc/GMT")


def sniff(source: Source) -> bool:
    """Whether a file is a calendar."""
    return re.search(r"^BEGIN:(?:VCALENDAR|VEVENT)\s*$", source.text[:4_000], re.I | re.M) is not None


def parse(source: Source, out: Collector) -> None:
    """Read the events of a calendar; series are expanded within the meeting, alarms are never looked at."""
    lines = read_lines(source.text)
    if not lines.blocks:
        raise ImportFailed.because(source.filename, "not a calendar: it has no events (BEGIN:VEVENT)")
    for name, number in sorted(lines.unread.items()):
        times = "once" if number == 1 else f"{number} times"
        out.whole.note(name, "", f"{name} occurs {times}; not read")
    reports = {str(number): out.about(f"event {number} (line {block.line})") for number, block in enumerate(lines.blocks, 1)}
    out.learn(name for block in lines.blocks for name in block.people)
    zones = FileZones(lines.zones)
    events: list[Any] = []
    for number, block in list(enumerate(lines.blocks, 1))[: source.limits.records + 1]:
        event = _event(block, zones, reports[str(number)])
        if event is not None:
            event[NUMBER] = str(number)
            events.append(event)
    clock = Clock.of(source, source.venue or _stated_venue(lines.header, source, events, out))
    out.timezone = clock.venue.key if clock.venue else ""
    for event in _expanded(_newest(events, reports), source, clock, reports):
        if out.seen > source.limits.records:
            break
        report = reports[str(event[NUMBER])]
        out.add(_record(event, clock, report), report)


def _event(block: Block, zones: FileZones, report: Reporter) -> Any | None:
    """An event whose times are in the zones that the file states; None, and an error, when it cannot be read."""
    if not block.is_closed:
        report.error("END:VEVENT", "", "the file ends inside this event, so it is skipped")
        return None
    try:
        event: Any = Event.from_ical("BEGIN:VEVENT\r\n" + "\r\n".join(block.lines) + "\r\nEND:VEVENT\r\n")
    except PARSER_ERRORS:
        report.error("", "", "the event does not follow RFC 5545; it is skipped")
        return None
    if any(name == "RRULE" for name, _ in event.errors):
        report.warning("RRULE", "", "the rule does not follow RFC 5545; only its first date is used")
        event.pop("RRULE", None)
    if not any(line.name == "DTSTART" for line in block.times):
        report.warning("DTSTART", "", "no start; date and time are left empty")
    several: dict[str, list[Any]] = {}
    for line in block.times:
        parts = line.value.split(",") if line.name in ("RDATE", "EXDATE") else [line.value]
        values = [moment for part in parts if (moment := _moment(line, part, zones, report)) is not None]
        if line.name in ("RDATE", "EXDATE"):
            several.setdefault(line.name, []).extend(values)
        elif values and line.name not in event:
            event[line.name] = vDDDTypes(values[0])
    for name, values in several.items():
        if values:
            event[name] = [vDDDLists([value]) for value in values]
    return event


def _moment(line: TimeLine, text: str, zones: FileZones, report: Reporter) -> Any:
    """A date, a moment, or (RDATE) a moment and its length; None, and a warning, when it is none."""
    try:
        value = vDDDTypes.from_ical(text)
    except PARSER_ERRORS:
        value = None
    is_period = isinstance(value, tuple) and line.name == "RDATE"
    if not isinstance(value, dt.date) and not is_period:
        report.warning(line.name, show_time(text), "a date and time such as 20250624T070000Z; left empty")
        return None
    if is_period:
        return tuple(_placed(one, line, zones, report) if isinstance(one, dt.datetime) else one for one in value)
    return _placed(value, line, zones, report) if isinstance(value, dt.datetime) else value


def _placed(moment: dt.datetime, line: TimeLine, zones: FileZones, report: Reporter) -> dt.datetime:
    if moment.tzinfo is not None or not line.tzid:
        return moment
    zone = zones.find(line.tzid)
    if zone is None:
        report.warning(line.name, "", "the TZID is not a known time zone; the time is read without a zone")
    return moment.replace(tzinfo=zone)


def _stated_venue(header: dict[str, str], source: Source, events: list[Any], out: Collector) -> ZoneInfo | None:
    """Zone of the venue as the calendar states it, else as most of its events do; None when some state none, or only UTC."""
    is_sched = "sched.com" in header.get("PRODID", "").casefold() or ".sched.com/" in source.text
    stated = zone_of_file(header.get("X-WR-TIMEZONE", ""))
    # Sched always writes UTC there, whatever the zone of the event: that is no statement about the venue.
    if stated is not None and not is_sched and stated.key not in UTC:
        return stated
    moments = [event["DTSTART"].dt for event in events if "DTSTART" in event]
    timed = [one for one in moments if isinstance(one, dt.datetime) and 1900 < one.year < 2100]
    if any(one.tzinfo is None for one in timed):
        return None
    zone, others = venue_of(timed)
    if zone is not None and others:
        out.whole.warning(
            "TZID",
            "",
            f"{counted(others, 'event')} {agree(others, 'states', 'state')} another time zone; times are shown in {zone_label(zone.key)}",
        )
    return zone


def _newest(events: list[Any], reports: Mapping[str, Reporter]) -> list[Any]:
    """Events without those that a later form of the same one replaces (the same UID and title, a higher SEQUENCE)."""
    newest: dict[tuple[str, str], int] = {}
    for event in events:
        key = (_text(event, "UID"), _text(event, "SUMMARY"))
        newest[key] = max(newest.get(key, 0), _sequence(event))
    kept = []
    for event in events:
        key = (_text(event, "UID"), _text(event, "SUMMARY"))
        if not key[0] or "RECURRENCE-ID" in event or _sequence(event) == newest[key]:
            kept.append(event)
        else:
            reports[str(event[NUMBER])].note("SEQUENCE", "", "the file has a newer form of this event, which is used")
    return kept


def _sequence(event: Any) -> int:
    text = _text(event, "SEQUENCE")
    return int(text) if re.fullmatch(r"\d{1,9}", text) and "RECURRENCE-ID" not in event else 0


def _expanded(events: list[Any], source: Source, clock: Clock, reports: Mapping[str, Reporter]) -> list[Any]:
    """All events in the order of the file, series by their dates within the meeting."""

    def local_day(moment: dt.datetime | dt.date) -> dt.date:
        if not isinstance(moment, dt.datetime):
            return moment
        return (moment.astimezone(clock.venue) if moment.tzinfo and clock.venue else moment).date()

    singles, series = group_series((_text(event, "UID") or f"event {event[NUMBER]}", event) for event in events)
    if not series:
        return events
    dates = [event["DTSTART"].dt for event in singles if "DTSTART" in event]
    days = [local_day(date) for date in dates if 1900 < date.year < 2100]
    meeting = meeting_days(days, [one for one in series if 1900 < one.start.year < 2100], source.days, local_day)
    found = list(singles)
    for one in series:
        expanded = expand(one, meeting, source.days is not None, local_day)
        for told in expanded.told:
            reports[str(one.event[NUMBER])].warning("RRULE", "", told)
        found += expanded.occurrences
    return sorted(found, key=lambda event: int(event[NUMBER]))


def _record(event: Any, clock: Clock, report: Reporter) -> Record:
    start, end = (event[name].dt if name in event else None for name in ("DTSTART", "DTEND"))
    length = _length(event)
    note = ""
    if isinstance(start, dt.datetime):
        when = session_time(clock, start, end if isinstance(end, dt.datetime) else None, report.warning, minutes=length)
    else:
        when = session_time(clock, None, None, report.warning, listed_day=start, minutes=length)
        if start is not None and isinstance(end, dt.date) and (end - start).days > 1:
            note = f"all day until {(end - dt.timedelta(days=1)).isoformat()}"
    return Record(
        title=_text(event, "SUMMARY"),
        key=_key(event),
        type=", ".join(filter(None, _categories(event)[:1])),
        when=when,
        room=_text(event, "LOCATION"),
        urls=(_text(event, "URL"),),
        note=note,
        is_cancelled=says_cancelled(_text(event, "STATUS")),
        texts=(Text("description", _text(event, "DESCRIPTION")),),
    )


def _key(event: Any) -> str:
    """UID; for a date of a series with the moment it was planned for, which stays the same when it is moved."""
    uid = _text(event, "UID")
    if not uid or "RECURRENCE-ID" not in event:
        return uid
    planned = event["RECURRENCE-ID"].dt
    if not isinstance(planned, dt.datetime):
        return f"{uid}-{planned:%Y%m%d}"
    return f"{uid}-{planned.astimezone(dt.UTC):%Y%m%dT%H%MZ}" if planned.tzinfo else f"{uid}-{planned:%Y%m%dT%H%M}"


def _first(event: Any, name: str) -> Any:
    value = event.get(name)
    return value[0] if isinstance(value, list) and name != "CATEGORIES" and value else value


def _text(event: Any, name: str) -> str:
    value = _first(event, name)
    return "" if value is None else str(value).strip()


def _categories(event: Any) -> list[str]:
    value = event.get("CATEGORIES")
    return [str(part).strip() for part in getattr(value, "cats", [])]


def _length(event: Any) -> int | None:
    value = _first(event, "DURATION")
    try:
        return int(value.dt.total_seconds() // 60) if value is not None else None
    except PARSER_ERRORS:
        return None
