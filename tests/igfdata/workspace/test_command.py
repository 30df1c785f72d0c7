"""The commands import, versions, export and restore: what they print, what they keep, and their exit status."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from local_server import HERE, network, serving
from programmes import CSV, DIGWATCH, IGF_2023, IGF_2025, IGF_LIGHTNING, PRETALX, SCHED_ICS, SCHEDULE2, ics, vevent

from igfdata.cli.main import main
from igfdata.dataset import SHIPPED
from igfdata.importers import fetch as address
from igfdata.validation import read_folder
from igfdata.workspace import Workspace
from igfdata.workspace import database as database_module

OSLO = ("--zone", "Europe/Oslo")
IGF2026 = ("--meeting", "igf2026")
BROKEN = "BEGIN:VEVENT\nUID:x\nDTSTART:20250624T070000Z\nEND:VEVENT\n"


@pytest.fixture(scope="module")
def shipped_frames():
    return read_folder(SHIPPED)


@pytest.fixture
def store(tmp_path, shipped_frames, monkeypatch):
    """Where the store is to be; the shipped data, which every command reads, are read once."""
    monkeypatch.setattr(database_module, "read_folder", lambda _: shipped_frames)
    return tmp_path / "store" / "w.sqlite"


@pytest.fixture
def file(tmp_path):
    def write(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return write


@pytest.fixture
def run(store, capsys):
    """Runs a command on the store: status, what it printed, and what it said was wrong."""

    def call(*arguments):
        try:
            status = main([*arguments, "--workspace", str(store)])
        except SystemExit as stop:
            status = stop.code
        output = capsys.readouterr()
        return status, output.out, output.err

    return call


@pytest.fixture
def kept(store):
    """Reads from the store: ``kept(lambda workspace: …)``."""

    def read(what):
        with Workspace.open(store, read_only=True) as workspace:
            return what(workspace)

    return read


def n_versions(workspace, meeting="igf2026"):
    return len(workspace.versions(meeting))


def test_a_dry_run_tells_and_makes_nothing(run, file, store):
    status, out, err = run("import", file("all.ics", SCHED_ICS), *IGF2026, *OSLO, "--dry-run")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "igf2026: 2 sessions, 0 people by group and 1 text, from 2 records in 1 file (Calendar (.ics, Sched), times in Europe/Oslo).",
        "0 errors, 0 warnings, 0 notes.",
        "Name of the meeting, as the file states it: IGF Test. Say it with --name where that is wrong.",
        "What changes: 2 added.",
        "  added: Learning: 2025-06-24 09:00–10:00",
        "  added: Safe play, together: 2025-06-24 09:00–10:00",
        "Coverage of the programme: complete. Every session of the programme is in the data, as after an import. "
        "Say it with --coverage where that is wrong.",
        "Dry run: nothing was changed.",
    ]
    assert not store.parent.exists()


def test_a_dry_run_leaves_a_workspace_as_it_is(run, file, kept):
    run("import", file("all.ics", SCHED_ICS), *IGF2026, *OSLO)
    revision = kept(lambda workspace: workspace.revision)
    status, out, _ = run("import", file("new.ics", ics(vevent(3))), *IGF2026, "--dry-run")
    assert status == 0
    assert "What changes: 1 added, 2 removed." in out
    assert kept(lambda workspace: (workspace.revision, n_versions(workspace))) == (revision, 1)


def test_an_import_is_kept_with_what_is_said_of_the_meeting(run, file, kept, store):
    said = (
        "--name",
        "21st IGF",
        "--city",
        "Geneva",
        "--country",
        "Switzerland",
        "--year",
        "2026",
        "--start-date",
        "2025-06-23",
    )
    status, out, _ = run("import", file("all.ics", SCHED_ICS), *IGF2026, *OSLO, *said)
    assert status == 0
    assert out.splitlines()[-1] == f"Kept as version 1 in {store}."
    (meeting,) = kept(lambda workspace: workspace.meetings()).to_dict("records")
    assert [meeting[name] for name in ("name", "city", "country", "year", "timezone", "start_date")] == [
        "21st IGF", "Geneva", "Switzerland", "2026", "Europe/Oslo", "2025-06-23",
    ]  # fmt: skip
    (version,) = kept(lambda workspace: workspace.versions("igf2026")).to_dict("records")
    assert (version["file_name"], version["format"], version["source_url"]) == ("all.ics", "sched_ics", "")


def test_how_much_of_the_programme_a_file_holds_is_told_and_can_be_said(run, file, kept):
    place = file("all.ics", SCHED_ICS)
    for option, told in (((), "complete"), (("--coverage", "partial"), "partial")):
        status, out, _ = run("import", place, *IGF2026, *OSLO, *option)
        assert status == 0
        assert f"Coverage of the programme: {told}. " in out
    meetings = kept(lambda workspace: workspace.dataset().meetings).set_index("meeting_id")
    assert meetings.at["igf2026", "programme_coverage"] == "partial"
    assert run("import", place, *IGF2026, "--coverage", "most")[0] == 2


def test_of_a_part_the_official_number_of_sessions_is_told_and_can_be_said(run, file, kept):
    place = file("all.ics", SCHED_ICS)
    url = "https://example.org/programme"
    _, out, _ = run("import", place, *IGF2026, *OSLO, "--coverage", "partial")
    assert "Sessions on the official programme: not known. Say it with --sessions-total." in out.splitlines()
    status, out, _ = run("import", place, *IGF2026, "--sessions-total", "40", "--sessions-total-url", url)
    assert status == 0
    assert "Sessions on the official programme: 40. Say it with --sessions-total where that is wrong." in out.splitlines()
    assert kept(lambda workspace: workspace.official_total("igf2026")) == ("40", url)
    assert run("import", place, *IGF2026, "--sessions-total", "forty")[0] == 2


def test_the_same_file_again_changes_nothing_and_needs_no_zone(run, file, kept):
    place = file("all.ics", SCHED_ICS)
    run("import", place, *IGF2026, *OSLO)
    status, out, _ = run("import", place, *IGF2026)
    assert status == 0
    assert out.splitlines()[-1] == "Nothing changes: this is the version that is there already."
    assert kept(n_versions) == 1


def test_the_difference_of_a_second_version(run, file, kept):
    run("import", file("all.ics", ics(vevent(1), vevent(2), vevent(3), vevent(4), vevent(5))), *IGF2026, *OSLO)
    second = ics(
        vevent(1, DTSTART="20250624T213000Z", DTEND="20250624T223000Z"),
        vevent(2, LOCATION="Hall 9"),
        vevent(3, SUMMARY="WS #3 Learning"),
        vevent(4, DESCRIPTION="Another text"),
        vevent(6),
    )
    status, out, _ = run("import", file("all2.ics", second), *IGF2026)
    assert status == 0
    lines = out.splitlines()
    assert "What changes: 1 added, 1 removed, 1 moved, 1 relocated, 1 renamed, 1 re-described." in lines
    assert "  moved: Safe play, together: 2025-06-24 09:00–10:00 → 2025-06-24 23:30–00:30" in lines
    assert "  relocated: Safe play, together: Room 3, Deck B, North → Hall 9" in lines
    assert "  renamed: Learning: Safe play, together → Learning" in lines
    assert any(line.startswith("  re-described: Safe play, together: description: Line one") for line in lines)
    place = lines.index("1 session may go on under a new number; codes stay with the old one until somebody says so:")
    assert lines[place + 1].startswith("  Safe play, together: igf2026-0123456789abcdef0123456789abcde5 → igf2026-")
    assert kept(n_versions) == 2


def test_long_lists_are_cut_unless_all_is_asked_for(run, file):
    place = file("all.ics", ics(*(vevent(number) for number in range(30))))
    short, whole = (run("import", place, *IGF2026, *OSLO, "--dry-run", *more)[1] for more in ((), ("--all",)))
    assert short.count("  added: ") == 20
    assert "  … and 10 more (--all lists them)" in short
    assert whole.count("  added: ") == 30
    assert "more (" not in whole


def test_several_saved_pages_are_one_programme_whatever_their_order(run, file, kept):
    pages = [
        file(f"{name}.html", text) for name, text in (("workshop", IGF_2025), ("talk", IGF_LIGHTNING), ("forum", IGF_2023))
    ]
    status, out, _ = run("import", *pages, "--meeting", "igf2023", "--dry-run")
    assert (status, "3 sessions" in out, "in 3 files (IGF session page, times in Asia/Tokyo)" in out) == (0, True, True)
    run("import", *pages, *IGF2026, *OSLO, "--start-date", "2023-10-08")
    (version,) = kept(lambda workspace: workspace.versions("igf2026")).to_dict("records")
    assert (version["n_sessions"], version["file_name"], version["format"]) == (3, "3 files", "igf_page")
    status, out, _ = run("import", *reversed(pages), *IGF2026)
    assert status == 0
    assert "Nothing changes" in out
    status, out, _ = run("import", *pages[:2], *IGF2026)
    assert "What changes: 1 removed." in out
    assert kept(n_versions) == 2


@pytest.mark.parametrize(
    ("name", "text", "option"), [("all.ics", SCHED_ICS, "--zone Europe/Oslo"), ("page.html", DIGWATCH, "--file-zone UTC")]
)
@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_a_zone_that_is_needed_is_asked_for(run, file, kept, name, text, option, dry):
    zone = OSLO if "file" in option else ()
    status, out, err = run("import", file(name, text), *IGF2026, *zone, *dry)
    assert (status, out) == (2, "")
    assert name in err
    assert f"Say it with {option.split()[0]}, such as {option}." in err
    if not dry:
        assert kept(n_versions) == 0


def test_the_zone_of_a_shipped_meeting_is_known_and_no_other_is_taken(run, file):
    place = file("all.ics", SCHED_ICS)
    status, out, _ = run("import", place, "--meeting", "igf2025", "--dry-run")
    assert (status, "times in Europe/Oslo" in out) == (0, True)
    status, _, err = run("import", place, "--meeting", "igf2025", "--zone", "Asia/Tokyo", "--dry-run")
    assert (status, err) == (2, "--zone: Asia/Tokyo found; expected Europe/Oslo, the zone of igf2025, or none\n")


@pytest.mark.parametrize("is_strict", [False, True])
def test_good_records_are_taken_unless_all_must_be_good(run, file, kept, is_strict):
    place = file("all.ics", ics(vevent(1), BROKEN))
    status, out, err = run("import", place, *IGF2026, *OSLO, *(["--strict"] if is_strict else []))
    assert "  error: all.ics, event 2 (line 24), field title: no title; the record is skipped" in out.splitlines()
    assert status == (1 if is_strict else 0)
    assert ("Nothing was imported: --strict, and 1 error was found." in err) == is_strict
    assert kept(n_versions) == (0 if is_strict else 1)


@pytest.mark.parametrize("is_strict", [False, True])
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_taken(run, file, kept, is_strict):
    places = [file("all.ics", SCHED_ICS), file("leaflet.pdf", "%PDF-1.7")]
    status, out, _ = run("import", *places, *IGF2026, *OSLO, *(["--strict"] if is_strict else []))
    assert "  error: leaflet.pdf: this is a PDF" in out
    assert (status, kept(n_versions)) == ((1, 0) if is_strict else (0, 1))


def test_a_file_without_a_session_removes_nothing(run, file, kept):
    run("import", file("all.ics", SCHED_ICS), *IGF2026, *OSLO)
    status, _, err = run("import", file("empty.ics", ics(BROKEN)), *IGF2026)
    assert (status, err) == (1, "Nothing was imported: no session was found.\n")
    assert run("import", file("leaflet.pdf", "%PDF-1.7"), *IGF2026)[0] == 1
    assert kept(n_versions) == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--meeting", "a meeting"), "argument --meeting: 'a meeting' found; expected letters, digits"),
        ((*IGF2026, "--zone", "Mars"), "argument --zone: 'Mars' found; expected a time zone such as Europe/Oslo"),
        ((*IGF2026, "--year", "next"), "argument --year: 'next' found; expected a whole number"),
        ((*IGF2026, "--start-date", "3 May"), "argument --start-date: '3 May' found; expected a date"),
        (
            (*IGF2026, "--column", "Venue=hall"),
            "argument --column: 'Venue=hall' found; expected NAME=FIELD with a field of: title",
        ),
        ((*IGF2026, "--seconds", "0"), "argument --seconds: '0' found; expected a number of seconds above 0"),
        ((*IGF2026, "--format", "pdf"), "--format: 'pdf' found; expected one of: frab_xml"),
        ((), "the following arguments are required: --meeting"),
    ],
)
def test_a_call_that_is_at_fault_ends_with_2_and_says_what_is_expected(run, file, store, options, said):
    status, out, err = run("import", file("all.ics", SCHED_ICS), *options)
    assert (status, out) == (2, "")
    assert said in err
    assert not store.exists()


def test_a_file_that_is_not_there(run, tmp_path, store):
    for place in (tmp_path / "nowhere.ics", tmp_path):
        status, _, err = run("import", str(place), *IGF2026)
        assert status == 2
        assert err.startswith(f"{place}: the file cannot be read: ")
    assert not store.exists()


def test_days_that_no_session_tells_are_asked_for_also_by_a_dry_run(run, file):
    place = file("talk.html", IGF_LIGHTNING)
    for dry in ((), ("--dry-run",)):
        status, _, err = run("import", place, *IGF2026, *OSLO, *dry)
        assert status == 2
        assert err.splitlines()[-1] == "Say it with --start-date and --end-date."
    assert run("import", place, *IGF2026, *OSLO, "--start-date", "2026-11-02", "--end-date", "2026-11-06")[0] == 0


def test_dates_that_do_not_fit_are_a_fault_of_the_files(run, file):
    wild = ics(vevent(1), vevent(2, DTSTART="20260624T070000Z", DTEND="20260624T080000Z"))
    status, _, err = run("import", file("all.ics", wild), *IGF2026, *OSLO, "--dry-run")
    assert (status, "at most 60 days apart" in err) == (1, True)


def test_columns_of_a_table_are_asked_for_and_said(run, file, kept):
    place = file("table.csv", CSV.replace("Session Title", "What"))
    status, _, err = run("import", place, *IGF2026, *OSLO)
    assert status == 2
    assert "Say it with --column" in err
    status, _, _ = run("import", place, *IGF2026, *OSLO, "--column", "What=title")
    assert status == 0
    rows = kept(lambda workspace: workspace.programme(1).sessions)
    assert rows[["title", "room", "start"]].values.tolist() == [
        ["Safe play", "Room 3", "09:00"],
        ["Learning", "Room 4", "10:30"],
    ]


def test_a_column_that_is_said_beats_the_guess(run, file, kept):
    assert run("import", file("table.csv", CSV), *IGF2026, *OSLO, "--column", "Venue=title")[0] == 0
    assert kept(lambda workspace: workspace.programme(1).sessions)["title"].tolist() == ["Room 3", "Room 4"]


def test_a_mapping_that_the_page_remembered_is_used(run, file, kept, store):
    text = "What,Where,When\nPlay,Hall 1,2025-06-24 09:00\n"
    with Workspace.open(store) as workspace:
        workspace.remember_mapping(["What", "Where", "When"], {"What": "title", "Where": "room", "When": "start"})
    assert run("import", file("table.csv", text), *IGF2026, *OSLO)[0] == 0
    assert kept(lambda workspace: workspace.programme(2).sessions)[["title", "room"]].values.tolist() == [["Play", "Hall 1"]]


def test_from_an_address_without_keeping_its_key(run, kept, monkeypatch):
    monkeypatch.setattr(address, "INTERNET", network())
    with serving({"/export/schedule.json": PRETALX.encode()}) as server:
        status, _, _ = run("import", server.url("/export/schedule.json?api_key=secret"), *IGF2026)
        assert [path for path, _ in server.asked] == ["/export/schedule.json?api_key=secret"]
    assert status == 0
    (version,) = kept(lambda workspace: workspace.versions("igf2026")).to_dict("records")
    assert version["source_url"] == f"http://files.example:{server.port}/export/schedule.json"
    assert version["file_name"] == "schedule.json"


@pytest.mark.parametrize(("path", "said"), [("/gone", "no page at this address"), ("/away", "not on the public internet")])
def test_an_address_that_cannot_be_fetched(run, store, monkeypatch, path, said):
    monkeypatch.setattr(address, "INTERNET", network())
    with serving({"/gone": (404, {}, b""), "/away": (302, {"Location": "http://10.0.0.1/"}, b"")}) as server:
        status, _, err = run("import", server.url(path), *IGF2026)
    assert (status, said in err) == (1, True)
    assert not store.exists()


def test_no_option_opens_the_own_network(run, store):
    status, _, err = run("import", f"http://{HERE}:9/all.ics", *IGF2026)
    assert (status, "not on the public internet" in err) == (1, True)
    assert not store.exists()


def test_a_session_of_the_night_comes_last_on_its_day(run, file, kept):
    assert run("import", file("schedule2.json", SCHEDULE2), *IGF2026)[0] == 0
    sessions = kept(lambda workspace: workspace.dataset()).sessions
    (row,) = sessions[sessions["meeting_id"] == "igf2026"].to_dict("records")
    assert (row["date"], row["start"], row["end"]) == (pd.Timestamp("2025-06-24"), "24:30", "25:15")
    assert (row["starts_at"], row["ends_at"]) == (pd.Timestamp("2025-06-25 00:30"), pd.Timestamp("2025-06-25 01:15"))
    assert row["hours"] == 0.75


def test_versions_are_listed_and_undone(run, file, kept):
    assert run("versions", *IGF2026)[:2] == (0, "No version of igf2026 is kept.\n")
    run("import", file("all.ics", SCHED_ICS), *IGF2026, *OSLO)
    run("import", file("all2.ics", ics(vevent(1))), *IGF2026)
    status, out, _ = run("versions", *IGF2026)
    rows = [line.split()[:2] for line in out.splitlines()[1:]]
    assert (status, rows[0]) == (0, ["2", "active"])
    assert rows[1][0] == "1"
    status, out, _ = run("versions", *IGF2026, "--undo", "1")
    assert (status, "What changes: 1 added." in out) == (0, True)
    assert kept(lambda workspace: workspace.versions("igf2026")).set_index("id")["is_active"].to_dict() == {2: False, 1: True}
    status, _, err = run("versions", *IGF2026, "--undo", "7")
    assert (status, err) == (2, "--undo: 7 found; expected a version of igf2026: 2, 1\n")


def test_an_export_is_a_sound_data_folder(run, file, tmp_path, capsys, shipped_frames):
    run("import", file("all.ics", SCHED_ICS), *IGF2026, *OSLO)
    status, out, _ = run("export", str(tmp_path / "out"))
    assert (status, out) == (0, f"{tmp_path / 'out'}\n")
    assert main(["check", str(tmp_path / "out")]) == 0
    n = len(shipped_frames["sessions"])
    assert f"6 meetings, {n + 2} sessions" in capsys.readouterr().out
    status, _, err = run("export", str(tmp_path / "out"))
    assert (status, "is not empty; expected a new folder" in err) == (2, True)


def test_a_folder_is_restored_where_nothing_is_lost_or_where_that_is_said(run, file, kept, tmp_path):
    run("import", file("all.ics", SCHED_ICS), *IGF2026, *OSLO)
    folder = str(tmp_path / "out")
    run("export", folder)
    run("import", file("all.ics", ics(vevent(1))), *IGF2026)
    assert kept(n_versions) == 2
    status, _, err = run("restore", folder)
    assert status == 2
    assert err == "replace: the workspace is not empty, and what it holds would be lost\nSay it with --replace.\n"
    assert kept(n_versions) == 2
    status, out, _ = run("restore", folder, "--replace")
    assert status == 0
    assert f"of {folder} restored into " in out
    assert kept(n_versions) == 1


def test_what_is_no_exported_folder_is_not_restored(run, file, kept, tmp_path):
    run("import", file("all.ics", SCHED_ICS), *IGF2026, *OSLO)
    (tmp_path / "empty").mkdir()
    status, out, err = run("restore", str(tmp_path / "empty"), "--replace")
    assert (status, out) == (1, "")
    assert "workspace/store.csv: not an exported table" in err
    assert kept(n_versions) == 1


def test_a_workspace_that_cannot_be_used(file, tmp_path, capsys):
    (tmp_path / "other.sqlite").write_text(
        "no database at all, but a text that is long enough to be looked at", encoding="utf-8"
    )
    call = ["import", file("all.ics", SCHED_ICS), *IGF2026, *OSLO, "--workspace", str(tmp_path / "other.sqlite")]
    assert main(call) == 1
    assert "cannot be used" in capsys.readouterr().err


def test_other_commands_do_not_wait_for_the_database_library():
    program = "import sys, igfdata.cli.main as m; m.parser(); print({'sqlalchemy', 'lxml', 'http.client'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3]
    )
    assert done.stdout == "set()\n"


def test_a_session_before_day_0_changes_no_day_of_another_meeting(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("IGF_WORKSPACE", str(tmp_path))
    counts = []
    for _ in range(2):
        assert main(["summary", "--meeting", "igf2023", "--day", "1", "--relevance", "all", "--format", "csv"]) == 0
        counts.append(capsys.readouterr().out)
        main(["import", str(Path(__file__).parent / "cases/pre_event.ics"), "--meeting", "igf2025", *OSLO])
        assert "Kept as version" in capsys.readouterr().out or len(counts) == 2
    assert counts[0] == counts[1]
    assert main(["summary", "--meeting", "igf2023", "--day", "1", "--relevance", "all"]) == 0
    assert "on Day 1" in capsys.readouterr().out
    assert main(["summary", "--meeting", "igf2025", "--day", "-1", "--relevance", "all"]) == 0
    said = capsys.readouterr().out
    assert "on Day -1" in said and "1 session in the data" in said


def test_what_is_skipped_can_be_kept_and_a_session_months_before_is_no_day_zero(run, file, kept):
    days = [f"2026062{n}" for n in (3, 4, 5)]
    events = [vevent(n, SUMMARY=f"Session {n}", DTSTART=f"{day}T070000Z", DTEND=f"{day}T080000Z") for n, day in enumerate(days)]
    webinar = vevent(7, SUMMARY="Preparatory webinar", DTSTART="20260310T090000Z", DTEND="20260310T100000Z")
    lunch, gone = (
        vevent(n, SUMMARY=title, CATEGORIES="", DTSTART="20260623T100000Z", DTEND="20260623T110000Z")
        for n, title in ((8, "Lunch"), (9, "[CANCELLED] Play"))
    )
    place = file("all.ics", ics(*events, webinar, lunch, gone))
    status, out, _ = run("import", place, *IGF2026, "--zone", "oslo", "--all")
    assert (status, "What changes: 3 added." in out) == (0, True)
    assert "“Preparatory webinar”, field date: '2026-03-10' found" in out
    assert "'Lunch' found" in out and "'Play' found" in out
    keep = [option for kind in ("breaks", "cancelled", "stray") for option in ("--keep", kind)]
    status, out, _ = run("import", place, *IGF2026, *keep)
    assert (status, "What changes: 3 added." in out) == (0, True)
    meetings = kept(lambda workspace: workspace.dataset().meetings).set_index("meeting_id")
    assert [str(meetings.at["igf2026", name])[:10] for name in ("start_date", "day_zero_date")] == ["2026-03-10", "2026-06-23"]


@pytest.mark.parametrize(
    ("zone", "told"), [("UTC+1", "UTC+1"), ("CET", "CET"), ("Oslo", "Europe/Oslo"), ("Etc/GMT-1", "UTC+1")]
)
def test_zones_as_people_write_them(run, file, zone, told):
    status, out, _ = run("import", file("all.ics", SCHED_ICS), *IGF2026, "--zone", zone)
    assert (status, f"times in {told})." in out) == (0, True)
    assert "Name of the meeting, as the file states it: IGF Test. Say it with --name where that is wrong." in out
