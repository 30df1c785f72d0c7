"""Present a briefing: the slides of the HTML file in the whole window. Turning a slide needs no answer of the server."""

import streamlit as st

from igfdata.briefing.model import Briefing
from igfdata.briefing.render.html.deck_page import to_html
from igfdata.escaping import for_markdown
from pages.shared.page_address import set_page_values
from pages.shared.parts.session_lists import show_rows
from pages.shared.view import View

STYLE = """<style>
[data-testid="stSidebar"], [data-testid="stHeader"] { display: none !important; }
[data-testid="stSidebarCollapsedControl"], [data-testid="stExpandSidebarButton"] { display: none !important; }
.stMainBlockContainer { padding: 0 !important; }
.st-key-slides iframe { position: fixed; inset: 0; width: 100vw !important; height: 100vh !important; border: 0; z-index: 20; }
.st-key-slide_buttons { position: absolute; left: -9999px; }
</style>"""
"""The frame fills the window; its own bar presses the buttons, which stand outside of it."""


def present(view: View, briefing: Briefing) -> None:
    """Draw slides of a briefing or of a deck, and the buttons that only the server can answer: leave, and the sessions behind a slide."""
    if not briefing.slides:
        leave()
        st.rerun()
    st.html(STYLE)
    with st.container(key="slide_buttons"):
        st.title(for_markdown(briefing.title), anchor=False)  # outside of the frame, for who hears the page
        st.button("Leave", key="slide_leave", on_click=leave)
        for slide in briefing.slides:
            if slide.session_ids and st.button(f"Sessions: {slide.heading}", key=f"slide_rows_{slide.key}"):
                show_rows({"session_ids": list(slide.session_ids), "title": slide.heading}, view.dataset, view.dataset)
    with st.container(key="slides"):
        st.iframe(to_html(briefing).decode("utf-8"), height=720, alt=f"Slides: {briefing.title}")


def leave() -> None:
    """Take what belongs to presenting out of the address."""
    set_page_values(present=[], notes=[], rotate=[])
