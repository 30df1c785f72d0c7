"""The legend inside a chart that is laid out in pixels."""

from collections.abc import Iterator

from igfdata import vocabulary as v
from igfdata.charts.canvas import LETTER, Canvas
from igfdata.charts.theme import ACCENT, BAND, CARD, EDGE, FAINT, INK, LIGHTER, MUTED, PILLAR_COLOURS, SECOND


def draw_legend(canvas: Canvas, entries: list[tuple[str, str]], y: float) -> float:
    """Draw signs and their words in lines as wide as the canvas; the lower end."""
    first = PILLAR_COLOURS[next(iter(v.PILLARS))]
    for x, line, (kind, words) in _placed(entries, canvas.width):
        at = y + 24 * line
        if kind in ("on", "off", "hatched", "dot"):
            is_on = kind in ("on", "dot")
            canvas.bar(
                x, at - 8, 16, 16, fill=first if is_on else CARD, edge=first if is_on else EDGE, is_hatched=kind == "hatched"
            )
        if kind in ("dot", "above"):
            canvas.dot(x + 8, at, 2.6 if kind == "dot" else 4.5, CARD if kind == "dot" else MUTED)
        if kind == "lighter":
            lighter = LIGHTER[next(iter(v.PILLARS))]
            canvas.bar(x, at - 8, 16, 16, fill=lighter, edge=lighter)
        if kind == "away":
            canvas.dot(x + 8, at, 2, EDGE)
        if kind == "ring":
            canvas.ring(x + 8, at, 6, SECOND)
        if kind == "arrow":
            canvas.line(x, at, x + 10, at, SECOND, width=2)
            canvas.head((x + 18, at), (x + 9, at - 5), (x + 9, at + 5), SECOND)
        if kind == "has":
            canvas.bar(x, at - 8, 16, 16, fill=ACCENT, edge=ACCENT)
        if kind == "second":
            canvas.bar(x, at - 8, 16, 16, fill=SECOND, edge=SECOND)
        if kind.startswith("spot"):  # a dot in the colour that follows
            canvas.dot(x + 8, at, 6.5, kind.removeprefix("spot"))
        if kind == "person":
            canvas.dot(x + 8, at, 6.5, ACCENT)
        if kind in ("tick", "tick-b"):
            canvas.tick(x + 8, at, 18, INK if kind == "tick" else SECOND)
        if kind == "band":
            canvas.bar(x, at - 7, 18, 14, fill=BAND, edge=BAND)
        if kind == "break":
            canvas.line(x + 8, at - 9, x + 8, at + 9, FAINT, width=2, dash="1px,6px")
        canvas.word(x + 22, at, words, size=15, colour=MUTED)
    lines = max((line for _, line, _ in _placed(entries, canvas.width)), default=0)
    return y + 24 * lines + 16


def _placed(entries: list[tuple[str, str]], width: float) -> Iterator[tuple[float, int, tuple[str, str]]]:
    x, line = 0.0, 0
    for entry in entries:
        needed = 22 + LETTER * 15 * len(entry[1])
        if x and x + needed > width:
            x, line = 0.0, line + 1
        yield x, line, entry
        x += needed + 26
