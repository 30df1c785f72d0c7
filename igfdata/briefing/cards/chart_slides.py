"""The charts of the pages as slides, by the names that references have; with a comparison A and B where a slide can hold both."""

from collections.abc import Callable, Mapping

from igfdata.briefing.cards.both_on_slide import with_b
from igfdata.briefing.cards.group_slides import gaps, groups_by, ratios, speakers
from igfdata.briefing.cards.pillar_slides import leaning, pillars
from igfdata.briefing.cards.scope import Scope
from igfdata.briefing.cards.topic_slides import chance, changing, together, topics
from igfdata.briefing.model import Slide

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
