"""Slide: what do we say? The ask of the user and own points first, then findings, each led by its figure, or by those of A and B."""

import re
from dataclasses import replace

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View, no_session, sessions_here
from igfdata.briefing.model import Slide, Statement, Statements
from igfdata.briefing.slides.slide_making import TwoSides, figure, finding_figures, slide, without_data
from igfdata.briefing.slides.what_continues import across_finding, across_time
from igfdata.briefing.slides.what_happened import HEADING as WHAT_HAPPENED
from igfdata.briefing.slides.what_happened import headline_of, only_filtered_pillars
from igfdata.briefing.slides.who_was_missing import certainly_missing
from igfdata.findings import Finding, comparison_findings, findings
from igfdata.findings.model import NOTHING
from igfdata.findings.phrases import full_sentences, n_words, number, short_enough
from igfdata.wording import capital, listed, out_of

KEY = "points"
HEADING = "To say this morning"
OF_MEETING = "To say about the meeting"
OWN_WORDS = "Our own words; nothing is computed."
MOST_OF_DAY, MOST = 3, 5
"""Findings told of a day, and at most sentences of one slide: the user's own ones take the place of findings, which the notes keep."""

MOST_WORDS = 18
"""Words of the evidence below a statement: its second sentence stands there only where both are short."""

NO_DIFFERENCE = "compared-no-difference"
"""Of the findings that say nothing is clear, the one to say: without it the counts would look like differences."""

SUBJECTS = {
    "certainly-missing": "missing groups", "missing-speakers": "missing groups", "continues": "what continues",
    "largest-group": "who spoke", "official-share": "who spoke", "topics": "topics", "same-hour": "clashes",
    "undated": "missing dates", "agreement": "the coding",
    "group": "who spoke", "topic": "topics",
}  # fmt: skip
"""What findings are about, by their keys, else by what they break down; all others are about pillars."""

SIZE = "compared-size"
"""The finding on the sizes of A and B: they stand in the footer of every slide."""


def talking_points(view: View, own_points: tuple[str, ...] = (), ask: str = "") -> Slide:
    """Which sentences does the selection support, and what does the user add and ask for?"""
    own = _clean(own_points)
    ask = " ".join(ask.split())
    found = [one for one in _found(view) if one.kind != NOTHING]  # that there is nothing to tell, other slides tell
    heading = HEADING if view.is_day else OF_MEETING
    if not found and not own and not ask:
        reason = no_session(view) or f"The {sessions_here(view)} support no finding yet, and there are no points of your own."
        return without_data(view, KEY, heading, reason)
    if len(found) == 1 and not own and not ask and _is_told_already(view, found[0]):
        return without_data(view, KEY, heading, f"The only finding is the headline of the slide “{WHAT_HAPPENED}”.")
    said = found[: _room(ask, own)]
    items = (*(Statement("", text, is_own=True) for text in own), *(_statement(view, one) for one in said))
    return slide(
        view, KEY, heading, _title(ask, own, said, "this morning" if view.is_day else "for the meeting"), Statements(ask, items),
        evidence=f"Computed from {sessions_here(view)}." if found else OWN_WORDS, notes=_notes(ask, found, own),
        figures=[*finding_figures(found), figure("points", view.label, len(items)), figure("own_points", view.label, len(own))],
        session_ids=[session_id for one in found for session_id in one.session_ids],
    )  # fmt: skip


def _is_told_already(view: View, found: Finding) -> bool:
    """Whether the slide on what happened has this finding as its headline."""
    return only_filtered_pillars(view) is None and found.headline == headline_of(view).headline


def _room(ask: str, own: tuple[str, ...]) -> int:
    """How many findings have room on the slide, next to the ask and the user's own points?"""
    return max(0, MOST - bool(ask) - len(own))


def _notes(ask: str, found: list[Finding], own: tuple[str, ...]) -> list[str]:
    told = [f"{at}. {one.headline} {one.evidence}" for at, one in enumerate(found, start=1)]
    return [*([f"Our ask: {ask}"] if ask else []), *told, *(f"Our point, not computed: {text}" for text in own)]


def _clean(own_points: tuple[str, ...]) -> tuple[str, ...]:
    """The user's own points, each on one line, without empty ones."""
    return tuple(cleaned for text in own_points if (cleaned := " ".join(text.split())))


def _title(ask: str, own: tuple[str, ...], found: list[Finding], when: str) -> str:
    """What to raise, in a sentence: ``Raise our ask and three points, on protection, missing groups and what continues.``

    That no difference is clear is the message itself. Where the subjects make it too long, only how many points there are and when.
    """
    parts = ["our ask"] if ask else []
    parts += [f"{_points(len(own))} of our own"] if own else []
    parts += [f"{number(len(found))} more" if own else _points(len(found))] if found else []
    lead = f"Raise {listed(parts)}"
    subjects = list(dict.fromkeys(map(_subject, found)))
    made = [f"{lead}, on {listed(subjects, most=most)}." for most in (MOST, 2) if subjects and not own]
    if found and found[0].key == NO_DIFFERENCE and not own:
        made = ["Raise our ask; no difference between A and B is clearer than chance." if ask else found[0].headline]
    made.append(f"{lead} {when}.")
    return short_enough(*made)


def _points(n: int) -> str:
    return f"{number(n)} {'point' if n == 1 else 'points'}"


def _subject(found: Finding) -> str:
    """What a finding is about, in two or three words."""
    pillar = v.PILLARS.label(found.pillar).lower() if found.pillar else ""
    return SUBJECTS.get(found.key) or pillar or SUBJECTS.get(found.breakdown or "", "the pillars")


def _statement(view: View, found: Finding) -> Statement:
    """A finding led by its count; the beginning of its evidence, without the count, stands below it."""
    counts = out_of(found.n, found.of) if found.n is not None and found.of else ""
    if found.key == "continues":
        counts = across_time(view, found)
    evidence, *more = full_sentences(found.evidence) or [""]
    if more and n_words(f"{evidence} {more[0]}") <= MOST_WORDS:
        evidence = f"{evidence} {more[0]}"
    rest = re.sub(rf"^{re.escape(counts)}( sessions)?[;,] ", "", evidence) if counts else evidence
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
    return list(findings(view.dataset, view.selection))


def points_of_both(both: TwoSides, own_points: tuple[str, ...] = (), ask: str = "") -> Slide:
    """Which sentences does the comparison support, and what does the user add and ask for?"""
    own, ask = _clean(own_points), " ".join(ask.split())
    every = comparison_findings(both.dataset, both.sides.comparison)
    found = [one for one in every if one.key == NO_DIFFERENCE or (one.kind != NOTHING and one.key != SIZE)]
    is_day = both.view.is_day
    heading = HEADING if is_day else OF_MEETING
    if not found and not own and not ask:
        return both.without(
            KEY, heading, both.empty or "The comparison supports no finding, and there are no points of your own."
        )
    nothing_is_clear = bool(found) and found[0].key == NO_DIFFERENCE
    title = _title(ask, own, found[: _room(ask, own)], "this morning" if is_day else "for the meeting")
    evidence = both.sentence if found else OWN_WORDS
    said = found
    if nothing_is_clear and not own and len(found) > 1:  # the headline says it, so the sentences do not say it again
        evidence, said = " ".join(full_sentences(found[0].evidence)[:2]), found[1:]
    shared, told = _told_once([_statement_of_both(one, nothing_is_clear) for one in said[: _room(ask, own)]])
    items = (*(Statement("", text, is_own=True) for text in own), *told)
    evidence = " ".join([evidence, *shared])
    return both.slide(
        KEY, heading, title, Statements(ask, items), evidence=evidence, notes=_notes(ask, found, own), figures=finding_figures(found),
    )  # fmt: skip


def _told_once(said: list[Statement]) -> tuple[list[str], list[Statement]]:
    """Sentences that stand below every statement, for the line above all of them, and the statements without them."""
    below = [full_sentences(one.evidence) for one in said]
    shared = [text for text in below[0] if all(text in texts for texts in below)] if len(said) > 1 else []
    rest = (" ".join(text for text in texts if text not in shared) for texts in below)
    return shared, [replace(one, evidence=text) for one, text in zip(said, rest, strict=True)]


def _statement_of_both(found: Finding, nothing_is_clear: bool) -> Statement:
    """A finding led by the counts of both; below it the difference, and what chance would do where that is not yet said of all."""
    told = full_sentences(found.evidence)
    if found.n is None or found.of is None or found.b_n is None or found.b_of is None:
        return Statement("", found.headline, " ".join(told[: 1 if nothing_is_clear else 2]))
    few = min(found.of, found.b_of) < v.SMALL_N  # then the first sentence says only that the counts stand alone
    first = 1 if few and found.chance_asked is not None else 0
    below = told[first : 1 if nothing_is_clear else 2]
    return Statement(f"A {out_of(found.n, found.of)}\nB {out_of(found.b_n, found.b_of)}", found.headline, " ".join(below))
