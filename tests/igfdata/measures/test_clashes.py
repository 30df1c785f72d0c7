"""Sessions at the same time."""

import pytest

from igfdata.findings.timing import timing
from igfdata.measures.clashes import (
    MOST_PAIRS,
    certain_clashes,
    clash_counts,
    clashes,
    clashes_of,
    n_clashes,
    neighbours,
    overlapping,
)


def timed(name, start, end, *, day=1, **columns):
    return {"session_id": name, "day": day, "start": start, "end": end, **columns}


def test_overlap_in_minutes(tiny):
    frame = clashes(tiny([timed("b", "09:00", "10:00"), timed("a", "09:45", "11:00"), timed("c", "09:50", "09:55")]))
    found = {(row.session_x, row.session_y): row.minutes for row in frame.itertuples()}
    assert found == {("b", "a"): 15, ("b", "c"): 5, ("a", "c"): 5}
    assert set(frame["day"]) == {"Day 1"}
    assert frame["starts_at"].dt.strftime("%d %H:%M").tolist() == ["24 09:45", "24 09:50", "24 09:50"]


@pytest.mark.parametrize(
    "other",
    [
        timed("b", "10:00", "11:00"),  # begins when the first ends
        timed("b", "09:00", "10:00", day=2),  # another day
        {"session_id": "b", "start": "09:00", "end": "10:00"},  # day unknown
        {"session_id": "b", "day": 1, "duration_min": "60"},  # start unknown
    ],
)
def test_no_clash_without_a_common_minute_that_is_known(tiny, other):
    assert clashes(tiny([timed("a", "09:00", "10:00"), other])).empty


def test_the_night_comes_after_the_evening_and_may_run_into_the_next_day(tiny):
    night = timed("night", "25:30", "26:30")
    frame = clashes(
        tiny([night, timed("early", "01:00", "02:00"), timed("late", "23:00", "25:45"), timed("next", "02:00", "03:00", day=2)])
    )
    assert [tuple(row) for row in frame[["session_x", "session_y", "day", "minutes"]].itertuples(index=False)] == [
        ("late", "night", "Day 1", 15),
        ("night", "next", "Day 1", 30),
    ]


def test_the_stated_length_stands_for_a_missing_end(tiny):
    frame = clashes(tiny([timed("a", "09:00", None, duration_min="90"), timed("b", "10:15", "11:00")]))
    assert frame["minutes"].tolist() == [15]


def test_an_assumed_end_clashes_and_says_that_it_is_assumed(tiny):
    known = [timed("k", "14:00", "15:30", type="Main Session", day=0), timed("l", "14:00", "15:30", type="Main Session", day=3)]
    frame = clashes(tiny([*known, timed("a", "09:00", None, type="Main Session"), timed("b", "10:10", "11:00")]))
    assert [tuple(row) for row in frame[["session_x", "session_y", "minutes", "is_assumed"]].itertuples(index=False)] == [
        ("a", "b", 20, True)
    ]
    assert not clashes(tiny([timed("a", "09:00", "10:00"), timed("b", "09:30", "10:00")]))["is_assumed"].any()


def test_every_session_knows_how_many_it_overlaps(tiny):
    data = tiny(
        [
            timed("long", "09:00", "12:00"), timed("b", "09:30", "10:00"), timed("c", "10:00", "11:00"),
            timed("alone", "12:00", "13:00"), timed("other day", "09:00", "10:00", day=2), {"session_id": "no time"},
        ]
    )  # fmt: skip
    assert clash_counts(data) == {"long": 2, "b": 1, "c": 1}
    assert n_clashes(data) == 2


def test_of_very_many_pairs_the_longest_are_listed_and_all_are_counted(tiny):
    # 60 sessions from 09:00 to 10:00 make 60 x 59 / 2 = 1770 pairs; two longer ones make one more pair of 90 minutes, and 120 of 60.
    sessions = [timed(f"s{i:02}", "09:00", "10:00") for i in range(60)]
    data = tiny([*sessions, timed("x", "08:45", "10:30"), timed("y", "09:00", "10:30")])
    assert n_clashes(data) == 1770 + 120 + 1
    frame = clashes(data)
    assert len(frame) == MOST_PAIRS == 1000
    assert frame["minutes"].max() == 90
    assert frame["minutes"].min() == 60
    assert frame["starts_at"].is_monotonic_increasing


def test_few_at_a_time_are_looked_at_with_the_same_result(tiny, monkeypatch):
    sessions = [timed(f"s{i:02}", f"{8 + i % 9:02}:00", f"{9 + i % 9 + i % 3:02}:30") for i in range(30)]
    whole = clashes(tiny(sessions))
    monkeypatch.setattr("igfdata.measures.clashes.AT_ONCE", 7)
    assert clashes(tiny(sessions)).equals(whole)
    assert len(whole) == n_clashes(tiny(sessions)) > 100


def test_one_session_knows_all_that_overlap_it(tiny):
    sessions = [timed(f"s{i:02}", "09:00", "10:00") for i in range(60)]
    data = tiny(
        [
            *sessions,
            timed("short", "09:50", "10:10"),
            timed("next", "10:00", "11:00"),
            timed("other day", "09:00", "10:00", day=2),
        ]
    )
    found = clashes_of(data, "short")
    assert len(found) == 61
    assert set(found["minutes"]) == {10}
    assert [(row.session_x, row.session_y) for row in found.itertuples() if "next" in (row.session_x, row.session_y)] == [
        ("short", "next")
    ]
    assert clashes_of(data, "other day").empty
    assert clashes_of(data, "not there").empty


def test_certain_is_an_overlap_of_two_of_ours_that_no_assumed_end_makes(tiny):
    """09:00–10:00 and from 09:30: certain. From 11:00 without an end and from 11:30: not. Two from 14:00: certain. With another's: not ours."""

    def at(name, start, end=None, child_rights="yes"):
        return {"session_id": name, "day": 1, "start": start, "end": end, "child_rights": child_rights}

    data = tiny(
        [
            at("a", "09:00", "10:00"), at("b", "09:30", child_rights="partly"), at("c", "11:00"), at("d", "11:30", "12:30"),
            at("e", "14:00"), at("f", "14:00"), at("g", "16:00", "17:00"), at("h", "16:00", "17:00", "no"),
        ]
    )  # fmt: skip
    assert certain_clashes(data) == {"a", "b", "e", "f"}
    assert certain_clashes(tiny(["undated"])) == frozenset()
    assert overlapping(data) == (4, 2)  # c and d, where c lasts as long as is assumed
    assert overlapping(tiny(["undated"])) == (0, 0)
    assert timing(data).headline == "Four child-related sessions overlap another."
    assert timing(data).evidence == "8 sessions in all. Two more overlap if the assumed ends are right."
    assert (
        timing(tiny(["undated"])).headline == "No child-related sessions certainly overlap, and one session has no known time."
    )
    both = timing(tiny(["undated"]), data)
    assert both.headline == "In A, no child-related sessions certainly overlap, and one session has no known time."
    assert both.evidence == "A: 1 session in all. B: 8 sessions, 4 certainly overlap another, none have no known time."


def test_the_nearest_of_ours_on_the_day_stand_before_and_after(tiny):
    """Before: c ends at 10:00, later than b; d is on another day. After: e; not f, which is not about children."""
    data = tiny(
        [
            timed("a", "11:00", "12:00"), timed("b", "08:00", "09:30"), timed("c", "08:30", "10:00", child_rights="partly"),
            timed("d", "10:00", "11:00", day=2), timed("f", "12:00", "13:00", child_rights="no"), timed("e", "12:30", "13:00"),
            timed("g", "14:00", "15:00"), {"session_id": "no time"},
        ]
    )  # fmt: skip
    assert neighbours(data, "a") == ("c", "e")
    assert neighbours(data, "b") == ("", "a")
    assert neighbours(data, "no time") == ("", "")
