"""Sessions: where must we be, and what was it about?"""

import streamlit as st

from igfdata.measures.clashes import clash_counts
from igfdata.wording import agree, counted
from pages.shared.page_address import draw_tabs, page_value
from pages.shared.parts.notes import empty_note
from pages.shared.parts.sides import draw_sides
from pages.shared.sessions.all_sessions import draw_day, open_session
from pages.shared.sessions.plan import draw_plan
from pages.shared.sessions.session_page import back_button, draw_session, session_title
from pages.shared.view import page_setup, page_view

asked = page_value("session")
view = page_view("Sessions")
title = session_title(view.dataset, asked) if asked else ""
if asked:
    back_button()
view = page_setup("Sessions", view, heading=title or "Sessions")
if asked:
    draw_session(view, asked)
    st.stop()
if empty_note(view, heads=False):
    st.stop()
draw_sides(view)
for side, data in zip("AB", (view.data, view.data_b), strict=True):
    if data is not None:
        of_side = f"{side}: " if view.data_b is not None else ""
        overlaps, untimed = len(clash_counts(data)), int(data.column("sessions", "starts_at").isna().sum())
        st.markdown(
            f"##### {of_side}{counted(data.n_sessions, 'session')}: {overlaps or 'none'} {agree(overlaps, 'overlaps', 'overlap')} another, "
            f"{untimed or 'none'} {agree(untimed, 'has', 'have')} no time yet."
        )
draw_tabs(view, {"Timeline": draw_day, "Table and search": open_session, "Who goes where": draw_plan}, page="sessions")
