"""Words of findings: what they count, where, and how numbers are said in them. Every sentence of a finding is made of these."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.selection import Selection
from igfdata.wording import capital, counted, listed, lower

LONGEST_HEADLINE = 14
"""Words of a headline."""

LONGEST_SENTENCE = 25
"""Words of any other sentence."""

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

GROUPS = {key: term.in_sentence for key, term in v.STAKEHOLDER_GROUPS.items()}
"""Stakeholder groups inside a sentence."""

_TYPES = {key: term.in_sentence for key, term in v.SESSION_TYPES.items() if term.in_sentence}
"""Sessions of a type inside a sentence; others are sessions."""

_NOUNS = {
    ("yes", "partly"): "child-related",
    ("yes",): "about children",
    ("partly",): "partly about children",
    ("no",): "not about children",
}
UNDATED = "without a date"
IN_SELECTION = "in this selection"
"""Stands for a filter that a sentence has no room for."""

_PLACES = {"day": "day", "meeting": "meeting", "group": "group", "type": "type of session", "region": "regional group"}


@dataclass(frozen=True)
class Subject:
    """What is counted, in words: ``coded child-related sessions with civil society``."""

    before: str
    after: str
    past: bool = True
    noun: str = "session"

    def sessions(self, n: int = 2) -> str:
        """Name one or several of them."""
        return " ".join(filter(None, (self.before, self.noun if n == 1 else f"{self.noun}s", self.after)))

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
    near, about = about_children(selection.relevance)
    kind = "proposed" if status == {"proposed"} else ""
    past = not status or "held" in status
    limits = _limits(selection, data)
    day = "" if place == "day" else _day(selection)
    small = " ".join(filter(None, ("coded" if coded else "", kind, near)))
    joined = f"and {day}" if limits and day == UNDATED else day
    noun = "session" if place == "type" else _noun(selection)
    full = Subject(small, " ".join(filter(None, (about, *(limits or ()), joined))), past, noun)
    shorter = [
        Subject(small, " ".join(filter(None, (about, day, IN_SELECTION))), past),
        Subject(small, " ".join(filter(None, (about, IN_SELECTION))), past),
        Subject(small.removesuffix(near).rstrip(), IN_SELECTION, past),
    ]
    if limits is None:
        return shorter
    return [full, *shorter] if limits or day or noun != "session" else [full]


def about_children(relevance: tuple[str, ...]) -> tuple[str, str]:
    """Say what sessions have to do with children, before the noun or after it.

    >>> about_children(("yes", "partly")), about_children(("yes",)), about_children(())
    (('child-related', ''), ('', 'about children'), ('', ''))
    """
    words = _NOUNS.get(relevance, "")
    return (words, "") if words == "child-related" else ("", words)


def _noun(selection: Selection) -> str:
    return _TYPES.get(selection.types[0], "session") if len(selection.types) == 1 else "session"


def _limits(selection: Selection, data: Dataset) -> list[str] | None:
    """The filter behind the noun; None where it is more than a sentence can say."""
    by_people = bool(selection.groups or selection.regions)
    if by_people and (selection.roles or selection.basis != "all" or (selection.groups and selection.regions)):
        return None
    most = {"groups": 2, "regions": 1, "types": 1, "topics": 1, "pillars": 1, "days": 1}
    if any(len(getattr(selection, name)) > n for name, n in most.items()) or (selection.pillars and selection.topics):
        return None
    if selection.types and selection.types[0] not in _TYPES:
        return None
    found = []
    if selection.regions:
        found.append(place_of("region", selection.regions[0], None))
    if selection.groups:
        both = "both " if len(selection.groups) == 2 and selection.group_match == "all" else ""
        groups = listed((GROUPS.get(key, key) for key in selection.groups), joint=_joint(selection.group_match))
        found.append(f"{'without' if selection.group_match == 'none' else 'with'} {both}{groups}")
    if selection.pillars:
        (pillar,) = selection.pillars
        found.append("with an unclear pillar" if pillar == v.UNCLEAR else f"on {v.PILLARS.label(pillar).lower()}")
    if selection.topics:
        (topic,) = selection.topics
        found.append(f"on {lower(data.topic_labels.get(topic, topic))}")
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
        known = v.REGIONAL_GROUPS.get(name)
        return f"with people from {(known.in_sentence or known.label) if known else name}"
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


def none_of(n: int, what: str) -> str:
    """Begin a sentence about none of some sessions.

    >>> none_of(3, "sessions"), none_of(2, "sessions")
    ('None of the three sessions', 'Neither of the two sessions')
    """
    return f"{'Neither' if n == 2 else 'None'} of the {number(n)} {what}"


def every(n: int, what: str) -> str:
    """Begin a sentence about all of some sessions.

    >>> every(3, "sessions"), every(2, "sessions"), every(2, "sessions with both government and youth")
    ('All three sessions', 'Both sessions', 'The two sessions with both government and youth')
    """
    return f"{f'All {number(n)}' if n != 2 else 'The two' if ' both ' in what else 'Both'} {what}"


def none_there(what: str) -> str:
    """Say that there are no such sessions.

    >>> none_there("sessions with youth"), none_there("sessions in this selection")
    ('There are no sessions with youth in the data.', 'There are no sessions in this selection.')
    """
    return f"There are no {what}{'' if what.endswith(IN_SELECTION) else ' in the data'}."


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
    return short_enough(*(capital(make(subject)) for subject in named))


def short_enough(*texts: str, most: int = LONGEST_HEADLINE) -> str:
    """Take the first text that has at most so many words, else the last."""
    return next((text for text in texts if n_words(text) <= most), texts[-1])


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
