"""A text as the automaton reads it: one byte a character, one blank for a run of blanks and hyphens.

Case is folded character by character, as regular expressions do, so no character changes its length
(``str.lower`` makes two of U+0130) and a place in the folded text leads back to the original one.
"""

import codecs
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from igfdata.codebook.term_rules import APOSTROPHES, SEPARATORS

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
    """A folded text; it starts with a blank of its own, so that every word has a sign before it.

    Parameters
    ----------
    data
        The folded bytes.
    places, shifts
        Behind ``places[i]``, ``shifts[i]`` characters more were left out than stand in ``data``.
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
