"""Codebooks of the users' own: each saved version is kept whole, and codes keep the version by which they were given.

The shipped codebook counts until users save one of their own; from then on theirs counts, also when the shipped one
goes on to a newer version. Its number says on which shipped version it was built (``Codebook.built_on``), so that a
page can offer the difference to the shipped one; to go over to that one is to save it.
"""

from sqlalchemy import select

from igfdata.codebook.model import Codebook
from igfdata.codebook.next_version import continued, difference
from igfdata.contacts import refuse_contacts
from igfdata.validation import check_frames
from igfdata.workspace.additions import local_day
from igfdata.workspace.codebook_rows import active_codebook, current_id, read_saved, topic_uses, write_saved
from igfdata.workspace.errors import Conflict
from igfdata.workspace.history import History, clean_text, identifier, keep
from igfdata.workspace.merge import merged_frames
from igfdata.workspace.tables import CODEBOOKS


class Codebooks(History):
    """The codebook by which is coded, and those by which was coded."""

    def codebook(self, revision: int | None = None) -> Codebook:
        """The codebook that counts, or one that was saved, by its revision (0: the shipped one).

        Raises
        ------
        LookupError
            When there is no such revision.
        """
        with self.reading() as connection:
            if revision is None:
                return active_codebook(connection, self.shipped)
            if revision == 0:
                return Codebook.from_frames(self.shipped)
            if connection.scalar(select(CODEBOOKS.c.id).where(CODEBOOKS.c.id == revision)) is None:
                raise LookupError(f"revision: {revision} found; expected 0 or the id of a saved codebook")
            return read_saved(connection, revision)

    def save_codebook(
        self, codebook: Codebook, *, signed_by: str, change: str, expected_revision: int, at: str = "", day: str = ""
    ) -> int:
        """Make a codebook the one that counts, as a version of its own. No code changes.

        Parameters
        ----------
        codebook
            As it shall be; how it gets its version: :func:`igfdata.codebook.next_version.continued`. A topic that it
            lacks and that anything coded uses is kept as retired, one that nothing uses goes.
        signed_by, change
            Who; what changed and why.
        expected_revision
            Revision (:meth:`codebook_revision`) that the user saw; 0 for the shipped codebook.
        at
            Moment (ISO 8601); empty: now.
        day
            Day of the change for the log (YYYY-MM-DD), where the user is; empty: where this program runs.

        Returns
        -------
        int
            Revision that counts now; as before when nothing is different.

        Raises
        ------
        DataFaults
            With all faults of the codebook; nothing changed.
        Conflict
            When somebody else saved one meanwhile; theirs counts, this one is in the history.
        ReadOnly, ValueError
        """
        if not change.strip():
            raise ValueError("a new version of the codebook needs a word on what changed")
        typed = {f"{name} of {row['topic']}": row[name] for row in codebook.rows.to_dict("records") for name in row}
        refuse_contacts({"change": change, **{str(name): str(text) for name, text in typed.items()}})
        values = {"change": clean_text(change), "signed_by": identifier(signed_by, "signed_by")}
        moment = at or self.now()
        with self.writing() as transaction:
            connection = transaction.connection
            before = active_codebook(connection, self.shipped)
            used = topic_uses(connection, self.shipped)
            saved = continued(
                before, codebook, date=day or local_day(moment) or moment[:10], change=values["change"], used=used
            )
            differs = difference(before, saved)
            if not differs:
                return current_id(connection)
            kept = keep(transaction, CODEBOOKS, {}, {"version": saved.version, **values}, expected_revision, moment)
            write_saved(transaction, transaction.last_id, saved)
            check_frames(merged_frames(connection, self.shipped), trusted=self.shipped)
        if kept.changed:
            cells = {f"{cell.column} of {cell.topic}": (cell.before, cell.after) for cell in differs.changed}
            rows = {topic: ("not there", "there") for topic in differs.added} | {
                topic: ("there", "not there") for topic in differs.removed
            }
            raise Conflict(
                {"codebook": before.version}, {**rows, **cells} or dict(kept.changed), kept.revision, theirs=kept.theirs
            )
        return kept.revision

    def codebook_revision(self) -> int:
        """Revision of the codebook that counts: the ``expected_revision`` of the next save; 0 while it is the shipped one."""
        with self.reading() as connection:
            return current_id(connection)
