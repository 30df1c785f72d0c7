"""The session grid of a slide: one square a session and pillar, day by day; of two selections B below A."""

from collections.abc import Iterable

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View
from igfdata.briefing.model import ComparedGrid, ComparedRow, DayOfSquares, RowOfSquares, SessionGrid, SideState, State
from igfdata.briefing.slides.two_sides import TwoSides
from igfdata.charts.theme import PILLAR_COLOURS
from igfdata.measures.session_marks import OFF, ON, UNCODED, compared_marks, session_marks
from igfdata.wording import counted, listed, out_of

MOST_SQUARES = 30
"""Sessions in a row of squares that a hall can tell apart; of more, a chart shows their shares."""

STATES: dict[str, State] = {ON: "on", OFF: "off", v.UNCLEAR: "unknown", UNCODED: "unknown"}
UNKNOWN = {v.UNCLEAR: "not clear from the sources", UNCODED: "not coded yet"}
AWAY: SideState = "away"
NO_DATE = "No date"


def grid_of(view: View, days: list[str], remarks: Iterable[str]) -> SessionGrid | None:
    """Squares of the sessions of some days, in order of time; None where there are none, or too many for squares."""
    marks = session_marks(view.until, by="day")
    marks = marks[marks["key"].isin(days)]
    if not 0 < len(marks) <= MOST_SQUARES:
        return None
    empty = [day for day in days if day in view.days and day not in view.busy_days]
    days = [day for day in days if day not in empty]
    remarks = [*remarks, *([f"No session on {listed(empty, joint='or')}."] if empty else [])]
    by_day = [marks[marks["key"] == day] for day in days]
    columns = tuple(
        DayOfSquares(
            NO_DATE if day == v.DAY_UNKNOWN else day,
            _date_of(view, day),
            tuple(rows["child_rights"] == "yes"),
            view.is_day and day == view.label,
        )
        for day, rows in zip(days, by_day, strict=True)
    )
    rows = []
    for pillar in v.PILLARS:
        states = tuple(tuple(STATES[state] for state in found[pillar]) for found in by_day)
        n, coded = int((marks[pillar] == ON).sum()), int((marks[pillar] != UNCODED).sum())
        total = f"{out_of(n, coded)} {'session' if coded == 1 else 'sessions'}"
        rows.append(RowOfSquares(v.PILLARS.label(pillar), total, PILLAR_COLOURS[pillar], states))
    seen = {state for pillar in v.PILLARS for state in marks[pillar]}
    about = set(marks["child_rights"])
    others = {"partly": "; the others partly", "no": "; the others not"}
    rest = others.get(next(iter(about - {"yes"}), ""), "") if len(about) == 2 else ""
    legend = [*_legend(seen), *([("about", f"about children{rest}")] if "yes" in about else [])]
    alt = "One square a session and pillar. " + " ".join(_line(row.name, row.states, days) for row in rows)
    return SessionGrid(columns, tuple(rows), tuple(legend), tuple(remarks), alt)


def grid_of_both(both: TwoSides, coverage: pd.DataFrame, marked: str | None, remarks: list[str]) -> ComparedGrid | None:
    """Squares of the sessions of A and B, of the pillars of a comparison, one of them marked; None where there are too many."""
    comparison = both.sides.comparison
    by = "day" if comparison.a.meetings == comparison.b.meetings else "meeting"
    every = compared_marks(both.a, both.b, by=by)
    if not 0 < len(every) <= MOST_SQUARES:
        return None
    by_key = {str(key): rows for key in every["key"].cat.categories if len(rows := every[every["key"] == key])}
    rows, seen = [], set[str]()
    for count in coverage.itertuples(index=False):
        pillar = str(count.category)
        a, b = (
            tuple(tuple(STATES.get(state, AWAY) for state in found[f"{side}_{pillar}"]) for found in by_key.values())
            for side in "ab"
        )
        seen |= {*every[f"a_{pillar}"], *every[f"b_{pillar}"]}
        totals = (out_of(count.a_n, count.a_of), out_of(count.b_n, count.b_of))
        rows.append(ComparedRow(v.PILLARS.label(pillar), totals, (a, b), pillar == marked))
    heads = tuple((*_head(both, by, key), len(found)) for key, found in by_key.items())
    alt = "One square a session and pillar, A above B. " + " ".join(
        f"{row.name}: A {row.totals[0]} · B {row.totals[1]}." for row in rows
    )
    return ComparedGrid(heads, tuple(rows), both.sides.names, tuple(_legend(seen)), tuple(remarks), alt)


def _head(both: TwoSides, by: str, key: str) -> tuple[str, str]:
    """Name of a column, and its date."""
    if by == "meeting":
        return both.dataset.meeting_label(key), ""
    return (NO_DATE, "") if key == v.DAY_UNKNOWN else (key, _date_of(both.view, key))


def _date_of(view: View, day: str) -> str:
    """Date of a day in short: ``Wed 25 June``."""
    if day == v.DAY_UNKNOWN:
        return ""
    date = view.date_of(day)
    return f"{date:%a} {date.day} {date:%B}"


def _legend(seen: set[str]) -> list[tuple[str, str]]:
    """What the squares mean, of the marks that occur."""
    known = [(state, text) for mark, state, text in ((ON, "on", "on the pillar"), (OFF, "off", "not on it")) if mark in seen]
    unknown = [text for mark, text in UNKNOWN.items() if mark in seen]
    return [*known, *([("unknown", " or ".join(unknown))] if unknown else [])]


def _line(name: str, states: tuple[tuple[State, ...], ...], days: list[str]) -> str:
    told = [f"{day} {out_of(of_day.count('on'), len(of_day))}" for day, of_day in zip(days, states, strict=True) if of_day]
    return f"{name}: {listed(told)} {counted(sum(map(len, states)), 'session').split(' ', 1)[1]}."
