"""Topics by day: one dot a session up to four, then the number."""

import json

from igfdata.charts.topic_dots import topic_dots
from igfdata.measures.recurrence import topic_sessions

SESSIONS = [{"session_id": f"s{number}", "day": 0} for number in range(5)] + [{"session_id": "later", "day": 1}, "undated"]
TOPICS = dict.fromkeys([f"s{number}" for number in range(5)], "gaming") | {
    "s0": "gaming privacy",
    "s1": "gaming privacy",
    "later": "privacy",
    "undated": "privacy",
}
COLUMNS = {"Day 0": "Day 0<br>0", "Day 1": "Day 1<br>1", "Day unknown": "No date<br>?"}


def test_dots_numbers_and_totals(tiny):
    """Gaming: 5 sessions on Day 0. Privacy: 2 on Day 0, 1 on Day 1, 1 without a date, which is faint."""
    data = tiny(SESSIONS, topics=TOPICS)
    figure = topic_dots(
        topic_sessions(data, by="day"),
        by="day",
        rows={"gaming": "Gaming", "privacy": "Privacy"},
        columns=COLUMNS,
        shaded="Day 1",
    )
    bars, dots, words = figure.data
    assert len(dots.x) == 2 + 1 + 1
    assert list(dots.marker.opacity) == [1, 1, 1, 0.45]
    assert list(words.text) == ["Day 0", "Day 1", "No date", "Gaming", "5", "5", "Privacy", "4"]
    assert [(text, json.loads(mark)) for text, mark in zip(bars.text, bars.customdata, strict=True)] == [
        ("5", {"topic": "gaming", "day": "Day 0"}), ("5", {"topic": "gaming"}),
        ("2", {"topic": "privacy", "day": "Day 0"}), ("1", {"topic": "privacy", "day": "Day 1"}),
        ("1", {"topic": "privacy", "day": "Day unknown"}), ("4", {"topic": "privacy"}),
    ]  # fmt: skip
    assert [shape.type for shape in figure.layout.shapes].count("path") == 1
    narrow = figure.layout.meta["pixels"]["narrow"]["data"][2]["text"]
    assert narrow[:3] == ["0", "1", "?"]
