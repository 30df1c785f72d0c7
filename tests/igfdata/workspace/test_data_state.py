"""Of which day and version are the data? What each export says, for shipped rows, for imported ones and for both."""

import io
import time
import zipfile

import openpyxl
import pandas as pd
import pytest
from icalendar import Calendar
from pptx import Presentation
from programme_samples import imported, make_shipped, session, with_a_row_in_each_file

from igfdata import Selection, load
from igfdata.briefing.agenda import briefing_about
from igfdata.briefing.export import export
from igfdata.briefing.render.printed_page import to_print_html
from igfdata.dataset import build
from igfdata.workspace import Meeting
from igfdata.workspace.codes import SessionWork

IN_2027 = "2027-03-03T12:00:00+00:00"
LOG = [("1", "2025-07-01", "igf2025", "Collected."), ("2", "2025-07-09", "igf2025", "More sessions.")]


def with_log(frames, rows=LOG):
    log = pd.DataFrame(rows, columns=frames["data_changes"].columns, dtype="str")
    return {**frames, "data_changes": log}


@pytest.fixture(scope="module")
def base(tiny_frames):
    return with_a_row_in_each_file(make_shipped(tiny_frames))


@pytest.fixture
def store(tmp_path, opened, base):
    return opened(tmp_path / "store.sqlite", shipped=with_log(base))


def add_meeting(store, at=IN_2027):
    sessions = [session(n, date="2027-05-10", start="09:00") for n in (1, 2)]
    store.now = lambda: at
    store.import_version(Meeting("igf2027", name="IGF 2027"), imported(*sessions), "hash")


def test_shipped_rows_are_of_the_day_of_the_newest_version(base):
    data = build(with_log(base))
    assert data.data_state(("igf2025",)) == data.data_state() == "Data of 9 July 2025 (version 2)."
    assert data.data_date(("igf2025",)).isoformat() == "2025-07-09"


def test_a_meeting_that_did_not_change_keeps_the_version_in_which_it_last_did(base):
    meetings = pd.concat([base["meetings"], base["meetings"].assign(meeting_id="igf2024", year="2024")], ignore_index=True)
    rows = [("1", "2025-07-01", "igf2024; igf2025", "Collected."), ("2", "2025-07-09", "igf2025", "More.")]
    data = build(with_log({**base, "meetings": meetings}, rows))
    assert data.data_state(("igf2024",)) == "Data of 1 July 2025 (version 1)."
    assert data.data_state(("igf2024", "igf2025")) == "Data of 9 July 2025 (version 2)."


def test_data_without_a_log_say_so_and_files_have_the_last_day_of_the_meeting(base):
    data = build(with_log(base, []))
    assert data.data_state() == "The data state no version and no day."
    assert data.data_date().isoformat() == "2025-06-27"


def test_the_version_of_the_shipped_data_stands_in_their_log():
    data = load()
    newest = data.data_changes.sort_values("version").iloc[-1]
    assert data.version == str(newest["version"])
    assert f"{newest['date'].year} (version {newest['version']})" in data.data_state(("igf2025",))


def test_an_imported_meeting_is_of_the_day_of_its_import(store):
    add_meeting(store)
    data = store.dataset()
    assert data.data_state(("igf2027",)) == "Data of 3 March 2027 (added by users to version 2)."
    assert data.data_state(("igf2025",)) == "Data of 9 July 2025 (version 2)."
    assert data.data_state() == "Data of 3 March 2027 (version 2 of 9 July 2025, with additions by users)."


def test_codes_and_decisions_are_additions_of_their_day(store):
    store.now = lambda: "2026-12-01T12:00:00+00:00"
    store.save_session(
        "igf2025-ws-2",
        "MK",
        SessionWork({"pillar": ("protection",)}, "title"),
        expected_revisions={},
    )
    assert (
        store.dataset().data_state(("igf2025",))
        == "Data of 1 December 2026 (version 2 of 9 July 2025, with additions by users)."
    )
    store.now = lambda: "2026-12-02T12:00:00+00:00"
    store.save_decision(
        "igf2025-ws-1",
        "pillar",
        ("protection",),
        reason="Rule 1",
        signed_by="MK",
        evidence="title",
        expected_revision=0,
    )
    assert store.dataset().data_state(("igf2025",)).startswith("Data of 2 December 2026 ")


def test_an_exported_folder_says_the_same(store, tmp_path):
    add_meeting(store)
    assert load(store.export_folder(tmp_path / "out")).data_state() == store.dataset().data_state()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="no zones here")
def test_the_day_of_an_addition_is_that_of_the_users_clock(store, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Pacific/Auckland")
        time.tzset()
        add_meeting(store, at="2027-03-03T18:00:00+00:00")
        said = store.dataset().data_state(("igf2027",))
    time.tzset()
    assert said.startswith("Data of 4 March 2027 ")


@pytest.mark.parametrize(("meeting", "day", "said"), [
    ("igf2027", "Day 0", "Data of 3 March 2027 (added by users to version 2)."),
    ("igf2025", "Day 1", "Data of 9 July 2025 (version 2)."),
])  # fmt: skip
def test_each_export_says_of_which_day_its_rows_are(store, meeting, day, said):
    add_meeting(store)
    data = store.dataset()
    selection = Selection(meetings=(meeting,), relevance=())
    briefing = briefing_about(data, selection, day)

    def file(ending):
        return export(briefing, ending, dataset=data, selection=selection)

    slides = Presentation(io.BytesIO(file(".pptx"))).slides
    assert all(
        any(said.rstrip(".") in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame) for slide in slides
    )
    assert said.rstrip(".") in file(".html").decode()
    assert said in to_print_html(briefing).decode()
    assert said in str(Calendar.from_ical(file(".ics"))["DESCRIPTION"])
    method = openpyxl.load_workbook(io.BytesIO(file(".xlsx")))["Method"]
    told = {row[0]: row[1] for row in method.iter_rows(values_only=True)}
    assert (told["Data"], told["Data of"].date()) == (said, data.data_date((meeting,)))
    other = "2025" if meeting == "igf2027" else "2027"
    with zipfile.ZipFile(io.BytesIO(file(".pptx"))) as archive:
        assert f'<dcterms:created xsi:type="dcterms:W3CDTF">{other}' not in archive.read("docProps/core.xml").decode()
