"""Take the names that a file itself gives its people out of its texts. Names live here while a file is read, no longer."""

import re
from collections.abc import Iterable
from itertools import pairwise

from igfdata.contacts import PLACEHOLDER
from igfdata.importers.text import one_line

WORD = re.compile(r"\w+")
LONGEST_NAME = 80
ORGANISATION_WORDS = frozenset(
    """
    association academy agency authority alliance association bank bureau center centre child children coalition college commission committee community
    company council dialogue digital eu europe european federation forum foundation global government group igf initiative institute institution
    international internet ministry mission nations network office online organisation organization parliament policy programme regulator rights school
    secretariat sector security service society team telecom trust un unicef union united university women world youth
    """.split()  # noqa: SIM905
)
"""Words that show that a listed name is that of an organisation, which may stand in a text."""


class Names:
    """The names of people that a file lists, of two words and more (a single word could be any word of a text)."""

    def __init__(self) -> None:
        self._by_first: dict[str, set[tuple[str, ...]]] = {}

    def add(self, names: Iterable[str]) -> None:
        """Know more names."""
        for name in names:
            cleaned = one_line(name[: 2 * LONGEST_NAME])
            words = tuple(word.casefold() for word in WORD.findall(cleaned))
            if 2 <= len(words) <= 8 and len(cleaned) <= LONGEST_NAME and not ORGANISATION_WORDS.intersection(words):
                self._by_first.setdefault(words[0], set()).add(words)

    def strip(self, text: str) -> str:
        """Text with every known name replaced, in time proportional to its length."""
        if not self._by_first:
            return text
        words = [(found[0].casefold(), found.start(), found.end()) for found in WORD.finditer(text)]
        pieces, position, index = [], 0, 0
        while index < len(words):
            length = self._longest_at(words, index, text)
            if length:
                pieces += [text[position : words[index][1]], PLACEHOLDER]
                position = words[index + length - 1][2]
            index += length or 1
        return "".join((*pieces, text[position:]))

    def _longest_at(self, words: list[tuple[str, int, int]], index: int, text: str) -> int:
        """Number of words of the longest name that starts at a word, or 0; at most three other signs stand between words."""
        longest = 0
        for name in self._by_first.get(words[index][0], ()):
            found = words[index : index + len(name)]
            close = all(after[1] - here[2] <= 3 for here, after in pairwise(found))
            if close and tuple(word[0] for word in found) == name:
                longest = max(longest, len(name))
        return longest
