"""pretalx or frab schedule as JSON (``schedule.json``), and the C3 hub's schedule2."""

from typing import Any

from igfdata.importers.model import ImportFailed, Source
from igfdata.importers.parsing import contents as j
from igfdata.importers.parsing.collect import Collector
from igfdata.importers.parsing.contents import Peek
from igfdata.importers.parsing.schedule_events import READ, add_event, change_of_day, schedule_clock, schedule_day

ORDER = 1
KEY = "pretalx_json"
LABEL = "pretalx or frab schedule (JSON), schedule2"


def sniff(file: Peek) -> bool:
    """Whether a file is a schedule."""
    schedule = j.as_dict(j.as_dict(file.json).get("schedule"))
    return "conference" in schedule or isinstance(schedule.get("events"), list | dict)


def parse(source: Source, out: Collector) -> None:
    """Read the events of a schedule, in days and rooms or (schedule2) as one list."""
    value = j.load_json(source.text, source.filename)
    schedule = j.as_dict(j.as_dict(value).get("schedule"))
    conference = j.as_dict(schedule.get("conference"))
    listed = _flat(schedule) or _by_day(conference) or _by_day(schedule)
    if not listed and not schedule:
        raise ImportFailed.because(source.filename, "not a schedule: it has no events", field="schedule")
    if not listed:
        out.whole.warning("schedule", "", "the schedule has no events")
    moments = (j.as_text(event.get("date")) or j.as_text(event.get("start")) for event, _, _ in listed)
    clock = schedule_clock(source, out, j.as_text(conference.get("time_zone_name")), moments)
    change = j.as_text(conference.get("day_change"))
    ends = {j.as_text(day.get("date")): j.as_text(day.get("day_end")) for day in j.as_dicts(conference.get("days"))}
    out.tell_unread((event for event, _, _ in listed), READ)
    only = schedule_day(source, ((event, day) for event, day, _ in listed))
    for number, (event, day, room) in enumerate(listed, 1):
        changes = change_of_day(change, day, ends.get(day, ""))
        add_event(out, event, clock, out.about(f"event {number}"), listed_day=day or only, room=room, day_change=changes)


def _flat(schedule: dict[str, Any]) -> list[tuple[dict[str, Any], str, str]]:
    return [(event, "", "") for event in j.as_dicts(schedule.get("events"))]


def _by_day(conference: dict[str, Any]) -> list[tuple[dict[str, Any], str, str]]:
    """Events with the date of their day and the name of their room; rooms are an object by name, days may lack them."""
    events = []
    for day in j.as_dicts(conference.get("days")):
        rooms = day.get("rooms")
        named = (
            rooms.items()
            if isinstance(rooms, dict)
            else [(j.as_text(r.get("name")), r.get("events")) for r in j.as_dicts(rooms)]
        )
        for room, held in named:
            events += [(event, j.as_text(day.get("date")), str(room)) for event in j.as_dicts(held)]
    return events
