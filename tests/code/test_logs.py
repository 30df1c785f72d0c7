"""What the product tells an operator, at each border; never a text, a name or an address of its users."""

import ast
import asyncio
import logging
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import streamlit as st

from igfdata.importers import ImportFailed, NeedsTimezone, read
from igfdata.importers.fetch import fetch
from igfdata.validation import DataProblem, InvalidData
from igfdata.workspace import StoreUnavailable, Workspace
from igfdata.workspace.store_tables import NEWEST
from pages.shared import data_source, view
from pages.shared.data_source import load_data
from pages.shared.server import serving

ROOT = Path(__file__).parents[2]
FIRST_RELEASE = ROOT / "tests/igfdata/workspace/cases/first_release.sqlite"
CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:probeman\r\nDTSTART:20260622T090000Z\r\n"
    b"DTEND:20260622T100000Z\r\nSUMMARY:Testperson Probeman on play\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
def told(caplog):
    """Returns the lines that were logged since the last call, and holds that no word of a user is among them."""
    caplog.set_level(logging.INFO)

    def lines():
        found = [
            f"{record.levelname} {record.getMessage()}" for record in caplog.records if record.name.startswith(serving.TELLING)
        ]
        caplog.clear()
        assert not [line for line in found if "probeman" in line.lower()]
        return found

    return lines


def test_a_workspace_is_opened_and_upgraded(told, tmp_path):
    place = tmp_path / "probeman"
    Workspace.open(place).close()
    assert told() == ["INFO Opened the workspace (sqlite) for reading and writing"]
    Workspace.open(place, read_only=True).close()
    assert told() == ["INFO Opened the workspace (sqlite) for reading"]
    shutil.copy(FIRST_RELEASE, place / "workspace.sqlite")
    Workspace.open(place).close()
    upgraded = f"INFO Upgraded the workspace from store version 2 to {NEWEST}"
    assert told() == [upgraded, "INFO Opened the workspace (sqlite) for reading and writing"]


def test_a_workspace_that_cannot_be_used(told, tmp_path):
    (tmp_path / "probeman").write_bytes(b"no database" * 100)
    for _ in range(3):
        with pytest.raises(StoreUnavailable, match="probeman"):
            Workspace.open(tmp_path / "probeman", read_only=True)
    assert told() == ["WARNING The workspace cannot be used: the file is not a SQLite database"]  # once, not at every try
    (tmp_path / "probeman").unlink()
    Workspace.open(tmp_path / "probeman" / "workspace.sqlite").close()
    (tmp_path / "probeman" / "workspace.sqlite").rename(tmp_path / "new")
    (tmp_path / "probeman").rmdir()
    (tmp_path / "new").rename(tmp_path / "probeman")
    told()
    Workspace.open(tmp_path / "probeman", read_only=True).close()
    assert told() == ["INFO The workspace can be used again", "INFO Opened the workspace (sqlite) for reading"]


def test_a_programme_is_read_or_not(told):
    read(CALENDAR, timezone="Europe/Oslo", filename="probeman.ics")
    assert told() == ["INFO Read a programme (sched_ics); sessions: 1, problems: 1"]
    with pytest.raises(NeedsTimezone):
        read(CALENDAR, filename="probeman.ics")
    with pytest.raises(ImportFailed):
        read(b"%PDF-1.7 Testperson Probeman", filename="probeman.pdf")
    assert told() == [
        f"INFO A file of {len(CALENDAR)} bytes was not read: NeedsTimezone",
        "INFO A file of 28 bytes was not read: ImportFailed",
    ]


def test_an_address_is_not_fetched(told):
    for address in ("https://127.0.0.1/probeman.ics?key=probeman", "ftp://probeman.example/"):
        with pytest.raises(ImportFailed):
            fetch(address)
    assert told() == ["WARNING An address could not be fetched: refused"] * 2


def test_the_data_of_the_dashboard(told, tmp_path, monkeypatch):
    monkeypatch.setenv("IGF_WORKSPACE", str(tmp_path))
    (tmp_path / "workspace.sqlite").write_bytes(b"Testperson Probeman" * 100)
    st.cache_resource.clear()
    monkeypatch.setattr(data_source, "RETRY_AFTER", 0)
    assert load_data(ROOT / "data", can_edit=True).trouble
    assert "WARNING The workspace was not opened for reading and writing" in told()
    assert load_data(ROOT / "data", can_edit=True).trouble
    assert told() == []  # told already
    st.cache_resource.clear()
    monkeypatch.setattr(view.st, "error", lambda *_, **__: None)
    monkeypatch.setattr(view, "draw_problems", lambda *_, **__: None)
    view._show_problems(InvalidData([DataProblem("sessions.csv", 2, "x", "title", "Testperson Probeman", "a title")]))
    assert told() == ["ERROR No page can be shown; errors in the data folder: 1"]


def test_the_server_starts_and_says_what_it_is_without(told, monkeypatch):
    monkeypatch.setattr(serving, "_headers", lambda **_: 1 / 0)
    monkeypatch.setattr(serving, "_offer_charts", lambda: None)
    monkeypatch.setattr(serving, "_offer_slides", lambda: None)
    monkeypatch.setattr(serving, "_get_ready", lambda: None)  # reads in a thread of its own, and tells of it when it is done
    monkeypatch.setattr(serving.st, "get_option", lambda name: name == "server.headless" or "")
    monkeypatch.setenv(serving.LOG, "info")
    levels = {name: logging.getLogger(name).level for name in serving.TELLING}
    try:
        options = serving.options()

        async def start():
            async with options["lifespan"](None):
                pass

        with ThreadPoolExecutor(1) as other:  # a browser of another test may have left its event loop in this thread
            other.submit(asyncio.run, start()).result()
        ready = f"INFO The dashboard is ready, with Streamlit {st.__version__} and Plotly {serving.plotly.__version__}"
        assert told() == ["WARNING The dashboard is served without protective headers: division by zero", ready]
        monkeypatch.setenv(serving.LOG, "loudly")
        serving.options()
        assert "WARNING The dashboard is served without the log that IGF_LOG asks for: Unknown level: 'LOUDLY'" in told()
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
            logging.getLogger(name).removeHandler(serving.to_stderr)


def test_only_commands_print():
    """A module that logs has a logger of its own name; what is for a reader of a command line is printed in the command line's room."""
    allowed = {"cli", "current.py"}  # current.py is the door of the commands to the workspace
    printing = [
        str(path.relative_to(ROOT))
        for folder in ("igfdata", "pages")
        for path in (ROOT / folder).rglob("*.py")
        if not allowed & {path.name, path.parent.name}
        and any(
            isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    ]
    assert printing == []


def test_the_server_starts_without_a_word_of_warning():
    """What caches with `st.cache_data` before the server is there makes Streamlit write a line that a reader takes for an error."""
    done = subprocess.run([sys.executable, "-c", "import dashboard"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
