"""Dockerfile and compose.yaml: what they copy is there, what they run works, and a backup comes back. No image is built."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from igfdata.cli.main import main
from igfdata.workspace import Workspace

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
SERVICES = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Sched.com//Held Out//EN
BEGIN:VEVENT
UID:1@example.org
SUMMARY:Children and their rights
DTSTART:20260622T090000Z
DTEND:20260622T100000Z
END:VEVENT
END:VCALENDAR
"""


def lines(instruction):
    return re.findall(rf"^{instruction} (.*)$", DOCKERFILE, flags=re.MULTILINE)


def copied():
    return [source for line in lines("COPY") for source in line.split()[:-1]]


def test_what_the_image_copies_is_there_and_not_ignored():
    assert {"dashboard.py", "igfdata", "pages", "data", "requirements.lock"} <= set(copied())
    assert [source for source in copied() if not (ROOT / source).exists()] == []
    assert IGNORED[0] == "*"
    assert {f"!{source}" for source in copied()} == {line for line in IGNORED if line.startswith("!")}


def test_what_the_package_needs_to_be_built_is_copied():
    metadata = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = re.search(r'^readme = "(.*)"', metadata, re.M).groups() + re.search(r'"data" = "igfdata/(\w+)"', metadata).groups()
    assert set(needed) <= set(copied())


def test_the_image_runs_as_nobody_in_particular_and_is_watched():
    assert lines("USER") == ["10001"]
    assert "--uid 10001" in DOCKERFILE
    assert lines("VOLUME") == ['["/workspace"]']
    assert "IGF_WORKSPACE=/workspace" in DOCKERFILE
    assert "/_stcore/health" in DOCKERFILE
    (started,) = lines("CMD")
    assert started.startswith('["streamlit", "run", "dashboard.py", "--server.address", "0.0.0.0"')


def test_the_lock_holds_the_driver_of_the_database():
    assert "--extra postgresql" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^psycopg-binary==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M)
    assert "-e .[postgresql]" in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()


def test_only_the_proxy_is_open_to_the_network():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert SERVICES["proxy"]["command"][-1] == "dashboard:8501"
    assert SERVICES["dashboard"]["environment"]["IGF_PUBLIC"] == "${IGF_PUBLIC:-1}"
    assert all(
        SERVICES[name]["read_only"] and SERVICES[name]["cap_drop"] == ["ALL"] for name in ("dashboard", "tables", "backup")
    )


@pytest.fixture
def environment(tmp_path):
    return {**os.environ, "PYTHONPATH": str(ROOT), "IGF_WORKSPACE": str(tmp_path / "team.sqlite")}


def run(command, environment, folder):
    """Run the command of a service as it stands there, with this Python, in a folder of the test's."""
    program, *options, text = command
    text = text.replace("$$", "$").replace("/backups", str(folder)).replace("python ", f"{shlex.quote(sys.executable)} ")
    program = sys.executable if program == "python" else program
    return subprocess.run([program, *options, text], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_backup_is_written_and_comes_back(tmp_path, environment, capsys):
    """Tables, an import, the backup, an accident, the restored workspace: the same as before."""
    team, folder = environment["IGF_WORKSPACE"], tmp_path / "backups"
    folder.mkdir()
    done = run(SERVICES["tables"]["command"], environment, folder)
    assert done.returncode == 0, done.stderr
    assert Path(team).is_file()
    calendar = tmp_path / "all.ics"
    calendar.write_text(CALENDAR.replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert main(["import", str(calendar), "--meeting", "igf2026", "--zone", "UTC", "--workspace", team]) == 0

    loop = SERVICES["backup"]["command"]
    once = [*loop[:2], loop[2].replace("sleep 86400", "break").split("; sleep 600")[0]]
    assert once[2].endswith("; do break; done")
    done = run(once, environment, folder)
    assert done.returncode == 0, done.stderr
    (backup,) = folder.iterdir()
    assert main(["check", str(backup)]) == 0

    assert main(["restore", str(backup), "--workspace", team]) == 2  # it holds something
    Path(team).unlink()
    capsys.readouterr()
    assert main(["restore", str(backup), "--workspace", team]) == 0
    assert "restored into" in capsys.readouterr().out
    with Workspace.open(team, read_only=True) as workspace:
        assert workspace.versions("igf2026")["n_sessions"].tolist() == [1]
        assert "Children and their rights" in set(workspace.dataset().sessions["title"])
    assert main(["export", str(tmp_path / "again"), "--workspace", team]) == 0
    for path in backup.rglob("*.csv"):
        if path.name != "store.csv":  # it counts what was done
            assert (tmp_path / "again" / path.relative_to(backup)).read_bytes() == path.read_bytes(), path.name
