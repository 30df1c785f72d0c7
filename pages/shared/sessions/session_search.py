"""Search in the sessions of the selection; the title, or a click on a row, opens one."""

from functools import partial

import streamlit as st

from igfdata.briefing.export import MEDIA_TYPES, export
from igfdata.briefing.reference import Reference
from igfdata.escaping import for_markdown
from igfdata.selection import Only, search
from igfdata.wording import counted
from pages.shared.deck_store import add_button
from pages.shared.filter import address_of_filter, selection_words
from pages.shared.page_address import page_value, set_page_values
from pages.shared.parts.table import SESSION_COLUMNS, download, draw_table, session_links
from pages.shared.sessions.both_sides import sessions_shown, table_shown
from pages.shared.view import View
from pages.shared.widgets import give

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
