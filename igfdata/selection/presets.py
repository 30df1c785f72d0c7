"""What a selection is most often compared with, by what it chooses: everybody, another group, the other days, and so on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.memory import remembered
from igfdata.selection.comparison import Comparison
from igfdata.selection.selecting import select
from igfdata.selection.value import Selection, options

MOST_PAIRED = 5
"""Groups that are offered in pairs while none is chosen: those with the most people. All others are an own choice."""


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
