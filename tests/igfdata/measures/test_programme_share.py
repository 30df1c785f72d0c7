"""Shares of a programme: only where the data can say one, never with proposals; counted by hand on tiny programmes."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from igfdata import Selection
from igfdata.measures.programme_share import child_sessions, programme_share
from igfdata.measures.summary import programme_shares
from tests.conftest import IGF2025

TWO = Selection(meetings=("igf2024", "igf2025"))


def meeting(year=2025, coverage="partial", total=None):
    dates = dict.fromkeys(("start_date", "end_date", "day_zero_date"), f"{year}-06-23")
    row = {**IGF2025, **dates, "meeting_id": f"igf{year}", "year": str(year), "programme_coverage": coverage}
    return {**row, "sessions_total": str(total)} if total else row


def sessions(year=2025, *, yes=2, partly=1, no=4, proposed=3):
    """Two about children, one partly, four not; three proposals about children on top. All are undated workshops."""
    kinds = [*["yes"] * yes, *["partly"] * partly, *["no"] * no]
    rows = [{"session_id": f"igf{year}-{n}", "child_rights": kind} for n, kind in enumerate(kinds)]
    rows += [{"session_id": f"igf{year}-p{n}", "status": "proposed"} for n in range(proposed)]
    return [{"meeting_id": f"igf{year}", **row} for row in rows]


@pytest.fixture
def build(tiny):
    def make(*meetings):
        rows = [row for one in meetings for row in sessions(int(one["year"]))]
        return tiny(rows, meetings=meetings, pillars={"igf2025-0": "protection"}, persons=[("igf2025-0", "Government")])

    return make


def found(data, selection=None):
    share = programme_share(data, selection or Selection(meetings=("igf2025",)))
    return share.kind, share.n, share.of


def test_of_a_complete_programme_there_is_a_share_with_its_interval(build):
    data = build(meeting(coverage="complete", total=900))  # the rows are the programme, whatever a total says
    share = programme_share(data, Selection(meetings=("igf2025",)))
    assert (share.kind, share.n, share.of, share.share) == ("share", 3, 7, 3 / 7)
    # Wilson: (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n) with p = 3/7, n = 7, z = 1.959964
    assert (share.low, share.high) == pytest.approx((0.158219, 0.749542), abs=1e-6)


def test_of_a_partial_one_known_sessions_over_the_official_total(build):
    share = programme_share(build(meeting(total=50)), Selection(meetings=("igf2025",)))
    assert (share.kind, share.n, share.of, share.share) == ("at_least", 3, 50, 0.06)
    assert math.isnan(share.low) and math.isnan(share.high)


@pytest.mark.parametrize(("coverage", "n_counted", "n_about"), [("complete", 3, 2), ("child_sessions_only", 6, 5)])
def test_proposals_count_only_where_there_is_no_programme_to_be_a_part_of(tiny, coverage, n_counted, n_about):
    rows = sessions()  # two of two hours together, about children; the others without a time
    rows[0] |= {"day": 0, "start": "10:00", "end": "11:30"}
    rows[1] |= {"day": 0, "start": "10:00", "end": "10:30"}
    found = child_sessions(tiny(rows, meetings=[meeting(coverage=coverage)]), Selection(meetings=("igf2025",), status=()))
    assert (found.n, found.n_counted, found.n_about) == (6, n_counted, n_about)
    assert (found.hours, found.n_timed) == (2.0, 2)


@pytest.mark.parametrize(
    ("coverage", "total", "reason"),
    [
        ("partial", None, "no_total"),
        ("child_sessions_only", None, "child_sessions_only"),
        ("child_sessions_only", 50, "child_sessions_only"),
        ("partial", 6, "more"),
    ],
)
def test_else_there_is_none_and_it_says_why(build, coverage, total, reason):
    share = programme_share(build(meeting(coverage=coverage, total=total)), Selection(meetings=("igf2025",)))
    assert (share.kind, share.n, share.of, share.reason) == ("none", 3, 0, reason)
    assert math.isnan(share.share)


@pytest.mark.parametrize(
    ("change", "n"),
    [
        ({"status": ()}, 3),
        ({"status": ("held",)}, 3),
        ({"relevance": ()}, 3),
        ({"relevance": ("yes",)}, 2),
        ({"coder": "B"}, 3),
    ],
)
def test_proposals_and_other_sessions_never_count(build, change, n):
    selection = Selection(meetings=("igf2025",), **change)
    assert found(build(meeting(total=50)), selection) == ("at_least", n, 50)
    assert found(build(meeting(coverage="complete")), selection) == ("share", n, 7)


@pytest.mark.parametrize("change", [{"status": ("proposed",)}, {"relevance": ("no",)}])
def test_without_a_child_related_session_of_the_programme_there_is_none(build, change):
    share = programme_share(build(meeting(total=50)), Selection(meetings=("igf2025",), **change))
    assert (share.kind, share.n, share.reason) == ("none", 0, "not_child_related")


PARTS = [{"days": ("Day unknown",)}, {"types": ("Workshop",)}, {"groups": ("Government",)}, {"regions": ("WEOG",)},
         {"pillars": ("protection",)}, {"topics": ("x",)}]  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_a_meeting_is_never_set_against_its_official_total(build, part):
    share = programme_share(build(meeting(total=50)), Selection(meetings=("igf2025",), **part))
    assert (share.kind, share.reason) == ("none", "part")


def test_a_part_of_a_complete_programme_is_a_share_of_that_part(build):
    data = build(meeting(coverage="complete"))
    of_day = programme_share(data, Selection(meetings=("igf2025",), days=("Day unknown",)))
    assert (of_day.kind, of_day.n, of_day.of, of_day.is_filtered) == ("share", 3, 7, True)
    assert found(data, Selection(meetings=("igf2025",), groups=("Government",))) == ("share", 1, 1)
    assert found(data, Selection(meetings=("igf2025",), types=("Ceremony",))) == ("none", 0, 0)
    coded = programme_share(data, Selection(meetings=("igf2025",), pillars=("protection",)))
    assert (coded.kind, coded.reason) == ("none", "coded")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (meeting(2024, "complete"), meeting(2025, "complete"), ("share", 6, 14)),
        (meeting(2024, total=30), meeting(2025, total=50), ("at_least", 6, 80)),
        (meeting(2024), meeting(2025, total=50), ("none", 6, 0)),
        (meeting(2024, "complete", 30), meeting(2025, total=50), ("none", 6, 0)),
        (meeting(2024, "child_sessions_only"), meeting(2025, total=50), ("none", 6, 0)),
    ],
)
def test_meetings_together_only_where_all_are_covered_alike(build, first, second, expected):
    data = build(first, second)
    assert found(data, TWO) == found(data, replace(TWO, meetings=())) == expected


def test_the_summary_has_a_row_for_the_selection_or_for_each_meeting(build):
    data = build(meeting(2024, "complete"), meeting(2025, total=50))
    (row,) = programme_shares(data, TWO).to_dict("records")
    assert (row["key"], row["category"], row["n"], pd.isna(row["of"])) == ("all", "none", 6, True)
    by_meeting = programme_shares(data, TWO, by="meeting")
    assert by_meeting[["key", "category", "n", "of"]].values.tolist() == [
        ["igf2024", "share", 3, 7],
        ["igf2025", "at_least", 3, 50],
    ]
    assert programme_shares(data, TWO, by="day").empty
