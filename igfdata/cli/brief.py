"""The command ``brief``: a briefing as a file, for cron. Its options, and what it does."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from igfdata.briefing.export import ENDINGS, OF_SLIDES, export
from igfdata.cli.shared import Stop, add_selection_options, compared, new_file, number
from igfdata.dataset import Dataset
from igfdata.files import reason_of, write_file
from igfdata.measures.delegates import MOST_DELEGATES, Delegation
from igfdata.selection import Comparison, Selection
from igfdata.workspace.current import last_changes

if TYPE_CHECKING:
    from igfdata.briefing.model import Briefing


def add_brief_options(command: argparse.ArgumentParser) -> None:
    """Options of a selection, and what else a briefing needs; the day is ``--day`` of the selection."""
    add_selection_options(command)
    command.set_defaults(run=brief)
    command.add_argument("--out", type=new_file(*ENDINGS), metavar="FILE", help="ends in .pptx, .html, .xlsx or .ics")
    command.add_argument(
        "--update", type=Path, metavar="DECK.pptx",
        help="refresh the figures of a deck that brief or the dashboard made, and nothing else of it; written to --out, else in place",
    )  # fmt: skip
    command.add_argument(
        "--delegates",
        type=number(1, MOST_DELEGATES, "delegates"),
        default=2,
        metavar="N",
        help="delegates who go to the sessions of the day after it, 1 to 20",
    )
    command.add_argument("--point", action="append", default=[], metavar="TEXT", help="a talking point of your own; repeatable")
    command.add_argument("--ask", default="", metavar="TEXT", help="what your coalition asks for")


def brief(arguments: argparse.Namespace) -> int:
    """Write the briefing of a day, or of the whole meeting without one, and of what it is compared with."""
    dataset, selection, comparison = compared(arguments)
    if arguments.update is not None:
        return _update(arguments, dataset)
    if problem := _problem(arguments, selection):
        raise Stop(problem)
    ending = arguments.out.suffix.lower()
    made = _compose(arguments, dataset, selection, comparison) if ending in OF_SLIDES else None
    write_file(arguments.out, export(made, ending, dataset=dataset, selection=selection, comparison=comparison))
    print(arguments.out)
    for note in made.left_out if made else _untimed(ending, dataset, selection, comparison):
        print(f"Skipped: {note}")
    return 0


def _update(arguments: argparse.Namespace, dataset: Dataset) -> int:
    """Refresh a deck and say what changed, what was kept and what could not be found."""
    from igfdata.briefing.my_deck.computing import slide_of
    from igfdata.briefing.render.pptx.deck_update import update_deck

    path, target = arguments.update, arguments.out or arguments.update
    if target.suffix.lower() != ".pptx":
        raise Stop(f"{target}: a refreshed deck ends in .pptx")
    try:
        updated = update_deck(path.read_bytes(), lambda reference: slide_of(reference, dataset, last_changes))
    except (OSError, ValueError) as error:
        raise Stop(f"{path}: {reason_of(error) if isinstance(error, OSError) else error}", 1) from None
    write_file(target, updated.content)
    print(target, updated.summary, sep="\n")
    for head, lines in updated.parts:
        for line in lines:
            print(f"{head}: {line}")
    return 0


def _problem(arguments: argparse.Namespace, selection: Selection) -> str:
    if arguments.out is None:
        return "A briefing needs its file, such as --out briefing.pptx"
    if not arguments.meeting:
        return "A briefing needs its meeting, such as --meeting igf2025"
    if len(selection.meetings) != 1:
        return f"A briefing is about one meeting: --meeting has {', '.join(selection.meetings) or 'all of them'}"
    if len(selection.days) > 1:
        return f"A briefing is about one day, or without --day about the meeting: --day has {', '.join(selection.days)}"
    return ""


def _compose(
    arguments: argparse.Namespace, dataset: Dataset, selection: Selection, comparison: Comparison | None
) -> "Briefing":
    from igfdata.briefing.agenda import WHOLE, briefing_about

    about = selection.days[0] if selection.days else WHOLE
    return briefing_about(
        dataset, selection, about, comparison=comparison, delegation=Delegation(arguments.delegates),
        own_points=tuple(arguments.point), ask=arguments.ask, changes=last_changes,
    )  # fmt: skip


def _untimed(ending: str, dataset: Dataset, selection: Selection, comparison: Comparison | None) -> list[str]:
    """Sessions that a calendar cannot hold."""
    if ending != ".ics":
        return []
    from igfdata.briefing.render.calendar import to_ics

    return [f"{name} (no source states a time)" for name in to_ics(dataset, selection, comparison=comparison)[1]]
