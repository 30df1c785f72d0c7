"""Labels of the values of a split, short enough for an axis."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

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
    """Key → label with ``<br>``: days carry their date when there is one meeting; values of A, and of B where there is one, in order."""
    keys = _keys(view, by)
    if by == "day":
        return {key: day_label(view, key) for key in keys}
    return {key: value_label(by, key, view.dataset) for key in keys}


def head_labels(view: View, by: str) -> dict[str, str]:
    """Key → label with its detail after ``<br>``, inert as HTML: ``Day 2<br>Wed 25``, ``2025<br>Lillestrøm``.

    Days and meetings stand in their order, others by the number of their sessions. Where the page compares, the keys of A and of B.
    """
    names = _keys(view, by)
    if by == "day":
        return _dated(view, list(names))
    if by == "meeting":
        cities = view.data.meetings.set_index("meeting_id")["city"]
        return {
            key: "<br>".join(
                map(for_plotly, filter(None, (value_label(by, key, view.dataset).removeprefix("IGF "), cities.get(key, ""))))
            )
            for key in names
        }
    return {key: for_plotly(value_label(by, key, view.dataset)) for key in sorted(names, key=lambda key: -names[key])}


def _keys(view: View, by: str) -> dict[str, int]:
    """Values that the sessions of A and B have, in their order, with the number of these sessions."""
    n: Counter[str] = Counter()
    for data in (view.data, view.data_b):
        if data is not None:
            keys = sessions_by(data, by)
            n.update(dict(zip(keys.names, total(keys).tolist(), strict=True)))
    return {name: n[name] for name in rows_by(view.data, by).names if name in n}


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


ADDED_UP = ", meetings added up"
"""End of the title of a chart in which Day 2 of one meeting and Day 2 of another are one day."""


def has_several_meetings(view: View) -> bool:
    """Tell whether the sessions of the selection, or of what it is compared with, are of several meetings."""
    return any(data.column("sessions", "meeting_row").nunique() > 1 for data in (view.data, view.data_b) if data is not None)


def breakdowns(view: View, choices: Mapping[str, str]) -> dict[str, str]:
    """Breakdowns that a page offers, its usual one first; of several meetings that by meeting, as their days are not one day."""
    first = {"meeting": choices["meeting"]} if has_several_meetings(view) else {}
    return first | dict(choices)


def by_title(view: View, title: str, by: str) -> str:
    """Title of a chart by a breakdown; it says where days of several meetings are added up."""
    return f"{title}{ADDED_UP}" if by == "day" and has_several_meetings(view) else title


def column_labels(view: View, by: str) -> dict[str, str]:
    """Key → label of a column in the order of the values: a day with its date after ``<br>``, a meeting as its year."""
    labels = axis_labels(view, by)
    if by == "day":
        return _dated(view, list(labels))
    return {key: for_plotly(label.removeprefix("IGF ") if by == "meeting" else label) for key, label in labels.items()}


def day_label(view: View, day: str) -> str:
    """``Day 2`` over ``25 Jun`` where one meeting is shown."""
    if day == v.DAY_UNKNOWN:
        return "No<br>date"
    date = day_date(view.dataset, view.meeting, day)
    return day if date is None else f"{day}<br>{date.day} {date:%b}"


@remembered
def day_date(dataset: Dataset, meeting: str | None, day: str) -> pd.Timestamp | None:
    """Date of a day of a meeting."""
    meetings = dataset.meetings.set_index("meeting_id")
    if meeting not in meetings.index or day == v.DAY_UNKNOWN:
        return None
    return meetings.at[meeting, "day_zero_date"] + pd.Timedelta(days=int(day.removeprefix("Day ")))


def topic_rows(view: View, topics: list[str]) -> dict[str, str]:
    """Topic → label, in the order given."""
    labels = view.dataset.topic_labels
    return {topic: labels[topic] for topic in topics}


@dataclass(frozen=True)
class MeetingDay:
    """One day of one meeting with its sessions."""

    label: str
    sessions: pd.DataFrame

    @property
    def has_time(self) -> bool:
        """Whether any session of the day has a start."""
        return bool(self.sessions["starts_at"].notna().any())


def meeting_days(view: View, sessions: pd.DataFrame) -> dict[str, MeetingDay]:
    """Days that have sessions, in order; each day of each meeting for itself."""
    days, is_one = {}, view.meeting is not None and sessions["meeting_id"].nunique() == 1
    for (meeting, day), of_day in sessions.groupby(["meeting_id", "day"], observed=True):
        date = day_date(view.dataset, meeting, str(day))
        label = str(day) if date is None else f"{day} · {date.day} {date:%b}"
        days[f"{meeting}_{v.day_slug(str(day))}"] = MeetingDay(
            label if is_one else f"{view.dataset.meeting_label(meeting)} · {label}", of_day
        )
    return days
