"""Sessions: where must we be, and what was it about?"""

import streamlit as st

from igfdata.findings.timing import timing
from pages.shared.page_address import draw_tabs, page_value
from pages.shared.parts.finding_lines import draw_headline
from pages.shared.sessions.all_sessions import draw_day, open_session
from pages.shared.sessions.plan import draw_plan
from pages.shared.sessions.session_page import back_button, draw_session, session_title
from pages.shared.view import empty_note, page_setup, page_view

asked = page_value("session")
view = page_view("Sessions")
title = session_title(view.dataset, asked) if asked else ""
if asked:
    back_button()
view = page_setup("Sessions", view, heading=title or ("Sessions" if asked else ""))
if asked:
    draw_session(view, asked)
    st.stop()
if empty_note(view):
    st.stop()
draw_headline(timing(view.data, view.data_b), view)
draw_tabs(view, {"Timeline": draw_day, "Table and search": open_session, "Who goes where": draw_plan}, page="sessions")
