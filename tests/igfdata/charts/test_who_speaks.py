"""Who speaks: rows, dots, ticks and bands counted by hand on thirty people, and squares on few."""

import json

import pandas as pd
import pytest

from igfdata.charts.theme import ACCENT, CARD, INK, SECOND
from igfdata.charts.who_speaks import who_speaks
from igfdata.measures.stakeholders import group_mix


def people(session, **n):
    return [(session, group.replace("_", " ") or None) for group, number in n.items() for _ in range(number)]


PEOPLE = [*people("s", Civil_Society=12, Government=9, Youth=3), *[("s", None)] * 6]
OFFICIAL = pd.DataFrame({"category": ["Civil Society", "Private Sector"], "share": [0.3, 0.5]})


@pytest.fixture
def figure(tiny):
    return who_speaks(group_mix(tiny(["s"], persons=PEOPLE)), reference=OFFICIAL)


def rings(figure):
    """Places of the rings of B, without that of the legend."""
    dots = figure.data[1]
    return [x for x, rim, fill in zip(dots.x, dots.marker.line.color, dots.marker.color, strict=True) if rim == SECOND != fill][
        :-1
    ]


def squares(figure):
    """Height → fills of the squares from left to right."""
    dots, found = figure.data[1], {}
    for y, symbol, colour in zip(dots.y, dots.marker.symbol, dots.marker.color, strict=True):
        if symbol == "square":
            found.setdefault(y, []).append(colour)
    return [found[y] for y in sorted(found)]


def scale(figure):
    """Place of nought, and pixels from none to all."""
    zero, step = figure.layout.shapes[0].x0, figure.layout.shapes[1].x0 - figure.layout.shapes[0].x0
    return zero, step / (int(next(word for word in figure.data[2].text if word.endswith("%")).rstrip("%")) / 100)


def test_groups_stand_by_number_and_youth_and_the_unknown_at_the_end(figure):
    rows = list(dict.fromkeys(json.loads(mark)["group"] for mark in figure.data[0].customdata))
    assert rows == ["Civil Society", "Government", "Youth", "not stated"], "groups without anybody open nothing"


def test_numbers_are_people_of_the_known_and_what_the_official_share_would_be(figure):
    """12 and 9 of 21 of a known group; 30% of 21 would be 6.3, half of 21 is 10.5. Youth and the unknown: of all 30."""
    words = list(figure.data[2].text)
    assert words[words.index("of 21") : words.index("of 21") + 2] == ["of 21", "official"]
    at = words.index("Civil Society")
    assert words[at : at + 3] == ["Civil Society", "<b>12</b>", "6"]
    at = words.index("Government")
    assert words[at : at + 3] == ["Government", "<b>9</b>", "–"]
    assert words[words.index("Youth") : words.index("Youth") + 3] == ["Youth", "an age, any group", "3 of 30"]
    assert words[words.index("Not stated") + 1] == "6 of 30"


def test_dots_ticks_and_bands_lie_on_one_scale(figure):
    """Civil society: 12/21 of the known, officially 30%; of all 30 people 12 to 21 (6 not stated, 3 known as youth), so the band is 9/30 long."""
    dots, bars = figure.data[1], figure.data[0]
    signs = list(zip(dots.x, dots.marker.symbol, dots.marker.color, strict=True))
    tick, dot = next(x for x, symbol, _ in signs if symbol == "line-ns"), next(x for x, _, colour in signs if colour == ACCENT)
    zero, pixels = scale(figure)
    assert (dot - zero) / pixels == pytest.approx(12 / 21, abs=0.01)
    assert (tick - zero) / pixels == pytest.approx(0.3, abs=0.01)
    assert (bars.width[1] + 1.5) / pixels == pytest.approx(0.3, abs=0.02)


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
    """A: civil society 12 of 21 known; B: 3 of 12, government 9 of 12; the same scale, so the ring of B lies at a quarter."""
    a = group_mix(tiny(["s"], persons=PEOPLE))
    b = group_mix(tiny(["t"], persons=[*people("t", Civil_Society=3, Government=9), *[("t", None)] * 3]))
    figure = who_speaks(a, reference=OFFICIAL, other=b)
    words = list(figure.data[2].text)
    assert words[:5].count("<b>A</b>") == 1 and "B" in words
    at = words.index("Civil Society")
    assert words[at : at + 3] == ["Civil Society", "<b>12 of 21</b>", "3 of 12"]
    at = words.index("Not stated")
    assert words[at : at + 3] == ["Not stated", "<b>6 of 30</b>", "3 of 15"]
    zero, pixels = scale(figure)
    shares = [(x - zero) / pixels for x in rings(figure)]
    assert shares == pytest.approx([1 / 4, 3 / 4, 0, 0, 0, 0, 0][: len(shares)], abs=0.02)
    assert "B: 25% of people (3 of 12)" in figure.data[0].hovertext[0]
    hatched = [shape for shape in figure.data[0].marker.pattern.shape if shape]
    assert len(hatched) == 2, "not stated, in A and in B"


def test_few_people_are_drawn_one_by_one(tiny):
    """1 of 2 is one square of two, 2 of 4 two of four: no dot, no scale, and the legend says what a square is."""
    two = who_speaks(group_mix(tiny(["s"], persons=people("s", Civil_Society=1, Government=1))), reference=OFFICIAL)
    four = who_speaks(group_mix(tiny(["s"], persons=people("s", Civil_Society=2, Government=2))), reference=OFFICIAL)
    assert squares(two)[:2] == [[ACCENT, CARD], [ACCENT, CARD]]
    assert squares(four)[:2] == [[ACCENT, ACCENT, CARD, CARD]] * 2
    for figure in (two, four):
        assert {"circle", "line-ns"}.isdisjoint(figure.data[1].marker.symbol)
        assert not any(word.endswith("%") for word in figure.data[2].text)
        assert [word for word in figure.data[2].text if word in ("of the group", "of other groups")] == [
            "of the group",
            "of other groups",
        ]


def test_few_of_a_and_many_of_b_have_a_line_each(tiny):
    """A: 1 of 2 as squares; B: 3 of 12 as a ring at a quarter of the scale."""
    a = group_mix(tiny(["s"], persons=people("s", Civil_Society=1, Government=1)))
    b = group_mix(tiny(["t"], persons=people("t", Civil_Society=3, Government=9)))
    figure = who_speaks(a, other=b)
    assert squares(figure)[0] == [ACCENT, CARD]
    zero, pixels = scale(figure)
    assert sorted((x - zero) / pixels for x in rings(figure))[-2:] == pytest.approx([1 / 4, 3 / 4], abs=0.02)
    swapped = who_speaks(b, other=a)
    assert squares(swapped)[0] == [SECOND, CARD]


def test_b_of_another_meeting_has_its_own_official_shares(tiny):
    """A: officially 30% civil society, B: 50%. A tick each, that of B in grey; where both are the same, one."""
    a = group_mix(tiny(["s"], persons=PEOPLE))
    b = group_mix(tiny(["t"], persons=people("t", Civil_Society=3, Government=9)))
    of_b = pd.DataFrame({"category": ["Civil Society"], "share": [0.5]})

    def ticks(**references):
        figure = who_speaks(a, other=b, **references)
        zero, pixels = scale(figure)
        dots, words = figure.data[1], [word for word in figure.data[2].text if word.startswith("official")]
        found = [(round((x - zero) / pixels, 2), colour) for x, y, symbol, colour in
                 zip(dots.x, dots.y, dots.marker.symbol, dots.marker.color, strict=True) if symbol == "line-ns"]  # fmt: skip
        return found[: -len(words) or None], words

    assert ticks(reference=OFFICIAL[:1], reference_b=of_b) == (
        [(0.3, INK), (0.5, SECOND)],
        ["official share of A", "official share of B"],
    )
    assert ticks(reference=OFFICIAL[:1], reference_b=OFFICIAL[:1]) == ([(0.3, INK)], ["official share"])
    assert ticks(reference=OFFICIAL[:0], reference_b=of_b) == ([(0.5, SECOND)], ["official share of B"])
