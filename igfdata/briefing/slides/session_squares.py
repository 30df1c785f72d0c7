"""The session grid of a slide: one square a session and pillar, day by day."""

from collections.abc import Iterable

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View
from igfdata.briefing.model import DayOfSquares, RowOfSquares, SessionGrid, State
from igfdata.charts.theme import PILLAR_COLOURS
from igfdata.measures.session_marks import OFF, ON, UNCODED, session_marks
from igfdata.wording import counted, listed, out_of

MOST_SQUARES = 30
"""Sessions in a row of squares that a hall can tell apart; of more, a chart shows their shares."""

STATES: dict[str, State] = {ON: "on", OFF: "off", v.UNCLEAR: "unknown", UNCODED: "unknown"}
UNKNOWN = {v.UNCLEAR: "not clear from the sources", UNCODED: "not coded yet"}


def grid_of(view: View, days: list[str], remarks: Iterable[str]) -> SessionGrid | None:
    """Squares of the sessions of some days, in order of time; None where there are none, or too many for squares."""
    marks = session_marks(view.until, by="day")
    marks = marks[marks["key"].isin(days)]
    if not 0 < len(marks) <= MOST_SQUARES:
        return None
    by_day = [marks[marks["key"] == day] for day in days]
    columns = tuple(
        DayOfSquares(day, date_of(view, day), tuple(rows["child_rights"] == "yes"), view.is_day and day == view.label)
        for day, rows in zip(days, by_day, strict=True)
    )
    rows = []
    for pillar in v.PILLARS:
        states = tuple(tuple(STATES[state] for state in found[pillar]) for found in by_day)
        n, coded = int((marks[pillar] == ON).sum()), int((marks[pillar] != UNCODED).sum())
        total = f"{out_of(n, coded)} {'session' if coded == 1 else 'sessions'}"
        rows.append(RowOfSquares(v.PILLARS.label(pillar), total, PILLAR_COLOURS[pillar], states))
    alt = "One square a session and pillar. " + " ".join(_line(row.name, row.states, days) for row in rows)
    return SessionGrid(columns, tuple(rows), _legend(marks), tuple(remarks), alt)


def date_of(view: View, day: str) -> str:
    """Date of a day in short: ``Wed 25 June``."""
    if day == v.DAY_UNKNOWN:
        return ""
    zero = view.dataset.meetings.set_index("meeting_id")["day_zero_date"][view.meeting_id]
    date = zero + pd.Timedelta(days=int(day.removeprefix("Day ")))
    return f"{date:%a} {date.day} {date:%B}"


def _legend(marks: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    states = {state for pillar in v.PILLARS for state in marks[pillar]}
    found = [("on", "on the pillar")] if ON in states else []
    found += [("off", "not on it")] if OFF in states else []
    unknown = [text for state, text in UNKNOWN.items() if state in states]
    found += [("unknown", " or ".join(unknown))] if unknown else []
    about = set(marks["child_rights"])
    others = {"partly": "; the others partly", "no": "; the others not"}
    rest = others.get(next(iter(about - {"yes"}), ""), "") if len(about) == 2 else ""
    return tuple(found + ([("about", f"about children{rest}")] if "yes" in about else []))


def _line(name: str, states: tuple[tuple[State, ...], ...], days: list[str]) -> str:
    told = [f"{day} {out_of(of_day.count('on'), len(of_day))}" for day, of_day in zip(days, states, strict=True) if of_day]
    return f"{name}: {listed(told)} {counted(sum(map(len, states)), 'session').split(' ', 1)[1]}."
