"""The calendar, re-read: times in the venue's zone, stable identities, and who is left out."""

import dataclasses
import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from igfdata import Selection, select
from igfdata.briefing.agenda import briefing_about
from igfdata.briefing.render.calendar import to_ics
from igfdata.charts.sessions import day_timeline
from igfdata.measures.delegates import delegate_plan
from igfdata.selection import Comparison, Only

IGF2025 = Selection(meetings=("igf2025",))
DAY_2 = Selection(meetings=("igf2025",), days=("Day 2",))
TIMED = {"session_id": "a", "day": 2, "start": "09:00", "end": "10:00"}


def read(dataset, selection=IGF2025):
    content, left_out = to_ics(dataset, selection)
    return Calendar.from_ical(content), left_out


def event_of(tiny, **columns):
    (event,) = read(tiny([{**TIMED, **columns}]))[0].walk("VEVENT")
    return event


def about(calendar):
    return str(calendar["DESCRIPTION"])


def test_day_2_holds_the_timed_sessions_and_names_the_others(shipped):
    calendar, left_out = read(shipped, DAY_2)
    data = select(shipped, DAY_2).sessions
    assert {str(event["uid"]) for event in calendar.walk("VEVENT")} == {
        f"{session_id}@igfdata" for session_id in data.loc[data["start"] != "", "session_id"]
    }
    assert left_out == ["WS #203: Protecting Children from Online Sexual Exploitation"]
    assert about(calendar).startswith(
        f"{len(data) - 1} sessions with a known start. Skipped, because no source states a time: WS #203"
    )
    assert "Sessions of IGF 2025, on Day 2" in about(calendar)
    assert shipped.data_state(("igf2025",)) in about(calendar)


def test_times_are_in_the_zone_of_the_venue_which_the_file_explains(shipped):
    calendar, _ = read(shipped, DAY_2)
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Oslo"]
    event = next(event for event in calendar.walk("VEVENT") if event["uid"] == "igf2025-ws-70@igfdata")
    assert event["dtstart"].params["TZID"] == "Europe/Oslo"
    assert event.start == dt.datetime(2025, 6, 25, 9, tzinfo=ZoneInfo("Europe/Oslo"))
    assert event.start.astimezone(dt.UTC).hour == 7


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("23:00", "25:00", dt.datetime(2025, 6, 25, 23), dt.datetime(2025, 6, 26, 1)),
        ("25:30", "26:15", dt.datetime(2025, 6, 26, 1, 30), dt.datetime(2025, 6, 26, 2, 15)),
    ],
)
def test_a_session_of_the_night_stands_on_its_date_of_the_calendar(tiny, start, end, first, last):
    event = event_of(tiny, start=start, end=end)
    zone = ZoneInfo("Europe/Oslo")
    assert (event.start, event.end) == (first.replace(tzinfo=zone), last.replace(tzinfo=zone))
    assert "is not known" not in str(event["description"])


def test_several_meetings_have_several_zones(shipped):
    calendar, _ = read(shipped, Selection())
    zones = {str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")}
    used = {event["dtstart"].params["TZID"] for event in calendar.walk("VEVENT")}
    assert zones == used
    assert len(zones) > 1


def test_an_event_says_what_where_and_whence(tiny):
    data = tiny(
        [
            {
                **TIMED,
                "code": "WS #70",
                "title": "Deepfakes",
                "room": "Room 1",
                "source_urls": "https://example.org/1;https://example.org/2",
            }
        ],
        pillars={"a": "protection provision"},
        topics={"a": "ai"},
        persons=[("a", "Government"), ("a",)],
    )
    (event,) = read(data)[0].walk("VEVENT")
    assert event["summary"] == "WS #70: Deepfakes"
    assert event["location"] == "Room 1, Lillestrøm, Norway"
    assert event["url"] == "https://example.org/1"
    assert event["categories"].cats == ["Workshop", "Protection", "Provision"]
    assert event["description"].split("\n") == [
        "Workshop. Held. About children.",
        "Rights pillars: Protection, Provision.",
        "Topics: ai.",
        "2 people in the data, the group known of 1.",
        "Source: https://example.org/1",
        "Source: https://example.org/2",
    ]


@pytest.mark.parametrize(
    ("room", "city", "country", "location"),
    [("Room 1", "not stated", "not stated", "Room 1"), ("TBC", "Oslo", "not stated", "Oslo"), ("Room 1", "Oslo", "Norway", "Room 1, Oslo, Norway"),
     (None, "not stated", "not stated", None)],
)  # fmt: skip
def test_a_location_holds_what_is_known_and_nothing_else(tiny, room, city, country, location):
    data = tiny([{**TIMED, "room": room, "source_urls": "https://imported.invalid/igf2026"}])
    data = dataclasses.replace(data, meetings=data.meetings.assign(city=city, country=country))
    (event,) = read(data)[0].walk("VEVENT")
    assert event.get("location") == location
    assert ("url" in event, "Source" in event["description"]) == (False, False)


def test_the_stamp_is_the_date_of_the_data_and_the_file_the_same_each_time(shipped):
    calendar, _ = read(shipped, DAY_2)
    assert {event["dtstamp"].dt.date() for event in calendar.walk("VEVENT")} == {shipped.data_date(("igf2025",))}
    assert to_ics(shipped, DAY_2) == to_ics(shipped, DAY_2)


def test_a_stated_end_needs_no_word(tiny):
    event = event_of(tiny)
    assert (event.end - event.start, "end" in event["description"]) == (dt.timedelta(hours=1), False)


def test_an_end_from_the_announced_length_is_called_computed(tiny):
    event = event_of(tiny, end=None, duration_min="75")
    assert event.end - event.start == dt.timedelta(minutes=75)
    assert event["description"].startswith("The end is computed from the announced length of 75 minutes.")


@pytest.mark.parametrize("end", [None, "09:00", "08:30"])
def test_without_a_usable_end_the_usual_length_of_the_type_is_assumed_and_said(tiny, end):
    event = event_of(tiny, end=end, type="Lightning Talk")
    assert event.end - event.start == dt.timedelta(minutes=30)
    assert event["description"].startswith("End assumed: 30 minutes, the usual length of a session of the type Lightning Talk.")


def test_a_calendar_for_one_delegate_holds_what_the_plan_gives_them(shipped):
    day_3 = replace(IGF2025, days=("Day 3",))
    plan = delegate_plan(select(shipped, day_3), 2)
    uids, about_them = [], []
    for number in (1, 2):
        only = Only(frozenset(plan.loc[plan["delegate"] == number, "session_id"]), f"for Delegate {number}")
        content, _ = to_ics(shipped, day_3, only=only)
        calendar = Calendar.from_ical(content)
        uids.append(sorted(str(event["uid"]) for event in calendar.walk("VEVENT")))
        about_them.append(about(calendar))
        assert str(calendar["X-WR-CALNAME"]).endswith(f"for Delegate {number}")
    assert uids == [
        ["igf2025-hls-4@igfdata", "igf2025-nri-main@igfdata"],
        ["igf2025-other-host-country-open-stage-10@igfdata"],
    ]
    assert "WS #376" not in about_them[0]
    assert "no source states a time: WS #376" in about_them[1]
    assert "Only those for Delegate 2." in about_them[1]


def test_calendar_timeline_plan_and_slide_assume_the_same_end(shipped):
    day_3 = replace(IGF2025, days=("Day 3",))
    calendar, _ = read(shipped, day_3)
    (event,) = (event for event in calendar.walk("VEVENT") if event["uid"] == "igf2025-hls-4@igfdata")
    data = select(shipped, day_3)
    bar = next(trace for trace in day_timeline(data.sessions, clashing=set()).data if "igf2025-hls-4" in str(trace.customdata))
    row = delegate_plan(data, 2).set_index("session_id").loc["igf2025-hls-4"]
    table = briefing_about(shipped, IGF2025, "Day 2").slides[2].body
    assert (event.end - event.start).total_seconds() == 90 * 60
    assert bar.x[0] == 90 * 60 * 1000
    assert (row["likely_ends_at"] - row["starts_at"]).total_seconds() == 90 * 60
    assert ("09:30–≈11:00", "Plenary Hall") in {(cells[0], cells[2]) for cells in table.rows}


def test_a_proposed_session_is_tentative(tiny):
    calendar, _ = read(tiny([{**TIMED, "status": "proposed"}]), Selection(meetings=("igf2025",), status=()))
    assert calendar.walk("VEVENT")[0]["status"] == "TENTATIVE"


def test_a_session_with_a_date_but_no_start_is_left_out(tiny):
    calendar, left_out = read(
        tiny([{"session_id": "a", "day": 2, "title": "Untimed"}, {"session_id": "b", "title": "Undated"}])
    )
    assert calendar.walk("VEVENT") == []
    assert left_out == ["Untimed", "Undated"]
    assert "Untimed; Undated" in about(calendar)


def test_an_empty_selection_is_a_calendar_that_says_so(shipped):
    calendar, left_out = read(shipped, Selection(meetings=("igf2025",), types=("Ceremony",)))
    assert (calendar.walk("VEVENT"), left_out) == ([], [])
    assert about(calendar).startswith("0 sessions with a known start.")


@pytest.mark.parametrize("text", ["حقوق الطفل", "儿童权利" * 30, "👩‍👧 😀", "x" * 200, "a, b; c\\n: d", 'BEGIN:VEVENT "x"'])
def test_any_text_goes_in_and_comes_out(tiny, text):
    event = event_of(tiny, title=text, room=text, note=text)
    assert event["summary"] == text
    assert text in event["location"]
    assert f"Note: {text}" in event["description"]


def test_text_cannot_add_lines_to_the_file(tiny):
    content, _ = to_ics(tiny([{**TIMED, "title": "a\r\nEND:VEVENT\x00\x0b", "note": "b\rATTACH:c"}]), IGF2025)
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    assert lines.count("END:VEVENT") == 1
    assert not any(line.startswith("ATTACH") for line in lines)
    assert "SUMMARY:a END:VEVENT" in lines


def test_lines_are_folded_and_end_as_the_standard_asks(shipped):
    content, _ = to_ics(shipped, Selection())
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75


def test_sessions_of_b_stand_apart_in_a_comparison(tiny):
    """a only in A, b in both, c only in B, d only in B and without a time."""
    sessions = [
        {**TIMED, "session_id": key, "start": f"{hour}:00", "end": f"{hour}:30"}
        for key, hour in zip("abc", (11, 10, 9), strict=True)
    ]
    people = [("a", "Academia"), ("b", "Academia"), ("b", "Government"), ("c", "Government"), ("d", "Government")]
    data = tiny([*sessions, {"session_id": "d", "day": 2}], persons=people)
    a, b = (replace(DAY_2, groups=(group,)) for group in ("Academia", "Government"))
    content, left_out = to_ics(data, a, comparison=Comparison(a, b))
    calendar = Calendar.from_ical(content)
    events = calendar.walk("VEVENT")
    assert [(str(event["summary"]), str(event["categories"].cats[0])) for event in events] == [
        ("B: c", "B: Government"), ("b", "A and B"), ("a", "A: Academia")
    ]  # fmt: skip
    assert left_out == ["B: d"]
    sentence = "Academia, compared with government at IGF 2025 on Day 2."
    assert str(events[0]["description"]).startswith(f"Only in B. {sentence}\n")
    assert about(calendar).startswith("3 sessions with a known start. Skipped, because no source states a time: B: d.\n")
    assert f"{sentence} 1 session in both.\nA: Sessions of IGF 2025" in about(calendar) and "\nB: Sessions of" in about(
        calendar
    )
    assert str(calendar["NAME"]).replace("\\", "") == "Children's rights: IGF 2025, Day 2, Academia and Government"
    alone = Calendar.from_ical(to_ics(data, a)[0])
    assert [str(event["summary"]) for event in alone.walk("VEVENT")] == ["b", "a"] and "Only in" not in about(alone)
