"""A data folder broken in every way we could think of: each problem is named with its place, all at once."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from igfdata.dataset import SHIPPED, load
from igfdata.schema import TABLES
from igfdata.validation import InvalidData, read_folder

CASES = Path(__file__).with_name("cases")
NEEDED = [name for name, table in TABLES.items() if not table.is_optional]
WS70, MAIN = "igf2025-ws-70", "igf2025-main-dc"


@pytest.fixture
def folder(tmp_path) -> Path:
    """A copy of the shipped data that a test may break."""
    shutil.copytree(SHIPPED, tmp_path / "data", ignore=shutil.ignore_patterns("*.md"))
    return tmp_path / "data"


def problems_of(folder: Path) -> list:
    with pytest.raises(InvalidData) as caught:
        read_folder(folder)
    return caught.value.problems


def change(folder: Path, table: str, match: dict[str, str], column: str, value: str) -> tuple[int, list[str]]:
    """Write a value into the first record that matches; returns its spreadsheet row and the cells of its key."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    position = next(i for i, row in enumerate(rows) if all(row[name] == text for name, text in match.items()))
    rows[position][column] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    key = TABLES[table].key or (TABLES[table].columns[0].name,)
    return position + 2, [rows[position][name] for name in key if rows[position][name]]


def edit(folder: Path, table: str, function: Callable[[list[str]], list[str]]) -> None:
    """Change a file by its lines; the first is the header."""
    path = folder / f"{table}.csv"
    path.write_text("\n".join(function(path.read_text(encoding="utf-8").splitlines())) + "\n", encoding="utf-8")


WS70_ROW, PILLAR_OF_WS70 = {"session_id": WS70}, {"session_id": WS70, "coder": "A", "code": "protection"}
TOPIC_OF_WS70 = {"session_id": WS70, "coder": "A", "code": "sexual_deepfakes"}
LINK, REPORT = {"from_session_id": WS70}, {"date": "2025-06-25"}
CELLS = [  # table, record, column, value, what the message must say is allowed
    ("sessions", WS70_ROW, "type", "Worksop", "Workshop"),
    ("sessions", WS70_ROW, "status", "Held", "held"),
    ("sessions", WS70_ROW, "child_rights", "maybe", "partly"),
    ("sessions", WS70_ROW, "date", "2025-02-31", "YYYY-MM-DD"),
    ("sessions", WS70_ROW, "date", "25.06.2025", "YYYY-MM-DD"),
    ("sessions", WS70_ROW, "date", "2025-07-25", "a date of the meeting"),
    ("sessions", WS70_ROW, "start", "36:00", "HH:MM"),
    ("sessions", WS70_ROW, "start", "9:00", "HH:MM"),
    ("sessions", WS70_ROW, "end", "08:59", "a time after start"),
    ("sessions", WS70_ROW, "end", "09:00", "a time after start"),
    ("sessions", WS70_ROW, "title", "", "a value"),
    ("sessions", WS70_ROW, "source_urls", "", "a value"),
    ("sessions", WS70_ROW, "source_urls", "javascript:alert(1)", "https://"),
    ("sessions", WS70_ROW, "source_urls", "https://example.org/;ftp://example.org/", "https://"),
    ("sessions", WS70_ROW, "duration_min", "-60", "a whole number"),
    ("sessions", WS70_ROW, "sdgs", "4;five", "a whole number"),
    ("sessions", WS70_ROW, "meeting_id", "igf1999", "a meeting_id of meetings.csv"),
    ("meetings", {"year": "2025"}, "timezone", "Europe/Lillestrom", "Europe/Oslo"),
    ("meetings", {"year": "2025"}, "day_zero_date", "2025-06-22", "between start_date and end_date"),
    ("participants", {"role": "rapporteur"}, "session_id", "igf2025-ws-9999", "a session_id of sessions.csv"),
    ("participants", {"role": "rapporteur"}, "stakeholder_group", "Civil society", "Civil Society"),
    ("participants", {"role": "rapporteur"}, "regional_group", "Europe", "WEOG"),
    ("participants", {"role": "rapporteur"}, "basis", "guessed", "inferred"),
    ("codings", PILLAR_OF_WS70, "code", "safety", "protection, provision, participation, unclear"),
    ("codings", PILLAR_OF_WS70, "rank", "1.5", "a whole number"),
    ("codings", PILLAR_OF_WS70, "evidence", "rumour", "transcript"),
    ("codings", TOPIC_OF_WS70, "code", "deep_fakes", "a topic of codebook.csv"),
    ("codings", TOPIC_OF_WS70, "code", "pillar_protection", "a topic of codebook.csv"),
    ("decisions", {"dimension": "pillar"}, "decision", "protection;safety", "protection, provision"),
    ("session_links", LINK, "to_session_id", "igf2025-ws-9999", "a session_id of sessions.csv"),
    ("session_links", LINK, "relation", "precedes", "follows_directly"),
    ("daily_reports", REPORT, "session_ids", f"{WS70};igf2025-ws-9999", "a session_id of sessions.csv"),
    ("daily_reports", REPORT, "topics", "sexual_deepfakes;nonsense", "a topic of codebook.csv"),
    ("daily_reports", REPORT, "date", "2025-06-30", "a date of the meeting"),
    ("benchmarks", {"year": "2025", "category": "WEOG"}, "value", "63 %", "a number"),
    ("codebook", {"topic": "sexual_deepfakes"}, "pillar_hint", "safety", "cross-cutting"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "record", "column", "value", "allowed"), CELLS, ids=[f"{c[0]}.{c[2]}={c[3]}" for c in CELLS])
def test_a_bad_cell_is_the_one_problem(folder, table, record, column, value, allowed):
    row, key = change(folder, table, record, column, value)
    problems = [problem for problem in problems_of(folder) if problem.file == f"{table}.csv"]
    assert [(problem.row, problem.column, problem.value) for problem in problems] == [(row, column, value)]
    assert all(part in problems[0].row_id for part in key)
    assert allowed in problems[0].expected
    assert f"{table}.csv, row {row}" in str(problems[0])


def test_a_meeting_that_ends_before_it_starts(folder):
    row, _ = change(folder, "meetings", {"year": "2025"}, "end_date", "2025-06-22")
    problem = next(problem for problem in problems_of(folder) if problem.column == "end_date")
    assert (problem.file, problem.row, problem.value, problem.expected) == (
        "meetings.csv",
        row,
        "2025-06-22",
        "a date on or after start_date",
    )


def test_all_problems_are_reported_at_once_in_order(folder):
    expected = []
    for table, record, column, value, _ in CELLS[:1] + CELLS[6:7] + CELLS[10:11] + CELLS[17:18] + CELLS[21:24]:
        row, _ = change(folder, table, record, column, value)
        expected.append((f"{table}.csv", row, column, value))
    edit(folder, "benchmarks", lambda lines: [*lines, lines[-1]])
    (folder / "decisions.csv").unlink()
    problems = problems_of(folder)
    found = {(problem.file, problem.row, problem.column, problem.value) for problem in problems}
    assert set(expected) <= found
    assert {problem.file for problem in problems} == {file for file, *_ in expected} | {"benchmarks.csv", "decisions.csv"}
    assert str(problems[0]).startswith("decisions.csv: the file is missing"), "a whole file comes before rows"
    assert problems[1:] == sorted(problems[1:])
    with pytest.raises(InvalidData, match=f"{len(problems)} errors in the data"):
        load(folder)


@pytest.mark.parametrize("table", NEEDED)
def test_a_missing_file_is_one_problem(folder, table):
    (folder / f"{table}.csv").unlink()
    problems = problems_of(folder)
    assert [(problem.file, problem.row) for problem in problems] == [(f"{table}.csv", 0)], (
        f"{len(problems)} problems, first {problems[:2]}"
    )
    assert "missing" in str(problems[0])


def test_a_folder_that_is_not_there_is_one_error(tmp_path):
    (problem,) = problems_of(tmp_path / "nowhere")
    assert str(problem).startswith(f"{tmp_path / 'nowhere'}: there is no such folder; expected one with meetings.csv, ")
    (problem,) = problems_of(Path(__file__))
    assert str(problem).startswith(f"{__file__}: this is not a folder; expected one with meetings.csv, ")


def test_an_empty_folder_lacks_every_file(tmp_path):
    assert {problem.file for problem in problems_of(tmp_path)} == {f"{table}.csv" for table in NEEDED}


@pytest.mark.parametrize(("content", "word"), [(b"", "CSV"), (b"meeting_id,year\nigf\xff,2025\n", "UTF-8"), (b'"igf', "CSV")])
def test_a_file_that_cannot_be_read_is_named(folder, content, word):
    (folder / "session_links.csv").write_bytes(content)
    problems = problems_of(folder)
    assert {problem.file for problem in problems} == {"session_links.csv"}
    assert word in str(problems[0])


@pytest.mark.parametrize("line", [1, 2, -1])
@pytest.mark.parametrize("more", [",x", ",x,y"])
def test_a_line_with_too_many_cells_is_a_problem(folder, line, more):
    edit(
        folder, "session_links", lambda lines: [text + (more if i == line % len(lines) else "") for i, text in enumerate(lines)]
    )
    assert {problem.file for problem in problems_of(folder)} == {"session_links.csv"}


def test_a_line_with_too_few_cells_is_a_problem(folder):
    edit(folder, "sessions", lambda lines: [*lines[:2], lines[2].rsplit(",", 1)[0], *lines[3:]])
    assert {problem.file for problem in problems_of(folder)} == {"sessions.csv"}


def test_a_missing_column_is_named(folder):
    edit(folder, "sessions", lambda lines: [lines[0].replace(",status,", ",state,"), *lines[1:]])
    problems = problems_of(folder)
    assert {problem.file for problem in problems} == {"sessions.csv"}
    assert any("'status'" in str(problem) and "missing" in str(problem) for problem in problems)


def test_a_column_of_persons_names_is_refused(folder):
    edit(
        folder, "participants", lambda lines: [f"{text},{'Jane Doe' if i else 'speaker_name'}" for i, text in enumerate(lines)]
    )
    problems = problems_of(folder)
    assert [(problem.file, problem.row) for problem in problems] == [("participants.csv", 0)]
    assert "'speaker_name'" in str(problems[0])
    assert "Jane Doe" not in str(problems[0])


def test_a_repeated_key_names_its_rows(folder):
    edit(folder, "meetings", lambda lines: [*lines, lines[-1]])
    problems = problems_of(folder)
    assert {(problem.file, problem.row, problem.row_id) for problem in problems} == {
        ("meetings.csv", row, "igf2025") for row in (6, 7)
    }
    assert "only once" in str(problems[0])


def test_rows_are_numbered_as_a_spreadsheet_shows_them(folder):
    """An empty line takes a row of its own; a line break inside a cell takes none."""
    edit(
        folder, "session_links", lambda lines: [*lines[:2], "", *lines[2:-1], lines[-1].replace("follows_directly", "precedes")]
    )
    assert [problem.row for problem in problems_of(folder)] == [7]


def test_a_line_break_inside_a_cell_moves_no_row_number(folder):
    change(folder, "meetings", {"year": "2021"}, "city", "Kato\nwice")
    row, _ = change(folder, "meetings", {"year": "2022"}, "timezone", "nowhere")
    assert row == 3
    assert [problem.row for problem in problems_of(folder)] == [3]


@pytest.mark.parametrize(
    "rewrite",
    [lambda raw: b"\xef\xbb\xbf" + raw, lambda raw: raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")],
    ids=["BOM", "CRLF"],
)
def test_files_saved_by_a_spreadsheet_load_the_same(folder, shipped, rewrite):
    for path in folder.glob("*.csv"):
        path.write_bytes(rewrite(path.read_bytes()))
    loaded = load(folder)
    for name, frame in vars(shipped).items():
        if isinstance(frame, pd.DataFrame):
            pd.testing.assert_frame_equal(getattr(loaded, name), frame, obj=name)


def write(folder: Path, table: str, content: bytes) -> None:
    (folder / f"{table}.csv").write_bytes(content)


def texts_of(folder: Path, table: str) -> tuple[str, bytes, bytes]:
    """Name of the first column, header line, and the lines below it."""
    header, _, lines = (folder / f"{table}.csv").read_bytes().partition(b"\n")
    return header.decode().split(",")[0], header, lines


@pytest.mark.parametrize("table", TABLES)
def test_a_renamed_first_column_is_named_with_its_file(folder, table):
    first, header, lines = texts_of(folder, table)
    write(folder, table, b"x" + header + b"\n" + lines)
    told = [str(problem) for problem in problems_of(folder)]
    assert any(text.startswith(f"{table}.csv: column '{first}' is missing; expected {first}, ") for text in told[:2])
    assert any(text.startswith(f"{table}.csv: column 'x{first}' is not declared") for text in told[:2])


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_first_column_is_named_with_its_file(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(row[1:] for row in rows)
    assert str(problems_of(folder)[0]).startswith(f"{table}.csv: column '{rows[0][0]}' is missing")


@pytest.mark.parametrize("table", TABLES)
def test_a_file_with_its_header_alone_is_the_one_error(folder, table):
    _, header, _ = texts_of(folder, table)
    write(folder, table, header + b"\n")
    (told,) = [str(problem) for problem in problems_of(folder)]
    assert told == f"{table}.csv: only the header is there; expected at least one row, one row is {TABLES[table].row_is}"


def test_a_folder_of_headers_names_each_file_and_the_columns_it_lacks(folder):
    for path in CASES.joinpath("only_headers").glob("*.csv"):
        shutil.copy(path, folder)
    told = [str(problem) for problem in problems_of(folder)]
    assert [text.partition(":")[0] for text in told] == sorted(f"{table}.csv" for table in NEEDED)
    assert all(": only the header is there; " in text for text in told)


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda header, lines: b"", "the file is empty; expected CSV with one header line"),
        (lambda header, lines: b"\xef\xbb\xbf", "the file is empty; expected CSV with one header line"),
        (lambda header, lines: b"\n" + header + b"\n" + lines, "the first line is not a header; expected session_id, "),
        (
            lambda header, lines: (header + b"\n" + lines).replace(b",", b";"),
            "the columns are separated by ';'; expected commas",
        ),
        (
            lambda header, lines: (header + b"\n" + lines).replace(b",", b"\t"),
            "the columns are separated by '\\t'; expected commas",
        ),
        (lambda header, lines: (header + b"\n" + lines).decode().encode("utf-16"), "not UTF-8 text"),
        (lambda header, lines: header + b"\n\x00" + lines, "not text (a NUL character in line 2)"),
        (lambda header, lines: header + b",session_id\n" + lines, "column 'session_id' is there twice; expected each once"),
        (lambda header, lines: header + b",names\n" + lines, "column 'names' is not declared"),
        (lambda header, lines: lines, "the first line is not a header; expected session_id, "),
        (lambda header, lines: header + b"\n" + lines.replace(b"\n", b",x\n"), "17 cells expected, 18 found"),
    ],
    ids=["empty", "BOM alone", "blank first", "semicolon", "tab", "UTF-16", "NUL", "twice", "extra", "no header", "long rows"],
)
def test_a_file_of_another_form_is_named_first(folder, spoil, expected):
    _, header, lines = texts_of(folder, "sessions")
    write(folder, "sessions", spoil(header, lines))
    told = str(problems_of(folder)[0])
    assert told.startswith("sessions.csv") and expected in told


def test_a_folder_in_the_place_of_a_file_is_named(folder):
    (folder / "codebook.csv").unlink()
    (folder / "codebook.csv").mkdir()
    assert [str(problem).partition(";")[0] for problem in problems_of(folder)] == ["codebook.csv: this is not a file"]
