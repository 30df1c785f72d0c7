"""The grid of the pillars and the days, groups or meetings: what all its cells and layouts share, of one selection or of A and B."""

import textwrap
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.canvas import LETTER, TEXT, Canvas
from igfdata.charts.theme import INK, LIGHTER, MUTED, PILLAR_COLOURS, PILLAR_TEXTS, mark
from igfdata.wording import out_of, share_of, share_text

BESIDE = 180
"""Pixels of a cell from which the counts of A and B stand before their marks."""

LINE, COUNT_ROOM = 19, 24
"""Pixels of a line with a count before its marks, and of a count below them."""


class Grid(ABC):
    """Pillars, keys, and what is counted where they meet; how a cell is drawn is for :class:`SessionGrid` and :class:`Strips`.

    Parameters
    ----------
    by, labels
        The breakdown; its keys with their names, and after ``<br>`` a second line.
    totals
        From :func:`igfdata.measures.coverage.pillar_coverage` without a breakdown: of one selection, or of A and of B.
    shaded
        Key and pillar that the page is about.
    unit
        What is counted: sessions or hours.
    """

    count_width = 84.0
    """Pixels of a count that stands before its marks."""

    above = 0
    """Pixels between the top of a cell and its first marks."""

    has_counts = True
    """Whether each cell has its count."""

    def __init__(
        self, by: str, labels: Mapping[str, str], totals: Sequence[pd.DataFrame], shaded: tuple[str, str] | None, unit: str
    ) -> None:
        self.is_one_day = by == "day" and len(labels) == 1
        self.by, self.labels, self.unit = by, labels, unit
        self.shaded = None if self.is_one_day else shaded  # there is nothing else from which it would stand out
        self.keys, self.sides = list(labels), "ab"[: len(totals)]
        self.has_b = len(totals) == 2
        self.totals = {
            (side, str(row.category)): (row.n, row.of)
            for side, frame in zip(self.sides, totals, strict=True)
            for row in frame.itertuples(index=False)
        }

    def lines(self, key: str) -> list[str]:
        """Name of a key and what stands below it."""
        return self.labels[key].split("<br>")

    def is_shaded(self, key: str, pillar: str | None = None) -> bool:
        """Tell whether a key, or its cell, is what the page is about."""
        return self.shaded is not None and self.shaded[0] == key and pillar in (None, self.shaded[1])

    def colour(self, side: str, pillar: str) -> str:
        """Give the colour of a pillar, lighter for B."""
        return PILLAR_COLOURS[pillar] if side == "a" else LIGHTER[pillar]

    @abstractmethod
    def count(self, side: str, key: str, pillar: str) -> tuple[float, float]:
        """Give what of a cell is on the pillar, and what of it is coded."""

    def named(self, side: str, key: str) -> str:
        """Name a key, and the side where there are two."""
        return ", ".join([*self.lines(key), *([side.upper()] if self.has_b else [])])

    def said(self, side: str, key: str, pillar: str) -> str:
        """Say the count of a cell."""
        count = share_of(*self.count(side, key, pillar), f"coded {self.unit}")
        return f"<b>{v.PILLARS.label(pillar)}</b>, {self.named(side, key)}: {count}"

    @abstractmethod
    def height(self, side: str, key: str, room: float) -> float:
        """Pixels that the marks of a side need in the cells of a key, where their room is so wide."""

    @abstractmethod
    def draw(self, canvas: Canvas, side: str, key: str, pillar: str, x: float, y: float, room: float) -> None:
        """Draw the marks of a side of a cell."""

    @abstractmethod
    def legend(self, canvas: Canvas, y: float) -> float:
        """Draw what the marks say; the lower end."""


def draw_pillar(canvas: Canvas, pillar: str, x: float, y: float, size: float) -> None:
    """Write the name of a pillar."""
    canvas.word(x, y, f"<b>{v.PILLARS.label(pillar)}</b>", size=size, colour=PILLAR_TEXTS[pillar])


def draw_totals(canvas: Canvas, grid: Grid, pillar: str, x: float, ys: Sequence[float], size: float) -> None:
    """Write how much of all is on a pillar; with A and B the one of A opens the sessions of both."""
    (n, of), *of_b = (grid.totals.get((side, pillar), (0, 0)) for side in grid.sides)
    a = " in A" if of_b else ""
    said = f"<b>{v.PILLARS.label(pillar)}</b>{a}: {share_of(n, of, f'coded {grid.unit}')}"
    said += "".join(f"<br>B: {share_text(*count)}" for count in of_b)
    text = f"<b>A {out_of(n, of)}</b>" if of_b else out_of(n, of)
    day = {"day": grid.keys[0]} if grid.is_one_day else {}  # the totals are its counts
    canvas.count(x, ys[0], text, mark(**day, pillar=pillar), said, size=size, colour=INK if of_b else MUTED)
    for count in of_b:
        canvas.word(x, ys[1], f"B {out_of(*count)}", size=size, colour=MUTED)


def draw_count(canvas: Canvas, grid: Grid, side: str, key: str, pillar: str, x: float, y: float, *, size: float = 15) -> None:
    """Write the count of a cell, which opens its sessions; a dash where nothing is coded."""
    count, before = grid.count(side, key, pillar), f"{side.upper()} " if grid.has_b else ""
    if not count[1]:
        canvas.word(x, y, f"{before}–", size=size, colour=MUTED)
        return
    text, is_it = f"{before}{out_of(*count)}", grid.is_shaded(key, pillar)
    colour = PILLAR_TEXTS[pillar] if is_it else INK if grid.has_b and side == "a" else MUTED
    behind = mark(**{grid.by: key}, pillar=pillar)
    canvas.count(x, y, f"<b>{text}</b>" if is_it else text, behind, grid.said(side, key, pillar), size=size, colour=colour)


def rows_layout(grid: Grid, *, width: float) -> Canvas:
    """Lay out keys from top to bottom and pillars from left to right; in a cell B stands below A, each with its count."""
    canvas = Canvas(width)
    longest = max((len(line) for key in grid.keys for line in grid.lines(key)), default=0)
    has_own_line = canvas.is_phone and grid.by != "day" and longest > 9
    names = 0 if has_own_line else 66 if canvas.is_phone else min(240, max(90, LETTER * TEXT * longest + 24))
    step = (width - names) / len(v.PILLARS)
    room = step - (4 if canvas.is_phone else 24)
    is_beside = grid.has_b and grid.has_counts and room >= BESIDE
    before = grid.count_width if is_beside else 0
    room -= before
    below = COUNT_ROOM if grid.has_counts and not is_beside else 0
    y = 78.0 if grid.has_b else 60.0
    at: dict[str, list[float]] = {}
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
        at[key] = []
        end = y
        for side in grid.sides:
            at[key].append(end)
            end += max(grid.height(side, key, room), LINE if is_beside else 0) + below
        y = max(end + (4 if below else 16), y + (0 if has_own_line else 44))
        if grid.is_shaded(key):
            canvas.tint(-2, first - 7, width, y - 5, 6)
    for number, pillar in enumerate(v.PILLARS):
        x, size = names + number * step, 14 if canvas.is_phone else 18
        draw_pillar(canvas, pillar, x, 14, size)
        draw_totals(canvas, grid, pillar, x, (34, 52) if grid.has_b else (36,), min(16, size))
        for key in grid.keys:
            for side, top in zip(grid.sides, at[key], strict=True):
                grid.draw(canvas, side, key, pillar, x + before, top, room)
                if grid.has_counts:
                    middle = top + (grid.above + LINE / 2 - 1 if is_beside else grid.height(side, key, room) + 9)
                    draw_count(canvas, grid, side, key, pillar, x, middle)
    canvas.height = grid.legend(canvas, y + 12)
    return canvas


def _two_lines(name: str, width: float) -> list[str]:
    return textwrap.wrap(name, max(8, int(width / (LETTER * 15))))[:2]
