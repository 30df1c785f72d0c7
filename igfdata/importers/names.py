"""Take the names that a file itself gives its people out of its texts. Names live here while a file is read, no longer.

A name is removed in any order ("Last First", "Last, First"), with initials, without or with accents, in any case, and as a
part: a surname after a title, two parts of a longer name, one part alone where it is no word that a text could mean
otherwise. "Grace" or "Will" alone stay, and so do names of organisations.
"""

import re
import unicodedata
import urllib.parse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from igfdata.contacts import PLACEHOLDER
from igfdata.importers.name_words import ALSO_WORDS, FUNCTION, ORGANISATION, PARTICLES, ROLES, TITLES, stay_alone
from igfdata.importers.text import one_line

WORD = re.compile(r"[^\W_]+(?:['’ʼ`´][^\W_]+)*")
LONGEST_NAME = 80
MOST_WORDS = 8
CLOSE = 3
"""At most so many other characters stand between two words of a name."""
SHORTEST_ALONE = 3
MOST_NAMESAKES = 20
"""Of so many people with one word in their names each is tried; of more only those who are near."""
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,6}\Z")
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
    return frozenset(_unaccented(form.translate(_LETTERS)) for form in forms)


def _unaccented(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def _forms(word: str) -> set[str]:
    """Spellings of a part of a name: also without the e of an umlaut that is written out."""
    forms = set(spellings(word))
    for long, short in _EXPANDED:
        forms |= {form.replace(long, short) for form in forms}
    return forms


@dataclass(frozen=True)
class _Token:
    """A word of a text, its span, and its spellings."""

    word: str
    start: int
    end: int

    @property
    def forms(self) -> frozenset[str]:
        return spellings(self.word)

    @property
    def is_capital(self) -> bool:
        return not self.word[0].islower()


@dataclass(frozen=True)
class _Found:
    """Span of a name in words of a text."""

    first: int
    last: int
    size: int


class Names:
    """The names of people that a file lists, of two words and more (a single word could be any word of a text)."""

    def __init__(self) -> None:
        self._people: list[tuple[str, ...]] = []
        self._by_form: dict[str, dict[int, int]] = {}
        self._known: set[tuple[str, ...]] = set()
        self._unspaced: set[str] = set()
        self._at: dict[str, dict[int, int]] = {}
        self._in_lower_case: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._people or self._unspaced)

    def add(self, names: Iterable[str]) -> None:
        """Know more names, each that of one person, perhaps with title, role or affiliation beside it."""
        for name in names:
            cleaned = one_line(name[: 2 * LONGEST_NAME])
            if _HAN.match(cleaned):
                self._unspaced.add(cleaned)
            words = person_words(cleaned)
            if words and words not in self._known:
                self._known.add(words)
                self._learn(words)

    def _learn(self, words: tuple[str, ...]) -> None:
        number = len(self._people)
        self._at.clear()
        parts = [word for word in words if word.casefold() not in PARTICLES and len(word) > 1]
        self._people.append(tuple(parts))
        for position, part in enumerate(parts):
            pieces = re.split(r"['’ʼ`´]", part)
            longer = [part, *(piece for piece in pieces[1:] if len(piece) > 2)]
            for form in {form for one in longer for form in _forms(one)}:
                self._by_form.setdefault(form, {}).setdefault(number, position)

    def see(self, texts: Iterable[str]) -> None:
        """Note which words these texts write in lower case: a part of a name that is such a word stays where it stands alone."""
        for text in texts:
            self._in_lower_case.update(found[0] for found in re.finditer(r"[^\W\d_]{3,}", text) if found[0].islower())

    def strip(self, text: str, *, alone: bool = False) -> tuple[str, int]:
        """Return a text with every known name replaced, and how many were.

        Parameters
        ----------
        alone
            Also replace one part of a name that stands alone and is no other word.
        """
        if not self:
            return text, 0
        text, count = self._strip_unspaced(text)
        words = [_Token(found[0], found.start(), found.end()) for found in WORD.finditer(text)]
        pieces, position, index, floor = [], 0, 0, 0
        while index < len(words):
            found = self._name_at(words, index, floor, text, alone)
            if found is not None:
                floor = found.last + 1
                pieces += [text[position : words[found.first].start], PLACEHOLDER]
                position = words[found.last].end - _possessive(words[found.last].word)
                if text[position : position + 1] == "." and len(words[found.last].word) == 1:
                    position += 1
                count += 1
            index = found.last + 1 if found else index + 1
        return "".join((*pieces, text[position:])), count

    def _strip_unspaced(self, text: str) -> tuple[str, int]:
        count = 0
        for name in self._unspaced:
            count += text.count(name)
            text = text.replace(name, PLACEHOLDER)
        return text, count

    def _people_at(self, word: _Token) -> dict[int, int]:
        """Person → which part of the name a word is."""
        if word.word not in self._at:
            found: dict[int, int] = {}
            for form in word.forms:
                found |= self._by_form.get(form, {})
            self._at[word.word] = found
        return self._at[word.word]

    def _name_at(self, words: list[_Token], index: int, floor: int, text: str, alone: bool) -> _Found | None:
        """The longest name that has the word at ``index`` as its first whole part, and no word before ``floor``."""
        best: _Found | None = None
        people: Iterable[int] = self._people_at(words[index])
        if len(self._people_at(words[index])) > MOST_NAMESAKES:
            near = {person for word in words[index + 1 : index + 4] for person in self._people_at(word)}
            people = [*islice((person for person in people if person in near), MOST_NAMESAKES), next(iter(people))]
        for person in people:
            found = self._run(words, index, floor, text, person, alone)
            if found and (best is None or found.size > best.size):
                best = found
        return best

    def _run(self, words: list[_Token], index: int, floor: int, text: str, person: int, alone: bool) -> _Found | None:
        """Words around ``index`` that belong to the name of one person, when they are enough to name the person."""
        parts, initials, last = {self._people_at(words[index])[person]}, 0, index
        tokens = [words[index]]
        position = index
        while position + 1 < len(words) and _is_close(words[position], words[position + 1], text):
            position += 1
            word = words[position]
            part = self._people_at(word).get(person)
            if part is not None and part not in parts:
                parts.add(part)
                tokens.append(word)
                last = position
            elif len(parts) == 1 and self._is_initial(word, text, person):
                initials += 1
                last = position
            elif word.word.casefold() not in PARTICLES and not _is_one_letter(word, text):
                break
        first = index
        while (
            first > floor
            and _is_close(words[first - 1], words[first], text)
            and self._is_initial(words[first - 1], text, person)
        ):
            first -= 1
            initials += 1
        titled = first > 0 and words[first - 1].word.casefold() in TITLES and _is_close(words[first - 1], words[first], text)
        capital = all(token.is_capital for token in tokens)
        if len(parts) > 1:
            named = capital or any(not token.forms & stay_alone() for token in tokens)
        else:
            long_enough = len(tokens[0].word) >= SHORTEST_ALONE
            named = capital and long_enough and bool(initials or titled or (alone and self._stands_for_person(tokens[0])))
        return _Found(first, last, len(parts) * 10 + initials) if named else None

    def _is_initial(self, word: _Token, text: str, person: int) -> bool:
        """Whether a word is one letter and a dot that a part of the person's name begins with."""
        return _is_one_letter(word, text) and any(
            form[:1] in word.forms for part in self._people[person] for form in spellings(part)
        )

    def _stands_for_person(self, word: _Token) -> bool:
        return not word.forms & stay_alone() and not word.forms & self._in_lower_case

    def are_in(self, address: str) -> bool:
        """Whether an address or an id holds a name: its parts side by side, run together, or one that is no other word."""
        if not self:
            return False
        plain = urllib.parse.unquote(urllib.parse.unquote(address))
        if any(name in plain for name in self._unspaced):
            return True
        words = [word for word in re.findall(r"[^\W\d_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", plain)) if word]
        people_of = [self._people_at(_Token(word, 0, 0)) for word in words]
        for here, after in pairwise(people_of):
            if any(person in after and after[person] != part for person, part in here.items()):
                return True
        if any(
            people and not spellings(word) & stay_alone()
            for word, people in zip(words, people_of, strict=True)
            if len(word) > 3
        ):
            return True
        joined = {form for word in re.findall(r"[^\W\d_]{6,}", plain) for form in spellings(word)}
        return any(self._is_run_together(form) for form in joined)

    def _is_run_together(self, word: str) -> bool:
        """Whether a word is two parts of a name, or an initial and a part, without a sign between."""
        for cut in range(1, len(word)):
            head, tail = self._by_form.get(word[:cut], {}), self._by_form.get(word[cut:], {})
            if any(person in tail and tail[person] != part for person, part in head.items()):
                return True
            if cut == 1 and len(word) > 5 and not {word[1:]} & stay_alone():
                for person in tail:
                    if any(form[:1] == word[0] for part in self._people[person] for form in spellings(part)):
                        return True
        return False


def _is_one_letter(word: _Token, text: str) -> bool:
    return len(word.word) == 1 and text[word.end : word.end + 1] == "."


def _is_close(word: _Token, after: _Token, text: str) -> bool:
    return after.start - word.end <= CLOSE and "\n\n" not in text[word.end : after.start]


def _possessive(word: str) -> int:
    """Length of an English genitive at the end of a word."""
    return 2 if re.search(r"['’ʼ`´]s\Z", word) else 0


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
        or (FUNCTION - PARTICLES - ALSO_WORDS).intersection(levelled)
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
