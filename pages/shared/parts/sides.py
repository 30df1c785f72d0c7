"""A comparison on a page: the two cards of A and B under the headline, the table of a chart with A, B and the difference, and its words."""

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd
import streamlit as st

from igfdata.dataset import Dataset
from igfdata.escaping import for_html
from igfdata.measures.compare import NO_CATEGORY, compare
from igfdata.names import value_label
from igfdata.selection import describe, in_both, side_names
from igfdata.wording import amount, counted
from pages.shared.filter import end_comparison, swap_comparison
from pages.shared.parts.chart_card import Table
from pages.shared.view import View

TEXTS = {"swap": "Swap A and B", "end": "End the comparison", "none": "none of A is in B", "all": "all of A is in B"}
"""Texts of this part of a page."""


def draw_sides(view: View) -> None:
    """Draw the cards of A and B with the buttons that swap them and end the comparison; nothing without a comparison."""
    if view.comparison is None or view.data_b is None:
        return
    names = side_names(view.comparison, view.dataset)
    n_both = int(in_both(view.data, view.data_b).sum())
    shared = {0: TEXTS["none"], view.data.n_sessions: TEXTS["all"]}.get(n_both, f"{amount(n_both)} of A in B")
    with st.container(key="sides", horizontal=True, gap="small", vertical_alignment="center"):
        cards = [
            _card("a", names[0], _size(view.data), describe(view.comparison.a, view.dataset)),
            _card("b", names[1], f"{_size(view.data_b)}; {shared}", describe(view.comparison.b, view.dataset)),
        ]
        st.html(f'<div class="sides">{"".join(cards)}</div>')
        st.button(
            "Swap",
            key="swap_sides",
            help=TEXTS["swap"],
            type="tertiary",
            on_click=swap_comparison,
            icon=":material/swap_horiz:",
        )
        st.button(
            "End", key="end_comparison", help=TEXTS["end"], type="tertiary", on_click=end_comparison, icon=":material/close:"
        )


def _card(side: str, name: str, size: str, sentence: str) -> str:
    return (
        f'<div class="side {side}" title="{for_html(sentence)}"><b class="letter">{side.upper()}</b>'
        f"<div><b>{for_html(name)}</b><span>{for_html(size)}</span></div></div>"
    )


def _size(data: Dataset) -> str:
    """Say how many sessions and people a side has: ``9 sessions, 67 people listed``."""
    people = len(data.column("participants", "role"))
    return f"{counted(data.n_sessions, 'session')}, {counted(people, 'person', 'people')} listed"


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
    return " A stands above B." if view.comparison is not None else ""
