"""All codes of a session in one save: all or nothing, conflicts kept, undo that keeps the history."""

import pytest

from igfdata.workspace import Conflict, ReadOnly, Workspace
from igfdata.workspace.session_codes import SessionWork

MOMENT = "2026-11-22T12:00:00+00:00"
SESSION = "igf2025-ws-2"
WORK = SessionWork({"pillar": ("provision", "protection"), "topic": ("gaming",), "relevance": ("yes",)}, "description", "seen")


def codes(workspace, coder="MK"):
    rows = workspace.codings(SESSION, coder=coder)
    return dict(zip(rows["dimension"], rows["codes"], strict=True))


def test_a_save_counts_in_all_dimensions_with_note_evidence_and_codebook(workspace):
    revisions = workspace.save_session(SESSION, "MK", WORK, codebook_version="1.1", at=MOMENT)
    assert codes(workspace) == {"pillar": "provision;protection", "topic": "gaming", "relevance": "yes"}
    rows = workspace.codings(SESSION)
    assert set(rows["note"]) == {"seen"} and set(rows["evidence"]) == {"description"}
    assert set(rows["codebook_version"]) == {"1.1"} and set(rows["at"]) == {MOMENT}
    assert revisions == dict(zip(rows["dimension"], rows["id"], strict=True))
    work = workspace.session_work(SESSION, "MK")
    assert (work.codes, work.evidence, work.note, work.revisions) == (dict(WORK.codes), "description", "seen", revisions)


def test_nothing_is_saved_when_one_dimension_is_wrong(workspace):
    with pytest.raises(ValueError, match="perhaps"):
        workspace.save_session(SESSION, "MK", SessionWork({"pillar": ("provision",), "relevance": ("perhaps",)}, "title"))
    assert workspace.codings(SESSION, history=True).empty
    with pytest.raises(ValueError, match="evidence"):
        workspace.save_session(SESSION, "MK", SessionWork({"pillar": ("provision",)}, "rumour"))
    with pytest.raises(ValueError, match="stands for decisions"):
        workspace.save_session(SESSION, "adjudicated", WORK)


def test_who_comes_second_with_one_sign_is_kept_as_a_conflict(workspace):
    workspace.save_session(SESSION, "MK", WORK)
    with pytest.raises(Conflict) as conflict:
        workspace.save_session(SESSION, "MK", SessionWork({"pillar": ("participation",)}, "title"))
    assert conflict.value.changed["codes"] == ("provision;protection", "participation")
    assert codes(workspace)["pillar"] == "provision;protection"
    history = workspace.codings(SESSION, history=True)
    assert history.loc[history["state"] == "conflict", "codes"].tolist() == ["participation"]


def test_taking_back_restores_what_stood_before(workspace):
    first = workspace.save_session(SESSION, "MK", WORK)
    before = workspace.session_work(SESSION, "MK")
    changed = SessionWork({"pillar": ("unclear",), "topic": (), "relevance": ("partly",)}, "report", "", first)
    second = workspace.save_session(SESSION, "MK", changed)
    workspace.take_back(SESSION, "MK", before, second)
    assert codes(workspace) == {"pillar": "provision;protection", "topic": "gaming", "relevance": "yes"}
    assert len(workspace.codings(SESSION, history=True)) == 9


def test_taking_back_the_first_save_leaves_no_code(workspace):
    revisions = workspace.save_session(SESSION, "MK", WORK)
    workspace.take_back(SESSION, "MK", None, revisions)
    assert set(codes(workspace).values()) == {""}
    data = workspace.dataset()
    assert "MK" not in data.coders


def test_read_only_is_refused_in_the_data_layer(address, workspace, base):
    workspace.save_session(SESSION, "MK", WORK)
    with Workspace.open(address, read_only=True, shipped=base) as reader:
        with pytest.raises(ReadOnly):
            reader.save_session(SESSION, "MK", SessionWork({"pillar": ("unclear",)}, "title"))
        assert codes(reader) == codes(workspace)


def test_codes_of_another_coder_count_where_nobody_else_coded(workspace):
    from igfdata import Selection, select

    workspace.save_session(SESSION, "ZZ", SessionWork({"pillar": ("participation",), "relevance": ("yes",)}, "title"))
    workspace.save_session(SESSION, "MK", WORK)
    workspace.save_session("igf2025-ws-1", "MK", SessionWork({"pillar": ("participation",), "relevance": ("yes",)}, "title"))
    data = select(workspace.dataset(), Selection(status=(), relevance=()))
    counted = data.session_pillars.astype(str).groupby("session_id")[["coder", "pillar"]].agg(list)
    assert counted.loc[SESSION, "coder"] == ["MK", "MK"]  # the first in the alphabet
    assert set(counted.loc["igf2025-ws-1", "coder"]) == {"A"}
