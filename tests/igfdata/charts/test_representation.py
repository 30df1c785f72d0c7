"""More or less than the reference: dots on a scale of doublings, counted by hand; few people one by one."""

import pandas as pd
import pytest

from igfdata.charts.representation import representation_dots
from igfdata.charts.theme import ACCENT, CARD, SECOND
from igfdata.measures.references import representation

REFERENCE = pd.DataFrame(
    {"category": ["Civil Society", "Government", "Private Sector", "Press/Media"], "share": [0.25, 0.5, 0.2, 0.01]}
)


def ratios(tiny, session, **n):
    persons = [(session, group.replace("_", " ").replace("Press", "Press/Media")) for group, k in n.items() for _ in range(k)]
    return representation(tiny([session], persons=persons), REFERENCE)


@pytest.fixture
def a(tiny):
    """Of 12: civil society 6 (× 2), government 3 (× 0.5), private sector 0 (none), press 1 (reference below 2%), academia 2 (none)."""
    return ratios(tiny, "a", Civil_Society=6, Government=3, Press=1, Academia=2)


def test_a_doubling_lies_as_far_right_as_a_half_left(a):
    figure = representation_dots(a)
    equal = next(shape.x0 for shape in figure.layout.shapes if shape.line.width == 2)
    dots = figure.data[1]
    places = [x for x, colour in zip(dots.x, dots.marker.color, strict=True) if colour == ACCENT]
    double, half, none = places[:3]
    assert double - equal == pytest.approx(equal - half, abs=0.1) and double > equal
    assert none < half, "who is not there stands left of the scale"
    words = list(figure.data[2].text)
    assert "none" in words
    told = [word for word in words if "×" in word and "of 12" in word]
    assert told == ["6 of 12  <b>× 2.0</b>", "3 of 12  <b>× 0.5</b>", "0 of 12  <b>× 0.0</b>"]


def test_no_group_with_people_is_dropped(a):
    """Academia has no reference, the press one below 2%: each has a row that says so, with its people of how many."""
    words = list(representation_dots(a).data[2].text)
    for label, text, why in (("Academia", "2 of 12", "no reference"), ("Press and media", "1 of 12", "reference below 2%")):
        assert {text, why} <= set(words[words.index(label) :][:3])
    assert "Technical Community" not in words, "neither people nor a reference"


def test_b_is_a_ring_on_the_same_scale(tiny, a):
    """B: civil society 3 of 12 (× 1), government 9 of 12 (× 1.5)."""
    figure = representation_dots(a, other=ratios(tiny, "b", Civil_Society=3, Government=9))
    dots = figure.data[1]
    rings = [x for x, rim in zip(dots.x, dots.marker.line.color, strict=True) if rim == SECOND]
    equal = next(shape.x0 for shape in figure.layout.shapes if shape.line.width == 2)
    assert min(abs(x - equal) for x in rings) < 0.1
    words = list(figure.data[2].text)
    at = words.index("A 6 of 12  <b>× 2.0</b>")
    assert words[at + 1] == "B 3 of 12  <b>× 1.0</b>"
    assert words[-3:] == ["A", "B", "95% interval"]


def test_few_people_have_no_ratio(tiny):
    """1 of 2, where the reference would be half a person: squares, and what the reference would be; no dot."""
    figure = representation_dots(ratios(tiny, "a", Civil_Society=1, Government=1))
    dots = figure.data[1]
    assert "circle" not in dots.marker.symbol
    assert [c for c in dots.marker.color[:4]] == [ACCENT, CARD, ACCENT, CARD]
    words = list(figure.data[2].text)
    assert "1 of 2, would be 1" in words and not any("×" in word for word in words)
