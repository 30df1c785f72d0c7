"""Import, preview, undo, delete: one transaction and one kept version each."""

import pytest
from programme_samples import ZONE, big, imported, session
from programmes import CANARIES, SAMPLES

from igfdata.importers import read
from igfdata.validation import InvalidData
from igfdata.workspace import Meeting
from igfdata.workspace.current import last_changes

IGF2026 = Meeting("igf2026", name="21st Internet Governance Forum", city="Geneva", country="Switzerland")


def kinds(change):
    return change.difference["kind"].tolist()


def test_the_first_import_makes_the_meeting_and_its_version(workspace):
    workspace.now = lambda: "T1"
    change = workspace.import_version(
        IGF2026, imported(1, 2), "hash-1", file_name="Jane's all.ics", source_url="https://example.org/all.ics"
    )
    assert change.is_new
    assert kinds(change) == ["added", "added"]
    (version,) = workspace.versions("igf2026").to_dict("records")
    assert version["id"] == change.version_id
    assert version == {
        "id": 1, "meeting_id": "igf2026", "created_at": "T1", "file_name": "… all.ics", "format": "sched-ics",
        "content_hash": "hash-1", "rows_hash": version["rows_hash"], "timezone": ZONE,
        "source_url": "https://example.org/all.ics", "programme_coverage": "", "sessions_total": "",
        "sessions_total_url": "", "n_sessions": 2, "is_active": True,
    }  # fmt: skip
    (meeting,) = workspace.meetings().to_dict("records")
    assert (meeting["name"], meeting["year"], meeting["active_version"]) == (IGF2026.name, "2026", 1)


def test_the_same_file_again_changes_nothing_and_says_so(workspace):
    workspace.import_version(IGF2026, imported(1, 2), "hash-1")
    revision = workspace.revision
    change = workspace.import_version(Meeting("igf2026"), imported(1, 2), "hash-1")
    assert (change.is_new, kinds(change), change.version_id) == (False, [], 1)
    assert str(change).startswith("Nothing changes")
    assert workspace.revision == revision
    assert len(workspace.versions("igf2026")) == 1


def test_the_same_file_read_with_another_mapping_is_a_new_version(workspace):
    workspace.import_version(IGF2026, imported(1), "hash-1")
    change = workspace.import_version(Meeting("igf2026"), imported(session(1, room="")), "hash-1")
    assert (change.is_new, kinds(change)) == (True, ["relocated"])


def test_other_bytes_with_the_same_rows_are_a_version_without_a_difference(workspace):
    workspace.import_version(IGF2026, imported(1), "hash-1")
    change = workspace.import_version(Meeting("igf2026"), imported(1), "hash-2")
    assert (change.is_new, kinds(change)) == (True, [])
    assert str(change).startswith("no session changes")


def test_a_preview_writes_nothing_and_tells_the_same(workspace):
    workspace.import_version(IGF2026, imported(1, 2), "hash-1")
    revision = workspace.revision
    new = imported(session(1, room="Hall 9"), 3)
    preview = workspace.preview(Meeting("igf2026"), new)
    assert workspace.revision == revision
    change = workspace.import_version(Meeting("igf2026"), new, "hash-2")
    assert preview.difference.equals(change.difference)
    assert kinds(change) == ["added", "removed", "relocated"]
    assert not workspace.preview(Meeting("igf2026"), new).is_new


def test_a_preview_of_a_meeting_that_is_not_there_yet(workspace):
    assert kinds(workspace.preview(IGF2026, imported(1))) == ["added"]
    assert workspace.meetings().empty


def test_undo_returns_to_any_version_and_forward_again(workspace):
    for number in range(3):
        workspace.import_version(IGF2026, big(number, 5), f"hash-{number}")
    first, second, last = sorted(workspace.versions("igf2026")["id"])
    for wanted, number in ((first, 0), (second, 1), (last, 2)):
        change = workspace.undo_to(wanted)
        assert kinds(change) == ["renamed"] * 5 + ["redescribed"] * 5
        data = workspace.dataset()
        titles = data.sessions.loc[data.sessions["meeting_id"] == "igf2026", "title"]
        assert titles.tolist() == [f"Session {n} of version {number}" for n in range(5)]
        assert workspace.versions("igf2026").set_index("id")["is_active"].to_dict() == {
            key: key == wanted for key in (last, second, first)
        }
    assert not workspace.undo_to(last).is_new


def test_after_an_undo_the_later_file_can_come_again(workspace):
    workspace.import_version(IGF2026, imported(1), "hash-1")
    workspace.import_version(IGF2026, imported(1, 2), "hash-2")
    workspace.undo_to(1)
    assert kinds(workspace.import_version(IGF2026, imported(1, 2), "hash-2")) == ["added"]


def test_undo_to_what_is_not_there(workspace):
    with pytest.raises(LookupError, match="no version 7"):
        workspace.undo_to(7)


def test_programme_and_texts_of_a_version(workspace):
    workspace.import_version(IGF2026, imported(1, texts=[("uid1", "description", "Zeile\r\nzwei 子")]), "hash-1")
    workspace.import_version(IGF2026, imported(2), "hash-2")
    assert workspace.programme(1).sessions["title"].tolist() == ["Session 1"]
    assert workspace.texts("igf2026").empty
    workspace.undo_to(1)
    assert workspace.texts("igf2026").values.tolist() == [["igf2026-uid1", "description", "Zeile\r\nzwei 子", 0]]


def test_an_empty_programme_is_refused_without_dates_and_taken_with(workspace):
    with pytest.raises(ValueError, match="no session has a date"):
        workspace.import_version(IGF2026, imported(), "hash-1")
    dated = Meeting("igf2026", start_date="2026-11-02", end_date="2026-11-06")
    assert workspace.import_version(dated, imported(), "hash-1").is_new
    assert "igf2026" in workspace.dataset().meetings["meeting_id"].tolist()


@pytest.mark.parametrize(
    ("meeting", "file", "said"),
    [
        (Meeting("igf 2026"), imported(1), "meeting_id"),
        (Meeting("igf2026"), imported(1, timezone=""), "timezone: none found"),
        (Meeting("igf2026", timezone="Asia/Tokyo"), imported(1), "in Europe/Oslo; expected Asia/Tokyo"),
        (Meeting("igf2025"), imported(1, timezone="Asia/Tokyo"), "expected Europe/Oslo"),
        (Meeting("igf2026"), imported(1, session(2, date="2036-11-03")), "at most 60 days"),
    ],
)
def test_what_cannot_be_right_is_refused(sqlite, meeting, file, said):
    with pytest.raises(ValueError, match=said):
        sqlite.import_version(meeting, file, "hash")
    assert sqlite.meetings().empty
    assert sqlite.revision == 0


def test_rows_that_do_not_fit_the_schema_leave_the_version_as_it_was(workspace):
    workspace.import_version(IGF2026, imported(1), "hash-1")
    with pytest.raises(InvalidData, match="a time after start"):
        workspace.import_version(IGF2026, imported(session(1, end="08:00")), "hash-2")
    assert workspace.versions("igf2026")["content_hash"].tolist() == ["hash-1"]


def test_facts_of_a_meeting_that_cannot_be_used_are_refused_with_their_column(sqlite):
    for facts, column in (({"year": "MMXXVI"}, "year"), ({"timezone": "Mars/Olympus"}, "timezone")):
        with pytest.raises(InvalidData, match=f"column {column}: {next(iter(facts.values()))!r} found"):
            sqlite.import_version(
                Meeting("igf2026", **facts), imported(1, timezone=facts.get("timezone", "Europe/Zurich")), "h"
            )
    assert sqlite.meetings().empty


def test_delete_needs_the_name_of_the_meeting(workspace):
    workspace.import_version(IGF2026, imported(1), "hash-1")
    with pytest.raises(ValueError, match="confirm"):
        workspace.delete_meeting("igf2026", confirm="yes")
    with pytest.raises(LookupError):
        workspace.delete_meeting("igf2027", confirm="igf2027")
    assert len(workspace.versions("igf2026")) == 1


@pytest.mark.parametrize("with_codes", [False, True])
def test_delete_keeps_the_codes_unless_told(workspace, with_codes):
    workspace.import_version(IGF2026, imported(1), "hash-1")
    for key in ("igf2026-uid1", "igf2025-ws-1"):
        workspace.save_codes(key, "MK", "pillar", ["provision"], evidence="title", expected_revision=0)
    counts = workspace.delete_meeting("igf2026", confirm="igf2026", with_codes=with_codes)
    assert counts == {"codings": int(with_codes), "decisions": 0, "versions": 1}
    assert workspace.meetings().empty and workspace.versions("igf2026").empty
    assert workspace.orphans()["session_id"].tolist() == ([] if with_codes else ["igf2026-uid1"])
    assert "igf2025-ws-1" in workspace.codings()["session_id"].tolist()
    workspace.import_version(IGF2026, imported(1), "hash-1")
    assert len(workspace.codings("igf2026-uid1")) == (not with_codes)


def test_numbers_of_versions_are_never_given_twice(workspace):
    first = workspace.import_version(IGF2026, imported(1), "hash-1").version_id
    workspace.delete_meeting("igf2026", confirm="igf2026")
    assert workspace.import_version(IGF2026, imported(1), "hash-1").version_id > first


def test_two_meetings_do_not_touch_each_other(workspace):
    workspace.import_version(IGF2026, imported(1), "hash-1")
    workspace.import_version(Meeting("eurodig2026"), imported(1, 2), "hash-1")
    workspace.delete_meeting("igf2026", confirm="igf2026")
    assert workspace.versions("eurodig2026")["n_sessions"].tolist() == [2]


def test_no_canary_reaches_the_store(opened, tmp_path, base):
    path = tmp_path / "store.sqlite"
    workspace = opened(path)
    taken = 0
    for number, (key, text, options) in enumerate(SAMPLES.values()):
        name = "Canary Name-7f3a schedule.ics"
        file = read(text.encode(), format=key, filename=name, meeting=f"m{number}", **{"timezone": ZONE, **options})
        dates = {} if file.sessions["date"].any() else {"start_date": "2025-06-23"}
        meeting = Meeting(f"m{number}", timezone=file.timezone or ZONE, **dates)
        workspace.preview(meeting, file)
        taken += len(workspace.import_version(meeting, file, "hash", file_name=name).difference)
    assert taken >= len(SAMPLES)
    workspace.remember_mapping(["Canary Name-7f3a", "title"], {"title": "title"})
    workspace.export_folder(tmp_path / "out")
    workspace.close()
    for file in tmp_path.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not [canary for canary in CANARIES if canary.encode() in content], file


MEETING = Meeting("eurodig2026", name="EuroDIG 2026")


def test_without_an_earlier_version_there_is_no_change(workspace):
    assert workspace.changes_for("eurodig2026") is None
    workspace.import_version(MEETING, imported(1, 2), "a")
    assert workspace.last_change("eurodig2026") is None


def test_the_active_version_is_held_against_the_one_before_it(workspace):
    first = workspace.import_version(MEETING, imported(1, 2), "a")
    workspace.import_version(MEETING, imported(1, 3), "b")
    workspace.import_version(MEETING, imported(1, 3, {**session(4), "room": "Hall 9"}), "c")
    change = workspace.last_change("eurodig2026")
    assert change.difference["kind"].tolist() == ["added"]
    assert workspace.changes_for("eurodig2026")["session_id"].tolist() == change.difference["session_id"].tolist()
    workspace.undo_to(first.version_id)
    assert workspace.last_change("eurodig2026") is None


def test_commands_find_the_change_whatever_data_folder_a_setting_names(address, opened, monkeypatch):
    monkeypatch.setenv("IGF_WORKSPACE", address)
    monkeypatch.setenv("IGF_DATA", "/nowhere")
    workspace = opened(address)
    workspace.import_version(MEETING, imported(1, 2), "a")
    assert last_changes("eurodig2026") is None
    workspace.import_version(MEETING, imported(1, 2, 3), "b")
    assert last_changes("eurodig2026")["kind"].tolist() == ["added"]
