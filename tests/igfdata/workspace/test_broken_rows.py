"""Rows of the store that cannot be used: altered by hand, or codes that break a rule; told with their place, and skipped."""

import csv
import shutil
import sqlite3

import pytest
from programme_samples import imported, session
from sqlalchemy import text
from test_codes import decide, save

from igfdata.cli.main import main
from igfdata.dataset import SHIPPED, load
from igfdata.validation import InvalidData, read_folder
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
        workspace.preview(Meeting("igf2027"), imported(1))
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


HERE, OTHER = "igf2025-ws-1", "igf2025-ws-2"


def alter_codes(workspace, table, **cells):
    """Change the rows of a table by hand, as an earlier version or another program could have left them."""
    with workspace.writing() as transaction:
        for name, value in cells.items():
            transaction.execute(text(f"UPDATE {table} SET {name} = :value"), {"value": value})
        transaction.next_id()


def told(workspace):
    return workspace.code_errors()[["table", "session_id", "column", "value", "expected"]].values.tolist()


@pytest.mark.parametrize(
    ("cells", "column", "value", "expected"),
    [
        ({"codes": "unclear;protection"}, "codes", "unclear, protection", "unclear alone, or pillars without it"),
        ({"codes": "safety"}, "codes", "safety", "one of: protection, provision, participation, unclear"),
        ({"codes": "provision;provision"}, "codes", "provision", "each pillar once"),
        ({"coder": "M K"}, "coder", "M K", "letters, digits, hyphen, dot and underscore"),
        ({"coder": ""}, "coder", "", "letters, digits, hyphen, dot and underscore"),
        ({"coder": "Adjudicated"}, "coder", "Adjudicated", "initials or a role; this name stands for decisions"),
        ({"evidence": "hearsay"}, "evidence", "hearsay", "one of: title, description, report, transcript"),
        ({"codebook_version": "three"}, "codebook_version", "three", "a version such as 1.0; 1.0+2 for the second change of one's own; or empty"),
        ({"dimension": "colour"}, "dimension", "colour", "one of: pillar, topic, relevance"),
        ({"dimension": "relevance", "codes": "perhaps"}, "codes", "perhaps", "one of: yes, partly, no"),
    ],
)  # fmt: skip
def test_codes_that_break_a_rule_are_told_and_the_charts_stay_as_they_were(workspace, cells, column, value, expected):
    before = workspace.dataset()
    save(workspace, ["provision"], session_id=OTHER)
    alter_codes(workspace, "codings", **cells)
    assert told(workspace) == [["codings", OTHER, column, value, expected]]
    assert workspace.dataset().session_pillars.equals(before.session_pillars)
    assert workspace.frames()["sessions"].equals(workspace.shipped["sessions"])


def test_a_wrong_code_in_place_of_a_shipped_one_leaves_the_shipped_one(workspace):
    save(workspace, ["participation"], session_id=HERE, coder="B")
    alter_codes(workspace, "codings", codes="unclear;participation")
    rows = workspace.dataset().session_pillars
    assert rows.loc[rows["coder"] == "B", "pillar"].astype(str).tolist() == ["provision"]


def test_a_topic_that_the_codebook_lacks_is_told_and_the_others_count(workspace):
    save(workspace, ["gaming"], session_id=OTHER, dimension="topic")
    alter_codes(workspace, "codings", codes="chess;gaming")
    assert told(workspace) == [["codings", OTHER, "codes", "chess", "a topic of the codebook"]]
    rows = workspace.dataset().session_topics
    assert rows.loc[rows["coder"] == "MK", "topic"].astype(str).tolist() == ["gaming"]


@pytest.mark.parametrize(
    ("cells", "column", "expected"),
    [
        ({"decision": "unclear;protection"}, "decision", "unclear alone, or pillars without it"),
        ({"reason": ""}, "reason", "a reason"),
        ({"evidence": "hearsay"}, "evidence", "one of: title, description, report, transcript"),
    ],
)
def test_a_decision_that_breaks_a_rule_is_told_and_not_counted(workspace, cells, column, expected):
    before = workspace.dataset().decisions
    decide(workspace, ["provision"], session_id=HERE)
    alter_codes(workspace, "decisions", **cells)
    assert [(row[2], row[4]) for row in told(workspace)] == [(column, expected)]
    data = workspace.dataset()
    assert data.decisions.equals(before) and HERE not in set(before["session_id"])
    assert "adjudicated" not in data.coders


def test_to_mend_is_to_save_anew_to_reopen_or_to_withdraw_and_all_stay_in_the_history(workspace):
    first = save(workspace, ["provision"], session_id=OTHER)
    decided = decide(workspace, ["provision"], session_id=OTHER)
    alter_codes(workspace, "codings", codes="unclear;protection")
    alter_codes(workspace, "decisions", decision="unclear;protection")
    save(workspace, ["protection"], first, session_id=OTHER)
    workspace.reopen_decision(OTHER, "pillar", reason="mended", signed_by="MK", expected_revision=decided)
    assert told(workspace) == []
    stranger = save(workspace, ["provision"], session_id=OTHER, coder="JD")
    with workspace.writing() as transaction:
        transaction.execute(text("UPDATE codings SET coder = 'J D' WHERE coder = 'JD'"))
    assert len(told(workspace)) == 1
    workspace.withdraw("codings", stranger)
    assert told(workspace) == []
    with pytest.raises(LookupError, match="no longer current"):
        workspace.withdraw("codings", stranger)
    assert workspace.codings(OTHER, history=True)["codes"].tolist() == ["unclear;protection", "protection", "provision"]


def test_an_exported_folder_with_such_codes_is_named_by_check_and_refused_by_restore(tmp_path, opened, capsys):
    frames = read_folder(SHIPPED)
    here, there = frames["sessions"]["session_id"][:2]
    workspace = opened(tmp_path / "one.sqlite", shipped=frames)
    save(workspace, ["provision"], session_id=here)
    save(workspace, ["provision"], session_id=there)
    folder = workspace.export_folder(tmp_path / "out")
    path = folder / "workspace" / "codings.csv"
    with path.open(newline="", encoding="utf-8") as file:
        header, first, second = csv.reader(file)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, first, [cell.replace("provision", "unclear;provision") for cell in second]])
    expected = (
        f"workspace/codings.csv, row 3 ({there}), column codes: 'unclear, provision' found; "
        "expected unclear alone, or pillars without it"
    )
    other = opened(tmp_path / "other.sqlite", shipped=frames)
    with pytest.raises(InvalidData) as refused:
        other.import_folder(folder)
    assert [str(problem) for problem in refused.value.problems] == [expected]
    assert other.codings().empty
    assert main(["check", str(folder)]) == 1
    assert expected in capsys.readouterr().err


def test_check_names_such_codes_of_ones_own_workspace(workspace, address, monkeypatch, capsys):
    monkeypatch.setenv("IGF_WORKSPACE", str(address))
    save(workspace, ["provision"], session_id=OTHER)
    assert main(["check"]) == 0
    alter_codes(workspace, "codings", codes="unclear;protection")
    assert main(["check"]) == 1
    said = capsys.readouterr().err
    assert "unclear alone, or pillars without it" in said and "MK" in said and OTHER in said
