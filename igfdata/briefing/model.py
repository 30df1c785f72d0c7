"""A briefing as a value: an ordered list of slides with their figures as data.

Every rendering (screen, PPTX, HTML, printable page) draws these values and computes nothing of its own.
"""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import urlsplit

from igfdata.wording import listed

NAME = "Children’s rights at the IGF"
"""Of the dashboard, on each slide."""

PRIVATE_NOTE = "Private note: "
"""Before a note of the user's among the notes of a slide."""

ChartKind = Literal["columns", "bars"]


@dataclass(frozen=True)
class Series:
    """One series of a chart.

    Parameters
    ----------
    name
        Label for people.
    values
        One number a category, in the unit of the chart; None where there is none.
    labels
        What stands on the marks, such as ``4/4``: the number with its denominator.
    colour
        Fill as ``#RRGGBB``; ``colours`` one a category where marks differ.
    """

    name: str
    values: tuple[float | None, ...]
    labels: tuple[str, ...]
    colour: str
    colours: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """Numbers for a chart. Values are shares (0 to 1) or counts, as ``unit`` says."""

    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    alt: str


DOT = "●"
"""One session or person in a cell."""


@dataclass(frozen=True)
class Cell:
    """One cell of a grid: its text, its shade (0 to 1), and whether it is unknown (hatched or grey)."""

    text: str
    shade: float = 0.0
    is_unknown: bool = False


@dataclass(frozen=True)
class Matrix:
    """A matrix with shaded cells, such as topics by day: cells[row][column]."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    alt: str


@dataclass(frozen=True)
class TextTable:
    """A table of text.

    Parameters
    ----------
    rows
        A cell may have a second, quieter line after a line break.
    widths
        Relative to each other.
    marked
        Rows that the slide is about: first, bold and tinted.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    alt: str
    marked: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Points:
    """A list of sentences; ``own`` ones were written by the user."""

    items: tuple[str, ...]
    own: tuple[str, ...] = ()


State = Literal["on", "off", "unknown"]


@dataclass(frozen=True)
class DayOfSquares:
    """The sessions of one day, a column each.

    Parameters
    ----------
    label, detail
        ``Day 2``; ``Wed 25 June``.
    about
        Of each session, whether it is about children.
    is_shaded
        Whether the slide is about this day.
    """

    label: str
    detail: str
    about: tuple[bool, ...]
    is_shaded: bool = False


@dataclass(frozen=True)
class RowOfSquares:
    """One pillar: its name, ``7 of 10 sessions``, its colour, and the state of each session by day."""

    name: str
    total: str
    colour: str
    states: tuple[tuple[State, ...], ...]


@dataclass(frozen=True)
class Squares:
    """One square a session and pillar; a column is the same session in every row.

    Parameters
    ----------
    legend
        What ``on``, ``off``, ``unknown`` and ``about`` (the dot) mean, of those that occur.
    remarks
        Quiet lines below: chance, what is not drawn.
    """

    days: tuple[DayOfSquares, ...]
    rows: tuple[RowOfSquares, ...]
    legend: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    alt: str


SideState = Literal["on", "off", "unknown", "away"]
"""State of a session in one of two selections; ``away``: it does not lie in this one."""


@dataclass(frozen=True)
class ComparedRow:
    """One pillar in A and in B: ``4 of 5``, and the state of each session by day; whether the headline is about it."""

    name: str
    totals: tuple[str, str]
    states: tuple[tuple[tuple[SideState, ...], ...], tuple[tuple[SideState, ...], ...]]
    is_marked: bool = False


@dataclass(frozen=True)
class ComparedSquares:
    """The session grid of two selections: B below A in each row; a column is the same session in every row.

    Parameters
    ----------
    days
        Label, detail and number of sessions of each day, or of each meeting where A and B are of different ones.
    names
        What A and B are.
    legend, remarks
        As of :class:`Squares`.
    """

    days: tuple[tuple[str, str, int], ...]
    rows: tuple[ComparedRow, ...]
    names: tuple[str, str]
    legend: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    alt: str


@dataclass(frozen=True)
class Statement:
    """A sentence that the meeting hears, led by its figure (``5 of 5``; empty where it has none).

    The figure of a comparison has two lines: ``A 4 of 5`` and ``B 6 of 14``.
    """

    figure: str
    text: str
    evidence: str = ""
    is_own: bool = False


@dataclass(frozen=True)
class Statements:
    """What is said: the ask of the user first, then statements in order."""

    ask: str
    items: tuple[Statement, ...]


Body = Chart | Matrix | TextTable | Points | Squares | ComparedSquares | Statements


@dataclass(frozen=True)
class Slide:
    """One slide.

    Parameters
    ----------
    key
        Stable name in the address: ``balance, missing, programme, points, speakers, topics, continues, changes, gaps, method``.
    title
        The message: a sentence of at most 14 words, without brackets.
    body
        What is shown; None on a slide without data, where ``title`` says why in one line: no deck has it.
    denominator
        What n is counted of, in plain words: for the notes.
    evidence
        The figures behind the title, in one line below it.
    selection
        What the slide is about, as a sentence, for its footer; empty: what the briefing is about.
    notes
        Speaker notes: the figures behind the sentence, one a line.
    session_ids
        The rows behind the slide.
    sources
        Addresses.
    figures
        (measure, key, n, of) behind each number of the title; ``of`` is 0 where there is no denominator.
    reference
        What computes the slide again, see :mod:`igfdata.briefing.reference`; empty: nothing does.
    data_state
        Day and version of the data of a slide that was kept; empty: that of the briefing.
    has_own_title
        Whether the title is the user's: no refresh of a file touches it.
    """

    key: str
    heading: str
    title: str
    body: Body | None
    denominator: str
    notes: tuple[str, ...] = ()
    session_ids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    figures: tuple[tuple[str, str, float, float], ...] = ()
    evidence: str = ""
    selection: str = ""
    reference: str = ""
    data_state: str = ""
    has_own_title: bool = False

    @property
    def note(self) -> str:
        """Heading and title in one line, for a list of what is without data."""
        return f"{self.heading}: {self.title}"


@dataclass(frozen=True)
class Briefing:
    """An ordered list of slides about one selection.

    Parameters
    ----------
    title
        For the first slide and the file, such as ``IGF 2025, Day 2``.
    selection
        The selection as a sentence.
    query
        The selection as an address (``meeting=igf2025&day=2``).
    data_date, data_state
        Day of the newest rows, for the properties of a file; day and version as a sentence.
    left_out
        Notes on slides without data, one a line.
    file_stem
        File name without its ending: meeting, day and date.
    """

    title: str
    selection: str
    query: str
    data_date: dt.date
    data_state: str
    slides: tuple[Slide, ...]
    file_stem: str
    left_out: tuple[str, ...] = field(default=())

    @property
    def footer(self) -> str:
        """One line for every slide: selection, day and version of the data."""
        return f"{self.selection} {self.data_state}"

    def footer_of(self, slide: Slide) -> str:
        """Foot of a slide in one line: sources, selection, day and version of the data."""
        hosts = dict.fromkeys(filter(None, map(_host, slide.sources)))
        sources = f"Sources: {listed(hosts, most=3)}" if hosts else ""
        about = (slide.selection or self.selection).rstrip(".")
        return " · ".join(filter(None, (sources, about, self.data_state_of(slide))))

    def data_state_of(self, slide: Slide) -> str:
        """Day and version of the data of a slide, without the full stop."""
        return (slide.data_state or self.data_state).rstrip(".")

    def with_slides(self, keys: list[str]) -> "Briefing":
        """The same briefing with only these slides, in this order; unknown keys are ignored."""
        by_key = {slide.key: slide for slide in self.slides}
        return replace(self, slides=tuple(by_key[key] for key in keys if key in by_key))


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.removeprefix("www.")
    except ValueError:
        return ""
