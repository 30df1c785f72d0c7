"""Broken, hostile and odd files: a clear word, in bounded time and memory, and the good records stay."""

import io
import json
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from programmes import (
    CSV,
    IGF_HTML,
    PRETALX,
    SAMPLES,
    SCHED_ICS,
    UID,
    frab,
    frab_event,
    ics,
    pretalx,
    pretalx_event,
    sched_session,
    vevent,
)
from test_tabular import workbook

from igfdata.importers import FORMATS, ImportFailed, Limits, detect, read
from igfdata.importers.problem_list import ProblemList

CASES = Path(__file__).with_name("cases")
OSLO = {"timezone": "Europe/Oslo", "filename": "file", "meeting": "igf2025"}


def problems(data, **options):
    return read(data, **{**OSLO, **options}).problems


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b" \n\t "])
def test_empty(data):
    assert detect(data) is None
    with pytest.raises(ImportFailed, match="file is empty"):
        read(data, **OSLO)


@pytest.mark.parametrize("key", FORMATS)
@pytest.mark.parametrize("data", [b"{}", b"[]", b"<a/>", b"x", b"\xff\xfe", b"PK\x03\x04", bytes(range(256)) * 4])
def test_any_format_on_anything_gives_the_documented_problem_or_nothing(key, data):
    try:
        assert read(data, format=key, **OSLO).counts["sessions"] == 0
    except ImportFailed as failed:
        assert failed.problems


def test_two_hundred_megabytes_are_refused_before_parsing():
    started = time.process_time()
    with pytest.raises(ImportFailed, match=r"200\.0 MB' found; expected a file of at most 25 MB"):
        read(bytes(200 * 2**20), **OSLO)
    assert time.process_time() - started < 2


def test_json_that_is_nested_too_deep_is_refused():
    with pytest.raises(ImportFailed, match="the JSON is nested too deep to be a programme"):
        read(b'{"schedule":' * 100_000, **OSLO)


def test_limit_can_be_set():
    with pytest.raises(ImportFailed, match="at most 0 MB"):
        read(SCHED_ICS.encode(), limits=Limits(file_bytes=100))


def test_zip_bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            for _ in range(80):
                part.write(bytes(2**20))
    tracemalloc.start()
    with pytest.raises(ImportFailed, match="unpacks to more than"):
        read(packed.getvalue(), **OSLO)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200 * 2**20


def test_xlsx_with_far_cells_is_bounded():
    def far(book):
        book.active["XFD1048576"] = "far"

    started = time.process_time()
    assert read(workbook(["Title", "Room"], ["Play", "A"], extra=far), **OSLO).counts["sessions"] == 1
    assert time.process_time() - started < 10


def test_one_long_string_in_thousands_of_cells():
    started = time.process_time()
    with pytest.raises(ImportFailed, match="cells of the workbook hold more than 26,214,400 characters"):
        read((CASES / "strings_2000.xlsx").read_bytes(), **OSLO)
    assert time.process_time() - started < 2


def test_a_workbook_holds_as_much_text_as_a_file_may():
    limits = Limits(file_bytes=20_000)  # Title, Description and Play: 20 characters
    data = workbook(["Title", "Description"], ["Play", "x" * 19_980])
    assert read(data, limits=limits, **OSLO).counts["sessions"] == 1
    with pytest.raises(ImportFailed, match="cells of the workbook hold more than"):
        read(workbook(["Title", "Description"], ["Play", "x" * 19_981]), limits=limits, **OSLO)


def test_xlsx_with_entities():
    data = workbook(["Title", "Room"], ["Play", "A"])
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "xl/workbook.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "b">]>' + content
            new.writestr(member.filename, content)
    with pytest.raises(ImportFailed, match="with document types"):
        read(packed.getvalue(), **OSLO)


@pytest.mark.parametrize("prolog", [
    '<!DOCTYPE schedule [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>\n',
    '<!DOCTYPE schedule [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n', '<!DOCTYPE schedule SYSTEM "http://127.0.0.1:9/x.dtd">\n',
])  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_a_document_type_is_refused(prolog, encoding):
    text = frab(frab_event(title="&x;"), prolog=prolog)
    with pytest.raises(ImportFailed, match="line 2, field DOCTYPE"):
        read(text.encode(encoding), **OSLO)


def test_calendar_cut_off():
    imported = read(SCHED_ICS[: SCHED_ICS.rindex("DESCRIPTION")].encode(), **OSLO)
    assert list(imported.sessions["external_id"]) == [UID.format(1)]
    assert any(p.field == "END:VEVENT" for p in imported.problems)


def test_an_id_that_several_records_share_does_not_make_them_one():
    lines = ics(vevent(1), vevent(1, SUMMARY="Another"), vevent(1), vevent(2))
    imported = read(lines.encode(), **OSLO)
    uid = UID.format(1)
    assert imported.sessions["external_id"].tolist() == [
        f"{uid}-20250624-0900-safe-play-together-room-3-deck-b-north",
        f"{uid}-20250624-0900-another",
        UID.format(2),
    ]
    shared, twice = [p for p in imported.problems if p.severity == "warning"]
    assert (shared.field, shared.expected) == (
        "external_id", "3 records share an id, so start and title tell them apart",
    )  # fmt: skip
    assert (twice.record, "the same as event 1 (line 9)" in twice.expected) == ("event 3 (line 39)", True)


@pytest.mark.parametrize("data", [
    ics(vevent(DTSTART="20250624T080000Z", DTEND="20250624T070000Z")), pretalx(pretalx_event(end="2025-06-24T08:00:00+02:00", duration="")),
    json.dumps([sched_session(event_end="2025-06-24 08:00")]), "title,start,end\nPlay,2025-06-24 09:00,2025-06-24 08:00\n",
])  # fmt: skip
def test_end_before_start(data):
    imported = read(data.encode(), **OSLO)
    assert imported.sessions.loc[0, "end"] == ""
    assert any(p.field == "end" and "an end after the start" in p.expected for p in imported.problems)


@pytest.mark.parametrize("data", [
    ics(vevent(DTSTART="00010101T000000Z", DTEND="00010101T010000Z")), pretalx(pretalx_event(date="0001-01-01T00:00:00+02:00", end=None)),
    frab(frab_event(date="0001-01-01T00:00:00+14:00")), json.dumps([sched_session(event_start="0001-01-01 00:00")]),
    "title,date,start\nPlay,0001-01-01,09:00\n", ics(vevent(DTSTART="99991231T235959Z", DTEND="99991231T235959Z")),
])  # fmt: skip
def test_years_outside_our_time(data):
    imported = read(data.encode(), **OSLO)
    assert imported.sessions.loc[0, "date"] == ""
    assert any("between 1901 and 2099" in p.expected for p in imported.problems)


def test_control_characters_and_terminal_escapes_vanish():
    title = "Safe\x00 \x1b[31mplay\x1b[0m\x07 \u202eright\u200b"
    for data in (ics(vevent(SUMMARY=title)), json.dumps([sched_session(name=title)]), f"title,room\n{title},A\n"):
        imported = read(data.encode(), **OSLO)
        assert imported.sessions.loc[0, "title"] == "Safe play right"


def test_control_characters_are_reported():
    assert any("control character" in p.value for p in problems(ics(vevent(SUMMARY="a\x00b")).encode()))


def test_halves_of_surrogate_pairs_vanish():
    imported = read(b'[{"name": "Safe \\ud800 play", "event_start": "2025-06-24 09:00"}]', **OSLO)
    imported.sessions.to_csv().encode("utf-8")


def test_broken_signs_are_reported_and_the_rest_stays():
    data = ics(vevent(1, SUMMARY="Größe über Öl – Spaß")).encode().replace("Ö".encode(), b"\xc3")
    imported = read(data, **OSLO)
    assert "Größe über" in imported.sessions.loc[0, "title"]
    assert any("broken character" in p.value for p in imported.problems)


def test_html_of_a_programme_takes_no_effect():
    imported = read(
        json.dumps(
            [sched_session(name="<img src=x onerror=alert(1)>Play <script>alert(1)</script>&lt;b&gt;x&lt;/b&gt;")]
        ).encode(),
        **OSLO,
    )
    assert imported.sessions.loc[0, "title"] == "Play x"


def test_deep_html_and_json():
    deep = IGF_HTML.replace("<h2>Description</h2>", "<div>" * 50_000 + "<h2>Description</h2>")
    assert "Play & learn" in read(deep.encode(), **OSLO).texts["text"].item()
    assert read(deep.encode(), **OSLO).texts.equals(read(IGF_HTML.encode(), **OSLO).texts)
    with pytest.raises(ImportFailed):
        read(b"[" * 100_000, **OSLO)
    with pytest.raises(ImportFailed):
        read(b'{"schedule":' * 100_000, format="pretalx_json", **OSLO)


def test_too_many_records_are_skipped_and_said():
    imported = read(b"title,room\n" + b"".join(b"Play %d,A\n" % n for n in range(50)), limits=Limits(records=10), **OSLO)
    assert imported.counts["sessions"] == 10
    assert any("more than 10 sessions" in p.expected for p in imported.problems)


def test_problems_are_listed_up_to_a_number_and_counted_beyond():
    problems = ProblemList("file", 5)
    for n in range(9):
        problems.add(f"row {n}", "", "", f"sort {n}", "warning")
    assert len(problems.listed()) == 6
    assert problems.severities["warning"] == 9
    assert "4 more problems are not listed" in str(problems.listed()[-1])


def test_long_texts_are_cut_and_said():
    imported = read(ics(vevent(DESCRIPTION="x" * 600_000, SUMMARY="y" * 2_000)).encode(), **OSLO)
    assert imported.texts["text"].str.len().max() == 500_000
    assert {p.field for p in imported.problems} >= {"title", "description"}


def test_no_title_is_an_error_of_that_record_alone():
    imported = read(ics(vevent(1, SUMMARY=""), vevent(2)).encode(), **OSLO)
    assert imported.counts["sessions"] == 1
    assert any(p.field == "title" and p.severity == "error" for p in imported.problems)


def test_unknown_zone():
    with pytest.raises(ImportFailed, match="a time zone such as Europe/Oslo"):
        read(SCHED_ICS.encode(), timezone="Mars/Olympus")
    with pytest.raises(ImportFailed):
        read(SCHED_ICS.encode(), timezone="../../etc/passwd")


def test_reading_again_and_again_keeps_no_memory():
    data = SCHED_ICS.encode()
    read(data, **OSLO)
    tracemalloc.start()
    read(data, **OSLO)
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(30):
        read(data, **OSLO)
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert after - before < 200_000


def test_a_calendar_of_many_events_takes_seconds():
    text = ics(*(vevent(n, UID=f"{n:032x}") for n in range(3_500)))
    started = time.process_time()
    assert read(text.encode(), **OSLO).counts["sessions"] == 3_500
    assert time.process_time() - started < 20


def test_the_name_of_the_file_prints_no_escapes():
    with pytest.raises(ImportFailed) as problem:
        read(b"a letter", filename="\x1b[31mx")
    assert "\x1b" not in str(problem.value)


def test_unknown_format():
    with pytest.raises(ImportFailed, match="unknown format"):
        read(SCHED_ICS.encode(), format="word")
    with pytest.raises(ImportFailed, match="no known format"):
        read(b"just a letter", **OSLO)


@pytest.mark.parametrize("name", SAMPLES)
def test_formats_are_known_by_content(name):
    key, text, _ = SAMPLES[name]
    for ending in (".ics", ".csv", ".xlsx", ".exe"):
        assert detect(text.encode(), f"file{ending}") == key
    for encoding in ("utf-8-sig", "utf-16"):
        assert detect(text.encode(encoding)) == key


PATHOLOGICAL = {
    "quotes": '[{"a": "' + '\\"' * 500_000, "at signs": "title,description\nPlay," + "a" * 250_000 + "\n", "tags": "<p" * 250_000,
    "scripts": "<script>" * 50_000, "entities": "&" * 500_000, "commas": "title,room\n" + "," * 500_000, "lines": "\n" * 175_000 + "x",
    "organizers": "IGF 2025 WS #1 x\nAbout this Session\n" + "Organizer 1: " * 50_000 + "\nExpected Outcomes\nx",
    "groups": "IGF 2025 WS #1 x\nAbout this Session\n" + ("Civil Society, " * 20 + "\n") * 1_250, "blanks": "Title,Room\n" + " " * 750_000 + ",x\n",
    "plus": "title,description\nPlay," + "+1 " * 75_000 + "\n", "angles": "IGF 2025 WS #1 x\nAbout this Session\n" + "<a " * 75_000,
    "events": "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\nSUMMARY:x\n" * 15_000, "folds": "BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + " x\n" * 75_000,
    "stamps": "Sunday December 15, 2024 09:30 - 10:30 GMT+03\n" * 5_000, "names": "IGF 2025 WS #1 x\nSpeakers\n" + "Name: a | Name: " * 25_000,
    "xml": "<schedule>" + "<event>" * 50_000, "esc": "\x1b" * 250_000 + "x", "hyphens": "WS #1 - - " + " -" * 125_000,
}  # fmt: skip


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_texts_made_to_be_slow(name):
    data = PATHOLOGICAL[name].encode()
    started = time.process_time()
    recognised = detect(data, OSLO["filename"])  # what is read when nothing is said: not once more
    for key in (None, *(key for key in ("igf_page", "sched_text", "tabular", "sched_ics") if key != recognised)):
        try:
            read(data, format=key, **OSLO)
        except ImportFailed:
            continue
    assert time.process_time() - started < 10


def test_csv_with_an_open_quotation_mark_is_reported():
    imported = read((CSV + 'S3,"never closed').encode(), **OSLO)
    assert imported.counts["sessions"] >= 2


def test_pretalx_with_odd_types_everywhere():
    value = json.loads(PRETALX)
    value["schedule"]["conference"]["days"][1]["rooms"]["Hall A"] += [
        None,
        7,
        "x",
        [],
        {"title": 3, "date": 7, "persons": "x", "duration": []},
    ]
    assert read(json.dumps(value).encode(), **OSLO).counts["sessions"] == 3
