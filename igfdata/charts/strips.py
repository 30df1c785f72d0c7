"""Strips of counts, where sessions are too many for a square each, or where hours or parts of sessions are counted."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.canvas import PHONE, PLACE, Canvas, draw_legend, figure_of
from igfdata.charts.grid import draw_name, rows_layout
from igfdata.charts.grid_cells import PILLAR_WORDS, Keyed, totals_of
from igfdata.charts.grid_compared import BESIDE, COUNT_ROOM, SIDES, Both, colour_of, draw_count, draw_heading, totals_of_both
from igfdata.charts.theme import CARD, EDGE, MUTED, PILLAR_COLOURS, PILLAR_TEXTS, Chart, mark
from igfdata.wording import interval_text, out_of, share_of

HEIGHT, COUNTS = 14, 112
"""Height of a strip; width of the counts that stand before strips."""


class Strips(Keyed):
    """The counts of a breakdown, and how a cell of them is drawn: as long as all that is coded, filled as far as it is on the pillar."""

    coverage: Mapping[str, str] = {}

    def __init__(
        self, coverage: pd.DataFrame, *, by: str, labels: Mapping[str, str], shaded: tuple[str, str] | None, unit: str
    ) -> None:
        self.by, self.labels, self.shaded, self.unit = by, labels, shaded, unit
        self.rows = {(str(row.key), str(row.category)): row for row in coverage.itertuples(index=False)}
        self.longest = max((row.of for (key, _), row in self.rows.items() if key in labels), default=0)
        self.totals: Mapping[str, tuple[float, float]] = {}

    head_height = 60.0

    def heading(self, canvas: Canvas, pillar: str, x: float) -> None:
        """Write the name of a pillar and its total."""
        draw_name(canvas, self, pillar, x, 14, 36, size=14 if canvas.is_phone else 18)

    def height(self, key: str, room: float) -> float:
        """Pixels of a strip."""
        return HEIGHT + 3

    def draw(self, canvas: Canvas, pillar: str, key: str, x: float, y: float, room: float) -> None:
        """Draw a strip: the filled part opens the sessions on the pillar, the rest those of the key."""
        row = self.rows.get((key, pillar))
        if row is None or not row.of:
            return
        filled, whole = (room * value / self.longest for value in (row.n, row.of))
        name = self.labels[key].replace("<br>", ", ")
        of_key = f"<b>{name}</b>: {out_of(row.n, row.of)} {self.unit} on {PILLAR_WORDS[pillar]}"
        canvas.bar(x, y, whole, HEIGHT, fill=CARD, edge=EDGE)
        canvas.mark(mark(**{self.by: key}), of_key)
        if row.n:
            canvas.bar(x, y, filled, HEIGHT, fill=PILLAR_COLOURS[pillar], edge=PILLAR_COLOURS[pillar])
            canvas.mark(mark(**{self.by: key}, pillar=pillar), self._said(row, pillar, name))

    def count(self, canvas: Canvas, pillar: str, key: str, x: float, y: float) -> None:
        """Write the count of a strip."""
        row = self.rows.get((key, pillar))
        if row is None or not row.of:
            canvas.word(x, y, "–", colour=MUTED)
            return
        text, is_it = out_of(row.n, row.of), self.is_shaded(key, pillar)
        behind, said = mark(**{self.by: key}, pillar=pillar), self._said(row, pillar, self.labels[key].replace("<br>", ", "))
        colour = PILLAR_TEXTS[pillar] if is_it else MUTED
        canvas.count(x, y, f"<b>{text}</b>" if is_it else text, behind, said, size=15, colour=colour)

    def legend(self, canvas: Canvas, y: float) -> float:
        """Draw the legend; its lower end."""
        return draw_legend(canvas, [("on", "on this pillar"), ("off", f"other coded {self.unit}")], y)

    def _said(self, row: Any, pillar: str, name: str) -> str:
        lines = [
            f"<b>{v.PILLARS.label(pillar)}</b>, {name}: {share_of(row.n, row.of, self.unit)}",
            interval_text(row.low, row.high),
        ]
        return "<br>".join(filter(None, lines))


def coverage_strips(
    coverage: pd.DataFrame,
    *,
    by: str,
    labels: Mapping[str, str],
    totals: pd.DataFrame,
    shaded: tuple[str, str] | None = None,
    unit: str = "sessions",
) -> Chart:
    """How much of each day, type, group or meeting is on a pillar? A strip as long as what is coded, filled as far as it is on it.

    Parameters
    ----------
    coverage
        From :func:`igfdata.measures.coverage.pillar_coverage` by ``by``.
    labels
        Key → label from the top; ``<br>`` begins a second line.
    totals
        The same measure without a breakdown.
    shaded
        Key and pillar that the page is about.
    unit
        What is counted: sessions or hours.
    """
    strips = Strips(coverage, by=by, labels=labels, shaded=shaded, unit=unit)
    strips.totals = totals_of(totals)
    return figure_of(*(rows_layout(strips, strips, width=width) for width in (PLACE, PHONE)))


class PairedStrips(Keyed):
    """The counts of A and B by a breakdown, and how a cell of them is drawn: a strip of A, below it a lighter one of B, on one scale."""

    def __init__(self, coverage: Both, totals: Both, *, by: str, labels: Mapping[str, str], unit: str) -> None:
        self.by, self.labels, self.shaded, self.unit = by, labels, None, unit
        self.cells = {
            (side, str(row.key), str(row.category)): (row.n, row.of)
            for side, frame in zip(SIDES, coverage, strict=True)
            for row in frame.itertuples(index=False)
        }
        self.longest = max((of for (_, key, _), (_, of) in self.cells.items() if key in labels), default=0)
        self.of_pillar = totals_of_both(totals)

    head_height = 78.0

    def heading(self, canvas: Canvas, pillar: str, x: float) -> None:
        """Write the name of a pillar, and below it the totals of A and B."""
        draw_heading(canvas, self.of_pillar[pillar], pillar, x, unit=f"coded {self.unit}")

    def height(self, key: str, room: float) -> float:
        """Pixels of both strips, without the last count where that stands below."""
        return 2 * HEIGHT + 2 if room >= BESIDE else 2 * HEIGHT + 6 + COUNT_ROOM

    def draw(self, canvas: Canvas, pillar: str, key: str, x: float, y: float, room: float) -> None:
        """Draw both strips of a cell with their counts: the filled part opens the sessions on the pillar, the rest those of the key."""
        is_beside = room >= BESIDE
        left, free = (x + COUNTS, room - COUNTS) if is_beside else (x, room)
        for side in SIDES:
            n, of = self.cells.get((side, key, pillar), (0, 0))
            if of:
                name = self.labels[key].replace("<br>", ", ")
                said = f"<b>{name}</b>, {side.upper()}: {out_of(n, of)} {self.unit} on {PILLAR_WORDS[pillar]}"
                canvas.bar(left, y, free * of / self.longest, HEIGHT, fill=CARD, edge=EDGE)
                canvas.mark(mark(**{self.by: key}), said)
                if n:
                    colour = colour_of(side, pillar)
                    canvas.bar(left, y, free * n / self.longest, HEIGHT, fill=colour, edge=colour)
                    canvas.mark(mark(**{self.by: key}, pillar=pillar), said)
            at = y + HEIGHT / 2 if is_beside else y + HEIGHT + 11
            draw_count(canvas, self, pillar, key, side, (n, of), x, at, unit=self.unit)
            y += HEIGHT + 6 if is_beside else HEIGHT + 6 + COUNT_ROOM

    def count(self, canvas: Canvas, pillar: str, key: str, x: float, y: float) -> None:
        """Write nothing more: each strip has its count."""

    def legend(self, canvas: Canvas, y: float) -> float:
        """Draw the legend; its lower end."""
        entries = [("on", "A, on this pillar"), ("lighter", "B, on this pillar"), ("off", f"other coded {self.unit}")]
        return draw_legend(canvas, entries, y)


def compared_strips(coverage: Both, totals: Both, *, by: str, labels: Mapping[str, str], unit: str = "sessions") -> Chart:
    """How much of each day, type, group or meeting is on a pillar, in A and in B? Strips of both on one scale.

    Parameters
    ----------
    coverage, totals
        From :func:`igfdata.measures.coverage.pillar_coverage` by ``by`` and without a breakdown, of A and of B.
    labels
        Key → label from the top, of all keys; ``<br>`` begins a second line.
    unit
        What is counted: sessions or hours.
    """
    strips = PairedStrips(coverage, totals, by=by, labels=labels, unit=unit)
    return figure_of(*(rows_layout(strips, strips, width=width) for width in (PLACE, PHONE)))
