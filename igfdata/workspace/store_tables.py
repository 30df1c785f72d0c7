"""The tables of the store, declared once, and how a store of an earlier version gets what it lacks.

A store only grows: a table or a text column that came later says ``since`` which version it is there, and is empty in a store
of before. Never change what was released. Dates and times are text (ISO 8601, UTC for ``at`` and ``created_at``), as in the
CSV files; empty text is "not stated". ``state`` of a row that people save is ``current``, ``superseded`` or ``conflict``: rows
are added, never overwritten, and one of the rows about a subject is current.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    insert,
    inspect,
    text,
    update,
)

from igfdata.importers.model import SESSION_COLUMNS
from igfdata.schema import TABLES
from igfdata.workspace.errors import StoreIsNewer, StoreUnavailable

METADATA = MetaData()


def _text(*names: str, key: bool = False, since: int = 1) -> list[Column]:
    default, info = ("", {"since": since}) if since > 1 else (None, {})
    return [Column(name, Text, nullable=False, primary_key=key, server_default=default, info=info) for name in names]


def _number(name: str, *, key: bool = False, null: bool = False) -> Column:
    return Column(name, Integer, nullable=null, primary_key=key, autoincrement=False)


def _of(target: str, name: str) -> Column:
    return Column(name, Integer, ForeignKey(target, ondelete="CASCADE"), nullable=False, primary_key=True)


def _table(name: str, *columns: Column | list[Column], since: int = 1) -> Table:
    flat = [column for part in columns for column in (part if isinstance(part, list) else [part])]
    return Table(name, METADATA, *flat, info={"since": since})


def _one_current(index: str, table: Table, *subject: str) -> None:
    where, columns = text("state = 'current'"), [table.c[name] for name in subject]
    Index(index, *columns, unique=True, sqlite_where=where, postgresql_where=where)


STORE = _table("store", _number("id", key=True), _number("version"), _number("last_id"))
STORE.append_constraint(CheckConstraint("id = 1"))
MEETINGS = _table(
    "meetings",
    _text("meeting_id", key=True),
    _text("year", "name", "city", "country", "start_date", "end_date", "day_zero_date", "timezone", "created_at"),
    _number("active_version", null=True),
)
VERSIONS = _table(
    "versions",
    _number("id", key=True),
    Column("meeting_id", Text, ForeignKey("meetings.meeting_id", ondelete="CASCADE"), nullable=False),
    _text("created_at", "file_name", "format", "content_hash", "rows_hash", "timezone", "source_url"),
    _text("programme_coverage", since=3),
    _text("sessions_total", "sessions_total_url", since=5),
)
VERSION_SESSIONS = _table(
    "version_sessions",
    _of("versions.id", "version_id"),
    _number("position"),
    _text("session_id", key=True),
    _text(*SESSION_COLUMNS),
)
VERSION_PARTICIPANTS = _table(
    "version_participants",
    _of("versions.id", "version_id"),
    _number("position", key=True),
    _text("session_id", "role", "stakeholder_group", "regional_group", "basis"),
)
VERSION_TEXTS = _table(
    "version_texts",
    _of("versions.id", "version_id"),
    _number("position", key=True),
    _text("session_id", "kind", "text"),
    _number("is_automatic"),
)
CODINGS = _table(
    "codings",
    _number("id", key=True),
    _text("session_id", "coder", "dimension", "codes", "evidence", "note", "codebook_version", "carried_from", "at", "state"),
    _text("answers", since=4),
)
DECISIONS = _table(
    "decisions",
    _number("id", key=True),
    _text("session_id", "dimension", "code_a", "code_b", "decision", "evidence", "reason", "signed_by", "carried_from"),
    _text("at", "state"),
    _text("codebook_version", since=2),
)
CODEBOOKS = _table(
    "codebook_versions", _number("id", key=True), _text("version", "change", "signed_by", "at", "state"), since=2
)
CODEBOOK_ROWS, CODEBOOK_CHANGES = (
    _table(
        name,
        _of("codebook_versions.id", "codebook_id"),
        _number("position", key=True),
        _text(*TABLES[file].by_name),
        since=2,
    )
    for name, file in (("codebook_rows", "codebook"), ("codebook_changes", "codebook_changes"))
)
CORRECTIONS = _table(
    "corrections",
    _number("id", key=True),
    _text("table_name", "row_key", "column_name", "value", "shipped_value", "reason", "signed_by", "at", "state"),
)
POINTS = _table("points", _number("id", key=True), _text("meeting_id", "place", "text", "signed_by", "at", "state"))
"""Corrections of shipped cells and talking points: kept for who saved some in an earlier release; nothing reads them."""
SETTINGS = _table("settings", _text("name", key=True), _text("value"))
DECKS = _table("decks", _text("name", key=True), _text("content"), _number("revision"), _text("at"), since=6)
_one_current("one_current_coding", CODINGS, "session_id", "coder", "dimension")
_one_current("one_current_decision", DECISIONS, "session_id", "dimension")
_one_current("one_current_codebook", CODEBOOKS, "state")
_one_current("one_current_correction", CORRECTIONS, "table_name", "row_key", "column_name")
_one_current("one_current_point", POINTS, "meeting_id", "place")

KEPT = tuple(table for table in METADATA.sorted_tables if table is not STORE)
"""Every table with content, in the order in which they refer to each other."""


def since(declared: Table | Column) -> int:
    """Version of the store in which a table or a column came."""
    return declared.info.get("since", 1)


NEWEST = max(since(declared) for table in KEPT for declared in (table, *table.columns))
"""Version of the store that this program writes."""


def version_of(connection: Connection) -> int:
    """Version of the store; 0 for an empty database.

    Raises StoreUnavailable when the database belongs to another program.
    """
    tables = set(inspect(connection).get_table_names())
    if "store" in tables and "version_sessions" in tables:
        return int(connection.execute(text("SELECT version FROM store")).scalar_one())
    if tables & {"store", "meetings", "versions", "decisions", "codings", "settings"}:
        raise StoreUnavailable("The database holds tables of another program; give the workspace a database of its own.")
    return 0


def refuse_newer(version: int) -> None:
    """Raise :class:`StoreIsNewer` for a version that this program does not know."""
    if version > NEWEST:
        raise StoreIsNewer(
            f"The workspace was written by a newer version of the program (store version {version}, this program knows "
            f"{NEWEST}). Nothing was changed; update the program to use it."
        )


def migrate(connection: Connection) -> None:
    """Make a store in an empty database, or give one what it lacks, in the transaction of the connection."""
    version = version_of(connection)
    refuse_newer(version)
    METADATA.create_all(
        connection, tables=[table for table in METADATA.sorted_tables if since(table) > version], checkfirst=False
    )
    if version == 0:
        connection.execute(insert(STORE).values(id=1, version=0, last_id=0))
    for table in KEPT:
        for column in table.columns if since(table) <= version else ():
            if since(column) > version:
                connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {column.name} TEXT NOT NULL DEFAULT ''"))
    connection.execute(update(STORE).values(version=NEWEST))
