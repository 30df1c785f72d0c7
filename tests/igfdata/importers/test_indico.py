"""Indico's export in all its forms."""

import json

import pytest
from programmes import INDICO, INDICO_TIMETABLE, PERSON, contribution, indico, indico_date

from igfdata.importers import ImportFailed, NeedsTimezone, detect, read


def block(number, kind="SessionSlot", **fields):
    return {
        "_type": kind, "id": f"7-{number}", "title": "Hearing children", "startDate": indico_date("2025-06-24", f"0{8 + number}:00:00"),
        "endDate": indico_date("2025-06-24", f"0{8 + number}:50:00"), "room": "", "description": "", "session": {"id": "7", "title": "Hearing"},
        "conveners": [PERSON], "contributions": [contribution(5, title="Inside", description="Inner text")],
    } | fields  # fmt: skip


def test_contributions_with_microseconds_and_null_rooms():
    first, second = read(INDICO.encode()).sessions.to_dict("records")
    assert (first["external_id"], first["start"], first["end"], first["duration_min"], first["room"]) == (
        "1010751-c101", "09:00", "09:45", "45", "",
    )  # fmt: skip
    assert first["note"] == "part of: Opening day"
    assert (second["date"], second["type"], second["duration_min"]) == ("", "Open Forum", "45")


def test_zone_is_stated():
    assert read(INDICO.encode()).timezone == "Europe/Zurich"
    assert read(INDICO.encode(), timezone="UTC").sessions.loc[0, "start"] == "07:00"


def test_unknown_zone_is_asked_for():
    plain = contribution(1, startDate=indico_date("2025-06-24", "09:00", ""), endDate=None)
    with pytest.raises(NeedsTimezone):
        read(indico(timezone="", contributions=[plain]).encode())


@pytest.mark.parametrize("kind", ["SessionSlot", "Session"])
def test_blocks_of_one_session_are_two_sessions(kind):
    imported = read(indico(sessions=[block(0, kind), block(1, kind)]).encode())
    assert list(imported.sessions["external_id"]) == ["1010751-s7-0", "1010751-s7-1"]
    assert list(imported.sessions["title"]) == ["Hearing children"] * 2
    assert list(imported.participants["role"]) == ["moderator", "speaker"] * 2
    assert imported.texts.loc[0, "text"] == "Inside\n\nInner text"


def test_subcontributions_belong_to_their_contribution():
    inner = {"title": "Part two", "description": "More", "speakers": [PERSON]}
    imported = read(indico(contributions=[contribution(1, subContributions=[inner])]).encode())
    assert imported.counts["participants"] == 2
    assert "Part two" in imported.texts.loc[0, "text"]


def test_timetable_is_an_object_and_breaks_are_none():
    assert detect(INDICO_TIMETABLE.encode()) == "indico_json"
    imported = read(INDICO_TIMETABLE.encode())
    assert list(imported.sessions["external_id"]) == ["1010751-c101"]


def test_capped_exports_are_suspected():
    many = [contribution(n, title=f"Talk {n}") for n in range(500)]
    assert any("cuts an export" in p.expected for p in read(indico(contributions=many).encode()).problems)


def test_export_without_detail_says_what_to_do():
    assert any("?detail=contributions" in p.expected for p in read(indico().encode()).problems)


def test_empty_result():
    with pytest.raises(ImportFailed):
        read(json.dumps({"_type": "HTTPAPIResult", "results": []}).encode())


def test_fields_of_contributions_that_are_not_read_are_told():
    folder = {"attachments": [{"title": "Slides", "download_url": "https://example.org/a.pdf"}]}
    contributions = [contribution(1, folders=[folder], keywords=["rights"]), contribution(2, folders=[folder])]
    (note,) = (p for p in read(indico(contributions=contributions).encode()).problems if p.field == "fields")
    assert note.expected == "fields that are not read: folders (2 records), keywords (1 record)"
