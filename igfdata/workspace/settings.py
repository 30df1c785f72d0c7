"""What the program keeps for its users beside the data: settings, what the columns of their tables mean, decks of slides.

Decks add nothing to the data, so each counts its own revisions, and what is remembered of the data stays.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, update

from igfdata.workspace.database import Reading, Transaction
from igfdata.workspace.errors import Conflict
from igfdata.workspace.revisions import as_text, clean_text
from igfdata.workspace.store_tables import DECKS, SETTINGS


def remember_mapping(transaction: Transaction, header: Sequence[str], mapping: Mapping[str, str]) -> None:
    """Remember what the columns of a table mean; the header itself is not kept, it could hold a name."""
    set_setting(transaction, _name(header), json.dumps([mapping.get(column, "") for column in header]))


def mapping_for(reading: Reading, header: Sequence[str]) -> dict[str, str]:
    """Header of a column → field, as remembered for this header; empty when it is new."""
    kept = setting(reading, _name(header))
    try:
        fields = json.loads(kept) if kept else []
        found = zip(header, fields, strict=True) if fields else ()
        return {name: field for name, field in found if field and isinstance(field, str)}
    except (ValueError, TypeError, RecursionError):  # altered by hand: as if nothing were remembered
        return {}


def set_setting(transaction: Transaction, name: str, value: str) -> None:
    """Remember a value; the last one wins."""
    transaction.next_id()
    transaction.execute(delete(SETTINGS).where(SETTINGS.c.name == name))
    transaction.execute(insert(SETTINGS).values(name=name, value=value))


def setting(reading: Reading, name: str, default: str = "") -> str:
    """A remembered value."""
    found = reading.scalar(select(SETTINGS.c.value).where(SETTINGS.c.name == name))
    return default if found is None else str(found)


def _name(header: Sequence[str]) -> str:
    return "mapping " + hashlib.sha256(json.dumps(list(header)).encode()).hexdigest()


MOST_DECKS = 100


@dataclass(frozen=True)
class StoredDeck:
    """A deck as it is kept: text of :mod:`igfdata.briefing.my_deck.deck_file`, revision to name when it is saved, moment."""

    name: str
    content: str
    revision: int
    at: str


def decks(reading: Reading) -> tuple[StoredDeck, ...]:
    """Decks in the order of their names."""
    rows = reading.execute(select(DECKS.c.name, DECKS.c.content, DECKS.c.revision, DECKS.c.at).order_by(DECKS.c.name))
    return tuple(
        StoredDeck(as_text(name), as_text(content), int(revision), as_text(at)) for name, content, revision, at in rows
    )


def save_deck(transaction: Transaction, name: str, content: str, expected_revision: int) -> int:
    """Keep a deck and return its revision; the expected one is that which the user saw, 0 for a new deck.

    Raises Conflict when someone else saved or deleted it since, or has one of that name; theirs stays; ValueError when there
    are too many decks.
    """
    name, content = clean_text(name), clean_text(content)
    revision = _revision(transaction, name)
    _refuse(name, revision, expected_revision)
    values = {"content": content, "revision": revision + 1, "at": transaction.moment}
    if revision:
        transaction.execute(update(DECKS).where(DECKS.c.name == name).values(**values))
        return revision + 1
    if (transaction.scalar(select(func.count()).select_from(DECKS)) or 0) >= MOST_DECKS:
        raise ValueError(f"The workspace has {MOST_DECKS} decks, as many as it can hold. Delete one first.")
    transaction.execute(insert(DECKS).values(name=name, **values))
    return 1


def delete_deck(transaction: Transaction, name: str, expected_revision: int) -> None:
    """Delete a deck for good; :class:`Conflict` when someone else saved or deleted it since."""
    _refuse(name, _revision(transaction, name), expected_revision)
    transaction.execute(delete(DECKS).where(DECKS.c.name == name))


def _revision(transaction: Transaction, name: str) -> int:
    return int(transaction.scalar(select(DECKS.c.revision).where(DECKS.c.name == name)) or 0)


def _refuse(name: str, revision: int, expected: int) -> None:
    if revision != expected:
        theirs = f"revision {revision}" if revision else "deleted"
        raise Conflict({"deck": name}, {"deck": (theirs, f"revision {expected}")}, revision)
