"""Krippendorff's alpha: by hand, against published examples and another package, and by its properties."""

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from igfdata.dataset import build
from igfdata.measures.agreement import NO_UNITS, NO_VARIATION, TOO_FEW, agreement, agreement_of_tests, masi_distance, ratings_of

OBSERVERS = {  # Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", example C: 4 observers, 12 units
    "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
}


def sets_to_data(tiny, by_coder, **options):
    """Data set of topic sets: coder → one set a unit, None where the coder did not take part."""
    n = max(map(len, by_coder.values()))
    topics = {
        (f"s{unit:03}", coder): " ".join(sorted(given_set))
        for coder, sets in by_coder.items()
        for unit, given_set in enumerate(sets)
        if given_set
    }
    return tiny([f"s{unit:03}" for unit in range(n)], topics=topics, **options)


def row(frame, dimension, label=None):
    rows = frame[(frame["dimension"] == dimension) & frame["label"].map(lambda value: value == label)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_published_example_of_four_observers_with_missing_codes(tiny):
    by_coder = {coder: [{f"v{value}"} if value else None for value in values] for coder, values in OBSERVERS.items()}
    result = agreement(sets_to_data(tiny, by_coder))
    # One label a set: MASI is 0 or 1, so alpha over sets is nominal alpha.
    values = np.array([[np.nan if value is None else value for value in row] for row in OBSERVERS.values()], dtype=float)
    of_package = krippendorff.alpha(reliability_data=values, level_of_measurement="nominal")
    assert row(result, "topic")["alpha"] == pytest.approx(of_package)
    assert round(row(result, "topic")["alpha"], 3) == 0.743
    assert row(result, "topic")["n"] == 11  # unit 12 has one observer
    for value in (1, 2, 3):
        binary = np.where(np.isnan(values), np.nan, values == value)
        alone = row(result, "topic", f"v{value}")
        if not alone["reason"]:
            assert alone["alpha"] == pytest.approx(krippendorff.alpha(reliability_data=binary, level_of_measurement="nominal"))


def test_published_example_of_two_observers_yes_or_no(tiny):
    # The same paper, example A: Meg and Owen, 10 units, alpha 0.095.
    meg, owen = "0100000010", "1110010000"
    by_coder = {name: [{"yes"} if sign == "1" else {"other"} for sign in signs] for name, signs in (("M", meg), ("O", owen))}
    yes = row(agreement(sets_to_data(tiny, by_coder)), "topic", "yes")
    assert round(yes["alpha"], 3) == 0.095
    assert yes[["percent", "positive", "prevalence", "n", "n_positive"]].tolist() == pytest.approx([0.6, 1 / 3, 0.3, 10, 5])
    assert yes["low"] < yes["alpha"] < yes["high"]


def test_hand_computed_alpha_of_sets(tiny):
    # Units: {a},{a}: 0 · {a},{b}: 1 · {a,b},{a}: 1 - 1/2 · 2/3 = 2/3. Values: a 4, b 1, ab 1; n = 6.
    # D_o = (0 + 1 + 2/3) / 3; D_e over 15 pairs: a-b 4 · 1 + a-ab 4 · 2/3 + b-ab 2/3 = 22/3.
    data = sets_to_data(tiny, {"A": [{"a"}, {"a"}, {"a", "b"}], "B": [{"a"}, {"b"}, {"a"}]})
    sets = row(agreement(data), "topic")
    assert sets["alpha"] == pytest.approx(1 - (5 / 9) / (22 / 45))
    assert sets["percent"] == pytest.approx(1 / 3)
    assert sets["positive"] == pytest.approx(2 * 2 / (4 + 3))  # 2 labels by both; A gave 4, B 3
    assert sets["n_positive"] == 3 + 2


@pytest.mark.parametrize(
    ("x", "y", "distance"),
    [
        ("", "", 0),
        ("a", "", 1),
        ("ab", "ab", 0),
        ("ab", "abcd", 1 - 0.5 * 2 / 3),
        ("ab", "bc", 1 - 1 / 3 * 1 / 3),
        ("ab", "cd", 1),
    ],
)
def test_masi_distance(x, y, distance):
    def members(text):
        return np.array([label in text for label in "abcd"])

    assert masi_distance(members(x), members(y)) == pytest.approx(distance)
    assert masi_distance(members(y), members(x)) == pytest.approx(distance)


def test_unclear_is_a_label_and_settled_codes_are_not_independent(tiny):
    pillars = {}
    for unit in range(6):
        pillars[f"s{unit}", "A"] = pillars[f"s{unit}", "B"] = "unclear" if unit < 5 else "protection"
        pillars[f"s{unit}", "adjudicated"] = "provision"
    pillars["s6", "A"] = "protection"
    pillars["s6", "adjudicated"] = "protection"  # one independent coder: no unit
    result = agreement(tiny([f"s{unit}" for unit in range(7)], pillars=pillars))
    assert row(result, "pillar", "unclear")[["alpha", "n", "n_positive", "reason"]].tolist() == [1, 6, 5, ""]
    assert row(result, "pillar", "provision")[["n", "n_positive", "reason"]].tolist() == [6, 0, TOO_FEW]
    assert row(result, "pillar")["alpha"] == 1


def test_reasons(tiny):
    nothing = agreement(tiny(["s"], topics={"s": "a"}))
    assert set(nothing["reason"]) == {NO_UNITS}
    assert nothing[["alpha", "low", "high", "percent", "positive"]].isna().all(axis=None)
    assert set(agreement(tiny([]))["reason"]) == {NO_UNITS}
    same = agreement(sets_to_data(tiny, {"A": [{"a"}] * 6, "B": [{"a"}] * 6}))
    assert row(same, "topic", "a")[["reason", "percent"]].tolist() == [NO_VARIATION, 1]
    assert row(same, "topic")["reason"] == NO_VARIATION
    rare = agreement(sets_to_data(tiny, {"A": [{"a"}] * 4 + [{"b"}] * 6, "B": [{"a"}] * 4 + [{"b"}] * 6}))
    assert row(rare, "topic", "a")["reason"] == TOO_FEW
    assert np.isnan(row(rare, "topic", "a")["alpha"])
    assert row(rare, "topic", "b")[["alpha", "reason"]].tolist() == [1, ""]


def test_limits_to_sessions_and_coders(tiny):
    data = sets_to_data(tiny, {"A": [{"a"}, {"b"}], "B": [{"a"}, {"a"}], "C": [{"b"}, {"b"}]})
    assert ratings_of(data, "topic", coders=("A", "C")).given.shape == (2, 2, 2)
    assert row(agreement(data, coders=("A", "C")), "topic")["percent"] == 0.5
    assert row(agreement(data, sessions=("s000",)), "topic")[["n", "percent"]].tolist() == pytest.approx([1, 1 / 3])


def test_shipped_agreement_is_sound_and_the_same_each_time(shipped):
    result = agreement(shipped)
    shown = result[result["reason"] == ""]
    assert ((shown["low"] <= shown["alpha"]) & (shown["alpha"] <= shown["high"])).all()
    assert result.loc[result["reason"] != "", ["alpha", "low", "high"]].isna().all(axis=None)
    pd.testing.assert_frame_equal(result, agreement(shipped))


label_sets = st.sets(st.sampled_from("abc"), min_size=1)
codings = st.integers(2, 12).flatmap(
    lambda n: st.dictionaries(
        st.sampled_from("ABCD"), st.lists(st.none() | label_sets, min_size=n, max_size=n), min_size=2, max_size=4
    )
)


@given(codings)
@settings(max_examples=30, deadline=None)
def test_labels_equal_the_krippendorff_package(tiny, by_coder):
    result = agreement(sets_to_data(tiny, by_coder))
    for label in "abc":
        values = np.array([[np.nan if one is None else float(label in one) for one in sets] for sets in by_coder.values()])
        values = values[:, (~np.isnan(values)).sum(axis=0) > 1]
        mine = result[[value == label for value in result["label"]]]
        if len(mine) and not mine["reason"].iloc[0]:
            package = krippendorff.alpha(reliability_data=values, level_of_measurement="nominal", value_domain=[0.0, 1.0])
            assert mine["alpha"].iloc[0] == pytest.approx(package)


@given(st.lists(label_sets, min_size=2, max_size=12), st.integers(2, 4))
@settings(max_examples=20, deadline=None)
def test_identical_coders_agree_perfectly(tiny, sets, n_coders):
    assume(len(set(map(frozenset, sets))) > 1)
    result = agreement(sets_to_data(tiny, {coder: sets for coder in "ABCD"[:n_coders]}))
    topics = result[result["dimension"] == "topic"]
    assert row(result, "topic")["alpha"] == 1
    assert set(topics.loc[topics["reason"] == "", "alpha"]) == {1}
    assert (topics["percent"] == 1).all()


@given(codings, st.randoms())
@settings(max_examples=20, deadline=None)
def test_names_of_coders_and_order_of_units_do_not_matter(tiny, by_coder, random):
    order = list(range(len(next(iter(by_coder.values())))))
    random.shuffle(order)
    names = dict(zip(by_coder, random.sample(["A", "B", "K", "X", "me"], len(by_coder)), strict=True))
    shuffled = {names[coder]: [sets[unit] for unit in order] for coder, sets in by_coder.items()}
    columns = ["alpha", "percent", "positive", "prevalence", "n", "n_positive", "reason"]
    before, after = (
        agreement(sets_to_data(tiny, codes))
        .assign(label=lambda frame: frame["label"].fillna(""))
        .set_index(["dimension", "label"])
        for codes in (by_coder, shuffled)
    )
    pd.testing.assert_frame_equal(before[columns].sort_index(), after[columns].sort_index(), check_dtype=False)


def test_agreement_on_a_test_is_that_of_a_yes_among_those_who_answered_it(tiny_frames):
    """Six sessions with the test answered by both: yes yes (4), yes no, no cannot tell; two more where one did not answer."""
    answers = {
        "a": ("yes", "yes"), "b": ("yes", "yes"), "c": ("yes", "yes"), "d": ("yes", "yes"), "e": ("yes", "no"),
        "f": ("no", "cannot_tell"), "g": ("yes", ""), "h": ("", ""),
    }  # fmt: skip
    pillars = {(key, coder): "participation" for key in answers for coder in ("A", "B", "adjudicated")}
    frames = tiny_frames([{"session_id": key} for key in answers], pillars=pillars)
    given = [
        f"participation_aim={answers[key][coder == 'B']}" if coder in "AB" and answers[key][coder == "B"] else None
        for key, coder in frames["codings"][["session_id", "coder"]].itertuples(index=False, name=None)
    ]
    data = build({**frames, "codings": frames["codings"].assign(answers=given)})
    rows = agreement_of_tests(data).set_index("label")
    assert rows.index.tolist() == ["protection_aim", "provision_aim", "participation_aim", "participation_effect"]
    aim = rows.loc["participation_aim"]
    # 12 answers, 9 yes and 3 others; one of 6 pairs differs: 1 - 11 * 1 / (9 * 3).
    assert aim["alpha"] == pytest.approx(1 - 11 / 27)
    assert (aim["percent"], aim["n"], aim["n_positive"]) == (pytest.approx(5 / 6), 6, 5)
    assert aim["positive"] == pytest.approx(2 * 4 / (2 * 4 + 1))
    assert (rows.loc["participation_effect", "n"], rows.loc["participation_effect", "reason"]) == (0, NO_UNITS)
