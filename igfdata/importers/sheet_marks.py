"""What openpyxl does not tell of a sheet that it only reads: merged cells, hidden rows and columns, formulas without a value."""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree

ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")


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


def read_marks(data: bytes, *, rows: int, columns: int) -> list[Marks]:
    """Marks of each worksheet of a safe workbook, in the order of the workbook; cells beyond the last row or column are not looked at."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        targets = {}
        for one in etree.fromstring(archive.read("xl/_rels/workbook.xml.rels")).iter("{*}Relationship"):
            target = one.get("Target", "")
            targets[one.get("Id")] = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        found = []
        for sheet in etree.fromstring(archive.read("xl/workbook.xml")).iter("{*}sheet"):
            name = next((targets.get(value, "") for key, value in sheet.items() if key.endswith("}id")), "")
            if name in archive.namelist() and "chartsheet" not in name:
                with archive.open(name) as part:
                    found.append(_marks(part, rows, columns))
        return found


def _marks(part: object, rows: int, columns: int) -> Marks:
    marks = Marks()
    tags = ("{*}c", "{*}row", "{*}col", "{*}mergeCell")
    for _, element in etree.iterparse(part, events=("end",), tag=tags, resolve_entities=False, no_network=True, huge_tree=True):
        kind = etree.QName(element).localname
        if kind == "c":
            _mark_cell(element, marks, rows, columns)
            continue  # cleared with its row
        if kind == "mergeCell":
            corners = [ADDRESS.fullmatch(corner) for corner in element.get("ref", "").split(":")]
            if len(corners) == 2 and corners[0] and corners[1]:
                (top, left), (bottom, right) = ((int(one[2]), number_of(one[1])) for one in corners if one)
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
    place = ADDRESS.fullmatch(address)
    if place and int(place[2]) <= rows and number_of(place[1]) <= columns:
        (marks.failed if has_value else marks.uncomputed).append(address)


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")


def number_of(name: str) -> int:
    """Number of a column from its name, counted from 1.

    >>> number_of("AB")
    28
    """
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number
