"""Shares compared with a reference, of A and B in one frame: counted by hand with disjoint, equal, overlapping and empty sides."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from igfdata import Selection, select
from igfdata.measures.references import compare_gaps, compare_representation, reference_shares

GOV, CIVIL = "Government", "Civil Society"
DAY = {day: Selection(days=(f"Day {day}",)) for day in (0, 1, 2)}
REFERENCE = pd.DataFrame({"category": [CIVIL, GOV], "share": [0.25, 0.5]})
SIGNED = {"difference": "difference", "low": "high", "high": "low"}


@pytest.fixture
def data(tiny):
    """Day 0: civil society 6 of 8, one session; Day 1: 2 of 8 and two whose group is not stated, two sessions; Day 2: nobody."""
    sessions = [{"session_id": name, "day": day} for name, day in (("a", 0), ("b", 1), ("c", 1), ("d", 2))]
    persons = [
        *[("a", CIVIL)] * 6, *[("a", GOV)] * 2, ("b", CIVIL), *[("b", GOV)] * 6, ("b", None), ("c", CIVIL), ("c", None),
    ]  # fmt: skip
    return tiny(sessions, persons=persons, pillars={"a": "protection", "b": "protection", "c": "protection provision"})


def side(data, day):
    return select(data, DAY[day])


def row(frame, cell, **values):
    return cell(frame, **values)


def test_shares_and_ratios_of_both_sides(data, cell):
    frame = compare_representation(side(data, 0), side(data, 1), (REFERENCE, REFERENCE))
    civil = cell(frame, category=CIVIL)
    assert [civil[name] for name in ("a_n", "a_of", "b_n", "b_of")] == [6, 8, 2, 8]
    assert (civil["a_ratio"], civil["b_ratio"]) == (pytest.approx(3), pytest.approx(1))
    assert civil["difference"] == pytest.approx(0.75 - 0.25)
    assert civil["low"] < 0.5 < civil["high"]
    assert set(frame["category"].astype(str)).isdisjoint({"Youth", "not stated"}), "they have no share of the known"


def test_each_side_has_its_own_reference(data, cell):
    frame = compare_representation(side(data, 0), side(data, 1), (REFERENCE, REFERENCE.iloc[:0]))
    civil = cell(frame, category=CIVIL)
    assert civil["a_ratio"] == pytest.approx(3) and np.isnan(civil["b_ratio"])


def test_gaps_count_the_sessions_of_both_sides(data, cell):
    """Day 0: civil society in 1 of 1 on protection. Day 1: in 2 of 2; government in b, and not known in c."""
    frame = compare_gaps(side(data, 0), side(data, 1))
    civil, government = (cell(frame, key="protection", category=group) for group in (CIVIL, GOV))
    counts = ["a_n", "a_of", "a_unknown", "b_n", "b_of", "b_unknown"]
    assert list(civil[counts]) == [1, 1, 0, 2, 2, 0]
    assert list(government[counts]) == [1, 1, 0, 1, 2, 1]
    provision = cell(frame, key="provision", category=GOV)
    assert list(provision[counts]) == [0, 0, 0, 0, 1, 1], "Day 0 has no session on provision"
    assert np.isnan(civil["difference"]), "below five sessions the counts stand alone"


def both(a, b):
    return compare_representation(a, b, (REFERENCE, REFERENCE)), compare_gaps(a, b)


def test_equal_sides_do_not_differ(data):
    for frame in both(side(data, 0), side(data, 0)):
        assert set(frame["difference"].dropna()) <= {0.0}
        assert (frame["a_n"] == frame["b_n"]).all()


@pytest.mark.parametrize("second", [1, 2, None], ids=["disjoint", "empty", "overlapping"])
def test_swapping_changes_signs_only(data, second):
    a, b = side(data, 0), select(data, Selection()) if second is None else side(data, second)
    for frame, swapped in zip(both(a, b), both(b, a), strict=True):
        keys = ["key", "category"]
        pair = frame.astype(dict.fromkeys(keys, str)).merge(
            swapped.astype(dict.fromkeys(keys, str)), on=keys, suffixes=("", "_of_b")
        )
        assert len(pair) == len(frame) == len(swapped)
        for name, opposite in SIGNED.items():
            assert np.allclose(pair[name], -pair[f"{opposite}_of_b"], equal_nan=True)
        for name in (name for name in frame if name.startswith("a_")):
            assert np.allclose(pair[name].astype(float), pair[f"b_{name[2:]}_of_b"].astype(float), equal_nan=True)


def test_a_reference_is_that_of_the_selection(tiny):
    """Official shares are those of one meeting; other sessions are those not about children, with the people whose group is known."""
    data = tiny(
        ["a", {"session_id": "b", "child_rights": "no"}], persons=[("a", CIVIL), ("b", GOV), ("b", GOV), ("b", CIVIL), ("b", None)],
        benchmarks=[("stakeholder_group_share", CIVIL, 40)],
    )  # fmt: skip
    one = Selection(meetings=("igf2025",), relevance=("yes",))
    assert reference_shares(data, one, "official")[["category", "share"]].to_numpy().tolist() == [[CIVIL, 0.4]]
    assert reference_shares(data, replace(one, meetings=()), "official").empty
    others = reference_shares(data, one, "others").set_index("category")
    assert others.loc[GOV, "share"] == pytest.approx(2 / 3) and set(others["of"]) == {3}
    assert reference_shares(data, replace(one, meetings=("igf2024",)), "others").empty
