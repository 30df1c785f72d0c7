"""The commands ``import``, ``versions``, ``export``, ``restore`` and ``upgrade``: programmes into the workspace, out of it and in again.

Exit status: 0 when it is done (also when nothing changes); 1 when nothing was done because a file, the network or the
workspace is wrong; 2 when the call is. What is heavy is loaded when a command runs, so that other commands start fast.
"""

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from igfdata import vocabulary as v
from igfdata.cli.programme_options import MEETING_FACTS
from igfdata.files import WriteError, reason_of
from igfdata.wording import agree, counted
from igfdata.workspace.location import data_folder

if TYPE_CHECKING:
    from igfdata.cli.import_source import Given
    from igfdata.importers import Imported
    from igfdata.workspace.imported_programme import Meeting
    from igfdata.workspace.workspace import Workspace

ANSWERS = {
    "timezone": "--zone, such as --zone Europe/Oslo",
    "file_timezone": "--file-zone, such as --file-zone UTC",
    "start_date": "--start-date and --end-date",
    "mapping": "--column, such as --column 'Name of the session=title'",
    "days": "--start-date and --end-date",
    "replace": "--replace",
    "day_order": "--day-order day (23/06/2026) or --day-order month (06/23/2026)",
}
"""What a message asks for → the option that answers."""


class UsageError(Exception):
    """The call cannot be understood or lacks something; the message says what."""


def import_programme(arguments: argparse.Namespace) -> int:
    """Import files as a meeting's new version, after telling what changes; or only tell."""
    return _guarded(_import, arguments)


def versions(arguments: argparse.Namespace) -> int:
    """List the kept versions of a meeting, or go back to one."""
    return _guarded(_versions, arguments)


def export(arguments: argparse.Namespace) -> int:
    """Write the whole workspace into a new folder of CSV files."""
    return _guarded(_export, arguments)


def restore(arguments: argparse.Namespace) -> int:
    """Bring the workspace to the state of an exported folder, all of it or nothing."""
    return _guarded(_restore, arguments)


def upgrade(arguments: argparse.Namespace) -> int:
    """Bring the workspace to the form of this program's version; make one where there is none."""
    return _guarded(_upgrade, arguments)


def _guarded(command: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    """Run a command; what goes wrong becomes a message and an exit status."""
    from igfdata.importers import ImportFailed, NeedsAnswer
    from igfdata.validation import InvalidData
    from igfdata.workspace.errors import WorkspaceError

    try:
        return command(arguments)
    except NeedsAnswer as error:
        message, status = f"{error}\nAdd {ANSWERS[error.parameter]}.", 2
    except UsageError as error:
        message, status = str(error), 2
    except (ImportFailed, InvalidData, WorkspaceError) as error:
        message, status = str(error), 1
    except ValueError as error:  # what is known of the meeting and the files do not fit
        answer = ANSWERS.get(str(error).partition(":")[0])
        message, status = (f"{error}\nAdd {answer}.", 2) if answer else (str(error), 1)
    print(message, file=sys.stderr)
    return status


def _import(arguments: argparse.Namespace) -> int:
    from igfdata.cli.import_source import label
    from igfdata.cli.preview_text import MOST, change_lines, file_lines
    from igfdata.importers.combine import content_hash

    given = _given(arguments)
    most = None if arguments.all else MOST
    with _workspace(arguments, read_only=arguments.dry_run) as workspace:
        meeting, imported = _read(arguments, given, workspace)
        print(*file_lines(imported, meeting.meeting_id, len(given), most=most), sep="\n")
        if meeting.name and not arguments.name:
            print(f"Name of the meeting, from the file: {meeting.name}. If it is wrong, add --name.")
        n_errors = imported.counts["errors"]
        if imported.sessions.empty or (arguments.strict and n_errors):
            why = (
                "no session was found"
                if imported.sessions.empty
                else f"{counted(n_errors, 'error')} {agree(n_errors, 'was', 'were')} found, and --strict is set"
            )
            print(f"Nothing was imported: {why}.", file=sys.stderr)
            return 1
        workspace.check_facts(meeting, imported)  # a dry run says what an import would refuse
        change = workspace.preview(meeting, imported)
        if not arguments.dry_run:
            url = given[0].url if len(given) == 1 else ""
            content = content_hash(file.data for file in given)
            change = workspace.import_version(meeting, imported, content, file_name=label(given), source_url=url)
        print(*change_lines(change, most=most), sep="\n")
        if change.is_new:
            print(_coverage_line(workspace, meeting, imported))
        if arguments.dry_run:
            print("Dry run: nothing was changed.")
        elif change.is_new:
            print(f"Kept as version {change.version_id} in {workspace.address}.")
    return 0


def _coverage_line(workspace: "Workspace", meeting: "Meeting", imported: "Imported") -> str:
    """How much of the programme is here after the import, of how many sessions, and how to say otherwise."""
    coverage = v.PROGRAMME_COVERAGE[workspace.coverage(meeting, imported)]
    line = f"Coverage of the programme: {coverage.key}. {coverage.description} If that is wrong, add --coverage."
    if coverage.key != "partial":
        return line
    total = meeting.sessions_total or workspace.official_total(meeting.meeting_id)[0]
    answer = "If that is wrong, add --sessions-total." if total else "Add --sessions-total."
    return f"{line}\nSessions on the official programme: {total or 'not known'}. {answer}"


def _given(arguments: argparse.Namespace) -> list["Given"]:
    from igfdata.cli.import_source import take
    from igfdata.importers import FORMATS

    if arguments.format is not None and arguments.format not in FORMATS:
        raise UsageError(f"--format: {arguments.format!r} found; expected one of: {', '.join(FORMATS)}")
    given = []
    for place in arguments.places:
        try:
            given.append(take(place, seconds=arguments.seconds))
        except OSError as error:
            raise UsageError(f"{place}: the file cannot be read: {error.strerror or error}") from None
    return given


def _read(arguments: argparse.Namespace, given: list["Given"], workspace: "Workspace") -> tuple["Meeting", "Imported"]:
    """The meeting as far as it is said, and its files; read in the zone that is said, else in that of a known meeting."""
    from igfdata.cli.import_source import mapping_of
    from igfdata.importers.combine import read_together
    from igfdata.importers.meeting_name import meeting_name
    from igfdata.workspace.imported_programme import Meeting

    facts = {name: getattr(arguments, name) or "" for name in MEETING_FACTS}
    is_known = any(arguments.meeting in set(one["meeting_id"]) for one in (workspace.meetings(), workspace.shipped["meetings"]))
    if not facts["name"] and not is_known:
        facts["name"] = next(filter(None, (meeting_name(file.data, file.name) for file in given)), "")
    meeting = Meeting(
        arguments.meeting, **facts, timezone=arguments.zone or "", programme_coverage=arguments.coverage,
        sessions_total=arguments.sessions_total, sessions_total_url=arguments.sessions_total_url,
    )  # fmt: skip
    imported = read_together(
        [(file.name, file.data) for file in given],
        format=arguments.format,
        timezone=_settled_zone(workspace, arguments),
        file_timezone=arguments.file_zone,
        meeting=arguments.meeting,
        mapping=mapping_of(given, dict(arguments.column), workspace, form=arguments.format),
        days=_settled_days(workspace, arguments),
        day_order=arguments.day_order or "",
        keep=arguments.keep,
    )
    return meeting, imported


def _settled_zone(workspace: "Workspace", arguments: argparse.Namespace) -> str | None:
    """Zone of the venue: as the shipped data have it, else as said, else as known from an earlier version."""
    shipped, added = (
        dict(zip(meetings["meeting_id"], meetings["timezone"], strict=True)).get(arguments.meeting)
        for meetings in (workspace.shipped["meetings"], workspace.meetings())
    )
    if shipped and arguments.zone not in (None, shipped):
        raise UsageError(f"--zone: {arguments.zone} found; expected {shipped}, the zone of {arguments.meeting}, or none")
    return shipped or arguments.zone or added


def _settled_days(workspace: "Workspace", arguments: argparse.Namespace) -> tuple[dt.date, dt.date] | None:
    """First and last day of the meeting: as said, else as known; None where they are not."""
    known = workspace.known_days(arguments.meeting) or (None, None)
    stated = (arguments.start_date, arguments.end_date)
    first, last = (dt.date.fromisoformat(said) if said else day for said, day in zip(stated, known, strict=True))
    if first is None or last is None:
        return None
    return first, last


def _versions(arguments: argparse.Namespace) -> int:
    from igfdata.cli.preview_text import change_lines

    with _workspace(arguments, read_only=arguments.undo is None) as workspace:
        kept = workspace.versions(arguments.meeting)
        if arguments.undo is not None:
            if arguments.undo not in set(kept["id"]):
                known = ", ".join(map(str, kept["id"])) or "none is kept"
                raise UsageError(f"--undo: {arguments.undo} found; expected a version of {arguments.meeting}: {known}")
            print(*change_lines(workspace.undo_to(arguments.undo)), sep="\n")
            print(f"Version {arguments.undo} is active; the others are kept.")
            return 0
    shown = kept.assign(active=kept["is_active"].map({True: "active", False: ""}))
    columns = ["id", "active", "created_at", "n_sessions", "format", "file_name"]
    print(shown[columns].to_string(index=False) if len(kept) else f"No version of {arguments.meeting} is kept.")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    with _workspace(arguments, read_only=True) as workspace:
        try:
            print(workspace.export_folder(arguments.folder))
        except FileExistsError as error:
            raise UsageError(str(error)) from None
        except OSError as error:
            raise WriteError(f"{arguments.folder}: the folder cannot be written: {reason_of(error)}.") from None
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    with _workspace(arguments, read_only=False) as workspace:
        counts = workspace.import_folder(arguments.folder, replace=arguments.replace)
        print(f"{counted(sum(counts.values()), 'row')} of {arguments.folder} restored into {workspace.address}.")
    return 0


def _upgrade(arguments: argparse.Namespace) -> int:
    with _workspace(arguments, read_only=False) as workspace:
        print(f"The workspace at {workspace.address} has the form of this version.")
    return 0


@contextmanager
def _workspace(arguments: argparse.Namespace, *, read_only: bool) -> Iterator["Workspace"]:
    """The workspace; for reading an empty one when there is none yet, so that nothing is made."""
    from igfdata.validation import read_folder
    from igfdata.workspace import Workspace
    from igfdata.workspace.location import find_address

    address, shipped = arguments.workspace, read_folder(data_folder(arguments.data))
    url = find_address(address)
    if read_only and url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        with TemporaryDirectory() as folder, Workspace.open(Path(folder), shipped=shipped) as workspace:
            yield workspace
    else:
        with Workspace.open(address, read_only=read_only, shipped=shipped) as workspace:
            yield workspace
