"""The data that a command works on: the shipped ones and, where there is a workspace, what it adds."""

import os
from pathlib import Path

import pandas as pd
import platformdirs

from igfdata.dataset import Dataset, load

SETTING = "IGF_WORKSPACE"
"""Environment variable: a folder, a file, or an SQLAlchemy address."""
APPLICATION = "igf-childrens-rights"
FILE = "workspace.sqlite"


def place() -> str:
    """Where the workspace is or would be: by the setting, else in the user's data folder."""
    return os.environ.get(SETTING) or platformdirs.user_data_dir(APPLICATION, appauthor=False)


def is_there() -> bool:
    """Whether anybody has added anything yet; answered without loading the database library."""
    given = place()
    return "://" in given or Path(given).is_file() or (Path(given) / FILE).is_file()


def current_dataset(folder: Path | None = None) -> Dataset:
    """Everything that is known here.

    Parameters
    ----------
    folder
        A data folder to take instead, without the workspace.

    Raises
    ------
    DataFaults
        When the folder, or what the workspace adds, is at fault.
    StoreUnavailable
        When there is a workspace and it cannot be read.
    """
    if folder is not None or not is_there():
        return load() if folder is None else load(folder)
    from igfdata.workspace import Workspace

    with Workspace.open(read_only=True) as workspace:
        return workspace.dataset()


def last_changes(meeting_id: str) -> pd.DataFrame | None:
    """What changed in a meeting's programme when its active version came; None without an earlier version."""
    if not is_there():
        return None
    from igfdata.workspace import Workspace
    from igfdata.workspace.changes import changes_for

    with Workspace.open(read_only=True) as workspace:
        return changes_for(workspace, meeting_id)
