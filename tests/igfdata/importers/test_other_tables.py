"""The same programme as a table of a web page, as JSON records, and as CSV in the encodings of other scripts."""

import json

import pytest
from test_tabular import OSLO

from igfdata.importers import ImportFailed, detect, read

PAGE = """<html><head><title>Programme</title></head><body><nav><table><tr><td>Home</td><td>Contact</td></tr></table></nav>
<h2>Monday 22 June 2026</h2>
<table><thead><tr><th>Time</th><th>Session</th><th>Room</th><th>Speakers</th></tr></thead><tbody>
<tr><td rowspan="2">09:00–10:00</td><td>Play<br>online</td><td>A</td><td>Aurelia Testperson</td></tr>
<tr><td>Learn &amp; share, with Aurelia Testperson</td><td>B</td><td></td></tr>
<tr><td colspan="4">Tuesday 23 June 2026</td></tr>
<tr><td>11:00</td><td><table><tr><td>Design</td></tr></table></td><td>A</td></tr>
<tr><td>Total</td><td></td><td>3</td></tr></tbody></table>
<h2>Wednesday 24 June 2026</h2>
<table><tr><th>Time<th>Session<th>Room<tr><td>9:00<td>Last<td>C</table></body></html>"""


def placed(imported):
    return imported.sessions[["title", "date", "start", "end", "room"]].to_numpy().tolist()


def said(imported):
    return "\n".join(map(str, imported.problems))


def test_tables_of_a_web_page():
    imported = read(PAGE.encode(), **OSLO)
    assert placed(imported) == [
        ["Play online", "2026-06-22", "09:00", "10:00", "A"], ["Learn & share, with [removed]", "2026-06-22", "09:00", "10:00", "B"],
        ["Design", "2026-06-23", "11:00", "", "A"], ["Last", "2026-06-24", "09:00", "", "C"],
    ]  # fmt: skip
    assert "sheet Monday 22 June 2026, row 6: a row of totals; not read" in said(imported)
    assert "not read: Speakers" in said(imported) and "Testperson" not in repr(imported)


def test_a_page_without_a_programme_is_no_table():
    page = "<html><body><table><tr><td>Home</td><td>Contact</td></tr></table><p>Nothing here.</p></body></html>"
    assert detect(page.encode()) is None
    with pytest.raises(ImportFailed, match="no known format"):
        read(page.encode(), **OSLO)


def test_cells_over_more_rows_than_there_are():
    page = "<table><tr><th>Time<th>Title<th>Room<tr><td rowspan=9999>9:00<td colspan=99999>Play<tr><td>Learn<td>B</table>"
    assert placed(read(f"{page}<p>2026</p>".encode(), **OSLO, mapping={"Title": "title", "Room": "room"})) == [
        ["Play", "", "", "", ""], ["Learn", "", "", "", "B"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrapped", [lambda records: records, lambda records: {"count": 2, "sessions": records}, lambda records: {"items": records}]
)
def test_json_records(wrapped):
    records = [
        {"title": "Play", "date": "2026-06-22", "start": "09:00", "end": "10:00", "room": "A", "speakers": [{"name": "Aurelia Testperson"}]},
        {"title": "Learn with Aurelia Testperson", "date": "2026-06-23", "start": "11:00", "room": None, "year": 2026},
    ]  # fmt: skip
    imported = read(json.dumps(wrapped(records)).encode(), **OSLO)
    assert placed(imported) == [
        ["Play", "2026-06-22", "09:00", "10:00", "A"],
        ["Learn with [removed]", "2026-06-23", "11:00", "", ""],
    ]
    assert "not read: speakers, year" in said(imported) and "Testperson" not in repr(imported)


def test_json_records_by_day_and_room():
    days = [
        {"date": "2026-06-22", "title": "Monday", "rooms": [{"room": "A", "sessions": [{"title": "Play", "start": "09:00", "end": "10:00"}]}]},
        {"date": "2026-06-23", "title": "Tuesday", "rooms": [{"room": "B", "sessions": [{"title": "Learn", "start": "11:00"}]}]},
    ]  # fmt: skip
    imported = read(json.dumps({"title": "A meeting", "days": days}).encode(), **OSLO)
    assert placed(imported) == [["Play", "2026-06-22", "09:00", "10:00", "A"], ["Learn", "2026-06-23", "11:00", "", "B"]]


def test_json_records_with_lists_of_their_own():
    record = {
        "title": "Play",
        "start": "2026-06-22 09:00",
        "files": [{"title": "Slides", "start": "", "url": "https://x.org"}],
        "links": [{"title": "Film"}],
    }
    assert placed(read(json.dumps([record]).encode(), **OSLO)) == [["Play", "2026-06-22", "09:00", "", ""]]


def test_json_records_in_german():
    records = [{"Titel": "Spiel", "Datum": "22.06.2026", "Uhrzeit": "9–10 Uhr", "Ort": "A"}]
    assert placed(read(json.dumps({"data": records}).encode(), **OSLO)) == [["Spiel", "2026-06-22", "09:00", "10:00", "A"]]


@pytest.mark.parametrize(
    "value", [[1, 2], {"a": [{"b": 1}], "c": [{"d": 1}]}, [{"name": "x", "email": "y"}], {}, [{"title": "alone"}]]
)
def test_json_that_is_no_programme(value):
    with pytest.raises(ImportFailed, match="no known format"):
        read(json.dumps(value).encode(), **OSLO)


@pytest.mark.parametrize(("encoding", "name", "text", "title"), [
    ("cp1251", "Windows-1251", "Название;Дата;Зал\nПрава детей в интернете;23.06.2026;Зал А\n", "Права детей в интернете"),
    ("koi8-r", "KOI8-R", "Название;Дата;Зал\nПрава детей в интернете;23.06.2026;Зал А\n", "Права детей в интернете"),
    ("cp1256", "Windows-1256", "العنوان;التاريخ;القاعة\nحقوق الطفل في البيئة الرقمية;23.06.2026;أ\n", "حقوق الطفل في البيئة الرقمية"),
    ("gb18030", "GB 18030", "标题,日期,会议室\n儿童权利与互联网治理,2026-06-23,一\n", "儿童权利与互联网治理"),
    ("big5", "Big5", "標題,日期,會議室\n兒童權利與互聯網治理,2026-06-23,一\n", "兒童權利與互聯網治理"),
    ("cp1252", "Windows-1252", "Titel;Datum;Raum\nÜber Größe „Spiel“ für Kinder;2026-06-23;A\n", "Über Größe „Spiel“ für Kinder"),
])  # fmt: skip
def test_encodings_of_other_scripts(encoding, name, text, title):
    imported = read(text.encode(encoding), **OSLO)
    assert placed(imported)[0][:2] == [title, "2026-06-23"]
    assert f"the text is not UTF-8; it was read as {name}" in said(imported)
