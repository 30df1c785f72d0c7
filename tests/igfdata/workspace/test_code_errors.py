"""Stored codes that break a rule: told with row and reason, not counted, mended without losing anything."""

import csv

import pytest
from sqlalchemy import text
from test_codes import decide, save

from igfdata.cli.main import main
from igfdata.dataset import SHIPPED
from igfdata.validation import InvalidData, read_folder

HERE, OTHER = "igf2025-ws-1", "igf2025-ws-2"


def alter(workspace, table, **cells):
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
    alter(workspace, "codings", **cells)
    assert told(workspace) == [["codings", OTHER, column, value, expected]]
    assert workspace.dataset().session_pillars.equals(before.session_pillars)
    assert workspace.frames()["sessions"].equals(workspace.shipped["sessions"])


def test_a_wrong_code_in_place_of_a_shipped_one_leaves_the_shipped_one(workspace):
    save(workspace, ["participation"], session_id=HERE, coder="B")
    alter(workspace, "codings", codes="unclear;participation")
    rows = workspace.dataset().session_pillars
    assert rows.loc[rows["coder"] == "B", "pillar"].astype(str).tolist() == ["provision"]


def test_a_topic_that_the_codebook_lacks_is_told_and_the_others_count(workspace):
    save(workspace, ["gaming"], session_id=OTHER, dimension="topic")
    alter(workspace, "codings", codes="chess;gaming")
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
    alter(workspace, "decisions", **cells)
    assert [(row[2], row[4]) for row in told(workspace)] == [(column, expected)]
    data = workspace.dataset()
    assert data.decisions.equals(before) and HERE not in set(before["session_id"])
    assert "adjudicated" not in data.coders


def test_to_mend_is_to_save_anew_to_reopen_or_to_withdraw_and_all_stay_in_the_history(workspace):
    first = save(workspace, ["provision"], session_id=OTHER)
    decided = decide(workspace, ["provision"], session_id=OTHER)
    alter(workspace, "codings", codes="unclear;protection")
    alter(workspace, "decisions", decision="unclear;protection")
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
    alter(workspace, "codings", codes="unclear;protection")
    assert main(["check"]) == 1
    said = capsys.readouterr().err
    assert "unclear alone, or pillars without it" in said and "MK" in said and OTHER in said
