"""Sched's keyed API and its list page."""

import datetime as dt
import json

import pytest
from programmes import SCHED_JSON, SCHED_TEXT, UID, sched_session

from igfdata.importers import ImportFailed, NeedsDay, NeedsTimezone, detect, read

OSLO = {"timezone": "Europe/Oslo"}


def only(*items, **options):
    (row,) = read(json.dumps(list(items)).encode(), **{**OSLO, **options}).sessions.to_dict("records")
    return row


def test_zone_is_asked_for():
    with pytest.raises(NeedsTimezone):
        read(SCHED_JSON.encode())


@pytest.mark.parametrize("start", [
    "2025-06-24 09:00", "2025-06-24T09:00", "2025-06-24 09:00:00", "2025-06-24T07:00:00Z", "2025-06-24 07:00:00 UTC", "2025-06-24 03:00:00 -0400",
    "2025-06-24 10:00 +0300", "24 Juin 2025, 9h00",
])  # fmt: skip
def test_forms_of_a_time(start):
    row = only(sched_session(event_start=start))
    assert (row["date"], row["start"], row["end"]) == ("2025-06-24", "09:00", "10:00")


@pytest.mark.parametrize(
    "names", [("session_start", "session_end", "session_title", "room"), ("start", "end", "title", "location")]
)
def test_names_of_other_versions(names):
    event = sched_session()
    for old, new in zip(("event_start", "event_end", "name", "venue"), names, strict=True):
        event[new] = event.pop(old)
    assert only(event) == only(sched_session())


def test_date_and_time_apart():
    event = sched_session(start_date="2025-06-24", start_time="9:00 AM", end_date="2025-06-24", end_time="10:00 AM")
    del event["event_start"], event["event_end"]
    assert only(event)["end"] == "10:00"


def test_first_of_several_types_and_the_ics_id():
    row = only(sched_session())
    assert (row["type"], row["external_id"]) == ("Workshop", UID.format(1))


def test_address_may_be_missing_and_id_falls_back_to_the_key():
    event = sched_session()
    del event["id"]
    assert only(event)["external_id"] == "K1"


def test_inactive_sessions_are_left_out():
    imported = read(json.dumps([sched_session(1, active="N"), sched_session(2)]).encode(), **OSLO)
    assert list(imported.sessions["external_id"]) == [UID.format(2)]


def test_roles_are_counted_and_volunteers_are_none():
    imported = read(json.dumps([sched_session(artists=[{"name": "x y"}])]).encode(), **OSLO)
    assert list(imported.participants["role"]) == ["speaker", "speaker", "speaker", "moderator"]


def test_speakers_as_one_text_are_not_counted():
    imported = read(json.dumps([sched_session(speakers="Canary One-7f3a, PhD", moderators=[])]).encode(), **OSLO)
    assert imported.participants.empty
    assert "7f3a" not in repr(imported.problems)


def test_a_list_of_users_is_no_programme():
    users = json.dumps(
        [{"username": "canary", "email": "canary@example.org", "name": "Canary Name-7f3a", "role": "speaker, attendee"}]
    )
    assert detect(users.encode()) == "sched_json"
    with pytest.raises(ImportFailed, match="list of users"):
        read(users.encode())


def test_time_that_the_clock_change_leaves_out():
    imported = read(json.dumps([sched_session(event_start="2025-03-30 02:30", event_end="2025-03-30 04:00")]).encode(), **OSLO)
    assert any("does not exist" in p.expected for p in imported.problems)


def test_time_that_the_clock_change_doubles():
    imported = read(json.dumps([sched_session(event_start="2025-10-26 02:30", event_end="2025-10-26 04:00")]).encode(), **OSLO)
    assert any("occurs twice" in p.expected for p in imported.problems)


def rows(text, **options):
    return read(text.encode(), meeting="igf2024", **options).sessions.to_dict("records")


def test_list_page():
    first, second, third = rows(SCHED_TEXT)
    assert (first["external_id"], first["date"], first["start"], first["end"], first["room"]) == (
        "igf2024-ws-51", "2024-12-15", "09:30", "10:30", "Workshop Room 3",
    )  # fmt: skip
    assert (second["code"], second["room"], second["duration_min"]) == ("Day 0 Event #178", "Plenary Hall", "90")
    assert (third["type"], third["title"], third["start"]) == ("Main Session", "Children in the digital world", "11:00")


def test_list_page_states_its_offset():
    imported = read(SCHED_TEXT.encode())
    assert imported.timezone == "Etc/GMT-3"
    assert read(SCHED_TEXT.encode(), timezone="UTC").sessions.loc[0, "start"] == "06:30"


def test_list_page_texts_are_the_descriptions():
    assert list(read(SCHED_TEXT.encode()).texts["text"]) == ["What the session is about.\nA second line.", "About children."]


def test_list_page_cut_off_inside_a_description():
    text = SCHED_TEXT[: SCHED_TEXT.index("About children.") + 5]
    imported = read(text.encode())
    assert imported.counts["sessions"] == 3
    assert any("the text may be cut off" in p.expected for p in imported.problems)


def test_list_page_with_an_abbreviated_zone_asks():
    text = SCHED_TEXT.replace("GMT+03", "CEST")
    with pytest.raises(NeedsTimezone):
        read(text.encode())
    assert rows(text, timezone="Europe/Oslo")[0]["start"] == "09:30"


def test_list_page_with_half_days():
    text = SCHED_TEXT.replace("09:30 - 10:30", "9:30am - 1:30pm")
    assert rows(text)[0]["end"] == "13:30"


def test_list_page_as_html():
    html = "<html><body>" + "".join(f"<div>{line}</div>" for line in SCHED_TEXT.split("\n")) + "</body></html>"
    assert detect(html.encode()) == "sched_text"
    assert rows(html) == rows(SCHED_TEXT)


def test_files_of_sessions_are_told_as_not_read():
    sessions = [sched_session(1, files=[{"name": "Slides", "path": "x.pdf"}], event_subtype="Hybrid"), sched_session(2)]
    (note,) = (p for p in read(json.dumps(sessions).encode(), timezone="Europe/Oslo").problems if p.field == "fields")
    assert note.expected == "fields that are not read: custom5 (2 records), event_subtype (1 record), files (1 record)"


def test_sessions_without_any_date_are_on_the_only_day_of_the_meeting():
    sessions = [sched_session(1, event_start="09:00", event_end="10:15"), sched_session(2, event_start="14:00", event_end="")]
    data = json.dumps(sessions).encode()
    with pytest.raises(NeedsDay):
        read(data, timezone="Europe/Oslo")
    day = dt.date(2026, 6, 23)
    imported = read(data, timezone="Europe/Oslo", days=(day, day))
    assert imported.sessions[["date", "start", "end"]].values.tolist() == [
        ["2026-06-23", "09:00", "10:15"], ["2026-06-23", "14:00", ""],
    ]  # fmt: skip
