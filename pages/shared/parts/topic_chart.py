"""The chart of topics by day or meeting: those that come back as rows, what is folded in words."""

from dataclasses import dataclass

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.theme import Chart
from igfdata.charts.topic_dots import topic_dots
from igfdata.measures.recurrence import RECURRING_DAYS
from igfdata.wording import amount
from pages.shared.parts.axis_labels import head_labels, topic_rows
from pages.shared.view import View

FEW = 5
"""Rows that a chart has at least, where there are so many topics."""

NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}
TEXTS = {
    "on": "On",
    "undated": "undated only",
    "subtitle": "One dot is one session; {shown} of {of} topics, those on the most {by}s first. Click for the sessions.",
}
"""Texts of this chart."""


@dataclass(frozen=True)
class TopicChart:
    """The figure, how to read it, and what is not drawn, in words."""

    figure: Chart
    subtitle: str
    notes: list[str]


def topic_chart(
    view: View,
    topics: pd.DataFrame,
    recurrence: pd.DataFrame,
    *,
    by: str,
    most: int,
    columns: int,
    shaded: str | None = None,
    is_wide: bool = False,
) -> TopicChart:
    """Draw the topics on three days (or meetings) and more.

    Parameters
    ----------
    topics, recurrence
        Of :mod:`igfdata.measures.recurrence`, by and over ``by``.
    most, columns
        Rows and columns at most; of more days or meetings the latest.
    shaded
        The column that the page is about.
    """
    recurring = int((recurrence["n_days"] >= RECURRING_DAYS).sum())
    shown = recurrence.head(min(most, max(recurring, FEW)))
    heads = dict(list(head_labels(view, by).items())[-columns:])
    labels = {key: _short(key, label.split("<br>")[0], by) for key, label in heads.items()}
    figure = topic_dots(
        topics, by=by, rows=topic_rows(view, shown["topic"].tolist()), columns=labels, shaded=shaded, is_wide=is_wide
    )
    occurring = topics.loc[topics["n"] > 0, "category"].nunique()
    subtitle = TEXTS["subtitle"].format(shown=amount(len(shown)), of=amount(occurring), by=by)
    return TopicChart(figure, subtitle, _folded(recurrence.iloc[len(shown) :], occurring - len(recurrence), by))


def _short(key: str, label: str, by: str) -> str:
    """Name of a column, and after ``<br>`` the one for a narrow place."""
    if by == "day":
        return "No date<br>?" if key == v.DAY_UNKNOWN else f"{label}<br>{label.removeprefix('Day ')}"
    return label


def _folded(rest: pd.DataFrame, n_undated: int, by: str) -> list[str]:
    """Say how many topics are not drawn, by the number of their days."""
    parts = [
        f"on {NUMBERS.get(int(n_days), amount(n_days))} {by}{'' if n_days == 1 else 's'} ({amount(n)})"
        for n_days, n in rest["n_days"].value_counts().sort_index(ascending=False).items()
    ]
    parts += [f"{TEXTS['undated']} ({amount(n_undated)})"] if n_undated > 0 else []
    return [f"Not drawn: {' · '.join(parts)}."] if parts else []
