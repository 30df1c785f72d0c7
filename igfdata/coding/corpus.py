"""The texts of a folder, coded file by file, here or by any executor: nothing is kept between files, the order is fixed."""

import os
import signal
import stat
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from igfdata.codebook.dictionary import Dictionary
from igfdata.coding.text_codes import ENDINGS, FileCodes, Terms, code_bytes, dictionary_of
from igfdata.importers.model import DEFAULT, MEGABYTE, Limits, Problem

Item = TypeVar("Item")
Made = TypeVar("Made")

WINDOW = 4
"""Files under way for each worker: enough that none waits, few enough that memory stays small."""


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
        problems.append(_not_read(_below(folder, str(error.filename)), error, "a folder that can be opened"))

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


def code_corpus(
    folder: Path, files: Iterable[str], terms: Terms, *,
    executor: Executor | None = None, workers: int = 1, shares_disk: bool = True, limits: Limits = DEFAULT,
) -> Generator[FileCodes, None, None]:  # fmt: skip
    """Which codes do the words of each file speak for? One result a file, in the order of the files.

    Parameters
    ----------
    files
        Paths below the folder, of :func:`find_texts`.
    terms
        The codebook, of :func:`igfdata.coding.text_codes.terms_of`.
    executor, workers
        Who does the work, and how many of them there are; without one it is done here. The results are the same.
    shares_disk
        Whether the workers can read the files; else they are read here, and their content is sent.
    """

    def submit(file: str) -> "Future[FileCodes]":
        assert executor is not None
        if shares_disk:
            return executor.submit(_code_file, terms, folder, file, limits)
        data = read_bytes(folder, file, limits)
        if not isinstance(data, Problem):
            return executor.submit(_code_content, terms, file, data)
        refused: Future[FileCodes] = Future()
        refused.set_result(FileCodes(file, problem=data))
        return refused

    if executor is None:
        yield from (_code_file(terms, folder, file, limits) for file in files)
    else:
        yield from in_order(submit, files, window=WINDOW * workers)


def code_on_cores(
    jobs: int, folder: Path, files: Iterable[str], terms: Terms, *, limits: Limits = DEFAULT
) -> Generator[FileCodes, None, None]:
    """:func:`code_corpus` by so many processes of this machine."""
    pool = ProcessPoolExecutor(jobs, get_context("spawn"))
    try:
        with _without_interrupts():  # what is started here inherits it: only this process answers to Ctrl-C
            for _ in range(jobs):
                pool.submit(int)  # its being asked for starts a process
        yield from code_corpus(folder, files, terms, executor=pool, workers=jobs, limits=limits)
    finally:
        pool.shutdown(cancel_futures=True)


def in_order(submit: "Callable[[Item], Future[Made]]", items: Iterable[Item], *, window: int) -> Iterator[Made]:
    """Results of items in their order; at most ``window`` of them are under way or wait, so memory does not grow."""
    under_way: deque[Future[Made]] = deque()
    for item in items:
        if len(under_way) >= window:
            yield under_way.popleft().result()
        under_way.append(submit(item))
    while under_way:
        yield under_way.popleft().result()


@lru_cache(maxsize=1)
def _dictionary(terms: Terms) -> Dictionary:
    """Made once by each worker."""
    return dictionary_of(terms)


def _code_file(terms: Terms, folder: Path, file: str, limits: Limits) -> FileCodes:
    data = read_bytes(folder, file, limits)
    return FileCodes(file, problem=data) if isinstance(data, Problem) else _code_content(terms, file, data)


def _code_content(terms: Terms, file: str, data: bytes) -> FileCodes:
    return code_bytes(_dictionary(terms), file, data)


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
