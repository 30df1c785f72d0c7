"""What a slide shows, made of the frames of measures: charts, matrices and session grids, with their numbers as text for those who do not see them."""

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View
from igfdata.briefing.model import (
    DOT,
    Cell,
    Chart,
    ChartKind,
    ComparedRow,
    ComparedSquares,
    DayOfSquares,
    Matrix,
    RowOfSquares,
    Series,
    SideState,
    Squares,
    State,
)
from igfdata.briefing.slides.slide_making import TwoSides
from igfdata.charts.theme import ACCENT, PILLAR_COLOURS, SECOND, UNKNOWN_COLOUR
from igfdata.measures.session_marks import OFF, ON, UNCODED, about_words, compared_marks, session_marks
from igfdata.names import shortened
from igfdata.wording import amount, counted, listed, out_of, share_label

MOST_DOTS = 4
"""Sessions of a topic that are drawn as dots; more are a number."""

LONGEST_NAME = 48
"""Letters of a side's name in a legend."""


def columns_of(table: pd.DataFrame, names: Mapping[str, str], what: str) -> Chart:
    """Columns of the pillars by a breakdown, for each key of ``names``; one without a coded session stays empty."""
    found = {(str(row.category), str(row.key)): (float(row.n), float(row.of)) for row in table.itertuples()}
    series = tuple(
        _series(v.PILLARS.label(pillar), [found.get((pillar, key), (0.0, 0.0)) for key in names], PILLAR_COLOURS[pillar])
        for pillar in v.PILLARS
    )
    told = "; ".join(
        f"{name}: " + ", ".join(f"{one.name.lower()} {one.labels[at] or 'not coded'}" for one in series)
        for at, name in enumerate(names.values())
    )
    return Chart("columns", tuple(names.values()), series, "share", f"{what}. {told}.")


def bars_of(
    what: str, sides: Iterable[tuple[str, pd.DataFrame]], names: Mapping[str, str], *, colours: tuple[str, ...] = (),
    kind: ChartKind = "bars",
) -> Chart:  # fmt: skip
    """Bars of shares, a series for each side (name and frame): A in the accent and B in grey, or one without a name."""
    series = []
    for (name, table), colour in zip(sides, (ACCENT, SECOND), strict=False):
        found = {str(row.category): (float(row.n), float(row.of)) for row in table.itertuples()}
        counts = [found.get(key, (0.0, 0.0)) for key in names]
        series.append(_series(shortened(name, LONGEST_NAME) if name else "Share", counts, colour, colours))
    told = "; ".join(
        f"{label} {', '.join(f'{one.name} {one.labels[at]}'.removeprefix('Share ') for one in series)}"
        for at, label in enumerate(names.values())
    )
    return Chart(kind, tuple(names.values()), tuple(series), "share", f"{what}: {told}.")


def group_colours(keys: Iterable[str]) -> tuple[str, ...]:
    """Fills of a bar for each group: one colour for all, because their rows are named, and grey where the group is not stated."""
    return tuple(UNKNOWN_COLOUR if key == v.UNKNOWN else ACCENT for key in keys)


def dots(n: int, most: int) -> str:
    """One dot a session or person, a number beyond ``most``."""
    return " ".join(DOT * n) if n <= most else amount(n)


def _series(name: str, counts: list[tuple[float, float]], colour: str, colours: tuple[str, ...] = ()) -> Series:
    """A series of shares, labelled with number and denominator; empty where there is no denominator."""
    values = tuple(n / of if of else None for n, of in counts)
    return Series(name, values, tuple(share_label(n, of) if of else "" for n, of in counts), colour, colours)


def matrix(rows: Mapping[str, str], columns: Mapping[str, str], cell: Callable[[str, str], Cell], alt: str) -> Matrix:
    """A matrix of cells, asked by the keys of its rows and columns."""
    cells = tuple(tuple(cell(row, column) for column in columns) for row in rows)
    return Matrix(tuple(rows.values()), tuple(columns.values()), cells, alt)


def topic_matrix(table: pd.DataFrame, topics: Mapping[str, str], keys: Mapping[str, str]) -> Matrix:
    """Sessions with each topic by a breakdown, a dot each, as on the page; a key without a coded session is not known."""
    found = {(str(row.category), str(row.key)): row for row in table.itertuples()}
    coded = {str(row.key): row.of for row in table.itertuples()}

    def cell(topic: str, key: str) -> Cell:
        row = found.get((topic, key))
        if not coded.get(key):
            return Cell("–", is_unknown=True)
        return Cell(dots(int(row.n), MOST_DOTS)) if row is not None and row.n else Cell("")

    def said(topic: str, key: str) -> str:
        row = found.get((topic, key))
        return amount(row.n if row is not None else 0) if coded.get(key) else "–"

    alt = "; ".join(
        f"{name}: {', '.join(f'{label} {said(topic, key)}' for key, label in keys.items())}" for topic, name in topics.items()
    )
    columns = {key: f"{label} · n = {amount(coded.get(key, 0))}" for key, label in keys.items()}
    return matrix(topics, columns, cell, f"Sessions with each topic: {alt}.")


def gap_matrix(cells: pd.DataFrame, groups: Mapping[str, str], pillars: Mapping[str, str], alt: str) -> Matrix:
    """Sessions with each group of those on each pillar; an empty cell says none or not stated, a pillar without sessions “–”."""
    found = {(str(row.key), str(row.category)): row for row in cells.itertuples()}

    def cell(group: str, pillar: str) -> Cell:
        row = found.get((pillar, group))
        if row is None:
            return Cell("–")
        if row.n:
            return Cell(share_label(row.n, row.of), float(row.n / row.of))
        return Cell(str(row.state), is_unknown=row.state == v.UNKNOWN)

    return matrix(groups, pillars, cell, alt)


MOST_SQUARES = 30
"""Sessions in a row of squares that a hall can tell apart; of more, a chart shows their shares."""

STATES: dict[str, State] = {ON: "on", OFF: "off", v.UNCLEAR: "unknown", UNCODED: "unknown"}
UNKNOWN = {v.UNCLEAR: "not clear from the sources", UNCODED: "not coded yet"}
AWAY: SideState = "away"
NO_DATE = "No date"


def grid_of(view: View, days: list[str], remarks: Iterable[str]) -> Squares | None:
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
    about = about_words(set(marks["child_rights"]))
    legend = [*_legend(seen), *([("about", about)] if about else [])]
    alt = "One square a session and pillar. " + " ".join(_line(row.name, row.states, days) for row in rows)
    return Squares(columns, tuple(rows), tuple(legend), tuple(remarks), alt)


def grid_of_both(both: TwoSides, coverage: pd.DataFrame, marked: str | None, remarks: list[str]) -> ComparedSquares | None:
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
    return ComparedSquares(heads, tuple(rows), both.sides.names, tuple(_legend(seen)), tuple(remarks), alt)


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
