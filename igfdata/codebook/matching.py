"""Which terms of a codebook occur in a text? Terms as they are written, text and terms folded, and all terms found in one pass."""

import codecs
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import ahocorasick_rs

SEPARATORS = r"\s\-\u2010-\u2015"
APOSTROPHES = "'\u2019\u02bc"
MAX_APOSTROPHES = 6
"""Each apostrophe doubles the spellings that are searched for."""

MASK_PREFIX, MASK_SUFFIX = "mask_", "_mask"
"""Of the rows of a codebook whose terms say nothing about a session, or about one code."""

REST_OF_WORD = r"[\w'\u2019]*"

_SEPARATOR_RUN = re.compile(f"[{SEPARATORS}]+")


@dataclass(frozen=True)
class Term:
    """One term, as written in the codebook, of one code: a topic or another row of the codebook."""

    code: str
    text: str

    def __post_init__(self) -> None:
        letters = "".join(self.words)
        if not self.words or "*" in letters or not all(word.strip("'") for word in self.words):
            raise ValueError(f"{self.code}: term {self.text!r} found; expected one or more words, * only at the end")
        if letters.count("'") > MAX_APOSTROPHES:
            raise ValueError(f"{self.code}: term {self.text!r} found; expected at most {MAX_APOSTROPHES} apostrophes")

    @cached_property
    def is_open(self) -> bool:
        """Whether the last word may go on: a ``*`` at the end."""
        return self.text.rstrip().endswith("*")

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words without the ``*``, apostrophes straight."""
        body = self.text.strip().removesuffix("*")
        for sign in APOSTROPHES[1:]:
            body = body.replace(sign, "'")
        return tuple(word for word in _SEPARATOR_RUN.split(body) if word)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The rule for this term; :mod:`igfdata.codebook.matching` gives the same matches faster."""
        parts = [re.escape(word).replace("'", f"[{APOSTROPHES}]?") for word in self.words]
        end = REST_OF_WORD if self.is_open else r"(?!\w)"
        return re.compile(r"(?<![\w'\u2019])" + f"[{SEPARATORS}]+".join(parts) + end, re.IGNORECASE)


def parse_terms(code: str, cell: str) -> list[Term]:
    """Terms of one cell of the codebook, separated by ``;``; repeated ones once. ValueError for what is no term.

    >>> [term.words for term in parse_terms("identity", "digital identit*; e-ID")]
    [('digital', 'identit'), ('e', 'ID')]
    """
    return [Term(code, text) for text in dict.fromkeys(part.strip() for part in cell.split(";")) if text]


OTHER = b"\x01"
"""Byte of every sign that is no ASCII letter, digit, underscore, apostrophe, blank or hyphen."""

_FOLDED = {
    **{sign: "'" for sign in APOSTROPHES[1:]},
    **{chr(i): " " for i in range(128, 0x3100) if re.match(f"[{SEPARATORS}]", chr(i))},
    "\u0130": "i",
    "\u0131": "i",
    "\u017f": "s",
    "\u212a": "k",
}
"""Signs outside ASCII that count as one of ASCII; the letters are those of ``re.IGNORECASE``."""


def _tables() -> tuple[Any, bytes]:
    """First step, characters to bytes (``?`` for all that is not listed); second, bytes to folded bytes."""
    ascii_signs = "".join(map(chr, range(128)))
    first = (ascii_signs + "".join(_FOLDED)).ljust(256, "\ufffe")
    second = bytearray(OTHER * 256)
    for byte, sign in enumerate(ascii_signs + "".join(_FOLDED.values())):
        if sign.isalnum() or sign == "_" or sign == "'":
            second[byte] = ord(sign.lower())
        elif re.match(f"[{SEPARATORS}]", sign):
            second[byte] = ord(" ")
    return codecs.charmap_build(first), bytes(second)


_ENCODING, _FOLDING = _tables()
_RUN = re.compile(rb"  +")


def encode(text: str) -> bytes:
    """One folded byte for each character."""
    signs = text.encode("ascii") if text.isascii() else codecs.charmap_encode(text, "replace", _ENCODING)[0]
    return signs.translate(_FOLDING)


@dataclass(frozen=True)
class Folded:
    """A folded text; it starts with a blank of its own, so that every word has a character before it.

    Behind ``places[i]`` of ``data``, ``shifts[i]`` characters more were skipped than stand in it.
    """

    data: bytes
    places: list[int]
    shifts: list[int]

    def original(self, place: int) -> int:
        """Place in the original text of a place in ``data``."""
        return place + self.shifts[bisect_left(self.places, place)]


def fold(text: str) -> Folded:
    """Fold a text.

    >>> fold("Self \u2013 harm").data
    b' self harm'
    """
    signs = encode(text)
    places, shifts, parts, last = [], [-1], [b" "], 0
    for run in _RUN.finditer(signs):
        first, stop = run.span()
        places.append(first - shifts[-1])
        shifts.append(shifts[-1] + stop - first - 1)
        parts.append(signs[last : first + 1])
        last = stop
    return Folded(b"".join([*parts, signs[last:]]), places, shifts)


CHUNK = 1 << 18
"""Characters that are folded and searched at once: the memory beside the text and its matches."""

_REST = re.compile(REST_OF_WORD)

Place = tuple[int, int, int]
"""Start and end in the original text, and the number of the term."""


class Matcher:
    """Finds terms in texts; their numbers in :data:`Place` count in the order given."""

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
