"""The field's closed lists, each once: key, label, description and order.

The members stand in ``vocabulary.csv``; their order there is their order in every table, chart and menu. Keys are the values
that stand in the data files; :func:`slug` turns a key into its short form in addresses and commands.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SMALL_N = 5
"""Below this denominator the product prints counts instead of percentages, and no index."""


@dataclass(frozen=True)
class Term:
    """One member of a closed list; ``in_sentence``: its name inside a sentence, where that is not the label."""

    key: str
    label: str
    description: str
    aliases: tuple[str, ...] = ()
    in_sentence: str = ""


class Vocabulary(dict[str, Term]):
    """A closed list: a mapping from key to term that keeps the order it was written in."""

    def __init__(self, name: str, terms: Iterable[Term]) -> None:
        super().__init__((term.key, term) for term in terms)
        self.name = name
        self._by_slug: dict[str, str] = {}
        for term in self.values():
            for text in (term.key, term.label, *term.aliases):
                self._by_slug.setdefault(slug(text), term.key)

    @property
    def one_of(self) -> str:
        """The keys, for a message that says what is expected."""
        return f"one of: {', '.join(self)}"

    def label(self, key: str) -> str:
        """Label of a key; a key outside the list is its own label."""
        return self[key].label if key in self else key

    def resolve(self, text: str) -> str | None:
        """Key that a text means (key, label or alias, whatever its case and punctuation), else None."""
        return self._by_slug.get(slug(text))


def slug(text: str) -> str:
    """Short form of a key for addresses: lower case, runs of other signs as one hyphen.

    >>> slug("Launch/Award Event")
    'launch-award-event'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def folded(text: str) -> str:
    """Letters and digits of a text without case and accents: equal for names that a reader takes for one.

    >>> folded("Play-Online") == folded("play_online") == folded("PLÄY ONLINE")
    True
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def day_slug(day: str) -> str:
    """Short form of a day for file names and marks, in which a day before Day 0 differs from the one after it.

    >>> day_slug("Day 1"), day_slug("Day -1")
    ('day-1', 'day-minus-1')
    """
    return slug(day.replace("Day -", "Day minus "))


UNKNOWN = "not stated"
"""Category of a person whose group or region no page states."""
STATED = "stated"
"""Any value but that: a mark that counts people whose group, region or role is known."""

NO_SOURCE = "https://imported.invalid/"
"""Stands for the source of a session whose file names none; .invalid is no address by definition (RFC 2606)."""

NOT_CODED = "not coded"
"""Category of a session that nobody has coded yet."""

DAY_UNKNOWN = "Day unknown"
"""Category of a session whose date no source gives."""


def _read_lists() -> dict[str, Vocabulary]:
    """Lists of ``vocabulary.csv`` by their name. A term without a label is its own; aliases are separated by semicolons."""
    terms: dict[str, list[Term]] = {}
    with Path(__file__).with_name("vocabulary.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            aliases = tuple(filter(None, row["aliases"].split(";")))
            term = Term(row["key"], row["label"] or row["key"], row["description"], aliases, row["in_sentence"])
            terms.setdefault(row["list"], []).append(term)
    for name in ("Pillar code", "Pillar hint of a topic"):  # the pillars, and one member more
        terms[name] = terms["Rights pillar"] + terms[name]
    return {name: Vocabulary(name, of_list) for name, of_list in terms.items()}


LISTS = _read_lists()
"""Name of a list → the list; each also has a name of its own below."""

PILLARS = LISTS["Rights pillar"]
"""Source: https://www.ohchr.org/en/instruments-mechanisms/instruments/convention-rights-child."""

UNCLEAR = "unclear"
"""A code: the text read states no aim for children. It stays in every denominator."""
PILLAR_CODES = LISTS["Pillar code"]
PILLAR_HINTS = LISTS["Pillar hint of a topic"]

TESTS = LISTS["Test of a pillar"]
"""What the rule of a pillar asks, in plain words: a pillar that is given passes at least one of its tests."""
TESTS_OF = {pillar: tuple(test for test in TESTS if test.startswith(f"{pillar}_")) for pillar in PILLAR_CODES}
"""Pillar → its tests."""
ANSWERS = LISTS["Answer to a test"]
ANSWERED = Vocabulary(
    "Answered test",
    (
        Term(f"{test.key}={answer.key}", f"{test.label} {answer.label.lower()}", test.description)
        for test in TESTS.values()
        for answer in ANSWERS.values()
    ),
)
"""An answer as it is kept with a code."""

STATUS = LISTS["Status"]
PROGRAMME_COVERAGE = LISTS["Coverage of a programme"]
RELEVANCE = LISTS["Relevance to children"]
BASIS = LISTS["Basis of the group"]
CODERS = LISTS["Coder"]
SKIPPED = LISTS["Skipped at import unless kept"]
EVIDENCE = LISTS["Evidence of a code"]
RELATIONS = LISTS["Link between sessions"]
ROW_STATES = LISTS["State of a saved row"]

STAKEHOLDER_GROUPS = LISTS["Stakeholder group"]
"""Source: https://www.intgovforum.org/en/content/igf-2022-participation-and-programme-statistics."""
SECTORS = [key for key in STAKEHOLDER_GROUPS if key != "Youth"]
"""Stakeholder groups that shares are computed over: youth is an age, not a sector."""

REGIONAL_GROUPS = LISTS["Regional group"]
"""Source: https://www.un.org/dgacm/en/content/regional-groups."""
REGIONS = [key for key in REGIONAL_GROUPS if key != "Intergovernmental Organization"]
"""The five geographic regional groups: diversity of regions is computed over these."""

ROLES = LISTS["Role"]
"""Source: https://www.intgovforum.org/en/content/igf-2025-call-for-session-proposals."""

SESSION_TYPES = LISTS["Session type"]
"""Source: https://www.intgovforum.org/multilingual/content/igf-types-of-sessions."""
PLENARY_TYPES = ("Main Session", "High-Level Session")
"""Session types that everybody attends: where two sessions clash, they come before side events."""

TYPICAL_MINUTES = {
    "Main Session": 90, "High-Level Session": 90, "Workshop": 90, "Open Forum": 60, "Town Hall": 60, "Lightning Talk": 30,
    "Networking Session": 60, "Launch/Award Event": 60, "Dynamic Coalition Session": 90, "Best Practice Forum": 90,
    "Policy Network": 90, "NRI Session": 60, "Parliamentary Track": 60, "Youth Track": 90, "Day 0 Event": 60, "Ceremony": 60,
    "Other": 60,
}  # fmt: skip
"""Usual length of a session by its type, in minutes: for a meeting that states no length of any session of the type."""

SUGGESTED_RELEVANCE = "relevance suggested by the dictionary"
"""Note of an imported session whose relevance nobody has judged yet."""

NON_TOPIC_PREFIXES = ("pillar_", "relevance_", "mask_")
"""Rows of the codebook that hold terms for matching but are no topics."""


def is_topic(key: object) -> bool:
    """Tell whether a key of the codebook names a topic, and not a list of terms of pillars, relevance or masks."""
    return not str(key).startswith(NON_TOPIC_PREFIXES)
