"""Does a text fit on a slide? With the widths of DejaVu Sans, the widest typeface that an office puts in place of another."""

import unicodedata
from collections.abc import Sequence
from functools import cache

from igfdata.names import shortened

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
_NAMED = {"’": 38, "‘": 38, "·": 38, "–": 50, "“": 66, "”": 66, "…": 100, "●": 87, "○": 87, "■": 94, "□": 94, "▨": 94}


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
    blank, lines, used = text_width(" ", size, is_bold=is_bold), 1, 0.0
    for word in text.split():
        wide = text_width(word, size, is_bold=is_bold)
        if used and used + blank + wide > room:
            lines, used = lines + 1, 0.0
        used += wide + (blank if used else 0)
        while used > room:
            lines, used = lines + 1, used - room
    return lines


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
