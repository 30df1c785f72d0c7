"""The data that commands and pages work on: a data folder and, where there is a workspace, what it adds."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import platformdirs

from igfdata.dataset import SHIPPED, Dataset, load
from igfdata.validation import Fault, read_folder

if TYPE_CHECKING:
    from igfdata.workspace import Workspace

SETTING = "IGF_WORKSPACE"
"""Environment variable: a folder, a file, or an SQLAlchemy address."""
DATA_SETTING = "IGF_DATA"
"""Environment variable: a data folder in place of the shipped one."""
APPLICATION = "igf-childrens-rights"
FILE = "workspace.sqlite"


def place() -> str:
    """Where the workspace is or would be: by the setting, else in the user's data folder."""
    return os.environ.get(SETTING) or platformdirs.user_data_dir(APPLICATION, appauthor=False)


def data_folder(given: Path | None = None) -> Path:
    """The data that a workspace adds to: a folder named in the call, else by ``IGF_DATA``, else the shipped one."""
    return given or Path(os.environ.get(DATA_SETTING) or SHIPPED)


def add_data_option(command: argparse.ArgumentParser) -> None:
    """Let a command take a data folder; what the workspace adds, it adds to that one."""
    help_text = "data folder that the workspace adds to; default: IGF_DATA, else the shipped data"
    command.add_argument("--data", type=Path, metavar="DIR", help=help_text)


def is_there() -> bool:
    """Whether anybody has added anything yet; answered without loading the database library."""
    given = place()
    path = Path(given).expanduser()
    return "://" in given or path.is_file() or (path / FILE).is_file()


def is_named(address: str | None) -> bool:
    """Whether the user said which workspace, in the call or in the environment."""
    return bool(address or os.environ.get(SETTING))


def workspace_to_read(address: str | None = None, folder: Path | None = None) -> "Workspace | None":
    """The workspace, for reading alone: nothing is made where there is none.

    Parameters
    ----------
    address
        As the user named it; else ``IGF_WORKSPACE``, else the user's data folder.
    folder
        See :func:`data_folder`.

    Returns
    -------
    Workspace or None
        None when the call names none and the usual one was not made yet.

    Raises
    ------
    DataFaults
        When the folder cannot be used.
    StoreUnavailable
        When there is a workspace and it cannot be read.
    """
    if not address and not is_there():
        return None
    from igfdata.workspace import Workspace

    workspace = Workspace.open(address, read_only=True, shipped=read_folder(data_folder(folder)))
    for fault in workspace.row_faults():
        print(f"Altered by hand: {fault}", file=sys.stderr)
    return workspace


def current_dataset(folder: Path | None = None) -> Dataset:
    """Everything that is known here: the data folder, and what the workspace adds to it.

    Parameters
    ----------
    folder
        See :func:`data_folder`.

    Raises
    ------
    DataFaults
        When the folder, or what the workspace adds, cannot be used.
    StoreUnavailable
        When there is a workspace and it cannot be read.
    """
    workspace = workspace_to_read(folder=folder)
    if workspace is None:
        return load(data_folder(folder))
    with workspace:
        return workspace.dataset()


def code_faults(folder: Path | None = None) -> list[Fault]:
    """Stored codes and decisions that break a rule: those of an exported folder, else of the workspace here.

    Raises
    ------
    DataFaults
        When the folder cannot be used.
    StoreUnavailable
        When there is a workspace and it cannot be read.
    """
    if folder is not None:
        from igfdata.workspace.folder import INSIDE, folder_errors

        if not (folder / INSIDE).is_dir():
            return []
        try:
            return folder_errors(folder, set(load(folder).topic_labels))
        except ValueError as error:
            return [Fault(INSIDE, 0, "", "", "", str(error))]
    workspace = workspace_to_read()
    if workspace is None:
        return []
    with workspace:
        errors, altered = workspace.code_errors(), workspace.row_faults()
    return altered + [
        Fault(f"workspace, {row.table} of {row.who}", 0, "", f"{row.column} for {row.session_id}", row.value, row.expected)
        for row in errors.itertuples()
    ]


def last_changes(meeting_id: str) -> pd.DataFrame | None:
    """What changed in a meeting's programme when its active version came; None without an earlier version."""
    if not is_there():
        return None
    from igfdata.workspace import Workspace
    from igfdata.workspace.changes import changes_for

    with Workspace.open(read_only=True) as workspace:
        return changes_for(workspace, meeting_id)
