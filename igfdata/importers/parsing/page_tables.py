"""The tables of a saved web page, as sheets."""

import re
from collections.abc import Iterator

from lxml import etree

from igfdata.importers.model import Limits
from igfdata.importers.parsing.clean_text import lines_of_tree, parse_html
from igfdata.importers.parsing.spreadsheet import Sheet

TABLE = re.compile(r"<table\b", re.I)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "caption")


def has_table(text: str) -> bool:
    """Whether a text is a page with a table."""
    return TABLE.search(text) is not None


def tables_of_page(text: str, limits: Limits) -> list[Sheet]:
    """Return the tables of a web page, each named by the heading above it; cells over several rows stand in each of them."""
    root = parse_html(text)
    sheets: list[Sheet] = []
    heading = ""
    for element in () if root is None else root.iter("table", *HEADINGS):
        if element.tag != "table":
            heading = " ".join("".join(element.itertext()).split())[:80]
        elif rows := list(_rows(element, limits)):
            caption = next((" ".join("".join(one.itertext()).split())[:80] for one in element.iterchildren("caption")), "")
            sheets.append(Sheet(caption or heading or f"table {len(sheets) + 1}", rows))
    return sheets


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
