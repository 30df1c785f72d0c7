"""How does what is said stand on a slide? The ask in a box of its own, then statements led by their figures."""

from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Inches

from igfdata.briefing.model import Statement, Statements
from igfdata.briefing.render.pagination import pages_of
from igfdata.briefing.render.pptx.native_tables import draw_rule, new_table
from igfdata.briefing.render.pptx.paragraphs import ACCENT, INK, MUTED, rgb, write, write_paragraph
from igfdata.briefing.render.pptx.slide_layouts import BODY
from igfdata.briefing.render.pptx.text_widths import cut, height
from igfdata.characters import one_line

FIGURE, PAD = 2.3, 0.1
"""Inches of the column of figures, and inside of a cell at its sides."""

ASK_GAP, LEAST_ROW, MOST_ROW = 0.14, 0.7, 1.15
OWN_POINT = "Own point"
OUR_ASK = "Our ask"
TALLEST = 2.4


def statement_parts(body: Statements, high: float) -> list[Statements]:
    """What stands on one slide each, of so many inches; the ask stands on the first one."""
    ask = _ask_height(body.ask) + ASK_GAP if body.ask else 0.0
    tall = [_row_height(one) for one in body.items]
    if not tall:
        return [body]
    pages = pages_of([ask, *tall] if ask else tall, high)
    shift = 1 if ask else 0
    return [
        Statements(body.ask if page.start == 0 else "", body.items[max(0, page.start - shift) : page.stop - shift])
        for page in pages
    ]


def add_statements(slide: Slide, part: Statements, top: float) -> GraphicFrame | None:
    """Draw the ask and the statements into the body of a slide, from so many inches down."""
    low = BODY[1] + BODY[3]
    if part.ask:
        tall = _ask_height(part.ask)
        _draw_ask(slide, one_line(part.ask), top, tall)
        top += tall + ASK_GAP
    if not part.items:
        return None
    least = [_row_height(one) for one in part.items]
    spare = max(0.0, min(MOST_ROW * len(least), low - top) - sum(least)) / len(least)
    frame = new_table(slide, (BODY[0], top), (FIGURE, BODY[2] - FIGURE), [row + spare for row in least])
    for at, one in enumerate(part.items):
        _write_row(frame.table, at, one, is_last=at == len(part.items) - 1)
    return frame


def _ask_height(ask: str) -> float:
    return min(TALLEST, height(one_line(ask), 24, BODY[2] - FIGURE - 0.5, is_bold=True)) + 0.6


def _row_height(one: Statement) -> float:
    room = BODY[2] - FIGURE - 2 * PAD
    below = height(one_line(one.evidence), 18, room) if one.evidence else 0
    return max(
        LEAST_ROW + 0.15 * ("\n" in one.figure), min(TALLEST, height(one_line(one.text), 20, room, is_bold=True)) + below + 0.12
    )


def _draw_ask(slide: Slide, ask: str, top: float, tall: float) -> None:
    box: Any = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *map(Inches, (BODY[0], top, BODY[2], tall)))
    box.name = OUR_ASK
    box.adjustments[0] = 0.06
    box.fill.solid()
    box.fill.fore_color.rgb = rgb(ACCENT)
    box.line.fill.background()
    box.shadow.inherit = False
    frame = box.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = Inches(0.3)
    shown = cut(ask, 24, BODY[2] - FIGURE - 0.5, TALLEST, is_bold=True)
    _paragraphs(frame, ((OUR_ASK, 18, True, "#FFFFFF"), (shown, 24, True, "#FFFFFF")))


def _write_row(table: Any, at: int, one: Statement, *, is_last: bool) -> None:
    figure, text = table.cell(at, 0), table.cell(at, 1)
    for cell in (figure, text):
        cell.margin_left = cell.margin_right = Inches(PAD)
        cell.margin_top = cell.margin_bottom = Inches(0.04)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        cell.fill.background()
        if not is_last:
            draw_rule(cell)
    lead, size = (OWN_POINT, 18) if one.is_own else (one.figure, 28 if len(one.figure) <= 8 else 20)
    if "\n" in lead:  # A and, in grey, B
        _paragraphs(
            figure.text_frame, [(line, 20, True, (ACCENT, MUTED)[min(at, 1)]) for at, line in enumerate(lead.split("\n"))]
        )
    else:
        write(figure.text_frame, [lead], size=size, is_bold=True, colour=ACCENT)
    shown = cut(one_line(one.text), 20, BODY[2] - FIGURE - 2 * PAD, TALLEST, is_bold=True)
    below = [(one_line(one.evidence), 18, False, MUTED)] if one.evidence else []
    _paragraphs(text.text_frame, ((shown, 20, True, INK), *below))


def _paragraphs(frame: Any, texts: Sequence[tuple[str, int, bool, str]]) -> None:
    for at, (text, size, is_bold, colour) in enumerate(texts):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        write_paragraph(paragraph, text, size=size, is_bold=is_bold, colour=colour, align="l")
