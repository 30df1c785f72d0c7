"""A chart card: title that states the measure, denominator, chart, and its table one click away."""

import json
from collections.abc import Callable, Sequence
from typing import TypeAlias

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from igfdata.wording import counted
from pages.shared.figure import draw_figure
from pages.shared.rows import OPEN, download, show_rows
from pages.shared.setup import View

Table: TypeAlias = pd.DataFrame | Callable[[], pd.DataFrame]


@st.fragment
def chart_card(
    view: View,
    name: str,
    figure: go.Figure,
    *,
    title: str,
    subtitle: str,
    alt: str,
    table: Table,
    notes: Sequence[str] = (),
) -> None:
    """Draw a chart whose marks open the rows behind them, and whose table is one click away.

    Parameters
    ----------
    name
        Key of the card on its page, and file name of its table.
    subtitle
        The denominator, in plain words.
    alt
        What the chart shows, for readers who cannot see it: its finding, not its type.
    table
        The figures behind the chart, or what computes them when the table is opened.
    notes
        Cautions below the chart.
    """
    state = st.session_state
    opened = f"{OPEN}_{name}"

    def on_click(behind: str) -> None:
        state[opened] = json.loads(behind)

    st.markdown(f"#### {title}")
    st.caption(subtitle)
    if not any(trace.customdata is not None and len(trace.customdata) for trace in figure.data):
        st.info("Nothing to draw: no session of this selection has what this chart counts.", icon=":material/filter_alt:")
        return
    draw_figure(figure, key=f"chart_{name}", alt=alt, on_click=on_click)
    for note in notes:
        st.caption(note)
    table_card(name, table, alt=f"Table: {title}")
    if opened in state:
        show_rows(state.pop(opened), view.dataset, view.data)


def table_card(name: str, table: Table, *, alt: str, label: str = "Table") -> None:
    """A table behind an expander, drawn only when open, with its download."""
    box = st.expander(label, icon=":material/table:", key=f"table_{name}", on_change="rerun")
    if box.open:
        frame = table() if callable(table) else table
        with box:
            st.dataframe(frame, hide_index=True, width="stretch", alt=alt)
            download(frame, name)


def rows_button(view: View, name: str, session_ids: Sequence[str], title: str) -> None:
    """A small button that opens a list of sessions."""
    if st.button(counted(len(session_ids), "session"), key=f"rows_{name}", icon=":material/list:", type="tertiary"):
        show_rows({"session_ids": list(session_ids), "title": title}, view.dataset, view.data)
