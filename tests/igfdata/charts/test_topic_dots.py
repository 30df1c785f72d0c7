"""Topics by day: one dot a session up to four, then the number."""

import json

from igfdata.charts.theme import ACCENT, SECOND
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
    assert narrow[:4] == ["Day", "0", "1", "?"]


def test_years_on_a_phone_stand_apart_or_have_two_figures(tiny):
    """Four figures take 26.7 pixels. Five columns share 160, 32 each; seven have 22.9 each."""
    for n, heads in ((5, ["2021", "2022", "2023", "2024", "2025"]), (7, ["’21", "’22", "’23", "’24", "’25", "’26", "’27"])):
        columns = {f"igf{2021 + at}": f"IGF {2021 + at}<br>{2021 + at}" for at in range(n)}
        topics = topic_sessions(tiny(SESSIONS, topics=TOPICS), by="day")
        chart = topic_dots(topics, by="meeting", rows={"gaming": "Gaming"}, columns=columns)
        assert chart.layout.meta["pixels"]["narrow"]["data"][2]["text"][:n] == heads


def test_a_name_that_would_touch_its_neighbour_goes_on_in_a_second_line(tiny):
    """Six columns in half a page leave 41 pixels each, 36.08 where they are squeezed: room for “Day 0” (33.4), none for “No date” (46.7)."""
    columns = {f"Day {n}": f"Day {n}<br>{n}" for n in range(5)} | {"Day unknown": "No date<br>?"}
    chart = topic_dots(
        topic_sessions(tiny(SESSIONS, topics=TOPICS), by="day"), by="day", rows={"gaming": "Gaming"}, columns=columns
    )
    words = chart.data[2]
    assert list(words.text)[:7] == ["Day 0", "Day 1", "Day 2", "Day 3", "Day 4", "date", "No"]
    assert list(words.y)[:7] == [29] * 6 + [12]  # all in one line, and the other above it, not cut at the top


def compared(tiny, b_sessions, b_topics, rows):
    a, b = tiny(SESSIONS, topics=TOPICS), tiny(b_sessions, topics=b_topics)
    return topic_dots(topic_sessions(a, by="day"), by="day", rows=rows, columns=COLUMNS, other=topic_sessions(b, by="day"))


def test_a_and_b_have_two_columns_a_day_and_totals_say_both(tiny):
    """Privacy: A 2 on Day 0, 1 on Day 1, 1 without a date. B: s0, s1 and two more on Day 0, and one on Day 1."""
    more = [{"session_id": f"b{number}", "day": 0} for number in range(2)] + [{"session_id": "b2", "day": 1}]
    privacy = dict.fromkeys(["b0", "b1", "b2"], "gaming privacy") | {key: TOPICS[key] for key in ("s0", "s1")}
    bars, dots, words = compared(tiny, [*SESSIONS[:2], *more], privacy, {"privacy": "Privacy"}).data
    colours = [{ACCENT: "A", SECOND: "B"}[colour] for colour in dots.marker.color]
    assert colours == ["A"] * 2 + ["B"] * 4 + ["A", "B", "A"]  # Day 0, Day 1, no date
    a_right = max(dots.x[:2])
    assert a_right < min(dots.x[2:6]) and len(set(zip(dots.x, dots.y, strict=True))) == 9
    assert list(words.text) == ["Day 0", "A", "B", "Day 1", "A", "B", "No date", "A", "B", "Privacy", "4 · 5", "A · B"]
    assert bars.hovertext[0] == "<b>Privacy</b>, Day 0<br>A: 40% of coded sessions (2 of 5)<br>B: 4 of 4 coded sessions"


def test_from_five_on_the_number_is_written_of_each_side_for_itself(tiny):
    _, dots, words = compared(tiny, [{"session_id": "t", "day": 0}], {"t": "gaming"}, {"gaming": "Gaming"}).data
    assert [text for text in words.text if text.isdigit()] == ["5"] and "5 · 1" in words.text
    assert list(dots.marker.color) == [SECOND]


def test_equal_sides_have_the_same_dots(tiny):
    _, dots, words = compared(tiny, SESSIONS, TOPICS, {"privacy": "Privacy"}).data
    assert list(dots.marker.color) == [ACCENT, ACCENT, SECOND, SECOND, ACCENT, SECOND, ACCENT, SECOND] and "4 · 4" in words.text
