"""The codebook: what each topic means, when to use it, by which words it is found; changed and exchanged as a file."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from igfdata import vocabulary as v
from igfdata.codebook.exchange import read_codebook, write_codebook
from igfdata.codebook.model import Codebook
from igfdata.codebook.next_version import added, changed, difference
from igfdata.escaping import for_markdown
from igfdata.selection import search
from igfdata.validation import InvalidData
from igfdata.wording import counted
from igfdata.workspace import Conflict, Workspace, WorkspaceError
from pages.shared import messages
from pages.shared.access import draw_coder
from pages.shared.server.upload_limits import draw_upload
from pages.shared.view import View
from pages.shared.widgets import draw_problems, draw_table

NEW = "A new topic"
PLACE, OPENED, NUMBER, CONFLICT_OF = "codebook", "codebook_opened", "codebook_number", "codebook_conflict"
EDITED = {
    "label": "Label", "definition": "Definition", "use_when": "Use it when", "not_when": "Do not use it when",
    "terms": "Terms for the dictionary, separated by semicolons; * at the end stands for any ending",
}  # fmt: skip


def draw_codebook(view: View) -> None:
    """Search and table, the file, and the log of changes."""
    dataset = view.dataset
    st.markdown(f"#### The codebook, version {for_markdown(dataset.codebook_version)}")
    st.caption(f"{len(dataset.codebook)} topics. A pillar hint never decides a pillar: people code pillars separately.")
    words = st.text_input("Search the codebook", key="codebook_search", placeholder="For example: age")
    table = search(dataset.codebook, words or "", EDITED)
    draw_table(table.drop(columns="topic"), alt=f"{counted(len(table), 'topic')} of the codebook")
    codebook = view.workspace.codebook() if view.workspace is not None else None
    if codebook is not None:
        st.download_button(
            "Download the codebook (CSV)", write_codebook(codebook), f"codebook-{codebook.version}.csv", "text/csv",
            icon=":material/download:", on_click="ignore", key="codebook_file",
        )  # fmt: skip
    with st.expander("Changes of the codebook", icon=":material/history:"):
        draw_table(dataset.codebook_changes.iloc[::-1], alt="Log of the codebook")


def draw_codebook_editor(view: View) -> None:
    """The codebook, and the two ways to change it: topic by topic, or as a file."""
    draw_codebook(view)
    st.markdown("#### Change the codebook")
    st.caption("A change makes a new version. Codes keep the version with which they were given.")
    messages.draw(messages.take(PLACE))
    granted = draw_coder(view.workspace, view.access, view.trouble)
    if granted is None:
        return
    workspace, sign = granted
    topic, file = st.tabs(["One topic", "From a file"])
    with topic:
        _draw_topic(workspace, sign)
    with file:
        _draw_file(workspace, sign)


@dataclass
class Opened:
    """A topic that is being edited: the codebook and its revision as they were when the form was drawn first.

    ``number`` names the fields of the form, so that what was typed stays through a conflict and goes with a discard.
    """

    topic: str
    codebook: Codebook
    revision: int
    number: int


def _opened(workspace: Workspace, topic: str) -> Opened:
    """The form of a topic, begun from what is current; it stays as it began until it is saved or left."""
    kept: Opened | None = st.session_state.get(OPENED)
    if kept is None or kept.topic != topic:
        number = st.session_state[NUMBER] = st.session_state.get(NUMBER, 0) + 1
        revision = workspace.codebook_revision()
        kept = st.session_state[OPENED] = Opened(topic, workspace.codebook(revision), revision, number)
    return kept


def _draw_topic(workspace: Workspace, sign: str) -> None:
    codebook = workspace.codebook()
    topics = codebook.topics.set_index("topic")["label"].to_dict()
    chosen = st.selectbox("Topic", [NEW, *topics], format_func=lambda key: topics.get(key, key), key="edit_topic")
    opened = _opened(workspace, chosen)
    rows = opened.codebook.rows.set_index("topic")
    row = rows.loc[chosen] if chosen in rows.index else None
    names = {name: f"codebook_{name}_{opened.number}" for name in (*EDITED, "pillar_hint", "why")}
    with st.form(f"codebook_{opened.number}", border=False):
        for name, label in EDITED.items():
            st.text_area(label, "" if row is None else row[name], height=80 if name != "label" else 68, key=names[name])
        hints = list(v.PILLAR_HINTS)
        st.selectbox(
            "Pillar hint (never counted)", hints, index=hints.index(row["pillar_hint"]) if row is not None else len(hints) - 1,
            format_func=v.PILLAR_HINTS.label, key=names["pillar_hint"],
        )  # fmt: skip
        st.text_input("What changes and why", key=names["why"])
        st.form_submit_button(
            "Save as a new version", type="primary", on_click=_save_topic, args=(workspace, sign, opened, names, row is None)
        )
    if opened.revision != workspace.codebook_revision():
        st.caption("The codebook has changed since you opened this form. When you save, you see what differs.")
    if st.session_state.get(CONFLICT_OF) == opened.number:
        st.button("Discard my change", icon=":material/delete:", on_click=_leave, key="codebook_discard")


def _save_topic(workspace: Workspace, sign: str, opened: Opened, names: dict[str, str], is_new: bool) -> None:
    """Save what the form holds against what was seen when it was opened; after a conflict, against what was told then."""
    state = st.session_state
    cells = {name: state[key] for name, key in names.items() if name != "why"}
    why, today = state[names["why"]], user_day()

    def made() -> Codebook:
        if is_new:
            return added(opened.codebook, date=today, change=why, **cells)
        return changed(opened.codebook, opened.topic, date=today, change=why, **cells)

    done = _save(workspace, sign, why, made, opened.revision)
    if done is None:
        _leave()
    elif isinstance(done, Conflict):
        # the next save changes this topic alone in what the other one saved
        opened.codebook, opened.revision = workspace.codebook(done.revision), done.revision
        state[CONFLICT_OF] = opened.number


def _leave() -> None:
    for key in (OPENED, CONFLICT_OF):
        st.session_state.pop(key, None)


def _draw_file(workspace: Workspace, sign: str) -> None:
    file = draw_upload("A codebook file (CSV)", type="csv", key="codebook_in", megabytes=5)
    if file is None:
        return
    try:
        read = read_codebook(file.getvalue())
    except InvalidData as error:
        st.error("The file cannot be used; nothing was changed.", icon=":material/error:")
        draw_problems(error.problems, alt="Errors of the codebook file")
        return
    revision = workspace.codebook_revision()
    differs = difference(workspace.codebook(revision), read)
    if not differs:
        st.info("Nothing changes: this is the current codebook.", icon=":material/done_all:")
        return
    st.markdown(
        f"**{len(differs.added)} added, {len(differs.removed)} removed, {counted(len(differs.changed), 'cell')} changed.** "
        "A removed topic that codes use is kept as retired."
    )
    rows = [{"Topic": key, "Column": "", "Before": "", "Now": "added"} for key in differs.added]
    rows += [{"Topic": key, "Column": "", "Before": "", "Now": "removed"} for key in differs.removed]
    rows += [{"Topic": cell.topic, "Column": cell.column, "Before": cell.before, "Now": cell.after} for cell in differs.changed]
    draw_table(rows, alt="What the file changes in the codebook")
    why = st.text_input("What changes and why", key="codebook_file_why")
    st.button(
        "Use this codebook", type="primary", disabled=not why, key="codebook_file_save", on_click=_save_file,
        args=(workspace, sign, read, revision),
    )  # fmt: skip


def _save_file(workspace: Workspace, sign: str, read: Codebook, revision: int) -> None:
    _save(workspace, sign, st.session_state["codebook_file_why"], lambda: read, revision)


def _save(workspace: Workspace, sign: str, why: str, made: Callable[[], Codebook], revision: int) -> Exception | None:
    """Save a codebook over the revision that was seen, and keep what is to be told; what went wrong, if anything did."""
    try:
        saved = workspace.save_codebook(made(), signed_by=sign, change=why, expected_revision=revision, day=user_day())
    except (InvalidData, WorkspaceError, ValueError) as error:
        messages.say(PLACE, error)
        return error
    messages.say(PLACE, f"Saved: the codebook has version {workspace.codebook(saved).version} now.")
    return None


def user_day(now: dt.datetime | None = None) -> str:
    """Return the day where the user is, by the browser's zone, as YYYY-MM-DD; where the browser tells no zone, the day of this machine."""
    moment = now or dt.datetime.now(dt.UTC)
    try:
        zone = ZoneInfo(st.context.timezone) if st.context.timezone else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = None
    return moment.astimezone(zone).date().isoformat()
