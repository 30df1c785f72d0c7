"""The commands ``import`` and ``versions``: programmes of meetings into the workspace, and back to an earlier version.

What is heavy is loaded when it is needed, so that a wrong call ends fast.
"""

import argparse
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from igfdata import vocabulary as v
from igfdata.cli.shared import Stop, add_workspace_options, form, open_workspace, wrong
from igfdata.schema import TABLES, Kind
from igfdata.validation import InvalidData
from igfdata.wording import agree, counted, lower

if TYPE_CHECKING:
    from igfdata.importers import Imported
    from igfdata.importers.model import ImportFile
    from igfdata.workspace import Meeting, Workspace

MEETING_FACTS: dict[str, Kind] = {
    "name": "text", "year": "integer", "city": "text", "country": "text", "start_date": "date", "end_date": "date",
    "day_zero_date": "date",
}  # fmt: skip
"""What an option says of a meeting, and its form."""
ANSWERS = {
    "timezone": "--zone, such as --zone Europe/Oslo",
    "file_timezone": "--file-zone, such as --file-zone UTC",
    "start_date": "--start-date and --end-date",
    "mapping": "--column, such as --column 'Name of the session=title'",
    "days": "--start-date and --end-date",
    "day_order": "--day-order day (23/06/2026) or --day-order month (06/23/2026)",
}
"""What a message asks for → the option that answers."""


def add_import_options(command: argparse.ArgumentParser) -> None:
    """Files or addresses, the meeting and what is known of it, what the files leave open, and what to do."""
    add = command.add_argument
    add("places", nargs="+", metavar="FILE", help="a file, or an address that begins with https://")
    _add_meeting_option(command)
    add("--zone", type=_zone, metavar="ZONE", help="of the venue, such as Europe/Oslo, Oslo or UTC+1")
    add("--file-zone", type=_zone, metavar="ZONE", help="of the times in the files, if not the venue's")
    add("--format", metavar="FORMAT", help="such as sched_ics; default: recognised by content")
    what = "what a column of a table is; repeatable"
    add("--column", type=_column, action="append", default=[], metavar="NAME=FIELD", help=what)
    what = "which comes first in dates such as 03/04/2026; default: from the dates themselves"
    add("--day-order", choices=("day", "month"), help=what)
    what = "import also breaks, cancelled sessions, or sessions weeks away from the others (stray); repeatable"
    add("--keep", choices=list(v.SKIPPED), action="append", default=[], help=what)
    for name, kind in MEETING_FACTS.items():
        told = TABLES["meetings"].by_name[name].description.removesuffix(".")
        what = f"for a new meeting: {lower(told)}"
        add("--" + name.replace("_", "-"), type=form(kind), metavar="YYYY-MM-DD" if kind == "date" else "TEXT", help=what)
    what = "how much of the programme the files hold; default: as before, for a new meeting complete (pages: partial)"
    add("--coverage", choices=list(v.PROGRAMME_COVERAGE), default="", help=what)
    what = "sessions on the official programme, where the files hold a part of it"
    add("--sessions-total", type=form("integer"), metavar="N", help=what)
    add("--sessions-total-url", type=form("url"), metavar="ADDRESS", help="where the organisers state that number")
    add("--dry-run", action="store_true", help="show what would change; change nothing")
    add("--strict", action="store_true", help="import nothing when any record has an error")
    add("--all", action="store_true", help="list every problem and change")
    add("--seconds", type=_seconds, default=30.0, metavar="N", help="longest wait for each address; default: 30")
    add_workspace_options(command)
    command.set_defaults(run=import_programme)


def _add_meeting_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--meeting", type=form("identifier"), required=True, metavar="KEY", help="such as igf2026")


def _zone(text: str) -> str:
    from igfdata.importers.parsing.zones import EXPECTED, zone_of_people

    zone = zone_of_people(text)
    if zone is None:
        raise wrong(text, EXPECTED)
    return zone.key


def _column(text: str) -> tuple[str, str]:
    from igfdata.importers import FIELDS

    name, _, field = text.rpartition("=")
    if not name or field not in FIELDS:
        raise wrong(text, f"NAME=FIELD with a field of: {', '.join(FIELDS)}")
    return name, field


def _seconds(text: str) -> float:
    if not re.fullmatch(r"\d{1,4}(\.\d+)?", text) or float(text) == 0:
        raise wrong(text, "a number of seconds above 0")
    return float(text)


@contextmanager
def _answers_named() -> Iterator[None]:
    """Name the option that answers what files or the facts of a meeting leave open; the call lacks it."""
    from igfdata.importers import ImportFailed, NeedsAnswer

    try:
        yield
    except NeedsAnswer as error:
        raise Stop(f"{error}\nAdd {ANSWERS[error.parameter]}.") from None
    except InvalidData:
        raise
    except ImportFailed as error:
        raise Stop(error, 1) from None
    except ValueError as error:  # what is known of the meeting and the files do not fit
        answer = ANSWERS.get(str(error).partition(":")[0])
        raise (Stop(f"{error}\nAdd {answer}.") if answer else Stop(error, 1)) from None


def import_programme(arguments: argparse.Namespace) -> int:
    """Import files as a meeting's new version, after telling what changes; or only tell."""
    with _answers_named():
        files = _files(arguments)
        with open_workspace(arguments, read_only=arguments.dry_run) as workspace:
            return _import(arguments, files, workspace)


def _import(arguments: argparse.Namespace, files: "list[ImportFile]", workspace: "Workspace") -> int:
    from igfdata.cli.preview_text import MOST, change_lines, file_lines
    from igfdata.importers.combine import content_hash

    most = None if arguments.all else MOST
    meeting, imported = _read(arguments, files, workspace)
    print(*file_lines(imported, meeting.meeting_id, len(files), most=most), sep="\n")
    if meeting.name and not arguments.name:
        print(f"Name of the meeting, from the file: {meeting.name}. If it is wrong, add --name.")
    n_errors = imported.counts["errors"]
    if imported.sessions.empty or (arguments.strict and n_errors):
        why = f"{counted(n_errors, 'error')} {agree(n_errors, 'was', 'were')} found, and --strict is set"
        raise Stop(f"Nothing was imported: {'no session was found' if imported.sessions.empty else why}.", 1)
    workspace.check_facts(meeting, imported)  # a dry run says what an import would refuse
    change = workspace.preview(meeting, imported)
    if not arguments.dry_run:
        label, url = (files[0].name, files[0].url) if len(files) == 1 else (f"{len(files)} files", "")
        content = content_hash(file.data for file in files)
        change = workspace.import_version(meeting, imported, content, file_name=label, source_url=url)
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


def _files(arguments: argparse.Namespace) -> "list[ImportFile]":
    from igfdata.importers import FORMATS
    from igfdata.importers.model import ImportFile
    from igfdata.importers.other_files import unpacked

    if arguments.format is not None and arguments.format not in FORMATS:
        raise Stop(f"--format: {arguments.format!r} found; expected one of: {', '.join(FORMATS)}")
    files = []
    for place in arguments.places:
        try:
            given = _file(place, arguments.seconds)
            files += [ImportFile(name, data, given.url) for name, data in unpacked(given.name, given.data)]
        except OSError as error:
            raise Stop(f"{place}: the file cannot be read: {error.strerror or error}") from None
    return files


def _file(place: str, seconds: float) -> "ImportFile":
    """A file of this machine, or of an address; OSError or ImportFailed when it cannot be had."""
    from igfdata.importers.fetch import fetch
    from igfdata.importers.model import DEFAULT, ImportFile
    from igfdata.importers.web_address import public_address

    if "://" in place:
        data, url = fetch(place, limits=DEFAULT, seconds=seconds), public_address(place)
        parts = urlsplit(url)
        return ImportFile(parts.path.rsplit("/", 1)[-1] or parts.netloc, data, url)
    with Path(place).open("rb") as file:
        return ImportFile(Path(place).name, file.read(DEFAULT.file_bytes + 1))  # one more, so that a larger one is noticed


def _mapping_of(
    files: "Sequence[ImportFile]", said: Mapping[str, str], workspace: "Workspace", format: str | None
) -> dict[str, str] | None:
    """Column → field for the tables among the files: as said, else as remembered, else guessed; None without a table."""
    from igfdata.importers import ImportFailed, detect, guess_columns
    from igfdata.importers.formats.tabular import KEY as TABLE

    found: dict[str, str] = {}
    for file in files:
        if (format or detect(file.data, file.name)) == TABLE:
            with suppress(ImportFailed):  # the reading itself says what is wrong
                guessed = guess_columns(file.data, filename=file.name)
                found |= workspace.mapping_for(list(guessed)) or {name: field for name, field in guessed.items() if field}
    if not found and not said:
        return None
    return {name: field for name, field in found.items() if field not in said.values()} | dict(said)


def _read(arguments: argparse.Namespace, files: "list[ImportFile]", workspace: "Workspace") -> tuple["Meeting", "Imported"]:
    """The meeting as far as it is said, and its files; read in the zone that is said, else in that of a known meeting."""
    from igfdata.importers.combine import read_together
    from igfdata.importers.read import meeting_name
    from igfdata.workspace import Meeting

    facts = {name: getattr(arguments, name) or "" for name in MEETING_FACTS}
    is_known = any(arguments.meeting in set(one["meeting_id"]) for one in (workspace.meetings(), workspace.shipped["meetings"]))
    if not facts["name"] and not is_known:
        facts["name"] = next(filter(None, (meeting_name(file.data) for file in files)), "")
    meeting = Meeting(
        arguments.meeting, **facts, timezone=arguments.zone or "", programme_coverage=arguments.coverage,
        sessions_total=arguments.sessions_total, sessions_total_url=arguments.sessions_total_url,
    )  # fmt: skip
    imported = read_together(
        [(file.name, file.data) for file in files],
        format=arguments.format, timezone=_settled_zone(workspace, arguments), file_timezone=arguments.file_zone,
        meeting=arguments.meeting, mapping=_mapping_of(files, dict(arguments.column), workspace, arguments.format),
        days=_settled_days(workspace, arguments), day_order=arguments.day_order or "", keep=arguments.keep,
    )  # fmt: skip
    return meeting, imported


def _settled_zone(workspace: "Workspace", arguments: argparse.Namespace) -> str | None:
    """Zone of the venue: as the shipped data have it, else as said, else as known from an earlier version."""
    shipped, added = (
        dict(zip(meetings["meeting_id"], meetings["timezone"], strict=True)).get(arguments.meeting)
        for meetings in (workspace.shipped["meetings"], workspace.meetings())
    )
    if shipped and arguments.zone not in (None, shipped):
        raise Stop(f"--zone: {arguments.zone} found; expected {shipped}, the zone of {arguments.meeting}, or none")
    return shipped or arguments.zone or added


def _settled_days(workspace: "Workspace", arguments: argparse.Namespace) -> tuple[dt.date, dt.date] | None:
    """First and last day of the meeting: as said, else as known; None where they are not."""
    known = workspace.known_days(arguments.meeting) or (None, None)
    stated = (arguments.start_date, arguments.end_date)
    first, last = (dt.date.fromisoformat(said) if said else day for said, day in zip(stated, known, strict=True))
    return None if first is None or last is None else (first, last)


def add_versions_options(command: argparse.ArgumentParser) -> None:
    """The meeting, and the version to go back to."""
    _add_meeting_option(command)
    command.add_argument("--undo", type=int, metavar="VERSION", help="make this kept version the active one")
    add_workspace_options(command)
    command.set_defaults(run=versions)


def versions(arguments: argparse.Namespace) -> int:
    """List the kept versions of a meeting, or go back to one."""
    from igfdata.cli.preview_text import change_lines

    with open_workspace(arguments, read_only=arguments.undo is None) as workspace:
        kept = workspace.versions(arguments.meeting)
        if arguments.undo is not None:
            if arguments.undo not in set(kept["id"]):
                known = ", ".join(map(str, kept["id"])) or "none is kept"
                raise Stop(f"--undo: {arguments.undo} found; expected a version of {arguments.meeting}: {known}")
            print(*change_lines(workspace.undo_to(arguments.undo)), sep="\n")
            print(f"Version {arguments.undo} is active; the others are kept.")
            return 0
    shown = kept.assign(active=kept["is_active"].map({True: "active", False: ""}))
    columns = ["id", "active", "created_at", "n_sessions", "format", "file_name"]
    print(shown[columns].to_string(index=False) if len(kept) else f"No version of {arguments.meeting} is kept.")
    return 0
