"""The rule of the codebook as plain regular expressions, written apart from the product: slow and obvious."""

import re
from functools import cache

SEP = r"[\s\-\u2010-\u2015]+"


@cache
def rx(term: str) -> re.Pattern[str]:
    star = term.endswith("*")
    words = re.split(SEP, term.rstrip("*"))
    parts = [re.escape(word).replace("'", "['\u2019\u02bc]?") for word in words]
    return re.compile(r"(?<![\w'\u2019])" + SEP.join(parts) + (r"[\w'\u2019]*" if star else r"(?!\w)"), re.I)


def all_places(terms: list[str], text: str) -> set[tuple[int, int, int]]:
    """Every start at which a term matches, overlapping ones too: (start, end, number of the term)."""
    places = set()
    for number, term in enumerate(terms):
        pattern = rx(term)
        for start in range(len(text)):
            if match := pattern.match(text, start):
                places.add((start, match.end(), number))
    return places


def find(codebook: dict[str, list[str]], text: str) -> set[tuple[str, str, int, int]]:
    """(row, term, start, end) under masks and the rule of the longest match."""
    places = {row: all_places(terms, text) for row, terms in codebook.items()}

    def without(row: str, mask: str) -> set[tuple[int, int, int]]:
        return {(s, e, n) for s, e, n in places[row] if all(e <= ms or me <= s for ms, me, _ in places[mask])}

    masks = [row for row in codebook if row.startswith("mask_")]
    for mask in masks:
        for row in codebook:
            if row not in masks:
                places[row] = without(row, mask)
    for row in codebook:
        if f"{row}_mask" in codebook:
            places[row] = without(row, f"{row}_mask")
    found = set()
    for row, of_row in places.items():
        if row in masks or row.endswith("_mask"):
            continue
        kept: list[tuple[int, int]] = []
        for start, end, number in sorted(of_row, key=lambda place: (place[0] - place[1], place[0], place[2])):
            if all(end <= s or e <= start for s, e in kept):
                kept.append((start, end))
                found.add((row, codebook[row][number], start, end))
    return found


def blanked(terms: list[str], text: str) -> str:
    """The text with every place of the terms blanked out, by a sign that is neither a word nor a blank."""
    signs = list(text)
    for start, end, _ in all_places(terms, text):
        signs[start:end] = "\0" * (end - start)
    return "".join(signs)
