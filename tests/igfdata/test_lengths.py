"""How long a session lasts that states no end."""

import pytest

from igfdata.lengths import assumption, end_text


def of(data, session_id):
    return next(row for row in data.sessions.itertuples() if row.session_id == session_id)


def session(name, start=None, end=None, **columns):
    return {"session_id": name, "day": 1, "start": start, "end": end, **columns}


def test_the_median_of_the_type_at_the_meeting_is_assumed(tiny):
    others = [session("a", "09:00", "10:00"), session("b", "09:00", "10:15"), session("c", duration_min="120")]
    row = of(tiny([*others, session("main", "09:00", "09:20", type="Main Session"), session("x", "14:00")]), "x")
    assert (row.likely_minutes, end_text(row)) == (75, "≈15:15")
    assert assumption(row) == "End assumed: 75 minutes, the usual length of a session of the type Workshop at this meeting."


def test_an_assumed_length_is_rounded_to_five_minutes(tiny):
    # the median of 75 and 90 is 82.5
    data = tiny([session("a", "09:00", "10:15"), session("b", "09:00", "10:30"), session("x", "14:00")])
    assert of(data, "x").likely_minutes == 85


def test_without_any_length_of_the_type_the_vocabulary_says_it(tiny):
    row = of(tiny([session("a", "09:00", "10:00"), session("x", "14:00", type="Lightning Talk")]), "x")
    assert (row.likely_minutes, end_text(row)) == (30, "≈14:30")
    assert assumption(row) == "End assumed: 30 minutes, the usual length of a session of the type Lightning Talk."


def test_another_meeting_says_nothing_about_this_one(tiny):
    before = {
        "meeting_id": "igf2024",
        "year": "2024",
        "start_date": "2024-12-15",
        "end_date": "2024-12-19",
        "day_zero_date": "2024-12-15",
    }
    meetings = [
        {
            "meeting_id": "igf2025",
            "year": "2025",
            "start_date": "2025-06-23",
            "end_date": "2025-06-27",
            "day_zero_date": "2025-06-23",
        }
    ]
    place = {"name": "x", "city": "x", "country": "x", "timezone": "Europe/Oslo"}
    other = {"session_id": "a", "meeting_id": "igf2024", "type": "Town Hall", "duration_min": "20"}
    data = tiny([other, session("x", "14:00", type="Town Hall")], meetings=[{**place, **row} for row in [before, *meetings]])
    assert of(data, "x").likely_minutes == 60


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        ({"end": "09:40"}, "09:40"),
        ({"duration_min": "50"}, "09:50"),
        ({"end": "08:30", "duration_min": "50"}, "09:50"),  # an end before the start is no end
        ({"end": "09:00"}, "≈10:30"),
        ({}, "≈10:30"),
        ({"start": "23:30"}, "≈01:00"),
    ],
)
def test_what_is_stated_is_believed_where_it_can_be(tiny, columns, text):
    row = of(tiny([{**session("x", "09:00"), **columns}]), "x")
    assert end_text(row) == text
    assert bool(assumption(row)) == text.startswith("≈")


def test_a_session_without_a_start_has_a_length_and_no_end(tiny):
    row = of(tiny([session("x", duration_min="60")]), "x")
    assert (row.likely_minutes, row.likely_ends_at == row.likely_ends_at) == (60, False)
