"""Write files whole or not at all, and tables as CSV that is safe to open in a spreadsheet: the one way in which files leave the product."""

import csv
import errno
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import pandas as pd

from igfdata.escaping import for_csv, from_csv

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}
"""Errors that the disk gives while a file is written; any other comes from what is written."""
REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "it is too large for the disk",
}


class WriteError(Exception):
    """A file that could not be written; the message names it and the reason."""


def reason_of(error: OSError) -> str:
    """Say why something could not be written."""
    return REASONS.get(error.errno or 0) or error.strerror or str(error)


def write_file(path: Path, content: bytes) -> None:
    """Write a file; raises :class:`WriteError`, as :func:`open_file` does."""
    with open_file(path) as file:
        file.write(content)


@contextmanager
def open_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be written. It is there at the end; after an error or a stop the old one is as it was.

    Raises WriteError when the disk does not take it.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        file = part.open("xb")
    except OSError as error:
        raise WriteError(f"{path}: the file cannot be written: {reason_of(error)}.") from None
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        if error.errno not in FULL and error.filename != str(part):
            raise
        kept = "; the old one is unchanged" if path.exists() else ""
        raise WriteError(f"{path}: the file cannot be written: {reason_of(error)}{kept}.") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


class CsvWriter:
    """Writes rows into an open file, line by line; missing values become empty cells."""

    def __init__(self, file: TextIO, *, quote_all: bool = False) -> None:
        self._file, self._line = file, io.StringIO()
        # With this line end the writer also quotes a text that holds a lone CR or LF, which would end the row.
        self._writer = csv.writer(self._line, lineterminator="\r\n", quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)

    def write_row(self, cells: Iterable[Any]) -> None:
        """Write one row."""
        self._writer.writerow([for_csv(cell) for cell in cells])
        self._file.write(self._line.getvalue()[:-2] + "\n")
        self._line.seek(0)
        self._line.truncate()


def write_frame(frame: pd.DataFrame, file: TextIO) -> None:
    """Write a table with its header; the index is not written."""
    writer = CsvWriter(file)
    writer.write_row(map(str, frame.columns))
    columns = [_cells(frame.iloc[:, position]) for position in range(frame.shape[1])]
    for row in zip(*columns, strict=True):
        writer.write_row(row)


def frame_text(frame: pd.DataFrame) -> str:
    """Return a table as CSV text."""
    file = io.StringIO()
    write_frame(frame, file)
    return file.getvalue()


def read_lines(file: TextIO, *, delimiter: str = ",") -> Iterator[list[str]]:
    """Yield the rows of a CSV file as they were written; the file is open with ``newline=""``.

    Raises csv.Error when a quotation mark is not closed or a cell is too large.
    """
    for cells in csv.reader(file, strict=True, delimiter=delimiter):
        yield [from_csv(cell) for cell in cells]


def escape_file(text: str) -> str:
    """Return a CSV file with every cell safe; a file that is safe already comes back with the same cells."""
    file = io.StringIO()
    writer = CsvWriter(file)
    for cells in read_lines(io.StringIO(text, newline="")):
        writer.write_row(cells)
    return file.getvalue()


def _cells(column: pd.Series) -> list[Any]:
    """Return the values of a column as the file shows them, missing ones as None; a column of whole days has no times."""
    if pd.api.types.is_datetime64_any_dtype(column):
        days = column.dropna()
        column = column.dt.strftime("%Y-%m-%d" if days.eq(days.dt.normalize()).all() else "%Y-%m-%d %H:%M:%S")
    return column.astype(object).where(column.notna(), None).tolist()
