"""Write files whole or not at all: an older file of the same name stays when the disk is full or the program stops."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}
"""Errors that the disk gives while a file is written; any other comes from what is written."""
REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "it is too large for the disk",
}


class WriteError(Exception):
    """A file that could not be written; the message names it and the reason."""


def reason_of(error: OSError) -> str:
    """Say why something could not be written."""
    return REASONS.get(error.errno or 0) or error.strerror or str(error)


def write_file(path: Path, content: bytes) -> None:
    """Write a file; raises :class:`WriteError`, as :func:`open_file` does."""
    with open_file(path) as file:
        file.write(content)


@contextmanager
def open_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be written. It is there at the end; after an error or a stop the old one is as it was.

    Raises
    ------
    WriteError
        When the disk does not take it.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        file = part.open("xb")
    except OSError as error:
        raise WriteError(f"{path}: the file cannot be written: {reason_of(error)}.") from None
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        if error.errno not in FULL and error.filename != str(part):
            raise
        kept = "; the old one is unchanged" if path.exists() else ""
        raise WriteError(f"{path}: the file cannot be written: {reason_of(error)}{kept}.") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
