"""The texts of a folder, coded file by file, on one core or on all: nothing is kept between files, the order is fixed."""

import os
import signal
import stat
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from igfdata.codebook.dictionary import Dictionary
from igfdata.coding.file_codes import FileCodes, Terms, code_bytes, dictionary_of
from igfdata.coding.in_order import in_order
from igfdata.coding.plain_text import ENDINGS
from igfdata.importers.model import DEFAULT, MEGABYTE, Limits, Problem

WINDOW = 4
"""Files under way for each process: enough that none waits, few enough that memory stays small."""


@dataclass(frozen=True)
class Found:
    """What is in a folder.

    Parameters
    ----------
    files
        Paths of the texts below the folder, with ``/``, sorted.
    problems
        Folders that could not be looked into.
    others
        Files of other kinds by the end of their names; they are not read.
    """

    files: tuple[str, ...]
    problems: tuple[Problem, ...]
    others: Counter[str]


def find_texts(folder: Path) -> Found:
    """Which texts are in a folder and below it? Names that begin with a dot are passed over, links to folders told."""
    files: list[str] = []
    problems: list[Problem] = []
    others: Counter[str] = Counter()

    def refused(error: OSError) -> None:
        problems.append(_not_read(_below(folder, str(error.filename)), error, "a folder that can be looked into"))

    for here, folders, names in os.walk(folder, onerror=refused):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in folders:
            if os.path.islink(os.path.join(here, name)):  # noqa: PTH114, PTH118
                expected = "a folder; this is a link to one, and links are not followed"
                problems.append(Problem(_below(folder, os.path.join(here, name)), "", "", "", expected, "error"))  # noqa: PTH118
        for name in names:
            ending = os.path.splitext(name)[1].casefold()  # noqa: PTH122
            if name.startswith("."):
                continue
            if ending in ENDINGS:
                files.append(_below(folder, os.path.join(here, name)))  # noqa: PTH118
            else:
                others[ending or "no ending"] += 1
    return Found(tuple(sorted(files)), tuple(sorted(problems)), others)


def read_bytes(folder: Path, file: str, limits: Limits = DEFAULT) -> bytes | Problem:
    """Content of a file, or why it cannot be read."""
    try:
        with open(folder / file, "rb", opener=_open_at_once) as opened:
            if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
                return Problem(file, "", "", "", "a file; this is something else", "error")
            data = opened.read(limits.file_bytes + 1)
    except OSError as error:
        return _not_read(file, error, "a file that can be read")
    if len(data) > limits.file_bytes:
        return Problem(file, "", "", "", f"a file of at most {limits.file_bytes / MEGABYTE:g} MB; it is larger", "error")
    return data


def code_file(dictionary: Dictionary, folder: Path, file: str, limits: Limits = DEFAULT) -> FileCodes:
    """Which codes do the words of a file speak for?"""
    data = read_bytes(folder, file, limits)
    return FileCodes(file, problem=data) if isinstance(data, Problem) else code_bytes(dictionary, file, data)


def code_corpus(
    folder: Path, files: Iterable[str], terms: Terms, *, jobs: int = 1, limits: Limits = DEFAULT
) -> Generator[FileCodes, None, None]:
    """Which codes do the words of each file speak for? One result a file, in the order of the files.

    Parameters
    ----------
    files
        Paths below the folder, of :func:`find_texts`.
    terms
        The codebook, of :func:`igfdata.coding.file_codes.terms_of`.
    jobs
        Processes; the results are the same with any number.
    """
    if jobs == 1:
        dictionary = dictionary_of(terms)
        yield from (code_file(dictionary, folder, file, limits) for file in files)
        return
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _set_up, (terms, folder, limits))
    try:
        with _without_interrupts():  # what is started here inherits it: only this process answers to Ctrl-C
            for _ in range(jobs):
                pool.submit(_ready)

        def submit(file: str) -> Future[FileCodes]:
            return pool.submit(_code_one, file)

        yield from in_order(submit, files, window=WINDOW * jobs)
    finally:
        pool.shutdown(cancel_futures=True)


_worker: tuple[Dictionary, Path, Limits]
"""What a process of the pool has made once."""


def _set_up(terms: Terms, folder: Path, limits: Limits) -> None:
    global _worker
    _worker = (dictionary_of(terms), folder, limits)


def _ready() -> None:
    """Nothing: its being asked for starts a process."""


def _code_one(file: str) -> FileCodes:
    dictionary, folder, limits = _worker
    return code_file(dictionary, folder, file, limits)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """What is started here never hears Ctrl-C; this process hears it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: nothing of the kind is inherited
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting: a pipe that nobody writes to must not stop the run."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _below(folder: Path, path: str) -> str:
    return Path(path).relative_to(folder).as_posix()


def _not_read(file: str, error: OSError, expected: str) -> Problem:
    return Problem(file, "", "", error.strerror or type(error).__name__, expected, "error")
