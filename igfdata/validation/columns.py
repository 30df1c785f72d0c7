"""Is one file as the schema declares it: a table, with its columns, forms, closed lists and keys?"""

import csv
import io
import zoneinfo
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from igfdata.files import read_lines
from igfdata.schema import PATTERNS, Column, Table
from igfdata.validation.problems import DataProblem, problem_at


def column_problems(table: Table, frame: pd.DataFrame) -> Iterator[DataProblem]:
    """Yield problems of form, closed list, emptiness, missing or undeclared columns, and repeated keys."""
    yield from header_problems(table, list(frame.columns))
    for column in table.columns:
        if column.name not in frame:
            continue
        given = frame[column.name].reset_index(drop=True).dropna().astype(str)
        if column.required:
            for position in np.flatnonzero(frame[column.name].isna()):
                yield problem_at(table, frame, int(position), column.name, f"a value ({column.allowed})")
        if len(given):
            for position in given.index[~is_valid(column)(given)]:
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


def is_valid(column: Column) -> Callable[[pd.Series], pd.Series]:
    """Vectorised test of one column's form and closed list."""

    def one(values: pd.Series) -> pd.Series:
        if column.choices is not None:
            return values.isin(list(column.choices))
        valid = values.str.fullmatch(PATTERNS[column.kind][0]).astype(bool)
        if column.kind == "date":
            valid &= pd.to_datetime(values, format="%Y-%m-%d", errors="coerce").notna()
        if column.kind == "zone":
            valid &= values.isin(zoneinfo.available_timezones())
        return valid

    def many(values: pd.Series) -> pd.Series:
        parts = values.str.split(";").explode().str.strip()
        return one(parts).groupby(level=0).all().reindex(values.index)

    return many if column.many else one


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
        text = path.read_bytes().decode("utf-8-sig")
        if "\x00" in text:
            line = text.count("\n", 0, text.index("\x00")) + 1
            return whole(f"not text (a NUL character in line {line}); save the file as UTF-8")
        header, *lines = read_lines(io.StringIO(text, newline=""))
    except UnicodeDecodeError as error:
        return whole(f"not UTF-8 text (byte {error.start}); save the file as UTF-8")
    except OSError as error:
        return whole(f"the file cannot be read ({error.strerror})")
    except ValueError:
        return whole(f"the file is empty; {csv_file}")
    except csv.Error as error:
        return whole(f"not a CSV file that can be read: {error}")
    names = ", ".join(table.by_name)
    delimiter = next((sign for sign in OTHER_DELIMITERS if sign in "".join(header[:1])), "")
    if delimiter and len(header) == 1 < len(table.columns):
        return whole(f"the columns are separated by {delimiter!r}; expected commas: {names}")
    if not set(header) & set(table.by_name):
        return whole(f"the first line is not a header; expected {names}")
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        return whole(f"column {', '.join(map(repr, twice))} is there twice; expected each once: {names}")
    if not any(cells for cells in lines):
        missing = [name for name in table.by_name if name not in header and not table.by_name[name].is_optional]
        also = f"; column {', '.join(map(repr, missing))} is missing" if missing else ""
        return whole(f"only the header is there{also}; expected at least one row, one row is {table.row_is}")
    problems = [
        DataProblem(
            table.file,
            row,
            ", ".join(cells[: len(table.key) or 1]),
            "",
            "",
            f"{len(header)} cells expected, {len(cells)} found",
        )
        for row, cells in enumerate(lines, start=2)
        if cells and len(cells) != len(header)
    ]
    if problems:
        return None, [*header_problems(table, header), *problems]
    rows = {row: [cell if cell.strip() else "" for cell in cells] for row, cells in enumerate(lines, start=2) if cells}
    frame = pd.DataFrame(list(rows.values()), index=list(rows), columns=header, dtype="str")
    for name, column in table.by_name.items():
        if column.is_optional and name not in header:
            frame[name] = ""
    return frame.mask(frame == ""), []
