"""A process that dies in the middle of its work on a workspace."""

import os
import signal
from typing import Any

from sqlalchemy import event

from igfdata.workspace import Workspace


def die_after(workspace: Workspace, n_statements: int) -> None:
    """Let so many SQL statements and commits begin, and kill this process before the next one; with 0, never."""
    left = iter(range(n_statements, -1, -1))

    def count(*_: Any) -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    if n_statements:
        event.listen(workspace.engine, "before_cursor_execute", count)
        event.listen(workspace.engine, "commit", count)
