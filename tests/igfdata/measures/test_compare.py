"""A measure of two selections in one frame: counted by hand with disjoint, overlapping, equal and empty sides."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igfdata import Selection, select
from igfdata.measures.compare import COLUMNS, compare, newcombe
from igfdata.measures.coverage import balance, pillar_coverage
from igfdata.measures.recurrence import topic_sessions
from igfdata.measures.stakeholders import group_mix
from igfdata.measures.summary import MEASURES, NO_DIFFERENCE, summarise_comparison
from igfdata.selection import options
from tests.conftest import load_shipped

SHIPPED = load_shipped()


@pytest.mark.parametrize(
    ("n", "of", "low", "high"),
    [
        ((56, 48), (70, 80), 0.0524, 0.3339),  # the example published with the method
        ((7, 3), (20, 20), -0.0698, 0.4381),
        ((3, 7), (20, 20), -0.4381, 0.0698),
        ((0, 0), (10, 20), -0.1611, 0.2775),  # the Wilson bounds alone: 0 of 10 to .2775, 0 of 20 to .1611
    ],
)
def test_newcombes_interval(n, of, low, high):
    assert newcombe(n, of) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def split(tiny, **pillars):
    """Eleven sessions: a0 to a4 with civil society, b0 to b5 with government only."""
    names = [f"a{i}" for i in range(5)] + [f"b{i}" for i in range(6)]
    persons = [(name, "Civil Society" if name < "b" else "Government") for name in names]
    on = {name: "protection" if name in pillars.get("protection", "").split() else "provision" for name in names}
    topics = {"a0": "x y", "b0": "y z", "b1": "z"}
    return tiny(
        [{"session_id": name, "day": 0 if name in ("a0", "b0") else 1} for name in names],
        pillars=on,
        persons=persons,
        topics=topics,
    )


A, B = Selection(groups=("Civil Society",)), Selection(groups=("Government",))
PROTECTION = {"protection": "a0 a1 a2 a3 b0 b1"}


def row(frame, cell, **values):
    found = cell(frame, **values)
    return [None if value is None or value != value else round(float(value), 4) for value in found[COLUMNS[2:]]]


def test_sides_without_a_common_session(tiny, cell):
    data = split(tiny, **PROTECTION)
    frame = compare(select(data, A), select(data, B), pillar_coverage)
    assert list(frame.columns) == COLUMNS
    # 4 of 5 and 2 of 6; Newcombe: sqrt((.8-.3755)^2 + (.7-.3333)^2) = .561 below, sqrt((.9638-.8)^2 + (.3333-.0968)^2) = .288 above
    expected = [4, 5, 0.8, 2, 6, 0.3333, 0.4667, -0.0943, 0.7543]
    assert row(frame, cell, key="all", category="protection") == pytest.approx(expected, abs=2e-4)
    assert newcombe((4, 2), (5, 6)) == (pytest.approx(-0.0943, abs=1e-4), pytest.approx(0.7543, abs=1e-4))


def test_a_part_is_compared_with_the_rest(tiny, cell):
    data = split(tiny, **PROTECTION)
    frame = compare(select(data, A), select(data, Selection()), pillar_coverage)
    # 4 of 5 in A, 6 of 11 in all; the rest is 6 of 11 of the whole: the interval above, times 6/11
    expected = [4, 5, 0.8, 6, 11, 0.5455, 0.2545, round(-0.09434 * 6 / 11, 4), round(0.75425 * 6 / 11, 4)]
    assert row(frame, cell, key="all", category="protection") == pytest.approx(expected, abs=1e-4)


def test_below_five_the_counts_stand_alone(tiny, cell):
    data = split(tiny, **PROTECTION)
    days = compare(select(data, A), select(data, B), pillar_coverage, by="day")
    assert row(days, cell, key="Day 1", category="protection") == [3, 4, 0.75, 1, 5, 0.2, None, None, None]
    assert row(days, cell, key="Day 0", category="protection") == [1, 1, 1, 1, 1, 1, None, None, None]


def test_topics_of_one_side_only_have_the_denominator_of_the_other(tiny, cell):
    data = split(tiny, **PROTECTION)
    topics = compare(select(data, A), select(data, B), topic_sessions)
    assert [(row.category, row.a_n, row.a_of, row.b_n, row.b_of) for row in topics.itertuples()] == [
        ("x", 1, 1, 0, 2), ("y", 1, 1, 1, 2), ("z", 0, 1, 2, 2),
    ]  # fmt: skip


def test_people_are_counted_with_their_bounds(tiny, cell):
    persons = [(f"a{i}", "Civil Society") for i in range(6)] + [(f"a{i}", "Government") for i in range(2)]
    data = tiny([f"a{i}" for i in range(6)], persons=[*persons, ("a0",)])
    frame = compare(select(data, Selection(groups=("Government",))), select(data, Selection()), group_mix)
    assert row(frame, cell, key="all", category="Government")[:6] == [2, 4, 0.5, 2, 8, 0.25]  # 4 known people: no difference
    assert math.isnan(cell(frame, key="all", category="Government")["difference"])
    assert row(frame, cell, key="all", category="not stated")[:7] == [1, 5, 0.2, 1, 9, 0.1111, 0.0889]


def test_days_stand_in_their_order_whichever_side_has_them(tiny):
    data = tiny(
        [{"session_id": f"d{day}", "day": day} for day in range(5)], pillars={f"d{day}": "protection" for day in range(5)}
    )
    a, b = select(data, Selection(days=("Day 2",))), select(data, Selection(days=("Day 0", "Day 3")))
    frame = compare(a, b, pillar_coverage, by="day")
    assert list(dict.fromkeys(frame["key"].astype(str))) == ["Day 0", "Day 2", "Day 3"]
    assert frame.loc[frame["category"] == "protection", ["a_of", "b_of"]].to_numpy().tolist() == [[0, 1], [1, 0], [0, 1]]


@pytest.mark.parametrize("by", [None, "day", "group"])
def test_an_empty_side_has_counts_of_nought_and_no_difference(tiny, by):
    data = split(tiny, **PROTECTION)
    nobody = select(data, Selection(groups=("Youth",)))
    for measure in (pillar_coverage, topic_sessions, group_mix):
        for a, b, side in ((select(data, A), nobody, "b"), (nobody, select(data, A), "a")):
            frame = compare(a, b, measure, by=by)
            assert len(frame) and (frame[f"{side}_n"] == 0).all() and (frame[f"{side}_of"] == 0).all()
            assert frame[[f"{side}_share", "difference", "low", "high"]].isna().all().all()
        assert compare(nobody, nobody, measure, by=by)["difference"].isna().all()


def test_the_same_sessions_coded_twice_have_a_difference_and_no_interval(tiny, cell):
    names = [f"s{i}" for i in range(5)]
    data = tiny(
        names,
        pillars={
            (name, coder): "protection" if name < limit else "provision"
            for name in names
            for coder, limit in (("A", "s3"), ("B", "s4"))
        },
    )
    frame = compare(select(data, Selection(coder="A")), select(data, Selection(coder="B")), pillar_coverage)
    assert row(frame, cell, key="all", category="protection") == [3, 5, 0.6, 4, 5, 0.8, -0.2, None, None]


def test_hours_have_a_difference_and_an_index_of_balance_has_none(tiny, cell):
    data = split(tiny, **PROTECTION)
    a, b = select(data, A), select(data, B)
    index = compare(a, b, balance, differs=False).iloc[0]
    assert (index["a_n"], index["b_n"]) == (5, 6) and index["a_share"] > 0 and np.isnan(index["difference"])
    table = summarise_comparison(a, b)
    assert table.loc[table["measure"] == "balance", "difference"].isna().all()
    parts = table[(table["measure"] == "pillar_share_fractional") & (table["category"] == "protection")].iloc[0]
    assert round(parts["difference"], 4) == 0.4667 and parts["low"] is None


KEYS = {name: list(options(SHIPPED, name)) for name in ("meetings", "days", "groups", "pillars", "topics")}
SIDES = st.builds(
    Selection,
    meetings=st.sampled_from([(), ("igf2025",), ("igf2024",)]), days=st.sampled_from([(), *((day,) for day in KEYS["days"])]),
    groups=st.sampled_from([(), *((group,) for group in KEYS["groups"])]), group_match=st.sampled_from(["any", "none"]),
    pillars=st.sampled_from([(), *((pillar,) for pillar in KEYS["pillars"])]), coder=st.sampled_from(["default", "A", "B"]),
)  # fmt: skip
MEASURE = st.sampled_from([name for name in MEASURES if name not in NO_DIFFERENCE])
BY = st.sampled_from([None, "day", "meeting", "group", "topic"])


@given(SIDES, SIDES, MEASURE, BY)
@settings(max_examples=500)
def test_swapping_changes_signs_only(a, b, measure, by):
    first, second = select(SHIPPED, a), select(SHIPPED, b)
    one, other = compare(first, second, MEASURES[measure], by=by), compare(second, first, MEASURES[measure], by=by)
    assert one[["key", "category"]].astype(str).equals(other[["key", "category"]].astype(str))
    for column, swapped, sign in (
        ("a_n", "b_n", 1), ("a_of", "b_of", 1), ("a_share", "b_share", 1), ("difference", "difference", -1), ("low", "high", -1),
    ):  # fmt: skip
        np.testing.assert_allclose(one[column].astype(float), sign * other[swapped].astype(float), atol=1e-12)
    inside = one.dropna(subset=["low"])
    assert ((inside["low"] <= inside["difference"] + 1e-9) & (inside["difference"] <= inside["high"] + 1e-9)).all()


@given(SIDES, MEASURE, BY)
@settings(max_examples=30)
def test_equal_sides_differ_in_nothing(a, measure, by):
    data = select(SHIPPED, a)
    same = select(SHIPPED, replace(a, days=a.days))
    frame = compare(data, same, MEASURES[measure], by=by)
    for column in ("difference", "low", "high"):
        assert (frame[column].dropna().abs() < 1e-12).all()
    assert (frame["a_n"] == frame["b_n"]).all()
