"""The command ``sheet``: write a coding sheet for offline work, and read it in again."""

import argparse
import sys
from pathlib import Path

import pandas as pd

from igfdata.cli.shared import Stop, add_workspace_options, data_and_workspace, new_file
from igfdata.files import write_file
from igfdata.wording import counted


def add_sheet_options(command: argparse.ArgumentParser) -> None:
    """``sheet write`` and ``sheet read``."""
    actions = command.add_subparsers(dest="action", required=True)
    write = actions.add_parser("write", help="write the sessions of meetings into a workbook, to be coded offline")
    write.add_argument("file", type=new_file(".xlsx"), metavar="OUT.xlsx")
    write.add_argument("--meeting", action="extend", nargs="+", required=True, metavar="KEY", help="such as igf2025")
    write.set_defaults(run=write_sheet)
    read = actions.add_parser("read", help="check a filled workbook and save its codes in the workspace")
    read.add_argument("file", type=Path, metavar="FILE.xlsx")
    read.add_argument("--dry-run", action="store_true", help="show what would be saved; save nothing")
    read.set_defaults(run=read_in)
    for action in (write, read):
        what = "initials or a role; letters, digits, hyphen, dot"
        action.add_argument("--coder", type=_coder, required=True, metavar="CODER", help=what)
        add_workspace_options(action)


def _coder(text: str) -> str:
    from igfdata.workspace.codes import check_coder

    try:
        check_coder(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text


def write_sheet(arguments: argparse.Namespace) -> int:
    """Write the sessions of meetings, with the coder's own codes."""
    from igfdata.coding.sheet_writing import coding_sheet

    own = texts = None
    with data_and_workspace(arguments) as (data, workspace):
        if unknown := [key for key in arguments.meeting if key not in set(data.meetings["meeting_id"])]:
            known = ", ".join(data.meetings["meeting_id"])
            raise Stop(f"--meeting: {', '.join(unknown)} found; expected some of: {known}")
        if workspace:
            own = workspace.codings(coder=arguments.coder)
            texts = pd.concat([workspace.texts(meeting) for meeting in arguments.meeting], ignore_index=True)
    sessions = data.sessions[data.sessions["meeting_id"].isin(arguments.meeting)]
    sessions = sessions.sort_values(["meeting_id", "starts_at", "session_id"], kind="stable")
    about = {"coder": arguments.coder, "codebook_version": data.codebook_version}
    write_file(arguments.file, coding_sheet(sessions, data.codebook_rows, **about, own=own, texts=texts))
    print(f"{arguments.file}: {counted(len(sessions), 'session')}")
    return 0


def read_in(arguments: argparse.Namespace) -> int:
    """Check a filled sheet and save its good rows, or say what would be saved; 1 when a row or a save failed."""
    from igfdata.coding.sheet_reading import read_sheet
    from igfdata.coding.sheet_saving import outcomes, plan_changes, save_changes

    try:
        content = arguments.file.read_bytes()
    except OSError as error:
        raise Stop(f"{arguments.file}: {error.strerror} found; expected a coding sheet") from None
    is_saved = not arguments.dry_run
    with data_and_workspace(arguments, to_write=is_saved) as (data, workspace):
        known = set(data.sessions["session_id"])
        about = {"coder": arguments.coder, "codebook": data.codebook_rows, "filename": arguments.file.name}
        found = read_sheet(content, session_ids=known, **about)
        changes = plan_changes(found, workspace.codings(coder=arguments.coder, history=True) if workspace else None)
        done = save_changes(workspace, arguments.coder, changes) if workspace and is_saved else outcomes(changes)
    counts = done["outcome"].value_counts()
    told = ", ".join(f"{n} {outcome}" for outcome, n in counts.items()) or "nothing"
    what = "Saved" if is_saved else "Would be saved"
    print(f"{what}: {told}; {counted(len(found.rows), 'good row')}, {counted(found.n_not_coded, 'row')} not coded.")
    messages = [f"row {row}: {message}" for row, message in zip(done["row"], done["message"], strict=True) if message]
    print(*found.problems, *messages, sep="\n", end="\n" if found.problems or messages else "", file=sys.stderr)
    has_error = any(problem.severity == "error" for problem in found.problems)
    return 1 if has_error or bool(done["outcome"].isin(["conflict", "refused"]).any()) else 0
