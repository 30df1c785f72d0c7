"""A fault of the data, and where it stands."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from igfdata.schema import TABLES, Table
from igfdata.wording import counted

Frames = dict[str, pd.DataFrame]
"""Name of a table → its rows, every column text."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a data folder.

    Parameters
    ----------
    file
        File name inside the folder.
    row
        Row as a spreadsheet counts it: the header is row 1. 0 for the file as a whole.
    row_id
        Key of the record, so that it can be found by searching.
    column, value
        Where and what; empty for the file as a whole.
    expected
        What would be allowed.
    """

    file: str
    row: int
    row_id: str
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        place = self.file
        if self.row:
            place += f", row {self.row}" + (f" ({self.row_id})" if self.row_id else "")
        if self.column:
            place += f", column {self.column}"
        return f"{place}: {self.value!r} found; expected {self.expected}" if self.column else f"{place}: {self.expected}"


class DataFaults(ValueError):
    """A data folder that cannot be used; ``faults`` lists every reason."""

    def __init__(self, faults: list[Fault]) -> None:
        # What is wrong with a whole file comes before the rows: it may be why they are wrong.
        self.faults = faults = sorted(set(faults), key=lambda fault: (fault.row > 0, fault))
        super().__init__(f"{counted(len(faults), 'error')} in the data:\n" + "\n".join(map(str, faults)))


def _row_id(table: Table, frame: pd.DataFrame, position: int) -> str:
    columns = [column for column in (table.key or (table.columns[0].name,)) if column in frame]
    return ", ".join(str(frame[column].iloc[position]) for column in columns if pd.notna(frame[column].iloc[position]))


def fault_at(table: Table, frame: pd.DataFrame, position: int, column: str, expected: str) -> Fault:
    """The fault of one cell; the index of the frame holds the rows of the file."""
    value = frame[column].iloc[position]
    return Fault(
        table.file,
        int(frame.index[position]),
        _row_id(table, frame, position),
        column,
        "" if pd.isna(value) else str(value),
        expected,
    )


def faults_where(frames: Frames, name: str, bad: pd.Series, column: str, expected: str) -> list[Fault]:
    """A fault for each row of a table where ``bad`` is true."""
    table, frame = TABLES[name], frames[name]
    return [fault_at(table, frame, int(position), column, expected) for position in np.flatnonzero(bad.to_numpy())]
