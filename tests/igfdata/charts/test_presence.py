"""Which group has a part on which pillar: marks counted by hand on four sessions on protection."""

import json

from igfdata import Selection, select
from igfdata.charts.group_charts import presence_marks
from igfdata.charts.theme import ACCENT, CARD, SECOND
from igfdata.measures.stakeholders import gap_cells

PEOPLE = [("a", "Government"), ("b", "Government"), ("b", None), ("c", "Academia")]  # nobody is listed for "d"


def cells(figure):
    bars = figure.data[0]
    return {json.loads(mark)["group"]: text for mark, text in zip(bars.customdata, bars.text, strict=True) if text}


def test_one_square_a_session_filled_hatched_or_outlined(tiny):
    """Government: in a and b, d unknown, c without. Academia: in c, b and d unknown, a without. The others: b and d unknown, 2 without."""
    data = tiny(["a", "b", "c", "d"], pillars=dict.fromkeys("abcd", "protection"), persons=PEOPLE)
    figure = presence_marks(gap_cells(data), variable="stakeholder_group", by="pillar", columns={"protection": "Protection"})
    bars, signs = figure.data[0], figure.data[1]
    assert (cells(figure)["Government"], cells(figure)["Academia"], cells(figure)["Private Sector"]) == ("2/4", "1/4", "0/4")
    n_groups = len(cells(figure))
    filled = [colour for colour in signs.marker.color if colour == ACCENT]
    outlined = [colour for colour in signs.marker.color if colour == CARD]
    hatched = [shape for shape in bars.marker.pattern.shape[: len(bars.customdata)] if shape]
    assert (len(filled), len(hatched), len(outlined)) == (2 + 1, 1 + 2 + 2 * (n_groups - 2), 1 + 1 + 2 * (n_groups - 2))


def test_many_sessions_are_a_dot_with_its_interval(tiny):
    names = [f"s{number}" for number in range(25)]
    data = tiny(names, pillars=dict.fromkeys(names, "protection"), persons=[(name, "Government") for name in names[:5]])
    figure = presence_marks(gap_cells(data), variable="stakeholder_group", by="pillar", columns={"protection": "Protection"})
    assert cells(figure)["Government"] == "5/25"
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
