"""Import on the page without a file: pasted tables and addresses, what a table leaves open, and files that are not read."""

import datetime as dt
import sys
from pathlib import Path

import pytest

from igfdata.importers import fetch as address
from igfdata.workspace import Workspace
from tests.pages.dashboard_app import complaints, open_page

sys.path.insert(0, str(Path(__file__).parents[2] / "igfdata" / "importers"))
from local_server import network, serving

PAGE = "pages/7_Data_and_methods.py"
TABLE = "Titel\tDatum\tUhrzeit\tOrt\tHonorar\nSpiel\t23.06.2026\t9.00–10.30 Uhr\tSaal 1\t5\nLernen\t23.06.2026\t11.00 Uhr\tSaal 2\t7\n"


@pytest.fixture
def store(tmp_path, monkeypatch):
    """Folder of a workspace that is empty."""
    monkeypatch.setenv("IGF_WORKSPACE", str(tmp_path))
    return tmp_path


def opened(way):
    app = open_page(PAGE, {"tab": ["import"]})
    return app.segmented_control(key="import_from").set_value(way).run()


def named(app, zone="Europe/Oslo"):
    app.text_input(key="import_name").set_value("Test meeting").run()
    return app.selectbox(key="import_zone").set_value(zone).run() if zone else app


def pasted(text, **options):
    app = opened("Pasted text")
    app.text_area(key="import_text").set_value(text).run()
    return named(app, **options)


def imported(app, store):
    """Press the button; the sessions that the workspace then holds."""
    app.button(key="import_now").click().run()
    assert not complaints(app)
    with Workspace.open(store) as workspace:
        version = workspace.versions("test-meeting")["id"].iloc[0]
        return workspace.programme(int(version)).sessions[["title", "date", "start", "end", "room"]].to_numpy().tolist()


def errors(app):
    """Errors as they are read, without the marks that keep them plain text."""
    return " ".join(one.value for one in app.error).replace("\\", "")


def mapping(app):
    """Column → field, as the page shows it."""
    (table,) = [one.value for one in app.dataframe if list(one.value.columns) == ["Column", "is"]]
    return dict(zip(table["Column"], table["is"], strict=True))


def test_a_pasted_table(store):
    app = pasted(TABLE)
    assert not complaints(app)
    assert mapping(app) == {"Titel": "title", "Datum": "date", "Uhrzeit": "start", "Ort": "room", "Honorar": ""}
    assert any("Not read: Honorar" in one.value for one in app.warning)
    assert imported(app, store) == [
        ["Spiel", "2026-06-23", "09:00", "10:30", "Saal 1"], ["Lernen", "2026-06-23", "11:00", "", "Saal 2"],
    ]  # fmt: skip


def test_how_much_of_the_programme_is_there_is_asked(store):
    app = pasted(TABLE)
    (box,) = [box for box in app.selectbox if box.label.startswith("How much of the programme")]
    assert box.value == "complete"
    box.set_value("partial").run()
    assert len(imported(app, store)) == 2
    with Workspace.open(store) as workspace:
        meetings = workspace.dataset().meetings.set_index("meeting_id")
    assert meetings.at["test-meeting", "programme_coverage"] == "partial"


def test_of_a_part_the_official_number_of_sessions_is_asked(store):
    app = pasted(TABLE)
    assert not app.number_input, "not where the programme is complete"
    (box,) = [box for box in app.selectbox if box.label.startswith("How much of the programme")]
    box.set_value("partial").run()
    (total,) = app.number_input
    assert (total.label, total.value) == ("Sessions on the official programme", None)
    total.set_value(40).run()
    (url,) = [box for box in app.text_input if box.label == "Where the organisers state it"]
    url.set_value("https://example.org/programme").run()
    imported(app, store)
    with Workspace.open(store) as workspace:
        assert workspace.official_total("test-meeting") == ("40", "https://example.org/programme")
    app = pasted(TABLE, zone=None)
    assert [box.value for box in app.number_input] == [40], "known for the next import"


def test_a_programme_at_an_address(store, monkeypatch):
    monkeypatch.setattr(address, "INTERNET", network())
    with serving({"/programme.csv": b"Title,Date,Start,Room\nPlay,2026-06-23,09:00,A\n"}) as server:
        app = opened("Address")
        app.text_input(key="import_address").set_value(server.url("/programme.csv?key=secret")).run()
        assert not server.asked
        next(button for button in app.button if button.label == "Fetch").click().run()
        app = named(app)
        assert [path for path, _ in server.asked] == ["/programme.csv?key=secret"]
    assert imported(app, store) == [["Play", "2026-06-23", "09:00", "", "A"]]
    with Workspace.open(store) as workspace:
        kept = workspace.versions("test-meeting")
    assert "secret" not in kept.to_csv()


def test_an_address_that_cannot_be_fetched_is_told(store, monkeypatch):
    monkeypatch.setattr(address, "INTERNET", network())
    with serving({"/gone.csv": (404, {}, b"")}) as server:
        app = opened("Address")
        app.text_input(key="import_address").set_value(server.url("/gone.csv")).run()
        next(button for button in app.button if button.label == "Fetch").click().run()
    assert "there is no page at this address (status 404)" in errors(app)
    assert not app.exception


def test_an_address_that_holds_another_kind_of_file(store, monkeypatch):
    monkeypatch.setattr(address, "INTERNET", network())
    with serving({"/p.xlsx": b"%PDF-1.7 x"}) as server:
        app = opened("Address")
        app.text_input(key="import_address").set_value(server.url("/p.xlsx")).run()
        next(button for button in app.button if button.label == "Fetch").click().run()
        app = named(app)
    assert "this is a PDF: copy its table into a spreadsheet, save that as XLSX" in errors(app)
    assert not app.exception


def test_a_table_without_dates_asks_for_its_day(store):
    app = pasted("Title\tStart\tRoom\nPlay\t09:00\tA\n")
    assert any("has times but no dates" in one.value for one in app.warning)
    app.date_input(key="only_day").set_value(dt.date(2026, 6, 23)).run()
    assert imported(app, store) == [["Play", "2026-06-23", "09:00", "", "A"]]


def test_dates_that_can_be_read_in_two_ways_are_asked_for(store):
    app = pasted("Title\tDate\tRoom\nPlay\t03/04/2026\tA\n", zone=None)
    assert any("with two possible readings" in one.value for one in app.warning)
    assert any("row 2" in one.value for one in app.error)
    app.selectbox(key="day_order").set_value("month").run()
    assert not complaints(app)
    assert any("Import 1 session" in button.label for button in app.button)


def test_a_table_without_titles_asks_for_them(store):
    app = pasted("Was\tRaum\tDatum\nSpiel\tA\t2026-06-23\n")
    assert not app.exception
    assert mapping(app) == {"Was": "", "Raum": "room", "Datum": "date"}
    assert any("no column recognised as the session title" in one.value for one in app.warning)


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//EN
X-WR-CALNAME:Test conference 2026
BEGIN:VEVENT
UID:a
SUMMARY:Play online
DTSTART;TZID=Etc/GMT-1:20260623T090000
END:VEVENT
BEGIN:VEVENT
UID:b
SUMMARY:Lunch
DTSTART;TZID=Etc/GMT-1:20260623T120000
END:VEVENT
END:VCALENDAR
"""


def test_the_name_of_the_meeting_is_that_of_the_file_and_breaks_come_in_when_they_are_chosen(store):
    app = opened("Pasted text")
    app.text_area(key="import_text").set_value(CALENDAR).run()
    assert app.text_input(key="import_name").value == "Test conference 2026"
    assert app.button(key="import_now").label == "Import 1 session"
    assert "times in UTC+1" in " ".join(one.value for one in app.markdown)
    app.multiselect(key="import_keep").select("breaks").run()
    assert app.button(key="import_now").label == "Import 2 sessions"
    app.text_input(key="import_name").set_value("Our own name").run()
    assert app.text_input(key="import_name").value == "Our own name"
