"""pretalx or frab schedule as JSON (``schedule.json``), and the C3 hub's schedule2."""

from typing import Any

from igfdata.importers.model import ImportFailed
from igfdata.importers.parsing import contents as j
from igfdata.importers.parsing.collect import Collector
from igfdata.importers.parsing.contents import Source
from igfdata.importers.parsing.schedule_events import Listed, read_schedule

ORDER = 1
KEY = "pretalx_json"
LABEL = "pretalx or frab schedule (JSON), schedule2"


def sniff(source: Source) -> bool:
    """Whether a file is a schedule."""
    schedule = j.as_dict(j.as_dict(source.json).get("schedule"))
    return "conference" in schedule or isinstance(schedule.get("events"), list | dict)


def parse(source: Source, out: Collector) -> None:
    """Read the events of a schedule, in days and rooms or (schedule2) as one list."""
    value = source.need_json()
    schedule = j.as_dict(j.as_dict(value).get("schedule"))
    conference = j.as_dict(schedule.get("conference"))
    listed = _flat(schedule) or _by_day(conference) or _by_day(schedule)
    if not listed and not schedule:
        raise ImportFailed.because(source.filename, "not a schedule: it has no events", field="schedule")
    zone, change = j.text_of(conference, "time_zone_name"), j.text_of(conference, "day_change")
    events = [Listed(event, f"event {n}", day, end, room) for n, (event, day, end, room) in enumerate(listed, 1)]
    read_schedule(source, out, events, zone=zone, day_change=change)


def _flat(schedule: dict[str, Any]) -> list[tuple[dict[str, Any], str, str, str]]:
    return [(event, "", "", "") for event in j.as_dicts(schedule.get("events"))]


def _by_day(conference: dict[str, Any]) -> list[tuple[dict[str, Any], str, str, str]]:
    """Events with date and end of their day and the name of their room; rooms are an object by name, days may lack them."""
    events = []
    for day in j.as_dicts(conference.get("days")):
        rooms = day.get("rooms")
        named = (
            rooms.items() if isinstance(rooms, dict) else [(j.text_of(r, "name"), r.get("events")) for r in j.as_dicts(rooms)]
        )
        for room, held in named:
            events += [(event, j.text_of(day, "date"), j.text_of(day, "day_end"), str(room)) for event in j.as_dicts(held)]
    return events
