"""The session grid of A and B: which squares stand in which row, counted by hand on five sessions."""

import json

import pytest

from igfdata import Selection, select
from igfdata.charts.session_grid import fits_a_grid, session_grid
from igfdata.charts.strips import coverage_strips
from igfdata.charts.theme import CARD, LIGHTER, PILLAR_COLOURS
from igfdata.measures.coverage import pillar_coverage
from igfdata.measures.session_marks import compared_marks

A, B = Selection(groups=("Civil Society",)), Selection(groups=("Government",))
LABELS = {"Day 0": "Day 0<br>Mon 23 June", "Day 1": "Day 1<br>Tue 24", "Day unknown": "No date<br>not known"}


@pytest.fixture
def data(tiny):
    """On Day 0 one in A and one in both, on Day 1 one in B and one in neither, one without a date in A."""
    sessions = [
        {"session_id": "only-a", "day": 0, "start": "09:00"},
        {"session_id": "both", "day": 0, "start": "10:00"},
        {"session_id": "only-b", "day": 1, "start": "09:00"},
        {"session_id": "neither", "day": 1, "start": "10:00"},
        "undated",
    ]
    persons = [
        ("only-a", "Civil Society"), ("both", "Civil Society"), ("both", "Government"), ("only-b", "Government"), ("neither",),
        ("undated", "Civil Society"),
    ]  # fmt: skip
    pillars = {"only-a": "protection", "both": "protection provision", "only-b": "provision", "neither": "protection"}
    return tiny(sessions, pillars=pillars, persons=persons)


def drawn(data, a=A, b=B, by="day", labels=LABELS):
    parts = select(data, a), select(data, b)
    return session_grid(compared_marks(*parts, by=by), totals=tuple(map(pillar_coverage, parts)), by=by, labels=labels)


def rows_of(chart):
    """Row (from the top) → session and whether it is filled, from left to right; and the words of the chart."""
    bars, words = chart.data[0], chart.data[2].text
    rows = {}
    for n, behind in enumerate(bars.customdata):
        found = json.loads(behind)
        if "session_id" in found:
            rows.setdefault(bars.base[n], []).append((bars.x[n], found["session_id"], bars.marker.color[n]))
    return [[(key, colour) for _, key, colour in sorted(rows[y])] for y in sorted(rows)], list(words)


def test_a_stands_above_b_and_each_has_its_sessions_alone(data):
    rows, words = rows_of(drawn(data))
    full, light = PILLAR_COLOURS, LIGHTER
    # "undated" is not coded, so it is hatched in the grey of hatching
    grey = rows[0][2][1]
    assert rows[0] == [("only-a", full["protection"]), ("both", full["protection"]), ("undated", grey)]
    assert rows[1] == [("both", light["protection"]), ("only-b", CARD)]
    assert rows[2] == [("only-a", CARD), ("both", full["provision"]), ("undated", grey)]
    assert rows[3] == [("both", light["provision"]), ("only-b", light["provision"])]
    assert rows[4] == [("only-a", CARD), ("both", CARD), ("undated", grey)] and rows[5] == [("both", CARD), ("only-b", CARD)]
    assert [text for text in words if " of " in text] == [
        "<b>A 2 of 2</b>", "B 1 of 2", "<b>A 1 of 2</b>", "B 2 of 2", "<b>A 0 of 2</b>", "B 0 of 2",
    ]  # fmt: skip
    assert {"A 2 · B 1", "A 0 · B 1", "A 1 · B 0", "not in A or B"} <= set(words)


def test_a_column_is_the_same_session_in_both_rows(data):
    bars = drawn(data).data[0]
    places = {}
    for n, behind in enumerate(bars.customdata):
        if (key := json.loads(behind).get("session_id")) is not None:
            places.setdefault(key, set()).add(bars.x[n])
    assert set(places) == {"only-a", "both", "only-b", "undated"} and all(len(x) == 1 for x in places.values())


def test_one_dot_above_a_column_says_that_its_session_is_about_children(data):
    """All four sessions, over the squares of A; one place of A and two of B have a small dot instead, in each pillar. No dot in a square."""
    bars, dots = (trace for trace in drawn(data).data[:2])
    above = [(x, y) for x, y in zip(dots.x, dots.y, strict=True) if y < min(bars.base[n] for n in squares(bars))]
    assert len({x for x, _ in above}) == len(above) == 4
    assert len(dots.x) == 4 + 3 * 3 + 2  # two in the legend


def test_by_group_a_dot_stands_above_each_square_of_a_and_of_b(data):
    """Of A civil society has 3 sessions and government 1, of B 1 and 2; three pillars each, and the legend."""
    chart = drawn(data, by="group", labels={"Civil Society": "Civil Society", "Government": "Government"})
    for bars, dots in (chart.data[:2], chart.layout.meta["pixels"]["narrow"]["data"][:2]):
        places = list(zip(dots["x"], dots["y"], strict=True))
        assert len(places) == 3 * 7 + 1
        tops = {(bars["x"][n], bars["base"][n]) for n in squares(chart.data[0])}
        assert all(any(x == middle and 0 < top - y < 6 for middle, top in tops) for x, y in places[:-1])


def squares(bars):
    return [n for n, behind in enumerate(bars.customdata) if "session_id" in behind]


def test_two_coders_have_their_own_squares(tiny):
    data = tiny([{"session_id": "s", "day": 0}], pillars={("s", "A"): "protection", ("s", "B"): "provision"})
    rows, words = rows_of(drawn(data, Selection(coder="A"), Selection(coder="B")))
    assert [row[0][1] for row in rows] == [PILLAR_COLOURS["protection"], CARD, CARD, LIGHTER["provision"], CARD, CARD]
    assert not any("not in" in text for text in words)


GROUPS = {"Civil Society": "Civil society", "Government": "Government"}


def test_by_group_b_stands_below_a_in_each_cell_those_on_the_pillar_first(data):
    """Of civil society A has three sessions and B the one of both groups; of government A has that one and B two."""
    rows, words = rows_of(drawn(data, by="group", labels=GROUPS))
    full, light = PILLAR_COLOURS, LIGHTER
    grey = rows[0][2][1]
    assert rows == [
        [
            ("only-a", full["protection"]), ("both", full["protection"]), ("undated", grey),
            ("both", full["provision"]), ("only-a", CARD), ("undated", grey),
            ("only-a", CARD), ("both", CARD), ("undated", grey),
        ],
        [("both", light["protection"]), ("both", light["provision"]), ("both", CARD)],
        [("both", full["protection"]), ("both", full["provision"]), ("both", CARD)],
        [
            ("both", light["protection"]), ("only-b", CARD), ("both", light["provision"]), ("only-b", light["provision"]),
            ("both", CARD), ("only-b", CARD),
        ],
    ]  # fmt: skip
    counts = [text for text in words if text.startswith(("A ", "B ")) and "on this" not in text]
    assert sorted(counts) == sorted([
        "A 2 of 2", "B 1 of 1", "A 1 of 1", "B 1 of 2",
        "A 1 of 2", "B 1 of 1", "A 1 of 1", "B 2 of 2",
        "A 0 of 2", "B 0 of 1", "A 0 of 1", "B 0 of 2",
        "B 1 of 2", "B 2 of 2", "B 0 of 2",
    ])  # fmt: skip


def test_a_side_without_a_session_of_a_value_says_so(data):
    words = rows_of(drawn(data, b=Selection(groups=("Academia",)), by="group", labels=GROUPS))[1]
    assert words.count("B –") == 6 and words.count("B 0 of 0") == 3


def test_strips_of_both_are_on_one_scale(data):
    """Civil society: A 2 of 2 on protection, B 1 of 1. Government: A 1 of 1, B 1 of 2; the longest has two coded sessions."""
    parts = select(data, A), select(data, B)
    frames, totals = tuple(pillar_coverage(part, by="group") for part in parts), tuple(map(pillar_coverage, parts))
    bars = coverage_strips(frames, totals=totals, by="group", labels=GROUPS).data[0]
    n = len(bars.customdata)
    is_on = [
        colour in (PILLAR_COLOURS["protection"], LIGHTER["protection"]) and "protection" in behind
        for colour, behind in zip(bars.marker.color[:n], bars.customdata, strict=True)
    ]
    widths = [bars.width[i] + 1.5 for i in range(n) if is_on[i]]
    assert [round(width / widths[0], 2) for width in widths] == [1, 0.5, 0.5, 0.5]


@pytest.mark.parametrize(("n", "fits"), [(60, True), (61, False)])
def test_more_sessions_than_fit_are_not_drawn_one_by_one(tiny, n, fits):
    data = tiny([f"s{i}" for i in range(n)])
    assert fits_a_grid(compared_marks(data, data, by="day"), by="day") is fits
