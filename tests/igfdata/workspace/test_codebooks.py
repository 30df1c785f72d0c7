"""Codebooks of the users' own: they count, they have a history, and no code changes with them."""

import pandas as pd
import pytest
from programme_samples import imported, make_older, make_shipped, session, with_a_row_in_each_file
from sqlalchemy import select, text
from test_archive import state
from test_codes import decide, save

from igfdata.codebook.exchange import read_codebook, write_codebook
from igfdata.codebook.model import Codebook
from igfdata.codebook.next_version import changed, without
from igfdata.dataset import build, load
from igfdata.validation import InvalidData
from igfdata.workspace import Conflict, Meeting
from igfdata.workspace.store_tables import CODEBOOKS

OWN = {"label": "Sharenting", "pillar_hint": "protection", "definition": "Parents who post.", "terms": "sharent*"}
DAY = "2026-11-22"


@pytest.fixture(scope="module")
def base(tiny_frames):
    return with_a_row_in_each_file(make_shipped(tiny_frames))


def keep(workspace, book, expected=0, **more):
    return workspace.save_codebook(book, **{"signed_by": "MK", "change": "because", "expected_revision": expected, **more})


def saved(workspace):
    """Saved codebooks, the oldest first: number, version, change, who, when, state."""
    with workspace.reading() as connection:
        return [list(row) for row in connection.execute(select(CODEBOOKS).order_by(CODEBOOKS.c.id))]


def add_own(workspace, expected=0, **cells):
    return keep(workspace, changed(workspace.codebook(), "sharenting", date=DAY, **{**OWN, **cells}), expected)


def test_without_one_of_its_own_a_workspace_uses_the_shipped_codebook(workspace, base):
    assert workspace.codebook() == workspace.codebook(0) == Codebook.from_frames(base)
    assert (workspace.codebook_revision(), workspace.codebook().version) == (0, "1.0")
    assert saved(workspace) == []
    assert workspace.dataset().codebook_version == "1.0"


def test_a_topic_of_ones_own_can_be_given_shown_and_suggested(workspace):
    revision = add_own(workspace, terms="sharent*; child photo*")
    assert (workspace.codebook_revision(), workspace.codebook().version) == (revision, "1.0+1")
    workspace.import_version(Meeting("igf2026"), imported(1), "h")
    save(workspace, ["sharenting"], dimension="topic")
    data = workspace.dataset()
    rows = data.session_topics[data.session_topics["coder"] == "MK"]
    assert rows[["topic", "codebook_version"]].astype(str).values.tolist() == [["sharenting", "1.0+1"]]
    assert data.topic_labels["sharenting"] == "Sharenting"
    assert data.codebook["topic"].tolist() == ["gaming", "privacy", "sharenting"]
    assert data.codebook_rows["topic"].tolist()[-1] == "mask_boilerplate"
    assert data.codebook_version == "1.0+1"
    assert data.codebook_changes[["version", "topic", "change"]].values.tolist() == [
        ["1.0", "", "First version."], ["1.0+1", "", "because"], ["1.0+1", "sharenting", "added"],
    ]  # fmt: skip


def test_no_code_changes_with_the_codebook(workspace):
    """Codes and decisions keep the version by which they were given, also when the same is saved again."""
    first = save(workspace, ["gaming"], dimension="topic")
    decided = decide(workspace, ["gaming"], dimension="topic")
    before = workspace.codings(history=True), workspace.decisions(history=True)
    revision = keep(workspace, changed(workspace.codebook(), "gaming", date=DAY, definition="Play."))
    assert keep(workspace, without(workspace.codebook(), "privacy", date=DAY), revision) > revision
    for frame, now in zip(before, (workspace.codings(history=True), workspace.decisions(history=True)), strict=True):
        pd.testing.assert_frame_equal(now, frame)
        assert now["codebook_version"].tolist() == ["1.0"]
    assert save(workspace, ["gaming"], first, dimension="topic") == first
    assert decide(workspace, ["gaming"], decided, dimension="topic") == decided
    for retired in (["gaming", "privacy"], ["privacy"]):
        with pytest.raises(ValueError, match="'privacy' found; expected a topic of the codebook that is not retired"):
            save(workspace, retired, first, dimension="topic")
    save(workspace, [], first, dimension="topic")
    decide(workspace, ["privacy"], decided, dimension="topic", code_b=["privacy"])  # what a coder said may be decided
    for history in (workspace.codings(history=True), workspace.decisions(history=True)):
        assert history["codebook_version"].tolist() == ["1.0", "1.0+2"]
    assert save(workspace, ["gaming"], first + 4, dimension="topic", codebook_version="1.0") > first


def test_the_version_of_a_code_goes_into_the_data_and_along_with_a_new_number(workspace):
    workspace.import_version(Meeting("igf2026"), imported(1, 2), "h")
    save(workspace, ["provision"])
    add_own(workspace)
    decide(workspace, ["protection"], session_id="igf2026-uid2")
    workspace.accept_renumbering("igf2026-uid1", "igf2026-uid3")
    assert workspace.codings("igf2026-uid3")["codebook_version"].tolist() == ["1.0"]
    rows = workspace.dataset().session_pillars
    added = rows[rows["session_id"].str.startswith("igf2026")]
    assert added[["coder", "codebook_version"]].values.tolist() == [["MK", "1.0"], ["adjudicated", "1.0+1"]]


def test_the_history_keeps_every_version_whole(workspace):
    first = add_own(workspace)
    workspace.now = lambda: f"{DAY}T09:00:00+00:00"
    second = keep(workspace, changed(workspace.codebook(), "sharenting", date=DAY, label="Posting"), first, signed_by="JD")
    (_, *row), (number, *later) = saved(workspace)
    assert (row[:3], row[4]) == (["1.0+1", "because", "MK"], "superseded")
    assert [number, *later] == [second, "1.0+2", "because", "JD", f"{DAY}T09:00:00+00:00", "current"]
    assert workspace.codebook(first).topics["label"].tolist()[-1] == "Sharenting"
    assert workspace.codebook(second) == workspace.codebook()
    with pytest.raises(LookupError, match="revision: 77"):
        workspace.codebook(77)


def test_the_same_again_is_no_change(workspace):
    assert keep(workspace, workspace.codebook()) == 0
    first = add_own(workspace)
    assert keep(workspace, workspace.codebook(), first) == first
    assert keep(workspace, workspace.codebook(), 0) == first
    assert len(saved(workspace)) == 1


def test_the_second_of_two_sees_what_differs_and_both_are_kept(workspace):
    seen = workspace.codebook()
    theirs = keep(workspace, changed(seen, "gaming", date=DAY, definition="theirs"))
    mine = changed(changed(seen, "gaming", date=DAY, definition="mine"), "sharenting", date=DAY, **OWN)
    with pytest.raises(Conflict) as conflict:
        keep(workspace, mine)
    assert conflict.value.changed == {"definition of gaming": ("theirs", "mine"), "sharenting": ("not there", "there")}
    assert (conflict.value.subject, conflict.value.revision) == ({"codebook": "1.0+1"}, theirs)
    assert [row[-1] for row in saved(workspace)] == ["current", "conflict"]
    assert workspace.codebook().rows["definition"].tolist()[0] == "theirs"
    keep(workspace, mine, theirs)
    assert workspace.codebook().rows["definition"].tolist()[0] == "mine"
    assert [row[-1] for row in saved(workspace)] == ["superseded", "conflict", "current"]


def test_a_revision_that_never_counted_is_a_conflict(workspace):
    with pytest.raises(Conflict):
        add_own(workspace, 17)
    assert workspace.codebook_revision() == 0


def test_a_topic_in_use_is_retired_and_its_codes_stay(workspace):
    """Shipped codes use gaming; an old, taken-back code uses sharenting; nothing uses the other."""
    revision = add_own(workspace)
    book = changed(workspace.codebook(), "other", date=DAY, **{**OWN, "label": "Other"})
    revision = keep(workspace, book, revision)
    first = save(workspace, ["sharenting"], dimension="topic", session_id="igf2025-ws-2")
    save(workspace, [], first, dimension="topic", session_id="igf2025-ws-2")
    rows = workspace.codebook().rows
    keep(workspace, Codebook(rows[rows["topic"] == "privacy"], workspace.codebook().changes), revision)
    now = workspace.codebook()
    assert now.topics["topic"].tolist() == ["privacy"]
    assert sorted(now.rows.loc[now.rows["retired"] == "1.0+3", "topic"]) == ["gaming", "sharenting"]
    assert "other" not in now.rows["topic"].tolist()
    data = workspace.dataset()
    assert data.session_topics["topic"].astype(str).tolist() == ["privacy", "gaming"]
    assert data.topic_labels["gaming"] == "gaming"


def test_relevance_is_suggested_by_the_terms_of_the_codebook_that_counts(sqlite):
    sqlite.import_version(Meeting("igf2026"), imported(session(1, title="Pupils")), "h")

    def relevance():
        return sqlite.dataset().sessions["child_rights"].astype(str).tolist()[-1]

    assert relevance() == "no"
    keep(sqlite, changed(sqlite.codebook(), "relevance_child", date=DAY, terms="child*; pupil*"))
    assert relevance() == "yes"


def test_examples_that_are_not_there_are_left_out_of_the_data(workspace):
    workspace.import_version(Meeting("igf2026"), imported(1), "h1")
    add_own(workspace, examples="igf2026-uid1;igf2025-ws-1;igf2099-x")

    def shown():
        return dict(workspace.dataset().codebook[["topic", "examples"]].values)["sharenting"]

    assert shown() == "igf2026-uid1;igf2025-ws-1"
    workspace.import_version(Meeting("igf2026"), imported(2), "h2")
    assert shown() == "igf2025-ws-1"
    assert workspace.codebook().topics["examples"].tolist()[-1] == "igf2026-uid1;igf2025-ws-1;igf2099-x"


def test_a_bad_codebook_is_refused_with_all_problems(workspace):
    book = workspace.codebook()
    wrong = Codebook(book.rows.assign(label=["", "", *book.rows["label"][2:]]), book.changes)
    with pytest.raises(InvalidData) as error:
        keep(workspace, wrong)
    assert [(problem.row, problem.column) for problem in error.value.problems] == [(2, "label"), (3, "label")]
    for facts, said in (
        ({"change": " "}, "a note on what changed"),
        ({"signed_by": "a b"}, "signed_by"),
        ({"day": "soon"}, "YYYY"),
    ):
        with pytest.raises(ValueError, match=said):
            keep(workspace, changed(book, "gaming", date=DAY, label="x"), **facts)
    assert (workspace.revision, workspace.codebook_revision()) == (0, 0)


def test_a_codebook_goes_as_a_file_from_one_workspace_to_another(workspace, tmp_path, opened):
    first = add_own(workspace, definition="=1+1; -x 子")
    keep(workspace, without(workspace.codebook(), "gaming", date=DAY), first)
    data = write_codebook(workspace.codebook())
    other = opened(tmp_path / "other.sqlite")
    keep(other, read_codebook(data))
    assert other.codebook() == workspace.codebook()
    assert other.codebook().version == "1.0+2"


def test_a_newer_shipped_codebook_waits_until_it_is_chosen(address, opened, base):
    workspace = opened(address)
    add_own(workspace)
    save(workspace, ["sharenting"], dimension="topic", session_id="igf2025-ws-2")
    fresh = pd.DataFrame([{**OWN, "topic": "fresh"}, {**OWN, "topic": "unused"}])
    log = pd.DataFrame([{"version": "1.1", "date": DAY, "change": "Two topics."}])
    codes = base["codings"].assign(code=base["codings"]["code"].replace("privacy", "fresh"))
    newer = {
        **base,
        "codings": codes,
        "codebook": pd.concat([base["codebook"], fresh], ignore_index=True),
        "codebook_changes": pd.concat([base["codebook_changes"], log], ignore_index=True),
    }
    updated = opened(address, shipped=newer)
    data = updated.dataset()
    assert (data.codebook_version, updated.codebook().built_on, updated.codebook(0).version) == ("1.0+1", "1.0", "1.1")
    assert data.codebook["topic"].tolist() == ["gaming", "privacy", "sharenting", "fresh"]  # a shipped code uses the last
    keep(updated, updated.codebook(0), updated.codebook_revision())
    assert (updated.codebook().version, updated.codebook().built_on) == ("1.1+1", "1.1")
    assert updated.codebook().topics["topic"].tolist() == ["gaming", "privacy", "fresh", "unused"]
    assert "sharenting" in set(updated.dataset().session_topics["topic"])
    build(newer)


def test_a_folder_holds_the_codebook_and_brings_it_back(workspace, tmp_path, opened):
    revision = 0
    for number in range(11):  # 1.0+10 stands behind 1.0+9
        revision = add_own(workspace, revision, label=f"Label {number}")
    save(workspace, ["sharenting"], dimension="topic", session_id="igf2025-ws-2")
    folder = workspace.export_folder(tmp_path / "out")
    read = load(folder)
    assert read.codebook_version == workspace.dataset().codebook_version == "1.0+11"
    assert read.codebook["topic"].tolist() == ["gaming", "privacy", "sharenting"]
    other = opened(tmp_path / "other.sqlite")
    other.import_folder(folder)
    assert state(other) == state(workspace)
    assert other.codebook() == workspace.codebook()


def test_a_store_of_before_is_upgraded(address, opened):
    old = opened(address)
    save(old, ["gaming"], dimension="topic", session_id="igf2025-ws-2")
    old.save_decision(
        "igf2025-ws-2", "pillar", ["provision"], reason="x", signed_by="MK", evidence="title", expected_revision=0
    )
    with old.engine.begin() as connection:
        connection.execute(text("UPDATE codings SET codebook_version = ''"))
    make_older(old, 1)
    workspace = opened(address)
    data = workspace.dataset()
    rows = data.session_topics[data.session_topics["session_id"] == "igf2025-ws-2"]
    assert rows[["coder", "topic", "codebook_version"]].astype(str).values.tolist() == [["MK", "gaming", ""]]
    assert workspace.decisions()[["decision", "codebook_version", "state"]].values.tolist() == [["provision", "", "current"]]
    assert add_own(workspace) == 3
    assert save(workspace, ["gaming"], 1, dimension="topic", session_id="igf2025-ws-2") == 1
