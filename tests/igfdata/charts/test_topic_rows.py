"""Topics in rows: against chance, from day to day and together, of A alone and of A and B; every mark counted by hand."""

import json

import pytest

from igfdata import Selection, select
from igfdata.charts.theme import ACCENT, INK, SECOND
from igfdata.charts.topic_rows import days_against_chance, topic_pairs_rows, turnover_rows
from igfdata.measures.cooccurrence import compared_pairs, topic_pairs
from igfdata.measures.recurrence import compared_recurrence, compared_turnover, topic_recurrence, turnover

LABELS = {"gaming": "Gaming", "privacy": "Privacy & more"}


@pytest.fixture
def data(tiny):
    """Gaming and privacy together: civil society on Days 0, 1 and 2; government on Day 0, and privacy alone on Day 1."""
    sessions = [{"session_id": name, "day": int(name[1])} for name in ("a0", "a1", "a2", "b0", "b1")]
    topics = dict.fromkeys(["a0", "a1", "a2", "b0"], "gaming privacy") | {"b1": "privacy"}
    persons = [(key, "Civil Society" if key < "b" else "Government") for key in topics]
    return tiny(sessions, topics=topics, persons=persons)


@pytest.fixture
def sides(data):
    return select(data, Selection(groups=("Civil Society",))), select(data, Selection(groups=("Government",)))


def signs(chart, colour):
    """Dots and rings of a colour, without the legend's."""
    dots = chart.data[1]
    return [
        (x, y) for x, y, fill, rim, symbol in zip(dots.x, dots.y, dots.marker.color, dots.marker.line.color, dots.marker.symbol, strict=True)
        if symbol == "circle" and colour in (fill, rim)
    ]  # fmt: skip


def strips(chart):
    """Colour and length of the strips."""
    return [(shape.fillcolor, round(shape.x1 - shape.x0, 1)) for shape in chart.layout.shapes if shape.type == "rect"]


def test_days_present_of_a_and_of_b_stand_on_one_scale(sides):
    """Of three days A has both topics on all three; B has privacy on two of its two days and gaming on one."""
    chart = days_against_chance(compared_recurrence(*sides), labels=LABELS)
    filled, rings = signs(chart, ACCENT), signs(chart, SECOND)
    assert len(filled) == 2 + 1 and len(rings) == 2 + 1  # two topics, and the legend
    scale = (filled[0][0] - rings[1][0]) / 2  # privacy, the first row, on three days; gaming in B on one
    assert filled[0][0] == filled[1][0] and rings[0][0] - rings[1][0] == pytest.approx(scale, abs=0.01)
    words = list(chart.data[2].text)
    assert [word for word in words if " days, n" in word] == [
        "A 3 of 3 days, n = 3", "B 2 of 2 days, n = 2", "A 3 of 3 days, n = 3", "B 1 of 2 days, n = 1",
    ]  # fmt: skip
    assert "Privacy &amp; more" in words and {"B", "by chance, of B grey", "A, recurring"} <= set(words)
    assert json.loads(chart.data[0].customdata[0]) == {"topic": "privacy", "day": "any day"}


def test_days_of_one_selection_say_nothing_of_b(sides):
    chart = days_against_chance(topic_recurrence(sides[0]), labels=LABELS)
    assert not signs(chart, SECOND) and "3 of 3 days, n = 3" in chart.data[2].text
    ticks = [
        colour
        for colour, symbol in zip(chart.data[1].marker.color, chart.data[1].marker.symbol, strict=True)
        if symbol == "line-ns"
    ]
    assert ticks == [INK] * 3  # two topics, and the legend


def test_what_changes_is_a_dot_a_topic(sides):
    """A: two new on Day 0, the same two on Days 1 and 2. B: two new on Day 0; on Day 1 one stays and one is gone."""
    chart = turnover_rows(turnover(sides[0]))
    words = list(chart.data[2].text)
    assert words.count("1 session") == 3  # a number of topics says of how many sessions
    assert not strips(chart) and len(signs(chart, ACCENT)) == 2 + 2 + 2
    both = turnover_rows(compared_turnover(*sides))
    assert len(signs(both, ACCENT)) == 6 + 1 and len(signs(both, SECOND)) == 2 + 1 + 1 + 1  # and the legend
    hovers = [hover for hover in both.data[0].hovertext if hover.startswith("<b>Day 2</b>")]
    assert hovers[0] == "<b>Day 2</b><br>A 2 topics also the day before<br>B no coded session"


def test_many_dots_go_on_in_lines_and_very_many_are_a_strip(tiny, shipped):
    """13 topics on one day: ten in a line, then three. 41 are more than 40: a strip, no dot."""
    topics = list(shipped.topic_labels)
    chart = turnover_rows(turnover(tiny([{"session_id": "s", "day": 0}], topics={"s": " ".join(topics[:13])})))
    lines = [y for _, y in signs(chart, ACCENT)]
    assert sorted(lines.count(y) for y in set(lines)) == [3, 10]
    chart = turnover_rows(turnover(tiny([{"session_id": "s", "day": 0}], topics={"s": " ".join(topics[:41])})))
    assert not signs(chart, ACCENT) and [colour for colour, _ in strips(chart)] == [ACCENT]


def test_a_pair_has_a_dot_for_each_session_with_both(sides):
    chart = topic_pairs_rows(topic_pairs(sides[0]), labels=LABELS)
    assert len(signs(chart, ACCENT)) == 3 and "3 of 3" in chart.data[2].text
    both = topic_pairs_rows(compared_pairs(*sides), labels=LABELS)
    assert len(signs(both, ACCENT)) == 3 + 1 and len(signs(both, SECOND)) == 1 + 1  # and the legend
    assert {"A 3 of 3", "B 1 of 2"} <= set(both.data[2].text)
    assert json.loads(both.data[0].customdata[0]) == {"topic": "gaming", "topic_2": "privacy"}


def test_many_sessions_of_a_pair_are_a_strip(tiny):
    names = [f"s{n}" for n in range(21)]
    chart = topic_pairs_rows(topic_pairs(tiny(names, topics=dict.fromkeys(names, "gaming privacy"))), labels=LABELS)
    assert not signs(chart, ACCENT) and [colour for colour, _ in strips(chart)] == [ACCENT]
