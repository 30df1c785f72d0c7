"""Frames of measures as the native charts and matrices of slides, with their numbers as text for those who do not see them."""

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.model import DOT, Cell, Chart, ChartKind, Grid, Series
from igfdata.charts.theme import ACCENT, PILLAR_COLOURS, SECOND, UNKNOWN_COLOUR
from igfdata.names import shortened
from igfdata.wording import amount, share_label

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


def matrix(rows: Mapping[str, str], columns: Mapping[str, str], cell: Callable[[str, str], Cell], alt: str) -> Grid:
    """A matrix of cells, asked by the keys of its rows and columns."""
    cells = tuple(tuple(cell(row, column) for column in columns) for row in rows)
    return Grid(tuple(rows.values()), tuple(columns.values()), cells, alt)


def topic_matrix(table: pd.DataFrame, topics: Mapping[str, str], keys: Mapping[str, str]) -> Grid:
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


def gap_matrix(cells: pd.DataFrame, groups: Mapping[str, str], pillars: Mapping[str, str], alt: str) -> Grid:
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
