"""Joins and cuts by row number, counted by hand; and a cut against one by names."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from igfdata import Selection, select
from igfdata.joining import Owned, column_of, is_one_of, meeting_rows, n_sessions, session_rows, sessions_of, spread
from igfdata.measures.dimensions import keys_of_sessions, session_keys

EVERYTHING = Selection(status=(), relevance=())


@pytest.fixture
def data(tiny):
    return tiny(
        ["a", {"session_id": "b", "child_rights": "partly"}, "c"],
        pillars={"a": "protection", "c": "provision protection"},
        persons=[("c", "Government"), ("a", "Youth"), ("c", None), ("b", "Youth")],
    )


def test_rows_of_sessions_by_hand(data):
    assert session_rows(data, "participants").tolist() == [2, 0, 2, 1]
    assert session_rows(data, "session_pillars").tolist() == [0, 2, 2]
    assert meeting_rows(data).tolist() == [0, 0, 0]


def test_a_row_without_its_session_has_no_number(data):
    without_c = replace(data, sessions=data.sessions.iloc[:2])
    assert session_rows(without_c, "participants").tolist() == [-1, 0, -1, 1]
    assert sessions_of(2, session_rows(without_c, "participants")).tolist() == [True, True]


def test_a_part_is_cut_when_it_is_asked_for(data):
    part = select(data, Selection(groups=("Government", "Youth"), relevance=("yes",)))
    assert n_sessions(part) == 2
    assert column_of(part, "participants", "stakeholder_group").astype(object).tolist()[:2] == ["Government", "Youth"]
    assert "participants" not in vars(part)
    assert part.participants["session_id"].tolist() == ["c", "a", "c"]
    assert part.sessions["session_id"].tolist() == ["a", "c"]
    assert session_rows(part, "participants").tolist() == [1, 0, 1]


def test_a_part_can_be_changed_and_cut_again(data):
    part = select(data, Selection(relevance=("yes",)))
    fewer = replace(part, participants=part.participants.iloc[1:])
    assert session_rows(fewer, "participants").tolist() == [0, 1]
    assert select(fewer, Selection(groups=("Youth",))).sessions["session_id"].tolist() == ["a"]
    with pytest.raises(AttributeError, match="nothing"):
        part.nothing  # noqa: B018


def test_values_by_the_number_of_their_category():
    values = pd.Series(pd.Categorical(["x", None, "y"], categories=["x", "y", "z"]))
    assert is_one_of(values, ["y", "z", "unheard"]).tolist() == [False, False, True]


def test_places_between_starts():
    position, place = spread(np.array([0, 2, 2, 5]), np.array([2, 1, 0]))
    assert position.tolist() == [0, 0, 0, 2, 2]
    assert place.tolist() == [2, 3, 4, 0, 1]


@given(owners=st.lists(st.integers(-1, 6), max_size=20), chosen=st.sets(st.integers(0, 7)))
def test_rows_of_chosen_sessions_keep_their_order(owners, chosen):
    sessions = sorted(chosen)
    position, rows = Owned(pd.DataFrame(index=range(len(owners))), np.array(owners, dtype=int)).rows_of(
        np.array(sessions, dtype=int)
    )
    assert rows.tolist() == [row for row, owner in enumerate(owners) if owner in chosen]
    assert [sessions[i] for i in position] == [owners[row] for row in rows]


def test_keys_of_sessions_by_hand(data):
    part = select(data, EVERYTHING)
    keys = keys_of_sessions(part, "pillar")
    assert keys.names == ["protection", "provision"]
    assert list(zip(keys.session.tolist(), keys.key.tolist(), strict=True)) == [(0, 0), (2, 0), (2, 1)]
    place, key = keys.of_rows(np.array([2, -1, 1, 0]))
    assert (place.tolist(), key.tolist()) == ([0, 0, 3], [0, 1, 0])
    assert keys.having("provision").tolist() == [False, False, True]
    assert not keys.having("participation").any()
    assert session_keys(part, "pillar")["session_id"].tolist() == ["a", "c", "c"]
