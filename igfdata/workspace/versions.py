"""Meetings and the kept versions of their programmes: import, preview, undo, delete."""

import datetime as dt
from contextlib import suppress
from dataclasses import asdict, dataclass

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, update

from igfdata.importers.model import Imported
from igfdata.validation import check_frames
from igfdata.workspace.difference import difference, suspected_renumbering
from igfdata.workspace.history import clean_text, identifier
from igfdata.workspace.meeting import Meeting, coverage_of, settle
from igfdata.workspace.merge import merged_frames
from igfdata.workspace.programme import Programme, file_label, programme_of, read_programme, write_programme
from igfdata.workspace.same_sessions import with_kept_ids
from igfdata.workspace.store import Store, Transaction
from igfdata.workspace.tables import CODINGS, DECISIONS, MEETINGS, VERSION_SESSIONS, VERSIONS


@dataclass(frozen=True)
class Change:
    """What an import does, or did.

    Parameters
    ----------
    version_id
        The kept version; None in a preview of a new one.
    is_new
        False when the file is the active version already: nothing changes.
    difference, suspected_renumbering
        See :func:`igfdata.workspace.difference.difference` and ``suspected_renumbering``.
    is_first
        Whether there was no version before.
    """

    version_id: int | None
    is_new: bool
    difference: pd.DataFrame
    suspected_renumbering: pd.DataFrame
    is_first: bool = False

    def __str__(self) -> str:
        if not self.is_new:
            return "Nothing changes: this is the version that is there already."
        counts = self.difference["kind"].value_counts(sort=False)
        told = ", ".join(f"{n} {kind}" for kind, n in counts.items() if n)
        n_suspected = len(self.suspected_renumbering)
        return (
            (told or "no session changes") + (f"; {n_suspected} suspected new numbers to look at" if n_suspected else "") + "."
        )


class Versions(Store):
    """Meetings that users add."""

    def preview(self, meeting: Meeting | str, imported: Imported) -> Change:
        """What would an import change? Nothing is written."""
        facts = meeting if isinstance(meeting, Meeting) else Meeting(meeting)
        programme = programme_of(imported, facts.meeting_id, self._shipped_sessions())
        with self.reading() as connection:
            active = _active(connection, facts.meeting_id)
            old = read_programme(connection, active)
            programme = with_kept_ids(old, programme, self._shipped_sessions())
            is_same = active is not None and old.fingerprint == programme.fingerprint
            is_same = is_same and self._coverages(connection, active, facts, imported.format)[2]
        return _change(active if is_same else None, not is_same, old, programme)

    def coverage(self, meeting: Meeting | str, imported: Imported) -> str:
        """Return how much of its programme a meeting would hold after an import, see ``vocabulary.PROGRAMME_COVERAGE``."""
        facts = meeting if isinstance(meeting, Meeting) else Meeting(meeting)
        with self.reading() as connection:
            return self._coverages(connection, _active(connection, facts.meeting_id), facts, imported.format)[1]

    def import_version(
        self, meeting: Meeting | str, imported: Imported, content_hash: str, *,
        file_name: str = "", source_url: str = "", created_at: str = "",
    ) -> Change:  # fmt: skip
        """Keep an imported file as the meeting's new version, in one transaction.

        Parameters
        ----------
        meeting
            The meeting or, when it is known already, its id.
        imported, content_hash
            What an importer read; SHA-256 of the file's bytes.
        file_name, source_url
            Shown in the list of versions (words that could be a name are left out); address for sessions without one.
        created_at
            Moment; default: now.

        Returns
        -------
        Change
            ``is_new`` is False when the same content, read in the same way, is active already: nothing changed.

        Raises
        ------
        DataFaults
            When the result would not be a sound data set; nothing changed.
        ReadOnly, ValueError
        """
        facts = meeting if isinstance(meeting, Meeting) else Meeting(meeting)
        if identifier(facts.meeting_id, "meeting_id").casefold() == "all":
            raise ValueError(f"meeting_id: {facts.meeting_id!r} found; expected another name, “all” stands for all meetings")
        programme = programme_of(imported, facts.meeting_id, self._shipped_sessions())
        with self.writing() as transaction:
            connection = transaction.connection
            active = _active(connection, facts.meeting_id)
            old = read_programme(connection, active)
            programme = with_kept_ids(old, programme, self._shipped_sessions())
            facts = settle(connection, self.shipped, facts, imported.timezone, programme, is_scattered=imported.is_scattered)
            seen = {"content_hash": content_hash, "rows_hash": programme.fingerprint, "timezone": facts.timezone}
            said, _, is_kept = self._coverages(connection, active, facts, imported.format)
            is_same = active is not None and _hashes(connection, active) == (content_hash, programme.fingerprint) and is_kept
            if not is_same:
                about = {"file_name": file_label(file_name, facts.meeting_id), "format": imported.format}
                about |= {"source_url": source_url, "created_at": created_at or self.now(), **seen}
                about["programme_coverage"] = said
                active = _write_version(transaction, facts, programme, about)
                check_frames(merged_frames(connection, self.shipped), trusted=self.shipped)
        return _change(active, not is_same, old, programme)

    def meetings(self) -> pd.DataFrame:
        """Meetings that users added, with ``active_version``."""
        with self.reading() as connection:
            rows = connection.execute(select(MEETINGS).order_by(MEETINGS.c.meeting_id)).fetchall()
        return pd.DataFrame(rows, columns=[column.name for column in MEETINGS.columns])

    def versions(self, meeting_id: str) -> pd.DataFrame:
        """Kept versions, newest first: columns of the store, ``n_sessions`` and ``is_active``."""
        count = select(func.count()).where(VERSION_SESSIONS.c.version_id == VERSIONS.c.id).scalar_subquery()
        statement = select(VERSIONS, count.label("n_sessions")).where(VERSIONS.c.meeting_id == meeting_id)
        with self.reading() as connection:
            rows = connection.execute(statement.order_by(VERSIONS.c.id.desc())).fetchall()
            active = _active(connection, meeting_id)
        frame = pd.DataFrame(rows, columns=[*(column.name for column in VERSIONS.columns), "n_sessions"])
        return frame.assign(is_active=frame["id"] == active)

    def programme(self, version_id: int) -> Programme:
        """Sessions, people by group and texts of a version."""
        with self.reading() as connection:
            _meeting_of(connection, version_id)
            return read_programme(connection, version_id)

    def known_days(self, meeting_id: str) -> tuple[dt.date, dt.date] | None:
        """First and last day of a meeting as somebody stated them; None where nobody did."""
        for meetings in (self.meetings(), self.shipped["meetings"]):
            for row in meetings[meetings["meeting_id"] == meeting_id].to_dict("records"):
                with suppress(ValueError):
                    return dt.date.fromisoformat(str(row["start_date"])[:10]), dt.date.fromisoformat(str(row["end_date"])[:10])
        return None

    def texts(self, meeting_id: str) -> pd.DataFrame:
        """Texts of the active version: ``session_id, kind, text, is_automatic``."""
        with self.reading() as connection:
            return read_programme(connection, _active(connection, meeting_id)).texts

    def undo_to(self, version_id: int) -> Change:
        """Make a kept version the active one; later versions stay in the list.

        Raises
        ------
        LookupError
            When there is no such version.
        """
        with self.writing() as transaction:
            connection = transaction.connection
            meeting_id = _meeting_of(connection, version_id)
            active = _active(connection, meeting_id)
            old, new = (read_programme(connection, number) for number in (active, version_id))
            if active != version_id:
                transaction.next_id()
                _activate(connection, meeting_id, version_id)
                zone = select(VERSIONS.c.timezone).where(VERSIONS.c.id == version_id).scalar_subquery()
                connection.execute(update(MEETINGS).where(MEETINGS.c.meeting_id == meeting_id).values(timezone=zone))
                check_frames(merged_frames(connection, self.shipped), trusted=self.shipped)
        return _change(version_id, active != version_id, old, new)

    def delete_meeting(self, meeting_id: str, *, confirm: str, with_codes: bool = False) -> dict[str, int]:
        """Delete a meeting with all versions and texts; codes and decisions only when asked.

        Parameters
        ----------
        confirm
            The meeting's id once more.
        with_codes
            Also the codes and decisions of its sessions, history included; else they stay, listed as orphaned, and are
            there again when the meeting is.

        Returns
        -------
        dict
            Rows deleted: ``versions, codings, decisions``.
        """
        if confirm != meeting_id:
            raise ValueError(f"confirm: {confirm!r} found; expected {meeting_id!r}, the meeting to delete")
        with self.writing() as transaction:
            transaction.next_id()
            parts = self._parts_of(transaction.connection, meeting_id, with_codes=with_codes)
            counts = {table.name: transaction.execute(delete(table).where(is_part)).rowcount for table, is_part in parts}
            if not transaction.execute(delete(MEETINGS).where(MEETINGS.c.meeting_id == meeting_id)).rowcount:
                raise LookupError(f"no meeting {meeting_id} in the workspace")
        return counts

    def deletion_of(self, meeting_id: str) -> dict[str, int]:
        """Count what :meth:`delete_meeting` would delete, with codes: rows of ``versions, codings, decisions``."""
        with self.reading() as connection:
            parts = self._parts_of(connection, meeting_id, with_codes=True)
            counted = {table.name: select(func.count()).select_from(table).where(is_part) for table, is_part in parts}
            return {name: int(connection.scalar(statement) or 0) for name, statement in counted.items()}

    def _parts_of(
        self, connection: Connection, meeting_id: str, *, with_codes: bool
    ) -> list[tuple[Table, ColumnElement[bool]]]:
        """Tables and which of their rows belong to a meeting; codes of sessions that came with the data never do."""
        own = select(VERSIONS.c.id).where(VERSIONS.c.meeting_id == meeting_id)
        sessions = connection.execute(
            select(VERSION_SESSIONS.c.session_id).where(VERSION_SESSIONS.c.version_id.in_(own)).distinct()
        ).scalars()
        keys = list(set(sessions) - self._shipped_sessions()) if with_codes else []
        return [
            (CODINGS, CODINGS.c.session_id.in_(keys)),
            (DECISIONS, DECISIONS.c.session_id.in_(keys)),
            (VERSIONS, VERSIONS.c.meeting_id == meeting_id),
        ]

    def _coverages(self, connection: Connection, active: int | None, facts: Meeting, form: str) -> tuple[str, str, bool]:
        """Coverage as said, as it is after an import, and whether it is that of the active version."""
        statement = select(VERSIONS.c.programme_coverage, VERSIONS.c.format).where(VERSIONS.c.id == active)
        before = connection.execute(statement).one_or_none()
        said = facts.programme_coverage or (before[0] if before else "")
        after = coverage_of(said, facts.meeting_id, self.shipped, form)
        return said, after, before is not None and after == coverage_of(before[0], facts.meeting_id, self.shipped, before[1])

    def _shipped_sessions(self) -> frozenset[str]:
        return frozenset(self.shipped["sessions"]["session_id"])


def _change(version_id: int | None, is_new: bool, old: Programme, new: Programme) -> Change:
    return Change(version_id, is_new, difference(old, new), suspected_renumbering(old, new), old.sessions.empty)


def _active(connection: Connection, meeting_id: str) -> int | None:
    return connection.scalar(select(MEETINGS.c.active_version).where(MEETINGS.c.meeting_id == meeting_id))


def _activate(connection: Connection, meeting_id: str, version_id: int) -> None:
    connection.execute(update(MEETINGS).where(MEETINGS.c.meeting_id == meeting_id).values(active_version=version_id))


def _meeting_of(connection: Connection, version_id: int) -> str:
    meeting_id = connection.scalar(select(VERSIONS.c.meeting_id).where(VERSIONS.c.id == version_id))
    if meeting_id is None:
        raise LookupError(f"no version {version_id} in the workspace")
    return meeting_id


def _hashes(connection: Connection, version_id: int) -> tuple[str, str]:
    statement = select(VERSIONS.c.content_hash, VERSIONS.c.rows_hash).where(VERSIONS.c.id == version_id)
    content, rows = connection.execute(statement).one()
    return content, rows


def _write_version(transaction: Transaction, facts: Meeting, programme: Programme, about: dict[str, str]) -> int:
    connection, number = transaction.connection, transaction.next_id()
    values = asdict(facts)
    del values["programme_coverage"]  # it is kept with the version
    known = update(MEETINGS).where(MEETINGS.c.meeting_id == facts.meeting_id).values(values)
    if not connection.execute(known).rowcount:
        connection.execute(insert(MEETINGS).values(**values, created_at=about["created_at"]))
    about = {name: clean_text(value) for name, value in about.items()}
    connection.execute(insert(VERSIONS).values(id=number, meeting_id=facts.meeting_id, **about))
    write_programme(connection, number, programme)
    _activate(connection, facts.meeting_id, number)
    return number
