"""Titles of charts: what is seen in them, in at most ten words; the headline of the page says what it means."""

from collections.abc import Iterable, Mapping

import pandas as pd

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.findings.people import PLURAL
from igfdata.findings.phrases import GROUPS, number, pillars_of, place_of, short_enough
from igfdata.measures.stakeholders import SHARED, Variable
from igfdata.wording import agree, amount, capital, counted, listed, out_of

LONGEST_TITLE = 10
"""Words of a title."""

MANY = 10
"""People of a group chart from which shares are drawn."""

PLACES = {
    "day": ("on", "day", "days"), "meeting": ("at", "meeting", "meetings"), "type": ("in", "type", "types"),
    "group": ("with", "group", "groups"), "role": ("in", "role", "roles"), "pillar": ("on", "pillar", "pillars"),
}  # fmt: skip
"""Breakdown → how a sentence says where, and what that is called: one and several."""

Count = tuple[float, float]
"""A number and of how many."""


def pillars_title(coverage: pd.DataFrame, by: str, dataset: Dataset, *, cell: tuple[str, str] | None = None) -> str:
    """Say where the pillars came up, or how the cell that the page is about differs from the others.

    Parameters
    ----------
    coverage
        From :func:`igfdata.measures.coverage.pillar_coverage` by ``by``.
    cell
        Key and pillar.
    """
    counts = _counts(coverage)
    keys = list(dict.fromkeys(key for key, pillar in counts if pillar in v.PILLARS))
    if cell in counts and len(keys) > 1:
        return _one_cell(counts, cell, by, dataset)
    gaps = {pillar: [key for key in keys if not counts[key, pillar][0]] for pillar in v.PILLARS}
    came_up = "came up in sessions" if by == "group" else "came up"
    if len(keys) == 1:
        absent = [pillar for pillar in v.PILLARS if gaps[pillar]]
        return _one_key(absent, came_up, place_of(by, keys[0], dataset))
    most = max(map(len, gaps.values()))
    missing = [pillar for pillar in v.PILLARS if len(gaps[pillar]) == most]
    preposition, one, _ = PLACES[by]
    if not most:
        leaders, n = _leaders({key: {pillar: counts[key, pillar][0] for pillar in v.PILLARS} for key in keys})
        leads = f"{capital(pillars_of(leaders))} {came_up} most {_part(n, len(keys), by)}"
        every = f"All three pillars {came_up} {preposition} every {one}"
        return _fitting(leads, every) if len(leaders) == 1 and 2 * n > len(keys) else every
    every = f"{capital(pillars_of(missing))} {came_up} {preposition} every {one}"
    if sum(map(len, gaps.values())) == 1 and by in ("day", "meeting"):
        return f"{every} but {place_of(by, gaps[missing[0]][0], dataset).removeprefix(f'{preposition} ')}"
    who = "Each pillar" if len(missing) == len(v.PILLARS) else capital(pillars_of(missing))
    where = _part(len(keys) - most, len(keys), by)
    return _fitting(f"{who} {came_up} {where}", f"{who}: {where}")


def _one_cell(counts: Mapping[tuple[str, str], Count], cell: tuple[str, str], by: str, dataset: Dataset) -> str:
    key, pillar = cell
    (n, of), name = counts[cell], v.PILLARS.label(pillar)
    preposition, _, several = PLACES[by]
    where, rest = place_of(by, key, dataset), f"{preposition} other {several}"
    others = [count for (other, other_pillar), count in counts.items() if other_pillar == pillar and other != key]
    if n == of and all(part < whole for part, whole in others):
        return _fitting(f"{name}: every session {where}, fewer {rest}", f"{name}: every session {where}")
    return f"{name}: {out_of(n, of)} {where}"


def _one_key(absent: list[str], came_up: str, where: str) -> str:
    present = [pillar for pillar in v.PILLARS if pillar not in absent]
    who = "All three pillars" if not absent else f"Only {pillars_of(present)}" if present else "None of the pillars"
    return _fitting(f"{who} {came_up} {where}", f"{who} came up")


def leaning_title(balance: pd.DataFrame, by: str, dataset: Dataset) -> str:
    """Say which pillar has the largest share where; ``balance`` is from :func:`igfdata.measures.coverage.balance` by ``by``."""
    shares = {
        str(row["key"]): {pillar: row[pillar] for pillar in v.PILLARS}
        for row in balance.to_dict("records")
        if row["n"] and row["key"] != v.DAY_UNKNOWN
    }
    leaders, n = _leaders(shares)
    if len(leaders) == 2:
        return f"{capital(pillars_of(leaders))} lead {_each(n, by)}"
    where = place_of(by, next(iter(shares)), dataset) if len(shares) == 1 else _part(n, len(shares), by)
    if len(leaders) != 1:
        return f"No pillar has the largest share {where if len(shares) == 1 else _most(by)}"
    return f"{v.PILLARS.label(leaders[0])} has the largest share {where}"


def differing_title(a: Mapping[str, Count], b: Mapping[str, Count], what: str) -> str:
    """Say whose share differs most between A and B; ``what`` names all of them: ``pillar``."""
    shared = {name: a[name][0] / a[name][1] - b[name][0] / b[name][1] for name in a if name in b and a[name][1] and b[name][1]}
    most = max(map(abs, shared.values()), default=0)
    if most < 1e-9:
        return f"A and B do not differ in any {what}"
    first = [name for name, difference in shared.items() if abs(difference) > most - 1e-9]
    verb = "differ" if len(first) > 1 or first[0] in _PLURAL_NAMES else "differs"
    return _fitting(
        f"{capital(listed(first))} {verb} most between A and B", f"{capital(number(len(first)))} {what}s {verb} most"
    )


_PLURAL_NAMES = {GROUPS[key] for key in PLURAL}


def pillar_totals(coverage: pd.DataFrame) -> dict[str, Count]:
    """Give the counts of the pillars inside a sentence; ``coverage`` has no breakdown."""
    return {v.PILLARS.label(pillar).lower(): count for (_, pillar), count in _counts(coverage).items() if pillar in v.PILLARS}


def group_totals(mix: pd.DataFrame, variable: Variable) -> dict[str, Count]:
    """Give the people of the groups inside a sentence, of those whose group is known; ``mix`` has no breakdown."""
    return {group_words(variable, key): count for (_, key), count in _counts(mix).items() if _is_group(variable, key)}


def people_title(mix: pd.DataFrame, variable: Variable, otherwise: str) -> str:
    """Say how many of the people the two largest groups have; ``otherwise`` where few are known, or more are as large."""
    totals = sorted(((n, of, name) for name, (n, of) in group_totals(mix, variable).items()), reverse=True)
    if len(totals) < 3 or totals[0][1] < MANY or totals[1][0] == totals[2][0]:
        return otherwise
    (n, of, first), (more, _, second), *_ = totals
    if variable == "regional_group":  # no page says above which of them is the largest
        return f"{first} has {out_of(n, of)} people"
    return _fitting(
        f"{capital(first)} and {second}: {out_of(n + more, of)} people", f"Two groups have {out_of(n + more, of)} people"
    )


def groups_by_title(mix: pd.DataFrame, variable: Variable, by: str, otherwise: str) -> str:
    """Say which group is the largest where; ``mix`` is from :func:`igfdata.measures.stakeholders.group_mix` by ``by``."""
    n: dict[str, dict[str, float]] = {}
    for (key, group), (people, _) in _counts(mix).items():
        if _is_group(variable, group) and (by != "pillar" or key in v.PILLARS):
            n.setdefault(key, {})[group] = people
    n = {key: groups for key, groups in n.items() if any(groups.values())}
    if len(n) < 2:
        return otherwise
    leaders, times = _leaders(n)
    names = capital(listed(group_words(variable, leader) for leader in leaders))
    if len(leaders) == 2:
        return _fitting(f"{names} are largest {_each(times, by)}", f"Two groups are largest {_each(times, by)}")
    if len(leaders) != 1:
        return f"No group is the largest {_most(by)}"
    where = _part(times, len(n), by)
    return _fitting(f"{names} {_is(leaders[0])} largest {where}", f"One group is largest {where}")


def reference_title(ratios: pd.DataFrame, variable: Variable, reference: str, otherwise: str) -> str:
    """Say which group is furthest above a share of reference; ``ratios`` are from :func:`igfdata.measures.references.representation`.

    Parameters
    ----------
    reference
        What follows “above”: ``official participation``.
    otherwise
        What is said where shares are of few people, or there is no ratio.
    """
    known = ratios[(ratios["of"] >= MANY) & ratios["ratio"].notna()]
    if known.empty:
        return otherwise
    top = known.loc[known["ratio"].idxmax()]
    key = str(top["category"])
    if top["ratio"] <= 1:
        return f"No group is above {reference}"
    return f"{capital(group_words(variable, key))} {_is(key)} furthest above {reference}"


def gaps_title(gaps: pd.DataFrame) -> str:
    """Say how many pairs of a pillar and a group have no session; ``gaps`` are from :func:`igfdata.measures.stakeholders.gap_cells`."""
    n = sum(not count[0] for (key, _), count in _counts(gaps).items() if key in v.PILLARS)
    if not n:
        return "Every group is known in sessions on every pillar"
    return f"{capital(number(n))} pillar–group {agree(n, 'pair has', 'pairs have')} no known session"


def turnover_title(turnover: pd.DataFrame, otherwise: str) -> str:
    """Say which day after the first has the most new topics; ``turnover`` is from :func:`igfdata.measures.recurrence.turnover`."""
    new = {str(row.day): len(row.new) for row in turnover.iloc[1:].itertuples()}
    most = max(new.values(), default=0)
    if not most:
        return otherwise
    days = [day for day, n in new.items() if n == most]
    return _fitting(f"{listed(days)} {agree(len(days), 'brings', 'bring')} the most new topics: {most}", otherwise)


def chance_title(recurrence: pd.DataFrame) -> str:
    """Say how many topics recur; ``recurrence`` is from :func:`igfdata.measures.recurrence.topic_recurrence`."""
    n = int((recurrence["label"] == "recurring").sum())
    if not n:
        return "No topic recurs over the days"
    return f"{capital(number(n))} {agree(n, 'topic recurs', 'topics recur')} on no fewer days than by chance"


def overlap_title(day: str, n: int, of: int) -> str:
    """Say how many of the timed sessions of a day certainly overlap another one.

    >>> overlap_title("Day 2", 2, 4), overlap_title("Day 0", 0, 2)
    ('Day 2: two of four timed sessions overlap', 'Day 0: no certain overlap of child-related sessions')
    """
    if not n:
        return f"{day}: no certain overlap of child-related sessions"
    return f"{day}: {number(n)} of {number(of)} timed sessions overlap"


def nearby_title(n_certain: int, n_possible: int) -> str:
    """Say how many child-related sessions a session overlaps, certainly or if assumed ends are right.

    >>> nearby_title(2, 2), nearby_title(0, 1), nearby_title(0, 0)
    ('It overlaps two child-related sessions', 'It may overlap one child-related session', 'It overlaps no other child-related session')
    """
    n = n_certain or n_possible
    if not n:
        return "It overlaps no other child-related session"
    return f"It {'overlaps' if n_certain else 'may overlap'} {number(n)} child-related {agree(n, 'session', 'sessions')}"


def group_words(variable: Variable, key: str) -> str:
    """Name a group inside a sentence."""
    return GROUPS.get(key, key) if variable == "stakeholder_group" else v.REGIONAL_GROUPS.label(key)


def _is_group(variable: Variable, key: str) -> bool:
    return key in SHARED[variable]


def _is(group: str) -> str:
    return "are" if group in PLURAL else "is"


def _counts(frame: pd.DataFrame) -> dict[tuple[str, str], Count]:
    """Give key and category → n and of, where there is something to count; without sessions that have no date."""
    return {
        (str(row.key), str(row.category)): (row.n, row.of)
        for row in frame[["key", "category", "n", "of"]].itertuples(index=False)
        if row.of and str(row.key) != v.DAY_UNKNOWN
    }


def _leaders(values: Mapping[str, Mapping[str, float]]) -> tuple[list[str], int]:
    """Find what is alone the largest in the most keys, and in how many."""
    times: dict[str, int] = {}
    for of_key in values.values():
        most = max(of_key.values())
        first = [name for name, value in of_key.items() if value > most - 1e-9]
        if len(first) == 1:
            times[first[0]] = times.get(first[0], 0) + 1
    most_times = max(times.values(), default=0)
    return [name for name, n in times.items() if n == most_times], most_times


def _each(n: int, by: str) -> str:
    preposition, one, several = PLACES[by]
    return f"{preposition} {number(n)} {agree(n, one, several)} each"


def _most(by: str) -> str:
    return f"{PLACES[by][0]} most {PLACES[by][2]}"


def _part(n: int, of: int, by: str) -> str:
    """Say in how many places: ``on two of five days``, ``on all five days``."""
    preposition, _, several = PLACES[by]
    many = "both" if n == of == 2 else f"all {number(of)}" if n == of else f"{number(n) if n else 'none'} of {number(of)}"
    return f"{preposition} {many} {several}"


def _fitting(*texts: str) -> str:
    """Give the first text that is short enough, else the last."""
    return short_enough(*texts, most=LONGEST_TITLE)


def came_up_title(topics: Iterable[int], least: int, by: str) -> str:
    """Say how many topics came up often; ``topics`` are the days (or meetings) of each."""
    n = sum(days >= least for days in topics)
    return f"{capital(number(n))} {agree(n, 'topic', 'topics')} came up {_or_more(least, by)}"


def came_up_in_both_title(a: Iterable[int], b: Iterable[int], least: int, by: str) -> str:
    """Say the same of A and of B."""
    n, n_b = (sum(days >= least for days in topics) for topics in (a, b))
    return f"{capital(_or_more(least, by))}: A {counted(n, 'topic')}, B {amount(n_b)}"


def _or_more(least: int, by: str) -> str:
    preposition, _, several = PLACES[by]
    return f"{preposition} {number(least)} {several} or more"
