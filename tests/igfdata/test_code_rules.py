"""Codes that may not stand together in a data folder: named with file, row, column and what is expected."""

import pandas as pd
import pytest

from igfdata.validation import InvalidData, check_frames

LABELS = [  # what coder A says of a session: pillars with ranks, and what the message must say
    ([("unclear", "1"), ("protection", "2")], "code", "unclear alone, or pillars without it"),
    ([("protection", "1"), ("provision", "2"), ("participation", "3"), ("unclear", "4")], "code", "at most 3 pillars"),
    ([("protection", "1"), ("provision", "1")], "rank", "each rank from 1 to 2 once"),
    ([("protection", "1"), ("provision", "3")], "rank", "each rank from 1 to 2 once"),
    ([("protection", "1"), ("provision", "")], "rank", "each rank from 1 to 2 once"),
    ([("protection", "2")], "rank", "each rank from 1 to 1 once"),
]


@pytest.mark.parametrize(("pillars", "column", "expected"), LABELS)
def test_codes_that_may_not_stand_together_are_named_with_their_row(tiny_frames, pillars, column, expected):
    frames = tiny_frames(["a", "b"], pillars={"a": "protection provision", "b": " ".join(code for code, _ in pillars)})
    ranks = ["1", "2", *(rank or None for _, rank in pillars)]
    frames["codings"] = frames["codings"].assign(rank=ranks)
    with pytest.raises(InvalidData) as caught:
        check_frames(frames)
    last = (1 + len(ranks), f"b, A, pillar, {pillars[-1][0]}")
    told = [(problem.file, problem.column, (problem.row, problem.row_id)) for problem in caught.value.problems]
    assert ("codings.csv", column, last) in told
    assert any(expected in problem.expected for problem in caught.value.problems if problem.column == column)


@pytest.mark.parametrize(
    ("dimension", "decision", "expected"),
    [
        ("pillar", "unclear;protection", "unclear alone"),
        ("pillar", "protection;provision;participation;unclear", "at most 3 pillars"),
        ("pillar", "protection;protection", "each pillar once"),
        ("topic", "gaming;gaming", "each topic once"),
        ("topic", "chess", "a topic of codebook.csv"),
    ],
)
def test_a_decision_keeps_the_rules_of_codes(tiny_frames, dimension, decision, expected):
    frames = tiny_frames(["a"], topics={"a": "gaming"})
    row = {"session_id": "a", "dimension": dimension, "decision": decision, "reason": "Rule 2"}
    frames["decisions"] = pd.DataFrame([row], columns=frames["decisions"].columns, dtype="str")
    with pytest.raises(InvalidData) as caught:
        check_frames(frames)
    assert {(problem.file, problem.row, problem.column, problem.value) for problem in caught.value.problems} == {
        ("decisions.csv", 2, "decision", decision)
    }
    assert any(expected in problem.expected for problem in caught.value.problems)
