"""The session grid: one square a session and pillar, filled where the session is on the pillar."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.canvas import PHONE, PLACE, figure_of
from igfdata.charts.grid_cells import ORDER, Cell, Grid, totals_of
from igfdata.charts.grid_layouts import Squares, blocks_layout, columns_layout, rows_layout
from igfdata.charts.theme import Chart

MOST_SQUARES = 60
"""Sessions whose squares stand in one row; more are drawn as strips of counts, see :mod:`igfdata.charts.strips`."""

MOST_IN_BLOCK = 72
"""Squares in one block of a meeting, type or group."""

MOST_MEETINGS = 6
"""Meetings that stand side by side."""


def fits_a_grid(marks: pd.DataFrame, *, by: str) -> bool:
    """Tell whether the sessions are few enough for a square each."""
    largest = int(marks["key"].value_counts().max()) if len(marks) else 0
    return (
        len(marks) <= MOST_SQUARES
        if by == "day"
        else largest <= MOST_IN_BLOCK and marks["key"].nunique() <= 2 * MOST_MEETINGS + 2
    )


def session_grid(
    marks: pd.DataFrame,
    *,
    by: str,
    labels: Mapping[str, str],
    totals: pd.DataFrame,
    shaded: tuple[str, str] | None = None,
    coverage: Mapping[str, str] | None = None,
) -> Chart:
    """Which sessions touch which pillar, day by day? One square a session; of other breakdowns those on the pillar first.

    Parameters
    ----------
    marks
        From :func:`igfdata.measures.session_marks.session_marks` by ``by``, for which :func:`fits_a_grid` holds.
    labels
        Key → label in the order of the columns; ``<br>`` begins a second line.
    totals
        From :func:`igfdata.measures.coverage.pillar_coverage` without a breakdown.
    shaded
        Key and pillar that the page is about.
    coverage
        Meeting → what its sessions are, in words; a dotted line divides meetings of which they differ.
    """
    found: dict[str, list[Any]] = {key: [] for key in labels}
    for row in marks.itertuples(index=False):
        if row.key in found:
            found[row.key].append(row)
    rank = {state: number for number, state in enumerate(ORDER)}
    cells = {
        pillar: {
            key: Cell(pillar, key, rows if by == "day" else sorted(rows, key=lambda row: rank[getattr(row, pillar)]))
            for key, rows in found.items()
        }
        for pillar in v.PILLARS
    }
    grid = Grid(by, labels, cells, totals_of(totals), shaded, coverage or {})
    narrow = rows_layout(grid, Squares(grid, 14, 2, PHONE), width=PHONE, is_phone=True)
    if by == "day":
        return figure_of(columns_layout(grid), narrow)
    if by == "meeting" and len(labels) <= MOST_MEETINGS:
        return figure_of(blocks_layout(grid), narrow)
    return figure_of(rows_layout(grid, Squares(grid, 20, 4, PLACE), width=PLACE), narrow)
