"""A search finds what holds every word, and files hold what it finds."""

import io

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from igfdata import Selection, select
from igfdata.briefing.render.calendar import to_ics
from igfdata.briefing.render.workbook import to_xlsx
from igfdata.selection import Only, search, selected

SESSIONS = [
    {"session_id": "a", "day": 1, "start": "09:00", "title": "Age Verification", "room": "Hall"},
    {"session_id": "b", "day": 1, "start": "10:00", "title": "Verification of facts", "code": "WS #7", "note": "moved (late)"},
    {"session_id": "c", "day": 2, "start": "09:00", "title": "Schools", "type": "Open Forum", "subtheme": "Media literacy"},
    {"session_id": "d", "title": "Age and schools", "status": "proposed"},
]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("verification", ["a", "b"]),
        ("AGE", ["a", "d"]),
        ("verification age", ["a"]),
        ("hall", ["a"]),
        ("ws #7", ["b"]),
        ("open forum", ["c"]),
        ("literacy", ["c"]),
        ("(late)", ["b"]),
        ("nothing of this", []),
        (".*", []),
        ("  ", ["a", "b", "c", "d"]),
    ],
)
def test_every_word_is_in_what_is_found(tiny, words, found):
    assert search(tiny(SESSIONS).sessions, words)["session_id"].tolist() == found


def test_workbook_and_calendar_hold_the_found_sessions_of_the_filter_alone(tiny):
    data = tiny(
        SESSIONS, pillars={"a": "protection", "b": "provision"}, topics={"a": "t", "c": "u"}, persons=[("a", "Youth"), ("b", "Youth")]
    )  # fmt: skip
    selection = Selection(meetings=("igf2025",))  # held or on the programme: "d" is not in it
    found = search(select(data, selection).sessions, "age")
    only = Only(frozenset([*found["session_id"], "d"]), "found by “age”")
    book = load_workbook(io.BytesIO(to_xlsx(data, selection, only=only)))
    rows = {
        name: [row[0].value for row in book[name].iter_rows(min_row=2)]
        for name in ("Sessions", "Codes", "Groups of participants")
    }
    assert rows == {"Sessions": ["a"], "Codes": ["a", "a"], "Groups of participants": ["a"]}
    method = {row[0].value: row[1].value for row in book["Method"].iter_rows(min_row=2)}
    assert method["Sessions selected"] == 1
    assert method["Selection"].endswith("Only those found by “age”.")
    calendar = Calendar.from_ical(to_ics(data, selection, only=only)[0])
    assert [str(event["uid"]) for event in calendar.walk("VEVENT")] == ["a@igfdata"]
    assert "Only those found by “age”." in str(calendar["DESCRIPTION"])


def test_without_a_search_the_whole_filter_is_in_the_workbook(tiny):
    data, selection = tiny(SESSIONS), Selection(meetings=("igf2025",), days=("Day 1",))
    book = load_workbook(io.BytesIO(to_xlsx(data, selection)))
    assert sorted(row[0].value for row in book["Sessions"].iter_rows(min_row=2)) == ["a", "b"]


def test_what_is_cut_keeps_its_rows_together(tiny):
    data = tiny(SESSIONS, pillars={"a": "protection", "c": "provision"}, persons=[("c", "Youth"), ("a", "Academia"), ("c",)])
    cut = selected(data, Selection(status=()), Only(frozenset(["c"]), ""))
    assert cut.sessions["session_id"].tolist() == ["c"]
    assert cut.session_pillars["pillar"].tolist() == ["provision"]
    assert cut.participants["session_id"].tolist() == ["c", "c"]
