"""Which slides tell a day, a meeting, or two selections, in which order? The briefing that the product makes."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from urllib.parse import urlencode

import pandas as pd

from igfdata.briefing.briefing_view import View, check_meeting, day_view, meeting_view
from igfdata.briefing.model import Briefing, Slide
from igfdata.briefing.reference import Reference
from igfdata.briefing.slides import to_say, topics, what_happened, who_goes, who_spoke, who_was_missing
from igfdata.briefing.slides.method import how_far_to_compare, method, method_of_both
from igfdata.briefing.slides.programme_alone import changes_of_programme, of_selection, suggested, why_no_changes
from igfdata.briefing.slides.slide_making import TwoSides, only_of_a
from igfdata.briefing.slides.what_continues import continues
from igfdata.dataset import Dataset
from igfdata.findings import sides_of
from igfdata.measures.delegates import Delegation
from igfdata.selection import Comparison, Selection, comparison_to_query, describe, to_query
from igfdata.vocabulary import day_slug, slug
from igfdata.wording import listed, lower

WHOLE, VERSUS = "meeting", "versus-"
"""What a briefing is about, other than ``Day 2``: all days; ``versus-igf2024``, as the first version named a comparison with a meeting."""

OF_ONE = "Slides on what continues, gaps, clashes and tests are about one selection: end the comparison to see them."

Changes = Callable[[str], pd.DataFrame | None]
"""Meeting → changes of its programme since the last version, if there is one (see ``programme_alone``)."""

TWO = Delegation()


def briefing_about(
    dataset: Dataset, selection: Selection, about: str = WHOLE, *, comparison: Comparison | None = None,
    delegation: Delegation = TWO, own_points: tuple[str, ...] = (), ask: str = "", changes: Changes | None = None,
) -> Briefing:  # fmt: skip
    """Make the briefing of a day or of the meeting, and of what it is compared with.

    Parameters
    ----------
    selection
        The audience's selection, of exactly one meeting; its days do not matter.
    about
        ``Day 2``, ``Day unknown`` for sessions whose date no source gives, or ``meeting``.
    comparison
        The selection, and B: its days follow where they do not differ.
    delegation
        Who goes to the sessions of the next day, else of the day itself where it is still to come; of a comparison: of A.
    own_points, ask
        The user's own talking points, and what the coalition asks for.

    Returns
    -------
    Briefing
        The slides that have something to say: a morning first, then its appendix. Each names what computes it again.

    Raises
    ------
    ValueError
        When the selection is not about one meeting of the data, there is no such day, or nobody goes.
    """
    if about.startswith(VERSUS):
        other = check_meeting(dataset, about.removeprefix(VERSUS))
        about, comparison = WHOLE, Comparison(selection, replace(selection, meetings=(other,)))
    view = meeting_view(dataset, selection) if about == WHOLE else day_view(dataset, selection, about)
    changed, absent = _changes(view, changes)
    if comparison is not None:
        comparison = comparison.with_a(view.selection)
        both = TwoSides(view, sides_of(dataset, comparison))
        made = _briefing(view, _slides_of_both(both, delegation, own_points, ask, changed), [*absent, OF_ONE])
        made = _named_after_both(made, both)
        address = {**to_query(view.selection), **comparison_to_query(comparison)}
    else:
        slides = _slides_of_meeting(view, own_points, ask)
        if view.is_day:
            slides = _slides_of_day(view, delegation, own_points, ask, changed)
        made = _briefing(view, slides, absent)
        address = to_query(replace(selection, days=()))
    words = {"ask": [ask] if ask else [], "point": list(own_points)}

    def referenced(slide: Slide) -> Slide:
        more = words if slide.key == to_say.KEY else delegation.to_query() if slide.key == who_goes.KEY else {}
        return replace(slide, reference=str(Reference.of("slide", slide.key, address, brief=[about], **more)))

    return replace(made, slides=tuple(referenced(slide) for slide in made.slides))


def _slides_of_day(
    view: View, delegation: Delegation, own_points: tuple[str, ...], ask: str, changed: list[Slide]
) -> list[Slide]:
    """What stood out on a day, who was missing, where must we be, what do we say; then the appendix."""
    return [
        what_happened.on_day(view),
        who_was_missing.missing(view),
        who_goes.programme(view, delegation=delegation),
        to_say.talking_points(view, own_points, ask),
        who_spoke.speakers(view),
        topics.of_day(view),
        continues(view),
        *changed,
        who_was_missing.gaps(view),
        method(view),
    ]


def _slides_of_meeting(view: View, own_points: tuple[str, ...], ask: str) -> list[Slide]:
    """What a whole meeting looks like, for the report."""
    return [
        what_happened.at_meeting(view),
        who_was_missing.missing(view),
        to_say.talking_points(view, own_points, ask),
        who_spoke.speakers(view),
        topics.of_meeting(view),
        what_happened.does_it_hold(view),
        who_was_missing.gaps(view),
        who_goes.clashes_of_meeting(view),
        method(view),
    ]


def _slides_of_both(
    both: TwoSides, delegation: Delegation, own_points: tuple[str, ...], ask: str, changed: list[Slide]
) -> list[Slide]:
    """How A and B differ, who was missing in each, and what we say; slides of A alone say so, and are about its day."""
    return [
        what_happened.in_both(both),
        who_was_missing.missing_in_both(both),
        *([only_of_a(who_goes.programme(both.view, delegation=delegation))] if both.view.is_day else []),
        to_say.points_of_both(both, own_points, ask),
        who_spoke.speakers_of_both(both),
        topics.of_both(both),
        how_far_to_compare(both),
        *map(only_of_a, changed),
        method_of_both(both),
    ]


def _changes(view: View, changes: Changes | None) -> tuple[list[Slide], list[str]]:
    """The slide on changes of the programme, or why there is none; a whole meeting has neither."""
    if not view.is_day:
        return [], []
    every = changes(view.meeting_id) if changes else None
    found = None if every is None else of_selection(every, view)
    if absent := why_no_changes(found):
        return [], [absent]
    assert found is not None
    return [changes_of_programme(view, found)], []


def _briefing(view: View, slides: Iterable[Slide], notes: list[str]) -> Briefing:
    """A briefing of slides: its selection in words and as an address, and what is left out.

    Of a meeting that nobody has coded, slides without data give way to one of what its words suggest.
    """
    slides = list(slides)
    bare = [slide for slide in slides if slide.body is None]
    left_out = [slide.note for slide in bare]
    uncoded = view.uncoded
    first = suggested(view) if len(uncoded) == len(view.selection.meetings) else None
    if first or 0 < len(uncoded) < len(view.selection.meetings):
        names = listed(view.dataset.meeting_label(key) for key in uncoded)
        left_out = [f"Nobody has coded {names} yet, so there is no slide on: {'; '.join(slide.heading for slide in bare)}."]
        slides = [*filter(None, [first]), *slides]
    day = f"{day_slug(view.label)}{f'-{view.date.isoformat()}' if view.date else ''}" if view.is_day else "meeting"
    return Briefing(
        title=f"{view.meeting_label}, {view.label}" if view.is_day else view.label,
        selection=describe(view.selection, view.dataset),
        query=urlencode(to_query(view.selection), doseq=True),
        data_date=view.dataset.data_date(view.selection.meetings),
        data_state=view.dataset.data_state(view.selection.meetings),
        slides=tuple(slide for slide in slides if slide.body is not None),
        file_stem=f"{slug(view.meeting_id)}-{day}",
        left_out=(*left_out, *notes),
    )


def _named_after_both(made: Briefing, both: TwoSides) -> Briefing:
    """A briefing with the name, selection and data of A and B: meeting and day stand in front where they do not tell A from B."""
    comparison, view, dataset = both.sides.comparison, both.view, both.dataset
    first, second = both.sides.names
    told = {field.attribute for field in comparison.different}
    if "meetings" in told:
        title = f"{first} and {second}"
    else:
        where = f"{view.meeting_label}, {view.label}" if view.is_day and "days" not in told else view.meeting_label
        names = first if "days" in told else lower(first), second if "days" in told else lower(second)
        title = f"{where}: {names[0]} and {names[1]}" if told else f"{where}, compared with itself"
    return replace(
        made,
        title=title,
        selection=f"{both.sentence} {both.sizes}.",
        query=urlencode({**to_query(comparison.a), **comparison_to_query(comparison)}, doseq=True),
        data_date=dataset.data_date(comparison.meetings),
        data_state=dataset.data_state(comparison.meetings),
        file_stem=f"{made.file_stem}-compared",
    )
