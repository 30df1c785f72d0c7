"""A part of a dataset, cut by hand."""

from dataclasses import replace

import pytest

from igfdata import Selection, select
from igfdata.measures.breakdown import session_ids_with_any
from igfdata.selection.selecting import Owned


@pytest.fixture
def data(tiny):
    return tiny(
        ["a", {"session_id": "b", "child_rights": "partly"}, "c"],
        pillars={"a": "protection", "c": "provision protection"},
        persons=[("c", "Government"), ("a", "Youth"), ("c", None), ("b", "Youth")],
    )


def test_rows_stand_in_the_order_of_their_sessions(data):
    assert data.participants["session_id"].tolist() == ["a", "b", "c", "c"]
    assert data.participants["session_row"].tolist() == [0, 1, 2, 2]
    assert data.session_pillars["session_row"].tolist() == [0, 2, 2]
    assert data.sessions["meeting_row"].tolist() == [0, 0, 0]


def test_a_table_is_cut_when_it_is_asked_for(data):
    part = select(data, Selection(groups=("Government", "Youth"), relevance=("yes",)))
    assert part.n_sessions == 2
    assert part.column("participants", "stakeholder_group").astype(object).tolist()[:2] == ["Youth", "Government"]
    assert part.column("participants", "session_row").tolist() == [0, 1, 1]
    assert "participants" not in vars(part)
    assert part.participants["session_id"].tolist() == ["a", "c", "c"]
    assert part.participants["session_row"].tolist() == [0, 1, 1]
    assert part.sessions["session_id"].tolist() == ["a", "c"]
    assert part.column("participants", "role").tolist() == ["speaker"] * 3


def test_keys_and_the_order_of_time_are_numbered_once_and_cannot_be_changed(tiny):
    """By time: c (Day 0, 09:00), b (Day 0, no start), e and then f (Day 1, 10:00), d (no date)."""
    sessions = [
        {"session_id": "f", "day": 1, "start": "10:00", "end": "11:00"}, {"session_id": "b", "day": 0, "child_rights": "partly"},
        {"session_id": "c", "day": 0, "start": "09:00", "end": "10:00"}, {"session_id": "d", "child_rights": "partly"},
        {"session_id": "e", "day": 1, "start": "10:00", "end": "11:00", "child_rights": "partly"},
    ]  # fmt: skip
    whole = tiny(sessions)
    assert whole.time_order.tolist() == [3, 1, 0, 4, 2]
    part = select(whole, Selection(relevance=("partly",)))
    assert (part.session_ids.tolist(), part.time_order.tolist()) == (["b", "d", "e"], [1, 4, 2])
    for values in (whole.session_ids, whole.time_order, part.session_ids, part.time_order):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = values[1]


def test_sessions_with_any_of_some_values_stand_in_the_order_of_the_values(data):
    assert session_ids_with_any(data, "pillar", ["provision", "protection"]) == ("c", "a")
    assert session_ids_with_any(data, "group", ["Youth", "Government"]) == ("a", "b", "c")
    assert session_ids_with_any(data, "group", ["Academia"]) == session_ids_with_any(data, "group", []) == ()


def test_a_part_can_be_changed_and_cut_again(data):
    part = select(data, Selection(relevance=("yes",)))
    fewer = replace(part, participants=part.participants.iloc[:1])
    assert fewer.n_sessions == 2
    assert select(fewer, Selection(groups=("Youth",))).sessions["session_id"].tolist() == ["a"]
    with pytest.raises(AttributeError, match="nothing"):
        part.nothing  # noqa: B018


def test_other_codes_of_pillars_belong_to_the_sessions_that_are_there(data):
    part = select(data, Selection(relevance=("yes",)))
    others = data.session_pillars.assign(pillar="participation", session_id=["b", "c", "x"])
    changed = part.with_pillars(others)
    assert changed.session_pillars[["session_id", "session_row"]].to_numpy().tolist() == [["c", 1]]


def test_the_same_sessions_with_the_codes_of_another_coder(data):
    part = select(data, Selection(relevance=("yes",)))
    before = part.column("session_pillars", "pillar").tolist()
    recoded = part.recoded(Owned(data.session_pillars.assign(pillar="participation")))
    assert set(recoded.column("session_pillars", "pillar")) == set(recoded.session_pillars["pillar"]) == {"participation"}
    assert recoded.column("session_pillars", "session_row").tolist() == part.column("session_pillars", "session_row").tolist()
    assert part.column("session_pillars", "pillar").tolist() == before != ["participation"] * len(before)


def test_a_column_that_was_handed_out_cannot_be_changed_for_others(data):
    part = select(data, Selection(relevance=("yes",)))
    column = part.column("sessions", "title")
    column.iloc[0] = "changed"
    assert "changed" not in part.column("sessions", "title").tolist()
