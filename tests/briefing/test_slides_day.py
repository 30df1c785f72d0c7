"""The slides of a day: every sentence equals the measures, on the shipped data."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from igfdata import Selection, select
from igfdata.briefing.day import day_briefing
from igfdata.briefing.model import Chart, Grid, Points, TextTable
from igfdata.delegation import Delegation
from igfdata.measures.clashes import clashes
from igfdata.measures.coverage import pillar_coverage
from igfdata.measures.delegates import delegate_plan
from igfdata.measures.recurrence import turnover
from igfdata.measures.stakeholders import gap_cells, group_mix

IGF2025 = Selection(meetings=("igf2025",))
KEYS = ["balance", "speakers", "topics", "programme", "continues", "gaps", "points", "method"]
EVERY_DAY = [(meeting, f"Day {day}") for meeting in ("igf2021", "igf2023", "igf2024", "igf2025") for day in range(5)]
EVERY_DAY += [("igf2024", "Day unknown"), ("igf2025", "Day unknown")]


@pytest.fixture(scope="module")
def day_2(shipped):
    return day_briefing(shipped, IGF2025, "Day 2", own_points=("Ask for\n rooms  side by side ", "  "))


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
    assert any(note.startswith("5 of 5; other dated days 6 of 14.") for note in slide.notes)
    assert {"igf2025-ws-70", "igf2025-main-dc", "igf2025-ws-203"} <= set(slide.session_ids)
    assert (
        "https://www.childrens-rights.digital/focus/detail/der-schutz-von-kindern-wird-heute-gross-geschrieben" in slide.sources
    )


def test_the_chart_of_the_first_slide_equals_the_measure(slides, shipped, cell):
    chart = slides["balance"].body
    assert isinstance(chart, Chart)
    assert chart.categories == ("Day 0", "Day 1", "Day 2")
    table = pillar_coverage(select(shipped, IGF2025), by="day")
    for series in chart.series:
        for day, value, label in zip(chart.categories, series.values, series.labels, strict=True):
            row = cell(table, key=day, category=series.name.lower())
            assert value == row["share"]
            assert label == f"{row['n']:.0f}/{row['of']:.0f}"


def test_order_and_names(day_2):
    assert [slide.key for slide in day_2.slides] == KEYS
    assert day_2.title == "IGF 2025, Day 2"
    assert day_2.file_stem == "igf2025-day-2-2025-06-25"
    assert day_2.query == "meeting=igf2025&day=2"
    assert [line.split(":")[0] for line in day_2.left_out] == ["Changes of the programme"]


def test_persons_by_group_equal_the_measure(slides, shipped, cell):
    mix = group_mix(select(shipped, replace(IGF2025, days=("Day 2",))))
    chart = slides["speakers"].body
    by_name = dict(zip(chart.categories, chart.series[0].values, strict=True))
    assert by_name["Civil Society"] == cell(mix, category="Civil Society")["n"]
    assert by_name["Group not stated"] == cell(mix, category="not stated")["n"]
    assert sum(by_name.values()) == mix["n"].sum()
    leading = cell(mix, category="Civil Society")
    assert f"persons of known group ({leading['n']:.0f} of {leading['of']:.0f})" in slides["speakers"].title


def test_topics_are_those_of_the_turnover(slides, shipped):
    row = turnover(select(shipped, IGF2025)).set_index("day").loc["Day 2"]
    title, grid = slides["topics"].title, slides["topics"].body
    assert numbers_of(title, shipped.topic_labels.values()) == [len(row[key]) for key in ("new", "back", "stayed", "gone")]
    assert isinstance(grid, Grid)
    assert [column.split(" (")[0] for column in grid.columns] == ["Day 0", "Day 1", "Day 2"]
    labels = shipped.topic_labels
    new = next(note for note in slides["topics"].notes if note.startswith("New"))
    assert all(labels[topic] in new for topic in row["new"])
    assert "Sexual deepfakes" in new


def test_the_clash_with_the_main_session_is_marked(slides):
    table = slides["programme"].body
    assert isinstance(table, TextTable)
    marked = [table.rows[at] for at in sorted(table.marked)]
    assert [row[0] for row in marked] == ["09:00–10:00", "09:00–10:15"]
    assert marked[0][1].startswith("WS #70")
    assert marked[1][1].startswith("Dynamic Coalitions in service")
    assert marked[1][3] == "WS #70, 60 min"
    assert table.rows[0][0] == "No time yet, 90 min"
    assert table.rows[0][1].startswith("WS #203")
    assert any(note.startswith("Each delegate is in one session at a time") for note in slides["programme"].notes)


@pytest.mark.parametrize("n_delegates", [1, 2, 3])
def test_the_plan_is_the_measure(shipped, n_delegates):
    programme = day_briefing(shipped, IGF2025, "Day 2", delegation=Delegation(n_delegates)).slides[3]
    data = select(shipped, replace(IGF2025, days=("Day 2",)))
    plan = delegate_plan(data, n_delegates)
    assert sum(row[4] == "not covered" for row in programme.body.rows) == plan["delegate"].isna().sum()
    n_timed = float(data.sessions["starts_at"].notna().sum())
    assert ("clashes", "Day 2", float(len(clashes(data))), n_timed) in programme.figures


def test_day_3_has_every_session_and_asks_for_the_missing_time(shipped):
    slide = day_briefing(shipped, IGF2025, "Day 3", delegation=Delegation(2, ("AB",))).slides[3]
    assert slide.heading == "Who goes where"
    assert slide.title == "2 delegates cover all 3 timed Day 3 sessions; 1 needs a time."
    assert slide.denominator == (
        "4 sessions on Day 3; 1 pair overlaps: High-Level Session 4 and “Host Country Open Stage”, ≈30 min"
    )
    assert [(row[0], row[4]) for row in slide.body.rows] == [
        ("No time yet, 60 min", "Delegate 2 finds out the time"),
        ("09:30–≈11:00", "AB"),
        ("10:20–10:50", "Delegate 2"),
        ("15:45–17:00", "AB"),
    ]
    assert (
        "≈ End assumed: 90 minutes, the usual length of a session of the type High-Level Session at this meeting."
        in slide.notes
    )


def test_what_one_delegate_cannot_cover_is_counted_and_named(shipped):
    slide = day_briefing(shipped, IGF2025, "Day 3", delegation=Delegation(1)).slides[3]
    assert slide.title == "1 delegate covers 2 of 3 timed Day 3 sessions; 1 needs a time."
    assert "Cannot be covered by 1 delegate: “Host Country Open Stage”." in slide.notes
    assert [row[4] for row in slide.body.rows] == ["Delegate 1 finds out the time", "Delegate 1", "not covered", "Delegate 1"]


@pytest.mark.parametrize("n_delegates", [1, 20])
@pytest.mark.parametrize(("meeting", "day"), EVERY_DAY)
def test_the_headline_of_the_plan_is_short_and_plain(shipped, meeting, day, n_delegates):
    slide = day_briefing(shipped, Selection(meetings=(meeting,)), day, delegation=Delegation(n_delegates)).slides[3]
    assert len(slide.title.split()) <= 14
    assert not set("()[]") & set(slide.title)


def test_stated_links_stand_apart_from_computed_ones(slides):
    slide = slides["continues"]
    assert "WS #203 continues in High-Level Session 4 (Day 3, 09:30)" in slide.title
    basis = [row[0] for row in slide.body.rows]
    assert basis == sorted(basis, reverse=True)
    assert basis.count("stated") == 3
    assert "igf2025-hls-4" in slide.session_ids


def test_the_next_day_says_what_it_continues(shipped):
    slide = {slide.key: slide for slide in day_briefing(shipped, IGF2025, "Day 3").slides}["continues"]
    assert slide.title.startswith("As stated, WS #203 (Day 2) continues in High-Level Session 4 (Day 3, 09:30)")


def test_gaps_equal_the_measure(slides, shipped):
    cells = gap_cells(select(shipped, replace(IGF2025, days=("Day 2",))))
    body = slides["gaps"].body
    texts = [cell.text for row in body.cells for cell in row]
    assert texts.count("none") == (cells["state"] == "none").sum()
    assert texts.count("not stated") == (cells["state"] == "not stated").sum()
    assert all(cell.is_unknown == (cell.text == "not stated") for row in body.cells for cell in row)


def test_points_are_computed_or_named_as_own(slides):
    body = slides["points"].body
    assert isinstance(body, Points)
    assert body.own == ("Ask for rooms side by side",)
    assert body.items[0] == "All five child-related sessions on Day 2 touched protection."
    assert all(len(item.split()) <= 14 for item in body.items if not item.startswith("As the daily reports state"))


@pytest.mark.parametrize(("meeting", "day"), EVERY_DAY)
def test_every_number_of_a_title_has_its_figure(shipped, meeting, day):
    briefing = day_briefing(shipped, Selection(meetings=(meeting,)), day, own_points=("x",))
    names = [*shipped.sessions["code"], *shipped.topic_labels.values()]
    for slide in briefing.slides:
        numbers = numbers_of(slide.title, names)
        assert set(numbers) <= allowed(slide), (slide.key, slide.title, slide.figures)
        noted = set(map(int, re.findall(r"\d+", " ".join(slide.notes))))
        assert set(numbers) <= noted | {round(number) for number in allowed(slide)}
        assert slide.figures, slide.title
        assert all(int(of) >= 5 for of in re.findall(r"%[^()]*\(\d+ of (\d+)\)", slide.title))
        assert slide.body is not None or any(slide.title in line for line in briefing.left_out)
        assert slide.title[-1] in ".!?"


@pytest.mark.parametrize(("meeting", "day"), EVERY_DAY)
def test_the_figures_equal_the_measures(shipped, cell, meeting, day):
    selection = Selection(meetings=(meeting,))
    data = select(shipped, replace(selection, days=(day,)))
    by_day = pillar_coverage(select(shipped, selection), by="day")
    mix = group_mix(data)
    for slide in day_briefing(shipped, selection, day).slides:
        for measure, key, n, of in slide.figures:
            if measure == "pillar_coverage" and ", Day" in key:
                pillar, of_day = key.split(", ")
                row = cell(by_day, key=of_day, category=pillar)
                assert (n, of) == (row["n"], row["of"])
            elif measure == "stakeholder_mix":
                row = cell(mix, category=key)
                assert (n, of) == (row["n"], row["of"])
            elif measure == "clashes" and slide.key == "programme":
                assert n == len(clashes(data))
            elif measure == "sessions":
                assert (n, of) == (len(data.sessions) if key == day else n, len(select(shipped, selection).sessions))


def test_the_same_input_gives_the_same_briefing(shipped, day_2):
    again = day_briefing(shipped, IGF2025, "Day 2", own_points=("Ask for\n rooms  side by side ", "  "))
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
    briefing = day_briefing(shipped, IGF2025, "Day 2", changes=changes)
    assert [slide.key for slide in briefing.slides] == [*KEYS[:5], "changes", *KEYS[5:]]
    slide = briefing.slides[5]
    assert slide.title == "3 changes since the last version of the programme: 2 moved and 1 added."
    assert slide.body.rows[0][1].startswith("WS #70 · Combating")
    assert slide.body.rows[2][2] == "–"
    assert slide.session_ids == ("igf2025-ws-70",)
    assert briefing.left_out == ()


def test_no_change_is_left_out_with_a_note(shipped):
    empty = pd.DataFrame(columns=["kind", "session", "before", "after"])
    assert "nothing changed" in day_briefing(shipped, IGF2025, "Day 2", changes=empty).left_out[0]
    with pytest.raises(ValueError, match="lack the columns before"):
        day_briefing(shipped, IGF2025, "Day 2", changes=pd.DataFrame({"kind": ["moved"], "session": ["x"], "after": ["y"]}))
