"""All slides of a briefing or a deck, small, to look through."""

import streamlit as st

from igfdata.briefing.model import Briefing
from igfdata.briefing.render.html.deck_page import to_sheet
from igfdata.briefing.render.slide_parts import parts_of

ROW, PER_ROW, HIGHEST = 214, 3, 660
"""Height of a row of small slides and their number in it on a wide page; height of the frame, in which more are scrolled."""


def draw_sheet(briefing: Briefing, *, is_open: bool) -> None:
    """Draw the small slides; they are made only where the reader opens them."""
    n = sum(len(parts_of(slide)) for slide in briefing.slides)
    if not n:
        return
    box = st.expander("See the slides", expanded=is_open, icon=":material/grid_view:", key="sheet", on_change="rerun")
    if box.open:
        with box:
            page = to_sheet(briefing, theme=st.context.theme.type or "light").decode("utf-8")
            st.iframe(page, height=min(HIGHEST, -(-n // PER_ROW) * ROW + 8), alt=f"{briefing.title}: the slides, small")
