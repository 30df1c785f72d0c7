"""The session grid: one square a session and pillar, filled where the session is on the pillar; B lighter below A.

Days stand from left to right, meetings in blocks, any keys from top to bottom.
"""

import textwrap
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.canvas import LETTER, PHONE, PLACE, TEXT, Canvas, draw_legend, figure_of
from igfdata.charts.grid import Grid, draw_count, draw_pillar, draw_totals, rows_layout
from igfdata.charts.theme import CARD, EDGE, FAINT, INK, MUTED, Chart, mark
from igfdata.escaping import for_plotly
from igfdata.measures.session_marks import OFF, ON, UNCODED, about_words
from igfdata.wording import clock_time, counted, out_of, time_span

MOST_SQUARES = 60
"""Sessions whose squares stand in one row; more are drawn as strips of counts, see :mod:`igfdata.charts.strips`."""

MOST_IN_CELL, MOST_KEYS = 72, 14
"""Squares in one cell of a meeting, type or group, and rows of these."""

MOST_MEETINGS = 6
"""Meetings that stand side by side."""

ORDER = (ON, OFF, v.UNCLEAR, UNCODED)

LARGEST, LARGE = 56, 44
"""Side of the squares of so few sessions that each has its title above, and of a few more."""

TITLED, TIMED, MOST_LINES = 96, 60, 3
"""Pixels of a column from which it has the title of its session above, and its start; lines of a title."""

BETWEEN, BREAK, APART = 26, 62, 5
"""Gap between columns, where the coverage of meetings differs, and between the rows of A and B."""


def fits_a_grid(marks: pd.DataFrame, *, by: str) -> bool:
    """Tell whether the sessions, of A and B those of each, are few enough for a square each."""
    if by == "day":
        return len(marks) <= MOST_SQUARES
    sides = [marks[marks[name]] for name in ("in_a", "in_b") if name in marks] or [marks]
    return marks["key"].nunique() <= MOST_KEYS and all(
        max(side["key"].value_counts(), default=0) <= MOST_IN_CELL for side in sides
    )


def session_grid(
    marks: pd.DataFrame,
    *,
    by: str,
    labels: Mapping[str, str],
    totals: Sequence[pd.DataFrame],
    shaded: tuple[str, str] | None = None,
    coverage: Mapping[str, str] | None = None,
) -> Chart:
    """Which sessions touch which pillar, day by day? One square a session; of other breakdowns those on the pillar first.

    Parameters
    ----------
    marks
        From :func:`igfdata.measures.session_marks.session_marks` by ``by``, or of A and B from ``compared_marks``, for which
        :func:`fits_a_grid` holds. By day a column is the same session in A and in B.
    labels
        Key → label in the order of the columns; ``<br>`` begins a second line.
    totals
        From :func:`igfdata.measures.coverage.pillar_coverage` without a breakdown: of one selection, or of A and of B.
    shaded
        Key and pillar that the page is about.
    coverage
        Meeting → what its sessions are, in words; a dotted line divides meetings of which they differ.
    """
    small, large = (SessionGrid(marks, by, labels, totals, shaded, coverage or {}, *look) for look in ((14, 2), (20, 4)))
    narrow = rows_layout(small, width=PHONE)
    if by == "day":
        return figure_of(columns_layout(large), narrow)
    if by == "meeting" and len(labels) <= MOST_MEETINGS and not large.has_b:
        return figure_of(blocks_layout(large), narrow)
    return figure_of(rows_layout(large, width=PLACE), narrow)


class SessionGrid(Grid):
    """A cell is its sessions, a square each; a dot above says which are about children: by day once for A and B.

    Parameters
    ----------
    coverage
        Meeting → what its sessions are, in words.
    size, gap
        Pixels of a square and between squares, where keys stand in rows.
    """

    def __init__(self, marks: pd.DataFrame, by: str, labels: Mapping[str, str], totals: Sequence[pd.DataFrame],
                 shaded: tuple[str, str] | None, coverage: Mapping[str, str], size: float, gap: float) -> None:  # fmt: skip
        super().__init__(by, labels, totals, shaded, "sessions")
        self.coverage, self.size, self.gap = coverage, size, gap
        if not self.has_b:
            marks = marks.rename(columns={pillar: f"a_{pillar}" for pillar in v.PILLARS}).assign(in_a=True)
        self.rows: dict[str, list[Any]] = {key: [] for key in labels}
        for row in marks.itertuples(index=False):
            if row.key in self.rows:
                self.rows[row.key].append(row)
        # A day of both has no room for two; those of the one day there is would say the totals again.
        self.has_counts = by != "day" or not (self.has_b or self.is_one_day)
        self.has_dots = any(row.child_rights == "yes" for row in self.every)
        self.above = 7 if self.has_dots else 0
        self.hovers: dict[tuple[str, str, str], str] = {}

    @property
    def every(self) -> list[Any]:
        """All sessions, in each key that they have."""
        return [row for rows in self.rows.values() for row in rows]

    def side_of(self, side: str, key: str) -> list[Any]:
        """Sessions of a key in A or B."""
        return [row for row in self.rows[key] if getattr(row, f"in_{side}")]

    def cell(self, side: str, key: str, pillar: str) -> list[Any]:
        """Sessions of a cell as they are drawn: by day those of A and B, so that a column is one session."""
        if self.by == "day":
            return self.rows[key]
        return sorted(self.side_of(side, key), key=lambda row: ORDER.index(getattr(row, f"{side}_{pillar}")))

    def count(self, side: str, key: str, pillar: str) -> tuple[float, float]:
        """Give the sessions of a cell that are on the pillar, and that are coded."""
        states = [getattr(row, f"{side}_{pillar}") for row in self.side_of(side, key)]
        return states.count(ON), len(states) - states.count(UNCODED)

    def n_sessions(self, key: str) -> str:
        """Say how many sessions a key has."""
        if not self.has_b:
            return counted(len(self.rows[key]), "session")
        return " · ".join(f"{side.upper()} {len(self.side_of(side, key))}" for side in self.sides)

    def breaks(self) -> set[str]:
        """Keys before which the coverage changes."""
        return {now for before, now in pairwise(self.keys) if self.coverage.get(before) != self.coverage.get(now)}

    def square(self, canvas: Canvas, row: Any, side: str, pillar: str, x: float, y: float, size: float) -> None:
        """Draw a session; where it does not lie in this side, a small dot."""
        if not getattr(row, f"in_{side}"):
            canvas.dot(x + size / 2, y + size / 2, 2, EDGE)
            return
        state, colour = getattr(row, f"{side}_{pillar}"), self.colour(side, pillar)
        is_on, is_hatched = state == ON, state in (v.UNCLEAR, UNCODED)
        canvas.bar(x, y, size, size, fill=colour if is_on else CARD, edge=colour if is_on else EDGE, is_hatched=is_hatched)
        canvas.mark(mark(session_id=row.session_id), self.hover(row, side, pillar))

    def dot(self, canvas: Canvas, row: Any, side: str, x: float, y: float, size: float) -> None:
        """Draw what stands above the square of a session about children."""
        if self._has_dot_above(side) and row.child_rights == "yes":
            canvas.dot(x + size / 2, y - 4, 2.5, MUTED)

    def _has_dot_above(self, side: str) -> bool:
        return self.has_dots and (side == "a" or self.by != "day")

    def hover(self, row: Any, side: str, pillar: str) -> str:
        """Say title, time, pillars and groups of a session; of A and B what this square says, too."""
        place = row.key, row.session_id, side
        states = {name: getattr(row, f"{side}_{name}") for name in v.PILLARS}
        if place not in self.hovers:
            self.hovers[place] = _told(row, states, ", ".join(self.lines(row.key)))
        if not self.has_b:
            return self.hovers[place]
        name = v.PILLARS.label(pillar).lower()
        words = {ON: f"on {name}", OFF: f"not on {name}", v.UNCLEAR: "pillar unclear"}.get(states[pillar], states[pillar])
        return f"{self.hovers[place]}<br>{side.upper()}: {words}"

    def height(self, side: str, key: str, room: float) -> float:
        """Pixels that the squares of a key need."""
        n = len(self.rows[key] if self.by == "day" else self.side_of(side, key))
        return -(-n // self._across(room)) * self._line(side)

    def draw(self, canvas: Canvas, side: str, key: str, pillar: str, x: float, y: float, room: float) -> None:
        """Draw the squares of a side of a cell, as many in a row as there is room for."""
        across, step = self._across(room), self._line(side)
        for place, row in enumerate(self.cell(side, key, pillar)):
            line, column = divmod(place, across)
            left, top = x + column * (self.size + self.gap), y + (line + 1) * step - self.size - self.gap
            self.square(canvas, row, side, pillar, left, top, self.size)
            self.dot(canvas, row, side, left, top, self.size)

    def _line(self, side: str) -> float:
        return (self.above if self._has_dot_above(side) else 0) + self.size + self.gap

    def _across(self, room: float) -> int:
        return max(1, int((room + self.gap) // (self.size + self.gap)))

    def legend(self, canvas: Canvas, y: float) -> float:
        """Draw what the squares say; the lower end."""
        every = self.every
        states = {getattr(row, f"{side}_{pillar}") for row in every for side in self.sides for pillar in v.PILLARS}
        hatched = " or ".join(state for state in (v.UNCLEAR, UNCODED) if state in states)
        about = about_words({row.child_rights for row in every})
        away = [
            side.upper() for side in self.sides if self.by == "day" and not all(getattr(row, f"in_{side}") for row in every)
        ]
        entries = [("on", "A, on this pillar"), ("lighter", "B, on this pillar")] if self.has_b else [("on", "on this pillar")]
        entries += [("off", "not on it")]
        entries += [("hatched", hatched)] if hatched else []
        entries += [("above", about)] if about else []
        entries += [("away", f"not in {' or '.join(away)}")] if away else []
        entries += [("break", "coverage differs: do not compare across this line")] if self.breaks() else []
        return draw_legend(canvas, entries, y)


def columns_layout(grid: SessionGrid) -> Canvas:
    """Days from left to right, pillars from top to bottom, in each A above B."""
    names, usual = (240, 26) if grid.has_b else (168, 28)  # of A and B the totals stand at the right of a pillar's name
    total = len(grid.every)
    heads = {key: LETTER * TEXT * max(map(len, [*grid.lines(key), grid.n_sessions(key)])) for key in grid.keys}
    room = _room_of_each(grid, heads, PLACE - names - BETWEEN * (len(grid.keys) - 1))
    largest = usual if grid.has_b or total > 24 else LARGEST if room >= TITLED else LARGE
    gap = 5 if total <= 24 else 4 if total <= 40 else 2
    size = max(9, min(largest, room - gap))
    across = max(size + gap, room if room >= TIMED else 0)  # few sessions take all the room, and say which they are
    told = {row.session_id: _column_words(row, across) for row in grid.every} if across >= TIMED else {}
    lefts, left, end = {}, float(names), 0.0
    for key in grid.keys:
        lefts[key] = left
        end = left + 1.15 * heads[key]  # where there is less room, places are squeezed and letters are not
        left += max(len(grid.rows[key]) * across - gap + BETWEEN, heads[key] + 8)
    canvas = Canvas(round(max(left - BETWEEN + 16, end, PLACE if told else 0)))
    words_top = 44 if grid.is_one_day else 84
    lines = max(map(len, told.values()), default=0)
    top = (86 if grid.above else 72) - (40 if grid.is_one_day else 0) + (18 * lines + 8 if lines else 0)
    step = len(grid.sides) * (size + APART) - APART + (40 if grid.has_counts else BETWEEN)
    bottom = top + step * len(v.PILLARS) - 8
    for key, x in lefts.items():
        many = len(grid.rows[key])
        if grid.is_shaded(key):
            canvas.tint(x - 13, 0, x + many * across - gap + 13, bottom)
        name, *detail = grid.lines(key)
        detail += [grid.n_sessions(key)] if grid.has_b or many > 2 or size >= 14 else []
        if grid.is_one_day:
            canvas.word(x, 16, f"<b>{name}</b>  {' · '.join(detail)}", size=17)
        else:
            canvas.word(x, 16, f"<b>{name}</b>", size=17)
            for line, text in enumerate(detail):
                canvas.word(x, 38 + 20 * line, text, colour=MUTED)
        for place, row in enumerate(grid.rows[key]):
            for line, text in enumerate(told.get(row.session_id, ())):
                canvas.word(x + place * across, words_top + 18 * line, text, size=15, colour=MUTED if line else INK)
            if row.child_rights == "yes":
                canvas.dot(x + place * across + size / 2, top - 10, max(2.5, min(4.5, 0.16 * size)), MUTED)
    for number, pillar in enumerate(v.PILLARS):
        y = top + number * step
        if grid.has_b:
            longest = LETTER * TEXT * max(len(f"A {out_of(*grid.totals.get((side, pillar), (0, 0)))}") for side in grid.sides)
            draw_pillar(canvas, pillar, 0, y + size / 2, 20)
            draw_totals(canvas, grid, pillar, names - 18 - longest, (y + size / 2, y + 1.5 * size + APART), TEXT)
        else:
            draw_pillar(canvas, pillar, 0, y + 10, 20)
            draw_totals(canvas, grid, pillar, 0, (y + 33,), 16.5)
        for key, x in lefts.items():
            for line, side in enumerate(grid.sides):
                for place, row in enumerate(grid.cell(side, key, pillar)):
                    grid.square(canvas, row, side, pillar, x + place * across, y + line * (size + APART), size)
                if grid.has_counts:
                    draw_count(canvas, grid, side, key, pillar, x, y + size + 16, size=TEXT)
    canvas.height = grid.legend(canvas, bottom + 26)
    return canvas


def _room_of_each(grid: SessionGrid, heads: Mapping[str, float], width: float) -> float:
    """Share the room of a place among the sessions, but for what the heads of days need that are wider than their sessions."""
    room = width / max(1, len(grid.every))
    wide = [key for key, head in heads.items() if head > room * len(grid.rows[key])]
    others = sum(len(rows) for key, rows in grid.rows.items() if key not in wide)
    return max(0, width - sum(heads[key] for key in wide)) / others if others else room


def _column_words(row: Any, width: float) -> list[str]:
    """Say above a column when its session begins, and which it is, as far as there is room."""
    letters = max(5, int(0.85 * width / (LETTER * 15)))  # where places are squeezed, letters are not
    which = " · ".join(filter(None, (row.code, row.title))) if width >= TITLED else ""
    lines = textwrap.wrap(which, letters, max_lines=MOST_LINES, placeholder="…")
    return [clock_time(row.start) or ("time not known" if width >= TITLED else "–"), *map(for_plotly, lines)]


def blocks_layout(grid: SessionGrid) -> Canvas:
    """Meetings from left to right, six squares in a row, those on the pillar first."""
    largest = max(map(len, grid.rows.values()), default=0)
    grid.size, grid.gap, across = (19, 4, 6) if largest <= 36 else (12, 3, 9)
    room = across * (grid.size + grid.gap) - grid.gap
    names, breaks = 168, grid.breaks()
    lefts, left = {}, float(names)
    for key in grid.keys:
        left += BREAK - BETWEEN if key in breaks else 0
        lefts[key] = left
        left += room + BETWEEN
    canvas = Canvas(max(PLACE, round(left - BETWEEN + 4)))
    top, height = 112 if breaks else 66, 0.0
    step = 28 + max((grid.height("a", key, room) for key in grid.keys), default=0) + 18
    if breaks:
        _coverage_words(canvas, grid, lefts, room)
    for key, x in lefts.items():
        name, *detail = grid.lines(key)
        canvas.word(x, top - 48, f"<b>{name}</b>  {' '.join(detail)}", size=17)
        canvas.word(x, top - 26, grid.n_sessions(key), colour=MUTED)
        if key in breaks:
            canvas.line(x - BREAK / 2, 8, x - BREAK / 2, top + step * len(v.PILLARS) - 24, FAINT, width=2, dash="1px,6px")
    for number, pillar in enumerate(v.PILLARS):
        y = top + number * step
        draw_pillar(canvas, pillar, 0, y + 8, 20)
        draw_totals(canvas, grid, pillar, 0, (y + 31,), 16.5)
        for key, x in lefts.items():
            grid.draw(canvas, "a", key, pillar, x, y + 24, room)
            draw_count(canvas, grid, "a", key, pillar, x, y + 8, size=TEXT)
        height = y + step
    canvas.height = grid.legend(canvas, height + 4)
    return canvas


def _coverage_words(canvas: Canvas, grid: SessionGrid, lefts: Mapping[str, float], width: float) -> None:
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


def _told(row: Any, states: Mapping[str, str], label: str) -> str:
    """Say title, time, pillars by their states, and groups of a session."""
    touched = [v.PILLARS.label(pillar) for pillar in v.PILLARS if states[pillar] == ON]
    state = states[next(iter(v.PILLARS))]
    pillars = ", ".join(touched) or {OFF: "on none of the three pillars", v.UNCLEAR: "pillar unclear"}.get(state, "not coded")
    when = f"{label}, {time_span(row.start, row.end) or 'time not known'}"
    lines = [
        "<br>".join(f"<b>{for_plotly(line)}</b>" for line in textwrap.wrap(row.title, 60)[:4]),
        when + (f" · {for_plotly(row.code)}" if row.code else ""),
        f"{pillars}; {v.RELEVANCE.label(row.child_rights).lower()}",
        *(for_plotly(line) for line in textwrap.wrap(row.groups or "groups not stated", 60)),
    ]
    return "<br>".join(lines)
