"""Who is heard more or less than the reference: a dot a group on a scale of doublings, with its interval; B a ring below."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from igfdata.charts.canvas import HALF, PHONE, Canvas, draw_legend, figure_of
from igfdata.charts.share_cells import FEW, Part, ShareCell, draw_squares
from igfdata.charts.theme import ACCENT, BAND, FAINT, INK, LINE, MUTED, SECOND, Chart, mark, wrapped
from igfdata.escaping import for_plotly
from igfdata.measures.stakeholders import BREAKDOWN_OF
from igfdata.names import group_name
from igfdata.wording import counted, out_of, percent, share_of

TICKS = {-3: "×⅛", -2: "×¼", -1: "×½", 0: "equal", 1: "×2", 2: "×4", 3: "×8"}
"""Doublings and their names on the scale."""

FURTHEST = 3
"""Doublings at most to each side; what is further stands at the end, its number says how far."""

ROOM_FOR_A_WORD = 4
"""Doublings at most between the ends of a scale that has room for a word."""

WORDS = {"none": "none", "no reference": "no reference", "too small": "reference below 2%", "would be": "would be {n}"}
"""Words of this chart."""


def representation_dots(
    ratios: pd.DataFrame, *, variable: str = "stakeholder_group", other: pd.DataFrame | None = None
) -> Chart:
    """Who is heard more or less than the reference? Right of the line: more; left: less; each step is a doubling.

    Parameters
    ----------
    ratios
        From :func:`igfdata.measures.references.representation`.
    other
        The same measure of B with its own reference, drawn as rings below A.
    """
    second = {} if other is None else {str(row.category): row for row in other.itertuples(index=False)}
    rows = [
        row
        for row in ratios.itertuples(index=False)
        if any(_is_told(one) for one in (row, second.get(str(row.category))) if one)
    ]
    rows.sort(
        key=lambda row: (not any(map(_has_dot, (row, second.get(str(row.category), row)))), math.isnan(row.ratio), -row.ratio)
    )
    return figure_of(
        *(_Drawing(rows, second, variable, width).canvas for width in (HALF, PHONE)), least=0.85, is_stretched=True
    )


def _is_told(row: Any) -> bool:
    """Tell whether a group has people or a reference."""
    return bool(row.of) and (row.n > 0 or not math.isnan(row.reference))


class _Drawing:
    """The chart for one width."""

    def __init__(self, rows: list[Any], second: Mapping[str, Any], variable: str, width: float) -> None:
        self.rows, self.second, self.variable = rows, second, variable
        has_few = any(0 < one.of <= FEW for row in rows for one in self._sides(row))
        self.canvas = Canvas(width, corner=1 if has_few else 6)
        drawn = [one for row in rows for one in self._sides(row) if _has_dot(one)]
        ends = [one.log2_ratio for one in drawn if not math.isnan(one.log2_ratio)]
        self.low = max(-FURTHEST, min(-1, *(math.floor(end) for end in ends), 0))
        self.high = min(FURTHEST, max(1, *(math.ceil(end) for end in ends), 0))
        self.left = 10.0 if self.canvas.is_phone else 142 + 10.0
        self.right = self.canvas.width - (10 if self.canvas.is_phone else 134 if second else 118)
        # what is not there at all has a place of its own, left of the scale
        self.none = self.left if any(not one.n for one in drawn) else None
        self.start = self.left + (46 if self.none is not None else 0)
        self._draw(bool(drawn))

    def _sides(self, row: Any) -> list[Any]:
        found = self.second.get(str(row.category))
        return [row] if found is None else [row, found]

    def _x(self, log2: float) -> float:
        inside = min(self.high, max(self.low, log2))
        return self.start + (inside - self.low) / (self.high - self.low) * (self.right - self.start)

    def _draw(self, has_scale: bool) -> None:
        canvas, height = self.canvas, (92 if self.second else 62) if self.canvas.is_phone else (56 if self.second else 47)
        y = 34.0 if has_scale else 6.0
        n_scaled = sum(any(map(_has_dot, self._sides(row))) for row in self.rows)  # those without stand last
        end = y + height * n_scaled
        if has_scale:
            for at in range(int(self.low), int(self.high) + 1):
                name = TICKS[at] if at or self.high - self.low <= ROOM_FOR_A_WORD else "×1"
                canvas.word(self._x(at), 12, name, size=14.5, colour=MUTED, at="middle center")
            if self.none is not None:
                canvas.word(self.none, 12, WORDS["none"], size=14.5, colour=MUTED, at="middle center")
            under = (44 if self.second else 32) if self.canvas.is_phone else 0  # no line crosses a name
            for top in (y + height * number + under for number in range(n_scaled if self.canvas.is_phone else 1)):
                self._lines(top if self.canvas.is_phone else 26, top + height - under if self.canvas.is_phone else end)
        for row in self.rows:
            self._row(row, y, height)
            y += height
        canvas.height = draw_legend(canvas, self._entries(), y + 16)

    def _lines(self, top: float, end: float) -> None:
        """Draw the lines of the scale behind a part of the rows."""
        for at in range(int(self.low), int(self.high) + 1):
            self.canvas.line(self._x(at), top, self._x(at), end, FAINT if not at else LINE, width=2 if not at else 1)
        if self.none is not None:
            self.canvas.line(self.none, top, self.none, end, LINE, dash="2px,4px")

    def _row(self, row: Any, y: float, height: float) -> None:
        canvas, label = self.canvas, group_name(self.variable, row.category)
        lines = [for_plotly(label)] if self.canvas.is_phone else wrapped(label, 18).split("<br>")
        canvas.lines(0, y + 12 if self.canvas.is_phone else y + height / 2, lines)
        sides = self._sides(row)
        hover = f"<b>{for_plotly(label)}</b>: " + "<br>B: ".join(_hover(one) for one in sides)
        cell = ShareCell(
            Part.of_row(row),
            Part.of_row(sides[-1]),
            mark(**{BREAKDOWN_OF[self.variable]: str(row.category)}),
            hover,
            "" if row.n else "none",
        )
        if (why := _no_ratio(sides)) and not any(0 < one.of <= FEW for one in sides):
            canvas.word(
                self.left,
                y + 54 if self.canvas.is_phone and self.second else y + 36 if self.canvas.is_phone else y + height / 2,
                why,
                size=14.5,
                colour=MUTED,
            )
        canvas.area(0, y + 1, canvas.width, height - 2, cell.behind, hover, cell.said)
        for number, one in enumerate(sides):
            middle = y + height / 2 - 12 * (len(sides) - 1) + 24 * number
            if self.canvas.is_phone:
                middle = y + 54 + 22 * number if self.second else y + 42
            else:
                canvas.word(
                    canvas.width,
                    middle,
                    self._number(one, number),
                    size=14.5,
                    colour=MUTED if number else INK,
                    at="middle left",
                )
            self._marks(one, number, middle, cell)
        if self.canvas.is_phone:
            text = " · ".join(self._number(one, number) for number, one in enumerate(sides))
            if self.second:
                canvas.word(0, y + 32, text, size=14.5)
            else:
                canvas.word(canvas.width, y + 12, text, size=14.5, at="middle left")

    def _number(self, one: Any, number: int) -> str:
        """Write of how many people a side is, and how many times the reference, or what the reference would be."""
        text = ("A ", "B ")[number] if self.second else ""
        text += out_of(one.n, one.of) if one.of else "–"
        if _has_dot(one):
            return f"{text}  <b>× {one.ratio:.1f}</b>"
        if 0 < one.of <= FEW and not math.isnan(one.reference):
            return f"{text}, {WORDS['would be'].format(n=f'{one.reference * one.of:.0f}')}"
        return text

    def _marks(self, one: Any, number: int, y: float, cell: ShareCell) -> None:
        canvas = self.canvas
        if one.of and one.of <= FEW:
            draw_squares(canvas, Part.of_row(one), "share", bool(number), cell, self.left, y, min(self.right - self.left, 130))
            return
        if not _has_dot(one):
            return
        low, high = (math.log2(bound / one.reference) if bound > 0 else -math.inf for bound in (one.low, one.high))
        start = self._x(low) if low > -math.inf or self.none is None else self.none
        if one.n:
            canvas.bar(start, y - 6, max(2.0, self._x(high) - start), 12, fill=BAND, edge=BAND)
            canvas.mark(cell.behind, cell.hover, cell.said)
        x = self._x(one.log2_ratio) if one.n else self.none or self.left
        if number:
            canvas.ring(x, y, 6, SECOND)
        else:
            canvas.dot(x, y, 6.5, ACCENT)

    def _entries(self) -> list[tuple[str, str]]:
        """Say what is drawn, and nothing that is not."""
        sides = [(one, number) for row in self.rows for number, one in enumerate(self._sides(row))]
        a, b = ("A", "B") if self.second else ("share here", "")
        entries = [("person", a)] if any(_has_dot(one) and not number for one, number in sides) else []
        entries += [("ring", b)] if any(_has_dot(one) and number for one, number in sides) else []
        entries += [("band", "95% interval")] if any(_has_dot(one) and one.n for one, _ in sides) else []
        few = [number for one, number in sides if one.of and one.of <= FEW]
        entries += [("has", "A, of the group" if self.second else "of the group")] if 0 in few else []
        entries += [("second", "B, of the group")] if 1 in few else []
        return entries + ([("off", "of other groups")] if few else [])


def _has_dot(row: Any) -> bool:
    """Tell whether a ratio is drawn: of enough people, and where there is one."""
    return row.of > FEW and not math.isnan(row.ratio)


def _no_ratio(sides: list[Any]) -> str:
    """Say why no side has a ratio; empty where one has."""
    if not all(math.isnan(one.ratio) for one in sides):
        return ""
    return WORDS["no reference" if all(math.isnan(one.reference) for one in sides) else "too small"]


def _hover(row: Any) -> str:
    if not row.of:
        return "no one of a known group"
    reference = WORDS["no reference"] if math.isnan(row.reference) else f"reference {percent(row.reference)}"
    times = f", {row.ratio:.1f} times" if _has_dot(row) else ""
    would = (
        ""
        if math.isnan(row.reference)
        else f"<br>The reference would be {counted(round(row.reference * row.of), 'person', 'people')}"
    )
    return f"{share_of(row.n, row.of, 'people')}, {reference}{times}{would}"
