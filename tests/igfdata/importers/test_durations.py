"""Lengths of a day and more, and days that change after midnight."""

from pathlib import Path

import pytest
from programmes import contribution, frab, frab_event, ics, indico, pretalx, pretalx_event, vevent

from igfdata.importers import read
from igfdata.importers.parsing.schedule_events import parse_span
from igfdata.importers.parsing.times import parse_minutes

CASES = Path(__file__).parent / "cases"


def test_lengths_of_a_day_and_more():
    imported = read((CASES / "duration-days.xml").read_bytes())
    rows = imported.sessions[["title", "end", "duration_min", "note"]].values.tolist()
    assert rows == [
        ["Hackathon of a whole day", "34:00", "1440", ""],
        ["Camp of 26 hours", "", "1560", "ends 12:00 on 2026-06-24"],
        ["Talk with seconds", "10:45", "45", ""],
        ["Minutes", "11:30", "90", ""],
        ["More than a day", "35:30", "1530", ""],
    ]
    told = [(p.value, p.expected) for p in imported.problems if p.field == "duration"]
    assert told == [
        ("1:00:00", "hours and minutes such as 0:45; read as 1 day, 0 hours and 0 minutes"),
        ("1:02:00", "hours and minutes such as 0:45; read as 1 day, 2 hours and 0 minutes"),
        ("00:45:00", "hours and minutes such as 0:45; read as 0 hours and 45 minutes"),
    ]


@pytest.mark.parametrize(
    ("text", "between", "minutes"),
    [("2:00:00", None, 2880), ("2:00:00", 120, 120), ("1:30:00", None, 90), ("00:20:00", None, 20), ("0:50", None, 50), ("1:02:00", 62, 62),
     ("1:02:00", 999, 1560), ("25:30", None, 1530), ("90", None, 90)],
)  # fmt: skip
def test_three_parts_are_days_unless_they_cannot_be_and_an_end_decides(text, between, minutes):
    assert parse_span(text, between)[0] == minutes


def test_an_end_beside_the_length_decides_in_a_file():
    event = pretalx_event(duration="1:00:00", end="2025-06-24T10:00:00+02:00")
    row = read(pretalx(event).encode()).sessions.loc[0]
    assert (row["end"], row["duration_min"]) == ("10:00", "60")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("1 day, 2:00:00", 1560), ("2 days", 2880), ("PT45M", 45), ("P1DT2H", 1560), ("1:30:00", 90), ("p", None)],
)
def test_lengths_as_other_programs_write_them(text, minutes):
    assert parse_minutes(text) == minutes


def test_indico_writes_hours_minutes_and_seconds():
    data = indico(contributions=[contribution(1, duration="1:00:00", endDate=None)]).encode()
    assert read(data).sessions.loc[0, "duration_min"] == "60"


def test_an_event_of_several_days_keeps_its_length_and_one_of_months_does_not():
    rows = read(ics(vevent(1, DTEND="20250626T070000Z"), vevent(2, DTEND="20250924T070000Z")).encode(), timezone="UTC").sessions
    assert rows[["duration_min", "note"]].values.tolist() == [["2880", "ends 07:00 on 2025-06-26"], ["", ""]]


def night(day_change="", day_end="2025-06-24T20:00:00+02:00", start="04:30", date=""):
    text = frab(frab_event(1, date)).replace("<start>09:00:00</start>", f"<start>{start}</start>", 1)
    text = text.replace('end="2025-06-25T03:00:00+02:00"', f'end="{day_end}"')
    text = text.replace("<acronym>", f"{day_change and f'<day_change>{day_change}</day_change>'}<acronym>")
    row = read(text.encode(), timezone="Europe/Oslo").sessions.loc[0]
    return row["date"], row["start"], row["end"]


def test_a_session_after_midnight_belongs_to_the_day_of_the_conference():
    assert night("06:00:00") == ("2025-06-24", "28:30", "29:15")
    assert night("06:00:00", date="2025-06-24") == ("2025-06-24", "28:30", "29:15")
    assert night("06:00:00", date="2025-06-25") == ("2025-06-24", "28:30", "29:15")
    assert night("06:00:00", date="2025-06-25T04:30:00+02:00") == ("2025-06-24", "28:30", "29:15")
    assert night(day_end="2025-06-25T06:00:00+02:00") == ("2025-06-24", "28:30", "29:15")
    assert night() == ("2025-06-24", "04:30", "05:15")
    assert night(start="01:30") == ("2025-06-24", "25:30", "26:15")
