"""The sessions of a selection: on the timeline of a day, and in a table with search; where the page compares, of A and B."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.briefing.export import MEDIA_TYPES, export
from igfdata.briefing.reference import Reference
from igfdata.charts.sessions import day_timeline
from igfdata.escaping import for_markdown
from igfdata.findings.topic_titles import overlap_title
from igfdata.lengths import ASSUMED
from igfdata.measures.clashes import certain_clashes
from igfdata.measures.session_marks import compared_sessions
from igfdata.selection import Only, quoted, search
from igfdata.wording import agree, amount, clock_time, counted
from pages.shared.deck_store import add_button
from pages.shared.filter import address_of_filter, selection_words
from pages.shared.page_address import notice, page_value, set_page_values
from pages.shared.parts.axis_labels import day_date
from pages.shared.parts.chart_card import chart_card
from pages.shared.parts.session_lists import draw_sessions, list_card
from pages.shared.parts.table import SESSION_COLUMNS, download, session_links, session_table
from pages.shared.view import View
from pages.shared.widgets import draw_table, give

SIDES = {(True, False): "A", (False, True): "B", (True, True): "A and B"}


def sessions_shown(view: View) -> pd.DataFrame:
    """Give the sessions of the selection, or of A or B with ``in_a, in_b``."""
    return view.data.sessions if view.data_b is None else compared_sessions(view.data, view.data_b)


def table_shown(view: View, sessions: pd.DataFrame) -> pd.DataFrame:
    """Write sessions for people, with the codes of A, else of B, and the side that they lie in."""
    if view.data_b is None:
        return session_table(sessions, view.data)
    of_a = sessions["in_a"].to_numpy(dtype=bool)
    table = pd.concat([session_table(sessions[of_a], view.data), session_table(sessions[~of_a], view.data_b)])
    sides = [SIDES[bool(a), bool(b)] for a, b in zip(sessions["in_a"], sessions["in_b"], strict=True)]
    table.insert(0, "In", pd.Series(sides, index=sessions.index))
    return table.loc[sessions.index]


MANY = 8
"""Days that are named side by side; more stand in a list."""

MOST_ROWS = 80
"""Sessions in one timeline: the fullest day of an IGF so far stays whole, and a chart can be scrolled through."""


@dataclass(frozen=True)
class MeetingDay:
    """One day of one meeting with its sessions."""

    label: str
    sessions: pd.DataFrame

    @property
    def has_time(self) -> bool:
        """Whether any session of the day has a start."""
        return bool(self.sessions["starts_at"].notna().any())


def meeting_days(view: View, sessions: pd.DataFrame) -> dict[str, MeetingDay]:
    """Days that have sessions, in order; each day of each meeting for itself."""
    days, is_one = {}, view.meeting is not None and sessions["meeting_id"].nunique() == 1
    for (meeting, day), of_day in sessions.groupby(["meeting_id", "day"], observed=True):
        date = day_date(view.dataset, meeting, str(day))
        label = str(day) if date is None else f"{day} · {date.day} {date:%b}"
        days[f"{meeting}_{v.day_slug(str(day))}"] = MeetingDay(
            label if is_one else f"{view.dataset.meeting_label(meeting)} · {label}", of_day
        )
    return days


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


def _chosen_day(view: View, days: Mapping[str, MeetingDay]) -> str:
    """The day that the address names, else the first with a time; a choice goes into the address."""
    first = next((key for key, day in days.items() if day.has_time), next(iter(days)))
    short = {key: key.removeprefix(f"{view.meeting}_") for key in days}
    wanted = page_value("timeline")
    asked = next((key for key in days if short[key] == wanted), first)
    if wanted and short[asked] != wanted:
        notice(f"Day: {quoted([wanted])} is not a day of this selection. Showing {days[first].label}.")
        set_page_values(timeline=[])
    widget = "timeline_day" if len(days) <= MANY else "timeline_day_list"

    def remember() -> None:
        opened = st.session_state[widget]
        set_page_values(timeline=[] if opened == first else [short[opened]])

    give(widget, asked)
    options, label = list(days), lambda key: days[key].label
    if len(days) <= MANY:
        st.segmented_control("Day", options, required=True, key=widget, format_func=label, on_change=remember)
    else:
        st.selectbox("Day", options, key=widget, format_func=label, on_change=remember)
    return asked


def _overlaps(n: int) -> str:
    return (
        f"{counted(n, 'child-related session')} certainly {agree(n, 'overlaps', 'overlap')} another one: see Who goes where."
        if n
        else "No two child-related sessions certainly overlap."
    )


def draw_day(view: View) -> None:
    """Timeline of one day, and the sessions without a time; where the page compares, of A and B."""
    days = meeting_days(view, sessions_shown(view))
    key = _chosen_day(view, days)
    day, sessions = days[key].label, days[key].sessions
    sides = [data for data in (view.data, view.data_b) if data is not None]
    clashing = frozenset().union(*(certain_clashes(data) for data in sides)) & set(sessions["session_id"])
    on_day = sessions[sessions["starts_at"].notna()]
    without = sessions[sessions["starts_at"].isna()]
    if on_day.empty:
        st.info(f"No session of {day} has a known start: see the list below.")
    else:
        part = part_of_day(on_day, key)
        chart_card(
            view, f"timeline_{key}", day_timeline(part, clashing=clashing),
            title=overlap_title(day, len(clashing & set(on_day["session_id"])), int(on_day["child_rights"].isin(["yes", "partly"]).sum())),
            subtitle=f"{counted(len(on_day), 'session')} with a known time, at the venue. ⚠ marks child-related sessions that certainly overlap another one. "
            + ("Where no end is stated, the usual length for the type is drawn with an open end. " if part["end_basis"].isin(ASSUMED).any() else "")
            + ("Grey: in B; a session of both has two bars. " if view.data_b is not None else "")
            + "Click a session to open it.",
            alt="; ".join(f"{clock_time(row.start)} {row.title}" for row in part.itertuples()),
            card=list_card(part["session_id"].tolist(), f"{day}: {counted(len(part), 'session')} with a time."),
            table=lambda: table_shown(view, on_day).drop(columns="session_id"),
            notes=[_overlaps(len(clashing))],
        )  # fmt: skip
    for side, data in zip("AB", sides, strict=False):
        untimed = without[without[f"in_{side.lower()}"]] if view.data_b is not None else without
        if len(untimed):
            of_side = f"{side}: " if view.data_b is not None else ""
            st.markdown(f"##### {of_side}{counted(len(untimed), 'session')} without a time")
            name = f"without_time_{key}" if side == "A" else f"without_time_{key}_b"
            draw_sessions(untimed.drop(columns=["in_a", "in_b"], errors="ignore"), data, name=name)


MOST_WORDS = 200
"""Characters of a search."""

OPENED = "sessions_opened"
"""How many sessions this visitor opened from the table."""


def open_session(view: View) -> None:
    """Search and table; the title, or a click on a row, opens the session at its own address."""
    give("session_search", page_value("search"))
    words = st.text_input(
        "Search in titles, numbers, types, rooms and notes", key="session_search", placeholder="For example: age verification",
        max_chars=MOST_WORDS, on_change=_keep_search,
    )  # fmt: skip
    found = search(sessions_shown(view), words)
    only = Only(frozenset(found["session_id"]), f"found by “{' '.join(words.split())}”") if words.strip() else None
    if found.empty:
        st.info(f"No session of this selection has “{for_markdown(words)}” in its title, number, type, room or note.")
        return
    st.caption(
        f"{counted(len(found), 'session')}. The title opens a session in a new tab, the box at the left of a row in this one."
    )
    table = table_shown(view, found)
    key = f"session_rows_{st.session_state.get(OPENED, 0)}"
    draw_table(
        table.assign(Title=session_links(found)), key=key,
        on_select=partial(_open, key, table["session_id"].tolist()),
        selection_mode="single-row", alt=f"{counted(len(found), 'session')} of the selection", column_config=SESSION_COLUMNS,
    )  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        words_of_file = f"Only those {only.name}." if only else ""
        of_file = found.drop(columns=["in_a", "in_b"], errors="ignore")
        sides = {"in": table["In"]} if "In" in table else {}
        download(of_file.assign(**sides, pillars=table["Pillars"], topics=table["Topics"]), "sessions", only=words_of_file)
        for ending, (label, icon) in {".xlsx": ("Excel", ":material/table:"), ".ics": ("Calendar", ":material/event:")}.items():
            st.download_button(
                label,
                partial(
                    export, None, ending, dataset=view.dataset, selection=view.selection, only=only,
                    comparison=None if only else view.comparison,
                ),
                f"{selection_words()[0]}-sessions{ending}", MEDIA_TYPES[ending],
                icon=icon, on_click="ignore", help="The sessions of this table", key=f"sessions{ending}",
            )  # fmt: skip
        asked = {"search": [" ".join(words.split())]} if only else {}
        add_button(Reference.of("sessions", "list", address_of_filter(), **asked), key="sessions")


def _open(key: str, session_ids: list[str]) -> None:
    """Open the session of the chosen row. The table that comes back has a new key: the browser may still send the old choice."""
    if rows := st.session_state[key].selection.rows:
        st.session_state[OPENED] = st.session_state.get(OPENED, 0) + 1
        set_page_values(session=[session_ids[rows[0]]])


def _keep_search() -> None:
    words = " ".join(st.session_state["session_search"].split())
    set_page_values(search=[words] if words else [])
