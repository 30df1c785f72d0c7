"""Which sessions of two days are alike in their topics, counted by hand."""

from igfdata.measures.cooccurrence import same_topic_sessions


def test_the_most_alike_partner_is_found(tiny):
    data = tiny(
        [{"session_id": name, "day": day} for name, day in (("a", 0), ("b", 0), ("x", 1), ("y", 1), ("z", 1))],
        topics={"a": "p q", "b": "p q r", "x": "p q r s", "y": "p s", "z": "p q"},
    )
    table = same_topic_sessions(data, "Day 0", "Day 1")
    assert table[["session_x", "session_y", "n_both", "n_either"]].to_numpy().tolist() == [["a", "z", 2, 2], ["b", "x", 3, 4]]
    assert table["jaccard"].tolist() == [1.0, 0.75]
    assert table["topics"].tolist() == [["p", "q"], ["p", "q", "r"]]


def test_nothing_is_alike_without_codes_or_days(tiny):
    data = tiny([{"session_id": "a", "day": 0}, {"session_id": "x", "day": 1}], topics={"a": "p q"})
    assert same_topic_sessions(data, "Day 0", "Day 1").empty
    assert same_topic_sessions(tiny([]), "Day 0", "Day 1").empty
    assert same_topic_sessions(data, "Day 3", "Day 4").empty
