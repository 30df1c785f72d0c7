"""The product and the floors as servers of their own."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers import OPTIONS, STREAMLIT, Server, dashboard, serve

FLOOR = Path(__file__).parent / "floor"


@contextmanager
def ours() -> Iterator[Server]:
    """The dashboard as `make run` serves it, with an empty workspace of its own."""
    with dashboard() as server:
        yield server


@contextmanager
def bare_streamlit() -> Iterator[Server]:
    """A plain Streamlit page at its default settings: it runs in a folder without any configuration of ours."""
    command = [*STREAMLIT, str(FLOOR / "streamlit_app.py"), "--browser.gatherUsageStats", "false", *OPTIONS]
    with tempfile.TemporaryDirectory() as folder, serve(command, folder=Path(folder)) as server:
        yield server


@contextmanager
def dash() -> Iterator[Server]:
    """The same charts in Dash."""
    with serve([sys.executable, str(FLOOR / "dash_app.py")], health="/") as server:
        yield server
