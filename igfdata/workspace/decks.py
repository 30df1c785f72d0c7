"""Decks of slides that users put together, by name, as the text of :mod:`igfdata.briefing.my_deck.deck_file`.

They add nothing to the data, so each counts its own revisions, and what is remembered of the data stays. The last save is what there is.
"""

from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, update

from igfdata.workspace.database import Reading, Transaction
from igfdata.workspace.errors import Conflict
from igfdata.workspace.revisions import as_text, clean_text
from igfdata.workspace.store_tables import DECKS

MOST_DECKS = 100


@dataclass(frozen=True)
class StoredDeck:
    """A deck as it is kept: its text, the revision to name when it is saved, and when it was saved."""

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


def save_deck(transaction: Transaction, name: str, content: str, expected_revision: int, at: str = "") -> int:
    """Keep a deck and return its revision.

    Parameters
    ----------
    expected_revision
        That of the deck when the user saw it; 0 for a new one.

    Raises
    ------
    Conflict
        When someone else saved or deleted it since, or has one of that name; theirs stays.
    ValueError
        When there are too many decks.
    """
    name, content = clean_text(name), clean_text(content)
    revision = _revision(transaction, name)
    _refuse(name, revision, expected_revision)
    values = {"content": content, "revision": revision + 1, "at": transaction.moment(at)}
    if revision:
        transaction.execute(update(DECKS).where(DECKS.c.name == name).values(**values))
        return revision + 1
    if (transaction.scalar(select(func.count()).select_from(DECKS)) or 0) >= MOST_DECKS:
        raise ValueError(f"The workspace has {MOST_DECKS} decks, as many as it can hold. Delete one first.")
    transaction.execute(insert(DECKS).values(name=name, **values))
    return 1


def delete_deck(transaction: Transaction, name: str, expected_revision: int) -> None:
    """Delete a deck for good.

    Raises
    ------
    Conflict
        When someone else saved or deleted it since.
    """
    _refuse(name, _revision(transaction, name), expected_revision)
    transaction.execute(delete(DECKS).where(DECKS.c.name == name))


def _revision(transaction: Transaction, name: str) -> int:
    return int(transaction.scalar(select(DECKS.c.revision).where(DECKS.c.name == name)) or 0)


def _refuse(name: str, revision: int, expected: int) -> None:
    if revision != expected:
        theirs = f"revision {revision}" if revision else "deleted"
        raise Conflict({"deck": name}, {"deck": (theirs, f"revision {expected}")}, revision)
