"""What a codebook is, what is wrong with one, and how a version follows on another."""

import pandas as pd
import pytest

from igfdata.codebook.dictionary import Dictionary
from igfdata.codebook.model import Codebook, check_codebook, codebook_problems
from igfdata.codebook.next_version import changed, continued, difference, next_version, without
from igfdata.dataset import SHIPPED
from igfdata.schema import version_order
from igfdata.validation import InvalidData, read_folder

ROW = {"label": "Label", "pillar_hint": "protection", "definition": "What it is."}
DAY = "2026-11-23"


def codebook(*rows, log=(("1.0", ""), ("1.1", "gaming"))):
    """A codebook of topics (keys or columns) and a log of (version, topic)."""
    given = [{**ROW, **({"topic": row} if isinstance(row, str) else row)} for row in rows]
    changes = [{"version": version, "topic": topic, "date": "2026-11-22", "change": "said"} for version, topic in log]
    return Codebook(pd.DataFrame(given, dtype=object), pd.DataFrame(changes, columns=["version", "date", "topic", "change"]))


@pytest.fixture
def base():
    return codebook(
        {"topic": "gaming", "terms": "game*", "since": "1.1"}, "privacy", {"topic": "relevance_child", "terms": "child"}
    )


def column(book, name):
    return dict(zip(book.rows["topic"], book.rows[name], strict=True))


def log(book):
    return book.changes[["version", "topic", "change"]].values.tolist()


def test_the_shipped_codebook_goes_in_and_out_unchanged():
    frames = read_folder(SHIPPED)
    book = Codebook.from_frames(frames)
    check_codebook(book)
    newest = frames["codebook_changes"].iloc[-1]
    assert (book.version, book.built_on, book.date) == (newest["version"], newest["version"], newest["date"])
    for name, frame in book.frames().items():
        pd.testing.assert_frame_equal(frame, frames[name])


def test_cells_are_one_line_without_control_characters():
    book = codebook(
        {"topic": "gaming", "definition": " a\r\nb\x00\ud800  c ", "terms": " x ;;y", "examples": "a ; b", "note": "?"}
    )
    assert book.rows.loc[0, ["definition", "terms", "examples", "use_when"]].tolist() == ["a b c", "x; y", "a;b", ""]
    assert "note" not in book.rows


def test_a_codebook_without_a_log_has_no_version():
    book = codebook("gaming", log=())
    assert (book.version, book.built_on, book.date) == ("", "", "")
    assert codebook_problems(book) == []


def test_what_new_codes_may_use_is_neither_a_list_nor_retired():
    book = codebook("gaming", {"topic": "old", "retired": "1.1"}, "pillar_provision", "mask_names", "relevance_youth_mask")
    assert book.topics["topic"].tolist() == ["gaming"]
    check_codebook(book)


@pytest.mark.parametrize(
    ("cells", "where", "value", "expected"),
    [
        ({"topic": ""}, "topic", "", "a value"),
        ({"topic": "a b"}, "topic", "a b", "letters, digits"),
        ({"topic": "privacy"}, "topic", "privacy", "only once"),
        ({"topic": "pillar_x"}, "topic", "pillar_x", "neither starts with pillar_"),
        ({"topic": "gas_mask"}, "topic", "gas_mask", "nor ends with _mask"),
        ({"label": " "}, "label", "", "a value"),
        ({"definition": ""}, "definition", "", "a value"),
        ({"pillar_hint": "rights"}, "pillar_hint", "rights", "protection, provision"),
        ({"gc25_section": "III. General principles;XX"}, "gc25_section", "III. General principles;XX", "XIV. Dissemination"),
        ({"terms": "game; a*b"}, "terms", "a*b", "* only at the end"),
        ({"examples": "igf2025-ws-1;?"}, "examples", "igf2025-ws-1;?", "session_id"),
        ({"since": "first"}, "since", "first", "a version such as 1.0"),
        ({"since": "1.2"}, "since", "1.2", "a version up to 1.1"),
        ({"retired": "1.1+1"}, "retired", "1.1+1", "a version up to 1.1"),
    ],
)
def test_a_wrong_cell_is_named_with_row_column_value_and_what_is_expected(cells, where, value, expected):
    problems = codebook_problems(codebook("privacy", {"topic": "gaming", **cells}))
    (problem,) = {problem for problem in problems if problem.column == where and problem.row == 3} or [None]
    assert (problem.file, problem.value) == ("codebook.csv", value)
    assert expected in problem.expected


def test_all_problems_are_told_at_once():
    wrong = codebook({"topic": "gaming", "label": "", "terms": "*; a*b"}, {"topic": "other", "pillar_hint": ""})
    with pytest.raises(InvalidData) as error:
        check_codebook(wrong)
    assert [(problem.row, problem.column, problem.value) for problem in error.value.problems] == [
        (2, "label", ""), (2, "terms", "*"), (2, "terms", "a*b"), (3, "pillar_hint", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        ((("1.1", ""), ("1.0", "")), "a version not before 1.1"),
        ((("1.10", ""), ("1.9", "")), "a version not before 1.10"),
        ((("1.0+10", ""), ("1.0+9", "")), "a version not before 1.0+10"),
        ((("1.0", ""), ("1.0", "")), "only once"),
        ((("1", ""),), "a version such as"),
        ((("1.0", "a b"),), "letters, digits"),
    ],
)
def test_a_log_whose_versions_do_not_ascend_or_are_none(versions, expected):
    problems = codebook_problems(codebook("gaming", log=versions))
    assert {problem.file for problem in problems} == {"codebook_changes.csv"}
    assert any(expected in problem.expected for problem in problems)


def test_a_codebook_without_a_topic():
    assert "no topic" in codebook_problems(codebook("pillar_provision"))[0].expected


def test_versions_are_in_the_order_of_their_numbers():
    ordered = ["1.0", "1.0+1", "1.0+2", "1.0+10", "1.1", "1.2", "1.10", "2.0"]
    assert sorted(reversed(ordered), key=version_order) == ordered
    assert [next_version(version) for version in ("", "1.9", "1.9+9")] == ["1.0", "1.9+1", "1.9+10"]


def test_what_differs(base):
    rows = base.rows.assign(definition=["Play.", "What it is.", "What it is."], since="1.0").iloc[[1, 0]]
    new = Codebook(pd.concat([rows, pd.DataFrame([{"topic": "new", **ROW}])]), base.changes)
    differs = difference(base, new)
    assert differs.added == ("new",)
    assert differs.removed == ("relevance_child",)
    assert differs.changed == (("gaming", "definition", "What it is.", "Play."),)
    assert differs.is_reordered
    assert differs.topics == ("new", "relevance_child", "gaming")
    assert not difference(base, base)


def test_a_changed_topic_makes_a_new_version_and_leaves_the_old_codebook(base):
    new = changed(base, "gaming", date=DAY, change="wider", definition="Play.", label="Games")
    assert (new.version, new.date, new.built_on) == ("1.1+1", DAY, "1.1")
    assert log(new)[:2] == log(base)
    assert log(new)[2:] == [["1.1+1", "", "wider"], ["1.1+1", "gaming", "changed: label, definition"]]
    assert column(new, "since") == {"gaming": "1.1+1", "privacy": "", "relevance_child": ""}
    assert column(base, "definition")["gaming"] == "What it is."
    assert changed(new, "gaming", date=DAY, definition="Play!").version == "1.1+2"


def test_a_new_topic_stands_behind_the_others_and_before_the_lists(base):
    new = changed(base, "own", date=DAY, **ROW)
    assert new.rows["topic"].tolist() == ["gaming", "privacy", "own", "relevance_child"]
    assert log(new)[2:] == [["1.1+1", "own", "added"]]
    with pytest.raises(InvalidData, match=r"row 4 \(own\), column label: '' found; expected a value"):
        changed(base, "own", date=DAY, definition="x")


def test_nothing_new_is_no_version(base):
    assert changed(base, "gaming", date=DAY, change="nothing", label="Label") is base
    assert continued(base, Codebook(base.rows, base.changes), date=DAY, change="nothing") is base


def test_only_columns_that_people_write_can_be_changed(base):
    with pytest.raises(ValueError, match="column: since, colour found; expected one of: label"):
        changed(base, "gaming", date=DAY, since="1.0", colour="blue")


def test_a_topic_that_codes_use_is_retired_and_one_that_none_uses_goes(base):
    draft = without(base, "gaming", date=DAY, change="too wide")
    assert draft.rows["topic"].tolist() == ["privacy", "relevance_child"]
    assert log(draft)[2:] == [["1.1+1", "", "too wide"], ["1.1+1", "gaming", "removed"]]
    assert continued(base, draft, date=DAY, change="too wide") == draft
    saved = continued(base, draft, date=DAY, change="too wide", used={"gaming"})
    assert column(saved, "retired") == {"privacy": "", "relevance_child": "", "gaming": "1.1+1"}
    assert column(saved, "since")["gaming"] == "1.1+1"
    assert sorted(log(saved)[2:]) == [["1.1+1", "", "too wide"], ["1.1+1", "gaming", "retired"]]
    assert saved.topics["topic"].tolist() == ["privacy"]
    again = changed(saved, "gaming", date=DAY, retired="", definition="Play.")
    assert log(again)[-1] == ["1.1+2", "gaming", "in use again; changed: definition"]
    with pytest.raises(LookupError, match="'relevance_child' found; expected a topic"):
        without(base, "relevance_child", date=DAY)


def test_a_retired_topic_is_not_suggested(base):
    assert [match.code for match in Dictionary.from_codebook(base.rows).find("a game")] == ["gaming"]
    retired = continued(base, without(base, "gaming", date=DAY), date=DAY, used={"gaming"})
    for rows in (retired.rows, retired.frames()["codebook"], retired.rows.to_dict("records")):
        dictionary = Dictionary.from_codebook(rows)
        assert dictionary.find("a game") == []
        assert dictionary.codes == ("privacy", "relevance_child")


def test_lists_of_terms_that_a_file_lacks_stay(base):
    topics = Codebook(base.rows[:2].assign(definition="x"), base.changes)
    saved = continued(base, topics, date=DAY, change="topics alone")
    assert saved.rows["topic"].tolist() == ["gaming", "privacy", "relevance_child"]
    assert column(saved, "terms")["relevance_child"] == "child"


def test_rows_in_another_order_are_a_version(base):
    saved = continued(base, Codebook(base.rows.iloc[[1, 0, 2]], base.changes), date=DAY)
    assert log(saved)[2:] == [["1.1+1", "", "order of the rows changed"]]
    assert column(saved, "since") == column(base, "since")


def test_a_log_that_goes_on_keeps_its_versions(base):
    """As when the file of a colleague who started from the same codebook comes in."""
    theirs = changed(changed(base, "gaming", date=DAY, definition="one"), "gaming", date=DAY, definition="two")
    saved = continued(base, theirs, date="2026-12-01", change="from the team")
    assert (saved.version, column(saved, "since")["gaming"]) == ("1.1+2", "1.1+2")
    assert log(saved) == [*log(theirs)[:-1], ["1.1+2", "", "from the team"], log(theirs)[-1]]


@pytest.mark.parametrize("versions", [(), (("1.0", ""),), (("0.9", ""), ("1.1", "gaming"), ("1.1+1", "gaming"))])
def test_a_log_of_other_origin_is_not_taken_over(base, versions):
    mine = changed(base, "gaming", date=DAY, definition="mine")
    theirs = codebook({"topic": "gaming", "definition": "theirs", "since": versions[-1][0] if versions else ""}, log=versions)
    saved = continued(mine, theirs, date=DAY, change="from elsewhere", used={"privacy"})
    assert (saved.version, column(saved, "since")["gaming"]) == ("1.1+2", "1.1+2")
    assert log(saved)[: len(log(mine))] == log(mine)
    assert log(saved)[len(log(mine)) :] == [
        ["1.1+2", "", "from elsewhere"], ["1.1+2", "gaming", "changed: definition, terms"], ["1.1+2", "privacy", "retired"],
    ]  # fmt: skip


def test_going_over_to_a_newer_shipped_codebook_is_numbered_behind_it(base):
    mine = changed(base, "own", date=DAY, **ROW)
    newer = codebook("gaming", "privacy", "fresh", log=(("1.0", ""), ("1.1", "gaming"), ("1.2", "fresh")))
    saved = continued(mine, newer, date=DAY, change="as shipped", used={"own"})
    assert (saved.version, saved.built_on) == ("1.2+1", "1.2")
    assert saved.topics["topic"].tolist() == ["gaming", "privacy", "fresh"]
    assert column(saved, "retired")["own"] == "1.2+1"


def test_problems_come_before_a_version(base):
    with pytest.raises(InvalidData, match="column label"):
        continued(base, Codebook(base.rows.assign(label=""), base.changes), date=DAY)
    with pytest.raises(InvalidData, match="YYYY-MM-DD"):
        changed(base, "gaming", date="today", label="x")


def test_what_people_type_is_tidied(base):
    new = changed(base, "gaming", date=DAY, change="a\nb\ud800", definition="two\r\nlines\x00 \ud800")
    assert (column(new, "definition")["gaming"], log(new)[2][2]) == ("two lines", "a b")
