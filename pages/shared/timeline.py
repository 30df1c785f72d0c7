"""Timeline of a day: all sessions with a time, and those without."""

import pandas as pd
import streamlit as st

from igfdata.charts.sessions import day_timeline
from igfdata.measures.clashes import clashes
from igfdata.wording import amount, clock_time, counted
from pages.shared.card import chart_card
from pages.shared.labels import meeting_days
from pages.shared.rows import draw_sessions, session_table
from pages.shared.setup import View

MANY = 8
"""Days that are named side by side; more stand in a list."""

MOST_ROWS = 80
"""Sessions in one timeline: the fullest day of an IGF so far stays whole, and a chart can be scrolled through."""


def part_of_day(on_day: pd.DataFrame, key: str) -> pd.DataFrame:
    """Sessions in order of start; where they are too many for one timeline, the part that the user chooses."""
    ordered = on_day.sort_values(["starts_at", "session_id"])
    if len(ordered) <= MOST_ROWS:
        return ordered
    starts = [clock_time(start) for start in ordered["start"]]
    of = len(starts)

    def label(first: int) -> str:
        last = min(first + MOST_ROWS, of)
        return f"{starts[first]} to {starts[last - 1]}: sessions {amount(first + 1)} to {amount(last)} of {amount(of)}"

    first = st.selectbox("Starting", range(0, of, MOST_ROWS), format_func=label, key=f"timeline_part_{key}")
    return ordered.iloc[first : first + MOST_ROWS]


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
        part = part_of_day(on_day, key)
        chart_card(
            view, f"timeline_{key}", day_timeline(part, clashing={*pairs["session_x"], *pairs["session_y"]}),
            title=f"{day}: {counted(len(on_day), 'session')} with a time",
            subtitle="Venue time. ⚠ marks sessions that overlap another one of this selection. "
            + ("Hatched: the end is not stated. " if part["ends_at"].isna().any() else "") + "Click a session for its row.",
            alt="; ".join(f"{clock_time(row.start)} {row.title}" for row in part.itertuples()),
            table=lambda: session_table(on_day, view.data).drop(columns="session_id"),
            notes=[f"{counted(len(pairs), 'overlap')}: see Split over delegates."] if len(pairs) else ["No overlap among these sessions."],
        )  # fmt: skip
    if len(without):
        st.markdown(f"##### {counted(len(without), 'session')} without a time")
        draw_sessions(without, view.data, name=f"without_time_{key}")
