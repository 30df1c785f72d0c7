"""The order of the rows in the chart of topics."""

from igfdata.measures.recurrence import topic_sessions
from pages.shared.parts.topic_chart import undated_topics


def test_topics_without_a_date_stand_by_their_sessions(tiny):
    """x in 1 session, y in 2, neither dated; z has a date and stands elsewhere, w has no session."""
    data = tiny(["a", "b", {"session_id": "c", "day": 1}], topics={"a": "x y", "b": "y", "c": "z"})
    assert undated_topics([topic_sessions(data, by="day")], {"z"}, ["w", "x", "y", "z"]) == ["y", "x"]
