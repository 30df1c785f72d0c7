"""Topics that are discussed together."""

import pytest

from igfdata.measures.cooccurrence import pair_measures, topic_pairs


def test_pair_check_values():
    found = pair_measures(5, 10, 8, 40)
    assert found["jaccard"] == pytest.approx(0.385, abs=5e-4)
    assert found["pmi"] == pytest.approx(1.32, abs=5e-3)
    assert found["npmi"] == pytest.approx(0.441, abs=5e-4)
    assert found["p"] == pytest.approx(0.015, abs=5e-4)


def test_npmi_is_zero_for_independent_topics():
    assert pair_measures(5, 10, 20, 40)["npmi"] == pytest.approx(0)


@pytest.mark.parametrize("n_all", [8, 40])
def test_npmi_is_one_for_topics_that_are_always_together(n_all):
    assert pair_measures(8, 8, 8, n_all)["npmi"] == pytest.approx(1)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_npmi_is_minus_one_for_topics_that_are_never_together():
    assert pair_measures(0, 10, 8, 40)["npmi"] == -1


def test_pairs_are_counted_over_sessions_with_a_topic(tiny, cell):
    topics = {"a": "x y", "b": "x y", "c": "x y z", "d": "x z", "e": "z", "f": "y"}
    data = tiny([*"abcdefg"], topics=topics)
    frame = topic_pairs(data)
    assert frame[["topic_x", "topic_y", "n_both", "n_x", "n_y", "of"]].to_numpy().tolist() == [["x", "y", 3, 4, 4, 6]]
    assert frame["jaccard"].iloc[0] == pytest.approx(3 / 5)
    assert list(frame.columns[-4:]) == ["jaccard", "pmi", "npmi", "p"]


def test_rare_pairs_are_shown_on_demand_most_common_first(tiny):
    frame = topic_pairs(tiny([*"abc"], topics={"a": "x y", "b": "x y", "c": "y z"}), min_together=1)
    assert [(row.topic_x, row.topic_y, row.n_both) for row in frame.itertuples()] == [("x", "y", 2), ("y", "z", 1)]


def test_a_topic_given_twice_counts_once(tiny):
    data = tiny([*"abc"], topics={name: "x y" for name in "abc"} | {(name, "B"): "x y" for name in "abc"})
    assert topic_pairs(data)["n_both"].tolist() == [3]


def test_no_topic_gives_an_empty_table_with_its_columns(tiny):
    frame = topic_pairs(tiny(["a"]))
    assert frame.empty
    assert {"topic_x", "topic_y", "n_both", "of"} <= set(frame.columns)
