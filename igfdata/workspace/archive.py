"""A workspace as a folder of CSV files: a sound data folder, and beside it all that is needed to come back."""

import csv
import shutil
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Integer, Table, insert, select
from sqlalchemy.exc import IntegrityError

from igfdata.files import CsvWriter, read_lines, write_frame
from igfdata.schema import TABLES
from igfdata.validation import DataProblem, Frames, InvalidData, check_frames
from igfdata.workspace.broken_rows import code_errors
from igfdata.workspace.database import Reading, Transaction
from igfdata.workspace.errors import StoreIsNewer
from igfdata.workspace.merge import all_frames, read_additions, topics_of, with_codebook
from igfdata.workspace.revisions import CURRENT
from igfdata.workspace.store_tables import CODINGS, DECISIONS, KEPT, NEWEST, STORE, since

INSIDE = "workspace"
"""Sub-folder with the store's own tables, one file each; ``store.csv`` holds its version."""
LARGEST_CELL = 2**27
Records = list[dict[str, Any]]


@dataclass(frozen=True)
class Content:
    """What goes into a folder: the merged data set, and the rows of the store's own tables."""

    frames: Frames
    kept: dict[Table, list[list[Any]]]


@dataclass(frozen=True)
class Archive:
    """What a folder holds: rows of the store by table, in the form of this program, and the last number that was given out."""

    folder: Path
    kept: dict[str, Records]
    last_id: int


def read_content(reading: Reading) -> Content:
    """Everything that is exported, as it is in the store now."""
    frames = all_frames(reading)
    check_frames(frames, trusted=reading.shipped)
    return Content(frames, {table: _kept_rows(reading, table) for table in (STORE, *KEPT)})


def new_folder(folder: Path | str) -> Path:
    """The folder to write to; FileExistsError when it is there and not empty."""
    target = Path(folder).absolute()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(f"{target} is not empty; expected a new folder")
    return target


def write_folder(content: Content, target: Path) -> Path:
    """Write a folder, all of it or nothing; the folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".export-", dir=target.parent))
    try:
        (scratch / INSIDE).mkdir()
        _write_frames(content.frames, scratch)
        for table, rows in content.kept.items():
            _write_rows(table, rows, scratch / INSIDE)
        scratch.chmod(0o755)
        scratch.replace(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return target


def read_archive(folder: Path | str) -> Archive:
    """Read an exported folder; ValueError when it is none, StoreIsNewer when a newer program wrote it."""
    inside = Path(folder) / INSIDE
    ((_, version, last_id),) = _rows(inside, STORE)
    if int(version) > NEWEST:
        raise StoreIsNewer(f"{folder} was written by a newer version of the program; update the program to use it.")
    if int(version) < 1:
        raise ValueError(f"{INSIDE}/{STORE.name}.csv: version {version} found; expected 1 to {NEWEST}")
    return Archive(Path(folder), _read(inside, int(version)), int(last_id))


def restore(transaction: Transaction, archive: Archive, *, replace: bool) -> dict[str, int]:
    """Put the rows of a folder into the store and return their number, by table.

    ValueError when the store is not empty and may not be replaced, or rows do not fit each other; InvalidData with file and row
    when codes break a rule.
    """
    try:
        counts = _replace_all(transaction, archive.kept, replace=replace)
    except IntegrityError:
        raise ValueError(f"{archive.folder}: rows that do not match each other; nothing was changed") from None
    problems = _code_problems(archive.kept, topics_of(with_codebook(transaction.shipped, read_additions(transaction).codebook)))
    if problems:
        raise InvalidData(problems)
    transaction.last_id = max(transaction.last_id + 1, archive.last_id)
    return counts


def code_problems_of(folder: Path, topics: Collection[str]) -> list[DataProblem]:
    """Codes and decisions of an exported folder that break a rule, with the row of the file in which they stand."""
    return _code_problems(read_archive(folder).kept, topics)


def _read(folder: Path, version: int) -> dict[str, Records]:
    """Read the rows of exported tables, by the name of the table; what came after the version is empty, as in a store."""
    kept: dict[str, Records] = {}
    for table in KEPT:
        names = [column.name for column in table.columns if since(column) <= version]
        later = {column.name: "" for column in table.columns if since(column) > version}
        rows = _rows(folder, table, version) if since(table) <= version else ()
        kept[table.name] = [dict(zip(names, row, strict=True)) | later for row in rows]
    return kept


def _replace_all(transaction: Transaction, kept: dict[str, Records], *, replace: bool) -> dict[str, int]:
    counts = {}
    for table in reversed(KEPT):
        if not replace and transaction.execute(select(table).limit(1)).first():
            raise ValueError("replace: the workspace is not empty, and what it holds would be lost")
        transaction.execute(table.delete())
    for table in KEPT:
        if kept[table.name]:
            transaction.execute(insert(table), kept[table.name])
        counts[table.name] = len(kept[table.name])
    return counts


def _code_problems(kept: dict[str, Records], topics: Collection[str]) -> list[DataProblem]:
    frames = [pd.DataFrame(kept[table.name], columns=table.columns.keys()) for table in (CODINGS, DECISIONS)]
    codings, decisions = (frame[frame["state"] == CURRENT] for frame in frames)
    errors = code_errors(codings, decisions, topics)
    lines = {
        table.name: {row["id"]: line for line, row in enumerate(kept[table.name], start=2)} for table in (CODINGS, DECISIONS)
    }
    return [
        DataProblem(f"{INSIDE}/{row.table}.csv", lines[row.table][row.id], row.session_id, row.column, row.value, row.expected)
        for row in errors.itertuples()
    ]


def _write_frames(frames: Frames, folder: Path) -> None:
    for table in TABLES.values():
        frame = frames[table.name]
        if table.is_optional and frame.empty:
            continue  # a folder does without it: a file with its header alone would be an error
        ordered = frame.sort_values(list(table.key), ignore_index=True) if table.key and not table.is_ordered else frame
        with (folder / table.file).open("w", newline="", encoding="utf-8") as file:
            write_frame(ordered, file)


def _kept_rows(reading: Reading, table: Table) -> list[list[Any]]:
    rows = reading.execute(select(table).order_by(*table.primary_key.columns)).fetchall()
    return [["" if value is None else value for value in row] for row in rows]


def _write_rows(table: Table, rows: list[list[Any]], folder: Path) -> None:
    with (folder / f"{table.name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = CsvWriter(file, quote_all=True)
        for row in ([column.name for column in table.columns], *rows):
            writer.write_row(row)


def _rows(folder: Path, table: Table, version: int = NEWEST) -> Iterator[tuple[Any, ...]]:
    """Rows of a table that a program of some version exported; numbers as numbers."""
    columns = [column for column in table.columns if since(column) <= version]
    path, names = folder / f"{table.name}.csv", [column.name for column in columns]
    numbers = [isinstance(column.type, Integer) for column in columns]
    csv.field_size_limit(LARGEST_CELL)
    try:
        with path.open(newline="", encoding="utf-8") as file:
            header, *lines = read_lines(file)
            if header != names or any(len(line) != len(names) for line in lines):
                raise ValueError(f"expected the columns {', '.join(names)} in every line")
            for line in lines:
                cells = zip(line, numbers, strict=True)
                yield tuple((int(cell) if cell else None) if is_number else cell for cell, is_number in cells)
    except (OSError, ValueError, csv.Error) as error:
        raise ValueError(f"{INSIDE}/{path.name}: not an exported table: {error}") from None
