"""Who speaks: rows, dots, ticks and bands counted by hand on ten people."""

import json

import pandas as pd
import pytest

from igfdata.charts.theme import ACCENT, SECOND
from igfdata.charts.who_speaks import who_speaks
from igfdata.measures.stakeholders import group_mix

PEOPLE = [("s", group) for group, n in {"Civil Society": 4, "Government": 3, "Youth": 1}.items() for _ in range(n)] + [
    ("s", None)
] * 2
OFFICIAL = pd.DataFrame({"category": ["Civil Society", "Private Sector"], "share": [0.3, 0.5]})


@pytest.fixture
def figure(tiny):
    return who_speaks(group_mix(tiny(["s"], persons=PEOPLE)), reference=OFFICIAL)


def test_groups_stand_by_number_and_youth_and_the_unknown_at_the_end(figure):
    rows = list(dict.fromkeys(json.loads(mark)["group"] for mark in figure.data[0].customdata))
    assert rows == ["Civil Society", "Government", "Youth", "not stated"], "groups without anybody open nothing"


def test_numbers_are_people_of_the_known_and_what_the_official_share_would_be(figure):
    """4 and 3 of 7 of a known group; 30% of 7 would be 2, half of 7 is 3.5. Youth and the unknown: of all 10."""
    words = list(figure.data[2].text)
    assert words[words.index("of 7") : words.index("of 7") + 2] == ["of 7", "official"]
    at = words.index("Civil Society")
    assert words[at : at + 3] == ["Civil Society", "<b>4</b>", "2"]
    at = words.index("Government")
    assert words[at : at + 3] == ["Government", "<b>3</b>", "–"]
    assert words[words.index("Youth") : words.index("Youth") + 3] == ["Youth", "an age, any group", "1 of 10"]
    assert words[words.index("Not stated") + 1] == "2 of 10"


def test_dots_ticks_and_bands_lie_on_one_scale(figure):
    """Civil society: 4/7 of the known, officially 30%; of all 10 people 4 to 6, so the band is 2/10 long."""
    dots, bars = figure.data[1], figure.data[0]
    signs = list(zip(dots.x, dots.marker.symbol, dots.marker.color, strict=True))
    tick, dot = next(x for x, symbol, _ in signs if symbol == "line-ns"), next(x for x, _, colour in signs if colour == ACCENT)
    zero, fifth = figure.layout.shapes[0].x0, figure.layout.shapes[1].x0
    pixels = (fifth - zero) / 0.2
    assert (dot - zero) / pixels == pytest.approx(4 / 7, abs=0.01)
    assert (tick - zero) / pixels == pytest.approx(0.3, abs=0.01)
    assert (bars.width[1] + 1.5) / pixels == pytest.approx(0.2, abs=0.02)


def test_only_what_is_not_stated_is_hatched(figure):
    bars = figure.data[0]
    hatched = [
        json.loads(mark)["group"] for mark, shape in zip(bars.customdata, bars.marker.pattern.shape, strict=False) if shape
    ]
    assert hatched == ["not stated"]


def test_without_official_shares_there_is_no_column_for_them(tiny):
    words = who_speaks(group_mix(tiny(["s"], persons=PEOPLE))).data[2].text
    assert not any("official" in text for text in words)


def test_b_is_a_ring_on_the_same_scale_and_its_numbers_stand_beside_those_of_a(tiny):
    """A: civil society 4 of 7 known; B: 1 of 4, government 3 of 4; the same scale, so the ring of B lies at a quarter."""
    a = group_mix(tiny(["s"], persons=PEOPLE))
    b = group_mix(tiny(["t"], persons=[("t", "Civil Society"), *[("t", "Government")] * 3, ("t",)]))
    figure = who_speaks(a, reference=OFFICIAL, other=b)
    dots, words = figure.data[1], list(figure.data[2].text)
    assert words[:5].count("<b>A</b>") == 1 and "B" in words
    at = words.index("Civil Society")
    assert words[at : at + 3] == ["Civil Society", "<b>4 of 7</b>", "1 of 4"]
    at = words.index("Not stated")
    assert words[at : at + 3] == ["Not stated", "<b>2 of 10</b>", "1 of 5"]
    zero, step = figure.layout.shapes[0].x0, figure.layout.shapes[1].x0 - figure.layout.shapes[0].x0
    ticks = sum(shape.type == "line" and shape.y0 == 26 for shape in figure.layout.shapes)
    assert ticks >= 3
    scale = next(word for word in words if word.endswith("%"))
    pixels = step / (int(scale.rstrip("%")) / 100)
    rings = [
        x for x, rim, colour in zip(dots.x, dots.marker.line.color, dots.marker.color, strict=True) if rim == SECOND != colour
    ]
    shares = [(x - zero) / pixels for x in rings[:-1]]  # the last is that of the legend
    assert shares == pytest.approx([1 / 4, 3 / 4, 0, 0, 0, 0, 0][: len(shares)], abs=0.02)
    assert "B: 1 of 4 people" in figure.data[0].hovertext[0]
