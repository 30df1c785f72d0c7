"""A sheet of a workbook, or the table of a CSV file, as rows of text."""

from dataclasses import dataclass, field

from igfdata.importers.columns import Rows


@dataclass(frozen=True)
class Sheet:
    """Rows of a sheet that hold anything; ``remarks`` say in words what else stands there: (where, what).

    Parameters
    ----------
    name
        Name of the sheet; empty for a file of one table.
    rows
        Number as a spreadsheet counts it, and cells.
    left_out
        Why nothing of the sheet is read (hidden, empty); empty for a sheet that is read.
    is_ragged
        Whether the number of cells of a row means something, as in CSV.
    """

    name: str
    rows: Rows
    left_out: str = ""
    is_ragged: bool = False
    remarks: tuple[tuple[str, str], ...] = field(default=())


def letters(column: int) -> str:
    """Name of a column in a spreadsheet, counted from 1.

    >>> letters(3), letters(28)
    ('C', 'AB')
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
