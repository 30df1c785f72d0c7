"""Tables of any layout."""

import datetime as dt
import io

import openpyxl
import pytest
from programmes import CSV

from igfdata.importers import NeedsMapping, NeedsTimezone, detect, guess_columns, guess_mapping, read

OSLO = {"timezone": "Europe/Oslo", "meeting": "igf2025"}


def rows(text, **options):
    data = text if isinstance(text, bytes) else text.encode()
    return read(data, **{**OSLO, "format": "tabular", **options}).sessions.to_dict("records")


def workbook(*lines, extra=None):
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    if extra:
        extra(book)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(("start", "title", "room"), [
    ("session_start", "session_title", "venue"), ("event_start", "name", "room"), ("start", "title", "location"), ("Start Time", "Session Name", "Room"),
])  # fmt: skip
def test_guessed_names(start, title, room):
    assert guess_mapping([title, start, room, "Speakers"]) == {title: "title", start: "start", room: "room"}


def test_csv():
    first, second = rows(CSV)
    assert (first["external_id"], first["code"], first["type"], first["start"], first["room"]) == (
        "S1",
        "WS #1",
        "Workshop",
        "09:00",
        "Room 3",
    )
    assert (second["date"], second["end"]) == ("2025-06-24", "11:30")
    assert read(CSV.encode(), **OSLO).mapping["Event Start"] == "start"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_signs_and_encodings(sign, encoding):
    text = sign.join(("Title", "Room")) + "\n" + sign.join(("Über Größe “Spiel”", "Saal")) + "\n"
    assert rows(text.encode(encoding))[0]["title"] == "Über Größe “Spiel”"


def test_windows_text_is_reported():
    assert any("Windows-1252" in p.expected for p in read("Title,Room\nÜber,A\n".encode("cp1252"), **OSLO).problems)


def test_title_rows_above_the_header():
    assert rows("Programme of the meeting\n\nTitle,Room\nPlay,A\n")[0]["room"] == "A"


def test_users_mapping_wins():
    text = "Was,Wo,Name\nSpiel,Saal,Canary Name-7f3a\n"
    (row,) = rows(text, mapping={"Was": "title", "Wo": "room"})
    assert (row["title"], row["room"]) == ("Spiel", "Saal")
    assert list(guess_columns(text.encode())) == ["Was", "Wo", "Name"]


def test_unknown_columns_are_asked_for():
    with pytest.raises(NeedsMapping, match="no column of titles"):
        rows("Was,Wo\nSpiel,Saal\n")


def test_zone_is_asked_for_when_there_are_times():
    with pytest.raises(NeedsTimezone):
        read(CSV.encode())


@pytest.mark.parametrize(("head", "cells", "expected"), [
    ("date,start,end", "2025-06-24,09:00,10:30", ("2025-06-24", "09:00", "10:30")),
    ("date,start,end", '"June 24, 2025",9:00 AM,1:30 PM', ("2025-06-24", "09:00", "13:30")),
    ("date,start,end", "24.06.2025,9.00,10.30", ("2025-06-24", "09:00", "10:30")),
    ("date,start,end", "2025-06-24,23:00,01:00", ("2025-06-24", "23:00", "25:00")),
    ("date,start,end", "2025-06-24,23:00,24:30", ("2025-06-24", "23:00", "24:30")),
    ("date,start,end", "2025-06-24,25:30,26:15", ("2025-06-24", "25:30", "26:15")),
    ("date,start,end", "2025-06-24,25:30,02:15", ("2025-06-24", "25:30", "26:15")),
    ("start,end", "06/24/2025 09:00,06/24/2025 10:30", ("2025-06-24", "09:00", "10:30")),
    ("start,end", "2025-06-24T07:00:00Z,2025-06-24T08:30:00Z", ("2025-06-24", "09:00", "10:30")),
    ("date", "24 June 2025", ("2025-06-24", "", "")),
    ("start,duration", "2025-06-24 09:00,90", ("2025-06-24", "09:00", "10:30")),
    ("start,duration", "2025-06-24 09:00,1:30", ("2025-06-24", "09:00", "10:30")),
])  # fmt: skip
def test_forms_of_dates_and_times(head, cells, expected):
    (row,) = rows(f"title,{head}\nPlay,{cells}\n")
    assert (row["date"], row["start"], row["end"]) == expected


def test_one_row_tells_the_order_for_all():
    assert [row["date"] for row in rows("title,date\nPlay,03/04/2025\nLearn,25/04/2025\n")] == ["2025-04-03", "2025-04-25"]


def test_formulas_stay_text():
    (row,) = rows('title,room\n"=HYPERLINK(""http://x"",""y"")",+1+1\n')
    assert (row["title"], row["room"]) == ('=HYPERLINK("http://x","y")', "+1+1")


def test_groups_of_people():
    text = "id,title,role,stakeholder group,region\n1,Play,Speaker,Civil society,Western Europe & Others\n1,Play,Moderator,NGO,African\n2,Learn,,Canary 7f3a,\n"
    imported = read(text.encode(), **OSLO)
    assert list(imported.participants.itertuples(index=False, name=None)) == [
        ("1", "speaker", "Civil Society", "WEOG", "stated"), ("1", "moderator", "Civil Society", "African Group", "stated"), 
        ("2", "speaker", "", "", "unknown"),
    ]  # fmt: skip
    assert imported.counts["sessions"] == 2
    assert "7f3a" not in repr(imported)


def test_rows_are_counted_as_a_spreadsheet_does():
    imported = read(b"title,date\nPlay,2025-06-24\nLearn,soon\n", **OSLO)
    (problem,) = [p for p in imported.problems if p.field == "date"]
    assert problem.record == "row 3"


def test_xlsx():
    data = workbook(
        ["Session Title", "Start", "End", "Room"],
        ["WS #1 Play", dt.datetime(2025, 6, 24, 9), dt.datetime(2025, 6, 24, 10, 30), 3],
    )
    assert detect(data, "programme.txt") == "tabular"
    (row,) = rows(data)
    assert (row["date"], row["start"], row["end"], row["room"]) == ("2025-06-24", "09:00", "10:30", "3")


def test_xlsx_takes_the_first_visible_sheet():
    def hide(book):
        book.create_sheet("Shown").append(["Title", "Room"])
        book["Shown"].append(["Learn", "B"])
        book["Sheet"].sheet_state = "hidden"

    assert rows(workbook(["Title", "Room"], ["Play", "A"], extra=hide))[0]["title"] == "Learn"


def test_same_name_twice_and_no_name():
    assert list(guess_columns(b"Title,Room,Room,\nPlay,A,B,C\n")) == ["Title", "Room", "Room (3)", "column 4"]


@pytest.mark.parametrize(("stated", "status", "n_warnings"), [
    ("Confirmed", "on_programme", 0), ("bestätigt", "on_programme", 0), ("Held", "held", 0), ("Completed", "held", 0), ("Pending", "proposed", 0),
    ("in doubt", "on_programme", 1),
])  # fmt: skip
def test_what_programmes_call_the_status(stated, status, n_warnings):
    imported = read(f"Title,Date,Status\nPlay,2026-06-23,{stated}\n".encode(), **OSLO)
    assert list(imported.sessions["status"]) == [status]
    assert imported.counts["warnings"] == n_warnings
