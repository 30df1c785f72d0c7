"""How much of its programme a meeting holds: as somebody said, else by what is known of the meeting and the kind of file."""

from dataclasses import replace

import pandas as pd
import pytest
from programme_samples import imported, make_older, session

from igfdata import Selection
from igfdata.briefing.caveats import programme_text
from igfdata.measures.programme_share import programme_share
from igfdata.validation import InvalidData
from igfdata.workspace import Meeting
from igfdata.workspace.store_tables import NEWEST

MEETING = Meeting("igf2026")
NEW_COLUMNS = ',"programme_coverage","sessions_total","sessions_total_url"'
"""Of the table ``versions``, all younger than its first form."""


def coverage(workspace, meeting="igf2026"):
    meetings = workspace.dataset().meetings
    return str(meetings.set_index("meeting_id").at[meeting, "programme_coverage"])


def said(value, meeting="igf2026"):
    return Meeting(meeting, programme_coverage=value)


def test_an_imported_programme_is_complete_unless_somebody_says_it_is_not(workspace):
    workspace.import_version(MEETING, imported(1), "hash-1")
    assert coverage(workspace) == "complete"
    workspace.import_version(said("partial"), imported(1, 2), "hash-2")
    assert coverage(workspace) == "partial"
    workspace.import_version(MEETING, imported(1, 2, 3), "hash-3")
    assert coverage(workspace) == "partial"  # as it was said of the version before
    workspace.import_version(said("child_sessions_only"), imported(1, 2, 3), "hash-3")
    assert coverage(workspace) == "child_sessions_only"


def test_single_pages_are_no_whole_programme(workspace):
    page = replace(imported(1), format="igf_page")
    assert workspace.coverage(MEETING, page) == "partial"
    workspace.import_version(MEETING, page, "hash-1")
    assert coverage(workspace) == "partial"
    workspace.import_version(MEETING, imported(1, 2), "hash-2")
    assert coverage(workspace) == "complete"


def of_2025(*numbers):
    return imported(*(session(number, date="2025-06-24") for number in numbers))


def test_a_shipped_meeting_stays_as_it_is_unless_somebody_says_more(workspace):
    workspace.import_version(Meeting("igf2025"), of_2025(7), "hash-1")
    assert coverage(workspace, "igf2025") == "partial"
    workspace.import_version(said("complete", "igf2025"), of_2025(7, 8), "hash-2")
    assert coverage(workspace, "igf2025") == "complete"


@pytest.mark.parametrize(("value", "is_new"), [("", False), ("complete", False), ("partial", True)])
def test_the_same_file_is_new_only_where_its_coverage_is(workspace, value, is_new):
    workspace.import_version(MEETING, imported(1), "hash-1")
    assert workspace.preview(said(value), imported(1)).is_new is is_new
    assert workspace.import_version(said(value), imported(1), "hash-1").is_new is is_new


def test_undo_brings_back_the_coverage_of_the_version(workspace):
    first = workspace.import_version(said("partial"), imported(1), "hash-1").version_id
    workspace.import_version(said("complete"), imported(1, 2), "hash-2")
    workspace.undo_to(first)
    assert coverage(workspace) == "partial"


def test_a_store_written_before_gets_it_by_an_upgrade(address, opened):
    old = opened(address)
    old.import_version(said("partial"), imported(1), "hash-1")
    make_older(old, 2)
    assert coverage(opened(address)) == "complete"


def test_a_folder_exported_before_is_read_by_the_same_upgrade(sqlite, opened, tmp_path):
    sqlite.import_version(MEETING, imported(1), "hash-1")
    folder = sqlite.export_folder(tmp_path / "out") / "workspace"
    store, versions = folder / "store.csv", folder / "versions.csv"
    text_of_store, text_of_versions = (path.read_text(encoding="utf-8") for path in (store, versions))
    assert f'"{NEWEST}"' in text_of_store
    store.write_text(text_of_store.replace(f'"1","{NEWEST}"', '"1","2"'), encoding="utf-8")
    versions.write_text(text_of_versions.replace(NEW_COLUMNS, "").replace(',"","",""\n', "\n"), encoding="utf-8")
    codings = folder / "codings.csv"
    codings.write_text(codings.read_text(encoding="utf-8").replace(',"answers"', ""), encoding="utf-8")
    other = opened(tmp_path / "other.sqlite")
    other.import_folder(tmp_path / "out")
    assert coverage(other) == "complete"


def test_it_comes_back_from_an_exported_folder(sqlite, opened, tmp_path):
    sqlite.import_version(said("partial"), imported(1), "hash-1")
    sqlite.export_folder(tmp_path / "out")
    assert "programme_coverage" in (tmp_path / "out" / "meetings.csv").read_text(encoding="utf-8").splitlines()[0]
    other = opened(tmp_path / "other.sqlite")
    other.import_folder(tmp_path / "out")
    assert coverage(other) == "partial"


URL = "https://example.org/programme"


def official(workspace, meeting="igf2026"):
    row = workspace.dataset().meetings.set_index("meeting_id").loc[meeting]
    return None if pd.isna(row["sessions_total"]) else (int(row["sessions_total"]), row["sessions_total_url"])


def of_total(total, url=None, meeting="igf2026"):
    return Meeting(meeting, programme_coverage="partial", sessions_total=total, sessions_total_url=url)


def child_session(number, **facts):
    return session(number, title=f"Safety of children {number}", **facts)


def test_with_the_official_total_an_imported_part_is_at_least_so_much_of_it(workspace):
    """Two of three sessions name children; the organisers state 40."""
    programme = imported(child_session(1), child_session(2), 3)
    workspace.import_version(said("partial"), programme, "hash-1")
    selection = Selection(meetings=("igf2026",))
    assert programme_text(programme_share(workspace.dataset(), selection)) == ""
    workspace.import_version(of_total("40", URL), programme, "hash-1")
    assert official(workspace) == (40, URL)
    found = programme_text(programme_share(workspace.dataset(), selection))
    assert found == "at least 2 of 40 (5%) in the official programme"


def test_the_total_stays_with_the_next_version_until_somebody_says_another(workspace):
    workspace.import_version(of_total("40", URL), imported(1), "hash-1")
    workspace.import_version(MEETING, imported(1, 2), "hash-2")
    assert official(workspace) == (40, URL) and workspace.official_total("igf2026") == ("40", URL)
    other = workspace.import_version(of_total("41"), imported(1, 2), "hash-2")
    assert other.is_new and official(workspace) == (41, ""), "another number has another source"
    assert not workspace.preview(of_total("41"), imported(1, 2)).is_new
    workspace.import_version(of_total(""), imported(1, 2), "hash-2")
    assert official(workspace) is None
    workspace.undo_to(other.version_id)
    assert official(workspace) == (41, "")


def test_a_shipped_meeting_gets_the_total_that_somebody_says(workspace):
    workspace.import_version(Meeting("igf2025"), of_2025(7), "hash-1")
    assert official(workspace, "igf2025") is None
    workspace.import_version(of_total("300", URL, "igf2025"), of_2025(7), "hash-1")
    assert official(workspace, "igf2025") == (300, URL)


@pytest.mark.parametrize(
    ("total", "url", "expected"), [("many", URL, "a whole number"), ("40", "a book", "an address that starts with")]
)
def test_a_total_that_is_none_is_refused(workspace, total, url, expected):
    with pytest.raises(InvalidData, match=expected):
        workspace.import_version(of_total(total, url), imported(1), "hash-1")
    assert workspace.meetings().empty


def test_the_total_comes_back_from_an_exported_folder(sqlite, opened, tmp_path):
    sqlite.import_version(of_total("40", URL), imported(1), "hash-1")
    sqlite.export_folder(tmp_path / "out")
    other = opened(tmp_path / "other.sqlite")
    other.import_folder(tmp_path / "out")
    assert official(other) == (40, URL)
