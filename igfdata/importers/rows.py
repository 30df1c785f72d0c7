"""Rows of a CSV or XLSX file as text, within bounds: no formula is computed, no packed file unfolds without limit."""

import csv
import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from igfdata.csv_text import read_lines
from igfdata.importers.collect import Collector
from igfdata.importers.columns import Rows
from igfdata.importers.model import ImportFault, Problem, Source
from igfdata.importers.text import strip_controls

ZIP = b"PK\x03\x04"
DELIMITERS = ",;\t|"
UNSAFE_XML = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D|E)", re.I)
LARGEST_CELL = 1_000_000


def is_workbook(data: bytes) -> bool:
    """Whether bytes are a packed workbook (XLSX), by content."""
    if not data.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return b"xl/workbook.xml" in data


def read_rows(source: Source, out: Collector) -> Rows:
    """Rows of text with their numbers as a spreadsheet counts them; empty rows are left out."""
    pairs = _workbook(source) if source.data.startswith(ZIP) else _csv(source)
    rows: Rows = []
    for number, cells in pairs:
        if len(cells) > source.limits.columns:
            cells = cells[: source.limits.columns]
        if any(cell.strip() for cell in cells):
            rows.append((number, cells))
        if len(rows) > source.limits.records + 20:
            out.whole.error("", "", f"at most {source.limits.records} rows; the others are left out")
            break
    return rows


def delimiter_of(text: str) -> str:
    """Sign between the cells: the one that cuts the first lines into the same number of cells most often."""
    lines = [line for line in text[:20_000].split("\n")[:20] if line.strip()]

    def agreement(sign: str) -> tuple[int, int]:
        counts = [len(next(csv.reader([line], delimiter=sign), [])) for line in lines]
        usual = max(set(counts), key=counts.count) if counts else 1
        return (counts.count(usual) if usual > 1 else 0), usual

    try:
        return max(DELIMITERS, key=lambda sign: (agreement(sign)[0] > 0, lines[0].count(sign) if lines else 0, agreement(sign)))
    except csv.Error:
        return ","


def _csv(source: Source) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST_CELL))
    reader = read_lines(io.StringIO(source.text, newline="\n"), delimiter=delimiter_of(source.text), strict=False)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield number, cells
    except csv.Error:
        expected = f"a row of cells of at most {LARGEST_CELL} characters; is a quotation mark not closed?"
        raise ImportFault(Problem(source.filename, f"row {number + 1}", "", "", expected, "error")) from None


def _workbook(source: Source) -> Iterator[tuple[int, list[str]]]:
    fault = ImportFault(Problem(source.filename, "", "", "", "a workbook (XLSX) that can be opened; save it again", "error"))
    data = _unpacked_safely(source, fault)
    import openpyxl  # here, because it is slow to load

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet: Any = next((one for one in book.worksheets if one.sheet_state == "visible"), None)
        if sheet is None:
            raise fault
        limits = source.limits
        rows = sheet.iter_rows(max_row=limits.records + 40, max_col=limits.columns, values_only=True)
        for number, cells in enumerate(_bounded(rows, source), 1):
            yield number, [_cell(cell) for cell in cells]
    except ImportFault:
        raise
    except Exception:  # openpyxl lets faults of every kind through; none of their texts is shown
        raise fault from None


def _bounded(rows: Iterable[tuple[Any, ...]], source: Source) -> Iterator[tuple[Any, ...]]:
    """Yield rows of raw cells until they hold more text than a file may: one short string can stand in thousands of cells."""
    left = source.limits.file_bytes
    for cells in rows:
        left -= sum(len(cell) for cell in cells if isinstance(cell, str))
        if left < 0:
            expected = f"a workbook whose cells hold at most {source.limits.file_bytes:,} characters; it is refused"
            raise ImportFault(Problem(source.filename, "", "", "", expected, "error"))
        yield cells


def _unpacked_safely(source: Source, fault: ImportFault) -> bytes:
    """The workbook without pictures and macros, once its parts are known to be small and free of entities."""
    limit = source.limits.unpacked_bytes
    kept = io.BytesIO()
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive, zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as safe:
            for member in archive.infolist():
                if not member.filename.endswith((".xml", ".rels")) or member.is_dir():
                    continue
                with archive.open(member) as part:
                    content = part.read(limit - total + 1)
                total += len(content)
                if total > limit:
                    expected = f"a workbook that unpacks to at most {limit // 2**20} MB; it is refused"
                    raise ImportFault(Problem(source.filename, "", "", "", expected, "error"))
                if UNSAFE_XML.search(content):
                    expected = "a workbook without document types or entities; it is refused"
                    raise ImportFault(Problem(source.filename, "", "DOCTYPE", "", expected, "error"))
                safe.writestr(member.filename, content)
    except ImportFault:
        raise
    except Exception:  # a broken archive fails in many ways; all mean the same to the reader
        raise fault from None
    return kept.getvalue()


def _cell(value: object) -> str:
    """A cell as text; formulas are text, dates are ISO."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="minutes") if value.time() != dt.time() else value.date().isoformat()
    if isinstance(value, dt.time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return strip_controls(str(value))
