"""One CSV file of a data folder as a text frame, or what is wrong with the file."""

import csv
import io
from pathlib import Path

import pandas as pd

from igfdata.csv_text import read_lines
from igfdata.schema import Table
from igfdata.validation.faults import Fault


def read_file(folder: Path, table: Table) -> tuple[pd.DataFrame | None, list[Fault]]:
    """Rows of a file as text, empty cells missing, with the rows of the file as index; or None and why not."""
    path = folder / table.file

    def whole(expected: str) -> tuple[None, list[Fault]]:
        return None, [Fault(table.file, 0, "", "", "", expected)]

    if not path.is_file():
        return whole(f"the file is missing; expected CSV with one header line, one row is {table.row_is}")
    try:
        header, *lines = read_lines(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    except UnicodeDecodeError as error:
        return whole(f"not UTF-8 text (byte {error.start}); save the file as UTF-8")
    except ValueError:
        return whole(f"the file is empty; expected CSV with one header line, one row is {table.row_is}")
    except csv.Error as error:
        return whole(f"not a CSV file that can be read: {error}")
    if len(set(header)) < len(header):
        return whole(f"a column stands there twice; expected {', '.join(table.by_name)}")
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
        return None, faults
    rows = {row: [cell if cell.strip() else "" for cell in cells] for row, cells in enumerate(lines, start=2) if cells}
    frame = pd.DataFrame(list(rows.values()), index=list(rows), columns=header, dtype="str")
    return frame.mask(frame == ""), []
