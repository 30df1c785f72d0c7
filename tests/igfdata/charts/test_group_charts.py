"""Groups by day and pillar: what stands in each cell, counted by hand on two days and on four sessions, alone and with B."""

import json
from itertools import pairwise

import pandas as pd
import pytest

from igfdata import Selection, select
from igfdata.charts.group_charts import group_cells, presence_marks
from igfdata.charts.theme import ACCENT, CARD, SECOND
from igfdata.measures.stakeholders import gap_cells, group_mix

COLUMNS = {"Day 0": "Day 0<br>Mon 23 June", "Day 1": "Day 1<br>Tue 24"}


@pytest.fixture
def data(tiny):
    """Day 0: civil society 1 of 2, a young person, one not stated. Day 1: civil society 6 of 12."""
    sessions = [{"session_id": "few", "day": 0}, {"session_id": "many", "day": 1}]
    few = [("few", "Civil Society"), ("few", "Government"), ("few", "Youth"), ("few", None)]
    many = [("many", "Civil Society")] * 6 + [("many", "Government")] * 6
    return tiny(sessions, persons=[*few, *many])


def drawn(data, other=None):
    of_b = None if other is None else group_mix(other, by="day")
    return group_cells(group_mix(data, by="day"), variable="stakeholder_group", by="day", columns=COLUMNS, other=of_b)


def squares(figure, colour):
    dots = figure.data[1]
    return sum(
        symbol == "square" and fill == colour for symbol, fill in zip(dots.marker.symbol, dots.marker.color, strict=True)
    )


def test_few_people_are_squares_and_many_a_dot_with_its_interval(data):
    """Day 0: civil society and government 1 of 2 each, youth 1 of 4, not stated 1 of 4: 3 filled squares, 1 hatched, the others empty."""
    figure = drawn(data)
    assert (squares(figure, ACCENT), squares(figure, CARD)) == (3, 1 + 1 + 3 + 3)
    hatched = [shape for shape in figure.data[0].marker.pattern.shape if shape]
    assert len(hatched) == 1 + 1, "not stated, and in the legend"
    circles = [symbol for symbol in figure.data[1].marker.symbol if symbol == "circle"]
    assert len(circles) == 2 + 1, "two groups on Day 1, and the legend"
    words = list(figure.data[2].text)
    assert [words[words.index("Civil Society") + n] for n in (1, 2)] == ["1 of 2", "6 of 12"]
    assert [word for word in words if word in ("of 2", "of 12")] == ["of 2", "of 12"]
    assert words[words.index("Youth, an age, any group") + 1 :][:2] == ["1 of 4", "0 of 12"]


def test_a_dot_lies_on_the_scale_of_its_column(data):
    """6 of 12: Wilson's interval ends at 74.6%, so the scale ends at 80% and the dot lies at five eighths."""
    figure = drawn(data)
    assert "80%" in figure.data[2].text
    guides = sorted({shape.x0 for shape in figure.layout.shapes if shape.x0 == shape.x1})
    dots = figure.data[1]
    at = next(x for x, symbol in zip(dots.x, dots.marker.symbol, strict=True) if symbol == "circle")
    assert (at - guides[0]) / (guides[1] - guides[0]) == pytest.approx(0.5 / 0.8, abs=0.01)


def test_every_cell_says_of_how_many_and_opens_its_sessions(data):
    figure = drawn(data)
    hovers = dict(zip(figure.data[0].customdata, figure.data[0].hovertext, strict=True))
    found = {tuple(json.loads(mark).values()): text for mark, text in hovers.items()}
    assert found["Civil Society", "Day 0"] == "<b>Civil Society</b>, Day 0 Mon 23 June: 1 of 2 people"  # too few for percents
    assert found["Civil Society", "Day 1"].startswith("<b>Civil Society</b>, Day 1 Tue 24: 50% of people (6 of 12)")
    assert ("Academia", "Day 0") not in found, "a group without anybody has no row"


def test_b_stands_below_a_in_grey(data):
    """A is Day 0, B both days: on Day 0 each has its squares, on Day 1 B alone has rings."""
    a = select(data, Selection(days=("Day 0",)))
    figure = drawn(a, data)
    assert squares(figure, ACCENT) == squares(figure, SECOND) == 3
    rims = figure.data[1].marker.line.color
    rings = [rim for rim, symbol in zip(rims, figure.data[1].marker.symbol, strict=True) if symbol == "circle"]
    assert rings == [SECOND] * (2 + 1), "two groups on Day 1, and the legend; A has no dot"
    words = list(figure.data[2].text)
    assert words[words.index("Civil Society") + 1 :][:4] == ["<b>A 1 of 2</b>", "B 1 of 2", "–", "B 6 of 12"]
    assert "B: 50% of people (6 of 12)" in " ".join(figure.data[0].hovertext)


def test_an_empty_side_leaves_the_marks_of_the_other(data):
    nobody = select(data, Selection(groups=("Academia",)))
    assert squares(drawn(nobody, data), SECOND) == 3 and squares(drawn(nobody, data), ACCENT) == 0
    assert squares(drawn(data, nobody), ACCENT) == 3
    assert not drawn(nobody, nobody).has_marks


@pytest.mark.parametrize("n", [5, 12, 20])
def test_words_of_narrow_columns_do_not_touch(tiny, n):
    """Heads and numbers of a column end where the next begins, however many there are."""
    days = {f"Day {number}": f"{2000 + number}" for number in range(n)}
    data = tiny([{"session_id": f"s{number}", "day": number % 5} for number in range(5)],
                persons=[(f"s{number}", group) for number in range(5) for group in ("Government", "Youth", None) for _ in range(300)])  # fmt: skip
    mix = group_mix(data, by="day")
    wide = [mix[mix["key"] == f"Day {number % 5}"].assign(key=f"Day {number}") for number in range(n)]
    figure = group_cells(pd.concat(wide), variable="stakeholder_group", by="day", columns=days)
    words = figure.data[2]
    lines = {}
    for x, y, text, font in zip(words.x, words.y, words.text, words.textfont.size, strict=True):
        if x >= 158 and text != "0" and not text.endswith("%"):
            lines.setdefault(y, []).append((x, x + 0.5 * font * len(text.replace("<b>", "").replace("</b>", ""))))
    for row in lines.values():
        ends = sorted(row)
        assert all(end <= start for (_, end), (start, _) in pairwise(ends))


PEOPLE = [("a", "Government"), ("b", "Government"), ("b", None), ("c", "Academia")]  # nobody is listed for "d"


def texts(figure):
    bars = figure.data[0]
    return {json.loads(mark)["group"]: text for mark, text in zip(bars.customdata, bars.text, strict=True) if text}


def test_one_square_a_session_filled_hatched_or_outlined(tiny):
    """Government: in a and b, d unknown, c without. Academia: in c, b and d unknown, a without. The others: b and d unknown, 2 without."""
    data = tiny(["a", "b", "c", "d"], pillars=dict.fromkeys("abcd", "protection"), persons=PEOPLE)
    figure = presence_marks(gap_cells(data), variable="stakeholder_group", by="pillar", columns={"protection": "Protection"})
    bars, signs = figure.data[0], figure.data[1]
    assert (texts(figure)["Government"], texts(figure)["Academia"], texts(figure)["Private Sector"]) == ("2/4", "1/4", "0/4")
    n_groups = len(texts(figure))
    filled = [colour for colour in signs.marker.color if colour == ACCENT]
    outlined = [colour for colour in signs.marker.color if colour == CARD]
    hatched = [shape for shape in bars.marker.pattern.shape[: len(bars.customdata)] if shape]
    assert (len(filled), len(hatched), len(outlined)) == (2 + 1, 1 + 2 + 2 * (n_groups - 2), 1 + 1 + 2 * (n_groups - 2))


def test_many_sessions_are_a_dot_with_its_interval(tiny):
    names = [f"s{number}" for number in range(25)]
    data = tiny(names, pillars=dict.fromkeys(names, "protection"), persons=[(name, "Government") for name in names[:5]])
    figure = presence_marks(gap_cells(data), variable="stakeholder_group", by="pillar", columns={"protection": "Protection"})
    assert texts(figure)["Government"] == "5/25"
    assert list(figure.data[1].marker.symbol).count("square") == 0
    assert "95% interval" in figure.data[2].text


def test_sessions_of_b_stand_below_those_of_a_in_grey(tiny):
    """A: a and b of four, government in both; B: all four, government in a and b, academia in c."""
    data = tiny(["a", "b", "c", "d"], pillars=dict.fromkeys("abcd", "protection"), persons=PEOPLE)
    part = select(data, Selection(groups=("Government",)))
    figure = presence_marks(
        gap_cells(part), variable="stakeholder_group", by="pillar", columns={"protection": "Protection"}, other=gap_cells(data)
    )
    words = list(figure.data[2].text)
    assert words[words.index("Government") + 1 :][:2] == ["<b>A 2 of 2</b>", "B 2 of 4"]
    assert words[words.index("Academia") + 1 :][:2] == ["A 0 of 2", "B 1 of 4"]
    colours = list(figure.data[1].marker.color)
    assert (colours.count(ACCENT), colours.count(SECOND)) == (2, 2 + 1)
    hover = figure.data[0].hovertext[0]
    assert hover.startswith("<b>Government</b>, Protection: in 2 of 2 sessions") and "B: in 2 of 4 sessions" in hover
    assert [word for word in words if word.endswith("with the group")] == ["A, with the group", "B, with the group"]
