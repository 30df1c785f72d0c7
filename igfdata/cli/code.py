"""The command ``code``: how well does the dictionary do, and which codes do the texts of a folder suggest?"""

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from igfdata.cli.shared_options import FORMATS, Show, add_data_option
from igfdata.coding.evaluation import HALVES, half_of
from igfdata.dataset import Dataset, load
from igfdata.wording import whole_number
from igfdata.workspace.current import workspace_to_read
from igfdata.workspace.location import data_folder, is_named

if TYPE_CHECKING:
    import pandas as pd

DEFAULT_HALF, ALL = "evaluation", "all"
OF_EVALUATION = ("half", "coder", "format", "errors", "workspace")
OF_FOLDER = ("out", "jobs", "dask")


def add_code_options(command: argparse.ArgumentParser) -> None:
    """A folder of texts, or ``--evaluate``, and the options of each."""
    command.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="texts: .txt, .md, .html, .htm, .vtt, .srt")
    add_data_option(command)
    of_folder = command.add_argument_group("codes of the texts in a folder")
    of_folder.add_argument("--out", type=_out, metavar="FILE", help="ends in .csv or .jsonl; default: CSV on the screen")
    of_folder.add_argument(
        "--jobs", type=_positive, metavar="N", help="processes; default: one a core, fewer for a small folder"
    )
    of_folder.add_argument("--dask", metavar="ADDRESS", help="scheduler of a Dask cluster, such as tcp://127.0.0.1:8786")
    of_evaluation = command.add_argument_group("figures against the codes of people")
    of_evaluation.add_argument("--evaluate", action="store_true", help="print precision, recall and F1 of each code")
    of_evaluation.add_argument(
        "--half", choices=(*HALVES, ALL), help="sessions; default: evaluation; terms are tuned on development"
    )
    of_evaluation.add_argument("--coder", metavar="CODER", help="whose codes; default: adjudicated, else coder A")
    of_evaluation.add_argument("--errors", action="store_true", default=None, help="print each difference instead")
    of_evaluation.add_argument("--format", choices=FORMATS, help="default: table")
    of_evaluation.add_argument(
        "--workspace", metavar="ADDRESS", help="with its codes and texts; default: yours, if there is one"
    )


def code(arguments: argparse.Namespace, show: Show) -> int:
    """Print figures or code a folder: 0, 1 when a file or the data are wrong, 2 when the call is, 130 after Ctrl-C."""
    problem = _problem(arguments)
    if problem:
        print(problem, file=sys.stderr)
        return 2
    if arguments.evaluate:
        return evaluate_dictionary(arguments, show)
    from igfdata.cli.code_corpus import code_folder

    return code_folder(arguments)


def evaluate_dictionary(arguments: argparse.Namespace, show: Show) -> int:
    """Print precision, recall and F1, or every difference, on titles and on the texts of the workspace."""
    from igfdata.codebook.dictionary import Dictionary
    from igfdata.coding.evaluation import quality, quality_errors, readings, texts_of
    from igfdata.workspace import StoreUnavailable

    try:
        workspace = workspace_to_read(arguments.workspace, arguments.data)
    except StoreUnavailable as error:
        print(error, file=sys.stderr)
        if is_named(arguments.workspace):
            return 1
        workspace = None
    with workspace or nullcontext():
        data = workspace.dataset() if workspace else load(data_folder(arguments.data))
        texts = texts_of(workspace) if workspace else {}
    coder = arguments.coder or "default"
    if coder not in ("default", *data.coders):
        print(f"--coder: {coder!r} found; expected one of: default, {', '.join(data.coders)}", file=sys.stderr)
        return 2
    half, form = arguments.half or DEFAULT_HALF, arguments.format or FORMATS[0]
    of_half = next((name for name in HALVES if name == half), None)
    dictionary = Dictionary.from_codebook(data.codebook_rows)
    measure = quality_errors if arguments.errors else quality
    table = measure(readings(data, dictionary, half=of_half, coder=coder, texts=texts))
    if form == "table":
        print(_headline(data, half, coder, f"and the workspace {workspace.address}" if workspace else ""))
        show(table if arguments.errors else _for_reading(table), form)
    else:
        show(table.astype(object).where(table.notna(), None), form)
    return 0


def _problem(arguments: argparse.Namespace) -> str:
    """What is wrong with the call, in words."""
    if bool(arguments.folder) == bool(arguments.evaluate):
        return "Either a folder of texts, DIR, or --evaluate is needed, not both."
    others, owner = (OF_FOLDER, "DIR") if arguments.evaluate else (OF_EVALUATION, "--evaluate")
    foreign = [f"--{name}" for name in others if getattr(arguments, name) is not None]
    if foreign:
        return f"{', '.join(foreign)}: goes with {owner} alone"
    if arguments.dask and arguments.jobs:
        return "--jobs and --dask: expected one of them; the cluster has its own workers"
    return ""


def _headline(data: Dataset, half: str, coder: str, where: str) -> str:
    from igfdata import vocabulary as v

    n = sum(half in (ALL, half_of(key)) for key in data.sessions["session_id"])
    label = v.CODERS.label(coder)
    whose = f"{label[:1].lower()}{label[1:]}" if coder == "default" else label
    of_half = "all sessions" if half == ALL else f"the {half} half of the sessions"
    return (
        f"{of_half[0].upper()}{of_half[1:]} ({n} of {len(data.sessions)}) {where}".rstrip() + f"; codes of people: {whose}.\n"
        "In brackets: 95% intervals. People read more than titles, so a low recall on titles means that titles say little.\n"
    )


def _for_reading(table: "pd.DataFrame") -> "pd.DataFrame":
    """A table as wide as a screen: each rate in one cell with its interval."""
    import pandas as pd

    from igfdata.coding.evaluation import RATES

    def cell(value: float, low: float, high: float) -> str:
        interval = f" ({low:.2f}-{high:.2f})" if pd.notna(low) else ""
        return f"{value:.2f}{interval}" if pd.notna(value) else ""

    rates = {
        rate: [cell(*row) for row in table[[rate, f"{rate}_low", f"{rate}_high"]].astype(float).itertuples(index=False)]
        for rate in RATES
    }
    return table[["read", "sessions", "dimension", "code", "n", "n_hand", "n_dictionary"]].assign(**rates)


def _out(text: str) -> Path:
    from igfdata.coding.corpus_file import ENDINGS

    path = Path(text)
    if path.suffix.casefold() not in ENDINGS:
        raise argparse.ArgumentTypeError(f"{text!r} found; expected a file that ends in {' or '.join(ENDINGS)}")
    if not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"{text!r}: the folder {str(path.parent)!r} does not exist")
    return path


def _positive(text: str) -> int:
    number = whole_number(text, least=1, most=10**9)
    if number is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes; expected 1 or more")
    return number
