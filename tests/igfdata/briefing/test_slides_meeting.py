"""The slides of a whole meeting, and of two beside each other."""

import re
from dataclasses import replace

import pytest

from igfdata import Selection, select
from igfdata.briefing.meeting import comparison_briefing, meeting_briefing
from igfdata.findings import findings
from igfdata.intervals import wilson
from igfdata.measures.clashes import clashes
from igfdata.measures.coverage import pillar_coverage
from igfdata.measures.stakeholders import group_mix

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
    return meeting_briefing(shipped, replace(IGF2025, days=("Day 2",)), own_points=("x",))


@pytest.fixture(scope="module")
def comparison(shipped):
    return comparison_briefing(shipped, IGF2025, "igf2024")


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
    assert [row[:2] for row in slides["robustness"].body.rows] == [(test.label, "✓" if test.passed else "✗") for test in tests]
    assert len(slides["clashes"].body.rows) == len(clashes(data))


@pytest.mark.parametrize("meeting_id", MEETINGS)
def test_every_number_of_a_meeting_has_its_figure(shipped, meeting_id):
    for slide in meeting_briefing(shipped, Selection(meetings=(meeting_id,))).slides:
        assert numbers_of(shipped, slide.title) <= allowed(slide), (slide.title, slide.figures)


def test_slides_of_a_comparison(comparison):
    assert [slide.key for slide in comparison.slides] == ["balance", "speakers", "topics", "caution", "points", "method"]
    assert comparison.title == "IGF 2024 and IGF 2025"
    assert comparison.file_stem == "igf2024-igf2025-comparison"
    assert comparison.query == "meeting=igf2024&meeting=igf2025"


def test_the_order_of_the_meetings_does_not_matter(shipped, comparison):
    assert comparison_briefing(shipped, Selection(meetings=("igf2024",)), "igf2025") == comparison


def test_coverage_of_both_with_intervals(comparison, shipped, cell):
    slide = by_key(comparison)["balance"]
    for series in slide.body.series:
        coverage = pillar_coverage(select(shipped, Selection(meetings=(series.name.lower().replace(" ", ""),))))
        assert series.values == tuple(cell(coverage, category=name.lower())["share"] for name in slide.body.categories)
    provision = cell(pillar_coverage(select(shipped, Selection(meetings=("igf2024",)))), category="provision")
    n, of = int(provision["n"]), int(provision["of"])
    low, high = wilson(n, of)
    told = f"{round(100 * n / of)}% ({n} of {of}); 95% interval {100 * low:.0f} to {100 * high:.0f}%."
    assert f"Provision, IGF 2024: {told}" in slide.notes
    assert slide.title == "Provision differs most: 52% of sessions at IGF 2024, 43% at IGF 2025."
    assert slide.evidence == "11 of 21 and 9 of 21 coded sessions; the 95% intervals overlap."


def test_mix_and_topics_of_both(comparison, shipped, cell):
    slides = by_key(comparison)
    mix = group_mix(select(shipped, Selection(meetings=("igf2024",))))
    row = cell(mix, category="Government")
    assert slides["speakers"].title == "Government differs most: 12% of people at IGF 2024, 26% at IGF 2025."
    assert slides["speakers"].evidence.startswith(f"{row['n']:.0f} of {row['of']:.0f} and ")
    topics = [
        set(select(shipped, Selection(meetings=(key,))).session_topics["topic"].astype(str)) for key in ("igf2024", "igf2025")
    ]
    numbers = [len(topics[0] & topics[1]), len(topics[0] - topics[1]), len(topics[1] - topics[0])]
    assert slides["topics"].title == f"{numbers[0]} topics came up at both meetings."
    assert slides["topics"].evidence == f"{numbers[1]} only at IGF 2024, {numbers[2]} only at IGF 2025."


@pytest.mark.parametrize("other", MEETINGS[:4])
def test_every_number_of_a_comparison_has_its_figure(shipped, other):
    for slide in comparison_briefing(shipped, IGF2025, other).slides:
        assert numbers_of(shipped, slide.title) <= allowed(slide), (slide.title, slide.figures)


def test_a_comparison_with_nothing_coded_says_so(shipped):
    selection = replace(IGF2025, topics=("sexual_deepfakes",), pillars=("participation",))
    briefing = comparison_briefing(shipped, selection, "igf2024")
    assert "balance" not in by_key(briefing)
    none_held = comparison_briefing(shipped, replace(IGF2025, types=("Ceremony",)), "igf2021")
    assert "topics" not in by_key(none_held)
    assert any(line.startswith("Topics at both meetings: ") and "nothing to compare" in line for line in none_held.left_out)


def test_a_comparison_needs_two_meetings(shipped):
    with pytest.raises(ValueError, match="given twice"):
        comparison_briefing(shipped, IGF2025, "igf2025")
    with pytest.raises(ValueError, match="not in the data"):
        comparison_briefing(shipped, IGF2025, "igf1999")
