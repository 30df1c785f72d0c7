"""Slide: does the headline hold, by other rules of counting, other coders and what chance would do?"""

from igfdata.briefing.briefing_view import View, no_session, sessions_here
from igfdata.briefing.model import Slide, TextTable
from igfdata.briefing.slides.evidence import figure, finding_figures, slide, without_data
from igfdata.findings import findings
from igfdata.findings.phrases import sentences

KEY = "robustness"
HEADING = "Does the headline hold?"
PASSED, FAILED = "✓", "✗"


def does_it_hold(view: View) -> Slide:
    """Show each test of the first finding, whether it passes, and why."""
    first = findings(view.dataset, view.selection)[0]
    reason = no_session(view) or (None if first.tests else f"There is nothing to test. {first.headline}")
    if reason:
        return without_data(view, KEY, HEADING, reason)
    rows = tuple((test.label, PASSED if test.passed else FAILED, test.reason) for test in first.tests)
    n = sum(test.passed for test in first.tests)
    return slide(
        view,
        KEY,
        HEADING,
        f"The headline passes {n} of {len(rows)} tests.",
        TextTable(("Test", "Holds", "Why"), rows, (2.4, 0.8, 8.0), "Tests of the headline, whether each passes, and why."),
        evidence=f"{first.headline} {sentences(first.evidence)[0]}",
        denominator=f"coded sessions of {sessions_here(view)}",
        notes=[first.evidence, *(f"{label} {mark}: {why}" for label, mark, why in rows)],
        figures=[*finding_figures([first]), figure("tests", "passed", n, len(rows))],
        session_ids=first.session_ids,
    )
