"""Where may a text of a slide break, and how many lines does it take? Estimated in letters; every wide sign counts two."""

import math
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_BREAKS = re.compile("[^\\S\u00a0\u202f]+")
_NUMBERED = re.compile(r"\b(Day|WS|IGF) (?=#?\d)")
SHORT = 9
"""Characters of a cell that keeps to one line, such as “Day 1” and “≈30 min”."""

LONGEST_WORD = 14
"""Letters of a word that a column keeps whole."""

LEAST_LAST_LINE, SHORTEST_LINE = 15, 40
"""Characters of the last line of a headline, at least; and of a text that may take more than one line."""


def words_of(text: str) -> list[str]:
    """Split a text where a line may break: not at a blank that holds two words together.

    >>> words_of("on Day\u00a02")
    ['on', 'Day\xa02']
    """
    return [word for word in _BREAKS.split(text) if word]


def pieces_of(text: str) -> list[str]:
    """Split the text of a cell into what must stand on one line: its words, or all of a short one.

    >>> pieces_of("≈30 min"), pieces_of("Host Country Open Stage")[:2]
    (['≈30 min'], ['Host', 'Country'])
    """
    return [piece for line in text.split("\n") if line for piece in ([line] if text_width(line) <= SHORT else words_of(line))]


def head_lines(text: str) -> str:
    """Put the number of a column, as in “Day 2 · n = 5”, on a line of its own, so that neither breaks.

    >>> head_lines("A · Day 2 · n = 5")
    'A · Day 2\\nn\\xa0=\\xa05'
    """
    name, sign, n = text.partition(" · n = ")
    return f"{name}\nn\u00a0=\u00a0{n}" if sign else text


def unbroken(text: str) -> str:
    """Hold a name and its number together: “Day 2”, “WS #70”.

    >>> unbroken("16 topics are new on Day 2")
    '16 topics are new on Day\xa02'
    """
    return _NUMBERED.sub("\\1\u00a0", text)


def kept_together(text: str) -> str:
    """Hold the last words of a headline together, so that no short one stands on a line of its own.

    >>> kept_together("No one from government spoke in two sessions on Day 2.")
    'No one from government spoke in two sessions\xa0on\xa0Day\xa02.'
    """
    text = unbroken(text)
    words = text.split(" ")
    at = len(words) - 1 if len(text) > SHORTEST_LINE else 0
    while at > 1 and len(" ".join(words[at:])) < LEAST_LAST_LINE and text_width(words[at - 1]) <= LONGEST_WORD:
        at -= 1
    return " ".join([*words[:at], "\u00a0".join(words[at:])]) if at else text


@lru_cache(maxsize=8192)  # the same words are measured for each size of type
def text_width(text: str) -> float:
    """How wide is a text, in letters?

    >>> text_width("abc"), text_width("儿童")
    (3.0, 4.0)
    """
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    capitals = sum(1.0 if sign in "WM@" else 0.3 for sign in text if sign.isupper() or sign == "@")
    unseen = sum(unicodedata.combining(sign) > 0 for sign in text)
    return float(len(text) + wide - unseen + capitals)


def lines_of(text: str, letters: float) -> int:
    """How many lines does a text take where a line holds so many letters? Long words break.

    >>> lines_of("protection of children", 12)
    2
    >>> lines_of("", 12)
    1
    """
    return wrapped((text_width(word) for word in words_of(text)), 1, max(1.0, letters))


def wrapped(words: Iterable[float], blank: float, room: float) -> int:
    """Count the lines that words of these widths take where a line has so much room; only words wider than it break."""
    lines, used = 1, 0.0
    for wide in words:
        if used and used + blank + wide > room:
            lines, used = lines + 1, 0.0
        used += wide + (blank if used else 0)
        if used > room:
            more = math.ceil(used / room) - 1
            lines, used = lines + more, used - more * room
    return lines
