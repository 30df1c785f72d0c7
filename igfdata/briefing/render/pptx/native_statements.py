"""How does what is said stand on a slide? The ask in a box of its own, then statements led by their figures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide
from pptx.util import Inches

from igfdata.briefing.model import Statement, Statements
from igfdata.briefing.render.line_breaks import kept_together
from igfdata.briefing.render.pagination import only_rows, pages_of
from igfdata.briefing.render.pptx.native_tables import draw_rule, new_table
from igfdata.briefing.render.pptx.native_text import ACCENT, INK, MUTED, cut, height, rgb, write, write_paragraph
from igfdata.briefing.render.pptx.slide_layouts import BODY
from igfdata.escaping import one_line

FIGURE, PAD = 2.3, 0.1
"""Inches of the column of figures, and inside of a cell at its sides."""

ASK_GAP, LEAST_ROW, MOST_ROW = 0.14, 0.7, 1.6
OWN_POINT = "Our point"
OUR_ASK = "Our ask"
TALLEST = 2.4
ASK_ROOM = BODY[2] - 0.7
"""Inches for the words of the ask, inside of its box."""


@dataclass(frozen=True)
class Look:
    """Type sizes in points: of the ask, of a statement, and of the evidence below it."""

    ask: int
    text: int
    evidence: int


LOOKS = Look(28, 24, 20), Look(24, 20, 18), Look(20, 18, 16)
"""The first for few statements, the last where all then stands on one slide; else the one between."""

FEW = 3
"""Statements that stand in the largest type, with the ask as one of them."""


def statement_parts(body: Statements, high: float) -> list[tuple[Statements, Look]]:
    """What stands on one slide each, of so many inches, and in which type; the ask stands on the first one."""
    shift = 1 if body.ask else 0

    def paged(look: Look) -> list[range]:
        ask = [_ask_height(body.ask, look) + ASK_GAP] if body.ask else []
        return pages_of([*ask, *(_row_height(one, look) for one in body.items)], high)

    looks = LOOKS if shift + len(body.items) <= FEW else LOOKS[1:]
    look = next((look for look in looks if len(paged(look)) == 1), LOOKS[1])
    pages = paged(look)
    parts = (only_rows(body, range(max(0, page.start - shift), page.stop - shift)) for page in pages)
    asked = (part if page.start == 0 else replace(part, ask="") for part, page in zip(parts, pages, strict=True))
    return [(part, look) for part in asked]


def add_statements(slide: Slide, part: Statements, look: Look, top: float) -> Any:
    """Draw the ask and the statements into the body of a slide, from so many inches down; the table of the statements, else the box of the ask."""
    low = BODY[1] + BODY[3]
    box = None
    if part.ask:
        tall = _ask_height(part.ask, look)
        box = _draw_ask(slide, one_line(part.ask), look, top, tall)
        top += tall + ASK_GAP
    if not part.items:
        return box
    least = [_row_height(one, look) for one in part.items]
    spare = max(0.0, min(MOST_ROW * len(least), low - top) - sum(least)) / len(least)
    frame = new_table(slide, (BODY[0], top), (FIGURE, BODY[2] - FIGURE), [row + spare for row in least])
    for at, one in enumerate(part.items):
        _write_row(frame.table, at, one, look, is_last=at == len(part.items) - 1)
    return frame


def _ask_height(ask: str, look: Look) -> float:
    return min(TALLEST, height(one_line(ask), look.ask, ASK_ROOM, is_bold=True)) + 0.5


def _row_height(one: Statement, look: Look) -> float:
    room = BODY[2] - FIGURE - 2 * PAD
    below = height(_held(one.evidence), look.evidence, room) if one.evidence else 0
    text = min(TALLEST, height(_held(one.text), look.text, room, is_bold=True))
    return max(LEAST_ROW + 0.15 * ("\n" in one.figure), text + below + 0.1)


def _held(text: str) -> str:
    return kept_together(one_line(text))


def _draw_ask(slide: Slide, ask: str, look: Look, top: float, tall: float) -> Any:
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
    shown = cut(ask, look.ask, ASK_ROOM, TALLEST, is_bold=True)
    _paragraphs(frame, ((OUR_ASK, 18, True, "#FFFFFF"), (shown, look.ask, True, "#FFFFFF")))
    return box


def _write_row(table: Any, at: int, one: Statement, look: Look, *, is_last: bool) -> None:
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
    shown = cut(_held(one.text), look.text, BODY[2] - FIGURE - 2 * PAD, TALLEST, is_bold=True)
    below = [(_held(one.evidence), look.evidence, False, MUTED)] if one.evidence else []
    _paragraphs(text.text_frame, ((shown, look.text, True, INK), *below))


def _paragraphs(frame: Any, texts: Sequence[tuple[str, int, bool, str]]) -> None:
    for at, (text, size, is_bold, colour) in enumerate(texts):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        write_paragraph(paragraph, text, size=size, is_bold=is_bold, colour=colour, align="l")
