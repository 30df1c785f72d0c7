"""Codes, decisions, talking points: who said what and when, and nobody's work is lost."""

from functools import partial

import pandas as pd
import pytest
from programme_samples import imported, session

from igfdata.workspace import Conflict, Meeting

HERE = "igf2026-uid1"


def save(workspace, codes, expected=0, *, coder="MK", dimension="pillar", session_id=HERE, **more):
    return workspace.save_codes(
        session_id, coder, dimension, codes, **{"evidence": "title", "expected_revision": expected, **more}
    )


def decide(workspace, decision, expected=0, *, session_id=HERE, dimension="pillar", **more):
    given = {"reason": "Rule 1", "signed_by": "MK", "evidence": "report", "expected_revision": expected, **more}
    return workspace.save_decision(session_id, dimension, decision, **given)


def test_codes_keep_order_coder_codebook_and_time(workspace):
    workspace.now = lambda: "T1"
    revision = save(workspace, ["provision", "protection"], note="a reason", codebook_version="3.0")
    (row,) = workspace.codings().to_dict("records")
    assert row == {
        "id": revision, "session_id": HERE, "coder": "MK", "dimension": "pillar", "codes": "provision;protection",
        "evidence": "title", "note": "a reason", "codebook_version": "3.0", "carried_from": "", "at": "T1", "state": "current",
        "answers": "",
    }  # fmt: skip


def test_a_change_is_added_and_the_old_codes_stay_in_the_history(workspace):
    first = save(workspace, ["provision"], codebook_version="0.1")
    second = save(workspace, ["protection"], first, codebook_version="0.2")
    third = save(workspace, [], second)
    assert workspace.codings()["codes"].tolist() == [""]
    history = workspace.codings(HERE, history=True)
    assert history[["id", "codes", "codebook_version", "state"]].values.tolist() == [
        [first, "provision", "0.1", "superseded"], [second, "protection", "0.2", "superseded"], [third, "", "1.0", "current"],
    ]  # fmt: skip


def test_the_same_again_is_no_change(workspace):
    first = save(workspace, ["provision"])
    assert save(workspace, ["provision"], first) == first
    assert save(workspace, ["provision"], 0) == first  # both saw nothing and said the same
    assert len(workspace.codings(history=True)) == 1


def test_the_second_of_two_sees_what_changed_and_both_are_kept(workspace):
    first = save(workspace, ["provision"])
    theirs = save(workspace, ["protection"], first)
    with pytest.raises(Conflict) as conflict:
        save(workspace, ["participation"], first, note="mine")
    assert conflict.value.changed == {"codes": ("protection", "participation"), "note": ("", "mine")}
    assert conflict.value.revision == theirs
    assert conflict.value.subject == {"session_id": HERE, "coder": "MK", "dimension": "pillar"}
    assert "codes is now 'protection', yours was 'participation'" in str(conflict.value)
    assert workspace.codings(history=True)[["codes", "state"]].values.tolist() == [
        ["provision", "superseded"], ["protection", "current"], ["participation", "conflict"],
    ]  # fmt: skip
    last = save(workspace, ["participation"], conflict.value.revision, note="mine")
    assert workspace.codings()["id"].tolist() == [last]


def test_a_revision_of_what_was_never_there_is_a_conflict(workspace):
    with pytest.raises(Conflict):
        save(workspace, ["provision"], 17)
    assert workspace.codings().empty


def test_coders_dimensions_and_sessions_do_not_meet(workspace):
    save(workspace, ["provision"])
    save(workspace, ["protection"], coder="JD")
    save(workspace, ["gaming", "privacy"], dimension="topic")
    save(workspace, ["yes"], dimension="relevance")
    save(workspace, ["unclear"], session_id="igf2026-uid2")
    assert len(workspace.codings()) == 5
    assert workspace.codings(HERE, coder="MK")["dimension"].tolist() == ["pillar", "topic", "relevance"]
    assert workspace.codings(dimension="pillar", coder="JD")["codes"].tolist() == ["protection"]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"codes": ["rights"]}, "one of: protection"),
        ({"codes": "provision"}, "expected a list"),
        ({"codes": ["yes", "no"], "dimension": "relevance"}, "expected one of: yes"),
        ({"codes": ["a b"], "dimension": "topic"}, "letters, digits"),
        ({"dimension": "colour"}, "pillar, topic, relevance"),
        ({"coder": "adjudicated"}, "stands for decisions"),
        ({"coder": "jane@example.org"}, "letters, digits"),
        ({"session_id": ""}, "session_id"),
        ({"evidence": "guess"}, "title, description"),
        ({"codebook_version": "three"}, "codebook_version: 'three' found; expected a version such as 1.0"),
    ],
)
def test_what_is_no_code_is_refused(sqlite, facts, said):
    with pytest.raises(ValueError, match=said):
        save(sqlite, **{"codes": ["provision"], **facts})
    assert sqlite.revision == 0


def test_a_decision_needs_a_code_and_a_reason(sqlite):
    for wrong in ({"decision": []}, {"decision": ["provision"], "reason": " "}):
        with pytest.raises(ValueError, match="at least one code and a reason"):
            decide(sqlite, **wrong)


def test_decisions_have_a_history_and_conflicts_too(workspace):
    workspace.now = lambda: "T1"
    first = decide(workspace, ["protection"], code_a=["protection"], code_b=["provision"])
    with pytest.raises(Conflict) as conflict:
        decide(workspace, ["provision"], reason="Rule 2")
    assert conflict.value.changed["decision"] == ("protection", "provision")
    decide(workspace, ["provision", "protection"], first)
    history = workspace.decisions(HERE, history=True)
    assert history["decision"].tolist() == ["protection", "provision", "provision;protection"]
    assert history["state"].tolist() == ["superseded", "conflict", "current"]
    assert history.loc[0, ["code_a", "code_b", "reason", "signed_by", "evidence", "at"]].tolist() == [
        "protection", "provision", "Rule 1", "MK", "report", "T1",
    ]  # fmt: skip


def test_codes_stay_with_the_session_over_versions_and_when_it_disappears(workspace):
    workspace.import_version(Meeting("igf2026"), imported(1, 2), "h1")
    save(workspace, ["provision"])
    decide(workspace, ["provision"])
    workspace.import_version(Meeting("igf2026"), imported(2, 3), "h2")
    assert workspace.orphans().values.tolist() == [[HERE, "Session 1", 1, 1]]
    assert workspace.codings(HERE)["codes"].tolist() == ["provision"]
    assert HERE not in workspace.dataset().session_pillars["session_id"].tolist()
    workspace.undo_to(1)
    assert workspace.orphans().empty
    assert HERE in workspace.dataset().session_pillars["session_id"].tolist()


def test_codes_of_a_session_that_was_never_imported_are_orphans(workspace):
    save(workspace, ["provision"])
    assert workspace.orphans().values.tolist() == [[HERE, "", 1, 0]]


def test_an_accepted_new_number_carries_the_codes_on(workspace):
    workspace.import_version(Meeting("igf2026"), imported(1), "h1")
    save(workspace, ["provision"], note="why")
    save(workspace, ["protection"], coder="JD")
    decide(workspace, ["provision"])
    change = workspace.import_version(Meeting("igf2026"), imported(session(1, external_id="uid9", code="WS #9")), "h2")
    ((_, old, new, *_),) = change.suspected_renumbering.values.tolist()
    assert workspace.codings(new).empty  # offered, not assumed
    save(workspace, ["participation"], coder="JD", session_id=new)
    assert workspace.accept_renumbering(old, new) == 2
    assert workspace.codings(new)[["coder", "codes", "note", "carried_from"]].values.tolist() == [
        ["JD", "participation", "", ""], ["MK", "provision", "why", HERE],
    ]  # fmt: skip
    assert workspace.decisions(new)["decision"].tolist() == ["provision"]
    assert workspace.orphans().empty
    workspace.undo_to(1)
    assert workspace.codings(old)["codes"].tolist() == ["provision", "protection"]
    assert workspace.accept_renumbering(old, new) == 0


def test_a_mapping_is_remembered_by_its_header_without_keeping_it(workspace):
    header = ["Titel", "Raum", "Jane Doe"]
    workspace.remember_mapping(header, {"Titel": "title", "Raum": "room"})
    assert workspace.mapping_for(header) == {"Titel": "title", "Raum": "room"}
    assert workspace.mapping_for(header[:2]) == {}
    workspace.remember_mapping(header, {"Titel": "title"})
    assert workspace.mapping_for(header) == {"Titel": "title"}


def test_texts_of_users_come_back_as_they_were(workspace):
    hostile = "<script>alert(1)</script> =1+1 '; DROP TABLE codings; -- 子ども \U0001f9d2"
    save(workspace, ["provision"], note=hostile + "\x00\ud800")
    assert workspace.codings()["note"].tolist() == [hostile + "?"]


def shown(workspace):
    """What the charts see of decisions on the first session: codes and reason; and what is adjudicated."""
    data = workspace.dataset()
    codes = data.session_pillars[data.session_pillars["coder"] == "adjudicated"]
    decisions = data.decisions[data.decisions["session_id"] == "igf2025-ws-1"]
    return decisions[["session_id", "decision", "reason"]].values.tolist(), codes["pillar"].astype(str).tolist()


def test_a_first_decision_is_undone_to_none_and_both_stay_in_the_history(workspace):
    there = "igf2025-ws-1"
    revision = decide(workspace, ["provision"], session_id=there, code_a=["protection"], code_b=["provision"])
    assert shown(workspace) == ([[there, "provision", "Rule 1"]], ["provision"])
    workspace.undo_decision(there, "pillar", signed_by="JD", expected_revision=revision)
    assert shown(workspace) == ([], [])
    history = workspace.decisions(there, history=True)
    assert history[["code_a", "code_b", "decision", "reason", "signed_by", "state"]].values.tolist() == [
        ["protection", "provision", "provision", "Rule 1", "MK", "superseded"],
        ["protection", "provision", "", "Undone.", "JD", "current"],
    ]  # fmt: skip


def test_a_second_decision_is_undone_to_the_first(workspace):
    there = "igf2025-ws-1"
    first = decide(workspace, ["provision"], session_id=there)
    second = decide(workspace, ["protection", "provision"], first, session_id=there, reason="Rule 2")
    workspace.undo_decision(there, "pillar", signed_by="JD", expected_revision=second)
    assert shown(workspace) == ([[there, "provision", "Rule 1"]], ["provision"])


def test_a_decision_is_reopened_and_that_is_undone(workspace):
    there = "igf2025-ws-1"
    first = decide(workspace, ["provision"], session_id=there)
    opened_again = workspace.reopen_decision(there, "pillar", reason="Reopened.", signed_by="JD", expected_revision=first)
    assert shown(workspace) == ([], [])
    with pytest.raises(LookupError, match="nothing was decided"):
        workspace.reopen_decision(there, "pillar", reason="x", signed_by="JD", expected_revision=opened_again)
    workspace.undo_decision(there, "pillar", signed_by="JD", expected_revision=opened_again)
    assert shown(workspace) == ([[there, "provision", "Rule 1"]], ["provision"])


def test_a_decision_that_came_with_the_data_is_reopened_and_comes_back(base, opened, tmp_path):
    there = "igf2025-ws-1"
    row = {"session_id": there, "dimension": "pillar", "code_a": "protection;provision", "code_b": "provision"}
    decision = {**row, "decision": "provision", "reason": "Rule 9"}
    code = {"session_id": there, "coder": "adjudicated", "dimension": "pillar", "code": "provision", "rank": "1"}
    coding = {**code, "evidence": "report", "codebook_version": "1.0"}
    frames = {
        **base,
        "decisions": pd.DataFrame([decision], columns=base["decisions"].columns, dtype="str"),
        "codings": pd.concat([base["codings"], pd.DataFrame([coding], dtype="str")], ignore_index=True),
    }
    workspace = opened(tmp_path / "w.sqlite", shipped=frames)
    before = shown(workspace)
    assert before == ([[there, "provision", "Rule 9"]], ["provision"])
    revision = workspace.reopen_decision(there, "pillar", reason="Look again.", signed_by="JD", expected_revision=0)
    assert shown(workspace) == ([], [])
    workspace.undo_decision(there, "pillar", signed_by="JD", expected_revision=revision)
    assert shown(workspace) == before
    other = decide(workspace, ["protection"], workspace.decisions(there)["id"].item(), session_id=there)
    workspace.undo_decision(there, "pillar", signed_by="JD", expected_revision=other)
    assert shown(workspace) == before


def test_who_undoes_or_reopens_what_a_colleague_has_changed_is_told(workspace):
    first = decide(workspace, ["provision"])
    theirs = decide(workspace, ["protection"], first, signed_by="JD")
    for change in (workspace.undo_decision, partial(workspace.reopen_decision, reason="x")):
        with pytest.raises(Conflict) as conflict:
            change(HERE, "pillar", signed_by="MK", expected_revision=first)
        assert conflict.value.revision == theirs
        assert (conflict.value.theirs["signed_by"], conflict.value.theirs["decision"]) == ("JD", "protection")
    assert workspace.decisions(HERE)["decision"].tolist() == ["protection"]
