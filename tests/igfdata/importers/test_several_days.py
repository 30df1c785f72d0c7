"""Cells that state several days: a session on each of them, told with row and column; what is a time stays one."""

import datetime as dt

import pytest
from test_tabular import OSLO, rows, workbook

from igfdata.importers import NeedsDay, read
from igfdata.importers.parsing.several_days import each_day
from igfdata.importers.parsing.time_text import Calendar

WEEK = {"days": (dt.date(2026, 6, 22), dt.date(2026, 6, 26))}
TWO, THREE = ["2026-06-22", "2026-06-23"], ["2026-06-22", "2026-06-23", "2026-06-24"]


@pytest.mark.parametrize(("cell", "days"), [
    ("22–23 June", TWO), ("22-23 June 2026", TWO), ("22 & 23 June", TWO), ("22/23 June", TWO), ("22/23.06.2026", TWO), ("22.+23.6.2026", TWO),
    ("June 22 and 23, 2026", TWO), ("June 22–23, 2026 (Mon–Tue)", TWO), ("2026-06-22/2026-06-23", TWO), ("2026-06-22 to 2026-06-23", TWO), ("Days 1 & 2", TWO),
    ("22.-24.06.2026", THREE), ("22.06.-24.06.2026", THREE), ("22/06-24/06/2026", THREE), ("Mon 22 – Wed 24 June 2026", THREE), ("Day 1-3", THREE),
    ("du 22 au 24 juin 2026", THREE), ("vom 22. bis 24. Juni 2026", THREE), ("del 22 al 24 de junio de 2026", THREE), ("dal 22 al 24 giugno", THREE),
    ("с 22 по 24 июня 2026 г.", THREE), ("6月22日至24日", THREE), ("من 22 إلى 24 يونيو 2026", THREE),
    ("22, 23 and 25 June 2026", [*TWO, "2026-06-25"]), ("30 June – 2 July 2026", ["2026-06-30", "2026-07-01", "2026-07-02"]),
    ("31 Dec 2026 - 1 Jan 2027", ["2026-12-31", "2027-01-01"]), ("Day 1 and Day 3", ["2026-06-22", "2026-06-24"]),
])  # fmt: skip
def test_a_session_on_each_day(cell, days):
    found = rows(f"Title;Date;Start;End\nPlay;{cell};09:00;10:00\n", **WEEK)
    assert [(row["date"], row["start"], row["end"]) for row in found] == [(day, "09:00", "10:00") for day in days]


@pytest.mark.parametrize("cell", [
    "9-10", "9:00-10:00", "2026-06-22 09:00-10:00", "23-06-2026", "06/23/2026", "3-4 PM", "3 June, 9-10", "June 23, 9:00", "9.30-10.15", "Tue 23/6",
    "Day 1, 9:00", "22 June 2026", "22 June 2026 – 21 June 2026", "1 June – 30 June 2026", "Monday, 22 June, 2026",
])  # fmt: skip
def test_one_day_or_none(cell):
    assert each_day(cell, "", Calendar(*WEEK["days"])) == []


def test_days_and_their_time_in_one_cell():
    text = 'Title,When\nPlay,"22–23 June 2026, 9:00–10:00"\nLearn,"June 3, 9-10"\n'
    assert [(row["date"], row["start"], row["end"]) for row in rows(text, **WEEK)] == [
        ("2026-06-22", "09:00", "10:00"), ("2026-06-23", "09:00", "10:00"), ("2026-06-03", "09:00", "10:00"),
    ]  # fmt: skip


def test_a_night_is_one_session():
    (row,) = rows("Title,Date,Start,End\nPlay,22–23 June 2026,22:00,02:00\n")
    assert (row["date"], row["start"], row["end"]) == ("2026-06-22", "22:00", "26:00")


def test_several_days_are_told_with_row_and_column():
    imported = read("Title,Session date\nPlay,22–23 June 2026\n".encode(), **OSLO)
    assert [str(p) for p in imported.problems if p.record == "row 2"] == [
        "row 2, field Session date: '22–23 June 2026' found; expected one date; read as a session on each of these 2 days"
    ]


@pytest.mark.parametrize("cell", ["1–30 June 2026", "22 June 2026 – 21 June 2026", "1 June 2026 – 30 June 2026"])
def test_days_that_are_not_read_are_told(cell):
    imported = read(f"Title,Date\nPlay,{cell}\n".encode(), **OSLO)
    assert imported.sessions["date"].tolist() == [""]
    (problem,) = [p for p in imported.problems if p.record == "row 2"]
    assert (problem.field, problem.severity) == ("date", "warning")
    assert "one date such as 2026-06-23" in problem.expected


def test_people_of_a_session_on_two_days_speak_on_both():
    imported = read(b"Title,Date,Stakeholder group\nPlay,22-23 June 2026,Government\n", **OSLO)
    assert imported.participants["stakeholder_group"].tolist() == ["Government", "Government"]
    assert imported.participants["external_id"].nunique() == 2


@pytest.mark.parametrize("heading", ["Programme 22 June 2026 – 26 June 2026", "22–26 June 2026"])
def test_the_days_of_the_meeting_above_the_header_are_no_date_of_its_rows(heading):
    with pytest.raises(NeedsDay, match="times but no dates"):
        rows(workbook([heading], ["Title", "Start", "Room"], ["Play", "09:00", "A"]))
