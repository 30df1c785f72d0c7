"""How commands print a table: the forms that ``--format`` takes, and the function that prints."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("table", "json", "csv")

Show = Callable[["pd.DataFrame", str], None]
"""Prints a table in one of :data:`FORMATS`."""
