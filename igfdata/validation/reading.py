"""One CSV file of a data folder as a text frame, or what is wrong with the file."""

import csv
import io
from pathlib import Path

import pandas as pd

from igfdata.csv_text import read_lines
from igfdata.schema import Table
from igfdata.validation.columns import header_faults
from igfdata.validation.faults import Fault

OTHER_DELIMITERS = ";\t|"


def read_file(folder: Path, table: Table) -> tuple[pd.DataFrame | None, list[Fault]]:
    """Rows of a file as text, empty cells missing, with the rows of the file as index; or None and why not."""
    path = folder / table.file

    def whole(expected: str) -> tuple[None, list[Fault]]:
        return None, [Fault(table.file, 0, "", "", "", expected)]

    csv_file = f"expected CSV with one header line, one row is {table.row_is}"
    if table.is_optional and not path.exists():
        return pd.DataFrame(columns=list(table.by_name), dtype="str"), []
    if not path.is_file():
        return whole(f"this is no file; {csv_file}" if path.exists() else f"the file is missing; {csv_file}")
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
        return whole(f"the first line is no header; expected {names}")
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        return whole(f"column {', '.join(map(repr, twice))} is there twice; expected each once: {names}")
    if not any(cells for cells in lines):
        missing = [name for name in table.by_name if name not in header]
        also = f"; column {', '.join(map(repr, missing))} is missing" if missing else ""
        return whole(f"only the header is there{also}; expected at least one row, one row is {table.row_is}")
    faults = [
        Fault(
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
    if faults:
        return None, [*header_faults(table, header), *faults]
    rows = {row: [cell if cell.strip() else "" for cell in cells] for row, cells in enumerate(lines, start=2) if cells}
    frame = pd.DataFrame(list(rows.values()), index=list(rows), columns=header, dtype="str")
    return frame.mask(frame == ""), []
