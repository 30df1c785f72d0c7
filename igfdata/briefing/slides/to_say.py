"""Slide: what do we say? The ask of the user and own points first, then findings, each led by its figure."""

from igfdata.briefing.briefing_view import View, no_session, sessions_here
from igfdata.briefing.model import Slide, Statement, Statements
from igfdata.briefing.slides.evidence import figure, finding_figures, slide, without_data
from igfdata.briefing.slides.what_continues import across_finding, across_time
from igfdata.briefing.slides.what_happened import headline_of, only_filtered_pillars
from igfdata.briefing.slides.who_was_missing import certainly_missing
from igfdata.findings import Finding, findings
from igfdata.findings.model import NOTHING
from igfdata.findings.phrases import capital, full_sentences, n_words, number
from igfdata.wording import out_of

KEY = "points"
HEADING = "To say this morning"
OF_MEETING = "To say about the meeting"
MOST_OF_DAY, MOST = 3, 6
"""Findings told of a day, and of a meeting."""

MOST_WORDS = 18
"""Words of the evidence below a statement: its second sentence stands there only where both are short."""


def talking_points(view: View, own_points: tuple[str, ...] = (), ask: str = "") -> Slide:
    """Which sentences does the selection support, and what does the user add and ask for?"""
    own = clean_points(own_points)
    ask = " ".join(ask.split())
    found = [one for one in _found(view) if one.kind != NOTHING]  # that there is nothing to tell, other slides tell
    heading = HEADING if view.is_day else OF_MEETING
    if not found and not own and not ask:
        reason = no_session(view) or f"The {sessions_here(view)} support no finding yet, and there are no own points."
        return without_data(view, KEY, heading, reason)
    items = (*(Statement("", text, is_own=True) for text in own), *(_statement(view, one) for one in found))
    notes = [f"{at}. {one.headline} {one.evidence}" for at, one in enumerate(found, start=1)]
    return slide(
        view,
        KEY,
        heading,
        title_of(len(items), bool(ask), "this morning" if view.is_day else "for the meeting"),
        Statements(ask, items),
        evidence=f"Computed from {sessions_here(view)}." if found else "Own words; nothing is computed.",
        notes=[*([f"Our ask: {ask}"] if ask else []), *notes, *(f"Own point, not computed: {text}" for text in own)],
        figures=[
            *finding_figures(found),
            figure("points", view.label, len(items)),
            figure("own_points", view.label, len(own)),
        ],
        session_ids=[session_id for one in found for session_id in one.session_ids],
    )


def clean_points(own_points: tuple[str, ...]) -> tuple[str, ...]:
    """The user's own points, each on one line, without empty ones."""
    return tuple(cleaned for text in own_points if (cleaned := " ".join(text.split())))


def title_of(n: int, has_ask: bool, when: str) -> str:
    """How many points there are to say, as a headline."""
    if not n:
        return f"One ask {when}."
    points = f"{capital(number(n))} point{'' if n == 1 else 's'}"
    return f"{points} and one ask {when}." if has_ask else f"{points} {when}."


def _statement(view: View, found: Finding) -> Statement:
    """A finding led by its count; the beginning of its evidence, without the count, stands below it."""
    counts = out_of(found.n, found.of) if found.n is not None and found.of else ""
    if found.key == "continues":
        counts = across_time(view, found)
    evidence, *more = full_sentences(found.evidence) or [""]
    if more and n_words(f"{evidence} {more[0]}") <= MOST_WORDS:
        evidence = f"{evidence} {more[0]}"
    rest = evidence.removeprefix(f"{counts}; ") if counts else evidence
    return Statement(counts, found.headline, "" if rest.rstrip(".") == counts else capital(rest))


def _found(view: View) -> list[Finding]:
    """Findings in the order of their weight: of a day with who was missing and what goes on."""
    if view.is_day:
        told = list(findings(view.dataset, view.selection))
        first = [] if no_session(view) or only_filtered_pillars(view) else [headline_of(view)]
        gap = certainly_missing(view)
        more = [one for one in (gap, across_finding(view)) if isinstance(one, Finding)]
        rest = [one for one in told if one.key != told[0].key] if first else told
        return [one for one in (*first, *more, *rest) if one.kind != NOTHING][:MOST_OF_DAY]
    return list(findings(view.dataset, view.selection))[:MOST]
