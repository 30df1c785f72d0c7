"""The session grid of two selections: B's sessions below A's in each row, lighter; a column is the same session in both."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.canvas import LETTER, PHONE, PLACE, TEXT, Canvas, figure_of
from igfdata.charts.grid_cells import PILLAR_WORDS, Cell, Grid, totals_of
from igfdata.charts.grid_layouts import hover_of
from igfdata.charts.legend import draw_legend
from igfdata.charts.theme import CARD, EDGE, FAINT, INK, LIGHTER, MUTED, PILLAR_COLOURS, PILLAR_TEXTS, Chart, mark
from igfdata.measures.session_marks import OFF, ON, UNCODED
from igfdata.wording import out_of, share_text

MOST_COMPARED = 60
"""Sessions of A and B together that stand in one row."""

NAMES, BETWEEN, APART = 240, 26, 5
"""Width of the pillars' names and totals; gap between days, and between the rows of A and B."""


@dataclass(frozen=True)
class Side:
    """One of the two selections: session and key → its marks there, and pillar → sessions on it and coded sessions."""

    rows: Mapping[tuple[str, str], Any]
    totals: Mapping[str, tuple[float, float]]

    def n(self, key: str) -> int:
        """Sessions of a key."""
        return sum(of == key for of, _ in self.rows)


def fits_compared(every: pd.DataFrame) -> bool:
    """Tell whether the sessions of A and B are few enough for a square each."""
    return len(every) <= MOST_COMPARED


def compared_grid(
    every: pd.DataFrame, sides: tuple[pd.DataFrame, pd.DataFrame], totals: tuple[pd.DataFrame, pd.DataFrame], *, labels: Mapping[str, str]
) -> Chart:  # fmt: skip
    """Which sessions of A and of B touch which pillar, day by day? One square a session, A's above B's.

    Parameters
    ----------
    every
        Sessions of A or B in order, from :func:`igfdata.measures.session_marks.session_marks` by day.
    sides, totals
        The same measure, and :func:`igfdata.measures.coverage.pillar_coverage` without a breakdown, of A and of B.
    labels
        Key → label in the order of the columns; ``<br>`` begins a second line.
    """
    found: dict[str, list[Any]] = {key: [] for key in labels}
    for row in every.itertuples(index=False):
        found[row.key].append(row)
    cells = {pillar: {key: Cell(pillar, key, rows) for key, rows in found.items()} for pillar in v.PILLARS}
    a, b = (
        Side({(row.key, row.session_id): row for row in marks.itertuples(index=False)}, totals_of(total))
        for marks, total in zip(sides, totals, strict=True)
    )
    grid = Grid("day", labels, cells, a.totals, None, {})
    return figure_of(_wide(grid, a, b), _narrow(grid, a, b))


def _wide(grid: Grid, a: Side, b: Side) -> Canvas:
    """Days from left to right, pillars from top to bottom, in each A above B."""
    total = sum(len(grid.of_key(key)) for key in grid.keys)
    gap = 5 if total <= 24 else 4 if total <= 40 else 2
    room = (PLACE - NAMES - BETWEEN * (len(grid.keys) - 1)) / max(1, total) - gap
    size = max(9, min(26, room))
    lefts, left, end = {}, float(NAMES), 0.0
    for key in grid.keys:
        lefts[key] = left
        head = max(LETTER * TEXT * len(line) for line in [*grid.lines(key), _head(a, b, key)])
        end = left + head
        left += max(len(grid.of_key(key)) * (size + gap) - gap + BETWEEN, head + 10)
    canvas = Canvas(round(max(left - BETWEEN + 16, end)))
    for key, x in lefts.items():
        name, *detail = grid.lines(key)
        canvas.word(x, 16, f"<b>{name}</b>", size=17)
        for line, text in enumerate([*detail, _head(a, b, key)]):
            canvas.word(x, 38 + 20 * line, text, colour=MUTED)
    top, step = 82, 2 * size + APART + BETWEEN
    for number, pillar in enumerate(v.PILLARS):
        y = top + number * step
        canvas.word(0, y + size / 2, f"<b>{v.PILLARS.label(pillar)}</b>", size=20, colour=PILLAR_TEXTS[pillar])
        for key, x in lefts.items():
            for place, row in enumerate(grid.of_key(key)):
                _pair(canvas, grid, a, b, pillar, row, x + place * (size + gap), y, size)
        _totals(canvas, a, b, pillar, NAMES - 12, y + size / 2, y + 1.5 * size + APART, at="middle left")
    canvas.height = _legend(canvas, grid, a, b, top + len(v.PILLARS) * step + 6)
    return canvas


def _narrow(grid: Grid, a: Side, b: Side) -> Canvas:
    """Days from top to bottom, pillars from left to right, in each A above B; for a phone."""
    canvas = Canvas(PHONE)
    size, gap, names = 14, 2, 62
    step = (PHONE - names) / len(v.PILLARS)
    across = int((step - 4 + gap) // (size + gap))
    y, at = 72.0, {}
    for key in grid.keys:
        lines = max(1, -(-len(grid.of_key(key)) // across))
        at[key] = y
        name, *detail = grid.lines(key) if key != v.DAY_UNKNOWN else grid.lines(key)[:1]  # its detail has no room
        canvas.word(0, y + 7, f"<b>{name}</b>", size=15)
        for line, text in enumerate([*(" ".join(part.split()[:2]) for part in detail), f"{a.n(key)} · {b.n(key)}"]):
            canvas.word(0, y + 25 + 17 * line, text, size=14, colour=MUTED)
        y += max(lines * (2 * size + 3 + 6), 40 + 17 * (1 + len(detail)) - 14)
    for number, pillar in enumerate(v.PILLARS):
        left = names + number * step
        canvas.word(left, 14, f"<b>{v.PILLARS.label(pillar)}</b>", size=14, colour=PILLAR_TEXTS[pillar])
        for key in grid.keys:
            for place, row in enumerate(grid.of_key(key)):
                line, column = divmod(place, across)
                _pair(
                    canvas,
                    grid,
                    a,
                    b,
                    pillar,
                    row,
                    left + column * (size + gap),
                    at[key] + line * (2 * size + 9),
                    size,
                    apart=3,
                )
        _totals(canvas, a, b, pillar, left, 34, 52, at="middle right", size=13.5)
    canvas.height = _legend(canvas, grid, a, b, y + 16)
    return canvas


def _pair(
    canvas: Canvas, grid: Grid, a: Side, b: Side, pillar: str, row: Any, x: float, y: float, size: float, *, apart: float = APART
) -> None:  # fmt: skip
    """Draw a session in A and, below it, in B; where it does not lie in one of them, a small dot."""
    for side, top, colour in ((a, y, PILLAR_COLOURS[pillar]), (b, y + size + apart, LIGHTER[pillar])):
        found = side.rows.get((row.key, row.session_id))
        if found is None:
            canvas.dot(x + size / 2, top + size / 2, 2, EDGE)
            continue
        state = getattr(found, pillar)
        canvas.bar(
            x, top, size, size, fill=colour if state == ON else CARD, edge=colour if state == ON else EDGE,
            is_hatched=state in (v.UNCLEAR, UNCODED),
        )  # fmt: skip
        where = f"{'A' if side is a else 'B'}: {_state(state, pillar)}"
        canvas.mark(mark(session_id=row.session_id), f"{hover_of(grid, found)}<br>{where}")
        if row.child_rights == "yes":
            canvas.dot(x + size / 2, top + size / 2, 0.16 * size, CARD if state == ON else FAINT)


def _state(state: str, pillar: str) -> str:
    return {ON: f"on {PILLAR_WORDS[pillar]}", OFF: f"not on {PILLAR_WORDS[pillar]}", v.UNCLEAR: "pillar unclear"}.get(
        state, state
    )


def _totals(
    canvas: Canvas, a: Side, b: Side, pillar: str, x: float, y: float, below: float, *, at: str, size: float = TEXT
) -> None:
    """Write how many sessions of A and of B touch a pillar; that of A opens its sessions."""
    n, of = a.totals[pillar]
    text = f"A {out_of(n, of)}"
    start = x if at == "middle right" else x - LETTER * size * len(text) - 6
    canvas.count(
        start, y, f"<b>{text}</b>", mark(pillar=pillar),
        f"<b>{v.PILLARS.label(pillar)}</b> in A: {share_text(n, of)} coded sessions", size=size, colour=INK,
    )  # fmt: skip
    n, of = b.totals[pillar]
    text = f"B {out_of(n, of)}"
    canvas.word(start, below, text, size=size, colour=MUTED)


def _head(a: Side, b: Side, key: str) -> str:
    return f"A {a.n(key)} · B {b.n(key)}"


def _legend(canvas: Canvas, grid: Grid, a: Side, b: Side, y: float) -> float:
    """Draw what the squares say; the lower end."""
    rows = [row for side in (a, b) for row in side.rows.values()]
    states = {getattr(row, pillar) for pillar in v.PILLARS for row in rows}
    hatched = " or ".join(state for state in (v.UNCLEAR, UNCODED) if state in states)
    entries = [("on", "A, on this pillar"), ("lighter", "B, on this pillar"), ("off", "not on it")]
    entries += [("hatched", hatched)] if hatched else []
    entries += [("dot", "about children")] if any(row.child_rights == "yes" for row in rows) else []
    drawn = {(key, row.session_id) for key in grid.keys for row in grid.of_key(key)}
    away = [name for name, side in (("A", a), ("B", b)) if drawn - set(side.rows)]
    entries += [("away", f"not in {' or '.join(away)}")] if away else []
    return draw_legend(canvas, entries, y)
