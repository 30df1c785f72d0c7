"""A PostgreSQL server of the tests' own, from Debian's package or any other on the path; nothing outside its folder."""

import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = "-c listen_addresses='' -c fsync=off -c max_connections=40 -c logging_collector=off"


def find_programs() -> Path | None:
    """Folder of ``initdb`` and ``pg_ctl``, the newest there is; None without them or without their driver."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return None
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    on_path = shutil.which("pg_ctl")
    folders = [*([Path(on_path).resolve().parent] if on_path else []), *debian]
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """Address of a fresh server that listens on a socket in its own folder."""
    user = "postgres" if os.geteuid() == 0 else getpass.getuser()
    as_user = {"user": user, "cwd": "/"} if os.geteuid() == 0 else {"cwd": "/"}
    folder = Path(tempfile.mkdtemp(prefix="igf-postgres-"))
    if as_user.get("user"):
        shutil.chown(folder, user)
    data = folder / "data"

    def run(*command: str) -> None:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, **as_user)
        assert done.returncode == 0, done.stderr + done.stdout

    try:
        run(f"{programs}/initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        run(f"{programs}/pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", f"{SETTINGS} -k {folder}", "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            run(f"{programs}/pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
