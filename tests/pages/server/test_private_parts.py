"""What the dashboard uses of Streamlit, uvicorn and Plotly without a promise: it stands in one file, and it is there."""

import ast
import re
import threading
import time
from pathlib import Path

import pytest
import streamlit as st
import uvicorn
from websockets.sync.client import connect

from pages.shared.server.private_parts import (
    COMPONENTS,
    EARLY_SCRIPTS,
    PLOTLY,
    STATIC,
    UPLOAD,
    connection_of,
    goes_on,
    session_id,
)
from tests.servers import free_port

ROOT = Path(__file__).parents[3]
THE_FILE = ROOT / "pages/shared/server/private_parts.py"
OTHERS = [
    path for path in [ROOT / "dashboard.py", *ROOT.glob("pages/**/*.py"), *ROOT.glob("igfdata/**/*.py")] if path != THE_FILE
]
PROMISED = {"streamlit", "streamlit.errors", "streamlit.delta_generator"}
"""Modules of Streamlit that a page may import; ``streamlit.components`` is reached as ``st.components``."""


def imports(source: str) -> set[str]:
    """Modules that a source imports, whole names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def private(source: str) -> list[str]:
    """What a source uses of Streamlit, uvicorn and Plotly that nobody promises."""
    modules = {name for name in imports(source) if name.partition(".")[0] in ("streamlit", "uvicorn")} - PROMISED
    return sorted(
        modules
        | set(re.findall(r"_stcore/upload_file|package_data/|st(?:reamlit)?\.__file__|st\.runtime|\.transport\b", source))
    )


def test_private_parts_stand_in_one_file():
    assert OTHERS
    assert {path.name: found for path in OTHERS if (found := private(path.read_text(encoding="utf-8")))} == {}


def test_the_reader_of_private_parts_sees_them():
    source = (
        "import streamlit as st\nfrom streamlit.runtime import get_instance\nimport uvicorn\nst.__file__\nreceive.transport"
    )
    assert private(source) == [".transport", "st.__file__", "streamlit.runtime", "uvicorn"]
    assert private("from streamlit.errors import StreamlitAuthError") == []


def test_streamlits_files_are_where_they_are_looked_for():
    assert "<script>" in (STATIC / "index.html").read_text(encoding="utf-8")
    for name in EARLY_SCRIPTS:
        (script,) = (STATIC / "static/js").glob(f"{name}.*.js")
        assert script.stat().st_size > 0
    assert any(
        COMPONENTS.partition("/")[2] in path.read_text(encoding="utf-8") for path in (STATIC.parent / "web").rglob("*.py")
    )
    assert list((STATIC / "static/css").glob("index.*.css"))


def test_plotlys_script_comes_with_its_package():
    assert "plotly.js" in PLOTLY.read_text(encoding="utf-8")[:500]


def test_the_path_of_uploads_is_streamlits():
    assert UPLOAD.search("/base/_stcore/upload_file/abc/1")["session"] == "abc"
    sources = (STATIC.parent / "web/server").rglob("*.py")
    assert any("_stcore/upload_file" in path.read_text(encoding="utf-8") for path in sources)


def test_outside_of_a_run_there_is_no_session():
    assert session_id() == ""


@pytest.mark.parametrize("protocol", ["auto", "websockets-sansio"])
def test_uvicorn_shows_the_connection_of_a_web_socket(protocol):
    """As Streamlit serves: real server, real client; the connection is the one to the client."""
    seen = []

    async def app(scope, receive, send):
        if scope["type"] == "websocket":
            seen.append((connection_of(receive).getpeername()[1], scope["client"][1]))
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.close"})

    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off", ws=protocol))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + 30
    while not server.started and time.monotonic() < end:
        time.sleep(0.02)
    with connect(f"ws://127.0.0.1:{port}"):
        pass
    server.should_exit = True
    thread.join(10)
    ((port_of_connection, port_of_client),) = seen
    assert port_of_connection == port_of_client


@pytest.mark.parametrize(
    ("protocols", "expected"),
    [("streamlit, 2|token, 5a9f", True), ("streamlit, 2|token", False), ("streamlit, 2|token, ", False), (None, False)],
)
def test_a_browser_that_had_a_session_before_names_it(protocols, expected, monkeypatch):
    class Context:
        headers = {"Sec-WebSocket-Protocol": protocols} if protocols else {}

    monkeypatch.setattr(st, "context", Context())
    assert goes_on() is expected
