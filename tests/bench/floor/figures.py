"""The charts of each page of the dashboard, as it opens, without anything around them."""

from functools import cache
from typing import Any

from igfdata import Dataset, Selection, load, select
from igfdata import vocabulary as v
from igfdata.charts.group_charts import group_cells, presence_marks
from igfdata.charts.pillars import pillar_balance_ternary
from igfdata.charts.representation import representation_dots
from igfdata.charts.session_grid import session_grid
from igfdata.charts.sessions import day_timeline
from igfdata.charts.theme import Chart
from igfdata.charts.topic_dots import topic_dots
from igfdata.charts.who_speaks import who_speaks
from igfdata.measures.breakdown import sessions_by
from igfdata.measures.coverage import balance, pillar_coverage
from igfdata.measures.recurrence import topic_recurrence, topic_sessions
from igfdata.measures.references import representation
from igfdata.measures.session_marks import session_marks
from igfdata.measures.stakeholders import gap_cells, group_mix, official_shares

GROUPS = list(v.STAKEHOLDER_GROUPS)
VARIABLE = "stakeholder_group"


@cache
def dataset() -> Dataset:
    """The shipped data, read once a server."""
    return load()


def chosen(groups: list[str]) -> Dataset:
    """The newest meeting with some stakeholder groups."""
    return select(dataset(), Selection(meetings=(dataset().newest_meeting,), groups=tuple(groups)))


def figures(page: str, groups: list[str]) -> list[dict[str, Any]]:
    """The charts of a page under a filter by stakeholder groups, as plotly and all that draw with it take them."""
    return [chart.spec for chart in CHARTS[page](chosen(groups))]


def _keys(data: Dataset, by: str) -> dict[str, str]:
    return {key: key for key in sessions_by(data, by).names}


def _official() -> dict:
    return official_shares(dataset(), dataset().newest_meeting)


def _topics(data: Dataset, most: int) -> Chart:
    shown = topic_recurrence(data)["topic"].head(most)
    rows = {topic: dataset().topic_labels[topic] for topic in shown}
    return topic_dots(topic_sessions(data, by="day"), by="day", rows=rows, columns=_keys(data, "day"))


def _grid(data: Dataset) -> Chart:
    return session_grid(session_marks(data, by="day"), by="day", labels=_keys(data, "day"), totals=[pillar_coverage(data)])


def _overview(data: Dataset) -> list[Chart]:
    return [_grid(data), who_speaks(group_mix(data), reference=_official()), _topics(data, 10)]


def _pillars(data: Dataset) -> list[Chart]:
    return [_grid(data), pillar_balance_ternary(balance(data, by="day"), by="day", labels=_keys(data, "day"))]


def _stakeholders(data: Dataset) -> list[Chart]:
    columns = {key: label for key, label in _keys(data, "pillar").items() if key != v.UNCLEAR}
    return [
        who_speaks(group_mix(data), reference=_official()),
        representation_dots(representation(data, _official())),
        group_cells(group_mix(data, by="day"), variable=VARIABLE, by="day", columns=_keys(data, "day")),
        presence_marks(gap_cells(data), variable=VARIABLE, by="pillar", columns=columns),
    ]


def _sessions(data: Dataset) -> list[Chart]:
    timed = data.sessions[data.sessions["starts_at"].notna()]
    first = timed[timed["day"] == timed["day"].min()]
    return [day_timeline(first, clashing=set())] if len(first) else []


CHARTS = {
    "": _overview,
    "Rights_pillars": _pillars,
    "Stakeholder_mix": _stakeholders,
    "Recurring_topics": lambda data: [_topics(data, 20)],
    "Sessions": _sessions,
    "Briefing": lambda data: [],
    "Coding": lambda data: [],
    "Data_and_methods": lambda data: [],
}
"""Path of a page in the address → its charts."""
