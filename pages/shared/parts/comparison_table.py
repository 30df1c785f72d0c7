"""What a chart shows of a comparison: its table of A, B and the difference, and the words that say whether B is drawn."""

from collections.abc import Callable
from functools import partial

import pandas as pd

from igfdata.measures.compare import NO_CATEGORY, compare
from igfdata.names import value_label
from pages.shared.parts.chart_card import Table
from pages.shared.view import View

TEXTS = {
    "drawn": "A is filled, B a ring.",
    "table": "Shows A only; the table has B and the difference.",
    "none": "Shows A only; B is not drawn here.",
}
"""Texts of this part of a page."""

COLUMNS = {
    "a_n": "A", "a_of": "A of", "a_share": "A share", "b_n": "B", "b_of": "B of", "b_share": "B share",
    "difference": "Difference (points)", "low": "95% low", "high": "95% high",
}  # fmt: skip
"""Names of the columns of a table of A and B."""


def compared_table(
    view: View, table: Table, measure: Callable[..., pd.DataFrame], *, of: str, by: str | None = None, **options: str
) -> Table:
    """Give the table of a chart: with a comparison that of A, B and the difference, sorted by it, else the chart's own.

    Parameters
    ----------
    of
        What the categories are: ``pillar``, ``group``, ``region`` or ``topic``.
    """
    a, b = view.data, view.data_b
    if view.comparison is None or b is None:
        return table

    def made() -> pd.DataFrame:
        frame = compare(a, b, partial(measure, **options) if options else measure, by=by)
        frame = frame[(frame["a_n"] > 0) | (frame["b_n"] > 0)]
        frame = frame.sort_values("difference", ascending=False, kind="stable", na_position="last")
        values = frame[list(COLUMNS)].astype(float)
        values[["difference", "low", "high"]] = (100 * values[["difference", "low", "high"]]).round(1)
        values = values.round(3).rename(columns=COLUMNS)
        names = [value_label(of, str(key), view.dataset) for key in frame["category"] if key != NO_CATEGORY]
        if by:
            values.insert(0, by.capitalize(), [value_label(by, str(key), view.dataset) for key in frame["key"]])
        values.insert(0, of.capitalize(), names)
        return values.reset_index(drop=True)

    return made


def drawn_words(view: View) -> str:
    """Say in a subtitle how a chart draws A and B; nothing without a comparison."""
    return f" {TEXTS['drawn']}" if view.comparison is not None else ""


def compared_words(view: View, *, otherwise: str = "table") -> str:
    """Say in a subtitle what a chart that draws A alone does with B; nothing without a comparison."""
    return f" {TEXTS[otherwise]}" if view.comparison is not None else ""
