"""Slide: what do we say? Computed sentences with their figures, and the user's own."""

from dataclasses import replace

from igfdata.briefing.evidence import figure, slide, without_data
from igfdata.briefing.findings import (
    Finding,
    findings,
    leading_pillar,
    loudest_group,
    pillar_balance,
    pillar_of_a_day,
    recurring_topics,
)
from igfdata.briefing.model import Points, Slide
from igfdata.briefing.parts.continues import link_sentence, stated_links
from igfdata.briefing.view import View, no_session, sessions_here
from igfdata.selection import select
from igfdata.wording import counted

KEY = "points"
HEADING = "Talking points"
MOST = 6


def talking_points(view: View, own_points: tuple[str, ...] = ()) -> Slide:
    """Which sentences does the selection support, and what does the user add?"""
    own = tuple(cleaned for text in own_points if (cleaned := " ".join(text.split())))
    found = supported(view, _found(view))[:MOST]
    if not found and not own:
        reason = no_session(view) or f"The {sessions_here(view)} support no computed sentence yet, and there are no own points."
        return without_data(view, KEY, HEADING, reason)
    items = tuple(point.text for point in found)
    added = f", {counted(len(own), 'point')} of our own" if own else ""
    notes = [f"{number}. {point.text}" for number, point in enumerate(found, start=1)]
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
            *(figure(*numbers) for point in found for numbers in point.figures),
            figure("computed_sentences", view.label, len(items)),
            figure("own_points", view.label, len(own)),
        ],
        session_ids=[session_id for point in found for session_id in point.session_ids],
    )


def _found(view: View) -> list[Finding]:
    """Findings of a day with those that compare it, of a meeting, or of each of two meetings by its name."""
    if view.is_day:
        return _of_day(view)
    if len(view.selection.meetings) == 1:
        return list(findings(view.data))
    found = []
    for key in view.selection.meetings:
        data = select(view.dataset, replace(view.selection, meetings=(key,)))
        points = [point for make in (leading_pillar, pillar_balance, loudest_group) if (point := make(data))]
        found += [_named(point, view.dataset.meeting_label(key)) for point in points]
    return found


def supported(view: View, found: list[Finding]) -> list[Finding]:
    """Findings that are no mere echo of the filter: no balance under a filter by pillar, no recurrence under one by topic."""
    echoes: set[str] = set()
    if view.selection.pillars:
        echoes |= {"pillar_day", "pillars", "balance"}
    if view.selection.topics:
        echoes |= {"recurrence"}
    if view.selection.groups or view.selection.regions:
        echoes |= {"speakers"} | ({"gap"} if view.selection.persons == "group" else set())
    return [point for point in found if point.key not in echoes]


def _of_day(view: View) -> list[Finding]:
    """Findings of a day: it beside all other days, then its own, then what goes on from or to another day."""
    if not view.n_sessions:
        return []
    beside = pillar_of_a_day(view.meeting, day=view.label)
    of_day = [_named(point, view.label) for point in findings(view.data) if point.key != "continues"]
    back = recurring_topics(view.until)
    until = [_named(back, f"Until {view.label}")] if back else []
    return [*([beside] if beside else []), *of_day[: MOST - 2], *_links(view), *until]


def _named(point: Finding, scope: str) -> Finding:
    """A sentence that says what it is about when it stands alone."""
    return point if scope in point.text else replace(point, text=f"{scope}: {point.text}")


def _links(view: View) -> list[Finding]:
    links = stated_links(view)
    across = links[links["place"] != "within"]
    if across.empty:
        return []
    text = "; ".join(link_sentence(view, link) for link in across.itertuples())
    ids = tuple(dict.fromkeys([*across["from_session_id"], *across["to_session_id"]]))
    figures = (("stated_links", view.label, float(len(across)), float(len(links))),)
    return [Finding("continues", f"As the daily reports state: {text}.", figures, ids)]
