"""The tables of the store in their present form, and the steps that lead there: each applied once, never edited afterwards.

Dates and times are text (ISO 8601, UTC for ``at`` and ``created_at``), as in the CSV files; empty text is "not stated".
``state`` of a row that people save is ``current``, ``superseded`` or ``conflict``: rows are added, never overwritten.
A test holds the tables and the steps together.
"""

from collections.abc import Callable

from sqlalchemy import Column, Connection, ForeignKey, Integer, MetaData, Table, Text, inspect, text

from igfdata.importers.model import SESSION_COLUMNS
from igfdata.schema import TABLES
from igfdata.workspace.errors import StoreIsNewer, StoreUnavailable

METADATA = MetaData()


def _text(*names: str, key: bool = False) -> list[Column]:
    return [Column(name, Text, nullable=False, primary_key=key) for name in names]


def _number(name: str, *, key: bool = False, null: bool = False) -> Column:
    return Column(name, Integer, nullable=null, primary_key=key, autoincrement=False)


def _of(target: str, name: str) -> Column:
    return Column(name, Integer, ForeignKey(target, ondelete="CASCADE"), nullable=False, primary_key=True)


def _table(name: str, *columns: Column | list[Column]) -> Table:
    flat = [column for part in columns for column in (part if isinstance(part, list) else [part])]
    return Table(name, METADATA, *flat)


STORE = _table("store", _number("id", key=True), _number("version"), _number("last_id"))
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
    _text("programme_coverage", "sessions_total", "sessions_total_url"),
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
    _text("answers"),
)
DECISIONS = _table(
    "decisions",
    _number("id", key=True),
    _text("session_id", "dimension", "code_a", "code_b", "decision", "evidence", "reason", "signed_by", "carried_from"),
    _text("at", "state", "codebook_version"),
)
CODEBOOKS = _table("codebook_versions", _number("id", key=True), _text("version", "change", "signed_by", "at", "state"))
CODEBOOK_ROWS = _table(
    "codebook_rows",
    _of("codebook_versions.id", "codebook_id"),
    _number("position", key=True),
    _text(*TABLES["codebook"].by_name),
)
CODEBOOK_CHANGES = _table(
    "codebook_changes",
    _of("codebook_versions.id", "codebook_id"),
    _number("position", key=True),
    _text(*TABLES["codebook_changes"].by_name),
)
CORRECTIONS = _table(
    "corrections",
    _number("id", key=True),
    _text("table_name", "row_key", "column_name", "value", "shipped_value", "reason", "signed_by", "at", "state"),
)
POINTS = _table("points", _number("id", key=True), _text("meeting_id", "place", "text", "signed_by", "at", "state"))
"""Corrections of shipped cells and talking points: kept for who saved some in an earlier release; nothing reads them."""
SETTINGS = _table("settings", _text("name", key=True), _text("value"))
DECKS = _table("decks", _text("name", key=True), _text("content"), _number("revision"), _text("at"))

KEPT = tuple(table for table in METADATA.sorted_tables if table is not STORE)
"""Every table with content, in the order in which they refer to each other."""

Step = Callable[[Connection], None]

FIRST = """
CREATE TABLE store (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL, last_id INTEGER NOT NULL);
INSERT INTO store (id, version, last_id) VALUES (1, 0, 0);
CREATE TABLE meetings (
    meeting_id TEXT PRIMARY KEY, year TEXT NOT NULL, name TEXT NOT NULL, city TEXT NOT NULL, country TEXT NOT NULL,
    start_date TEXT NOT NULL, end_date TEXT NOT NULL, day_zero_date TEXT NOT NULL, timezone TEXT NOT NULL,
    created_at TEXT NOT NULL, active_version INTEGER);
CREATE TABLE versions (
    id INTEGER PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meetings (meeting_id) ON DELETE CASCADE,
    created_at TEXT NOT NULL, file_name TEXT NOT NULL, format TEXT NOT NULL, content_hash TEXT NOT NULL,
    rows_hash TEXT NOT NULL, timezone TEXT NOT NULL, source_url TEXT NOT NULL);
CREATE TABLE version_sessions (
    version_id INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE, position INTEGER NOT NULL,
    session_id TEXT NOT NULL, external_id TEXT NOT NULL, code TEXT NOT NULL, type TEXT NOT NULL, title TEXT NOT NULL,
    status TEXT NOT NULL, date TEXT NOT NULL, start TEXT NOT NULL, "end" TEXT NOT NULL, room TEXT NOT NULL,
    format TEXT NOT NULL, duration_min TEXT NOT NULL, subtheme TEXT NOT NULL, sdgs TEXT NOT NULL,
    source_urls TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (version_id, session_id));
CREATE TABLE version_participants (
    version_id INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE, position INTEGER NOT NULL,
    session_id TEXT NOT NULL, role TEXT NOT NULL, stakeholder_group TEXT NOT NULL, regional_group TEXT NOT NULL,
    basis TEXT NOT NULL, PRIMARY KEY (version_id, position));
CREATE TABLE version_texts (
    version_id INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE, position INTEGER NOT NULL,
    session_id TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, is_automatic INTEGER NOT NULL,
    PRIMARY KEY (version_id, position));
CREATE TABLE codings (
    id INTEGER PRIMARY KEY, session_id TEXT NOT NULL, coder TEXT NOT NULL, dimension TEXT NOT NULL, codes TEXT NOT NULL,
    evidence TEXT NOT NULL, note TEXT NOT NULL, codebook_version TEXT NOT NULL, carried_from TEXT NOT NULL,
    at TEXT NOT NULL, state TEXT NOT NULL);
CREATE UNIQUE INDEX one_current_coding ON codings (session_id, coder, dimension) WHERE state = 'current';
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY, session_id TEXT NOT NULL, dimension TEXT NOT NULL, code_a TEXT NOT NULL, code_b TEXT NOT NULL,
    decision TEXT NOT NULL, evidence TEXT NOT NULL, reason TEXT NOT NULL, signed_by TEXT NOT NULL,
    carried_from TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL);
CREATE UNIQUE INDEX one_current_decision ON decisions (session_id, dimension) WHERE state = 'current';
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY, table_name TEXT NOT NULL, row_key TEXT NOT NULL, column_name TEXT NOT NULL,
    value TEXT NOT NULL, shipped_value TEXT NOT NULL, reason TEXT NOT NULL, signed_by TEXT NOT NULL, at TEXT NOT NULL,
    state TEXT NOT NULL);
CREATE UNIQUE INDEX one_current_correction ON corrections (table_name, row_key, column_name) WHERE state = 'current';
CREATE TABLE points (
    id INTEGER PRIMARY KEY, meeting_id TEXT NOT NULL, place TEXT NOT NULL, text TEXT NOT NULL, signed_by TEXT NOT NULL,
    at TEXT NOT NULL, state TEXT NOT NULL);
CREATE UNIQUE INDEX one_current_point ON points (meeting_id, place) WHERE state = 'current';
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)
"""


OWN_CODEBOOKS = """
CREATE TABLE codebook_versions (
    id INTEGER PRIMARY KEY, version TEXT NOT NULL, change TEXT NOT NULL, signed_by TEXT NOT NULL, at TEXT NOT NULL,
    state TEXT NOT NULL);
CREATE UNIQUE INDEX one_current_codebook ON codebook_versions (state) WHERE state = 'current';
CREATE TABLE codebook_rows (
    codebook_id INTEGER NOT NULL REFERENCES codebook_versions (id) ON DELETE CASCADE, position INTEGER NOT NULL,
    topic TEXT NOT NULL, label TEXT NOT NULL, pillar_hint TEXT NOT NULL, gc25_section TEXT NOT NULL,
    definition TEXT NOT NULL, use_when TEXT NOT NULL, not_when TEXT NOT NULL, terms TEXT NOT NULL,
    examples TEXT NOT NULL, since TEXT NOT NULL, retired TEXT NOT NULL, PRIMARY KEY (codebook_id, position));
CREATE TABLE codebook_changes (
    codebook_id INTEGER NOT NULL REFERENCES codebook_versions (id) ON DELETE CASCADE, position INTEGER NOT NULL,
    version TEXT NOT NULL, date TEXT NOT NULL, topic TEXT NOT NULL, change TEXT NOT NULL,
    PRIMARY KEY (codebook_id, position));
ALTER TABLE decisions ADD COLUMN codebook_version TEXT NOT NULL DEFAULT ''
"""
"""Codebooks of the users' own, each saved version whole; the codebook by which a decision was made."""


COVERAGE = "ALTER TABLE versions ADD COLUMN programme_coverage TEXT NOT NULL DEFAULT ''"
"""How much of its programme a version holds; empty: nobody said, as in all versions kept before."""

ANSWERS = "ALTER TABLE codings ADD COLUMN answers TEXT NOT NULL DEFAULT ''"
"""Answers to the tests of the pillars given; empty: not asked, as with all codes kept before."""

DECKS_OF_USERS = """
CREATE TABLE decks (name TEXT PRIMARY KEY, content TEXT NOT NULL, revision INTEGER NOT NULL, at TEXT NOT NULL)
"""
"""Slides that users put together, a text a deck."""


TOTAL = """
ALTER TABLE versions ADD COLUMN sessions_total TEXT NOT NULL DEFAULT '';
ALTER TABLE versions ADD COLUMN sessions_total_url TEXT NOT NULL DEFAULT ''
"""
"""Official number of sessions of the programme and its source; empty: nobody said, as in all versions kept before."""


def run_statements(statements: str) -> Step:
    """Step that runs plain SQL, statements separated by semicolons."""

    def step(connection: Connection) -> None:
        for statement in statements.split(";"):
            connection.execute(text(statement))

    return step


MIGRATIONS: tuple[Step, ...] = (
    run_statements(FIRST),
    run_statements(OWN_CODEBOOKS),
    run_statements(COVERAGE),
    run_statements(ANSWERS),
    run_statements(TOTAL),
    run_statements(DECKS_OF_USERS),
)
"""Steps by version: the first leads from nothing to version 1. Add at the end; never change one that was released."""


def version_of(connection: Connection) -> int:
    """Version of the store; 0 for an empty database.

    Raises
    ------
    StoreUnavailable
        When the database belongs to another program.
    """
    tables = set(inspect(connection).get_table_names())
    if "store" in tables and "version_sessions" in tables:
        return int(connection.execute(text("SELECT version FROM store")).scalar_one())
    if tables & {"store", "meetings", "versions", "decisions", "codings", "settings"}:
        raise StoreUnavailable("The database holds tables of another program; give the workspace a database of its own.")
    return 0


def refuse_newer(version: int) -> None:
    """Raise :class:`StoreIsNewer` for a version that this program does not know."""
    if version > len(MIGRATIONS):
        raise StoreIsNewer(
            f"The workspace was written by a newer version of the program (store version {version}, this program knows "
            f"{len(MIGRATIONS)}). Nothing was changed; update the program to use it."
        )


def migrate(connection: Connection) -> None:
    """Bring the store to the present version, in the transaction of the connection."""
    version = version_of(connection)
    refuse_newer(version)
    for step in MIGRATIONS[version:]:
        step(connection)
    connection.execute(text("UPDATE store SET version = :version"), {"version": len(MIGRATIONS)})
