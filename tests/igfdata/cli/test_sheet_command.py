"""The command ``sheet``: a workbook out, codes in."""

import openpyxl
import pytest

from igfdata.cli.main import main
from igfdata.coding.sheet_writing import COLUMNS
from igfdata.dataset import SHIPPED
from igfdata.validation import read_folder
from igfdata.workspace import Workspace

SESSION = "igf2021-ws-131"


@pytest.fixture
def call(capsys, tmp_path, monkeypatch):
    """Runs the command on a workspace of its own: (status, out, err)."""
    monkeypatch.delenv("IGF_WORKSPACE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))

    def run(*options, named=True):
        where = ["--workspace", tmp_path / "store.sqlite"] if named else []
        status = main(["sheet", *map(str, [*options, *where])])
        output = capsys.readouterr()
        return status, output.out, output.err

    return run


@pytest.fixture
def store(tmp_path):
    return lambda: Workspace.open(tmp_path / "store.sqlite", shipped=read_folder(SHIPPED))


def fill(path, session_id=SESSION, **values):
    book = openpyxl.load_workbook(path)
    sheet = book["Coding"]
    row = next(cells[0].row for cells in sheet.iter_rows() if cells[0].value == session_id)
    for name, value in values.items():
        sheet.cell(row, COLUMNS.index(name) + 1).value = value
    book.save(path)


def test_out_and_in(call, store, tmp_path):
    sheet = tmp_path / "ab.xlsx"
    with store():
        pass
    status, out, _ = call("write", sheet, "--meeting", "igf2021", "--coder", "AB")
    assert status == 0
    rows = openpyxl.load_workbook(sheet)["Coding"].max_row - 1
    assert out == f"{sheet}: {rows} sessions\n"
    fill(sheet, pillar_1="protection", protection_aim="yes", topics="gaming", evidence="title")
    status, out, err = call("read", sheet, "--coder", "AB", "--dry-run")
    assert (status, err) == (0, "")
    assert out == f"Would be saved: 2 new; 1 good row, {rows - 1} rows not coded.\n"
    with store() as workspace:
        assert workspace.codings().empty
    assert call("read", sheet, "--coder", "AB")[:2] == (0, f"Saved: 2 new; 1 good row, {rows - 1} rows not coded.\n")
    with store() as workspace:
        saved = workspace.codings(SESSION)
        assert saved[["coder", "dimension", "codes"]].values.tolist() == [
            ["AB", "pillar", "protection"],
            ["AB", "topic", "gaming"],
        ]
        assert set(saved["codebook_version"]) == {workspace.dataset().codebook_version}
    call("write", sheet, "--meeting", "igf2021", "igf2022", "--coder", "AB")
    status, out, _ = call("read", sheet, "--coder", "AB")
    assert (status, out.partition(";")[0]) == (0, "Saved: nothing")


def test_problems_and_conflicts_are_told_with_status_1_and_good_rows_are_saved(call, store, tmp_path):
    sheet = tmp_path / "ab.xlsx"
    with store():
        pass
    call("write", sheet, "--meeting", "igf2021", "--coder", "AB")
    fill(sheet, pillar_1="protection", evidence="title", relevance="yes")
    fill(sheet, "igf2021-ws-133", pillar_1="safety", evidence="title")
    with store() as workspace:
        workspace.save_codes(SESSION, "AB", "pillar", ["provision"], evidence="report", expected_revision=0)
    status, out, err = call("read", sheet, "--coder", "AB")
    assert status == 1
    assert out.startswith("Saved: 1 conflict, 1 new; 1 good row")
    first, second = err.splitlines()
    assert first.startswith("ab.xlsx, row ")
    assert first.endswith("field pillar_1: 'safety' found; expected one of: protection, provision, participation, unclear")
    assert "codes is now 'provision', yours was 'protection'" in second
    with store() as workspace:
        assert workspace.codings(SESSION)["codes"].tolist() == ["provision", "yes"]


def test_without_a_workspace_a_sheet_can_be_written_and_tried(call, tmp_path):
    sheet = tmp_path / "ab.xlsx"
    assert call("write", sheet, "--meeting", "igf2021", "--coder", "AB", named=False)[0] == 0
    fill(sheet, relevance="yes", evidence="title")
    status, out, _ = call("read", sheet, "--coder", "AB", "--dry-run", named=False)
    assert (status, out.partition(";")[0]) == (0, "Would be saved: 1 new")
    assert not (tmp_path / "home").exists()


def test_a_workspace_that_is_set_and_not_made_yet_is_none(call, tmp_path, monkeypatch):
    monkeypatch.setenv("IGF_WORKSPACE", str(tmp_path / "later"))
    assert call("write", tmp_path / "ab.xlsx", "--meeting", "igf2021", "--coder", "AB", named=False)[0] == 0
    assert not (tmp_path / "later").exists()
    monkeypatch.setenv("IGF_WORKSPACE", "postgresql://nobody@127.0.0.1:1/none")
    status, _, err = call("write", tmp_path / "ab.xlsx", "--meeting", "igf2021", "--coder", "AB", named=False)
    assert status == 1
    assert "cannot be used" in err


def test_the_sheet_of_another_coder_is_not_taken(call, tmp_path):
    sheet = tmp_path / "ab.xlsx"
    call("write", sheet, "--meeting", "igf2021", "--coder", "AB", named=False)
    fill(sheet, relevance="yes", evidence="title")
    status, out, err = call("read", sheet, "--coder", "CD", "--dry-run", named=False)
    assert status == 1
    assert out.startswith("Would be saved: nothing; 0 good rows")
    assert "'AB' found; expected CD: the sheet was written for another coder" in err


@pytest.mark.parametrize(
    ("options", "word", "status"),
    [
        (["write", "OUT.xlsx", "--meeting", "igf1999", "--coder", "AB"], "--meeting: igf1999 found; expected some of: igf2021", 2),
        (["read", "OUT.xlsx", "--coder", "AB"], "OUT.xlsx", 2),
        (["read", str(SHIPPED / "codebook.csv"), "--coder", "AB", "--dry-run"], "saved as a workbook (XLSX)", 1),
    ],
)  # fmt: skip
def test_a_wrong_call_or_file_is_told(call, tmp_path, options, word, status):
    found = call(*(str(tmp_path / option) if option == "OUT.xlsx" else option for option in options), named=False)
    assert found[0] == status
    assert word in found[2]


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["write", "a.csv", "--meeting", "igf2021", "--coder", "AB"], "ends in .xlsx"),
        (["write", "nowhere/a.xlsx", "--meeting", "igf2021", "--coder", "AB"], "does not exist"),
        (["write", "a.xlsx", "--meeting", "igf2021", "--coder", "default"], "stands for decisions"),
        (["write", "a.xlsx", "--coder", "AB"], "--meeting"),
        (["read", "a.xlsx"], "--coder"),
        ([], "action"),
    ],
)
def test_a_wrong_option_stops_with_status_2(capsys, options, word):
    with pytest.raises(SystemExit) as stop:
        main(["sheet", *options])
    assert stop.value.code == 2
    assert word in capsys.readouterr().err
