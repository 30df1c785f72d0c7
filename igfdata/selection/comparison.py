"""Two selections as one value: Comparison ↔ address ↔ sentence, and what a selection is most often compared with.

A is the filter, B what it is compared with.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from igfdata import vocabulary as v
from igfdata.counting import Mask
from igfdata.dataset import Dataset
from igfdata.memory import remembered
from igfdata.selection.address import address_values, from_query, is_too_long, read_values, still_known
from igfdata.selection.selecting import select
from igfdata.selection.value import FIELDS, Field, Selection, options
from igfdata.wording import capital, listed, lower

PREFIX = "b-"
"""What stands before the keys of B in an address."""

EVERYTHING = "all sessions"
"""Name of a side that sets no limit where the other does."""

SAME = "the same sessions"
"""Name of B where it is the same as A."""

MOST_PAIRED = 5
"""Groups that are offered in pairs while none is chosen: those with the most people. All others are an own choice."""


@dataclass(frozen=True)
class Comparison:
    """What is shown, A, and what it is compared with, B; B may lie in A, A in B, or both may be the same."""

    a: Selection
    b: Selection

    @property
    def different(self) -> tuple[Field, ...]:
        """The parts of the filter in which A and B differ, in the order of the address."""
        return tuple(field for field in FIELDS if getattr(self.a, field.attribute) != getattr(self.b, field.attribute))

    @property
    def meetings(self) -> tuple[str, ...]:
        """Keys of the meetings of A and B; empty: all."""
        sides = (self.a.meetings, self.b.meetings)
        return tuple(dict.fromkeys([*sides[0], *sides[1]])) if all(sides) else ()

    def with_a(self, a: Selection) -> "Comparison":
        """Give the same for another A; B follows it in every part in which it did not differ."""
        own = {field.attribute: getattr(self.b, field.attribute) for field in self.different}
        return Comparison(a, replace(a, **own))


def without_b(query: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Give the part of an address that is about A."""
    return {key: values for key, values in query.items() if not key.startswith(PREFIX)}


def comparison_to_query(comparison: Comparison) -> dict[str, list[str]]:
    """Write B for an address: the parts in which it differs from A, with ``b-`` before each key; its meeting where none differs."""
    named = comparison.different or FIELDS[:1]
    return {f"{PREFIX}{field.key}": address_values(field, getattr(comparison.b, field.attribute)) for field in named}


def comparison_from_query(
    query: Mapping[str, Sequence[str]], dataset: Dataset, *, strict: bool = False
) -> tuple[Selection, Comparison | None, list[str]]:
    """Read A and, where the address names B, the comparison; and a notice for everything that was ignored.

    A part that B does not name is A's; ``b-day=all`` lifts a limit. Parameters as of :func:`igfdata.selection.from_query`.
    """
    if is_too_long(query):
        a, notices = from_query(query, dataset, strict=strict)
        return a, None, notices
    a, notices = from_query(without_b(query), dataset, strict=strict)
    of_b = {key: values for key, values in query.items() if key.startswith(PREFIX)}
    found, more = read_values(of_b, dataset, strict=strict, prefix=PREFIX)
    comparison = Comparison(a, replace(a, **found)) if found else None  # type: ignore[arg-type]
    return a, comparison, [*notices, *more]


def still_compared(comparison: Comparison, dataset: Dataset) -> tuple[Comparison, list[str]]:
    """Give a comparison without what the data no longer have, and a notice for each part of B that went."""
    a, _ = still_known(comparison.a, dataset)
    b, gone = still_known(comparison.b, dataset)
    return Comparison(a, b), [f"B: {text}" for text in gone]


def side_names(comparison: Comparison, dataset: Dataset) -> tuple[str, str]:
    """Name A and B by what tells them apart: ``Civil Society`` and ``All sessions``."""
    first, second = sentence_names(comparison, dataset)
    return capital(first), capital(second)


def describe_comparison(comparison: Comparison, dataset: Dataset) -> str:
    """Say the comparison in one sentence.

    >>> from igfdata import load
    >>> a = Selection(meetings=("igf2025",), groups=("Civil Society",))
    >>> describe_comparison(Comparison(a, replace(a, groups=())), load())
    'Civil society, compared with all sessions of IGF 2025.'
    """
    first, second = sentence_names(comparison, dataset)
    told = {field.attribute for field in comparison.different}
    place = ""
    if "meetings" not in told:
        meetings = options(dataset, "meetings")
        named = listed(meetings.get(key, key) for key in comparison.a.meetings) or "all meetings"
        place = f" {'of' if second in (EVERYTHING, SAME) else 'at'} {named}"
    if "days" not in told and comparison.a.days:
        place += f" on {listed(comparison.a.days, joint='or')}".replace("on Day unknown", "on an unknown day")
    return f"{capital(first)}, compared with {second}{place}."


def in_both(a: Dataset, b: Dataset) -> Mask:
    """Tell which sessions of one part of a dataset lie in another part too."""
    return np.isin(a.session_ids.astype(str), b.session_ids.astype(str))


def n_in_both(comparison: Comparison, dataset: Dataset) -> int:
    """Count the sessions that lie in A and in B."""
    return int(in_both(select(dataset, comparison.a), select(dataset, comparison.b)).sum())


def sentence_names(comparison: Comparison, dataset: Dataset) -> tuple[str, str]:
    """Name A and B inside a sentence, by their values in the parts that differ: ``civil society`` and ``Day 3``."""
    aspects = dict.fromkeys(_MATCHED.get(field.attribute, field.attribute) for field in comparison.different)
    if not aspects:
        return "these sessions", SAME
    sides = ([_part(side, aspect, dataset) for aspect in aspects] for side in (comparison.a, comparison.b))
    first, second = (", ".join(filter(None, parts)) or EVERYTHING for parts in sides)
    return first, second


def _part(side: Selection, attribute: str, dataset: Dataset) -> str:
    """Name the value of one part of the filter; empty where it sets no limit."""
    value, labels = getattr(side, attribute), options(dataset, attribute)
    if attribute in ("persons", "basis"):
        return _RULES[value if attribute == "persons" else f"basis {value}"]
    if attribute == "coder":
        return f"codes: {_lower(labels[value])}" if value == "default" else lower(labels[value])
    if not value:
        return _LIFTED.get(attribute, "")
    match = {"groups": side.group_match, "topics": side.topic_match, "meetings": "all"}.get(attribute, "any")
    names = listed(
        (labels[key] if attribute in _NAMES else _lower(labels[key]) for key in value), joint="and" if match == "all" else "or"
    )
    if match == "none":
        return f"sessions without {names}"
    return {"roles": f"in the role {names}", "pillars": f"coded {names}", "topics": f"on {names}"}.get(attribute, names)


_MATCHED = {"group_match": "groups", "topic_match": "topics"}
"""Parts that say how another part is meant."""

_NAMES = ("meetings", "days", "regions", "topics")
"""Parts whose labels are names, written as they are; the others are common words."""

_LIFTED = {"meetings": "all meetings", "status": "any status", "relevance": "any subject"}

_RULES = {
    "group": "only people of the chosen groups",
    "session": "all people of the sessions",
    "basis stated": "groups as stated only",
    "basis all": "groups stated or inferred",
}


def _lower(text: str) -> str:
    return " ".join(word if word.isupper() else word.lower() for word in text.split())


@dataclass(frozen=True)
class Preset:
    """A comparison that is one click away, and what it is called."""

    key: str
    label: str
    comparison: Comparison


@remembered
def presets(dataset: Dataset, selection: Selection) -> tuple[Preset, ...]:
    """List the comparisons that make sense for a selection, in the order of the list; none of them equals the selection itself."""
    makers: tuple[Callable[[Dataset, Selection], Iterable[Preset]], ...] = (
        _everybody, _without, _other_days, _meeting_before, _proposed, _coders, _another_group, _two_groups,
    )  # fmt: skip
    return tuple(one for make in makers for one in make(dataset, selection) if one.comparison.different)


def _everybody(dataset: Dataset, a: Selection) -> Iterable[Preset]:
    if not a.groups and not a.regions:
        return
    everybody = replace(a, groups=(), regions=(), group_match="any", persons="session")
    yield Preset("everybody", "Everybody", Comparison(a, everybody))


def _without(dataset: Dataset, a: Selection) -> Iterable[Preset]:
    if not a.groups or a.group_match == "none":
        return
    label = "Sessions without this group" if len(a.groups) == 1 else "Sessions without these groups"
    yield Preset("without", label, Comparison(a, replace(a, group_match="none")))


def _other_days(dataset: Dataset, a: Selection) -> Iterable[Preset]:
    """Every other day on which the meetings have a session; sessions without a date are no day."""
    if not a.days:
        return
    sessions = dataset.sessions
    of_meetings = sessions["meeting_id"].isin(a.meetings).to_numpy() if a.meetings else np.ones(len(sessions), dtype=bool)
    held = set(sessions["day"][of_meetings].astype(str)) - {*a.days, v.DAY_UNKNOWN}
    days = tuple(day for day in options(dataset, "days") if day in held)
    if days:
        yield Preset("other-days", "The other days", Comparison(a, replace(a, days=days)))


def _meeting_before(dataset: Dataset, a: Selection) -> Iterable[Preset]:
    """The meeting that came before the one that is chosen, on all its days."""
    known = dataset.meetings["meeting_id"].tolist()  # by their first day
    if len(a.meetings) != 1 or a.meetings[0] not in known or not known.index(a.meetings[0]):
        return
    before = known[known.index(a.meetings[0]) - 1]
    label = f"The meeting before: {dataset.meeting_label(before)}"
    yield Preset("meeting-before", label, Comparison(a, replace(a, meetings=(before,), days=())))


def _proposed(dataset: Dataset, a: Selection) -> Iterable[Preset]:
    sessions = dataset.sessions
    proposed = (sessions["status"] == "proposed") & (sessions["meeting_id"].isin(a.meetings) if a.meetings else True)
    if "proposed" in a.status or not a.status or not proposed.any():
        return
    yield Preset("proposed", "Sessions only proposed", Comparison(a, replace(a, status=("proposed",), days=())))


def _coders(dataset: Dataset, a: Selection) -> Iterable[Preset]:
    """The codes of the two independent coders for the same sessions; A changes too."""
    if not {"A", "B"} <= set(dataset.coders):
        return
    yield Preset("coders", "Coder A with coder B", Comparison(replace(a, coder="A"), replace(a, coder="B")))


def _another_group(dataset: Dataset, a: Selection) -> Iterable[Preset]:
    if len(a.groups) != 1 or a.group_match == "none":
        return
    for group in _groups(dataset, a):
        label = v.STAKEHOLDER_GROUPS.label(group)
        yield Preset(f"group-{v.slug(group)}", label, Comparison(a, replace(a, groups=(group,))))


def _two_groups(dataset: Dataset, a: Selection) -> Iterable[Preset]:
    """One group with another where none is chosen: A changes too."""
    if a.groups:
        return
    for first, second in combinations(_groups(dataset, a)[:MOST_PAIRED], 2):
        label = f"{v.STAKEHOLDER_GROUPS.label(first)} with {v.STAKEHOLDER_GROUPS.label(second)}"
        sides = (replace(a, groups=(group,), group_match="any") for group in (first, second))
        yield Preset(f"groups-{v.slug(first)}-{v.slug(second)}", label, Comparison(*sides))


def _groups(dataset: Dataset, a: Selection) -> list[str]:
    """Stakeholder groups with people in these sessions, whatever the group and the day, the largest first."""
    people = select(dataset, replace(a, groups=(), days=(), persons="session")).column("participants", "stakeholder_group")
    n = people.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    return [str(group) for group in n.index[n.to_numpy() > 0]]
