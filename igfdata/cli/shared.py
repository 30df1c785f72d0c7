"""What commands share: their end, forms of arguments, the options of data, workspace and selection, and how a table is printed."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pandas as pd

from igfdata.dataset import Dataset, load
from igfdata.files import frame_text
from igfdata.schema import PATTERNS, Kind, has_form
from igfdata.selection import FIELDS, Comparison, Selection, comparison_from_query
from igfdata.selection.comparison import PREFIX
from igfdata.selection.value import Field
from igfdata.validation import read_folder
from igfdata.wording import whole_number
from igfdata.workspace.current import current_dataset, workspace_to_read
from igfdata.workspace.errors import StoreIsEmpty
from igfdata.workspace.location import data_folder, file_of, find_address

if TYPE_CHECKING:
    from igfdata.workspace import Workspace

FORMATS = ("table", "json", "csv")
SHORTEST_LONG = 100
"""From here on a number with a fraction is printed with one digit after the point; below with three digits in all."""


class Stop(Exception):
    """Ends a command with a message and a status: 2 when the call is wrong, 1 when a file or the network is."""

    def __init__(self, message: object, status: int = 2) -> None:
        super().__init__(str(message))
        self.status = status


def wrong(found: str, expected: str) -> argparse.ArgumentTypeError:
    """Return the error of an argument of another form."""
    return argparse.ArgumentTypeError(f"{found!r} found; expected {expected}")


def form(kind: Kind) -> Callable[[str], str]:
    """Type of an argument in one of the forms of the data files."""

    def check(text: str) -> str:
        if not text.strip() or not has_form(kind, text):
            raise wrong(text, PATTERNS[kind][1])
        return text

    return check


def new_file(*endings: str) -> Callable[[str], Path]:
    """Type of an argument that names a file to be written, with one of the endings, in a folder that is there."""

    def check(text: str) -> Path:
        path = Path(text)
        if path.suffix.casefold() not in endings:
            raise wrong(text, f"a file that ends in {' or '.join(endings)}")
        if not path.parent.is_dir():
            raise argparse.ArgumentTypeError(f"{text!r}: the folder {str(path.parent)!r} does not exist")
        return path

    return check


def number(least: int, most: int, of: str) -> Callable[[str], int]:
    """Type of an argument that is a whole number."""

    def check(text: str) -> int:
        found = whole_number(text, least=least, most=most)
        if found is None:
            raise argparse.ArgumentTypeError(
                f"{text[:20]!r} is not a number of {of}; expected a whole number from {least} to {most}"
            )
        return found

    return check


def add_data_option(command: argparse.ArgumentParser) -> None:
    """Let a command take a data folder; what the workspace adds, it adds to that one."""
    help_text = "data folder that the workspace adds to; default: IGF_DATA, else the shipped data"
    command.add_argument("--data", type=Path, metavar="DIR", help=help_text)


def add_workspace_options(command: argparse.ArgumentParser) -> None:
    """Let a command take a data folder and a workspace."""
    add_data_option(command)
    command.add_argument("--workspace", metavar="ADDRESS", help="folder, file or database; default: IGF_WORKSPACE, else yours")


def add_format_option(command: argparse.ArgumentParser, forms: tuple[str, ...] = FORMATS, help: str | None = None) -> None:
    """Let a command print in one of several forms."""
    command.add_argument("--format", choices=forms, default=forms[0], help=help)


def add_selection_options(command: argparse.ArgumentParser) -> None:
    """One option for each key of the address, one for those of what it is compared with, and the data folder."""
    for field in FIELDS:
        _add_values(command, field, "", field.help)
    for field in FIELDS:
        _add_values(command, field, PREFIX, f"B: {field.label.lower()}; default: as --{field.key}; all: no limit")
    add_data_option(command)


def _add_values(command: argparse.ArgumentParser, field: Field, prefix: str, help: str) -> None:
    names = [f"--{prefix}{key}" for key in (field.key, field.older) if key]
    command.add_argument(*names, action="append", nargs="+", default=[], metavar="VALUE", help=help)


def compared(arguments: argparse.Namespace) -> tuple[Dataset, Selection, Comparison | None]:
    """Dataset, selection and, where an option of B is given, comparison of the options.

    Raises SystemExit with status 2 when an option has a value that the data do not know: a script must not go on with less.
    """
    dataset = current_dataset(arguments.data)
    keys = [f"{prefix}{field.key}" for prefix in ("", PREFIX) for field in FIELDS]
    given = {key: list(chain(*getattr(arguments, key.replace("-", "_"), ()))) for key in keys}
    query = {key: values for key, values in given.items() if values}
    selection, comparison, notices = comparison_from_query(query, dataset, strict=True)
    if notices:
        print(*notices, sep="\n", file=sys.stderr)
        raise SystemExit(2)
    return dataset, selection, comparison


@contextmanager
def open_workspace(arguments: argparse.Namespace, *, read_only: bool) -> Iterator["Workspace"]:
    """The workspace; for reading an empty one when there is none yet, so that nothing is made."""
    from igfdata.workspace import Workspace

    shipped, address = read_folder(data_folder(arguments.data)), arguments.workspace
    file = file_of(find_address(address))
    found = None
    if not (read_only and file and not file.exists()):
        with suppress(StoreIsEmpty):
            found = Workspace.open(address, read_only=read_only, shipped=shipped)
    if found:
        with found:
            yield found
    else:
        with TemporaryDirectory() as folder, Workspace.open(Path(folder), shipped=shipped) as workspace:
            yield workspace


@contextmanager
def data_and_workspace(
    arguments: argparse.Namespace, *, to_write: bool = False
) -> Iterator[tuple[Dataset, "Workspace | None"]]:
    """Dataset of the data folder and the workspace, and the workspace: None where there is none and nothing is to be written."""
    with (
        open_workspace(arguments, read_only=False)
        if to_write
        else workspace_to_read(arguments.workspace, arguments.data) or nullcontext()
    ) as workspace:
        yield workspace.dataset() if workspace else load(data_folder(arguments.data)), workspace


def print_table(table: pd.DataFrame, form: str) -> None:
    """Print records as JSON, CSV, or aligned text with short numbers and without empty columns; whole numbers in full."""
    records = [{str(name): _plain(value) for name, value in record.items()} for record in table.to_dict("records")]
    if form == "json":
        print(json.dumps(records, ensure_ascii=False, indent=1))
        return
    plain = pd.DataFrame(records, columns=list(table.columns), dtype=object)
    if form == "csv":
        print(frame_text(plain), end="")
    else:
        text = plain.dropna(axis="columns", how="all").map(_short)
        print(text.astype(object).where(text.notna(), "").to_string(index=False))


def _plain(value: Any) -> Any:
    """A whole number without a fraction, and None for no value; anything else as it is."""
    if value is None or value is pd.NA or value != value:
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _short(value: Any) -> Any:
    """A number with a fraction for reading.

    >>> _short(1260.54), _short(0.12345), _short(1260)
    ('1260.5', '0.123', 1260)
    """
    return f"{value:{'.1f' if abs(value) >= SHORTEST_LONG else '.3g'}}" if isinstance(value, float) else value
