"""The command ``code``: figures against the hand codes, and the texts of a folder as CSV or JSON lines."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from igfdata.cli import code as code_command
from igfdata.cli.main import main
from igfdata.codebook.dictionary import Dictionary
from igfdata.coding.evaluation import half_of, quality, quality_errors, readings
from igfdata.coding.text_codes import COLUMNS, FileCodes, TextCode, write_codes
from igfdata.dataset import SHIPPED
from igfdata.importers.model import PARTICIPANT_COLUMNS, SESSION_COLUMNS, TEXT_COLUMNS, Imported
from igfdata.validation import read_folder
from igfdata.workspace import Meeting, Workspace

ROOT = Path(__file__).resolve().parents[3]


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def no_workspace(monkeypatch, tmp_path):
    """The user of these tests has no workspace of their own."""
    monkeypatch.delenv("IGF_WORKSPACE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "one.txt").write_text("Video games for children, and a loot box", encoding="utf-8")
    (folder / "=two.txt").write_text("nothing of the kind", encoding="utf-8")
    (folder / "three.html").write_text("<p>Encryption</p>", encoding="utf-8")
    return folder


def run(capsys, *options):
    status = main(["code", *map(str, options)])
    output = capsys.readouterr()
    return status, output.out, output.err


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_a_folder_becomes_rows_one_file_after_the_other(capsys, texts):
    status, out, err = run(capsys, texts, "--jobs", 1)
    assert status == 0
    rows = rows_of(out)
    assert list(rows[0]) == list(COLUMNS)
    assert list(dict.fromkeys(row["file"] for row in rows)) == ["./=two.txt", "a/one.txt", "three.html"]
    assert rows[0] == {"file": "./=two.txt", "dimension": "", "code": "", "is_weak": "", "n_matches": "0", "words": ""}
    gaming = next(row for row in rows if row["code"] == "gaming")
    assert gaming == {
        "file": "a/one.txt", "dimension": "topic", "code": "gaming", "is_weak": "false", "n_matches": "2",
        "words": "Video games; loot box",
    }  # fmt: skip
    assert err.splitlines()[0] == f"3 of 3 files read; 2 with a code, {len(rows) - 1} codes."


def test_json_lines_say_the_same(capsys, texts, tmp_path):
    _, out, _ = run(capsys, texts, "--jobs", 1)
    status, printed, _ = run(capsys, texts, "--out", tmp_path / "codes.jsonl")
    assert (status, printed) == (0, "")
    records = [json.loads(line) for line in (tmp_path / "codes.jsonl").read_text(encoding="utf-8").splitlines()]
    assert records[0] == {"file": "./=two.txt", "dimension": None, "code": None, "is_weak": None, "n_matches": 0, "words": ""}
    assert [(r["file"], r["code"] or "", r["n_matches"], r["words"]) for r in records] == [
        (row["file"], row["code"], int(row["n_matches"]), row["words"]) for row in rows_of(out)
    ]


def test_the_file_is_the_same_with_two_processes(capsys, texts, tmp_path):
    for jobs in (1, 2):
        assert run(capsys, texts, "--jobs", jobs, "--out", tmp_path / f"{jobs}.csv")[0] == 0
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()


def test_a_cluster_writes_the_same_file(capsys, texts, tmp_path):
    distributed = pytest.importorskip("distributed", reason="dask is not installed: pip install 'dask[distributed]'")
    run(capsys, texts, "--jobs", 1, "--out", tmp_path / "one.csv")
    options = {"n_workers": 2, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
    with distributed.LocalCluster(**options) as cluster:
        status, _, _ = run(capsys, texts, "--dask", cluster.scheduler_address, "--out", tmp_path / "cluster.csv")
    assert status == 0
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "cluster.csv").read_bytes()


def test_a_cluster_that_cannot_be_used_leaves_no_file(capsys, texts, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    status, out, err = run(capsys, texts, "--dask", "tcp://127.0.0.1:1", "--out", tmp_path / "codes.csv")
    assert (status, out) == (1, "")
    assert err == "Dask is not installed; expected: pip install 'dask[distributed]'\n"
    assert [path.name for path in tmp_path.iterdir() if "codes" in path.name] == []


def test_another_codebook_can_be_used(capsys, texts, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    for path in SHIPPED.glob("*.csv"):
        (data / path.name).write_bytes(path.read_bytes())
    codebook = data / "codebook.csv"
    frame = pd.read_csv(codebook, dtype=str, keep_default_na=False)
    frame.loc[frame["topic"] == "gaming", "terms"] = "nothing"
    frame.to_csv(codebook, index=False, lineterminator="\n")
    _, out, _ = run(capsys, texts, "--data", data)
    assert [row["file"] for row in rows_of(out) if row["code"] == "gaming"] == ["./=two.txt"]


def test_what_cannot_be_read_is_named_at_the_end_with_status_1(capsys, texts):
    (texts / "bad.txt").write_bytes(b"%PDF-1.7")
    (texts / "gone.txt").symlink_to(texts / "nowhere")
    (texts / "latin.txt").write_bytes("Jeux vidéo – video games".encode("cp1252"))
    (texts / "slides.pptx").write_bytes(b"")
    status, out, err = run(capsys, texts)
    assert status == 1
    assert {row["file"] for row in rows_of(out)} == {"./=two.txt", "a/one.txt", "three.html", "latin.txt"}
    lines = err.splitlines()
    assert lines[0].startswith("4 of 6 files read; 3 with a code")
    assert lines[1].startswith("1 file: ") and "Windows-1252" in lines[1]
    assert lines[2] == "Skipped files of other kinds: 1 .pptx."
    assert lines[3] == "2 problems:"
    assert [line.partition(":")[0] for line in lines[4:]] == ["bad.txt", "gone.txt"]


def test_a_folder_without_texts_is_a_wrong_call(capsys, tmp_path):
    (tmp_path / "texts").mkdir()
    status, out, err = run(capsys, tmp_path / "texts", "--out", tmp_path / "codes.csv")
    assert (status, out) == (2, "")
    assert "no file found that ends in .txt, .md, .html, .htm, .vtt, .srt" in err
    assert not (tmp_path / "codes.csv").exists()
    assert run(capsys, tmp_path / "nowhere")[0] == 2


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ([], "--evaluate"),
        (["DIR", "--evaluate"], "not both"),
        (["DIR", "--errors"], "--errors: goes with --evaluate alone"),
        (["DIR", "--half", "all", "--format", "csv"], "--half, --format: goes with --evaluate alone"),
        (["--evaluate", "--out", "OUT.csv"], "--out: goes with DIR alone"),
        (["DIR", "--jobs", "2", "--dask", "tcp://x"], "expected one of them"),
        (["--evaluate", "--coder", "zz"], "--coder: 'zz' found; expected one of: default, A, B"),
    ],
)
def test_a_wrong_call_is_told_with_status_2(capsys, texts, tmp_path, options, word):
    named = {"DIR": texts, "OUT.csv": tmp_path / "out.csv"}
    status, out, err = run(capsys, *(named.get(option, option) for option in options))
    assert (status, out) == (2, "")
    assert word in err


@pytest.mark.parametrize("options", [["--out", "codes.xlsx"], ["--jobs", "0"], ["--out", "nowhere/codes.csv"]])
def test_a_wrong_option_stops_with_status_2(capsys, texts, options):
    with pytest.raises(SystemExit) as stop:
        main(["code", str(texts), *options])
    assert stop.value.code == 2
    assert options[1] in capsys.readouterr().err


def test_a_stop_leaves_the_file_as_it_was(capsys, texts, tmp_path, monkeypatch):
    out = tmp_path / "codes.csv"
    out.write_text("before", encoding="utf-8")

    def stopped(results, file, ending):
        write_codes([next(iter(results))], file, ending)
        raise KeyboardInterrupt

    monkeypatch.setattr(code_command, "write_codes", stopped)
    status, _, err = run(capsys, texts, "--out", out)
    assert status == 130
    assert err.splitlines()[-1] == f"Stopped; {out} is unchanged."
    assert out.read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir() if ".part" in path.name] == []


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_stops_the_command_and_its_processes(tmp_path, jobs):
    definitions = " ".join(read_folder(SHIPPED)["codebook"]["definition"])
    for n in range(150):  # more rows than a pipe holds: the command waits for its reader
        (tmp_path / f"{n:03}.txt").write_text(definitions, encoding="utf-8")
    command = [sys.executable, "-m", "igfdata", "code", str(tmp_path), "--jobs", jobs]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline().startswith("file,")
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate()  # comes back once all processes have let go of the pipes
    assert process.returncode == 130
    assert err == "Stopped.\n"


def test_progress_is_one_line_on_a_terminal_and_nothing_elsewhere(capsys, texts, tmp_path, monkeypatch):
    _, _, err = run(capsys, texts, "--jobs", 1, "--out", tmp_path / "codes.csv")
    assert err.startswith("3 of 3 files read")
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    assert main(["code", str(texts), "--jobs", "1", "--out", str(tmp_path / "codes.csv")]) == 0
    line, told = terminal.getvalue().split("\n", 1)
    assert "3/3" in line and told.startswith("3 of 3 files read")


def test_a_file_name_that_is_no_unicode_can_be_written(tmp_path):
    out = tmp_path / "codes.csv"
    with code_command.whole_file(out) as file:
        write_codes([FileCodes("tal\udce9k.txt", (TextCode("topic", "gaming", False, 1, "games"),))], file, ".csv")
    assert out.read_text(encoding="utf-8").splitlines()[1] == "tal\\udce9k.txt,topic,gaming,false,1,games"


# Figures against the hand codes


def evaluated(capsys, *options):
    status, out, err = run(capsys, "--evaluate", *options, "--format", "json")
    assert (status, err) == (0, "")
    return json.loads(out)


def test_figures_are_those_of_the_evaluation_half(capsys, shipped):
    records = evaluated(capsys)
    assert {(record["read"], record["sessions"]) for record in records} == {("title", "all")}
    child = next(record for record in records if (record["dimension"], record["code"]) == ("relevance", "child"))
    told = shipped.sessions[shipped.sessions["child_rights"].isin(["yes", "no"])]
    in_half = told["session_id"].map(half_of) == "evaluation"
    assert child["n"] == in_half.sum()
    assert child["n_hand"] == (told.loc[in_half, "child_rights"] == "yes").sum()
    whole = evaluated(capsys, "--half", "all")
    assert next(r for r in whole if r["code"] == "child")["n"] == len(told)


def test_the_table_says_which_half_and_whose_codes(capsys, shipped):
    status, out, _ = run(capsys, "--evaluate", "--half", "development")
    assert status == 0
    halves = [half_of(key) for key in shipped.sessions["session_id"]]
    n = halves.count("development")
    assert out.startswith(
        f"The development half of the sessions ({n} of {len(halves)}); codes of people: adjudicated, else coder A."
    )
    assert "(0." in out and "micro" in out


def test_every_error_can_be_read(capsys):
    errors, table = evaluated(capsys, "--errors"), evaluated(capsys)
    per_code = [r for r in table if r["code"] not in ("macro", "micro")]
    assert Counter(e["error"] for e in errors) == {
        "missed": sum(r["fn"] for r in per_code),
        "unwanted": sum(r["fp"] for r in per_code),
    }


def with_text(session_id, text):
    """A programme of one shipped session, with a description."""
    facts = {"external_id": session_id, "type": "Other", "title": session_id, "status": "held", "date": "2025-06-24"}
    return Imported(
        format="tabular",
        timezone="Europe/Oslo",
        sessions=pd.DataFrame([{name: facts.get(name, "") for name in SESSION_COLUMNS}], dtype="str"),
        participants=pd.DataFrame(columns=list(PARTICIPANT_COLUMNS), dtype="str"),
        texts=pd.DataFrame([(session_id, "description", text, False)], columns=list(TEXT_COLUMNS)),
    )


def test_texts_of_the_workspace_are_read_too(capsys, tmp_path):
    shipped = read_folder(SHIPPED)
    coded = shipped["codings"].query("dimension == 'topic' and code == 'encryption' and coder == 'A'")["session_id"]
    key = next(key for key in coded if half_of(key) == "evaluation" and key.startswith("igf2025"))
    address = tmp_path / "store.sqlite"
    with Workspace.open(address, shipped=shipped) as workspace:
        workspace.import_version(Meeting("igf2025"), with_text(key, "On end-to-end encryption."), "0" * 64)
    records = evaluated(capsys, "--workspace", address)
    assert {(r["read"], r["sessions"]) for r in records} == {("title", "all"), ("title", "with text"), ("text", "with text")}
    encryption = {(r["read"], r["sessions"]): r for r in records if r["code"] == "encryption"}
    assert [(r["n"], r["n_hand"]) for r in encryption.values()][1:] == [(1, 1), (1, 1)]
    assert encryption["text", "with text"]["recall"] == 1
    assert encryption["title", "all"]["n"] > 1


def test_a_workspace_that_is_named_and_not_there_stops_the_command(capsys, tmp_path):
    status, out, err = run(capsys, "--evaluate", "--workspace", tmp_path / "none.sqlite")
    assert (status, out) == (1, "")
    assert "none.sqlite" in err
    assert not (tmp_path / "none.sqlite").exists()


def test_titles_and_texts_are_told_apart(tiny):
    data = tiny(["a", "b"], topics={"a": "gaming", "b": "gaming"})
    games = Dictionary.from_codebook([{"topic": "gaming", "terms": "game*"}])
    found = readings(data, games, half=None, texts={"b": "all about games"})
    table = quality(found)
    assert table[["read", "sessions", "n", "tp", "fn"]].values.tolist() == [
        ["title", "all", 2, 0, 2], ["title", "with text", 1, 0, 1], ["text", "with text", 1, 1, 0],
    ]  # fmt: skip
    errors = quality_errors(found)
    assert errors[["read", "session_id", "error"]].values.tolist() == [["title", "a", "missed"], ["title", "b", "missed"]]
    assert quality(readings(data, games, half=None, texts={}))["read"].tolist() == ["title"]
