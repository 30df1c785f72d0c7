"""Labels of the values of a split, short enough for an axis."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from igfdata import vocabulary as v
from igfdata.counting import total
from igfdata.dataset import Dataset
from igfdata.escaping import for_plotly
from igfdata.measures.breakdown import rows_by, sessions_by
from igfdata.memory import remembered
from igfdata.names import value_label
from pages.shared.view import View


def axis_labels(view: View, by: str) -> dict[str, str]:
    """Key → label of the values that A has, or B where there is one, in order."""
    return {key: value_label(by, key, view.dataset) for key in _keys(view, by)}


def head_labels(view: View, by: str) -> dict[str, str]:
    """Key → label with its detail after ``<br>``, inert as HTML: ``Day 2<br>Wed 25``, ``2025<br>Lillestrøm``.

    Days and meetings stand in their order, others by the number of their sessions. Where the page compares, the keys of A and of B.
    """
    labels = axis_labels(view, by)
    if by == "day":
        return _dated(view, list(labels))
    if by == "meeting":
        cities = view.data.meetings.set_index("meeting_id")["city"]
        parts = {key: (label.removeprefix("IGF "), cities.get(key, "")) for key, label in labels.items()}
        return {key: "<br>".join(map(for_plotly, filter(None, names))) for key, names in parts.items()}
    n = _keys(view, by)
    return {key: for_plotly(labels[key]) for key in sorted(labels, key=lambda key: -n[key])}


def _keys(view: View, by: str) -> dict[str, int]:
    """Values that the sessions of A and B have, in their order, with the number of these sessions."""
    n: Counter[str] = Counter()
    for data in _sides(view):
        keys = sessions_by(data, by)
        n.update(dict(zip(keys.names, total(keys).tolist(), strict=True)))
    return {name: n[name] for name in rows_by(view.data, by).names if name in n}


def _sides(view: View) -> list[Dataset]:
    return [data for data in (view.data, view.data_b) if data is not None]


def _dated(view: View, days: list[str]) -> dict[str, str]:
    """Days with weekday and date; the month where it begins."""
    labels, month = {}, 0
    is_one = view.comparison is None or view.comparison.b.meetings == view.selection.meetings
    meeting = view.meeting if is_one else None
    for day in days:
        date = day_date(view.dataset, meeting, day)
        labels[day] = day if date is None else f"{day}<br>{date:%a} {date.day}{'' if date.month == month else f' {date:%B}'}"
        month = month if date is None else date.month
        if day == v.DAY_UNKNOWN:
            labels[day] = "No date<br>not known" if meeting else "No date"
    return labels


ADDED_UP = " Days with the same number are one day here, across meetings."
"""End of the subtitle of a chart in which Day 2 of one meeting and Day 2 of another are one day."""


def has_several_meetings(view: View) -> bool:
    """Tell whether the sessions of the selection, or of what it is compared with, are of several meetings."""
    return any(data.column("sessions", "meeting_row").nunique() > 1 for data in _sides(view))


def breakdowns(view: View, choices: Mapping[str, str]) -> dict[str, str]:
    """Breakdowns that a page offers, its usual one first; of several meetings that by meeting, as their days are not one day."""
    first = {"meeting": choices["meeting"]} if has_several_meetings(view) else {}
    return first | dict(choices)


def added_up(view: View, by: str) -> str:
    """Say in the subtitle of a chart by a breakdown that days of several meetings are added up; else nothing."""
    return ADDED_UP if by == "day" and has_several_meetings(view) else ""


def column_labels(view: View, by: str) -> dict[str, str]:
    """Key → label of a column in the order of the values: a day with its date after ``<br>``, a meeting as its year."""
    labels = axis_labels(view, by)
    if by == "day":
        return _dated(view, list(labels))
    return {key: for_plotly(label.removeprefix("IGF ") if by == "meeting" else label) for key, label in labels.items()}


@remembered
def day_date(dataset: Dataset, meeting: str | None, day: str) -> pd.Timestamp | None:
    """Date of a day of a meeting."""
    meetings = dataset.meetings.set_index("meeting_id")
    if meeting not in meetings.index or day == v.DAY_UNKNOWN:
        return None
    return meetings.at[meeting, "day_zero_date"] + pd.Timedelta(days=int(day.removeprefix("Day ")))
