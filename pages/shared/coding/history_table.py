"""The history of every code and decision: who, when, what, why, by which codebook."""

import pandas as pd
import streamlit as st

from igfdata.code_rules import labelled_answers
from igfdata.wording import counted
from igfdata.workspace import Workspace
from pages.shared.coding.attention import draw_attention
from pages.shared.coding.editing import labelled
from pages.shared.parts.table import download, draw_table
from pages.shared.view import View

STATES = {"current": "current", "superseded": "superseded", "conflict": "conflict, never in use"}


def draw_history(view: View) -> None:
    """Progress of each coder, and every save and decision, newest first."""
    st.markdown("#### Who coded what, when and why")
    if view.workspace is None:
        st.caption("No codes have been saved on this server yet. The codes of A and B came with the data: see each session.")
        return
    table = history_table(view, view.workspace)
    draw_attention(view, view.workspace)
    _draw_progress(view)
    if table.empty:
        st.caption("No codes have been saved on this server yet.")
        return
    words = st.text_input("Search the history", key="history_search", placeholder="title, initials, code or reason")
    text = table.astype(str).agg(" ".join, axis=1).str.casefold()
    found = table[text.str.contains((words or "").casefold(), regex=False)]
    st.caption(f"{counted(len(found), 'entry', 'entries')}. Nothing is ever overwritten.")
    draw_table(found, alt=f"{counted(len(found), 'entry', 'entries')} of the history")
    download(found, "history", is_selected=False)


def _draw_progress(view: View) -> None:
    codes = view.dataset.session_pillars
    codes = codes[codes["session_id"].isin(view.data.sessions["session_id"])]
    counts = codes.groupby("coder")["session_id"].nunique()
    by_coder = ", ".join(f"{coder} {n}" for coder, n in counts.items()) or "nobody"
    st.caption(f"Of {counted(len(view.data.sessions), 'session')} in the filter, pillars were coded by: {by_coder}.")


def history_table(view: View, workspace: Workspace) -> pd.DataFrame:
    """Saves and decisions as one table, newest first."""
    codings = workspace.codings(history=True).rename(columns={"coder": "who", "note": "why"}).assign(kind="code")
    decisions = workspace.decisions(history=True).rename(columns={"signed_by": "who", "decision": "codes", "reason": "why"})
    rows = pd.concat([codings, decisions.assign(kind="decision")], ignore_index=True).sort_values("id", ascending=False)
    titles = dict(zip(view.dataset.sessions["session_id"], view.dataset.sessions["title"], strict=True))
    return pd.DataFrame(
        {
            "When (UTC)": rows["at"].str.replace("T", " ").str.removesuffix("+00:00"),
            "Who": rows["who"],
            "What": rows["kind"],
            "Session": [titles.get(key, key) for key in rows["session_id"]],
            "Of": rows["dimension"],
            "Codes": [_named(view, *row) for row in rows[["dimension", "codes"]].itertuples(index=False, name=None)],
            "Answers": rows["answers"].fillna("").map(labelled_answers),
            "Why": rows["why"],
            "Read": rows["evidence"],
            "Codebook": rows["codebook_version"].fillna(""),
            "State": rows["state"].map(STATES),
            "session_id": rows["session_id"],
        }
    )


def _named(view: View, dimension: str, codes: str) -> str:
    return labelled(dimension, tuple(filter(None, codes.split(";"))), view.dataset)
