"""Which group has a part on which pillar: marks counted by hand on four sessions on protection."""

import json

from igfdata.charts.presence import presence_marks
from igfdata.charts.theme import ACCENT, CARD
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
