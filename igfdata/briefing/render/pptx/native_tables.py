"""How does a table or a matrix of a briefing stand on slides? As native tables, in parts that fit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.enum.dml import MSO_PATTERN
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Inches

from igfdata.briefing.model import DOT, Cell, Matrix, TextTable
from igfdata.briefing.render.line_breaks import head_lines, pieces_of
from igfdata.briefing.render.pagination import is_better, most_rows, only_rows, pages_of, tightened
from igfdata.briefing.render.pptx.native_text import (
    ACCENT,
    INK,
    LINE_HEIGHT,
    MUTED,
    POINTS,
    RULE,
    SYMBOLS,
    TINT,
    cut,
    height,
    n_lines,
    rgb,
    text_width,
    write,
    write_paragraph,
)
from igfdata.briefing.render.pptx.slide_layouts import BODY
from igfdata.charts.theme import MATRIX_COLOUR
from igfdata.escaping import one_line

UNKNOWN_TINT = "#F1F3F5"
PAD, RISE = 0.1, 0.05
"""Space inside a cell, in inches: at the sides, above and below."""

SIZES = (20, 18)
LARGER = (24, 22)
"""Type sizes of few rows: they are read from the last row, as long as no cell takes more than two lines, of two rows three."""

BELOW, HEAD = 16, 16
"""Type size of the second line of a cell, at least, and of the head row."""

DOTS, DOT_LINE = 1.3, 1.36
"""Type size of dots, of that of the words beside them, and the height of their line: the typeface of symbols is a tall one."""

BELOW_TABLE = 0.12
"""Inches that a table keeps from the rule of the footer."""

TALLEST_ROW = 1.3
"""Inches to which few rows are spread over the slide."""

NARROW = (16, 14, 12)
"""Type sizes of a table whose words do not fit side by side in a larger one."""

WIDEST_WORD = 3.4
"""Inches of a word that no column gives way for."""

TALLEST_CELL, LEAST_CELL = 1.6, 1.3
"""Inches: height of a cell at most; width of a cell of a matrix with long names."""

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's built-in table style without fills and lines."""


@dataclass(frozen=True)
class TablePart:
    """What stands on one slide: some rows of a table or matrix, with widths and heights in inches (the header first), and the type size."""

    body: TextTable | Matrix
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size: int


def table_parts(body: TextTable | Matrix, high: float) -> list[TablePart]:
    """The table in parts of one slide each, of at most so many inches and :data:`MOST_ROWS` rows; cells give way before a second slide."""
    parts = _parts(body, high)
    if isinstance(body, TextTable) and len(parts) > 1:
        for tight in tightened(body, BODY[2], _wide, _held):
            if is_better(tight, len(shorter := _parts(tight, high)), body, len(parts)):
                return shorter
    return parts


def _wide(text: str, is_second: bool) -> float:
    """Width of a text in a cell, in inches; as bold, for any row may be."""
    return text_width(one_line(text), BELOW if is_second else SIZES[-1], is_bold=not is_second) + 2 * PAD + 0.02


def _held(width: float, text: str, is_second: bool, lines: int) -> str:
    """How much of a text do so many lines of a cell hold?"""
    size = BELOW if is_second else SIZES[-1]
    high = (lines + 0.5) * size * LINE_HEIGHT / POINTS
    return cut(one_line(text), size, width - 2 * PAD, high)


def _parts(body: TextTable | Matrix, high: float) -> list[TablePart]:
    """The table in parts of one slide each, in the largest type in which it takes one, else in the smallest."""
    head, *lines = _texts(body)
    bold = body.marked if isinstance(body, TextTable) else frozenset[int]()
    for size in (*LARGER, *SIZES, *NARROW):
        relative = body.widths if isinstance(body, TextTable) else _matrix_widths([head, *lines], size)
        widths = _widths([head, *lines], relative, size)
        top = _row_height(head, widths, min(HEAD, size), is_bold=True)
        tall = [_row_height(row, widths, size, is_bold=at in bold) for at, row in enumerate(lines)]
        pages = pages_of(tall, high - top, most=most_rows(body)) if tall else [range(0)]
        has_room = sum(_least_widths([head, *lines], size)) <= BODY[2]
        most = 3 if len(lines) < 3 else 2
        is_easy = size in SIZES or all(_most_lines(row, widths, size) <= most for row in lines)
        if has_room and ((len(pages) == 1 and is_easy) or size <= SIZES[-1]):
            break
    tall = _spread(tall, pages, high - top)
    if len(pages) == 1:
        return [TablePart(body, widths, (top, *tall), size)]
    return [
        TablePart(
            replace(only_rows(body, page), alt=f"{body.alt} Part {number} of {len(pages)}."),
            widths, (top, *tall[page.start : page.stop]), size,
        )
        for number, page in enumerate(pages, 1)
    ]  # fmt: skip


def _spread(tall: list[float], pages: list[range], room: float) -> list[float]:
    """Heights of rows that fill their slide, each a little higher, the same on all parts of a table."""
    spare = min((room - BELOW_TABLE - sum(tall[page.start : page.stop])) / max(1, len(page)) for page in pages)
    return [max(height, min(height + spare, TALLEST_ROW)) for height in tall]


def _most_lines(row: Sequence[str], widths: Sequence[float], size: int) -> int:
    """Lines of the cell that takes most of them, without its quieter second line; in bold, for any row may be."""
    firsts = zip((text.partition("\n")[0] for text in row), widths, strict=True)
    return max((n_lines(text, size, wide - 2 * PAD, is_bold=True) for text, wide in firsts), default=1)


def _is_dots(text: str) -> bool:
    return text.startswith(DOT) and not text.strip(f"{DOT} ")


def _drawn(text: str, size: float) -> float:
    """Type size in which the first line of a cell is drawn: dots are larger than words."""
    return round(DOTS * size) if _is_dots(text) else size


def _below(size: int) -> int:
    """Type size of the quieter second line."""
    return min(size, max(BELOW, round(0.8 * size)))


def _texts(body: TextTable | Matrix) -> list[tuple[str, ...]]:
    """The header and the rows, as they are written."""
    if isinstance(body, Matrix):
        rows = ((row, *(cell.text for cell in cells)) for row, cells in zip(body.rows, body.cells, strict=True))
        return [tuple(map(_clean, ("", *map(head_lines, body.columns)))), *(tuple(map(one_line, row)) for row in rows)]
    return [tuple(map(_clean, row)) for row in (body.header, *body.rows)]


def _clean(text: str) -> str:
    """A text on one line, or its two lines where it has a second one."""
    first, _, second = text.partition("\n")
    return f"{one_line(first)}\n{one_line(second)}" if second else one_line(text)


def _widths(rows: Sequence[Sequence[str]], relative: Sequence[float], size: int) -> tuple[float, ...]:
    """Widths in inches: as the table wishes, but no word is broken where the other columns can give way."""
    wished = [BODY[2] * share / sum(relative) for share in relative]
    least = _least_widths(rows, size)
    short = sum(max(0.0, need - wide) for need, wide in zip(least, wished, strict=True))
    spare = sum(max(0.0, wide - need) for need, wide in zip(least, wished, strict=True))
    give = min(1.0, short / spare) if spare else 0.0
    widths = [need if wide < need else wide - give * (wide - need) for need, wide in zip(least, wished, strict=True)]
    return tuple(BODY[2] * wide / sum(widths) for wide in widths)


def _matrix_widths(rows: Sequence[Sequence[str]], size: int) -> tuple[float, ...]:
    """Widths of a matrix in inches: its names on one line where its cells can give way."""
    n = len(rows[0]) - 1
    need = max(text_width(row[0], size) for row in rows) + 2 * PAD + 0.02
    names = max(BODY[2] * 3 / (3 + n), min(need, BODY[2] - n * LEAST_CELL))
    return (names, *[(BODY[2] - names) / n] * n)


def _least_widths(rows: Sequence[Sequence[str]], size: int) -> list[float]:
    """Width of each column, in inches, at which its longest word stays whole; any row may be bold."""
    found = []
    for column in zip(*rows, strict=True):
        head = _widest_word(column[:1], min(HEAD, size))
        found.append(min(WIDEST_WORD, max(head, _widest_word(column[1:], size))) + 2 * PAD + 0.02)
    return found


def _widest_word(texts: Sequence[str], size: int) -> float:
    """Width of the widest word, in inches, in bold type."""
    return max((text_width(word, _drawn(word, size), is_bold=True) for text in texts for word in pieces_of(text)), default=0)


def _row_height(row: Sequence[str], widths: Sequence[float], size: int, *, is_bold: bool = False) -> float:
    tallest = max((_cell_height(text, size, wide, is_bold) for text, wide in zip(row, widths, strict=True)), default=0)
    return min(tallest, TALLEST_CELL) + 2 * RISE


def _cell_height(text: str, size: int, wide: float, is_bold: bool) -> float:
    first, _, second = text.partition("\n")
    if _is_dots(first):
        return _drawn(first, size) * DOT_LINE / POINTS
    below = height(second, _below(size), wide - 2 * PAD) if second else 0
    return height(first, _drawn(first, size), wide - 2 * PAD, is_bold=is_bold) + below


def _shade(share: float) -> str:
    """Fill of a cell: the colour of matrices on white, stronger with the share, as on the pages."""
    strength = 0.12 + 0.6 * min(1.0, max(0.0, share))
    parts = (int(MATRIX_COLOUR[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(255 + strength * (part - 255)):02X}" for part in parts)


def add_table(slide: Slide, part: TablePart, top: float) -> GraphicFrame:
    """Put one part of a table into the body of a slide, from so many inches down."""
    body = part.body
    frame = new_table(slide, (BODY[0], top), part.widths, part.heights)
    frame.table.first_row, frame.table.first_col = True, isinstance(body, Matrix)
    for row, texts in enumerate(_texts(body)):
        is_bold = row == 0 or (isinstance(body, TextTable) and row - 1 in body.marked)
        for column, (text, wide) in enumerate(zip(texts, part.widths, strict=True)):
            if row and "\n" not in text:
                text = cut(text, part.size, wide - 2 * PAD, TALLEST_CELL, is_bold=True)
            in_matrix = bool(column) and isinstance(body, Matrix)
            colour = MUTED if row == 0 else ACCENT if in_matrix and text.startswith(DOT) else INK
            cell = frame.table.cell(row, column)
            look: dict[str, Any] = {"is_bold": is_bold, "colour": colour, "align": "ctr" if in_matrix else None}
            _write_cell(cell, text, part.size, is_head=row == 0, **look)
            _fill_cell(cell, body, row - 1, column)
    return frame


def new_table(slide: Slide, corner: tuple[float, float], widths: Sequence[float], tall: Sequence[float]) -> Any:
    """Add an empty table without a style: from a corner, with columns and rows of so many inches."""
    size = (Inches(sum(widths)), Inches(sum(tall)))
    frame: Any = slide.shapes.add_table(len(tall), len(widths), Inches(corner[0]), Inches(corner[1]), *size)
    table = frame.table
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE
    table.first_row = table.horz_banding = False
    for column, inches in zip(table.columns, widths, strict=True):
        column.width = Inches(inches)
    for row, inches in zip(table.rows, tall, strict=True):
        row.height = Inches(inches)
    return frame


def draw_rule(cell: _Cell, colour: str = RULE, width: int = 9525) -> None:
    """Draw the line below a cell."""
    line = f'<a:lnB {nsdecls("a")} w="{width}"><a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill></a:lnB>'
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(line))


def _write_cell(cell: _Cell, text: str, size: int, *, is_head: bool, align: str | None, **look: Any) -> None:
    """Write a cell: its first line, and the quieter second one."""
    cell.margin_left = cell.margin_right = Inches(PAD)
    cell.margin_top = cell.margin_bottom = Inches(RISE)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if is_head else MSO_ANCHOR.MIDDLE
    first, _, second = text.partition("\n")
    typeface = SYMBOLS if _is_dots(first) else None
    write(
        cell.text_frame,
        [first],
        size=min(HEAD, size) if is_head else _drawn(first, size),
        align=align,
        typeface=typeface,
        **look,
    )
    if second:
        below = cell.text_frame.add_paragraph()
        write_paragraph(
            below, second, size=min(HEAD, size) if is_head else _below(size), is_bold=False, colour=MUTED, align=align
        )
    draw_rule(cell, INK if is_head else RULE, 19050 if is_head else 9525)


def _fill_cell(cell: _Cell, body: TextTable | Matrix, row: int, column: int) -> None:
    """Give a cell its fill: a tint where the slide is about its row, the shade of its share, hatching where it is not known."""
    if isinstance(body, TextTable):
        fill, is_unknown = TINT if row in body.marked else None, False
    else:
        shown = body.cells[row][column - 1] if row >= 0 and column else Cell("")
        fill, is_unknown = _shade(shown.shade) if shown.text else None, shown.is_unknown
    if is_unknown:
        cell.fill.patterned()
        cell.fill.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
        cell.fill.fore_color.rgb, cell.fill.back_color.rgb = rgb("#C3C9D0"), rgb(UNKNOWN_TINT)
    elif fill is not None:
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(fill)
    else:
        cell.fill.background()
