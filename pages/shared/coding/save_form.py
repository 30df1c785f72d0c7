"""Save, skip and undo; and what is told when somebody else was quicker."""

from collections.abc import Callable, Collection
from functools import partial

import streamlit as st

from igfdata.code_rules import DIMENSIONS, labelled_answers, labelled_codes
from igfdata.dataset import Dataset
from igfdata.escaping import for_markdown
from igfdata.selection import coder_label, codes_in_effect
from igfdata.wording import listed
from igfdata.workspace import Conflict, Workspace, WorkspaceError
from pages.shared import messages
from pages.shared.coding.draft import Draft, Queue, drop_draft, go_to
from pages.shared.parts.table import codes_table
from pages.shared.view import View
from pages.shared.widgets import draw_table

UNDO, SAVED, PLACE = "coding_undo", "coding_saved", "coding"
UNDONE = "Undone. Both versions stay in the history."


def draw_save(
    view: View, workspace: Workspace, coder: str, queue: Queue, session_id: str, draft: Draft, topics: Collection[str]
) -> None:
    """Buttons under the labels."""
    problem = draft.problem(topics)

    def save() -> None:
        draft.take_note()
        before = workspace.session_work(session_id, coder)
        work = draft.work
        revisions = _store(
            lambda: workspace.save_session(
                session_id, coder, work, expected_revisions=draft.revisions, codebook_version=view.dataset.codebook_version
            ),
            draft,
        )
        go_to(session_id)  # stay: what was saved, or who was quicker, is told here
        if revisions is None:
            return
        draft.revisions = revisions
        st.session_state.setdefault(UNDO, []).append((session_id, coder, before, revisions))
        st.session_state[SAVED] = (session_id, coder, work)

    with st.container(horizontal=True, gap="small"):
        st.button(
            "Save codes", type="secondary" if is_saved(draft) else "primary", icon=":material/save:", on_click=save,
            disabled=bool(problem), key="coding_save", shortcut="Ctrl+S",
        )  # fmt: skip
        if not is_saved(draft):
            st.button(
                "Skip", icon=":material/skip_next:", on_click=_go_on, args=(_after(queue, session_id),), key="coding_skip"
            )
        steps = st.session_state.get(UNDO, [])
        st.button(
            "Undo", icon=":material/undo:", disabled=not steps, on_click=_undo, args=(workspace,), key="coding_undo_button"
        )
    st.caption(for_markdown(problem) or "Ctrl+S saves. Your initials, the time and the codebook version are saved too.")


def is_saved(draft: Draft) -> bool:
    """Whether the draft is just as the last click has saved it."""
    return bool(st.session_state.get(SAVED) == (draft.session_id, draft.coder, draft.work))


def draw_saved(view: View, queue: Queue, draft: Draft) -> None:
    """Right after a save: that it is saved, whose codes the charts count, what others said, and the way on."""
    draft.take_note()
    if not is_saved(draft):
        return
    following = next((key for key in queue.left if key != draft.session_id), "")
    st.success(
        f"Saved for {for_markdown(draft.coder)}, codebook {for_markdown(view.dataset.codebook_version)}. "
        f"{for_markdown(charts_sentence(view.dataset, draft.session_id, draft.coder, view.selection.coder))}",
        icon=":material/check:",
    )
    draw_all_codes(view, draft.session_id)
    st.button(
        "Next session", type="primary", icon=":material/skip_next:", on_click=_go_on, args=(following or draft.session_id,),
        disabled=not following, key="coding_next", shortcut="Ctrl+Enter",
    )  # fmt: skip


def draw_all_codes(view: View, session_id: str) -> None:
    """The pillars and topics that everybody gave a session."""
    table = codes_table(session_id, view.dataset)
    if table.empty:
        st.caption("Nobody has given this session a pillar or topic.")
    else:
        draw_table(table, alt="Codes of all coders for this session")


def charts_sentence(dataset: Dataset, session_id: str, coder: str, chosen: str) -> str:
    """Whose codes the charts count for a session, and how one's own come to count."""
    codes = dataset.session_pillars[dataset.session_pillars["session_id"] == session_id]
    counted = set(codes_in_effect(codes, chosen)["coder"])
    if counted == {coder}:
        return "The charts use your codes for this session."
    if coder not in set(codes["coder"]):
        return "You gave no pillar, so the charts do not use your codes for this session."
    others = f"The charts use the codes of {listed(map(coder_label, sorted(counted)))}"
    return f"{others} for this session. Yours change the charts only when you choose “{coder_label(coder)}” under “Codes by”."


def _go_on(session_id: str) -> None:
    st.session_state.pop(SAVED, None)
    go_to(session_id)


def _after(queue: Queue, session_id: str) -> str:
    """The next session to be coded after this one in the order of the programme, else the first."""
    ids = queue.sessions["session_id"].tolist()
    later = [key for key in ids[ids.index(session_id) + 1 :] if key not in queue.done]
    return (later or [key for key in queue.left if key != session_id] or [session_id])[0]


def _undo(workspace: Workspace) -> None:
    session_id, coder, before, revisions = st.session_state[UNDO].pop()
    if _store(lambda: workspace.take_back(session_id, coder, before, revisions), None) is not None:
        drop_draft(coder, session_id)
        st.session_state.pop(SAVED, None)
        messages.say(PLACE, UNDONE)
        go_to(session_id)


def _store(action: Callable[[], dict[str, int]], draft: Draft | None) -> dict[str, int] | None:
    """Do it, or keep why not; after a conflict the draft knows the revisions it now stands against."""
    try:
        return action()
    except Conflict as error:
        if draft is not None:
            draft.revisions |= error.revisions
        messages.say(PLACE, error)
    except (WorkspaceError, ValueError) as error:
        messages.say(PLACE, error)
    return None


def tell(view: View) -> None:
    """Say what the last click did; what was typed is still in the form."""
    told = messages.take(PLACE)
    messages.draw(told, icon=":material/undo:", shown=partial(_shown, view))
    if isinstance(told, Conflict):
        subject = told.subject
        st.button(
            "Discard my change", icon=":material/delete:", on_click=drop_draft, args=(subject["coder"], subject["session_id"]),
            key="coding_discard",
        )  # fmt: skip


def _shown(view: View, field: str, value: str) -> str:
    """A cell of a conflict as people read it."""
    if field == "answers":
        return labelled_answers(value)
    return labelled_codes(field, value, view.dataset.topic_labels) if field in DIMENSIONS else value
