import sys
from pathlib import Path

import pytest

from igfdata.cli.main import main
from igfdata.dataset import SHIPPED
from igfdata.validation import read_folder
from igfdata.workspace import Workspace
from igfdata.workspace import database as database_module

sys.path.insert(0, str(Path(__file__).parents[1] / "importers"))


@pytest.fixture(scope="module")
def shipped_frames():
    return read_folder(SHIPPED)


@pytest.fixture
def store(tmp_path, shipped_frames, monkeypatch):
    """Where the store is to be; the shipped data, which every command reads, are read once."""
    monkeypatch.setattr(database_module, "read_folder", lambda _: shipped_frames)
    return tmp_path / "store" / "w.sqlite"


@pytest.fixture
def file(tmp_path):
    def write(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return write


@pytest.fixture
def run(store, capsys):
    """Runs a command on the store: status, what it printed, and what it said was wrong."""

    def call(*arguments):
        try:
            status = main([*arguments, "--workspace", str(store)])
        except SystemExit as stop:
            status = stop.code
        output = capsys.readouterr()
        return status, output.out, output.err

    return call


@pytest.fixture
def kept(store):
    """Reads from the store: ``kept(lambda workspace: …)``."""

    def read(what):
        with Workspace.open(store, read_only=True) as workspace:
            return what(workspace)

    return read
