"""``summary`` with options of B: the columns of both, the difference, and what both are; ``brief`` says the same numbers in each file."""

import json
import re

import openpyxl
import pytest
from icalendar import Calendar
from pptx import Presentation

from igfdata.cli.main import main

ASKED = ["summary", "--meeting", "igf2025", "--group", "civil-society"]
COLUMNS = [
    "measure", "category", "by", "key", "a_n", "a_of", "a_share", "b_n", "b_of", "b_share", "difference", "low", "high", "data",
]  # fmt: skip


def printed(capsys, *options):
    assert main([*ASKED, *options]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("by", [(), ("--by", "day"), ("--by", "meeting")], ids=str)
def test_records_have_both_sides(capsys, by):
    records = json.loads(printed(capsys, "--b-group", "private-sector", "--format", "json", *by))
    assert all(list(record) == COLUMNS for record in records)
    alone = {
        (record["measure"], record["category"], record["key"]): record["n"]
        for record in json.loads(printed(capsys, "--format", "json", *by)) if record["measure"] != "programme_share"
    }  # fmt: skip
    both = {(record["measure"], record["category"], record["key"]): record["a_n"] for record in records}
    assert {key: both.get(key) for key in alone} == alone


def test_the_table_says_what_is_compared(capsys):
    lines = printed(capsys, "--b-group", "all").splitlines()
    assert lines[0].startswith("Civil society, compared with all sessions of IGF 2025. Data of ")
    assert lines[1].startswith("A: ") and "with Civil Society" in lines[1]
    assert lines[2].startswith("B: ") and "with Civil Society" not in lines[2]
    assert lines[3] == f"{lines[1].split()[1]} sessions in both."  # all of A lie in B
    assert lines[5].split() == ["measure", "category", *COLUMNS[4:-1]]


def test_a_value_of_b_that_is_unknown_ends_it(capsys):
    with pytest.raises(SystemExit) as ended:
        main([*ASKED, "--b-day", "17"])
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("Day of B: “17” is unknown. Known: 0, 1,")


@pytest.mark.parametrize("b", ["private-sector", "all"])
def test_each_file_of_a_briefing_says_what_the_summary_prints(capsys, tmp_path, b):
    asked = ["--meeting", "igf2025", "--day", "2", "--group", "civil-society", "--b-group", b]
    assert main(["summary", *asked, "--format", "json"]) == 0
    records = json.loads(capsys.readouterr().out)
    coverage = {record["category"]: record for record in records if record["measure"] == "pillar_coverage"}
    told = {f"{side.upper()} {r[f'{side}_n']:.0f} of {r[f'{side}_of']:.0f}" for r in coverage.values() for side in "ab"}
    (n_a, n_b), *_ = ((r["a_n"], r["b_n"]) for r in records if r["measure"] == "sessions")
    files = {ending: tmp_path / f"day{ending}" for ending in (".pptx", ".html", ".xlsx", ".ics")}
    for file in files.values():
        capsys.readouterr()
        assert main(["brief", *asked, "--out", str(file)]) == 0  # the calendar last
    n_untimed = capsys.readouterr().out.count("Skipped: ")
    first = Presentation(str(files[".pptx"])).slides[1]
    table = next(shape.table for shape in first.shapes if shape.has_table)
    assert told <= {cell.text for row in table.rows for cell in row.cells}
    footer = next(shape.text_frame.text for shape in first.shapes if shape.has_text_frame and "A n = " in shape.text_frame.text)
    n_both = int(re.search(rf"A n = {n_a}, B n = {n_b}, (\d+) in both", footer).group(1))
    page = re.sub("<[^>]+>", "", files[".html"].read_text())
    assert all(text in page for text in told) and f"A n = {n_a}, B n = {n_b}" in page
    sheet = openpyxl.load_workbook(files[".xlsx"])["Comparison"]
    rows = [
        dict(zip((cell.value for cell in sheet[1]), (cell.value for cell in row), strict=True))
        for row in sheet.iter_rows(min_row=2)
    ]
    written = {r["category"]: r for r in rows if r["measure"] == "pillar_coverage" and not r["by"]}
    names = ("a_n", "a_of", "b_n", "b_of")
    assert all(written[key][name] == coverage[key][name] for key in coverage for name in names)
    calendar = Calendar.from_ical(files[".ics"].read_bytes())
    assert len(calendar.walk("VEVENT")) + n_untimed == n_a + n_b - n_both
