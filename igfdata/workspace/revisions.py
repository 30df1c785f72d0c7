"""What people save is added, never overwritten: one row is current, the others are its history."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from sqlalchemy import Select, Table, insert, select, update

from igfdata.workspace.database import Reading, Transaction
from igfdata.workspace.errors import Conflict
from igfdata.workspace.store_tables import CODINGS, DECISIONS

CURRENT, SUPERSEDED, CONFLICT = "current", "superseded", "conflict"
"""The row that is in effect; one that was; one that was sent too late and never was."""


@dataclass(frozen=True)
class AddedRow:
    """What came of a save: the current revision and, after a conflict, field → (theirs, yours) and the current row."""

    revision: int
    changed: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    theirs: Mapping[str, Any] = field(default_factory=dict)


def save(transaction: Transaction, table: Table, subject: dict[str, str], values: dict[str, str], expected: int) -> int:
    """Keep a row and return the current revision; :class:`Conflict` after the transaction when someone else's is current."""
    kept = add_row(transaction, table, subject, values, expected)
    if kept.changed:
        transaction.conflict = Conflict(subject, kept.changed, kept.revision, theirs=kept.theirs)
    return kept.revision


def add_row(
    transaction: Transaction, table: Table, subject: dict[str, str], values: dict[str, str], expected: int, *,
    is_current: bool = True,
) -> AddedRow:  # fmt: skip
    """Add a row in a transaction; it is current unless another one is than the user saw, or the caller says it is not.

    ``subject`` has the columns that say what it is about, ``values`` the others; ``expected`` is the ``id`` of the row that was
    current when the user looked, 0 when there was none.
    """
    subject, values = _clean(subject), _clean(values)
    found = current_row(transaction, table, subject)
    revision = int(found["id"]) if found else 0
    if is_same(found, values):
        return AddedRow(revision)
    is_conflict = revision != expected or not is_current
    if found and not is_conflict:
        transaction.execute(update(table).where(table.c.id == revision).values(state=SUPERSEDED))
    number, state = transaction.next_id(), CONFLICT if is_conflict else CURRENT
    transaction.execute(insert(table).values(**subject, **values, id=number, at=transaction.moment, state=state))
    if not is_conflict:
        return AddedRow(number)
    theirs = {name: found[name] if found else "" for name in values}
    changed = {name: (theirs[name], value) for name, value in values.items() if theirs[name] != value}
    return AddedRow(revision, changed, found or {})


def withdraw(transaction: Transaction, name: str, revision: int) -> None:
    """Take a row of ``codings`` or ``decisions`` out of effect whatever is wrong with it; it stays in the history.

    LookupError when it is not current any more.
    """
    table = {one.name: one for one in (CODINGS, DECISIONS)}[name]
    is_it = (table.c.id == revision) & (table.c.state == CURRENT)
    if not transaction.execute(update(table).where(is_it).values(state=SUPERSEDED)).rowcount:
        raise LookupError("This row is no longer current. Reload the page.")
    transaction.next_id()


def current_row(reading: Reading, table: Table, subject: Mapping[str, str]) -> dict[str, Any] | None:
    """The current row about a subject, if there is one."""
    found = reading.execute(select(table).where(*_about(table, subject))).mappings().one_or_none()
    return dict(found) if found else None


def is_same(found: Mapping[str, Any] | None, values: Mapping[str, str]) -> bool:
    """Whether a row says the same already."""
    return found is not None and all(found[name] == clean_text(value) for name, value in values.items())


def read_rows(reading: Reading, table: Table, *, history: bool = False, **about: str | None) -> pd.DataFrame:
    """Rows of a table in the order in which they were saved; without the history the current ones."""
    wanted = _about(table, {name: value for name, value in about.items() if value is not None}, current=not history)
    return text_frame(reading, select(table).where(*wanted).order_by(table.c.id)).astype({"id": "int64"})


def _about(table: Table, subject: Mapping[str, str], *, current: bool = True) -> list[Any]:
    return [*(table.c[name] == value for name, value in subject.items()), *([table.c.state == CURRENT] if current else [])]


def text_frame(reading: Reading, statement: Select) -> pd.DataFrame:
    """Rows of a statement as texts, whatever a hand has put in: the types of the driver are not believed."""
    found = reading.execute(statement)
    return pd.DataFrame([[as_text(cell) for cell in row] for row in found], columns=list(found.keys()), dtype="str")


def as_text(value: object) -> str:
    """A value of a driver as text, whatever a hand has put into a column of texts."""
    return "" if value is None else value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def clean_text(text: str) -> str:
    """Text as every database takes it: without null characters and halves of characters."""
    return text.replace("\x00", "").encode("utf-8", errors="replace").decode("utf-8")


def _clean(values: dict[str, str]) -> dict[str, str]:
    return {name: clean_text(value) for name, value in values.items()}


def local_day(moment: str) -> str:
    """Day of a moment of the store (UTC) where this program runs; empty for what is no moment."""
    try:
        return dt.datetime.fromisoformat(moment).astimezone().date().isoformat()
    except (ValueError, OverflowError):
        return ""
