"""The charts of the pages as slides, by the names that references have; with a comparison A and B where a slide can hold both."""

from collections.abc import Callable, Mapping

from igfdata.briefing.model import Slide
from igfdata.briefing.my_deck.both_on_slide import with_b
from igfdata.briefing.my_deck.group_slides import gaps, groups_by, ratios, speakers
from igfdata.briefing.my_deck.pillar_slides import leaning, pillars
from igfdata.briefing.my_deck.scope import Scope
from igfdata.briefing.my_deck.topic_slides import chance, changing, together, topics

CHARTS: Mapping[str, Callable[[Scope], Slide]] = {
    "pillars": pillars,
    "leaning": with_b(leaning),
    "speakers": speakers,
    "ratios": with_b(ratios),
    "groups-by": with_b(groups_by),
    "gaps": with_b(gaps),
    "topics": with_b(topics),
    "chance": chance,
    "changing": changing,
    "together": with_b(together),
}
"""Name of a chart in a reference → what draws it."""
