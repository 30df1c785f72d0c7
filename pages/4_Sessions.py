"""Sessions: where must we be, and what was it about?"""

import streamlit as st

from igfdata.charts.sessions import day_timeline
from igfdata.measures.clashes import clashes
from igfdata.wording import clock_time, counted
from pages.shared.card import chart_card
from pages.shared.labels import meeting_days
from pages.shared.notes import empty_note
from pages.shared.rows import draw_sessions, session_table
from pages.shared.session import draw_session, open_session
from pages.shared.setup import View, page_setup
from pages.shared.split import draw_split

MANY = 8


def draw_day(view: View) -> None:
    """Timeline of one day, and the sessions without a time."""
    days = meeting_days(view)
    first = next((key for key, day in days.items() if day.has_time), next(iter(days)))
    if len(days) <= MANY:
        key = st.segmented_control(
            "Day", list(days), default=first, required=True, key="timeline_day", format_func=lambda option: days[option].label
        )
    else:
        key = st.selectbox(
            "Day",
            list(days),
            index=list(days).index(first),
            key="timeline_day_list",
            format_func=lambda option: days[option].label,
        )
    day, sessions = days[key].label, days[key].sessions
    pairs = clashes(view.data)
    pairs = pairs[pairs["session_x"].isin(sessions["session_id"])]
    on_day = sessions[sessions["starts_at"].notna()]
    without = sessions[sessions["starts_at"].isna()]
    if on_day.empty:
        st.info(f"No session of {day} has a known start: see the list below.")
    else:
        chart_card(
            view, f"timeline_{key}", day_timeline(on_day, clashing={*pairs["session_x"], *pairs["session_y"]}),
            title=f"{day}: {counted(len(on_day), 'session')} with a time",
            subtitle="Venue time. ⚠ marks sessions that overlap another one of this selection. Click a session for its row.",
            alt="; ".join(f"{clock_time(row.start)} {row.title}" for row in on_day.sort_values("starts_at").itertuples()),
            table=lambda: session_table(on_day, view.data).drop(columns="session_id"),
            notes=[f"{counted(len(pairs), 'overlap')}: see the split over delegates below."] if len(pairs) else ["No overlap among these sessions."],
        )  # fmt: skip
    if len(without):
        st.markdown(f"##### {counted(len(without), 'session')} without a time")
        draw_sessions(without, view.data, name=f"without_time_{key}")


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
