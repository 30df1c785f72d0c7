"""Indico's HTTP export: ``/export/event/<id>.json?detail=contributions|subcontributions|sessions`` and ``/export/timetable``."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from igfdata.importers.model import ImportFailed, Person, Record, Text
from igfdata.importers.parsing import contents as j
from igfdata.importers.parsing.collect import Collector, Reporter
from igfdata.importers.parsing.contents import Source
from igfdata.importers.parsing.listed_names import people_of
from igfdata.importers.parsing.time_text import parse_clock, parse_date
from igfdata.importers.parsing.time_words import show_time
from igfdata.importers.parsing.times import Clock, parse_minutes, session_time
from igfdata.importers.parsing.zones import zone_of_file
from igfdata.importers.words import words

ORDER = 1
KEY = "indico_json"
LABEL = "Indico event (JSON)"
CAPS = {"contributions": 500, "sessions": 100}
PEOPLE = {"speakers": "speaker", "presenters": "speaker", "conveners": "moderator"}

READ = frozenset(words("fields", "read")["indico"])


def sniff(source: Source) -> bool:
    """Whether a file is an export of Indico."""
    value = j.as_dict(source.json)
    return value.get("_type") == "HTTPAPIResult" or {"results", "ts", "url"} <= set(value)


def parse(source: Source, out: Collector) -> None:
    """Read contributions and session blocks; of persons only the number by role is kept."""
    value = source.need_json()
    results = j.as_dict(value).get("results")
    if not isinstance(results, list | dict) or not results:
        raise ImportFailed.because(source.filename, "not an Indico export: it has no results", field="results")
    if j.as_dict(value).get("complete") is False:
        out.whole.warning("complete", "false", "a complete export; the server omitted something")
    zones: set[str] = set()
    entries = list(_entries(results, out, zones))
    out.tell_unread((part for _, entry in entries for part in (entry, *_parts(entry))), READ)
    stated = zone_of_file(next(iter(zones))) if len(zones) == 1 else None
    clock = Clock.of(source, stated)
    out.timezone = clock.venue.key if clock.venue else ""
    for number, (key, entry) in enumerate(entries, 1):
        report = out.about(f"entry {number}")
        out.add(_record(key, entry, clock, report), report)


def _entries(results: Any, out: Collector, zones: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every contribution without a session and every session block, with its id."""
    if isinstance(results, dict):
        yield from _timetable(results, zones)
        return
    for event in j.as_dicts(results):
        event_id = j.text_of(event, "id")
        zones.update(filter(None, [j.text_of(event, "timezone")]))
        found = False
        for name, letter in (("contributions", "c"), ("sessions", "s")):
            listed = j.as_dicts(event.get(name))
            found |= bool(listed)
            if len(listed) >= CAPS[name]:
                out.whole.warning(
                    name,
                    str(len(listed)),
                    f"fewer than {CAPS[name]}: Indico cuts an export there, so this one may be incomplete",
                )
            for entry in listed:
                yield f"{event_id}-{letter}{_own_id(entry)}", entry
        if not found:
            expected = "no contributions or sessions; export with ?detail=contributions or ?detail=sessions"
            out.whole.warning("contributions", "", expected)


def _own_id(entry: dict[str, Any]) -> str:
    """Id of an entry; a session block has its session's and its own, for one session can have several blocks."""
    own = j.text_of(entry, "db_id", "id", "friendly_id")
    session = j.as_dict(entry.get("session"))
    of_session = j.text_of(session, "id", "friendly_id")
    return f"{of_session}-{own}" if of_session and not own.startswith(f"{of_session}-") else own


def _timetable(results: dict[str, Any], zones: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for event_id, days in results.items():
        for day in j.as_dicts(days):
            for name, entry in day.items():
                kind = j.text_of(j.as_dict(entry), "entryType")
                if isinstance(entry, dict):
                    zones.update(filter(None, [j.text_of(j.as_dict(entry.get("startDate")), "tz")]))
                    entry = {**entry, "type": "Break"} if kind == "Break" else entry
                    own = j.text_of(entry, "contributionId", "id") or str(name)
                    yield f"{event_id}-{'c' if kind == 'Contribution' else 's'}{own.lstrip('cs') or own}", entry


def _record(key: str, entry: dict[str, Any], clock: Clock, report: Reporter) -> Record:
    parts = [entry, *_parts(entry)]
    people = tuple(Person(role) for part in parts for field, role in PEOPLE.items() for _ in j.as_dicts(part.get(field)))
    session = entry.get("session")
    of_session = j.as_dict(session)
    title = j.text_of(entry, "title", "slotTitle") or j.text_of(of_session, "title")
    texts = [j.text_of(entry, "description") or j.text_of(of_session, "description")]
    for part in parts[1:]:
        texts += [j.text_of(part, "title"), j.text_of(part, "description")]
    stated = j.text_of(entry, "duration")
    # Indico counts in minutes; its own texts write H:MM:SS.
    minutes = parse_minutes(stated) if stated else None
    if stated and minutes is None:
        report.warning("duration", show_time(stated), "whole minutes; left empty")
    url = j.text_of(entry, "url")
    return Record(
        title=title,
        key=key,
        type=j.text_of(entry, "type"),
        when=session_time(
            clock, _moment(entry, "startDate", report), _moment(entry, "endDate", report), report.warning, minutes=minutes
        ),
        room=j.text_of(entry, "room", "roomFullname"),
        subthemes=(j.text_of(entry, "track"),),
        urls=(url,) if url.startswith("http") else (),
        note=f"part of: {session}" if isinstance(session, str) and session.strip() else "",
        texts=tuple(Text("description", text) for text in texts if text.strip()),
        people=people,
        names=tuple(name for part in parts for name in people_of(part)),
    )


def _parts(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """Contributions inside a block and sub-contributions: their texts and people belong to the entry."""
    inner = [*j.as_dicts(entry.get("contributions")), *j.as_dicts(entry.get("entries"))]
    return [part for one in inner for part in (one, *j.as_dicts(one.get("subContributions")))] + j.as_dicts(
        entry.get("subContributions")
    )


def _moment(entry: dict[str, Any], field: str, report: Reporter) -> dt.datetime | None:
    stated = j.as_dict(entry.get(field))
    if not stated:
        return None
    date, time = j.text_of(stated, "date"), j.text_of(stated, "time")
    day, clock = parse_date(date), parse_clock(time)
    if day is None or clock is None:
        report.warning(field, show_time(f"{date} {time}"), "a date and a time; left empty")
        return None
    zone = zone_of_file(j.text_of(stated, "tz"))
    return dt.datetime.combine(day, clock, zone)
