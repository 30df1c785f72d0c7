"""The data of this server: the shipped tables and, where there is one, the workspace that adds to them."""

import gc
import logging
import time
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import streamlit as st

from igfdata.codebook.dictionary import Dictionary
from igfdata.dataset import Dataset, build
from igfdata.memory import remembered
from igfdata.validation import DataProblem, Frames, InvalidData, read_folder
from igfdata.workspace import StoreUnavailable, Workspace
from igfdata.workspace.errors import StoreIsEmpty
from igfdata.workspace.location import find_address, place
from pages.shared.access import secret

log = logging.getLogger(__name__)

RETRY_AFTER = 5.0
"""Seconds after which a workspace that could not be opened is tried again."""


@dataclass(frozen=True)
class Loaded:
    """What this run works on.

    ``dataset``: shipped data and, where it could be read, the workspace.
    ``workspace``: None when it cannot be used.
    ``trouble``: why it cannot be used, or why what is shown may be out of date; empty when all is well.
    ``skipped``: rows of the workspace that a hand has altered so that they cannot be used.
    """

    dataset: Dataset
    workspace: Workspace | None = None
    trouble: str = ""
    skipped: tuple[DataProblem, ...] = ()


@dataclass
class _Kept:
    """What the server keeps between runs: open workspaces, why one is not open, and the last data that were read."""

    open: dict[bool, Workspace] = field(default_factory=dict)
    failed: dict[bool, tuple[float, str]] = field(default_factory=dict)
    last: dict[Path, Dataset] = field(default_factory=dict)
    told: str = ""
    """State of the workspace of which the log says that it does not fit."""


def load_data(folder: Path, *, can_edit: bool) -> Loaded:
    """Everything that is known on this server.

    ``can_edit``: whether the workspace is opened for writing; else it, and the database under it, refuse every change.
    Raises InvalidData when the data folder itself is wrong.
    """
    frames = _frames(folder)
    kept = _kept(folder, str(secret("workspace").get("address") or place()))
    workspace, trouble = _workspace(kept, frames, can_edit=can_edit)
    if workspace is not None:
        try:
            state = workspace.state
            kept.last[folder] = _merged(folder, workspace.address, state, workspace)
        except StoreUnavailable as error:
            workspace, trouble = None, str(error)
        except InvalidData as error:
            if kept.told != state:
                kept.told = state
                log.warning("What the workspace adds is skipped; errors in it: %d", len(error.problems))
            trouble = f"What the workspace adds does not fit the data of this server and is skipped: {error.problems[0]}"
            return Loaded(_shipped(folder), workspace, trouble)
    skipped = _row_problems(folder, workspace.address, state, workspace) if workspace else ()
    return Loaded(kept.last.get(folder) or _shipped(folder), workspace, trouble, skipped)


@st.cache_resource(show_spinner=False, max_entries=2)
def _row_problems(folder: Path, address: str, state: object, _workspace: Workspace) -> tuple[DataProblem, ...]:
    return tuple(_workspace.row_problems())


@st.cache_resource(show_spinner="Reading and checking the data …")
def _frames(folder: Path) -> Frames:
    return read_folder(folder)


@st.cache_resource(show_spinner=False)
def _kept(folder: Path, place: str) -> _Kept:
    return _Kept()


@st.cache_resource(show_spinner=False)
def _shipped(folder: Path) -> Dataset:
    return _settled(build(_frames(folder)))


@st.cache_resource(show_spinner="Reading the workspace …", max_entries=2)
def _merged(folder: Path, address: str, state: str, _workspace: Workspace) -> Dataset:
    return _settled(_workspace.dataset())


def code_errors(workspace: Workspace) -> pd.DataFrame:
    """Stored codes that break a rule, see ``Workspace.code_errors``; looked for once for each state of the workspace."""
    return _code_errors(workspace.address, workspace.state, workspace)


@st.cache_resource(show_spinner=False, max_entries=2)
def _code_errors(address: str, state: str, _workspace: Workspace) -> pd.DataFrame:
    return _workspace.code_errors()


@remembered
def dictionary_of(dataset: Dataset) -> Dictionary:
    """The dictionary of the current codebook."""
    return Dictionary.from_codebook(dataset.codebook_rows)


def text_of(workspace: Workspace, meeting_id: str, session_id: str) -> str:
    """Description, report and transcript of a session, as far as the workspace has them."""
    texts = _texts(workspace.address, workspace.state, meeting_id, workspace)
    return "\n\n".join(texts.loc[texts["session_id"] == session_id, "text"])


@st.cache_resource(show_spinner=False, max_entries=2)
def _texts(address: str, state: str, meeting_id: str, _workspace: Workspace) -> pd.DataFrame:
    return _workspace.texts(meeting_id)


def _settled(dataset: Dataset) -> Dataset:
    """What was loaded stays: the collector need not look at it after every click."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return dataset


def _workspace(kept: _Kept, frames: Frames, *, can_edit: bool) -> tuple[Workspace | None, str]:
    """The open workspace; after a failure the reason, until it is time to try again.

    A file that cannot be written, as on a read-only disk, may still be read: then it comes open for reading, with the reason.
    """
    if can_edit in kept.open:
        return kept.open[can_edit], ""
    address = secret("workspace").get("address")
    try:
        url = find_address(address)
    except StoreUnavailable as error:
        return None, str(error)
    is_file = url.get_backend_name() == "sqlite"
    if not can_edit and is_file and not Path(str(url.database)).is_file():
        return None, ""  # nobody has added anything yet
    failed_at, reason = kept.failed.get(can_edit, (-RETRY_AFTER, ""))
    if time.monotonic() - failed_at >= RETRY_AFTER:
        try:
            kept.open[can_edit] = Workspace.open(address, read_only=not can_edit, shipped=frames)
            kept.failed.pop(can_edit, None)
            return kept.open[can_edit], ""
        except StoreIsEmpty:
            reason = ""  # as without a file: nobody has added anything yet
        except StoreUnavailable as error:
            if reason != str(error):  # told once, not at every try
                log.warning("The workspace was not opened for %s", "reading and writing" if can_edit else "reading")
            reason = str(error)
        kept.failed[can_edit] = time.monotonic(), reason
    return (_workspace(kept, frames, can_edit=False)[0] if can_edit and is_file else None), reason
