"""How does the session grid stand on a slide? As a native table of ■ □ ▨, with a dot above sessions about children."""

from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Inches

from igfdata.briefing.model import ComparedGrid, RowOfSquares, SessionGrid
from igfdata.briefing.render.pptx.native_tables import new_table
from igfdata.briefing.render.pptx.paragraphs import EDGE, HATCH, INK, MUTED, SHADE, rgb, write, write_paragraph
from igfdata.briefing.render.pptx.slide_layouts import BODY
from igfdata.briefing.render.pptx.text_widths import POINTS, height, text_width

NAMES, BETWEEN, COLUMN = 2.79, 0.4, 0.835
"""Inches of the pillars' names, between two days, and at most of a session."""

SIGNS = {"on": "■", "off": "□", "unknown": "▨", "about": "●"}
LARGEST = 46
"""Type size of a square in a row of 0.9 inches, whatever typeface draws it."""

ROW, DOTS, HEADS, GAP = 0.9, 0.3, 1.06, 0.1
SYMBOLS = "Segoe UI Symbol"
"""Has all four signs; where it lacks, the program takes another one that has."""


def add_squares(slide: Slide, grid: SessionGrid, top: float) -> GraphicFrame:
    """Put the grid with its legend and remarks into the body of a slide, from so many inches down."""
    sizes = [max(1, len(day.about)) for day in grid.days]
    n, gaps = sum(sizes), len(grid.days) - 1
    between = BETWEEN if n < 16 else 0.22
    wide = min(COLUMN, (BODY[2] - NAMES - between * gaps) / n)
    widths, starts = [NAMES], []
    for at, size in enumerate(sizes):
        starts.append(len(widths))
        widths += [wide] * size + ([between] if at < gaps else [])
    below = sum(height(text, size, BODY[2]) for text, size, _ in lines_below(grid))
    row = min(ROW, max(0.72, wide * 1.15), (BODY[1] + BODY[3] - top - HEADS - GAP - below) / max(1, len(grid.rows)))
    frame: Any = new_table(slide, (BODY[0], top), widths, [0.42, 0.34, DOTS, *(row for _ in grid.rows)])
    frame.table.first_row = frame.table.first_col = True
    for at in range(3 + len(grid.rows)):
        for column in range(len(widths)):
            empty(frame.table.cell(at, column))
    for start, size, day in zip(starts, sizes, grid.days, strict=True):
        _write_day(frame.table, start, size, day, size * wide, row_count=3 + len(grid.rows))
    points = min(LARGEST, round(wide * POINTS / 0.98), round(row * POINTS / 1.36))
    for at, pillar in enumerate(grid.rows, 3):
        _write_pillar(frame.table, at, pillar, starts, points)
    write_below(slide, grid, top + HEADS + row * len(grid.rows) + GAP)
    return frame


def empty(cell: Any) -> None:
    """Take margins, fill and height out of a cell."""
    cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = 0
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.background()
    write(cell.text_frame, [""], size=8)


def _write_day(table: Any, start: int, size: int, day: Any, wide: float, *, row_count: int) -> None:
    """Head of a day: its name, date and number of sessions, dots, and its tint."""
    n = f"n = {len(day.about)}"
    full = f"{day.detail} · {n}" if day.detail else n
    detail = next((text for text in (full, n) if text_width(text, 16) <= wide), "")
    label = day.label if text_width(day.label, 20, is_bold=True) <= wide else day.label.removeprefix("Day ")
    for at, (text, points, colour) in enumerate(((label, 20, INK), (detail, 16, MUTED))):
        cell = table.cell(at, start)
        if size > 1:
            cell.merge(table.cell(at, start + size - 1))
        rewrite(cell, text, size=points, colour=colour, is_bold=at == 0 and day.is_shaded, align="l")
    for at, about in enumerate(day.about):
        if about:
            rewrite(table.cell(2, start + at), SIGNS["about"], size=14, colour=INK, align="ctr", typeface=SYMBOLS)
    if day.is_shaded:
        for at in range(row_count):
            for column in range(start, start + size):
                cell = table.cell(at, column)
                cell.fill.solid()
                cell.fill.fore_color.rgb = rgb(SHADE)


def _write_pillar(table: Any, at: int, pillar: RowOfSquares, starts: list[int], points: int) -> None:
    name = table.cell(at, 0)
    rewrite(name, pillar.name, size=20, colour=INK, is_bold=True)
    name.margin_left = Inches(0.25)
    write_paragraph(name.text_frame.add_paragraph(), pillar.total, size=18, colour=INK)
    bar = f'<a:lnL w="63500"><a:solidFill><a:srgbClr val="{pillar.colour[1:]}"/></a:solidFill></a:lnL>'
    _draw_line(name, bar)
    colours = {"on": pillar.colour, "off": EDGE, "unknown": HATCH}
    for start, states in zip(starts, pillar.states, strict=True):
        for place, state in enumerate(states):
            cell = table.cell(at, start + place)
            rewrite(cell, SIGNS[state], size=points, colour=colours[state], align="ctr", typeface=SYMBOLS)


def rewrite(cell: Any, text: str, **look: Any) -> None:
    """Write into an empty cell, without the paragraph end that kept it small."""
    paragraph = cell.text_frame.paragraphs[0]
    for end in paragraph._p.xpath("a:endParaRPr"):
        paragraph._p.remove(end)
    write(cell.text_frame, [text], **look)


def _draw_line(cell: Any, line: str) -> None:
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(line.replace("<a:lnL ", f"<a:lnL {nsdecls('a')} ", 1)))


def lines_below(grid: SessionGrid | ComparedGrid) -> list[tuple[str, int, str]]:
    """Text, type size and colour of the legend and of the remarks."""
    legend = "   ".join(f"{SIGNS[state]} {text}" for state, text in grid.legend)
    return [(legend, 16, MUTED), *((text, 16, MUTED if at else INK) for at, text in enumerate(grid.remarks))]


def write_below(slide: Slide, grid: SessionGrid | ComparedGrid, top: float) -> None:
    """Legend, and the quiet lines: chance first, what is not drawn last."""
    lines = lines_below(grid)
    room = BODY[1] + BODY[3] - top
    box = slide.shapes.add_textbox(Inches(BODY[0]), Inches(top), Inches(BODY[2]), Inches(room))
    box.name = "Legend"
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    used = 0.0
    for at, (text, size, colour) in enumerate(lines):
        used += height(text, size, BODY[2])
        if at and used > room:
            break  # the notes have all of them
        write_paragraph(frame.paragraphs[0] if at == 0 else frame.add_paragraph(), text, size=size, colour=colour)
