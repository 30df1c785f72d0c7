"""How the databases under a workspace are opened: SQLite for several users of one file, and PostgreSQL."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

BUSY_MS = 30_000
"""How long a writer waits for another one."""


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
        if is_fixed and not path.with_name(f"{path.name}-wal").exists():
            arguments[0] += "&immutable=1"

    return engine
