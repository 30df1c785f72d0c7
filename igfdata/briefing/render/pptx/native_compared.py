"""How does the session grid of A and B stand on a slide? As a native table: in each pillar a row of A and below it one of B."""

from typing import Any

from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Inches

from igfdata.briefing.model import ComparedGrid, ComparedRow
from igfdata.briefing.render.pptx.native_squares import GAP, SIGNS, SYMBOLS, empty, lines_below, rewrite, write_below
from igfdata.briefing.render.pptx.native_tables import new_table
from igfdata.briefing.render.pptx.paragraphs import ACCENT, EDGE, HATCH, INK, MUTED, SHADE, rgb
from igfdata.briefing.render.pptx.slide_layouts import BODY
from igfdata.briefing.render.pptx.text_widths import POINTS, cut, height, largest, text_width

NAMES, LETTER, TOTALS = 2.2, 0.4, 2.85
"""Inches of the pillars' names, of the letters A and B, and of the totals."""

COLUMN, BETWEEN = 0.64, 0.36
HEAD, DETAIL, ROW = 0.42, 0.34, 0.625
NAME_SIZES = (18, 16)
COLOURS = (ACCENT, EDGE)
"""A in the accent, B in grey."""


def add_compared(slide: Slide, grid: ComparedGrid, top: float) -> GraphicFrame:
    """Put the grid of both with its legend and remarks into the body of a slide, from so many inches down."""
    sizes = [max(1, n) for _, _, n in grid.days]
    n, gaps = sum(sizes), len(sizes) - 1
    between = BETWEEN if n < 16 else 0.2
    wide = min(COLUMN, (BODY[2] - NAMES - LETTER - TOTALS - between * (gaps + 1)) / n)
    widths, starts = [NAMES, LETTER], []
    for at, size in enumerate(sizes):
        starts.append(len(widths))
        widths += [wide] * size + ([between] if at < gaps else [])
    widths += [max(0.0, BODY[2] - TOTALS - sum(widths)) or 0.01, TOTALS]
    below = sum(height(text, size, BODY[2]) for text, size, _ in lines_below(grid))
    n_rows = 2 * len(grid.rows)
    row = min(ROW, (BODY[1] + BODY[3] - top - HEAD - DETAIL - GAP - below) / max(1, n_rows))
    frame: Any = new_table(slide, (BODY[0], top), widths, [HEAD, DETAIL, *[row] * n_rows])
    frame.table.first_row = frame.table.first_col = True
    for at in range(2 + n_rows):
        for column in range(len(widths)):
            empty(frame.table.cell(at, column))
    for start, size, (label, detail, _) in zip(starts, sizes, grid.days, strict=True):
        _write_head(frame.table, start, size, (label, detail), size * wide + between - 0.05)
    for at, (letter, name, colour) in enumerate(zip("AB", grid.names, (ACCENT, MUTED), strict=True)):
        text, line = f"{letter} {name}", DETAIL + 0.05
        size = largest(NAME_SIZES, [text], TOTALS, line, is_bold=True)
        text = cut(text, size, TOTALS, line, is_bold=True)
        rewrite(frame.table.cell(at, len(widths) - 1), text, size=size, colour=colour, is_bold=True, align="l")
    points = min(44, round(wide * POINTS / 0.98), round(row * POINTS / 1.36))
    for at, pillar in enumerate(grid.rows):
        _write_pillar(frame.table, 2 + 2 * at, pillar, starts, points)
    write_below(slide, grid, top + HEAD + DETAIL + row * n_rows + GAP)
    return frame


def _write_head(table: Any, start: int, size: int, texts: tuple[str, str], wide: float) -> None:
    """Name and date of a day, over its columns; what does not fit is left to the alt text."""
    label, detail = texts
    if not detail and text_width(label, 20, is_bold=True) > wide:
        label, _, detail = label.partition(" ")  # “No date”, “IGF 2025”
    short = label.removeprefix("Day ")
    shown = next((text for text in (label, short) if text_width(text, 20, is_bold=True) <= wide), "")
    lines = ((shown, 20, INK), (detail if text_width(detail, 16) <= wide else "", 16, MUTED))
    for at, (text, points, colour) in enumerate(lines):
        cell = table.cell(at, start)
        cell.merge(table.cell(at, start + size))  # with the gap behind them
        if text:
            rewrite(cell, text, size=points, colour=colour, is_bold=at == 0, align="l")


def _write_pillar(table: Any, top: int, pillar: ComparedRow, starts: list[int], points: int) -> None:
    """The rows of A and B of one pillar: its name, their squares and totals; on a band where the headline is about it."""
    last = len(table.columns) - 1
    name = table.cell(top, 0)
    name.merge(table.cell(top + 1, 0))
    rewrite(name, pillar.name, size=20, colour=INK, is_bold=True)
    name.margin_left = Inches(0.1)
    for side, (letter, colour, words) in enumerate(zip("AB", COLOURS, (ACCENT, MUTED), strict=True)):
        at = top + side
        rewrite(table.cell(at, 1), letter, size=18, colour=words, is_bold=True, align="l")
        rewrite(table.cell(at, last), f"{letter} {pillar.totals[side]}", size=24, colour=words, is_bold=side == 0, align="l")
        colours = {"on": colour, "off": colour, "unknown": HATCH}
        for start, states in zip(starts, pillar.states[side], strict=True):
            for place, state in enumerate(states):
                if state != "away":
                    cell = table.cell(at, start + place)
                    rewrite(cell, SIGNS[state], size=points, colour=colours[state], align="ctr", typeface=SYMBOLS)
        if pillar.is_marked:
            for column in range(last + 1):
                fill = table.cell(at, column).fill
                fill.solid()
                fill.fore_color.rgb = rgb(SHADE)
