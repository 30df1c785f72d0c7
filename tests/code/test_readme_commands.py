"""The command lines of the documents, run as they stand there, on a workspace and small files of their own."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from igfdata.cli.main import main, parser

ROOT = Path(__file__).parents[2]
COMMANDS = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
SECTION = COMMANDS[COMMANDS.index("## The command line") :]


def lines_of(text):
    """The command lines of a document, without their comments."""
    lines = [line.partition("  #")[0].strip() for line in text.splitlines() if line.startswith("python -m igfdata ")]
    assert lines
    return lines


LINES = lines_of(SECTION)
OTHERS = [line for name in ("README.md", "docs/assumptions.md") for line in lines_of((ROOT / name).read_text(encoding="utf-8"))]
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Sched.com//Held Out//EN
BEGIN:VEVENT
UID:{number}@example.org
SUMMARY:{title}
DTSTART:20260622T090000Z
DTEND:20260622T100000Z
END:VEVENT
END:VCALENDAR
"""
FILES = {
    "brief": "day2.pptx",
    "codebook": "codebook.csv",
    "code": "codes.csv",
    "sheet": "ab.xlsx",
    "export": "new/sessions.csv",
}
"""What a command leaves, where it says so."""

PLAIN = "python -m igfdata check"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A folder with what the lines name: a calendar, texts, and a workspace with a meeting in three versions."""
    folder = tmp_path_factory.mktemp("prepared")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("IGF_WORKSPACE", str(folder / "workspace"))
        (folder / "texts").mkdir()
        (folder / "texts" / "a.txt").write_text("Children and their rights", encoding="utf-8")
        for number in (1, 2, 3):
            text = CALENDAR.format(number=number, title=f"Session {number}").replace("\n", "\r\n")
            (folder / "all.ics").write_text(text, encoding="utf-8", newline="")
            assert main(["import", "all.ics", "--meeting", "igf2026", "--zone", "Europe/Oslo"]) == 0
        assert main(["export", "kept"]) == 0
    return folder


@pytest.fixture
def place(prepared, tmp_path, monkeypatch):
    """A copy of it, to work in."""
    folder = shutil.copytree(prepared, tmp_path / "place")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("IGF_WORKSPACE", str(folder / "workspace"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return folder


@pytest.fixture
def run(capsys):
    """Run a line, the words that stand for the reader's own replaced: its status, what it printed, and what it said was wrong.

    In a shell where it needs one, and once more as a plain command; else the command alone, which saves the start of Python.
    """

    def call(line):
        command = line.split()[3]
        words = line.replace("[DIR]", "").replace("DIR", {"code": "texts", "restore": "kept"}.get(command, "new"))
        parts = shlex.split(words)
        if set("<>|&;$").intersection(words) or words == PLAIN:
            shell = words.replace("python ", f"{shlex.quote(sys.executable)} ", 1)
            done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False, env=os.environ)
            return done.returncode, done.stdout, done.stderr
        assert parts[:3] == ["python", "-m", "igfdata"]
        try:
            status = main(parts[3:])
        except SystemExit as stop:
            status = stop.code
        return status, *capsys.readouterr()

    return call


def test_every_command_has_a_line():
    commands = next(action for action in parser()._actions if action.dest == "command").choices
    assert {line.split()[3] for line in LINES} == set(commands)


@pytest.mark.parametrize("line", dict.fromkeys([*LINES, *OTHERS]))
def test_a_line_runs(line, place, run):
    status, printed, wrong = run(line)
    assert status == 0, wrong
    command = line.split()[3]
    made = FILES.get(command)
    if made and (command == "export" or made in line):
        assert (place / FILES[command]).stat().st_size > 0
    else:
        assert printed.strip()


def test_some_lines_run_in_a_shell():
    assert [line for line in dict.fromkeys([*LINES, *OTHERS]) if ">" in line] and PLAIN in OTHERS


def test_the_lines_about_backups_run_one_after_the_other(place, run):
    lines = lines_of((ROOT / "docs/deploy.md").read_text(encoding="utf-8"))
    assert [line.split()[3] for line in lines] == ["export", "check", "restore", "export", "upgrade"]
    for line in lines:
        status, _, wrong = run(line)
        assert status == 0, wrong


def test_what_the_comments_add_runs_too(place, capsys):
    for ending in (".html", ".xlsx", ".ics"):
        assert f"{ending}" in SECTION
        assert main(["brief", "--meeting", "igf2025", "--day", "2", "--out", f"day2{ending}"]) == 0
    assert main(["code", "--evaluate", "--errors"]) == 0
    assert main(["sheet", "write", "ab.xlsx", "--meeting", "igf2025", "--coder", "AB"]) == 0
    assert main(["sheet", "read", "ab.xlsx", "--coder", "AB"]) == 0
    assert main(["versions", "--meeting", "igf2026"]) == 0
    assert main(["summary", "--group", "civil-society", "--status", "held"]) == 0


def test_every_option_that_the_section_names_is_known():
    known: set[str] = set()

    def collect(one):
        for action in one._actions:
            known.update(action.option_strings)
            for inner in (action.choices or {}).values() if isinstance(action.choices, dict) else ():
                collect(inner)

    collect(parser())
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", SECTION))
    assert len(named) > 10
    assert named - known == set()
