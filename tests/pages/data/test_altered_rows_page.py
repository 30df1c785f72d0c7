"""A workspace in which a hand has altered rows: pages name them, and the rest is shown."""

import sqlite3
import sys
from pathlib import Path

import pytest

from tests.pages.dashboard_app import count, open_page

sys.path.insert(0, str(Path(__file__).parents[2] / "igfdata" / "workspace"))

from programme_samples import imported

from igfdata.workspace import Meeting, Workspace

ADDRESS = {"meeting": ["igf2027"], "relevance": ["all"]}


@pytest.mark.parametrize("page", ["pages/7_Data_and_methods.py", "pages/4_Sessions.py", "pages/6_Coding.py"])
def test_pages_name_the_row_and_show_the_rest(page, tmp_path, monkeypatch):
    monkeypatch.setenv("IGF_WORKSPACE", str(tmp_path))
    with Workspace.open(tmp_path) as workspace:
        workspace.import_version(Meeting("igf2027"), imported(1, 2), "h")
    with sqlite3.connect(tmp_path / "workspace.sqlite") as connection:
        connection.execute("UPDATE version_sessions SET status = 'maybe' WHERE position = 1")
        connection.execute("UPDATE versions SET created_at = 'soon'")
    app = open_page(page, ADDRESS)
    assert not app.exception
    said = next(warning.value for warning in app.warning if "altered by hand" in warning.value)
    assert said.startswith("2 rows of the workspace were altered by hand. What cannot be used is skipped.")
    assert "a time such as" in said and "uid2" in said
    if page != "pages/6_Coding.py":
        assert count(app) == 1
