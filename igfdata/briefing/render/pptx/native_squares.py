"""How does a session grid stand on a slide? As a native table of ■ □ ▨: a row a pillar, or a row of A and below it one of B."""

from collections.abc import Iterable, Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Inches, Pt

from igfdata.briefing.model import ComparedRow, ComparedSquares, DayOfSquares, RowOfSquares, Squares
from igfdata.briefing.render.pptx.native_tables import new_table
from igfdata.briefing.render.pptx.native_text import (
    ACCENT,
    EDGE,
    HATCH,
    INK,
    LEGEND_NAME,
    MUTED,
    POINTS,
    SHADE,
    SYMBOLS,
    cut,
    height,
    heights,
    largest,
    rgb,
    text_width,
    write,
    write_paragraph,
)
from igfdata.briefing.render.pptx.slide_layouts import BODY, Box

SIGNS = {"on": "■", "off": "□", "unknown": "▨", "about": "●"}
LARGEST, LARGEST_OF_BOTH = 46, 44
"""Type size of a square in the highest rows, whatever typeface draws it."""

NAMES, BETWEEN, COLUMN = 2.79, 0.4, 0.835
"""Inches of the pillars' names, between two days, and at most of a session."""

ROW, DOTS, GAP = 0.9, 0.3, 0.1

BESIDE, LEAST_LEGEND, LARGEST_BESIDE = 1.2, 3.6, 62
"""Few sessions have the legend at their side: inches of a row and column at most, of the legend at least, and type size of a square."""

LABEL, DETAIL = 0.42, 0.34
"""Inches of the name of a day, and of its date below it."""

LETTER, TOTALS = 0.4, 2.85
"""Inches of the letters A and B, and of the totals of both."""

NAMES_OF_BOTH, COLUMN_OF_BOTH, BETWEEN_OF_BOTH, ROW_OF_BOTH = 2.2, 0.64, 0.36, 0.625
NAME_SIZES = (18, 16)
SIDE_SIZE = 18


def add_squares(slide: Slide, grid: Squares, top: float) -> GraphicFrame:
    """Put the grid with its legend and remarks into the body of a slide, from so many inches down; few sessions with the legend at their side."""
    sizes = [max(1, len(day.about)) for day in grid.days]
    between = BETWEEN if sum(sizes) < 16 else 0.22
    gaps, first_row = between * (len(sizes) - 1), top + LABEL + DETAIL + DOTS
    wide = (BODY[2] - NAMES - gaps - BETWEEN - LEAST_LEGEND) / sum(sizes)
    row = (BODY[1] + BODY[3] - GAP - first_row) / max(1, len(grid.rows))
    largest_square, wide = LARGEST_BESIDE, min(BESIDE, wide, row)
    beside = NAMES + gaps + wide * sum(sizes) + BETWEEN
    high = BODY[1] + BODY[3] - first_row
    if (
        wide < COLUMN
        or sum(heights([text for text, _, _ in _lines_at_side(grid)], SIDE_SIZE, BODY[2] - beside, gap=GAP)) > high
    ):
        largest_square, beside = LARGEST, 0.0
        wide = min(COLUMN, (BODY[2] - NAMES - gaps) / sum(sizes))
        row = min(ROW, max(0.72, wide * 1.15), _room(grid, first_row) / max(1, len(grid.rows)))
    row = min(row, BESIDE)
    widths, starts = _columns([NAMES], sizes, wide, between)
    frame = _new_grid(slide, top, widths, [LABEL, DETAIL, DOTS, *(row for _ in grid.rows)])
    fits = [text_width(_detail(day), 16) <= size * wide for size, day in zip(sizes, grid.days, strict=True)]
    for start, size, day, has_room in zip(starts, sizes, grid.days, fits, strict=True):
        _write_day(frame.table, start, size, day, size * wide, has_date=has_room and (all(fits) or day.is_shaded))
    points = min(largest_square, round(wide * POINTS / 0.98), round(row * POINTS / 1.36))
    for at, pillar in enumerate(grid.rows, 3):
        _write_pillar(frame.table, at, pillar, starts, points)
    if beside:
        _write_at_side(slide, grid, (BODY[0] + beside, first_row, BODY[2] - beside, high))
    else:
        _write_below(slide, grid, first_row + row * len(grid.rows) + GAP)
    return frame


def add_compared(slide: Slide, grid: ComparedSquares, top: float) -> GraphicFrame:
    """Put the grid of both with its legend and remarks into the body of a slide, from so many inches down."""
    sizes = [max(1, n) for _, _, n in grid.days]
    between = BETWEEN_OF_BOTH if sum(sizes) < 16 else 0.2
    wide = min(COLUMN_OF_BOTH, (BODY[2] - NAMES_OF_BOTH - LETTER - TOTALS - between * len(sizes)) / sum(sizes))
    widths, starts = _columns([NAMES_OF_BOTH, LETTER], sizes, wide, between)
    widths += [max(0.01, BODY[2] - TOTALS - sum(widths)), TOTALS]
    n_rows = 2 * len(grid.rows)
    row = min(ROW_OF_BOTH, _room(grid, top + LABEL + DETAIL) / max(1, n_rows))
    frame = _new_grid(slide, top, widths, [LABEL, DETAIL, *[row] * n_rows])
    rooms = [size * wide + between - 0.05 for size in sizes]
    has_dates = all(text_width(detail, 16) <= room for room, (_, detail, _) in zip(rooms, grid.days, strict=True))
    for start, size, room, (label, detail, _) in zip(starts, sizes, rooms, grid.days, strict=True):
        _write_head_of_both(frame.table, start, size, (label, detail if has_dates else ""), room)
    for at, (letter, name, colour) in enumerate(zip("AB", grid.names, (ACCENT, MUTED), strict=True)):
        text, line = f"{letter} {name}", DETAIL + 0.05
        size = largest(NAME_SIZES, [text], TOTALS, line, is_bold=True)
        text = cut(text, size, TOTALS, line, is_bold=True)
        _rewrite(frame.table.cell(at, len(widths) - 1), text, size=size, colour=colour, is_bold=True, align="l")
    points = min(LARGEST_OF_BOTH, round(wide * POINTS / 0.98), round(row * POINTS / 1.36))
    for at, pillar in enumerate(grid.rows):
        _write_pillar_of_both(frame.table, 2 + 2 * at, pillar, starts, points)
    _write_below(slide, grid, top + LABEL + DETAIL + row * n_rows + GAP)
    return frame


def _columns(first: Sequence[float], sizes: Sequence[int], wide: float, between: float) -> tuple[list[float], list[int]]:
    """Widths of the first columns and of those of each day, with gaps between the days; and where the days start."""
    widths, starts = list(first), []
    for at, size in enumerate(sizes):
        starts.append(len(widths))
        widths += [wide] * size + ([between] if at < len(sizes) - 1 else [])
    return widths, starts


def _room(grid: Squares | ComparedSquares, top: float) -> float:
    """Inches for the rows: the body from so many inches down, without the lines below."""
    return BODY[1] + BODY[3] - top - GAP - sum(height(text, size, BODY[2]) for text, size, _ in _lines_below(grid))


def _new_grid(slide: Slide, top: float, widths: Sequence[float], tall: Sequence[float]) -> Any:
    """A table of empty cells without margins and fills."""
    frame: Any = new_table(slide, (BODY[0], top), widths, tall)
    frame.table.first_row = frame.table.first_col = True
    for row in frame.table.rows:
        for cell in row.cells:
            cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = 0
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.fill.background()
            write(cell.text_frame, [""], size=8)
    return frame


def _detail(day: DayOfSquares) -> str:
    return " · ".join(filter(None, (day.detail, f"n = {len(day.about)}")))


def _write_day(table: Any, start: int, size: int, day: DayOfSquares, wide: float, *, has_date: bool) -> None:
    """Head of a day: its name, date and number of sessions, dots, and its tint; dates of all days, or of the one in question."""
    n = f"n = {len(day.about)}"
    detail = _detail(day) if has_date else n if text_width(n, 16) <= wide else ""
    label = day.label if text_width(day.label, 20, is_bold=True) <= wide else day.label.removeprefix("Day ")
    for at, (text, points, colour) in enumerate(((label, 20, INK), (detail, 16, MUTED))):
        cell = table.cell(at, start)
        if size > 1:
            cell.merge(table.cell(at, start + size - 1))
        _rewrite(cell, text, size=points, colour=colour, is_bold=at == 0 and day.is_shaded, align="l")
    for at, about in enumerate(day.about):
        if about:
            _rewrite(table.cell(2, start + at), SIGNS["about"], size=14, colour=INK, align="ctr", typeface=SYMBOLS)
    if day.is_shaded:
        _shade(row.cells[start + at] for row in table.rows for at in range(size))


def _write_head_of_both(table: Any, start: int, size: int, texts: tuple[str, str], wide: float) -> None:
    """Name and date of a day, or both words of a meeting, over its columns; what does not fit is left to the alt text."""
    label, detail = texts
    short = label.removeprefix("Day ")
    if not detail and short == label and text_width(label, 20, is_bold=True) > wide:
        label, _, detail = label.partition(" ")  # “No date”, “IGF 2025”
    looks = [(label, 20), (label, 18), (label, 16), (short, 20)]
    shown, size_of = next((one for one in looks if text_width(*one, is_bold=True) <= wide), ("", 20))
    lines = ((shown, size_of, INK), (detail if text_width(detail, 16) <= wide else "", 16, MUTED))
    for at, (text, points, colour) in enumerate(lines):
        cell = table.cell(at, start)
        cell.merge(table.cell(at, start + size))  # with the gap behind them
        if text:
            _rewrite(cell, text, size=points, colour=colour, is_bold=at == 0, align="l")


def _write_pillar(table: Any, at: int, pillar: RowOfSquares, starts: list[int], points: int) -> None:
    """Name and total of a pillar, with a bar of its colour, and its squares."""
    name = table.cell(at, 0)
    _rewrite(name, pillar.name, size=20, colour=INK, is_bold=True)
    name.margin_left = Inches(0.25)
    write_paragraph(name.text_frame.add_paragraph(), pillar.total, size=18, colour=INK)
    bar = f'<a:lnL {nsdecls("a")} w="63500"><a:solidFill><a:srgbClr val="{pillar.colour[1:]}"/></a:solidFill></a:lnL>'
    name._tc.get_or_add_tcPr().insert(0, parse_xml(bar))
    _write_states(table, at, starts, pillar.states, pillar.colour, points)


def _write_pillar_of_both(table: Any, top: int, pillar: ComparedRow, starts: list[int], points: int) -> None:
    """The rows of A and B of one pillar: its name, their squares and totals; on a band where the headline is about it."""
    last = len(table.columns) - 1
    name = table.cell(top, 0)
    name.merge(table.cell(top + 1, 0))
    _rewrite(name, pillar.name, size=20, colour=INK, is_bold=True)
    name.margin_left = Inches(0.1)
    for side, (letter, colour, words) in enumerate((("A", ACCENT, ACCENT), ("B", EDGE, MUTED))):
        at = top + side
        _rewrite(table.cell(at, 1), letter, size=18, colour=words, is_bold=True, align="l")
        total = f"{letter} {pillar.totals[side]}"
        _rewrite(table.cell(at, last), total, size=24, colour=words, is_bold=side == 0, align="l")
        _write_states(table, at, starts, pillar.states[side], colour, points)
        if pillar.is_marked:
            _shade(table.rows[at].cells)


def _write_states(table: Any, at: int, starts: list[int], states: Sequence[Sequence[str]], colour: str, points: int) -> None:
    """A square for each session of a row; none for those that are not in it."""
    colours = {"on": colour, "off": EDGE, "unknown": HATCH}
    for start, of_day in zip(starts, states, strict=True):
        for place, state in enumerate(of_day):
            if state in colours:
                look = {"size": points, "colour": colours[state], "align": "ctr", "typeface": SYMBOLS}
                _rewrite(table.cell(at, start + place), SIGNS[state], **look)


def _shade(cells: Iterable[Any]) -> None:
    for cell in cells:
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(SHADE)


def _rewrite(cell: Any, text: str, **look: Any) -> None:
    """Write into an empty cell, without the paragraph end that kept it small."""
    paragraph = cell.text_frame.paragraphs[0]
    for end in paragraph._p.xpath("a:endParaRPr"):
        paragraph._p.remove(end)
    write(cell.text_frame, [text], **look)


def _lines_at_side(grid: Squares) -> list[tuple[str, int, str]]:
    """Text, type size and colour of the legend, a line for each of its marks, and of the remarks."""
    legend = [(f"{SIGNS[state]} {text}", SIDE_SIZE, MUTED) for state, text in grid.legend]
    return [*legend, *((text, SIDE_SIZE, MUTED if at else INK) for at, text in enumerate(grid.remarks))]


def _write_at_side(slide: Slide, grid: Squares, box: Box) -> None:
    """Legend and quiet lines at the right of the squares."""
    frame = _legend_box(slide, box)
    for at, (text, size, colour) in enumerate(_lines_at_side(grid)):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        write_paragraph(paragraph, text, size=size, colour=colour)
        paragraph.space_after = Pt(GAP * POINTS)


def _lines_below(grid: Squares | ComparedSquares) -> list[tuple[str, int, str]]:
    """Text, type size and colour of the legend and of the remarks."""
    legend = "   ".join(f"{SIGNS[state]} {text}" for state, text in grid.legend)
    return [(legend, 16, MUTED), *((text, 16, MUTED if at else INK) for at, text in enumerate(grid.remarks))]


def _write_below(slide: Slide, grid: Squares | ComparedSquares, top: float) -> None:
    """Legend, and the quiet lines: chance first, what is not drawn last."""
    room = BODY[1] + BODY[3] - top
    frame = _legend_box(slide, (BODY[0], top, BODY[2], room))
    used = 0.0
    for at, (text, size, colour) in enumerate(_lines_below(grid)):
        used += height(text, size, BODY[2])
        if at and used > room:
            break  # the notes have all of them
        write_paragraph(frame.paragraphs[0] if at == 0 else frame.add_paragraph(), text, size=size, colour=colour)


def _legend_box(slide: Slide, box: Box) -> Any:
    """An empty text box for a legend."""
    shape = slide.shapes.add_textbox(*map(Inches, box))
    shape.name = LEGEND_NAME
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame
