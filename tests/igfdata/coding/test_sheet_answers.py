"""The coding sheet asks the tests of a pillar: answers go out and come back, and a sheet of before loses none."""

import openpyxl
from sheets import cells_of, filled, read, read_back

HERE = "igf2025-ws-1"


def answers(workspace):
    rows = workspace.codings(coder="AB", dimension="pillar")
    return dict(zip(rows["session_id"], rows["answers"], strict=True))


def without_tests(book: openpyxl.Workbook):
    """A sheet as it was before there were tests."""
    sheet = book["Coding"]
    for column in range(sheet.max_column, 0, -1):
        if str(sheet.cell(1, column).value).endswith(("_aim", "_effect")):
            sheet.delete_cols(column)


def ids(written):
    return [row["session_id"] for row in cells_of(written())]


def test_answers_go_out_with_the_codes(written, save):
    first = ids(written)[0]
    save(first, "pillar", ["participation"], answers={"participation_aim": "cannot_tell"})
    row = next(row for row in cells_of(written()) if row["session_id"] == first)
    names = ("protection_aim", "provision_aim", "participation_aim", "participation_effect")
    assert [row[name] for name in names] == [None, None, "cannot_tell", None]


def test_answers_come_back_and_a_pillar_without_a_yes_is_a_remark(workspace, written):
    first, second = ids(written)[:2]
    typed = {
        first: {"pillar_1": "participation", "participation_aim": "Yes", "participation_effect": "cannot tell", "evidence": "report"},
        second: {"pillar_1": "provision", "provision_aim": "no", "evidence": "report"},
    }  # fmt: skip
    problems, done = read_back(workspace, filled(written(), typed))
    assert problems == ()
    assert answers(workspace) == {first: "participation_aim=yes;participation_effect=cannot_tell", second: "provision_aim=no"}
    assert dict(zip(done["session_id"], done["message"], strict=True)) == {
        first: "", second: "No question on Provision is answered yes: check it; it can still be saved.",
    }  # fmt: skip


def test_an_answer_that_is_none_is_an_error_and_one_without_its_pillar_a_warning(written):
    first, second = ids(written)[:2]
    typed = {
        first: {"pillar_1": "provision", "provision_aim": "perhaps", "evidence": "report"},
        second: {"pillar_1": "provision", "participation_aim": "no", "evidence": "report"},
    }
    found = read(filled(written(), typed))
    assert [(problem.record, problem.field, problem.value, problem.severity) for problem in found.problems] == [
        ("row 2", "provision_aim", "perhaps", "error"), ("row 3", "participation_aim", "no", "warning"),
    ]  # fmt: skip
    assert [row.session_id for row in found.rows] == [second]


def test_an_answer_alone_changes_the_codes_of_that_session(workspace, written, save):
    first = ids(written)[0]
    save(first, "pillar", ["provision"], answers={"provision_aim": "no"})
    _, done = read_back(workspace, filled(written(), {first: {"provision_aim": "yes"}}))
    assert done["outcome"].tolist() == ["changed"]
    assert answers(workspace) == {first: "provision_aim=yes"}


def test_a_sheet_of_before_keeps_the_answers_that_were_saved(workspace, written, save):
    first = ids(written)[0]
    save(first, "pillar", ["provision"], answers={"provision_aim": "yes"})
    changed = {first: {"pillar_1": "provision", "pillar_2": "protection", "evidence": "report"}}
    problems, done = read_back(workspace, filled(written(), changed, prepare=without_tests))
    assert problems == () and done["outcome"].tolist() == ["changed"]
    assert answers(workspace) == {first: "provision_aim=yes"}
    _, unchanged = read_back(workspace, filled(written(), {}, prepare=without_tests))
    assert unchanged.empty
