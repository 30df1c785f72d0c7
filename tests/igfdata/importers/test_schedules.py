"""pretalx and frab JSON, schedule2 and frab XML."""

import datetime as dt
import json

import pytest
from programmes import FRAB, PRETALX, SCHEDULE2, frab, frab_event, pretalx, pretalx_event

from igfdata.importers import ImportFailed, NeedsDay, NeedsTimezone, detect, read


def sessions(text, **options):
    return read(text.encode(), **options).sessions.to_dict("records")


def test_pretalx_fields():
    first, second = sessions(PRETALX)
    assert first == {
        "external_id": "guid-1", "code": "", "type": "Other", "title": "Safe play 1", "status": "on_programme", "date": "2025-06-24",
        "start": "09:00", "end": "09:45", "room": "Hall A", "format": "", "duration_min": "45", "subtheme": "Rights", "sdgs": "",
        "source_urls": "https://pretalx.example.org/t/1/", "note": "",
    }  # fmt: skip
    assert second["type"] == "Lightning Talk"


def test_pretalx_counts_people_and_drops_what_they_are():
    imported = read(PRETALX.encode())
    assert imported.participants.to_dict("records") == 2 * [
        {"external_id": "guid-1", "role": "speaker", "stakeholder_group": "", "regional_group": "", "basis": "unknown"}
    ]
    assert imported.texts.loc[0, "text"] == "Short.\nLong, with [removed]"


def test_days_without_rooms_and_relative_schema_are_fine():
    assert detect(PRETALX.encode()) == "pretalx_json"
    assert '"$schema": "../schema.json"' in PRETALX
    assert len(sessions(PRETALX)) == 2


def test_events_of_2020_without_end_and_track():
    event = pretalx_event(1)
    del event["end"], event["track"]
    (row,) = sessions(pretalx(event))
    assert (row["end"], row["subtheme"]) == ("09:45", "")


def test_offset_is_trusted_against_the_stated_zone():
    imported = read(
        pretalx(pretalx_event(1, date="2025-06-24T09:00:00+01:00", end="2025-06-24T09:45:00+01:00"), zone="UTC").encode()
    )
    assert imported.sessions.loc[0, "start"] == "09:00"
    assert imported.timezone == "Etc/GMT-1"
    assert any(p.field == "time_zone_name" and p.severity == "warning" for p in imported.problems)


def test_missing_zone_is_replaced_by_the_offsets():
    imported = read(pretalx(pretalx_event(1), zone=None).encode())
    assert (imported.sessions.loc[0, "start"], imported.timezone) == ("09:00", "Etc/GMT-2")


def test_given_zone_wins():
    assert sessions(PRETALX, timezone="Asia/Tokyo")[0]["start"] == "16:00"


def test_times_without_any_zone_are_asked_for():
    event = pretalx_event(1, date="2025-06-24T09:00:00", end=None)
    with pytest.raises(NeedsTimezone):
        read(pretalx(event, zone=None).encode())
    assert sessions(pretalx(event, zone=None), timezone="Europe/Oslo")[0]["end"] == "09:45"


def test_after_midnight_belongs_to_the_day_before():
    (row,) = sessions(pretalx(pretalx_event(1, date="2025-06-25T01:00:00+02:00", end="2025-06-25T01:45:00+02:00")))
    assert (row["date"], row["start"], row["end"]) == ("2025-06-24", "25:00", "25:45")
    assert row["note"] == "after midnight: by the calendar on 2025-06-25"


def test_an_evening_that_ends_after_midnight():
    event = pretalx_event(1, date="2025-06-24T23:00:00+02:00", end="2025-06-25T01:00:00+02:00", duration="02:00")
    (row,) = sessions(pretalx(event))
    assert (row["date"], row["start"], row["end"], row["duration_min"]) == ("2025-06-24", "23:00", "25:00", "120")
    assert row["note"] == ""


def test_from_three_on_it_is_the_next_day_unless_the_file_lists_it_before():
    late = pretalx_event(1, date="2025-06-25T03:00:00+02:00", end="2025-06-25T03:45:00+02:00")
    assert sessions(pretalx(late))[0]["date"] == "2025-06-24"
    assert sessions(pretalx(late, day="2025-06-25"))[0]["date"] == "2025-06-25"
    flat = json.dumps({"schedule": {"events": [{"guid": "a", "title": "t", "start": "2025-06-25T03:00:00+02:00"}]}})
    assert sessions(flat)[0]["date"] == "2025-06-25"


def test_schedule2():
    imported = read(SCHEDULE2.encode())
    assert list(imported.sessions["date"]) == ["2025-06-24"]
    assert list(imported.sessions["room"]) == ["Hall B"]
    assert list(imported.sessions["subtheme"]) == ["rights"]
    assert list(imported.participants["role"]) == ["speaker", "moderator"]
    assert [(p.field, p.value) for p in imported.problems if p.severity == "note"][:1] == [("status", "Gone")]


def test_type_as_free_text_is_named():
    assert any(p.value == "Talk 30 min + 10min Q&A" for p in read(PRETALX.encode()).problems)


def test_frab_xml():
    first, second = sessions(FRAB)
    assert (first["external_id"], first["date"], first["start"], first["end"]) == ("frab-1", "2025-06-24", "09:00", "09:45")
    assert (second["date"], second["start"], second["end"], second["duration_min"]) == ("2025-06-24", "25:30", "26:00", "30")
    assert first["source_urls"] == "https://frab.example.org/e/1"
    assert first["subtheme"] == "Rights"
    assert list(read(FRAB.encode()).participants["role"]) == ["speaker"] * 4


def test_frab_and_pretalx_forms_of_one_event_agree():
    json_row = sessions(pretalx(pretalx_event(1, guid="frab-1", type="lecture", url="https://frab.example.org/e/1")))[0]
    assert sessions(FRAB)[0] == json_row


def test_frab_wrong_zone():
    imported = read(frab(frab_event(), zone="<time_zone_name>America/Lima</time_zone_name>").encode())
    assert imported.sessions.loc[0, "start"] == "09:00"
    assert any(p.field == "time_zone_name" for p in imported.problems)


def test_frab_cut_off_is_refused_with_its_line():
    text = frab(frab_event(), frab_event()).replace("\n", "").replace("<event", "\n<event")
    with pytest.raises(ImportFailed) as caught:
        read(text[: text.rindex("<title>")].encode(), filename="s.xml")
    assert str(caught.value) == (
        "s.xml, line 3: the XML ends here, before </schedule>. Save or fetch the file again; nothing is imported"
    )


def test_frab_with_an_error_inside_is_read():
    imported = read(frab(frab_event(title="Rights &nbsp; play")).encode(), filename="s.xml")
    assert list(imported.sessions["title"]) == ["Rights play"]
    assert any("an error in line" in p.expected for p in imported.problems)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_frab_in_any_encoding(encoding):
    text = frab(frab_event(title="Größe – “Spiel”"))
    assert read(text.encode(encoding)).sessions.loc[0, "title"] == "Größe – “Spiel”"


CUT = '{"schedule": {"conference": {"title": "Testival", "days": [\n{"date": "2026-06-23", "rooms": {"A": [\n'
"""Two lines and the beginning of a third."""


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ('{"title": "Rights", "guid": "1"}, {"title": "IGF 2025 Session at a glance, dig.watch', "the JSON ends too early"),
        ('{"title": "Rights", "guid": "1"},', "the JSON ends too early"),
        ('{"title": "Rights", "guid": "1"}]}}]}}}]', "the JSON has an error here"),
        ('{"title": "Rights" "guid": "1"}]}}]}}}', "the JSON has an error here"),
    ],
)
def test_json_that_is_cut_off_or_broken_is_refused_with_its_line(end, said):
    with pytest.raises(ImportFailed) as caught:
        read((CUT + end).encode(), filename="s.json")
    assert str(caught.value).startswith(f"s.json, line 3: {said}")
    assert str(caught.value).endswith("Nothing is imported")


FILES = [{"title": "Slides of Canary", "url": "https://example.org/slides.pdf"}]


def test_fields_of_a_schedule_that_are_not_read_are_told_with_how_many_records_hold_them():
    events = [pretalx_event(1, attachments=FILES, links=FILES), pretalx_event(2, attachments=FILES, language="")]
    (note,) = (p for p in read(pretalx(*events).encode()).problems if p.field == "fields")
    assert note.severity == "note"
    assert note.expected == (
        "fields that are not read: answers (2 records), attachments (2 records), language (1 record), links (1 record)"
    )


def test_parts_of_a_schedule_in_xml_that_are_not_read_are_told():
    event = frab_event().replace("</event>", '<attachments><attachment href="a.pdf">Slides</attachment></attachments></event>')
    (note,) = (p for p in read(frab(event, frab_event(2)).encode()).problems if p.field == "fields")
    assert note.expected == "fields that are not read: attachments (1 record), language (2 records), links (2 records)"


UNDATED = [pretalx_event(1, date="", start="09:00", end=""), pretalx_event(2, date="", start="14:30", end="")]
JUNE_23 = dt.date(2026, 6, 23)


@pytest.mark.parametrize("days", [None, (JUNE_23, dt.date(2026, 6, 24))])
def test_a_schedule_without_any_date_asks_for_its_day(days):
    with pytest.raises(NeedsDay) as caught:
        read(pretalx(*UNDATED, day="").encode(), days=days, filename="s.json")
    assert caught.value.parameter == "days"
    assert "has times but no dates" in str(caught.value)


def test_a_schedule_without_any_date_is_on_the_only_day_of_the_meeting():
    imported = read(pretalx(*UNDATED, day="").encode(), days=(JUNE_23, JUNE_23))
    assert imported.sessions[["date", "start", "end"]].values.tolist() == [
        ["2026-06-23", "09:00", "09:45"], ["2026-06-23", "14:30", "15:15"],
    ]  # fmt: skip


def test_one_date_in_a_schedule_is_enough_to_ask_for_none():
    imported = read(pretalx(UNDATED[0], pretalx_event(2), day="").encode(), days=(JUNE_23, JUNE_23))
    assert imported.sessions["date"].tolist() == ["", "2025-06-24"]
