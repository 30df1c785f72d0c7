"""Who speaks: a dot a group on one scale, what the unknown allow, and the official share."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.canvas import HALF, LETTER, PHONE, Canvas, draw_legend, figure_of
from igfdata.charts.share_cells import FEW, Kind, Part, ShareCell, draw_squares
from igfdata.charts.theme import ACCENT, BAND, FAINT, INK, LINE, MUTED, SECOND, Chart, mark, wrapped
from igfdata.escaping import for_plotly
from igfdata.measures.stakeholders import BREAKDOWN_OF, SHARED
from igfdata.names import group_name
from igfdata.vocabulary import SMALL_N
from igfdata.wording import interval_text, out_of, percent, share_of

KINDS = {"Youth": "an age, any group"}
"""What a group that stands outside the shares is, where its name does not say it."""


def who_speaks(
    mix: pd.DataFrame,
    *,
    variable: str = "stakeholder_group",
    reference: pd.DataFrame | None = None,
    other: pd.DataFrame | None = None,
    reference_b: pd.DataFrame | None = None,
) -> Chart:
    """Which groups do the people belong to, compared with the official participation, and with a second selection?

    Parameters
    ----------
    mix
        From :func:`igfdata.measures.stakeholders.group_mix` without a breakdown.
    reference
        ``category, share`` (0 to 1) of the official participation.
    other
        The same measure of B, drawn as rings; its numbers stand in the place of those of the official share.
    reference_b
        The official participation that B has; drawn for itself where it differs from that of A.

    Returns
    -------
    Figure
        Groups with a share by their number of people; below a line those outside the shares, and the hatched unknown.
    """
    second = {} if other is None else {str(row.category): row for row in other.itertuples(index=False)}
    rows = [row for row in mix.itertuples(index=False) if _n(second, row) or not math.isnan(row.share_min)]
    official, official_b = _shares(reference), _shares(reference_b)
    shared = sorted((row for row in rows if row.category in SHARED[variable]), key=lambda row: -row.n)
    outside = [row for row in rows if row.category not in SHARED[variable] and row.category != v.UNKNOWN]
    unknown = [row for row in rows if row.category == v.UNKNOWN and _n(second, row)]
    groups = [*shared, *outside, *unknown]
    drawn = (_Drawing(groups, (official, official_b), second, variable, width).canvas for width in (HALF, PHONE))
    return figure_of(*drawn, least=0.85, is_stretched=True)


def _shares(reference: pd.DataFrame | None) -> dict[str, float]:
    return {} if reference is None else {str(row.category): float(row.share) for row in reference.itertuples(index=False)}


def _n(second: Mapping[str, Any], row: Any) -> int:
    """People of a group in A and B."""
    return int(row.n) + (int(second[row.category].n) if row.category in second else 0)


class _Drawing:
    """The chart for one width: ``pixels`` to all people from ``zero`` on; a side of few people is drawn one by one."""

    def __init__(
        self, groups: list[Any], official: tuple[dict[str, float], dict[str, float]], second: Mapping[str, Any], variable: str, width: float
    ) -> None:  # fmt: skip
        self.groups, self.second, self.variable = groups, second, variable
        self.official, official_b = official
        self.shared = [row for row in groups if self._is_shared(row)]
        of_b = [second[row.category] for row in self.shared if row.category in second]
        self.known, known_b = (max((int(row.of) for row in rows), default=0) for rows in (self.shared, of_b))
        self.is_few_a, self.is_few_b = (0 < of <= FEW for of in (self.known, known_b))
        self.is_split = bool(second) and (self.is_few_a or self.is_few_b)  # then B has a line of its own
        self.has_two_references = bool(second) and official_b != self.official
        self.ticks = {} if self.is_few_a else self.official
        self.ticks_b = official_b if second and not self.is_few_b and (self.has_two_references or self.is_few_a) else {}
        self.canvas = Canvas(width, corner=1 if self.is_few_a or self.is_few_b else 7)
        is_phone = self.canvas.is_phone
        self.height = ((70 if second else 52) if is_phone else 47) + (10 if self.is_split else 0)
        names, numbers = (0, 0) if is_phone else (142, 150 if second else 108 if self.official else 66)
        ends = (
            []
            if self.is_few_a
            else [max(_or(row.share_max, row.share if row.of else 0), self.official.get(row.category, 0)) for row in groups]
        )
        ends += [] if self.is_few_b else [share for row in groups if (share := self._share_of_b(row)) is not None]
        self.top = max([0.2, *ends, *self.ticks_b.values()])
        self.zero, self.pixels = names + 6, (width - numbers - names - 12) / self.top
        self._draw(has_scale=bool(ends))

    def _draw(self, *, has_scale: bool) -> None:
        if has_scale:
            self._draw_scale()
        self._write_heads()
        first_outside = next((row for row in self.groups if not self._is_shared(row)), None)
        y, at = 34.0, {}
        for row in self.groups:
            if row is first_outside:
                y += 10
                self.canvas.line(0, y - 5, self.canvas.width, y - 5, FAINT)
            at[row.category] = y
            y += self.height
        for row in sorted(self.groups, key=lambda row: not _n(self.second, row)):  # marks come before bars that open nothing
            self._draw_row(row, at[row.category])
            self._write_row(row, at[row.category])
        for row in self.groups:
            if not self.is_split and (share := self._share_of_b(row)) is not None:
                self._draw_ring(row.share if row.of else None, share, at[row.category] + self.middle)
        self.canvas.height = draw_legend(self.canvas, self._entries(), y + 16)

    @property
    def middle(self) -> float:
        """Where the strip of a row lies in it."""
        return self.height - 17 if self.canvas.is_phone else self.height / 2

    def _is_shared(self, row: Any) -> bool:
        return row.category in SHARED[self.variable]

    def _x(self, share: float) -> float:
        return self.zero + share * self.pixels

    def _share_of_b(self, row: Any) -> float | None:
        """Share of a group in B, where it is drawn."""
        found = self.second.get(row.category)
        return float(found.share) if found is not None and found.of and self._is_shared(row) else None

    def _draw_scale(self) -> None:
        step = 0.2 if self.top <= 0.65 else 0.25 if self.top <= 0.8 else 0.5
        for tick in (number * step for number in range(int(self.top / step) + 1)):
            x = self._x(tick)
            self.canvas.word(x, 12, f"{100 * tick:.0f}%" if tick else "0", size=15, colour=MUTED, at="middle center")
            self.canvas.line(x, 26, x, 34 + self.height * len(self.shared), LINE)

    def _write_heads(self) -> None:
        """Write what stands in the columns of numbers."""
        canvas = self.canvas
        if canvas.is_phone:
            return
        if self.second:
            canvas.word(canvas.width - 78, 12, "<b>A</b>", size=15, colour=ACCENT, at="middle left")
            canvas.word(canvas.width, 12, "B", size=15, colour=MUTED, at="middle left")
            return
        canvas.word(
            canvas.width - (54 if self.official else 0), 12, f"of {self.known}", size=15, colour=MUTED, at="middle left"
        )
        if self.official:
            canvas.word(canvas.width, 12, "official", size=15, colour=MUTED, at="middle left")

    def _draw_row(self, row: Any, y: float) -> None:
        """Draw the marks of one group: of A, and of B where they have a line of their own."""
        canvas, found, middle = self.canvas, self.second.get(row.category), y + self.middle
        behind, hover = mark(**{BREAKDOWN_OF[self.variable]: row.category}), _hover(row, self.variable, found)
        cell = ShareCell(Part.of_row(row), Part.of_row(row if found is None else found), behind, hover, "")
        if _n(self.second, row):
            canvas.area(0, y + 1, canvas.width, self.height - 2, behind, hover)  # the whole row can be clicked
        is_below = found is not None and (self.is_split or row.category == v.UNKNOWN)
        self._draw_a(row, cell, middle - 8 if is_below else middle)
        if found is None:
            return
        if row.category in self.ticks_b:
            self._draw_tick(self.ticks_b[row.category], middle + 8 if self.is_split else middle, SECOND)
        if self.is_few_b:
            self._draw_few(row, cell, middle + 8, is_b=True)
        elif row.category == v.UNKNOWN and found.n:
            self._draw_hatched(found, cell, middle + 8, SECOND)
        elif self.is_split and (share := self._share_of_b(row)) is not None:
            canvas.ring(self._x(share), middle + 8, 6, SECOND)

    def _draw_a(self, row: Any, cell: ShareCell, y: float) -> None:
        if self.is_few_a:
            self._draw_few(row, cell, y, is_b=False)
            return
        low, high = _or(row.share_min, 0), _or(row.share_max, 0)
        if self._is_shared(row) and high > low:
            width = max(2.0, (high - low) * self.pixels)
            self.canvas.bar(self._x(low) - 1, y - 7, width, 14, fill=BAND, edge=BAND)
            if row.n:
                self.canvas.mark(cell.behind, cell.hover)
        if row.category == v.UNKNOWN and row.n:
            self._draw_hatched(row, cell, y, ACCENT if self.second else FAINT)
        if row.category in self.ticks:
            self._draw_tick(self.ticks[row.category], y, INK)
        if self._is_shared(row) and row.of:
            self.canvas.dot(self._x(row.n / row.of), y, 6.5, ACCENT)

    def _draw_tick(self, share: float, y: float, colour: str) -> None:
        self.canvas.tick(self._x(share), y, 20 if self.canvas.is_phone else 24, colour)

    def _draw_few(self, row: Any, cell: ShareCell, y: float, *, is_b: bool) -> None:
        """Draw people one by one; outside the shares only where all who are listed are few, too."""
        part = cell.b if is_b else cell.a
        kind: Kind = "share" if self._is_shared(row) else "unknown" if row.category == v.UNKNOWN else "outside"
        if part.of and (kind == "share" or part.of <= 2 * FEW):
            draw_squares(self.canvas, part, kind, is_b, cell, self.zero, y, self.top * self.pixels)

    def _draw_hatched(self, row: Any, cell: ShareCell, y: float, edge: str) -> None:
        """Draw how many have no group stated."""
        length = min(self.top, row.n / row.of) * self.pixels
        self.canvas.bar(self.zero, y - 6, max(2.0, length), 12, edge=edge, is_hatched=True)
        self.canvas.mark(cell.behind, cell.hover)

    def _draw_ring(self, share: float | None, share_b: float, y: float) -> None:
        """Draw B as a ring, and a thin line to the dot of A."""
        if share is not None and abs(share - share_b) * self.pixels > 13:
            left, right = sorted((self._x(share), self._x(share_b)))
            self.canvas.bar(left + 6.5, y - 1, right - left - 13, 2, fill=SECOND, edge=SECOND)
        self.canvas.ring(self._x(share_b), y, 6, SECOND)

    def _write_row(self, row: Any, y: float) -> None:
        """Write the name of a group and its numbers."""
        canvas, found, is_shared, middle = self.canvas, self.second.get(row.category), self._is_shared(row), y + self.middle
        label, kind = group_name(self.variable, row.category), "" if is_shared else KINDS.get(row.category, "")
        if canvas.is_phone:
            canvas.word(0, y + 12, for_plotly(f"{label}, {kind}" if kind else label))
            if found is not None:
                both = f"<b>A {out_of(row.n, row.of)}</b> · B {out_of(found.n, found.of)}"
                canvas.word(0, y + 31, both, size=15, colour=MUTED)
            else:
                canvas.word(canvas.width, y + 12, out_of(row.n, row.of), colour=MUTED, at="middle left")
            return
        is_beside = bool(kind) and not (self.is_few_a or self.is_few_b)
        lines = [*wrapped(label, 18).split("<br>"), *([kind] if kind and not is_beside else [])]
        for number, line in enumerate(lines):
            canvas.word(0, middle + 19 * (number - (len(lines) - 1) / 2), line, colour=MUTED if line == kind else INK)
        if is_beside:
            canvas.word(LETTER * 16 * len(label) + 12, middle, kind, size=15, colour=MUTED)
        if found is not None:
            canvas.word(canvas.width - 78, middle, f"<b>{out_of(row.n, row.of)}</b>", size=15, at="middle left")
            canvas.word(canvas.width, middle, out_of(found.n, found.of), size=15, colour=MUTED, at="middle left")
            return
        end = canvas.width - (54 if self.official else 0)
        canvas.word(end, middle, f"<b>{row.n:.0f}</b>" if is_shared else out_of(row.n, row.of), at="middle left")
        if self.official:
            would = f"{self.official[row.category] * row.of:.0f}" if is_shared and row.category in self.official else "–"
            canvas.word(canvas.width, middle, would, colour=MUTED, at="middle left")

    def _entries(self) -> list[tuple[str, str]]:
        """Say what is drawn, and nothing that is not."""
        a, b = ("A", "B") if self.second else ("", "")
        few = [
            (kind, f"{side}, of the group" if side else "of the group")
            for kind, side, is_few in (("has", a, self.is_few_a), ("second", b, self.is_few_b))
            if is_few
        ]
        entries = [] if self.is_few_a else [("person", a or "share of the known")]
        entries += [("ring", b)] if self.second and not self.is_few_b else []
        entries += [*few, ("off", "of other groups")] if few else []
        named = (" of A", " of B") if self.has_two_references else ("", "")
        entries += [("tick", f"official share{named[0]}")] if self.ticks else []
        entries += [("tick-b", f"official share{named[1]}")] if self.ticks_b else []
        is_open = not self.is_few_a and any(_or(row.share_max, 0) > _or(row.share_min, 0) for row in self.shared)
        entries += [("band", f"what the unknown allow{' in A' if self.second else ''}")] if is_open else []
        return entries


def _hover(row: Any, variable: str, found: Any = None) -> str:
    lines = [
        f"<b>{for_plotly(group_name(variable, row.category))}</b>: {share_of(row.n, row.of, 'people')}",
        interval_text(row.low, row.high, row.of),
    ]
    if row.of >= SMALL_N and row.share_max > row.share_min:
        lines.append(f"{percent(row.share_min)} to {percent(row.share_max)} of all people, whoever the unknown are")
    if found is not None:
        lines.append(f"B: {share_of(found.n, found.of, 'people')}")
    return "<br>".join(filter(None, lines))


def _or(value: float, otherwise: float) -> float:
    return otherwise if math.isnan(value) else float(value)
