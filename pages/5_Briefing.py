"""Briefing: what do we tell the morning meeting?"""

import streamlit as st

from pages.shared.briefing.compose import compose, take_over_two_meetings
from pages.shared.briefing.present import leave, present
from pages.shared.page_address import page_value
from pages.shared.view import page_setup, page_view

view = page_view("Briefing")
if view.meeting is not None:
    take_over_two_meetings(view)
if page_value("present") and view.meeting is not None:
    present(view)
else:
    if page_value("present"):
        leave()
    view = page_setup("Briefing", view, heading="Briefing")
    if view.meeting is None:
        st.info("A briefing is about one meeting: choose just one in the sidebar.", icon=":material/filter_alt:")
        st.stop()
    compose(view)
