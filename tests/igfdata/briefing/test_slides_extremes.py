"""The slides of a day where there is little, nothing, too much, or what no table was made for."""

import re
from dataclasses import replace

import pytest

from igfdata import Selection
from igfdata.briefing.agenda import briefing_about
from igfdata.briefing.model import Chart
from igfdata.measures.delegates import Delegation
from igfdata.names import shortened

IGF2025 = Selection(meetings=("igf2025",))
ARABIC = "حماية الأطفال على الإنترنت " * 10
CHINESE = "儿童数字权利与网络安全" * 25
EMOJI = "👩‍👩‍👧‍👦🇳🇴 Children 👍🏽 " * 20


def by_key(briefing):
    return {slide.key: slide for slide in briefing.slides}


def announced(number, **more):
    start = 9 + number % 8
    return {
        "session_id": f"s{number:03}", "day": 1, "status": "on_programme", "start": f"{start:02}:00", "end": f"{start:02}:45", **more
    }  # fmt: skip


def test_before_the_first_day_there_is_a_programme_and_nothing_else_is_claimed(tiny):
    data = tiny([announced(number, code=f"WS #{number}") for number in range(3)])
    slides = by_key(briefing_about(data, IGF2025, "Day 1"))
    assert list(slides) == ["suggested", "programme", "method"]
    assert all(slide.body is not None for slide in slides.values())
    assert slides["suggested"].title == "3 of 3 sessions on Day 1 are about children."
    assert slides["method"].title == "None of the three sessions on Day 1 is coded yet."
    assert slides["programme"].title == "2 delegates cover all 3 timed Day 1 sessions."
    assert slides["programme"].evidence == "3 sessions on Day 1, none known to overlap another."


def test_a_day_not_coded_yet_shows_the_days_before(tiny):
    past = [{"session_id": f"p{number}", "day": 0} for number in range(3)]
    data = tiny([*past, announced(1), announced(2)], pillars={"p0": "protection", "p1": "protection", "p2": "provision"})
    slides = by_key(briefing_about(data, IGF2025, "Day 1"))
    assert slides["balance"].title == "Neither of the two child-related sessions on Day 1 is coded yet."
    assert next(row.states for row in slides["balance"].body.rows) == (("on", "on", "off"), ("unknown", "unknown"))
    assert slides["balance"].body.legend[2] == ("unknown", "not coded yet")
    assert "topics" not in slides


def test_days_without_a_session_have_no_column_and_one_finding_no_second_slide(tiny):
    """Two sessions of academia on Day 1; another one on Day 0, outside the filter."""
    sessions = [{"session_id": "a", "day": 0}, {"session_id": "b", "day": 1}, {"session_id": "c", "day": 1}]
    pillars = {"a": "provision", "b": "protection", "c": "protection"}
    data = tiny(sessions, pillars=pillars, topics={"b": "t", "c": "t"}, persons=[("b", "Academia"), ("c", "Academia")])
    made = briefing_about(data, replace(IGF2025, groups=("Academia",)))
    slides = by_key(made)
    assert [(day.label, len(day.about)) for day in slides["balance"].body.days] == [("Day 1", 2)]
    assert "No session on Day 0, Day 2, Day 3 or Day 4." in slides["balance"].body.remarks
    assert slides["topics"].body.columns == ("Day 1 · n = 2",)
    assert "points" not in slides
    told = "To say about the meeting: The only finding is the headline of the slide “What happened”."
    assert told in made.left_out


def test_sessions_without_a_day_have_a_head_and_one_speaker_is_one(tiny):
    data = tiny([{"session_id": "a"}], pillars={"a": "protection"}, persons=[("a", "Academia")])
    slides = by_key(briefing_about(data, IGF2025, "Day unknown"))
    assert [day.label for day in slides["balance"].body.days] == ["No date"]
    assert "1 listed speaker, whose group is known." in slides["missing"].evidence


def test_one_session(tiny):
    data = tiny(
        [{"session_id": "s", "day": 0, "start": "09:00", "end": "10:00"}], pillars={"s": "protection"}, topics={"s": "t"},
        persons=[("s", "Youth")],
    )  # fmt: skip
    briefing = briefing_about(data, IGF2025, "Day 0")
    slides = by_key(briefing)
    assert slides["balance"].title == "The only child-related session on Day 0 touched protection."
    assert "programme" not in slides
    assert slides["topics"].title == "One topic came up on Day 0."
    assert slides["topics"].evidence.startswith("Most often t, in 1 of 1 coded sessions.")
    assert "Who spoke: The group of 0 people is known: too few to name the largest." in briefing.left_out
    assert all("%" not in slide.title for slide in briefing.slides)


@pytest.mark.parametrize("day", ["Day 0", "Day 4", "Day unknown"])
def test_no_session_at_all(tiny, day):
    briefing = briefing_about(tiny([]), IGF2025, day)
    assert [slide.key for slide in briefing.slides if slide.body is not None] == ["method"]
    assert len(briefing.left_out) == 9
    assert all(": The selection has no session" in line for line in briefing.left_out[:-1])


def test_undated_sessions_are_named_where_a_day_has_none(tiny):
    left_out = briefing_about(tiny(["a", "b"]), IGF2025, "Day 2").left_out
    assert left_out[0] == "What happened: The selection has no session on Day 2; the day of 2 sessions is not known."
    slides = by_key(briefing_about(tiny(["a", "b"], pillars={"a": "provision"}), IGF2025, "Day unknown"))
    assert slides["balance"].title == "The only coded child-related session without a date touched provision."
    assert slides["programme"].title == "2 sessions need a time first."


def test_two_hundred_sessions(tiny):
    sessions = [announced(number, status="held") for number in range(200)]
    sessions += [announced(number, day=2) | {"session_id": f"n{number}"} for number in range(200)]
    data = tiny(
        sessions,
        pillars={f"s{number:03}": ("protection", "provision participation")[number % 2] for number in range(0, 200, 2)},
        topics={f"s{number:03}": f"t{number % 40} u{number % 7}" for number in range(200)},
        persons=[(f"s{number:03}", "Government") for number in range(150)],
    )
    slides = by_key(briefing_about(data, IGF2025, "Day 1"))
    assert len(slides["programme"].body.rows) == 200
    assert slides["programme"].title == "2 delegates cover 16 of 200 timed Day 2 sessions."
    assert len(slides["topics"].body.rows) == 7
    assert isinstance(slides["balance"].body, Chart)
    assert slides["speakers"].evidence.startswith("150 of 150 people with a known group.")
    assert len([note for note in slides["programme"].notes if note.startswith("Source: ")]) <= 20
    assert len(slides["programme"].notes) < 80
    assert max(len(slide.title) for slide in slides.values()) < 400


@pytest.mark.parametrize("title", [ARABIC, CHINESE, EMOJI, "Long words " * 40, "x" * 500, "=1+1\n\x00\u202eevil"])
def test_long_and_foreign_titles_are_cut_for_tables(tiny, title):
    data = tiny([announced(1, title=title), announced(9, title=title)])
    programme = by_key(briefing_about(data, IGF2025, "Day 1"))["programme"]
    for row in programme.body.rows:
        first, second = row[1].split("\n")
        assert 0 < len(first) <= 120
        assert 0 < len(second) <= 60
        assert not re.search("[\x00\u202e]", row[1])
        assert len(title) < 120 or first.endswith("…")
    assert len(programme.title) < 300


@pytest.mark.parametrize("width", range(3, 40))
def test_an_emoji_or_flag_is_never_cut_apart(width):
    cut = shortened(EMOJI, width)
    assert len(cut) <= width
    assert not re.search("[\u200d\U0001f3fb-\U0001f3ff]…$", cut) or cut.endswith("🏽…")
    flags = re.findall("[\U0001f1e6-\U0001f1ff]", cut)
    assert len(flags) % 2 == 0


def test_a_day_or_meeting_that_is_none_is_an_error(shipped):
    with pytest.raises(ValueError, match="is not a day; possible: Day 0"):
        briefing_about(shipped, IGF2025, "Day 99")
    with pytest.raises(ValueError, match="about one meeting; the selection has none"):
        briefing_about(shipped, Selection(), "Day 1")
    with pytest.raises(ValueError, match="about one meeting"):
        briefing_about(shipped, Selection(meetings=("igf2024", "igf2025")), "Day 1")
    with pytest.raises(ValueError, match="not in the data; possible: igf2021"):
        briefing_about(shipped, Selection(meetings=("igf1999",)), "Day 1")
    with pytest.raises(ValueError, match="1 or more"):
        briefing_about(shipped, IGF2025, "Day 1", delegation=Delegation(0))


def test_days_of_the_selection_are_replaced(shipped):
    wanted = briefing_about(shipped, IGF2025, "Day 2")
    assert briefing_about(shipped, replace(IGF2025, days=("Day 0", "Day 4")), "Day 2") == wanted


def test_a_filter_makes_no_finding_of_itself(shipped):
    of_pillar = by_key(briefing_about(shipped, replace(IGF2025, pillars=("protection",)), "Day 2"))
    assert "balance" not in of_pillar
    assert not any("touched protection" in one.text for one in of_pillar["points"].body.items)
    of_topic = by_key(briefing_about(shipped, replace(IGF2025, topics=("sexual_deepfakes",)), "Day 2"))
    assert "topics" not in of_topic
    of_group = briefing_about(shipped, replace(IGF2025, groups=("Civil Society",), persons="group"), "Day 2")
    assert not {"gaps", "missing"} & set(by_key(of_group))
    assert (
        "Who was missing: The filter shows only people of chosen groups, so nobody can say who is missing." in of_group.left_out
    )


def test_the_whole_meeting_at_the_extremes(tiny):
    assert [slide.key for slide in briefing_about(tiny([]), IGF2025).slides if slide.body] == ["method"]
    one = briefing_about(tiny(["s"], pillars={"s": "protection"}), IGF2025)
    assert all("%" not in slide.title for slide in one.slides)
