"""Rows of the store altered by hand: told with table, row and column, skipped, and the rest stays."""

import shutil
import sqlite3

import pytest
from programme_samples import imported, session

from igfdata.__main__ import main
from igfdata.dataset import load
from igfdata.workspace import Meeting, Workspace


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A workspace on the shipped data with a meeting and a remembered mapping."""
    folder = tmp_path_factory.mktemp("prepared")
    with Workspace.open(folder) as workspace:
        sessions = [session(1), session(2, start="11:00", end="12:00")]
        workspace.import_version(
            Meeting("igf2027"),
            imported(*sessions, people=[("uid1", "speaker", "Government", "")], texts=[("uid1", "report", "x")]),
            "h",
        )
        workspace.remember_mapping(["Title"], {"Title": "title"})
    return folder


@pytest.fixture
def file(prepared, tmp_path, monkeypatch):
    """A copy of it, to alter."""
    folder = shutil.copytree(prepared, tmp_path / "workspace")
    monkeypatch.setenv("IGF_WORKSPACE", str(folder))
    return folder / "workspace.sqlite"


def alter(file, statement, *values):
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        assert connection.execute(statement, values).rowcount > 0


CASES = [
    (
        "UPDATE version_sessions SET status = 'maybe' WHERE position = 1",
        "table version_sessions, row 2 (igf2027-uid2), column status",
    ),
    ("UPDATE version_sessions SET type = 'Worksop' WHERE position = 1", "(igf2027-uid2), column type: 'Worksop' found"),
    ("UPDATE version_sessions SET date = '31.02.2027' WHERE position = 1", "(igf2027-uid2), column date: '31.02.2027' found"),
    ("UPDATE version_sessions SET date = '2026-02-31' WHERE position = 1", "(igf2027-uid2), column date: '2026-02-31' found"),
    ("UPDATE version_sessions SET start = '9 am' WHERE position = 1", "(igf2027-uid2), column start: '9 am' found"),
    (
        "UPDATE version_sessions SET \"end\" = '10:00' WHERE position = 1",
        "(igf2027-uid2), column end: '10:00' found; expected a time after start",
    ),
    ("UPDATE version_sessions SET title = '' WHERE position = 1", "(igf2027-uid2), column title: '' found"),
    ("UPDATE version_sessions SET title = x'ff00' WHERE position = 1", ""),
    ("UPDATE version_sessions SET duration_min = 'long' WHERE position = 1", "column duration_min: 'long' found"),
    (
        "UPDATE version_participants SET role = 'king'",
        "table version_participants, row 1 (igf2027-uid1), column role: 'king' found",
    ),
    ("UPDATE version_participants SET stakeholder_group = 'Martians'", "column stakeholder_group: 'Martians' found"),
    ("UPDATE version_texts SET is_automatic = 'x'", ""),
    ("UPDATE versions SET created_at = 'yesterday'", "table versions, row 1 (igf2027), column created_at: 'yesterday' found"),
    (
        "UPDATE versions SET meeting_id = 'igf2099'",
        "column meeting_id: 'igf2099' found; expected a meeting of the table meetings",
    ),
    ("UPDATE meetings SET active_version = 99", "table meetings, row 1 (igf2027), column active_version: '99' found"),
    ("UPDATE meetings SET start_date = 'June'", "table meetings, row 1 (igf2027), column start_date: 'June' found"),
    ("UPDATE meetings SET timezone = 'Mars/Olympus'", "column timezone: 'Mars/Olympus' found"),
    ("UPDATE meetings SET year = 'MMXXVII'", "column year: 'MMXXVII' found"),
    ("UPDATE settings SET value = '{broken'", ""),
]


@pytest.mark.parametrize(("statement", "told"), CASES, ids=[statement for statement, _ in CASES])
def test_a_row_altered_by_hand_is_told_and_the_rest_stays(file, statement, told, capsys):
    alter(file, statement)
    assert main(["check"]) == (1 if told else 0)
    output = capsys.readouterr()
    assert told in output.err
    with Workspace.open(file) as workspace:
        data = workspace.dataset()
        assert len(workspace.versions("igf2027")) + len(workspace.versions("igf2099")) == 1
        workspace.mapping_for(["Title"])
        workspace.preview("igf2027", imported(1))
    assert set(load().sessions["session_id"]) <= set(data.sessions["session_id"])
    if "position = 1" in statement and told:
        assert set(data.sessions["session_id"]) - set(load().sessions["session_id"]) == {"igf2027-uid1"}
    assert main(["summary", "--meeting", "igf2025"]) == 0
    output = capsys.readouterr()
    assert (f"Altered by hand: workspace, {told}" if told.startswith("table") else told) in output.err
    assert "Traceback" not in output.err


def test_a_codebook_row_altered_by_hand_is_told(file, capsys):
    with Workspace.open(file) as workspace:
        book = workspace.codebook()
        rows = book.rows.assign(label=book.rows["label"].mask(book.rows["topic"] == "sexual_deepfakes", "Deepfakes!"))
        workspace.save_codebook(type(book)(rows, book.changes), signed_by="MK", change="Label", expected_revision=0)
    alter(file, "UPDATE codebook_rows SET pillar_hint = 'peace' WHERE position = 0")
    assert main(["check"]) == 1
    assert "table codebook_rows, row 1 (sexual_deepfakes), column pillar_hint: 'peace' found" in capsys.readouterr().err
    assert main(["codebook", "--format", "csv"]) == 0


def test_a_sound_workspace_has_nothing_to_tell(file, capsys):
    assert main(["check"]) == 0
    assert main(["summary"]) == 0
    assert capsys.readouterr().err == ""
