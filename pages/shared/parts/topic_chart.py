"""The chart of topics by day or meeting: those that come back as rows, the others folded until they are opened."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.theme import Chart, Pairs, drawn_once
from igfdata.charts.topic_dots import topic_dots
from igfdata.dataset import Dataset
from igfdata.findings.compared_titles import came_up_in_both_title
from igfdata.findings.phrases import number
from igfdata.findings.topic_titles import came_up_title
from igfdata.measures.recurrence import RECURRING_DAYS, compared_recurrence, topic_recurrence, topic_sessions
from igfdata.wording import agree, amount, capital, counted
from pages.shared.parts.axis_labels import added_up, head_labels
from pages.shared.parts.chart_card import Fold, Table
from pages.shared.parts.sides import compared_table, named_table
from pages.shared.view import View

FEW = 5
"""Rows that a chart has at least, where there are so many topics."""

NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}
TEXTS = {
    "undated": "undated only",
    "no_date": "Paler: no known date.",
    "compared": "Two columns a {by}: A, and B lighter.",
    "subtitle": "One dot is one session; {shown} of {of} topics, {first} first. Click for the sessions.",
    "recurring": "those on the most {by}s",
    "busiest": "those in the most sessions",
    "label": "Topics by {by}, in A and B",
}
"""Texts of this chart."""


@dataclass(frozen=True)
class TopicChart:
    """The figure, what is seen, how to read it, the table behind it, and the topics that are folded."""

    figure: Chart
    title: str
    subtitle: str
    table: Table
    fold: Fold | None


def topic_chart(
    view: View, *, by: str, most: int, columns: int, shaded: str | None = None, is_wide: bool = False
) -> TopicChart:
    """Draw the topics on three days (or meetings) and more, of one day the busiest; where the page compares, of A or B.

    Parameters
    ----------
    most, columns
        Rows and columns at most; of more days or meetings the latest.
    shaded
        The column that the page is about.
    """
    a, b = view.data, view.data_b
    topics, other = topic_sessions(a, by=by), None if b is None else topic_sessions(b, by=by)
    recurrence = topic_recurrence(a, over=by) if b is None else compared_recurrence(a, b, over=by)
    dated = set(recurrence["topic"])
    heads = head_labels(view, by)
    is_one = len(heads) == 1  # then no topic can come back
    recurring = int((recurrence["n_days"] >= RECURRING_DAYS).sum())
    undated = undated_topics([side for side in (topics, other) if side is not None], dated, view.dataset.topic_labels)
    of_sides = [set(side["category"][side["n"] > 0]) for side in (topics, other) if side is not None]
    ranked = [*recurrence["topic"], *undated]
    n_shown = most if is_one else min(most, max(recurring, FEW), len(recurrence))
    shown, folded = ranked[:n_shown], ranked[n_shown:]
    labels = {key: _short(key, label.split("<br>")[0], by) for key, label in list(heads.items())[-columns:]}

    def drawn(rows: list[str]) -> Chart:
        named = {topic: view.dataset.topic_labels[topic] for topic in rows}
        marked = None if b is not None or is_one else shaded  # where there is one column, it would stand out from nothing
        return _dots(a, b, by=by, rows=tuple(named.items()), columns=tuple(labels.items()), shaded=marked, is_wide=is_wide)

    first = TEXTS["busiest"] if is_one else TEXTS["recurring"].format(by=by)
    subtitle = TEXTS["subtitle"].format(shown=amount(len(shown)), of=amount(len(ranked)), first=first)
    subtitle += f" {TEXTS['compared'].format(by=by)}" if b is not None else ""
    subtitle += f" {TEXTS['no_date']}" if v.DAY_UNKNOWN in labels else ""
    subtitle += added_up(view, by)
    table = compared_table(
        view,
        lambda: named_table(view, topics[topics["n"] > 0], of="topic", by=by, n="Sessions"),
        topic_sessions,
        of="topic",
        by=by,
    )
    fold: Callable[[], Chart] = partial(drawn, folded)
    label = counted(len(folded), "more topic") if is_one else _folded(recurrence.iloc[n_shown:], len(undated), by)
    if b is not None:
        title = came_up_in_both_title(recurrence, of_sides[0], of_sides[1], by, TEXTS["label"].format(by=by))
    elif is_one:
        n_coded = int(a.session_topics["session_id"].nunique())
        title = f"{capital(number(len(ranked)))} {agree(len(ranked), 'topic', 'topics')} came up in {counted(n_coded, 'coded session')}"
    else:
        title = came_up_title(recurrence["n_days"], RECURRING_DAYS, by)
    return TopicChart(drawn(shown), title, subtitle, table, Fold(label, fold) if folded else None)


def undated_topics(sides: Sequence[pd.DataFrame], dated: Container[str], topics: Iterable[str]) -> list[str]:
    """Give the topics that only sessions without a date have, those in the most sessions first."""
    n = pd.concat(sides).groupby("category", observed=True)["n"].sum()
    occurring = [topic for topic in topics if n.get(topic, 0) and topic not in dated]
    return sorted(occurring, key=lambda topic: -n[topic])


@drawn_once
def _dots(a: Dataset, b: Dataset | None, *, by: str, rows: Pairs, columns: Pairs, shaded: str | None, is_wide: bool) -> Chart:
    topics, other = topic_sessions(a, by=by), None if b is None else topic_sessions(b, by=by)
    return topic_dots(topics, by=by, rows=dict(rows), columns=dict(columns), other=other, shaded=shaded, is_wide=is_wide)


def _short(key: str, label: str, by: str) -> str:
    """Name of a column, and after ``<br>`` the one for a narrow place."""
    if by == "day":
        return "No date<br>?" if key == v.DAY_UNKNOWN else f"{label}<br>{label.removeprefix('Day ')}"
    return label


def _folded(rest: pd.DataFrame, n_undated: int, by: str) -> str:
    """Name the topics that are folded, by the number of their days: ``On two days (12) · on one day only (14)``."""
    on = "on" if by == "day" else "at"
    parts = [
        f"{on} {NUMBERS.get(int(n_days), amount(n_days))} {f'{by} only' if n_days == 1 else f'{by}s'} ({amount(n)})"
        for n_days, n in rest["n_days"].value_counts().sort_index(ascending=False).items()
    ]
    parts += [f"{TEXTS['undated']} ({amount(n_undated)})"] if n_undated else []
    line = " · ".join(parts)
    return capital(line)
