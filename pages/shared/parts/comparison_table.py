"""What a chart shows of a comparison: its table of A, B and the difference, and the words that say whether B is drawn."""

from collections.abc import Callable, Mapping
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
        names = {
            of.capitalize(): pd.Series([value_label(of, str(key), view.dataset) for key in frame["category"]], frame.index)
        }
        if (frame["category"] == NO_CATEGORY).all():
            names = {}
        if by:
            names[by.capitalize()] = pd.Series([value_label(by, str(key), view.dataset) for key in frame["key"]], frame.index)
        return difference_table(frame, names)

    return made


def difference_table(frame: pd.DataFrame, names: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Write a comparison for people, the largest difference first: what is compared, then A, B and the difference in points.

    Parameters
    ----------
    frame
        With the columns that :func:`igfdata.measures.compare.compare` gives.
    names
        Column → what it says of each row of the frame; these columns stand first.
    """
    values = frame[list(COLUMNS)].astype(float)
    values[["difference", "low", "high"]] = (100 * values[["difference", "low", "high"]]).round(1)
    table = pd.concat([pd.DataFrame(names, index=frame.index), values.round(3).rename(columns=COLUMNS)], axis=1)
    order = frame["difference"].sort_values(ascending=False, kind="stable", na_position="last").index
    return table.loc[order].reset_index(drop=True)


def drawn_words(view: View) -> str:
    """Say in a subtitle how a chart draws A and B; nothing without a comparison."""
    return f" {TEXTS['drawn']}" if view.comparison is not None else ""


def compared_words(view: View, *, otherwise: str = "table") -> str:
    """Say in a subtitle what a chart that draws A alone does with B; nothing without a comparison."""
    return f" {TEXTS[otherwise]}" if view.comparison is not None else ""
