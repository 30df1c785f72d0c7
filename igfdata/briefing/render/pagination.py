"""How much text fits on a slide or a sheet? Estimated lines, type sizes, and where a long table goes on.

Every wide sign counts two. A rendering leaves some room, because typefaces differ.
"""

import math
import unicodedata
from collections.abc import Sequence

LETTER_WIDTH = 0.48
"""Mean width of a letter, of the type size."""

LINE_HEIGHT = 1.3


def text_width(text: str) -> float:
    """How wide is a text, in letters?

    >>> text_width("abc"), text_width("儿童")
    (3.0, 4.0)
    """
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    capitals = sum(1.0 if sign in "WM@" else 0.3 for sign in text if sign.isupper() or sign == "@")
    unseen = sum(unicodedata.combining(sign) > 0 for sign in text)
    return float(len(text) + wide - unseen + capitals)


def lines_of(text: str, letters: float) -> int:
    """How many lines does a text take where a line holds so many letters? Long words break.

    >>> lines_of("protection of children", 12)
    2
    >>> lines_of("", 12)
    1
    """
    letters, lines, used = max(1.0, letters), 1, 0.0
    for word in text.split():
        width = text_width(word)
        if used and used + 1 + width > letters:
            lines, used = lines + 1, 0.0
        used += width + (1 if used else 0)
        if used > letters:
            more = math.ceil(used / letters) - 1
            lines, used = lines + more, used - more * letters
    return lines


def row_heights(
    rows: Sequence[Sequence[str]], widths: Sequence[float], *, size: float, padding: float, gutter: float
) -> list[float]:
    """How high is each row of a table, in the unit of ``size``?

    Parameters
    ----------
    rows
        Texts, one a column.
    widths
        Of the columns, in the unit of ``size``.
    size, padding, gutter
        Type size; what a row needs above and below its text; what a column needs beside it.
    """
    letters = [(width - gutter) / (size * LETTER_WIDTH) for width in widths]
    return [
        max([lines_of(text, room) for text, room in zip(row, letters, strict=False)], default=1) * size * LINE_HEIGHT + padding
        for row in rows
    ]


def pages_of(heights: Sequence[float], room: float, *, most: int | None = None) -> list[range]:
    """Which rows go on which page, in order and about equally full, at most so many? A row higher than a page has one to itself."""
    fewest = _filled(heights, room)
    if most and any(len(page) > most for page in fewest):
        n_pages = max(len(fewest), -(-len(heights) // most))
        each = -(-len(heights) // n_pages)
        return [part for at in range(0, len(heights), each) for part in _from(at, pages_of(heights[at : at + each], room))]
    if len(fewest) < 2:
        return fewest
    low, high = max(heights), room
    for _ in range(12):  # the smallest room that still needs no further page
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(heights, middle)) == len(fewest) else (middle, high)
    return _filled(heights, high)


def _from(start: int, pages: list[range]) -> list[range]:
    return [range(start + page.start, start + page.stop) for page in pages]


def _filled(heights: Sequence[float], room: float) -> list[range]:
    pages, start, used = [], 0, 0.0
    for row, height in enumerate(heights):
        if row > start and used + height > room:
            pages.append(range(start, row))
            start, used = row, 0.0
        used += height
    return [*pages, range(start, len(heights))]
