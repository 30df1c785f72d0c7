"""The tables of the store in their present form. How they came about: :mod:`igfdata.workspace.migrations`.

Dates and times are text (ISO 8601, UTC for ``at`` and ``created_at``), as in the CSV files; empty text is "not stated".
``state`` of a row that people save is ``current``, ``superseded`` or ``conflict``: rows are added, never overwritten.
"""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text

from igfdata.importers.model import SESSION_COLUMNS
from igfdata.schema import TABLES

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
    _text("programme_coverage"),
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
_table(
    "corrections",
    _number("id", key=True),
    _text("table_name", "row_key", "column_name", "value", "shipped_value", "reason", "signed_by", "at", "state"),
)
_table("points", _number("id", key=True), _text("meeting_id", "place", "text", "signed_by", "at", "state"))
SETTINGS = _table("settings", _text("name", key=True), _text("value"))

KEPT = tuple(table for table in METADATA.sorted_tables if table is not STORE)
"""Every table with content, in the order in which they refer to each other."""
