"""Findings that the slides rest on: ties, small leads, and names that are cut."""

from igfdata.briefing.findings import clashing_sessions, loudest_group, pillar_of_a_day, recurring_topics
from igfdata.selection import Selection, select


def test_groups_of_one_size_share_the_lead(tiny):
    data = tiny(["a"], persons=[("a", "Government"), ("a", "Academia")])
    found = loudest_group(data)
    assert found.text == "Government and Academia have the most persons: 1 of 2 persons whose group is known each."


def test_unknown_persons_are_named_only_where_there_are_any(tiny):
    data = tiny(["a"], persons=[("a", "Government"), ("a", None)])
    assert loudest_group(data).text == (
        "Government has the most persons: 1 of 1 persons whose group is known, in 1 of 1 sessions with known groups; "
        "the group of 1 more person is not stated."
    )


def test_a_small_lead_does_not_stand_out(tiny):
    sessions = [{"session_id": f"{day}{number}", "day": day} for day in (0, 1) for number in range(6)]
    three, four = ["00", "01", "02"], ["10", "11", "12", "13"]
    coded = {session["session_id"]: "provision participation" for session in sessions}
    data = tiny(sessions, pillars={**coded, **dict.fromkeys([*three, *four], "protection provision participation")})
    assert pillar_of_a_day(data) is None
    more = tiny(sessions, pillars={**coded, **dict.fromkeys([*three, *four, "14"], "protection provision participation")})
    assert (
        pillar_of_a_day(more, day="Day 1").text
        == "Protection stands out on Day 1: in 5 of 6 coded sessions, beside 3 of 6 on Day 0."
    )
    assert pillar_of_a_day(more, day="Day 0") is None


def test_of_equal_leads_the_pillar_of_more_sessions_is_told(tiny):
    """Protection 5 of 5 against 2 of 5, provision 4 of 5 against 1 of 5: a lead of 60 points each."""
    sessions = [{"session_id": f"{day}{number}", "day": day} for day in (0, 1) for number in range(5)]
    codes = {
        **dict.fromkeys(["10", "11", "12", "13"], "provision protection"),
        "14": "protection",
        "00": "provision protection",
        "01": "protection",
        **dict.fromkeys(["02", "03", "04"], "participation"),
    }
    found = pillar_of_a_day(tiny(sessions, pillars=codes), day="Day 1")
    assert found.text == "Protection stands out on Day 1: in 5 of 5 coded sessions, beside 2 of 5 on Day 0."


def test_a_title_without_blanks_still_has_a_name(tiny):
    title = "儿童数字权利与网络安全" * 25
    sessions = [{"session_id": name, "title": title, "day": 0, "start": "09:00", "end": "10:00"} for name in ("a", "b")]
    assert f"“{title[:59]}…”" in clashing_sessions(tiny(sessions)).text


def test_topics_of_several_meetings_come_back_at_meetings_not_on_days(shipped):
    data = select(shipped, Selection())
    found = recurring_topics(data)
    meeting_of = data.sessions.set_index("session_id")["meeting_id"]
    for (measure, topic, n, of), words in zip(found.figures, found.text.split("(at ")[1:], strict=True):
        sessions = data.session_topics.loc[data.session_topics["topic"] == topic, "session_id"]
        assert (measure, n, of) == ("topic_meetings", meeting_of[sessions].nunique(), 5)
        assert words.startswith(f"{n:.0f} of 5 meetings, {len(sessions)} sessions)")
        assert set(sessions) <= set(found.session_ids)
