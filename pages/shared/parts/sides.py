"""The two cards of a comparison under the headline: what A and B are, how much each has, and how to end or swap them."""

import streamlit as st

from igfdata.dataset import Dataset
from igfdata.escaping import for_html
from igfdata.selection import describe, in_both, side_names
from igfdata.wording import amount, counted
from pages.shared.filter import end_comparison, swap_comparison
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
