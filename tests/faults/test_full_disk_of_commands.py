"""A full disk under a command: a sentence and status 1; an older file of the same name is as it was."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from igfdata.cli.main import main
from igfdata.files import WriteError, open_file, write_file

ROOT = Path(__file__).resolve().parents[2]
NEEDS_FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")


def no_room(*_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("out.xlsx", ["brief", "--meeting", "igf2025", "--out", "out.xlsx"]),
        ("out.ics", ["brief", "--meeting", "igf2025", "--out", "out.ics"]),
        ("ab.xlsx", ["sheet", "write", "ab.xlsx", "--meeting", "igf2025", "--coder", "AB"]),
        ("codes.csv", ["code", "texts", "--out", "codes.csv", "--jobs", "1"]),
    ],
)
def test_the_old_file_stays_and_the_reason_is_told(name, call, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(b"old")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Children and their rights", encoding="utf-8")
    monkeypatch.setattr("igfdata.files.os.fsync", no_room)
    assert main(call) == 1
    assert f"{name}: the file cannot be written: the disk is full; the old one is unchanged." in capsys.readouterr().err
    assert (tmp_path / name).read_bytes() == b"old"
    assert not list(tmp_path.glob(".*.part"))


def test_an_export_that_does_not_fit_leaves_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("IGF_WORKSPACE", str(tmp_path / "workspace"))
    monkeypatch.setattr("igfdata.workspace.archive._write_frames", no_room)
    assert main(["export", str(tmp_path / "out")]) == 1
    assert f"{tmp_path / 'out'}: the folder cannot be written: the disk is full." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def run(*call, **options):
    command = [sys.executable, "-m", "igfdata", *call]
    return subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False, **options)


@NEEDS_FULL
@pytest.mark.parametrize(
    "call", [["codebook", "--format", "csv"], ["codebook", "--format", "json"], ["summary"], ["check"]], ids=" ".join
)
def test_output_onto_a_full_disk(call):
    with Path("/dev/full").open("w") as full:
        done = run(*call, stdout=full)
    assert (done.returncode, done.stderr) == (1, "The output cannot be written: the disk is full.\n")


@pytest.mark.skipif(os.name != "posix", reason="a limit on files")
def test_a_file_larger_than_allowed(tmp_path):
    (tmp_path / "a.html").write_bytes(b"old")
    script = f"ulimit -f 40; exec {sys.executable} -m igfdata brief --meeting igf2025 --day 2 --out {tmp_path / 'a.html'}"
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert (
        done.stderr
        == f"{tmp_path / 'a.html'}: the file cannot be written: it is too large for the disk; the old one is unchanged.\n"
    )
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_closed_output_is_told():
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m igfdata codebook --format csv >&-"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "Nothing was done: standard output is closed.\n")


def test_a_reader_who_has_enough_is_no_error():
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{sys.executable} -m igfdata codebook --format csv | head -c 1 >/dev/null"],
        cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_another_error_while_writing_stays_what_it_is(tmp_path):
    with pytest.raises(ConnectionError), open_file(tmp_path / "a"):
        raise ConnectionError(errno.ECONNRESET, "gone")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(WriteError, match="cannot be written: No such file"):
        write_file(tmp_path / "nowhere" / "a", b"")
