"""The chart of the pillars: a square a session where they are few enough, else strips of counts."""

from dataclasses import dataclass
from functools import partial

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.grid import fits_a_grid, session_grid
from igfdata.charts.grid_compared import MOST_IN_CELL, MOST_KEYS, compared_grid, fits_compared
from igfdata.charts.strips import compared_strips, coverage_strips
from igfdata.charts.theme import Chart
from igfdata.dataset import Dataset
from igfdata.findings import Finding
from igfdata.measures.coverage import Counting, Weight, pillar_coverage
from igfdata.measures.session_marks import compared_marks, session_marks
from pages.shared.parts.axis_labels import head_labels
from pages.shared.parts.chart_card import Table
from pages.shared.parts.comparison_table import compared_table, named_table
from pages.shared.view import View

TEXTS = {
    "grid_day": "Known child-related sessions, one square each, in order of time. Click a square for its session.",
    "grid": "One square is one session, those on the pillar first. Click a square for its session.",
    "compared_day": "One square is one session; a column is the same session in A and in B. Click a square for its session.",
    "compared": "One square is one session, those on the pillar first: A above, B lighter below. Click a square for its session.",
    "compared_strips": "A above, B lighter below: the length is what is coded, the filled part is on the pillar. Click it for its sessions.",
    "strips": "The length is what is coded, the filled part is on the pillar. Click it for its sessions.",
    "child_sessions_only": "only child and youth sessions in the data",
    "partial": "part of the programme in the data",
    "complete": "complete programme in the data",
}
"""Texts of this chart."""


@dataclass(frozen=True)
class PillarChart:
    """The figure, how to read it, the table behind it, and the key that is shaded."""

    figure: Chart
    subtitle: str
    table: Table
    shaded: str | None


def pillar_chart(
    view: View, by: str, *, finding: Finding | None = None, counting: Counting = "full", weight: Weight = "sessions"
) -> PillarChart:
    """Draw the pillars by a breakdown.

    Parameters
    ----------
    finding
        What the page is about: its cell is shaded.
    """
    labels = head_labels(view, by)
    if view.data_b is not None:
        return _compared(view, view.data_b, by, labels, counting=counting, weight=weight)
    coverage = pillar_coverage(view.data, by=by, counting=counting, weight=weight)
    totals = pillar_coverage(view.data, counting=counting, weight=weight)
    table = partial(named_table, view, coverage, of="pillar", by=by, n=weight.capitalize())
    shaded = shaded_cell(finding, by, labels)
    marks = session_marks(view.data, by=by)
    if counting == "full" and weight == "sessions" and fits_a_grid(marks, by=by):
        covered = dict(zip(view.data.meetings["meeting_id"], view.data.meetings["programme_coverage"].astype(str), strict=True))
        words = {key: TEXTS.get(covered[key], "") for key in labels} if by == "meeting" else {}
        figure = session_grid(marks, by=by, labels=labels, totals=totals, shaded=shaded, coverage=words)
        return PillarChart(figure, TEXTS["grid_day" if by == "day" else "grid"], table, shaded and shaded[0])
    figure = coverage_strips(coverage, by=by, labels=labels, totals=totals, shaded=shaded, unit=weight)
    return PillarChart(figure, TEXTS["strips"], table, shaded and shaded[0])


def _compared(
    view: View, data_b: Dataset, by: str, labels: dict[str, str], *, counting: Counting, weight: Weight
) -> PillarChart:
    """Draw A and B: a square a session of each where they are few enough, else strips of both."""
    a, is_plain = view.data, (counting, weight) == ("full", "sessions")
    measure = pillar_coverage if is_plain else partial(pillar_coverage, counting=counting, weight=weight)
    table = compared_table(view, pd.DataFrame(), measure, of="pillar", by=by)
    totals = measure(a), measure(data_b)
    if is_plain and max(a.n_sessions, data_b.n_sessions) <= MOST_KEYS * MOST_IN_CELL:
        marks = compared_marks(a, data_b, by=by)
        if fits_compared(marks, by=by):
            figure = compared_grid(marks, totals, by=by, labels=labels)
            return PillarChart(figure, TEXTS["compared_day" if by == "day" else "compared"], table, None)
    figure = compared_strips((measure(a, by=by), measure(data_b, by=by)), totals, by=by, labels=labels, unit=weight)
    return PillarChart(figure, TEXTS["compared_strips"], table, None)


def shaded_cell(finding: Finding | None, by: str, labels: dict[str, str]) -> tuple[str, str] | None:
    """Key and pillar that a finding is about, where the chart has them."""
    if finding is None or finding.breakdown != by or not finding.cell:
        return None
    named = {key: v.day_slug(key).removeprefix("day-") if by == "day" else key for key in labels}
    key = next((key for key, name in named.items() if finding.cell in (name, key)), None)
    return None if key is None else (key, finding.pillar or "")
