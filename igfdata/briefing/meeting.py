"""What do we tell after the meeting? The slides of a whole meeting, and of two compared."""

from dataclasses import replace

from igfdata.briefing.briefing_view import check_meeting, meeting_view, the_meeting, view_of_both
from igfdata.briefing.day import briefing
from igfdata.briefing.model import Briefing
from igfdata.briefing.parts.balance import balance_of_meeting
from igfdata.briefing.parts.clashing import clashes_of_meeting
from igfdata.briefing.parts.comparability import comparability
from igfdata.briefing.parts.gaps import gaps
from igfdata.briefing.parts.headline import does_it_hold
from igfdata.briefing.parts.method import method
from igfdata.briefing.parts.missing import missing
from igfdata.briefing.parts.points import talking_points
from igfdata.briefing.parts.speaker_groups import speakers
from igfdata.briefing.parts.topics import topics_of_meeting
from igfdata.briefing.parts.two_meetings import coverage_of_both, mix_of_both, topics_of_both
from igfdata.dataset import Dataset
from igfdata.selection import Selection
from igfdata.vocabulary import slug


def meeting_briefing(dataset: Dataset, selection: Selection, *, own_points: tuple[str, ...] = (), ask: str = "") -> Briefing:
    """What does a whole meeting look like, for the report?

    Parameters
    ----------
    selection
        The audience's selection, of exactly one meeting; a limit to days is lifted.
    own_points, ask
        The user's own talking points, and what the coalition asks for.

    Returns
    -------
    Briefing
        Slides ``balance, missing, points``, then ``speakers, topics, robustness, gaps, clashes, method``: those with something to say.

    Raises
    ------
    ValueError
        When the selection is not about one meeting of the data.
    """
    view = meeting_view(dataset, selection)
    slides = (
        balance_of_meeting(view),
        missing(view),
        talking_points(view, own_points, ask),
        speakers(view),
        topics_of_meeting(view),
        does_it_hold(view),
        gaps(view),
        clashes_of_meeting(view),
        method(view),
    )
    return briefing(view, view.label, slides, f"{slug(view.meeting_id)}-meeting", notes=[])


def comparison_briefing(
    dataset: Dataset, selection: Selection, other_meeting: str, *, own_points: tuple[str, ...] = (), ask: str = ""
) -> Briefing:
    """What differs between two meetings, and how far can it be compared?

    Parameters
    ----------
    selection
        The audience's selection, of exactly one meeting; a limit to days is lifted.
    other_meeting
        Key of the other meeting; the earlier of both stands first.

    Returns
    -------
    Briefing
        Slides ``balance, speakers, topics, caution, points, method``.

    Raises
    ------
    ValueError
        When the meetings are not two of the data.
    """
    chosen = check_meeting(dataset, the_meeting(selection))
    if check_meeting(dataset, other_meeting) == chosen:
        raise ValueError(f"a comparison needs two meetings; {chosen!r} was given twice")
    view = view_of_both(dataset, replace(selection, meetings=(chosen, other_meeting)))
    slides = (
        coverage_of_both(view),
        mix_of_both(view),
        topics_of_both(view),
        comparability(view),
        talking_points(view, own_points, ask),
        method(view),
    )
    first, second = view.selection.meetings
    return briefing(view, view.label, slides, f"{slug(first)}-{slug(second)}-comparison", notes=[])
