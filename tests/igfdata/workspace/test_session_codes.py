"""All codes of a session in one save: all or nothing, conflicts kept, undo that keeps the history."""

import inspect

import pytest

from igfdata.workspace import Conflict, ReadOnly, Workspace
from igfdata.workspace.codes import SessionWork

MOMENT = "2026-11-22T12:00:00+00:00"
SESSION = "igf2025-ws-2"
WORK = SessionWork({"pillar": ("provision", "protection"), "topic": ("gaming",), "relevance": ("yes",)}, "description", "seen")


def codes(workspace, coder="MK"):
    rows = workspace.codings(SESSION, coder=coder)
    return dict(zip(rows["dimension"], rows["codes"], strict=True))


def test_a_save_counts_in_all_dimensions_with_note_evidence_and_codebook(workspace):
    revisions = workspace.save_session(SESSION, "MK", WORK, codebook_version="1.1", expected_revisions={})
    assert codes(workspace) == {"pillar": "provision;protection", "topic": "gaming", "relevance": "yes"}
    rows = workspace.codings(SESSION)
    assert set(rows["note"]) == {"seen"} and set(rows["evidence"]) == {"description"}
    assert set(rows["codebook_version"]) == {"1.1"} and set(rows["at"]) == {MOMENT}
    assert revisions == dict(zip(rows["dimension"], rows["id"], strict=True))
    work = workspace.session_work(SESSION, "MK")
    assert (work.codes, work.evidence, work.note, work.revisions) == (dict(WORK.codes), "description", "seen", revisions)


def test_nothing_is_saved_when_one_dimension_is_wrong(workspace):
    with pytest.raises(ValueError, match="perhaps"):
        workspace.save_session(
            SESSION, "MK", SessionWork({"pillar": ("provision",), "relevance": ("perhaps",)}, "title"), expected_revisions={}
        )
    assert workspace.codings(SESSION, history=True).empty
    with pytest.raises(ValueError, match="evidence"):
        workspace.save_session(SESSION, "MK", SessionWork({"pillar": ("provision",)}, "rumour"), expected_revisions={})
    with pytest.raises(ValueError, match="stands for decisions"):
        workspace.save_session(SESSION, "adjudicated", WORK, expected_revisions={})


def test_who_comes_second_with_one_sign_is_kept_as_a_conflict(workspace):
    workspace.save_session(SESSION, "MK", WORK, expected_revisions={})
    with pytest.raises(Conflict) as conflict:
        workspace.save_session(SESSION, "MK", SessionWork({"pillar": ("participation",)}, "title"), expected_revisions={})
    assert conflict.value.changed["pillar"] == ("provision;protection", "participation")
    assert codes(workspace)["pillar"] == "provision;protection"
    history = workspace.codings(SESSION, history=True)
    assert history.loc[history["state"] == "conflict", "codes"].tolist() == ["participation"]


def test_a_conflict_in_one_dimension_saves_none_and_names_what_differs(workspace):
    first = workspace.save_session(SESSION, "MK", WORK, expected_revisions={})
    theirs = SessionWork({**WORK.codes, "pillar": ("participation",)}, "report", "theirs")
    now = workspace.save_session(SESSION, "MK", theirs, expected_revisions=first)
    mine = SessionWork({"pillar": ("unclear",), "topic": (), "relevance": ("yes",)}, "description", "mine")
    with pytest.raises(Conflict) as conflict:
        workspace.save_session(SESSION, "MK", mine, expected_revisions=first)
    assert conflict.value.changed == {
        "pillar": ("participation", "unclear"), "topic": ("gaming", ""), "evidence": ("report", "description"), "note": ("theirs", "mine"),
    }  # fmt: skip
    assert conflict.value.revisions == now
    assert codes(workspace) == {"pillar": "participation", "topic": "gaming", "relevance": "yes"}
    states = workspace.codings(SESSION, history=True)["state"].value_counts().to_dict()
    assert states == {"superseded": 3, "current": 3, "conflict": 3}
    workspace.save_session(SESSION, "MK", mine, expected_revisions=conflict.value.revisions)
    assert codes(workspace) == {"pillar": "unclear", "topic": "", "relevance": "yes"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"pillar": ("unclear", "protection")}, "unclear alone, or pillars without it"),
        ({"pillar": ("protection", "provision", "participation", "unclear")}, "at most 3 pillars|unclear alone"),
        ({"pillar": ("protection", "protection")}, "each pillar once"),
        ({"topic": ("gaming", "gaming")}, "each topic once"),
        ({"topic": ("chess",)}, "a topic of the codebook"),
        ({"relevance": ("yes", "no")}, "one of: yes, partly, no"),
    ],
)
def test_codes_that_may_not_stand_together_are_refused(workspace, given, expected):
    (dimension, labels), about = *given.items(), {"evidence": "title", "expected_revision": 0}
    with pytest.raises(ValueError, match=expected):
        workspace.save_session(SESSION, "MK", SessionWork({**WORK.codes, **given}, "title"), expected_revisions={})
    with pytest.raises(ValueError, match=expected):
        workspace.save_codes(SESSION, "MK", dimension, labels, **about)
    with pytest.raises(ValueError, match=expected):
        workspace.save_decision(SESSION, dimension, labels, reason="Rule 9", signed_by="MK", **about)
    assert workspace.revision == 0


def test_the_revisions_that_were_seen_must_be_said(workspace):
    for save in (workspace.save_session, workspace.save_codes, workspace.save_decision, workspace.save_codebook):
        seen = [one for name, one in inspect.signature(save).parameters.items() if name.startswith("expected_revision")]
        assert [(one.kind.name, one.default) for one in seen] == [("KEYWORD_ONLY", inspect.Parameter.empty)]


def test_taking_back_restores_what_stood_before(workspace):
    first = workspace.save_session(SESSION, "MK", WORK, expected_revisions={})
    before = workspace.session_work(SESSION, "MK")
    changed = SessionWork({"pillar": ("unclear",), "topic": (), "relevance": ("partly",)}, "report")
    second = workspace.save_session(SESSION, "MK", changed, expected_revisions=first)
    workspace.take_back(SESSION, "MK", before, second)
    assert codes(workspace) == {"pillar": "provision;protection", "topic": "gaming", "relevance": "yes"}
    assert len(workspace.codings(SESSION, history=True)) == 9


def test_taking_back_the_first_save_leaves_no_code(workspace):
    revisions = workspace.save_session(SESSION, "MK", WORK, expected_revisions={})
    workspace.take_back(SESSION, "MK", None, revisions)
    assert set(codes(workspace).values()) == {""}
    data = workspace.dataset()
    assert "MK" not in data.coders


def test_read_only_is_refused_in_the_data_layer(address, workspace, base):
    workspace.save_session(SESSION, "MK", WORK, expected_revisions={})
    with Workspace.open(address, read_only=True, shipped=base) as reader:
        with pytest.raises(ReadOnly):
            reader.save_session(SESSION, "MK", SessionWork({"pillar": ("unclear",)}, "title"), expected_revisions={})
        assert codes(reader) == codes(workspace)


def test_codes_of_another_coder_count_where_nobody_else_coded(workspace):
    from igfdata import Selection, select

    workspace.save_session(
        SESSION, "ZZ", SessionWork({"pillar": ("participation",), "relevance": ("yes",)}, "title"), expected_revisions={}
    )
    workspace.save_session(SESSION, "MK", WORK, expected_revisions={})
    workspace.save_session(
        "igf2025-ws-1", "MK", SessionWork({"pillar": ("participation",), "relevance": ("yes",)}, "title"), expected_revisions={}
    )
    data = select(workspace.dataset(), Selection(status=(), relevance=()))
    counted = data.session_pillars.astype(str).groupby("session_id")[["coder", "pillar"]].agg(list)
    assert counted.loc[SESSION, "coder"] == ["MK", "MK"]  # the first in the alphabet
    assert set(counted.loc["igf2025-ws-1", "coder"]) == {"A"}
