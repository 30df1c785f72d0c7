"""Briefing: what do we tell the morning meeting?"""

import streamlit as st

from pages.shared.compose import compose
from pages.shared.filters import page_value
from pages.shared.present import present
from pages.shared.setup import page_setup, page_view

if page_value("present"):
    present(page_view("Briefing"))
else:
    view = page_setup("Briefing", "What do we tell the morning meeting?")
    if view.meeting is None:
        st.info("A briefing is about one meeting: choose just one in the sidebar.", icon=":material/filter_alt:")
        st.stop()
    compose(view)
