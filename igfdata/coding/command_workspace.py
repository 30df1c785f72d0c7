"""Which workspace does a command read? The one that is named, else the usual one, if there is one."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from igfdata.workspace import Workspace


def workspace_to_read(address: str | None, folder: Path) -> "Workspace | None":
    """The workspace, for reading alone: nothing is made where there is none.

    Parameters
    ----------
    address
        As the user named it; else ``IGF_WORKSPACE``, else the user's data folder.
    folder
        Data that it adds to.

    Returns
    -------
    Workspace or None
        None when the call names none and the usual one was not made yet.

    Raises
    ------
    StoreUnavailable, DataFaults
    """
    from igfdata.validation import read_folder
    from igfdata.workspace import Workspace
    from igfdata.workspace.address import find_address

    url = find_address(address)
    if not address and url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        return None
    return Workspace.open(address, read_only=True, shipped=read_folder(folder))


def is_named(address: str | None) -> bool:
    """Whether the user said which workspace, in the call or in the environment."""
    from igfdata.workspace.current import SETTING

    return bool(address or os.environ.get(SETTING))
