"""Slide of a comparison: which pillars do the sessions of A and of B touch? B below A, one square a session."""

from dataclasses import replace

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.model import ComparedGrid, ComparedRow, SideState, Slide
from igfdata.briefing.slides.session_squares import MOST_SQUARES, STATES, UNKNOWN, date_of
from igfdata.briefing.slides.two_sides import TwoSides, figures_of, of_both
from igfdata.findings import Finding, comparison_findings
from igfdata.findings.phrases import GROUPS, full_sentences
from igfdata.measures.compare import compare
from igfdata.measures.coverage import pillar_coverage
from igfdata.measures.known_speakers import known_speakers
from igfdata.measures.session_marks import compared_marks
from igfdata.selection import in_both, select
from igfdata.selection.selecting import Part
from igfdata.wording import agree, amount, counted, listed, out_of

KEY = "balance"
HEADING = "Rights pillars"
AWAY: SideState = "away"


def pillars_of_both(both: TwoSides) -> Slide:
    """Which pillar differs most between A and B, and in which sessions?"""
    found = comparison_findings(both.dataset, both.sides.comparison)
    first, table = found[0], _table(both)
    if both.empty or first.key == "compared-not-coded":
        return both.without(KEY, HEADING, both.empty or first.headline)
    if table.empty or not any(one.breakdown == "pillar" for one in found):
        return both.without(KEY, HEADING, "A or B keeps only sessions of chosen pillars: the pillars cannot be compared.")
    row = next(one for one in found if one.breakdown == "pillar")
    counts = of_both((row.n or 0, row.of or 0), (row.b_n or 0, row.b_of or 0))
    told = [text for text in full_sentences(first.evidence) if not text.startswith("The largest is")]
    grid = grid_of_both(both, first, [*told[1:], *_not_known(both)])
    shown = told[:1] if grid else told
    return both.slide(
        KEY,
        HEADING,
        first.headline,
        grid
        or both.chart(
            "columns", table, v.PILLARS.label, f"Share of coded sessions with each pillar. {' '.join(_lines(table))}"
        ),
        evidence=" ".join([f"{_named(row)} {counts}.", *shown]),
        denominator=f"coded sessions of {both.sizes}",
        notes=[first.evidence, *_lines(table), *_checks(found), *_not_known(both)],
        figures=figures_of("pillar_coverage", table),
    )


def grid_of_both(both: TwoSides, first: Finding, remarks: list[str]) -> ComparedGrid | None:
    """Squares of the sessions of A and B; None where there are too many of them."""
    comparison = both.sides.comparison
    by = "day" if comparison.a.meetings == comparison.b.meetings else "meeting"
    every = compared_marks(both.a, both.b, by=by)
    if not 0 < len(every) <= MOST_SQUARES:
        return None
    keys = [str(key) for key in every["key"].cat.categories if (every["key"] == key).any()]
    days = tuple((*_head(both, by, key), int((every["key"] == key).sum())) for key in keys)
    of_days = [every[every["key"] == key] for key in keys]
    rows, seen = [], set[str]()
    for count in _table(both).itertuples(index=False):
        pillar = str(count.category)
        a, b = (
            tuple(tuple(STATES.get(state, AWAY) for state in of_day[f"{side}_{pillar}"]) for of_day in of_days) for side in "ab"
        )
        seen |= {*every[f"a_{pillar}"], *every[f"b_{pillar}"]}
        totals = (out_of(count.a_n, count.a_of), out_of(count.b_n, count.b_of))
        rows.append(ComparedRow(v.PILLARS.label(pillar), totals, (a, b), pillar == first.pillar))
    unknown = [text for state, text in UNKNOWN.items() if state in seen]
    states = {state for row in rows for side in row.states for day in side for state in day}
    legend = [(state, text) for state, text in (("on", "on the pillar"), ("off", "not on it")) if state in states]
    legend += [("unknown", " or ".join(unknown))] if unknown else []
    alt = "One square a session and pillar, A above B. " + " ".join(_lines(_table(both)))
    return ComparedGrid(days, tuple(rows), both.sides.names, tuple(legend), tuple(remarks), alt)


def _head(both: TwoSides, by: str, key: str) -> tuple[str, str]:
    if by == "meeting":
        return both.dataset.meeting_label(key), ""
    return ("No date", "") if key == v.DAY_UNKNOWN else (key, date_of(both.view, key))


def _table(both: TwoSides) -> pd.DataFrame:
    """Coverage of the three pillars in A and B."""
    frame = compare(both.a, both.b, pillar_coverage)
    return frame[frame["category"].isin(list(v.PILLARS)) & (frame["a_of"] > 0) & (frame["b_of"] > 0)]


def _named(found: Finding) -> str:
    return f"{v.PILLARS.label(found.pillar or '')}:"


def _lines(table: pd.DataFrame) -> list[str]:
    return [
        f"{v.PILLARS.label(str(row.category))}: {of_both((row.a_n, row.a_of), (row.b_n, row.b_of))}."
        for row in table.itertuples()
    ]


def _checks(found: tuple[Finding, ...]) -> list[str]:
    return [f"{one.headline} {one.evidence}" for one in found if one.breakdown == "pillar"]


def _not_known(both: TwoSides) -> list[str]:
    """In how many sessions outside A the group of A may have spoken too, because not every speaker's group is known."""
    a = both.sides.comparison.a
    if not a.groups or a.group_match == "none":
        return []
    everybody = select(both.dataset, replace(a, groups=(), group_match="any", persons="session"))
    outside = Part.of(everybody, ~in_both(everybody, both.a))
    n, of = known_speakers(outside).others, outside.n_sessions
    if not n:
        return []
    named = listed((GROUPS[group] for group in a.groups), joint="and" if a.group_match == "all" else "or")
    return [
        f"Of {counted(of, 'session')} outside A, {amount(n)} {agree(n, 'does', 'do')} not give every speaker’s group: "
        f"{named} may have spoken there too."
    ]
