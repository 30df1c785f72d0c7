"""The command line: exit status, what it prints, and that scripts can read it."""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from igfdata import Selection, select
from igfdata.cli.main import main, parser
from igfdata.cli.shared import compared
from igfdata.dataset import SHIPPED, build
from igfdata.measures.coverage import pillar_coverage
from igfdata.measures.stakeholders import group_mix
from igfdata.measures.summary import RECORD

ROOT = Path(__file__).resolve().parents[3]
HELD = ("--meeting", "igf2025", "--status", "held")


def summary(capsys, *options):
    assert main(["summary", *options, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_check_of_the_shipped_data_from_a_shell():
    done = subprocess.run([sys.executable, "-m", "igfdata", "check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    rows = {path.stem: len(list(csv.reader(path.open(encoding="utf-8", newline="")))) - 1 for path in SHIPPED.glob("*.csv")}
    for count in (
        f"{rows['meetings']} meetings",
        f"{rows['sessions']} sessions",
        f"{rows['participants']:,} people",
        f"{rows['codings']:,} codes",
        f"{rows['benchmarks']} published figures",
    ):
        assert count in done.stdout


def test_check_of_a_bad_folder_lists_every_problem(tmp_path, capsys):
    folder = tmp_path / "data"
    shutil.copytree(SHIPPED, folder)
    links = folder / "session_links.csv"
    links.write_text(links.read_text(encoding="utf-8").replace("follows_directly", "precedes"), encoding="utf-8")
    assert main(["check", str(folder)]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.count("session_links.csv, row") == 2
    assert "'precedes' found; expected one of: continues, concurrent, follows_directly" in output.err


def test_bad_data_stop_a_summary(tmp_path, capsys):
    assert main(["summary", "--data", str(tmp_path)]) == 1
    assert "the file is missing" in capsys.readouterr().err


def test_json_summary_says_what_the_measures_say(shipped, capsys):
    records = summary(capsys, *HELD, "--by", "day")
    assert all(list(record) == [*RECORD, "data"] for record in records)
    data = select(shipped, Selection(meetings=("igf2025",), status=("held",)))
    for name, frame in {
        "pillar_coverage": pillar_coverage(data, by="day"),
        "stakeholder_mix": group_mix(data, by="day"),
    }.items():
        measured = {(str(row.key), str(row.category)): (row.n, row.of) for row in frame.itertuples() if row.n}
        printed = {(r["key"], r["category"]): (r["n"], r["of"]) for r in records if r["measure"] == name and r["n"]}
        assert printed == measured


def test_sessions_are_counted_as_a_share_of_the_programme_alone(capsys, shipped):
    own = shipped.sessions[shipped.sessions["meeting_id"] == "igf2025"]
    n = ((own["status"] != "proposed") & (own["child_rights"] != "no")).sum()
    total = shipped.meetings.set_index("meeting_id").at["igf2025", "sessions_total"]
    records = {r["measure"]: r for r in summary(capsys) if r["measure"] in ("sessions", "programme_share")}
    assert [records["sessions"][name] for name in ("n", "of", "share", "key", "by")] == [n, None, None, None, None]
    found = records["programme_share"]
    assert [found[name] for name in ("category", "n", "of", "low", "high")] == ["at_least", n, total, None, None]
    assert found["share"] == pytest.approx(n / total)


@pytest.mark.parametrize(("coder", "by"), [("a", "pillar"), ("b", "topic"), ("adjudicated", "pillar")])
def test_no_more_sessions_than_there_are_whoever_coded(capsys, coder, by):
    records = summary(capsys, "--meeting", "all", "--coder", coder, "--by", by)
    counts = [record for record in records if record["measure"] == "sessions"]
    assert counts and all(record["n"] <= record["of"] for record in counts), [r for r in counts if r["n"] > r["of"]]


def test_csv_summary_can_be_read_back(capsys):
    records = summary(capsys, *HELD, "--by", "type")
    assert main(["summary", *HELD, "--by", "type", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(rows[0]) == [*RECORD, "data"]
    assert len(rows) == len(records)
    for row, record in zip(rows, records, strict=True):
        assert [row[name] for name in ("measure", "category", "key")] == [
            record[name] or "" for name in ("measure", "category", "key")
        ]
        assert float(row["n"]) == pytest.approx(record["n"])


def test_table_names_the_selection_first(capsys, shipped):
    assert main(["summary", *HELD, "--day", "2"]) == 0
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("Sessions of IGF 2025, on Day 2, held,")
    n = len(select(shipped, Selection(meetings=("igf2025",), days=("Day 2",), status=("held",))).sessions)
    assert second == f"{n} sessions in the data."


@pytest.mark.parametrize(
    "options", [["--meeting", "igf2021", "--relevance", "no"], ["--meeting", "igf2024", "--day", "2"], ["--day", "unknown"]]
)
def test_a_selection_without_sessions_or_lengths_is_summarised(capsys, options):
    hours = [record for record in summary(capsys, *options) if record["measure"] == "hours"]
    assert all(record["n"] == 0 for record in hours)


@pytest.mark.parametrize("option", [("--meeting", "igf1999"), ("--group", "Martians"), ("--coder", "c"), ("--basis", "guess")])
def test_an_unknown_value_stops_with_status_2(capsys, option):
    with pytest.raises(SystemExit) as stop:
        main(["summary", *option])
    assert stop.value.code == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert option[1] in output.err


@pytest.mark.parametrize("call", [[], ["summary", "--colour", "blue"], ["summary", "--by", "room"], ["dance"]])
def test_an_unknown_command_or_option_stops_with_status_2(capsys, call):
    with pytest.raises(SystemExit) as stop:
        main(call)
    assert stop.value.code == 2


def test_several_values_can_be_given_in_every_way():
    selections = [
        compared(parser().parse_args(["summary", *way]))[1]
        for way in (["--day", "1", "2"], ["--day", "1", "--day", "2"], ["--day", "2,1"])
    ]
    assert selections == [Selection(meetings=("igf2025",), days=("Day 1", "Day 2"))] * 3


def test_counts_are_whole_numbers_in_full_in_every_format(capsys, monkeypatch, tiny_frames):
    """1,260 sessions: a table, CSV and JSON have 1260, neither 1.26e+03 nor 1260.0."""
    frames = tiny_frames([{"session_id": f"s{number}", "day": 1} for number in range(1260)])
    monkeypatch.setattr("igfdata.cli.shared.current_dataset", lambda folder: build(frames))
    printed = {}
    for form in ("table", "csv", "json"):
        assert main(["summary", "--format", form]) == 0
        printed[form] = capsys.readouterr().out
    line = next(line for line in printed["table"].splitlines() if line.split()[:1] == ["sessions"])
    assert line.split()[1] == "1260"
    (row,) = [row for row in csv.DictReader(io.StringIO(printed["csv"])) if row["measure"] == "sessions"]
    assert row["n"] == "1260"
    (record,) = [record for record in json.loads(printed["json"]) if record["measure"] == "sessions"]
    assert (type(record["n"]), record["n"]) == (int, 1260)
    assert '"n": 1260,' in printed["json"]
    assert "NaN" not in printed["json"] and "nan" not in printed["table"]


@pytest.mark.parametrize("form", ["table", "csv", "json"])
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--day", "99"], "Day: “99” is unknown. Known: 0, 1, 2, 3, 4, unknown."),
        (["--day", "2", "99", "98"], "Day: “99” and “98” are unknown."),
        (["--group-match", "any", "all"], "Match of groups takes one value; found “any” and “all”."),
        (["--day", ""], "Day: no value is given."),
    ],
)
def test_a_bad_value_is_an_error_and_never_ignored(capsys, options, said, form):
    with pytest.raises(SystemExit) as stop:
        main(["summary", *options, "--format", form])
    output = capsys.readouterr()
    assert (stop.value.code, output.out) == (2, "")
    assert output.err.startswith(said)
    assert "ignored" not in output.err


def agreed(capsys, monkeypatch, tiny_frames):
    """Figures of ten sessions that A and B coded: they agree on eight, s6 and s7 are one's protection and the other's provision."""
    by_a = {(f"s{n}", "A"): "protection" if n <= 6 else "provision" for n in range(1, 11)}
    by_b = {(f"s{n}", "B"): "protection" if n in (1, 2, 3, 4, 5, 7) else "provision" for n in range(1, 11)}
    frames = tiny_frames([f"s{n}" for n in range(1, 11)], pillars=by_a | by_b)
    monkeypatch.setattr("igfdata.cli.reports.current_dataset", lambda folder: build(frames))
    assert main(["agreement", "--format", "json"]) == 0
    return {(record["dimension"], record["label"]): record for record in json.loads(capsys.readouterr().out)}


def test_figures_of_agreement_are_those_counted_by_hand(capsys, monkeypatch, tiny_frames):
    """Protection: 20 values, 12 yes and 8 no. Observed 2/10; expected 2 * 12 * 8 / (20 * 19) = 192/380; alpha 1 - 0.2 / (192/380)."""
    records = agreed(capsys, monkeypatch, tiny_frames)
    protection = records["pillar", "protection"]
    assert protection["alpha"] == pytest.approx(0.6041667, abs=1e-6)
    assert (protection["percent"], protection["n"], protection["n_positive"]) == (0.8, 10, 7)
    assert protection["positive"] == pytest.approx(10 / 12)  # 2 * 5 both, of 6 + 6
    assert records["pillar", "provision"]["positive"] == pytest.approx(6 / 8)  # 2 * 3 both, of 4 + 4
    unclear = records["pillar", "unclear"]
    assert (unclear["alpha"], unclear["percent"], unclear["n_positive"]) == (None, 1, 0)
    assert records["topic", None]["n"] == 0
    sets = records["pillar", None]
    assert (sets["n"], sets["percent"], sets["alpha"]) == (10, 0.8, pytest.approx(0.6041667, abs=1e-6))


def test_table_of_agreement_has_the_same_figures(capsys, monkeypatch, tiny_frames):
    agreed(capsys, monkeypatch, tiny_frames)
    assert main(["agreement"]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if "protection" in line)
    assert line.split()[:3] == ["pillar", "protection", "0.604"]


def test_a_long_number_with_a_fraction_is_printed_in_full(capsys, monkeypatch, tiny_frames):
    """1,201 sessions of 63 minutes are 1,261.05 hours."""
    sessions = [{"session_id": f"s{number}", "day": 1, "duration_min": "63"} for number in range(1201)]
    monkeypatch.setattr("igfdata.cli.shared.current_dataset", lambda folder: build(tiny_frames(sessions)))
    assert main(["summary"]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if line.split()[:1] == ["hours"])
    assert line.split()[1] in ("1261.0", "1261.1")
