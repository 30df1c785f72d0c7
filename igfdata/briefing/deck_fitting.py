"""Does a text fit on a slide? Estimated with the rules of :mod:`igfdata.briefing.pagination`, in inches and points."""

from collections.abc import Sequence

from igfdata.briefing.pagination import lines_of
from igfdata.names import shortened

LETTER_WIDTH, LINE_HEIGHT = 0.51, 1.22
"""Of Calibri and its free twin Carlito, in type sizes, with a reserve: narrower than the types of a browser."""

POINTS = 72
"""Points in an inch."""


def height(text: str, size: float, room: float) -> float:
    """How high is a text, in inches, in a column of so many inches, at a type size in points?"""
    return lines_of(text, room * POINTS / (size * LETTER_WIDTH)) * size * LINE_HEIGHT / POINTS


def largest(sizes: Sequence[int], texts: Sequence[str], room: float, high: float, *, gap: float = 0.0) -> int:
    """In which of the sizes (largest first) do texts, one below the other, fit? The smallest when in none."""
    return next((size for size in sizes if sum(heights(texts, size, room, gap=gap)) <= high), sizes[-1])


def heights(texts: Sequence[str], size: float, room: float, *, gap: float = 0.0) -> list[float]:
    """How high is each text with the gap below it, in inches?"""
    return [height(text, size, room) + gap for text in texts]


def cut(text: str, size: float, room: float, high: float) -> str:
    """How much of a text fits? All of it, or its beginning with an ellipsis, never half a letter or emoji."""
    if height(text, size, room) <= high:
        return text
    fits, over = 1, len(text)
    while over - fits > 1:
        middle = (fits + over) // 2
        if height(shortened(text, middle), size, room) <= high:
            fits = middle
        else:
            over = middle
    return shortened(text, fits)
