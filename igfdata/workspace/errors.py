"""What can go wrong with a workspace, in words for the user."""

from collections.abc import Mapping
from typing import Any


class WorkspaceError(Exception):
    """Anything that a workspace refuses or cannot do."""


class StoreUnavailable(WorkspaceError):
    """The store cannot be used now: no database, no disk, no right to write. The shipped data can still be read."""


class StoreIsEmpty(StoreUnavailable):
    """Nobody has added anything to the database yet, and it was opened for reading alone: there are the shipped data."""


class StoreIsNewer(StoreUnavailable):
    """A newer version of the program wrote the store; this one must not touch it."""


class ReadOnly(WorkspaceError):
    """The workspace was opened for reading and something tried to write."""


class Conflict(WorkspaceError):
    """Someone else saved first. Theirs is current; what you sent is kept in the history as ``conflict``.

    ``subject`` is what both were about; ``changed`` has field → (theirs, yours) where the fields differ; ``revision`` is that
    of what is current now, to save over it; ``theirs`` is the current row, or empty. Where all codes of a session were saved
    together, ``revisions`` has dimension → current revision.
    """

    def __init__(
        self, subject: Mapping[str, Any], changed: Mapping[str, tuple[Any, Any]], revision: int, *,
        theirs: Mapping[str, Any] | None = None, revisions: Mapping[str, int] | None = None,
    ) -> None:  # fmt: skip
        self.subject, self.changed, self.revision = dict(subject), dict(changed), revision
        self.theirs, self.revisions = dict(theirs or {}), dict(revisions or {})
        differs = "; ".join(f"{field} is now {theirs!r}, yours was {yours!r}" for field, (theirs, yours) in changed.items())
        about = ", ".join(f"{field} {value}" for field, value in subject.items())
        super().__init__(
            f"Someone else changed this while you were editing ({about}): {differs}. "
            "Review it, then save again or discard your change."
        )
