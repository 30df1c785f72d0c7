"""When and where are the selected sessions? As a calendar that Thunderbird and phones read."""

import datetime as dt
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText

from igfdata import vocabulary as v
from igfdata.briefing.characters import one_line, several_lines
from igfdata.dataset import Dataset
from igfdata.lengths import FROM_LENGTH, assumption, is_assumed
from igfdata.selection import Only, Selection, said, selected
from igfdata.wording import counted

NO_PLACES = frozenset(
    ["", v.UNKNOWN, "tbc", "tbd", "tba", "n/a", "na", "none", "unknown", "to be announced", "to be confirmed"]
)
"""What stands for a place that is not known."""


def to_ics(dataset: Dataset, selection: Selection, *, only: Only | None = None) -> tuple[bytes, list[str]]:
    """Which calendar holds the selected sessions, and which of them have no time?

    Parameters
    ----------
    only
        Which of them, where not all.

    Returns
    -------
    bytes
        An ``.ics`` file in the zones of the venues. The same data give the same bytes, and a session keeps
        its identity, so that a second import replaces the first.
    list of str
        Sessions left out because no source states when they start, one a line; the calendar names them too.
    """
    data = selected(dataset, selection, only)
    timed = data.sessions["starts_at"].notna()
    left_out = [_name(row) for row in data.sessions[~timed].to_dict("records")]
    calendar = Calendar()
    calendar.add("prodid", "-//igfdata//Sessions of the IGF//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    name = one_line(", ".join(filter(None, [f"Children's rights: {_meetings(dataset, selection)}", only.name if only else ""])))
    about = several_lines(
        _about(said(dataset, selection, only), dataset.data_state(selection.meetings), int(timed.sum()), left_out)
    )
    for key, text in (("NAME", name), ("X-WR-CALNAME", name), ("DESCRIPTION", about), ("X-WR-CALDESC", about)):
        calendar[key] = vText(text)  # the library alone would leave commas and line ends of X- ones as they are
    meetings = dataset.meetings.set_index("meeting_id").to_dict("index")
    stamp = dt.datetime.combine(dataset.data_date(selection.meetings), dt.time(), tzinfo=dt.UTC)
    for row in data.sessions[timed].sort_values(["starts_at", "session_id"]).to_dict("records"):
        calendar.add_component(_event(data, row, meetings[row["meeting_id"]], stamp))
    calendar.add_missing_timezones()
    return calendar.to_ical(), left_out


def _meetings(dataset: Dataset, selection: Selection) -> str:
    names = ", ".join(dataset.meeting_label(key) for key in selection.meetings) or "all meetings"
    return ", ".join([names, *selection.days])


def _about(selection: str, data_state: str, n_timed: int, left_out: list[str]) -> str:
    """What the calendar holds and what it does not: the first thing a reader of the file sees."""
    lines = [f"{counted(n_timed, 'session')} with a known start."]
    if left_out:
        lines = [f"{lines[0]} Left out, because no source states a time: {'; '.join(left_out)}."]
    return "\n".join([*lines, selection, data_state])


def _is_known(place: str) -> bool:
    """Whether a room, city or country is known."""
    return bool(place) and place.strip(" .-–—?").casefold() not in NO_PLACES


def _name(row: dict[Any, Any]) -> str:
    return one_line(f"{row['code']}: {row['title']}" if row["code"] else row["title"])


def _event(data: Dataset, row: dict[Any, Any], meeting: dict[Any, Any], stamp: dt.datetime) -> Event:
    zone = ZoneInfo(meeting["timezone"])
    caution = _caution(SimpleNamespace(**row))
    sources = [url for part in row["source_urls"].split(";") if (url := part.strip()) and not url.startswith(v.NO_SOURCE)]
    codes = data.session_pillars.loc[data.session_pillars["session_id"] == row["session_id"], "pillar"].astype(str)
    pillars = [v.PILLAR_CODES.label(code) for code in dict.fromkeys(codes)]
    event = Event()
    event.add("uid", f"{row['session_id']}@igfdata")
    event.add("dtstamp", stamp)
    event.add("dtstart", row["starts_at"].to_pydatetime().replace(tzinfo=zone))
    event.add("dtend", row["likely_ends_at"].to_pydatetime().replace(tzinfo=zone))
    event.add("summary", _name(row))
    place = ", ".join(part for part in (row["room"], meeting["city"], meeting["country"]) if _is_known(part))
    if place:
        event.add("location", one_line(place))
    event.add("description", _description(data, row, pillars, caution, sources))
    event.add("categories", [vText(text) for text in (v.SESSION_TYPES.label(row["type"]), *pillars)])
    event.add("status", "TENTATIVE" if row["status"] == "proposed" else "CONFIRMED")
    if sources:
        event.add("url", sources[0])
    return event


def _caution(session: Any) -> str:
    """How the end of a session is known where no source states it."""
    if is_assumed(session):
        return assumption(session)
    computed = f"The end is computed from the announced length of {session.likely_minutes:.0f} minutes."
    return computed if session.end_basis == FROM_LENGTH else ""


def _description(data: Dataset, row: dict[Any, Any], pillars: list[str], caution: str, sources: list[str]) -> str:
    persons = data.participants[data.participants["session_id"] == row["session_id"]]
    n_known = int(persons["stakeholder_group"].notna().sum())
    codes = data.session_topics.loc[data.session_topics["session_id"] == row["session_id"], "topic"].astype(str)
    topics = [data.topic_labels[topic] for topic in dict.fromkeys(codes)]
    lines = [
        caution,
        f"{v.SESSION_TYPES.label(row['type'])}. {v.STATUS.label(row['status'])}. {v.RELEVANCE.label(row['child_rights'])}.",
        f"Rights pillars: {', '.join(pillars) or v.NOT_CODED}.",
        f"Topics: {', '.join(topics)}." if topics else "",
        f"{counted(len(persons), 'person', 'people')} in the data, the group known of {n_known}." if len(persons) else "",
        f"Note: {row['note']}" if row["note"] else "",
        *(f"Source: {url}" for url in sources),
    ]
    return several_lines("\n".join(line for line in lines if line))
