"""Titles of charts of pillars and people: what is seen in them, in at most ten words; the headline says what it means."""

from collections.abc import Mapping

import pandas as pd

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.findings.people import PLURAL
from igfdata.findings.phrases import GROUPS, number, pillars_of, place_of, short_enough
from igfdata.measures.coverage import Weight
from igfdata.measures.stakeholders import SHARED, Variable
from igfdata.wording import agree, capital, listed, out_of

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


def pillars_title(
    coverage: pd.DataFrame, by: str, dataset: Dataset, *, cell: tuple[str, str] | None = None, weight: Weight = "sessions"
) -> str:
    """Say where the pillars came up, or how the cell that the page is about differs from the others.

    Parameters
    ----------
    coverage
        From :func:`igfdata.measures.coverage.pillar_coverage` by ``by``.
    cell
        Key and pillar.
    weight
        What ``coverage`` counts. Of hours the title says which pillar has the most: a session of unknown length has none.
    """
    counts, drawn = _counts(coverage), _dated_keys(coverage)
    coded_keys = {key for key, _ in counts}
    keys = [key for key in drawn if key in coded_keys]
    preposition, one, _ = PLACES[by]
    if cell in counts and len(keys) > 1:
        return _one_cell(counts, cell, by, dataset)
    if not keys:
        return f"Nothing is counted {preposition} any {one}"
    leaders, n = _leaders({key: {pillar: counts[key, pillar][0] for pillar in v.PILLARS} for key in keys})
    if weight == "hours":
        is_alone = len(leaders) == 1
        most_hours = f"{v.PILLARS.label(leaders[0]) if is_alone else 'No pillar alone'} has the most hours"
        several = _part(n, len(drawn), by) if is_alone else _most(by)
        return fitting(f"{most_hours} {_where(by, drawn[0], dataset) if len(drawn) == 1 else several}", most_hours)
    gaps = {pillar: [key for key in keys if not counts[key, pillar][0]] for pillar in v.PILLARS}
    # an unclear session can be on any pillar: nobody knows that the others did not come up there
    is_open = any(counts.get((key, v.UNCLEAR), (0, 0))[0] for missing in gaps.values() for key in missing)
    if len(keys) == 1:
        absent = [pillar for pillar in v.PILLARS if gaps[pillar]]
        return _one_key(absent, is_open, _where(by, keys[0], dataset), by)
    # days and meetings without a coded session are not counted; types and groups without one are, as it is known who is there
    is_plain = len(keys) == len(drawn)
    coded, of = ("", len(drawn)) if is_plain or by not in ("day", "meeting") else ("coded ", len(keys))
    most = max(map(len, gaps.values()))
    missing = [pillar for pillar in v.PILLARS if len(gaps[pillar]) == most]
    who = capital(pillars_of(missing))
    if most == len(keys):
        nothing = f"{preposition} any {coded}{one}"
        if len(missing) == len(v.PILLARS):
            return f"No pillar {_came_up(1, is_open, by)} {nothing}"
        return f"{who} {agree(len(missing), 'is', 'are')} not {'clear' if is_open else 'touched'} {nothing}"
    if not most and (is_plain or coded):
        leads = f"{capital(pillars_of(leaders))} came up most {_part(n, of, by, coded)}"
        every = f"All three pillars came up {preposition} every {coded}{one}"
        every = "Every listed group has sessions on all three pillars" if by == "group" else every
        return fitting(leads, every) if len(leaders) == 1 and 2 * n > of else every
    if sum(map(len, gaps.values())) == 1 and by in ("day", "meeting"):
        but = _where(by, gaps[missing[0]][0], dataset).removeprefix(f"{preposition} ")
        return f"{who} {_came_up(1, is_open, by)} {preposition} every {coded}{one} but {but}"
    where = _part(len(keys) - most, of, by, coded)
    if by == "group" and (len(missing) == 1 or not most):
        have = agree(len(keys) - most, "has", "have")
        return (
            f"{capital(where.removeprefix('with '))} {have} sessions on {pillars_of(missing) if most else 'all three pillars'}"
        )
    each = "each " if len(missing) == 2 else ""
    who = ("Each pillar" if most else "All three pillars") if len(missing) == len(v.PILLARS) else who
    came_up = _came_up(2 if each else 1, is_open, by)
    if by == "group":
        return f"{who}: {each}{where}"
    return fitting(f"{who} {each}{came_up} {where}", f"{who}: {each}{where}")


def _came_up(n: int, is_open: bool, by: str) -> str:
    """Give the verb of one or several pillars; where a session is unclear, only what is clear is told."""
    return (agree(n, "is clear", "are clear") if is_open else "came up") + (" in sessions" if by == "group" else "")


def _one_cell(counts: Mapping[tuple[str, str], Count], cell: tuple[str, str], by: str, dataset: Dataset) -> str:
    key, pillar = cell
    (n, of), name = counts[cell], v.PILLARS.label(pillar)
    where = _where(by, key, dataset)
    others = [count for (other, other_pillar), count in counts.items() if other_pillar == pillar and other != key]
    if n == of and all(part < whole for part, whole in others):
        every = f"{name}: every coded session {where}"
        only = f"Only {where} did every coded session touch {name.lower()}"
        return fitting(only, every) if by in ("day", "meeting") else every
    return f"{name}: {out_of(n, of)} {where}"


def _one_key(absent: list[str], is_open: bool, where: str, by: str) -> str:
    present = [pillar for pillar in v.PILLARS if pillar not in absent]
    who = "All three pillars" if not absent else f"Only {pillars_of(present)}" if present else "None of the pillars"
    came_up = _came_up(len(present) or 1, is_open, by)
    return fitting(f"{who} {came_up} {where}", f"{who} {came_up.removesuffix(' in sessions')}")


def leaning_title(balance: pd.DataFrame, by: str, dataset: Dataset) -> str:
    """Say which pillar has the largest share where; ``balance`` is from :func:`igfdata.measures.coverage.balance` by ``by``."""
    shares = {
        str(row["key"]): {pillar: row[pillar] for pillar in v.PILLARS}
        for row in balance.to_dict("records")
        if row["n"] and row["key"] != v.DAY_UNKNOWN
    }
    if not shares:
        return f"Nothing is counted {PLACES[by][0]} any {PLACES[by][1]}"
    leaders, n = _leaders(shares)
    if len(leaders) == 2:
        return f"{capital(pillars_of(leaders))} are largest {_each(n, by)}"
    where = _where(by, next(iter(shares)), dataset) if len(shares) == 1 else _part(n, len(_dated_keys(balance)), by)
    if len(leaders) != 1:
        where = where if len(shares) == 1 else _most(by)
        return fitting(f"No pillar alone has the largest share {where}", "No pillar alone has the largest share")
    largest = f"{v.PILLARS.label(leaders[0])} has the largest share"
    return fitting(f"{largest} {where}", largest)


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
    is_region = variable == "regional_group"
    known = f"with known {'regions' if is_region else 'groups'}"
    who = "people" if mix["n"].sum() == of else f"people {known}"  # there are others: not stated, or outside the shares
    if is_region:  # no page says above which of them is the largest
        if n == more:
            return otherwise
        return fitting(f"{first} has {out_of(n, of)} {who}", f"{first}: {out_of(n, of)} {known}")
    part = out_of(n + more, of)
    names = f"{capital(first)} and {second}"
    short = f"{names}: {part} known" if who != "people" else f"{names}: {part}"
    return fitting(f"{names}: {part} {who}", f"{names}: {part} {who.removeprefix('people ')}", short, otherwise)


def groups_by_title(mix: pd.DataFrame, variable: Variable, by: str, otherwise: str) -> str:
    """Say which group is the largest where; ``mix`` is from :func:`igfdata.measures.stakeholders.group_mix` by ``by``."""
    n, drawn = _largest(mix, variable, by)
    if len(n) < 2:
        return otherwise
    leaders, times = _leaders(n)
    names = capital(listed(group_words(variable, leader) for leader in leaders))
    if len(leaders) == 2:
        return fitting(f"{names} are largest {_each(times, by)}", f"Two groups are largest {_each(times, by)}")
    if len(leaders) != 1:
        return f"No group is the largest {_most(by)}"
    where = _part(times, drawn, by)
    return fitting(f"{names} {is_are(leaders[0])} largest {where}", f"One group is largest {where}")


def _largest(mix: pd.DataFrame, variable: Variable, by: str) -> tuple[dict[str, dict[str, float]], int]:
    """Give where people are known → group → people, and in how many places a chart looks."""
    n: dict[str, dict[str, float]] = {}
    drawn = [key for key in _dated_keys(mix) if by != "pillar" or key in v.PILLARS]
    for (key, group), (people, _) in _counts(mix).items():
        if key in drawn and (_is_group(variable, group) or group == "Youth"):  # youth has a row of its own
            n.setdefault(key, {})[group] = people
    return {key: groups for key, groups in n.items() if any(groups.values())}, len(drawn)


def largest_groups(mix: pd.DataFrame, variable: Variable, by: str) -> tuple[list[str], int]:
    """Find the group, or several, alone the largest most often by ``by``, and in how many places people are known."""
    n, _ = _largest(mix, variable, by)
    return _leaders(n)[0], len(n)


def reference_title(ratios: pd.DataFrame, variable: Variable, reference: str, otherwise: str) -> str:
    """Say which group is furthest above a share of reference; ``ratios`` are from :func:`igfdata.measures.references.representation`.

    Parameters
    ----------
    reference
        What follows “above”: ``official participation``.
    otherwise
        What is said where shares are of few people, there is no ratio, or several groups are as far above.
    """
    keys = furthest_above(ratios)
    if keys == []:
        return f"No compared group is above {reference}"
    if keys is None or len(keys) > 1:
        return otherwise
    name = capital(group_words(variable, keys[0]))
    return fitting(f"{name} {is_are(keys[0])} furthest above {reference}", f"{name}: furthest above {reference}")


def furthest_above(ratios: pd.DataFrame) -> list[str] | None:
    """Find the groups with the largest share above that of reference; None where shares are of few people, or there is no ratio."""
    known = ratios[(ratios["of"] >= MANY) & ratios["ratio"].notna()]
    if known.empty:
        return None
    most = known["ratio"].max()
    return known.loc[known["ratio"] > most - 1e-9, "category"].astype(str).tolist() if most > 1 else []


def gaps_title(gaps: pd.DataFrame) -> str:
    """Say how many pairs of a pillar and a group have no session.

    ``gaps`` are from :func:`igfdata.measures.stakeholders.gap_cells`; pillars without a session are not drawn, so not counted.
    """
    n, pillars = empty_pairs(gaps)
    if not pillars:
        return "No session has a pillar"
    is_all = len(pillars) == len(v.PILLARS)
    if not n:
        return f"Every group has sessions on {'every pillar' if is_all else pillars_of(pillars)}"
    if is_all:
        return f"{capital(number(n))} pillar–group {agree(n, 'pair has', 'pairs have')} no known session"
    what = agree(n, "group has", "groups have") if len(pillars) == 1 else agree(n, "pair has", "pairs have")
    return f"On {pillars_of(pillars)}, {number(n)} {what} no known session"


def empty_pairs(gaps: pd.DataFrame) -> tuple[int, list[str]]:
    """Count the pairs of a pillar and a group without a session; the pillars that have sessions at all."""
    counts = _counts(gaps)
    pillars = [pillar for pillar in v.PILLARS if any(key == pillar for key, _ in counts)]
    return sum(not n for (key, _), (n, _) in counts.items() if key in pillars), pillars


def fitting(*texts: str) -> str:
    """Give the first text that is short enough, else the last."""
    return short_enough(*texts, most=LONGEST_TITLE)


def group_words(variable: Variable, key: str) -> str:
    """Name a group inside a sentence."""
    return GROUPS.get(key, key) if variable == "stakeholder_group" else v.REGIONAL_GROUPS.label(key)


def _is_group(variable: Variable, key: str) -> bool:
    return key in SHARED[variable]


def is_are(group: str) -> str:
    """Give the verb that goes with the name of a group."""
    return "are" if group in PLURAL else "is"


def lead_leads(group: str) -> str:
    """Give the verb that goes with the name of a group that is the largest."""
    return "lead" if group in PLURAL else "leads"


def _counts(frame: pd.DataFrame) -> dict[tuple[str, str], Count]:
    """Give key and category → n and of, where there is something to count; without sessions that have no date."""
    return {
        (str(row.key), str(row.category)): (row.n, row.of)
        for row in frame[["key", "category", "n", "of"]].itertuples(index=False)
        if row.of and str(row.key) != v.DAY_UNKNOWN
    }


def _dated_keys(frame: pd.DataFrame) -> list[str]:
    """List the keys of a chart, in order and also those where nothing is counted; without sessions that have no date."""
    return [key for key in dict.fromkeys(frame["key"].astype(str)) if key != v.DAY_UNKNOWN]


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


def _where(by: str, key: str, dataset: Dataset) -> str:
    return f"in the type {v.SESSION_TYPES.label(key)}" if by == "type" else place_of(by, key, dataset)


def _each(n: int, by: str) -> str:
    preposition, one, several = PLACES[by]
    return f"{preposition} {number(n)} {agree(n, one, several)} each"


def _most(by: str) -> str:
    return f"{PLACES[by][0]} most {PLACES[by][2]}"


def _part(n: int, of: int, by: str, before: str = "") -> str:
    """Say in how many places: ``on two of five days``, ``on all five days``; ``before`` stands before the last word."""
    preposition, _, several = PLACES[by]
    several = f"{before}{several}"
    many = "both" if n == of == 2 else f"all {number(of)}" if n == of else f"{number(n) if n else 'none'} of {number(of)}"
    return f"{preposition} {many} {several}"
