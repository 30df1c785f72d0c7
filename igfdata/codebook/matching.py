"""Where in a text does each term stand? All terms in one pass, by an Aho-Corasick automaton.

The automaton finds the folded words of every term, each behind a blank or other sign; what it finds
is then held against the bounds in the original text. Overlapping places are all reported: a search
for the longest alone would hide a shorter term whose bounds are right behind a longer one whose are not.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

import ahocorasick_rs

from igfdata.codebook.folding import OTHER, Folded, encode, fold
from igfdata.codebook.term_rules import REST_OF_WORD, Term

CHUNK = 1 << 18
"""Characters that are folded and searched at once: the memory beside the text and its matches."""

_REST = re.compile(REST_OF_WORD)

Place = tuple[int, int, int]
"""Start and end in the original text, and the number of the term."""


class Matcher:
    """Finds terms in texts.

    Parameters
    ----------
    terms
        Their numbers in :data:`Place` count in this order.
    chunk
        Characters searched at once.
    """

    def __init__(self, terms: Iterable[Term], *, chunk: int = CHUNK) -> None:
        self.terms = tuple(terms)
        self.chunk = chunk
        self._most_words = max((len(term.words) for term in self.terms), default=1)
        numbers: dict[bytes, list[int]] = defaultdict(list)
        for number, term in enumerate(self.terms):
            for words in _spellings(term):
                for before in (b" ", OTHER):
                    numbers[before + words].append(number)
        # (number, ends open, what has to confirm it because the folding has no byte of its own for a sign)
        self._found = [
            tuple((n, self.terms[n].is_open, self.terms[n].regex if OTHER in words[1:] else None) for n in of_words)
            for words, of_words in numbers.items()
        ]
        self._automaton = ahocorasick_rs.BytesAhoCorasick(list(numbers)) if numbers else None

    def places(self, text: str) -> Iterator[Place]:
        """Every place where a term stands, overlapping ones too, in no special order.

        A term with apostrophes may be reported once with and once without one behind it; the longer counts.
        """
        start, size = 0, self.chunk
        while self._automaton is not None:
            stop = min(len(text), start + size)
            folded = fold(text[start:stop] if stop - start < len(text) else text)
            if stop == len(text):
                yield from self._in_chunk(text, folded, start, stop)
                return
            following = self._start_of_next(folded)
            if following == 0:
                size *= 2
                continue
            yield from self._in_chunk(text, folded, start, start + following)
            start, size = start + following, self.chunk

    def _start_of_next(self, folded: Folded) -> int:
        """Blank after which a term of most words may be cut off by the end of the chunk; 0 where there is none."""
        blanks = len(folded.data)
        for _ in range(self._most_words):
            blanks = folded.data.rfind(b" ", 1, blanks)
            if blanks < 0:
                return 0
        return folded.original(blanks)

    def _in_chunk(self, text: str, folded: Folded, offset: int, stop: int) -> Iterator[Place]:
        """Places that start before ``stop``."""
        data, has_runs, length = folded.data, bool(folded.places), len(text)
        for pattern, first, last in self._automaton.find_matches_as_indexes(data, overlapping=True):  # type: ignore[union-attr]
            if has_runs:
                start, known = folded.original(first + 1) + offset, folded.original(last - 1) + 1 + offset
            else:
                start, known = first + offset, last - 1 + offset
            if start >= stop or (data[first] == 1 and first and _is_word(text[start - 1])):
                continue
            for number, is_open, regex in self._found[pattern]:
                if regex is not None:
                    match = regex.match(text, start)
                    if match is not None:
                        yield start, match.end(), number
                elif is_open:
                    yield start, _REST.match(text, known).end(), number  # type: ignore[union-attr]
                elif known == length or not _is_word(text[known]):
                    yield start, known, number


def _is_word(sign: str) -> bool:
    """Whether a sign is a ``\\w`` of regular expressions."""
    return sign.isalnum() or sign == "_"


def _spellings(term: Term) -> set[bytes]:
    """The folded words, with and without each apostrophe."""
    joined = encode(" ".join(term.words)).split(b"'")
    gaps = product((b"", b"'"), repeat=len(joined) - 1)
    return {joined[0] + b"".join(gap + part for gap, part in zip(chosen, joined[1:], strict=True)) for chosen in gaps}
