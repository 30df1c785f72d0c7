"""Which session is to be coded next, and how far is the coder?"""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from igfdata.wording import counted
from igfdata.workspace import Workspace
from pages.shared.filters import page_value, set_page_values
from pages.shared.setup import View

LEFT, ALL = "Not coded by me", "All"


@dataclass(frozen=True)
class Queue:
    """Sessions of the filter in the order of the programme, and which of them the coder has done."""

    sessions: pd.DataFrame
    done: frozenset[str]

    @property
    def left(self) -> list[str]:
        """Sessions still to be coded."""
        return [key for key in self.sessions["session_id"] if key not in self.done]


def queue_of(view: View, workspace: Workspace, coder: str) -> Queue:
    """The coder's queue: a session is done when its relevance, and a pillar where it is about children, are saved."""
    own = workspace.codings(coder=coder)
    done = own.loc[(own["dimension"] == "relevance") & (own["codes"] != ""), "session_id"]
    sessions = view.data.sessions.sort_values(["meeting_id", "date", "starts_at", "session_id"], na_position="last")
    return Queue(sessions, frozenset(done))


def draw_queue(queue: Queue, coder: str) -> str | None:
    """Progress and choice of the session; its id, or None when there is none."""
    n, n_done = len(queue.sessions), len(queue.sessions) - len(queue.left)
    if not n:
        st.info("No session in the filter: widen it in the sidebar.", icon=":material/filter_alt:")
        return None
    st.progress(n_done / n, f"{n_done} of {counted(n, 'session')} of the filter coded by {coder}")
    ids = queue.sessions["session_id"].tolist()
    current = page_value("session")
    if current not in ids:
        current = (queue.left or ids)[0]
    which, choice = st.columns([1, 3], vertical_alignment="bottom")
    shown = which.segmented_control("Show", [LEFT, ALL], key="queue_show", required=True, default=LEFT if queue.left else ALL)
    offered = ids if shown == ALL else [key for key in ids if key not in queue.done or key == current]
    names = dict(
        zip(
            ids,
            queue.sessions["code"].where(queue.sessions["code"] != "", queue.sessions["type"].astype(str))
            + ": "
            + queue.sessions["title"],
            strict=True,
        )
    )
    st.session_state["queue_session"] = current
    choice.selectbox(
        "Session", offered, key="queue_session", on_change=_go_to_chosen,
        format_func=lambda key: ("✓ " if key in queue.done else "") + names[key],
    )  # fmt: skip
    return current


def go_to(session_id: str) -> None:
    """Make a session the current one; it stands in the address."""
    set_page_values(session=[session_id] if session_id else [])


def _go_to_chosen() -> None:
    go_to(st.session_state["queue_session"])
