"""The command line: ``python -m igfdata check``, ``summary``, ``findings``, ``agreement``, ``brief``, ``import`` and so on."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd

from igfdata.briefing.programme_wording import programme_text
from igfdata.cli.brief import add_brief_options, brief
from igfdata.cli.code import add_code_options, code
from igfdata.cli.codebook import add_codebook_options, codebook
from igfdata.cli.findings import add_findings_options, print_findings
from igfdata.cli.programme_options import (
    add_export_options,
    add_import_options,
    add_restore_options,
    add_upgrade_options,
    add_versions_options,
)
from igfdata.cli.programmes import export, import_programme, restore, upgrade, versions
from igfdata.cli.shared_options import FORMATS, add_data_option
from igfdata.cli.sheet import add_sheet_options, sheet
from igfdata.csv_text import frame_text
from igfdata.dataset import Dataset, load
from igfdata.files import FULL, WriteError, reason_of
from igfdata.measures.breakdown import BREAKDOWNS
from igfdata.measures.programme_share import programme_share
from igfdata.measures.summary import programme_shares, summarise, summarise_comparison
from igfdata.selection import (
    FIELDS,
    Comparison,
    Selection,
    comparison_from_query,
    describe,
    describe_comparison,
    n_in_both,
    select,
)
from igfdata.selection.comparison import PREFIX
from igfdata.validation import InvalidData
from igfdata.wording import counted
from igfdata.workspace.current import code_problems, current_dataset, last_changes
from igfdata.workspace.errors import WorkspaceError
from igfdata.workspace.location import data_folder

SHORTEST_LONG = 100
"""From here on a number with a fraction is printed with one digit after the point; below with three digits in all."""


def parser() -> argparse.ArgumentParser:
    """Commands and options; the options of a selection are the keys of an address."""
    program = argparse.ArgumentParser(
        prog="python -m igfdata", description="Children's rights at the IGF, from the command line."
    )
    commands = program.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check a data folder and list every error")
    check.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="default: as --data")
    add_data_option(check)
    summary = commands.add_parser("summary", help="print the measures of a selection, or of two compared")
    add_selection_options(summary, with_b=True)
    summary.add_argument("--by", choices=BREAKDOWNS, help="break down every measure")
    summary.add_argument("--format", choices=FORMATS, default=FORMATS[0])
    found = commands.add_parser("findings", help="print the findings of a selection, the headline first")
    add_selection_options(found, with_b=True)
    add_findings_options(found)
    agreed = commands.add_parser("agreement", help="print how far independent coders agree, per label and for sets of labels")
    add_data_option(agreed)
    agreed.add_argument("--format", choices=FORMATS, default=FORMATS[0])
    briefing = commands.add_parser("brief", help="write the briefing of a day or of a meeting into a file")
    add_selection_options(briefing, with_b=True)
    add_brief_options(briefing)
    add_code_options(
        commands.add_parser("code", help="code the texts of a folder with the dictionary, or print how well it does")
    )
    add_codebook_options(commands.add_parser("codebook", help="print the codebook, or write it as a file to change"))
    add_sheet_options(commands.add_parser("sheet", help="write a workbook for coding offline, and read it back"))
    add_import_options(
        commands.add_parser("import", help="read files of a programme into the workspace, or show what they change")
    )
    add_versions_options(commands.add_parser("versions", help="list the kept versions of a meeting, or restore one"))
    add_export_options(commands.add_parser("export", help="write the workspace into a folder of CSV files"))
    add_restore_options(commands.add_parser("restore", help="restore the workspace from an exported folder"))
    add_upgrade_options(
        commands.add_parser(
            "upgrade", help="bring the workspace of an older version of the program to the present form, or make one"
        )
    )
    return program


def add_selection_options(command: argparse.ArgumentParser, *, with_b: bool = False) -> None:
    """One option for each key of the address, and the data folder; where a command compares, those of B too."""
    for field in FIELDS:
        command.add_argument(f"--{field.key}", action="append", nargs="+", default=[], metavar="VALUE", help=field.help)
    for field in FIELDS if with_b else ():
        text = f"{field.label.lower()} of what it is compared with; by default as --{field.key}; all: no limit"
        command.add_argument(f"--{PREFIX}{field.key}", action="append", nargs="+", default=[], metavar="VALUE", help=text)
    add_data_option(command)


def compared(arguments: argparse.Namespace) -> tuple[Dataset, Selection, Comparison | None]:
    """Dataset, selection and, where an option of B is given, comparison of the options.

    Raises
    ------
    SystemExit
        With status 2 when an option has a value that the data do not know: a script must not go on with less.
    """
    dataset = current_dataset(arguments.data)
    keys = [f"{prefix}{field.key}" for prefix in ("", PREFIX) for field in FIELDS]
    given = {key: list(chain(*getattr(arguments, key.replace("-", "_"), ()))) for key in keys}
    query = {key: values for key, values in given.items() if values}
    selection, comparison, notices = comparison_from_query(query, dataset, strict=True)
    if notices:
        print(*notices, sep="\n", file=sys.stderr)
        raise SystemExit(2)
    return dataset, selection, comparison


def check(arguments: argparse.Namespace) -> int:
    """Validate a folder and the codes of its workspace: 0 and its counts, or 1 and every error."""
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


def summary(arguments: argparse.Namespace) -> int:
    """Print the measures of a selection, or of two that are compared."""
    dataset, selection, comparison = compared(arguments)
    if comparison is not None:
        return _compare(arguments, dataset, comparison)
    data = select(dataset, selection)
    table = summarise(data, by=arguments.by, programme=programme_shares(dataset, selection, by=arguments.by))
    state = dataset.data_state(selection.meetings)
    if arguments.format == "table":
        print(f"{describe(selection, dataset)} {state}")
        share = programme_text(programme_share(dataset, selection))
        n = counted(len(data.sessions), "session")
        print(f"{n} in the data" + (f"; child-related: {share}.\n" if share else ".\n"))
        table = table.assign(category=table["category"].fillna(""))
    else:
        table = table.assign(data=state)
    _print(table, arguments.format)
    return 0


def _compare(arguments: argparse.Namespace, dataset: Dataset, comparison: Comparison) -> int:
    """Print the measures of two selections with their differences."""
    sides = (comparison.a, comparison.b)
    a, b = (select(dataset, side) for side in sides)
    shares = [programme_shares(dataset, side, by=arguments.by) for side in sides]
    table = summarise_comparison(a, b, by=arguments.by, programmes=(shares[0], shares[1]))
    state = dataset.data_state([*comparison.a.meetings, *comparison.b.meetings] if all(side.meetings for side in sides) else ())
    if arguments.format == "table":
        print(f"{describe_comparison(comparison, dataset)} {state}")
        for name, side, data in zip("AB", sides, (a, b), strict=True):
            print(f"{name}: {counted(data.n_sessions, 'session')}. {describe(side, dataset)}")
        print(f"{counted(n_in_both(comparison, dataset), 'session')} in both.\n")
        table = table.assign(category=table["category"].fillna(""))
    else:
        table = table.assign(data=state)
    _print(table, arguments.format)
    return 0


def agreement(arguments: argparse.Namespace) -> int:
    """Print the agreement of the independent codes, before any decision."""
    from igfdata.measures.agreement import agreement as agree

    table = agree(current_dataset(arguments.data))
    _print(table.astype(object).where(table.notna(), None), arguments.format)
    return 0


def _print(table: pd.DataFrame, form: str) -> None:
    """Print records as JSON, CSV, or aligned text with short numbers and without empty columns; whole numbers in full."""
    records = [{str(name): _plain(value) for name, value in record.items()} for record in table.to_dict("records")]
    if form == "json":
        print(json.dumps(records, ensure_ascii=False, indent=1))
        return
    plain = pd.DataFrame(records, columns=list(table.columns), dtype=object)
    if form == "csv":
        print(frame_text(plain), end="")
    else:
        text = plain.dropna(axis="columns", how="all").map(_short)
        print(text.astype(object).where(text.notna(), "").to_string(index=False))


def _plain(value: Any) -> Any:
    """A whole number without a fraction, and None for no value; anything else as it is."""
    if value is None or value is pd.NA or value != value:
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _short(value: Any) -> Any:
    """A number with a fraction for reading.

    >>> _short(1260.54), _short(0.12345), _short(1260)
    ('1260.5', '0.123', 1260)
    """
    return f"{value:{'.1f' if abs(value) >= SHORTEST_LONG else '.3g'}}" if isinstance(value, float) else value


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit status is 1 when the data, a file or the network fail and 2 when the call is wrong."""
    arguments = parser().parse_args(argv)
    if sys.stdout is None:
        print("Nothing was done: standard output is closed.", file=sys.stderr)
        return 1
    try:
        status = {
            "check": check,
            "summary": summary,
            "findings": lambda given: print_findings(given, *compared(given)),
            "agreement": agreement,
            "brief": lambda given: brief(given, *compared(given), changes=last_changes),
            "code": lambda given: code(given, _print),
            "codebook": lambda given: codebook(given, _print),
            "sheet": sheet,
            "import": import_programme,
            "versions": versions,
            "export": export,
            "restore": restore,
            "upgrade": upgrade,
        }[arguments.command](arguments)
        sys.stdout.flush()
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


if __name__ == "__main__":
    sys.exit(main())
