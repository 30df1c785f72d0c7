"""The slides of a day: every sentence equals the measures, on the shipped data."""

import re
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from igfdata import Selection, select
from igfdata.briefing.agenda import briefing_about
from igfdata.briefing.model import Matrix, Squares, Statements
from igfdata.measures.clashes import clashes
from igfdata.measures.coverage import pillar_coverage
from igfdata.measures.delegates import Delegation, delegate_plan
from igfdata.measures.recurrence import turnover
from igfdata.measures.stakeholders import gap_cells, group_mix

IGF2025 = Selection(meetings=("igf2025",))
KEYS = ["balance", "missing", "programme", "points", "speakers", "topics", "continues", "method"]
EVERY_DAY = [(meeting, f"Day {day}") for meeting in ("igf2021", "igf2023", "igf2024", "igf2025") for day in range(5)]
EVERY_DAY += [("igf2024", "Day unknown"), ("igf2025", "Day unknown")]


@pytest.fixture(scope="module")
def day_2(shipped):
    return briefing_about(
        shipped, IGF2025, "Day 2", own_points=("Ask for\n rooms  side by side ", "  "), ask=" More\n children "
    )


@pytest.fixture(scope="module")
def of_day(shipped):
    """Maker of the briefing of a day with something of one's own; each is made once."""
    return cache(lambda meeting, day: briefing_about(shipped, Selection(meetings=(meeting,)), day, own_points=("x",), ask="x"))


@pytest.fixture(scope="module")
def slides(day_2):
    return {slide.key: slide for slide in day_2.slides}


def numbers_of(title, names):
    """Numbers of a sentence, without those of days, meetings, times, quoted titles, topics and session codes."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        title = title.replace(name, " ")
    title = re.sub(r"“[^”]*”|Day -?\d+|IGF \d{4}|\d\d:\d\d", " ", title)
    return [int(number) for number in re.findall(r"\d+", title)]


def allowed(slide):
    found = set()
    for _, _, n, of in slide.figures:
        found |= {n, of} | ({round(100 * n / of)} if of else set())
    return found


def test_the_claim_stands_on_the_first_slide(slides):
    slide = slides["balance"]
    assert slide.title == "All five child-related sessions on Day 2 touched protection."
    assert any(note.startswith("5 of 5; on the days before 2 of 5.") for note in slide.notes)
    assert {"igf2025-ws-70", "igf2025-main-dc", "igf2025-ws-203"} <= set(slide.session_ids)
    assert (
        "https://www.childrens-rights.digital/focus/detail/der-schutz-von-kindern-wird-heute-gross-geschrieben" in slide.sources
    )


def test_the_squares_of_the_first_slide_are_the_sessions_up_to_the_day(slides):
    grid = slides["balance"].body
    assert isinstance(grid, Squares)
    days = [(day.label, day.detail, len(day.about), day.is_shaded) for day in grid.days]
    assert days == [("Day 0", "Mon 23 June", 3, False), ("Day 1", "Tue 24 June", 2, False), ("Day 2", "Wed 25 June", 5, True)]
    assert [sum(day.about) for day in grid.days] == [0, 0, 2]
    on = {row.name: [states.count("on") for states in row.states] for row in grid.rows}
    assert on == {"Protection": [1, 1, 5], "Provision": [0, 1, 4], "Participation": [1, 1, 1]}
    assert [row.total for row in grid.rows] == ["7 of 10 sessions", "5 of 10 sessions", "3 of 10 sessions"]
    assert grid.rows[0].states[0].count("unknown") == 1
    assert grid.remarks[-1] == "2 more sessions have no known date and are not drawn."


def test_a_morning_compares_with_the_days_before_alone(slides):
    slide = slides["balance"]
    assert slide.evidence == "5 of 5; on the days before 2 of 5."
    assert "8 of 100" in slide.body.remarks[0]
    assert "comparisons" in slide.body.remarks[0]


def test_who_was_missing_is_said_of_sessions_whose_groups_are_all_known(slides):
    slide = slides["missing"]
    assert slide.title == "No one from government spoke in two of five child-related sessions on Day 2."
    assert slide.evidence == "11 listed speakers; the group of each is known, 2 of them inferred."
    assert slide.body.header == ("Group", "WS #203\n6 speakers", "WS #70\n5 speakers", "Together")
    assert slide.body.rows[0] == ("Government", "none", "none", "0 of 11")
    assert slide.body.rows[1] == ("Civil Society", "● ● ●", "● ● ● ●", "7 of 11")
    assert slide.body.marked == {0}
    assert "Not known: in the other 3 sessions, 6 of 9 speakers have no group stated." in slide.notes


def test_the_headline_says_what_the_points_are_about(shipped):
    for ask, lead in (("More children", "our ask and three points"), ("", "three points")):
        slide = briefing_about(shipped, IGF2025, "Day 2", ask=ask).slides[3]
        assert slide.title == f"Raise {lead}, on protection, missing groups and what continues."
    whole = next(slide for slide in briefing_about(shipped, IGF2025).slides if slide.key == "points")
    assert whole.title == "Raise five points, on protection, missing groups, topics and clashes."
    assert len(whole.body.items) == 5 and any(note.startswith("6. Two child-related sessions have no") for note in whole.notes)
    own = tuple(f"Own point {n}" for n in (1, 2))
    fewer = next(one for one in briefing_about(shipped, IGF2025, own_points=own, ask="Listen.").slides if one.key == "points")
    assert fewer.title == "Raise our ask, two points of our own and two more for the meeting."
    assert [one.is_own for one in fewer.body.items] == [True, True, False, False]
    many = tuple(f"Own point {n}" for n in range(7))
    mine = next(one for one in briefing_about(shipped, IGF2025, own_points=many).slides if one.key == "points")
    assert [one.text for one in mine.body.items] == list(many)
    of_pillars = next(slide for slide in briefing_about(shipped, IGF2025, "Day 0").slides if slide.key == "points")
    assert of_pillars.title == "Raise two points, on the pillars and what continues."


def test_the_ask_and_own_points_stand_first_each_finding_with_its_figure(slides):
    slide = slides["points"]
    assert slide.title == "Raise our ask, one point of our own and three more this morning."
    body = slide.body
    assert isinstance(body, Statements)
    assert body.ask == "More children"
    assert [(one.figure, one.is_own) for one in body.items] == [
        ("", True),
        ("5 of 5", False),
        ("0 of 11", False),
        ("09:30", False),
    ]
    assert body.items[0].text == "Ask for rooms side by side"
    assert body.items[1].text == slides["balance"].title
    assert body.items[2].text == slides["missing"].title
    assert body.items[3].text == "WS #203 continues in High-Level Session 4."


@pytest.mark.parametrize(("meeting", "day"), EVERY_DAY)
def test_every_title_is_a_short_sentence_in_plain_words(of_day, meeting, day):
    for slide in of_day(meeting, day).slides:
        assert len(slide.title.split()) <= 14, slide.title
        assert not set("()[]") & set(slide.title)
        for word in ("person", "of known group", "beside", "computed sentence", "known as absent"):
            assert word not in f"{slide.title} {slide.evidence}"
        assert slide.evidence, slide.key
        assert slide.body is not None


def test_order_and_names(day_2):
    assert [slide.key for slide in day_2.slides] == KEYS
    assert day_2.title == "IGF 2025, Day 2"
    assert day_2.file_stem == "igf2025-day-2-2025-06-25"
    assert day_2.query == "meeting=igf2025&day=2"
    assert [line.split(":")[0] for line in day_2.left_out] == ["Missing groups by pillar", "Changes of the programme"]


def test_persons_by_group_equal_the_measure(slides, shipped, cell):
    mix = group_mix(select(shipped, replace(IGF2025, days=("Day 2",))))
    chart = slides["speakers"].body
    by_name = dict(zip(chart.categories, chart.series[0].values, strict=True))
    assert by_name["Civil Society"] == cell(mix, category="Civil Society")["n"]
    assert by_name["Group not stated"] == cell(mix, category="not stated")["n"]
    assert sum(by_name.values()) == mix["n"].sum()
    leading = cell(mix, category="Civil Society")
    assert slides["speakers"].title == "Civil society is the largest known group."
    assert list(zip(chart.categories, chart.series[0].labels, strict=True)) == [
        ("Civil Society", "14/26"), ("Technical Community", "5/26"), ("Intergovernmental Organization", "3/26"), ("Government", "2/26"),
        ("Private Sector", "1/26"), ("Academia", "1/26"), ("Press and media", "0/26"), ("Group not stated", "8 of all 34"),
    ]  # fmt: skip
    assert slides["speakers"].evidence.startswith(f"{leading['n']:.0f} of {leading['of']:.0f} people with a known group.")


def test_topics_are_those_of_the_turnover(slides, shipped):
    row = turnover(select(shipped, IGF2025)).set_index("day").loc["Day 2"]
    title, grid = slides["topics"].title, slides["topics"].body
    assert title == "16 topics are new on Day 2; eight go on from Day 1."
    assert [len(row[key]) for key in ("new", "stayed", "back", "gone")] == [16, 8, 4, 3]
    assert slides["topics"].evidence.endswith("4 are back after a pause. 3 of Day 1 were not seen again.")
    assert isinstance(grid, Matrix)
    assert [column.split(" · ")[0] for column in grid.columns] == ["Day 0", "Day 1", "Day 2"]
    labels = shipped.topic_labels
    new = next(note for note in slides["topics"].notes if note.startswith("New"))
    assert all(labels[topic] in new for topic in row["new"])
    assert "Sexual deepfakes" in new


@pytest.mark.parametrize("n_delegates", [1, 2, 3])
def test_the_plan_is_the_measure_of_the_next_day(shipped, n_delegates):
    programme = briefing_about(shipped, IGF2025, "Day 1", delegation=Delegation(n_delegates)).slides[2]
    assert programme.heading == "Who goes where on Wed 25 June"
    data = select(shipped, replace(IGF2025, days=("Day 2",)))
    plan = delegate_plan(data, n_delegates)
    assert sum(row[3] == "not covered" for row in programme.body.rows) == plan["delegate"].isna().sum()
    n_timed = float(data.sessions["starts_at"].notna().sum())
    assert ("clashes", "Day 2", float(len(clashes(data))), n_timed) in programme.figures
    assert programme.body.rows[0][:2] == (
        "No time yet\n90 min",
        "Protecting Children from Online Sexual Exploitation\n● WS #203",
    )
    assert any(row[1].endswith("60 min at the same time as WS #70") for row in programme.body.rows)
    assert any(note.startswith("Each delegate is in one session at a time") for note in programme.notes)


def test_the_morning_after_day_2_asks_for_the_missing_time_of_day_3(shipped):
    slide = briefing_about(shipped, IGF2025, "Day 2", delegation=Delegation(2, ("AB",))).slides[2]
    assert slide.heading == "Who goes where on Thu 26 June"
    assert slide.title == "2 delegates cover all 3 timed Day 3 sessions; 1 needs a time."
    assert slide.body.header == ("Time, ≈ assumed", "Session: ● about children, ○ partly", "Room", "Who goes")
    assert slide.evidence == (
        "4 sessions on Day 3; 1 pair overlaps: High-Level Session 4 and “Host Country Open Stage”, ≈30 min."
    )
    assert [(row[0], row[3]) for row in slide.body.rows] == [
        ("No time yet\n60 min", "Delegate 2\nfinds out the time"),
        ("09:30–≈11:00", "AB"),
        ("10:20–10:50", "Delegate 2"),
        ("15:45–17:00", "AB"),
    ]
    assert slide.body.marked == {0}
    assert slide.body.rows[2][1] == "Host Country Open Stage\n○ ≈30 min at the same time as High-Level Session 4"
    assert (
        "≈ End assumed: 90 minutes, the usual length of a session of the type High-Level Session at this meeting."
        in slide.notes
    )


def test_the_footer_says_which_day_a_slide_is_about(day_2, slides):
    assert "on Day 2" in day_2.footer_of(slides["balance"])
    assert "on Day 3" in day_2.footer_of(slides["programme"])
    assert "on Day 2" not in day_2.footer_of(slides["programme"])


def test_after_the_last_day_nobody_goes_anywhere(shipped):
    briefing = briefing_about(shipped, IGF2025, "Day 4")
    assert "programme" not in [slide.key for slide in briefing.slides]
    assert "Who goes where: The selection has no session after Day 4." in briefing.left_out


def test_what_one_delegate_cannot_cover_is_counted_and_named(shipped):
    slide = briefing_about(shipped, IGF2025, "Day 2", delegation=Delegation(1)).slides[2]
    assert slide.title == "1 delegate covers 2 of 3 timed Day 3 sessions; 1 needs a time."
    assert "Cannot be covered by 1 delegate: “Host Country Open Stage”." in slide.notes
    assert [row[3] for row in slide.body.rows] == ["Delegate 1\nfinds out the time", "Delegate 1", "not covered", "Delegate 1"]


@pytest.mark.parametrize("n_delegates", [1, 20])
@pytest.mark.parametrize(("meeting", "day"), EVERY_DAY)
def test_the_headline_of_the_plan_is_short_and_plain(shipped, meeting, day, n_delegates):
    slides = briefing_about(shipped, Selection(meetings=(meeting,)), day, delegation=Delegation(n_delegates)).slides
    for slide in slides:
        if slide.key == "programme":
            assert len(slide.title.split()) <= 14
            assert not set("()[]") & set(slide.title)


def test_stated_links_stand_apart_from_computed_ones(slides):
    slide = slides["continues"]
    assert slide.title == "WS #203 continues in High-Level Session 4."
    assert slide.evidence == "3 links are stated in daily reports; 3 pairs of sessions share topics with Day 1."
    basis = [row[2].split("\n")[1].split(":")[0] for row in slide.body.rows]
    assert basis == ["stated"] * 3 + ["computed"] * 3
    assert ("WS #203\nDay 2", "High-Level Session 4\nDay 3, 09:30", "continues in\nstated") in slide.body.rows
    assert "igf2025-hls-4" in slide.session_ids


def test_the_next_day_says_what_it_continues(shipped):
    slide = {slide.key: slide for slide in briefing_about(shipped, IGF2025, "Day 3").slides}["continues"]
    assert slide.title == "WS #203 continues in High-Level Session 4."


def test_gaps_equal_the_measure(shipped):
    cells = gap_cells(select(shipped, replace(IGF2025, days=("Day 3",))))
    slide = {slide.key: slide for slide in briefing_about(shipped, IGF2025, "Day 3").slides}["gaps"]
    assert slide.title == "Three pillar–group pairs certainly had no one."
    texts = [cell.text for row in slide.body.cells for cell in row]
    assert texts.count("none") == (cells["state"] == "none").sum() == 3
    assert texts.count("not stated") == (cells["state"] == "not stated").sum() == 6
    assert all(cell.is_unknown == (cell.text == "not stated") for row in slide.body.cells for cell in row)


def test_a_day_with_nothing_certain_has_no_slide_of_gaps(day_2):
    assert "gaps" not in [slide.key for slide in day_2.slides]
    assert day_2.left_out[0] == (
        "Missing groups by pillar: Nothing is certain: groups are incomplete in all 9 empty pairs of pillar and group."
    )


@pytest.mark.parametrize(("meeting", "day"), EVERY_DAY)
def test_every_number_of_a_title_has_its_figure(shipped, of_day, meeting, day):
    briefing = of_day(meeting, day)
    names = [*shipped.sessions["code"], *shipped.topic_labels.values()]
    for slide in briefing.slides:
        numbers = numbers_of(slide.title, names)
        assert set(numbers) <= allowed(slide), (slide.key, slide.title, slide.figures)
        noted = set(map(int, re.findall(r"\d+", " ".join(slide.notes))))
        assert set(numbers) <= noted | {round(number) for number in allowed(slide)}
        assert slide.figures, slide.title
        assert all(int(of) >= 5 for of in re.findall(r"%[^()]*\(\d+ of (\d+)\)", slide.title))
        assert slide.title[-1] in ".!?"


@pytest.mark.parametrize(("meeting", "day"), EVERY_DAY)
def test_the_figures_equal_the_measures(shipped, of_day, cell, meeting, day):
    selection = Selection(meetings=(meeting,))
    data = select(shipped, replace(selection, days=(day,)))
    by_day = pillar_coverage(select(shipped, selection), by="day")
    mix = group_mix(data)
    for slide in of_day(meeting, day).slides:
        for measure, key, n, of in slide.figures:
            if measure == "pillar_coverage" and ", Day" in key:
                pillar, of_day = key.split(", ")
                row = cell(by_day, key=of_day, category=pillar)
                assert (n, of) == (row["n"], row["of"])
            elif measure == "stakeholder_mix":
                row = cell(mix, category=key)
                assert (n, of) == (row["n"], row["of"])
            elif measure == "clashes":
                assert n == len(clashes(select(shipped, replace(selection, days=(key,)))))
            elif measure == "sessions":
                assert (n, of) == (len(data.sessions) if key == day else n, len(select(shipped, selection).sessions))


def test_the_same_input_gives_the_same_briefing(shipped, day_2):
    again = briefing_about(
        shipped, IGF2025, "Day 2", own_points=("Ask for\n rooms  side by side ", "  "), ask=" More\n children "
    )
    assert again == day_2


def test_sources_are_those_of_the_rows(slides, shipped):
    urls = shipped.sessions.set_index("session_id")["source_urls"]
    for slide in slides.values():
        assert len(set(slide.sources)) == len(slide.sources)
        assert {url for session_id in slide.session_ids for url in urls[session_id].split(";")} <= set(slide.sources)


def test_a_change_has_its_row(shipped):
    changes = pd.DataFrame(
        {
            "kind": ["moved", "moved", "added"],
            "session": ["igf2025-ws-70", "WS #1", "WS #2"],
            "before": ["09:00", "10:00", None],
            "after": ["09:30", "11:00", "12:00"],
        }
    )
    briefing = briefing_about(shipped, IGF2025, "Day 2", changes=lambda meeting: changes)
    assert [slide.key for slide in briefing.slides] == [*KEYS[:7], "changes", *KEYS[7:]]
    slide = briefing.slides[7]
    assert slide.title == "3 changes since the last version of the programme: 2 moved and 1 added."
    assert slide.body.rows[0][1].startswith("WS #70 · Combating")
    assert slide.body.rows[2][2] == "–"
    assert slide.session_ids == ("igf2025-ws-70",)
    assert [line.split(":")[0] for line in briefing.left_out] == ["Missing groups by pillar"]


def test_no_change_is_left_out_with_a_note(shipped):
    empty = pd.DataFrame(columns=["kind", "session", "before", "after"])
    assert "nothing changed" in briefing_about(shipped, IGF2025, "Day 2", changes=lambda meeting: empty).left_out[-1]
    with pytest.raises(ValueError, match="lack the columns before"):
        lacking = pd.DataFrame({"kind": ["moved"], "session": ["x"], "after": ["y"]})
        briefing_about(shipped, IGF2025, "Day 2", changes=lambda meeting: lacking)
