"""Who speaks, and who is missing: persons counted by hand."""

from math import exp, log, log2

import numpy as np
import pandas as pd
import pytest

from igfdata import Selection, select
from igfdata.measures.breakdown import people_with, sessions_with
from igfdata.measures.references import representation
from igfdata.measures.stakeholders import (
    blau,
    diversity,
    effective_number,
    gap_cells,
    group_mix,
    group_presence,
    known_people,
    official_shares,
)

GOV, IGO, CIVIL, PRIVATE = "Government", "Intergovernmental Organization", "Civil Society", "Private Sector"
TECH, ACADEMIA, PRESS = "Technical Community", "Academia", "Press/Media"


@pytest.fixture
def mixed(tiny):
    """Four sessions, eight persons: 3 government (1 inferred), 1 civil society, 1 academia, 1 youth, 2 not stated."""
    return tiny(
        [{"session_id": "a", "day": 1}, {"session_id": "b", "day": 2}, "c", "d"],
        pillars={"a": "protection", "b": "provision", "c": "participation"},
        persons=[
            ("a", GOV, "WEOG"),
            ("a", GOV, "GRULAC", "moderator"),
            ("a", CIVIL, None),
            ("b", GOV, "African Group", "organizer", "inferred"),
            ("b", ACADEMIA, "WEOG"),
            ("b", "Youth", None),
            ("b", None, IGO),
            ("c", None, None),
        ],
    )


def test_mix_counts_known_sectors_and_bounds_the_unknown(mixed, cell):
    frame = group_mix(mixed)
    government = cell(frame, category=GOV)
    assert tuple(government[["n", "of", "share"]]) == (3, 5, 0.6)  # of the five whose sector is known
    # None, or all, of two unknown and one known by age only.
    assert (government["share_min"], government["share_max"]) == (3 / 8, 6 / 8)
    private = cell(frame, category=PRIVATE)
    assert tuple(private[["n", "of", "share", "share_min", "share_max"]]) == (0, 5, 0, 0, 3 / 8)


def test_a_share_lies_within_its_bounds_where_many_are_known_by_age_only(tiny, cell):
    """2 of 3 known; 3 known as youth, who may belong to any group, and 1 not stated: of 7 people 2 to 6."""
    people = [("a", GOV), ("a", GOV), ("a", CIVIL), *[("a", "Youth")] * 3, ("a", None)]
    government = cell(group_mix(tiny(["a"], persons=people)), category=GOV)
    assert (government["share"], government["share_min"], government["share_max"]) == (2 / 3, 2 / 7, 6 / 7)


def test_known_are_all_but_those_of_whom_nothing_is_stated(mixed):
    assert known_people(mixed, "stakeholder_group") == (6, 8)
    assert known_people(mixed, "regional_group") == (5, 8)


def test_youth_and_not_stated_stand_outside_the_shares(mixed, cell):
    frame = group_mix(mixed)
    for category, n in {"Youth": 1, "not stated": 2}.items():
        row = cell(frame, category=category)
        assert (row["n"], row["of"]) == (n, 8)
        assert row[["share_min", "share_max"]].isna().all()
    assert frame.loc[~frame["category"].isin(["Youth", "not stated"]), "share"].sum() == pytest.approx(1)


def test_intergovernmental_is_no_region(mixed, cell):
    frame = group_mix(mixed, variable="regional_group")
    assert tuple(cell(frame, category="WEOG")[["n", "of", "share"]]) == (2, 4, 0.5)
    assert tuple(cell(frame, category=IGO)[["n", "of"]]) == (1, 8)
    assert tuple(cell(frame, category="not stated")[["n", "of"]]) == (3, 8)


def test_basis_stated_turns_inferred_into_not_stated(mixed, cell):
    frame = group_mix(select(mixed, Selection(basis="stated")))
    assert tuple(cell(frame, category=GOV)[["n", "of", "share"]]) == (2, 4, 0.5)
    assert tuple(cell(frame, category="not stated")[["n", "of"]]) == (3, 8)


def test_mix_by_role_and_by_day(mixed, cell):
    assert cell(group_mix(mixed, by="role"), key="moderator", category=GOV)["n"] == 1
    by_day = group_mix(mixed, by="day")
    assert tuple(cell(by_day, key="Day 1", category=GOV)[["n", "of"]]) == (2, 3)
    empty = cell(by_day, key="Day 3", category=GOV)
    assert (empty["n"], empty["of"]) == (0, 0)
    assert empty[["share", "share_min", "share_max"]].isna().all()


def test_a_person_counts_under_every_pillar_of_the_session(tiny, cell):
    data = tiny(["a"], pillars={"a": "protection provision"}, persons=[("a", GOV)])
    frame = group_mix(data, by="pillar")
    assert [cell(frame, key=key, category=GOV)["n"] for key in ("protection", "provision")] == [1, 1]


def test_persons_in_chosen_roles_only(mixed, cell):
    frame = group_mix(select(mixed, Selection(roles=("moderator", "organizer"))))
    assert tuple(cell(frame, category=GOV)[["n", "of"]]) == (2, 2)


def test_persons_of_the_chosen_groups_only(mixed):
    everyone = select(mixed, Selection(groups=(GOV,)))
    only = select(mixed, Selection(groups=(GOV,), persons="group"))
    assert sorted(everyone.sessions["session_id"]) == sorted(only.sessions["session_id"]) == ["a", "b"]
    assert (len(everyone.participants), len(only.participants)) == (7, 3)


def test_presence_counts_sessions_of_which_a_group_is_known(mixed, cell):
    frame = group_presence(mixed)
    # a and b; c lists one person of unknown group, d nobody
    assert {str(row.category): (row.n, row.of) for row in frame.itertuples() if row.n} == {
        GOV: (2, 2),
        CIVIL: (1, 2),
        ACADEMIA: (1, 2),
        "Youth": (1, 2),
    }


def test_gap_cells_tell_none_from_not_stated(mixed, cell):
    frame = gap_cells(mixed)
    expected = {
        ("protection", GOV): (1, 1, 0, "present"),
        ("protection", ACADEMIA): (0, 1, 0, "none"),
        ("provision", ACADEMIA): (1, 1, 0, "present"),
        ("provision", CIVIL): (0, 1, 1, "not stated"),
        ("participation", GOV): (0, 1, 1, "not stated"),
    }
    for (key, category), values in expected.items():
        assert tuple(cell(frame, key=key, category=category)[["n", "of", "n_unknown", "state"]]) == values
    assert len(frame) == 3 * 7  # three pillars, seven sectors


def test_gap_cells_of_a_session_that_lists_nobody_are_not_stated(tiny):
    frame = gap_cells(tiny(["a"], pillars={"a": "protection"}))
    assert set(frame["state"]) == {"not stated"}


def test_blau_and_effective_number():
    assert blau([5, 5]) == pytest.approx(0.5)
    assert blau([9, 0, 0]) == 0
    assert effective_number([5, 5, 5, 0]) == pytest.approx(3)
    assert effective_number([4]) == pytest.approx(1)
    assert np.isnan(blau([0, 0]))
    assert np.isnan(effective_number([0, 0]))


def test_bounds_of_diversity_whatever_groups_the_unknown_have(tiny):
    """2 and 1 known, 2 not stated. All in the largest: 4 and 1 of 5, Blau 1 - 17/25. Spread: 2, 1, 1, 1 of 5, Blau 1 - 7/25; youth is no group."""
    people = [("a", GOV), ("a", GOV), ("a", CIVIL), ("a", None), ("a", None), ("a", "Youth")]
    bounds = diversity(tiny(["a"], persons=people)).bounds
    assert list(bounds["blau"]) == pytest.approx([8 / 25, 18 / 25])
    even = exp(-(0.4 * log(0.4) + 3 * 0.2 * log(0.2)))
    assert list(bounds["effective"]) == pytest.approx([exp(-(0.8 * log(0.8) + 0.2 * log(0.2))), even])
    known = diversity(tiny(["a"], persons=people[:3])).bounds["effective"]
    assert known[0] == known[1] == pytest.approx(effective_number([2, 1]))


def test_diversity_over_a_fixed_number_of_groups(tiny):
    data = tiny(["a"], persons=[("a", GOV), ("a", GOV), ("a", CIVIL), ("a", CIVIL), ("a", None), ("a", "Youth")])
    found = diversity(data)
    assert (found.n, found.n_groups) == (4, 7)
    assert (found.blau, found.effective) == (pytest.approx(0.5), pytest.approx(2))


@pytest.mark.parametrize(
    ("year", "measure", "expected"),
    [
        (2025, "stakeholder_group_share", (0.729, 0.812, 4.28)),
        (2022, "stakeholder_group_share", (0.764, 0.864, 4.70)),
        (2025, "regional_group_share", (0.572, 0.687, 3.42)),
        (2022, "regional_group_share", (0.725, 0.841, 4.51)),
    ],
)
def test_diversity_of_the_official_participation(shipped, year, measure, expected):
    """Official tables have six groups (with press, without academia) and six regions (with intergovernmental)."""
    rows = shipped.benchmarks[(shipped.benchmarks["year"] == year) & (shipped.benchmarks["measure"] == measure)]
    assert len(rows) == 6
    number = effective_number(rows["value"])
    found = (blau(rows["value"]), log(number) / log(6), number)
    assert found[:2] == pytest.approx(expected[:2], abs=1e-3)
    assert number == pytest.approx(expected[2], abs=0.01)


def test_official_shares(shipped):
    shares = official_shares(shipped, "igf2025").set_index("category")["share"]
    assert shares[GOV] == pytest.approx(0.35)
    assert shares.sum() == pytest.approx(1)
    assert official_shares(shipped, "igf2025", "regional_group").set_index("category")["share"]["WEOG"] == pytest.approx(0.63)
    assert official_shares(shipped, "igf2023").empty


def test_representation_gives_no_ratio_to_a_small_benchmark(tiny, cell):
    official = {GOV: 50, CIVIL: 20, PRIVATE: 20, TECH: 2, IGO: 7, PRESS: 1}
    data = tiny(
        ["a"],
        persons=[("a", GOV)] * 6 + [("a", CIVIL)] * 2 + [("a", TECH), ("a", PRESS)],
        benchmarks=[("stakeholder_group_share", group, percent) for group, percent in official.items()],
    )
    frame = representation(data, official_shares(data, "igf2025"))
    government = cell(frame, category=GOV)
    assert government["ratio"] == pytest.approx(0.6 / 0.5)
    assert government["log2_ratio"] == pytest.approx(log2(1.2))
    assert cell(frame, category=TECH)["ratio"] == pytest.approx(0.1 / 0.02)  # 2 % is enough
    assert np.isnan(cell(frame, category=PRESS)["ratio"])  # 1 % is not
    assert np.isnan(cell(frame, category=ACADEMIA)["ratio"])  # no official figure
    private = cell(frame, category=PRIVATE)
    assert private["ratio"] == 0
    assert np.isnan(private["log2_ratio"])


def test_representation_beside_other_sessions(tiny, cell):
    data = tiny(["a", "b"], persons=[("a", GOV), ("a", CIVIL), ("b", CIVIL), ("b", CIVIL)])
    pooled = group_mix(data)
    frame = representation(select_one(data, "a"), pooled)
    assert cell(frame, category=GOV)["ratio"] == pytest.approx(0.5 / 0.25)
    assert cell(frame, category=CIVIL)["ratio"] == pytest.approx(0.5 / 0.75)


def select_one(data, session_id):
    from dataclasses import replace

    def part(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["session_id"] == session_id].reset_index(drop=True)

    return replace(data, sessions=part(data.sessions), participants=part(data.participants))


def test_the_sessions_behind_a_mark(mixed):
    def behind(**values):
        return sessions_with(mixed, **values)["session_id"].tolist()

    assert behind(day="Day 2") == ["b"]
    assert behind(group=GOV) == ["a", "b"]
    assert behind(group=GOV, role="moderator") == ["a"]  # one and the same person
    assert behind(group=CIVIL, role="moderator") == []
    assert behind(group="not stated") == ["b", "c"]
    assert behind(pillar="provision", group=GOV) == ["b"]
    assert behind(pillar="not coded") == ["d"]
    assert behind() == ["a", "b", "c", "d"]


def test_the_people_behind_a_mark(mixed):
    def behind(**values):
        return people_with(mixed, **values)[["session_id", "role"]].apply(tuple, axis=1).tolist()

    assert behind(group=GOV, day="Day 1") == [("a", "speaker"), ("a", "moderator")]
    assert behind(group=GOV, role="organizer") == [("b", "organizer")]
    assert [session for session, _ in behind(group="not stated")] == ["b", "c"]
    assert [session for session, _ in behind(group="stated")] == ["a", "a", "a", "b", "b", "b"]
    assert len(behind(role="stated")) == 8, "everybody has a role"
    assert sessions_with(mixed, region="stated")["session_id"].tolist() == ["a", "b"]
