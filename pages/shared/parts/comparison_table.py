"""What a chart shows of a comparison: its table of A, B and the difference, and the words that say whether B is drawn."""

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from igfdata.measures.compare import NO_CATEGORY, compare
from igfdata.names import value_label
from pages.shared.parts.chart_card import Table
from pages.shared.view import View

TEXTS = {
    "both": "A stands above B.",
}
"""Texts of this part of a page."""

COLUMNS = {
    "a_n": "A", "a_of": "A of", "a_share": "A share", "b_n": "B", "b_of": "B of", "b_share": "B share",
    "difference": "Difference (points)", "low": "95% low", "high": "95% high",
}  # fmt: skip
"""Names of the columns of a table of A and B."""


NAMES = {
    "of": "Of", "share": "Share", "low": "95% low", "high": "95% high", "share_min": "Share at least", "share_max": "Share at most",
    "n_unknown": "Groups not fully known", "reference": "Reference share", "ratio": "Times the reference",
}  # fmt: skip
"""Names of the columns of a table of one selection."""


def named_table(view: View, frame: pd.DataFrame, *, of: str, n: str, by: str | None = None) -> pd.DataFrame:
    """Give a measure the columns that a reader knows.

    Parameters
    ----------
    of, by
        What the categories and the keys are: ``group``, ``pillar``, ``day``.
    n
        What is counted: ``People``.
    """
    table = frame[["n", *(name for name in NAMES if name in frame)]].rename(columns={"n": n, **NAMES})
    fractions = table.select_dtypes("float").columns
    table[fractions] = table[fractions].round(3)
    return pd.concat([pd.DataFrame(labels_of(view, frame, of, by), index=frame.index), table], axis=1).reset_index(drop=True)


def labels_of(view: View, frame: pd.DataFrame, of: str, by: str | None) -> dict[str, pd.Series]:
    """Give the labels of the categories and keys of a measure, by the names of their columns; of a measure without categories the keys."""
    columns = {} if (frame["category"] == NO_CATEGORY).all() else {of: frame["category"]}
    columns |= {by: frame["key"]} if by else {}
    return {
        name.capitalize(): pd.Series([value_label(name, str(key), view.dataset) for key in keys], frame.index)
        for name, keys in columns.items()
    }


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
        return difference_table(frame, labels_of(view, frame, of, by))

    return made


def difference_table(
    frame: pd.DataFrame, names: Mapping[str, pd.Series], more: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Write a comparison for people, the largest difference first: what is compared, then A, B and the difference in points.

    Parameters
    ----------
    frame
        With the columns that :func:`igfdata.measures.compare.compare` gives.
    names
        Column → what it says of each row of the frame; these columns stand first.
    more
        Further columns of the frame and their names; these stand last.
    """
    columns = COLUMNS | dict(more or {})
    values = frame[list(columns)].astype(float)
    values[["difference", "low", "high"]] = (100 * values[["difference", "low", "high"]]).round(1)
    table = pd.concat([pd.DataFrame(names, index=frame.index), values.round(3).rename(columns=columns)], axis=1)
    order = frame["difference"].sort_values(ascending=False, kind="stable", na_position="last").index
    return table.loc[order].reset_index(drop=True)


def both_words(view: View) -> str:
    """Say in a subtitle that B stands below A in each cell; nothing without a comparison."""
    return f" {TEXTS['both']}" if view.comparison is not None else ""
