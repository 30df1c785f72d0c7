"""The command ``sheet``: write a coding sheet for offline work, and read it in again."""

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from igfdata.cli.shared_options import add_data_option
from igfdata.dataset import load
from igfdata.files import write_file
from igfdata.wording import counted
from igfdata.workspace.current import workspace_to_read
from igfdata.workspace.location import data_folder

if TYPE_CHECKING:
    import pandas as pd

    from igfdata.coding.sheet_reading import SheetCodes
    from igfdata.workspace import Workspace

ENDING = ".xlsx"


def add_sheet_options(command: argparse.ArgumentParser) -> None:
    """``sheet write`` and ``sheet read``."""
    actions = command.add_subparsers(dest="action", required=True)
    write = actions.add_parser("write", help="write the sessions of meetings into a workbook, to be coded offline")
    write.add_argument("file", type=_workbook, metavar="OUT.xlsx")
    write.add_argument("--meeting", action="extend", nargs="+", required=True, metavar="KEY", help="such as igf2025")
    read = actions.add_parser("read", help="check a filled workbook and save its codes in the workspace")
    read.add_argument("file", type=Path, metavar="FILE.xlsx")
    read.add_argument("--dry-run", action="store_true", help="show what would be saved; save nothing")
    for action in (write, read):
        action.add_argument(
            "--coder", type=_coder, required=True, metavar="CODER", help="initials or a role; letters, digits, hyphen, dot"
        )
        add_data_option(action)
        action.add_argument("--workspace", metavar="ADDRESS", help="folder, file or database; default: yours")


def sheet(arguments: argparse.Namespace) -> int:
    """Write or read a coding sheet: 0; 1 when the sheet or the workspace is wrong; 2 when the call is."""
    from igfdata.workspace import WorkspaceError

    try:
        return write_sheet(arguments) if arguments.action == "write" else read_in(arguments)
    except WorkspaceError as error:
        print(error, file=sys.stderr)
        return 1


def write_sheet(arguments: argparse.Namespace) -> int:
    """Write the sessions of meetings, with the coder's own codes."""
    from igfdata.coding.sheet_writing import coding_sheet

    workspace = workspace_to_read(arguments.workspace, arguments.data)
    with workspace or nullcontext():
        data = workspace.dataset() if workspace else load(data_folder(arguments.data))
        unknown = [key for key in arguments.meeting if key not in set(data.meetings["meeting_id"])]
        if unknown:
            known = ", ".join(data.meetings["meeting_id"])
            print(f"--meeting: {', '.join(unknown)} found; expected some of: {known}", file=sys.stderr)
            return 2
        own = workspace.codings(coder=arguments.coder) if workspace else None
        texts = _texts(workspace, arguments.meeting) if workspace else None
    sessions = data.sessions[data.sessions["meeting_id"].isin(arguments.meeting)]
    sessions = sessions.sort_values(["meeting_id", "starts_at", "session_id"], kind="stable")
    about = {"coder": arguments.coder, "codebook_version": data.codebook_version}
    write_file(arguments.file, coding_sheet(sessions, data.codebook_rows, **about, own=own, texts=texts))
    print(f"{arguments.file}: {counted(len(sessions), 'session')}")
    return 0


def read_in(arguments: argparse.Namespace) -> int:
    """Check a filled sheet and save its good rows, or say what would be saved."""
    from igfdata.coding.sheet_reading import read_sheet
    from igfdata.coding.sheet_saving import outcomes, plan_changes, save_changes

    try:
        content = arguments.file.read_bytes()
    except OSError as error:
        print(f"{arguments.file}: {error.strerror} found; expected a coding sheet", file=sys.stderr)
        return 2
    workspace = workspace_to_read(arguments.workspace, arguments.data) if arguments.dry_run else _to_write(arguments)
    with workspace or nullcontext():
        data = workspace.dataset() if workspace else load(data_folder(arguments.data))
        found = read_sheet(
            content,
            coder=arguments.coder,
            session_ids=set(data.sessions["session_id"]),
            codebook=data.codebook_rows,
            filename=arguments.file.name,
        )
        changes = plan_changes(found, workspace.codings(coder=arguments.coder, history=True) if workspace else None)
        is_saved = workspace is not None and not arguments.dry_run
        done = save_changes(workspace, arguments.coder, changes) if workspace and is_saved else outcomes(changes)
    return _tell(found, done, is_saved=is_saved)


def _to_write(arguments: argparse.Namespace) -> "Workspace":
    from igfdata.validation import read_folder
    from igfdata.workspace import Workspace

    return Workspace.open(arguments.workspace, shipped=read_folder(data_folder(arguments.data)))


def _texts(workspace: "Workspace", meetings: list[str]) -> "pd.DataFrame":
    import pandas as pd

    return pd.concat([workspace.texts(meeting) for meeting in meetings], ignore_index=True)


def _tell(found: "SheetCodes", done: "pd.DataFrame", *, is_saved: bool) -> int:
    """Say what was saved and what was not; 1 when a row or a save failed."""
    counts = done["outcome"].value_counts()
    told = ", ".join(f"{n} {outcome}" for outcome, n in counts.items()) or "nothing"
    what = "Saved" if is_saved else "Would be saved"
    print(f"{what}: {told}; {counted(len(found.rows), 'good row')}, {counted(found.n_not_coded, 'row')} not coded.")
    messages = [f"row {row}: {message}" for row, message in zip(done["row"], done["message"], strict=True) if message]
    print(*found.problems, *messages, sep="\n", end="\n" if found.problems or messages else "", file=sys.stderr)
    has_error = any(problem.severity == "error" for problem in found.problems)
    return 1 if has_error or bool(done["outcome"].isin(["conflict", "refused"]).any()) else 0


def _workbook(text: str) -> Path:
    path = Path(text)
    if path.suffix.casefold() != ENDING:
        raise argparse.ArgumentTypeError(f"{text!r} found; expected a file that ends in {ENDING}")
    if not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"{text!r}: the folder {str(path.parent)!r} does not exist")
    return path


def _coder(text: str) -> str:
    from igfdata.workspace.codes import check_coder

    try:
        check_coder(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text
