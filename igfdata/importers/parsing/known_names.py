"""The names that a file itself gives its people, found wherever they stand, and taken out of all that is kept of it.

They live here while the files of an import are read, no longer.

A name is found in any order ("Last First", "Last, First"), with initials, without or with accents, in any case, and as a
part: a surname after a title, two parts of a longer name, one part alone where it is no word that a text could mean
otherwise. "Grace" or "Will" alone are none, and neither are names of organisations.
"""

import re
import urllib.parse
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, NamedTuple

from igfdata.contacts import PLACEHOLDER
from igfdata.importers.model import Problem
from igfdata.importers.parsing.clean_text import fingerprint, one_line
from igfdata.importers.parsing.listed_names import (
    LONGEST_NAME,
    PARTICLES,
    SHORTEST_ALONE,
    TITLES,
    WORD,
    person_words,
    spellings,
    spellings_written,
    stay_alone,
)
from igfdata.wording import counted

CLOSE = 3
"""At most so many other characters stand between two words of a name."""
MOST_NAMESAKES = 20
"""Of so many people with one word in their names each is tried; of more only those who are near."""
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,6}\Z")


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


class _Found(NamedTuple):
    """First and last word of a name in a text; the larger of two counts."""

    size: int
    first: int
    last: int


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
            for form in {form for one in longer for form in spellings_written(one)}:
                self._by_form.setdefault(form, {}).setdefault(number, position)

    def see(self, texts: Iterable[str]) -> None:
        """Note which words these texts write in lower case: a part of a name that is such a word stays where it stands alone."""
        for text in texts:
            self._in_lower_case.update(found[0] for found in re.finditer(r"[^\W\d_]{3,}", text) if found[0].islower())

    def strip(self, text: str, *, alone: bool = False) -> tuple[str, int]:
        """Return a text with every known name replaced, and how many were; ``alone``: also one part of a name that is no other word."""
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
        return _Found(len(parts) * 10 + initials, first, last) if named else None

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


FREE = ("title", "code", "room", "format", "subtheme", "note")
"""Columns of free text."""
PROSE = ("title", "note")
"""Those that speak of people, so that one part of a name alone stands for a person."""


def what_was_removed(n_names: int, n_contacts: int) -> str:
    """Return what was removed as a sentence, or nothing."""
    parts = [counted(n_names, "name")] * bool(n_names) + [counted(n_contacts, "contact detail")] * bool(n_contacts)
    return f"{' and '.join(parts)} of people removed and not kept" if parts else ""


def strip_all(rows: Iterable[dict[str, Any]], texts: Iterable[dict[str, Any]], names: Names) -> int:
    """Take the names out of rows of sessions and out of texts, in place; how many there were.

    First whole names go; then parts of names that stand alone, where no text writes them as a word in lower case.
    """
    if not names:
        return 0
    n_removed = 0
    in_texts = [(text, "text") for text in texts]
    free, prose = ([(row, name) for row in rows for name in columns] + in_texts for columns in (FREE, PROSE))
    for cells, alone in ((free, False), (prose, True)):
        for row, name in cells:
            row[name], n = names.strip(row[name], alone=alone)
            n_removed += n
            if n and name not in ("title", "text") and is_empty(row[name]):
                row[name] = ""
        names.see(row[name] for row, name in prose)
    return n_removed


def is_empty(text: str) -> bool:
    """Whether nothing but removed parts stands in a text."""
    return PLACEHOLDER in text and not re.search(r"\w", text.replace(PLACEHOLDER, ""))


def strip_addresses(cell: str, names: Names) -> tuple[str, int]:
    """Return addresses (separated by ``; ``) without names, and how many were left out or cut."""
    kept, n_changed = [], 0
    for url in filter(None, cell.split("; ")):
        short = address_without_names(url, names)
        n_changed += short != url
        kept.append(short)
    return "; ".join(dict.fromkeys(filter(None, kept))), n_changed


def address_without_names(url: str, names: Names) -> str:
    """Return an address up to the stable id before a name, or nothing where no id stands before it.

    ``https://example.org/event/8a1/talk-of-aurelia-testperson`` becomes ``https://example.org/event/8a1``.
    """
    if not names.are_in(url.partition("//")[2]):
        return url
    parts = urllib.parse.urlsplit(url)
    if names.are_in(parts.netloc):
        return ""
    segments = [segment for segment in parts.path.split("/") if segment]
    clean = next((position for position, segment in enumerate(segments) if names.are_in(segment)), len(segments))
    if clean == len(segments) and segments and names.are_in("/".join(segments)):
        clean = next(position for position in range(1, len(segments) + 1) if names.are_in("/".join(segments[:position]))) - 1
    if clean < len(segments):
        is_stable = clean > 0 and re.search(r"\d", segments[clean - 1])
        return parts._replace(path="/" + "/".join(segments[:clean]), query="", fragment="").geturl() if is_stable else ""
    pairs = [pair for pair in parts.query.split("&") if pair and not names.are_in(pair)]
    fragment = "" if names.are_in(parts.fragment) else parts.fragment
    shorter = parts._replace(query="&".join(pairs), fragment=fragment)
    is_stable = re.search(r"\d", f"{segments[-1] if segments else ''} {shorter.query}")
    return shorter.geturl() if is_stable and not names.are_in(shorter.geturl().partition("//")[2]) else ""


def id_without_names(key: str, names: Names) -> str:
    """Return an id as it is, or a fingerprint of one that holds a name."""
    if not key or not names.are_in(key):
        return key
    return f"x-{fingerprint(key, 24)}"


def problems_without_names(problems: Iterable[Problem], names: Names) -> tuple[Problem, ...]:
    """Return what is said of a file without the names in it."""

    def bare(text: str) -> str:
        return names.strip(text)[0]

    return tuple(
        Problem(one.file, bare(one.record), bare(one.field), bare(one.value), bare(one.expected), one.severity)
        for one in problems
    )
