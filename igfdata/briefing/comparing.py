"""What do we tell about two selections? The briefing of a day or of a meeting in which A is compared with B."""

from dataclasses import replace
from urllib.parse import urlencode

import pandas as pd

from igfdata.briefing.briefing_view import day_view, meeting_view
from igfdata.briefing.day import TWO, briefing, changes_slides, stem_of
from igfdata.briefing.model import Briefing
from igfdata.briefing.slides.both_method import how_far_to_compare, meetings_of_both, method_of_both
from igfdata.briefing.slides.both_people import missing_in_both, speakers_of_both
from igfdata.briefing.slides.both_pillars import pillars_of_both
from igfdata.briefing.slides.both_points import points_of_both
from igfdata.briefing.slides.both_topics import topics_of_both
from igfdata.briefing.slides.two_sides import TwoSides, only_of_a
from igfdata.briefing.slides.who_goes import programme
from igfdata.dataset import Dataset
from igfdata.delegation import Delegation
from igfdata.findings import sides_of
from igfdata.findings.phrases import lower
from igfdata.selection import Comparison, comparison_to_query, to_query

OF_ONE = "Slides on what continues, gaps, clashes and tests are about one selection: end the comparison to see them."


def compared_briefing(
    dataset: Dataset,
    comparison: Comparison,
    *,
    delegation: Delegation = TWO,
    own_points: tuple[str, ...] = (),
    ask: str = "",
    changes: pd.DataFrame | None = None,
) -> Briefing:
    """How do A and B differ, who was missing in each, and what do we say?

    Parameters
    ----------
    comparison
        A is of exactly one meeting and of one day or all its days; B is whatever it is.
    delegation, own_points, ask, changes
        As of :func:`igfdata.briefing.day.day_briefing`; who goes where, and what changed, is of A alone.

    Returns
    -------
    Briefing
        Slides ``balance, missing, programme, points, speakers, topics, caution, changes, method``: those with something to say.
        The two of A alone say so. A whole meeting has no ``programme`` and no ``changes``.

    Raises
    ------
    ValueError
        When A is not about one meeting of the data, or about several days.
    """
    a = comparison.a
    if len(a.days) > 1:
        raise ValueError(f"a briefing is about one day or about all days; A has {', '.join(a.days)}")
    view = day_view(dataset, a, a.days[0]) if a.days else meeting_view(dataset, a)
    both = TwoSides(view, sides_of(dataset, comparison))
    changed, absent = changes_slides(view, changes) if a.days else ([], None)
    slides = (
        pillars_of_both(both),
        missing_in_both(both),
        *([only_of_a(programme(view, delegation=delegation))] if a.days else []),
        points_of_both(both, own_points, ask),
        speakers_of_both(both),
        topics_of_both(both),
        how_far_to_compare(both),
        *map(only_of_a, changed),
        method_of_both(both),
    )
    made = briefing(view, _title(both), slides, f"{stem_of(view)}-compared", notes=[*filter(None, [absent]), OF_ONE])
    meetings = meetings_of_both(both)
    return replace(
        made,
        selection=f"{both.sentence} {both.sizes}.",
        query=urlencode({**to_query(a), **comparison_to_query(comparison)}, doseq=True),
        data_date=dataset.data_date(meetings),
        data_state=dataset.data_state(meetings),
    )


def _title(both: TwoSides) -> str:
    """What is compared: the meeting and the day stand in front where they do not tell A from B."""
    first, second = both.sides.names
    told = {field.attribute for field in both.sides.comparison.different}
    if "meetings" in told:
        return f"{first} and {second}"
    day = f", {both.view.label}" if both.view.is_day and "days" not in told else ""
    where = f"{both.view.meeting_label}{day}"
    if not told:
        return f"{where}, compared with itself"
    return f"{where}: {first if 'days' in told else lower(first)} and {second if 'days' in told else lower(second)}"
