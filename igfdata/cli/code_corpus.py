"""The command ``code DIR``: the texts of a folder, coded into a file or onto the screen."""

import argparse
import io
import os
import sys
from collections import Counter
from collections.abc import Generator
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import TextIO

from igfdata.coding.cluster import ClusterUnavailable, code_on_cluster
from igfdata.coding.corpus import Found, code_corpus, code_on_cores, find_texts
from igfdata.coding.corpus_file import Tally, whole_file, write_codes
from igfdata.coding.text_codes import ENDINGS, FileCodes, Terms, terms_of
from igfdata.wording import counted, part_of
from igfdata.workspace.location import data_folder

FILES_A_PROCESS = 500
"""A further process takes seconds to start: it pays where there are so many files more."""
STOPPED = 130
"""Exit status after Ctrl-C, as of other programs."""


def code_folder(arguments: argparse.Namespace) -> int:
    """Code every text of a folder: 0; 1 when files or the cluster are wrong; 2 when the call is; 130 after Ctrl-C."""
    folder: Path = arguments.folder
    if not folder.is_dir():
        print(f"{folder}: expected a folder of texts", file=sys.stderr)
        return 2
    found = find_texts(folder)
    if not found.files:
        print(*found.problems, f"{folder}: no file found that ends in {', '.join(ENDINGS)}", sep="\n", file=sys.stderr)
        return 2
    try:
        tally = _run(arguments, found)
    except KeyboardInterrupt:
        unchanged = f"; {arguments.out} is unchanged" if arguments.out else ""
        print(f"Stopped{unchanged}.", file=sys.stderr)
        return STOPPED
    except ClusterUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenProcessPool:
        print("A process ended unexpectedly, perhaps for lack of memory; try fewer: --jobs 1", file=sys.stderr)
        return 1
    problems = [*found.problems, *tally.problems]
    print(_summary(tally, found, len(problems)), *problems, sep="\n", file=sys.stderr)
    return 1 if problems else 0


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _run(arguments: argparse.Namespace, found: Found) -> Tally:
    from igfdata.validation import read_folder

    terms = terms_of(read_folder(data_folder(arguments.data))["codebook"])
    ending = arguments.out.suffix.casefold() if arguments.out else ".csv"
    from tqdm import tqdm

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


def _output(path: Path | None) -> AbstractContextManager[TextIO]:
    if path:
        return whole_file(path)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a file name need not be Unicode
    return nullcontext(sys.stdout)


def _summary(tally: Tally, found: Found, n_problems: int) -> str:
    """What was read and what was not, in a few lines."""
    lines = [
        f"{part_of(tally.n_read, len(found.files), 'file')} read; {tally.n_coded} with a code, {counted(tally.n_rows, 'code')}."
    ]
    lines += [f"{counted(count, 'file')}: {remark}." for remark, count in sorted(tally.remarks.items())]
    if found.others:
        lines.append(f"Skipped files of other kinds: {_counted(found.others)}.")
    return "\n".join([*lines, *([f"{counted(n_problems, 'problem')}:"] if n_problems else [])])


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
