"""Stored codes that need a person: those that break a rule, and those whose session is gone."""

import pandas as pd
import streamlit as st

from igfdata.escaping import for_markdown
from igfdata.wording import agree, counted
from igfdata.workspace import Workspace, WorkspaceError
from pages.shared.coding.editing import labelled
from pages.shared.data_source import code_errors
from pages.shared.parts.table import draw_table
from pages.shared.view import View

REFUSED = "attention_refused"


def draw_attention(view: View, workspace: Workspace, coder: str = "") -> None:
    """Errors of stored codes with a way to mend them, and sessions with codes that are in no programme any more.

    Parameters
    ----------
    coder
        Whose gone sessions are told; empty: everybody's.
    """
    refused = st.session_state.pop(REFUSED, "")
    if refused:
        st.error(for_markdown(refused), icon=":material/error:")
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
            codes = labelled(first["dimension"], tuple(filter(None, first["codes"].split(";"))), view.dataset)
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
                        key=f"mend_{table}_{number}", on_click=_mend, args=(workspace, table, int(number)),
                        help="It stays in the history.",
                    )  # fmt: skip


def _mend(workspace: Workspace, table: str, number: int) -> None:
    try:
        workspace.withdraw(table, number)
    except (WorkspaceError, LookupError, ValueError) as error:
        st.session_state[REFUSED] = str(error)


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
