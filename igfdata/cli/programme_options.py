"""The options of the commands ``import``, ``versions``, ``export``, ``restore`` and ``upgrade``; a value of a wrong form ends the call with status 2."""

import argparse
import re
from collections.abc import Callable
from pathlib import Path

from igfdata import vocabulary as v
from igfdata.cli.shared_options import add_data_option
from igfdata.schema import PATTERNS, Kind

MEETING_FACTS: dict[str, Kind] = {"name": "text", "year": "integer", "city": "text", "country": "text", "start_date": "date", "end_date": "date",
                 "day_zero_date": "date"}  # fmt: skip
"""What an option says of a meeting, and its form."""


def add_import_options(command: argparse.ArgumentParser) -> None:
    """Files or addresses, the meeting and what is known of it, what the files leave open, and what to do."""
    command.add_argument("places", nargs="+", metavar="FILE", help="a file, or an address that begins with https://")
    command.add_argument("--meeting", type=_form("identifier"), required=True, metavar="KEY", help="such as igf2026")
    command.add_argument("--zone", type=_zone, metavar="ZONE", help="of the venue, such as Europe/Oslo, Oslo or UTC+1")
    command.add_argument("--file-zone", type=_zone, metavar="ZONE", help="of the times in the files, if not the venue's")
    command.add_argument("--format", metavar="FORMAT", help="such as sched_ics; default: recognised by content")
    command.add_argument(
        "--column",
        type=_column,
        action="append",
        default=[],
        metavar="NAME=FIELD",
        help="what a column of a table is; repeatable",
    )
    command.add_argument(
        "--day-order",
        choices=("day", "month"),
        help="which comes first in dates such as 03/04/2026; default: from the dates themselves",
    )
    command.add_argument(
        "--keep",
        choices=list(v.SKIPPED),
        action="append",
        default=[],
        help="import also breaks, cancelled sessions, or sessions weeks away from the others (stray); repeatable",
    )
    for name, kind in MEETING_FACTS.items():
        command.add_argument(_option(name), type=_form(kind), metavar="TEXT", help=f"of a new meeting: {kind}")
    command.add_argument(
        "--coverage",
        choices=list(v.PROGRAMME_COVERAGE),
        default="",
        help="how much of the programme the files hold; default: as before, for a new meeting complete (pages: partial)",
    )
    command.add_argument(
        "--sessions-total",
        type=_form("integer"),
        metavar="N",
        help="sessions on the official programme, where the files hold a part of it",
    )
    command.add_argument(
        "--sessions-total-url", type=_form("url"), metavar="ADDRESS", help="where the organisers state that number"
    )
    command.add_argument("--dry-run", action="store_true", help="show what would change; change nothing")
    command.add_argument("--strict", action="store_true", help="import nothing when any record has an error")
    command.add_argument("--all", action="store_true", help="list every problem and change")
    command.add_argument(
        "--seconds", type=_seconds, default=30.0, metavar="N", help="longest wait for each address; default: 30"
    )
    _add_workspace_option(command)


def add_versions_options(command: argparse.ArgumentParser) -> None:
    """The meeting, and the version to go back to."""
    command.add_argument("--meeting", type=_form("identifier"), required=True, metavar="KEY", help="such as igf2026")
    command.add_argument("--undo", type=int, metavar="VERSION", help="make this kept version the active one")
    _add_workspace_option(command)


def add_export_options(command: argparse.ArgumentParser) -> None:
    """The new folder."""
    command.add_argument("folder", type=Path, metavar="DIR", help="a new folder")
    _add_workspace_option(command)


def add_restore_options(command: argparse.ArgumentParser) -> None:
    """The exported folder, and whether the workspace may be replaced."""
    command.add_argument("folder", type=Path, metavar="DIR", help="a folder that export wrote")
    command.add_argument("--replace", action="store_true", help="replace everything in the current workspace, which is lost")
    _add_workspace_option(command)


def add_upgrade_options(command: argparse.ArgumentParser) -> None:
    """The workspace."""
    _add_workspace_option(command)


def _add_workspace_option(command: argparse.ArgumentParser) -> None:
    add_data_option(command)
    command.add_argument("--workspace", metavar="ADDRESS", help="folder, file or database; default: IGF_WORKSPACE, else yours")


def _form(kind: Kind) -> Callable[[str], str]:
    pattern, expected = PATTERNS[kind]

    def check(text: str) -> str:
        if not text.strip() or not re.fullmatch(pattern, text):
            raise argparse.ArgumentTypeError(f"{text!r} found; expected {expected}")
        return text

    return check


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _zone(text: str) -> str:
    from igfdata.importers.parsing.zones import EXPECTED, zone_of_people

    zone = zone_of_people(text)
    if zone is None:
        raise argparse.ArgumentTypeError(f"{text!r} found; expected {EXPECTED}")
    return zone.key


def _column(text: str) -> tuple[str, str]:
    from igfdata.importers import FIELDS

    name, _, field = text.rpartition("=")
    if not name or field not in FIELDS:
        raise argparse.ArgumentTypeError(f"{text!r} found; expected NAME=FIELD with a field of: {', '.join(FIELDS)}")
    return name, field


def _seconds(text: str) -> float:
    if not re.fullmatch(r"\d{1,4}(\.\d+)?", text) or float(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} found; expected a number of seconds above 0")
    return float(text)
