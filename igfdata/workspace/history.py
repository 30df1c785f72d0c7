"""What people save is added, never overwritten: one row counts, the others are its history."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Table, insert, select, update

from igfdata.schema import PATTERNS
from igfdata.workspace.altered_rows import as_text
from igfdata.workspace.errors import Conflict
from igfdata.workspace.store import Store, Transaction

CURRENT, SUPERSEDED, CONFLICT = "current", "superseded", "conflict"
"""The row that counts; one that counted; one that came second and never counted."""


@dataclass(frozen=True)
class Kept:
    """What came of a save: the current revision and, after a conflict, field → (theirs, yours) and the current row."""

    revision: int
    changed: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    theirs: Mapping[str, Any] = field(default_factory=dict)


class History(Store):
    """A store whose rows have a state and whose writers say which revision they saw."""


def revision_of(kept: Kept, subject: Mapping[str, str]) -> int:
    """Revision of a save, after its transaction; :class:`Conflict` when someone else's is current."""
    if kept.changed:
        raise Conflict(subject, kept.changed, kept.revision, theirs=kept.theirs)
    return kept.revision


def keep(
    transaction: Transaction, table: Table, subject: dict[str, str], values: dict[str, str], expected: int, at: str, *,
    is_current: bool = True,
) -> Kept:  # fmt: skip
    """Add a row in a transaction; it is current unless another one is than the user saw, or the caller says it is not."""
    subject, values = _clean(subject), _clean(values)
    found = current_row(transaction.connection, table, subject)
    revision = int(found["id"]) if found else 0
    if is_same(found, values):
        return Kept(revision)
    is_conflict = revision != expected or not is_current
    if found and not is_conflict:
        transaction.execute(update(table).where(table.c.id == revision).values(state=SUPERSEDED))
    number, state = transaction.next_id(), CONFLICT if is_conflict else CURRENT
    transaction.execute(insert(table).values(**subject, **values, id=number, at=at, state=state))
    if not is_conflict:
        return Kept(number)
    theirs = {name: found[name] if found else "" for name in values}
    changed = {name: (theirs[name], value) for name, value in values.items() if theirs[name] != value}
    return Kept(revision, changed, found or {})


def current_row(connection: Connection, table: Table, subject: Mapping[str, str]) -> dict[str, Any] | None:
    """The current row about a subject, if there is one."""
    found = connection.execute(select(table).where(*_about(table, subject))).mappings().one_or_none()
    return dict(found) if found else None


def is_same(found: Mapping[str, Any] | None, values: Mapping[str, str]) -> bool:
    """Whether a row says the same already."""
    return found is not None and all(found[name] == clean_text(value) for name, value in values.items())


def read_rows(connection: Connection, table: Table, *, history: bool = False, **about: str | None) -> pd.DataFrame:
    """Rows of a table in the order in which they were saved; without the history those that count."""
    wanted = _about(table, {name: value for name, value in about.items() if value is not None}, current=not history)
    rows = connection.execute(select(table).where(*wanted).order_by(table.c.id)).fetchall()
    names = [column.name for column in table.columns]
    return pd.DataFrame([[as_text(cell) for cell in row] for row in rows], columns=names, dtype="str").astype({"id": "int64"})


def _about(table: Table, subject: Mapping[str, str], *, current: bool = True) -> list[Any]:
    return [*(table.c[name] == value for name, value in subject.items()), *([table.c.state == CURRENT] if current else [])]


def clean_text(text: str) -> str:
    """Text as every database takes it: without null characters and halves of characters."""
    return text.replace("\x00", "").encode("utf-8", errors="replace").decode("utf-8")


def _clean(values: dict[str, str]) -> dict[str, str]:
    return {name: clean_text(value) for name, value in values.items()}


def identifier(value: str, what: str) -> str:
    """The value, if it is an identifier.

    Raises
    ------
    ValueError
        With what is allowed.
    """
    pattern, expected = PATTERNS["identifier"]
    if not re.fullmatch(pattern, value):
        raise ValueError(f"{what}: {value!r} found; expected {expected}")
    return value
