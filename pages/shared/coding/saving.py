"""Save, skip and undo; and what is told when somebody else was quicker."""

from collections.abc import Callable

import streamlit as st

from igfdata.workspace import Conflict, Workspace, WorkspaceError
from pages.shared.coding.draft import Draft, drop_draft
from pages.shared.coding.queue import Queue, go_to
from pages.shared.setup import View
from pages.shared.text import inert

UNDO, TOLD = "coding_undo", "coding_told"


def draw_save(view: View, workspace: Workspace, coder: str, queue: Queue, session_id: str, draft: Draft) -> None:
    """Buttons under the labels."""
    following = next((key for key in queue.left if key != session_id), "")

    def save() -> None:
        draft.take_note()
        before = workspace.session_work(session_id, coder)
        revisions = _store(
            lambda: workspace.save_session(session_id, coder, draft.work, codebook_version=view.dataset.codebook_version), draft
        )
        if revisions is None:
            go_to(session_id)  # what somebody else saved may have taken it out of the queue
            return
        draft.revisions = revisions
        st.session_state.setdefault(UNDO, []).append((session_id, coder, before, revisions))
        st.session_state[TOLD] = ("saved", f"Saved for {coder}, codebook {view.dataset.codebook_version}.")
        go_to(following or session_id)

    with st.container(horizontal=True, gap="small"):
        st.button(
            "Save and next", type="primary", icon=":material/save:", on_click=save, disabled=bool(draft.fault), key="coding_save",
            shortcut="Ctrl+S",
        )  # fmt: skip
        st.button("Skip", icon=":material/skip_next:", on_click=go_to, args=(_after(queue, session_id),), key="coding_skip")
        steps = st.session_state.get(UNDO, [])
        st.button(
            "Undo", icon=":material/undo:", disabled=not steps, on_click=_undo, args=(workspace,), key="coding_undo_button"
        )
    st.caption(draft.fault or "Saved at once with your sign, the time and the version of the codebook. Ctrl+S saves.")


def _after(queue: Queue, session_id: str) -> str:
    """The next session to be coded after this one in the order of the programme, else the first."""
    ids = queue.sessions["session_id"].tolist()
    later = [key for key in ids[ids.index(session_id) + 1 :] if key not in queue.done]
    return (later or [key for key in queue.left if key != session_id] or [session_id])[0]


def _undo(workspace: Workspace) -> None:
    session_id, coder, before, revisions = st.session_state[UNDO].pop()
    if _store(lambda: workspace.take_back(session_id, coder, before, revisions), None) is not None:
        drop_draft(coder, session_id)
        st.session_state[TOLD] = ("saved", "Taken back; the history keeps both.")
        go_to(session_id)


def _store(action: Callable[[], dict[str, int]], draft: Draft | None) -> dict[str, int] | None:
    """Do it, or say why not; after a conflict the draft knows the revision it now stands against."""
    try:
        return action()
    except Conflict as error:
        if draft is not None:
            draft.revisions[error.subject["dimension"]] = error.revision
        st.session_state[TOLD] = ("conflict", str(error))
    except (WorkspaceError, ValueError) as error:
        st.session_state[TOLD] = ("refused", f"Nothing was saved. {error}")
    return None


def tell() -> None:
    """Say what the last click did."""
    kind, words = st.session_state.pop(TOLD, ("", ""))
    if kind == "saved":
        st.toast(words, icon=":material/check:")
    elif kind:
        st.error(inert(words), icon=":material/sync_problem:")
