"""Which codes do the words of a text, or of a file, speak for? The same plain functions on one core, on many, on a cluster.

Of a text nothing goes out but the words that terms of the codebook matched: no context, so no name.
"""

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from igfdata.codebook.dictionary import Dictionary, Suggestion
from igfdata.coding.plain_text import as_text
from igfdata.importers.model import Problem

MOST_WORDS = 5
"""So many different matched words are told for a code."""
LONGEST_WORD = 60

Terms = tuple[tuple[str, str], ...]
"""Rows of a codebook as plain pairs (row, terms), to be sent to another process or machine."""


class TextCode(NamedTuple):
    """A code that words of a text speak for.

    ``n_matches`` counts places; ``words`` are the first different ones, separated by ``;``.
    """

    dimension: str
    code: str
    is_weak: bool
    n_matches: int
    words: str


@dataclass(frozen=True)
class FileCodes:
    """What is in a file.

    Parameters
    ----------
    file
        Path below the folder, with ``/``.
    codes
        Empty when no term matches, or nothing could be read.
    problem
        An ``error`` when the file was not read, a ``warning`` when it was read in part.
    remarks
        What was done in reading it, such as another encoding.
    """

    file: str
    codes: tuple[TextCode, ...] = ()
    problem: Problem | None = None
    remarks: tuple[str, ...] = ()

    @property
    def was_read(self) -> bool:
        """Whether the codes say something about the file."""
        return self.problem is None or self.problem.severity != "error"


def code_text(dictionary: Dictionary, text: str) -> tuple[TextCode, ...]:
    """Which codes do the words of a text speak for? Pillars, topics, relevance, each in the order of the codebook.

    >>> games = Dictionary.from_codebook([{"topic": "gaming", "terms": "game*; loot box*"}])
    >>> code_text(games, "Games, and games with loot boxes")
    (TextCode(dimension='topic', code='gaming', is_weak=False, n_matches=3, words='Games; loot boxes'),)
    """
    return tuple(
        TextCode(found.dimension, found.code, found.is_weak, len(found.evidence), _words(found))
        for found in dictionary.suggest("", text)
    )


def code_bytes(dictionary: Dictionary, file: str, data: bytes) -> FileCodes:
    """Which codes do the words of a file's content speak for?"""
    text, problem, remarks = as_text(file, data)
    return FileCodes(file, code_text(dictionary, text), problem, remarks)


def terms_of(codebook: pd.DataFrame) -> Terms:
    """Every row of a codebook, masks too, as pairs of its ``topic`` and ``terms``."""
    rows = codebook[["topic", "terms"]].to_dict("records")
    return tuple((str(row["topic"]), row["terms"] if isinstance(row["terms"], str) else "") for row in rows)


def dictionary_of(terms: Terms) -> Dictionary:
    """Dictionary of such pairs.

    Raises
    ------
    ValueError
        When a term cannot be matched, or a row occurs twice.
    """
    return Dictionary.from_codebook([{"topic": row, "terms": cell} for row, cell in terms])


def _words(suggestion: Suggestion) -> str:
    """First different words, told apart without case and blanks."""
    seen: dict[str, str] = {}
    for evidence in suggestion.evidence:
        word = " ".join(evidence.match.matched_text.split())
        seen.setdefault(word.casefold(), word if len(word) <= LONGEST_WORD else f"{word[: LONGEST_WORD - 1]}…")
        if len(seen) == MOST_WORDS:
            break
    return "; ".join(seen.values())
