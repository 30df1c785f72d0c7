"""Sched's keyed API as JSON: ``/api/session/export?format=json``."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from igfdata.importers.model import ImportFailed, Person, Record, Text, When
from igfdata.importers.parsing import contents as j
from igfdata.importers.parsing.collect import Collector, Reporter
from igfdata.importers.parsing.contents import Source
from igfdata.importers.parsing.listed_names import people_of
from igfdata.importers.parsing.time_text import parse_clock, parse_date, parse_moment
from igfdata.importers.parsing.time_words import show_time
from igfdata.importers.parsing.times import Clock, only_day, session_time
from igfdata.importers.words import words
from igfdata.wording import agree, counted

ORDER = 1
KEY = "sched_json"
LABEL = "Sched sessions (JSON)"
START = ("event_start", "session_start", "start")
END = ("event_end", "session_end", "end")
TITLE = ("name", "session_title", "title")
ROOM = ("venue", "room", "location")
TYPE = ("event_type", "session_type", "type")
IDS = ("id", "event_key", "session_key", "key")
CALENDAR = ("year", "month", "month_short", "day", "weekday", "weekday_short", "time")
PEOPLE = {"speakers": "speaker", "artists": "speaker", "moderators": "moderator"}


READ = frozenset(words("fields", "read")["sched"]).union(
    START, END, TITLE, ROOM, TYPE, IDS, PEOPLE, (f"event_{end}_{part}" for end in ("start", "end") for part in CALENDAR)
)


def sniff(source: Source) -> bool:
    """Whether a file is an export of Sched: sessions, or users (which hold no session)."""
    return any(_is_session(item) or _is_user(item) for item in _items(source.json)[:5])


def _items(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        for name in ("sessions", "events", "session", "data", "results"):
            if isinstance(value.get(name), list):
                return j.as_dicts(value[name])
        return [item for item in j.as_dicts(value) if _is_session(item)]
    return j.as_dicts(value)


def _is_session(item: dict[str, Any]) -> bool:
    marks = {"event_start", "event_key", "event_type", "session_start", "session_title"}
    return bool(marks & set(item)) and any(name in item for name in TITLE)


def _is_user(item: dict[str, Any]) -> bool:
    return {"username", "email"} <= set(item) and not _is_session(item)


def parse(source: Source, out: Collector) -> None:
    """Read the sessions; of people only the number in each role is kept."""
    value = source.need_json()
    items = _items(value)
    if items and all(_is_user(item) for item in items):
        text = "a list of users, which is not read; export the sessions (/api/session/export)"
        raise ImportFailed.because(source.filename, text)
    if not items:
        raise ImportFailed.because(source.filename, "not a list of Sched sessions")
    several = sum(", " in j.text_of(item, *TYPE) for item in items)
    if several:
        out.whole.note(
            "event_type",
            "",
            f"{counted(several, 'session')} {agree(several, 'states', 'state')} several types; the first is used",
        )
    out.tell_unread(items, READ)
    dates = (j.text_of(item, *names) for item in items for names in (START, ("start_date",)))
    times = (j.text_of(item, *names) for item in items for names in (START, ("start_time",)))
    only = only_day(source, is_dated=any(map(parse_date, dates)), is_timed=any(map(parse_clock, times)))
    clock = Clock.of(source)
    for number, item in enumerate(items, 1):
        report = out.about(f"session {number}")
        if j.text_of(item, "active").upper() == "N":
            report.note("active", "N", "a published session (Y); it is skipped")
        else:
            out.add(_record(item, clock, report, only), report)


def _record(item: dict[str, Any], clock: Clock, report: Reporter, only: dt.date | None) -> Record:
    types = [part.strip() for part in j.text_of(item, *TYPE).split(", ") if part.strip()]
    return Record(
        title=j.text_of(item, *TITLE),
        key=j.text_of(item, *IDS),
        type=types[0] if types else "",
        when=_when(item, clock, report, only),
        room=j.text_of(item, *ROOM),
        urls=(j.text_of(item, "url", "link"),),
        texts=(Text("description", j.text_of(item, "description")),),
        people=tuple(_people(item, report)),
        names=tuple(people_of(item)),
    )


def _when(item: dict[str, Any], clock: Clock, report: Reporter, only: dt.date | None) -> When:
    moments = []
    for names, day, time in ((START, "start_date", "start_time"), (END, "end_date", "end_time")):
        text = j.text_of(item, *names)
        moment = parse_moment(text) or _joined(item, day, time, text, only)
        if text and moment is None:
            report.warning(names[0], show_time(text), "a date and time such as 2025-06-24 09:00; left empty")
        moments.append(moment)
    return session_time(clock, moments[0], moments[1], report.warning)


def _joined(item: dict[str, Any], day: str, time: str, text: str, only: dt.date | None) -> dt.datetime | None:
    """Moment of a date and a time that stand apart; a time without a date is on the only day of the programme."""
    date, clock = parse_date(j.text_of(item, day)) or only, parse_clock(text or j.text_of(item, time))
    return dt.datetime.combine(date, clock) if date and clock else None


def _people(item: dict[str, Any], report: Reporter) -> Iterator[Person]:
    for field, role in PEOPLE.items():
        listed = item.get(field)
        if isinstance(listed, str) and listed.strip():
            report.note(field, "", "people given as one text, which cannot be counted safely; none are read")
        yield from (Person(role) for _ in (listed if isinstance(listed, list) else ()))
