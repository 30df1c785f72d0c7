"""No name and no contact of a person is kept by an import, whatever column or format it stands in."""

import json
from pathlib import Path

import pytest

from igfdata.importers import read
from igfdata.importers.combine import read_together
from igfdata.importers.parsing.known_names import FREE

CASES = Path(__file__).parent / "cases"
OSLO = {"timezone": "Europe/Oslo", "meeting": "igf2026"}


@pytest.mark.parametrize("text", [
    'Title,Date,Description\nTalk of Bruno Probeman,2026-06-23,"Speakers: Aurelia Testperson, Bruno Probeman (X)\nWhat A. Testperson says"\n',
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260623T070000Z\nSUMMARY:Talk of B. Probeman\n"
    "DESCRIPTION:Panelists: Aurelia Testperson\\, Bruno Probeman\\nPlay\nEND:VEVENT\nEND:VCALENDAR\n",
    '[{"title": "Talk of Bruno Probeman", "date": "2026-06-23", "description": "Speakers:\\n- Aurelia Testperson\\n- Bruno Probeman"}]',
    "Title,Date,With,Responsible\nTalk of Bruno Probeman and Aurelia Testperson,2026-06-23,Aurelia Testperson,Bruno Probeman\n",
])  # fmt: skip
def test_names_that_a_description_or_a_column_lists_leave_all_texts(text):
    imported = read(text.encode(), timezone="Europe/Oslo", meeting="igf2026")
    assert imported.sessions["title"].str.startswith("Talk of [removed]").tolist() == [True]
    kept = everything(imported)
    assert "Testperson" not in kept and "Probeman" not in kept


def everything(imported):
    frames = (imported.sessions, imported.participants, imported.texts)
    return "\n".join(
        [*(cell for frame in frames for cell in frame.astype(str).to_numpy().ravel()), *map(str, imported.problems)]
    )


CONTACTS = (
    "jane@example.org",
    "jane%40example.org",
    "jane (at) example dot org",
    "+47 912 34 567",
    "t.me/jane",
    "@jane_canary",
)
COLUMNS = {"title": "Title", "code": "Code", "room": "Room", "format": "Format", "subtheme": "Track", "note": "Note"}


@pytest.mark.parametrize("contact", CONTACTS)
@pytest.mark.parametrize("column", [*COLUMNS.values(), "Description", "Type", "ID", "URL"])
def test_a_contact_is_kept_in_no_column_of_a_table(column, contact):
    names = list(dict.fromkeys(["Title", "Date", "Room", column]))
    cells = {"Title": "Play", "Date": "2026-06-23", "Room": "Hall A"} | {column: f"Ask {contact} first"}
    if column in ("Type", "ID", "URL"):
        cells[column] = contact
    table = f"{','.join(names)}\n{','.join(cells[name] for name in names)}\n"
    imported = read(table.encode(), filename="table.csv", **OSLO)
    kept = everything(imported).casefold()
    assert "jane" not in kept and "912" not in kept
    (row,) = imported.sessions.to_dict("records")
    fields = {name: field for field, name in COLUMNS.items()}
    if column in fields:
        assert row[fields[column]] == "Ask [removed] first"
        assert "1 contact detail of people removed" in kept


def test_a_column_with_nothing_but_contacts_is_empty():
    table = "Title,Code,Room,Track\nPlay,jane@example.org,+47 912 34 567,@jane_canary; Safety\n"
    (row,) = read(table.encode(), **OSLO).sessions.to_dict("records")
    assert (row["code"], row["room"], row["subtheme"]) == ("", "", "Safety")


def test_what_only_looks_like_a_contact_stays():
    table = 'Title,Code,Room,Note,Track\nC@pital for play,WS #70,Hall 3.14,"24.06.2025, 09:00-10:30, 2019-2024",ISO 3166-1\n'
    (row,) = read(table.encode(), **OSLO).sessions.to_dict("records")
    assert [row[name] for name in FREE] == [
        "C@pital for play", "WS #70", "Hall 3.14", "", "ISO 3166-1", "24.06.2025, 09:00-10:30, 2019-2024",
    ]  # fmt: skip


NAMES = ("testperson", "probeman", "próbeman", "muster", "canary")
PAGE = ["page-name-order.txt", "name-in-address.xml", "organizer-name.ics", "mail_in_note.csv"]


@pytest.mark.parametrize("name", PAGE)
def test_no_name_of_a_case_is_kept(name):
    kept = everything(read((CASES / name).read_bytes(), filename=name, **OSLO)).casefold()
    assert not [one for one in NAMES if one in kept]
    assert "of people removed and not kept" in kept


ORGANIZERS = [
    'ORGANIZER;CN="Testperson, Aurelia":mailto:x@example.org', "ATTENDEE;ROLE=CHAIR;cn=Aurelia Testperson:MAILTO:x@example.org",
    "ORGANIZER:mailto:aurelia.testperson@example.org", "CONTACT:Aurelia Testperson\\, UNICEF\\, x@example.org",
    'ATTENDEE;CN="Dr. Aurélia Testperson (UNICEF)";X=1:mailto:x@example.org', "CONTACT;LANGUAGE=en:Testperson\\, Aurelia",
]  # fmt: skip


@pytest.mark.parametrize("line", ORGANIZERS)
def test_names_of_a_calendar_are_removed_everywhere(line):
    event = "UID:talk-aurelia-testperson\nSUMMARY:Keynote: A. Testperson\nDESCRIPTION:Testperson Aurelia talks\\, thanks Ms Testperson.\nLOCATION:Room 1\n"
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\n{event}URL:https://example.org/8/aurelia-testperson\n{line}\nDTSTART:20260623T070000Z\nEND:VEVENT\nEND:VCALENDAR\n"
    imported = read(text.encode(), filename="a.ics", **OSLO)
    kept = everything(imported).casefold()
    assert "testperson" not in kept and "aurelia" not in kept
    (row,) = imported.sessions.to_dict("records")
    assert (row["title"], row["room"], row["source_urls"]) == ("Keynote: [removed]", "Room 1", "https://example.org/8")


@pytest.mark.parametrize(
    "column", ["Speakers", "Moderator", "Host", "Presenter", "Chair", "Author", "Speaker 1 name", "Ponente", "Intervenants"]
)
@pytest.mark.parametrize(
    "cell", ["Aurelia Testperson", '"Testperson, Aurelia"', "Dr. Aurélia Testperson (UNICEF); Youth Coalition"]
)
def test_names_of_a_table_are_removed_everywhere(column, cell):
    header = f"Title,Date,Room,Note,Description,{column}"
    about = '"Aurelia Testperson, UNICEF and the Youth Coalition"'
    table = f"{header}\nTalk by Testperson,2026-06-23,Hall of A. Testperson,Aurelia T,{about},{cell}\n"
    imported = read(table.encode(), filename="a.csv", **OSLO)
    kept = everything(imported).casefold()
    assert "testperson" not in kept and "aurelia" not in kept
    assert imported.texts["text"].tolist() == ["[removed], UNICEF and the Youth Coalition"]


def test_names_in_two_columns_are_one_name():
    table = "Title,Date,First name,Last name\nAurelia Testperson and grace,2026-06-23,Aurelia,Testperson\n"
    assert read(table.encode(), **OSLO).sessions["title"].tolist() == ["[removed] and grace"]


def test_a_name_that_one_file_lists_goes_from_the_others():
    page = "IGF 2026 WS #1 Play\nSpeaker 1: Testperson, Aurelia, Civil Society, African Group\nDescription\nPlay is a right of children everywhere.\n"
    other = "IGF 2026 WS #2 Learning\nAbout this Session\nAurelia Testperson and others speak about learning.\n"
    files = [("a.txt", other.encode()), ("b.txt", page.encode())]
    for order in (files, files[::-1]):
        together = read_together(order, **OSLO)
        assert "testperson" not in everything(together).casefold()
        assert "[removed] and others speak about learning." in together.texts["text"].tolist()


@pytest.mark.parametrize(
    "people",
    [
        "<persons><person id='1'><first_name>Aurelia</first_name><last_name>Testperson</last_name></person></persons>",
        "<speakers><speaker>Testperson, Aurelia</speaker></speakers>", "<creators>Aurelia Testperson</creators>", "<moderator name='Aurelia Testperson'/>",
    ],
)  # fmt: skip
def test_names_in_xml(people):
    text = (CASES / "name-in-address.xml").read_text("utf-8")
    text = text[: text.index("<persons>")] + people + text[text.index("</persons>") + len("</persons>") :]
    kept = everything(read(text.encode(), filename="a.xml", **OSLO)).casefold()
    assert "testperson" not in kept and "fireside chat with [removed]" in kept


@pytest.mark.parametrize(
    "people",
    [
        {"speakers": "Testperson, Aurelia"}, {"speakers": [{"first_name": "Aurelia", "last_name": "Testperson"}]}, {"creators": ["Aurelia Testperson"]},
        {"host": {"name": "Aurelia Testperson"}}, {"moderators": [{"person": {"fullName": "Aurelia Testperson"}}]},
    ],
)  # fmt: skip
def test_names_in_json(people):
    session = {
        "event_key": "testperson-aurelia",
        "name": "Chat with Aurelia Testperson",
        "event_start": "2026-06-23 09:00",
        **people,
    }
    kept = everything(read(json.dumps([session]).encode(), filename="a.json", **OSLO)).casefold()
    assert "testperson" not in kept and "chat with [removed]" in kept
