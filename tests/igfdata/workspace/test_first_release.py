"""A store that the first release wrote opens with everything in it; `cases/first_release.sqlite` was made by running it."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from igfdata.dataset import load
from igfdata.workspace import StoreUnavailable, Workspace

WRITTEN = Path(__file__).parent / "cases" / "first_release.sqlite"
SESSION, SHIPPED = "igf2026-uid1", "igf2025-ws-203"


@pytest.fixture
def store(tmp_path):
    return Path(shutil.copy(WRITTEN, tmp_path / "store.sqlite"))


def test_it_is_upgraded_only_when_opened_for_writing(store):
    with pytest.raises(StoreUnavailable, match=r"older version of the program.*python -m igfdata upgrade"):
        Workspace.open(store, read_only=True)
    Workspace.open(store).close()
    with Workspace.open(store, read_only=True) as workspace:
        assert workspace.revision == 13


def test_everything_that_was_saved_is_there(store):
    with Workspace.open(store) as workspace:
        assert workspace.revision == 13
        (meeting,) = workspace.meetings().to_dict("records")
        assert (meeting["meeting_id"], meeting["city"], meeting["active_version"]) == ("igf2026", "Geneva", 2)
        versions = workspace.versions("igf2026")
        assert versions[["id", "file_name", "content_hash", "n_sessions", "is_active"]].values.tolist() == [
            [2, "schedule.ics", "hash-1", 2, True], [1, "schedule.ics", "hash-0", 2, False],
        ]  # fmt: skip
        assert workspace.texts("igf2026")["text"].tolist()[0] == "Rights of the child in games."
        codings = workspace.codings(history=True)
        assert codings[["id", "session_id", "coder", "dimension", "codes", "evidence", "state"]].values.tolist() == [
            [3, SESSION, "MK", "pillar", "protection;participation", "description", "superseded"],
            [4, SESSION, "MK", "topic", "gaming", "description", "current"],
            [5, SESSION, "MK", "relevance", "yes", "description", "current"],
            [6, SESSION, "MK", "pillar", "provision", "transcript", "current"],
            [7, SESSION, "JD", "pillar", "protection", "title", "current"],
            [9, SHIPPED, "MK", "pillar", "participation", "title", "current"],
        ]
        assert set(codings["answers"]) == {""}  # nobody was asked
        assert codings["note"].tolist() == ["Read twice.", "Read twice.", "Read twice.", "Read again.", "", ""]
        (decision,) = workspace.decisions().to_dict("records")
        assert [decision[name] for name in ("code_a", "code_b", "decision", "reason", "signed_by", "codebook_version")] == [
            "provision", "protection", "provision", "Rule 4: literacy", "lead", "1.1",
        ]  # fmt: skip
        gaming = workspace.codebook().topics.set_index("topic").loc["gaming"]
        assert (workspace.codebook().version, gaming["definition"]) == ("1.1+1", "Games, and what is played in them.")
        assert workspace.mapping_for(["What", "When"]) == {"What": "title", "When": "date"}
        assert workspace.row_problems() == [] and workspace.code_errors().empty


def test_what_this_version_no_longer_uses_stays_in_the_store_and_in_its_export(store, tmp_path):
    with Workspace.open(store) as workspace:
        with workspace.reading() as connection:
            points = connection.execute(text("SELECT meeting_id, place, text FROM points")).all()
            corrections = connection.execute(text("SELECT row_key, column_name, value FROM corrections")).all()
        folder = workspace.export_folder(tmp_path / "out")
    assert points == [("igf2026", "day 1", "Mind the gap")]
    assert corrections == [('["igf2025-ws-203"]', "room", "Room 7")]
    assert "Mind the gap" in (folder / "workspace" / "points.csv").read_text(encoding="utf-8")
    assert "Room 7" in (folder / "workspace" / "corrections.csv").read_text(encoding="utf-8")


def test_pages_see_it_and_it_goes_on(store):
    with Workspace.open(store) as workspace:
        data = workspace.dataset()
        rows = data.session_pillars[data.session_pillars["session_id"] == SESSION]
        assert sorted(rows[["coder", "pillar"]].astype(str).values.tolist()) == [
            ["JD", "protection"], ["MK", "provision"], ["adjudicated", "provision"],
        ]  # fmt: skip
        assert len(data.sessions) == len(load().sessions) + 2
        assert workspace.save_codes(SESSION, "JD", "pillar", ["provision"], evidence="title", expected_revision=7) == 14
        assert workspace.undo_to(1).is_new
