"""The menu: every page once, grouped by what it is for."""

from collections.abc import Mapping

import streamlit as st

MENU: dict[str, list[tuple[str, str, str]]] = {
    "Look": [
        ("dashboard.py", "Overview", ":material/dashboard:"),
        ("pages/1_Rights_pillars.py", "Rights pillars", ":material/balance:"),
        ("pages/2_Stakeholder_mix.py", "Stakeholder mix", ":material/groups:"),
        ("pages/3_Recurring_topics.py", "Recurring topics", ":material/repeat:"),
    ],
    "Plan": [
        ("pages/4_Sessions.py", "Sessions", ":material/event:"),
        ("pages/5_Briefing.py", "Briefing", ":material/present_to_all:"),
    ],
    "Check": [
        ("pages/6_Coding.py", "Coding", ":material/label:"),
        ("pages/7_Data_and_methods.py", "Data and methods", ":material/fact_check:"),
    ],
}
"""Group → (file, title, icon)."""


def draw_menu(query: Mapping[str, list[str]]) -> None:
    """Links to all pages; each carries the filter in its address."""
    pairs = [(key, value) for key, values in query.items() for value in values]
    for group, pages in MENU.items():
        st.caption(group)
        for path, title, icon in pages:
            st.page_link(path, label=title, icon=icon, query_params=pairs)
