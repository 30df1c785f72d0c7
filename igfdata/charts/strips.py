"""Strips of counts, where sessions are too many for a square each, or where hours or parts of sessions are counted."""

from collections.abc import Mapping, Sequence

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.canvas import PHONE, PLACE, Canvas, draw_legend, figure_of
from igfdata.charts.grid import Grid, rows_layout
from igfdata.charts.theme import CARD, EDGE, Chart, mark
from igfdata.wording import interval_text, out_of

HEIGHT = 14
"""Height of a strip."""


class Strips(Grid):
    """A cell is a strip as long as all that is coded, filled as far as it is on the pillar; A and B are on one scale."""

    count_width = 112.0

    def __init__(self, coverage: Sequence[pd.DataFrame], *, by: str, labels: Mapping[str, str],
                 totals: Sequence[pd.DataFrame], shaded: tuple[str, str] | None, unit: str) -> None:  # fmt: skip
        super().__init__(by, labels, totals, shaded, unit)
        self.rows = {
            (side, str(row.key), str(row.category)): row
            for side, frame in zip(self.sides, coverage, strict=True)
            for row in frame.itertuples(index=False)
        }
        self.longest = max((row.of for (_, key, _), row in self.rows.items() if key in labels), default=0)

    def count(self, side: str, key: str, pillar: str) -> tuple[float, float]:
        """Give the sessions or hours of a cell that are on the pillar, and that are coded."""
        row = self.rows.get((side, key, pillar))
        return (row.n, row.of) if row is not None else (0, 0)

    def said(self, side: str, key: str, pillar: str) -> str:
        """Say the count of a cell with its interval."""
        row = self.rows[side, key, pillar]
        return "<br>".join(filter(None, (super().said(side, key, pillar), interval_text(row.low, row.high, row.of))))

    def height(self, side: str, key: str, room: float) -> float:
        """Pixels of a strip and the gap below it."""
        return HEIGHT + 5

    def draw(self, canvas: Canvas, side: str, key: str, pillar: str, x: float, y: float, room: float) -> None:
        """Draw a strip: the filled part opens the sessions on the pillar, the rest those of the key."""
        n, of = self.count(side, key, pillar)
        if not of:
            return
        said = f"<b>{self.named(side, key)}</b>: {out_of(n, of)} {self.unit} on {v.PILLARS.label(pillar).lower()}"
        canvas.bar(x, y, room * of / self.longest, HEIGHT, fill=CARD, edge=EDGE)
        canvas.mark(mark(**{self.by: key}), said)
        if n:
            colour = self.colour(side, pillar)
            canvas.bar(x, y, room * n / self.longest, HEIGHT, fill=colour, edge=colour)
            canvas.mark(mark(**{self.by: key}, pillar=pillar), self.said(side, key, pillar))

    def legend(self, canvas: Canvas, y: float) -> float:
        """Draw what the strips say; the lower end."""
        on = [("on", "A, on this pillar"), ("lighter", "B, on this pillar")] if self.has_b else [("on", "on this pillar")]
        return draw_legend(canvas, [*on, ("off", f"other coded {self.unit}")], y)


def coverage_strips(
    coverage: Sequence[pd.DataFrame],
    *,
    by: str,
    labels: Mapping[str, str],
    totals: Sequence[pd.DataFrame],
    shaded: tuple[str, str] | None = None,
    unit: str = "sessions",
) -> Chart:
    """How much of each day, type, group or meeting is on a pillar? A strip as long as what is coded, filled as far as it is on it.

    Parameters
    ----------
    coverage
        From :func:`igfdata.measures.coverage.pillar_coverage` by ``by``: of one selection, or of A and of B.
    labels
        Key → label from the top, of all keys; ``<br>`` begins a second line.
    totals
        The same measure without a breakdown.
    shaded
        Key and pillar that the page is about.
    unit
        What is counted: sessions or hours.
    """
    strips = Strips(coverage, by=by, labels=labels, totals=totals, shaded=shaded, unit=unit)
    return figure_of(*(rows_layout(strips, width=width) for width in (PLACE, PHONE)))
