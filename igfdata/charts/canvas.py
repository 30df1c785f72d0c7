"""A chart that is laid out in pixels: squares, dots and words at their places, for a wide place and for a narrow one; its legend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from igfdata import vocabulary as v
from igfdata.charts.theme import (
    ACCENT,
    BAND,
    CARD,
    EDGE,
    FAINT,
    INK,
    LIGHTER,
    MUTED,
    PILLAR_COLOURS,
    SECOND,
    TINT,
    Chart,
    drawn,
)

LETTER = 0.5
"""Width of a letter, as a part of its size."""

NOTHING = "rgba(0,0,0,0)"
"""Colour of what is not seen, but can be clicked."""

PLACE = 972
"""Pixels inside a card on a screen of 1440."""

PHONE = 312
"""Pixels inside a card on a phone."""

HALF = 430
"""Pixels inside a card that takes half of such a screen."""

TEXT = 16
"""Size of letters where nothing else is said, in pixels."""


@dataclass
class Canvas:
    """Collects what is drawn; x goes right and y down, in pixels.

    Parameters
    ----------
    width
        Pixels for which places are meant; a narrower place squeezes them, one wider than :data:`PLACE` lets them grow.
    corner
        Radius of the corners of bars.
    """

    width: float
    height: float = 0
    corner: float = 3
    bars: list[tuple] = field(default_factory=list)
    dots: list[tuple] = field(default_factory=list)
    words: list[tuple] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    hovers: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def is_phone(self) -> bool:
        """Whether it is laid out for a phone."""
        return self.width == PHONE

    def bar(
        self, x: float, y: float, width: float, height: float, *, fill: str = CARD, edge: str = EDGE, is_hatched: bool = False
    ) -> None:
        """Draw a rectangle from its upper left corner, its outline inside."""
        inset = 0.75
        places = (x + width / 2, height - 2 * inset, y + inset, max(0.5, width - 2 * inset))
        look = (FAINT, edge, "/") if is_hatched else (fill, edge, "")  # plotly hatches in the colour of the bar
        self.bars.append((*(round(value, 2) for value in places), *look))

    def mark(self, behind: str, hover: str, text: str = "") -> None:
        """Say what the last bar opens, its tooltip and what is written there; bars with one come before those without.

        Every layout of a figure has the same marks in the same order.
        """
        self.marks.append(behind)
        self.hovers.append(hover)
        self.said.append(text)

    def dot(self, x: float, y: float, radius: float, colour: str, *, opacity: float = 1) -> None:
        """Draw a dot around its middle."""
        self._sign(x, y, 2 * radius, colour, "circle", 0, colour, opacity)

    def ring(self, x: float, y: float, radius: float, colour: str, *, width: float = 2.5, opacity: float = 1) -> None:
        """Draw a ring around its middle, with nothing inside."""
        self._sign(x, y, 2 * radius - width / 2, NOTHING, "circle", width, colour, opacity)

    def square(self, x: float, y: float, size: float, fill: str, edge: str) -> None:
        """Draw a square around its middle that opens nothing of its own."""
        self._sign(x, y, size - 1.5, fill, "square", 1.5, edge)

    def strip(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Draw a strip from its left end, around the middle of its line, behind everything; it opens nothing of its own."""
        corners = {"x0": x, "x1": x + width, "y0": y - height / 2, "y1": y + height / 2}
        self.shapes.append({"type": "rect", **corners, "fillcolor": colour, "line": {"width": 0}, "layer": "below"})

    def tick(self, x: float, y: float, height: float, colour: str) -> None:
        """Draw a short vertical line around its middle, above bars."""
        self._sign(x, y, height, colour, "line-ns", 2.5, colour)

    def _sign(
        self, x: float, y: float, size: float, colour: str, symbol: str, edge: float, rim: str, opacity: float = 1
    ) -> None:
        self.dots.append((round(x, 2), round(y, 2), size, colour, symbol, edge, rim, opacity))

    def word(self, x: float, y: float, text: str, *, size: float = TEXT, colour: str = INK, at: str = "middle right") -> None:
        """Write words that begin (``middle right``), end (``middle left``) or are centred at a place."""
        self.words.append((round(x, 2), round(y, 2), text, round(size, 2), colour, at))

    def lines(self, x: float, y: float, texts: Sequence[str], *, size: float = TEXT, step: float = 19) -> None:
        """Write lines one below the other, together around the middle of their place."""
        for number, text in enumerate(texts):
            self.word(x, y + step * (number - (len(texts) - 1) / 2), text, size=size)

    def area(self, x: float, y: float, width: float, height: float, behind: str, hover: str, text: str = "") -> None:
        """Let a rectangle be clicked that is not seen, see :meth:`mark`."""
        self.bar(x, y, width, height, fill=NOTHING, edge=NOTHING)
        self.mark(behind, hover, text)

    def count(self, x: float, y: float, text: str, behind: str, hover: str, *, size: float = TEXT, colour: str = MUTED) -> None:
        """Write a count that opens the sessions it counts; its tooltip says of what it is."""
        self.word(x, y, text, size=size, colour=colour)
        letters = len(text.replace("<b>", "").replace("</b>", ""))
        self.area(x, y - 0.65 * size, LETTER * size * letters + 6, 1.3 * size, behind, hover, text)

    def tint(self, left: float, top: float, right: float, bottom: float, radius: float = 8) -> None:
        """Shade a rectangle with round corners behind everything."""
        r = radius
        path = (
            f"M{left + r:.1f},{top:.1f} H{right - r:.1f} Q{right:.1f},{top:.1f} {right:.1f},{top + r:.1f} V{bottom - r:.1f} "
            f"Q{right:.1f},{bottom:.1f} {right - r:.1f},{bottom:.1f} H{left + r:.1f} Q{left:.1f},{bottom:.1f} {left:.1f},{bottom - r:.1f} "
            f"V{top + r:.1f} Q{left:.1f},{top:.1f} {left + r:.1f},{top:.1f} Z"
        )
        self.shapes.append({"type": "path", "path": path, "fillcolor": TINT, "line": {"width": 0}, "layer": "below"})

    def line(self, x0: float, y0: float, x1: float, y1: float, colour: str, *, width: float = 1, dash: str = "solid") -> None:
        """Draw a line behind everything."""
        ends = {"x0": x0, "y0": y0, "x1": x1, "y1": y1}
        self.shapes.append({"type": "line", **ends, "line": {"color": colour, "width": width, "dash": dash}, "layer": "below"})

    def head(self, tip: tuple[float, float], left: tuple[float, float], right: tuple[float, float], colour: str) -> None:
        """Draw the head of an arrow behind everything."""
        path = " L".join(f"{x:.1f},{y:.1f}" for x, y in (tip, left, right))
        self.shapes.append({"type": "path", "path": f"M{path} Z", "fillcolor": colour, "line": {"width": 0}, "layer": "below"})

    def traces(self) -> list[dict[str, Any]]:
        """Give what changes from one layout of the same marks to another: bars, dots and words, as plotly's traces."""
        x, y, base, width, fill, edge, hatch = _columns(self.bars, 7)
        pattern = {"shape": hatch, "size": 6, "solidity": 0.3, "fillmode": "replace"}
        look = {"color": fill, "line": {"color": edge, "width": 1.5}, "cornerradius": self.corner, "pattern": pattern}
        bars = {"x": x, "y": y, "base": base, "width": width, "marker": look}
        x, y, size, colour, symbol, edge, rim, opacity = _columns(self.dots, 8)
        rims = {"color": rim, "width": edge}
        dots = {"x": x, "y": y, "marker": {"size": size, "color": colour, "symbol": symbol, "opacity": opacity, "line": rims}}
        x, y, text, size, colour, at = _columns(self.words, 6)
        words = {"x": x, "y": y, "text": text, "textposition": at, "textfont": {"size": size, "color": colour}}
        return [bars, dots, words]


def _columns(rows: list[tuple], n: int) -> list[list[Any]]:
    return [list(values) for values in zip(*rows, strict=True)] or [[] for _ in range(n)]


def figure_of(wide: Canvas, narrow: Canvas, *, least: float = 0.7, is_stretched: bool = False) -> Chart:
    """Make one figure of two layouts of the same marks; the browser takes the narrow one where the wide one has no room.

    Parameters
    ----------
    least
        Part of its width in which the wide layout can still be read.
    is_stretched
        Whether places move apart where there is more room; squares would lose their shape.
    """
    assert wide.marks == narrow.marks
    kinds: list[dict[str, Any]] = [
        {
            "type": "bar", "orientation": "v", "customdata": wide.marks, "hovertext": wide.hovers, "hoverinfo": "text",
            "text": wide.said, "textposition": "none", "unselected": {"marker": {"opacity": 1}},
        },
        {"type": "scatter", "mode": "markers", "hoverinfo": "skip"},
        {"type": "scatter", "mode": "text", "hoverinfo": "skip", "cliponaxis": False},
    ]  # fmt: skip
    traces = [kind | layout for kind, layout in zip(kinds, wide.traces(), strict=True)]
    other = {"width": narrow.width, "height": narrow.height, "data": narrow.traces(), "shapes": narrow.shapes}
    hidden = {"visible": False, "automargin": False, "constrain": "domain"}
    return drawn(
        traces, height=round(wide.height), margin={"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0}, shapes=wide.shapes,
        xaxis={**hidden, "range": [0, wide.width]}, yaxis={**hidden, "range": [round(wide.height), 0]},
        meta={"pixels": {"width": wide.width, "height": round(wide.height), "least": least, "place": PLACE, "stretched": is_stretched, "narrow": other}},
    )  # fmt: skip


def draw_legend(canvas: Canvas, entries: list[tuple[str, str]], y: float) -> float:
    """Draw signs and their words in lines as wide as the canvas; the lower end."""
    first, lighter = (colours[next(iter(v.PILLARS))] for colours in (PILLAR_COLOURS, LIGHTER))
    squares = {
        "on": (first, first), "off": (CARD, EDGE), "hatched": (CARD, EDGE), "lighter": (lighter, lighter),
        "has": (ACCENT, ACCENT), "second": (SECOND, SECOND),
    }  # fmt: skip
    dots = {"above": (4.5, MUTED), "away": (2, EDGE), "person": (6.5, ACCENT)}
    for x, line, (kind, words) in _placed(entries, canvas.width):
        at = y + 24 * line
        if kind in squares:
            fill, edge = squares[kind]
            canvas.bar(x, at - 8, 16, 16, fill=fill, edge=edge, is_hatched=kind == "hatched")
        if kind in dots:
            canvas.dot(x + 8, at, *dots[kind])
        if kind == "ring":
            canvas.ring(x + 8, at, 6, SECOND)
        if kind == "arrow":
            canvas.line(x, at, x + 10, at, SECOND, width=2)
            canvas.head((x + 18, at), (x + 9, at - 5), (x + 9, at + 5), SECOND)
        if kind.startswith("spot"):  # a dot in the colour that follows
            canvas.dot(x + 8, at, 6.5, kind.removeprefix("spot"))
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
