"""The same coding on the workers of a Dask cluster: the content of each file is sent, for they may not share a disk."""

import hashlib
from collections.abc import Generator, Iterable
from concurrent.futures import CancelledError
from functools import lru_cache
from pathlib import Path
from typing import Any

import igfdata
from igfdata.coding.corpus import code_corpus
from igfdata.coding.text_codes import FileCodes, Terms
from igfdata.importers.model import DEFAULT, Limits

CONNECTING = "10s"
"""How long a scheduler may take to answer."""

DECISIVE = (
    "coding/corpus", "coding/text_codes", "codebook/dictionary", "codebook/matching",
    "importers/parsing/clean_text",
)  # fmt: skip
"""Modules on which the codes of a text depend: another version of one may give others."""


class ClusterUnavailable(RuntimeError):
    """The cluster cannot do the work, with the reason."""


def code_on_cluster(
    address: str, folder: Path, files: Iterable[str], terms: Terms, *, limits: Limits = DEFAULT
) -> Generator[FileCodes, None, None]:
    """Which codes do the words of each file speak for? As :func:`igfdata.coding.corpus.code_corpus`, with equal results.

    Parameters
    ----------
    address
        Of the scheduler, such as ``tcp://127.0.0.1:8786``.
    folder, files, terms, limits
        As there; the files are read here.

    Raises
    ------
    ClusterUnavailable
        When Dask is not installed, no scheduler or worker is there, a worker has another version of this program, or
        workers are lost again and again.
    """
    client = _connected(address)
    try:
        _check_workers(client, address)
        workers = sum(client.nthreads().values())
        executor = client.get_executor(pure=False)
        yield from code_corpus(folder, files, terms, executor=executor, workers=workers, shares_disk=False, limits=limits)
    except _lost() as error:
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
            from igfdata.coding.cluster import program_version
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


def _lost() -> tuple[type[BaseException], ...]:
    from distributed import KilledWorker

    return (KilledWorker, CancelledError, OSError)
