"""Answers to the tests of a pillar: kept with the code, in the history, in the data, in an export, and back."""

import pytest
from programme_samples import make_shipped, with_a_row_in_each_file
from sqlalchemy import text
from test_codes import save

from igfdata.dataset import load
from igfdata.workspace import Conflict
from igfdata.workspace.codes import SessionWork

HERE = "igf2025-ws-1"
PILLARS = ("protection", "participation")
ANSWERS = {"protection_aim": "yes", "participation_aim": "no", "participation_effect": "cannot_tell"}
CELL = "protection_aim=yes;participation_aim=no;participation_effect=cannot_tell"


@pytest.fixture(scope="module")
def base(tiny_frames):
    return with_a_row_in_each_file(make_shipped(tiny_frames))


def work(answers, pillars=PILLARS):
    return SessionWork({"pillar": pillars, "topic": ("gaming",)}, "title", answers=answers)


def shown(dataset):
    rows = dataset.session_pillars[dataset.session_pillars["coder"] == "MK"]
    return dict(zip(rows["pillar"].astype(str), rows["answers"], strict=True))


def test_they_are_kept_with_the_pillars_alone_and_read_back(workspace):
    workspace.save_session(HERE, "MK", work(ANSWERS), expected_revisions={})
    rows = workspace.codings(HERE, coder="MK")
    assert dict(zip(rows["dimension"], rows["answers"], strict=True)) == {"pillar": CELL, "topic": ""}
    assert workspace.session_work(HERE, "MK").answers == ANSWERS


def test_an_answer_for_a_pillar_that_is_not_given_is_dropped(sqlite):
    save(sqlite, ["provision"], answers={**ANSWERS, "provision_aim": "yes"})
    assert sqlite.codings()["answers"].tolist() == ["provision_aim=yes"]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"protection_aim": "maybe"}, "answers: 'maybe' found; expected an answer to protection_aim: yes, no, cannot_tell"),
        ({"unclear_aim": "yes"}, "answers: 'unclear_aim' found; expected a test: protection_aim, provision_aim, "),
    ],
)
def test_no_other_test_and_no_other_answer(sqlite, answers, said):
    with pytest.raises(ValueError, match=said):
        save(sqlite, ["protection"], answers=answers)
    assert sqlite.codings().empty


def test_another_answer_is_a_save_of_its_own_and_is_undone(workspace):
    first = workspace.save_session(HERE, "MK", work(ANSWERS), expected_revisions={})
    before = workspace.session_work(HERE, "MK")
    second = workspace.save_session(HERE, "MK", work({"participation_aim": "yes"}), expected_revisions=first)
    assert second["pillar"] > first["pillar"] and second["topic"] == first["topic"]
    assert workspace.codings(HERE, coder="MK", dimension="pillar")["answers"].tolist() == ["participation_aim=yes"]
    workspace.take_back(HERE, "MK", before, second)
    history = workspace.codings(HERE, coder="MK", dimension="pillar", history=True)
    assert history["answers"].tolist() == [CELL, "participation_aim=yes", CELL]


def test_two_who_answer_differently_at_once_are_told(workspace):
    workspace.save_session(HERE, "MK", work({"participation_aim": "yes"}), expected_revisions={})
    with pytest.raises(Conflict) as conflict:
        workspace.save_session(HERE, "MK", work({"participation_aim": "no"}), expected_revisions={})
    assert conflict.value.changed == {"answers": ("participation_aim=yes", "participation_aim=no")}


def test_each_code_of_the_data_has_the_answers_of_its_pillar(workspace, tmp_path, opened):
    workspace.save_session(HERE, "MK", work(ANSWERS), expected_revisions={})
    expected = {"protection": "protection_aim=yes", "participation": "participation_aim=no;participation_effect=cannot_tell"}
    assert shown(workspace.dataset()) == expected
    folder = workspace.export_folder(tmp_path / "out")
    assert shown(load(folder)) == expected
    other = opened(tmp_path / "other.sqlite")
    other.import_folder(folder)
    assert other.session_work(HERE, "MK").answers == ANSWERS
    codes = workspace.dataset().session_pillars
    assert set(codes.loc[codes["coder"] != "MK", "answers"]) == {""}  # those of before stay as they are


def test_data_of_before_have_no_column_of_answers(workspace, tmp_path):
    save(workspace, ["provision"], answers={"provision_aim": "yes"})
    folder = workspace.export_folder(tmp_path / "out")
    file = folder / "codings.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0].endswith(",codebook_version,answers")
    file.write_text("\n".join(line.rpartition(",")[0] for line in lines) + "\n", encoding="utf-8")
    assert set(load(folder).session_pillars["answers"]) == {""}


def test_an_answer_altered_by_hand_is_told_and_left_out(sqlite):
    save(sqlite, PILLARS, session_id=HERE, answers=ANSWERS)
    with sqlite.writing() as transaction:
        transaction.execute(text("UPDATE codings SET answers = 'protection_aim=perhaps;participation_aim=no'"))
        transaction.next_id()
    (error,) = sqlite.code_errors().to_dict("records")
    assert (error["column"], error["value"], error["is_counted"]) == ("answers", "protection_aim=perhaps", True)
    assert shown(sqlite.dataset()) == {"protection": "", "participation": "participation_aim=no"}
