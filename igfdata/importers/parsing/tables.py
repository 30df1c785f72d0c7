"""The tables of a file: sheets of a workbook, tables of a web page, JSON records, or a text whose cells are separated by a sign."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from igfdata.escaping import from_csv
from igfdata.importers.model import ImportFailed, Limits
from igfdata.importers.parsing.clean_text import lines_of_tree
from igfdata.importers.parsing.collect import Collector
from igfdata.importers.parsing.contents import Source, as_dicts, as_text
from igfdata.importers.parsing.listed_names import people_of
from igfdata.importers.parsing.table_header import (
    FIELDS,
    PLACING,
    Header,
    Rows,
    Sheet,
    field_of,
    find_header,
    guess_mapping,
    is_header,
)


@dataclass(frozen=True)
class Table:
    """A sheet with its header and what its columns hold: position → field."""

    sheet: Sheet
    header: Header
    mapping: Mapping[str, str]

    @property
    def body(self) -> Rows:
        """Rows below the header."""
        return self.sheet.rows[self.header.last + 1 :]

    @property
    def fields(self) -> dict[int, str]:
        """Position of a column → field."""
        return {self.header.names.index(name): field for name, field in self.mapping.items()}


def columns_of(sheets: list[Sheet]) -> dict[str, str]:
    """Columns of all sheets that hold sessions (of all sheets where none does) → guessed field, or an empty text."""
    tables = [table_of(sheet, None) for sheet in sheets if sheet.rows]
    known = [table for table in tables if "title" in table.mapping.values()] or tables
    found: dict[str, str] = {}
    for table in known:
        for name in filled_columns(table):
            found[name] = found.get(name) or table.mapping.get(name, "")
    return found


def table_of(sheet: Sheet, mapping: Mapping[str, str] | None) -> Table:
    """Return a sheet with its header; its columns hold what a user says, else what their names say."""
    header = find_header(sheet.rows, mapping)
    chosen = {name: field for name, field in mapping.items() if name in header.names and field in FIELDS} if mapping else {}
    return Table(sheet, header, chosen if mapping else guess_mapping(header.names))


def filled_columns(table: Table) -> list[str]:
    """Names of the columns that hold anything below the header, or have a name of their own."""
    names = table.header.names
    held = {index for _, cells in table.body for index, cell in enumerate(cells) if cell.strip()}
    return [name for index, name in enumerate(names) if index in held or name != f"column {index + 1}"]


ZIP = b"PK\x03\x04"
DELIMITERS = ",;\t|"
LARGEST_CELL = 1_000_000


def read_sheets(source: Source, out: Collector) -> list[Sheet]:
    """Sheets of a workbook, tables of a web page, or the one table of a text or of JSON; empty rows are left out.

    Raises ImportFailed: when the file cannot be read, or a quotation mark is left open.
    """
    if source.data.startswith(ZIP):
        from igfdata.importers.parsing.spreadsheet import read_workbook  # here, because its library is slow to load

        sheets = read_workbook(source)
    elif has_table(source):
        sheets = list(tables_of_page(source))
    elif source.begins_like_json:
        records = records_of(source.need_json())
        for record in records:
            out.learn(people_of(record))
        sheets = [table_of_records(records, source.limits)]
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


DEEPEST = 5
"""Levels of JSON that are looked through for a list of records."""


def records_of(value: Any) -> list[dict[str, Any]]:
    """Return the records of JSON: the one list of objects with titles and starts, else with titles and another known field.

    Nothing where no list is one, or two are. Days, rooms and the like of the objects around a list are those of its records.

    >>> records_of({"days": [{"date": "2026-06-22", "sessions": [{"title": "Play", "room": "A"}]}]})
    [{'date': '2026-06-22', 'title': 'Play', 'room': 'A'}]
    """
    return _records(value, frozenset(["title", "start"])) or _records(value, frozenset(["title"]))


def _records(value: Any, needed: frozenset[str], depth: int = 0) -> list[dict[str, Any]]:
    around = as_dicts(value if isinstance(value, list) else [value])
    names = list(dict.fromkeys(str(name) for record in around[:20] for name in record))
    if isinstance(value, list) and is_header(names) and needed <= set(guess_mapping(names).values()):
        return around
    found = []
    for name in names if depth < DEEPEST else ():
        inner = [
            {**_placing(record), **one}
            for record in around
            if isinstance(listed := record.get(name), list)
            for one in as_dicts(listed)
        ]
        found += [records] if inner and (records := _records(inner, needed, depth + 1)) else []
    return found[0] if len(found) == 1 else []


def _placing(record: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a record that say when and where what is listed in it takes place."""
    known = {name: field for name in record if (field := field_of(str(name)))}
    return {name: record[name] for name, (field, _) in known.items() if field in PLACING and as_text(record[name])}


def table_of_records(records: list[dict[str, Any]], limits: Limits) -> Sheet:
    """Return records as a table; a record has the number of its row, and what is neither text nor a list of texts is empty."""
    names = list(dict.fromkeys(str(name) for record in records[: limits.records + 20] for name in record))[: limits.columns]
    rows: Rows = [(number, [_cell(record.get(name)) for name in names]) for number, record in enumerate(records, 1)]
    return Sheet("", [(0, names), *rows])


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(filter(None, (one for one in value if isinstance(one, str))))
    return as_text(value)


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

    def agreement(sign: str) -> tuple[int, ...]:
        rows = [(number, next(csv.reader([line], delimiter=sign), [])) for number, line in enumerate(lines)]
        known = guess_mapping(find_header(rows).names)
        ((usual, n_alike),) = Counter(len(cells) for _, cells in rows).most_common(1) or [(1, 0)]
        is_header_known = "title" in known.values() and len(known) > 1
        return len(known) * is_header_known, usual > 1, lines[0].count(sign) if lines else 0, n_alike * (usual > 1), usual

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
    sign = re.escape(delimiter)
    quoted = re.compile(rf'(?:\A|(?<=[{sign}\n]))"(?:[^"]|"")*+(?P<closing>"(?=[{sign}\n]|\Z))?')
    return next((found.start() for found in quoted.finditer(text) if not found["closing"]), 0)


TABLE = re.compile(r"<table\b", re.I)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "caption")


def has_table(source: Source) -> bool:
    """Whether a file is a page with a table."""
    return TABLE.search(source.text) is not None and source.tree is not None


def tables_of_page(source: Source) -> Iterator[Sheet]:
    """Yield the tables of a web page, each named by the heading above it; cells over several rows stand in each of them."""
    heading, n_tables = "", 0
    for element in () if source.tree is None else source.tree.iter("table", *HEADINGS):
        if element.tag != "table":
            heading = " ".join("".join(element.itertext()).split())[:80]
        elif rows := list(_rows(element, source.limits)):
            n_tables += 1
            caption = next((" ".join("".join(one.itertext()).split())[:80] for one in element.iterchildren("caption")), "")
            yield Sheet(caption or heading or f"table {n_tables}", rows)


def _rows(table: etree._Element, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Rows of a table that hold anything, without those of tables inside its cells."""
    below: dict[int, tuple[int, str]] = {}
    own = (row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table)
    for number, row in enumerate(own, 1):
        if number > limits.records + 20:
            return
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            _continue(cells, below)
            text = "\n".join(lines_of_tree(cell))
            if (deep := _span(cell, "rowspan", limits.records)) > 1:
                below[len(cells)] = (deep, text)
            cells += [text, *[""] * (_span(cell, "colspan", limits.columns) - 1)]
        _continue(cells, below)
        below = {column: (left - 1, text) for column, (left, text) in below.items() if left > 1}
        if any(map(str.strip, cells)):
            yield number, cells[: limits.columns]


def _continue(cells: list[str], below: dict[int, tuple[int, str]]) -> None:
    """Add the cells that come down from rows above."""
    while len(cells) in below:
        cells.append(below[len(cells)][1])


def _span(cell: etree._Element, name: str, most: int) -> int:
    stated = (cell.get(name) or "").strip()
    return min(int(stated), most) if re.fullmatch(r"[1-9]\d{0,4}", stated) else 1
