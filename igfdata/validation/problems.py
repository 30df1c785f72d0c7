"""A problem of the data, and where it stands."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from igfdata.schema import TABLES, Table
from igfdata.wording import counted

Frames = dict[str, pd.DataFrame]
"""Name of a table → its rows, every column text."""


@dataclass(frozen=True, order=True)
class DataProblem:
    """One thing wrong in a data folder: file, row, key of the record, column, value, and what would be allowed.

    The row is that of a spreadsheet, where the header is row 1; 0 and empty texts for the file as a whole.
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


class InvalidData(ValueError):
    """A data folder that cannot be used; ``problems`` lists every reason."""

    def __init__(self, problems: list[DataProblem]) -> None:
        # What is wrong with a whole file comes before the rows: it may be why they are wrong.
        self.problems = problems = sorted(set(problems), key=lambda problem: (problem.row > 0, problem))
        super().__init__(f"{counted(len(problems), 'error')} in the data:\n" + "\n".join(map(str, problems)))


def _row_id(table: Table, frame: pd.DataFrame, position: int) -> str:
    columns = [column for column in (table.key or (table.columns[0].name,)) if column in frame]
    return ", ".join(str(frame[column].iloc[position]) for column in columns if pd.notna(frame[column].iloc[position]))


def problem_at(table: Table, frame: pd.DataFrame, position: int, column: str, expected: str) -> DataProblem:
    """The problem of one cell; the index of the frame holds the rows of the file."""
    value = frame[column].iloc[position]
    return DataProblem(
        table.file,
        int(frame.index[position]),
        _row_id(table, frame, position),
        column,
        "" if pd.isna(value) else str(value),
        expected,
    )


def problems_where(frames: Frames, name: str, bad: pd.Series, column: str, expected: str) -> list[DataProblem]:
    """A problem for each row of a table where ``bad`` is true."""
    table, frame = TABLES[name], frames[name]
    return [problem_at(table, frame, int(position), column, expected) for position in np.flatnonzero(bad.to_numpy())]
