"""Which column of a table is which field, and where does its header stand? Guessed from names; the user has the last word.

Their names stand in ``words/columns.toml``.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest

from igfdata.importers.words import phrases, tables
from igfdata.wording import bare_words

FIELDS = tuple(name for name in tables("columns") if name != "other")
"""Fields that a column can be mapped to."""

Rows = list[tuple[int, list[str]]]
"""Number of a row as a spreadsheet counts it, and its cells."""


@dataclass(frozen=True)
class Sheet:
    """Rows of a sheet that hold anything; ``remarks`` say in words what else stands there: (where, what).

    Parameters
    ----------
    name
        Name of the sheet; empty for a file of one table.
    rows
        Number as a spreadsheet counts it, and cells.
    left_out
        Why nothing of the sheet is read (hidden, empty); empty for a sheet that is read.
    is_ragged
        Whether the number of cells of a row means something, as in CSV.
    """

    name: str
    rows: Rows
    left_out: str = ""
    is_ragged: bool = False
    remarks: tuple[tuple[str, str], ...] = ()


HEADER_WITHIN = 40
"""The header stands within this many rows that hold anything."""
MOST_HEADER_ROWS = 3
PLACING = frozenset(["date", "start", "end", "duration_min", "room", "type"])
"""Fields that tell a programme from a list of people."""
_OTHER = {topic: tuple(map(bare_words, names)) for topic, names in phrases("columns", "other").items()}
ADDED = re.compile(rf"^(?:{'|'.join(_OTHER['before'])})\s|\b(?:{'|'.join((*_OTHER['units'], *_OTHER['after']))})$")
"""What people add to the name of a column: zone, form, language, and that it is about the session."""
NOT_LOCAL = re.compile(r"\b(?:UTC|GMT)\b", re.I)


@cache
def _ranks() -> dict[str, tuple[str, int]]:
    """Levelled name → field, and how likely it is among the names of its field (0 is the likeliest)."""
    found: dict[str, tuple[str, int]] = {}
    for field in FIELDS:
        for rank, name in enumerate(chain.from_iterable(phrases("columns", field).values())):
            found.setdefault(bare_words(name), (field, rank))
    return found


def _spellings(name: str) -> Iterable[str]:
    """Levelled forms of a name: whole, without brackets, without what people add, and the parts of ``Titel / Title``."""
    name = unicodedata.normalize("NFKC", name)
    yield bare_words(name)
    bare = bare_words(re.sub(r"[(\[{][^()\[\]{}]*[)\]}]?", " ", name))
    yield bare
    while (shorter := ADDED.sub("", bare).strip()) != bare and shorter:
        yield shorter
        bare = shorter
    if re.search(r"[/|\n]", name):
        for part in re.split(r"[/|\n]", name):
            yield bare_words(re.sub(r"[(\[{][^()\[\]{}]*[)\]}]?", " ", part))


def field_of(name: str) -> tuple[str, int] | None:
    """Field that a column of this name holds, and how likely (0 is the likeliest); None where the name is not known."""
    return next((found for spelling in _spellings(name[:200]) if (found := _ranks().get(spelling))), None)


def guess_mapping(header: Iterable[str]) -> dict[str, str]:
    """Which field does each column hold, by its name? Columns of unknown names are left out.

    Parameters
    ----------
    header
        Names of the columns, in any case and punctuation, in a language of ``words/columns.toml``.

    Returns
    -------
    dict
        Name of a column → field. Each field once: the likeliest name wins, of two equal ones that in local time.

    >>> guess_mapping(["Session Title", "Venue", "Speaker name"])
    {'Session Title': 'title', 'Venue': 'room'}
    """
    names = list(dict.fromkeys(header))
    best: dict[str, tuple[int, bool, int]] = {}
    for position, name in enumerate(names):
        if found := field_of(name):
            mine = (found[1], NOT_LOCAL.search(name) is not None, position)
            best[found[0]] = min(best.get(found[0], mine), mine)
    fields = {names[position]: field for field, (_, _, position) in best.items()}
    if "title" not in fields.values() and (title := _less_sure_title(names, fields)):
        fields[title] = "title"
    return {name: fields[name] for name in names if name in fields}


def _less_sure_title(names: list[str], fields: Mapping[str, str]) -> str | None:
    """A column such as ``Name`` or ``Thema``, where the table is a programme and no list of people."""
    levelled = {bare_words(re.sub(r"\([^()]*\)", " ", name)): name for name in reversed(names)}
    if not PLACING & set(fields.values()) or (set(levelled) & set(_OTHER["of_people"]) and "start" not in fields.values()):
        return None
    return next((levelled[name] for name in _OTHER["less_sure_titles"] if name in levelled), None)


@dataclass(frozen=True)
class Header:
    """Where the header of a table stands: positions of its first and last row among the rows, and the names of the columns."""

    first: int
    last: int
    names: list[str]


def find_header(rows: Rows, mapping: Mapping[str, str] | None = None) -> Header:
    """The header: the first row with a column of titles and another known column, with the rows of names above or below it.

    A user's mapping shows the header by the name of its column of titles. Without either the first row is taken. A name
    that occurs twice gets a number, an empty one its position, and one that looks like an address is not shown.
    """
    titles = {name for name, field in (mapping or {}).items() if field == "title"}
    for position, (_, cells) in enumerate(rows[:HEADER_WITHIN]):
        if titles & {" ".join(cell.split()) for cell in cells} or is_header(cells):
            return _whole_header(rows, position)
    return Header(0, 0, _named(rows[0][1])) if rows else Header(0, 0, [])


def is_header(cells: list[str]) -> bool:
    """Whether a row names a column of titles and another known column."""
    guessed = guess_mapping(cell for cell in cells if cell.strip())
    return "title" in guessed.values() and len(guessed) >= 2


def _whole_header(rows: Rows, position: int) -> Header:
    """The header with further rows of names below it, and a row of groups (``Time`` over ``Start`` and ``End``) above it."""
    first = last = position
    while last + 1 < len(rows) and last - first < MOST_HEADER_ROWS - 1 and is_of_names(rows[last + 1][1]):
        if _same(rows[last + 1][1], rows[position][1]):
            break  # the header once more, not a second row of it
        last += 1
    names = rows[first][1]
    for _, below in rows[first + 1 : last + 1]:
        names = _joined(names, below)
    if first and first == last:
        groups = rows[first - 1][1]
        levels = [bare_words(cell) for cell in names if cell.strip()]
        if len(levels) != len(set(levels)) and 1 < sum(bool(cell.strip()) for cell in groups) < len(levels):
            names, first = _joined(groups, names), first - 1
    return Header(first, last, _named(names))


def is_of_names(cells: list[str]) -> bool:
    """Whether a row holds names of columns, as a header does, and not a session."""
    filled = [cell for cell in cells if cell.strip()]
    known = sum(field_of(cell) is not None for cell in filled)
    return known >= 2 and known * 2 > len(filled) and not any(re.search(r"\d", cell) for cell in filled)


def _same(one: list[str], other: list[str]) -> bool:
    return [bare_words(cell) for cell in one if cell.strip()] == [bare_words(cell) for cell in other if cell.strip()]


def header_words(header: Header, rows: Rows) -> frozenset[str]:
    """Levelled names of all rows of a header, to know it where it is repeated."""
    printed = (name for _, cells in rows[header.first : header.last + 1] for name in cells)
    return frozenset(bare_words(name) for name in (*printed, *header.names)) - {""}


def repeats(words: frozenset[str], cells: list[str]) -> bool:
    """Whether a row in the middle of a table is its header once more."""
    return len(cells) >= 2 and all(bare_words(cell) in words for cell in cells)


def _joined(above: list[str], below: list[str]) -> list[str]:
    """Names of two rows: the lower where it is known and unique, else the upper (which may span columns) and the lower."""
    levels = [bare_words(cell) for cell in below]
    names, group = [], ""
    for upper, lower in zip_longest(above, below, fillvalue=""):
        group = upper.strip() or group
        if not lower.strip():
            names.append(upper)
        elif field_of(lower) and levels.count(bare_words(lower)) == 1:
            names.append(lower)
        else:
            both = f"{group} {lower}".strip()
            names.append(both if bare_words(group) != bare_words(lower) and (field_of(both) or not field_of(lower)) else lower)
    return names


def _named(cells: list[str]) -> list[str]:
    names: list[str] = []
    for position, cell in enumerate(cells, 1):
        name = " ".join(cell.split())[:100]
        if not name or re.search(r"@|\+?\d{6}", name):
            name = f"column {position}"
        names.append(name if name not in names else f"{name} ({position})")
    return names
