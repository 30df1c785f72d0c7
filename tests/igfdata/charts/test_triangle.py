"""The triangle of the pillars: where points, names and arrows stand, counted by hand on two groups."""

import json
import math
from itertools import combinations

import pytest

from igfdata import Selection, select
from igfdata.charts.canvas import PHONE, PLACE
from igfdata.charts.pillars import SIDE, TOP, pillar_balance_ternary
from igfdata.charts.theme import ACCENT, SECOND
from igfdata.measures.coverage import balance

LABELS = {"Day 0": "Day 0", "Day 1": "Day <1>"}
LEFT, HEIGHT = (PLACE - SIDE) / 2, SIDE * math.sqrt(3) / 2


@pytest.fixture
def data(tiny):
    """Civil society: Day 0 protection, Day 1 participation. Government: Day 0 provision twice."""
    pillars = {"a": "protection", "b": "provision", "c": "provision", "d": "participation"}
    persons = [("a", "Civil Society"), ("b", "Government"), ("c", "Government"), ("d", "Civil Society")]
    return tiny([{"session_id": key, "day": int(key == "d")} for key in pillars], pillars=pillars, persons=persons)


def signs(chart, colour):
    """Middles of the dots and rings of a colour."""
    dots = chart.data[1]
    return [
        (x, y) for x, y, fill, rim in zip(dots.x, dots.y, dots.marker.color, dots.marker.line.color, strict=True)
        if colour == fill or (colour == rim and fill != colour)
    ]  # fmt: skip


def sides(data):
    return select(data, Selection(groups=("Civil Society",))), select(data, Selection(groups=("Government",)))


def test_a_point_stands_at_the_corner_of_its_pillar(data):
    """Day 0: one protection, two provision, so a third of the way up the left edge from below. Day 1: participation, right below."""
    chart = pillar_balance_ternary(balance(data, by="day", interval=False), by="day", labels=LABELS)
    (first, second) = sorted(signs(chart, ACCENT))
    assert first == (pytest.approx(LEFT + SIDE / 6, abs=0.01), pytest.approx(TOP + HEIGHT * 2 / 3, abs=0.01))
    assert second == (pytest.approx(LEFT + SIDE, abs=0.01), pytest.approx(TOP + HEIGHT, abs=0.01))
    words = list(chart.data[2].text)
    assert [word for word in words if word.startswith("Day")] == ["Day 0 (3)", "Day &lt;1&gt; (1)"]
    assert not {"A", "B"} & set(words)


def triangle(a, b):
    sides = [balance(side, by="day", interval=False) for side in (a, b)]
    return pillar_balance_ternary(sides[0], by="day", labels=LABELS, other=sides[1])


def test_an_arrow_leads_from_b_to_a_where_both_are(data):
    a, b = sides(data)
    chart = triangle(a, b)
    assert len(signs(chart, ACCENT)) == 2 + 1  # Day 0 and Day 1, and the legend
    assert (
        len([place for place in signs(chart, SECOND) if place[0] < LEFT + 1]) == 1 + 1
    )  # B's Day 0 at provision, and the legend
    heads = [shape.path for shape in chart.layout.shapes if shape.type == "path"]
    assert len(heads) == 1 + 1  # one arrow, and the legend
    tip_x, tip_y = (float(value) for value in heads[0].removeprefix("M").split(" ")[0].split(","))
    assert abs(tip_x - (LEFT + SIDE / 2)) < 15 and abs(tip_y - TOP) < 25  # at protection, where A is
    assert {"A", "B", "from B to A"} <= set(chart.data[2].text)
    opened = [json.loads(behind) for behind in chart.data[0].customdata]
    assert sorted(str(one) for one in opened) == ["{'day': 'Day 0'}", "{'day': 'Day 0'}", "{'day': 'Day 1'}"]
    hover = dict(zip((one["day"] for one in opened), chart.data[0].hovertext, strict=True))
    assert hover["Day 0"] == (
        "<b>Day 0</b><br>A, n = 1: Protection 100%, Provision 0%, Participation 0%"
        "<br>B, n = 2: Protection 0%, Provision 100%, Participation 0%"
    )


def test_equal_sides_have_no_arrow(data):
    a, _ = sides(data)
    chart = triangle(a, a)
    assert "from B to A" not in chart.data[2].text and not any(shape.type == "path" for shape in chart.layout.shapes)


def test_no_name_covers_another_however_many_points_lie_together(tiny):
    names = [f"s{n}" for n in range(5)]
    data = tiny([{"session_id": name, "day": n} for n, name in enumerate(names)], pillars=dict.fromkeys(names, "protection"))
    labels = {f"Day {n}": f"Day {n} of the meeting" for n in range(5)}
    chart = pillar_balance_ternary(balance(data, by="day", interval=False), by="day", labels=labels)
    words = chart.data[2]
    told = [(x, y) for x, y, text in zip(words.x, words.y, words.text, strict=True) if text.startswith("Day")]
    assert len(told) == 5
    assert all(one[0] != other[0] or abs(one[1] - other[1]) >= 20 for one, other in combinations(told, 2))
    narrow = chart.layout.meta["pixels"]["narrow"]
    assert narrow["width"] == PHONE and all(0 <= x <= PHONE for x in narrow["data"][1]["x"])


def test_a_point_between_two_others_has_its_name_and_its_line_runs_through_none(tiny):
    """In one line: left half protection and provision, middle a third each, right half protection and participation."""
    pillars = {
        "left": "protection provision",
        "middle": "protection provision participation",
        "right": "protection participation",
    }
    days = {name: number for number, name in enumerate(pillars)}
    data = tiny([{"session_id": name, "day": number} for name, number in days.items()], pillars=pillars)
    shares = balance(data, by="day", interval=False)
    chart = pillar_balance_ternary(shares, by="day", labels={})
    points = sorted(signs(chart, ACCENT))
    (line,) = [
        shape
        for shape in chart.layout.shapes
        if shape.type == "line" and abs(shape.x1 - points[1][0]) < 20 and shape.line.width == 0.75
    ]
    along = (points[2][0] - line.x0) / (line.x1 - line.x0)
    assert abs(line.y0 + along * (line.y1 - line.y0) - points[2][1]) > 12 or line.x0 < points[0][0]
    words = chart.layout.meta["pixels"]["narrow"]["data"][2]["text"]
    assert [name for name in ("Day 0", "Day 1", "Day 2") if name not in words] == []
