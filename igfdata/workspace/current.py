"""The data that commands and pages work on: a data folder and, where there is a workspace, what it adds."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from igfdata.dataset import Dataset, load
from igfdata.validation import DataProblem, read_folder
from igfdata.workspace.errors import StoreIsEmpty
from igfdata.workspace.location import data_folder, is_there

if TYPE_CHECKING:
    from igfdata.workspace import Workspace


def workspace_to_read(address: str | None = None, folder: Path | None = None) -> "Workspace | None":
    """The workspace, for reading alone: None, and nothing is made, when the call names none and the usual one was not made yet.

    InvalidData when the data folder (:func:`data_folder`) cannot be used, StoreUnavailable when the workspace cannot be read.
    """
    if not address and not is_there():
        return None
    from igfdata.workspace import Workspace

    try:
        workspace = Workspace.open(address, read_only=True, shipped=read_folder(data_folder(folder)))
    except StoreIsEmpty:
        if address:
            raise
        return None
    for problem in workspace.row_problems():
        print(f"Altered by hand: {problem}", file=sys.stderr)
    return workspace


def current_dataset(folder: Path | None = None) -> Dataset:
    """Everything that is known here: the data folder, and what the workspace adds; errors as of :func:`workspace_to_read`."""
    workspace = workspace_to_read(folder=folder)
    if workspace is None:
        return load(data_folder(folder))
    with workspace:
        return workspace.dataset()


def code_problems(folder: Path | None = None) -> list[DataProblem]:
    """Stored codes and decisions that break a rule: those of an exported folder, else of the workspace here."""
    if folder is not None:
        from igfdata.workspace.archive import INSIDE, code_problems_of

        if not (folder / INSIDE).is_dir():
            return []
        try:
            return code_problems_of(folder, set(load(folder).topic_labels))
        except ValueError as error:
            return [DataProblem(INSIDE, 0, "", "", "", str(error))]
    workspace = workspace_to_read()
    if workspace is None:
        return []
    with workspace:
        errors, altered = workspace.code_errors(), workspace.row_problems()
    return altered + [
        DataProblem(
            f"workspace, {row.table} of {row.who}", 0, "", f"{row.column} for {row.session_id}", row.value, row.expected
        )
        for row in errors.itertuples()
    ]


def last_changes(meeting_id: str) -> pd.DataFrame | None:
    """What changed in a meeting's programme when its active version came; None without an earlier version."""
    if not is_there():
        return None
    from igfdata.workspace import Workspace

    with suppress(StoreIsEmpty), Workspace.open(read_only=True) as workspace:
        return workspace.changes_for(meeting_id)
    return None
