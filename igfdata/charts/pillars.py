"""How each day, group or meeting leans to the three pillars: points in a triangle, and where two selections are compared arrows."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.canvas import LETTER, PHONE, PLACE, Canvas, draw_legend, figure_of
from igfdata.charts.theme import ACCENT, CARD, FAINT, LINE, PILLAR_TEXTS, SECOND, Chart, mark
from igfdata.escaping import for_plotly
from igfdata.measures.coverage import ternary_point
from igfdata.wording import amount, percent

SMALLEST, LARGEST = 6, 17
"""Radius of a point without and with the most sessions, in pixels."""

ON_PHONE = 0.7
"""Part of that radius on a phone, so that names find room."""

SIDE, SIDE_PHONE = 400, 216
"""Side of the triangle, where there is room for names at its sides, and on a phone."""

TOP, LABEL_STEP = 44, 22
"""Pixels above the triangle, and between the names at its sides."""


class Lean(NamedTuple):
    """Shares of the three pillars, and of how many sessions."""

    shares: Sequence[float]
    n: float


class Point(NamedTuple):
    """A value of a breakdown and how it leans in A, and in B where it is compared; None where it has no session with a pillar."""

    key: str
    name: str
    a: Lean | None
    b: Lean | None = None

    @property
    def lean(self) -> Lean:
        """How it leans in A, else in B."""
        found = self.a or self.b
        assert found is not None
        return found


Place = tuple[float, float]


def pillar_balance_ternary(
    balance: pd.DataFrame, *, by: str, labels: Mapping[str, str], other: pd.DataFrame | None = None
) -> Chart:
    """Where does each day or group lean? A point's nearness to a corner is its share of that pillar; its size is n.

    Parameters
    ----------
    balance
        From :func:`igfdata.measures.coverage.balance`; keys without a pillar are left out.
    labels
        Key → name, in the order of the keys; a key without a name has its own.
    other
        The same measure of B, drawn as rings; an arrow leads from the ring to the point of A.
    """
    a, b = _leans(balance), _leans(other)
    keys = [key for key in dict.fromkeys([*labels, *a, *b]) if key in a or key in b]
    points = [Point(key, labels.get(key, key), a.get(key), b.get(key)) for key in keys]
    return figure_of(*(_drawn(points, by, width, is_compared=other is not None) for width in (PLACE, PHONE)))


def _leans(balance: pd.DataFrame | None) -> dict[str, Lean]:
    """Key → how it leans, of those with a pillar."""
    rows = () if balance is None else balance.itertuples(index=False)
    return {str(row.key): Lean([getattr(row, pillar) for pillar in v.PILLARS], row.n) for row in rows if row.n}


def _drawn(points: Sequence[Point], by: str, width: float, *, is_compared: bool) -> Canvas:
    canvas, side = Canvas(width, corner=0), SIDE if width == PLACE else SIDE_PHONE
    left = (width - side) / 2
    bottom = TOP + side * math.sqrt(3) / 2

    def at(shares: Sequence[float]) -> Place:
        x, y = ternary_point(shares)
        return left + side * x, bottom - side * y

    taken = _frame(canvas, at)
    largest = max([1.0, *(lean.n for point in points for lean in (point.a, point.b) if lean)])

    def radius(lean: Lean) -> float:
        return (SMALLEST + (LARGEST - SMALLEST) * math.sqrt(lean.n / largest)) * (1 if width == PLACE else ON_PHONE)

    ordered = sorted(points, key=lambda point: -point.lean.n)  # small points above large ones
    for point in ordered:
        for lean in (point.b, point.a):
            if lean is not None:
                x, y = at(lean.shares)
                r = max(radius(lean), 9)
                canvas.area(x - r, y - r, 2 * r, 2 * r, mark(**{by: point.key}), _hover(point, is_compared=is_compared))
    for point in ordered:
        if point.b is not None:
            canvas.ring(*at(point.b.shares), radius(point.b), SECOND)
    moves = [
        (at(point.b.shares), at(point.a.shares), radius(point.b), radius(point.a)) for point in ordered if point.a and point.b
    ]
    arrows = [_arrow(canvas, *move) for move in moves]
    for point in ordered:
        if point.a is not None:
            canvas.dot(*at(point.a.shares), radius(point.a) + 1, CARD)
            canvas.dot(*at(point.a.shares), radius(point.a), ACCENT)
    spots = [(point, at(point.lean.shares), radius(point.lean)) for point in points]
    if width == PLACE:
        _names_at_sides(canvas, spots, left, side, has_n=not is_compared)
    else:
        taken += [(x - r, y - r, x + r, y + r) for _, (x, y), r in spots]
        _names_nearby(canvas, spots, taken)
    canvas.height = bottom + 44
    if is_compared:
        entries = [("person", "A"), ("ring", "B"), *([("arrow", "from B to A")] if any(arrows) else [])]
        canvas.height = draw_legend(canvas, entries, canvas.height + 6)
    return canvas


Box = tuple[float, float, float, float]


def _frame(canvas: Canvas, at: Callable[[Sequence[float]], Place]) -> list[Box]:
    """Draw the triangle with its thirds and the names of its corners; the boxes that these take."""
    thirds = [(first, 1 - first) for first in (1 / 3, 2 / 3)]
    for number in range(3):
        for first, rest in thirds:
            ends: list[Place] = []
            for other in (1, 2):
                shares = [0.0, 0.0, 0.0]
                shares[number], shares[(number + other) % 3] = first, rest
                ends.append(at(shares))
            _line(canvas, ends[0], ends[1], LINE, 1)
    corners = {pillar: at([float(pillar == other) for other in v.PILLARS]) for pillar in v.PILLARS}
    places = list(corners.values())
    for one, other in ((0, 1), (1, 2), (2, 0)):
        _line(canvas, places[one], places[other], FAINT, 1.5)
    taken = []
    for pillar, (x, y) in corners.items():
        name = v.PILLARS.label(pillar)
        below = y - 26 if pillar == next(iter(v.PILLARS)) else y + 28
        canvas.word(x, below, f"<b>{name}</b>", colour=PILLAR_TEXTS[pillar], at="middle center")
        half = LETTER * 16 * len(name) / 2 + 4
        taken.append((x - half, below - 10, x + half, below + 10))
    return taken


def _line(canvas: Canvas, start: Place, end: Place, colour: str, width: float) -> None:
    canvas.line(start[0], start[1], end[0], end[1], colour, width=width)


def _arrow(canvas: Canvas, start: Place, end: Place, from_edge: float, to_edge: float) -> bool:
    """Draw an arrow from the edge of one point to that of another; whether there is room for one."""
    length = math.dist(start, end)
    if length < from_edge + to_edge + 10:
        return False
    x, y = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    tip = (end[0] - x * (to_edge + 2), end[1] - y * (to_edge + 2))
    neck = (tip[0] - 9 * x, tip[1] - 9 * y)
    _line(canvas, (start[0] + x * from_edge, start[1] + y * from_edge), neck, SECOND, 2)
    canvas.head(tip, (neck[0] - 5 * y, neck[1] + 5 * x), (neck[0] + 5 * y, neck[1] - 5 * x), SECOND)
    return True


def _names_at_sides(
    canvas: Canvas, spots: Sequence[tuple[Point, Place, float]], left: float, side: float, *, has_n: bool
) -> None:
    """Write the names, and of how many sessions they are, in two columns at the sides, each with a thin line to its point."""
    middle, most = left + side / 2, math.ceil(len(spots) / 2) + 2
    ordered = sorted(spots, key=lambda spot: spot[1][0])
    n_left = min(max(sum(x < middle for _, (x, _), _ in ordered), len(ordered) - most), most)
    for column, is_left in ((ordered[:n_left], True), (ordered[n_left:], False)):
        end = left - 26 if is_left else left + side + 26
        near = end + 5 if is_left else end - 5
        column = sorted(column, key=lambda spot: (round(spot[1][1]), abs(spot[1][0] - end)))
        ys: list[float] = []
        for point, place, _ in column:
            others = [(at, radius) for other, at, radius in spots if other is not point and at != place]
            first = max(place[1], ys[-1] + LABEL_STEP) if ys else place[1]
            free = (y for y in (first + step * LABEL_STEP / 2 for step in range(6)) if not _crosses(place, (near, y), others))
            ys.append(next(free, first))
        low = TOP + side * math.sqrt(3) / 2
        for number in reversed(range(len(ys))):
            ys[number] = min(ys[number], low - LABEL_STEP * (len(ys) - 1 - number))
        for (point, (x, y), radius), label_y in zip(column, ys, strict=True):
            words = for_plotly(point.name) + (f" ({amount(point.lean.n)})" if has_n else "")
            canvas.word(end, label_y, words, at="middle left" if is_left else "middle right")
            length = math.dist((near, label_y), (x, y))
            canvas.line(near, label_y, x + (near - x) * radius / length, y + (label_y - y) * radius / length, FAINT, width=0.75)


def _crosses(start: Place, end: Place, points: Sequence[tuple[Place, float]]) -> bool:
    """Tell whether a line runs through one of the points."""
    (x0, y0), (x1, y1) = start, end
    square = (x1 - x0) ** 2 + (y1 - y0) ** 2
    for (x, y), radius in points:
        part = min(1.0, max(0.0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / square))
        if math.dist((x, y), (x0 + part * (x1 - x0), y0 + part * (y1 - y0))) < radius + 2:
            return True
    return False


def _names_nearby(canvas: Canvas, spots: Sequence[tuple[Point, Place, float]], taken: list[Box]) -> None:
    """Write each name near its point where it covers nothing, that with the least room first; the others are in the tooltip and the table."""
    taken, waiting = list(taken), list(spots)

    def free(spot: tuple[Point, Place, float]) -> list[tuple[str, Place, Box]]:
        return [
            one
            for one in _near(*spot)
            if one[2][0] >= 0 and one[2][2] <= canvas.width and not any(_overlap(one[2], box) for box in taken)
        ]

    while waiting:
        spot = min(waiting, key=lambda spot: len(free(spot)))
        waiting.remove(spot)
        if places := free(spot):
            at, (x, y), box = places[0]
            canvas.word(x, y, for_plotly(spot[0].name), size=14, at=at)
            taken.append(box)


def _near(point: Point, place: Place, radius: float) -> list[tuple[str, Place, Box]]:
    """Give where a name can stand near its point: how it is aligned, where, and the box that it takes."""
    (x, y), width, off = place, LETTER * 14 * len(point.name), radius + 4
    found = [
        ("middle center", (x, y - off - 7)),
        ("middle center", (x, y + off + 7)),
        ("middle right", (x + off, y)),
        ("middle left", (x - off, y)),
    ]
    found += [
        (at, (x + side * 0.7 * off, y + up * (0.7 * off + 6)))
        for at, side in (("middle right", 1), ("middle left", -1))
        for up in (-1, 1)
    ]
    start = {"middle center": 0.5, "middle right": 0.0, "middle left": 1.0}
    return [
        (at, (left, middle), (left - start[at] * width, middle - 8, left + (1 - start[at]) * width, middle + 8)) for at, (left, middle) in found
    ]  # fmt: skip


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _hover(point: Point, *, is_compared: bool) -> str:
    lines = [f"<b>{for_plotly(point.name)}</b>"]
    for side, lean in (("A", point.a), ("B", point.b)):
        if lean is not None:
            shares = ", ".join(
                f"{v.PILLARS.label(pillar)} {percent(share)}" for pillar, share in zip(v.PILLARS, lean.shares, strict=True)
            )
            lines.append(f"{f'{side}, ' if is_compared else ''}n = {amount(lean.n)}: {shares}")
    return "<br>".join(lines)
