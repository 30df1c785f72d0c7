"""Sheets of an XLSX workbook as text, within bounds: no formula is computed, no packed file unfolds without limit."""

import datetime as dt
import io
import posixpath
import re
import warnings
import zipfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries

from igfdata.escaping import visible
from igfdata.importers.model import ImportFailed
from igfdata.importers.parsing.contents import Source
from igfdata.importers.parsing.table_header import Rows, Sheet
from igfdata.importers.problem_list import number_runs
from igfdata.wording import counted


@dataclass
class Marks:
    """Marks of a sheet; rows and columns are counted from 1."""

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row, last column."""
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    uncomputed: list[str] = field(default_factory=list)
    """Addresses of formulas whose value the file does not hold."""
    failed: list[str] = field(default_factory=list)
    """Addresses of cells that hold an error such as #REF!."""
    n_comments: int = 0
    n_pictures: int = 0
    """Pictures, charts and shapes."""


def read_marks(data: bytes, *, rows: int, columns: int) -> list[Marks]:
    """Marks of each worksheet of a safe workbook, in the order of the workbook; cells beyond the last row or column are not looked at."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = _related(archive, "xl/workbook.xml")
        found = []
        for sheet in etree.fromstring(archive.read("xl/workbook.xml")).iter("{*}sheet"):
            name = next((parts.get(value, ("", ""))[1] for key, value in sheet.items() if key.endswith("}id")), "")
            if name in archive.namelist() and "chartsheet" not in name:
                with archive.open(name) as part:
                    marks = _marks(part, rows, columns)
                for kind, path in _related(archive, name).values():
                    if kind == "comments":
                        marks.n_comments += _count(archive, path, "comment")
                    elif kind == "drawing":
                        marks.n_pictures += _count(archive, path, "pic", "graphicFrame", "sp")
                found.append(marks)
        return found


def _related(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Parts that a part of a workbook refers to: id → kind and name."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return {}
    found = {}
    for one in etree.fromstring(archive.read(relations)).iter("{*}Relationship"):
        target = one.get("Target", "")
        path = target[1:] if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        found[one.get("Id", "")] = one.get("Type", "").rpartition("/")[2], path
    return found


def _count(archive: zipfile.ZipFile, part: str, *names: str) -> int:
    """How many elements of these names a part holds."""
    if part not in archive.namelist():
        return 0
    return sum(1 for _ in etree.fromstring(archive.read(part)).iter(*(f"{{*}}{name}" for name in names)))


def _marks(part: object, rows: int, columns: int) -> Marks:
    marks = Marks()
    tags = ("{*}c", "{*}row", "{*}col", "{*}mergeCell")
    for _, element in etree.iterparse(part, events=("end",), tag=tags, resolve_entities=False, no_network=True, huge_tree=True):
        kind = etree.QName(element).localname
        if kind == "c":
            _mark_cell(element, marks, rows, columns)
            continue  # cleared with its row
        if kind == "mergeCell":
            left, top, right, bottom = range_boundaries(element.get("ref", "A1"))
            marks.merged.append((top, left, bottom, right))
        elif _is_true(element.get("hidden")):
            if kind == "row" and len(marks.hidden_rows) < rows and element.get("r", "").isdigit():
                marks.hidden_rows.append(int(element.get("r")))
            elif kind == "col":
                first, last = int(element.get("min", 0)), int(element.get("max", 0))
                marks.hidden_columns += range(first, min(last, columns) + 1)
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return marks


def _mark_cell(cell: etree._Element, marks: Marks, rows: int, columns: int) -> None:
    address = cell.get("r", "")
    has_value = any(etree.QName(child).localname in ("v", "is") and (child.text or len(child)) for child in cell)
    is_formula = any(etree.QName(child).localname == "f" for child in cell)
    if not (is_formula and not has_value) and cell.get("t") != "e":
        return
    row, column = coordinate_to_tuple(address) if address else (rows + 1, 0)
    if row <= rows and column <= columns:
        (marks.failed if has_value else marks.uncomputed).append(address)


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")


UNSAFE_XML = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D|E)", re.I)
ERRORS = frozenset(["#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"])
MOST_ADDRESSES = 20


def read_workbook(source: Source) -> list[Sheet]:
    """All sheets of a workbook, with what is hidden, merged or not computed in them.

    Raises ImportFailed: when it cannot be opened, is not safe, or holds more than the limits.
    """
    problem = ImportFailed.because(source.filename, "the workbook (XLSX) cannot be opened; save it again")
    data = _unpacked_safely(source, problem)
    limits = source.limits
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        marks = read_marks(data, rows=limits.records + 40, columns=limits.columns)
        left = [limits.file_bytes]
        return [
            *(_sheet(sheet, mark, source, left) for sheet, mark in zip(book.worksheets, marks, strict=True)),
            *(Sheet(chart.title, [], left_out="it holds a chart only") for chart in book.chartsheets),
        ]
    except ImportFailed:
        raise
    except Exception:  # openpyxl lets problems of every kind through; none of their texts is shown
        raise problem from None


def _sheet(sheet: Any, marks: Marks, source: Source, left: list[int]) -> Sheet:
    """A sheet; ``left`` is the text that the workbook may still hold."""
    if sheet.sheet_state != "visible":
        return Sheet(sheet.title, [], left_out="it is hidden; show it in the spreadsheet to import it")
    limits = source.limits
    rows: Rows = []
    raw = sheet.iter_rows(max_row=limits.records + 40, max_col=limits.columns, values_only=True)
    for number, cells in enumerate(_bounded(raw, source, left), 1):
        texts = [_cell(cell) for cell in cells]
        filled = [position for position, text in enumerate(texts, 1) if text.strip()]
        if filled:
            rows.append((number, texts[: filled[-1]]))
    if not rows:
        return Sheet(sheet.title, [], left_out="it is empty")
    _fill_down(rows, marks.merged)
    return Sheet(sheet.title, rows, remarks=tuple(_remarks(rows, marks, sheet.max_column, limits.columns)))


def _bounded(rows: Iterable[tuple[Any, ...]], source: Source, left: list[int]) -> Iterator[tuple[Any, ...]]:
    """Yield rows of raw cells until they hold more text than a file may: one short string can stand in thousands of cells."""
    for cells in rows:
        left[0] -= sum(len(cell) for cell in cells if isinstance(cell, str))
        if left[0] < 0:
            expected = f"the cells of the workbook hold more than {source.limits.file_bytes:,} characters; it is refused"
            raise ImportFailed.because(source.filename, expected)
        yield cells


def _fill_down(rows: Rows, merged: list[tuple[int, int, int, int]]) -> None:
    """Give the value of a merged cell to all its rows that hold something else; a cell merged over columns stays in its first."""
    cells_of = dict(rows)
    numbers = [number for number, _ in rows]
    filled: dict[int, int] = {}
    for top, left, bottom, right in sorted(merged, key=lambda corners: (corners[1], corners[0])):
        value = cells_of.get(top, [])[left - 1 : left]
        if bottom == top or right > left or not value or top <= filled.get(left, 0):
            continue
        filled[left] = bottom
        for number in numbers[bisect_right(numbers, top) : bisect_right(numbers, bottom)]:
            cells = cells_of[number]
            cells += [""] * (left - len(cells))
            cells[left - 1] = value[0]


def _remarks(rows: Rows, marks: Marks, n_columns: int | None, limit: int) -> Iterator[tuple[str, str]]:
    """What a reader of the sheet may not see, or the import cannot."""
    there = {number for number, _ in rows}
    if hidden := [number for number in marks.hidden_rows if number in there]:
        yield (
            f"hidden rows {', '.join(number_runs(hidden)[:MOST_ADDRESSES])}",
            "they are read too; delete them from the file if they should not be",
        )
    if hidden := [
        column for column in marks.hidden_columns if any(row[column - 1 : column] not in ([], [""]) for _, row in rows)
    ]:
        yield (
            f"hidden columns {', '.join(map(get_column_letter, hidden))}",
            "they are read too; delete them from the file if they should not be",
        )
    if marks.uncomputed:
        yield (
            _addresses(marks.uncomputed),
            "a formula without its result. Open the file in a spreadsheet, save it, and import it again",
        )
    if marks.failed:
        yield _addresses(marks.failed), "the formula gives an error, so the cell is read as empty"
    if marks.n_comments:
        yield f"{counted(marks.n_comments, 'comment')} on cells", "not read; copy what matters into a column"
    if marks.n_pictures:
        yield counted(marks.n_pictures, "picture, chart or shape", "pictures, charts or shapes"), "not read"
    if (n_columns or 0) > limit:
        yield f"columns after {get_column_letter(limit)}", f"at most {limit} columns; the rest are not read"


def _addresses(addresses: list[str]) -> str:
    rest = len(addresses) - MOST_ADDRESSES
    return f"cell{'s' * (len(addresses) > 1)} {', '.join(addresses[:MOST_ADDRESSES])}" + (
        f" and {rest} more" if rest > 0 else ""
    )


def _unpacked_safely(source: Source, problem: ImportFailed) -> bytes:
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
                    expected = f"the workbook unpacks to more than {limit // 2**20} MB; it is refused"
                    raise ImportFailed.because(source.filename, expected)
                if UNSAFE_XML.search(content):
                    expected = "a workbook with document types or entities is refused"
                    raise ImportFailed.because(source.filename, expected, field="DOCTYPE")
                safe.writestr(member.filename, content)
    except ImportFailed:
        raise
    except Exception:  # a broken archive fails in many ways; all mean the same to the reader
        raise problem from None
    return kept.getvalue()


def _cell(value: object) -> str:
    """A cell as text; formulas are text, dates are ISO, times are whole minutes."""
    if value is None or (isinstance(value, str) and value in ERRORS):
        return ""
    if isinstance(value, dt.datetime):
        if value.year <= 1900:  # a time as a part of day zero, or hours beyond 24
            value -= dt.datetime(1899, 12, 30) if value.year < 1900 else dt.datetime(1899, 12, 31)
        else:
            moment = _whole_minute(value)
            return moment.isoformat(sep=" ", timespec="minutes") if moment.time() != dt.time() else moment.date().isoformat()
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    if isinstance(value, dt.time):
        return _whole_minute(dt.datetime.combine(dt.date(2000, 1, 1), value)).time().isoformat(timespec="minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return visible(str(value))


def _whole_minute(moment: dt.datetime) -> dt.datetime:
    """A moment without the last seconds that parts of a day lack: 09:29:59.999 is 09:30."""
    return (moment + dt.timedelta(seconds=1)).replace(second=0, microsecond=0)
