"""Charts of the pillars: a square a session where they are few enough, else strips of counts; and the triangle, how each part leans."""

from dataclasses import dataclass
from functools import partial

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.pillars import pillar_balance_ternary
from igfdata.charts.session_grid import MOST_IN_CELL, MOST_KEYS, fits_a_grid, session_grid
from igfdata.charts.strips import coverage_strips
from igfdata.charts.theme import Chart, Pairs, drawn_once
from igfdata.dataset import Dataset
from igfdata.findings import Finding
from igfdata.findings.chart_titles import leaning_title, pillar_totals, pillars_title
from igfdata.findings.compared_titles import differing_title, leaning_apart_title
from igfdata.measures.compare import NO_CATEGORY
from igfdata.measures.coverage import Counting, Weight, balance, pillar_coverage, pillar_shares
from igfdata.measures.session_marks import compared_marks, session_marks
from igfdata.wording import percent
from pages.shared.parts.axis_labels import added_up, axis_labels, head_labels
from pages.shared.parts.chart_card import Table
from pages.shared.parts.sides import compared_table, named_table
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
    "triangle": "Nearer a corner: a larger share of that pillar, shared between pillars; larger point: more sessions. "
    "Middle: equal shares.",
    "arrows": "Arrows lead from B to A.",
    "n": "In brackets: sessions.",
    "none": "No session has a pillar.",
}
"""Texts of these charts."""


@dataclass(frozen=True)
class PillarChart:
    """The figure, what is seen in it, how to read it, the table behind it, and the key that is shaded."""

    figure: Chart
    title: str
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
    labels, sides = head_labels(view, by), [view.data, *([] if view.data_b is None else [view.data_b])]
    is_plain, is_compared = (counting, weight) == ("full", "sessions"), len(sides) == 2
    measure = pillar_coverage if is_plain else partial(pillar_coverage, counting=counting, weight=weight)
    coverage, totals = [measure(side, by=by) for side in sides], [measure(side) for side in sides]
    table: Table = partial(named_table, view, coverage[0], of="pillar", by=by, n=weight.capitalize())
    if is_compared:
        table = compared_table(view, pd.DataFrame(), measure, of="pillar", by=by)
    shaded = None if is_compared else shaded_cell(finding, by, labels)
    if is_compared:
        title = differing_title(pillar_totals(totals[0]), pillar_totals(totals[1]), "pillar")
    else:
        title = pillars_title(coverage[0], by, view.dataset, cell=shaded if is_plain else None, weight=weight)
    is_small = is_plain and max(side.n_sessions for side in sides) <= MOST_KEYS * MOST_IN_CELL
    if is_small and fits_a_grid(_marks(view.data, view.data_b, by), by=by):
        words = _coverage_words(view) if by == "meeting" and not is_compared else {}
        pairs, coverage_of = tuple(labels.items()), tuple(words.items())
        figure = _grid(view.data, view.data_b, by=by, labels=pairs, shaded=shaded, coverage=coverage_of)
        text = f"{'compared' if is_compared else 'grid'}{'_day' if by == 'day' else ''}"
        return PillarChart(figure, title, TEXTS[text] + added_up(view, by), table, shaded and shaded[0])
    figure = coverage_strips(coverage, by=by, labels=labels, totals=totals, shaded=shaded, unit=weight)
    subtitle = TEXTS["compared_strips" if is_compared else "strips"] + added_up(view, by)
    return PillarChart(figure, title, subtitle, table, shaded and shaded[0])


def _marks(a: Dataset, b: Dataset | None, by: str) -> pd.DataFrame:
    return session_marks(a, by=by) if b is None else compared_marks(a, b, by=by)


@drawn_once
def _grid(a: Dataset, b: Dataset | None, *, by: str, labels: Pairs, shaded: tuple[str, str] | None, coverage: Pairs) -> Chart:
    totals = [pillar_coverage(side) for side in (a, b) if side is not None]
    return session_grid(_marks(a, b, by), by=by, labels=dict(labels), totals=totals, shaded=shaded, coverage=dict(coverage))


def _coverage_words(view: View) -> dict[str, str]:
    """Say of each meeting what its sessions are."""
    meetings = view.data.meetings
    return {
        key: TEXTS.get(str(kind), "") for key, kind in zip(meetings["meeting_id"], meetings["programme_coverage"], strict=True)
    }


def shaded_cell(finding: Finding | None, by: str, labels: dict[str, str]) -> tuple[str, str] | None:
    """Key and pillar that a finding is about, where the chart has them."""
    if finding is None or finding.breakdown != by or not finding.cell:
        return None
    named = {key: v.day_slug(key).removeprefix("day-") if by == "day" else key for key in labels}
    key = next((key for key, name in named.items() if finding.cell in (name, key)), None)
    return None if key is None else (key, finding.pillar or "")


@dataclass(frozen=True)
class BalanceChart:
    """The figure, what is seen in it, how to read it, what it shows in words, and the table behind it."""

    figure: Chart
    title: str
    subtitle: str
    alt: str
    table: Table


def balance_chart(view: View, by: str) -> BalanceChart:
    """Draw how the values of a breakdown lean to the pillars."""
    labels = {key: label.replace(v.DAY_UNKNOWN, "No date") for key, label in axis_labels(view, by).items()}
    points = balance(view.data, by=by, interval=False)
    if view.data_b is not None:
        return _balance_compared(view, points, view.data_b, by, labels)
    alt = [
        f"{row.key}: {_shares_text({pillar: getattr(row, pillar) for pillar in v.PILLARS})} of {row.n} sessions"
        for row in points.itertuples() if row.n
    ]  # fmt: skip
    figure = pillar_balance_ternary(points, by=by, labels=labels)
    title = leaning_title(points, by, view.dataset)
    return BalanceChart(
        figure,
        title,
        f"{TEXTS['triangle']} {TEXTS['n']}{added_up(view, by)}",
        "; ".join(alt) or TEXTS["none"],
        lambda: _balance_table(view, by),
    )


def _balance_table(view: View, by: str) -> pd.DataFrame:
    """Give how each value leans: sessions, the share of each pillar, and how balanced they are."""
    frame = balance(view.data, by=by).assign(category=NO_CATEGORY)
    table = named_table(view, frame, of="pillar", by=by, n="Sessions").rename(columns={"Share": "Balance index"})
    shares = {v.PILLARS.label(pillar): frame[pillar].round(3).to_numpy() for pillar in v.PILLARS}
    return table.assign(**shares)[[*table.columns[:3], *shares, *table.columns[3:]]]


def _balance_compared(view: View, a: pd.DataFrame, data_b: Dataset, by: str, labels: dict[str, str]) -> BalanceChart:
    b = balance(data_b, by=by, interval=False)
    both = a[a["n"] > 0].astype({"key": str}).merge(b[b["n"] > 0].astype({"key": str}), on="key", suffixes=("", "_b"))
    alt = [
        f"{labels.get(row['key'], row['key'])}, {v.PILLARS.label(pillar).lower()}: A {percent(row[pillar])}, B {percent(row[f'{pillar}_b'])}"
        for row in both.to_dict("records")
        for pillar in v.PILLARS
    ]
    table = compared_table(view, a, pillar_shares, of="pillar", by=by)
    figure = pillar_balance_ternary(a, by=by, labels=labels, other=b)
    return BalanceChart(
        figure,
        leaning_apart_title(*(balance(data, interval=False) for data in (view.data, data_b))),
        f"{TEXTS['triangle']} {TEXTS['arrows']}{added_up(view, by)}",
        "; ".join(alt) or TEXTS["none"],
        table,
    )


def _shares_text(shares: dict[str, float]) -> str:
    return ", ".join(f"{v.PILLARS.label(pillar).lower()} {percent(share)}" for pillar, share in shares.items())
