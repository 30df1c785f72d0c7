"""The briefing that the product makes about a day or a meeting, or of two selections, each slide with what computes it again."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from igfdata.briefing.briefing_view import check_meeting
from igfdata.briefing.comparing import compared_briefing
from igfdata.briefing.day import day_briefing
from igfdata.briefing.meeting import meeting_briefing
from igfdata.briefing.model import Briefing, Slide
from igfdata.briefing.reference import Reference
from igfdata.briefing.slides import to_say, who_goes
from igfdata.dataset import Dataset
from igfdata.delegation import Delegation
from igfdata.selection import Comparison, Selection, comparison_to_query, to_query

WHOLE, VERSUS = "meeting", "versus-"
"""What a briefing is about, other than ``Day 2``: all days; ``versus-igf2024``, as the first version named a comparison with a meeting."""

Changes = Callable[[str], pd.DataFrame | None]
"""Meeting → changes of its programme since the last version, if there is one."""

TWO = Delegation()


def briefing_about(
    dataset: Dataset, selection: Selection, about: str, *, comparison: Comparison | None = None, delegation: Delegation = TWO,
    own_points: tuple[str, ...] = (), ask: str = "", changes: Changes | None = None,
) -> Briefing:  # fmt: skip
    """Make the briefing of a day (``Day 2``) or of the meeting (``meeting``), and of what it is compared with.

    Parameters
    ----------
    selection
        The audience's selection, of exactly one meeting; its days do not matter.
    comparison
        The selection, and B: its days follow where they do not differ.

    Raises
    ------
    ValueError
        When there is no such day or meeting.
    """
    if about.startswith(VERSUS):
        other = check_meeting(dataset, about.removeprefix(VERSUS))
        about, comparison = WHOLE, Comparison(selection, replace(selection, meetings=(other,)))
    here = replace(selection, days=() if about == WHOLE else (about,))
    found = changes(here.meetings[0]) if changes and here.meetings and here.days else None
    if comparison is not None:
        both = comparison.with_a(here)
        made = compared_briefing(dataset, both, delegation=delegation, own_points=own_points, ask=ask, changes=found)
        address = {**to_query(here), **comparison_to_query(both)}
    else:
        address = to_query(replace(selection, days=()))
        if about == WHOLE:
            made = meeting_briefing(dataset, selection, own_points=own_points, ask=ask)
        else:
            made = day_briefing(dataset, selection, about, delegation=delegation, own_points=own_points, ask=ask, changes=found)
    words = {"ask": [ask] if ask else [], "point": list(own_points)}

    def referenced(slide: Slide) -> Slide:
        more = words if slide.key == to_say.KEY else delegation.to_query() if slide.key == who_goes.KEY else {}
        return replace(slide, reference=str(Reference.of("slide", slide.key, address, brief=[about], **more)))

    return replace(made, slides=tuple(referenced(slide) for slide in made.slides))
