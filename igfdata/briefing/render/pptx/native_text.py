"""How is a text written on a slide, and does it fit there? Measured with DejaVu Sans, the widest typeface that an office puts in place of another."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.text.text import Font, TextFrame, _Paragraph
from pptx.util import Inches, Pt

from igfdata.briefing.render.line_breaks import words_of, wrapped
from igfdata.escaping import is_right_to_left, language, one_line
from igfdata.names import shortened

INK = "#1B2530"
MUTED = "#4A5866"
RULE = "#CBD3DB"
ACCENT = "#0B5CAD"
TINT = "#EAF1F9"
SHADE = "#E8EFF7"
EDGE = "#7A8794"
HATCH = "#6B7885"
SYMBOLS = "Segoe UI Symbol"
"""Has all signs of a legend; where it lacks, the program takes another one that has."""

LEGEND_NAME = "Legend"
"""Name of the shape that says what the marks of a figure mean."""


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


LINE_HEIGHT = 1.22
POINTS = 72
"""Points in an inch."""

_PLAIN = """32 40 46 84 64 95 78 27 39 39 50 84 32 36 32 34 64 64 64 64 64 64 64 64 64 64 34 34 84 84 84 53 100 68 69 70 77 63
58 77 75 29 29 66 56 86 75 79 60 79 69 63 61 73 68 99 69 61 69 39 34 39 84 50 50 61 63 55 63 62 35 63 63 28 28 58 28 97
63 61 63 63 41 52 39 63 59 82 59 59 52 64 34 64 84"""
_BOLD = """35 46 52 84 70 100 87 31 46 46 52 84 38 42 38 37 70 70 70 70 70 70 70 70 70 70 40 40 84 84 84 58 100 77 76 73 83
68 68 82 84 37 37 77 64 100 84 85 73 85 77 72 68 81 77 110 77 72 73 46 37 46 84 50 50 67 72 59 72 68 44 72 71 34 34 67 34
104 71 69 72 72 49 60 48 71 65 92 65 65 58 71 37 71 84"""
_WIDTHS = {False: [int(width) for width in _PLAIN.split()], True: [int(width) for width in _BOLD.split()]}
"""Widths of the characters from the blank to ~, in hundredths of the type size."""

_OTHER = {False: 68, True: 78}
_NAMED = {
    "’": 38, "‘": 38, "·": 38, "–": 50, "“": 66, "”": 66, "…": 100, "≈": 84, "\u00a0": 32, "\u202f": 20, "●": 87, "○": 87, "■": 94,
    "□": 94, "▨": 94,
}  # fmt: skip


@cache
def _letter(sign: str, is_bold: bool) -> int:
    code = ord(sign)
    if 32 <= code < 127:
        return _WIDTHS[is_bold][code - 32]
    if unicodedata.combining(sign):
        return 0
    if unicodedata.east_asian_width(sign) in "WF":
        return 105
    return _NAMED.get(sign, _OTHER[is_bold])


def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Width of a text on one line, in inches, at a type size in points.

    >>> round(text_width("Government", 18), 2)
    1.56
    """
    return sum(_letter(sign, is_bold) for sign in text) / 100 * size / POINTS


def n_lines(text: str, size: float, room: float, *, is_bold: bool = False) -> int:
    """Count the lines that a text takes in a column of so many inches; only words wider than it break."""
    words = (text_width(word, size, is_bold=is_bold) for word in words_of(text))
    return wrapped(words, text_width(" ", size, is_bold=is_bold), room)


def height(text: str, size: float, room: float, *, is_bold: bool = False) -> float:
    """How high is a text, in inches, in a column of so many inches, at a type size in points?"""
    return n_lines(text, size, max(room, 0.1), is_bold=is_bold) * size * LINE_HEIGHT / POINTS


def largest(
    sizes: Sequence[int], texts: Sequence[str], room: float, high: float, *, gap: float = 0.0, is_bold: bool = False
) -> int:
    """In which of the sizes (largest first) do texts, one below the other, fit? The smallest when in none."""
    return next((size for size in sizes if sum(heights(texts, size, room, gap=gap, is_bold=is_bold)) <= high), sizes[-1])


def heights(texts: Sequence[str], size: float, room: float, *, gap: float = 0.0, is_bold: bool = False) -> list[float]:
    """How high is each text with the gap below it, in inches?"""
    return [height(text, size, room, is_bold=is_bold) + gap for text in texts]


def cut(text: str, size: float, room: float, high: float, *, is_bold: bool = False) -> str:
    """How much of a text fits? All of it, or its beginning with an ellipsis, never half a letter or emoji."""
    if height(text, size, room, is_bold=is_bold) <= high:
        return text
    fits, over = 1, len(text)
    while over - fits > 1:
        middle = (fits + over) // 2
        if height(shortened(text, middle), size, room, is_bold=is_bold) <= high:
            fits = middle
        else:
            over = middle
    return shortened(text, fits)
