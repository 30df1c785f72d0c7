"""Measures that give A and B in one frame, counted by hand: overlapping, disjoint, equal and empty sides; swapping changes signs only."""

import pandas as pd
import pytest

from igfdata import Selection, select
from igfdata.measures.compare import compare
from igfdata.measures.cooccurrence import compared_pairs
from igfdata.measures.coverage import pillar_shares
from igfdata.measures.recurrence import compared_recurrence, compared_turnover
from igfdata.measures.session_marks import compared_marks

CIVIL, STATE, NOBODY = (Selection(groups=(group,)) for group in ("Civil Society", "Government", "Academia"))


@pytest.fixture
def data(tiny):
    """Civil society: a0 (Day 0), ab (Day 1), a2 (Day 2). Government: b0 (Day 0), ab (Day 1). "late" has no date and no group."""
    sessions = [
        {"session_id": "a0", "day": 0, "start": "11:00"}, {"session_id": "b0", "day": 0, "start": "09:00"},
        {"session_id": "ab", "day": 1, "start": "09:00"}, {"session_id": "a2", "day": 2, "start": "09:00"}, "late",
    ]  # fmt: skip
    persons = [
        ("a0", "Civil Society"), ("b0", "Government"), ("ab", "Civil Society"), ("ab", "Government"), ("a2", "Civil Society"), ("late",),
    ]  # fmt: skip
    pillars = {"a0": "protection", "b0": "provision", "ab": "protection provision", "a2": "participation", "late": "provision"}
    topics = {"a0": "gaming privacy", "b0": "privacy", "ab": "gaming privacy", "a2": "gaming privacy health", "late": "health"}
    return tiny(sessions, pillars=pillars, topics=topics, persons=persons)


def sides(data, a=CIVIL, b=STATE):
    return select(data, a), select(data, b)


def values(frame: pd.DataFrame, *columns: str) -> list[tuple]:
    """Rows of some columns, what is missing as None."""
    picked = frame[list(columns)].astype(object)
    return [tuple(None if value is pd.NA or value != value else value for value in row) for row in picked.to_numpy()]


def test_marks_of_both_stand_in_one_order_of_time(data):
    frame = compared_marks(*sides(data), by="day")
    assert values(frame.astype({"key": str}), "key", "session_id", "in_a", "in_b", "a_protection", "b_protection") == [
        ("Day 0", "b0", False, True, "", "off"),
        ("Day 0", "a0", True, False, "on", ""),
        ("Day 1", "ab", True, True, "on", "on"),
        ("Day 2", "a2", True, False, "off", ""),
    ]
    swapped = compared_marks(*sides(data, STATE, CIVIL), by="day")
    assert swapped["session_id"].tolist() == frame["session_id"].tolist()
    assert (
        swapped["in_a"].tolist() == frame["in_b"].tolist()
        and swapped["b_protection"].tolist() == frame["a_protection"].tolist()
    )


def test_marks_of_empty_and_of_equal_sides(data):
    a, nobody = sides(data, CIVIL, NOBODY)
    assert compared_marks(nobody, nobody, by="day").empty
    one = compared_marks(a, nobody, by="type")
    assert values(one, "session_id", "in_a", "in_b") == [("a0", True, False), ("ab", True, False), ("a2", True, False)]
    same = compared_marks(a, a, by="group")  # "ab" has two groups
    assert len(same) == 4 and same["in_a"].all() and same["in_b"].all()
    assert same["a_provision"].tolist() == same["b_provision"].tolist()


RECURRENCE = ("topic", "a_n_days", "a_of_days", "b_n_days", "b_of_days", "a_n_sessions", "b_n_sessions", "difference")


def test_days_of_topics_in_both(data):
    """A has coded sessions on three days, B on two. Gaming: A on all three, B on Day 1. Health: A on Day 2."""
    frame = compared_recurrence(*sides(data))
    assert values(frame, *RECURRENCE) == [
        ("privacy", 3, 3, 2, 2, 3, 2, 1), ("gaming", 3, 3, 1, 2, 3, 1, 2), ("health", 1, 3, 0, 2, 1, 0, 1),
    ]  # fmt: skip
    swapped = compared_recurrence(*sides(data, STATE, CIVIL))
    assert swapped["topic"].tolist() == frame["topic"].tolist() and swapped["difference"].tolist() == [-1, -2, -1]
    assert set(compared_recurrence(*sides(data, CIVIL, CIVIL))["difference"]) == {0}
    alone = compared_recurrence(*sides(data, CIVIL, NOBODY))
    assert values(alone, "topic", "b_n_days", "b_of_days", "b_expected_days", "b_label")[0] == ("gaming", 0, 0, 0.0, "")
    assert compared_recurrence(*sides(data, NOBODY, NOBODY)).empty


def test_what_changes_from_day_to_day_in_both(data):
    """Day 0: A two topics, B one, all new. Day 1: A the same two; B gaming anew. Day 2: B has no session there."""
    frame = compared_turnover(*sides(data))
    found = {(day, kind): rest for day, kind, *rest in values(frame, "day", "kind", "a_n", "b_n", "difference")}
    assert found == {
        ("Day 0", "stayed"): [0, 0, 0], ("Day 0", "back"): [0, 0, 0], ("Day 0", "new"): [2, 1, 1], ("Day 0", "gone"): [0, 0, 0],
        ("Day 1", "stayed"): [2, 1, 1], ("Day 1", "back"): [0, 0, 0], ("Day 1", "new"): [0, 1, -1], ("Day 1", "gone"): [0, 0, 0],
        ("Day 2", "stayed"): [2, None, None], ("Day 2", "back"): [0, None, None], ("Day 2", "new"): [1, None, None],
        ("Day 2", "gone"): [0, None, None],
    }  # fmt: skip
    swapped = compared_turnover(*sides(data, STATE, CIVIL))
    assert (swapped["difference"] + frame["difference"]).dropna().eq(0).all()
    assert compared_turnover(*sides(data, CIVIL, CIVIL))["difference"].eq(0).all()
    assert compared_turnover(*sides(data, NOBODY, NOBODY)).empty


def test_pairs_of_topics_in_both(data):
    """Gaming with privacy: A 3 of 3, B 1 of 2. Pairs of fewer than three sessions in both are not told."""
    frame = compared_pairs(*sides(data))
    assert values(frame, "topic_x", "topic_y", "a_n", "a_of", "b_n", "b_of", "difference") == [
        ("gaming", "privacy", 3, 3, 1, 2, None),
    ]  # fmt: skip
    assert len(compared_pairs(*sides(data), min_together=1)) == 3  # with health twice, each once in A
    assert len(compared_pairs(*sides(data, STATE, CIVIL))) == 1 and compared_pairs(*sides(data, NOBODY, STATE)).empty


def test_parts_of_pillars_in_both(data):
    """A: a0 1 protection, ab ½ and ½, a2 1 participation; so 1.5, 0.5 and 1 of 3. B: b0 1 provision, ab ½ and ½; 0.5, 1.5 and 0 of 2."""
    frame = compare(*sides(data), pillar_shares)
    assert values(frame, "category", "a_n", "a_of", "b_n", "b_of", "difference") == [
        ("protection", 1.5, 3, 0.5, 2, None), ("provision", 0.5, 3, 1.5, 2, None), ("participation", 1.0, 3, 0.0, 2, None),
    ]  # fmt: skip


def test_differences_of_parts_have_no_interval_and_are_zero_between_equal_sides(tiny):
    five = tiny([f"s{n}" for n in range(5)], pillars={f"s{n}": "protection provision" if n else "protection" for n in range(5)})
    frame = compare(five, five, pillar_shares)
    assert values(frame, "category", "a_n", "a_of", "difference", "low") == [
        ("protection", 3.0, 5, 0.0, None), ("provision", 2.0, 5, 0.0, None), ("participation", 0.0, 5, 0.0, None),
    ]  # fmt: skip
