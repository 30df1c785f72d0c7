"""Topics by day: one dot a session up to four, then the number."""

import json

from igfdata.charts.theme import ACCENT
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


def test_a_session_of_b_alone_is_a_ring_and_totals_say_both(tiny):
    """B: s0, s1, two more on privacy on Day 0, and one on Day 1. Gaming: A 5, B 2, none of B alone."""
    a = tiny(SESSIONS, topics=TOPICS)
    more = [{"session_id": f"b{number}", "day": 0} for number in range(2)] + [{"session_id": "b2", "day": 1}]
    privacy = dict.fromkeys(["b0", "b1", "b2"], "gaming privacy") | {key: TOPICS[key] for key in ("s0", "s1")}
    b = tiny([*SESSIONS[:2], *more], topics=privacy)
    alone = tiny(more, topics=dict.fromkeys(["b0", "b1", "b2"], "gaming privacy"))
    figure = topic_dots(
        topic_sessions(a, by="day"), by="day", rows={"privacy": "Privacy"}, columns=COLUMNS,
        other=topic_sessions(b, by="day"), only_other=topic_sessions(alone, by="day"),
    )  # fmt: skip
    bars, dots, words = figure.data
    filled = [colour == ACCENT for colour in dots.marker.color]
    assert filled == [True, True, False, False, True, False, True]  # Day 0: two and two; Day 1: one and one; no date: one
    assert list(words.text) == ["Day 0", "Day 1", "No date", "Privacy", "4 · 5", "A · B"]
    assert bars.hovertext[0].endswith("<br>B: 4 of 4")


def test_from_five_on_the_numbers_of_both_are_written(tiny):
    a, b = tiny(SESSIONS, topics=TOPICS), tiny([{"session_id": "t", "day": 0}], topics={"t": "gaming"})
    topics, other = topic_sessions(a, by="day"), topic_sessions(b, by="day")
    figure = topic_dots(topics, by="day", rows={"gaming": "Gaming"}, columns=COLUMNS, other=other, only_other=other)
    assert "5 · 1" in figure.data[2].text and not len(figure.data[1].x)
