"""A figure in the browser: drawn by the dashboard's own script where the server offers it, else by Streamlit.

Streamlit draws a figure that changed as a new chart, and twice; the script changes the chart that stands there.
"""

from collections.abc import Callable
from typing import Any, Literal

import plotly.graph_objects as go
import streamlit as st

from igfdata.charts.theme import CONFIG

_served: dict[str, Any] = {}


def draw_with(component: Callable[..., Any], plotly: str) -> None:
    """Have all figures drawn by a component that the server offers.

    Parameters
    ----------
    component
        What ``st.components.v2.component`` gives for ``igfdata/charts/browser/chart.js``.
    plotly
        Address of plotly's script, relative to a page.
    """
    _served.update(component=component, plotly=plotly)


def draw_figure(
    figure: go.Figure, *, key: str, alt: str, on_click: Callable[[str], None] | None = None, fills: bool = False
) -> None:
    """Draw a figure.

    Parameters
    ----------
    key
        What tells the chart from others on its page; under one key a newer figure takes the place of the older.
    alt
        What the figure shows, for readers who cannot see it.
    on_click
        Called with the ``customdata`` of a mark that was clicked, before the page runs again.
    fills
        Whether the style sheet says the height, not the figure.
    """
    state = st.session_state
    height: Literal["stretch", "content"] = "stretch" if fills else "content"
    if _served:

        def on_trigger() -> None:
            if on_click:
                on_click(state[key]["click"])

        data = {"figure": figure.to_json(), "alt": alt, "config": CONFIG, "plotly": _served["plotly"]}
        _served["component"](key=key, data=data, height=height, on_click_change=on_trigger)
        return
    if on_click is None:
        st.plotly_chart(figure, key=key, alt=alt, config=CONFIG, width="stretch", height=height)
        return
    turn = f"turn_{key}"
    name = f"{key}_{state.get(turn, 0)}"

    def on_select() -> None:
        points = state[name].selection.points
        if points and points[-1].get("customdata"):
            on_click(points[-1]["customdata"])
            state[turn] = state.get(turn, 0) + 1  # a new key: the same mark can be clicked again

    st.plotly_chart(
        figure, key=name, on_select=on_select, selection_mode="points", alt=alt, config=CONFIG, width="stretch", height=height
    )  # fmt: skip
