"""The slides of a whole meeting."""

import re
from dataclasses import replace

import pytest

from igfdata import Selection, select
from igfdata.briefing.agenda import briefing_about
from igfdata.findings import findings
from igfdata.measures.clashes import clashes
from igfdata.measures.coverage import pillar_coverage

IGF2025 = Selection(meetings=("igf2025",))
MEETINGS = ["igf2021", "igf2022", "igf2023", "igf2024", "igf2025"]


def by_key(briefing):
    return {slide.key: slide for slide in briefing.slides}


def allowed(slide):
    found = set()
    for _, _, n, of in slide.figures:
        found |= {n, of} | ({round(100 * n / of)} if of else set())
    return found


def numbers_of(shipped, title):
    for name in sorted({*shipped.sessions["code"], *shipped.topic_labels.values()} - {""}, key=len, reverse=True):
        title = title.replace(name, " ")
    return {int(number) for number in re.findall(r"\d+", re.sub(r"“[^”]*”|Day -?\d+|IGF \d{4}|\d\d:\d\d", " ", title))}


@pytest.fixture(scope="module")
def meeting(shipped):
    return briefing_about(shipped, replace(IGF2025, days=("Day 2",)), own_points=("x",))


def test_slides_of_a_meeting(meeting):
    assert [slide.key for slide in meeting.slides] == [
        "balance", "points", "speakers", "topics", "robustness", "gaps", "clashes", "method"
    ]  # fmt: skip
    assert (meeting.title, meeting.file_stem, meeting.query) == ("IGF 2025", "igf2025-meeting", "meeting=igf2025")
    assert meeting.left_out == (
        "Who was missing: Nobody was certainly missing: every group took part in the 9 sessions whose groups are all known.",
    )


def test_the_meeting_equals_the_measures(meeting, shipped):
    slides = by_key(meeting)
    data = select(shipped, IGF2025)
    assert slides["balance"].title == findings(shipped, IGF2025)[0].headline
    assert [day.label for day in slides["balance"].body.days] == [f"Day {day}" for day in range(5)]
    protection = pillar_coverage(data, by="day").query("category == 'protection'").set_index("key")["n"]
    on = [states.count("on") for states in slides["balance"].body.rows[0].states]
    assert on == [protection[f"Day {day}"] for day in range(5)] == [1, 1, 5, 2, 2]
    tests = findings(shipped, IGF2025)[0].tests
    rows = slides["robustness"].body.rows
    failed, passed = ([test.label for test in tests if test.passed == is_it] for is_it in (False, True))
    assert (
        len(tests) == 8 and len(rows) == 7
    )  # what fails is told first; of what passes the last one in the line above the table
    assert [row[:2] for row in rows] == [*((label, "✗") for label in failed), *((label, "✓") for label in passed[:-1])]
    assert slides["robustness"].evidence.endswith(f" {passed[-1]}: passed.")
    assert len(slides["clashes"].body.rows) == len(clashes(data))


@pytest.mark.parametrize("meeting_id", MEETINGS)
def test_every_number_of_a_meeting_has_its_figure(shipped, meeting_id):
    for slide in briefing_about(shipped, Selection(meetings=(meeting_id,))).slides:
        assert numbers_of(shipped, slide.title) <= allowed(slide), (slide.title, slide.figures)
