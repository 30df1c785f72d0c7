"""The kernel, counted by hand: three sessions, two of them on Day 2, the last on two pillars."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from igfdata.counting import Values, cells, count, ranges, shares_table, total

DAYS = Values(["Day 1", "Day 2"], np.array([0, 1, 2]), np.array([0, 1, 1]), 3)
PILLARS = Values(["protection", "provision"], np.array([0, 1, 2, 2]), np.array([0, 0, 0, 1]), 3)


def test_the_example_of_the_docstring():
    assert count(DAYS, PILLARS).tolist() == [[1, 0], [2, 1]]
    assert total(DAYS).tolist() == [1, 2]
    assert count(DAYS, PILLARS).dtype.kind == total(DAYS).dtype.kind == "i"


def test_a_session_with_several_values_counts_for_each():
    # by pillar: protection has the sessions of both days, provision the last alone
    assert count(PILLARS, DAYS).tolist() == [[1, 2], [0, 1]]
    assert total(PILLARS).tolist() == [3, 1]


def test_weights_and_amounts_are_added_up():
    assert count(DAYS, PILLARS, np.array([1.0, 1.0, 0.5, 0.5])).tolist() == [[1.0, 0.0], [1.5, 0.5]]
    assert total(DAYS, np.array([0.5, 1.5, 2.0])).tolist() == [0.5, 3.5]
    assert total(DAYS, np.array([True, False, True])).tolist() == [1, 1]
    assert total(DAYS, np.array([4, 0, 2])).tolist() == [4, 2]


def test_a_session_without_a_value_counts_nowhere():
    only_last = Values(["x"], np.array([2]), np.array([0]), 3)
    assert count(only_last, PILLARS).tolist() == [[1, 1]]
    assert count(PILLARS, only_last).tolist() == [[1], [1]]
    assert only_last.present.tolist() == [False, False, True]


def test_what_is_not_stated_is_a_category_of_its_own():
    groups = Values(["a", "b"], np.array([0, 0, 2]), np.array([1, -1, -1]), 3)
    assert cells(np.array([0, 0, 1]), groups.value, (2, 3)).tolist() == [[0, 1, 1], [0, 0, 1]]
    assert groups.having(None).tolist() == [True, False, True]
    assert groups.having("b").tolist() == [True, False, False]
    assert groups.having("never heard of").tolist() == [False, False, False]
    assert groups.stated().session.tolist() == [0]
    assert groups.matrix.tolist() == [[False, True], [False, False], [False, False]]


def test_fewer_names_are_numbered_again():
    kept = PILLARS.only(np.array([False, True]))
    assert (kept.names, kept.session.tolist(), kept.value.tolist()) == (["provision"], [2], [0])


def test_each_value_of_a_session_once():
    twice = Values(["a", "b"], np.array([0, 0, 0, 1]), np.array([1, 1, 0, 1]), 2)
    once = twice.each_once()
    assert list(zip(once.session.tolist(), once.value.tolist(), strict=True)) == [(0, 0), (0, 1), (1, 1)]


def test_ranges_one_after_the_other():
    assert ranges(np.array([5, 0, 9]), np.array([2, 0, 3])).tolist() == [5, 6, 9, 10, 11]


def test_frames_hold_every_cell_with_its_share():
    frame = shares_table(DAYS.names, PILLARS.names, count(DAYS, PILLARS), total(DAYS)[:, None])
    assert frame[["key", "category", "n", "of", "share"]].to_numpy().tolist() == [
        ["Day 1", "protection", 1, 1, 1.0],
        ["Day 1", "provision", 0, 1, 0.0],
        ["Day 2", "protection", 2, 2, 1.0],
        ["Day 2", "provision", 1, 2, 0.5],
    ]
    assert frame["n"].dtype.kind == frame["of"].dtype.kind == "i"
    assert frame["key"].cat.ordered
    nothing = np.zeros((0, 1), dtype=int)
    assert shares_table([], ["x"], nothing, nothing).empty


@st.composite
def values(draw, n_sessions=5):
    """Values of some sessions, several or none each."""
    pairs = draw(st.lists(st.tuples(st.integers(0, n_sessions - 1), st.integers(0, 2)), max_size=10))
    session, value = (np.array(column, dtype=int) for column in (zip(*sorted(pairs), strict=True) if pairs else ([], [])))
    return Values(["x", "y", "z"], session, value, n_sessions)


@given(values(), values())
def test_against_counting_pair_by_pair(keys, rows):
    expected = [[0] * 3 for _ in range(3)]
    for session, key in zip(keys.session, keys.value, strict=True):
        for other, value in zip(rows.session, rows.value, strict=True):
            expected[key][value] += int(session == other)
    assert count(keys, rows).tolist() == expected


def test_numbers_cannot_be_changed_for_others():
    with pytest.raises(ValueError, match="read-only"):
        PILLARS.value[0] = 1


def test_nothing_has_no_share():
    frame = shares_table(["a"], ["x"], np.array([[0]]), np.array([[0]]))
    assert frame[["share", "low", "high"]].isna().all(axis=None)
