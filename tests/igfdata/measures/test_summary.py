"""Counts of sessions and hours, completeness, and all measures as one table; empty selections."""

import math

import pytest

from igfdata import Selection, select
from igfdata.measures import clashes, cooccurrence, delegates, recurrence, stakeholders
from igfdata.measures.breakdown import BREAKDOWNS
from igfdata.measures.programme_share import completeness
from igfdata.measures.summary import MEASURES, RECORD, programme_shares, session_counts, session_hours, summarise


@pytest.fixture
def three(tiny):
    return tiny(
        [
            {"session_id": "a", "day": 1, "start": "09:00", "end": "10:30"},
            {"session_id": "b", "day": 1, "duration_min": "30", "child_rights": "partly"},
            {"session_id": "c", "status": "proposed", "child_rights": "no"},
        ],
        pillars={"a": "protection"},
        topics={"a": "x", "b": "x"},
        persons=[("a", "Government", "WEOG"), ("a", None, "WEOG"), ("b", "Youth", None)],
    )


def test_sessions_of_a_part_over_those_of_the_selection(three, cell):
    row = cell(session_counts(three), key="all")
    assert (row["n"], math.isnan(row["of"]), math.isnan(row["share"])) == (3, True, True)
    by_day = session_counts(three, by="day")
    assert tuple(cell(by_day, key="Day 1")[["n", "of"]]) == (2, 3)
    assert tuple(cell(by_day, key="Day 0")[["n", "of"]]) == (0, 3)


def test_hours_leave_out_unknown_lengths(three, cell):
    assert tuple(cell(session_hours(three), key="all")[["n", "of"]]) == (2.0, 2.0)
    by_relevance = session_hours(three, by="relevance")
    assert tuple(cell(by_relevance, key="yes")[["n", "of", "share"]]) == (1.5, 2.0, 0.75)
    assert cell(by_relevance, key="no")["n"] == 0


def test_no_hours_where_no_length_is_known(tiny):
    data = tiny(["a", "b"], pillars={"a": "protection"})
    assert data.sessions["hours"].isna().all()
    for name in ("hours", "pillar_coverage_hours", "pillar_share_fractional_hours"):
        frame = MEASURES[name](data, by=None)
        assert frame["n"].sum() == frame["of"].sum() == 0
        assert frame["share"].isna().all()


def test_completeness_counts(three):
    row = completeness(three).iloc[0].drop("sessions_total").to_dict()
    assert row == {
        "meeting_id": "igf2025",
        "coverage": "partial",
        "n_sessions": 3,
        "held": 2,
        "on_programme": 0,
        "proposed": 1,
        "yes": 1,
        "partly": 1,
        "no": 1,
        "n_dated": 2,
        "n_timed": 1,
        "n_length": 2,
        "n_pillars": 1,
        "n_topics": 2,
        "n_with_persons": 2,
        "n_persons": 3,
        "n_group_known": 2,
        "n_region_known": 2,
    }


def test_summary_holds_every_measure_once(three):
    table = summarise(three, programme=programme_shares(three, Selection()))
    assert list(table.columns) == RECORD
    assert set(table["measure"]) == {"programme_share", *MEASURES}
    assert not table.duplicated(["measure", "category", "key"]).any()
    assert table["key"].isna().all()


@pytest.mark.parametrize("by", BREAKDOWNS)
def test_summary_can_be_split_by_everything(three, by):
    table = summarise(three, by=by, programme=programme_shares(three, Selection(), by=by))
    assert set(table["by"]) == {by}
    assert table["key"].notna().all()


def nothing_at_all(shipped):
    return select(shipped, Selection(meetings=("igf2021",), relevance=("no",)))


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("by", [None, "day", "pillar"])
def test_measures_of_an_empty_selection_hold_no_count(shipped, name, by):
    frame = MEASURES[name](nothing_at_all(shipped), by=by)
    assert frame["n"].sum() == 0
    assert frame["share"].isna().all()


@pytest.mark.parametrize(
    "measure",
    [
        recurrence.topic_recurrence,
        recurrence.turnover,
        cooccurrence.topic_pairs,
        clashes.clashes,
        lambda data: delegates.delegate_plan(data, 2),
        stakeholders.gap_cells,
        completeness,
    ],
    ids=["recurrence", "turnover", "pairs", "clashes", "plan", "gaps", "completeness"],
)
def test_tables_of_an_empty_selection_are_empty(shipped, measure):
    assert measure(nothing_at_all(shipped)).empty
