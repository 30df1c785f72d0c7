"""The command import: what it prints, what it keeps, and its exit status."""

import zipfile
from pathlib import Path

import pandas as pd
from import_calls import IGF2026, OSLO, n_versions
from programmes import IGF_2023, IGF_2025, IGF_LIGHTNING, SCHED_ICS, SCHEDULE2, ics, vevent

from igfdata.cli.main import main


def test_a_dry_run_tells_and_makes_nothing(run, file, store):
    status, out, err = run("import", file("all.ics", SCHED_ICS), *IGF2026, *OSLO, "--dry-run")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "igf2026: 2 sessions, 0 people by group and 1 text, from 2 records in 1 file (Calendar (.ics, Sched), times in Europe/Oslo).",
        "0 errors, 0 warnings, 0 notes.",
        "Name of the meeting, from the file: IGF Test. If it is wrong, add --name.",
        "What changes: 2 added.",
        "  added: Learning: 2025-06-24 09:00–10:00",
        "  added: Safe play, together: 2025-06-24 09:00–10:00",
        "Coverage of the programme: complete. Every session of the programme is in the data, as after an import. "
        "If that is wrong, add --coverage.",
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
    assert "Sessions on the official programme: not known. Add --sessions-total." in out.splitlines()
    status, out, _ = run("import", place, *IGF2026, "--sessions-total", "40", "--sessions-total-url", url)
    assert status == 0
    assert "Sessions on the official programme: 40. If that is wrong, add --sessions-total." in out.splitlines()
    assert kept(lambda workspace: workspace.official_total("igf2026")) == ("40", url)
    assert run("import", place, *IGF2026, "--sessions-total", "forty")[0] == 2


def test_the_same_file_again_changes_nothing_and_needs_no_zone(run, file, kept):
    place = file("all.ics", SCHED_ICS)
    run("import", place, *IGF2026, *OSLO)
    status, out, _ = run("import", place, *IGF2026)
    assert status == 0
    assert out.splitlines()[-1] == "Nothing changes: already imported."
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
    place = lines.index("1 session may have a new number; codes stay with the old one until someone confirms it:")
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


def test_a_session_of_the_night_comes_last_on_its_day(run, file, kept):
    assert run("import", file("schedule2.json", SCHEDULE2), *IGF2026)[0] == 0
    sessions = kept(lambda workspace: workspace.dataset()).sessions
    (row,) = sessions[sessions["meeting_id"] == "igf2026"].to_dict("records")
    assert (row["date"], row["start"], row["end"]) == (pd.Timestamp("2025-06-24"), "24:30", "25:15")
    assert (row["starts_at"], row["ends_at"]) == (pd.Timestamp("2025-06-25 00:30"), pd.Timestamp("2025-06-25 01:15"))
    assert row["hours"] == 0.75


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


def test_a_zip_of_pages_is_its_pages(run, tmp_path, kept):
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (("one.txt", IGF_2023), ("sub/two.txt", IGF_2025), ("notes.txt", "nothing")):
            archive.writestr(name, text)
    status, out, _ = run("import", str(path), *IGF2026, *OSLO, "--name", "x", "--all")
    assert status == 0
    assert "igf2026: 2 sessions" in out and "in 3 files" in out
    assert "notes.txt: no known format" in out
