"""Is one file as the schema declares it: a table, with its columns, forms, closed lists and keys?"""

import csv
import datetime as dt
import io
import re
import zoneinfo
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from igfdata.files import read_lines
from igfdata.schema import PATTERNS, Column, Table
from igfdata.validation.problems import DataProblem, InvalidData, problem_at


def column_problems(table: Table, frame: pd.DataFrame) -> Iterator[DataProblem]:
    """Yield problems of form, closed list, emptiness, missing or undeclared columns, and repeated keys."""
    yield from header_problems(table, list(frame.columns))
    for column in table.columns:
        if column.name not in frame:
            continue
        cells = frame[column.name]
        if column.required:
            for position in np.flatnonzero(cells.isna()):
                yield problem_at(table, frame, int(position), column.name, f"a value ({column.allowed})")
        if wrong := wrong_cells(column, cells):
            for position in np.flatnonzero(cells.isin(wrong)):
                yield problem_at(table, frame, int(position), column.name, column.allowed)
    if table.key and set(table.key) <= set(frame.columns):
        for position in np.flatnonzero(frame.duplicated(list(table.key), keep=False)):
            expected = f"a row whose {' + '.join(table.key)} occurs only once"
            yield problem_at(table, frame, int(position), table.key[0], expected)


def header_problems(table: Table, header: Sequence[str]) -> Iterator[DataProblem]:
    """Columns that are missing or not declared."""
    for name, column in table.by_name.items():
        if name not in header and not column.is_optional:
            yield DataProblem(table.file, 0, "", "", "", f"column {name!r} is missing; expected {', '.join(table.by_name)}")
    for name in header:
        if name not in table.by_name:
            expected = f"column {name!r} is not declared; no names or other facts of people belong here"
            yield DataProblem(table.file, 0, "", "", "", expected)


def wrong_cells(column: Column, cells: pd.Series) -> list[str]:
    """Give the cells that are not of the column's form or closed list, each once; missing ones are not looked at."""
    if column.choices is None and column.kind == "text":
        return []  # every text is one
    form, choices = re.compile(PATTERNS[column.kind][0], re.ASCII), None if column.choices is None else set(column.choices)

    def is_right(value: str) -> bool:
        if choices is not None:
            return value in choices
        if not form.fullmatch(value):
            return False
        return _is_day(value) if column.kind == "date" else column.kind != "zone" or value in _zones()

    def parts(cell: str) -> list[str]:
        return [part.strip() for part in cell.split(";")] if column.many else [cell]

    return [cell for cell in cells.unique() if pd.notna(cell) and not all(map(is_right, parts(str(cell))))]


def _is_day(text: str) -> bool:
    try:
        return bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


@cache
def _zones() -> set[str]:
    """Names of all zones; the system is asked once, for it looks through hundreds of files."""
    return zoneinfo.available_timezones()


Lines = dict[int, list[str]]
"""Row as a spreadsheet counts it → its cells."""


def read_rows(data: bytes, file: str, csv_file: str, *, delimiters: str = ",") -> tuple[list[str], Lines]:
    """Header of a CSV file, and its rows that hold any cell; its columns are separated by the sign that the header has most of.

    Raises InvalidData: when it is no UTF-8, no CSV, or empty; ``csv_file`` says what is expected then.
    """
    try:
        text = data.decode("utf-8-sig")
        if "\x00" in text:
            line = text.count("\n", 0, text.index("\x00")) + 1
            raise _refused(file, f"not text (a NUL character in line {line}); save the file as UTF-8")
        sign = max(delimiters, key=text.partition("\n")[0].count)
        header, *lines = read_lines(io.StringIO(text, newline=""), delimiter=sign)
    except UnicodeDecodeError as error:
        raise _refused(file, f"not UTF-8 text (byte {error.start}); save the file as CSV in UTF-8") from None
    except csv.Error as error:
        raise _refused(file, f"not a CSV file that can be read: {error}") from None
    except InvalidData:
        raise
    except ValueError:
        raise _refused(file, f"the file is empty; {csv_file}") from None
    return header, {row: cells for row, cells in enumerate(lines, start=2) if cells}


def _refused(file: str, expected: str) -> InvalidData:
    return InvalidData([DataProblem(file, 0, "", "", "", expected)])


def length_problems(file: str, header: Sequence[str], lines: Lines, *, n_key: int = 1) -> list[DataProblem]:
    """Rows that have more or fewer cells than the header."""
    wrong = ((row, cells) for row, cells in lines.items() if len(cells) != len(header))
    return [
        DataProblem(file, row, ", ".join(cells[:n_key]), "", "", f"{len(header)} cells expected, {len(cells)} found")
        for row, cells in wrong
    ]


OTHER_DELIMITERS = ";\t|"


def read_file(folder: Path, table: Table) -> tuple[pd.DataFrame | None, list[DataProblem]]:
    """Rows of a file as text, empty cells missing, with the rows of the file as index; or None and why not."""
    path = folder / table.file

    def whole(expected: str) -> tuple[None, list[DataProblem]]:
        return None, [DataProblem(table.file, 0, "", "", "", expected)]

    csv_file = f"expected CSV with one header line, one row is {table.row_is}"
    if table.is_optional and not path.exists():
        return pd.DataFrame(columns=list(table.by_name), dtype="str"), []
    if not path.is_file():
        return whole(f"this is not a file; {csv_file}" if path.exists() else f"the file is missing; {csv_file}")
    try:
        header, lines = read_rows(path.read_bytes(), table.file, csv_file)
    except OSError as error:
        return whole(f"the file cannot be read ({error.strerror})")
    except InvalidData as error:
        return None, error.problems
    names = ", ".join(table.by_name)
    delimiter = next((sign for sign in OTHER_DELIMITERS if sign in "".join(header[:1])), "")
    if delimiter and len(header) == 1 < len(table.columns):
        return whole(f"the columns are separated by {delimiter!r}; expected commas: {names}")
    if not set(header) & set(table.by_name):
        return whole(f"the first line is not a header; expected {names}")
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        return whole(f"column {', '.join(map(repr, twice))} is there twice; expected each once: {names}")
    if not lines:
        missing = [name for name in table.by_name if name not in header and not table.by_name[name].is_optional]
        also = f"; column {', '.join(map(repr, missing))} is missing" if missing else ""
        return whole(f"only the header is there{also}; expected at least one row, one row is {table.row_is}")
    if problems := length_problems(table.file, header, lines, n_key=len(table.key) or 1):
        return None, [*header_problems(table, header), *problems]
    rows = {row: [cell if cell.strip() else "" for cell in cells] for row, cells in lines.items()}
    frame = pd.DataFrame(list(rows.values()), index=list(rows), columns=header, dtype="str")
    for name, column in table.by_name.items():
        if column.is_optional and name not in header:
            frame[name] = ""
    return frame.mask(frame == ""), []
