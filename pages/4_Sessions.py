"""Sessions: where must we be, and what was it about?"""

import streamlit as st

from igfdata.measures.clashes import clashes
from igfdata.wording import counted
from pages.shared.notes import empty_note
from pages.shared.session import draw_session, open_session
from pages.shared.setup import page_setup
from pages.shared.split import draw_split
from pages.shared.timeline import draw_day

view = page_setup("Sessions", "Where must we be, and what was it about?")
asked = st.query_params.get("session")
if asked:
    draw_session(view, asked)
    st.stop()
if empty_note(view):
    st.stop()
overlaps = clashes(view.data)
untimed = int(view.data.sessions["starts_at"].isna().sum())
st.markdown(
    f"##### {counted(len(view.data.sessions), 'session')}; {counted(len(overlaps), 'pair')} of them "
    f"{'overlaps' if len(overlaps) == 1 else 'overlap'}, and {untimed} {'has' if untimed == 1 else 'have'} no known start."
)
timeline, table, split = st.tabs(
    ["Timeline", "Table and search", "Split over delegates"], on_change="rerun", key="sessions_tab"
)
if timeline.open:
    with timeline:
        draw_day(view)
if table.open:
    with table:
        open_session(view)
if split.open:
    with split:
        draw_split(view)
