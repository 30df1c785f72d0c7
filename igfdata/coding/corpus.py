"""The texts of a folder, coded file by file: here, by any executor, or by a Dask cluster. Nothing is kept between files."""

import hashlib
import os
import signal
import stat
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import igfdata
from igfdata.codebook.dictionary import Dictionary
from igfdata.coding.text_codes import ENDINGS, FileCodes, Terms, code_bytes, dictionary_of
from igfdata.importers.model import DEFAULT, MEGABYTE, Limits, Problem

Item = TypeVar("Item")
Made = TypeVar("Made")

WINDOW = 4
"""Files under way for each worker: enough that none waits, few enough that memory stays small."""


@dataclass(frozen=True)
class Found:
    """Texts of a folder by their paths below it, sorted; folders that could not be looked into; number of other files by ending."""

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

    ``files`` are those of :func:`find_texts`, ``terms`` those of :func:`igfdata.coding.text_codes.terms_of`. An executor with
    so many workers gives the same results; where they do not share the disk, the files are read here and their content is sent.
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


def code_on_cores(jobs: int, folder: Path, files: Iterable[str], terms: Terms) -> Generator[FileCodes, None, None]:
    """:func:`code_corpus` by so many processes of this machine."""
    pool = ProcessPoolExecutor(jobs, get_context("spawn"))
    try:
        with _without_interrupts():  # what is started here inherits it: only this process answers to Ctrl-C
            for _ in range(jobs):
                pool.submit(int)  # its being asked for starts a process
        yield from code_corpus(folder, files, terms, executor=pool, workers=jobs)
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


CONNECTING = "10s"
"""How long a scheduler may take to answer."""
DECISIVE = (
    "coding/corpus", "coding/text_codes", "codebook/dictionary", "codebook/matching",
    "importers/parsing/clean_text", "escaping",
)  # fmt: skip
"""Modules on which the codes of a text depend: another version of one may give others."""


class ClusterUnavailable(RuntimeError):
    """The cluster cannot do the work, with the reason."""


def code_on_cluster(address: str, folder: Path, files: Iterable[str], terms: Terms) -> Generator[FileCodes, None, None]:
    """:func:`code_corpus` on the workers of a Dask cluster, by the address of its scheduler; they may not share a disk.

    Raises
    ------
    ClusterUnavailable
        When Dask is not installed, no scheduler or worker is there, a worker has another version of this program, or
        workers are lost again and again.
    """
    client = _connected(address)
    from distributed import KilledWorker

    try:
        _check_workers(client, address)
        workers = sum(client.nthreads().values())
        executor = client.get_executor(pure=False)
        yield from code_corpus(folder, files, terms, executor=executor, workers=workers, shares_disk=False)
    except (KilledWorker, CancelledError, OSError) as error:
        raise ClusterUnavailable(
            f"The cluster at {address} lost the work: {type(error).__name__}. Check its workers."
        ) from error
    finally:
        client.close()


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise ClusterUnavailable("Dask is not installed; expected: pip install 'dask[distributed]'") from None
    try:
        return Client(address, timeout=CONNECTING, set_as_default=False)
    except (OSError, ValueError) as error:
        expected = "the address of a Dask scheduler that answers, such as tcp://127.0.0.1:8786"
        raise ClusterUnavailable(f"--dask: {address!r} found; expected {expected}") from error


def _check_workers(client: Any, address: str) -> None:
    """Each worker has this program, in this version: else the results would differ, or fail in words nobody understands."""

    def version() -> str:  # sent as it is, for a worker without the program could not look it up
        try:
            from igfdata.coding.corpus import program_version
        except ImportError:
            return ""
        return program_version()

    versions = client.run(version)
    if not versions:
        raise ClusterUnavailable(f"No worker at {address}; expected at least one: dask worker {address}")
    others = sorted(worker for worker, found in versions.items() if found != program_version())
    if others:
        raise ClusterUnavailable(
            f"{', '.join(others)}: not this version of igfdata found; expected the same program on every worker"
        )


@lru_cache(maxsize=1)
def program_version() -> str:
    """Equal where the code that reads and codes texts is equal."""
    folder = Path(igfdata.__file__).parent
    content = b"\0".join((folder / f"{module}.py").read_bytes() for module in DECISIVE)
    return hashlib.sha256(content).hexdigest()
