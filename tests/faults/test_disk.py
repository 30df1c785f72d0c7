"""A full disk and a read-only one: the page says so, nothing is changed, and reading goes on."""

import os
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from dashboard_app import LIGHT, complaints, count, open_page
from programme_samples import imported
from sqlalchemy import event
from test_two_editors import ADDRESS, PAGE, code, open_signed, save, saved, shown_session

from igfdata import Selection, select
from igfdata.workspace import Meeting, StoreUnavailable, Workspace
from igfdata.workspace.codes import SessionWork
from igfdata.workspace.location import data_folder
from pages.shared.data_source import load_data

SHIPPED = {"meeting": ["igf2025"]}
NOBODY = 65534
NOTE = "x" * 400


@contextmanager
def full_disk(workspace):
    """A disk on which the file of a workspace may not grow any more, and whose rest is filled by others."""

    def limit(connection, *_):
        connection.execute("PRAGMA max_page_count = 1")  # never fewer than there are: so, no page more

    event.listen(workspace.engine, "checkout", limit)
    with pytest.raises(StoreUnavailable, match="the disk is full; nothing was changed"):
        for number in range(1000):
            workspace.save_session(
                f"filling-{number}", "ZZ", SessionWork({"pillar": ("unclear",)}, "title", NOTE), expected_revisions={}
            )
    yield
    event.remove(workspace.engine, "checkout", limit)


def test_a_full_disk_is_told_and_the_codes_are_there_to_be_saved_again(tmp_path, use_workspace):
    use_workspace(tmp_path)
    app = open_signed()
    session_id = shown_session(app)
    code(app, session_id, "yes", "protection")
    app.text_input(key=f"note_MK_{session_id}").set_value(NOTE).run()
    workspace = load_data(data_folder(), can_edit=True).workspace
    with full_disk(workspace):
        save(app)
        (said,) = (error.value for error in app.error)
        assert "Nothing was saved" in said and "the disk is full" in said
        assert not app.exception
        assert saved(tmp_path, session_id, history=True) == []
        assert shown_session(app) == session_id
        assert count(open_page(LIGHT, SHIPPED)) > 0
    assert app.multiselect(key=f"pillar_MK_{session_id}").value == ["protection"]
    app.run()
    with workspace.engine.connect() as connection:  # there is room again
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert not complaints(save(app))
    assert saved(tmp_path, session_id) == [("protection", "current")]


def test_a_place_where_nothing_can_be_made_is_told_and_the_shipped_data_are_shown(use_workspace, shipped):
    use_workspace("/proc/nowhere")
    app = open_page(LIGHT, SHIPPED)
    assert not complaints(app)
    (said,) = (warning.value for warning in app.warning)
    assert "nowhere" in said and "cannot be used" in said and "shipped data can be read without it" in said
    assert count(app) == len(select(shipped, Selection(meetings=("igf2025",))).sessions)
    coding = open_page(PAGE, ADDRESS)
    assert not complaints(coding)
    assert not [field for field in coding.text_input if field.key == "coder_sign"], "nothing to sign where nothing can be saved"


@contextmanager
def read_only_folder():
    """A folder with a workspace in which nobody may write; the superuser, whom no right stops, becomes another user."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Workspace.open(folder) as workspace:
            workspace.import_version(Meeting("igf2026"), imported(1, 2), "hash")
        for path in (*folder.iterdir(), folder):
            path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH | (0o111 if path.is_dir() else 0))
        was = os.geteuid()
        if was == 0:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            os.seteuid(was)
            folder.chmod(0o700)


def test_a_read_only_folder_is_told_and_what_is_in_it_is_shown(use_workspace, monkeypatch):
    open_page(LIGHT, SHIPPED)  # all that the pages need is loaded
    for module in ("access", "data_source"):  # the other user has no right to look for secrets in the home of this one
        monkeypatch.setattr(f"pages.shared.{module}.secret", lambda section: {})
    with read_only_folder() as folder:
        use_workspace(folder)
        app = open_page(LIGHT, {"meeting": ["igf2026"], "relevance": ["all"]})
        assert not complaints(app)
        (said,) = (warning.value for warning in app.warning)
        assert "it is read-only" in said.replace("\\", "")
        assert count(app) == 2
        coding = open_page(PAGE, {"meeting": ["igf2026"], "relevance": ["all"]})
        coding.text_input(key="coder_sign").set_value("MK").run()
        session_id = shown_session(coding)
        code(coding, session_id, "yes", "protection")
        save(coding)
        assert not coding.exception
        assert "nothing was changed" in coding.error[0].value


def test_a_reader_of_a_read_only_folder_sees_what_another_user_writes(base):
    with read_only_folder() as folder, Workspace.open(folder, read_only=True, shipped=base) as reader:
        before = reader.revision
        me = os.geteuid()
        if me == NOBODY:
            os.seteuid(0)
        folder.chmod(0o755)
        (folder / "workspace.sqlite").chmod(0o644)
        with Workspace.open(folder, shipped=base) as writer:
            writer.set_setting("a", "b")
        folder.chmod(0o555)
        os.seteuid(me)
        assert (reader.revision, reader.setting("a")) == (before + 1, "b")
