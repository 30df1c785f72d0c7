"""A slide of A and the same slide of B as one: columns, or bars, of both."""

from collections.abc import Callable
from dataclasses import replace

from igfdata.briefing.model import Cell, Chart, Grid, Series, Slide
from igfdata.briefing.my_deck.scope import NothingToShow, Scope
from igfdata.charts.theme import ACCENT, SECOND

N = " · n = "
"""Between the name of a column and its number of sessions."""

MOST_COLUMNS = 12
"""Columns of a grid that a hall can read; where A and B have more, the slide shows A only."""


def with_b(make: Callable[[Scope], Slide]) -> Callable[[Scope], Slide]:
    """Let a slide show B next to A where the scope compares."""

    def made(scope: Scope) -> Slide:
        slide = make(scope)
        if scope.comparison is None or scope.data_b is None:
            return slide
        alone = replace(scope, selection=scope.comparison.b, comparison=None, data=scope.data_b, data_b=None)
        try:
            other = make(alone)
        except NothingToShow:
            return slide
        body = _merged(slide.body, other.body)
        if body is None:
            return slide
        said = scope.comparison_says(slide.title)
        title, evidence = (slide.title, slide.evidence) if said else (f"A: {slide.title}", f"B: {other.title}")
        heading = slide.heading.removesuffix(", A only")
        ids = tuple(dict.fromkeys((*slide.session_ids, *other.session_ids)))
        return replace(
            slide,
            heading=heading,
            title=title,
            evidence=evidence,
            body=body,
            session_ids=ids,
            notes=(*slide.notes, *other.notes),
        )

    return made


def _merged(a: object, b: object) -> Grid | Chart | None:
    if isinstance(a, Grid) and isinstance(b, Grid):
        return _grid(a, b)
    if isinstance(a, Chart) and isinstance(b, Chart) and len(a.series) == len(b.series) == 1:
        return _chart(a, b)
    return None


def _grid(a: Grid, b: Grid) -> Grid | None:
    """Columns of A and B in turn; a row or column that only one has is empty in the other."""
    sides = ({_name(text): text for text in a.columns}, {_name(text): text for text in b.columns})
    columns = [(side, name) for name in dict.fromkeys([*sides[0], *sides[1]]) for side in (0, 1)]
    if len(columns) > MOST_COLUMNS:
        return None
    found = [
        {
            (_name(row), _name(column)): cell
            for row, cells in zip(grid.rows, grid.cells, strict=True)
            for column, cell in zip(grid.columns, cells, strict=True)
        }
        for grid in (a, b)
    ]
    rows = list(dict.fromkeys(_name(row) for row in (*a.rows, *b.rows)))
    cells = tuple(tuple(found[side].get((row, name), Cell("")) for side, name in columns) for row in rows)
    heads = tuple(f"{'AB'[side]} · {sides[side].get(name, name)}" for side, name in columns)
    return Grid(tuple(rows), heads, cells, f"A and B. {a.alt}")


def _chart(a: Chart, b: Chart) -> Chart:
    """A series for A and one for B over the categories of both."""
    names = list(dict.fromkeys([*a.categories, *b.categories]))
    series = []
    for name, chart, colour in (("A", a, ACCENT), ("B", b, SECOND)):
        (one,) = chart.series
        at = {category: place for place, category in enumerate(chart.categories)}
        values = tuple(one.values[at[name]] if name in at else None for name in names)
        labels = tuple(one.labels[at[name]] if name in at else "" for name in names)
        series.append(Series(name, values, labels, colour))
    return Chart(a.kind, tuple(names), tuple(series), a.unit, f"A: {a.alt} B: {b.alt}")


def _name(text: str) -> str:
    return text.partition(N)[0]
