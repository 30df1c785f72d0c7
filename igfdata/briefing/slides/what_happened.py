"""Slide: what happened? The sessions of a day and of the days before it by pillar, of a meeting day by day, or of A and B."""

from dataclasses import replace

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View, no_session, sessions_here
from igfdata.briefing.model import Slide, TextTable
from igfdata.briefing.slides.bodies import bars_of, columns_of, grid_of, grid_of_both
from igfdata.briefing.slides.slide_making import TwoSides, figure, figures_of, finding_figures, of_both, slide, without_data
from igfdata.findings import Finding, comparison_findings, findings, test_cell
from igfdata.findings.phrases import GROUPS, full_sentences, sentences
from igfdata.measures.compare import compare
from igfdata.measures.coverage import pillar_coverage
from igfdata.measures.stakeholders import known_speakers
from igfdata.selection import in_both as sessions_in_both
from igfdata.selection import select
from igfdata.selection.selecting import Part
from igfdata.wording import agree, amount, counted, interval_text, listed, share_text

KEY, HEADING, OF_BOTH = "balance", "What happened", "Rights pillars"
ROBUSTNESS, HOLDS = "robustness", "Does the headline hold?"
PASSED, FAILED = "✓", "✗"
MOST_TESTS = 7
"""Tests in the table of one slide; those that pass give way first, to the line below the headline."""

SHARE = "Share of coded sessions with each pillar"


def on_day(view: View) -> Slide:
    """What is the headline of the day, with its pillars and those of the days before it?"""
    reason = f"{_none_coded(view)}, nor is one of the days before."
    return _what_happened(view, reason, is_empty=not coverage_by_day(view)["of"].sum())


def at_meeting(view: View) -> Slide:
    """What is the headline of the meeting, with its pillars day by day?"""
    reason = f"No pillar is coded in the {sessions_here(view)}."
    return _what_happened(view, reason, is_empty=not pillar_coverage(view.data)["of"].sum())


def _what_happened(view: View, none_coded: str, *, is_empty: bool) -> Slide:
    reason = no_session(view) or only_filtered_pillars(view) or (none_coded if is_empty else None)
    if reason:
        return without_data(view, KEY, HEADING, reason)
    first, table = headline_of(view), coverage_by_day(view)
    coded = int(pillar_coverage(view.data)["of"].max())
    evidence, *more = sentences(first.evidence)
    days = _days(view)
    lines = _coverage_lines(table, days)
    chart = columns_of(table, {day: day for day in days}, f"{SHARE} by day")
    return slide(
        view, KEY, HEADING, first.headline, grid_of(view, days, [*more, *_not_drawn(view)]) or chart, evidence=evidence,
        denominator=f"coded sessions: {amount(coded)} of {sessions_here(view)}",
        notes=[first.evidence, *_test_lines(first), *lines, *_cautions(view, coded)],
        figures=[*finding_figures([first]), figure("coded_sessions", view.label, coded, view.n_sessions)],
        session_ids=view.data.sessions["session_id"],
    )  # fmt: skip


def headline_of(view: View) -> Finding:
    """The first finding; of a day that leads with one pillar, with the days before it for comparison: a morning knows no later ones."""
    first = findings(view.dataset, view.selection)[0]
    if not view.is_day or view.label == v.DAY_UNKNOWN or first.pillar is None or len(view.days) < 2:
        return first
    until = replace(view.selection, days=tuple(view.days))
    tested = test_cell(view.dataset, until, breakdown="day", cell=view.label, pillar=first.pillar)
    return replace(tested, headline=first.headline, evidence=tested.evidence.replace("other dated days", "on the days before"))


def does_it_hold(view: View) -> Slide:
    """Show each test of the first finding, whether it passes, and why: other rules of counting, other coders, chance."""
    first = findings(view.dataset, view.selection)[0]
    reason = no_session(view) or (None if first.tests else f"There is nothing to test. {first.headline}")
    if reason:
        return without_data(view, ROBUSTNESS, HOLDS, reason)
    tests = sorted(first.tests, key=lambda test: test.passed)  # what fails is told first, and on the slide
    rows = tuple((test.label, PASSED if test.passed else FAILED, test.reason) for test in tests)
    n = sum(test.passed for test in tests)
    more = [f"{test.label}: {'passed' if test.passed else 'failed'}." for test in tests[MOST_TESTS:]]
    return slide(
        view, ROBUSTNESS, HOLDS, f"The headline passes {n} of {len(rows)} tests.",
        TextTable(("Test", "Holds", "Why"), rows[:MOST_TESTS], (2.7, 0.8, 7.7), "Tests of the headline, whether each passes, and why."),
        evidence=" ".join([first.headline, sentences(first.evidence)[0], *more]),
        denominator=f"coded sessions of {sessions_here(view)}",
        notes=[first.evidence, *(f"{label} {mark}: {why}" for label, mark, why in rows)],
        figures=[*finding_figures([first]), figure("tests", "passed", n, len(rows))],
        session_ids=first.session_ids,
    )  # fmt: skip


def coverage_by_day(view: View) -> pd.DataFrame:
    """Pillar coverage of the days up to the one of the view; sessions without a known day alone where it is about them."""
    table = pillar_coverage(view.until, by="day")
    return table[table["key"].isin(_days(view))]


def only_filtered_pillars(view: View) -> str | None:
    """Why a filter by pillar allows no word on their balance."""
    if not view.selection.pillars:
        return None
    names = " or ".join(v.PILLAR_CODES.label(pillar).lower() for pillar in view.selection.pillars)
    return f"The selection keeps only sessions coded {names}: it cannot show the balance of the pillars."


def _days(view: View) -> list[str]:
    return [view.label] if view.label == v.DAY_UNKNOWN else view.days


def _not_drawn(view: View) -> list[str]:
    """How many sessions have no square, because no source gives their day."""
    if not view.n_undated or view.label == v.DAY_UNKNOWN:
        return []
    n = view.n_undated
    return [f"{counted(n, 'more session')} {agree(n, 'has', 'have')} no known date and {agree(n, 'is', 'are')} not drawn."]


def _test_lines(found: Finding) -> list[str]:
    """“Does it hold?” in words, one line a test."""
    return [f"{check.label}: {'yes' if check.passed else 'no'}. {check.reason}" for check in found.tests]


def _coverage_lines(table: pd.DataFrame, days: list[str]) -> list[str]:
    """The numbers of a coverage table, one line a day."""
    lines, everything = [], list(table.itertuples(index=False))
    for day in days:
        rows = [row for row in everything if row.key == day and row.category in v.PILLAR_CODES]
        of = int(max((row.of for row in rows), default=0))
        told = [
            f"{v.PILLAR_CODES.label(row.category).lower()} {amount(row.n)}"
            for row in rows
            if row.n or row.category in v.PILLARS
        ]
        lines.append(f"{day}: of {counted(of, 'coded session')}, {', '.join(told)}." if of else f"{day}: no coded session.")
    return lines


def _none_coded(view: View) -> str:
    """That no session is coded, without the full stop."""
    begin = {1: "The", 2: "Neither of the"}.get(view.n_sessions, "None of the")
    return f"{begin} {sessions_here(view)} is {'not ' if view.n_sessions == 1 else ''}coded yet"


def _cautions(view: View, coded: int) -> list[str]:
    lines = [f"{coded} of {sessions_here(view)} {agree(coded, 'is', 'are')} coded; a session may touch several pillars."]
    lines += [
        f"{v.PILLARS.label(str(row.category))}: "
        f"{'; '.join(filter(None, (share_text(row.n, row.of), interval_text(row.low, row.high, row.of))))}."
        for row in pillar_coverage(view.data).itertuples()
        if row.category in v.PILLARS and row.of
    ]
    if view.selection.groups or view.selection.topics or view.selection.regions:
        lines.append("The selection is narrowed by group, region or topic: the shares are about these sessions only.")
    if view.n_undated and view.is_day:
        lines.append(f"{counted(view.n_undated, 'session')} of the selection without a known day cannot be placed on any.")
    return lines


def in_both(both: TwoSides) -> Slide:
    """Which pillar differs most between A and B, and in which sessions?"""
    found = comparison_findings(both.dataset, both.sides.comparison)
    first = found[0]
    if both.empty or first.key == "compared-not-coded":
        return both.without(KEY, OF_BOTH, both.empty or first.headline)
    frame = compare(both.a, both.b, pillar_coverage)
    table = frame[frame["category"].isin(list(v.PILLARS)) & (frame["a_of"] > 0) & (frame["b_of"] > 0)]
    of_pillars = [one for one in found if one.breakdown == "pillar"]
    if table.empty or not of_pillars:
        return both.without(KEY, OF_BOTH, "A or B keeps only sessions of chosen pillars: the pillars cannot be compared.")
    row = of_pillars[0]
    counts = of_both((row.n or 0, row.of or 0), (row.b_n or 0, row.b_of or 0))
    told = [text for text in full_sentences(first.evidence) if not text.startswith("The largest is")]
    lines = [f"{v.PILLARS.label(str(r.category))}: {of_both((r.a_n, r.a_of), (r.b_n, r.b_of))}." for r in table.itertuples()]
    grid = grid_of_both(both, table, first.pillar, [*told[1:], *_not_known(both)])
    names = {pillar: v.PILLARS.label(pillar) for pillar in v.PILLARS}
    return both.slide(
        KEY, OF_BOTH, first.headline, grid or bars_of(SHARE, both.frames(pillar_coverage), names, kind="columns"),
        evidence=" ".join([f"{v.PILLARS.label(row.pillar or '')}: {counts}.", *(told[:1] if grid else told)]),
        denominator=f"coded sessions of {both.sizes}",
        notes=[first.evidence, *lines, *(f"{one.headline} {one.evidence}" for one in of_pillars), *_not_known(both)],
        figures=figures_of("pillar_coverage", table),
    )  # fmt: skip


def _not_known(both: TwoSides) -> list[str]:
    """In how many sessions outside A the group of A may have spoken too, because not every speaker's group is known."""
    a = both.sides.comparison.a
    if not a.groups or a.group_match == "none":
        return []
    everybody = select(both.dataset, replace(a, groups=(), group_match="any", persons="session"))
    outside = Part.of(everybody, ~sessions_in_both(everybody, both.a))
    n, of = known_speakers(outside).others, outside.n_sessions
    if not n:
        return []
    named = listed((GROUPS[group] for group in a.groups), joint="and" if a.group_match == "all" else "or")
    return [
        f"Of {counted(of, 'session')} outside A, {amount(n)} {agree(n, 'does', 'do')} not give every speaker’s group: "
        f"{named} may have spoken there too."
    ]
