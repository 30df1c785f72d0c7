"""Sessions at the same time, and the split of them over delegates."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igfdata.measures.clashes import clashes, split_over_delegates


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
        timed("b", "09:00", None),  # end unknown
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


def test_one_delegate_gives_up_the_session_that_ends_last(tiny):
    frame = split_over_delegates(
        tiny([timed("long", "09:00", "12:00"), timed("b", "09:30", "10:00"), timed("c", "10:00", "11:00")]), 1
    )
    assert frame.set_index("session_id")["delegate"].dropna().to_dict() == {"b": 1, "c": 1}


@pytest.mark.parametrize("first", ["yes", "partly"])
def test_sessions_partly_about_children_are_given_up_first(tiny, first):
    second = {"yes": "partly", "partly": "yes"}[first]
    sessions = [timed("a", "09:00", "10:00", child_rights=first), timed("b", "09:00", "10:00", child_rights=second)]
    frame = split_over_delegates(tiny(sessions), 1)
    assert frame.loc[frame["delegate"].notna(), "child_rights"].tolist() == ["yes"]


def test_without_delegates_every_session_is_missed(tiny):
    assert split_over_delegates(tiny([timed("a", "09:00", "10:00")]), 0)["delegate"].isna().all()


def fewest_missed(spans, n_delegates):
    """Smallest number of sessions to give up, by trying every set of sessions."""
    for missed in range(len(spans) + 1):
        for kept in combinations(spans, len(spans) - missed):
            if all(sum(start <= moment < end for start, end in kept) <= n_delegates for moment, _ in kept):
                return missed
    raise AssertionError("unreachable: nothing kept is always possible")


SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)).map(lambda span: (span[0], span[0] + span[1])), max_size=7)


@given(spans=SPANS, n_delegates=st.integers(1, 3))
@settings(max_examples=40)
def test_split_misses_as_few_sessions_as_possible(tiny, spans, n_delegates):
    hours = [(f"{8 + start:02}:00", f"{8 + end:02}:00") for start, end in spans]
    frame = split_over_delegates(tiny([timed(f"s{i}", *hour) for i, hour in enumerate(hours)]), n_delegates)
    assert len(frame) == len(spans)
    assert frame["delegate"].isna().sum() == fewest_missed(spans, n_delegates)
    assert set(frame["delegate"].dropna()) <= set(range(1, n_delegates + 1))
    for _, rows in frame.dropna(subset="delegate").sort_values("starts_at").groupby("delegate"):
        assert (rows["ends_at"].iloc[:-1].to_numpy() <= rows["starts_at"].iloc[1:].to_numpy()).all(), "two at a time"
