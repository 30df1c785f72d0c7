"""Sheets, headers, merged cells, quotation marks and rows of tables as people make them."""

import io
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl.chart import BarChart
from test_tabular import OSLO, rows, workbook

from igfdata.importers import ImportFailed, NeedsMapping, detect, guess_columns, guess_mapping, read

CASES = Path(__file__).parent / "cases"


def case(name, **options):
    return read((CASES / name).read_bytes(), filename=name, **{**OSLO, **options})


def said(imported):
    return "\n".join(map(str, imported.problems))


def placed(imported):
    return imported.sessions[["title", "date", "start", "end", "room"]].to_numpy().tolist()


def test_all_sheets_are_read():
    imported = case("sheet-per-day.xlsx")
    assert placed(imported) == [
        ["Opening of day zero", "2026-06-22", "09:00", "10:00", "A"],
        ["Age assurance", "2026-06-23", "09:00", "10:00", "A"],
        ["Play online", "2026-06-23", "11:00", "12:00", "B"],
    ]


def test_a_sheet_of_remarks_first():
    imported = case("readme-first.xlsx")
    assert placed(imported) == [["Age assurance", "2026-06-23", "09:00", "10:00", "A"]]
    assert "sheet Read me: not read: it has no column of titles" in said(imported)


def test_two_header_rows():
    imported = case("two-header-rows.xlsx")
    assert placed(imported) == [["Age assurance", "2026-06-23", "09:00", "10:00", "A"]]
    assert imported.sessions.loc[0, "type"] == "Workshop"


def test_one_row_a_person_with_and_without_an_id():
    people = [
        ("speaker", "Civil Society", "African Group"),
        ("speaker", "Government", "WEOG"),
        ("speaker", "Private Sector", "Asia-Pacific Group"),
    ]
    for name in ("row-a-person-no-id.csv", "row-a-person-id.csv"):
        imported = case(name)
        assert placed(imported) == [["Age assurance", "2026-06-23", "09:00", "10:00", "A"]]
        found = imported.participants[["role", "stakeholder_group", "regional_group"]]
        assert list(found.itertuples(index=False, name=None)) == people
        assert "Testperson" not in repr(imported)


def test_german_columns_in_windows_text():
    assert placed(case("german-time.csv")) == [["Schutz für Kinder", "2026-06-23", "09:00", "", "Saal Ä"]]


def test_start_and_end_in_one_cell():
    assert [(row[0], row[2], row[3]) for row in placed(case("time-range.csv"))] == [
        ("Age assurance", "09:00", "10:00"), ("Play", "09:00", "10:30"), ("Design", "14:00", "15:00"),
    ]  # fmt: skip


def test_an_open_quotation_mark_is_refused_with_its_line():
    with pytest.raises(ImportFailed, match=r"open-quote.csv, line 3, .*quotation mark that opens in this line is not closed"):
        case("open-quote.csv")


@pytest.mark.parametrize(("text", "line"), [
    ('Title,Room\nOne,A\n"Two,B\nThree,C\n"Four, last",D\n', 3),  # closed by the mark that opens another cell
    ('Title,Room,Description\nOne,A,"Good\ntext"\nTwo,B,"Open\nThree,C,x\n', 4),
    ('Title;Room\nOne;"A\nTwo;B\n', 2),
    ('"Title,Room\nOne,A\n', 1),
])  # fmt: skip
def test_rows_are_never_merged_by_a_quotation_mark(text, line):
    with pytest.raises(ImportFailed, match=f"line {line},"):
        read(text.encode(), filename="t.csv", format="tabular", **OSLO)


def test_quotation_marks_inside_a_cell():
    assert [row["title"] for row in rows('Title,Room\n5" screens,A\n"He said ""yes""",B\n')] == ['5" screens', 'He said "yes"']
    imported = read(b'Title,Room\n"Play" time,A\n', filename="t.csv", **OSLO)
    assert imported.sessions.loc[0, "room"] == "A"
    assert "row 2, field quotation mark" in said(imported)


def test_lines_within_a_cell_stay():
    imported = read(b'Title,Room,Description\nPlay,A,"One\nTwo, three"\nLearn,B,x\n', **OSLO)
    assert imported.texts["text"].tolist() == ["One\nTwo, three", "x"]


def test_rows_with_too_many_or_too_few_cells_are_told():
    imported = read(b"Title,Date,Room\nAge, assurance,2026-06-23,A\nPlay,2026-06-23\nLearn,2026-06-23,B,,\n", **OSLO)
    assert [row[0] for row in placed(imported)] == ["Play", "Learn"]
    assert "row 2: 4 cells, but 3 in the header; the row is skipped" in said(imported)
    assert "row 3: fewer cells than the 3 of the header" in said(imported)


@pytest.mark.parametrize("text", [
    "Title;Room\rPlay;A\r", "sep=;\nTitle;Room\nPlay;A\n", "Title\tRoom\nPlay\tA\n", "| Title | Room |\n|---|:--|\n| Play | A |\n",
    "Title;Room\nPlay, learn, grow, and go, on, and on;A\n", "Programme, of the meeting, in June\nTitle;Room\nPlay;A\n",
])  # fmt: skip
def test_signs_between_cells(text):
    ((row),) = rows(text)
    assert (row["title"][:4], row["room"]) == ("Play", "A")
    assert detect(text.encode()) == "tabular"


def test_a_row_with_another_sign_is_told():
    imported = read(b"Title;Date;Room\nPlay;2026-06-23;A\nLearn,2026-06-23,B\n", **OSLO)
    assert imported.sessions["title"].tolist() == ["Play"]
    assert "row 3: the cells are separated by ',' here, unlike in the header; the row is skipped" in said(imported)


def test_a_row_of_a_title_alone_is_told():
    imported = read(b"Title,Date,Start\nMorning,,\nPlay,2026-06-23,09:00\nSafer Internet Day 11 February 2026,,\n", **OSLO)
    assert imported.sessions["title"].tolist() == ["Morning", "Play", "Safer Internet Day 11 February 2026"]
    assert "row 2: only a title; read as a session" in said(imported)


def test_columns_nobody_recognised_are_listed_with_their_sheet():
    def second(book):
        book.create_sheet("Day 2").append(["Title", "Room", "Fee"])
        book["Day 2"].append(["Learn", "B", "5"])

    data = workbook(["Title", "Room", "Speaker", ""], ["Play", "A", "Canary 7f3a", ""], extra=second)
    imported = read(data, **OSLO)
    assert imported.unread == ("Speaker (sheet Sheet)", "Fee (sheet Day 2)")
    assert "sheet Sheet, field columns: not read: Speaker." in said(imported)
    assert "7f3a" not in repr(imported)
    assert list(guess_columns(data)) == ["Title", "Room", "Speaker", "Fee"]


def test_sheets_in_two_languages():
    def second(book):
        book.create_sheet("Zwei").append(["Titel", "Raum"])
        book["Zwei"].append(["Lernen", "B"])

    data = workbook(["Title", "Room"], ["Play", "A"], extra=second)
    assert [(row["title"], row["room"]) for row in rows(data)] == [("Play", "A"), ("Lernen", "B")]
    assert guess_columns(data) == {"Title": "title", "Room": "room", "Titel": "title", "Raum": "room"}
    assert len(rows(data, mapping=guess_columns(data))) == 2


def test_a_sheet_of_people_is_no_programme():
    def people(book):
        book.create_sheet("Speakers").append(["Name", "Organisation", "Region"])
        book["Speakers"].append(["Canary Testperson", "Org", "WEOG"])

    imported = read(workbook(["Title", "Room"], ["Play", "A"], extra=people), **OSLO)
    assert imported.counts["sessions"] == 1
    assert "Testperson" not in repr(imported)
    assert "sheet Speakers: not read" in said(imported)


def test_people_on_a_sheet_of_their_own_join_their_session():
    def people(book):
        book.create_sheet("People").append(["Session", "Role", "Stakeholder group"])
        book["People"].append(["Play", "Moderator", "Government"])

    imported = read(workbook(["Title", "Room"], ["Play", "A"], ["Learn", "B"], extra=people), **OSLO)
    assert imported.counts["sessions"] == 2
    assert imported.participants[["role", "stakeholder_group"]].to_numpy().tolist() == [["moderator", "Government"]]
    assert imported.participants.loc[0, "external_id"] == imported.sessions.loc[0, "external_id"]


@pytest.mark.parametrize(
    ("name", "date"), [("Mon 22 June 2026", "2026-06-22"), ("22.06.2026", "2026-06-22"), ("2026-06-22", "2026-06-22")]
)
def test_the_name_of_a_sheet_gives_the_date(name, date):
    def rename(book):
        book.active.title = name

    assert placed(read(workbook(["Title", "Start"], ["Play", "09:00"], extra=rename), **OSLO)) == [
        ["Play", date, "09:00", "", ""]
    ]


def test_hidden_and_empty_sheets_and_hidden_rows_are_told():
    def more(book):
        book.create_sheet("Empty")
        hidden = book.create_sheet("Draft")
        hidden.append(["Title", "Room"])
        hidden.append(["Secret", "B"])
        hidden.sheet_state = "hidden"
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["B"].hidden = True
        book.create_chartsheet("Chart").add_chart(BarChart())

    imported = read(workbook(["Title", "Room"], ["Play", "A"], ["Learn", "B"], extra=more), **OSLO)
    assert imported.sessions["title"].tolist() == ["Play", "Learn"]
    for told in ("sheet Draft: not read: it is hidden", "sheet Empty: not read: it is empty", "hidden rows 3: they are read too",
                 "hidden columns B: they are read too",
                 "sheet Chart: not read"):  # fmt: skip
        assert told in said(imported)


def test_merged_cells_have_the_value_of_the_first():
    def merge(book):
        book.active.merge_cells("A2:A3")
        book.active.merge_cells("D2:D4")
        book.active.merge_cells("A1:A1")

    lines = (["2026-06-23", "Play", "09:00", "A"], [None, "Learn", "10:00", None], ["2026-06-24", "More", "09:00", None])
    data = workbook(["Date", "Title", "Start", "Room"], *lines, extra=merge)
    assert [(row[1], row[4]) for row in placed(read(data, **OSLO))] == [
        ("2026-06-23", "A"),
        ("2026-06-23", "A"),
        ("2026-06-24", "A"),
    ]


def test_a_header_over_two_rows_with_merged_groups():
    def merge(book):
        for place in ("A1:A2", "B1:C1", "D1:E1"):
            book.active.merge_cells(place)

    data = workbook(
        ["Title", "Start", None, "End", None],
        [None, "Date", "Time", "Date", "Time"],
        ["Play", "2026-06-23", "22:00", "2026-06-24", "01:00"],
        extra=merge,
    )
    assert placed(read(data, **OSLO)) == [["Play", "2026-06-23", "22:00", "25:00", ""]]


def test_formulas_without_a_value_are_told_with_their_cells():
    imported = read(workbook(["Title", "Room"], ["Play", "=A2"], ["Learn", "B"]), **OSLO)
    assert imported.sessions["room"].tolist() == ["", "B"]
    assert "cell B2: a formula without its result" in said(imported)


def test_rows_that_are_no_sessions():
    text = "Title,Date,Duration\nPlay,2026-06-23,30\n\nTitle,Date,Duration\nLearn,2026-06-23,60\nTotal,2,90\n"
    imported = read(text.encode(), **OSLO)
    assert imported.sessions["title"].tolist() == ["Play", "Learn"]
    assert "row 4: the header again" in said(imported)
    assert "row 6: a row of totals" in said(imported)


def test_rows_above_the_header_are_told():
    assert "row 1: a row above the header; not read" in said(read(b"Our programme,\nTitle,Room\nPlay,A\n", **OSLO))


def test_one_title_in_several_rooms_and_times():
    text = "Title,Date,Start,Room,Stakeholder group\nPlay,2026-06-23,09:00,A,NGO\n"
    text += "Play,2026-06-23,09:00,B,NGO\nPlay,2026-06-23,11:00,A,NGO\nPlay,2026-06-23,09:00,A,NGO\n"
    imported = read(text.encode(), **OSLO)
    assert [(row[2], row[4]) for row in placed(imported)] == [("09:00", "A"), ("09:00", "B"), ("11:00", "A")]
    assert imported.sessions["external_id"].is_unique
    assert len(imported.participants) == 4


def test_the_same_row_twice_is_one_session_and_told():
    imported = read(b"Title,Date,Start\nPlay,2026-06-23,09:00\nPlay,2026-06-23,09:00\n", **OSLO)
    assert imported.counts["sessions"] == 1
    assert "row 3: this row repeats row 2" in said(imported)


def test_a_person_below_the_session():
    text = "Title,Date,Role,Stakeholder group\nPlay,2026-06-23,Speaker,NGO\n,,Moderator,Government\n"
    imported = read(text.encode(), **OSLO)
    assert imported.participants["stakeholder_group"].tolist() == ["Civil Society", "Government"]
    assert imported.counts["sessions"] == 1


def test_many_alike_problems_are_one_line():
    text = "Title,Date\n" + "".join(f"Play {n},soon\n" for n in range(500))
    imported = read(text.encode(), **OSLO)
    assert imported.counts["warnings"] == 500
    (problem,) = [p for p in imported.problems if p.severity == "warning"]
    assert (problem.record, problem.field) == ("rows 2–501", "date")


@pytest.mark.parametrize(("header", "fields"), [
    ("Titel;Datum;Beginn;Ende;Raum;Art;Dauer (Min.);Beschreibung", "title date start end room type duration_min description"),
    ("Titre;Date;Heure de début;Heure de fin;Salle;Catégorie;Durée;Résumé", "title date start end room type duration_min description"),
    ("Título;Fecha;Hora de inicio;Hora de fin;Sala;Tipo;Duración;Descripción", "title date start end room type duration_min description"),
    ("Título da sessão;Data;Início;Término;Local;Tipo;Duração;Descrição", "title date start end room type duration_min description"),
    ("SESSION TITLE *;Start time (local);End time (local);Location / Room;Session Type", "title start end room type"),
    ("Thema;Uhrzeit;Ort", "title start room"), ("Intitulé;Horaire;Lieu", "title start room"), ("Name;Start;Venue", "title start room"),
    ("Titel / Title;Von;Bis;Saal", "title start end room"), ("Event_Title;Start_Date_Time;Room Name", "title start room"),
])  # fmt: skip
def test_names_of_columns(header, fields):
    assert list(guess_mapping(header.split(";")).values()) == fields.split()


def test_a_table_without_titles_names_its_sheets_columns():
    with pytest.raises(NeedsMapping):
        rows("Was,Wo\nSpiel,Saal\n")
    assert list(guess_columns(b"Was,Wo\nSpiel,Saal\n")) == ["Was", "Wo"]


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def test_comments_and_pictures_of_a_sheet_are_told():
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed) as book:
        sheet = book.add_worksheet("Programme")
        for row, cells in enumerate([("Title", "Date"), ("Safe play", "2026-06-23"), ("Learning", "2026-06-24")]):
            sheet.write_row(row, 0, cells)
        sheet.write_comment("A2", "moved to Room 3")
        sheet.write_comment("A3", "moderator still open")
        sheet.insert_image("D2", "x.png", {"image_data": io.BytesIO(PNG)})
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Programme!$B$2:$B$3"})
        sheet.insert_chart("D9", chart)
    told = [(p.record, p.expected, p.severity) for p in read(packed.getvalue(), filename="p.xlsx").problems]
    assert ("2 comments on cells", "not read; copy what matters into a column", "note") in told
    assert ("2 pictures, charts or shapes", "not read", "note") in told
