"""The database under a workspace: SQLite or PostgreSQL, one transaction a change, writers one after the other."""

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from igfdata.dataset import SHIPPED
from igfdata.validation import Frames, read_folder
from igfdata.workspace.engine import GONE, LOST, FileState, begin_file, empty_log, make_engine, state_of
from igfdata.workspace.errors import Conflict, ReadOnly, StoreIsEmpty, StoreUnavailable
from igfdata.workspace.location import file_of, find_address, shown
from igfdata.workspace.store_tables import NEWEST, STORE, migrate, refuse_newer, version_of

log = logging.getLogger(__name__)

WRITERS = 735_402_114
"""Number of the PostgreSQL lock that writers take in turn."""
REASONS = {
    "disk is full": "the disk is full; nothing was changed",
    "disk i/o error": "the disk could not read or write the data (is it full?); nothing was changed",
    "no space left": "the disk is full; nothing was changed",
    "readonly database": "it is read-only",
    "unable to open": "the file is not there or cannot be opened",
    "not a database": "the file is not a SQLite database",
    "malformed": "the file is damaged",
    "locked": "another program is using it",
    "connection": "the database does not answer",
    "psycopg": "the PostgreSQL driver is missing: pip install 'psycopg[binary]'",
}
"""Part of a driver's message, lower case → what to tell the user."""


def utc_now() -> str:
    """Present moment as the store holds it: 2026-11-22T17:19:05+00:00."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


class Reading:
    """One state of the store, open for reading, and the data that it adds to."""

    def __init__(self, connection: Connection, database: "Database") -> None:
        self.connection, self.database = connection, database
        self.execute, self.scalar = connection.execute, connection.scalar

    @property
    def shipped(self) -> Frames:
        """Text frames of the shipped data."""
        return self.database.shipped

    @property
    def shipped_sessions(self) -> frozenset[str]:
        """Ids of the shipped sessions."""
        return frozenset(self.shipped["sessions"]["session_id"])


class Transaction(Reading):
    """A change on its way: all of it or nothing."""

    def __init__(self, connection: Connection, database: "Database", last_id: int) -> None:
        super().__init__(connection, database)
        self.last_id = last_id
        self.conflict: Conflict | None = None
        """Raised once the change is saved: what somebody sent too late is kept in the history."""

    def next_id(self) -> int:
        """A number that no row had before; it is the store's revision too, so whoever changes something takes one."""
        self.last_id += 1
        return self.last_id

    @cached_property
    def moment(self) -> str:
        """The moment of the change, the same for all of it."""
        return self.database.now()


class Database:
    """An open store.

    ``shipped`` are the text frames that it adds to; ``now`` is the clock that tells when something was saved.
    """

    def __init__(
        self, engine: Engine, *, read_only: bool = False, shipped: Frames | None = None, now: Callable[[], str] = utc_now
    ) -> None:
        self.engine, self.read_only, self.now, self._shipped = engine, read_only, now, shipped
        self._file, self._lock, self._generation = file_of(engine.url), Lock(), 0
        self._seen: FileState | None = None

    @classmethod
    def open(cls, address: str | Path | None = None, *, read_only: bool = False, **options: Any) -> Self:
        """Open the store, and make or upgrade it where needed; for reading alone it must be there, and all changes are refused.

        ``address`` is a folder, file or SQLAlchemy address; default: ``IGF_WORKSPACE``, else the user's data folder.
        :class:`StoreUnavailable` has the reason; :class:`StoreIsNewer` when a newer program wrote it.
        """
        url = find_address(address)
        with _clear_errors(url):
            if (file := file_of(url)) is not None and not read_only:
                file.parent.mkdir(parents=True, exist_ok=True)
                begin_file(file, _make_file)
            store = cls(make_engine(url, read_only=read_only), read_only=read_only, **options)
            try:
                store._upgrade()
            except BaseException:
                store.close()
                raise
        log.info("Opened the workspace (%s) for %s", url.get_backend_name(), "reading" if read_only else "reading and writing")
        return store

    @property
    def address(self) -> str:
        """Where the store is, without a password."""
        return shown(self.engine.url)

    @property
    def shipped(self) -> Frames:
        """Text frames of the shipped data; read once."""
        if self._shipped is None:
            self._shipped = read_folder(SHIPPED)
        return self._shipped

    @property
    def revision(self) -> int:
        """A number that grows with every change."""
        with self.reading() as reading:
            return int(reading.scalar(select(STORE.c.last_id)) or 0)

    @property
    def state(self) -> str:
        """What is in the store now, as a key for caches: the revision, and whether the file under it was replaced."""
        revision = self.revision
        return f"{self._generation}.{revision}"

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A view that sees one state of the store throughout."""
        self._notice_another_file()
        with _clear_errors(self.engine.url), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield Reading(connection, self)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A change: all of it or nothing; one writer at a time.

        :class:`ReadOnly` is raised before anything is touched, :class:`Conflict` after what was sent is kept in the history.
        """
        if self.read_only:
            raise ReadOnly("The workspace is open for reading only; nothing was changed.")
        self._notice_another_file()
        with _clear_errors(self.engine.url), self._write_connection() as connection:
            version, last_id = connection.execute(select(STORE.c.version, STORE.c.last_id)).one()
            refuse_newer(version)
            transaction = Transaction(connection, self, last_id)
            yield transaction
            if transaction.last_id != last_id:
                connection.execute(update(STORE).values(last_id=transaction.last_id))
        if transaction.conflict:
            raise transaction.conflict

    @contextmanager
    def _write_connection(self) -> Iterator[Connection]:
        with self.engine.connect() as plain:
            connection = plain.execution_options(igf_write=True)
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITERS})"))
                began = state_of(self._file) if self._file else None
                yield connection
            self._check_saved(began)

    def _notice_another_file(self) -> None:
        """Open the file that is there now, if it is another than the open one; :class:`StoreUnavailable` if it is gone."""
        if self._file is None:
            return
        with _clear_errors(self.engine.url, is_use=False), self._lock:
            now, seen = state_of(self._file), self._seen
            if now is None and seen is not None:
                self.engine.dispose()
                raise StoreUnavailable(GONE.format(file=self._file))
            self._seen = now
            if now is None or seen is None or seen.is_unchanged(now):
                return
            self.engine.dispose()  # what its connections remember is of the file as it was
            self._generation += 1
        if not seen.is_same_file(now):
            self._upgrade()

    def _check_saved(self, began: FileState | None) -> None:
        """Raise :class:`StoreUnavailable` for a change that went into a file which is not there any more."""
        if self._file is None:
            return
        if began is None or not began.is_same_file(state_of(self._file)):
            raise StoreUnavailable(LOST.format(file=self._file))
        empty_log(self.engine)
        with self._lock:
            now = state_of(self._file)
            if began.is_same_file(now):
                self._seen = now

    def _upgrade(self) -> None:
        with self.reading() as reading:
            version = version_of(reading.connection)
        refuse_newer(version)
        if version == NEWEST:
            return
        if self.read_only and not version:
            raise StoreIsEmpty(f"The workspace at {self.address} is empty: nobody has added anything yet.")
        if self.read_only:
            raise StoreUnavailable(
                f"The workspace at {self.address} was written by an older version of the program. "
                f"Upgrade it once: python -m igfdata upgrade"
            )
        with self._write_connection() as connection:
            migrate(connection)
        if version:
            log.info("Upgraded the workspace from store version %d to %d", version, NEWEST)


def _make_file(file: Path) -> None:
    """Write a new, empty store to a file."""
    with Database(make_engine(URL.create("sqlite", database=str(file)), read_only=False)) as store:
        store._upgrade()


_told: dict[str, str] = {}
"""Address that cannot be used now → the reason, which is in the log: it is told once, not at every click, until it is back."""


@contextmanager
def _clear_errors(url: URL, *, is_use: bool = True) -> Iterator[None]:
    """Turn what a driver or the disk says into :class:`StoreUnavailable`; a problem of the program stays as it is."""
    address = shown(url)
    try:
        yield
        if is_use and _told.pop(address, ""):
            log.info("The workspace can be used again")
    except IntegrityError:
        raise
    except (SQLAlchemyError, OSError, ImportError) as error:
        said = str(error.orig if isinstance(error, DBAPIError) else error).partition("\n")[0]
        reason = next((told for part, told in REASONS.items() if part in said.lower()), "")
        told = reason or type(error).__name__  # a driver's own words may hold data
        if _told.get(address) != told:
            _told[address] = told
            log.warning("The workspace cannot be used: %s", told)
        message = f"The workspace at {address} cannot be used: {reason or said}. The shipped data can be read without it."
        raise StoreUnavailable(message) from None
