"""The lines of a session page of the IGF or dig.watch, cut at its known headings, and what they say about people.

Form fields and addresses go into no text. Of a line about a person only role and groups leave this module.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from igfdata import vocabulary as v
from igfdata.importers.model import Person
from igfdata.importers.parsing.listed_names import is_last_first
from igfdata.importers.parsing.terms import (
    MODE_WORDS,
    ROLE_WORDS,
    is_mode,
    resolve_group,
    resolve_role,
    resolve_term,
    show_group,
)
from igfdata.importers.words import by_word, phrases, words


@dataclass
class Section:
    """Lines under a heading: its meaning (empty before the first), the heading levelled, and as printed."""

    name: str
    label: str = ""
    heading: str = ""
    lines: list[str] = field(default_factory=list)


def sections(lines: list[str], meaning: Callable[[str], str], *, one_line: frozenset[str] = frozenset()) -> list[Section]:
    """Lines by known heading. A heading stands alone, or before a colon with its content behind.

    ``meaning`` takes a levelled heading and returns the name of its section, or nothing.
    Sections named in ``one_line`` end with the line when their content stands behind the colon.
    """
    found = [Section("")]
    for line in lines:
        head, _, rest = line[:400].partition(":")
        name = meaning(label_key(head)) if len(head) <= 90 else ""
        if name and rest.strip():
            found.append(Section(name, label_key(head), head, [(rest + line[400:]).strip()]))
            if name in one_line:
                found.append(Section(""))
        elif name:
            found.append(Section(name, label_key(head), head))
        else:
            found[-1].lines.append(line)
    for section in found:
        section.lines = [line for line in section.lines if line]
    return found


def label_key(text: str) -> str:
    """A heading without case, number and closing signs: ``Policy Question(s):`` → ``policy questions``.

    >>> label_key("Policy Question(s):"), label_key("On-site Moderator #1")
    ('policy questions', 'onsite moderator')
    """
    levelled = (
        text.casefold()
        .replace("(s)", "s")
        .replace("on-site", "onsite")
        .replace("on-line", "online")
        .replace("organis", "organiz")
    )
    return " ".join(re.sub(r"#?\s?\d{1,2}$|[:?.*#]+", " ", levelled.strip(" :?.*")).split())


PEOPLE = {
    "organizers": "organizer", "speakers": "speaker", "moderators": "moderator", "onsite_moderator": "moderator",
    "online_moderator": "online_moderator", "rapporteur": "rapporteur",
}  # fmt: skip
"""Sections that list people: section → role."""

TEXTS = {"description": "description", "report": "report"}
"""Sections that are read as texts: section → kind of text."""

_LABELS = {label_key(heading): section for heading, section in by_word(phrases("pages", "sections")).items()}
"""Heading without case and closing signs → section."""

_ABOUT_PEOPLE, _BESIDE = map(frozenset, words("pages", "words").values())


def section_of(heading: str) -> str:
    """Which section does a levelled heading open? Nothing when it is no heading.

    Unknown headings about people (``speakers and their bios``) open a section that no text takes in.

    >>> section_of("policy questions"), section_of("short bios of our speakers"), section_of("children and bios")
    ('description', 'left_out', '')
    """
    known = _LABELS.get(heading)
    if known:
        return known
    words = re.findall(r"[^\W\d_]+", heading.replace("'s", "s").replace("’s", "s"))
    about_people = 0 < len(words) <= 8 and set(words) <= _ABOUT_PEOPLE | _BESIDE and bool(set(words) & _ABOUT_PEOPLE)
    if not about_people or "," in heading:
        return ""
    role = resolve_role(heading)
    return next((section for section, of in PEOPLE.items() if of == role), "left_out")


LONGEST_ENTRY = 4_000


def _alias_pattern(vocabulary: v.Vocabulary) -> str:
    """Pattern of every spelling of a closed list inside a line; abbreviations only in capitals."""
    texts = {text for term in vocabulary.values() for text in (term.key, term.label, *term.aliases)}
    patterns = []
    for text in sorted(texts, key=len, reverse=True):
        words = [
            re.escape(word).replace("organiz", "organi[sz]").replace("Organiz", "Organi[sz]")
            for word in re.findall(r"\w+", text)
        ]
        if len(words) == 1 and len(text) <= 6 and text.isupper():
            patterns.append(rf"(?-i:{words[0]})s?")
        else:
            patterns.append(r"[\s\-/]{1,3}".join("(?:and(?: the)?|&)" if word == "and" else word for word in words) + "s?")
    return rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)(?:\s+(?:regional\s+)?group|\s+states)?(?:\s*\([A-Za-z]{{2,8}}\))?"


GROUP, REGION = _alias_pattern(v.STAKEHOLDER_GROUPS), _alias_pattern(v.REGIONAL_GROUPS)
PAIR = re.compile(rf"(?P<group>{GROUP}(?:\s?/\s?{GROUP})?)\s*(?:[,;|/]|\s[-–])\s*(?P<region>{REGION})", re.I)
_ROLE = "|".join(sorted({*ROLE_WORDS, *MODE_WORDS} - {"co", "main", "and", "or", "in", "on"}, key=len, reverse=True))
TRAILING_ROLE = re.compile(
    rf"\s*[-–—(|,/]\s*(?P<role>(?:(?:in|on)[\s-])?(?:{_ROLE})(?![\w])(?:[\s/,()\-–]{{1,3}}(?:(?:in|on)[\s-])?(?:{_ROLE})(?!\w))*)\)?",
    re.I,
)
LABEL = re.compile(
    r"(?<![\w/])(?P<label>(?:(?:main|co|on-?\s?site|on-?line|remote|in-person)[\s-])?"
    r"(?:organi[sz]er|speaker|panell?ist|moderator|rapporteur|discussant)s?\s?(?:\d{1,2}|\(s\))?)\s*:\s*",
    re.I,
)
KEYED = re.compile(
    r"(?<!\w)(?P<key>Name|Organi[sz]ational Affiliation|Affiliation|Stakeholder(?: Group)?|Regional Group(?: of Speakers)?|Region)\s*:\s*",
    re.I,
)
NOBODY = frozenset(["n/a", "na", "none", "tbc", "tbd", "tba", "-", "–", ".", "to be confirmed", "to be announced"])
SEPARATOR = re.compile(r"\s*[,;|]\s*|\s+[-–—]\s+")


@dataclass
class Roll:
    """The people of one page as they are read: each once, however often the page prints them."""

    persons: dict[tuple[str, str], Person] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    unmatched: dict[str, str] = field(default_factory=dict)
    nameless: int = 0
    youth_beside: int = 0

    def take(self, line: str, section_role: str = "", heading: str = "") -> bool:
        """Read a line; whether it is about people and so belongs in no text.

        Without ``section_role`` only lines that state a role label, or groups in the form of a list of people, count.
        ``heading`` tells people without a name apart (``Organizer 1``, ``Organizer 2``).
        """
        line = line[:LONGEST_ENTRY].strip(" \t•*·")
        if KEYED.search(line) and (section_role or "|" in line):
            return self._take_keyed(line, section_role)
        segments = list(_segments(line))
        if not segments[0][0] and not section_role and not _is_list_line(line):
            return False
        for label, rest in segments:
            role = resolve_role(label) or section_role
            pairs = list(PAIR.finditer(rest))
            if pairs:
                self._take_pairs(rest, pairs, label or heading, role)
            elif label or _is_person(rest):
                self._take_tokens(rest, label or heading, role)
        return True

    def _add(self, role: str, name: str, label: str, group: str | None, region: str | None, youth_beside: bool = False) -> None:
        name = name.strip(" ,;:-–|.")
        if name:
            self.names.add(name)
        else:
            self.nameless += 1
        key = (role, name.casefold() or f"#{label.casefold()} {group} {region}")
        known = self.persons.get(key, Person(role))
        self.youth_beside += key not in self.persons and youth_beside
        self.persons[key] = Person(role, known.stakeholder_group or group or "", known.regional_group or region or "")

    def _take_pairs(self, rest: str, pairs: list["re.Match[str]"], label: str, role: str) -> None:
        start = 0
        for pair in pairs:
            trailing = TRAILING_ROLE.match(rest, pair.end())
            stated = (resolve_role(trailing["role"]) or "") if trailing else ""
            name = _name(SEPARATOR.split(rest[start : pair.start()].strip()))
            group, region = resolve_group(pair["group"]), resolve_term(v.REGIONAL_GROUPS, pair["region"])
            if not group:
                self.unmatched[show_group(pair["group"])] = "stakeholder_group"
            self._add(stated or role or "speaker", name, label, group, region)
            start = trailing.end() if trailing else pair.end()

    def _take_tokens(self, rest: str, label: str, role: str) -> None:
        tokens = [token.strip() for token in SEPARATOR.split(rest) if token.strip()]
        if not tokens or rest.strip().casefold() in NOBODY:
            return
        while len(tokens) > 1 and (resolve_role(tokens[-1]) or is_mode(tokens[-1])):
            role = resolve_role(tokens.pop()) or role
        groups = [i for i, token in enumerate(tokens) if resolve_group(token)]
        regions = [i for i, token in enumerate(tokens) if resolve_term(v.REGIONAL_GROUPS, token) and i not in groups[:1]]
        group = groups[-1] if groups else None
        region = regions[-1] if regions and regions[-1] != group else None
        self._note_unmatched(tokens, group, region, is_form=bool(label) or " - " in rest)
        taken = [i for i in (group, region) if i is not None]
        name = "" if taken and min(taken) == 0 else _name(tokens[: min([*taken, len(tokens)])])
        self._add(
            role or "speaker", name, label,
            resolve_group(tokens[group]) if group is not None else None,
            resolve_term(v.REGIONAL_GROUPS, tokens[region]) if region is not None else None,
        )  # fmt: skip

    def _note_unmatched(self, tokens: list[str], group: int | None, region: int | None, is_form: bool) -> None:
        """List what stands where a group or a region should, when the other one or the form of the line shows the place."""
        if group is None and region is not None and region > 0:
            self.unmatched[show_group(tokens[region - 1])] = "stakeholder_group"
        elif region is None and group is not None and group + 1 < len(tokens):
            self.unmatched[show_group(tokens[group + 1])] = "regional_group"
        elif group is None and region is None and is_form and len(tokens) >= 3:
            self.unmatched[show_group(tokens[-2])] = "stakeholder_group"
            self.unmatched[show_group(tokens[-1])] = "regional_group"

    def _take_keyed(self, line: str, section_role: str) -> bool:
        """Lightning talks of 2025: ``1. Name: … | Stakeholder: Academia/Youth | Regional Group of Speakers: APAC``."""
        for part in re.split(r"(?=(?<!\w)\d{0,2}\.?\s?Name\s*:)", line):
            found = list(KEYED.finditer(part))
            values: dict[str, str] = {}
            for here, after in zip_longest(found, found[1:]):
                value = part[here.end() : after.start() if after else len(part)]
                values[here["key"].casefold().split()[0][:6]] = value.strip(" |,;0123456789.")
            if not values:
                continue
            group, region = resolve_group(values.get("stakeh", "")), resolve_term(v.REGIONAL_GROUPS, values.get("region", ""))
            if values.get("stakeh") and not group:
                self.unmatched[show_group(values["stakeh"])] = "stakeholder_group"
            if values.get("region") and not region:
                self.unmatched[show_group(values["region"])] = "regional_group"
            beside = group != "Youth" and "youth" in values.get("stakeh", "").casefold()
            self._add(section_role or "speaker", values.get("name", ""), "", group, region, bool(group) and beside)
        return True


def _name(parts: list[str]) -> str:
    """Name at the beginning of a line about a person, also when it is printed as ``Last, First``."""
    return f"{parts[1]} {parts[0]}" if len(parts) > 1 and is_last_first(parts[0], parts[1]) else parts[0]


def _segments(line: str) -> Iterator[tuple[str, str]]:
    """Parts of a line by its role labels, so that people printed in one run are told apart."""
    labels = list(LABEL.finditer(line))
    if not labels or labels[0].start() > 0:
        first = labels[0].start() if labels else len(line)
        if not labels or PAIR.search(line[:first]):
            yield "", line[:first]
    for here, after in zip_longest(labels, labels[1:]):
        yield here["label"], line[here.end() : after.start() if after else len(line)].strip(" ;,-–")


def _is_list_line(line: str) -> bool:
    """Whether a line outside a list of people has the form of one: a name, an organisation, a pair of groups, the end."""
    pairs = list(PAIR.finditer(line))
    if not pairs or "," not in line[: pairs[0].start()] or len(line.split()) > 30 * len(pairs):
        return False
    trailing = TRAILING_ROLE.match(line, pairs[-1].end())
    return not line[trailing.end() if trailing else pairs[-1].end() :].strip(" ;,|)")


def _is_person(line: str) -> bool:
    """Whether a line of a list of people is a person rather than a sentence about one."""
    words = line.split()
    if not words or len(line) > 250 or len(words) > 30 or not re.search(r"[^\W\d_]{2}", line) or line.endswith((".", "?", ":")):
        return False
    return not re.search(r"[a-z]{4}[.!?] ", line) and not re.match(r"[^\W\d_]+(?: [a-z]+){4}", line) and "@" not in line


def unmatched_reports(roll: Roll) -> Iterable[tuple[str, str, str]]:
    """For the list of problems: (field, value, expected), values without any name."""
    for value, name in roll.unmatched.items():
        vocabulary = v.STAKEHOLDER_GROUPS if name == "stakeholder_group" else v.REGIONAL_GROUPS
        yield name, value, f"{vocabulary.one_of}; recorded as not stated"
