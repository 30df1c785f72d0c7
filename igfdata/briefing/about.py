"""The briefing that the product makes about a day, a meeting or two meetings, each slide with what computes it again."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from igfdata.briefing.day import day_briefing
from igfdata.briefing.meeting import comparison_briefing, meeting_briefing
from igfdata.briefing.model import Briefing, Slide
from igfdata.briefing.parts import points, who_goes
from igfdata.briefing.reference import Reference
from igfdata.dataset import Dataset
from igfdata.delegation import Delegation
from igfdata.selection import Selection, to_query

WHOLE, VERSUS = "meeting", "versus-"
"""What a briefing is about, beside ``Day 2``: the meeting, and ``versus-igf2024``."""

Changes = Callable[[str], pd.DataFrame | None]
"""Meeting → changes of its programme since the last version, if there is one."""

TWO = Delegation()


def briefing_about(
    dataset: Dataset, selection: Selection, about: str, *, delegation: Delegation = TWO, own_points: tuple[str, ...] = (),
    ask: str = "", changes: Changes | None = None,
) -> Briefing:  # fmt: skip
    """Make the briefing of a day (``Day 2``), of the meeting (``meeting``), or of it and another (``versus-igf2024``).

    Parameters
    ----------
    selection
        The audience's selection, of exactly one meeting; its days do not matter.

    Raises
    ------
    ValueError
        When there is no such day or meeting.
    """
    if about == WHOLE:
        made = meeting_briefing(dataset, selection, own_points=own_points, ask=ask)
    elif about.startswith(VERSUS):
        made = comparison_briefing(dataset, selection, about.removeprefix(VERSUS), own_points=own_points, ask=ask)
    else:
        found = changes(selection.meetings[0]) if changes and selection.meetings else None
        made = day_briefing(dataset, selection, about, delegation=delegation, own_points=own_points, ask=ask, changes=found)
    address = to_query(replace(selection, days=()))
    words = {"ask": [ask] if ask else [], "point": list(own_points)}

    def referenced(slide: Slide) -> Slide:
        more = words if slide.key == points.KEY else delegation.to_query() if slide.key == who_goes.KEY else {}
        return replace(slide, reference=str(Reference.of("slide", slide.key, address, brief=[about], **more)))

    return replace(made, slides=tuple(referenced(slide) for slide in made.slides))
