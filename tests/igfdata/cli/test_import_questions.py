"""The command import asks for what a file does not tell, and names what is wrong with a call, a file or an address."""

import pytest
from import_calls import BROKEN, IGF2026, OSLO, n_versions
from local_server import HERE, network, serving
from programmes import CSV, DIGWATCH, IGF_LIGHTNING, PRETALX, SCHED_ICS, ics, vevent

from igfdata.importers import fetch as address
from igfdata.workspace import Workspace


@pytest.mark.parametrize(
    ("name", "text", "option"), [("all.ics", SCHED_ICS, "--zone Europe/Oslo"), ("page.html", DIGWATCH, "--file-zone UTC")]
)
@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_a_zone_that_is_needed_is_asked_for(run, file, kept, name, text, option, dry):
    zone = OSLO if "file" in option else ()
    status, out, err = run("import", file(name, text), *IGF2026, *zone, *dry)
    assert (status, out) == (2, "")
    assert name in err
    assert f"Add {option.split()[0]}, such as {option}." in err
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
    assert ("Nothing was imported: 1 error was found, and --strict is set." in err) == is_strict
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
def test_a_call_that_is_at_problem_ends_with_2_and_says_what_is_expected(run, file, store, options, said):
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
        assert err.splitlines()[-1] == "Add --start-date and --end-date."
    assert run("import", place, *IGF2026, *OSLO, "--start-date", "2026-11-02", "--end-date", "2026-11-06")[0] == 0


def test_dates_that_do_not_fit_are_a_problem_of_the_files(run, file):
    wild = ics(vevent(1), vevent(2, DTSTART="20260624T070000Z", DTEND="20260624T080000Z"))
    status, _, err = run("import", file("all.ics", wild), *IGF2026, *OSLO, "--dry-run")
    assert (status, "at most 60 days apart" in err) == (1, True)


def test_columns_of_a_table_are_asked_for_and_said(run, file, kept):
    place = file("table.csv", CSV.replace("Session Title", "What"))
    status, _, err = run("import", place, *IGF2026, *OSLO)
    assert status == 2
    assert "Add --column" in err
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


@pytest.mark.parametrize(
    ("zone", "told"), [("UTC+1", "UTC+1"), ("CET", "CET"), ("Oslo", "Europe/Oslo"), ("Etc/GMT-1", "UTC+1")]
)
def test_zones_as_people_write_them(run, file, zone, told):
    status, out, _ = run("import", file("all.ics", SCHED_ICS), *IGF2026, "--zone", zone)
    assert (status, f"times in {told})." in out) == (0, True)
    assert "Name of the meeting, from the file: IGF Test. If it is wrong, add --name." in out
