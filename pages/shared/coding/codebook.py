"""The codebook: what each topic means, when to use it, by which words it is found; changed and exchanged as a file."""

import datetime as dt
from collections.abc import Callable

import streamlit as st

from igfdata import vocabulary as v
from igfdata.coding.codebook import Codebook
from igfdata.coding.codebook_changes import changed
from igfdata.coding.codebook_difference import difference
from igfdata.coding.codebook_file import read_codebook, write_codebook
from igfdata.validation import DataFaults
from igfdata.wording import counted
from igfdata.workspace import Conflict, Workspace, WorkspaceError
from pages.shared.coding.coder import draw_coder
from pages.shared.setup import View
from pages.shared.text import inert
from pages.shared.uploads import draw_upload

NEW = "A new topic"
TOLD = "codebook_told"
EDITED = {
    "label": "Label", "definition": "Definition", "use_when": "Use it when", "not_when": "Do not use it when",
    "terms": "Terms for the dictionary, separated by semicolons; * at the end stands for any ending",
}  # fmt: skip


def draw_codebook(view: View) -> None:
    """Search and table, the file, and the log of changes."""
    dataset = view.dataset
    st.markdown(f"#### The codebook, version {inert(dataset.codebook_version)}")
    st.caption(f"{len(dataset.codebook)} topics. A pillar hint never decides a pillar: pillars are coded as such.")
    words = st.text_input("Search in the codebook", key="codebook_search", placeholder="for example: age")
    table = dataset.codebook
    text = table[["label", "definition", "use_when", "not_when", "terms"]].astype(str).agg(" ".join, axis=1).str.casefold()
    table = table[text.str.contains((words or "").casefold(), regex=False)]
    st.dataframe(
        table.drop(columns="topic"), hide_index=True, width="stretch", alt=f"{counted(len(table), 'topic')} of the codebook"
    )
    codebook = view.workspace.codebook() if view.workspace is not None else None
    if codebook is not None:
        st.download_button(
            "The whole codebook as a file (CSV)", write_codebook(codebook), f"codebook-{codebook.version}.csv", "text/csv",
            icon=":material/download:", on_click="ignore", key="codebook_file",
        )  # fmt: skip
    with st.expander("What changed in the codebook, and when", icon=":material/history:"):
        st.dataframe(dataset.codebook_changes.iloc[::-1], hide_index=True, width="stretch", alt="Log of the codebook")


def draw_codebook_editor(view: View) -> None:
    """The codebook, and the two ways to change it: topic by topic, or as a file."""
    draw_codebook(view)
    st.markdown("#### Change the codebook")
    st.caption("A change makes a new version. Codes keep the version by which they were given: none changes silently.")
    told = st.session_state.pop(TOLD, None)
    if told:
        (st.success if told[0] else st.error)(inert(told[1]))
    granted = draw_coder(view)
    if granted is None:
        return
    workspace, sign = granted
    topic, file = st.tabs(["One topic", "From a file"])
    with topic:
        _draw_topic(workspace, sign)
    with file:
        _draw_file(workspace, sign)


def _draw_topic(workspace: Workspace, sign: str) -> None:
    codebook = workspace.codebook()
    rows = codebook.rows.set_index("topic")
    topics = codebook.topics.set_index("topic")["label"].to_dict()
    chosen = st.selectbox("Topic", [NEW, *topics], format_func=lambda key: topics.get(key, key), key="edit_topic")
    row = rows.loc[chosen] if chosen in rows.index else None
    with st.form(f"codebook_{chosen}", border=False):
        cells = {
            name: st.text_area(label, "" if row is None else row[name], height=80 if name != "label" else 68)
            for name, label in EDITED.items()
        }
        hints = list(v.PILLAR_HINTS)
        cells["pillar_hint"] = st.selectbox(
            "Pillar hint (never counted)", hints, index=hints.index(row["pillar_hint"]) if row is not None else len(hints) - 1, format_func=v.PILLAR_HINTS.label
        )  # fmt: skip
        why = st.text_input("What changes and why")
        if st.form_submit_button("Save as a new version", type="primary"):
            key = v.slug(cells["label"]).replace("-", "_") if row is None else str(chosen)
            today = dt.datetime.now(dt.UTC).date().isoformat()
            _save(workspace, sign, why, lambda: changed(codebook, key, date=today, change=why, **cells))


def _draw_file(workspace: Workspace, sign: str) -> None:
    file = draw_upload("A codebook file (CSV)", type="csv", key="codebook_in", megabytes=5)
    if file is None:
        return
    try:
        read = read_codebook(file.getvalue())
    except DataFaults as error:
        st.error("The file cannot be used; nothing was changed.", icon=":material/error:")
        st.dataframe(
            [vars(fault) for fault in error.faults], hide_index=True, width="stretch", alt="Faults of the codebook file"
        )
        return
    differs = difference(workspace.codebook(), read)
    if not differs:
        st.info("Nothing changes: this is the codebook that counts already.", icon=":material/done_all:")
        return
    st.markdown(
        f"**{len(differs.added)} added, {len(differs.removed)} removed, {counted(len(differs.changed), 'cell')} changed.** "
        "A removed topic that codes use is kept as retired."
    )
    rows = [{"Topic": key, "Column": "", "Before": "", "Now": "added"} for key in differs.added]
    rows += [{"Topic": key, "Column": "", "Before": "", "Now": "removed"} for key in differs.removed]
    rows += [{"Topic": cell.topic, "Column": cell.column, "Before": cell.before, "Now": cell.after} for cell in differs.changed]
    st.dataframe(rows, hide_index=True, width="stretch", alt="What the file changes in the codebook")
    why = st.text_input("What changes and why", key="codebook_file_why")
    if st.button("Use this codebook", type="primary", disabled=not why, key="codebook_file_save"):
        _save(workspace, sign, why, lambda: read)


def _save(workspace: Workspace, sign: str, why: str, made: Callable[[], Codebook]) -> None:
    try:
        revision = workspace.codebook_revision()
        workspace.save_codebook(made(), signed_by=sign, change=why, expected_revision=revision)
        st.session_state[TOLD] = (True, f"Saved: the codebook has version {workspace.codebook().version} now.")
    except DataFaults as error:
        st.session_state[TOLD] = (False, "Nothing was saved. " + " ".join(map(str, error.faults)))
    except (Conflict, WorkspaceError, ValueError) as error:
        st.session_state[TOLD] = (False, f"Nothing was saved. {error}")
    st.rerun()
