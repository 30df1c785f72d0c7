"""Servers in processes of their own, each on a free port: the dashboard as ``make run`` serves it, or another."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 300
"""Seconds to wait for the first answer."""

STREAMLIT = (sys.executable, "-m", "streamlit", "run")
OPTIONS = ("--server.address", "127.0.0.1", "--server.headless", "true", "--server.fileWatcherType", "none", "--server.port")
"""The number of the port follows."""


@dataclass(frozen=True)
class Server:
    """A running server: its address, its process, and the file with what it said."""

    url: str
    process_id: int
    log: Path

    def memory(self) -> float:
        """Resident memory of the process in MB."""
        status = Path(f"/proc/{self.process_id}/status").read_text(encoding="ascii")
        (kilobytes,) = re.findall(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE)
        return int(kilobytes) / 1024

    def complaints(self) -> list[str]:
        """Errors that the server wrote down, one line each."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if re.search(r"Traceback|Uncaught|\bError\b|Exception", line)]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether a server could listen on a port."""
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@contextmanager
def dashboard(*, log: Path | None = None, port: int = 0, **environment: str) -> Iterator[Server]:
    """A fresh server of the dashboard, with an empty workspace of its own unless the environment names one."""
    path = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
    command = [*STREAMLIT, "dashboard.py", *OPTIONS]
    with tempfile.TemporaryDirectory() as workspace:
        environment = {"IGF_WORKSPACE": workspace, **environment}
        with serve(command, path=f"/{path}" if path else "", log=log, environment=environment, port=port) as server:
            yield server


@contextmanager
def serve(
    command: Sequence[str],
    *,
    folder: Path = ROOT,
    path: str = "",
    health: str = "/_stcore/health",
    log: Path | None = None,
    environment: dict[str, str] | None = None,
    port: int = 0,
) -> Iterator[Server]:
    """A server while the block lasts; the number of its port is added to its command.

    Parameters
    ----------
    path
        Below which it serves, such as ``/children``.
    health
        Below ``path``: answers once the server is up.
    log
        Where to write what it says; else a file that goes with the server.
    port
        Where it listens; else a free one.

    Raises
    ------
    RuntimeError
        With what it said, when it did not answer in time.
    """
    port = port or free_port()
    with tempfile.TemporaryDirectory() as place:
        log = log or Path(place, "log")
        with log.open("wb") as out:
            process = subprocess.Popen(
                [*command, str(port)], cwd=folder, stdout=out, stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
            )  # fmt: skip
        server = Server(f"http://127.0.0.1:{port}{path}", process.pid, log)
        try:
            _wait_for(f"{server.url}{health}", process, log)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:  # it waits for a browser that reads no more
                process.kill()
                process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise RuntimeError(f"the server did not start (exit status {process.poll()}): {log.read_text(errors='replace')}")


if __name__ == "__main__":
    with dashboard() as running, urllib.request.urlopen(running.url) as answer:
        print(f"The dashboard answers with status {answer.status}.")
        sys.exit(answer.status != 200 or bool(running.complaints()))
