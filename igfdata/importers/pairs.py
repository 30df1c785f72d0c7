"""Find the session that a transcript or a report on a page of its own belongs to."""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Protocol

from igfdata import vocabulary as v
from igfdata.importers.codes import EVENT, without_day

EVIDENCE = frozenset(["transcript", "report"])
"""Kinds of text that say that a session took place."""

_WORDS = r"(?:raw|(?:full |raw |official |session )?transcripts?|(?:session |final )?reports?)"
_PREFIX = re.compile(rf"^{_WORDS}(?:\s+(?:of|for))?\s*[-–—:|]\s*", re.I)
_SUFFIX = re.compile(rf"\s*(?:[-–—|:,]\s*{_WORDS}|[(\[]\s*{_WORDS}\s*[)\]]|(?-i:\bRAW))\s*$", re.I)
ALIKE = 0.6
"""From which likeness two titles under one number are one title."""


class Session(Protocol):
    """A session with its texts by kind."""

    facts: dict[str, str]
    texts: dict[str, list[list[object]]]


def bare_title(title: str) -> str:
    """Return the title of a session without the words that say that the page holds its transcript or report.

    >>> bare_title("Safe worlds for children – Room 3 - RAW"), bare_title("Transcript: Safe worlds (report)")
    ('Safe worlds for children – Room 3', 'Safe worlds')
    """
    before = ""
    while title != before:
        before = title
        title = _SUFFIX.sub("", _PREFIX.sub("", title)) or title
    return title


def is_evidence(session: Session) -> bool:
    """Whether a record holds what was said in a session, and not the session's own page."""
    return bool(session.texts) and session.texts.keys() <= EVIDENCE


def host_of(evidence: Session, hosts: Iterable[Session]) -> list[Session]:
    """Return the sessions that a transcript or report can belong to: exactly one, or it stands alone.

    The number decides where both have one; else the title, at first as it stands, then without event and day in front. Titles that are only
    alike count under one number, and times that differ tell two sessions apart.
    """
    fitting = [host for host in hosts if _fits(evidence.facts, host.facts)]
    mine = evidence.facts
    numbered = [host for host in fitting if _has_number(mine) and host.facts["code"] == mine["code"]]
    if numbered:
        return [host for host in numbered if _alike(mine["title"], host.facts["title"])]
    for level in (_slug, _level):
        same = [host for host in fitting if level(host.facts["title"]) == level(mine["title"])]
        if same:
            return same
    return []


def _fits(mine: Mapping[str, str], theirs: Mapping[str, str]) -> bool:
    if any(mine[name] and theirs[name] and mine[name] != theirs[name] for name in ("date", "start")):
        return False
    return not (_has_number(mine) and _has_number(theirs) and mine["code"] != theirs["code"])


def _has_number(facts: Mapping[str, str]) -> bool:
    return any(character.isdigit() for character in facts["code"])


@lru_cache(maxsize=65_536)
def _slug(title: str) -> str:
    return v.slug(title)


@lru_cache(maxsize=65_536)
def _level(title: str) -> str:
    return v.slug(without_day(bare_title(EVENT.sub("", bare_title(title)))))


def _alike(one: str, other: str) -> bool:
    one, other = _level(one), _level(other)
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= ALIKE
