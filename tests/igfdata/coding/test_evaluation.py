"""Precision, recall and F1 against the hand codes; the split into halves; the corrected share."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from igfdata.codebook.dictionary import Dictionary
from igfdata.coding.evaluation import coding_errors, compared_codes, evaluate, half_of

CODEBOOK = [
    {"topic": "gaming", "terms": "game*"},
    {"topic": "privacy", "terms": "privacy"},
    {"topic": "pillar_protection", "terms": "safe*"},
    {"topic": "relevance_child", "terms": "child*"},
    {"topic": "relevance_youth", "terms": "youth*"},
]


@pytest.fixture(scope="module")
def small(tiny):
    sessions = [
        {"session_id": "a", "title": "Games and privacy of children", "child_rights": "yes"},
        {"session_id": "b", "title": "Privacy", "child_rights": "yes"},
        {"session_id": "c", "title": "Games for all", "child_rights": "partly"},
        {"session_id": "d", "title": "Safe routing", "child_rights": "no"},
        {"session_id": "e", "title": "Safe games", "child_rights": "yes"},
    ]
    topics = {"a": "gaming privacy", "b": "gaming", "c": "gaming", ("a", "B"): "privacy"}
    pillars = {"a": "protection", "b": "unclear", "e": "protection", ("b", "adjudicated"): "protection"}
    return tiny(sessions, topics=topics, pillars=pillars)


def row(frame: pd.DataFrame, dimension: str, code: str) -> pd.Series:
    (index,) = frame.index[(frame["dimension"] == dimension) & (frame["code"] == code)]
    return frame.loc[index]


def test_hand_counted_rates(small):
    result = evaluate(compared_codes(small, Dictionary.from_codebook(CODEBOOK), half=None))
    gaming = row(result, "topic", "gaming")
    assert gaming[["n", "n_hand", "n_dictionary", "tp", "fp", "fn"]].tolist() == [3, 3, 2, 2, 0, 1]
    assert gaming[["precision", "recall", "f1"]].tolist() == pytest.approx([1, 2 / 3, 0.8])
    assert np.isnan(gaming["specificity"])
    privacy = row(result, "topic", "privacy")
    assert privacy[["tp", "fp", "fn", "specificity"]].tolist() == [1, 1, 0, 0.5]
    macro, micro = row(result, "topic", "macro"), row(result, "topic", "micro")
    assert macro[["precision", "recall", "f1"]].tolist() == pytest.approx([0.75, 5 / 6, (0.8 + 2 / 3) / 2])
    assert micro[["precision", "recall", "f1"]].tolist() == pytest.approx([0.75, 0.75, 0.75])
    protection = row(result, "pillar", "protection")
    assert protection[["n", "tp", "fp", "fn"]].tolist() == [3, 1, 0, 2]  # b counts as adjudicated
    child = row(result, "relevance", "child")
    assert child[["n", "tp", "fp", "fn"]].tolist() == [4, 1, 0, 2]  # partly about children: not compared
    assert "youth" not in set(result["code"])


def test_intervals_are_wilsons(small):
    gaming = row(evaluate(compared_codes(small, Dictionary.from_codebook(CODEBOOK), half=None)), "topic", "gaming")
    for rate, k, n in (("precision", 2, 2), ("recall", 2, 3)):
        interval = binomtest(k, n).proportion_ci(method="wilson")
        assert gaming[[f"{rate}_low", f"{rate}_high"]].tolist() == pytest.approx([interval.low, interval.high])
    assert gaming["f1_low"] < gaming["f1"] < gaming["f1_high"]


def test_coder_and_texts(small):
    dictionary = Dictionary.from_codebook(CODEBOOK)
    of_b = compared_codes(small, dictionary, half=None, coder="B")
    assert set(of_b.loc[of_b["dimension"] == "topic", "session_id"]) == {"a"}
    with_text = evaluate(compared_codes(small, dictionary, half=None, texts={"b": "about a game"}))
    assert row(with_text, "topic", "gaming")["recall"] == 1


def test_errors_name_the_words(small):
    errors = coding_errors(compared_codes(small, Dictionary.from_codebook(CODEBOOK), half=None))
    assert set(errors[["session_id", "code", "error", "words"]].itertuples(index=False, name=None)) == {
        ("b", "gaming", "missed", ""),
        ("b", "privacy", "unwanted", "Privacy"),
        ("a", "protection", "missed", ""),
        ("b", "protection", "missed", ""),
        ("b", "child", "missed", ""),
        ("e", "child", "missed", ""),
    }


def test_nothing_to_compare(tiny):
    compared = compared_codes(tiny([]), Dictionary.from_codebook(CODEBOOK))
    assert compared.empty
    assert evaluate(compared).empty
    assert coding_errors(compared).empty


def test_shipped_figures_come_from_the_evaluation_half(shipped):
    compared = compared_codes(shipped, Dictionary.from_codebook(shipped.codebook_rows))
    assert {half_of(key) for key in compared["session_id"]} == {"evaluation"}
    result = evaluate(compared)
    sessions, child = shipped.sessions, row(result, "relevance", "child")
    in_half = sessions["session_id"].map(half_of) == "evaluation"
    judged = sessions.loc[in_half & (sessions["child_rights"] != "partly"), "child_rights"]
    assert (child["n"], child["tp"] + child["fn"]) == (len(judged), (judged == "yes").sum())
    rates = result[["precision", "recall", "f1", "specificity"]]
    assert ((rates >= 0) & (rates <= 1) | rates.isna()).all(axis=None)
