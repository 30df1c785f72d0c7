"""The command ``codebook``: the codebook that counts, as a file or on the screen."""

import argparse
import json
import sys

from igfdata.cli.shared_options import FORMATS, Show, add_data_option
from igfdata.wording import counted
from igfdata.workspace.current import workspace_to_read
from igfdata.workspace.location import data_folder

SHORT = ["topic", "label", "pillar_hint", "since", "retired"]
"""Columns of the table on the screen."""


def add_codebook_options(command: argparse.ArgumentParser) -> None:
    """Whose codebook, and in which form."""
    add_data_option(command)
    command.add_argument("--workspace", metavar="ADDRESS", help="its codebook; default: that of yours, if there is one")
    command.add_argument(
        "--format", choices=FORMATS, default=FORMATS[0], help="csv: complete, with its log, to be imported again"
    )


def codebook(arguments: argparse.Namespace, show: Show) -> int:
    """Print the codebook: 0, or 1 when the workspace cannot be used."""
    from igfdata.codebook.exchange import write_codebook
    from igfdata.codebook.model import Codebook
    from igfdata.validation import read_folder
    from igfdata.workspace import StoreUnavailable

    try:
        workspace = workspace_to_read(arguments.workspace, arguments.data)
        book = workspace.codebook() if workspace else Codebook.from_frames(read_folder(data_folder(arguments.data)))
    except StoreUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    if workspace:
        workspace.close()
    if arguments.format == "csv":
        sys.stdout.buffer.write(write_codebook(book))
    elif arguments.format == "json":
        whole = {"version": book.version, "date": book.date, "built_on": book.built_on}
        tables = {"rows": book.rows.to_dict("records"), "changes": book.changes.to_dict("records")}
        print(json.dumps(whole | tables, ensure_ascii=False, indent=1))
    else:
        print(f"Codebook {book.version} of {book.date}: {counted(len(book.topics), 'topic')} in use.\n")
        show(book.rows[SHORT], "table")
    return 0
