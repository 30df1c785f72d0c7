"""What changed when the active version came: the briefing's slide and the list of versions ask for it."""

from programme_samples import imported, session

from igfdata.workspace import Meeting

MEETING = Meeting("eurodig2026", name="EuroDIG 2026")


def test_without_an_earlier_version_there_is_no_change(workspace):
    assert workspace.changes_for("eurodig2026") is None
    workspace.import_version(MEETING, imported(1, 2), "a")
    assert workspace.last_change("eurodig2026") is None


def test_the_active_version_is_held_against_the_one_before_it(workspace):
    first = workspace.import_version(MEETING, imported(1, 2), "a")
    workspace.import_version(MEETING, imported(1, 3), "b")
    workspace.import_version(MEETING, imported(1, 3, {**session(4), "room": "Hall 9"}), "c")
    change = workspace.last_change("eurodig2026")
    assert change.difference["kind"].tolist() == ["added"]
    assert workspace.changes_for("eurodig2026")["session_id"].tolist() == change.difference["session_id"].tolist()
    workspace.undo_to(first.version_id)
    assert workspace.last_change("eurodig2026") is None
