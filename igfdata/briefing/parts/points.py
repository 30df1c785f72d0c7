"""Slide: what do we say? Findings with their figures, and the user's own points."""

from dataclasses import replace

from igfdata.briefing.evidence import figure, finding_figures, slide, without_data
from igfdata.briefing.model import Points, Slide
from igfdata.briefing.parts.continues import link_sentence, stated_links
from igfdata.briefing.view import View, no_session, sessions_here
from igfdata.findings import Finding, findings
from igfdata.findings.model import COUNTING, NOTHING
from igfdata.wording import counted

KEY = "points"
HEADING = "Talking points"
MOST = 6


def talking_points(view: View, own_points: tuple[str, ...] = ()) -> Slide:
    """Which sentences does the selection support, and what does the user add?"""
    own = tuple(cleaned for text in own_points if (cleaned := " ".join(text.split())))
    found = _found(view)[:MOST]
    if all(point.kind == NOTHING for _, point in found):
        found = []  # that there is nothing to tell, other slides tell
    if not found and not own:
        reason = no_session(view) or f"The {sessions_here(view)} support no computed sentence yet, and there are no own points."
        return without_data(view, KEY, HEADING, reason)
    items = tuple(text for text, _ in found)
    added = f", {counted(len(own), 'point')} of our own" if own else ""
    notes = [f"{number}. {text} {point.evidence}" for number, (text, point) in enumerate(found, start=1)]
    return slide(
        view,
        KEY,
        HEADING,
        f"{view.meeting_label + ', ' if view.is_day else ''}{view.label}: {counted(len(items), 'computed sentence')}{added}.",
        Points(items, own),
        denominator=f"computed from {sessions_here(view)}"
        + ("; days compared where the sentence says so" if view.is_day else ""),
        notes=[*notes, *(f"Own point, not computed: {text}" for text in own)],
        figures=[
            *finding_figures(point for _, point in found),
            figure("computed_sentences", view.label, len(items)),
            figure("own_points", view.label, len(own)),
        ],
        session_ids=[session_id for _, point in found for session_id in point.session_ids],
    )


def _found(view: View) -> list[tuple[str, Finding]]:
    """Sentences and their findings: of a day with what goes on from or to another day, of each of two meetings by its name."""
    if view.is_day:
        told = [(found.headline, found) for found in findings(view.dataset, view.selection)]
        links = _links(view)
        return [*told[: MOST - len(links)], *links]
    if len(view.selection.meetings) == 1:
        return [(found.headline, found) for found in findings(view.dataset, view.selection)]
    both = []
    for key in view.selection.meetings:
        of_meeting = findings(view.dataset, replace(view.selection, meetings=(key,)))
        both.append([(f"{view.dataset.meeting_label(key)}: {found.headline}", found) for found in of_meeting[: MOST // 2]])
    return [one for of_meeting in both for one in of_meeting]


def _links(view: View) -> list[tuple[str, Finding]]:
    """What the reports say goes on from or to another day."""
    links = stated_links(view)
    across = links[links["place"] != "within"]
    if across.empty:
        return []
    text = f"As the daily reports state: {'; '.join(link_sentence(view, link) for link in across.itertuples())}."
    ids = tuple(dict.fromkeys([*across["from_session_id"], *across["to_session_id"]]))
    return [(text, Finding("continues", COUNTING, text, "", n=len(across), of=len(links), session_ids=ids))]
