"""Types, order and derived columns of a loaded data set."""

import pytest

from igfdata.dataset import day_name
from igfdata.vocabulary import PILLARS, REGIONAL_GROUPS, SECTORS, SESSION_TYPES, STAKEHOLDER_GROUPS, Vocabulary, slug


def test_days_are_counted_from_day_zero_and_kept_when_empty(tiny):
    sessions = tiny([{"session_id": "a", "day": 0}, {"session_id": "b", "day": 3}, "c"]).sessions
    assert sessions["day"].astype(str).tolist() == ["Day 0", "Day 3", "Day unknown"]
    assert sessions["day"].cat.ordered
    assert list(sessions["day"].cat.categories) == ["Day 0", "Day 1", "Day 2", "Day 3", "Day 4", "Day unknown"]
    assert sessions["day_number"].isna().tolist() == [False, False, True]


@pytest.mark.parametrize(
    ("number", "name"), [(0, "Day 0"), (4.0, "Day 4"), (None, "Day unknown"), (float("nan"), "Day unknown")]
)
def test_day_name(number, name):
    assert day_name(number) == name


@pytest.mark.parametrize(
    ("columns", "hours", "end"),
    [
        ({"day": 1, "start": "09:00", "end": "10:15"}, 1.25, "10:15"),
        ({"day": 1, "start": "09:00", "duration_min": "90"}, 1.5, "10:30"),
        ({"day": 1, "start": "09:00", "end": "10:15", "duration_min": "60"}, 1.0, "10:15"),  # the stated length counts
        ({"day": 1, "duration_min": "45"}, 0.75, None),
        ({"day": 1, "start": "09:00"}, None, None),
        ({"start": "09:00", "end": "10:00"}, None, None),  # no date
        ({}, None, None),
    ],
)
def test_length_and_end(tiny, columns, hours, end):
    session = tiny([{"session_id": "a", **columns}]).sessions.iloc[0]
    assert session["hours"] == hours or (hours is None and session["hours"] != session["hours"])
    assert (None if end is None else end) == (
        session["ends_at"].strftime("%H:%M") if session["ends_at"] == session["ends_at"] else None
    )


@pytest.mark.parametrize(
    ("start", "end", "starts_at", "ends_at", "hours"),
    [
        ("23:00", "25:00", "24 23:00", "25 01:00", 2.0),
        ("25:30", "26:15", "25 01:30", "25 02:15", 0.75),
        ("23:00", "24:00", "24 23:00", "25 00:00", 1.0),
    ],
)
def test_times_after_midnight_are_of_the_next_date_and_of_the_same_day(tiny, start, end, starts_at, ends_at, hours):
    session = tiny([{"session_id": "a", "day": 1, "start": start, "end": end}]).sessions.iloc[0]
    assert [session[name].strftime("%d %H:%M") for name in ("date", "starts_at", "ends_at")] == ["24 00:00", starts_at, ends_at]
    assert (session["day"], session["hours"]) == ("Day 1", hours)


def test_codes_are_kept_apart_by_dimension_in_the_order_of_the_field(tiny):
    data = tiny(["a"], pillars={"a": "participation protection"}, topics={"a": "x"})
    assert data.session_pillars["pillar"].astype(str).tolist() == ["protection", "participation"]
    assert data.session_pillars["rank"].tolist() == [2, 1]
    assert data.session_topics["topic"].astype(str).tolist() == ["x"]


def test_what_is_not_stated_is_missing_and_never_a_group(tiny):
    person = tiny(["a"], persons=[("a", None, None)]).participants.iloc[0]
    assert person[["stakeholder_group", "regional_group"]].isna().all()


def test_names_of_meetings(tiny):
    data = tiny(["a"])
    assert data.newest_meeting == "igf2025"
    assert data.meeting_label("igf2025") == "IGF 2025"
    assert data.meeting_label("elsewhere") == "elsewhere"


def test_lists_of_the_field():
    assert list(PILLARS) == ["protection", "provision", "participation"]
    assert "Youth" in STAKEHOLDER_GROUPS
    assert "Youth" not in SECTORS


@pytest.mark.parametrize("vocabulary", [STAKEHOLDER_GROUPS, REGIONAL_GROUPS, SESSION_TYPES], ids=lambda v: v.name)
def test_every_key_label_and_alias_means_its_own_term(vocabulary: Vocabulary):
    for key, term in vocabulary.items():
        assert {vocabulary.resolve(text) for text in (key, term.label.upper(), slug(key), *term.aliases)} == {key}
    assert vocabulary.resolve("") is None
