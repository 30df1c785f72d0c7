"""Which topics come back: counted by hand, and by going through every possibility."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igfdata.charts.theme import ACCENT, FAINT
from igfdata.charts.topic_rows import days_against_chance
from igfdata.measures.recurrence import (
    benjamini_hochberg,
    days_present_distribution,
    dispersion,
    expected_days,
    longest_run,
    topic_counts,
    topic_recurrence,
    topic_sessions,
    turnover,
)

SIZES = [8, 12, 12, 10, 8]


@pytest.mark.parametrize(("n", "expected"), [(2, 1.81), (4, 2.99), (8, 4.23)])
def test_expected_days_check_values(n, expected):
    assert expected_days(SIZES, n) == pytest.approx(expected, abs=5e-3)


def test_expected_days_at_the_ends():
    assert expected_days(SIZES, 0) == 0
    assert expected_days(SIZES, 1) == pytest.approx(1)
    assert expected_days(SIZES, 50) == pytest.approx(5)
    assert np.isnan(expected_days(SIZES, 51))
    assert np.isnan(expected_days([0, 0], 0))


def test_dispersion_check_value():
    assert dispersion([0, 3, 1, 0, 0], SIZES) == pytest.approx(0.52, abs=5e-3)
    assert dispersion(SIZES, SIZES) == pytest.approx(0)
    assert np.isnan(dispersion([0, 0], [1, 1]))


@given(sizes=st.lists(st.integers(0, 3), min_size=1, max_size=4), data=st.data())
@settings(max_examples=60)
def test_days_present_is_exact(sizes, data):
    total = sum(sizes)
    n = data.draw(st.integers(0, min(total, 5)))
    day_of = [day for day, size in enumerate(sizes) for _ in range(size)]
    found = Counter(len(set(draw)) for draw in combinations(day_of, n))
    chances = days_present_distribution(sizes, n)
    assert chances == pytest.approx([found[days] / found.total() for days in range(len(sizes) + 1)])
    if total:
        assert expected_days(sizes, n) == pytest.approx(sum(days * chance for days, chance in enumerate(chances)))


@pytest.mark.parametrize(
    ("present", "run"), [([0, 0, 0], 0), ([1, 1, 0, 1], 2), ([1, 0, 2, 1, 3], 3), ([1] * 5, 5), ([], 0), ([0, 1], 1)]
)
def test_longest_run(present, run):
    assert longest_run(present) == run


def test_benjamini_hochberg():
    assert benjamini_hochberg([0.01, 0.04, 0.03]).tolist() == pytest.approx([0.03, 0.04, 0.04])
    assert len(benjamini_hochberg([])) == 0


@pytest.fixture
def programme(tiny):
    """Five sessions on each of five days, all on ``filler``, and one session without a day."""
    names = [f"s{day}{number}" for day in range(5) for number in range(5)]
    topics = dict.fromkeys(names, "filler")
    for name in ("s00", "s10", "s30"):
        topics[name] += " returning"
    for name in ("s20", "s21", "s22", "s23", "s24"):
        topics[name] += " crowded"
    for name in ("s40", "s41"):
        topics[name] += " twice"
    sessions = [{"session_id": name, "day": int(name[1])} for name in names]
    return tiny([*sessions, "undated", {"session_id": "uncoded", "day": 1}], topics=topics | {"undated": "returning"})


def test_recurrence_labels(programme):
    labels = topic_recurrence(programme).set_index("topic")["label"].to_dict()
    assert labels == {"filler": "recurring", "returning": "recurring", "crowded": "concentrated", "twice": ""}


def test_topics_are_counted_by_how_they_come_back(programme):
    # filler and returning recur; crowded and twice lie on one day; 25 sessions on five days, and an undated one with a topic
    assert topic_counts(programme, "day") == (4, 2, 2, 4, 5, 26)


def test_recurrence_in_figures(programme, cell):
    frame = topic_recurrence(programme)
    assert list(frame["topic"]) == ["filler", "returning", "crowded", "twice"]
    returning = cell(frame, topic="returning")
    # the undated session is left out; days 0, 1 and 3
    assert tuple(returning[["n_sessions", "n_days", "of_days", "longest_run"]]) == (3, 3, 5, 2)
    assert returning["expected_days"] == pytest.approx(5 * (1 - 1140 / 2300))  # C(20,3) / C(25,3)
    crowded = cell(frame, topic="crowded")
    assert tuple(crowded[["n_sessions", "n_days", "peak", "n_peak"]]) == (5, 1, "Day 2", 5)
    assert crowded["dispersion"] == pytest.approx(0.8)
    assert crowded["p_few"] == pytest.approx(5 / 53130)  # one of five days, over C(25,5)
    assert crowded["expected_days"] == pytest.approx(5 * (1 - 15504 / 53130))


def test_peak_is_corrected_over_topics(programme, cell):
    frame = topic_recurrence(programme)
    # Tails before correction: crowded 1/53130; twice C(5,2)/C(25,2) = 10/300; returning 1 - 1140/2300; filler 1
    assert cell(frame, topic="crowded")["p_peak"] == pytest.approx(4 / 53130)
    assert cell(frame, topic="twice")["p_peak"] == pytest.approx(4 / 2 * 10 / 300)
    assert cell(frame, topic="returning")["p_peak"] == pytest.approx(4 / 3 * (1 - 1140 / 2300))
    assert cell(frame, topic="filler")["p_peak"] == pytest.approx(1)


def test_two_sessions_or_two_days_are_not_recurring(tiny):
    sessions = [{"session_id": name, "day": day} for name, day in {"a": 0, "b": 0, "c": 1, "d": 1}.items()]
    frame = topic_recurrence(tiny(sessions, topics=dict.fromkeys("abcd", "x")))
    assert frame[["n_sessions", "n_days", "label"]].iloc[0].tolist() == [4, 2, ""]


def test_a_topic_on_fewer_days_than_chance_is_never_called_recurring_nor_drawn_blue(tiny):
    # Five days with two coded sessions each. "fewer" is in five of the ten, on three days; by chance on
    # 5 x (1 - C(8,5)/C(10,5)) = 5 x (1 - 56/252) = 3.9. "as many" is in three sessions on three days; by chance on
    # 5 x (1 - C(8,3)/C(10,3)) = 5 x (1 - 56/120) = 2.7. "other" is in four on three days; by chance on 5 x (1 - 70/210) = 3.3.
    topics = {"a0": "fewer", "b0": "fewer", "a1": "fewer", "b1": "fewer as_many", "a2": "fewer as_many"}
    topics |= {"b2": "other", "a3": "as_many", "b3": "other", "a4": "other", "b4": "other"}
    frame = topic_recurrence(tiny([{"session_id": name, "day": int(name[1])} for name in topics], topics=topics))
    found = frame.set_index("topic")
    assert found.loc["fewer", ["n_sessions", "n_days"]].tolist() == [5, 3]
    assert found.at["fewer", "expected_days"] == pytest.approx(3.889, abs=0.001)
    assert found["label"].to_dict() == {"fewer": "", "as_many": "recurring", "other": ""}
    dots = days_against_chance(frame, labels={}).data[1].marker
    colours = [colour for colour, symbol in zip(dots.color, dots.symbol, strict=True) if symbol == "circle"]
    assert dict(zip(frame["topic"], colours, strict=False)) == {"fewer": FAINT, "as_many": ACCENT, "other": FAINT}


def test_recurrence_over_meetings(tiny):
    days = {"igf2023": "2023-10-08", "igf2024": "2024-12-15", "igf2025": "2025-06-23"}
    meetings = [
        {"meeting_id": key, "year": key[3:], "start_date": day, "end_date": day, "day_zero_date": day}
        for key, day in days.items()
    ]
    sessions = [{"session_id": f"{key}-a", "meeting_id": key, "date": day} for key, day in days.items()]
    frame = topic_recurrence(tiny(sessions, meetings=meetings, topics={f"{key}-a": "x" for key in days}), over="meeting")
    assert frame[["n_sessions", "n_days", "of_days", "longest_run", "label"]].iloc[0].tolist() == [3, 3, 3, 3, "recurring"]


def test_topic_sessions_has_coded_sessions_as_denominator(programme, cell):
    assert tuple(cell(topic_sessions(programme), category="crowded")[["n", "of"]]) == (5, 26)
    assert tuple(cell(topic_sessions(programme, by="day"), key="Day 2", category="crowded")[["n", "of"]]) == (5, 5)


def test_turnover_from_day_to_day(tiny):
    data = tiny(
        [{"session_id": name, "day": day} for name, day in {"s": 0, "t": 1, "u": 1, "v": 3}.items()] + ["undated"],
        topics={"s": "a b", "t": "b c", "u": "b", "v": "a c", "undated": "d"},
    )
    frame = turnover(data).set_index("day")
    assert list(frame.index) == ["Day 0", "Day 1", "Day 3"]  # the days that have coded sessions
    assert frame["n"].tolist() == [1, 2, 1]
    assert frame[["new", "back", "stayed", "gone"]].loc["Day 0"].tolist() == [["a", "b"], [], [], []]
    assert frame[["new", "back", "stayed", "gone"]].loc["Day 1"].tolist() == [["c"], [], ["b"], ["a"]]
    assert frame[["new", "back", "stayed", "gone"]].loc["Day 3"].tolist() == [[], ["a"], ["c"], ["b"]]
    assert np.isnan(frame["turnover"].iloc[0])
    assert frame["turnover"].tolist()[1:] == pytest.approx([2 / 3, 2 / 3])
