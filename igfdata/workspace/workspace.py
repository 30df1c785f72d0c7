"""A user's or a team's workspace: everything the store can do, in one class."""

import pandas as pd
from sqlalchemy import update

from igfdata.dataset import Dataset, build
from igfdata.validation import Fault, Frames, check_frames
from igfdata.workspace.altered_rows import row_faults
from igfdata.workspace.codebook_rows import with_codebook
from igfdata.workspace.codebooks import Codebooks
from igfdata.workspace.folder import Folders
from igfdata.workspace.history import CURRENT, SUPERSEDED, read_rows
from igfdata.workspace.merge import merged_frames, topics_of
from igfdata.workspace.notes import Notes
from igfdata.workspace.session_codes import SessionCodes
from igfdata.workspace.stored_codes import code_errors
from igfdata.workspace.tables import CODINGS, DECISIONS
from igfdata.workspace.versions import Versions


class Workspace(Versions, SessionCodes, Codebooks, Notes, Folders):
    """An open workspace; :meth:`open` one. Safe to share between threads."""

    def frames(self) -> Frames:
        """Shipped and added data as text frames, as :func:`igfdata.validation.read_folder` gives them."""
        with self.reading() as connection:
            return merged_frames(connection, self.shipped)

    def dataset(self, shipped: Frames | None = None) -> Dataset:
        """The shipped data with codebook, active versions, codes and decisions: what every page works on.

        Sessions that nobody coded have no codes. Relevance of an imported session is that of a decision, else of its
        last coder, else suggested by the dictionary (said in ``note``).

        Parameters
        ----------
        shipped
            Other sound text frames to add to than those the workspace was opened with.

        Raises
        ------
        DataFaults
            When the two do not fit, as after an update of the shipped data.
        """
        base = self.shipped if shipped is None else shipped
        with self.reading() as connection:
            frames = merged_frames(connection, base)
        check_frames(frames, trusted=base)
        return build(frames)

    def code_errors(self) -> pd.DataFrame:
        """Current codes and decisions that break a rule: columns of :data:`igfdata.workspace.stored_codes.ERROR_COLUMNS`."""
        with self.reading() as connection:
            topics = topics_of(with_codebook(connection, self.shipped))
            return code_errors(read_rows(connection, CODINGS), read_rows(connection, DECISIONS), topics)

    def row_faults(self) -> list[Fault]:
        """Rows that a hand has altered so that they cannot be used; they are skipped everywhere."""
        with self.reading() as connection:
            return row_faults(connection)

    def withdraw(self, table: str, revision: int) -> None:
        """Take codes or a decision out of use whatever is wrong with them; they stay in the history.

        Parameters
        ----------
        table, revision
            ``codings`` or ``decisions``, and the ``id`` of the row.

        Raises
        ------
        LookupError
            When it is not current any more.
        ReadOnly
        """
        rows = {"codings": CODINGS, "decisions": DECISIONS}[table]
        with self.writing() as transaction:
            is_it = (rows.c.id == revision) & (rows.c.state == CURRENT)
            if not transaction.execute(update(rows).where(is_it).values(state=SUPERSEDED)).rowcount:
                raise LookupError("This row is not current any more. Reload the page.")
            transaction.next_id()

    def orphans(self) -> pd.DataFrame:
        """Sessions with codes or decisions that no active version holds: ``session_id, title, n_codings, n_decisions``."""
        return self.codings_of_unknown(self.frames()["sessions"]["session_id"])
