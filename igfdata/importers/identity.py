"""Which records of a file are one session? Ids of a source are believed only where they tell its records apart."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from igfdata import vocabulary as v

LONGEST_ID = 160


def told_apart(key: str, row: Mapping[str, str], *, with_room: bool = False) -> str:
    """Return the id of a session whose own id others have too: id, start and title, and the room where these are equal.

    >>> told_apart("p-1", {"date": "2026-06-23", "start": "09:00", "title": "Youth lounge", "room": "A"})
    'p-1-20260623-0900-youth-lounge'
    """
    room = _short(row["room"], 20) if with_room and row["room"] else ""
    parts = (key[:80], row["date"].replace("-", ""), row["start"].replace(":", ""), _short(row["title"], 40), room)
    return "-".join(filter(None, parts))


def _short(text: str, longest: int) -> str:
    """Text as part of an id; a fingerprint is added where letters of it are lost."""
    letters = [sign for sign in unicodedata.normalize("NFKD", text) if sign.isalnum()]
    short = v.slug(text)
    if len(short) <= longest and all(sign.isascii() for sign in letters):
        return short
    fingerprint = hashlib.sha256(text.casefold().encode("utf-8", errors="replace")).hexdigest()[:8]
    return "-".join(filter(None, (short[: longest - 9].strip("-"), fingerprint)))


def session_ids(keys: Sequence[str], rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Return an id for each record: its own where no other record has it. Ids stay equal for one and the same record."""
    own = Counter(keys)
    ids = [key if own[key] == 1 else told_apart(key, row) for key, row in zip(keys, rows, strict=True)]
    shared = Counter(ids)
    return [
        one if shared[one] == 1 else told_apart(key, row, with_room=True)
        for one, key, row in zip(ids, keys, rows, strict=True)
    ]  # fmt: skip
