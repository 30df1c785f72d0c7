"""The server reads the data before anybody visits, as the first visitor may see them."""

import csv
import time

import pytest

from tests.servers import ROOT, dashboard

with (ROOT / "data/sessions.csv").open(encoding="utf-8", newline="") as table:
    N_SESSIONS = len(list(csv.DictReader(table)))


def wait_until(is_so, seconds=60):
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.1)


@pytest.mark.parametrize("public, files", [("0", ["workspace.sqlite"]), ("1", [])], ids=["private", "public"])
def test_data_are_read_without_a_visit(tmp_path, public, files):
    folder, log = tmp_path / "workspace", tmp_path / "log"
    with dashboard(log=log, IGF_WORKSPACE=str(folder), IGF_PUBLIC=public, IGF_LOG="info"):
        wait_until(lambda: "The data are read" in log.read_text(encoding="utf-8"))
        said = log.read_text(encoding="utf-8")
        assert f"The data are read: {N_SESSIONS} sessions" in said
        assert "ScriptRunContext" not in said
        assert [path.name for path in folder.glob("*.sqlite")] == files
