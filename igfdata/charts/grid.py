"""The session grid: one square a session and pillar, filled where the session is on the pillar."""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from igfdata import vocabulary as v
from igfdata.charts.canvas import LETTER, TEXT, Canvas, figure_of
from igfdata.charts.theme import CARD, EDGE, FAINT, INK, MUTED, PILLAR_COLOURS, PILLAR_TEXTS, mark, plain
from igfdata.measures.session_marks import OFF, ON, UNCODED
from igfdata.wording import counted, out_of, share_text, time_span

MOST_SQUARES = 60
"""Sessions whose squares stand in one row; more are drawn as strips of counts, see :mod:`igfdata.charts.strips`."""

MOST_IN_BLOCK = 72
"""Squares in one block of a meeting, type or group."""

MOST_MEETINGS = 6
"""Meetings that stand side by side."""

PLACE = 972
"""Pixels inside a card on a screen of 1440."""

PHONE = 312
"""Pixels inside a card on a phone."""

NAMES, BETWEEN, BREAK = 168, 26, 62
"""Width of the pillars' names; gap between columns, and where the coverage of meetings differs."""

PILLAR_WORDS = {pillar: v.PILLARS.label(pillar).lower() for pillar in v.PILLARS}
"""Pillars inside a sentence."""

ORDER = (ON, OFF, v.UNCLEAR, UNCODED)


class Cell(NamedTuple):
    """The sessions where a pillar and a key meet, in the order in which they are drawn."""

    pillar: str
    key: str
    sessions: list[Any]

    @property
    def n(self) -> int:
        """Sessions on the pillar."""
        return sum(getattr(row, self.pillar) == ON for row in self.sessions)

    @property
    def of(self) -> int:
        """Coded sessions."""
        return sum(getattr(row, self.pillar) != UNCODED for row in self.sessions)


@dataclass(frozen=True)
class Grid:
    """What every layout draws.

    Parameters
    ----------
    by
        The breakdown.
    labels
        Key → name, and after ``<br>`` a second line.
    cells
        Pillar → key → cell.
    totals
        Pillar → sessions on it and coded sessions.
    shaded
        Key and pillar that the page is about.
    breaks
        Key before which there is a break → what the meetings before it, and from it on, are; the first key: only its own words.
    """

    by: str
    labels: Mapping[str, str]
    cells: Mapping[str, Mapping[str, Cell]]
    totals: Mapping[str, tuple[float, float]]
    shaded: tuple[str, str] | None
    coverage: Mapping[str, str]

    @property
    def keys(self) -> list[str]:
        """Keys in order."""
        return list(self.labels)

    def lines(self, key: str) -> list[str]:
        """Name of a key and what stands below it."""
        return self.labels[key].split("<br>")

    def of_key(self, key: str) -> list[Any]:
        """Sessions of a key."""
        return self.cells[next(iter(v.PILLARS))][key].sessions

    def is_shaded(self, key: str, pillar: str | None = None) -> bool:
        """Tell whether a key, or its cell, is what the page is about."""
        return self.shaded is not None and self.shaded[0] == key and pillar in (None, self.shaded[1])

    def breaks(self) -> set[str]:
        """Keys before which the coverage changes."""
        keys = self.keys
        return {now for before, now in pairwise(keys) if self.coverage.get(before) != self.coverage.get(now)}

    @property
    def is_in_time(self) -> bool:
        """Whether a column is the same session in every row."""
        return self.by == "day"


def fits_a_grid(marks: pd.DataFrame, *, by: str) -> bool:
    """Tell whether the sessions are few enough for a square each."""
    largest = int(marks["key"].value_counts().max()) if len(marks) else 0
    return (
        len(marks) <= MOST_SQUARES
        if by == "day"
        else largest <= MOST_IN_BLOCK and marks["key"].nunique() <= 2 * MOST_MEETINGS + 2
    )


def session_grid(
    marks: pd.DataFrame,
    *,
    by: str,
    labels: Mapping[str, str],
    totals: pd.DataFrame,
    shaded: tuple[str, str] | None = None,
    coverage: Mapping[str, str] | None = None,
) -> go.Figure:
    """Which sessions touch which pillar, day by day? One square a session; of other breakdowns those on the pillar first.

    Parameters
    ----------
    marks
        From :func:`igfdata.measures.session_marks.session_marks` by ``by``, for which :func:`fits_a_grid` holds.
    labels
        Key → label in the order of the columns; ``<br>`` begins a second line.
    totals
        From :func:`igfdata.measures.coverage.pillar_coverage` without a breakdown.
    shaded
        Key and pillar that the page is about.
    coverage
        Meeting → what its sessions are, in words; a dotted line divides meetings of which they differ.
    """
    found: dict[str, list[Any]] = {key: [] for key in labels}
    for row in marks.itertuples(index=False):
        if row.key in found:
            found[row.key].append(row)
    rank = {state: number for number, state in enumerate(ORDER)}
    cells = {
        pillar: {
            key: Cell(pillar, key, rows if by == "day" else sorted(rows, key=lambda row: rank[getattr(row, pillar)]))
            for key, rows in found.items()
        }
        for pillar in v.PILLARS
    }
    grid = Grid(by, labels, cells, totals_of(totals), shaded, coverage or {})
    narrow = rows_layout(grid, Squares(grid, 14, 2, PHONE), width=PHONE, is_phone=True)
    if by == "day":
        return figure_of(_columns(grid), narrow)
    if by == "meeting" and len(labels) <= MOST_MEETINGS:
        return figure_of(_blocks(grid), narrow)
    return figure_of(rows_layout(grid, Squares(grid, 20, 4, PLACE), width=PLACE), narrow)


def totals_of(coverage: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Give pillar → n and of."""
    found = {str(row.category): (row.n, row.of) for row in coverage.itertuples(index=False)}
    return {pillar: found.get(pillar, (0, 0)) for pillar in v.PILLARS}


def _columns(grid: Grid) -> Canvas:
    """Days from left to right, pillars from top to bottom."""
    total = sum(len(grid.of_key(key)) for key in grid.keys)
    gap = 5 if total <= 24 else 4 if total <= 40 else 2
    room = (PLACE - NAMES - BETWEEN * (len(grid.keys) - 1)) / max(1, total) - gap
    size = 28 if total <= 24 else max(9, min(28, room))
    has_dots = any(row.child_rights == "yes" for key in grid.keys for row in grid.of_key(key))
    top, between = 86 if has_dots else 72, size + 40
    lefts, left, end = {}, float(NAMES), 0.0
    for key in grid.keys:
        lefts[key] = left
        head = max(LETTER * TEXT * len(line) for line in [*grid.lines(key), _sessions(grid, key)])
        end = left + head
        left += max(len(grid.of_key(key)) * (size + gap) - gap + BETWEEN, head + 8)
    canvas = Canvas(round(max(left - BETWEEN + 16, end)))
    bottom = top + between * len(v.PILLARS) - 8
    for key, x in lefts.items():
        many = len(grid.of_key(key))
        if grid.is_shaded(key):
            canvas.tint(x - 13, 0, x + many * (size + gap) - gap + 13, bottom)
        name, *detail = grid.lines(key)
        canvas.word(x, 16, f"<b>{name}</b>", size=17)
        for line, text in enumerate([*detail, *([_sessions(grid, key)] if many > 2 or size >= 14 else [])]):
            canvas.word(x, 38 + 20 * line, text, colour=MUTED)
        for place, row in enumerate(grid.of_key(key)):
            if row.child_rights == "yes":
                canvas.dot(x + place * (size + gap) + size / 2, top - 10, max(2.5, 0.16 * size), MUTED)
    for number, pillar in enumerate(v.PILLARS):
        y = top + number * between
        _name(canvas, grid, pillar, 0, y + 10, y + 33)
        for key, x in lefts.items():
            cell = grid.cells[pillar][key]
            for place, row in enumerate(cell.sessions):
                _square(canvas, grid, cell, row, x + place * (size + gap), y, size)
            _count(canvas, grid, cell, x, y + size + 16)
    canvas.height = _legend(canvas, grid, bottom + 26, has_dots_above=has_dots)
    return canvas


def _blocks(grid: Grid) -> Canvas:
    """Meetings from left to right, six squares in a row, those on the pillar first."""
    largest = max((len(grid.of_key(key)) for key in grid.keys), default=0)
    size, gap, across = (19, 4, 6) if largest <= 36 else (12, 3, 9)
    lefts, left, breaks = {}, float(NAMES), grid.breaks()
    for key in grid.keys:
        left += BREAK - BETWEEN if key in breaks else 0
        lefts[key] = left
        left += across * (size + gap) - gap + BETWEEN
    canvas = Canvas(max(PLACE, round(left - BETWEEN + 4)))
    top, height = 112 if breaks else 66, 0.0
    lines = max(1, -(-largest // across))
    step = 28 + lines * (size + gap) + 18
    if breaks:
        _coverage_words(canvas, grid, lefts, across * (size + gap) - gap)
    for key, x in lefts.items():
        name, *detail = grid.lines(key)
        canvas.word(x, top - 48, f"<b>{name}</b>  {' '.join(detail)}", size=17)
        canvas.word(x, top - 26, _sessions(grid, key), colour=MUTED)
        if key in breaks:
            canvas.line(x - BREAK / 2, 8, x - BREAK / 2, top + step * len(v.PILLARS) - 24, FAINT, width=2, dash="1px,6px")
    for number, pillar in enumerate(v.PILLARS):
        y = top + number * step
        _name(canvas, grid, pillar, 0, y + 8, y + 31)
        for key, x in lefts.items():
            cell = grid.cells[pillar][key]
            for place, row in enumerate(cell.sessions):
                line, column = divmod(place, across)
                at = x + column * (size + gap), y + 24 + line * (size + gap)
                _square(canvas, grid, cell, row, *at, size, has_dot=True)
            _count(canvas, grid, cell, x, y + 8)
        height = y + step
    canvas.height = _legend(canvas, grid, height + 4)
    return canvas


def _coverage_words(canvas: Canvas, grid: Grid, lefts: Mapping[str, float], width: float) -> None:
    """Write above each run of meetings what their sessions are."""
    runs: list[tuple[str, float, float]] = []
    for key, x in lefts.items():
        words = grid.coverage.get(key, "")
        if runs and runs[-1][0] == words:
            runs[-1] = (words, runs[-1][1], x + width)
        else:
            runs.append((words, x, x + width))
    for words, start, end in runs:
        lines = textwrap.wrap(words, max(12, int((end - start) / (0.46 * 15)))) or [""]
        for number, line in enumerate(reversed(lines[:2])):
            canvas.word(start, 32 - 18 * number, line, size=15, colour=MUTED)
        canvas.line(start, 44, end, 44, FAINT)


class Squares:
    """Draws a cell as squares of a size, as many in a row as its third of the width holds."""

    def __init__(self, grid: Grid, size: float, gap: float, width: float) -> None:
        self.grid, self.size, self.gap = grid, size, gap

    def height(self, key: str, room: float) -> float:
        """Pixels that the cells of a key need."""
        return max(1, -(-len(self.grid.of_key(key)) // self._across(room))) * (self.size + self.gap)

    def draw(self, canvas: Canvas, pillar: str, key: str, x: float, y: float, room: float) -> None:
        """Draw the squares of a cell."""
        cell, across = self.grid.cells[pillar][key], self._across(room)
        for place, row in enumerate(cell.sessions):
            line, column = divmod(place, across)
            at = x + column * (self.size + self.gap), y + line * (self.size + self.gap)
            _square(canvas, self.grid, cell, row, *at, self.size, has_dot=True)

    def count(self, canvas: Canvas, pillar: str, key: str, x: float, y: float) -> None:
        """Write the count of a cell."""
        _count(canvas, self.grid, self.grid.cells[pillar][key], x, y, size=15)

    def legend(self, canvas: Canvas, y: float) -> float:
        """Draw the legend; its lower end."""
        return _legend(canvas, self.grid, y)

    def _across(self, room: float) -> int:
        return max(1, int((room + self.gap) // (self.size + self.gap)))


def rows_layout(grid: Any, cells: Any, *, width: float, is_phone: bool = False) -> Canvas:
    """Lay out keys from top to bottom and pillars from left to right; what a cell shows is drawn by ``cells``."""
    canvas = Canvas(width)
    longest = max((len(line) for key in grid.keys for line in grid.lines(key)), default=0)
    has_own_line = is_phone and grid.by != "day" and longest > 9
    names = 0 if has_own_line else 66 if is_phone else min(240, max(90, LETTER * TEXT * longest + 24))
    step = (width - names) / len(v.PILLARS)
    room = step - (4 if is_phone else 24)
    y = 60.0
    at: dict[str, float] = {}
    for key in grid.keys:
        name, *detail = grid.lines(key)
        if is_phone and grid.by == "day":
            detail = [" ".join(text.split()[:2]) for text in detail]  # the month has no room
        first = y
        if has_own_line:
            canvas.word(0, y + 4, " ".join([name, *detail]), size=15)
            y += 18
        else:
            for line, text in enumerate(_two_lines(name, names) if not detail else [f"<b>{name}</b>", *detail]):
                canvas.word(0, y + 7 + 18 * line, text, size=15 if line == 0 else 14, colour=MUTED if line and detail else INK)
        at[key] = y
        y += max(cells.height(key, room) + 28, 0 if has_own_line else 44)
        if grid.is_shaded(key):
            canvas.tint(-2, first - 7, width, y - 5, 6)
    for number, pillar in enumerate(v.PILLARS):
        _name(canvas, grid, pillar, names + number * step, 14, 36, size=14 if is_phone else 18)
        for key in grid.keys:
            cells.draw(canvas, pillar, key, names + number * step, at[key], room)
            cells.count(canvas, pillar, key, names + number * step, at[key] + cells.height(key, room) + 9)
    canvas.height = cells.legend(canvas, y + 12)
    return canvas


def _two_lines(name: str, width: float) -> list[str]:
    return textwrap.wrap(name, max(8, int(width / (LETTER * 15))))[:2]


def _name(canvas: Canvas, grid: Any, pillar: str, x: float, y: float, below: float, *, size: float = 20) -> None:
    """Write the name of a pillar and its total."""
    canvas.word(x, y, f"<b>{v.PILLARS.label(pillar)}</b>", size=size, colour=PILLAR_TEXTS[pillar])
    n, of = grid.totals[pillar]
    said = f"<b>{v.PILLARS.label(pillar)}</b>: {share_text(n, of)} coded sessions"
    canvas.count(x, below, out_of(n, of), mark(pillar=pillar), said, size=min(16.5, size))


def _square(
    canvas: Canvas, grid: Grid, cell: Cell, row: Any, x: float, y: float, size: float, *, has_dot: bool = False
) -> None:
    state, colour = getattr(row, cell.pillar), PILLAR_COLOURS[cell.pillar]
    is_on, is_hatched = state == ON, state in (v.UNCLEAR, UNCODED)
    canvas.bar(x, y, size, size, fill=colour if is_on else CARD, edge=colour if is_on else EDGE, is_hatched=is_hatched)
    canvas.mark(mark(session_id=row.session_id), _hover(grid, row))
    if has_dot and row.child_rights == "yes":
        canvas.dot(x + size / 2, y + size / 2, 0.16 * size, CARD if is_on else FAINT)


def _count(canvas: Canvas, grid: Grid, cell: Cell, x: float, y: float, *, size: float = TEXT) -> None:
    if not cell.sessions:
        canvas.word(x, y, "–", size=size, colour=MUTED)
        return
    text, is_it = out_of(cell.n, cell.of), grid.is_shaded(cell.key, cell.pillar)
    behind = mark(**{grid.by: cell.key}, pillar=cell.pillar)
    said = f"<b>{v.PILLARS.label(cell.pillar)}</b>, {grid.labels[cell.key].replace('<br>', ', ')}: {share_text(cell.n, cell.of)} coded sessions"
    colour = PILLAR_TEXTS[cell.pillar] if is_it else MUTED
    canvas.count(x, y, f"<b>{text}</b>" if is_it else text, behind, said, size=size, colour=colour)


def _sessions(grid: Grid, key: str) -> str:
    return counted(len(grid.of_key(key)), "session")


def _hover(grid: Grid, row: Any) -> str:
    """Title, time, pillars and groups of a session."""
    touched = [v.PILLARS.label(pillar) for pillar in v.PILLARS if getattr(row, pillar) == ON]
    state = getattr(row, next(iter(v.PILLARS)))
    pillars = ", ".join(touched) or {OFF: "on none of the three pillars", v.UNCLEAR: "pillar unclear"}.get(state, "not coded")
    when = f"{grid.labels[row.key].replace('<br>', ', ')}, {time_span(row.start, row.end) or 'time not known'}"
    lines = [
        "<br>".join(f"<b>{plain(line)}</b>" for line in textwrap.wrap(row.title, 60)[:4]),
        when + (f" · {plain(row.code)}" if row.code else ""),
        f"{pillars}; {v.RELEVANCE.label(row.child_rights).lower()}",
        *(plain(line) for line in textwrap.wrap(row.groups or "groups not stated", 60)),
    ]
    return "<br>".join(lines)


def _legend(canvas: Canvas, grid: Grid, y: float, *, has_dots_above: bool = False) -> float:
    """Draw what the squares say; the lower end."""
    states = {getattr(row, pillar) for pillar in v.PILLARS for key in grid.keys for row in grid.cells[pillar][key].sessions}
    hatched = " or ".join(state for state in (v.UNCLEAR, UNCODED) if state in states)
    relevance = {row.child_rights for key in grid.keys for row in grid.of_key(key)}
    others = {"partly": "; the others partly", "no": "; the others not"}
    rest = others.get(next(iter(relevance - {"yes"}), ""), "") if len(relevance) == 2 else ""
    entries = [("on", "on this pillar"), ("off", "not on it")]
    entries += [("hatched", hatched)] if hatched else []
    entries += [("above" if has_dots_above else "dot", f"about children{rest}")] if "yes" in relevance else []
    entries += (
        [("break", "coverage differs: do not compare across this line")] if grid.breaks() and grid.by == "meeting" else []
    )
    return draw_legend(canvas, entries, y)


def draw_legend(canvas: Canvas, entries: list[tuple[str, str]], y: float) -> float:
    """Draw signs and their words in lines as wide as the canvas; the lower end."""
    first = PILLAR_COLOURS[next(iter(v.PILLARS))]
    for x, line, (kind, words) in _placed(entries, canvas.width):
        at = y + 24 * line
        if kind in ("on", "off", "hatched", "dot"):
            is_on = kind in ("on", "dot")
            canvas.bar(
                x, at - 8, 16, 16, fill=first if is_on else CARD, edge=first if is_on else EDGE, is_hatched=kind == "hatched"
            )
        if kind in ("dot", "above"):
            canvas.dot(x + 8, at, 2.6 if kind == "dot" else 4.5, CARD if kind == "dot" else MUTED)
        if kind == "break":
            canvas.line(x + 8, at - 9, x + 8, at + 9, FAINT, width=2, dash="1px,6px")
        canvas.word(x + 22, at, words, size=15, colour=MUTED)
    lines = max((line for _, line, _ in _placed(entries, canvas.width)), default=0)
    return y + 24 * lines + 16


def _placed(entries: list[tuple[str, str]], width: float) -> Iterator[tuple[float, int, tuple[str, str]]]:
    x, line = 0.0, 0
    for entry in entries:
        needed = 22 + LETTER * 15 * len(entry[1])
        if x and x + needed > width:
            x, line = 0.0, line + 1
        yield x, line, entry
        x += needed + 26
