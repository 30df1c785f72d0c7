"""Words of findings: what they count, where, and how numbers are said in them. Every sentence of a finding is made of these."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.selection import Selection
from igfdata.wording import counted, listed

LONGEST_HEADLINE = 14
"""Words of a headline."""

LONGEST_SENTENCE = 25
"""Words of any other sentence."""

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

GROUPS = {
    "Government": "government",
    "Intergovernmental Organization": "intergovernmental organizations",
    "Civil Society": "civil society",
    "Private Sector": "the private sector",
    "Technical Community": "the technical community",
    "Academia": "academia",
    "Press/Media": "the media",
    "Youth": "youth",
}
"""Stakeholder groups inside a sentence."""

_NOUNS = {
    ("yes", "partly"): "child-related",
    ("yes",): "about children",
    ("partly",): "partly about children",
    ("no",): "not about children",
}
UNDATED = "without a date"
SELECTED = "selected"
"""Stands for a filter that a sentence has no room for."""
_PLACES = {"day": "day", "meeting": "meeting", "group": "group", "type": "type of session", "region": "regional group"}


@dataclass(frozen=True)
class Subject:
    """What is counted, in words: ``coded child-related sessions with civil society``."""

    before: str
    after: str
    past: bool = True

    def sessions(self, n: int = 2) -> str:
        """Name one or several of them."""
        return " ".join(filter(None, (self.before, "session" if n == 1 else "sessions", self.after)))

    @property
    def touched(self) -> str:
        """The verb for what sessions are about."""
        return self.touched_by(2)

    def touched_by(self, n: int) -> str:
        """Give the verb for what one or several sessions are about."""
        return "touched" if self.past else "touches" if n == 1 else "touch"


def subjects(selection: Selection, data: Dataset, *, coded: bool = False, place: str | None = None) -> list[Subject]:
    """Name what a selection counts, in full first, then shorter.

    Parameters
    ----------
    coded
        Whether to say that only coded sessions count, because others are not coded.
    place
        A breakdown whose value the sentence names itself: then it is not said twice.
    """
    status = set(data.column("sessions", "status").unique())
    relevance = _NOUNS.get(selection.relevance, "")
    near = relevance if relevance == "child-related" else ""
    kind = "proposed" if status == {"proposed"} else ""
    past = not status or "held" in status
    about = relevance if relevance and not near else ""
    limits = _limits(selection, place)
    day = "" if place == "day" else _day(selection)
    small = " ".join(filter(None, ("coded" if coded else "", kind, near)))
    joined = f"and {day}" if limits and day == UNDATED else day
    full = Subject(small, " ".join(filter(None, (about, *(limits or ()), joined))), past)
    some = Subject(" ".join(filter(None, (SELECTED, small))), " ".join(filter(None, (about, day))), past)
    bare = Subject(small, about, past)
    if limits is None:
        return [some, Subject(some.before, about, past)]
    return [full, some, Subject(some.before, "", past)] if limits or day else [bare]


def _limits(selection: Selection, place: str | None) -> list[str] | None:
    """The filter behind the noun; None where it is more than a sentence can say."""
    many = selection.types or selection.topics or selection.regions or selection.roles or selection.basis != "all"
    if many or len(selection.groups) > 2 or len(selection.pillars) > 1 or len(selection.days) > 1:
        return None
    found = []
    if selection.groups:
        both = "both " if len(selection.groups) == 2 and selection.group_match == "all" else ""
        groups = listed((GROUPS.get(key, key) for key in selection.groups), joint=_joint(selection.group_match))
        found.append(f"{'without' if selection.group_match == 'none' else 'with'} {both}{groups}")
    if selection.pillars:
        (pillar,) = selection.pillars
        found.append("with an unclear pillar" if pillar == v.UNCLEAR else f"on {v.PILLARS.label(pillar).lower()}")
    return found


def _joint(match: str) -> str:
    return "and" if match == "all" else "or"


def _day(selection: Selection) -> str:
    return place_of("day", selection.days[0], None) if len(selection.days) == 1 else ""


def place_of(breakdown: str, name: str, dataset: Dataset | None) -> str:
    """Say where: ``on Day 2``, ``at IGF 2025``, ``with civil society``."""
    if breakdown == "day":
        return UNDATED if name == v.DAY_UNKNOWN else f"on {name}"
    if breakdown == "meeting":
        return f"at {dataset.meeting_label(name) if dataset else name}"
    if breakdown == "group":
        return f"with {GROUPS.get(name, name)}"
    if breakdown == "region":
        return f"with {v.REGIONAL_GROUPS.label(name)}"
    return f"of the type {v.SESSION_TYPES.label(name)}" if breakdown == "type" else f"in {name}"


def kind_of_place(breakdown: str) -> str:
    """Name what a breakdown breaks down by: ``day``."""
    return _PLACES.get(breakdown, breakdown)


def number(n: int) -> str:
    """Write a number inside a sentence: up to ten in words.

    >>> number(5), number(12)
    ('five', '12')
    """
    return _SMALL[n] if n < len(_SMALL) else f"{n:,}"


def capital(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """Go on in a sentence with a small letter; an abbreviation keeps its capitals.

    >>> lower("All sessions"), lower("IGF 2024")
    ('all sessions', 'IGF 2024')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def n_words(text: str) -> int:
    """Count the words of a text.

    >>> n_words("All five child-related sessions on Day 2 touched protection.")
    9
    """
    return len(text.split())


def sentences(text: str) -> list[str]:
    """Split a text into its sentences."""
    return [part for part in re.split(r"(?<=[.;!?])\s+(?=[A-Z0-9“])", text) if part]


def full_sentences(text: str) -> list[str]:
    """Split a text at its full stops only.

    >>> full_sentences("35 points more in A; 95% interval 10 to 46. Chance does this in 1 of 100.")
    ['35 points more in A; 95% interval 10 to 46.', 'Chance does this in 1 of 100.']
    """
    return [part for part in re.split(r"(?<=\.)\s+(?=[A-Z0-9“])", text) if part]


def fitting(make: Callable[[Subject], str], named: Iterable[Subject]) -> str:
    """Make a headline with the fullest name of what it counts that leaves it short enough."""
    made = [capital(make(subject)) for subject in named]
    return next((text for text in made if n_words(text) <= LONGEST_HEADLINE), made[-1])


def pillars_of(keys: Iterable[str], joint: str = "and") -> str:
    """List pillars inside a sentence: ``protection and provision``."""
    return listed((v.PILLARS.label(key).lower() for key in keys), joint=joint)


def in_hundred(chance: float) -> str:
    """Say a chance: ``4 of 100``.

    >>> in_hundred(0.0397), in_hundred(0.0004), in_hundred(1.0)
    ('4 of 100', 'fewer than 1 of 100', '100 of 100')
    """
    if 0.995 <= chance < 1:
        return "more than 99 of 100"
    return "fewer than 1 of 100" if chance < 0.005 else f"{100 * chance:.0f} of 100"


def chance_sentence(asked: float, found: float, n_looked: int, breakdown: str) -> str:
    """Say what chance alone would do, in one sentence or, where that is too long, in two."""
    kind = kind_of_place(breakdown)
    first = f"Chance alone does this in {in_hundred(asked)} programmes for a {kind} chosen beforehand"
    second = f"in {in_hundred(found)} for the largest of {counted(n_looked, 'comparison')}"
    one = f"{first}, {second}."
    return one if n_words(one) <= LONGEST_SENTENCE else f"{first}. It does so {second}."


def recoded(n: int) -> str:
    """Say how many sessions: ``1 session is coded differently``."""
    return f"{counted(n, 'session')} {'is' if n == 1 else 'are'} coded differently"
