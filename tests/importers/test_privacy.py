"""No name and no contact of a person is kept by an import, whatever column or format it stands in."""

from pathlib import Path

import pytest

from igfdata.importers import read
from igfdata.importers.collect import FREE

CASES = Path(__file__).parent / "cases"
OSLO = {"timezone": "Europe/Oslo", "meeting": "igf2026"}


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
        assert "1 contact detail removed from texts" in kept


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
