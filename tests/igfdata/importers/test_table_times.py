"""Dates, times and lengths as people write them in tables."""

import datetime as dt

import pytest
from test_tabular import OSLO, rows, workbook

from igfdata.importers import NeedsDay, NeedsDayOrder, read

WEEK = {"days": (dt.date(2026, 6, 22), dt.date(2026, 6, 26))}


def only(text, **options):
    (row,) = rows(text, **options)
    return row["date"], row["start"], row["end"]


@pytest.mark.parametrize(("cell", "start", "end"), [
    ("09:00 - 10:00", "09:00", "10:00"), ("09:00-10:00", "09:00", "10:00"), ("14:00–15:00", "14:00", "15:00"), ("14:00—15:00", "14:00", "15:00"),
    ("9:00 AM – 10:30 AM", "09:00", "10:30"), ("9:00 to 10:30", "09:00", "10:30"), ("9.30 Uhr bis 10.15 Uhr", "09:30", "10:15"),
    ("9h30 à 10h15", "09:30", "10:15"), ("9h-10h", "09:00", "10:00"), ("de 9h à 10h30", "09:00", "10:30"), ("das 9h às 10h", "09:00", "10:00"),
    ("de 9:00 a 10:00", "09:00", "10:00"), ("2-3 PM", "14:00", "15:00"), ("11-1 PM", "11:00", "13:00"), ("11 AM - 1", "11:00", "13:00"),
    ("11:30-1 PM", "11:30", "13:00"), ("12-1 PM", "12:00", "13:00"), ("10 PM-12 AM", "22:00", "24:00"), ("9 to 10 am", "09:00", "10:00"),
    ("9:00 a.m. – 10:30 a.m.", "09:00", "10:30"), ("noon - 1 pm", "12:00", "13:00"), ("1400-1500", "14:00", "15:00"), ("9-10", "09:00", "10:00"),
    ("22:00–01:00", "22:00", "25:00"), ("22:00–01:00 (+1)", "22:00", "25:00"), ("25:30–26:15", "25:30", "26:15"), ("10:00-00:00", "10:00", "24:00"),
    ("14:00 – 15:00 (CET)", "14:00", "15:00"), ("14:00-15:00 UTC", "16:00", "17:00"), ("14:00-15:00 UTC+3", "13:00", "14:00"),
    ("9：00－10：00", "09:00", "10:00"), ("09:00〜10:00", "09:00", "10:00"), ("9h30", "09:30", ""), ("9.30 Uhr", "09:30", ""), ("0900", "09:00", ""),
    ("9 Uhr 30", "09:30", ""), ("9 Uhr – 10 Uhr 15", "09:00", "10:15"), ("9h30min", "09:30", ""), ("9:30 hs", "09:30", ""), ("a las 9:00", "09:00", ""),
    ("14:00 CET – 15:00 CET", "14:00", "15:00"), ("14:00 UTC - 15:00 UTC", "16:00", "17:00"), ("12:00 noon – 1:00 pm", "12:00", "13:00"),
    ("14:00 UTC - 15:00", "16:00", "17:00"), ("2pm UTC - 3pm", "16:00", "17:00"), ("14:00 UTC−03:00", "19:00", ""), ("14:00–15:30 (90 min)", "14:00", "15:30"),
    ("9 am", "09:00", ""), ("09:00 –", "09:00", ""), ("12:30 AM", "00:30", ""), ("0.375", "09:00", ""), ("0,375", "09:00", ""), ("14:30:00", "14:30", ""),
])  # fmt: skip
def test_times_in_one_cell(cell, start, end):
    assert only(f"Title;Date;Time\nPlay;2026-06-23;{cell}\n") == ("2026-06-23", start, end)


@pytest.mark.parametrize("cell", ["Room 9", "tbc", "9", "09:00-10:00, 14:00-15:00", "13:75", "0 AM", "until 10:00"])
def test_what_is_no_time_is_told_with_row_and_column(cell):
    imported = read(f'Title,Date,Time\nPlay,2026-06-23,"{cell}"\n'.encode(), **OSLO)
    assert imported.sessions.loc[0, ["start", "end"]].tolist() == ["", ""]
    (problem,) = [p for p in imported.problems if p.severity == "warning"]
    assert (problem.record, problem.field) == ("row 2", "Time")


@pytest.mark.parametrize(("cell", "expected"), [
    ("23 June 2026, 09:00–10:00", ("2026-06-23", "09:00", "10:00")), ("Di 23. Juni 2026, 9.30–10.15 Uhr", ("2026-06-23", "09:30", "10:15")),
    ("Mardi 23 juin 2026 à 9h", ("2026-06-23", "09:00", "")), ("martes, 23 de junio de 2026, 9:00", ("2026-06-23", "09:00", "")),
    ("23 de junho de 2026", ("2026-06-23", "", "")), ("23-Jun-26", ("2026-06-23", "", "")), ("June 23rd, 2026 2-3 PM", ("2026-06-23", "14:00", "15:00")),
    ("2026-06-23 09:00 - 2026-06-23 10:00", ("2026-06-23", "09:00", "10:00")), ("2026-06-23T07:00:00Z", ("2026-06-23", "09:00", "")),
    ("2026-06-23 09:00-10:00", ("2026-06-23", "09:00", "10:00")), ("23.06.2026", ("2026-06-23", "", "")), ("23.6.26 9:00", ("2026-06-23", "09:00", "")),
    ("2026年6月23日 9:00", ("2026-06-23", "09:00", "")), ("46196", ("2026-06-23", "", "")),
    ("46196.375", ("2026-06-23", "09:00", "")), ("20260623", ("2026-06-23", "", "")),
    ("2026-06-23 00:00:00", ("2026-06-23", "", "")), ("1er juin 2026", ("2026-06-01", "", "")),
])  # fmt: skip
def test_dates_with_and_without_times(cell, expected):
    assert only(f'Title;Date\nPlay;"{cell}"\n') == expected


@pytest.mark.parametrize(("cell", "date"), [
    ("Day 2", "2026-06-23"), ("Tag 2", "2026-06-23"), ("2", "2026-06-23"), ("Day 0", "2026-06-21"), ("Tue 23 June", "2026-06-23"), ("23.06.", "2026-06-23"),
    ("23.06", "2026-06-23"), ("Di 23.06", "2026-06-23"),
    ("Mercredi", "2026-06-24"), ("06/24/2026", "2026-06-24"),
])  # fmt: skip
def test_days_that_the_meeting_explains(cell, date):
    assert only(f"Title,Day\nPlay,{cell}\n", **WEEK)[0] == date


def test_a_day_without_the_meetings_dates_is_told():
    imported = read(b"Title,Day\nPlay,Day 2\n", **OSLO)
    assert imported.sessions.loc[0, "date"] == ""
    assert any(p.field == "Day" and "--start-date" in p.expected for p in imported.problems)


def test_day_and_month_that_cannot_be_told_apart_are_asked_for():
    text = "Title,Date\nPlay,03/04/2025\nLearn,05/04/2025\n"
    with pytest.raises(NeedsDayOrder, match=r"row 2, field Date: '03/04/2025' found; .* \(and in 1 more cells\)"):
        rows(text)
    assert [row["date"] for row in rows(text, day_order="day")] == ["2025-04-03", "2025-04-05"]
    assert [row["date"] for row in rows(text, day_order="month")] == ["2025-03-04", "2025-05-04"]
    assert [row["date"] for row in rows(text, days=(dt.date(2025, 4, 3), dt.date(2025, 4, 5)))] == ["2025-04-03", "2025-04-05"]


def test_a_weekday_tells_the_order_for_all():
    assert [row["date"] for row in rows('Title,Date\nPlay,"Thu 03/04/2025"\nLearn,05/04/2025\n')] == [
        "2025-04-03",
        "2025-04-05",
    ]


def test_dates_that_contradict_each_other_are_asked_for():
    with pytest.raises(NeedsDayOrder, match="the day comes first in row 2, the month in row 3"):
        rows("Title,Date\nPlay,25/04/2025\nLearn,04/25/2025\nMore,03/04/2025\n")


def test_a_number_that_is_no_month_is_the_day_whatever_the_other_dates_say():
    text = "Title,Date\nPlay,25/04/2025\nLearn,04/25/2025\nMore,03/04/2025\nRest,06.23.2025\n"
    assert [row["date"] for row in rows(text, day_order="day")] == ["2025-04-25", "2025-04-25", "2025-04-03", "2025-06-23"]
    assert [row["date"] for row in rows(text, day_order="month")] == ["2025-04-25", "2025-04-25", "2025-03-04", "2025-06-23"]


def test_times_without_any_date_are_asked_for():
    text = "Title,Start,End\nPlay,09:00,10:00\n"
    with pytest.raises(NeedsDay, match="row 2, field start"):
        rows(text.lower())
    assert only(text, days=(dt.date(2026, 6, 23), dt.date(2026, 6, 23))) == ("2026-06-23", "09:00", "10:00")
    assert only("Title,Room\nPlay,A\n") == ("", "", "")


def test_a_row_without_date_among_others_is_told():
    imported = read(b"Title,Date,Start\nPlay,2026-06-23,09:00\nLearn,2026-06-23,10:00\nMore,,11:00\n", **OSLO)
    assert imported.sessions["date"].tolist() == ["2026-06-23", "2026-06-23", ""]
    assert any((p.record, p.field) == ("row 4", "start") for p in imported.problems)


def test_a_date_that_is_written_once_a_day_holds_for_the_rows_below():
    text = "Date,Title,Start\n2026-06-23,Play,09:00\n,Learn,10:00\n2026-06-24,More,09:00\n,Last,11:00\n"
    assert [row["date"] for row in rows(text)] == ["2026-06-23", "2026-06-23", "2026-06-24", "2026-06-24"]
    assert any(p.record == "rows 3, 5" or p.record == "row 3" for p in read(text.encode(), **OSLO).problems)


def test_headings_of_days():
    text = "Programme,,\nTitle,Start,End\nMonday 22 June 2026,,\nPlay,09:00,10:00\n23 June 2026,,\nLearn,09:00,10:00\n"
    assert [(row["title"], row["date"]) for row in rows(text)] == [("Play", "2026-06-22"), ("Learn", "2026-06-23")]


def test_a_heading_of_a_day_in_the_column_of_times():
    text = "Time,Title,Room\nMonday 22 June 2026,,\n09:00-10:00,Play,A\nTuesday 23 June 2026,,\n09:00-10:00,Learn,A\n"
    assert [(row["title"], row["date"], row["start"]) for row in rows(text)] == [
        ("Play", "2026-06-22", "09:00"),
        ("Learn", "2026-06-23", "09:00"),
    ]


def test_start_and_end_of_two_days():
    text = "Subject,Start Date,Start Time,End Date,End Time\nPlay,2026-06-23,10:00 PM,2026-06-24,1:00 AM\n"
    assert only(text) == ("2026-06-23", "22:00", "25:00")


@pytest.mark.parametrize(("name", "cell", "minutes"), [
    ("Duration", "90", "90"), ("Duration", "1:30", "90"), ("Dauer", "1h30", "90"), ("Durée", "1 h 30 min", "90"), ("Duration (min)", "90 min", "90"),
    ("Duration (hours)", "1,5", "90"), ("Duration (hours)", "2", "120"), ("Duración", "1,5 h", "90"), ("Duration", "90'", "90"), ("Duration", "PT1H30M", "90"),
    ("Duration", "1 hour 15 minutes", "75"), ("Dauer", "90 Minuten", "90"), ("Dauer (Std.)", "1,5", "90"), ("Duration", "45.0", "45"),
])  # fmt: skip
def test_lengths(name, cell, minutes):
    (row,) = rows(f"Title;Date;Start;{name}\nPlay;2026-06-23;09:00;{cell}\n")
    assert row["duration_min"] == minutes
    assert row["end"] == {"90": "10:30", "120": "11:00", "75": "10:15", "45": "09:45"}[minutes]


def test_zone_in_the_name_of_a_column():
    assert only("Title,Start (UTC)\nPlay,2026-06-23 09:00\n") == ("2026-06-23", "11:00", "")
    assert only("Title,Start (PDT)\nPlay,2026-06-23 09:00\n") == ("2026-06-23", "18:00", "")
    assert only("Title,Start (est.)\nPlay,2026-06-23 09:00\n") == ("2026-06-23", "09:00", "")
    assert only("Title,Start (CET)\nPlay,2026-06-23 09:00\n") == (
        "2026-06-23",
        "09:00",
        "",
    )  # the clock of the venue, in summer too
    assert only("Title,Start (UTC),Start (local)\nPlay,2026-06-23 09:00,2026-06-23 11:00\n") == ("2026-06-23", "11:00", "")


@pytest.mark.parametrize(("zone", "start", "end"), [
    ("UTC", "11:00", "12:00"), ("Europe/London", "10:00", "11:00"), ("London", "10:00", "11:00"), ("UTC+3", "08:00", "09:00"), ("CEST", "09:00", "10:00"),
    ("", "09:00", "10:00"),
])  # fmt: skip
def test_a_column_of_zones(zone, start, end):
    assert only(f"Title,Date,Start,End,Time zone\nPlay,2026-06-23,09:00,10:00,{zone}\n") == ("2026-06-23", start, end)


@pytest.mark.parametrize(("zone", "shown"), [("Testperson", "(not shown)"), ("IST", "IST")])
def test_a_zone_that_is_not_known_is_told_once_with_its_row(zone, shown):
    imported = read(f"Title,Date,Start,End,Time zone\nPlay,2026-06-23,09:00,10:00,{zone}\n".encode(), **OSLO)
    assert imported.sessions.loc[0, "start"] == "09:00"
    (problem,) = [p for p in imported.problems if p.severity == "warning"]
    assert (problem.record, problem.value) == ("row 2", shown)
    assert "read as the time of the venue" in problem.expected


def test_cells_of_a_spreadsheet():
    data = workbook(
        ["Title", "Date", "Start", "End", "Duration"],
        ["Play", dt.date(2026, 6, 23), dt.time(9), dt.time(10, 29, 59, 999_000), None],
        ["Learn", dt.datetime(2026, 6, 23), 0.375, None, dt.timedelta(hours=1, minutes=30)],
        ["Night", dt.datetime(2026, 6, 23), dt.timedelta(hours=25, minutes=30), None, 45],
        ["Serial", 46196, 0.75, 0.8125, None],
    )
    assert [(row["date"], row["start"], row["end"]) for row in rows(data)] == [
        ("2026-06-23", "09:00", "10:30"), ("2026-06-23", "09:00", "10:30"), ("2026-06-23", "25:30", "26:15"), ("2026-06-23", "18:00", "19:30"),
    ]  # fmt: skip
