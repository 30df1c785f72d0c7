"""Compute a slide from its reference, as the data are now."""

from dataclasses import replace

from igfdata.briefing.agenda import Changes, briefing_about
from igfdata.briefing.model import Slide
from igfdata.briefing.my_deck.chart_slides import CHARTS
from igfdata.briefing.my_deck.list_slides import finding, sessions
from igfdata.briefing.my_deck.scope import NothingToShow, scope_of
from igfdata.briefing.reference import Reference, read_reference
from igfdata.dataset import Dataset
from igfdata.delegation import read_delegation
from igfdata.selection import comparison_from_query


def slide_of(reference: str, dataset: Dataset, changes: Changes | None = None) -> Slide:
    """Compute a slide, with day and version of the data that it rests on.

    Parameters
    ----------
    changes
        Meeting → changes of its programme, for the slide that tells them.

    Raises
    ------
    NothingToShow
        When the data have nothing for it.
    ValueError
        When it is no reference, or the data do not know a value of it.
    """
    found = read_reference(reference)
    if found.kind == "slide":
        return replace(_of_briefing(found, dataset, changes), reference=reference)
    if found.kind == "chart" and found.name not in CHARTS:
        raise ValueError(f"chart: “{found.name[:40]}” found; expected {', '.join(CHARTS)}")
    scope = scope_of(dataset, found.address, found.options)
    make = {"finding": lambda: finding(scope, found.name), "sessions": lambda: sessions(scope)}
    made = CHARTS[found.name](scope) if found.kind == "chart" else make[found.kind]()
    return replace(made, reference=reference, data_state=scope.data_state)


def _of_briefing(found: Reference, dataset: Dataset, changes: Changes | None) -> Slide:
    options = found.options
    selection, comparison, notices = comparison_from_query(found.address, dataset, strict=True)
    delegation, more = read_delegation(options.get("delegates", []), options.get("delegate", []))
    if notices or more:
        raise ValueError(" ".join([*notices, *more]))
    made = briefing_about(
        dataset, selection, options.get("brief", [""])[-1], comparison=comparison, delegation=delegation, own_points=tuple(options.get("point", [])),
        ask=options.get("ask", [""])[-1], changes=changes,
    )  # fmt: skip
    slide = next((slide for slide in made.slides if slide.key == found.name), None)
    if slide is None:
        raise NothingToShow("The briefing has nothing to say on this slide now.")
    return replace(slide, data_state=made.data_state)
