"""What lies under a workspace: how SQLite (several users of one file) and PostgreSQL are opened, and is the file still the same?

SQLite goes on reading and writing a file that was deleted or replaced under it, and says nothing.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

BUSY_MS = 30_000
"""How long a writer waits for another one."""
GONE = (
    "The workspace's file {file} is gone: it was moved or deleted while the program was running. "
    "Put it back, or start the program again to begin with an empty workspace."
)
LOST = (
    "The workspace's file {file} was deleted or replaced while this was saved, so it may not be on disk. "
    "Reload, and check before you save again."
)


@dataclass(frozen=True)
class FileState:
    """What tells one file, and one content of it, from another.

    ``number`` and ``log`` are those that the file system gave the file, and SQLite's log of changes beside it (0 without one);
    ``changed`` and ``size`` are of the file, in nanoseconds and bytes.
    """

    number: int
    log: int
    changed: int
    size: int

    def is_same_file(self, other: "FileState | None") -> bool:
        """Tell whether what is written to the one is in the other; a log may come, but not go or change."""
        return other is not None and self.number == other.number and self.log in (0, other.log)

    def is_unchanged(self, other: "FileState") -> bool:
        """Tell whether nobody else has written the file, and it is the same one."""
        return self.is_same_file(other) and (self.changed, self.size) == (other.changed, other.size)


def state_of(file: Path) -> FileState | None:
    """State of a file; None when it is not there."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    try:
        log = _beside(file, "-wal").stat().st_ino
    except FileNotFoundError:
        log = 0
    return FileState(found.st_ino, log, found.st_mtime_ns, found.st_size)


def empty_log(engine: Engine) -> None:
    """Move what is saved from the log into the file itself, so that a copy of the file is whole and another can replace it.

    The change is on disk already: when somebody is reading, or the disk is full, it stays in the log until the next one.
    """
    connection = engine.raw_connection()
    driver: Any = connection.driver_connection
    try:
        with suppress(sqlite3.Error):
            driver.execute("PRAGMA busy_timeout = 0")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        driver.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        connection.close()


def begin_file(file: Path, fill: Callable[[Path], None]) -> None:
    """Make a file that nobody sees before it is whole; one that somebody else made meanwhile stays.

    ``fill`` writes the new database to the path it is given, and closes it.
    """
    if file.exists():
        return
    with tempfile.TemporaryDirectory(prefix=".new-workspace-", dir=file.parent) as scratch:
        new = Path(scratch, file.name)
        fill(new)
        # Changes logged for a file that is gone would be written into the new one.
        for rest in (_beside(file, "-wal"), _beside(file, "-shm")):
            if not file.exists():
                rest.unlink(missing_ok=True)
        with suppress(OSError):  # somebody was faster, or the disk knows no links: then it is made where it belongs
            os.link(new, file)


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(f"{file.name}{ending}")


def make_engine(url: URL, *, read_only: bool) -> Engine:
    """Engine whose transactions are the database's own; parameters (texts of users) stay out of error messages."""
    if url.get_backend_name() == "postgresql":
        options = {"postgresql_readonly": True} if read_only else {}
        return create_engine(url, hide_parameters=True, pool_pre_ping=True, execution_options=options)
    engine = _reading_engine(Path(str(url.database))) if read_only else create_engine(url, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _: object) -> None:
        connection.isolation_level = None  # the driver must not open transactions of its own
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            with suppress(connection.OperationalError):  # somebody else is just switching it on
                connection.execute("PRAGMA journal_mode = WAL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        is_write = connection.get_execution_options().get("igf_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")

    return engine


def _reading_engine(path: Path) -> Engine:
    """Engine that cannot write a file, and that can read one of which the folder cannot be written either.

    A reader lays a file for what it shares with writers beside the database. Where that is not possible, and no writer has
    left one, nobody is writing: then SQLite is told so. As a writer may still come, of another user, every look is a new one.
    """
    is_fixed = not os.access(path.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
    url = URL.create("sqlite", database=path.as_uri(), query={"mode": "ro", "uri": "true"})
    engine = create_engine(url, hide_parameters=True, poolclass=NullPool if is_fixed else None)

    @event.listens_for(engine, "do_connect")
    def say_that_nobody_writes(_: object, __: object, arguments: list[Any], ___: object) -> None:
        if is_fixed and not _beside(path, "-wal").exists():
            arguments[0] += "&immutable=1"

    return engine
