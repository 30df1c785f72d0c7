"""Meetings and the kept versions of their programmes: import, preview, undo, delete."""

import datetime as dt
from contextlib import suppress
from dataclasses import asdict, dataclass

import pandas as pd
from sqlalchemy import ColumnElement, Table, delete, func, insert, select, update

from igfdata.importers.model import Imported
from igfdata.schema import require_form
from igfdata.workspace.broken_rows import refuse_unsound
from igfdata.workspace.database import Reading, Transaction
from igfdata.workspace.difference import difference, suspected_renumbering, with_kept_ids
from igfdata.workspace.imported_programme import (
    OF_VERSION,
    Meeting,
    Programme,
    VersionFacts,
    coverage_of,
    file_label,
    programme_of,
    read_programme,
    settle,
    write_programme,
)
from igfdata.workspace.revisions import clean_text
from igfdata.workspace.store_tables import CODINGS, DECISIONS, MEETINGS, POINTS, VERSION_SESSIONS, VERSIONS


@dataclass(frozen=True)
class Change:
    """What an import does, or did.

    ``version_id`` is the kept version, None in a preview of a new one; ``is_new`` is False when the file is the active version
    already; ``is_first`` tells that there was no version before.
    """

    version_id: int | None
    is_new: bool
    difference: pd.DataFrame
    suspected_renumbering: pd.DataFrame
    is_first: bool = False

    @classmethod
    def between(cls, version_id: int | None, is_new: bool, old: Programme, new: Programme) -> "Change":
        """The change from one programme to another."""
        return cls(version_id, is_new, difference(old, new), suspected_renumbering(old, new), old.sessions.empty)

    def __str__(self) -> str:
        if not self.is_new:
            return "Nothing changes: already imported."
        counts = self.difference["kind"].value_counts(sort=False)
        told = ", ".join(f"{n} {kind}" for kind, n in counts.items() if n)
        n_suspected = len(self.suspected_renumbering)
        return (told or "no session changes") + (f"; {n_suspected} possible new numbers to check" if n_suspected else "") + "."


def preview(reading: Reading, meeting: Meeting, imported: Imported) -> Change:
    """What would an import change? Nothing is written."""
    active, old, programme = _old_and_new(reading, meeting, imported)
    is_same = active is not None and old.fingerprint == programme.fingerprint
    is_same = is_same and _next_facts(reading, active, meeting, imported.format)[2]
    return Change.between(active if is_same else None, not is_same, old, programme)


def coverage(reading: Reading, meeting: Meeting, imported: Imported) -> str:
    """Return how much of its programme a meeting would hold after an import, see ``vocabulary.PROGRAMME_COVERAGE``."""
    return _next_facts(reading, _active(reading, meeting.meeting_id), meeting, imported.format)[1]


def official_total(reading: Reading, meeting_id: str) -> tuple[str, str]:
    """Official number of sessions of a meeting and its source: as said of the active version, else as shipped; empty where unknown."""
    columns = VERSIONS.c.sessions_total, VERSIONS.c.sessions_total_url
    said = reading.execute(select(*columns).where(VERSIONS.c.id == _active(reading, meeting_id))).one_or_none()
    if said and said[0]:
        return said[0], said[1]
    meetings = reading.shipped["meetings"].fillna("")
    rows = meetings.loc[meetings["meeting_id"] == meeting_id, ["sessions_total", "sessions_total_url"]]
    return (str(rows.iat[0, 0]), str(rows.iat[0, 1])) if len(rows) else ("", "")


def check_facts(reading: Reading, meeting: Meeting, imported: Imported) -> None:
    """Raise the ValueError that an import would raise for the facts of its meeting."""
    programme = programme_of(imported, meeting.meeting_id, reading.shipped_sessions)
    settle(reading, meeting, imported.timezone, programme, is_scattered=imported.is_scattered)


def import_version(
    transaction: Transaction, meeting: Meeting, imported: Imported, content_hash: str, *,
    file_name: str = "", source_url: str = "",
) -> Change:  # fmt: skip
    """Keep an imported file as the meeting's new version; ``is_new`` is False when the same content, read alike, is active.

    ``meeting``: what is said of it; its id is enough when it is known already.
    ``content_hash``: SHA-256 of the file's bytes.
    ``file_name``: shown in the list of versions, words that could be a name skipped.
    ``source_url``: address for sessions without one.
    Raises InvalidData when the result would not be a sound data set, nothing changed; ReadOnly; ValueError.
    """
    if require_form("identifier", meeting.meeting_id, "meeting_id").casefold() == "all":
        raise ValueError(f"meeting_id: {meeting.meeting_id!r} found; expected another name, “all” stands for all meetings")
    active, old, programme = _old_and_new(transaction, meeting, imported)
    facts = settle(transaction, meeting, imported.timezone, programme, is_scattered=imported.is_scattered)
    said, _, is_kept = _next_facts(transaction, active, facts, imported.format)
    is_same = active is not None and _hashes(transaction, active) == (content_hash, programme.fingerprint) and is_kept
    if not is_same:
        about = {
            "file_name": file_label(file_name, facts.meeting_id), "format": imported.format, "source_url": source_url,
            "created_at": transaction.moment, "content_hash": content_hash, "rows_hash": programme.fingerprint,
            "timezone": facts.timezone, **asdict(said),
        }  # fmt: skip
        active = _write_version(transaction, facts, programme, about)
    return Change.between(active, not is_same, old, programme)


def meetings(reading: Reading) -> pd.DataFrame:
    """Meetings that users added, with ``active_version``."""
    rows = reading.execute(select(MEETINGS).order_by(MEETINGS.c.meeting_id)).fetchall()
    return pd.DataFrame(rows, columns=[column.name for column in MEETINGS.columns])


def versions(reading: Reading, meeting_id: str) -> pd.DataFrame:
    """Kept versions, newest first: columns of the store, ``n_sessions`` and ``is_active``."""
    count = select(func.count()).where(VERSION_SESSIONS.c.version_id == VERSIONS.c.id).scalar_subquery()
    statement = select(VERSIONS, count.label("n_sessions")).where(VERSIONS.c.meeting_id == meeting_id)
    rows = reading.execute(statement.order_by(VERSIONS.c.id.desc())).fetchall()
    frame = pd.DataFrame(rows, columns=[*(column.name for column in VERSIONS.columns), "n_sessions"])
    return frame.assign(is_active=frame["id"] == _active(reading, meeting_id))


def programme(reading: Reading, version_id: int) -> Programme:
    """Sessions, people by group and texts of a version; LookupError when there is no such version."""
    _meeting_of(reading, version_id)
    return read_programme(reading, version_id)


def last_change(reading: Reading, meeting_id: str) -> Change | None:
    """The active version of a meeting compared with the one that was kept before it; None where there is none."""
    active = _active(reading, meeting_id)
    kept = set(reading.execute(select(VERSIONS.c.id).where(VERSIONS.c.meeting_id == meeting_id)).scalars())
    earlier = max((number for number in kept if active in kept and number < active), default=None)
    if active is None or earlier is None:
        return None
    return Change.between(active, True, read_programme(reading, earlier), read_programme(reading, active))


def known_days(reading: Reading, meeting_id: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of a meeting as somebody stated them; None where nobody did."""
    for known in (meetings(reading), reading.shipped["meetings"]):
        for row in known[known["meeting_id"] == meeting_id].to_dict("records"):
            with suppress(ValueError):
                return dt.date.fromisoformat(str(row["start_date"])[:10]), dt.date.fromisoformat(str(row["end_date"])[:10])
    return None


def texts(reading: Reading, meeting_id: str) -> pd.DataFrame:
    """Texts of the active version: ``session_id, kind, text, is_automatic``."""
    return read_programme(reading, _active(reading, meeting_id)).texts


def undo_to(transaction: Transaction, version_id: int) -> Change:
    """Make a kept version the active one, or raise LookupError; later versions stay in the list."""
    meeting_id = _meeting_of(transaction, version_id)
    active = _active(transaction, meeting_id)
    old, new = (read_programme(transaction, number) for number in (active, version_id))
    if active != version_id:
        transaction.next_id()
        zone = select(VERSIONS.c.timezone).where(VERSIONS.c.id == version_id).scalar_subquery()
        activated = update(MEETINGS).where(MEETINGS.c.meeting_id == meeting_id)
        transaction.execute(activated.values(active_version=version_id, timezone=zone))
    return Change.between(version_id, active != version_id, old, new)


def delete_meeting(transaction: Transaction, meeting_id: str, *, confirm: str, with_codes: bool = False) -> dict[str, int]:
    """Delete a meeting with all versions and texts; return the rows deleted: ``versions, codings, decisions``.

    ``confirm`` is the meeting's id once more. Codes and decisions of its sessions, history included, go only when asked; else
    they stay, listed as orphaned, and are there again when the meeting is.
    """
    if confirm != meeting_id:
        raise ValueError(f"confirm: {confirm!r} found; expected {meeting_id!r}, the meeting to delete")
    transaction.next_id()
    parts = _parts_of(transaction, meeting_id, with_codes=with_codes)
    counts = {table.name: transaction.execute(delete(table).where(is_part)).rowcount for table, is_part in parts}
    transaction.execute(delete(POINTS).where(POINTS.c.meeting_id == meeting_id))
    if not transaction.execute(delete(MEETINGS).where(MEETINGS.c.meeting_id == meeting_id)).rowcount:
        raise LookupError(f"no meeting {meeting_id} in the workspace")
    return counts


def deletion_of(reading: Reading, meeting_id: str) -> dict[str, int]:
    """Count what :func:`delete_meeting` would delete, with codes: rows of ``versions, codings, decisions``."""
    parts = _parts_of(reading, meeting_id, with_codes=True)
    counted = {table.name: select(func.count()).select_from(table).where(is_part) for table, is_part in parts}
    return {name: int(reading.scalar(statement) or 0) for name, statement in counted.items()}


def _parts_of(reading: Reading, meeting_id: str, *, with_codes: bool) -> list[tuple[Table, ColumnElement[bool]]]:
    """Tables and which of their rows belong to a meeting; codes of sessions that came with the data never do."""
    own = select(VERSIONS.c.id).where(VERSIONS.c.meeting_id == meeting_id)
    found = select(VERSION_SESSIONS.c.session_id).where(VERSION_SESSIONS.c.version_id.in_(own)).distinct()
    keys = list(set(reading.execute(found).scalars()) - reading.shipped_sessions) if with_codes else []
    return [
        (CODINGS, CODINGS.c.session_id.in_(keys)),
        (DECISIONS, DECISIONS.c.session_id.in_(keys)),
        (VERSIONS, VERSIONS.c.meeting_id == meeting_id),
    ]


def _old_and_new(reading: Reading, facts: Meeting, imported: Imported) -> tuple[int | None, Programme, Programme]:
    """Active version of a meeting, its programme, and the imported one with the ids of the sessions that were there before."""
    new = programme_of(imported, facts.meeting_id, reading.shipped_sessions)
    active = _active(reading, facts.meeting_id)
    old = read_programme(reading, active)
    return active, old, with_kept_ids(old, new, reading.shipped_sessions)


def _next_facts(reading: Reading, active: int | None, facts: Meeting, form: str) -> tuple[VersionFacts, str, bool]:
    """What is said of the version to come, the coverage that follows, and whether both are those of the active version."""
    columns = [VERSIONS.c[name] for name in (*OF_VERSION, "format")]
    row = reading.execute(select(*columns).where(VERSIONS.c.id == active)).one_or_none()
    before = VersionFacts(*row[:-1]) if row else VersionFacts()
    said = before.updated_by(facts)
    after = coverage_of(said.programme_coverage, facts.meeting_id, reading.shipped, form)
    if row is None:
        return said, after, False
    was = coverage_of(before.programme_coverage, facts.meeting_id, reading.shipped, row[-1])
    is_same_total = (said.sessions_total, said.sessions_total_url) == (before.sessions_total, before.sessions_total_url)
    return said, after, after == was and is_same_total


def _active(reading: Reading, meeting_id: str) -> int | None:
    return reading.scalar(select(MEETINGS.c.active_version).where(MEETINGS.c.meeting_id == meeting_id))


def _meeting_of(reading: Reading, version_id: int) -> str:
    meeting_id = reading.scalar(select(VERSIONS.c.meeting_id).where(VERSIONS.c.id == version_id))
    if meeting_id is None:
        raise LookupError(f"no version {version_id} in the workspace")
    return meeting_id


def _hashes(reading: Reading, version_id: int) -> tuple[str, str]:
    statement = select(VERSIONS.c.content_hash, VERSIONS.c.rows_hash).where(VERSIONS.c.id == version_id)
    content, rows = reading.execute(statement).one()
    return content, rows


def _write_version(transaction: Transaction, facts: Meeting, new: Programme, about: dict[str, str]) -> int:
    number = transaction.next_id()
    values = {name: value for name, value in asdict(facts).items() if name not in OF_VERSION}
    refuse_unsound(MEETINGS, pd.DataFrame([values]))
    of_meeting = MEETINGS.c.meeting_id == facts.meeting_id
    if not transaction.execute(update(MEETINGS).where(of_meeting).values(values)).rowcount:
        transaction.execute(insert(MEETINGS).values(**values, created_at=about["created_at"]))
    about = {name: clean_text(value) for name, value in about.items()}
    transaction.execute(insert(VERSIONS).values(id=number, meeting_id=facts.meeting_id, **about))
    write_programme(transaction, number, new)
    transaction.execute(update(MEETINGS).where(of_meeting).values(active_version=number))
    return number
