"""The session grid: one square a session and pillar, filled where the session is on the pillar; and its layouts.

Days stand from left to right, meetings in blocks, any keys from top to bottom.
"""

import textwrap
from collections.abc import Mapping
from typing import Any

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.canvas import LETTER, PHONE, PLACE, TEXT, Canvas, draw_legend, figure_of
from igfdata.charts.grid_cells import ORDER, Cell, Grid, totals_of
from igfdata.charts.theme import CARD, EDGE, FAINT, INK, MUTED, PILLAR_COLOURS, PILLAR_TEXTS, Chart, mark
from igfdata.escaping import for_plotly
from igfdata.measures.session_marks import OFF, ON, UNCODED
from igfdata.wording import counted, out_of, share_of, time_span

MOST_SQUARES = 60
"""Sessions whose squares stand in one row; more are drawn as strips of counts, see :mod:`igfdata.charts.strips`."""

MOST_IN_BLOCK = 72
"""Squares in one block of a meeting, type or group."""

MOST_MEETINGS = 6
"""Meetings that stand side by side."""


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
) -> Chart:
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
    narrow = rows_layout(grid, Squares(grid, 14, 2, PHONE), width=PHONE)
    if by == "day":
        return figure_of(columns_layout(grid), narrow)
    if by == "meeting" and len(labels) <= MOST_MEETINGS:
        return figure_of(blocks_layout(grid), narrow)
    return figure_of(rows_layout(grid, Squares(grid, 20, 4, PLACE), width=PLACE), narrow)


NAMES, BETWEEN, BREAK = 168, 26, 62
"""Width of the pillars' names; gap between columns, and where the coverage of meetings differs."""


def columns_layout(grid: Grid) -> Canvas:
    """Days from left to right, pillars from top to bottom."""
    total = sum(len(grid.of_key(key)) for key in grid.keys)
    gap = 5 if total <= 24 else 4 if total <= 40 else 2
    room = (PLACE - NAMES - BETWEEN * (len(grid.keys) - 1)) / max(1, total) - gap
    size = 28 if total <= 24 else max(9, min(28, room))
    has_dots = _has_dots(grid)
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
        draw_name(canvas, grid, pillar, 0, y + 10, y + 33)
        for key, x in lefts.items():
            cell = grid.cells[pillar][key]
            for place, row in enumerate(cell.sessions):
                _square(canvas, grid, cell, row, x + place * (size + gap), y, size)
            _count(canvas, grid, cell, x, y + size + 16)
    canvas.height = _legend(canvas, grid, bottom + 26, has_dots_above=has_dots)
    return canvas


def blocks_layout(grid: Grid) -> Canvas:
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
        draw_name(canvas, grid, pillar, 0, y + 8, y + 31)
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
    """Draws a cell as squares of a size, as many in a row as its third of the width holds; by day with dots above, as in columns."""

    def __init__(self, grid: Grid, size: float, gap: float, width: float) -> None:
        self.grid, self.size, self.gap = grid, size, gap
        self.above = 7 if grid.by == "day" and _has_dots(grid) else 0

    head_height = 60.0

    def heading(self, canvas: Canvas, pillar: str, x: float) -> None:
        """Write the name of a pillar and its total."""
        draw_name(canvas, self.grid, pillar, x, 14, 36, size=14 if canvas.is_phone else 18)

    def height(self, key: str, room: float) -> float:
        """Pixels that the cells of a key need."""
        return max(1, -(-len(self.grid.of_key(key)) // self._across(room))) * (self.above + self.size + self.gap)

    def draw(self, canvas: Canvas, pillar: str, key: str, x: float, y: float, room: float) -> None:
        """Draw the squares of a cell."""
        cell, across = self.grid.cells[pillar][key], self._across(room)
        for place, row in enumerate(cell.sessions):
            line, column = divmod(place, across)
            left, top = x + column * (self.size + self.gap), y + self.above + line * (self.above + self.size + self.gap)
            _square(canvas, self.grid, cell, row, left, top, self.size, has_dot=not self.above)
            if self.above and row.child_rights == "yes":
                canvas.dot(left + self.size / 2, top - 4, 2.5, MUTED)

    def count(self, canvas: Canvas, pillar: str, key: str, x: float, y: float) -> None:
        """Write the count of a cell."""
        _count(canvas, self.grid, self.grid.cells[pillar][key], x, y, size=15)

    def legend(self, canvas: Canvas, y: float) -> float:
        """Draw the legend; its lower end."""
        return _legend(canvas, self.grid, y, has_dots_above=self.above > 0)

    def _across(self, room: float) -> int:
        return max(1, int((room + self.gap) // (self.size + self.gap)))


def rows_layout(grid: Any, cells: Any, *, width: float) -> Canvas:
    """Lay out keys from top to bottom and pillars from left to right; what a cell shows is drawn by ``cells``."""
    canvas = Canvas(width)
    longest = max((len(line) for key in grid.keys for line in grid.lines(key)), default=0)
    has_own_line = canvas.is_phone and grid.by != "day" and longest > 9
    names = 0 if has_own_line else 66 if canvas.is_phone else min(240, max(90, LETTER * TEXT * longest + 24))
    step = (width - names) / len(v.PILLARS)
    room = step - (4 if canvas.is_phone else 24)
    y = cells.head_height
    at: dict[str, float] = {}
    for key in grid.keys:
        name, *detail = grid.lines(key)
        if canvas.is_phone and grid.by == "day":
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
        cells.heading(canvas, pillar, names + number * step)
        for key in grid.keys:
            cells.draw(canvas, pillar, key, names + number * step, at[key], room)
            cells.count(canvas, pillar, key, names + number * step, at[key] + cells.height(key, room) + 9)
    canvas.height = cells.legend(canvas, y + 12)
    return canvas


def _two_lines(name: str, width: float) -> list[str]:
    return textwrap.wrap(name, max(8, int(width / (LETTER * 15))))[:2]


def draw_name(canvas: Canvas, grid: Any, pillar: str, x: float, y: float, below: float, *, size: float = 20) -> None:
    """Write the name of a pillar and its total."""
    canvas.word(x, y, f"<b>{v.PILLARS.label(pillar)}</b>", size=size, colour=PILLAR_TEXTS[pillar])
    n, of = grid.totals[pillar]
    said = f"<b>{v.PILLARS.label(pillar)}</b>: {share_of(n, of, 'coded sessions')}"
    canvas.count(x, below, out_of(n, of), mark(pillar=pillar), said, size=min(16.5, size))


def _square(
    canvas: Canvas, grid: Grid, cell: Cell, row: Any, x: float, y: float, size: float, *, has_dot: bool = False
) -> None:
    state, colour = getattr(row, cell.pillar), PILLAR_COLOURS[cell.pillar]
    is_on, is_hatched = state == ON, state in (v.UNCLEAR, UNCODED)
    canvas.bar(x, y, size, size, fill=colour if is_on else CARD, edge=colour if is_on else EDGE, is_hatched=is_hatched)
    canvas.mark(mark(session_id=row.session_id), hover_of(grid, row))
    if has_dot and row.child_rights == "yes":
        canvas.dot(x + size / 2, y + size / 2, 0.16 * size, CARD if is_on else FAINT)


def _count(canvas: Canvas, grid: Grid, cell: Cell, x: float, y: float, *, size: float = TEXT) -> None:
    if not cell.sessions:
        canvas.word(x, y, "–", size=size, colour=MUTED)
        return
    text, is_it = out_of(cell.n, cell.of), grid.is_shaded(cell.key, cell.pillar)
    behind = mark(**{grid.by: cell.key}, pillar=cell.pillar)
    said = f"<b>{v.PILLARS.label(cell.pillar)}</b>, {grid.labels[cell.key].replace('<br>', ', ')}: {share_of(cell.n, cell.of, 'coded sessions')}"
    colour = PILLAR_TEXTS[cell.pillar] if is_it else MUTED
    canvas.count(x, y, f"<b>{text}</b>" if is_it else text, behind, said, size=size, colour=colour)


def _has_dots(grid: Grid) -> bool:
    return any(row.child_rights == "yes" for key in grid.keys for row in grid.of_key(key))


def _sessions(grid: Grid, key: str) -> str:
    return counted(len(grid.of_key(key)), "session")


def hover_of(grid: Grid, row: Any) -> str:
    """Say title, time, pillars and groups of a session."""
    place = row.key, row.session_id
    if place not in grid.hovers:
        grid.hovers[place] = told(row, {pillar: getattr(row, pillar) for pillar in v.PILLARS}, grid.labels[row.key])
    return grid.hovers[place]


def told(row: Any, states: Mapping[str, str], label: str) -> str:
    """Say title, time, pillars by their states, and groups of a session."""
    touched = [v.PILLARS.label(pillar) for pillar in v.PILLARS if states[pillar] == ON]
    state = states[next(iter(v.PILLARS))]
    pillars = ", ".join(touched) or {OFF: "on none of the three pillars", v.UNCLEAR: "pillar unclear"}.get(state, "not coded")
    when = f"{label.replace('<br>', ', ')}, {time_span(row.start, row.end) or 'time not known'}"
    lines = [
        "<br>".join(f"<b>{for_plotly(line)}</b>" for line in textwrap.wrap(row.title, 60)[:4]),
        when + (f" · {for_plotly(row.code)}" if row.code else ""),
        f"{pillars}; {v.RELEVANCE.label(row.child_rights).lower()}",
        *(for_plotly(line) for line in textwrap.wrap(row.groups or "groups not stated", 60)),
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
