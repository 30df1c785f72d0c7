"""What does a slide of a page look at? The part of the data under its address, and what it is compared with: A and B on one slide."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from igfdata.briefing.model import Body, Cell, Chart, Matrix, Series, Slide
from igfdata.briefing.slides.slide_making import sources_of
from igfdata.charts.theme import ACCENT, SECOND
from igfdata.dataset import Dataset
from igfdata.findings import Finding, comparison_findings, findings
from igfdata.selection import Comparison, Selection, comparison_from_query, describe, describe_comparison, select, side_names
from igfdata.wording import counted


class NothingToShow(ValueError):
    """The data have nothing for a slide any more, or not yet; the text says why."""


@dataclass(frozen=True)
class Scope:
    """The data of a slide.

    Parameters
    ----------
    data, data_b
        The sessions of the filter, and of what it is compared with; None without a comparison.
    options
        What else was chosen on the page: the last value of each counts.
    beside
        The other side, where a slide of one side is made to stand next to that of the other.
    """

    dataset: Dataset
    selection: Selection
    comparison: Comparison | None
    data: Dataset
    data_b: Dataset | None
    options: Mapping[str, Sequence[str]]
    beside: Dataset | None = None

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        """Give the chosen value of an option, the first allowed one where none is chosen; ValueError for another value."""
        value = self.options.get(key, [allowed[0]])[-1]
        if value not in allowed:
            raise ValueError(f"{key}: “{value[:40]}” found; expected {', '.join(allowed)}")
        return value

    @property
    def meeting(self) -> str | None:
        """The one meeting of the filter."""
        return self.selection.meetings[0] if len(self.selection.meetings) == 1 else None

    @property
    def sides(self) -> tuple[tuple[str, Dataset], ...]:
        """Names and data of A and B; of the filter alone without a comparison, with an empty name."""
        if self.comparison is None or self.data_b is None:
            return (("", self.data),)
        names = side_names(self.comparison, self.dataset)
        return ((f"A: {names[0]}", self.data), (f"B: {names[1]}", self.data_b))

    @property
    def found(self) -> tuple[Finding, ...]:
        """What the page under this address says, the headline first."""
        if self.comparison is not None:
            return comparison_findings(self.dataset, self.comparison)
        return findings(self.dataset, self.selection)

    def said(self, *keys: str, breakdown: str = "") -> Finding | None:
        """The finding with one of these keys; with a comparison the one about a breakdown."""
        if self.comparison is not None:
            return next((one for one in self.found if breakdown and one.breakdown == breakdown), None)
        return next((one for key in keys for one in self.found if one.key == key), None)

    def comparison_says(self, headline: str) -> bool:
        """Whether a headline compares A and B itself."""
        return self.comparison is not None and any(one.headline == headline for one in self.found)

    @property
    def words(self) -> str:
        """What the slide is about, for its footer."""
        said = describe(self.selection, self.dataset)
        return f"{describe_comparison(self.comparison, self.dataset)} A: {said}" if self.comparison else said

    @property
    def data_state(self) -> str:
        """Day and version of the data behind the slide."""
        return self.dataset.data_state(self.comparison.meetings if self.comparison else self.selection.meetings)

    def slide(
        self, heading: str, title: str, body: Body, *, evidence: str = "", denominator: str = "", notes: Iterable[str] = (),
        session_ids: Iterable[str] | None = None, is_compared: bool = False,
    ) -> Slide:  # fmt: skip
        """Make a slide about the sessions of the scope, or about some of them; one that shows A alone says so."""
        heading += "" if is_compared or self.comparison is None else ", A only"
        every = self.data.sessions["session_id"] if session_ids is None else session_ids
        ids = tuple(dict.fromkeys(every))
        sources = sources_of(self.dataset, ids)
        return Slide(
            "card", heading, title, body, denominator or counted(len(ids), "session"), tuple(dict.fromkeys(filter(None, notes))),
            ids, sources, (), evidence, self.words,
        )  # fmt: skip


def scope_of(dataset: Dataset, address: Mapping[str, Sequence[str]], options: Mapping[str, Sequence[str]]) -> Scope:
    """Read an address against the data.

    ValueError where the data do not know a value of it, such as a meeting that was deleted; NothingToShow where no session is left.
    """
    selection, comparison, notices = comparison_from_query(address, dataset, strict=True)
    if notices:
        raise ValueError(" ".join(notices))
    data = select(dataset, selection)
    if not data.n_sessions:
        raise NothingToShow("No session is left under this filter.")
    data_b = select(dataset, comparison.b) if comparison else None
    return Scope(dataset, selection, comparison, data, data_b, options)


N = " · n = "
"""Between the name of a column and its number of sessions."""

MOST_COLUMNS = 12
"""Columns of a grid that a hall can read; where A and B have more, the slide shows A only."""


def with_b(make: Callable[[Scope], Slide]) -> Callable[[Scope], Slide]:
    """Let a slide show B next to A where the scope compares."""

    def made(scope: Scope) -> Slide:
        slide = make(replace(scope, beside=scope.data_b))
        if scope.comparison is None or scope.data_b is None:
            return slide
        alone = replace(scope, selection=scope.comparison.b, comparison=None, data=scope.data_b, data_b=None, beside=scope.data)
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


def _merged(a: object, b: object) -> Matrix | Chart | None:
    if isinstance(a, Matrix) and isinstance(b, Matrix):
        return _grid(a, b)
    if isinstance(a, Chart) and isinstance(b, Chart) and len(a.series) == len(b.series) == 1:
        return _chart(a, b)
    return None


def _grid(a: Matrix, b: Matrix) -> Matrix | None:
    """Columns of A and B in turn; a row or column that only one has is empty in the other."""
    sides = ({_name(text): text for text in a.columns}, {_name(text): text for text in b.columns})
    names = sides[1] if set(sides[0]) <= set(sides[1]) else dict.fromkeys([*sides[0], *sides[1]])
    columns = [(side, name) for name in names for side in (0, 1)]
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
    return Matrix(tuple(rows), heads, cells, f"A and B. {a.alt}")


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
