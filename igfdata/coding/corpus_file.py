"""The codes of many texts as a file: CSV or JSON lines, a line a file and code, written as they come."""

import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from igfdata.coding.text_codes import FileCodes, TextCode
from igfdata.csv_text import CsvWriter
from igfdata.files import open_file
from igfdata.importers.model import Problem

COLUMNS = ("file", *TextCode._fields)
ENDINGS = (".csv", ".jsonl")
Writer = Callable[[str, TextCode | None], None]


@dataclass
class Tally:
    """What went through.

    Parameters
    ----------
    n_read, n_coded, n_rows
        Files read, files with a code among them, lines with a code.
    problems
        Files that were not read, or in part.
    remarks
        What was done in reading, with the number of files.
    """

    n_read: int = 0
    n_coded: int = 0
    n_rows: int = 0
    problems: list[Problem] = field(default_factory=list)
    remarks: Counter[str] = field(default_factory=Counter)


def write_codes(results: Iterable[FileCodes], file: TextIO, ending: str) -> Tally:
    """Write the codes as they come.

    Parameters
    ----------
    results
        One a file.
    ending
        One of :data:`ENDINGS`.

    Returns
    -------
    Tally
        Lines: ``file, dimension, code, is_weak, n_matches, words``. A file without a code has one line, with an empty code
        and 0 matches; one that was not read has none and stands in ``problems``.
    """
    if ending not in ENDINGS:
        raise ValueError(f"{ending!r} found; expected one of: {', '.join(ENDINGS)}")
    tally = Tally()
    write = _csv_writer(file) if ending == ".csv" else _json_writer(file)
    for found in results:
        tally.remarks.update(found.remarks)
        if found.problem is not None:
            tally.problems.append(found.problem)
        if not found.was_read:
            continue
        tally.n_read += 1
        tally.n_coded += bool(found.codes)
        tally.n_rows += len(found.codes)
        for code in found.codes or (None,):
            write(_safe(found.file), code)
    return tally


def _csv_writer(file: TextIO) -> Writer:
    writer = CsvWriter(file)
    writer.write_row(COLUMNS)

    def write(name: str, code: TextCode | None) -> None:
        cells = ("", "", "", 0, "") if code is None else (*code[:2], "true" if code.is_weak else "false", *code[3:])
        writer.write_row((name, *cells))

    return write


def _json_writer(file: TextIO) -> Writer:
    def write(name: str, code: TextCode | None) -> None:
        cells = (None, None, None, 0, "") if code is None else code
        file.write(json.dumps(dict(zip(COLUMNS, (name, *cells), strict=True)), ensure_ascii=False) + "\n")

    return write


def _safe(name: str) -> str:
    """Path that no spreadsheet takes for a formula; it still leads to the file."""
    return f"./{name}" if name.startswith(("=", "+", "-", "@", "\t", "\r")) else name


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A file to write into that is there whole at the end or, after a stop or an error, as it was before."""
    with open_file(path) as raw:
        # A file name that is no Unicode is written with its bytes as \\x..
        file = io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", newline="")
        yield file
        file.detach()
