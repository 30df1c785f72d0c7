"""Who goes where: every session is in the plan, and no other plan covers more of what matters."""

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igfdata import Selection, select
from igfdata.measures.delegates import Delegation, delegate_plan, read_delegation


def timed(name, start, end, *, day=1, **columns):
    return {"session_id": name, "day": day, "start": start, "end": end, **columns}


def who(plan):
    """Session → delegate, in the order of the plan; None: nobody."""
    return {row.session_id: None if pd.isna(row.delegate) else int(row.delegate) for row in plan.itertuples()}


def test_day_3_of_2025_holds_both_sessions_about_children(shipped):
    data = select(shipped, Selection(meetings=("igf2025",), days=("Day 3",)))
    plan = delegate_plan(data, 2)
    assert who(plan) == {
        "igf2025-ws-376": 2,  # no time yet: whoever has less to do that day asks
        "igf2025-hls-4": 1,  # its end is assumed
        "igf2025-other-host-country-open-stage-10": 2,
        "igf2025-nri-main": 1,
    }
    end = plan.set_index("session_id").at["igf2025-hls-4", "likely_ends_at"]
    assert f"{end:%H:%M}" == "11:00"
    assert who(delegate_plan(data, 1))["igf2025-other-host-country-open-stage-10"] is None
    assert who(delegate_plan(data, 1))["igf2025-hls-4"] == 1


def test_one_delegate_covers_as_many_as_possible(tiny):
    plan = delegate_plan(tiny([timed("long", "09:00", "12:00"), timed("b", "09:30", "10:00"), timed("c", "10:00", "11:00")]), 1)
    assert who(plan) == {"long": None, "b": 1, "c": 1}


def test_one_session_about_children_comes_before_two_partly_about_them(tiny):
    partly = {"child_rights": "partly"}
    sessions = [
        timed("about", "09:00", "12:00"),
        timed("b", "09:30", "10:00", **partly),
        timed("c", "10:00", "11:00", **partly),
    ]
    assert who(delegate_plan(tiny(sessions), 1)) == {"about": 1, "b": None, "c": None}


@pytest.mark.parametrize("main", ["Main Session", "High-Level Session"])
def test_a_main_session_comes_before_a_longer_side_event(tiny, main):
    sessions = [timed("side", "09:00", "12:00"), timed("main", "09:30", "10:00", type=main)]
    assert who(delegate_plan(tiny(sessions), 1)) == {"side": None, "main": 1}


def test_about_children_comes_before_main(tiny):
    sessions = [timed("side", "09:00", "10:00"), timed("main", "09:30", "11:00", type="Main Session", child_rights="partly")]
    assert who(delegate_plan(tiny(sessions), 1)) == {"side": 1, "main": None}


def test_of_equals_the_longer_is_covered(tiny):
    sessions = [timed("a", "09:00", "09:45"), timed("b", "09:00", "10:00"), timed("c", "09:30", "10:00")]
    assert who(delegate_plan(tiny(sessions), 1)) == {"a": None, "b": 1, "c": None}


def test_a_session_without_an_end_is_in_the_plan(tiny):
    plan = delegate_plan(tiny([timed("a", "09:00", None), timed("b", "09:45", "10:45", child_rights="partly")]), 1)
    assert who(plan) == {"a": 1, "b": None}


def test_sessions_without_a_time_stand_first_and_go_to_whoever_has_least_to_do_that_day(tiny):
    sessions = [
        timed("early", "09:00", "10:00"), timed("also", "09:00", "12:00"), timed("day 2", "09:00", "11:00", day=2),
        timed("when?", None, None, day=1, duration_min="60"), timed("and this?", None, None, day=1, child_rights="partly"),
        timed("when then?", None, None, day=2), {"session_id": "which day?"},
    ]  # fmt: skip
    # Day 1: delegate 1 has 60 minutes ("early"), 120 with "when?", 210 with "and this?" (90: the median of 60, 180, 120 and 60);
    # delegate 2 has 180 ("also"). Day 2: 120 and 0, then 90 with "when then?". In all 330 and 270, so "which day?" is for delegate 2.
    plan = who(delegate_plan(tiny(sessions), 2))
    assert list(plan) == ["when?", "and this?", "when then?", "which day?", "early", "also", "day 2"]
    assert (plan["early"], plan["also"], plan["day 2"]) == (1, 2, 1)
    assert (plan["when?"], plan["and this?"], plan["when then?"], plan["which day?"]) == (1, 1, 2, 2)


def test_two_meetings_are_planned_each_for_itself(shipped):
    both = delegate_plan(select(shipped, Selection(meetings=("igf2023", "igf2025"))), 1)
    for meeting in ("igf2023", "igf2025"):
        alone = delegate_plan(select(shipped, Selection(meetings=(meeting,))), 1)
        of_it = both[(both["meeting_id"] == meeting) & both["starts_at"].notna()]
        assert who(of_it) == who(alone[alone["starts_at"].notna()])


def test_without_delegates_there_is_no_plan(tiny):
    with pytest.raises(ValueError, match="n_delegates is 0"):
        delegate_plan(tiny(["a"]), 0)


def test_an_empty_selection_has_an_empty_plan(tiny):
    assert delegate_plan(tiny([]), 2).empty


SESSION = st.tuples(
    st.integers(0, 9),
    st.integers(1, 5),
    st.sampled_from(["yes", "partly", "no"]),
    st.sampled_from(["Main Session", "Workshop"]),
)


def value(sessions):
    """What a choice covers, in the order of what matters: about, partly, not about children, main sessions, hours."""
    about = [relevance for _, _, relevance, _ in sessions]
    main = sum(kind == "Main Session" for *_, kind in sessions)
    return (*(about.count(key) for key in ("yes", "partly", "no")), main, sum(hours for _, hours, _, _ in sessions))


def best_value(sessions, n_delegates):
    """The best that any choice covers, by trying every choice."""
    choices = (choice for size in range(len(sessions) + 1) for choice in combinations(sessions, size))
    return max(
        value(choice)
        for choice in choices
        if all(sum(start <= moment < start + hours for start, hours, *_ in choice) <= n_delegates for moment, *_ in choice)
    )


@given(sessions=st.lists(SESSION, max_size=8), n_delegates=st.integers(1, 3))
@settings(max_examples=60)
def test_no_choice_of_sessions_covers_more(tiny, sessions, n_delegates):
    data = tiny(
        [
            timed(f"s{i}", f"{8 + start:02}:00", f"{8 + start + hours:02}:00", child_rights=about, type=kind)
            for i, (start, hours, about, kind) in enumerate(sessions)
        ]
    )
    plan = delegate_plan(data, n_delegates)
    assert len(plan) == len(sessions)
    covered = plan[plan["delegate"].notna()]
    assert value([sessions[int(name[1:])] for name in covered["session_id"]]) == best_value(sessions, n_delegates)
    assert set(covered["delegate"]) <= set(range(1, n_delegates + 1))
    for _, rows in covered.sort_values("starts_at").groupby("delegate"):
        assert (rows["likely_ends_at"].iloc[:-1].to_numpy() <= rows["starts_at"].iloc[1:].to_numpy()).all(), "two at a time"


@pytest.mark.parametrize(("text", "n"), [("1", 1), ("2", 2), ("20", 20)])
def test_a_number_from_1_to_20_is_read(text, n):
    assert read_delegation([text], []) == (Delegation(n), [])


@pytest.mark.parametrize("text", ["²", "①", "9" * 5000, "0", "21", "-1", "1.5", "two", "", "\x00", "٣"])
def test_anything_else_is_two_and_said(text):
    delegation, notices = read_delegation([text], [])
    assert delegation == Delegation(2)
    assert len(notices) == 1
    assert notices[0].startswith("Delegates: “") and "a whole number from 1 to 20" in notices[0]
    assert len(notices[0]) < 120


def test_labels_are_names_and_the_others_are_numbers():
    delegation, notices = read_delegation(["3"], [" AB  C", "", "\u202eD\x00E\u200b"])
    assert (delegation.names, notices) == (("AB C", "Delegate 2", "D E"), [])


def test_labels_are_bounded_in_length_and_number_and_that_is_said():
    delegation, notices = read_delegation(["2"], ["x" * 100_000, "y", *["z"] * 1000])
    assert delegation.names == ("x" * 30, "y")
    assert notices == [
        "The address has 1002 labels for 2 delegates. The last ones were ignored.",
        "A label of a delegate was longer than 30 characters. It was shortened.",
    ]


def test_the_address_gives_them_back():
    for delegation in (Delegation(), Delegation(3), Delegation(2, ("AB", "CD")), Delegation(3, ("", "CD"))):
        address = delegation.to_query()
        assert read_delegation(address["delegates"], address["delegate"]) == (delegation, [])
    assert Delegation().to_query() == {"delegates": [], "delegate": []}
