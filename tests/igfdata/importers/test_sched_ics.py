"""Sched calendars: every quirk that formats.md lists for them."""

import pytest
from programmes import SCHED_ICS, UID, ics, vevent

from igfdata.importers import NeedsTimezone, detect, read

OSLO = {"timezone": "Europe/Oslo", "filename": "all.ics", "meeting": "igf2025"}


def sessions(text, **options):
    return read(text.encode(), **{**OSLO, **options}).sessions.to_dict("records")


def only(text, **options):
    (row,) = sessions(text, **options)
    return row


def test_zone_is_nowhere_in_a_sched_file_so_it_is_asked_for():
    with pytest.raises(NeedsTimezone) as asked:
        read(SCHED_ICS.encode(), filename="all.ics")
    assert asked.value.parameter == "timezone"
    assert "zone of the venue" in str(asked.value)


def test_utc_times_become_venue_times_on_the_venue_day():
    row = only(ics(vevent(DTSTART="20250624T020000Z", DTEND="20250624T033000Z")), timezone="America/New_York")
    assert (row["date"], row["start"], row["end"]) == ("2025-06-23", "22:00", "23:30")


def test_uid_is_the_id_and_url_the_source():
    row = only(ics(vevent(3)))
    assert row["external_id"] == UID.format(3)
    assert row["source_urls"] == f"http://igftest.sched.com/event/{UID.format(3)}"


def test_text_is_unescaped_and_entities_are_decoded():
    imported = read(ics(vevent(1)).encode(), **OSLO)
    assert imported.sessions.loc[0, "title"] == "Safe play, together"
    assert imported.sessions.loc[0, "room"] == "Room 3, Deck B, North"
    assert imported.texts.loc[0, "text"] == "Line one\nline two; with &"


@pytest.mark.parametrize(
    ("category", "title", "kind"),
    [("WORKSHOP", "A", "Workshop"), ("OPEN FORUMS", "A", "Open Forum"), ("", "WS #5 A", "Workshop"), ("", "Play", "Other"),
     ("LAUNCH / AWARD EVENT", "A", "Launch/Award Event"), ("DAY 0 EVENT", "A", "Day 0 Event"), ("DC SESSION", "A", "Dynamic Coalition Session")],
)  # fmt: skip
def test_one_upper_case_type_or_none(category, title, kind):
    assert only(ics(vevent(CATEGORIES=category, SUMMARY=title)))["type"] == kind


def test_types_outside_the_list_are_named():
    imported = read(ics(vevent(CATEGORIES="FISHBOWL", SUMMARY="Play")).encode(), **OSLO)
    assert any(p.value == "FISHBOWL" and "1 session counted as Other" in p.expected for p in imported.problems)


@pytest.mark.parametrize("change", [lambda t: t, lambda t: t.replace("\n", "\r\n")])
def test_line_ends_and_folding_do_not_matter(change):
    long = "WS #9 " + "Rights and play " * 20
    folded = ics(vevent(1, SUMMARY=long)).replace("and play Rights", "and pl\n ay Rights")
    assert only(change(folded)) == only(ics(vevent(1, SUMMARY=long)))


def test_property_parameters_and_a_missing_dtstamp_are_accepted():
    row = only(ics(vevent(**{"DTSTAMP": None, "DTSTART": None, "DTEND": None, "DTSTART;TZID=Europe/Oslo": "20250624T090000",
                             "DTEND;TZID=Europe/Oslo": "20250624T100000"})))  # fmt: skip
    assert (row["date"], row["start"], row["end"]) == ("2025-06-24", "09:00", "10:00")


def test_zero_length_event_keeps_its_start():
    row = only(ics(vevent(DTEND="20250624T070000Z")))
    assert (row["start"], row["end"], row["duration_min"], row["note"]) == ("09:00", "", "", "the file gives no length")


@pytest.mark.parametrize(
    ("last", "end", "minutes"), [("20250624T220000Z", "24:00", "30"), ("20250624T223000Z", "24:30", "60"), ("20250625T095900Z", "35:59", "749")]
)  # fmt: skip
def test_hours_go_on_over_midnight(last, end, minutes):
    row = only(ics(vevent(DTSTART="20250624T213000Z", DTEND=last)))
    assert (row["date"], row["start"], row["end"], row["duration_min"]) == ("2025-06-24", "23:30", end, minutes)
    assert row["note"] == ""


def test_an_end_after_noon_of_the_next_day_is_held_by_minutes_and_note():
    row = only(ics(vevent(DTSTART="20250624T213000Z", DTEND="20250625T100000Z")))
    assert (row["date"], row["start"], row["end"], row["duration_min"]) == ("2025-06-24", "23:30", "", "750")
    assert row["note"] == "ends 12:00 on 2025-06-25"


def test_a_clock_put_back_in_the_night_leaves_no_end_before_the_start():
    row = only(ics(vevent(DTSTART="20251026T003000Z", DTEND="20251026T011500Z")))
    assert (row["date"], row["start"], row["end"], row["duration_min"]) == ("2025-10-26", "02:30", "", "45")
    assert row["note"] == "ends 02:15 on 2025-10-26"


def test_clock_change_at_the_venue():
    before, after = sessions(ics(vevent(1, DTSTART="20251025T070000Z", DTEND="20251025T080000Z"),
                                 vevent(2, DTSTART="20251026T070000Z", DTEND="20251026T080000Z")))  # fmt: skip
    assert (before["start"], after["start"]) == ("09:00", "08:00")


def test_doubled_hour_is_told_by_the_offset_of_the_file():
    row = only(ics(vevent(DTSTART="20251026T003000Z", DTEND="20251026T011500Z")))
    assert (row["start"], row["end"], row["duration_min"]) == ("02:30", "", "45")


def test_whole_day_event_has_a_date_and_no_time():
    row = only(ics(vevent(**{"DTSTART": None, "DTEND": None, "DTSTART;VALUE=DATE": "20250624"})))
    assert (row["date"], row["start"]) == ("2025-06-24", "")


def test_another_calendar_may_state_its_zone():
    text = ics(vevent(URL="https://example.org/1"), header="PRODID:-//Other//EN\nX-WR-TIMEZONE:Europe/Oslo\n")
    imported = read(text.encode())
    assert (imported.timezone, imported.sessions.loc[0, "start"]) == ("Europe/Oslo", "09:00")


def test_cancelled_events_are_left_out_with_a_note():
    imported = read(ics(vevent(1, STATUS="CANCELLED"), vevent(2)).encode(), **OSLO)
    assert list(imported.sessions["external_id"]) == [UID.format(2)]
    assert any(p.field == "status" and p.record.startswith("event 1") for p in imported.problems)


def test_same_file_again_is_equal_and_a_new_export_time_changes_nothing():
    again = SCHED_ICS.replace("20250601T120000Z", "20250607T120000Z")
    assert sessions(SCHED_ICS) == sessions(again)


def test_an_address_as_uid_becomes_a_fingerprint():
    first, second = only(ics(vevent(UID="a@b.example"))), only(ics(vevent(UID="a@b.example", SUMMARY="New name")))
    assert first["external_id"] == second["external_id"]
    assert "@" not in first["external_id"]


def test_wrong_time_is_reported_with_line_field_value_and_expectation():
    imported = read(ics(vevent(DTSTART="20259924T070000Z")).encode(), **OSLO)
    (problem,) = [p for p in imported.problems if p.field == "DTSTART"]
    assert problem.record == "event 1 (line 9)"
    assert "such as 20250624T070000Z" in str(problem)
    assert imported.counts["sessions"] == 1


def test_content_wins_over_the_ending():
    assert detect(SCHED_ICS.encode(), "programme.csv") == "sched_ics"
