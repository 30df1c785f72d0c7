"""The chart of topics by day or meeting: those that come back as rows, what is folded in words."""

from dataclasses import dataclass, replace

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.theme import Chart
from igfdata.charts.topic_dots import topic_dots
from igfdata.measures.recurrence import RECURRING_DAYS, topic_sessions
from igfdata.selection import either, in_both
from igfdata.selection.selecting import Part
from igfdata.wording import amount
from pages.shared.parts.axis_labels import head_labels, topic_rows
from pages.shared.parts.comparison_table import compared_words
from pages.shared.view import View

FEW = 5
"""Rows that a chart has at least, where there are so many topics."""

NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}
TEXTS = {
    "on": "On",
    "undated": "undated only",
    "compared": "A dot is in A, a ring only in B.",
    "subtitle": "One dot is one session; {shown} of {of} topics, those on the most {by}s first. Click for the sessions.",
}
"""Texts of this chart."""


@dataclass(frozen=True)
class TopicChart:
    """The figure, how to read it, and what is not drawn, in words."""

    figure: Chart
    subtitle: str
    notes: list[str]


def with_b(view: View) -> View:
    """The view of the sessions of A or B, whose topics a chart of both has as rows; the view itself where B is not drawn."""
    return replace(view, data=either(view.comparison, view.dataset)) if draws_b(view) and view.comparison else view


def draws_b(view: View) -> bool:
    """Tell whether B is drawn: not where the same sessions have other codes in it, which would be two dots for one session."""
    return view.comparison is not None and view.data_b is not None and view.comparison.a.coder == view.comparison.b.coder


def _second(view: View, by: str) -> tuple[pd.DataFrame | None, pd.DataFrame | None]:
    """Topics of B, and of its sessions that are not in A; nothing where B is not drawn."""
    if not draws_b(view) or view.data_b is None:
        return None, None
    alone = Part.of(view.data_b, ~in_both(view.data_b, view.data))
    return topic_sessions(view.data_b, by=by), topic_sessions(alone, by=by)


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
    heads = dict(list(head_labels(with_b(view), by).items())[-columns:])
    labels = {key: _short(key, label.split("<br>")[0], by) for key, label in heads.items()}
    other, only_other = _second(view, by)
    figure = topic_dots(
        topics, by=by, rows=topic_rows(view, shown["topic"].tolist()), columns=labels, shaded=shaded, is_wide=is_wide,
        other=other, only_other=only_other,
    )  # fmt: skip
    occurring = topics.loc[topics["n"] > 0, "category"].nunique()
    if other is not None:
        occurring = len({*topics.loc[topics["n"] > 0, "category"], *other.loc[other["n"] > 0, "category"]})
    subtitle = TEXTS["subtitle"].format(shown=amount(len(shown)), of=amount(occurring), by=by)
    subtitle += f" {TEXTS['compared']}" if other is not None else compared_words(view)
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
