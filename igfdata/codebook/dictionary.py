"""Which topics do the words of a text suggest, and which words are they?

A dictionary suggests; people decide. Codes compete only with themselves: the same words may be
evidence for several codes. Within a code, of places that overlap the longest counts; of equally long
ones the first in the text, then the first in the codebook.

Rows ``mask_…`` of the codebook hold set phrases that say nothing about a session: what overlaps one
of their places is no match. A row ``x_mask`` does the same for the code ``x`` alone.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import pandas as pd

from igfdata.codebook.matching import MASK_PREFIX, MASK_SUFFIX, Matcher, Place, Term, parse_terms


def longest(places: list[Place]) -> list[Place]:
    """Places that do not overlap: longest first, then first in the text, then first in the codebook."""
    if len(places) == 1:
        return places
    kept: list[Place] = []
    for cluster in _clusters(places):
        spans: list[tuple[int, int]] = []
        for place in sorted(cluster, key=lambda place: (place[0] - place[1], place[0], place[2])):
            if not _hits(place, spans):
                insort(spans, place[:2])
                kept.append(place)
    return kept


def _clusters(places: list[Place]) -> Iterator[list[Place]]:
    """Places grouped so that those of different groups do not overlap, by place."""
    cluster: list[Place] = []
    reach = 0
    for place in sorted(places):
        if cluster and place[0] >= reach:
            yield cluster
            cluster = []
        reach = max(reach, place[1]) if cluster else place[1]
        cluster.append(place)
    if cluster:
        yield cluster


def outside(places: list[Place], covered: list[Place]) -> list[Place]:
    """Places that overlap none of the covered ones."""
    spans = [(cluster[0][0], max(place[1] for place in cluster)) for cluster in _clusters(covered)]
    return [place for place in places if not _hits(place, spans)]


def _hits(place: Place, spans: list[tuple[int, int]]) -> bool:
    """Whether a place overlaps one of the spans, which stand in order and apart."""
    following = bisect_left(spans, (place[1], 0))
    return following > 0 and spans[following - 1][1] > place[0]


PILLAR_PREFIX, RELEVANCE_PREFIX = "pillar_", "relevance_"

Dimension = Literal["pillar", "topic", "relevance"]
DIMENSIONS: tuple[Dimension, ...] = ("pillar", "topic", "relevance")


class Match(NamedTuple):
    """A place in a text that speaks for a code: ``text[start:end] == matched_text``."""

    code: str
    term: str
    start: int
    end: int
    matched_text: str


class Evidence(NamedTuple):
    """A match and where it stands: in the ``title`` or in the ``text``."""

    source: Literal["title", "text"]
    match: Match


@dataclass(frozen=True)
class Suggestion:
    """A code that words speak for, with at least one match, title before text.

    Of dimension ``relevance`` are ``child`` and ``youth``. Weak, to be accepted only after a look, are pillars, whose terms
    say little about the aim of a session, and ``youth``, which reaches beyond 18.
    """

    dimension: Dimension
    code: str
    is_weak: bool
    evidence: tuple[Evidence, ...]


def dimension_of(row: str) -> tuple[Dimension, str]:
    """Dimension and code that a row of the codebook stands for: ``pillar_provision`` → pillar, provision."""
    if row.startswith(PILLAR_PREFIX):
        return "pillar", row.removeprefix(PILLAR_PREFIX)
    if row.startswith(RELEVANCE_PREFIX):
        return "relevance", row.removeprefix(RELEVANCE_PREFIX)
    return "topic", row


class Dictionary:
    """The terms of a codebook by its rows, masks among them, ready to be searched for."""

    def __init__(self, terms: Mapping[str, Iterable[Term]]) -> None:
        rows = {row: list(of_row) for row, of_row in terms.items()}
        self._matcher = Matcher(term for of_row in rows.values() for term in of_row)
        self._masks = frozenset(row for row in rows if row.startswith(MASK_PREFIX))
        self._mask_of = {row.removesuffix(MASK_SUFFIX): row for row in rows if row.endswith(MASK_SUFFIX)}
        self.codes = tuple(row for row in rows if row not in self._masks | set(self._mask_of.values()))
        """Rows of the codebook that can be found, masks left out."""

    @classmethod
    def from_codebook(cls, rows: pd.DataFrame | Iterable[Mapping[str, Any]]) -> "Dictionary":
        """Dictionary of the rows of a codebook: columns ``topic`` and ``terms``, masks among the rows.

        Rows with something in a column ``retired`` are skipped: their topics are not to be given any more. ValueError when a
        term cannot be matched, or a topic has two rows.
        """
        records = rows.to_dict("records") if isinstance(rows, pd.DataFrame) else list(rows)
        terms: dict[str, list[Term]] = {}
        gone: set[str] = set()
        for record in records:
            row, cell, retired = str(record["topic"]), record["terms"], record.get("retired")
            if row in terms:
                raise ValueError(f"{row} found in two rows of the codebook; expected one")
            terms[row] = parse_terms(row, cell) if isinstance(cell, str) else []
            if isinstance(retired, str) and retired:
                gone.add(row)
        return cls({row: of_row for row, of_row in terms.items() if row not in gone})

    def find(self, text: str) -> list[Match]:
        """Every match in a text, by place; of matches that overlap within a code the longest.

        >>> shipped = Dictionary.from_codebook([{"topic": "gaming", "terms": "video game*; game*; loot box*"}])
        >>> [(match.term, match.start, match.end) for match in shipped.find("Loot\u2011boxes in Video  Games")]
        [('loot box*', 0, 10), ('video game*', 14, 26)]
        """
        matches = [
            Match(row, self._matcher.terms[number].text, start, end, text[start:end])
            for row, places in self._places_by_row(text).items()
            for start, end, number in longest(places)
        ]
        return sorted(matches, key=lambda match: (match.start, -match.end))

    def suggest(self, title: str, text: str = "") -> list[Suggestion]:
        """Codes to propose for a session, with the words for them: pillars, topics, relevance, each in codebook order.

        Pillars are suggested through their own terms alone, never through topics, and are weak.
        """
        found: dict[str, list[Evidence]] = defaultdict(list)
        for match in self.find(title):
            found[match.code].append(Evidence("title", match))
        for match in self.find(text):
            found[match.code].append(Evidence("text", match))
        suggestions = []
        for row in self.codes:
            if row in found:
                dimension, code = dimension_of(row)
                is_weak = dimension == "pillar" or (dimension, code) == ("relevance", "youth")
                suggestions.append(Suggestion(dimension, code, is_weak, tuple(found[row])))
        return sorted(suggestions, key=lambda suggestion: DIMENSIONS.index(suggestion.dimension))

    def codes_in(self, texts: Iterable[str]) -> Iterator[dict[str, int]]:
        """Matches of each row of the codebook in each text, one text at a time: nothing is kept between texts."""
        for text in texts:
            yield {row: len(longest(places)) for row, places in self._places_by_row(text).items()}

    def _places_by_row(self, text: str) -> dict[str, list[Place]]:
        """Places of each row, in the order of the codebook; masked ones and the masks themselves left out."""
        terms = self._matcher.terms
        found: dict[str, list[Place]] = defaultdict(list)
        for place in self._matcher.places(text):
            found[terms[place[2]].code].append(place)
        for covered in [found.pop(mask) for mask in self._masks & found.keys()]:
            found.update({row: outside(places, covered) for row, places in found.items()})
        for row, mask in self._mask_of.items():
            if mask in found:
                found[row] = outside(found.get(row, []), found.pop(mask))
        return {row: found[row] for row in self.codes if found.get(row)}


def context(text: str, match: Match, *, width: int = 60) -> tuple[str, str, str]:
    """What stands around a match: before, the matched words, after; plain text, to be escaped where it is shown.

    Cut at a blank where there is one, with … in place of what was left out.
    """
    before, after = text[max(0, match.start - width) : match.start], text[match.end : match.end + width]
    if match.start > width:
        before = "…" + (before[before.find(" ") :] if " " in before[:-1] else before)
    if match.end + width < len(text):
        after = (after[: after.rfind(" ") + 1] if " " in after[1:] else after) + "…"
    return before, match.matched_text, after
