"""What all commands share: the option ``--data``, the forms of ``--format``, and how a table is printed."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("table", "json", "csv")

Show = Callable[["pd.DataFrame", str], None]
"""Prints a table in one of :data:`FORMATS`."""


def add_data_option(command: argparse.ArgumentParser) -> None:
    """Let a command take a data folder; what the workspace adds, it adds to that one."""
    help_text = "data folder that the workspace adds to; default: IGF_DATA, else the shipped data"
    command.add_argument("--data", type=Path, metavar="DIR", help=help_text)
