"""The command line: ``python -m igfdata check``, ``summary``, ``findings``, ``brief``, ``import`` and so on.

A module of this package has for each of its commands a function ``add_<command>_options``, which also says what runs it. Exit
status: 0 when it is done (also when nothing changes); 1 when the data, a file, the network or the workspace is wrong; 2 when
the call is.
"""

import argparse
import os
import sys
from collections.abc import Collection, Sequence
from contextlib import suppress
from importlib import import_module

from igfdata.cli.shared import Stop
from igfdata.files import FULL, WriteError, reason_of
from igfdata.validation import InvalidData
from igfdata.workspace.errors import WorkspaceError

COMMANDS = {
    "check": ("reports", "check a data folder and list every error"),
    "summary": ("reports", "print the measures of a selection, or of two compared"),
    "findings": ("reports", "print the findings of a selection, the headline first"),
    "agreement": ("reports", "print how well independent coders agree, per label and for sets of labels"),
    "brief": ("brief", "write the briefing of a day or of a meeting into a file"),
    "code": ("code", "code the texts of a folder with the dictionary, or print how well it does"),
    "codebook": ("reports", "print the codebook, or write it as a file to change"),
    "sheet": ("sheet", "write a workbook for coding offline, and read it back"),
    "import": ("programmes", "read files of a programme into the workspace, or show what they change"),
    "versions": ("programmes", "list the kept versions of a meeting, or restore one"),
    "export": ("store", "write the workspace into a folder of CSV files"),
    "restore": ("store", "restore the workspace from an exported folder"),
    "upgrade": ("store", "bring a workspace of an older version up to date, or create one"),
}
"""Command → its module and what it does."""


def parser(wanted: Collection[str] = tuple(COMMANDS)) -> argparse.ArgumentParser:
    """Return the parser of all commands; only the modules of the wanted ones are loaded."""
    program = argparse.ArgumentParser(
        prog="python -m igfdata", description="Children's rights at the IGF, from the command line."
    )
    commands = program.add_subparsers(dest="command", required=True)
    for name, (module, what) in COMMANDS.items():
        command = commands.add_parser(name, help=what)
        if name in wanted:
            getattr(import_module(f"igfdata.cli.{module}"), f"add_{name}_options")(command)
    return program


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    given = list(sys.argv[1:] if argv is None else argv)
    arguments = parser(given[:1]).parse_args(given)
    if sys.stdout is None:
        print("Nothing was done: standard output is closed.", file=sys.stderr)
        return 1
    try:
        status = arguments.run(arguments)
        sys.stdout.flush()
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.status
    except (InvalidData, WorkspaceError, WriteError) as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, such as head, had enough
        _drop_output()
        return 0
    except OSError as error:
        if error.errno not in FULL:
            raise
        _drop_output()
        print(f"The output cannot be written: {reason_of(error)}.", file=sys.stderr)
        return 1
    return status


def _drop_output() -> None:
    """Let the interpreter forget what it could not print, or it would try again at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
