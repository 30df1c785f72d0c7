"""``python -m igfdata codebook``: the shipped codebook, or that of a workspace."""

import json

import pytest

from igfdata.cli.main import main
from igfdata.codebook.exchange import read_codebook
from igfdata.codebook.model import Codebook
from igfdata.codebook.next_version import changed
from igfdata.dataset import SHIPPED
from igfdata.validation import read_folder
from igfdata.workspace import Workspace


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Address of a workspace with a codebook of its own."""
    monkeypatch.delenv("IGF_WORKSPACE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "usual"))
    with Workspace.open(tmp_path / "own") as workspace:
        book = changed(workspace.codebook(), "gaming", date="2026-11-22", label="Games")
        workspace.save_codebook(book, signed_by="MK", change="shorter", expected_revision=0)
    return str(tmp_path / "own")


def test_without_a_workspace_it_is_the_shipped_one(own, capfdbinary):
    assert main(["codebook", "--format", "csv"]) == 0
    assert read_codebook(capfdbinary.readouterr().out) == Codebook.from_frames(read_folder(SHIPPED))


def test_the_codebook_of_a_workspace_in_every_form(own, capsys):
    assert main(["codebook", "--workspace", own]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Codebook 1.1+1 of 2026-11-22: 54 topics in use.")
    assert "Games" in said
    assert main(["codebook", "--workspace", own, "--format", "json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert (whole["version"], whole["built_on"], len(whole["rows"])) == ("1.1+1", "1.1", 61)
    assert whole["changes"][-1] == {"version": "1.1+1", "date": "2026-11-22", "topic": "gaming", "change": "changed: label"}


def test_a_workspace_that_is_not_there(own, tmp_path, capsys):
    assert main(["codebook", "--workspace", str(tmp_path / "none")]) == 1
    assert "cannot be used" in capsys.readouterr().err
