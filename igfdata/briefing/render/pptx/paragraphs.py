"""How is a text written on a slide? One way for all: clean, in its direction, language, size and colour."""

from typing import Any

from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.text.text import Font, TextFrame, _Paragraph
from pptx.util import Inches, Pt

from igfdata.characters import is_right_to_left, language, one_line

INK = "#1B2530"
MUTED = "#4A5866"
RULE = "#CBD3DB"
ACCENT = "#0B5CAD"
TINT = "#EAF1F9"
SHADE = "#E8EFF7"
EDGE = "#7A8794"
HATCH = "#6B7885"


def rgb(colour: str) -> RGBColor:
    """A colour of the theme (``#RRGGBB``) for python-pptx."""
    return RGBColor.from_string(colour.removeprefix("#").upper())


def write(frame: TextFrame, texts: list[str], *, space_after: float | None = None, **look: Any) -> None:
    """Put paragraphs into a text frame in place of what is there, with the look of :func:`write_paragraph` and a space in points."""
    for position, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
        write_paragraph(paragraph, text, **look)
        if space_after is not None:
            paragraph.space_before, paragraph.space_after = Pt(0), Pt(space_after)


def write_paragraph(
    paragraph: _Paragraph,
    text: str,
    *,
    size: float | None = None,
    is_bold: bool | None = None,
    colour: str | None = None,
    align: str | None = None,
    typeface: str | None = None,
) -> None:
    """Put one text into a paragraph.

    Parameters
    ----------
    size
        In points; None leaves it to the layout.
    align
        ``l``, ``ctr`` or ``r``; text from right to left stands right unless centred.
    typeface
        For programs that do not look it up in the master.
    """
    text = one_line(text)
    if text:
        run = paragraph.add_run()
        run.text = text
        run._r.get_or_add_rPr().set("lang", language(text))
        font = run.font
    else:
        font = Font(paragraph._p._add_endParaRPr())  # or an empty cell would be as high as the default type
    if size is not None:
        font.size = Pt(size)
    if is_bold is not None:
        font.bold = is_bold
    if colour is not None:
        font.color.rgb = rgb(colour)
    if typeface is not None:
        font.name = typeface
    properties = paragraph._p.get_or_add_pPr()
    if is_right_to_left(text):
        properties.set("rtl", "1")
        align = align or "r"
    if align is not None:
        properties.set("algn", align)


def add_bullet(paragraph: _Paragraph, indent: float) -> None:
    """Give a paragraph a bullet, and its text an indent in inches."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Inches(indent)))
    properties.set("indent", str(-Inches(indent)))
    for tag, values in (("a:buFont", {"typeface": "Arial"}), ("a:buChar", {"char": "•"})):
        properties.append(properties.makeelement(qn(tag), values))
