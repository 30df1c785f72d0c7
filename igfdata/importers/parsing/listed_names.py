"""Which fields, columns and words of a file name people? Names only serve to be taken out; those of organisations stay."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any
from zoneinfo import available_timezones

from igfdata import vocabulary as v
from igfdata.importers.words import phrases, words
from igfdata.wording import bare_words, unaccented

_WORDS = {topic: frozenset(listed) for topic, listed in words("names", "words").items()}
ORGANISATION, FUNCTION, ROLES = _WORDS["organisation"], _WORDS["function"], _WORDS["role"]
PARTICLES, TITLES = _WORDS["particle"], _WORDS["title"]

_WORD = re.compile(r"[^\W\d_]+")


@cache
def places() -> frozenset[str]:
    """Return words of places: of countries, regions and the cities that zones are named after."""
    words = {word.casefold() for zone in available_timezones() for word in _WORD.findall(zone)}
    table = resources.files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text("utf-8")
    rows = (line.split("\t")[1] for line in table.splitlines() if line and not line.startswith("#"))
    return frozenset(words | {word.casefold() for row in rows for word in _WORD.findall(row)})


@cache
def stay_alone() -> frozenset[str]:
    """Return words that stay in a text where they stand alone, whatever a person is called."""
    listed = (v.STAKEHOLDER_GROUPS, v.REGIONAL_GROUPS, v.SESSION_TYPES, v.PILLARS, v.ROLES)
    terms = (text for terms in listed for term in terms.values() for text in (term.label, *term.aliases))
    of_vocabulary = {word.casefold() for text in terms for word in _WORD.findall(text)}
    return places().union(of_vocabulary, *_WORDS.values())


_FIELDS = {topic: frozenset(map(unaccented, listed)) for topic, listed in words("names", "fields").items()}
_ROLES, _BESIDE, _NOT_ALONE = _FIELDS["role"], _FIELDS["beside"], _FIELDS["not_alone"]
_PHRASES = {topic: frozenset(map(bare_words, listed)) for topic, listed in phrases("names", "phrases").items()}
_NAME, _MAIL = _PHRASES["name"], _PHRASES["email"]


def level(name: str) -> str:
    """Return the name of a field without accents, capitals, signs and the bounds of camelCase."""
    return bare_words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))


def lists_people(name: str) -> bool:
    """Whether a field or a column of this name lists people.

    >>> [lists_people(name) for name in ("Speakers", "Moderator (online)", "Host organisation", "primaryauthors", "Session")]
    [True, True, False, True, False]
    """
    levelled = level(name)
    words = [word for word in levelled.split() if word not in _BESIDE or _is_role(word)]
    if levelled in _PHRASES["whole"]:
        return True
    roles = [word for word in words if _is_role(word)]
    return len(roles) == len(words) and any(_singular(word) not in _NOT_ALONE for word in roles)


def _is_role(word: str) -> bool:
    return word in _ROLES or _singular(word) in _ROLES


def _singular(word: str) -> str:
    return word if word in _ROLES else word.removesuffix("s")


def names_in(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield the names in the value of a field that lists people: text, list, or object with a name."""
    if isinstance(value, str):
        yield from (name_in_address(value),) if "@" in value and " " not in value.strip() else split_people(value)
    elif isinstance(value, list) and depth < 6:
        yield from (one for one in value if isinstance(one, str))
        for one in value:
            yield from names_in(one, depth + 1)
    elif isinstance(value, dict) and depth < 6:
        fields = {level(str(name)): one for name, one in value.items()}
        texts = {name: one for name, one in fields.items() if isinstance(one, str)}
        yield from (texts[name] for name in _NAME & texts.keys())
        yield from (part for name in texts if name in _NAME or lists_people(name) for part in split_people(texts[name]))
        yield from joined_names(texts)
        yield from (name_in_address(texts[name]) for name in _MAIL & texts.keys())
        for name, one in fields.items():
            if isinstance(one, dict | list) and (lists_people(name) or name in _NAME or len(fields) == 1):
                yield from names_in(one, depth + 1)


def joined_names(texts: Mapping[str, str]) -> Iterator[str]:
    """Yield the name that fields of given name and surname make together."""
    first = next((texts[name] for name in texts if name in _PHRASES["first_name"] and texts[name].strip()), "")
    last = next((texts[name] for name in texts if name in _PHRASES["last_name"] and texts[name].strip()), "")
    if first and last:
        yield f"{first} {last}"


def people_of(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names in all fields of a record that list people."""
    for name, value in record.items():
        if lists_people(str(name)):
            yield from filter(None, names_in(value))


def people_in_table(header: Sequence[str], rows: Iterable[Sequence[str]], read: Iterable[str]) -> Iterator[str]:
    """Yield the names in the columns of a table that list people; columns that are read as fields are left alone."""
    known = set(read)
    listed = [n for n, name in enumerate(header) if name not in known and (lists_people(name) or level(name) in _NAME | _MAIL)]
    levels = {n: level(name) for n, name in enumerate(header) if name not in known}
    parts = [n for n, name in levels.items() if _part(name)]
    for cells in rows:
        for n in listed:
            if n < len(cells) and cells[n].strip():
                yield from filter(None, names_in(cells[n]))
        if parts:
            texts = {_part(levels[n]): cells[n] for n in parts if n < len(cells)}
            yield from joined_names({"first name": texts.get("first", ""), "last name": texts.get("last", "")})


def _part(name: str) -> str:
    """Whether a column holds given names or surnames, also of a role: ``Speaker first name``."""
    for kind, known in (("first", _PHRASES["first_name"]), ("last", _PHRASES["last_name"])):
        if any(name == one or name.endswith(f" {one}") for one in known):
            return kind
    return ""


WORD = re.compile(r"[^\W_]+(?:['’ʼ`´][^\W_]+)*")

LONGEST_NAME = 80

MOST_WORDS = 8

SHORTEST_ALONE = 3


def person_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without titles, roles and brackets; nothing when it is no name of a person.

    >>> person_words("Dr. Aurelia Testperson (UNICEF)"), person_words("Youth Coalition"), person_words("Remote moderator")
    (('Aurelia', 'Testperson'), (), ())
    """
    bare = re.sub(r"[(\[{][^()\[\]{}]*[)\]}]?", " ", name)
    if len(bare.strip()) > LONGEST_NAME or re.search(r"(?<!\w)\d+(?!\w)|[@/:]", bare):
        return ()
    words = WORD.findall(bare)
    while words and words[0].casefold() in TITLES | ROLES:
        words.pop(0)
    while len(words) > 2 and words[-1].isupper() and not words[0].isupper() and words[-1].casefold() in ORGANISATION:
        words.pop()
    while words and words[-1].casefold() in TITLES | ROLES:
        words.pop()
    levelled = [word.casefold() for word in words]
    whole = [word for word in levelled if len(word) > 1 and word not in PARTICLES]
    if not 2 <= len(words) <= MOST_WORDS or not whole or (len(whole) < 2 and len(whole[0]) < SHORTEST_ALONE):
        return ()
    if (
        ORGANISATION.intersection(levelled)
        or (FUNCTION - PARTICLES - _WORDS["also_word"]).intersection(levelled)
        or ROLES.intersection(levelled)
    ):
        return ()
    return tuple(words)


_BETWEEN = re.compile(r"\s*[;\n|•·]\s*|\s+(?:/|&|and|und|et|y|e|with)\s+", re.I)


def name_in_address(address: str) -> str:
    """Return the name that the local part of an e-mail address is made of, or nothing.

    >>> name_in_address("Aurelia.Testperson@example.org"), name_in_address("igf.secretariat@example.org")
    ('Aurelia Testperson', '')
    """
    local = address.partition("@")[0].removeprefix("mailto:")
    words = re.split(r"[._-]", local)
    is_name = len(words) in (2, 3) and all(word.isalpha() for word in words) and person_words(" ".join(words))
    return " ".join(words) if is_name and not set(word.casefold() for word in words) <= stay_alone() else ""


def split_people(cell: str) -> Iterator[str]:
    """Yield the names in a cell that lists people: ``First Last, First Last``, ``Last, First; Last, First``, with affiliations.

    >>> list(split_people("Testperson, Aurelia; Bruno Probeman (UNICEF) and Carla Muster"))
    ['Aurelia Testperson', 'Bruno Probeman', 'Carla Muster']
    """
    for piece in _BETWEEN.split(re.sub(r"[(\[{<][^()\[\]{}<>]*[)\]}>]?", " ", cell[:4_000])):
        parts = [part.strip() for part in re.split(r",|\s[-–—]\s", piece) if part.strip()]
        if len(parts) == 2 and is_last_first(*parts):
            yield f"{parts[1]} {parts[0]}"
        else:
            yield from parts


def is_last_first(last: str, first: str) -> bool:
    """Whether two texts beside a comma are the surname and the given names of one person."""
    ends = [word for word in WORD.findall(last) if word.casefold() not in PARTICLES]
    begins = WORD.findall(first)
    if len(ends) != 1 or not 1 <= len(begins) <= 3 or re.search(r"\d|[@/:]", last + first):
        return False
    return bool(person_words(f"{first} {last}"))


LABEL = re.compile(r"[ \t*•·>-]*(?P<label>[^\W\d_][^:\n]{1,40}?)[ \t*]*[:：][ \t*]*(?P<names>.*)")
SENTENCE = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=\)))[.!?](?:\s.*|\Z)")
ITEM = re.compile(r"[ \t]*(?:[*•·–—-]|\d{1,2}[.)])[ \t]*(?P<names>.*)")
LONGEST_LINE = 300


def names_in_lines(text: str) -> Iterator[str]:
    """Yield the names in lines of a text that list people: ``Speakers: First Last, First Last``, or a heading and items below it.

    >>> list(names_in_lines("Moderator: Aurelia Testperson (UNICEF). All about play.\\nSpeakers:\\n- Bruno Probeman"))
    ['Aurelia Testperson', 'Bruno Probeman']
    """
    is_list = False
    for line in text.split("\n"):
        found = LABEL.fullmatch(line[:LONGEST_LINE])
        if found and lists_people(found["label"]):
            yield from _capitals(found["names"])
            is_list = not found["names"].strip()
        elif is_list and (item := ITEM.fullmatch(line[:LONGEST_LINE])):
            yield from _capitals(item["names"])
        elif line.strip():
            is_list = False


def _capitals(listed: str) -> Iterator[str]:
    """Names of a list in a text: every word of them begins with a capital, unlike those of a sentence."""
    for name in split_people(SENTENCE.sub("", listed)):
        words = person_words(name)
        if words and not any(word[0].islower() and word not in PARTICLES for word in words):
            yield name


_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n", "ħ": "h"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_EXPANDED = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))


@lru_cache(maxsize=65_536)
def spellings(word: str) -> frozenset[str]:
    """Return a word without accents, apostrophes and capitals, umlauts in both usual forms.

    >>> sorted(spellings("Müller")), sorted(spellings("O’Brien"))
    (['mueller', 'muller'], ['obrien'])
    """
    bare = re.sub(r"['’ʼ`´]s?\Z|['’ʼ`´]", "", unicodedata.normalize("NFC", word.casefold()))
    forms = {bare, bare.translate(_UMLAUTS)}
    return frozenset(unaccented(form.translate(_LETTERS)) for form in forms)


def spellings_written(word: str) -> set[str]:
    """Return the spellings of a part of a name, also without the e of an umlaut that is written out."""
    forms = set(spellings(word))
    for long, short in _EXPANDED:
        forms |= {form.replace(long, short) for form in forms}
    return forms
