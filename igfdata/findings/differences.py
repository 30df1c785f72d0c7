"""Findings about two selections: where A and B differ, in counts of both, with what chance would do.

Chance is asked of sessions that A and B do not share: a part of a whole is compared with the rest of it, two selections that overlap
by the sessions that only one of them has. A cell that is named beforehand has Fisher's exact test, two-sided. The largest difference
of the pillars is compared with sessions dealt to both sides by chance; those of many groups or topics are corrected for their number.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from igfdata import vocabulary as v
from igfdata.counting import Mask
from igfdata.dataset import Dataset
from igfdata.findings import phrases
from igfdata.findings.cells import open_pillars
from igfdata.findings.holding import ALPHA
from igfdata.findings.model import COMPARISON, COUNTING, NOTHING, Check, Finding
from igfdata.measures.breakdown import rows_by, session_ids_with
from igfdata.measures.chance import benjamini_hochberg, chance_of_difference, chance_of_lead
from igfdata.measures.compare import compare
from igfdata.measures.coverage import pillar_coverage
from igfdata.measures.recurrence import topic_sessions
from igfdata.measures.stakeholders import group_presence
from igfdata.memory import remembered
from igfdata.selection import Comparison, in_both, select, sentence_names, side_names
from igfdata.selection.comparison import EVERYTHING
from igfdata.selection.selecting import Part
from igfdata.vocabulary import SMALL_N
from igfdata.wording import agree, amount, capital, counted, lower, out_of

RULES = ("coder", "basis", "roles")
"""Parts of the filter by which one session can have other values in A than in B."""


@dataclass(frozen=True, eq=False)
class Sides:
    """A and B, and the two groups of sessions that share none and are tested: A or only A, B or only B.

    Parameters
    ----------
    names
        What A and B are called in a sentence.
    is_tested
        Whether chance can be asked: not where both are the same sessions, or the same sessions are counted by two rules.
    """

    dataset: Dataset
    comparison: Comparison
    a: Dataset
    b: Dataset
    x: Dataset
    y: Dataset
    names: tuple[str, str]
    n_both: int
    is_tested: bool


@remembered
def comparison_findings(dataset: Dataset, comparison: Comparison) -> tuple[Finding, ...]:
    """Find how A and B differ: the headline first, then each pillar, the groups, the topics and the size of both; never empty."""
    sides = sides_of(dataset, comparison)
    for name, data in zip(sides.names, (sides.a, sides.b), strict=True):
        if not data.n_sessions:
            return (
                Finding(
                    "compared-nothing",
                    NOTHING,
                    phrases.short_enough(f"{name}: no session matches.", "One side has no session."),
                    "",
                ),
            )
    pillars = _pillars(sides)
    told = [
        *pillars,
        difference_in(dataset, comparison, "group"),
        difference_in(dataset, comparison, "topic"),
        _size(sides),
    ]
    return tuple(one for one in told if one is not None)


@remembered
def difference_in(dataset: Dataset, comparison: Comparison, breakdown: str) -> Finding | None:
    """Find how A and B differ in groups (``group``) or topics (``topic``); None where that cannot be told."""
    sides = sides_of(dataset, comparison)
    if not (sides.a.n_sessions and sides.b.n_sessions):
        return None
    if breakdown == "group":
        return _many(sides, "group", group_presence, _named_groups(comparison), "stakeholder group")
    return _many(sides, "topic", topic_sessions, _named_topics(comparison), "topic")


@remembered
def sides_of(dataset: Dataset, comparison: Comparison) -> Sides:
    """Give A and B of a comparison, and of each the sessions that chance is asked of."""
    a, b = select(dataset, comparison.a), select(dataset, comparison.b)
    shared_a, shared_b = in_both(a, b), in_both(b, a)
    x = a if shared_a.all() else Part.of(a, ~shared_a)
    y = b if shared_b.all() else Part.of(b, ~shared_b)
    is_same = bool(shared_a.all() and shared_b.all())
    one_rule = all(getattr(comparison.a, name) == getattr(comparison.b, name) for name in RULES)
    tested = not is_same and (one_rule or not shared_a.any())
    return Sides(dataset, comparison, a, b, x, y, side_names(comparison, dataset), int(shared_a.sum()), tested)


def _pillars(sides: Sides) -> list[Finding]:
    """Tell which pillar differs most, or that none is clearer than chance; then every pillar with its counts."""
    open_in = (open_pillars(sides.comparison.a), open_pillars(sides.comparison.b))
    pillars = [pillar for pillar in open_in[0] if pillar in open_in[1]]
    frame = compare(sides.a, sides.b, pillar_coverage)
    rows = {str(row["category"]): row for _, row in frame.iterrows() if row["category"] in pillars}
    if not rows or any(not next(iter(rows.values()))[name] for name in ("a_of", "b_of")):
        if not pillars:
            return []
        return [Finding("compared-not-coded", NOTHING, "Too little is coded to compare A and B.", "")]
    tested = _tested(sides, "pillar", list(rows))
    apart = {key: round(float(row["a_share"]) - float(row["b_share"]), 9) for key, row in rows.items()}
    order = sorted(rows, key=lambda key: (-abs(apart[key]), -apart[key]))  # of equal ones that which A has more of
    found = _chance_found(tested) if tested else {}
    told = [_counted(sides, "pillar", key, rows[key], tested, found) for key in order]
    first = rows[order[0]]
    if min(first["a_of"], first["b_of"]) < SMALL_N or (found and found[order[0]] < ALPHA) or not tested:
        overlap = _overlap(sides)
        return [replace(told[0], evidence=f"{told[0].evidence} {overlap}".strip()), *told[1:]]
    evidence = [
        f"The largest is that of {phrases.pillars_of(order[:1])}: A {out_of(first['a_n'], first['a_of'])}, "
        f"B {out_of(first['b_n'], first['b_of'])}.",
        f"Chance alone does this in {phrases.in_hundred(found[order[0]])} programmes.",
        _overlap(sides),
    ]
    ids = tuple(sides.a.session_ids)
    none = Finding(
        "compared-no-difference", NOTHING, "No difference between A and B is clearer than chance.", " ".join(filter(None, evidence)),
        chance_found=round(found[order[0]], 4), session_ids=ids,
    )  # fmt: skip
    return [none, *told]


@dataclass(frozen=True, eq=False)
class Tested:
    """Counts of the two sides that share no session: which sessions have which name, of those where anything is known."""

    names: list[str]
    x: Mask
    y: Mask

    @cached_property
    def asked(self) -> dict[str, float]:
        """Chance of so large a difference for each name, if it was chosen beforehand (Fisher's exact test, two-sided)."""
        chances = chance_of_difference(self.x.sum(axis=0), len(self.x), self.y.sum(axis=0), len(self.y))
        return dict(zip(self.names, chances.tolist(), strict=True))

    @property
    def differences(self) -> NDArray[np.float64]:
        """Share in the one side minus share in the other, of each name."""
        return self.x.mean(axis=0) - self.y.mean(axis=0)


def _tested(sides: Sides, by: str, names: list[str]) -> Tested | None:
    """Counts to ask chance of; None where there are none."""
    if not sides.is_tested:
        return None
    values = [rows_by(data, by) for data in (sides.x, sides.y)]
    x, y = (rows.matrix[rows.present][:, [rows.names.index(name) for name in names]] for rows in values)
    return Tested(names, x, y) if len(x) and len(y) else None


def _chance_found(tested: Tested) -> dict[str, float]:
    """Chance that the largest difference of all pillars is so large, for the difference of each."""
    in_x = np.arange(len(tested.x) + len(tested.y)) < len(tested.x)
    # A lead of one side is a lag of the other, so the largest lead of both is the largest difference.
    chance = chance_of_lead(np.column_stack([in_x, ~in_x]), np.vstack([tested.x, tested.y]), smallest=1)
    return {name: chance(abs(difference)) for name, difference in zip(tested.names, tested.differences, strict=True)}


def _counted(
    sides: Sides, by: str, name: str, row: pd.Series, tested: Tested | None, found: dict[str, float], n_looked: int = 0
) -> Finding:
    """Say the counts of both sides, how far they differ and what chance would do."""
    label = _label(sides.dataset, by, name)
    counts = (out_of(row["a_n"], row["a_of"]), out_of(row["b_n"], row["b_of"]))
    noun = "session" if row["a_of"] == 1 else "sessions"
    sessions = _what(sides, noun)
    first, second = ("overall" if name == EVERYTHING else name for name in sentence_names(sides.comparison, sides.dataset))
    headline = phrases.short_enough(
        f"{capital(first)}: {label} in {counts[0]} {sessions}; {second}: {counts[1]}.",
        f"A: {label} in {counts[0]} {sessions}; B: {counts[1]}.",
        f"A: {label} in {counts[0]} {noun}; B: {counts[1]}.",
    )
    parts, checks = [_points(row)], []
    asked = tested.asked[name] if tested else None
    if asked is not None:
        chance = f"Chance alone does this in {phrases.in_hundred(asked)} programmes for a {by} chosen beforehand"
        parts.append(f"{chance}.")
        checks.append(Check("asked", "Asked beforehand", asked < ALPHA, f"{chance} (Fisher's exact test)."))
        if name in found:
            looked = counted(n_looked or len(found), by)
            looking = f"Chance alone does this in {phrases.in_hundred(found[name])} programmes for the largest of {looked}."
            checks.append(Check("found", "Found by looking", found[name] < ALPHA, looking))
    return Finding(
        f"compared-{v.slug(name)}", COMPARISON if found.get(name, 1.0) < ALPHA else COUNTING, headline, " ".join(filter(None, parts)),
        n=int(row["a_n"]), of=int(row["a_of"]), b_n=int(row["b_n"]), b_of=int(row["b_of"]), chance_asked=None if asked is None else round(asked, 4),
        chance_found=round(found[name], 4) if name in found else None, tests=tuple(checks),
        session_ids=session_ids_with(sides.a, **{by: name}), breakdown=by, pillar=name if by == "pillar" else None,
    )  # fmt: skip


def _points(row: pd.Series) -> str:
    """Say the difference in percentage points with its interval: ``35 points more in A (95% interval 10 to 46).``"""
    if pd.isna(row["difference"]):
        return "With fewer than five sessions, only counts are compared."
    points = round(100 * float(row["difference"]))
    text = (
        "no difference in whole points"
        if not points
        else f"{counted(abs(points), 'point')} {'more' if points > 0 else 'less'} in A"
    )
    bounds = "" if pd.isna(row["low"]) else f"; 95% interval {100 * row['low']:.0f} to {100 * row['high']:.0f}"
    return f"{capital(text)}{bounds}.".replace("-0 ", "0 ").replace("-", "−")


def _many(sides: Sides, by: str, measure: Callable[..., pd.DataFrame], named: set[str], noun: str) -> Finding | None:
    """Tell the clearest difference of many groups or topics, or that none is clearer than chance; None where nothing can be tested."""
    frame = compare(sides.a, sides.b, measure)
    rows = {str(row["category"]): row for _, row in frame.iterrows() if str(row["category"]) not in {*named, v.UNKNOWN, ""}}
    other_people = by == "group" and sides.comparison.a.persons != sides.comparison.b.persons
    tested = _tested(sides, by, list(rows)) if rows and not other_people else None
    if tested is None or min(frame["a_of"].max(), frame["b_of"].max()) < SMALL_N:
        return None
    asked = tested.asked
    corrected = dict(zip(asked, benjamini_hochberg(list(asked.values())), strict=True))
    best = min(rows, key=lambda name: (asked[name], -abs(float(rows[name]["a_share"]) - float(rows[name]["b_share"]))))
    looked = counted(len(rows), noun)
    if corrected[best] < ALPHA:
        return _counted(sides, by, best, rows[best], tested, {best: float(corrected[best])}, len(rows))
    row = rows[best]
    evidence = (
        f"The clearest of {looked} is {_label(sides.dataset, by, best)}: A {out_of(row['a_n'], row['a_of'])}, "
        f"B {out_of(row['b_n'], row['b_of'])} sessions."
    )
    return Finding(
        f"compared-no-{by}", NOTHING, f"No {noun} differs between A and B more than by chance.", evidence,
        chance_found=round(float(corrected[best]), 4), session_ids=session_ids_with(sides.a, **{by: best}), breakdown=by,
    )  # fmt: skip


def _size(sides: Sides) -> Finding:
    """Count the sessions of both, and those in both."""
    n_a, n_b = sides.a.n_sessions, sides.b.n_sessions
    both = f"{amount(sides.n_both) if sides.n_both else 'none'} {agree(sides.n_both or 1, 'is', 'are')} in both"
    headline = f"A has {counted(n_a, 'session')}, B has {amount(n_b)}; {both}."
    ids = tuple(sides.a.session_ids)
    return Finding("compared-size", COUNTING, headline, _overlap(sides), n=n_a, of=n_b, session_ids=ids)


def _overlap(sides: Sides) -> str:
    """Say what is tested where A and B share sessions."""
    if not sides.n_both or not sides.is_tested:
        return "" if sides.is_tested else _rule(sides)
    n_a, n_b, both = sides.a.n_sessions, sides.b.n_sessions, sides.n_both
    if both == n_a:
        return f"All of A lies in B, so chance compares A with the other {amount(n_b - both)}."
    if both == n_b:
        return f"All of B lies in A, so chance compares B with the other {amount(n_a - both)}."
    lie = agree(both, "lies", "lie")
    return f"{counted(both, 'session')} {lie} in both; chance compares the {amount(n_a - both)} only in A with the {amount(n_b - both)} only in B."


def _rule(sides: Sides) -> str:
    """Say why chance is not asked."""
    if any(getattr(sides.comparison.a, name) != getattr(sides.comparison.b, name) for name in RULES):
        return "The same sessions are counted by two rules, so chance is not tested."
    return "A and B are the same sessions."


def _label(dataset: Dataset, by: str, name: str) -> str:
    """Name a pillar, group or topic inside a sentence."""
    if by == "topic":
        return lower(dataset.topic_labels.get(name, name))
    return phrases.pillars_of([name]) if by == "pillar" else phrases.GROUPS.get(name, name)


def _what(sides: Sides, noun: str) -> str:
    """Name what both sides count: ``child-related sessions``; only sessions where A and B differ in that."""
    a, b = sides.comparison.a.relevance, sides.comparison.b.relevance
    near, about = phrases.about_children(a) if a == b else ("", "")
    return " ".join(filter(None, (near, noun, about)))


def _named_groups(comparison: Comparison) -> set[str]:
    """Groups that the filter of a side chooses: they differ by definition."""
    return {*comparison.a.groups, *comparison.b.groups}


def _named_topics(comparison: Comparison) -> set[str]:
    return {*comparison.a.topics, *comparison.b.topics}
