"""The workspace's file goes while the dashboard runs: every page says so and shows the last state, and goes on when the file is back."""

import shutil

import pytest
from dashboard_app import HOME, LIGHT, address_of, complaints, count, open_page
from programme_samples import imported

from igfdata.workspace import Meeting, Workspace

SHOWN = {"meeting": ["igf2026"], "relevance": ["all"]}


@pytest.fixture
def file(tmp_path, use_workspace):
    use_workspace(tmp_path)
    with Workspace.open(tmp_path) as workspace:
        workspace.import_version(Meeting("igf2026"), imported(1, 2), "hash-1")
    return tmp_path / "workspace.sqlite"


def said(app):
    assert not complaints(app)
    return [warning.value.replace("\\", "") for warning in app.warning]


@pytest.mark.parametrize("page", [HOME, LIGHT, "pages/6_Coding.py"])
def test_a_deleted_file_is_told_on_every_page(page, file):
    app = open_page(page, SHOWN)
    assert (said(app), count(app)) == ([], 2)
    shutil.copyfile(file, file.with_suffix(".copy"))
    file.unlink()
    (warning,) = said(app.run())
    assert "is gone: it was moved or deleted" in warning and "the last state that could be read" in warning
    assert count(app) == 2
    assert not file.exists()
    shutil.move(file.with_suffix(".copy"), file)
    assert (said(app.run()), count(app)) == ([], 2)


def test_a_restored_file_is_shown_at_once(file):
    shutil.copyfile(file, file.with_suffix(".copy"))
    with Workspace.open(file) as workspace:
        workspace.import_version(Meeting("igf2026"), imported(1, 2, 3), "hash-2")
    app = open_page(LIGHT, SHOWN)
    assert count(app) == 3
    shutil.copyfile(file.with_suffix(".copy"), file)
    assert (said(app.run()), count(app)) == ([], 2)


def test_a_meeting_that_somebody_deleted_leaves_no_ghost(file, shipped):
    app = open_page(HOME, SHOWN)
    assert count(app) == 2
    with Workspace.open(file) as workspace:
        workspace.delete_meeting("igf2026", confirm="igf2026", with_codes=True)
    (warning,) = said(app.run())
    assert warning == "Meeting: “igf2026” is no longer in the data."
    assert address_of(app)["meeting"] == [shipped.newest_meeting]
    sentence = next(caption.value for caption in app.sidebar.get("caption") if "Showing" in caption.value)
    assert shipped.meeting_label(shipped.newest_meeting) in sentence.replace("\\", "")
    (warning,) = said(open_page(HOME, SHOWN))  # a link that somebody kept
    assert warning.startswith("Meeting: “igf2026” is unknown and ignored.")
