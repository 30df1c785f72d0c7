"""Slide of a comparison: what do we say? Own points first, then the findings about A and B, each led by the counts of both."""

from igfdata.briefing.model import Slide, Statement, Statements
from igfdata.briefing.slides.evidence import finding_figures
from igfdata.briefing.slides.to_say import HEADING, KEY, OF_MEETING, clean_points, title_of
from igfdata.briefing.slides.two_sides import TwoSides
from igfdata.findings import Finding, comparison_findings
from igfdata.findings.model import NOTHING
from igfdata.findings.phrases import full_sentences
from igfdata.vocabulary import SMALL_N
from igfdata.wording import out_of

SIZE = "compared-size"
"""The finding on the sizes of A and B: they stand in the footer of every slide."""

NO_DIFFERENCE = "compared-no-difference"
"""Of the findings that say nothing is clear, the one to say: without it the counts would look like differences."""


def points_of_both(both: TwoSides, own_points: tuple[str, ...] = (), ask: str = "") -> Slide:
    """Which sentences does the comparison support, and what does the user add and ask for?"""
    own, ask = clean_points(own_points), " ".join(ask.split())
    every = comparison_findings(both.dataset, both.sides.comparison)
    found = [one for one in every if one.key == NO_DIFFERENCE or (one.kind != NOTHING and one.key != SIZE)]
    is_day = both.view.is_day
    heading = HEADING if is_day else OF_MEETING
    if not found and not own and not ask:
        return both.without(KEY, heading, both.empty or "The comparison supports no finding, and there are no own points.")
    items = (*(Statement("", text, is_own=True) for text in own), *(_statement(one) for one in found))
    return both.slide(
        KEY,
        heading,
        title_of(len(items), bool(ask), "this morning" if is_day else "for the meeting"),
        Statements(ask, items),
        evidence=both.sentence if found else "Own words; nothing is computed.",
        notes=[
            *([f"Our ask: {ask}"] if ask else []),
            *(f"{at}. {one.headline} {one.evidence}" for at, one in enumerate(found, start=1)),
            *(f"Own point, not computed: {text}" for text in own),
        ],
        figures=finding_figures(found),
    )


def _statement(found: Finding) -> Statement:
    """A finding led by the counts of both; below it the difference, where there is one, and what chance would do."""
    told = full_sentences(found.evidence)
    if found.n is None or found.of is None or found.b_n is None or found.b_of is None:
        return Statement("", found.headline, " ".join(told[:2]))
    few = min(found.of, found.b_of) < SMALL_N  # then the first sentence says only that the counts stand alone
    below = told[1:2] if few and found.chance_asked is not None else told[:2]
    return Statement(f"A {out_of(found.n, found.of)}\nB {out_of(found.b_n, found.b_of)}", found.headline, " ".join(below))
