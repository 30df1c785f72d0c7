"""Disagreements: what they list, and in which order."""

from dataclasses import replace

import pandas as pd
import pytest

from igfdata import Selection, select
from igfdata.measures.coverage import pillar_coverage
from igfdata.measures.disagreement import COLUMNS, disagreements


@pytest.fixture(scope="module")
def small(tiny):
    sessions = [{"session_id": key, "day": day} for key, day in zip("abcdef", (1, 1, 1, 1, 2, 2), strict=True)]
    pillars = {
        ("a", "A"): "protection provision", ("a", "B"): "protection",
        ("b", "A"): "protection", ("b", "B"): "participation", ("b", "adjudicated"): "protection",
        ("c", "A"): "protection provision", ("c", "B"): "provision protection",
        ("d", "A"): "unclear", ("d", "B"): "unclear",
        ("e", "A"): "provision", ("e", "B"): "provision participation",
        ("f", "A"): "provision",
    }  # fmt: skip
    topics = {("a", "A"): "x y z", ("a", "B"): "w", ("f", "A"): "x", ("f", "B"): "x"}
    data = tiny(sessions, pillars=pillars, topics=topics)
    decision = {"session_id": "b", "dimension": "pillar", "code_a": "protection", "code_b": "participation"}
    decisions = pd.DataFrame([{**decision, "decision": "protection", "reason": "Rule 1: the aim."}])
    return replace(data, decisions=decisions)


def listed(frame):
    return list(frame[["session_id", "dimension", "n_labels"]].itertuples(index=False, name=None))


def test_listed_by_effect(small):
    result = disagreements(small)
    assert listed(result) == [
        ("b", "pillar", 2), ("a", "pillar", 1), ("e", "pillar", 1), ("a", "topic", 4), ("c", "pillar", 0),
    ]  # fmt: skip
    assert result["effect"].tolist() == pytest.approx([2 / 6, 1 / 6, 1 / 6, 4 / 2, 0])
    first = result.iloc[0]
    assert (first["coder_x"], first["codes_x"], first["evidence_x"]) == ("A", ("protection",), ("report",))
    assert (first["coder_y"], first["codes_y"], first["evidence_y"]) == ("B", ("participation",), ("report",))
    assert (first["is_settled"], first["decision"], first["reason"]) == (True, ("protection",), "Rule 1: the aim.")
    assert result["is_settled"].sum() == 1
    assert result.iloc[4][["codes_x", "codes_y"]].tolist() == [("protection", "provision"), ("provision", "protection")]


def test_effect_follows_the_view(small):
    second = disagreements(small, Selection(days=("Day 2",)))
    assert listed(second) == [("e", "pillar", 1)]
    assert second["effect"].tolist() == [1 / 2]


def test_effect_is_the_move_of_coverage(shipped):
    """Swap the codes of one session from one side to the other: the chart moves by the effect."""
    selection = Selection(meetings=("igf2025",))
    result = disagreements(shipped, selection)
    view = select(shipped, selection)
    for record in result[result["dimension"] == "pillar"].head(4).to_dict("records"):
        shares = []
        for side in "xy":
            codes = shipped.session_pillars
            of_side = codes[(codes["coder"] == record[f"coder_{side}"]) & (codes["session_id"] == record["session_id"])]
            others = view.session_pillars[view.session_pillars["session_id"] != record["session_id"]]
            swapped = view.with_pillars(pd.concat([others, of_side]))
            shares.append(pillar_coverage(swapped).set_index("category")["share"])
        assert (shares[0] - shares[1]).abs().sum() == pytest.approx(record["effect"])


def test_three_coders_are_compared_in_pairs(tiny):
    data = tiny(["s"], topics={("s", "A"): "x", ("s", "B"): "x", ("s", "C"): "y"})
    result = disagreements(data)
    assert list(zip(result["coder_x"], result["coder_y"], strict=True)) == [("A", "C"), ("B", "C")]


@pytest.mark.parametrize("sessions", [[], ["s"]])
def test_no_disagreement(tiny, sessions):
    result = disagreements(tiny(sessions, pillars={("s", "A"): "protection"} if sessions else {}))
    assert result.empty
    assert list(result.columns) == COLUMNS


def test_shipped_differences_of_pillars_are_the_settled_ones(shipped):
    result = disagreements(shipped)
    pillars = result[result["dimension"] == "pillar"]
    other_pillars = pillars[pillars["n_labels"] > 0]
    assert other_pillars["is_settled"].all()
    assert set(pillars.loc[pillars["is_settled"], "session_id"]) == set(shipped.decisions["session_id"])
    topics = result[result["dimension"] == "topic"]
    for rows in (pillars, topics):
        assert rows["effect"].is_monotonic_decreasing
