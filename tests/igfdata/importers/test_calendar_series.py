"""Series of a calendar: their dates within the meeting, moved and cancelled instances, and rules that would never end."""

import datetime as dt
import time
from pathlib import Path

import pytest
from programmes import ics, vevent

from igfdata.importers import read

CASES = Path(__file__).parent / "cases"
OSLO = {"timezone": "Europe/Oslo", "filename": "all.ics", "meeting": "igf2026"}
HOURS, MINUTES = (",".join(map(str, range(n))) for n in (24, 60))
DAYS = (dt.date(2026, 6, 22), dt.date(2026, 6, 26))


def event(uid, start, end, *lines, title="Coalition"):
    times = f"DTSTART;TZID=Europe/Oslo:{start}\nDTEND;TZID=Europe/Oslo:{end}\n"
    return f"BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{title}\n{times}{''.join(line + chr(10) for line in lines)}END:VEVENT\n"


def series(*lines, start="20260622T080000", end="20260622T083000", more=(), **options):
    """Dates and starts of a series in a meeting of 22 to 26 June, of which two single events show the days, and what is told."""
    single = [
        event("a", "20260622T100000", "20260622T110000", title="First"),
        event("b", "20260626T100000", "20260626T110000", title="Last"),
    ]
    imported = read(ics(event("r", start, end, *lines), *more, *single, header="PRODID:x\n").encode(), **OSLO, **options)
    rows = imported.sessions[imported.sessions["title"] == "Coalition"]
    told = [p.expected for p in imported.problems if p.field == "RRULE"]
    return [f"{row.date[-2:]} {row.start}" for row in rows.itertuples()], told


def test_a_series_is_expanded_and_its_moved_instance_keeps_its_place_in_it():
    imported = read((CASES / "recurrence-id.ics").read_bytes(), **OSLO)
    found = imported.sessions[["external_id", "date", "start", "room"]].values.tolist()
    assert sorted(found) == [
        ["r-1-20260622T0600Z", "2026-06-22", "08:00", "A"], ["r-1-20260623T0600Z", "2026-06-23", "08:00", "A"],
        ["r-1-20260624T0600Z", "2026-06-24", "07:30", "B"], ["r-1-20260625T0600Z", "2026-06-25", "08:00", "A"],
        ["r-1-20260626T0600Z", "2026-06-26", "08:00", "A"], ["z-2", "2026-06-22", "10:00", ""],
    ]  # fmt: skip
    assert not [p for p in imported.problems if p.field == "RRULE"]


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        ("RRULE:FREQ=DAILY", ["22", "23", "24", "25", "26"]),
        ("RRULE:FREQ=DAILY;INTERVAL=2;UNTIL=20261231T000000Z", ["22", "24", "26"]),
        ("RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=40", ["22", "24"]),
    ],
)
def test_a_rule_without_end_or_beyond_the_meeting_is_cut_at_its_last_day_and_said(rule, dates):
    found, told = series(rule)
    assert found == [f"{day} 08:00" for day in dates]
    assert told == ["the rule goes on after the meeting; dates after 2026-06-26 are skipped"]


def test_a_weekly_meeting_since_winter_comes_in_only_with_its_dates_in_the_meeting():
    found, told = series("RRULE:FREQ=WEEKLY", start="20260105T080000", end="20260105T083000")
    assert found == ["22 08:00"]
    assert told == [
        "the rule goes on after the meeting; dates after 2026-06-26 are skipped",
        "the rule begins before the meeting; dates before 2026-06-22 are skipped",
    ]


def test_dates_taken_out_added_and_cancelled():
    cancelled = event(
        "r", "20260625T080000", "20260625T083000", "RECURRENCE-ID;TZID=Europe/Oslo:20260625T080000", "STATUS:CANCELLED"
    )
    lines = (
        "RRULE:FREQ=DAILY;COUNT=5",
        "EXDATE;TZID=Europe/Oslo:20260623T080000,20260624T080000",
        "RDATE;TZID=Europe/Oslo:20260624T170000",
    )
    found, told = series(*lines, more=[cancelled])
    assert (found, told) == (["22 08:00", "24 17:00", "26 08:00"], [])


def test_the_stated_days_of_the_meeting_cut_a_series_and_without_any_only_the_first_date_is_taken():
    alone = ics(event("r", "20260620T080000", "20260620T083000", "RRULE:FREQ=DAILY"), header="PRODID:x\n").encode()
    imported = read(alone, **OSLO, days=DAYS)
    assert imported.sessions["date"].tolist() == [f"2026-06-{day}" for day in (22, 23, 24, 25, 26)]
    imported = read(alone, **OSLO)
    assert imported.sessions["date"].tolist() == ["2026-06-20"]
    (told,) = [p.expected for p in imported.problems if p.field == "RRULE"]
    assert told == "the days of the meeting are not known, so only the first date of the rule is used"


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY;COUNT=1000000", "FREQ=SECONDLY;UNTIL=99991231T000000Z", "FREQ=MINUTELY", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
     "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=3", "FREQ=DAILY;INTERVAL=7;BYDAY=TU", "FREQ=DAILY;BYSETPOS=9", f"FREQ=DAILY;BYHOUR={HOURS};BYMINUTE={MINUTES}"],
)  # fmt: skip
def test_a_rule_that_would_never_end_takes_no_time(rule):
    started = time.process_time()
    found, told = series(f"RRULE:{rule}", start="19700101T080000", end="19700101T083000")
    assert time.process_time() - started < 4
    assert len(found) <= 1
    assert told


def test_hundreds_of_long_series_take_a_bounded_time():
    many = [event(f"s{n}", "20260101T080000", "20260101T083000", "RRULE:FREQ=HOURLY") for n in range(300)]
    started = time.process_time()
    imported = read(ics(*many, event("a", "20260622T100000", "20260622T110000"), header="PRODID:x\n").encode(), **OSLO)
    assert time.process_time() - started < 20
    assert imported.counts["sessions"] > 300


def test_shared_ids_are_no_series():
    imported = read((CASES / "dup-uid.ics").read_bytes(), **OSLO)
    assert imported.sessions["external_id"].tolist() == [
        "p-1-20260623-0900-youth-lounge", "p-1-20260624-0900-youth-lounge", "p-1-20260624-1100-age-assurance",
    ]  # fmt: skip


def test_the_newest_form_of_an_event_replaces_the_older_one():
    old, new = vevent(1, SEQUENCE="0"), vevent(1, SEQUENCE="2", LOCATION="Hall 9")
    imported = read(ics(new, old).encode(), **OSLO)
    assert imported.sessions["room"].tolist() == ["Hall 9"]
    assert [p.record for p in imported.problems if p.field == "SEQUENCE"] == ["event 2 (line 24)"]
