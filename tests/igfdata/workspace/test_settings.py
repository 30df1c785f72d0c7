"""Decks in the workspace: kept by name on both kinds of database, exported and restored; nobody's save is overwritten in silence."""

import pytest

from igfdata.workspace import Conflict
from igfdata.workspace.errors import ReadOnly


def names(workspace):
    return [(deck.name, deck.content, deck.revision) for deck in workspace.decks()]


def test_decks_are_kept_by_name(workspace):
    assert workspace.decks() == ()
    before = workspace.state
    assert workspace.save_deck("Morning", "{1}", 0) == 1
    assert workspace.save_deck("Évening\x00", "حقوق", 0) == 1
    assert workspace.save_deck("Morning", "{2}", 1) == 2
    assert set(names(workspace)) == {("Morning", "{2}", 2), ("Évening", "حقوق", 1)}
    assert workspace.state == before  # the data are as they were: nothing has to be read again
    workspace.delete_deck("Évening", 1)
    assert names(workspace) == [("Morning", "{2}", 2)]


def test_the_second_of_two_savers_is_told(workspace):
    workspace.save_deck("Morning", "first", 0)
    with pytest.raises(Conflict, match="Someone else changed this while you were editing"):
        workspace.save_deck("Morning", "a new one of that name", 0)
    workspace.save_deck("Morning", "hers", 1)
    with pytest.raises(Conflict) as error:
        workspace.save_deck("Morning", "his", 1)
    assert error.value.revision == 2 and names(workspace) == [("Morning", "hers", 2)]
    with pytest.raises(Conflict):
        workspace.delete_deck("Morning", 1)
    workspace.delete_deck("Morning", 2)
    with pytest.raises(Conflict):
        workspace.save_deck("Morning", "his", 2)  # deleted meanwhile


def test_an_exported_folder_brings_decks_back(sqlite, opened, tmp_path):
    sqlite.save_deck("Morning", 'line one\n"=1+1", ü', 0)
    folder = sqlite.export_folder(tmp_path / "folder")
    other = opened(tmp_path / "other.sqlite")
    assert other.import_folder(folder)["decks"] == 1
    assert names(other) == [("Morning", 'line one\n"=1+1", ü', 1)]
    other.save_deck("More", "x", 0)
    with pytest.raises(ValueError, match="not empty"):
        other.import_folder(folder)
    other.import_folder(folder, replace=True)
    assert names(other) == [("Morning", 'line one\n"=1+1", ü', 1)]


def test_who_may_only_read_keeps_nothing(sqlite, opened, tmp_path):
    sqlite.save_deck("Morning", "x", 0)
    reader = opened(tmp_path / "store.sqlite", read_only=True)
    assert names(reader) == [("Morning", "x", 1)]
    with pytest.raises(ReadOnly):
        reader.save_deck("Morning", "y", 1)


def test_there_is_a_limit(sqlite):
    for number in range(100):
        sqlite.save_deck(f"Deck {number}", "x", 0)
    with pytest.raises(ValueError, match="The workspace has 100 decks"):
        sqlite.save_deck("One more", "x", 0)
