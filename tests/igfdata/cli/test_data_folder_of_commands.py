"""One way to the data for every command: `--data DIR`, else `IGF_DATA`, else the shipped folder."""

import csv
import json
import shutil

import openpyxl
import pytest

from igfdata.cli.main import main
from igfdata.dataset import SHIPPED

TITLE = "Renamed in the other folder"
TABLE = "title,room,date,start,end\nPlay online,A,2025-06-24,09:00,10:00\n"


def renamed(folder, title):
    """A copy of the shipped data in which one session and one topic have another name, and all is of a day of 2030."""
    shutil.copytree(SHIPPED, folder)
    for name, key, column, value in (
        ("sessions", "igf2025-ws-70", "title", title),
        ("codebook", "sexual_deepfakes", "label", title),
        ("data_changes", "2", "date", "2030-05-05"),
    ):
        path = folder / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        next(row for row in rows if key in row.values())[column] = value
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return folder


@pytest.fixture(params=["setting", "option"])
def call(request, tmp_path, monkeypatch, capsys):
    """Run a command on another folder, named in one of the two ways; the option wins over a setting that leads nowhere."""
    folder = renamed(tmp_path / "other", TITLE)
    monkeypatch.setenv("IGF_WORKSPACE", str(tmp_path / "workspace"))
    is_option = request.param == "option"
    monkeypatch.setenv("IGF_DATA", "/nowhere" if is_option else str(folder))

    def run(*arguments):
        assert main([*map(str, arguments), *(["--data", str(folder)] if is_option else [])]) == 0
        return capsys.readouterr().out

    return run


def test_check_summary_agreement_and_codebook(call):
    assert "Data of 5 May 2030 (version 2)" in call("check")
    records = json.loads(call("summary", "--meeting", "igf2025", "--format", "json"))
    assert {record["data"] for record in records} == {"Data of 5 May 2030 (version 2)."}
    assert json.loads(call("agreement", "--format", "json"))
    assert TITLE in call("codebook", "--format", "csv")


def test_brief_sheet_and_code(call, tmp_path):
    call("brief", "--meeting", "igf2025", "--out", tmp_path / "a.xlsx")
    titles = {row[4] for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["Sessions"].iter_rows(values_only=True)}
    assert titles
    assert TITLE in str([row for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["Sessions"].iter_rows(values_only=True)])
    call("sheet", "write", tmp_path / "b.xlsx", "--meeting", "igf2025", "--coder", "AB")
    cells = [row for row in openpyxl.load_workbook(tmp_path / "b.xlsx").worksheets[0].iter_rows(values_only=True)]
    assert TITLE in str(cells)
    assert call("code", "--evaluate", "--format", "csv")


def test_import_versions_and_export(call, tmp_path):
    (tmp_path / "a.csv").write_text(TABLE, encoding="utf-8")
    call("import", tmp_path / "a.csv", "--meeting", "igf2025", "--zone", "Europe/Oslo")
    assert "tabular" in call("versions", "--meeting", "igf2025")
    call("export", tmp_path / "out")
    assert TITLE in (tmp_path / "out" / "sessions.csv").read_text(encoding="utf-8")


COMMANDS = [
    ["check"],
    ["summary"],
    ["agreement"],
    ["brief", "--meeting", "igf2025", "--out", "OUT.xlsx"],
    ["codebook"],
    ["code", "--evaluate"],
    ["code", "TEXTS"],
    ["sheet", "write", "OUT.xlsx", "--meeting", "igf2025", "--coder", "AB"],
    ["sheet", "read", "FILE.xlsx", "--coder", "AB"],
    ["import", "FILE.csv", "--meeting", "igf2025"],
    ["versions", "--meeting", "igf2025"],
    ["export", "OUT"],
    ["restore", "OUT"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_folder_that_is_not_there_is_named_by_every_command(command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IGF_WORKSPACE", str(tmp_path / "workspace"))
    monkeypatch.setenv("IGF_DATA", str(tmp_path / "nowhere"))
    (tmp_path / "TEXTS").mkdir()
    (tmp_path / "TEXTS" / "a.txt").write_text("children", encoding="utf-8")
    (tmp_path / "FILE.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "FILE.xlsx").write_bytes(b"PK")
    assert main(command) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert f"{tmp_path / 'nowhere'}: there is no such folder; expected one with meetings.csv" in output.err
