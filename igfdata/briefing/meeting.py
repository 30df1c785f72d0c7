"""What do we tell after the meeting? The slides of a whole meeting."""

from igfdata.briefing.briefing_view import meeting_view
from igfdata.briefing.day import briefing, stem_of
from igfdata.briefing.model import Briefing
from igfdata.briefing.slides.clashing import clashes_of_meeting
from igfdata.briefing.slides.headline_tests import does_it_hold
from igfdata.briefing.slides.method import method
from igfdata.briefing.slides.missing_groups import gaps
from igfdata.briefing.slides.to_say import talking_points
from igfdata.briefing.slides.topics import topics_of_meeting
from igfdata.briefing.slides.what_happened import balance_of_meeting
from igfdata.briefing.slides.who_spoke import speakers
from igfdata.briefing.slides.who_was_missing import missing
from igfdata.dataset import Dataset
from igfdata.selection import Selection


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
    return briefing(view, view.label, slides, stem_of(view), notes=[])
