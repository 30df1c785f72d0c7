"""An event of a pretalx or frab schedule, whatever file it came in, as a session."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from igfdata.importers.model import Person, Record, Text
from igfdata.importers.parsing import contents as j
from igfdata.importers.parsing.collect import Collector, Reporter
from igfdata.importers.parsing.contents import Source
from igfdata.importers.parsing.listed_names import people_of
from igfdata.importers.parsing.terms import resolve_role, says_cancelled
from igfdata.importers.parsing.time_text import parse_clock, parse_date, parse_moment
from igfdata.importers.parsing.time_words import show_time
from igfdata.importers.parsing.times import LATEST_NIGHT, Clock, only_day, parse_minutes, session_time
from igfdata.importers.parsing.zones import offset_name, zone_of_file
from igfdata.importers.words import words
from igfdata.wording import counted
from igfdata.wording import listed as in_words

NIGHT_ENDS = dt.time(3)
"""A time before it, in the list of a day, is in the night after that day unless the file says when the day changes."""


@dataclass(frozen=True)
class Listed:
    """An event and where it stands: what it is called in messages, its day and the end of that day, its room, the fields it holds."""

    event: dict[str, Any]
    record: str
    day: str = ""
    day_end: str = ""
    room: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)


def read_schedule(source: Source, out: Collector, listed: Sequence[Listed], *, zone: str, day_change: str) -> None:
    """Take the events of a schedule, with the zone and the change of the day that it states."""
    if not listed:
        out.whole.warning("schedule", "", "the schedule has no events")
    clock = schedule_clock(source, out, zone, (j.text_of(one.event, "date", "start") for one in listed))
    out.tell_unread((one.fields or one.event for one in listed), READ)
    only = schedule_day(source, listed)
    for one in listed:
        changes = change_of_day(day_change, one.day, one.day_end)
        add_event(out, one.event, clock, out.about(one.record), listed_day=one.day or only, room=one.room, day_change=changes)


def schedule_clock(source: Source, out: Collector, stated: str, moments: Iterable[str]) -> Clock:
    """Clock of a schedule: the given zone, else the stated one where its offsets are those of the events, else the offsets.

    The zone that a schedule states can be missing or wrong; the offsets of the events are right.
    """
    aware = [m for text in moments if (m := parse_moment(text)) is not None and m.tzinfo is not None and 1900 < m.year < 2100]
    zone = zone_of_file(stated.strip())
    venue = source.venue
    if venue is None and zone is not None:
        if all(zone.utcoffset(m.astimezone(dt.UTC).astimezone(zone)) == m.utcoffset() for m in aware):
            venue = zone
        else:
            out.whole.warning("time_zone_name", zone.key, "the zone of the events' offsets; the offsets are used instead")
    elif venue is None and stated and aware:
        out.whole.note("time_zone_name", "", "the zone is not known; the offsets of the events are used")
    offsets = Counter(m.utcoffset() for m in aware)
    out.timezone = venue.key if venue else offset_name(next(iter(offsets))) if len(offsets) == 1 else ""
    by_offset = venue is None and bool(aware)
    file_zone = source.file_zone or venue or (zone_of_file(out.timezone) if by_offset else None)
    return Clock(source.filename, venue, file_zone, trust_offset=by_offset)


def schedule_day(source: Source, listed: Iterable[Listed]) -> str:
    """Return the day of a schedule that states times and no date, as a date; nothing for one with dates."""
    texts = [(j.text_of(one.event, "date"), j.text_of(one.event, "start"), one.day) for one in listed]
    is_dated = any(parse_date(text) for event in texts for text in event)
    day = only_day(source, is_dated=is_dated, is_timed=any(parse_clock(start) for _, start, _ in texts))
    return day.isoformat() if day else ""


READ = frozenset(words("fields", "read")["schedule"])


def add_event(
    out: Collector,
    event: dict[str, Any],
    clock: Clock,
    report: Reporter,
    *,
    listed_day: str,
    room: str,
    day_change: dt.time,
) -> None:
    """Take one event; of persons only the number by role is kept, answers and biographies are not looked at."""
    start, day = _start(event, listed_day, day_change, report)
    end = parse_moment(j.text_of(event, "end"))
    stated = j.text_of(event, "duration")
    minutes, read_as = parse_span(stated, _between(start, end)) if stated else (None, "")
    if read_as:
        report.note("duration", show_time(stated), f"hours and minutes such as 0:45; read as {read_as}")
    if stated and minutes is None:
        report.warning("duration", show_time(stated), "hours and minutes such as 0:45; left empty")
    when = session_time(
        clock, start, end, report.warning, minutes=minutes, listed_day=day, night_belongs_before=True
    )  # fmt: skip
    texts = (j.text_of(event, name) for name in ("subtitle", "abstract", "description"))
    out.add(
        Record(
            title=j.text_of(event, "title"),
            key=j.text_of(event, "guid", "id", "code"),
            type=j.text_of(event, "type"),
            when=when,
            room=j.text_of(event, "room") or room,
            subthemes=(j.text_of(event, "track") or j.text_of(j.as_dict(event.get("track")), "slug"),),
            urls=tuple(url for url in (j.text_of(event, "url"),) if url.startswith("http")),
            texts=tuple(Text("description", text) for text in dict.fromkeys(texts) if text.strip()),
            is_cancelled=says_cancelled(j.text_of(event, "state")),
            people=tuple(_people(event, report)),
            names=tuple(people_of(event)),
        ),
        report,
    )


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
        return by_hours, in_words([counted(first, "hour"), counted(second, "minute")])
    return by_days, in_words([counted(first, "day"), counted(second, "hour"), counted(third, "minute")])


def _start(
    event: dict[str, Any], listed_day: str, day_change: dt.time, report: Reporter
) -> tuple[dt.datetime | None, dt.date | None]:
    """Start of an event: its date with offset, else the day it is listed under and its time."""
    day = parse_date(listed_day) if listed_day else None
    stated = j.text_of(event, "date")
    clock_text = j.text_of(event, "start")
    moment = parse_moment(stated) or (parse_moment(clock_text) if len(clock_text) > 8 else None)
    if moment is not None:
        return moment, day
    if stated and parse_date(stated) is None:
        report.warning("date", show_time(stated), "a date and time with offset such as 2025-06-24T09:00:00+02:00")
    time = parse_clock(clock_text)
    own = parse_date(stated) or day
    if own is None or time is None:
        return None, day or own
    # A time before the change of the day, in the list of a day, is in the night after it.
    is_night = own == (day or own) and time < day_change
    return dt.datetime.combine(own + dt.timedelta(days=1) if is_night else own, time), day or own


def _between(start: dt.datetime | None, end: dt.datetime | None) -> int | None:
    """Minutes from start to end, where both are stated and can be compared."""
    if start is None or end is None or (start.tzinfo is None) != (end.tzinfo is None):
        return None
    return (end - start) // dt.timedelta(minutes=1)


def change_of_day(stated: str, day: str, day_end: str) -> dt.time:
    """Return the time up to which the night belongs to the day before: as stated, else the end of the day, else 03:00."""
    if (clock := parse_clock(stated)) is not None:
        return clock
    end, first = parse_moment(day_end), parse_date(day)
    if end is not None and first is not None and end.date() == first + dt.timedelta(days=1) and end.hour < LATEST_NIGHT:
        return max(end.time(), NIGHT_ENDS)
    return NIGHT_ENDS


def _people(event: dict[str, Any], report: Reporter) -> Iterator[Person]:
    listed = event.get("persons") if event.get("persons") is not None else event.get("participants")
    for person in j.as_dicts(listed):
        stated = j.text_of(person, "role")
        role = resolve_role(stated) if stated else "speaker"
        if role is None:
            report.note("role", "", "a role that is not known; recorded as speaker")
        yield Person(role or "speaker")
    yield from (
        Person("speaker") for one in (listed if isinstance(listed, list) else ()) if isinstance(one, str) and one.strip()
    )
