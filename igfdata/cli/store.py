"""The commands ``export``, ``restore`` and ``upgrade``: the workspace out of the store and in again."""

import argparse
import sys
from pathlib import Path

from igfdata.cli.shared import Stop, add_workspace_options, open_workspace
from igfdata.files import WriteError, reason_of
from igfdata.validation import InvalidData
from igfdata.wording import counted
from igfdata.workspace.location import find_address, shown

ANOTHER = "To name another, use --workspace or IGF_WORKSPACE."


def add_export_options(command: argparse.ArgumentParser) -> None:
    """The new folder."""
    command.add_argument("folder", type=Path, metavar="DIR", help="a new folder")
    add_workspace_options(command)
    command.set_defaults(run=export)


def export(arguments: argparse.Namespace) -> int:
    """Write the whole workspace into a new folder of CSV files; say where there is none, so that nobody takes it for a backup."""
    meant = shown(find_address(arguments.workspace))
    with open_workspace(arguments, read_only=True) as workspace:
        try:
            print(workspace.export_folder(arguments.folder))
        except FileExistsError as error:
            raise Stop(error) from None
        except OSError as error:
            raise WriteError(f"{arguments.folder}: the folder cannot be written: {reason_of(error)}.") from None
        if workspace.address != meant:
            print(f"No workspace at {meant}: the folder has the shipped data alone. {ANOTHER}", file=sys.stderr)
    return 0


def add_restore_options(command: argparse.ArgumentParser) -> None:
    """The exported folder, and whether the workspace may be replaced."""
    command.add_argument("folder", type=Path, metavar="DIR", help="a folder that export wrote")
    command.add_argument("--replace", action="store_true", help="replace the current workspace; what it holds is lost")
    add_workspace_options(command)
    command.set_defaults(run=restore)


def restore(arguments: argparse.Namespace) -> int:
    """Bring the workspace to the state of an exported folder, all of it or nothing."""
    with open_workspace(arguments, read_only=False) as workspace:
        try:
            counts = workspace.import_folder(arguments.folder, replace=arguments.replace)
        except InvalidData:
            raise
        except ValueError as error:
            if str(error).startswith("replace:"):
                raise Stop(f"{error}\nAdd --replace.") from None
            raise Stop(error, 1) from None
        print(f"{counted(sum(counts.values()), 'row')} of {arguments.folder} restored into {workspace.address}.")
    return 0


def add_upgrade_options(command: argparse.ArgumentParser) -> None:
    """The workspace."""
    add_workspace_options(command)
    command.set_defaults(run=upgrade)


def upgrade(arguments: argparse.Namespace) -> int:
    """Bring the workspace to the form of this program's version; make one where there is none."""
    with open_workspace(arguments, read_only=False) as workspace:
        print(f"The workspace at {workspace.address} is up to date.")
    return 0
