"""The chart of the pillars: a square a session where they are few enough, else strips of counts."""

from dataclasses import dataclass, replace

from igfdata import vocabulary as v
from igfdata.charts.grid import fits_a_grid, session_grid
from igfdata.charts.grid_compared import compared_grid, fits_compared
from igfdata.charts.strips import coverage_strips
from igfdata.charts.theme import Chart
from igfdata.findings import Finding
from igfdata.measures.counting_rules import Counting
from igfdata.measures.coverage import Weight, pillar_coverage
from igfdata.measures.session_marks import session_marks
from igfdata.selection import either
from pages.shared.parts.axis_labels import head_labels
from pages.shared.parts.chart_card import Table
from pages.shared.parts.comparison_table import compared_table, compared_words
from pages.shared.view import View

TEXTS = {
    "grid_day": "Known child-related sessions, one square each, in order of time. Click a square for its session.",
    "grid": "One square is one session, those on the pillar first. Click a square for its session.",
    "compared": "One square is one session; a column is the same session in A and in B. Click a square for its session.",
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
    coverage = pillar_coverage(view.data, by=by, counting=counting, weight=weight)
    table = compared_table(view, coverage, pillar_coverage, of="pillar", by=by, counting=counting, weight=weight)
    words_b = compared_words(view)
    totals = pillar_coverage(view.data, counting=counting, weight=weight)
    labels = head_labels(view, by)
    shaded = shaded_cell(finding, by, labels)
    if (compared := _compared(view, by)) is not None and (counting, weight) == ("full", "sessions"):
        return PillarChart(compared, TEXTS["compared"], table, None)
    marks = session_marks(view.data, by=by)
    if counting == "full" and weight == "sessions" and fits_a_grid(marks, by=by):
        covered = dict(zip(view.data.meetings["meeting_id"], view.data.meetings["programme_coverage"].astype(str), strict=True))
        words = {key: TEXTS.get(covered[key], "") for key in labels} if by == "meeting" else {}
        figure = session_grid(marks, by=by, labels=labels, totals=totals, shaded=shaded, coverage=words)
        return PillarChart(figure, TEXTS["grid_day" if by == "day" else "grid"] + words_b, table, shaded and shaded[0])
    figure = coverage_strips(coverage, by=by, labels=labels, totals=totals, shaded=shaded, unit=weight)
    return PillarChart(figure, TEXTS["strips"] + words_b, table, shaded and shaded[0])


def _compared(view: View, by: str) -> Chart | None:
    """Draw the sessions of A and B by day; None without a comparison, by another breakdown, or where they are too many."""
    if view.comparison is None or view.data_b is None or by != "day":
        return None
    both = either(view.comparison, view.dataset)
    every = session_marks(both, by=by)
    if not fits_compared(every):
        return None
    one_meeting = both.column("sessions", "meeting_row").nunique() == 1
    labels = head_labels(replace(view, data=both), by)
    if not one_meeting:  # the same day of two meetings has two dates
        labels = {key: label.split("<br>")[0] for key, label in labels.items()}
    sides = (session_marks(view.data, by=by), session_marks(view.data_b, by=by))
    totals = (pillar_coverage(view.data), pillar_coverage(view.data_b))
    return compared_grid(every, sides, totals, labels=labels)


def shaded_cell(finding: Finding | None, by: str, labels: dict[str, str]) -> tuple[str, str] | None:
    """Key and pillar that a finding is about, where the chart has them."""
    if finding is None or finding.breakdown != by or not finding.cell:
        return None
    named = {key: v.day_slug(key).removeprefix("day-") if by == "day" else key for key in labels}
    key = next((key for key, name in named.items() if finding.cell in (name, key)), None)
    return None if key is None else (key, finding.pillar or "")
