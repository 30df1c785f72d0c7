"""What do we tell the morning meeting? The slides of one day."""

from dataclasses import replace
from urllib.parse import urlencode

import pandas as pd

from igfdata.briefing.briefing_view import View, day_view
from igfdata.briefing.model import Briefing, Slide
from igfdata.briefing.slides.method import method
from igfdata.briefing.slides.missing_groups import gaps
from igfdata.briefing.slides.programme_changes import changes_of_programme, why_no_changes
from igfdata.briefing.slides.suggested import suggested
from igfdata.briefing.slides.to_say import talking_points
from igfdata.briefing.slides.topics import topics_of_day
from igfdata.briefing.slides.what_continues import continues
from igfdata.briefing.slides.what_happened import balance_of_day
from igfdata.briefing.slides.who_goes import programme
from igfdata.briefing.slides.who_spoke import speakers
from igfdata.briefing.slides.who_was_missing import missing
from igfdata.dataset import Dataset
from igfdata.delegation import Delegation
from igfdata.selection import Selection, describe, select, to_query
from igfdata.vocabulary import day_slug, slug
from igfdata.wording import listed

TWO = Delegation()


def day_briefing(
    dataset: Dataset,
    selection: Selection,
    day: str,
    *,
    delegation: Delegation = TWO,
    own_points: tuple[str, ...] = (),
    ask: str = "",
    changes: pd.DataFrame | None = None,
) -> Briefing:
    """What stood out on a day, who spoke, what is new, where must we be, what goes on?

    Parameters
    ----------
    selection
        The audience's selection, of exactly one meeting; its days are replaced by ``day``.
    day
        ``Day 2``, or ``Day unknown`` for sessions whose date no source gives.
    delegation
        The delegates who go to the sessions of the day after it, else of the day itself where it is still to come.
    own_points, ask
        The user's own talking points, and what the coalition asks for.
    changes
        Differences to the last version of the programme: ``kind, session, before, after`` and, where known,
        ``session_id``; of these, the sessions of the selection and those that were removed are told.

    Returns
    -------
    Briefing
        Slides ``balance, missing, programme, points``, then the appendix ``speakers, topics, continues, changes, gaps, method``:
        of these, the slides that have something to say.

    Raises
    ------
    ValueError
        When the selection is not about one meeting of the data, the day is none, or nobody goes.
    """
    view = day_view(dataset, selection, day)
    changed, absent = changes_slides(view, changes)
    slides = (
        balance_of_day(view),
        missing(view),
        programme(view, delegation=delegation),
        talking_points(view, own_points, ask),
        speakers(view),
        topics_of_day(view),
        continues(view),
        *changed,
        gaps(view),
        method(view),
    )
    return briefing(view, f"{view.meeting_label}, {view.label}", slides, stem_of(view), notes=[absent] if absent else [])


def briefing(view: View, title: str, slides: tuple[Slide, ...], file_stem: str, *, notes: list[str]) -> Briefing:
    """A briefing of slides about one view: its selection in words and as an address, and what is left out.

    Of a meeting that nobody has coded, slides without data give way to one of what its words suggest.
    """
    bare = [slide for slide in slides if slide.body is None]
    left_out = [slide.note for slide in bare]
    uncoded = view.uncoded
    first = suggested(view) if len(uncoded) == len(view.selection.meetings) else None
    if first or 0 < len(uncoded) < len(view.selection.meetings):
        names = listed(view.dataset.meeting_label(key) for key in uncoded)
        left_out = [f"Nobody has coded {names} yet, so there is no slide on: {'; '.join(slide.heading for slide in bare)}."]
        slides = (*filter(None, [first]), *slides)
    return Briefing(
        title=title,
        selection=describe(view.selection, view.dataset),
        query=urlencode(to_query(view.selection), doseq=True),
        data_date=view.dataset.data_date(view.selection.meetings),
        data_state=view.dataset.data_state(view.selection.meetings),
        slides=tuple(slide for slide in slides if slide.body is not None),
        file_stem=file_stem,
        left_out=(*left_out, *notes),
    )


def changes_slides(view: View, changes: pd.DataFrame | None) -> tuple[list[Slide], str | None]:
    """The slide on changes of the programme, or why there is none."""
    found = None if changes is None else _of_selection(changes, view, view.dataset)
    absent = why_no_changes(found)
    return ([] if found is None or absent else [changes_of_programme(view, found)]), absent


def _of_selection(changes: pd.DataFrame, view: View, dataset: Dataset) -> pd.DataFrame:
    """Changes of sessions that are selected, whatever their day, or are gone; those of other sessions are not for this audience."""
    if "session_id" not in changes:
        return changes
    chosen = set(select(dataset, replace(view.selection, days=())).sessions["session_id"])
    there = set(dataset.sessions["session_id"])
    keep = changes["session_id"].map(lambda key: key in chosen or key not in there).astype(bool)
    named = changes["session_id"].where(changes["session_id"].isin(there), changes["session"])
    return changes.assign(session=named)[keep]


def stem_of(view: View) -> str:
    """File name of a day, its meeting, day and date; or of a meeting."""
    if not view.is_day:
        return f"{slug(view.meeting_id)}-meeting"
    date = f"-{view.date.isoformat()}" if view.date else ""
    return f"{slug(view.meeting_id)}-{day_slug(view.label)}{date}"
