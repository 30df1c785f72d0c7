"""The command ``brief``: a briefing as a file, for cron. Its options, and what it does."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from igfdata.briefing.export import OF_SLIDES, check_ending, export
from igfdata.dataset import Dataset
from igfdata.delegation import Delegation
from igfdata.files import write_file
from igfdata.measures.delegates import MOST_DELEGATES
from igfdata.selection import Selection
from igfdata.wording import whole_number

if TYPE_CHECKING:
    import pandas as pd

    from igfdata.briefing.model import Briefing

Changes = Callable[[str], "pd.DataFrame | None"]
"""Meeting → changes of its programme since the last version, if there is one."""


def add_brief_options(command: argparse.ArgumentParser) -> None:
    """Options beside those of a selection; the day is ``--day`` of the selection."""
    command.add_argument("--out", type=_out, required=True, metavar="FILE", help="ends in .pptx, .html, .xlsx or .ics")
    command.add_argument(
        "--delegates",
        type=_delegates,
        default=2,
        metavar="N",
        help="delegates who go to the sessions of the day after it, 1 to 20",
    )
    command.add_argument("--point", action="append", default=[], metavar="TEXT", help="a talking point of your own; repeatable")
    command.add_argument("--ask", default="", metavar="TEXT", help="what your coalition asks for")


def _out(text: str) -> Path:
    path = Path(text)
    try:
        check_ending(path.suffix)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: {error}") from error
    if not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"{text!r}: the folder {str(path.parent)!r} does not exist")
    return path


def _delegates(text: str) -> int:
    number = whole_number(text, least=1, most=MOST_DELEGATES)
    if number is None:
        raise argparse.ArgumentTypeError(
            f"{text[:20]!r} is not a number of delegates; expected a whole number from 1 to {MOST_DELEGATES}"
        )
    return number


def brief(arguments: argparse.Namespace, dataset: Dataset, selection: Selection, *, changes: Changes | None = None) -> int:
    """Write the briefing of a day, or of the whole meeting without one: 0, or 2 when the call is at fault.

    ``changes`` tells what changed in the programme of a meeting since its last version.
    """
    fault = _fault(arguments, selection)
    if fault:
        print(fault, file=sys.stderr)
        return 2
    ending = check_ending(arguments.out.suffix)
    made = _compose(arguments, dataset, selection, changes) if ending in OF_SLIDES else None
    write_file(arguments.out, export(made, ending, dataset=dataset, selection=selection))
    print(arguments.out)
    for note in made.left_out if made else _untimed(ending, dataset, selection):
        print(f"Left out: {note}")
    return 0


def _fault(arguments: argparse.Namespace, selection: Selection) -> str:
    if not arguments.meeting:
        return "A briefing needs its meeting, such as --meeting igf2025"
    if len(selection.meetings) != 1:
        return f"A briefing is about one meeting: --meeting has {', '.join(selection.meetings) or 'all of them'}"
    if len(selection.days) > 1:
        return f"A briefing is about one day, or without --day about the whole meeting: --day has {', '.join(selection.days)}"
    return ""


def _compose(arguments: argparse.Namespace, dataset: Dataset, selection: Selection, changes: Changes | None) -> "Briefing":
    points = tuple(arguments.point)
    if selection.days:
        from igfdata.briefing.day import day_briefing

        every_day = replace(selection, days=())
        changed = changes(selection.meetings[0]) if changes else None
        return day_briefing(
            dataset,
            every_day,
            selection.days[0],
            delegation=Delegation(arguments.delegates),
            own_points=points,
            ask=arguments.ask,
            changes=changed,
        )
    from igfdata.briefing.meeting import meeting_briefing

    return meeting_briefing(dataset, selection, own_points=points, ask=arguments.ask)


def _untimed(ending: str, dataset: Dataset, selection: Selection) -> list[str]:
    """Sessions that a calendar cannot hold."""
    if ending != ".ics":
        return []
    from igfdata.briefing.calendar import to_ics

    return [f"{name} (no source states a time)" for name in to_ics(dataset, selection)[1]]
