"""One session whole, at its own address, and the table that leads to it."""

from functools import partial

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.briefing.export import MEDIA_TYPES, export
from igfdata.briefing.parts.programme import minutes_text
from igfdata.code_rules import labelled_answers
from igfdata.dataset import Dataset
from igfdata.measures.clashes import clashes_of
from igfdata.selection import Only, coder_label, search
from igfdata.vocabulary import NO_SOURCE
from igfdata.wording import clock_time, counted
from pages.shared.filter import page_value, selection_words, set_page_values
from pages.shared.parts.table import SESSION_COLUMNS, download, persons_table, session_links, session_table
from pages.shared.sessions.links import links_table
from pages.shared.text import inert
from pages.shared.view import View
from pages.shared.widgets import give

MOST_WORDS = 200
"""Characters of a search."""

OPENED = "sessions_opened"
"""How many sessions this visitor opened from the table."""

MOST_AT_ONCE = 20
"""Sessions at the same time that the page of a session lists."""


def open_session(view: View) -> None:
    """Search and table; the title, or a click on a row, opens the session at its own address."""
    give("session_search", page_value("search"))
    words = st.text_input(
        "Search in titles, numbers, types, rooms and notes", key="session_search", placeholder="for example: age verification",
        max_chars=MOST_WORDS, on_change=_keep_search,
    )  # fmt: skip
    found = search(view.data.sessions, words)
    only = Only(frozenset(found["session_id"]), f"found by “{' '.join(words.split())}”") if words.strip() else None
    if found.empty:
        st.info(f"No session of this selection has “{inert(words)}” in its title, number, type, room or note.")
        return
    st.caption(
        f"{counted(len(found), 'session')}. The title opens a session in a new tab, the box at the left of a row in this one."
    )
    table = session_table(found, view.data)
    key = f"session_rows_{st.session_state.get(OPENED, 0)}"
    st.dataframe(
        table.assign(Title=session_links(found)), hide_index=True, width="stretch", key=key,
        on_select=partial(_open, key, table["session_id"].tolist()),
        selection_mode="single-row", alt=f"{counted(len(found), 'session')} of the selection", column_config=SESSION_COLUMNS,
    )  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        words_of_file = f"Only those {only.name}." if only else ""
        download(found.assign(pillars=table["Pillars"], topics=table["Topics"]), "sessions", only=words_of_file)
        for ending, (label, icon) in {".xlsx": ("Excel", ":material/table:"), ".ics": ("Calendar", ":material/event:")}.items():
            st.download_button(
                label, partial(export, None, ending, dataset=view.dataset, selection=view.selection, only=only),
                f"{selection_words()[0]}-sessions{ending}", MEDIA_TYPES[ending],
                icon=icon, on_click="ignore", help="The sessions of this table", key=f"sessions{ending}",
            )  # fmt: skip


def _open(key: str, session_ids: list[str]) -> None:
    """Open the session of the chosen row. The table that comes back has a new key: the browser may still send the old choice."""
    if rows := st.session_state[key].selection.rows:
        st.session_state[OPENED] = st.session_state.get(OPENED, 0) + 1
        set_page_values(session=[session_ids[rows[0]]])


def _keep_search() -> None:
    words = " ".join(st.session_state["session_search"].split())
    set_page_values(search=[words] if words else [])


def session_title(dataset: Dataset, session_id: str) -> str:
    """Title of a session; empty where there is none."""
    titles = dataset.sessions.loc[dataset.sessions["session_id"] == session_id, "title"]
    return "" if titles.empty else str(titles.iloc[0])


def draw_session(view: View, session_id: str) -> None:
    """Facts, codes with evidence, groups, links, clashes and sources of one session."""
    st.button("All sessions", icon=":material/arrow_back:", on_click=_leave)
    dataset = view.dataset
    rows = dataset.sessions[dataset.sessions["session_id"] == session_id]
    if rows.empty:
        st.warning(
            "There is no session with this key in the data. It was ignored: choose one from the table.",
            icon=":material/link_off:",
        )
        return
    row = rows.iloc[0]
    left, right = st.columns(2, gap="large")
    with left:
        _draw_facts(row, dataset)
        _draw_near(view, row)
    with right:
        _draw_codes(session_id, view)
        _draw_groups(session_id, dataset)
    st.markdown("##### Sources")
    urls = [url for url in row["source_urls"].split(";") if not url.startswith(NO_SOURCE)]
    if not urls:
        st.caption("The imported file names no source for this session.")
    for url in urls:
        st.link_button(url, url, icon=":material/open_in_new:", type="tertiary")


def _leave() -> None:
    set_page_values(session=[])


def _draw_facts(row: pd.Series, dataset: Dataset) -> None:
    hours = "" if pd.isna(row["hours"]) else f"{60 * row['hours']:.0f} minutes"
    time = (
        f"{clock_time(row['start']) or 'start not found'} – {clock_time(row['end']) or 'end not found'}"
        if row["start"] or row["end"]
        else "time not found"
    )
    date = "date not found" if pd.isna(row["date"]) else f"{row['date']:%A, %d %B %Y}"
    facts = {
        "Meeting": dataset.meeting_label(row["meeting_id"]), "Number": row["code"], "Type": v.SESSION_TYPES.label(row["type"]),
        "Status": v.STATUS.label(row["status"]), "Children": v.RELEVANCE.label(row["child_rights"]), "Day": f"{row['day']}, {date}",
        "Time (venue)": time, "Length": hours, "Room": row["room"], "Format": row["format"], "Sub-theme": row["subtheme"],
        "SDGs": row["sdgs"].replace(";", ", "), "Note": row["note"],
    }  # fmt: skip
    st.markdown("##### Facts")
    table = pd.DataFrame(
        [(name, str(value)) for name, value in facts.items() if str(value)], columns=["", "As found at the source"]
    )
    st.dataframe(table, hide_index=True, width="stretch", alt="Facts of the session")


def _draw_codes(session_id: str, view: View) -> None:
    st.markdown("##### Codes: who said so, from what text")
    table = codes_table(session_id, view.dataset)
    if table.empty:
        st.caption("Not coded yet.")
        return
    st.dataframe(table, hide_index=True, width="stretch", height="content", alt="Codes of the session with coder and evidence")
    st.caption(
        "Cell: order of weight of a pillar (1 leads), what was read, the codebook used, answers to the questions of the rule. "
        "Adjudicated codes count before those of coder A, see the filter."
    )
    for decision in view.dataset.decisions[view.dataset.decisions["session_id"] == session_id].itertuples():
        st.markdown("**Decision on the difference between the coders**")
        st.text(f"A: {decision.code_a}. B: {decision.code_b}. Settled as {decision.decision}. {decision.reason}")


def codes_table(session_id: str, dataset: Dataset) -> pd.DataFrame:
    """Codes of a session: one row a code, one column a coder, with rank and what was read."""
    parts = []
    for kind, codes, label in (
        ("Pillar", dataset.session_pillars.rename(columns={"pillar": "code"}), v.PILLAR_CODES.label),
        ("Topic", dataset.session_topics.rename(columns={"topic": "code"}), dataset.topic_labels.get),
    ):
        rows = codes[codes["session_id"] == session_id]
        ranks = rows["rank"] if "rank" in rows else [None] * len(rows)
        told = rows["answers"] if "answers" in rows else pd.Series("", index=rows.index, dtype="str")
        answers = told.map(lambda cell: f". {labelled_answers(cell)}" if cell else "")
        rank = pd.Series(["" if pd.isna(number) else f"{number}, " for number in ranks], index=rows.index, dtype="str")
        parts.append(
            pd.DataFrame(
                {
                    "": kind,
                    "Code": rows["code"].astype(str).map(label),
                    "coder": rows["coder"],
                    "read": rank
                    + rows["evidence"].astype(str)
                    + ", codebook "
                    + rows["codebook_version"].astype(str)
                    + answers,
                }
            )
        )
    table = pd.concat(parts, ignore_index=True)
    if table.empty:
        return table
    wide = table.pivot_table(index=["", "Code"], columns="coder", values="read", aggfunc="first", sort=False).fillna("")
    return wide.rename(columns=coder_label).reset_index()


def _draw_groups(session_id: str, dataset: Dataset) -> None:
    persons = dataset.participants[dataset.participants["session_id"] == session_id]
    st.markdown(f"##### {counted(len(persons), 'person')} by group")
    if persons.empty:
        st.caption("No source lists who took part.")
        return
    table = persons_table(persons)
    counts = table.value_counts(sort=False, dropna=False).rename("n").reset_index()
    st.dataframe(counts, hide_index=True, width="stretch", alt="Persons by role and group")


def _draw_near(view: View, row: pd.Series) -> None:
    links = links_table(view, pd.Series([row["session_id"]]))
    st.markdown("##### Before, at the same time, after")
    for link in links.itertuples(index=False):
        st.markdown(f"- {inert(link[0])} **{link[1]}** {inert(link[2])} ([source](<{link[3]}>))")
    pairs = clashes_of(view.whole, row["session_id"])
    if len(pairs):
        _draw_at_the_same_time(view, row["session_id"], pairs)
    elif links.empty:
        st.caption("No stated link, and no session with a known start overlaps it.")


def _draw_at_the_same_time(view: View, session_id: str, pairs: pd.DataFrame) -> None:
    """Sessions that overlap one, those about children first."""
    other = pairs["session_x"].where(pairs["session_y"] == session_id, pairs["session_y"])
    sessions = view.dataset.sessions.set_index("session_id", drop=False).loc[other.tolist()]
    sessions = sessions.assign(overlap=[minutes_text(pair) for pair in pairs.itertuples()])
    sessions = sessions.sort_values("child_rights", kind="stable")
    shown = sessions.head(MOST_AT_ONCE)
    table = pd.DataFrame(
        {
            "At the same time": [
                f"[{inert(title)}]({address})" for title, address in zip(shown["title"], session_links(shown), strict=True)
            ],
            "Room": [inert(room) for room in shown["room"]],
            "Overlap": shown["overlap"].to_numpy(),
            "Children": [v.RELEVANCE.label(key) for key in shown["child_rights"]],
        }
    )
    st.table(table, border="horizontal", hide_index=True)
    if len(sessions) > len(shown):
        st.caption(f"And {counted(len(sessions) - len(shown), 'more session')} at the same time.")
