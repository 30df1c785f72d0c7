"""Pillar coverage, balance and the counting rules, on sessions counted by hand."""

from math import log, sqrt

import numpy as np
import pytest

from igfdata import Selection, select
from igfdata.measures.coverage import (
    balance,
    evenness,
    pillar_coverage,
    rank_order_centroid,
    ternary_point,
    under_second_mapping,
)
from igfdata.selection.selecting import Part

# Six sessions: five coded (one of them unclear), one not coded.
PILLARS = {
    "a": "protection",
    "b": "protection provision",
    "c": "participation protection provision",
    "d": "protection",
    "e": "unclear",
}


@pytest.fixture
def six(tiny):
    times = {"a": 60, "b": 30, "c": 90, "e": 60, "f": 60}  # d: length unknown
    return tiny(
        [
            {"session_id": name, "day": 1 if name in "ab" else 2, "duration_min": str(times.get(name, "")) or None}
            for name in "abcdef"
        ],
        pillars=PILLARS,
    )


def shares(frame):
    return {str(row.category): (row.n, row.of) for row in frame.itertuples()}


def test_full_counting_keeps_unclear_and_leaves_out_uncoded_sessions(six):
    frame = pillar_coverage(six)
    assert shares(frame) == {"protection": (4, 5), "provision": (2, 5), "participation": (1, 5), "unclear": (1, 5)}
    assert frame["share"].tolist() == pytest.approx([0.8, 0.4, 0.2, 0.2])


def test_fractional_counting_splits_each_session(six, cell):
    frame = pillar_coverage(six, counting="fractional")
    # a 1, b 1/2, c 1/3, d 1
    assert cell(frame, category="protection")["n"] == pytest.approx(1 + 1 / 2 + 1 / 3 + 1)
    assert cell(frame, category="provision")["n"] == pytest.approx(1 / 2 + 1 / 3)
    assert cell(frame, category="participation")["n"] == pytest.approx(1 / 3)
    assert frame["share"].sum() == pytest.approx(1)
    assert frame[["low", "high"]].isna().all(axis=None)


def test_ranked_counting_weighs_by_order(six, cell):
    frame = pillar_coverage(six, counting="ranked")
    # a 1, b .75/.25, c (participation first) .611/.278/.111, d 1
    assert cell(frame, category="protection")["n"] == pytest.approx(1 + 0.75 + 5 / 18 + 1)
    assert cell(frame, category="provision")["n"] == pytest.approx(0.25 + 2 / 18)
    assert cell(frame, category="participation")["n"] == pytest.approx(11 / 18)


def test_ranked_shares_sum_to_one_when_ranks_are_not_given(tiny_frames):
    from igfdata.dataset import build

    frames = tiny_frames(["a"], pillars={"a": "protection provision"})
    frames["codings"] = frames["codings"].assign(rank=None)
    assert pillar_coverage(build(frames), counting="ranked")["share"].sum() == pytest.approx(1)


def test_hours_leave_out_sessions_of_unknown_length(six, cell):
    full = pillar_coverage(six, weight="hours")
    # coded with a length: a 1 h, b 0.5 h, c 1.5 h, e 1 h; d has none, f is not coded
    assert set(full["of"]) == {4.0}
    assert cell(full, category="protection")["n"] == 3.0
    assert cell(full, category="provision")["n"] == 2.0
    fractional = pillar_coverage(six, counting="fractional", weight="hours")
    assert cell(fractional, category="protection")["n"] == pytest.approx(1 + 0.25 + 0.5)
    assert fractional["share"].sum() == pytest.approx(1)


def test_a_split_by_day_keeps_empty_days(six, cell):
    frame = pillar_coverage(six, by="day")
    assert list(frame["key"].cat.categories) == ["Day 0", "Day 1", "Day 2", "Day 3", "Day 4"]
    assert tuple(cell(frame, key="Day 1", category="protection")[["n", "of", "share"]]) == (2, 2, 1)
    assert tuple(cell(frame, key="Day 2", category="protection")[["n", "of"]]) == (2, 3)
    empty = cell(frame, key="Day 3", category="protection")
    assert (empty["n"], empty["of"]) == (0, 0)
    assert np.isnan(empty["share"])


def test_of_chosen_days_only_these_are_kept_empty_ones_among_them(six):
    """Day 1 has two sessions, Day 3 none; a part of the part is of the same days."""
    part = select(six, Selection(days=("Day 1", "Day 3")))
    frame = pillar_coverage(part, by="day")
    assert list(frame["key"].cat.categories) == ["Day 1", "Day 3"]
    assert [(row.key, row.n, row.of) for row in frame.itertuples() if row.category == "protection"] == [
        ("Day 1", 2, 2), ("Day 3", 0, 0),
    ]  # fmt: skip
    first = Part.of(part, np.array([True, False]))
    assert list(pillar_coverage(first, by="day")["key"].cat.categories) == ["Day 1", "Day 3"]


def test_an_unknown_breakdown_is_refused(six):
    with pytest.raises(ValueError, match="cannot break down by 'room'"):
        pillar_coverage(six, by="room")


def test_adjudicated_codes_count_before_coder_a(tiny, cell):
    data = tiny(
        ["a", "b"], pillars={"a": "protection", ("a", "B"): "provision", ("a", "adjudicated"): "provision", "b": "protection"}
    )
    for coder, expected in {"default": (1, 2), "A": (2, 2), "B": (0, 1), "adjudicated": (0, 1)}.items():
        frame = pillar_coverage(select(data, Selection(coder=coder)))
        assert tuple(cell(frame, category="protection")[["n", "of"]]) == expected, coder


@pytest.mark.parametrize(
    ("rank", "k", "weight"), [(1, 1, 1), (1, 2, 0.75), (2, 2, 0.25), (1, 3, 0.611), (2, 3, 0.278), (3, 3, 0.111)]
)
def test_rank_order_centroid(rank, k, weight):
    assert rank_order_centroid(rank, k) == pytest.approx(weight, abs=5e-4)


def test_evenness_check_values():
    assert float(evenness([0.6, 0.3, 0.1])) == pytest.approx(0.817, abs=5e-4)
    assert float(evenness([0.6, 0.3, 0.1])) * log(3) == pytest.approx(0.898, abs=5e-4)
    assert float(evenness([0.8, 0.1, 0.1])) == pytest.approx(float(evenness([0.1, 0.8, 0.1])))
    assert float(evenness([1, 0, 0])) == 0.0
    assert float(evenness([1 / 3, 1 / 3, 1 / 3])) == pytest.approx(1)
    assert float(evenness([2, 2, 2])) == pytest.approx(1)
    assert np.isnan(evenness([0, 0, 0]))
    assert evenness([[1, 0, 0], [1, 1, 0]]).tolist() == pytest.approx([0, log(2) / log(3)])


@pytest.mark.parametrize(
    ("parts", "point"),
    [
        ((1, 0, 0), (0.5, sqrt(3) / 2)),
        ((0, 1, 0), (0, 0)),
        ((0, 0, 1), (1, 0)),
        ((0.6, 0.3, 0.1), (0.1 + 0.3, 0.3 * sqrt(3))),
    ],
)
def test_ternary_point(parts, point):
    assert ternary_point(parts) == pytest.approx(point)


def test_no_balance_index_below_five_sessions_with_a_pillar(tiny, cell):
    four = tiny(list("abcde"), pillars=dict.fromkeys("abcd", "protection provision participation") | {"e": "unclear"})
    row = cell(balance(four), key="all")
    assert (row["n"], row["of"]) == (4, 5)
    assert row[["share", "low", "high"]].isna().all()
    assert row[["protection", "provision", "participation"]].tolist() == pytest.approx([1 / 3] * 3)


def test_balance_of_five_sessions(tiny, cell):
    codes = {"a": "protection", "b": "protection", "c": "protection", "d": "provision", "e": "provision participation"}
    row = cell(balance(tiny(list("abcde"), pillars=codes)), key="all")
    parts = [3 / 5, 1.5 / 5, 0.5 / 5]
    assert row[["protection", "provision", "participation"]].tolist() == pytest.approx(parts)
    assert row["share"] == pytest.approx(0.817, abs=5e-4)  # (.6, .3, .1) again
    assert 0 <= row["low"] < row["share"] < row["high"] <= 1


def test_balance_of_one_pillar_alone_is_zero_with_its_interval(tiny, cell):
    row = cell(balance(tiny(list("abcde"), pillars=dict.fromkeys("abcde", "protection"))), key="all")
    assert (row["share"], row["low"], row["high"]) == (0, 0, 0)


def test_second_mapping_moves_disputed_rights(tiny):
    data = tiny(
        list("abcd"),
        pillars=dict.fromkeys("abcd", "protection"),
        topics={"a": "identity", "b": "access_to_information", "c": "remedy_justice", "d": "privacy"},
    )
    moved = under_second_mapping(data).session_pillars
    found = {name: set(rows["pillar"].astype(str)) for name, rows in moved.groupby("session_id")}
    assert found == {
        "a": {"protection", "provision"},
        "b": {"protection", "participation"},
        "c": {"provision"},
        "d": {"protection"},
    }
    assert len(data.session_pillars) == 4, "the data themselves must not change"
