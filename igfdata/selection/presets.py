"""What a selection is most often compared with, by what it chooses: everybody, the other days, the meeting before, and so on."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.memory import remembered
from igfdata.selection.comparison import Comparison
from igfdata.selection.value import Selection, options


@dataclass(frozen=True)
class Preset:
    """A comparison that is one click away, and what it is called."""

    key: str
    label: str
    comparison: Comparison


@remembered
def presets(dataset: Dataset, selection: Selection) -> tuple[Preset, ...]:
    """List the comparisons that make sense for a selection, in the order of the list; none of them equals the selection itself."""
    makers: tuple[Callable[[Dataset, Selection], Preset | None], ...] = (
        _everybody, _without, _other_days, _meeting_before, _proposed, _coders,
    )  # fmt: skip
    made = (make(dataset, selection) for make in makers)
    return tuple(one for one in made if one is not None and one.comparison.different)


def _everybody(dataset: Dataset, a: Selection) -> Preset | None:
    if not a.groups and not a.regions:
        return None
    return Preset(
        "everybody", "Everybody", Comparison(a, replace(a, groups=(), regions=(), group_match="any", persons="session"))
    )


def _without(dataset: Dataset, a: Selection) -> Preset | None:
    if not a.groups or a.group_match == "none":
        return None
    label = "Sessions without this group" if len(a.groups) == 1 else "Sessions without these groups"
    return Preset("without", label, Comparison(a, replace(a, group_match="none")))


def _other_days(dataset: Dataset, a: Selection) -> Preset | None:
    """Every other day on which the meetings have a session; sessions without a date are no day."""
    if not a.days:
        return None
    sessions = dataset.sessions
    of_meetings = sessions["meeting_id"].isin(a.meetings).to_numpy() if a.meetings else np.ones(len(sessions), dtype=bool)
    held = set(sessions["day"][of_meetings].astype(str)) - {*a.days, v.DAY_UNKNOWN}
    days = tuple(day for day in options(dataset, "days") if day in held)
    return Preset("other-days", "The other days", Comparison(a, replace(a, days=days))) if days else None


def _meeting_before(dataset: Dataset, a: Selection) -> Preset | None:
    """The meeting that came before the one that is chosen, on all its days."""
    known = dataset.meetings["meeting_id"].tolist()  # by their first day
    if len(a.meetings) != 1 or a.meetings[0] not in known or not known.index(a.meetings[0]):
        return None
    before = known[known.index(a.meetings[0]) - 1]
    label = f"The meeting before: {dataset.meeting_label(before)}"
    return Preset("meeting-before", label, Comparison(a, replace(a, meetings=(before,), days=())))


def _proposed(dataset: Dataset, a: Selection) -> Preset | None:
    sessions = dataset.sessions
    proposed = (sessions["status"] == "proposed") & (sessions["meeting_id"].isin(a.meetings) if a.meetings else True)
    if "proposed" in a.status or not a.status or not proposed.any():
        return None
    return Preset("proposed", "Sessions only proposed", Comparison(a, replace(a, status=("proposed",), days=())))


def _coders(dataset: Dataset, a: Selection) -> Preset | None:
    """The codes of the two independent coders for the same sessions; A changes too."""
    if not {"A", "B"} <= set(dataset.coders):
        return None
    return Preset("coders", "Coder A with coder B", Comparison(replace(a, coder="A"), replace(a, coder="B")))
