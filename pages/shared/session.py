"""One session whole, at its own address, and the table that leads to it."""

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.measures.clashes import clashes
from igfdata.wording import counted
from pages.shared.links import links_table
from pages.shared.rows import download, session_table
from pages.shared.setup import View

SEARCHED = ("code", "title", "type", "room", "subtheme", "note")


def search(sessions: pd.DataFrame, words: str) -> pd.DataFrame:
    """Sessions in whose facts every word occurs, whatever its case."""
    text = sessions[list(SEARCHED)].astype(str).agg(" ".join, axis=1).str.casefold()
    keep = pd.Series(True, index=sessions.index)
    for word in words.casefold().split():
        keep &= text.str.contains(word, regex=False)
    return sessions[keep]


def open_session(view: View) -> None:
    """Search and table; a click on a row opens the session at its own address."""
    words = st.text_input(
        "Search in titles, numbers, types, rooms and notes", key="session_search", placeholder="for example: age verification"
    )
    found = search(view.data.sessions, words or "")
    st.caption(f"{counted(len(found), 'session')}. Click the box at the left of a row to open the session.")
    table = session_table(found, view.data)
    event = st.dataframe(
        table, hide_index=True, width="stretch", key="session_rows", on_select="rerun", selection_mode="single-row",
        alt=f"{counted(len(found), 'session')} of the selection",
        column_config={"Source": st.column_config.LinkColumn(display_text="open"), "session_id": None},
    )  # fmt: skip
    download(found.assign(pillars=table["Pillars"], topics=table["Topics"]), "sessions")
    if event.selection.rows:
        st.query_params["session"] = table["session_id"].iloc[event.selection.rows[0]]
        st.rerun()


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
    st.subheader("Session", anchor=False, divider="gray")
    st.text(row["title"])
    left, right = st.columns(2, gap="large")
    with left:
        _draw_facts(row, dataset)
        _draw_near(view, row)
    with right:
        _draw_codes(session_id, view)
        _draw_groups(session_id, dataset)
    st.markdown("##### Sources")
    for url in row["source_urls"].split(";"):
        st.link_button(url, url, icon=":material/open_in_new:", type="tertiary")


def _leave() -> None:
    st.query_params.pop("session", None)


def _draw_facts(row: pd.Series, dataset: Dataset) -> None:
    hours = "" if pd.isna(row["hours"]) else f"{60 * row['hours']:.0f} minutes"
    time = (
        f"{row['start'] or 'start not found'} – {row['end'] or 'end not found'}"
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
    dataset = view.dataset
    pillars = dataset.session_pillars.rename(columns={"pillar": "code"}).assign(dimension="pillar")
    topics = dataset.session_topics.rename(columns={"topic": "code"}).assign(dimension="topic")
    counted_ids = {
        ("pillar", *pair)
        for pair in view.data.session_pillars.query("session_id == @session_id")[["coder", "pillar"]].astype(str).to_numpy()
    } | {
        ("topic", *pair)
        for pair in view.data.session_topics.query("session_id == @session_id")[["coder", "topic"]].astype(str).to_numpy()
    }
    codes = pd.concat([pillars.astype({"code": str}), topics.astype({"code": str})])
    codes = codes[codes["session_id"] == session_id]
    st.markdown("##### Codes: who said so, from what text")
    if codes.empty:
        st.caption("Not coded yet.")
        return
    table = pd.DataFrame(
        {
            "": codes["dimension"],
            "Code": [
                v.PILLAR_CODES.label(code) if dim == "pillar" else dataset.topic_labels[code]
                for dim, code in zip(codes["dimension"], codes["code"], strict=True)
            ],
            "Coder": codes["coder"],
            "Rank": codes["rank"],
            "Read": [v.EVIDENCE.label(key) for key in codes["evidence"]],
            "Counts": [
                (d, str(c), str(k)) in counted_ids
                for d, c, k in zip(codes["dimension"], codes["coder"], codes["code"], strict=True)
            ],
        }
    )
    st.dataframe(table, hide_index=True, width="stretch", alt="Codes of the session with coder and evidence")
    for decision in dataset.decisions[dataset.decisions["session_id"] == session_id].itertuples():
        st.caption("Decision on the difference between the coders")
        st.text(f"A: {decision.code_a}; B: {decision.code_b}; settled as {decision.decision}. {decision.reason}")


def _draw_groups(session_id: str, dataset: Dataset) -> None:
    persons = dataset.participants[dataset.participants["session_id"] == session_id]
    st.markdown(f"##### {counted(len(persons), 'person')} by group")
    if persons.empty:
        st.caption("No source lists who took part.")
        return
    table = persons.drop(columns="session_id").astype(object).where(persons.drop(columns="session_id").notna(), v.UNKNOWN)
    counts = table.value_counts(sort=False, dropna=False).rename("n").reset_index()
    counts.columns = ["Role", "Stakeholder group", "Regional group", "Basis", "n"]
    st.dataframe(counts, hide_index=True, width="stretch", alt="Persons by role and group")


def _draw_near(view: View, row: pd.Series) -> None:
    links = links_table(view, pd.Series([row["session_id"]]))
    st.markdown("##### Before, at the same time, after")
    if len(links):
        st.dataframe(
            links, hide_index=True, width="stretch", alt="Stated links of the session",
            column_config={"Source": st.column_config.LinkColumn(display_text="open")},
        )  # fmt: skip
    pairs = clashes(view.whole)
    pairs = pairs[(pairs["session_x"] == row["session_id"]) | (pairs["session_y"] == row["session_id"])]
    if len(pairs):
        other = pairs["session_x"].where(pairs["session_y"] == row["session_id"], pairs["session_y"])
        names = view.dataset.sessions.set_index("session_id")
        table = pd.DataFrame(
            {"At the same time": other.map(names["title"]), "Room": other.map(names["room"]), "Minutes": pairs["minutes"],
             "Children": [v.RELEVANCE.label(key) for key in other.map(names["child_rights"])]}
        )  # fmt: skip
        st.dataframe(table, hide_index=True, width="stretch", alt="Sessions at the same time")
    elif links.empty:
        st.caption("No stated link, and no session with a known time overlaps it.")
