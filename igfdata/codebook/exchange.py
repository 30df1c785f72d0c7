"""A codebook as one CSV file, to be changed in a spreadsheet or kept beside the data, and back.

One line a row of the codebook, then one line a change of its log: that has text in ``change`` (date, blank, what
changed), its version in ``since`` and, where there is one, its topic; all else is empty. Dates and versions are
written so that a spreadsheet does not make numbers or dates of its own of them (``v1.0``), and a cell that a
spreadsheet would compute is escaped, see :mod:`igfdata.files`.
"""

import io
import re
from dataclasses import replace

import pandas as pd

from igfdata.codebook.model import CHANGE_COLUMNS, ROW_COLUMNS, Codebook, codebook_problems
from igfdata.files import CsvWriter
from igfdata.schema import TABLES
from igfdata.validation import DataProblem, InvalidData
from igfdata.validation.columns import length_problems, read_rows

LOG = "change"
COLUMNS = (*ROW_COLUMNS, LOG)
MAY_LACK = frozenset({"since", "retired", LOG})
"""Columns that a file made elsewhere may do without."""
VERSIONS = ("since", "retired")
MOST_BYTES = 5 * 2**20
FILE = TABLES["codebook"].file
IN_FILE = {"version": "since", "date": LOG}
"""Column of the log → where it stands in the file."""

_ENTRY = re.compile(r"(\S+)\s+(.+)", re.DOTALL)
_VERSION = re.compile(r"[vV]?(\d+)(\.\d+)?(\+\d+)?")


def write_codebook(codebook: Codebook) -> bytes:
    """The file: UTF-8 with a mark that spreadsheets know it by, columns separated by commas."""
    text = io.StringIO()
    lines: list[dict[str, str]] = [{name: name for name in COLUMNS}]
    for row in codebook.rows.to_dict("records"):
        lines.append({**row, **{name: _written(row[name]) for name in VERSIONS}})
    for entry in codebook.changes.to_dict("records"):
        told = {"topic": entry["topic"], "since": _written(entry["version"]), LOG: f"{entry['date']} {entry['change']}"}
        lines.append(told)
    writer = CsvWriter(text)
    for line in lines:
        writer.write_row(line.get(name, "") for name in COLUMNS)
    return text.getvalue().encode("utf-8-sig")


def read_codebook(data: bytes) -> Codebook:
    """The codebook in a file of :func:`write_codebook`, also when a spreadsheet has saved it, or in ``codebook.csv`` itself.

    Columns may stand in any order and be separated by commas, semicolons or tabs; ``since``, ``retired`` and the log may be
    missing. InvalidData has all problems: row as a spreadsheet counts it, column, value and what is expected.
    """
    records = _records(data)
    rows = {line: record for line, record in records.items() if not record.get(LOG, "")}
    log = {line: record for line, record in records.items() if record.get(LOG, "")}
    entries = [_entry(record) for record in log.values()]
    codebook = Codebook(
        pd.DataFrame([{**row, **{name: _read(row.get(name, "")) for name in VERSIONS}} for row in rows.values()], dtype="str"),
        pd.DataFrame(entries, columns=list(CHANGE_COLUMNS), dtype="str"),
    )
    problems = [_in_file(problem, list(rows), list(log)) for problem in codebook_problems(codebook)]
    if problems:
        raise InvalidData(sorted(problems))
    return codebook


def _records(data: bytes) -> dict[int, dict[str, str]]:
    """Line → cells by column, of the lines that hold something."""
    if len(data) > MOST_BYTES:
        raise InvalidData([DataProblem(FILE, 0, "", "", "", f"{len(data)} bytes; expected at most {MOST_BYTES}")])
    header, lines = read_rows(data, FILE, "expected CSV with one header line", delimiters=",;\t")
    header = [name.strip() for name in header]
    problems = [
        f"column {name!r} is missing; expected {', '.join(COLUMNS)}" for name in COLUMNS if name not in MAY_LACK | {*header}
    ]
    problems += [f"column {name!r} is not known; expected {', '.join(COLUMNS)}" for name in header if name not in COLUMNS]
    problems += [f"column {name!r} stands there twice" for name in dict.fromkeys(header) if header.count(name) > 1]
    full = {line: cells for line, cells in lines.items() if any(map(str.strip, cells))}
    of_lines = length_problems(FILE, header, full)
    if problems or of_lines:
        raise InvalidData([*(DataProblem(FILE, 0, "", "", "", problem) for problem in problems), *of_lines])
    return {line: dict(zip(header, cells, strict=True)) for line, cells in full.items()}


def _entry(record: dict[str, str]) -> dict[str, str]:
    """A line of the log; without a date in front all of it counts as the date, which is then a problem."""
    found = _ENTRY.fullmatch(record[LOG].strip())
    date, change = found.groups() if found else (record[LOG], "")
    return {"version": _read(record.get("since", "")), "date": date, "topic": record["topic"], "change": change}


def _in_file(problem: DataProblem, rows: list[int], log: list[int]) -> DataProblem:
    """The same problem, where it stands in the file."""
    lines = rows if problem.file == FILE else log
    line = lines[problem.row - 2] if problem.row else 0
    return replace(
        problem,
        file=FILE,
        row=line,
        column=problem.column if problem.file == FILE else IN_FILE.get(problem.column, problem.column),
    )


def _written(version: str) -> str:
    return f"v{version}" if version else ""


def _read(cell: str) -> str:
    """A version, also where a spreadsheet made 1 of 1.0; anything else as it stands."""
    found = _VERSION.fullmatch(cell.strip())
    return f"{found[1]}{found[2] or '.0'}{found[3] or ''}" if found else cell
