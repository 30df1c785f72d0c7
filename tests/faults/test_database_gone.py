"""The database server stops and comes back: the page says so, shows the last data, and needs no restart of the app."""

import getpass
import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from dashboard_app import LIGHT, complaints, count, open_page
from postgres import SETTINGS, server
from programme_samples import imported
from sqlalchemy import create_engine, text

from igfdata import Selection, select
from igfdata.dataset import SHIPPED
from igfdata.workspace import Meeting, Workspace
from pages.shared import data_source

SHOWN = {"meeting": ["igf2026"], "relevance": ["all"]}


class Stoppable:
    """A database server that can be stopped and started again."""

    def __init__(self, programs, address):
        self.programs, self.address = programs, address
        (host,) = parse_qs(urlsplit(address).query)["host"]
        self.folder = Path(host)

    def run(self, *command):
        is_root = os.geteuid() == 0
        user = {"user": "postgres" if is_root else getpass.getuser()} if is_root else {}
        called = [str(self.programs / "pg_ctl"), "-D", str(self.folder / "data"), "-w", *command]
        done = subprocess.run(
            called, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, **user
        )
        assert done.returncode == 0, done.stderr

    def start(self):
        self.run("-l", str(self.folder / "log"), "-o", f"{SETTINGS} -k {self.folder}", "start")

    def stop(self):
        self.run("-m", "fast", "stop")

    @contextmanager
    def stopped(self):
        self.stop()
        try:
            yield
        finally:
            self.start()


@pytest.fixture(scope="module")
def database(postgres_programs):
    with server(postgres_programs) as address:
        yield Stoppable(postgres_programs, address)


def troubles(app):
    assert not complaints(app)
    return [warning.value for warning in app.warning]


def test_the_page_goes_on_without_the_database_and_with_it_again(database, use_workspace, caplog):
    use_workspace(database.address)
    with Workspace.open(database.address) as workspace:
        workspace.import_version(Meeting("igf2026"), imported(1, 2), "hash-1")
    app = open_page(LIGHT, SHOWN)
    assert (troubles(app), count(app)) == ([], 2)
    with database.stopped():
        caplog.clear()
        for _ in range(3):
            (said,) = troubles(app.run())
        assert "the database does not answer" in said and "the last state that could be read" in said
        assert count(app) == 2
        told = [record.getMessage() for record in caplog.records if "workspace" in record.getMessage()]
        assert told == ["The workspace cannot be used: the database does not answer"]  # once, not at every click
        (said,) = troubles(open_page(LIGHT, SHOWN))  # a session that began meanwhile
        assert "the database does not answer" in said
    with Workspace.open(database.address) as workspace:
        workspace.import_version(Meeting("igf2026"), imported(1, 2, 3), "hash-2")
    app.run()
    assert (troubles(app), count(app)) == ([], 3)


def test_an_app_that_began_without_the_database_finds_it_later(database, use_workspace, shipped):
    use_workspace(database.address)
    with database.stopped():
        app = open_page(LIGHT, {"meeting": ["igf2025"]})
        (said,) = troubles(app)
        assert "the database does not answer" in said
        assert count(app) == len(select(shipped, Selection(meetings=("igf2025",))).sessions)
    app.run()
    assert troubles(app) == []


def test_a_restart_between_two_clicks_is_not_noticed(database, use_workspace):
    use_workspace(database.address)
    app = open_page(LIGHT, {"meeting": ["igf2025"]})
    with database.stopped():
        pass
    assert troubles(app.run()) == []


def test_a_reader_of_a_fresh_database_sees_the_shipped_data_and_later_what_is_added(
    database, use_workspace, shipped, monkeypatch
):
    monkeypatch.setattr(data_source, "RETRY_AFTER", 0)
    engine = create_engine(database.address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA fresh"))
    engine.dispose()
    address = f"{database.address}&options=-csearch_path%3Dfresh"
    use_workspace(address)
    found = data_source.load_data(SHIPPED, can_edit=False)
    assert (found.workspace, found.trouble, len(found.dataset.sessions)) == (None, "", len(shipped.sessions))
    with Workspace.open(address) as workspace:
        workspace.import_version(Meeting("igf2026"), imported(1, 2), "hash-1")
    found = data_source.load_data(SHIPPED, can_edit=False)
    assert (found.trouble, len(found.dataset.sessions)) == ("", len(shipped.sessions) + 2)
