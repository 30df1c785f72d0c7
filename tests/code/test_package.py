"""The installable package: built as a wheel, unpacked into a clean folder, used from another one."""

import json
import os
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The wheel's files in a folder of their own, as an installer lays them."""
    folder = tmp_path_factory.mktemp("package")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder / "site")
    return folder / "site"


def run(installed, tmp_path, *arguments):
    """Python in an empty folder, with the unpacked package first on its path and no checkout in reach."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "IGF_WORKSPACE": str(tmp_path / "workspace")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_package_brings_its_data(installed, tmp_path):
    code = "import igfdata; from igfdata.dataset import SHIPPED; print(SHIPPED); print(len(igfdata.load().sessions))"
    folder, count = run(installed, tmp_path, "-c", code).stdout.split()
    assert Path(folder) == installed / "igfdata/data"
    lines = (ROOT / "data/meetings.csv").read_text(encoding="utf-8").splitlines()
    assert int(count) > len(lines)


def test_commands_work_from_any_folder(installed, tmp_path):
    done = run(installed, tmp_path, "-m", "igfdata", "summary", "--meeting", "igf2025", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert {record["measure"] for record in json.loads(done.stdout)} >= {"sessions", "pillar_coverage", "stakeholder_mix"}
    assert run(installed, tmp_path, "-m", "igfdata", "check").returncode == 0
    assert run(installed, tmp_path, "-m", "igfdata", "code", "--evaluate").returncode == 0
    deck = run(installed, tmp_path, "-m", "igfdata", "brief", "--meeting", "igf2025", "--day", "2", "--out", "day.html")
    assert deck.returncode == 0, deck.stderr
    assert (tmp_path / "day.html").stat().st_size > 0


def test_the_console_script_is_the_command_line(installed):
    (entry,) = installed.glob("igfdata-*.dist-info/entry_points.txt")
    scripts = ConfigParser()
    scripts.read(entry, encoding="utf-8")
    module, _, function = scripts["console_scripts"]["igf"].partition(":")
    assert callable(getattr(__import__(module, fromlist=[function]), function))
