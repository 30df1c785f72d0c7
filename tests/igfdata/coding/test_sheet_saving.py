"""A coding sheet that comes back: what is saved, and that no change made meanwhile is lost."""

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sheets import CODER, IDS, VERSION, filled, outcomes, read, read_back, saved, sheet_of

from igfdata.coding.sheet_saving import plan_changes
from igfdata.workspace import ReadOnly, Workspace


def test_what_was_typed_is_saved_with_its_evidence_note_and_version(workspace, written):
    typed = {
        IDS[0]: {"pillar_1": " Provision ", "pillar_2": "protection", "relevance": "YES", "topics": "Privacy;gaming ;",
                 "evidence": "Report", "note": "=a remark"},
        IDS[2]: {"pillar_1": "unclear", "evidence": "title"},
    }  # fmt: skip
    problems, done = read_back(workspace, filled(written(), typed))
    assert problems == ()
    assert outcomes(done) == [(IDS[0], "pillar", "new"), (IDS[0], "topic", "new"), (IDS[0], "relevance", "new"), (IDS[2], "pillar", "new")]  # fmt: skip
    assert saved(workspace) == [
        (IDS[0], "pillar", "provision;protection", "report", "=a remark", VERSION),
        (IDS[0], "topic", "privacy;gaming", "report", "=a remark", VERSION),
        (IDS[0], "relevance", "yes", "report", "=a remark", VERSION),
        (IDS[2], "pillar", "unclear", "title", "", VERSION),
    ]


def test_an_empty_sheet_saves_nothing(workspace, written):
    found = read(written())
    assert (found.rows, found.problems, found.n_not_coded) == ((), (), 3)
    assert plan_changes(found, None) == []


def test_a_sheet_that_comes_back_as_it_went_changes_nothing(workspace, written, save):
    save(IDS[0], "pillar", ["protection", "provision", "participation"], evidence="title")
    save(IDS[0], "topic", ["gaming", "privacy"], note="two\nlines")
    save(IDS[1], "relevance", ["no"])
    save(IDS[2], "pillar", [], 0)
    problems, done = read_back(workspace, written())
    assert problems == ()
    assert done.empty
    assert [row["codebook_version"] for row in workspace.codings().to_dict("records")] == ["1.0"] * 4


def test_only_what_the_coder_changed_is_saved(workspace, written, save):
    save(IDS[0], "pillar", ["protection"])
    save(IDS[0], "topic", ["gaming", "privacy"])
    _, done = read_back(workspace, filled(written(), {IDS[0]: {"pillar_1": "provision", "topics": "privacy;gaming"}}))
    assert outcomes(done) == [(IDS[0], "pillar", "changed")]
    assert saved(workspace) == [
        (IDS[0], "topic", "gaming;privacy", "report", "", "1.0"),
        (IDS[0], "pillar", "provision", "report", "", VERSION),
    ]


def test_another_note_goes_with_all_codes_and_leaves_their_version(workspace, written, save):
    save(IDS[0], "pillar", ["protection"])
    save(IDS[0], "relevance", ["yes"])
    read_back(workspace, filled(written(), {IDS[0]: {"note": "why", "topics": "gaming"}}))
    assert saved(workspace) == [
        (IDS[0], "pillar", "protection", "report", "why", "1.0"),
        (IDS[0], "topic", "gaming", "report", "why", VERSION),
        (IDS[0], "relevance", "yes", "report", "why", "1.0"),
    ]


def test_emptied_cells_take_the_codes_back(workspace, written, save):
    save(IDS[0], "pillar", ["protection"])
    save(IDS[0], "topic", ["gaming"])
    save(IDS[1], "relevance", ["yes"])
    emptied = {IDS[0]: {"topics": None}, IDS[1]: {"relevance": None, "evidence": None}}
    problems, done = read_back(workspace, filled(written(), emptied))
    assert problems == ()
    assert outcomes(done) == [(IDS[0], "topic", "undone"), (IDS[1], "relevance", "undone")]
    assert [(row[0], row[1], row[2]) for row in saved(workspace)] == [
        (IDS[0], "pillar", "protection"), (IDS[0], "topic", ""), (IDS[1], "relevance", ""),
    ]  # fmt: skip


def test_a_change_made_meanwhile_is_a_conflict_and_both_are_kept(workspace, written, save):
    first = save(IDS[0], "pillar", ["protection"])
    sheet = filled(written(), {IDS[0]: {"pillar_1": "provision"}, IDS[1]: {"relevance": "no", "evidence": "title"}})
    save(IDS[0], "pillar", ["participation"], first)
    save(IDS[1], "relevance", ["partly"])
    (planned, also_planned) = plan_changes(read(sheet), workspace.codings(coder=CODER, history=True))
    assert (planned.outcome, also_planned.outcome) == ("conflict", "conflict")
    assert "someone else changed this to 'participation', yours is 'provision'" in planned.message
    _, done = read_back(workspace, sheet)
    assert outcomes(done) == [(IDS[0], "pillar", "conflict"), (IDS[1], "relevance", "conflict")]
    assert "codes is now 'participation', yours was 'provision'" in done["message"].iloc[0]
    assert [row[2] for row in saved(workspace)] == ["participation", "partly"]
    history = workspace.codings(IDS[0], coder=CODER, history=True)
    assert history[["codes", "state"]].values.tolist() == [
        ["protection", "superseded"], ["participation", "current"], ["provision", "conflict"],
    ]  # fmt: skip


def test_what_the_coder_left_alone_is_no_conflict(workspace, written, save):
    first = save(IDS[0], "pillar", ["protection"])
    sheet = filled(written(), {IDS[0]: {"topics": "gaming"}})
    save(IDS[0], "pillar", ["participation"], first)
    _, done = read_back(workspace, sheet)
    assert outcomes(done) == [(IDS[0], "topic", "new")]
    assert workspace.codings(IDS[0], dimension="pillar")["codes"].tolist() == ["participation"]


def test_the_same_sheet_twice_is_there_already(workspace, written):
    sheet = filled(written(), {IDS[0]: {"pillar_1": "provision", "evidence": "title"}})
    assert read_back(workspace, sheet)[1]["outcome"].tolist() == ["new"]
    assert read_back(workspace, sheet)[1]["outcome"].tolist() == ["already saved"]
    assert len(workspace.codings(history=True)) == 1


def test_a_sheet_of_another_workspace_does_not_write_over_codes(workspace, written, save, tmp_path, frames):
    save(IDS[0], "pillar", ["protection"])
    sheet = filled(written(), {IDS[0]: {"pillar_1": "provision"}})
    with Workspace.open(tmp_path / "other.sqlite", shipped=frames) as other:
        _, done = read_back(other, sheet)
        assert done["outcome"].tolist() == ["conflict"]
        assert other.codings().empty


def test_a_workspace_for_reading_takes_nothing(workspace, written, tmp_path, frames):
    sheet = filled(written(), {IDS[0]: {"pillar_1": "provision", "evidence": "title"}})
    with Workspace.open(tmp_path / "store.sqlite", shipped=frames, read_only=True) as reader, pytest.raises(ReadOnly):
        read_back(reader, sheet)


@settings(max_examples=30)
@example(["gaming"], "=1+1\r\n_x0041_ \x0b\x1b[0m")
@given(st.lists(st.sampled_from(["gaming", "privacy"]), unique=True), st.text(st.characters(codec="utf-8"), max_size=40))
def test_topics_and_notes_go_there_and_back(frames, topics, note):
    sessions = frames["sessions"].assign(day="Day 1")
    own = pd.DataFrame(
        [{"id": 7, "session_id": IDS[0], "coder": CODER, "dimension": "topic", "codes": ";".join(topics), "evidence": "title",
          "note": note, "codebook_version": "1.0", "state": "current"}]
    )  # fmt: skip
    found = read(sheet_of(sessions, own=own))
    assert found.problems == ()
    assert plan_changes(found, own) == []
    (row,) = found.rows
    assert row.codes["topic"] == tuple(topics)
    assert row.revisions == {"pillar": 0, "topic": 7, "relevance": 0}
