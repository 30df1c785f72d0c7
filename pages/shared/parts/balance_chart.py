"""The triangle of the pillars: how each day, type, meeting or group leans, and where it compares how that differs."""

from dataclasses import dataclass

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.pillars import pillar_balance_ternary
from igfdata.charts.theme import Chart
from igfdata.dataset import Dataset
from igfdata.findings.chart_titles import leaning_title
from igfdata.measures.compare import NO_CATEGORY
from igfdata.measures.coverage import balance, pillar_shares
from igfdata.wording import percent
from pages.shared.parts.axis_labels import axis_labels
from pages.shared.parts.chart_card import Table
from pages.shared.parts.comparison_table import compared_table, named_table
from pages.shared.view import View

TEXTS = {
    "subtitle": "Nearer a corner: a larger share of that pillar, shared between pillars; larger point: more sessions. "
    "Middle: equal shares.",
    "n": "In brackets: sessions.",
    "compared": "Arrows lead from B to A.",
    "none": "No session has a pillar.",
    "leans": "A leans more to {pillar} than B",
    "alike": "A and B lean alike",
}
"""Texts of this chart."""


ROUNDING = 0.005
"""A smaller difference of shares is not told."""


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
    labels = {key: label.replace("<br>", " ") for key, label in axis_labels(view, by).items()}
    if by == "day":
        labels = {key: key.replace(v.DAY_UNKNOWN, "No date") for key in labels}
    points = balance(view.data, by=by, interval=False)
    if view.data_b is not None:
        return _compared(view, points, view.data_b, by, labels)
    alt = [
        f"{row.key}: {_shares_text({pillar: getattr(row, pillar) for pillar in v.PILLARS})} of {row.n} sessions"
        for row in points.itertuples() if row.n
    ]  # fmt: skip
    figure = pillar_balance_ternary(points, by=by, labels=labels)
    title = leaning_title(points, by, view.dataset)
    return BalanceChart(
        figure, title, f"{TEXTS['subtitle']} {TEXTS['n']}", "; ".join(alt) or TEXTS["none"], lambda: _table(view, by)
    )


def _table(view: View, by: str) -> pd.DataFrame:
    """Give how each value leans: sessions, the share of each pillar, and how balanced they are."""
    frame = balance(view.data, by=by).assign(category=NO_CATEGORY)
    table = named_table(view, frame, of="pillar", by=by, n="Sessions").rename(columns={"Share": "Balance index"})
    shares = {v.PILLARS.label(pillar): frame[pillar].round(3).to_numpy() for pillar in v.PILLARS}
    return table.assign(**shares)[[*table.columns[:3], *shares, *table.columns[3:]]]


def _compared(view: View, a: pd.DataFrame, data_b: Dataset, by: str, labels: dict[str, str]) -> BalanceChart:
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
        _compared_title(view.data, data_b),
        f"{TEXTS['subtitle']} {TEXTS['compared']}",
        "; ".join(alt) or TEXTS["none"],
        table,
    )


def _compared_title(a: Dataset, b: Dataset) -> str:
    """Say to which pillar A leans more than B, whatever the breakdown."""
    both = [balance(data, interval=False).iloc[0] for data in (a, b)]
    more = {pillar: both[0][pillar] - both[1][pillar] for pillar in v.PILLARS}
    most = max(more, key=lambda pillar: more[pillar])
    if not more[most] >= ROUNDING:  # nor where one of them has no pillar
        return TEXTS["alike"]
    return TEXTS["leans"].format(pillar=v.PILLARS.label(most).lower())


def _shares_text(shares: dict[str, float]) -> str:
    return ", ".join(f"{v.PILLARS.label(pillar).lower()} {percent(share)}" for pillar, share in shares.items())
