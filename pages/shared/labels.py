"""Labels of the values of a split, short enough for an axis."""

import pandas as pd

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.measures.dimensions import session_keys
from pages.shared.rows import value_label
from pages.shared.setup import View


def axis_labels(view: View, by: str) -> dict[str, str]:
    """Key → label with ``<br>``: days carry their date when there is one meeting; values in order."""
    keys = [str(key) for key in session_keys(view.data, by)["key"].cat.categories]
    if by == "day":
        return {key: day_label(view, key) for key in keys}
    return {key: value_label(by, key, view.dataset) for key in keys}


def day_label(view: View, day: str) -> str:
    """``Day 2`` over ``25 Jun`` where one meeting is shown."""
    if day == v.DAY_UNKNOWN:
        return "No<br>date"
    date = day_date(view.dataset, view.meeting, day)
    return day if date is None else f"{day}<br>{date.day} {date:%b}"


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
