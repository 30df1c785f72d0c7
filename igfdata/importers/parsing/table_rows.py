"""Rows of a CSV, TSV or XLSX file as text, within bounds; quotation marks that do not fit are told, never read over."""

import csv
import io
import zipfile
from collections.abc import Iterator

from igfdata.escaping import from_csv
from igfdata.importers.model import ImportFailed, Source
from igfdata.importers.parsing.collect import Collector
from igfdata.importers.parsing.spreadsheet import Sheet, read_workbook
from igfdata.importers.parsing.table_columns import Rows, find_header, guess_mapping

ZIP = b"PK\x03\x04"
DELIMITERS = ",;\t|"
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


def read_sheets(source: Source, out: Collector) -> list[Sheet]:
    """Sheets of a workbook, or the one table of a text; empty rows are left out.

    Raises
    ------
    ImportFailed
        When the file cannot be read, or a quotation mark is left open.
    """
    if source.data.startswith(ZIP):
        sheets = read_workbook(source)
    else:
        rows = [(number, cells) for number, cells in _csv(source, out) if any(cell.strip() for cell in cells)]
        sheets = [Sheet("", rows, is_ragged=True)]
    left = source.limits.records + 20
    for sheet in sheets:
        if len(sheet.rows) > left:
            del sheet.rows[left:]
            out.whole.error("", "", f"more than {source.limits.records} rows; the rest are skipped")
        left -= len(sheet.rows)
    return sheets


def head_rows(text: str) -> Rows:
    """The first rows of a text as a table, whatever their quotation marks, to see whether it is one."""
    head = text[:50_000].rpartition("\n")[0] or text[:50_000]
    delimiter, lines = _lines(head)
    try:
        return [
            (number, cells)
            for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), 1)
            if any(map(str.strip, cells))
        ]
    except csv.Error:
        return []


def _lines(text: str) -> tuple[str, list[str]]:
    """Delimiter and lines of a text; the line ``sep=;`` that a spreadsheet puts first becomes an empty one."""
    lines = text.split("\n")
    first = lines[0].strip().casefold()
    if len(first) == 5 and first.startswith("sep="):
        return lines[0].strip()[4], ["", *lines[1:]]
    return delimiter_of(text), lines


def delimiter_of(text: str) -> str:
    """Sign between the cells: the one that shows a header with most known columns, else that cuts the first lines alike."""
    lines = [line for line in text[:20_000].split("\n")[:20] if line.strip()]

    def agreement(sign: str) -> tuple[int, int, bool, int, tuple[int, int]]:
        rows = [(number, next(csv.reader([line], delimiter=sign), [])) for number, line in enumerate(lines)]
        counts = [len(cells) for _, cells in rows]
        usual = max(set(counts), key=counts.count) if counts else 1
        names = find_header(rows).names
        known = len(guess_mapping(names)) if "title" in guess_mapping(names).values() else 0
        alike = (counts.count(usual) if usual > 1 else 0), usual
        return known if known > 1 else 0, 0, alike[0] > 0, lines[0].count(sign) if lines else 0, alike

    try:
        return max(DELIMITERS, key=agreement)
    except csv.Error:
        return ","


def _csv(source: Source, out: Collector) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST_CELL))
    delimiter, lines = _lines(source.text)
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    number = before = 0
    try:
        for number, cells in enumerate(reader, 1):
            if '"' in lines[before] or reader.line_num > before + 1:
                _check_quotes(lines[before : reader.line_num], before + 1, number, delimiter, source, out)
            before = reader.line_num
            # The product's own exports put an apostrophe before what a spreadsheet would compute.
            yield number, [from_csv(cell) for cell in cells[: source.limits.columns]]
    except csv.Error:
        expected = f"a cell has more than {LARGEST_CELL} characters. Is a quotation mark not closed?"
        raise ImportFailed.because(source.filename, expected, record=f"line {before + 1}") from None


def _check_quotes(lines: list[str], first: int, number: int, delimiter: str, source: Source, out: Collector) -> None:
    """Refuse a row that goes over several lines because a quotation mark is left open; tell of marks inside a cell."""
    text = "\n".join(lines)
    try:
        list(csv.reader(io.StringIO(text, newline="\n"), delimiter=delimiter, strict=True))
        return
    except csv.Error:
        opened = text.count("\n", 0, _open_quote(text, delimiter)) + first
    if len(lines) > 1:
        expected = "the quotation mark that opens in this line is not closed. Close or remove it, and import again"
        raise ImportFailed.because(source.filename, expected, record=f"line {opened}", field="quotation mark")
    out.about(f"row {number}").warning(
        "quotation mark", "", 'quotation marks inside a cell must be doubled ("") in CSV; check how the row was read'
    )


def _open_quote(text: str, delimiter: str) -> int:
    """Position of the quotation mark that opens a cell and is followed by no proper closing one."""
    position, starts = 0, True
    while position < len(text):
        if not (starts and text[position] == '"'):
            starts = text[position] in (delimiter, "\n")
            position += 1
            continue
        opened, position = position, position + 1
        while (closing := text.find('"', position)) >= 0 and text[closing : closing + 2] == '""':
            position = closing + 2
        if closing < 0 or text[closing + 1 : closing + 2] not in ("", delimiter, "\n"):
            return opened
        position, starts = closing + 1, False
    return 0
