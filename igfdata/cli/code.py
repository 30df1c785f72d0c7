"""The command ``code``: how well does the dictionary do, and which codes do the texts of a folder suggest?"""

import argparse
import io
import os
import sys
from collections.abc import Generator
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import TextIO

import pandas as pd

from igfdata import vocabulary as v
from igfdata.cli.shared import FORMATS, Stop, add_workspace_options, data_and_workspace, new_file, number, print_table
from igfdata.codebook.dictionary import Dictionary
from igfdata.coding.corpus import ClusterUnavailable, Found, code_corpus, code_on_cluster, code_on_cores, find_texts
from igfdata.coding.evaluation import HALVES, RATES, half_of, quality, quality_errors, readings, texts_of
from igfdata.coding.text_codes import ENDINGS, OUTPUTS, FileCodes, Tally, Terms, terms_of, whole_file, write_codes
from igfdata.dataset import Dataset
from igfdata.validation import read_folder
from igfdata.wording import counted, lower, part_of
from igfdata.workspace.location import data_folder

DEFAULT_HALF, ALL = "evaluation", "all"
OF_EVALUATION = ("half", "coder", "format", "errors", "workspace")
OF_FOLDER = ("out", "jobs", "dask")
"""Options of the one use and of the other."""
FILES_A_PROCESS = 500
"""A further process takes seconds to start: it pays where there are so many files more."""
STOPPED = 130
"""Exit status after Ctrl-C, as of other programs."""


def add_code_options(command: argparse.ArgumentParser) -> None:
    """A folder of texts, or ``--evaluate``, and the options of each."""
    command.add_argument("folder", nargs="?", type=Path, metavar="DIR", help=f"texts: {', '.join(ENDINGS)}")
    add_workspace_options(command)
    of_folder = command.add_argument_group("codes of the texts in a folder").add_argument
    what = f"ends in {' or '.join(OUTPUTS)}; default: CSV on the screen"
    of_folder("--out", type=new_file(*OUTPUTS), metavar="FILE", help=what)
    what = "processes; default: one a core, fewer for a small folder"
    of_folder("--jobs", type=number(1, 10_000, "processes"), metavar="N", help=what)
    of_folder("--dask", metavar="ADDRESS", help="scheduler of a Dask cluster, such as tcp://127.0.0.1:8786")
    of_evaluation = command.add_argument_group("figures against the codes of people, those of the workspace too").add_argument
    of_evaluation("--evaluate", action="store_true", help="print precision, recall and F1 of each code")
    what = "sessions; default: evaluation; terms are tuned on development"
    of_evaluation("--half", choices=(*HALVES, ALL), help=what)
    of_evaluation("--coder", metavar="CODER", help="whose codes; default: adjudicated, else coder A")
    of_evaluation("--errors", action="store_true", default=None, help="print each difference instead")
    of_evaluation("--format", choices=FORMATS, help="default: table")
    command.set_defaults(run=code)


def code(arguments: argparse.Namespace) -> int:
    """Print figures or code a folder: 0, 1 when a file or the data are wrong, 2 when the call is, 130 after Ctrl-C."""
    if bool(arguments.folder) == bool(arguments.evaluate):
        raise Stop("Either a folder of texts, DIR, or --evaluate is needed, not both.")
    others, owner = (OF_FOLDER, "DIR") if arguments.evaluate else (OF_EVALUATION, "--evaluate")
    foreign = [f"--{name}" for name in others if getattr(arguments, name) is not None]
    if foreign:
        raise Stop(f"{', '.join(foreign)}: goes with {owner} alone")
    if arguments.dask and arguments.jobs:
        raise Stop("--jobs and --dask: expected one of them; the cluster has its own workers")
    return evaluate_dictionary(arguments) if arguments.evaluate else code_folder(arguments)


def evaluate_dictionary(arguments: argparse.Namespace) -> int:
    """Print precision, recall and F1, or every difference, on titles and on the texts of the workspace."""
    with data_and_workspace(arguments) as (data, workspace):
        texts = texts_of(workspace) if workspace else {}
    coder, half, form = arguments.coder or "default", arguments.half or DEFAULT_HALF, arguments.format or FORMATS[0]
    if coder not in ("default", *data.coders):
        raise Stop(f"--coder: {coder!r} found; expected one of: default, {', '.join(data.coders)}")
    of_half = next((name for name in HALVES if name == half), None)
    found = readings(data, Dictionary.from_codebook(data.codebook_rows), half=of_half, coder=coder, texts=texts)
    table = quality_errors(found) if arguments.errors else quality(found)
    if form == "table":
        print(_headline(data, half, coder, f" and the workspace {workspace.address}" if workspace else ""))
        print_table(table if arguments.errors else _for_reading(table), form)
    else:
        print_table(table.astype(object).where(table.notna(), None), form)
    return 0


def _headline(data: Dataset, half: str, coder: str, where: str) -> str:
    n = sum(half in (ALL, half_of(key)) for key in data.sessions["session_id"])
    label = v.CODERS.label(coder)
    whose = lower(label) if coder == "default" else label
    of_half = "All sessions" if half == ALL else f"The {half} half of the sessions"
    return (
        f"{of_half} ({n} of {len(data.sessions)}){where}; codes of people: {whose}.\n"
        "In brackets: 95% intervals. People read more than titles, so a low recall on titles means that titles say little.\n"
    )


def _for_reading(table: pd.DataFrame) -> pd.DataFrame:
    """A table as wide as a screen: each rate in one cell with its interval."""

    def cell(value: float, low: float, high: float) -> str:
        interval = f" ({low:.2f}-{high:.2f})" if pd.notna(low) else ""
        return f"{value:.2f}{interval}" if pd.notna(value) else ""

    rates = {
        rate: [cell(*row) for row in table[[rate, f"{rate}_low", f"{rate}_high"]].astype(float).itertuples(index=False)]
        for rate in RATES
    }
    return table[["read", "sessions", "dimension", "code", "n", "n_hand", "n_dictionary"]].assign(**rates)


def code_folder(arguments: argparse.Namespace) -> int:
    """Code every text of a folder, into a file or onto the screen; 1 when some could not be read."""
    folder: Path = arguments.folder
    if not folder.is_dir():
        raise Stop(f"{folder}: expected a folder of texts")
    found = find_texts(folder)
    if not found.files:
        raise Stop("\n".join([*map(str, found.problems), f"{folder}: no file found that ends in {', '.join(ENDINGS)}"]))
    try:
        tally = _run(arguments, found)
    except KeyboardInterrupt:
        raise Stop(f"Stopped{f'; {arguments.out} is unchanged' if arguments.out else ''}.", STOPPED) from None
    except ClusterUnavailable as error:
        raise Stop(error, 1) from None
    except BrokenProcessPool:
        raise Stop("A process ended unexpectedly, perhaps for lack of memory; try fewer: --jobs 1", 1) from None
    problems = [*found.problems, *tally.problems]
    print(_summary(tally, found, len(problems)), *problems, sep="\n", file=sys.stderr)
    return 1 if problems else 0


def _run(arguments: argparse.Namespace, found: Found) -> Tally:
    from tqdm import tqdm

    terms = terms_of(read_folder(data_folder(arguments.data))["codebook"])
    ending = arguments.out.suffix.casefold() if arguments.out else ".csv"
    # Only on a terminal, and not where it would write over the codes.
    hidden = not sys.stderr.isatty() or (not arguments.out and sys.stdout.isatty())
    with (
        closing(_results(arguments, found, terms)) as results,
        tqdm(results, total=len(found.files), unit=" files", disable=hidden) as shown,
        _output(arguments.out) as file,
    ):
        return write_codes(shown, file, ending)


def _results(arguments: argparse.Namespace, found: Found, terms: Terms) -> Generator[FileCodes, None, None]:
    if arguments.dask:
        return code_on_cluster(arguments.dask, arguments.folder, found.files, terms)
    jobs = arguments.jobs or min(cores(), 1 + len(found.files) // FILES_A_PROCESS)
    if jobs == 1:
        return code_corpus(arguments.folder, found.files, terms)
    return code_on_cores(jobs, arguments.folder, found.files, terms)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _output(path: Path | None) -> AbstractContextManager[TextIO]:
    if path:
        return whole_file(path)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a file name need not be Unicode
    return nullcontext(sys.stdout)


def _summary(tally: Tally, found: Found, n_problems: int) -> str:
    """What was read and what was not, in a few lines."""
    read, codes = part_of(tally.n_read, len(found.files), "file"), counted(tally.n_rows, "code")
    lines = [f"{read} read; {tally.n_coded} with a code, {codes}."]
    lines += [f"{counted(count, 'file')}: {remark}." for remark, count in sorted(tally.remarks.items())]
    if found.others:
        others = ", ".join(f"{count} {name}" for name, count in sorted(found.others.items()))
        lines.append(f"Skipped files of other kinds: {others}.")
    return "\n".join([*lines, *([f"{counted(n_problems, 'problem')}:"] if n_problems else [])])
