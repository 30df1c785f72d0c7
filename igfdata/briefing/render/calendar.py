"""When and where are the selected sessions? As a calendar that Thunderbird and phones read."""

import datetime as dt
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
from icalendar import Calendar, Event, vText

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.escaping import one_line, several_lines
from igfdata.lengths import FROM_LENGTH, assumption, is_assumed
from igfdata.selection import (
    Comparison,
    Only,
    Selection,
    describe,
    describe_comparison,
    in_both,
    n_in_both,
    said,
    select,
    selected,
    side_names,
)
from igfdata.selection.selecting import Part
from igfdata.wording import counted

NO_PLACES = frozenset(
    ["", v.UNKNOWN, "tbc", "tbd", "tba", "n/a", "na", "none", "unknown", "to be announced", "to be confirmed"]
)
"""What stands for a place that is not known."""

IN_BOTH = "A and B"
"""Category of sessions that lie in both sides of a comparison."""


@dataclass(frozen=True)
class _Side:
    """Sessions that a calendar tells apart: what stands before their names, their category and a line on what it means."""

    data: Dataset
    prefix: str = ""
    category: str = ""
    line: str = ""


def to_ics(
    dataset: Dataset, selection: Selection, *, only: Only | None = None, comparison: Comparison | None = None
) -> tuple[bytes, list[str]]:
    """Which calendar holds the selected sessions, and which of them have no time?

    Parameters
    ----------
    only
        Which of them, where not all.
    comparison
        What the selection, A, is compared with: the sessions of B come too, apart by category and, where not in A, by ``B:`` before their name.

    Returns
    -------
    bytes
        An ``.ics`` file in the zones of the venues. The same data give the same bytes, and a session keeps
        its identity, so that a second import replaces the first.
    list of str
        Sessions left out because no source states when they start, one a line; the calendar names them too.
    """
    sides = _sides(dataset, selected(dataset, selection, only), comparison)
    rows = [(row, side) for side in sides for row in side.data.sessions.to_dict("records")]
    timed = [(row, side) for row, side in rows if not pd.isna(row["starts_at"])]
    left_out = [side.prefix + _name(row) for row, side in rows if pd.isna(row["starts_at"])]
    calendar = Calendar()
    calendar.add("prodid", "-//igfdata//Sessions of the IGF//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    meetings_of = comparison.meetings if comparison else selection.meetings
    name = one_line(
        ", ".join(
            filter(
                None,
                [f"Children's rights: {_meetings(dataset, selection)}", only.name if only else _versus(dataset, comparison)],
            )
        )
    )
    about = several_lines(
        _about(_said(dataset, selection, only, comparison), dataset.data_state(meetings_of), len(timed), left_out)
    )
    for key, text in (("NAME", name), ("X-WR-CALNAME", name), ("DESCRIPTION", about), ("X-WR-CALDESC", about)):
        calendar[key] = vText(text)  # the library alone would leave commas and line ends of X- ones as they are
    meetings = dataset.meetings.set_index("meeting_id").to_dict("index")
    stamp = dt.datetime.combine(dataset.data_date(meetings_of), dt.time(), tzinfo=dt.UTC)
    for row, side in sorted(timed, key=lambda one: (one[0]["starts_at"], one[0]["session_id"])):
        calendar.add_component(_event(side, row, meetings[row["meeting_id"]], stamp))
    calendar.add_missing_timezones()
    return calendar.to_ical(), left_out


def _sides(dataset: Dataset, data: Dataset, comparison: Comparison | None) -> list[_Side]:
    """The selected sessions; with a comparison those only in A, in both, and only in B."""
    if comparison is None:
        return [_Side(data)]
    b = select(dataset, comparison.b)
    names = side_names(comparison, dataset)
    shared = in_both(data, b)
    a_only, b_only = f"A: {names[0]}", f"B: {names[1]}"
    sentence = describe_comparison(comparison, dataset)
    return [
        _Side(Part.of(data, ~shared), "", a_only, f"Only in A. {sentence}"),
        _Side(Part.of(data, shared), "", IN_BOTH, f"In A and in B. {sentence}"),
        _Side(Part.of(b, ~in_both(b, data)), "B: ", b_only, f"Only in B. {sentence}"),
    ]


def _said(dataset: Dataset, selection: Selection, only: Only | None, comparison: Comparison | None) -> str:
    """What the calendar is about; with a comparison its sentence, how many lie in both, and both sides."""
    a = said(dataset, selection, only)
    if comparison is None:
        return a
    both = counted(n_in_both(comparison, dataset), "session")
    return f"{describe_comparison(comparison, dataset)} {both} in both.\nA: {a}\nB: {describe(comparison.b, dataset)}"


def _versus(dataset: Dataset, comparison: Comparison | None) -> str:
    """What is compared, for the name of the calendar; empty without a comparison."""
    return " and ".join(side_names(comparison, dataset)) if comparison else ""


def _meetings(dataset: Dataset, selection: Selection) -> str:
    names = ", ".join(dataset.meeting_label(key) for key in selection.meetings) or "all meetings"
    return ", ".join([names, *selection.days])


def _about(selection: str, data_state: str, n_timed: int, left_out: list[str]) -> str:
    """What the calendar holds and what it does not: the first thing a reader of the file sees."""
    lines = [f"{counted(n_timed, 'session')} with a known start."]
    if left_out:
        lines = [f"{lines[0]} Skipped, because no source states a time: {'; '.join(left_out)}."]
    return "\n".join([*lines, selection, data_state])


def _is_known(place: str) -> bool:
    """Whether a room, city or country is known."""
    return bool(place) and place.strip(" .-–—?").casefold() not in NO_PLACES


def _name(row: dict[Any, Any]) -> str:
    return one_line(f"{row['code']}: {row['title']}" if row["code"] else row["title"])


def _event(side: _Side, row: dict[Any, Any], meeting: dict[Any, Any], stamp: dt.datetime) -> Event:
    data, zone = side.data, ZoneInfo(meeting["timezone"])
    caution = _caution(SimpleNamespace(**row))
    sources = [url for part in row["source_urls"].split(";") if (url := part.strip()) and not url.startswith(v.NO_SOURCE)]
    codes = data.session_pillars.loc[data.session_pillars["session_id"] == row["session_id"], "pillar"].astype(str)
    pillars = [v.PILLAR_CODES.label(code) for code in dict.fromkeys(codes)]
    event = Event()
    event.add("uid", f"{row['session_id']}@igfdata")
    event.add("dtstamp", stamp)
    event.add("dtstart", row["starts_at"].to_pydatetime().replace(tzinfo=zone))
    event.add("dtend", row["likely_ends_at"].to_pydatetime().replace(tzinfo=zone))
    event.add("summary", side.prefix + _name(row))
    place = ", ".join(part for part in (row["room"], meeting["city"], meeting["country"]) if _is_known(part))
    if place:
        event.add("location", one_line(place))
    event.add("description", _description(side, row, pillars, caution, sources))
    kinds = [*([side.category] if side.category else []), v.SESSION_TYPES.label(row["type"]), *pillars]
    event.add("categories", [vText(text) for text in kinds])
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


def _description(side: _Side, row: dict[Any, Any], pillars: list[str], caution: str, sources: list[str]) -> str:
    data = side.data
    persons = data.participants[data.participants["session_id"] == row["session_id"]]
    n_known = int(persons["stakeholder_group"].notna().sum())
    codes = data.session_topics.loc[data.session_topics["session_id"] == row["session_id"], "topic"].astype(str)
    topics = [data.topic_labels[topic] for topic in dict.fromkeys(codes)]
    lines = [
        side.line,
        caution,
        f"{v.SESSION_TYPES.label(row['type'])}. {v.STATUS.label(row['status'])}. {v.RELEVANCE.label(row['child_rights'])}.",
        f"Rights pillars: {', '.join(pillars) or v.NOT_CODED}.",
        f"Topics: {', '.join(topics)}." if topics else "",
        f"{counted(len(persons), 'person', 'people')} in the data, the group known of {n_known}." if len(persons) else "",
        f"Note: {row['note']}" if row["note"] else "",
        *(f"Source: {url}" for url in sources),
    ]
    return several_lines("\n".join(line for line in lines if line))
