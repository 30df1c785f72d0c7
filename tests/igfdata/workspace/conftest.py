"""Every test of the store runs on SQLite and, where a server can be had, on PostgreSQL."""

import itertools
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "importers")]

from postgres import find_programs, server  # noqa: E402
from programme_samples import make_shipped  # noqa: E402

from igfdata.workspace import Workspace  # noqa: E402

PROGRAMS = find_programs()
BACKENDS = ["sqlite", *(["postgresql"] if PROGRAMS else [])]
NUMBERS = itertools.count(1)
MOMENT = "2026-11-22T12:00:00+00:00"


def pytest_terminal_summary(terminalreporter):
    if not PROGRAMS:
        terminalreporter.write_line(
            "workspace: not run on PostgreSQL (no server found: apt-get install postgresql, and psycopg)"
        )


@pytest.fixture(scope="session")
def postgres():
    with server(PROGRAMS) as address:
        yield address


@pytest.fixture(params=BACKENDS)
def address(request, tmp_path):
    """Address of an empty store."""
    if request.param == "sqlite":
        return str(tmp_path / "store.sqlite")
    return fresh_schema(request.getfixturevalue("postgres"))


def fresh_schema(server_address):
    schema = f"t{next(NUMBERS)}"
    engine = create_engine(server_address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    engine.dispose()
    return f"{server_address}&options=-csearch_path%3D{schema}"


@pytest.fixture(scope="session")
def base(tiny_frames):
    """Text frames of the data that the workspaces of these tests add to."""
    return make_shipped(tiny_frames)


@pytest.fixture
def opened(base):
    """Opener of workspaces, which are closed after the test."""
    open_ones = []

    def open_one(address, **options):
        open_ones.append(Workspace.open(address, **{"shipped": base, "now": lambda: MOMENT, **options}))
        return open_ones[-1]

    yield open_one
    for workspace in open_ones:
        workspace.close()


@pytest.fixture
def workspace(address, opened):
    return opened(address)


@pytest.fixture
def sqlite(tmp_path, opened):
    """A workspace where the kind of database does not matter."""
    return opened(tmp_path / "store.sqlite")


@pytest.fixture
def postgres_only(postgres, opened):
    """A workspace on PostgreSQL, and a way to end its connections from outside."""
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query <> ''"

    def end_connections():
        engine = create_engine(postgres.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            connection.execute(text(others))
        engine.dispose()

    return opened(fresh_schema(postgres)), end_connections


def pytest_collection_modifyitems(items):
    if not PROGRAMS:
        items[:] = [item for item in items if "postgres_only" not in getattr(item, "fixturenames", ())]
