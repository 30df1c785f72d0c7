"""The commands ``check``, ``summary``, ``findings``, ``agreement`` and ``codebook``: print what is known."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from igfdata.briefing.caveats import programme_text
from igfdata.cli.shared import (
    add_data_option,
    add_format_option,
    add_selection_options,
    add_workspace_options,
    compared,
    print_table,
)
from igfdata.dataset import load
from igfdata.findings import Finding, comparison_findings, findings
from igfdata.measures.breakdown import BREAKDOWNS
from igfdata.measures.programme_share import programme_share
from igfdata.measures.summary import programme_shares, summarise, summarise_comparison
from igfdata.selection import describe, describe_comparison, n_in_both, select
from igfdata.validation import InvalidData, read_folder
from igfdata.wording import counted
from igfdata.workspace.current import code_problems, current_dataset, workspace_to_read
from igfdata.workspace.location import data_folder

RECORD = (
    "key", "kind", "headline", "evidence", "n", "of", "b_n", "b_of", "chance_asked", "chance_found", "fragility", "tests", "session_ids"
)  # fmt: skip
"""Facts of a finding in its record."""
IN_TABLE = ["topic", "label", "pillar_hint", "since", "retired"]
"""Columns of the codebook on the screen."""


def add_check_options(command: argparse.ArgumentParser) -> None:
    """The folder, given plainly too."""
    command.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="default: as --data")
    add_data_option(command)
    command.set_defaults(run=check)


def check(arguments: argparse.Namespace) -> int:
    """Validate a folder and the codes of its workspace: print its counts, or raise InvalidData with every error."""
    folder = arguments.folder or data_folder(arguments.data)
    dataset = load(folder)
    if errors := code_problems(arguments.folder or arguments.data):
        raise InvalidData(errors)
    counts = (
        counted(len(dataset.meetings), "meeting"),
        counted(len(dataset.sessions), "session"),
        f"{counted(len(dataset.participants), 'person', 'people')} by group",
        counted(len(dataset.session_pillars) + len(dataset.session_topics), "code"),
        counted(len(dataset.codebook), "topic"),
        counted(len(dataset.benchmarks), "published figure"),
    )
    print(f"{folder}: no errors. {', '.join(counts)}. {dataset.data_state()}")
    return 0


def add_summary_options(command: argparse.ArgumentParser) -> None:
    """The selection, the breakdown and the form."""
    add_selection_options(command)
    command.add_argument("--by", choices=BREAKDOWNS, help="break down every measure")
    add_format_option(command)
    command.set_defaults(run=summary)


def summary(arguments: argparse.Namespace) -> int:
    """Print the measures of a selection, or of two that are compared with their differences."""
    dataset, selection, comparison = compared(arguments)
    by, head, meetings = arguments.by, [], selection.meetings
    if comparison is None:
        data = select(dataset, selection)
        table = summarise(data, by=by, programme=programme_shares(dataset, selection, by=by))
        share = programme_text(programme_share(dataset, selection))
        n = counted(len(data.sessions), "session")
        told = describe(selection, dataset)
        head = [f"{n} in the data" + (f"; child-related: {share}." if share else ".")]
    else:
        sides = comparison.a, comparison.b
        a, b = (select(dataset, side) for side in sides)
        shares = programme_shares(dataset, sides[0], by=by), programme_shares(dataset, sides[1], by=by)
        table = summarise_comparison(a, b, by=by, programmes=shares)
        told = describe_comparison(comparison, dataset)
        for name, side, data in zip("AB", sides, (a, b), strict=True):
            head.append(f"{name}: {counted(data.n_sessions, 'session')}. {describe(side, dataset)}")
        head.append(f"{counted(n_in_both(comparison, dataset), 'session')} in both.")
        meetings = (*sides[0].meetings, *sides[1].meetings) if all(side.meetings for side in sides) else ()
    state = dataset.data_state(meetings)
    if arguments.format == "table":
        print(f"{told} {state}", *head, "", sep="\n")
        print_table(table.assign(category=table["category"].fillna("")), "table")
    else:
        print_table(table.assign(data=state), arguments.format)
    return 0


def add_findings_options(command: argparse.ArgumentParser) -> None:
    """The selection and the form."""
    add_selection_options(command)
    add_format_option(command, ("table", "json"))
    command.set_defaults(run=print_findings)


def print_findings(arguments: argparse.Namespace) -> int:
    """Print the findings of a selection, or of two compared, as records, or as sentences with their tests."""
    dataset, selection, comparison = compared(arguments)
    found = comparison_findings(dataset, comparison) if comparison else findings(dataset, selection)
    if arguments.format == "json":
        records = [{key: asdict(one)[key] for key in RECORD} for one in found]
        print(json.dumps(records, ensure_ascii=False, indent=1))
        return 0
    what = describe_comparison(comparison, dataset) if comparison else describe(selection, dataset)
    print(f"{what} {dataset.data_state(selection.meetings)}")
    for one in found:
        print("", *_lines(one), sep="\n")
    return 0


def _lines(one: Finding) -> list[str]:
    """A finding for reading: sentence, evidence, then a line for each test."""
    marks = [f"  {'✓' if test.passed else '✗'} {test.label}: {test.reason}" for test in one.tests]
    return [one.headline, f"  {one.evidence}", *marks]


def add_agreement_options(command: argparse.ArgumentParser) -> None:
    """The data and the form."""
    add_data_option(command)
    add_format_option(command)
    command.set_defaults(run=agreement)


def agreement(arguments: argparse.Namespace) -> int:
    """Print the agreement of the independent codes, before any decision."""
    from igfdata.measures.agreement import agreement as agree

    table = agree(current_dataset(arguments.data))
    print_table(table.astype(object).where(table.notna(), None), arguments.format)
    return 0


def add_codebook_options(command: argparse.ArgumentParser) -> None:
    """Whose codebook, and in which form."""
    add_workspace_options(command)
    add_format_option(command, help="csv: complete, with its log, to be imported again")
    command.set_defaults(run=codebook)


def codebook(arguments: argparse.Namespace) -> int:
    """Print the current codebook: that of the workspace, where there is one."""
    from igfdata.codebook.exchange import write_codebook
    from igfdata.codebook.model import Codebook

    workspace = workspace_to_read(arguments.workspace, arguments.data)
    if workspace is None:
        book = Codebook.from_frames(read_folder(data_folder(arguments.data)))
    else:
        with workspace:
            book = workspace.codebook()
    if arguments.format == "csv":
        sys.stdout.buffer.write(write_codebook(book))
    elif arguments.format == "json":
        whole = {"version": book.version, "date": book.date, "built_on": book.built_on}
        tables = {"rows": book.rows.to_dict("records"), "changes": book.changes.to_dict("records")}
        print(json.dumps(whole | tables, ensure_ascii=False, indent=1))
    else:
        print(f"Codebook {book.version} of {book.date}: {counted(len(book.topics), 'topic')} in use.\n")
        print_table(book.rows[IN_TABLE], "table")
    return 0
