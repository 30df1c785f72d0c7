"""The session grid of two selections: B's sessions below A's in each row, lighter; by day a column is the same session in both."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.canvas import LETTER, PHONE, PLACE, TEXT, Canvas, draw_legend, figure_of
from igfdata.charts.grid import rows_layout, told
from igfdata.charts.grid_cells import ORDER, PILLAR_WORDS, Keyed, totals_of
from igfdata.charts.theme import CARD, EDGE, FAINT, INK, LIGHTER, MUTED, PILLAR_COLOURS, PILLAR_TEXTS, Chart, mark
from igfdata.measures.session_marks import OFF, ON, UNCODED
from igfdata.wording import out_of, share_of, share_text

MOST_COMPARED = 60
"""Sessions of A and B together that stand in one row."""

MOST_IN_CELL, MOST_KEYS = 72, 14
"""Sessions of A or B in one cell, and rows, of another breakdown than by day."""

NAMES, BETWEEN, APART = 240, 26, 5
"""Width of the pillars' names and totals; gap between days, and between the rows of A and B."""

SIDES = ("a", "b")

Both = tuple[pd.DataFrame, pd.DataFrame]
"""A measure of A and of B."""


class Pairs(Keyed):
    """The sessions of A and B by the values of a breakdown, and what every layout of them says.

    Parameters
    ----------
    marks
        From :func:`igfdata.measures.session_marks.compared_marks`.
    totals
        From :func:`igfdata.measures.coverage.pillar_coverage` without a breakdown, of A and of B.
    """

    def __init__(self, marks: pd.DataFrame, totals: Both, *, by: str, labels: Mapping[str, str]) -> None:
        self.by, self.labels, self.shaded = by, labels, None
        self.rows: dict[str, list[Any]] = {key: [] for key in labels}
        for row in marks.itertuples(index=False):
            self.rows[row.key].append(row)
        self.of_pillar = totals_of_both(totals)
        self.hovers: dict[tuple[str, str, str], str] = {}

    def side(self, key: str, side: str) -> list[Any]:
        """Sessions of a key in A or B."""
        return [row for row in self.rows[key] if getattr(row, f"in_{side}")]

    def hover(self, row: Any, side: str, pillar: str) -> str:
        """Say title, time, pillars and groups of a session, and what its square says."""
        place = row.key, row.session_id, side
        if place not in self.hovers:
            states = {name: getattr(row, f"{side}_{name}") for name in v.PILLARS}
            self.hovers[place] = told(row, states, self.labels[row.key])
        state = getattr(row, f"{side}_{pillar}")
        words = {ON: f"on {PILLAR_WORDS[pillar]}", OFF: f"not on {PILLAR_WORDS[pillar]}", v.UNCLEAR: "pillar unclear"}
        return f"{self.hovers[place]}<br>{side.upper()}: {words.get(state, state)}"

    def square(self, canvas: Canvas, row: Any, side: str, pillar: str, x: float, y: float, size: float) -> None:
        """Draw a session of A or B; where it does not lie there, a small dot."""
        if not getattr(row, f"in_{side}"):
            canvas.dot(x + size / 2, y + size / 2, 2, EDGE)
            return
        state, colour = getattr(row, f"{side}_{pillar}"), colour_of(side, pillar)
        is_on, is_hatched = state == ON, state in (v.UNCLEAR, UNCODED)
        canvas.bar(x, y, size, size, fill=colour if is_on else CARD, edge=colour if is_on else EDGE, is_hatched=is_hatched)
        canvas.mark(mark(session_id=row.session_id), self.hover(row, side, pillar))
        if row.child_rights == "yes":
            canvas.dot(x + size / 2, y + size / 2, 0.16 * size, CARD if is_on else FAINT)

    def legend(self, canvas: Canvas, y: float) -> float:
        """Draw what the squares say; the lower end."""
        rows = [row for key in self.keys for row in self.rows[key]]
        states = {getattr(row, f"{side}_{pillar}") for row in rows for side in SIDES for pillar in v.PILLARS}
        hatched = " or ".join(state for state in (v.UNCLEAR, UNCODED) if state in states)
        entries = [("on", "A, on this pillar"), ("lighter", "B, on this pillar"), ("off", "not on it")]
        entries += [("hatched", hatched)] if hatched else []
        entries += [("dot", "about children")] if any(row.child_rights == "yes" for row in rows) else []
        if self.by == "day":
            away = [side.upper() for side in SIDES if not all(getattr(row, f"in_{side}") for row in rows)]
            entries += [("away", f"not in {' or '.join(away)}")] if away else []
        return draw_legend(canvas, entries, y)


class PairedSquares:
    """Draws a cell of A and B as squares, those on the pillar first: A's above, B's below, each with its count."""

    def __init__(self, pairs: Pairs, size: float, gap: float) -> None:
        self.pairs, self.size, self.gap = pairs, size, gap

    head_height = 78.0

    def heading(self, canvas: Canvas, pillar: str, x: float) -> None:
        """Write the name of a pillar, and below it the totals of A and B."""
        draw_heading(canvas, self.pairs.of_pillar[pillar], pillar, x)

    def height(self, key: str, room: float) -> float:
        """Pixels that the cells of a key need, without the last count where that stands below."""
        return sum(self._block(key, side, room) for side in SIDES) - (12 if room >= BESIDE else COUNT_ROOM)

    def draw(self, canvas: Canvas, pillar: str, key: str, x: float, y: float, room: float) -> None:
        """Draw the squares of a cell and their counts: before them where there is room, else below."""
        across, left = self._across(room), x + (COUNT_WIDTH if room >= BESIDE else 0)
        for side in SIDES:
            rows = sorted(self.pairs.side(key, side), key=lambda row: ORDER.index(getattr(row, f"{side}_{pillar}")))
            for place, row in enumerate(rows):
                line, column = divmod(place, across)
                at = left + column * (self.size + self.gap), y + line * (self.size + self.gap)
                self.pairs.square(canvas, row, side, pillar, *at, self.size)
            states = [getattr(row, f"{side}_{pillar}") for row in rows]
            count, block = (states.count(ON), len(states) - states.count(UNCODED)), self._block(key, side, room)
            at_count = y + self.size / 2 if room >= BESIDE else y + block - COUNT_ROOM + 9
            draw_count(canvas, self.pairs, pillar, key, side, count, x, at_count)
            y += block

    def count(self, canvas: Canvas, pillar: str, key: str, x: float, y: float) -> None:
        """Write nothing more: each side has its count."""

    def legend(self, canvas: Canvas, y: float) -> float:
        """Draw the legend; its lower end."""
        return self.pairs.legend(canvas, y)

    def _block(self, key: str, side: str, room: float) -> float:
        lines = -(-len(self.pairs.side(key, side)) // self._across(room))
        return max(1, lines) * (self.size + self.gap) if room >= BESIDE else lines * (self.size + self.gap) + COUNT_ROOM

    def _across(self, room: float) -> int:
        free = room - (COUNT_WIDTH if room >= BESIDE else 0)
        return max(1, int((free + self.gap) // (self.size + self.gap)))


BESIDE, COUNT_WIDTH = 180, 84
"""Pixels of a cell from which counts stand before the marks, and their width there."""

COUNT_ROOM = 24
"""Pixels of a line with the count of A or B below its marks."""


def fits_compared(marks: pd.DataFrame, *, by: str) -> bool:
    """Tell whether the sessions of A and B are few enough for a square each."""
    if by == "day":
        return len(marks) <= MOST_COMPARED
    n = marks.groupby("key", observed=True)[["in_a", "in_b"]].sum()
    return len(n) <= MOST_KEYS and int(n.to_numpy().max(initial=0)) <= MOST_IN_CELL


def compared_grid(marks: pd.DataFrame, totals: Both, *, by: str, labels: Mapping[str, str]) -> Chart:
    """Which sessions of A and of B touch which pillar? One square a session, A's above B's.

    Parameters
    ----------
    marks
        From :func:`igfdata.measures.session_marks.compared_marks` by ``by``, for which :func:`fits_compared` holds.
    totals
        From :func:`igfdata.measures.coverage.pillar_coverage` without a breakdown, of A and of B.
    labels
        Key → label in the order of the columns, of all keys; ``<br>`` begins a second line.
    """
    pairs = Pairs(marks, totals, by=by, labels=labels)
    if by == "day":
        return figure_of(_wide(pairs), _narrow(pairs))
    sizes = ((20, 4, PLACE), (14, 2, PHONE))
    return figure_of(*(rows_layout(pairs, PairedSquares(pairs, size, gap), width=width) for size, gap, width in sizes))


def _wide(pairs: Pairs) -> Canvas:
    """Days from left to right, pillars from top to bottom, in each A above B."""
    total = sum(len(pairs.rows[key]) for key in pairs.keys)
    gap = 5 if total <= 24 else 4 if total <= 40 else 2
    room = (PLACE - NAMES - BETWEEN * (len(pairs.keys) - 1)) / max(1, total) - gap
    size = max(9, min(26, room))
    lefts, left, end = {}, float(NAMES), 0.0
    for key in pairs.keys:
        lefts[key] = left
        head = max(LETTER * TEXT * len(line) for line in [*pairs.lines(key), _head(pairs, key)])
        end = left + head
        left += max(len(pairs.rows[key]) * (size + gap) - gap + BETWEEN, head + 10)
    canvas = Canvas(round(max(left - BETWEEN + 16, end)))
    for key, x in lefts.items():
        name, *detail = pairs.lines(key)
        canvas.word(x, 16, f"<b>{name}</b>", size=17)
        for line, text in enumerate([*detail, _head(pairs, key)]):
            canvas.word(x, 38 + 20 * line, text, colour=MUTED)
    top, step = 82, 2 * size + APART + BETWEEN
    for number, pillar in enumerate(v.PILLARS):
        y = top + number * step
        canvas.word(0, y + size / 2, f"<b>{v.PILLARS.label(pillar)}</b>", size=20, colour=PILLAR_TEXTS[pillar])
        for key, x in lefts.items():
            for place, row in enumerate(pairs.rows[key]):
                for line, side in enumerate(SIDES):
                    pairs.square(canvas, row, side, pillar, x + place * (size + gap), y + line * (size + APART), size)
        longest = LETTER * TEXT * max(len(f"A {out_of(*of)}") for of in pairs.of_pillar[pillar].values())
        draw_totals(canvas, pairs.of_pillar[pillar], pillar, NAMES - 18 - longest, (y + size / 2, y + 1.5 * size + APART))
    canvas.height = pairs.legend(canvas, top + len(v.PILLARS) * step + 6)
    return canvas


def _narrow(pairs: Pairs) -> Canvas:
    """Days from top to bottom, pillars from left to right, in each A above B; for a phone."""
    canvas = Canvas(PHONE)
    size, gap, names, apart = 14, 2, 62, 3
    step = (PHONE - names) / len(v.PILLARS)
    across = int((step - 4 + gap) // (size + gap))
    y, at = 72.0, {}
    for key in pairs.keys:
        lines = max(1, -(-len(pairs.rows[key]) // across))
        at[key] = y
        name, *detail = pairs.lines(key) if key != v.DAY_UNKNOWN else pairs.lines(key)[:1]  # its detail has no room
        words = [f"<b>{name}</b>", *(" ".join(text.split()[:2]) for text in detail)]
        for line, text in enumerate(words):
            canvas.word(0, y + 6 + 17 * line, text, size=14, colour=MUTED if line else INK)
        y += max(lines * (2 * size + 9) + 16, 17 * len(words) + 12)
    for number, pillar in enumerate(v.PILLARS):
        left = names + number * step
        canvas.word(left, 14, f"<b>{v.PILLARS.label(pillar)}</b>", size=14, colour=PILLAR_TEXTS[pillar])
        for key in pairs.keys:
            for place, row in enumerate(pairs.rows[key]):
                line, column = divmod(place, across)
                for below, side in enumerate(SIDES):
                    top = at[key] + line * (2 * size + 9) + below * (size + apart)
                    pairs.square(canvas, row, side, pillar, left + column * (size + gap), top, size)
        draw_totals(canvas, pairs.of_pillar[pillar], pillar, left, (34, 52), size=13.5)
    canvas.height = pairs.legend(canvas, y + 16)
    return canvas


def _head(pairs: Pairs, key: str) -> str:
    n = {side: len(pairs.side(key, side)) for side in SIDES}
    return f"A {n['a']} · B {n['b']}"


def colour_of(side: str, pillar: str) -> str:
    """Give the colour of a pillar, lighter for B."""
    return PILLAR_COLOURS[pillar] if side == "a" else LIGHTER[pillar]


def totals_of_both(totals: Both) -> dict[str, dict[str, tuple[float, float]]]:
    """Give pillar → side → n and of."""
    sides = {side: totals_of(frame) for side, frame in zip(SIDES, totals, strict=True)}
    return {pillar: {side: found[pillar] for side, found in sides.items()} for pillar in v.PILLARS}


def draw_heading(
    canvas: Canvas, of_sides: Mapping[str, tuple[float, float]], pillar: str, x: float, *, unit: str = "coded sessions"
) -> None:
    """Write the name of a pillar, and below it the totals of A and B."""
    canvas.word(x, 14, f"<b>{v.PILLARS.label(pillar)}</b>", size=14 if canvas.is_phone else 18, colour=PILLAR_TEXTS[pillar])
    draw_totals(canvas, of_sides, pillar, x, (34, 52), size=13.5 if canvas.is_phone else 16, unit=unit)


def draw_totals(
    canvas: Canvas, of_sides: Mapping[str, tuple[float, float]], pillar: str, x: float, ys: tuple[float, float], *,
    size: float = TEXT, unit: str = "coded sessions",
) -> None:  # fmt: skip
    """Write how many sessions of A and of B touch a pillar; that of A opens the sessions of both."""
    (n, of), (n_b, of_b) = of_sides["a"], of_sides["b"]
    said = f"<b>{v.PILLARS.label(pillar)}</b> in A: {share_of(n, of, unit)}<br>B: {share_text(n_b, of_b)}"
    canvas.count(x, ys[0], f"<b>A {out_of(n, of)}</b>", mark(pillar=pillar), said, size=size, colour=INK)
    canvas.word(x, ys[1], f"B {out_of(n_b, of_b)}", size=size, colour=MUTED)


def draw_count(
    canvas: Canvas, cells: Any, pillar: str, key: str, side: str, count: tuple[float, float], x: float, y: float, *,
    unit: str = "coded sessions",
) -> None:  # fmt: skip
    """Write the count of a cell in A or B, which opens the sessions of both."""
    n, of = count
    if not of:
        canvas.word(x, y, f"{side.upper()} –", size=15, colour=MUTED)
        return
    name = cells.labels[key].replace("<br>", ", ")
    said = f"<b>{v.PILLARS.label(pillar)}</b>, {name}, {side.upper()}: {share_of(n, of, unit)}"
    text, behind = f"{side.upper()} {out_of(n, of)}", mark(**{cells.by: key}, pillar=pillar)
    canvas.count(x, y, text, behind, said, size=15, colour=INK if side == "a" else MUTED)
