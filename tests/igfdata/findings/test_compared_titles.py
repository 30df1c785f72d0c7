"""Titles of charts of A and B: both are named, counted by hand on small programmes; where one has nothing, only the other speaks."""

import pandas as pd
import pytest

from igfdata.findings.compared_titles import (
    came_up_in_both_title,
    chance_of_both_title,
    differing_title,
    gaps_of_both_title,
    largest_by_title,
    leaning_apart_title,
    of_side,
    pairs_of_both_title,
    references_title,
    turnover_of_both_title,
)
from igfdata.measures.cooccurrence import compared_pairs
from igfdata.measures.coverage import balance
from igfdata.measures.recurrence import compared_recurrence, compared_turnover
from igfdata.measures.stakeholders import gap_cells, group_mix

ALL = "protection provision participation"


def test_what_differs_most_between_a_and_b():
    a = {"protection": (6, 9), "provision": (7, 9), "participation": (3, 9)}
    b = {"protection": (13, 21), "provision": (9, 21), "participation": (9, 21)}  # differences 5, 35 and −10 points
    assert differing_title(a, b, "pillar") == "Provision differs most between A and B"
    assert differing_title(a, a, "pillar") == "A and B do not differ in any pillar"
    nothing = dict.fromkeys(a, (0, 0))
    assert differing_title(a, nothing, "pillar") == "Nothing to compare: A or B has no known pillar"
    assert differing_title(a, {}, "group") == "Nothing to compare: A or B has no known group"
    assert of_side("A", "Government is largest on both days", "-") == "A: Government is largest on both days"
    assert (
        of_side("A", "Government and civil society are largest on two days each", "-") == "-" == of_side("B", "-", "-")
    )  # the first: 11 words
    same = {"government": (1, 4), "intergovernmental organizations": (1, 4)}
    other = {"government": (1, 4), "intergovernmental organizations": (3, 4)}
    assert differing_title(same, other, "group") == "Intergovernmental organizations differ most between A and B"


@pytest.fixture
def days(tiny):
    """Give a maker of programmes with a session a day: ``days("gaming privacy", "gaming")``; an empty day has no topic."""

    def made(*topics):
        sessions = [{"session_id": f"s{day}", "day": day} for day in range(len(topics))]
        return tiny(sessions, topics={f"s{day}": of_day for day, of_day in enumerate(topics) if of_day})

    return made


def test_topics_that_recur(days):
    """A: gaming on all three days, privacy on one. B: nothing more than once. Uncoded: no topic at all."""
    a, b, uncoded = days("gaming privacy", "gaming", "gaming"), days("gaming", "privacy", "gender"), days("", "", "")
    assert chance_of_both_title(compared_recurrence(a, b)) == "One topic recurs in A, none in B"
    assert chance_of_both_title(compared_recurrence(b, a)) == "One topic recurs in B, none in A"
    assert chance_of_both_title(compared_recurrence(a, a)) == "One topic recurs in A, one in B"
    assert chance_of_both_title(compared_recurrence(b, b)) == "No topic recurs in A or in B"
    assert chance_of_both_title(compared_recurrence(a, uncoded)) == "One topic recurs in A; B has no coded day"
    assert chance_of_both_title(compared_recurrence(uncoded, b)) == "No topic recurs in B; A has no coded day"


def test_topics_that_come_up_often(days):
    a, b, uncoded = days("gaming privacy", "gaming", "gaming"), days("gaming", "privacy", "gender"), days("", "", "")
    two, three = {"gaming", "privacy"}, {"gaming", "privacy", "gender"}

    def title(first, second, topics, other):
        return came_up_in_both_title(compared_recurrence(first, second), topics, other, "day", "-")

    assert title(a, b, two, three) == "On three days or more: A 1 topic, B 0"
    assert title(a, uncoded, two, set()) == "A: One topic came up on three days or more"
    assert title(uncoded, a, set(), two) == "B: One topic came up on three days or more"
    assert title(uncoded, uncoded, set(), set()) == "-"
    one = days("gaming privacy")  # of one day no topic can be on three
    assert title(one, days("gaming"), two, {"gaming"}) == "Topics: 2 in A, 1 in B, 1 in both"


def test_new_topics_after_the_first_day(days):
    """A: gender is new on Day 1, nothing on Day 2. B: nothing is new after Day 0."""
    a, b = days("gaming privacy", "gender", "gaming"), days("gaming", "gaming", "gaming")
    assert turnover_of_both_title(compared_turnover(a, b), "-") == "New topics after the first day: A 1, B 0"
    assert turnover_of_both_title(compared_turnover(a, days("gaming")), "-") == "A: 1 new topic after its first day"
    assert turnover_of_both_title(compared_turnover(days("gaming"), a), "-") == "B: 1 new topic after its first day"
    assert turnover_of_both_title(compared_turnover(days("gaming"), days("gaming")), "-") == "-"


def test_pairs_of_topics(days):
    """Gaming and privacy share three sessions in A and one in B."""
    a, b = days(*["gaming privacy"] * 3), days("gaming privacy", "gaming", "gender")
    assert pairs_of_both_title(compared_pairs(a, b)) == "Topic pairs sharing three sessions or more: A 1, B 0"


def test_the_largest_group_of_both(tiny):
    def mix(*by_day):
        persons = [(f"s{day}", group) for day, group in enumerate(by_day)]
        data = tiny([{"session_id": f"s{day}", "day": day} for day in range(len(by_day))], persons=persons)
        return group_mix(data, by="day")

    def title(a, b):
        return largest_by_title(a, b, "stakeholder_group", "day", "-")

    civil, government = mix("Civil Society", "Civil Society", "Academia"), mix("Government", "Government")
    technical = mix("Technical Community", "Technical Community")
    assert title(civil, government) == "Civil society leads most often in A, government in B"
    assert title(civil, civil) == "Civil society leads most often in A and B"
    assert title(civil, technical) == "Different groups lead most often in A and B"  # with the name: 11 words
    assert title(mix("Government"), mix("Academia")) == "Government leads in A, academia in B"
    assert title(civil, mix("Government")) == "-"  # of one day nothing is most often
    assert title(civil, mix("Government", "Academia")) == "-"  # a tie


def test_the_furthest_above_a_share_in_both():
    def ratios(*found):
        return pd.DataFrame({"category": ["Government", "Technical Community"], "of": 20, "ratio": found})

    def title(a, b, reference="official participation"):
        return references_title(a, b, "stakeholder_group", reference, "-")

    government, technical, below = ratios(2.0, 1.0), ratios(1.0, 2.0), ratios(0.5, 0.9)
    assert title(government, government) == "Government is furthest above official participation in A and B"
    assert title(government, technical) == "Largest ratio: government in A, the technical community in B"
    assert title(below, below) == "A and B: no compared group is above official participation"
    assert title(below, below, "shares in other sessions") == "A and B: no compared group is above the reference"
    assert title(government, below) == "-"
    assert title(government, ratios(2.0, 2.0)) == "-"


def test_pairs_without_a_session_in_both(tiny):
    """Seven groups, two of them in the session: five without one for each pillar that it is on."""
    persons = [("s", "Government"), ("s", "Academia")]

    def gaps(pillars):
        return gap_cells(tiny(["s"], pillars={"s": pillars} if pillars else {}, persons=persons))

    assert gaps_of_both_title(gaps(ALL), gaps(ALL), "-") == "No known session: A 15 pillar–group pairs, B 15"
    assert gaps_of_both_title(gaps("protection"), gaps("protection"), "-") == "On protection, no known session: A 5 groups, B 5"
    assert gaps_of_both_title(gaps(ALL), gaps("protection"), "-") == "-"  # not over the same pillars
    assert gaps_of_both_title(gaps(""), gaps(""), "-") == "No session has a pillar"
    assert gaps_of_both_title(gaps(ALL), gaps(""), "-") == "A: 15 pillar–group pairs have no known session"


def test_where_a_leans_more_than_b(tiny):
    def shares(pillars):
        return balance(tiny(["s"], pillars={"s": pillars} if pillars else {}), interval=False)

    assert leaning_apart_title(shares("protection"), shares("provision")) == "A leans more to protection than B"
    both = leaning_apart_title(shares("protection provision"), shares("participation"))  # shared equally: half and half
    assert both == "A leans more to protection and provision than B"
    assert leaning_apart_title(shares(ALL), shares(ALL)) == "A and B lean alike"
    assert leaning_apart_title(shares("protection"), shares("")) == "Nothing to compare: A or B has no known pillar"
