"""How does a table or a matrix of a briefing stand on slides? As native tables, in parts that fit."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.dml import MSO_PATTERN
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Inches

from igfdata.briefing.characters import one_line
from igfdata.briefing.deck_fitting import LETTER_WIDTH, POINTS, cut, height
from igfdata.briefing.deck_layouts import BODY
from igfdata.briefing.deck_paragraphs import INK, RULE, rgb, write
from igfdata.briefing.model import Grid, TextTable
from igfdata.briefing.pagination import pages_of, text_width
from igfdata.charts.theme import MATRIX_COLOUR

MARK = "!"
"""Sign, in every typeface, before a marked row: its tint alone would say nothing to those who do not see it."""

MARK_TINT = "#FFF1D6"
HEADER_TINT = "#EEF1F4"
UNKNOWN_TINT = "#E6E9ED"
LEAST_LETTERS, HEADING_LETTERS, MOST_LETTERS = 8, 15, 40
"""Width of the columns of a matrix, in letters: at least, at most for a heading on one line, at most."""

LONG_WORD = 18
"""Letters of a word that no column gives way for."""

BOLD = 1.08
"""Width of bold type, of the width of plain type."""

PAD, RISE = 0.09, 0.045
"""Space inside a cell, in inches: at the sides, above and below."""

SIZES = (20, 18, 16, 14, 12)
LONG = ((14, 2), (12, sys.maxsize))
"""Type size of a table that fits on no slide, and the most slides it may take in that size."""

TALLEST_CELL = 1.6
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's built-in table style without fills and lines."""


@dataclass(frozen=True)
class TablePart:
    """What stands on one slide: texts by row (the header first), fills by cell, widths in inches, and the type size."""

    texts: tuple[tuple[str, ...], ...]
    fills: tuple[tuple[str | None, ...], ...]
    unknown: frozenset[tuple[int, int]]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size: int
    centred_from: int
    alt: str


def table_parts(body: TextTable | Grid) -> list[TablePart]:
    """The table in parts of one slide each, in the largest size at which it fits on one; a long one goes on in small type."""
    if isinstance(body, Grid):
        texts = [(row, *(cell.text for cell in cells)) for row, cells in zip(body.rows, body.cells, strict=True)]
        fills = [(None, *(_shade(cell.shade) if cell.text else None for cell in cells)) for cells in body.cells]
        unknown = [[False, *(cell.is_unknown for cell in cells)] for cells in body.cells]
        relative = [min(MOST_LETTERS, max(text_width(row) for row in body.rows))]
        for name, cells in zip(body.columns, zip(*body.cells, strict=True), strict=True):
            word = min(MOST_LETTERS, _longest_word([name, *(cell.text for cell in cells)]))
            relative.append(max(LEAST_LETTERS, word, min(HEADING_LETTERS, text_width(name))))
        return _parts(("", *body.columns), texts, fills, unknown, [letters + 2 for letters in relative], 1, body.alt)
    texts = [
        (f"{MARK} {row[0]}", *row[1:]) if position in body.marked and row else row for position, row in enumerate(body.rows)
    ]
    fills = [(MARK_TINT if position in body.marked else None,) * len(body.header) for position in range(len(body.rows))]
    return _parts(
        body.header, texts, fills, [[False] * len(body.header) for _ in texts], body.widths, len(body.header), body.alt
    )


def _parts(
    header: Sequence[str],
    texts: Sequence[Sequence[str]],
    fills: Sequence[tuple[str | None, ...]],
    unknown: Sequence[Sequence[bool]],
    relative: Sequence[float],
    centred_from: int,
    alt: str,
) -> list[TablePart]:
    head = tuple(one_line(text) for text in header)
    lines = [tuple(one_line(text) for text in row) for row in texts]
    for size, most in (*((size, 1) for size in SIZES), *LONG):
        widths = _widths([head, *lines], relative, size)
        top, *tall = (_row_height(row, widths, size) for row in (head, *lines))
        slices = [slice(rows.start, rows.stop) for rows in pages_of(tall, BODY[3] - top)]
        if len(slices) <= most and (most > 1 or sum(_least_widths([head, *lines], size)) <= BODY[2]):
            break
    return [
        TablePart(
            texts=(head, *(tuple(_cut(row, widths, size)) for row in lines[rows])),
            fills=((HEADER_TINT,) * len(head), *fills[rows]),
            unknown=frozenset(
                (row, column) for row, flags in enumerate(unknown[rows], 1) for column, flag in enumerate(flags) if flag
            ),
            widths=widths,
            heights=(top, *tall[rows]),
            size=size,
            centred_from=centred_from,
            alt=alt if len(slices) == 1 else f"{alt} Part {number} of {len(slices)}.",
        )
        for number, rows in enumerate(slices, 1)
    ]


def _widths(rows: Sequence[Sequence[str]], relative: Sequence[float], size: int) -> tuple[float, ...]:
    """Widths in inches: as the table wishes, but no word is broken where the other columns can give way."""
    wished = [BODY[2] * share / sum(relative) for share in relative]
    least = _least_widths(rows, size)
    short = sum(max(0.0, need - wide) for need, wide in zip(least, wished, strict=True))
    spare = sum(max(0.0, wide - need) for need, wide in zip(least, wished, strict=True))
    give = min(1.0, short / spare) if spare else 0.0
    widths = [need if wide < need else wide - give * (wide - need) for need, wide in zip(least, wished, strict=True)]
    return tuple(BODY[2] * wide / sum(widths) for wide in widths)


def _least_widths(rows: Sequence[Sequence[str]], size: int) -> list[float]:
    """Width of each column, in inches, at which its longest word stays whole; the heading, in the first row, is bold."""
    words = [max(BOLD * _longest_word(column[:1]), _longest_word(column[1:])) for column in zip(*rows, strict=True)]
    return [min(LONG_WORD, word) * size * LETTER_WIDTH / POINTS + 2 * PAD for word in words]


def _longest_word(texts: Sequence[str]) -> float:
    """Width of the longest word, in letters."""
    return max((text_width(word) for text in texts for word in one_line(text).split()), default=0)


def _row_height(row: Sequence[str], widths: Sequence[float], size: int) -> float:
    tallest = max((height(text, size, wide - 2 * PAD) for text, wide in zip(row, widths, strict=True)), default=0)
    return min(tallest, TALLEST_CELL) + 2 * RISE


def _cut(row: Sequence[str], widths: Sequence[float], size: int) -> list[str]:
    return [cut(text, size, wide - 2 * PAD, TALLEST_CELL) for text, wide in zip(row, widths, strict=True)]


def _shade(share: float) -> str:
    """Fill of a cell: the colour of matrices on white, stronger with the share, as on the pages."""
    strength = 0.12 + 0.6 * min(1.0, max(0.0, share))
    parts = (int(MATRIX_COLOUR[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(255 + strength * (part - 255)):02X}" for part in parts)


def add_table(slide: Slide, part: TablePart) -> GraphicFrame:
    """Put one part of a table into the body of a slide."""
    n_rows, n_columns = len(part.texts), len(part.widths)
    left, top, wide, _ = BODY
    frame = slide.shapes.add_table(n_rows, n_columns, Inches(left), Inches(top), Inches(wide), Inches(sum(part.heights)))
    table: Any = frame.table
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE
    table.first_row, table.horz_banding = True, False
    table.first_col = part.centred_from == 1
    for column, inches in zip(table.columns, part.widths, strict=True):
        column.width = Inches(inches)
    for row, inches in zip(table.rows, part.heights, strict=True):
        row.height = Inches(inches)
    for row, texts in enumerate(part.texts):
        for column, text in enumerate(texts):
            _write_cell(table.cell(row, column), text, part, row, column)
    return frame


def _write_cell(cell: _Cell, text: str, part: TablePart, row: int, column: int) -> None:
    cell.margin_left = cell.margin_right = Inches(PAD)
    cell.margin_top = cell.margin_bottom = Inches(RISE)
    centred = "ctr" if column >= part.centred_from else None
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE if centred or part.centred_from == 1 else MSO_ANCHOR.TOP
    write(cell.text_frame, [text], size=part.size, is_bold=row == 0, colour=INK, align=centred)
    fill = part.fills[row][column]
    if (row, column) in part.unknown:
        cell.fill.patterned()
        cell.fill.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
        cell.fill.fore_color.rgb, cell.fill.back_color.rgb = rgb("#C3C9D0"), rgb(UNKNOWN_TINT)
    elif fill is not None:
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(fill)
    else:
        cell.fill.background()
    line = f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{RULE[1:]}"/></a:solidFill></a:lnB>'
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(line))
