"""Titles of charts: each says what is seen there, counted by hand on small programmes, in at most ten words."""

import itertools

import pandas as pd
import pytest

from igfdata import Selection, select
from igfdata import vocabulary as v
from igfdata.findings.chart_titles import (
    gaps_title,
    group_totals,
    groups_by_title,
    leaning_title,
    people_title,
    pillar_totals,
    pillars_title,
    reference_title,
)
from igfdata.findings.compared_titles import differing_title
from igfdata.findings.phrases import n_words
from igfdata.findings.topic_titles import chance_title, turnover_title
from igfdata.measures.coverage import balance, pillar_coverage
from igfdata.measures.recurrence import topic_recurrence, turnover
from igfdata.measures.references import reference_shares, representation
from igfdata.measures.stakeholders import gap_cells, group_mix


def pillars(tiny, *days, by="day", cell=None):
    """Sessions of each day by their pillars: ``pillars(tiny, ["protection", "provision"], [])``; a day None has no date."""
    sessions, codes = [], {}
    for day, of_day in enumerate(days):
        for n, codes_of in enumerate(of_day):
            key = f"s{day}-{n}"
            sessions.append({"session_id": key, "day": day})
            codes[key] = codes_of
    data = tiny(sessions, pillars=codes)
    return pillars_title(pillar_coverage(data, by=by), by, data, cell=cell), leaning_title(balance(data, by=by), by, data)


ALL = "protection provision participation"


@pytest.mark.parametrize(
    ("days", "title"),
    [
        ([[ALL], [ALL], [ALL], [ALL], [ALL]], "All three pillars came up on every day"),
        ([[ALL], [ALL, "protection"]], "All three pillars came up on every coded day"),  # three more days have no session
        ([[ALL], [ALL], [ALL], [ALL], ["protection provision"]], "Participation came up on every day but Day 4"),
        (
            [[ALL, "protection"], [ALL, "protection"], [ALL, "provision"]],
            "Protection came up most on two of three coded days",
        ),
        ([[ALL], ["protection participation"], [ALL]], "Provision came up on every coded day but Day 1"),
        ([[ALL], ["protection"], ["protection"]], "Provision and participation: each on one of three coded days"),
        ([["protection"], ["provision"], ["participation"]], "Each pillar came up on one of three coded days"),
        ([["protection"], ["protection"]], "Provision and participation are not touched on any coded day"),
        ([["unclear"], ["unclear"]], "No pillar is clear on any coded day"),
        ([[ALL], [ALL], ["protection provision", "unclear"]], "Participation is clear on every coded day but Day 2"),
        ([["protection provision"]], "Only protection and provision came up on Day 0"),
        ([["protection", "unclear"]], "Only protection is clear on Day 0"),  # the other session can be on any pillar
        ([[ALL]], "All three pillars came up on Day 0"),
        ([["unclear"]], "None of the pillars is clear on Day 0"),
        ([[]], "Nothing is counted on any day"),
    ],
)
def test_where_pillars_came_up(tiny, days, title):
    assert pillars(tiny, *days)[0] == title


def test_the_cell_that_the_page_is_about_is_compared_with_the_others(tiny):
    days = [["protection", "provision"], ["protection", "protection"], ["provision"]]
    assert pillars(tiny, *days, cell=("Day 1", "protection"))[0] == "Only on Day 1 did every coded session touch protection"
    assert pillars(tiny, *days[1:], ["protection"], cell=("Day 0", "protection"))[0] == "Protection: 2 of 2 on Day 0"


@pytest.mark.parametrize(
    ("days", "title"),
    [
        (  # of the five days of the meeting
            [["protection"], ["protection", "protection provision"], ["provision"]],
            "Protection has the largest share on two of five days",
        ),
        ([["protection"]] * 5, "Protection has the largest share on all five days"),
        ([["protection"], ["provision"], ["protection provision"]], "Protection and provision are largest on one day each"),
        ([["protection"], ["provision"], ["participation"]], "No pillar alone has the largest share on most days"),
        ([["protection"]], "Protection has the largest share on Day 0"),
        ([["protection provision"]], "No pillar alone has the largest share on Day 0"),
        ([["unclear"]], "Nothing is counted on any day"),
    ],
)
def test_which_pillar_leads(tiny, days, title):
    assert pillars(tiny, *days)[1] == title


def test_titles_by_group_and_without_a_date(tiny):
    """Both groups have both sessions, and only one day is known: none where no session has a date."""
    persons = [(key, group) for key in ("s", "t") for group in ("Government", "Academia")]
    data = tiny(["s", "t"], pillars={"s": ALL, "t": "protection"}, persons=persons)
    assert pillars_title(pillar_coverage(data, by="group"), "group", data) == "Protection came up most with both groups"
    data = tiny(["s", "t"], pillars={"s": ALL}, persons=persons)
    assert (
        pillars_title(pillar_coverage(data, by="group"), "group", data)
        == "Every listed group has sessions on all three pillars"
    )
    data = tiny(["s"], pillars={"s": "protection"}, persons=persons[:2])
    title = pillars_title(pillar_coverage(data, by="group"), "group", data)
    assert title == "Provision and participation are not touched with any group"
    undated = tiny([{"session_id": "s", "date": ""}], pillars={"s": ALL})
    assert pillars_title(pillar_coverage(undated, by="day"), "day", undated) == "Nothing is counted on any day"
    assert leaning_title(balance(undated, by="day"), "day", undated) == "Nothing is counted on any day"


def test_the_only_type_is_named(tiny):
    data = tiny(["s"], pillars={"s": "protection"})
    assert pillars_title(pillar_coverage(data, by="type"), "type", data) == "Only protection came up in the type Workshop"
    assert leaning_title(balance(data, by="type"), "type", data) == "Protection has the largest share in the type Workshop"


def test_hours_say_which_pillar_has_the_most(tiny):
    """Day 0: two hours of protection, half an hour of provision; Day 1 has no known length, so no hours; of five days."""
    sessions = [
        {"session_id": "s", "day": 0, "start": "09:00", "end": "11:00"},
        {"session_id": "t", "day": 0, "start": "09:00", "end": "09:30"},
        {"session_id": "u", "day": 1, "type": "Other"},
    ]
    data = tiny(sessions, pillars={"s": "protection", "t": "provision", "u": "provision"})
    coverage = pillar_coverage(data, by="day", weight="hours")
    assert pillars_title(coverage, "day", data, weight="hours") == "Protection has the most hours on one of five days"
    later = {"session_id": "u", "day": 1, "start": "09:00", "end": "10:00"}  # now each of the two has the most on one day
    data = tiny([*sessions[:2], later], pillars={"s": "protection", "t": "provision", "u": "provision"})
    coverage = pillar_coverage(data, by="day", weight="hours")
    assert pillars_title(coverage, "day", data, weight="hours") == "No pillar alone has the most hours on most days"


def people(tiny, by_day):
    """People of each day by group: ``{0: {"Government": 3}}``."""
    persons = [(f"s{day}", group) for day, groups in by_day.items() for group, n in groups.items() for _ in range(n)]
    return tiny([{"session_id": f"s{day}", "day": day} for day in by_day], persons=persons)


def test_the_two_largest_groups_and_the_largest_of_each_day(tiny):
    data = people(
        tiny, {0: {"Government": 3, "Academia": 1}, 1: {"Civil Society": 6}, 2: {"Government": 2, "Civil Society": 1}}
    )
    variable = "stakeholder_group"
    assert people_title(group_mix(data), variable, "-") == "Civil society and government: 12 of 13 people"  # 7 and 5
    assert groups_by_title(group_mix(data, by="day"), variable, "day", "-") == "Government is largest on two of five days"
    more = people(tiny, {0: {"Government": 5, "Civil Society": 7, "Academia": 1, "": 4}})
    assert people_title(group_mix(more), variable, "-") == "Civil society and government: 12 of 13 with known groups"
    long = people(tiny, {0: {"Technical Community": 5, "Civil Society": 7, "Academia": 1, "": 4}})
    assert people_title(group_mix(long), variable, "-") == "Civil society and the technical community: 12 of 13 known"
    more = people(tiny, {0: {"Government": 2, "Youth": 3}, 1: {"Government": 4, "Youth": 1}, 2: {"Youth": 2}})
    assert people_title(group_mix(more), variable, "-") == "-"  # six people of a sector
    assert groups_by_title(group_mix(more, by="day"), variable, "day", "-") == "Youth is largest on two of five days"
    few = people(tiny, {0: {"Government": 3, "Academia": 1}})
    assert people_title(group_mix(few), variable, "-") == "-" == groups_by_title(group_mix(few, by="day"), variable, "day", "-")


def test_regions_name_the_largest_where_one_is(tiny):
    def title(**n):
        persons = [
            ("s", "Government", region.replace("_", " "), "speaker") for region, times in n.items() for _ in range(times)
        ]
        return people_title(group_mix(tiny(["s"], persons=persons), variable="regional_group"), "regional_group", "-")

    assert title(African_Group=6, WEOG=4, GRULAC=1) == "Africa has 6 of 11 people"
    title_with_unknown = title(African_Group=6, WEOG=4, GRULAC=1, **{"": 2})
    assert title_with_unknown == "Africa has 6 of 11 people with known regions"
    assert title(African_Group=5, WEOG=5, GRULAC=1) == "-"


def test_the_group_furthest_above_a_share(tiny):
    def title(*ratios):
        categories = ["Government", "Academia", "Civil Society"][: len(ratios)]
        frame = pd.DataFrame({"category": categories, "of": 20, "ratio": ratios})
        return reference_title(frame, "stakeholder_group", "shares in other sessions", "-")

    assert title(2.0, 1.5, 0.5) == "Government is furthest above shares in other sessions"
    assert title(2.0, 2.0, 0.5) == "-"  # two are
    assert title(0.9, float("nan")) == "No compared group is above shares in other sessions"  # academia has no share there


def test_pairs_of_a_pillar_and_a_group_without_a_session(tiny):
    """Seven groups; one session on protection with two of them: five pairs, and all seven of the two other pillars have no session at all."""
    persons = [("s", "Government"), ("s", "Academia")]
    data = tiny(["s"], pillars={"s": ALL}, persons=persons)
    assert gaps_title(gap_cells(data)) == "15 pillar–group pairs have no known session"
    assert gaps_title(gap_cells(tiny(["s"], persons=persons))) == "No session has a pillar"
    data = tiny(["s"], pillars={"s": "protection"}, persons=persons)
    assert gaps_title(gap_cells(data)) == "On protection, five groups have no known session"


def test_topics(tiny):
    """Three topics on Day 0, where all are new; one new on Day 1, none on Day 2; gaming is on three days in three sessions."""
    data = tiny([{"session_id": f"s{day}", "day": day} for day in range(3)],
                topics={"s0": "gaming privacy gender", "s1": "gaming hotlines", "s2": "gaming"})  # fmt: skip
    assert turnover_title(turnover(data), "-") == "After Day 0, most new topics on Day 1: 1"
    assert chance_title(topic_recurrence(data)) == "One topic recurs on no fewer days than by chance"


def test_titles_of_the_shipped_data_are_short(shipped):
    selections = [
        Selection(meetings=meetings, days=days, groups=groups)
        for meetings, days, groups in itertools.product(
            [(), ("igf2025",), ("igf2023", "igf2024")], [(), ("Day 2",)], [(), ("Civil Society",), ("Academia",)]
        )
    ]
    titles = set()
    for selection in selections:
        data = select(shipped, selection)
        for by in ("day", "meeting", "type", "group"):
            coverage = pillar_coverage(data, by=by)
            titles.add(pillars_title(coverage, by, shipped))
            titles.update(
                pillars_title(coverage, by, shipped, cell=(key, pillar))
                for key in coverage["key"].astype(str).unique()
                for pillar in v.PILLARS
            )
            titles.add(leaning_title(balance(data, by=by, interval=False), by, shipped))
        for variable in ("stakeholder_group", "regional_group"):
            titles.add(people_title(group_mix(data, variable=variable), variable, "-"))
            titles.update(
                groups_by_title(group_mix(data, variable=variable, by=by), variable, by, "-")
                for by in ("day", "role", "pillar", "meeting")
            )
            titles.add(gaps_title(gap_cells(data, variable=variable)))
            titles.add(
                differing_title(
                    group_totals(group_mix(data, variable=variable), variable),
                    group_totals(group_mix(shipped, variable=variable), variable),
                    "group",
                )
            )
            for kind in ("official", "others"):
                reference = reference_shares(shipped, selection, kind, variable=variable)
                if len(reference):
                    ratios = representation(data, reference, variable=variable)
                    titles.add(
                        reference_title(
                            ratios, variable, {"official": "official participation", "others": "other sessions"}[kind], "-"
                        )
                    )
        titles.add(differing_title(pillar_totals(pillar_coverage(data)), pillar_totals(pillar_coverage(shipped)), "pillar"))
        titles.add(turnover_title(turnover(data), "-"))
        titles.add(chance_title(topic_recurrence(data)))
    assert len(titles) > 50
    assert [title for title in titles if n_words(title) > 10 or set("()[]") & set(title)] == []
