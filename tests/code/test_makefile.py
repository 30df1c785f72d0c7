"""`make help` lists every target; `make quick` opens no page and no browser; paths that it names are there."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_help_lists_every_target_with_what_it_does():
    printed = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    lines = dict(re.split(r"\s+", line, maxsplit=1) for line in printed.splitlines())
    (targets,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, flags=re.MULTILINE)
    assert set(lines) == set(targets.split())
    assert all(lines.values())
    assert lines["run"].startswith("open the dashboard")


def test_the_folders_of_the_lanes_are_there():
    named = re.findall(
        r"(?:igfdata|tests/[\w/]+(?:\.py)?)(?=[\s\\])", re.search(r"^QUICK_TESTS.*?\n\n", MAKEFILE, re.M | re.S)[0]
    )
    assert len(named) > 12
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_quick_lane_opens_no_page():
    folders = re.search(r"^QUICK_TESTS := (.*)$", MAKEFILE, re.M)[1].split()
    sources = {path: path.read_text(encoding="utf-8") for folder in folders for path in (ROOT / folder).rglob("test_*.py")}
    assert len(sources) > 50
    opens = re.compile(r"^(?:from|import) (?:streamlit\.testing|playwright|tests\.pages|dashboard_page)", re.M)
    assert [path.name for path, source in sources.items() if opens.search(source)] == []
