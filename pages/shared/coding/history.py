"""Who coded what, when and why; and stored codes that need a person: those that break a rule, and those whose session is gone."""

from functools import partial

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.code_rules import labelled_answers, labelled_codes
from igfdata.selection import search
from igfdata.wording import agree, counted
from igfdata.workspace import Workspace
from pages.shared import messages
from pages.shared.data_source import code_errors
from pages.shared.parts.table import download
from pages.shared.view import View
from pages.shared.widgets import draw_table


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
    found = search(table, words or "", table.columns)
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
            "Codes": [
                labelled_codes(dimension, codes, view.dataset.topic_labels)
                for dimension, codes in zip(rows["dimension"], rows["codes"], strict=True)
            ],
            "Answers": rows["answers"].fillna("").map(labelled_answers),
            "Why": rows["why"],
            "Read": rows["evidence"],
            "Codebook": rows["codebook_version"].fillna(""),
            "State": rows["state"].map(v.ROW_STATES.label),
            "session_id": rows["session_id"],
        }
    )


MENDED = "mended_codes"


def draw_attention(view: View, workspace: Workspace, coder: str = "") -> None:
    """Errors of stored codes with a way to mend them, and sessions with codes that are in no programme any more.

    ``coder``: whose gone sessions are told; empty: everybody's.
    """
    messages.draw(messages.take(MENDED))
    errors = code_errors(workspace)
    if len(errors):
        _draw_errors(view, workspace, errors)
    gone = _gone(workspace.address, workspace.state, coder, workspace, view.dataset.sessions["session_id"])
    if len(gone):
        _draw_gone(gone)


@st.cache_resource(show_spinner=False, max_entries=8)
def _gone(address: str, state: str, coder: str, _workspace: Workspace, _known: pd.Series) -> pd.DataFrame:
    return _workspace.codings_of_unknown(_known, coder=coder or None)


def _draw_errors(view: View, workspace: Workspace, errors: pd.DataFrame) -> None:
    sessions = view.dataset.sessions.set_index("session_id")
    rows = errors.groupby(["table", "id"], sort=False)
    st.error(
        f"{counted(len(rows), 'stored row')} of codes or decisions {agree(len(rows), 'has', 'have')} errors. The charts skip what is wrong.",
        icon=":material/error:",
    )
    with st.expander("Show and correct these codes", icon=":material/build:", key="code_errors"):
        for (table, number), of_row in rows:
            first = of_row.iloc[0]
            title = sessions["title"].get(first["session_id"], first["session_id"])
            codes = labelled_codes(first["dimension"], first["codes"], view.dataset.topic_labels)
            expected = "; ".join(f"{row.column} “{row.value}” found, expected {row.expected}" for row in of_row.itertuples())
            st.text(
                f"{title}\n{'Decision' if table == 'decisions' else 'Codes'} of {first['who'] or 'nobody'}: {codes}. {expected}."
            )
            with st.container(horizontal=True, gap="small"):
                if first["session_id"] in sessions.index:
                    st.page_link(
                        "pages/6_Coding.py", label="Open session", icon=":material/open_in_full:",
                        query_params=[
                            ("meeting", sessions.at[first["session_id"], "meeting_id"]), ("status", "all"), ("relevance", "all"),
                            ("session", first["session_id"]),
                        ],
                    )  # fmt: skip
                if view.access.can_edit:
                    st.button(
                        "Withdraw this decision" if table == "decisions" else "Withdraw these codes", icon=":material/undo:",
                        key=f"mend_{table}_{number}", on_click=messages.attempt,
                        args=(MENDED, partial(workspace.withdraw, table, int(number))),
                        help="It stays in the history.",
                    )  # fmt: skip


def _draw_gone(gone: pd.DataFrame) -> None:
    n_codes, n_decisions = int(gone["n_codings"].sum()), int(gone["n_decisions"].sum())
    what = " and ".join(
        filter(None, [counted(n_codes, "code row") if n_codes else "", counted(n_decisions, "decision") if n_decisions else ""])
    )
    with st.expander(
        f"{counted(len(gone), 'coded session')} no longer in any programme", icon=":material/event_busy:", key="codes_gone"
    ):
        st.caption(
            f"{what} are kept, and used again when the session is back. "
            "If it has a new number, confirm that under Data and methods → Versions."
        )
        shown = gone.rename(
            columns={"session_id": "Session", "title": "Title", "n_codings": "Code rows", "n_decisions": "Decisions"}
        )
        draw_table(shown, alt="Coded sessions that are in no programme")
