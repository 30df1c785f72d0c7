"""The product and the floors as servers of their own, each a process on a free port."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOOR = Path(__file__).parent / "floor"
PATIENCE = 120.0
STREAMLIT = ["--server.address", "127.0.0.1", "--server.headless", "true", "--server.fileWatcherType", "none", "--server.port"]


@dataclass(frozen=True)
class Server:
    """A running server: its address and its process."""

    url: str
    pid: int


@contextmanager
def ours(**environment: str) -> Iterator[Server]:
    """The dashboard as `make run` serves it, with an empty workspace of its own."""
    with tempfile.TemporaryDirectory() as workspace:
        command = [sys.executable, "-m", "streamlit", "run", "pages/shared/server/start.py", *STREAMLIT]
        with _started(command, ROOT, {"IGF_WORKSPACE": workspace, **environment}, "/_stcore/health") as server:
            yield server


@contextmanager
def bare_streamlit() -> Iterator[Server]:
    """A plain Streamlit page at its default settings: it runs in a folder without any configuration of ours."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(FLOOR / "streamlit_app.py"),
            "--browser.gatherUsageStats",
            "false",
            *STREAMLIT,
        ]
        with _started(command, Path(folder), {}, "/_stcore/health") as server:
            yield server


@contextmanager
def dash() -> Iterator[Server]:
    """The same charts in Dash."""
    with _started([sys.executable, str(FLOOR / "dash_app.py")], ROOT, {}, "/") as server:
        yield server


@contextmanager
def _started(command: list[str], folder: Path, environment: dict[str, str], health: str) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*command, str(port)], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{url}{health}", process)
        yield Server(url, process.pid)
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str, process: subprocess.Popen) -> None:
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise RuntimeError(f"{address} does not answer (exit status {process.poll()})")
