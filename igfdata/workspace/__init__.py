"""What users add, kept in a SQL database: meetings, versions, texts, codes, decisions, codebooks.

SQLite in the user's data folder, or any folder, file or PostgreSQL address that ``IGF_WORKSPACE`` names::

    from igfdata.workspace import Meeting, Workspace

    with Workspace.open() as workspace:
        change = workspace.import_version(Meeting("igf2026", city="Geneva"), imported, content_hash)
        data = workspace.dataset()

Shipped data are never changed. A store that cannot be used raises :class:`StoreUnavailable`; go on without it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from igfdata.workspace.errors import Conflict, ReadOnly, StoreIsNewer, StoreUnavailable, WorkspaceError
    from igfdata.workspace.imported_programme import Meeting
    from igfdata.workspace.versions import Change
    from igfdata.workspace.workspace import Workspace

__all__ = ["Change", "Conflict", "Meeting", "ReadOnly", "StoreIsNewer", "StoreUnavailable", "Workspace", "WorkspaceError"]

_MODULES = {"Change": "versions", "Meeting": "imported_programme", "Workspace": "workspace"}
"""Name → where it is, unless it is an error."""


def __getattr__(name: str) -> Any:
    """A name of this package, loaded when it is first used: the database library takes as long as a whole command."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES.get(name, 'errors')}"), name)
