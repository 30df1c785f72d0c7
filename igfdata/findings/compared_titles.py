"""Titles of charts that show A and B: they name both, in at most ten words, and say nothing where one of them has nothing."""

import pandas as pd

from igfdata import vocabulary as v
from igfdata.findings.chart_titles import (
    Count,
    empty_pairs,
    fitting,
    furthest_above,
    gaps_title,
    group_words,
    is_are,
    largest_groups,
    lead_leads,
)
from igfdata.findings.people import PLURAL
from igfdata.findings.phrases import GROUPS, number, pillars_of
from igfdata.findings.topic_titles import came_up_title, or_more, pairs_title
from igfdata.measures.cooccurrence import MIN_TOGETHER
from igfdata.measures.recurrence import RECURRING_DAYS
from igfdata.measures.stakeholders import Variable
from igfdata.wording import agree, amount, capital, counted, listed

ROUNDING = 0.005
"""A smaller difference of shares is not told."""

_PLURAL_NAMES = {GROUPS[key] for key in PLURAL}


def of_side(side: str, title: str, otherwise: str) -> str:
    """Say that a title is of A, or of B, where the chart shows both; ``otherwise`` where that is too long."""
    return title if title == otherwise else fitting(f"{side}: {title}", otherwise)


def differing_title(a: dict[str, Count], b: dict[str, Count], what: str) -> str:
    """Say whose share differs most between A and B; ``what`` names all of them: ``pillar``."""
    shared = {name: a[name][0] / a[name][1] - b[name][0] / b[name][1] for name in a if name in b and a[name][1] and b[name][1]}
    if not shared:
        return f"Nothing to compare: A or B has no known {what}"
    most = max(map(abs, shared.values()))
    if most < 1e-9:
        return f"A and B do not differ in any {what}"
    first = [name for name, difference in shared.items() if abs(difference) > most - 1e-9]
    verb = "differ" if len(first) > 1 or first[0] in _PLURAL_NAMES else "differs"
    return fitting(
        f"{capital(listed(first))} {verb} most between A and B", f"{capital(number(len(first)))} {what}s {verb} most"
    )


def leaning_apart_title(a: pd.DataFrame, b: pd.DataFrame) -> str:
    """Say to which pillars A leans more than B; ``a`` and ``b`` are from :func:`igfdata.measures.coverage.balance`, not broken down."""
    sides = [frame.iloc[0] for frame in (a, b)]
    if not all(side["n"] for side in sides):
        return "Nothing to compare: A or B has no known pillar"
    more = {pillar: sides[0][pillar] - sides[1][pillar] for pillar in v.PILLARS}
    most = max(more.values())
    if most < ROUNDING:
        return "A and B lean alike"
    return f"A leans more to {pillars_of(pillar for pillar in v.PILLARS if more[pillar] > most - 1e-9)} than B"


def largest_by_title(a: pd.DataFrame, b: pd.DataFrame, variable: Variable, by: str, otherwise: str) -> str:
    """Say which group is the largest where in A and in B; the two are from :func:`igfdata.measures.stakeholders.group_mix` by ``by``.

    ``otherwise`` where one of them has no one with a known group, or more than one group that is the largest as often.
    """
    (first, n), (second, n_b) = (largest_groups(mix, variable, by) for mix in (a, b))
    if len(first) != 1 or len(second) != 1 or (n > 1) != (n_b > 1):
        return otherwise
    often = " most often" if n > 1 else ""
    name, verb = capital(group_words(variable, first[0])), lead_leads(first[0])
    if first == second:
        return fitting(f"{name} {verb}{often} in A and B", f"One group leads{often} in A and B")
    other = group_words(variable, second[0])
    return fitting(f"{name} {verb}{often} in A, {other} in B", f"Different groups lead{often} in A and B")


def references_title(a: pd.DataFrame, b: pd.DataFrame, variable: Variable, reference: str, otherwise: str) -> str:
    """Say which group is furthest above a share of reference in A and in B, as :func:`reference_title` does of one."""
    first, second = (furthest_above(ratios) for ratios in (a, b))
    if first == [] == second:
        return f"A and B: no compared group is above {'the reference' if len(reference.split()) > 2 else reference}"
    if first is None or second is None or len(first) != 1 or len(second) != 1:
        return otherwise
    name, other = (group_words(variable, key) for (key,) in (first, second))
    if first == second:
        return fitting(
            f"{capital(name)} {is_are(first[0])} furthest above {reference} in A and B",
            f"Furthest above the reference in A and B: {name}", f"Largest ratio in A and B: {name}",
        )  # fmt: skip
    return fitting(
        f"Furthest above {reference}: {name} in A, {other} in B", f"Largest ratio: {name} in A, {other} in B",
        "Furthest above the reference: different groups in A and B",
    )  # fmt: skip


def gaps_of_both_title(a: pd.DataFrame, b: pd.DataFrame, otherwise: str) -> str:
    """Say how many pairs of a pillar and a group have no session in A and in B.

    Pillars without a session are not drawn: ``otherwise`` where A and B do not have the same ones.
    """
    (n, pillars), (n_b, pillars_b) = (empty_pairs(gaps) for gaps in (a, b))
    if not pillars and not pillars_b:
        return gaps_title(a)
    if not pillars or not pillars_b:
        return of_side("A" if pillars else "B", gaps_title(a if pillars else b), otherwise)
    if pillars != pillars_b:
        return otherwise
    if len(pillars) == len(v.PILLARS):
        return f"No known session: A {counted(n, 'pillar–group pair')}, B {amount(n_b)}"
    if len(pillars) == 1:
        return f"On {pillars_of(pillars)}, no known session: A {counted(n, 'group')}, B {amount(n_b)}"
    return otherwise


def came_up_in_both_title(recurrence: pd.DataFrame, a: set[str], b: set[str], by: str, otherwise: str) -> str:
    """Say how many topics came up often in A and in B; of few days (or meetings) how many topics each has, and both.

    Parameters
    ----------
    recurrence
        From :func:`igfdata.measures.recurrence.compared_recurrence`.
    a, b
        All topics of A, and of B, dated or not.
    otherwise
        What is said where neither has a topic.
    """
    if not a or not b:
        has = "a" if a else "b"
        title = came_up_title(recurrence[f"{has}_n_days"], RECURRING_DAYS, by)
        return of_side(has.upper(), title, otherwise) if a or b else otherwise
    if recurrence.empty or recurrence[["a_of_days", "b_of_days"]].max(axis=None) < RECURRING_DAYS:
        return f"Topics: {amount(len(a))} in A, {amount(len(b))} in B, {amount(len(a & b))} in both"
    n, n_b = (int((recurrence[f"{side}_n_days"] >= RECURRING_DAYS).sum()) for side in "ab")
    return f"{capital(or_more(RECURRING_DAYS, by))}: A {counted(n, 'topic')}, B {amount(n_b)}"


def chance_of_both_title(recurrence: pd.DataFrame) -> str:
    """Say how many topics recur in A and in B; ``recurrence`` is from :func:`igfdata.measures.recurrence.compared_recurrence`."""
    n = {side: int((recurrence[f"{side}_label"] == "recurring").sum()) for side in "ab"}
    empty = [side for side in "ab" if not recurrence[f"{side}_of_days"].max()]
    recur = {side: f"{capital(number(times))} {agree(times or 1, 'topic recurs', 'topics recur')}" for side, times in n.items()}
    if empty:
        has = "b" if empty == ["a"] else "a"
        return f"{recur[has]} in {has.upper()}; {empty[0].upper()} has no coded day"
    if not n["a"] and not n["b"]:
        return "No topic recurs in A or in B"
    first, second = ("a", "b") if n["a"] else ("b", "a")
    return f"{recur[first]} in {first.upper()}, {number(n[second]) if n[second] else 'none'} in {second.upper()}"


def turnover_of_both_title(turnover: pd.DataFrame, otherwise: str) -> str:
    """Say how many topics are new after the first day of A and of B; ``turnover`` is from ``compared_turnover``.

    On its first day all topics of a side are new; ``otherwise`` where neither has a second day.
    """
    new = turnover[turnover["kind"] == "new"]
    of_days = {side: new[f"{side}_n"].dropna().astype(int).tolist() for side in "ab"}
    n = {side: sum(days[1:]) for side, days in of_days.items() if len(days) > 1}
    if len(n) == 2:
        return f"New topics after the first day: A {amount(n['a'])}, B {amount(n['b'])}"
    return next((f"{side.upper()}: {counted(times, 'new topic')} after its first day" for side, times in n.items()), otherwise)


def pairs_of_both_title(pairs: pd.DataFrame) -> str:
    """Say how many pairs of topics share sessions in A and in B; ``pairs`` is from ``compared_pairs``."""
    n = {side: int((pairs[f"{side}_n"] >= MIN_TOGETHER).sum()) for side in "ab"}
    coded = [side for side in "ab" if pairs[f"{side}_of"].max() > 0]
    if len(coded) == 1:
        title = pairs_title(n[coded[0]])
        return fitting(
            f"{coded[0].upper()}: {title}", f"Only {coded[0].upper()} is coded: {counted(n[coded[0]], 'pair')} of topics"
        )
    return f"Topic pairs sharing {number(MIN_TOGETHER)} sessions or more: A {amount(n['a'])}, B {amount(n['b'])}"
