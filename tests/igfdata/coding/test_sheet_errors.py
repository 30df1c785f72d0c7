"""Errors in a coding sheet: named by row and column, and the good rows stay."""

import pytest
from sheets import CODER, IDS, filled, outcomes, read, read_back

from igfdata.codebook.next_version import changed, without
from igfdata.coding.sheet_writing import COLUMNS
from igfdata.importers.model import Limits

GOOD = {"pillar_1": "provision", "evidence": "title"}


@pytest.mark.parametrize(
    ("typed", "column", "value", "expected"),
    [
        ({"pillar_1": "safety"}, "pillar_1", "safety", "one of: protection, provision, participation, unclear"),
        ({"pillar_2": "provision"}, "pillar_2", "provision", "each pillar once"),
        (
            {"pillar_1": "unclear", "pillar_3": "provision"},
            "pillar_3",
            "unclear, provision",
            "unclear alone, or pillars without it",
        ),
        ({"pillar_1": "unclear; provision"}, "pillar_1", "unclear, provision", "unclear alone"),
        ({"topics": "Privacy;gaming; privacy"}, "topics", "privacy", "each topic once"),
        ({"relevance": "perhaps"}, "relevance", "perhaps", "one of: yes, partly, no"),
        ({"relevance": "yes;no"}, "relevance", "yes, no", "one of: yes, partly, no"),
        ({"topics": "gamings"}, "topics", "gamings", "topics of the sheet Codebook, separated by ;, such as gaming"),
        ({"topics": "gaming, privacy"}, "topics", "gaming, privacy", "topics of the sheet Codebook"),
        ({"topics": "mask_page"}, "topics", "mask_page", "topics of the sheet Codebook"),
        ({"topics": "old_topic"}, "topics", "old_topic", "a topic in use; this one was retired"),
        ({"evidence": "hearsay"}, "evidence", "hearsay", "one of: title, description, report, transcript"),
        ({"evidence": None}, "evidence", "", "expected one of: title, description, report, transcript"),
        ({"session_id": "igf2025-ws-99"}, "session_id", "igf2025-ws-99", "a session in the data"),
        (
            {"note": "Ask jane@example.org"},
            "note",
            "",
            "expected a text without an e-mail address: contact details are never stored",
        ),
        ({"session_id": None}, "session_id", "", "expected a session in the data"),
        ({"session_id": IDS[0]}, "session_id", IDS[0], "a session once; row 2 has it too"),
        ({"coder": "CD"}, "coder", "CD", "AB: the sheet was written for another coder"),
        ({"revision_pillar": "first"}, "revision_pillar", "first", "the number that was written into the sheet"),
        ({"revision_pillar": -1}, "revision_pillar", "-1", "the number that was written into the sheet"),
        ({"codebook_version": "1.0 or so"}, "codebook_version", "1.0 or so", "the version that was written into the sheet"),
    ],
)
def test_a_wrong_cell_is_named_and_the_good_rows_stay(workspace, written, typed, column, value, expected):
    sheet = filled(written(), {IDS[0]: GOOD, IDS[1]: {**GOOD, **typed}, IDS[2]: GOOD})
    found = read(sheet)
    (problem,) = found.problems
    assert (problem.file, problem.record, problem.field, problem.value) == ("ab.xlsx", "row 3", column, value)
    assert problem.severity == "error"
    assert problem.expected.startswith(expected)
    assert [row.session_id for row in found.rows] == [IDS[0], IDS[2]]


def test_four_pillars_are_one_too_many(workspace, written):
    typed = {**GOOD, "pillar_2": "protection", "pillar_3": "participation; unclear"}
    problems = read(filled(written(), {IDS[1]: typed})).problems
    assert [(problem.field, problem.expected) for problem in problems] == [("pillar_3", "unclear alone, or pillars without it")]


def test_several_problems_of_a_row_are_all_named(written):
    sheet = filled(written(), {IDS[1]: {"pillar_1": "a", "topics": "b;c", "evidence": "d"}})
    assert [problem.field for problem in read(sheet).problems] == ["pillar_1", "topics", "topics", "evidence"]


def test_a_note_alone_is_a_warning(written):
    found = read(filled(written(), {IDS[1]: {"note": "hm"}, IDS[0]: GOOD}))
    assert [(problem.field, problem.severity) for problem in found.problems] == [("note", "warning")]
    assert [row.session_id for row in found.rows] == [IDS[0]]


def test_a_retired_topic_stays_where_it_was(workspace, written, save):
    added = changed(
        workspace.codebook(), "old_topic", date="2026-11-22", label="Old", pillar_hint="provision", definition="Old."
    )
    revision = workspace.save_codebook(added, signed_by=CODER, change="added", expected_revision=0)
    save(IDS[0], "topic", ["old_topic"])
    retired = without(workspace.codebook(), "old_topic", date="2026-11-22")
    workspace.save_codebook(retired, signed_by=CODER, change="retired", expected_revision=revision)
    problems, done = read_back(workspace, filled(written(), {IDS[0]: {"topics": "old_topic; gaming"}}))
    assert [problem.severity for problem in problems] == ["warning"]
    assert outcomes(done) == [(IDS[0], "topic", "changed")]


def test_what_a_person_types_by_mistake_is_not_repeated_in_full(written):
    (problem,) = read(filled(written(), {IDS[1]: {**GOOD, "relevance": "ask someone@example.org " + "x" * 200}})).problems
    assert "example.org" not in problem.value
    assert len(problem.value) <= 80


def test_rows_may_be_sorted_and_columns_moved(written):
    def mixed(book):
        sheet = book["Coding"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        book.remove(sheet)
        other = book.create_sheet("Coding", 0)
        for row in [rows[0], *rows[:0:-1]]:
            other.append(row[::-1])

    found = read(filled(written(), {IDS[0]: GOOD}, prepare=mixed))
    assert [(row.row, row.session_id, row.codes["pillar"]) for row in found.rows] == [(4, IDS[0], ("provision",))]


def test_a_sheet_without_its_columns_is_refused(written):
    def cut(book):
        book["Coding"].delete_cols(COLUMNS.index("revision_topic") + 1)

    found = read(filled(written(), {IDS[0]: GOOD}, prepare=cut))
    assert found.rows == ()
    (problem,) = found.problems
    assert (problem.record, problem.field) == ("header", "revision_topic")
    assert "the columns of the sheet Coding" in str(problem)


@pytest.mark.parametrize("data", [b"", b"session_id,pillar_1\na,b\n", b"PK\x03\x04 no workbook", b"PK\x03\x04xl/workbook.xml"])
def test_what_is_no_workbook_is_refused(data):
    found = read(data)
    assert found.rows == ()
    assert len(found.problems) == 1
    assert found.problems[0].severity == "error"


def test_a_file_beyond_the_limits_is_refused(written):
    sheet = written()
    for limits, word in (
        (Limits(file_bytes=1000), "a file of at most"),
        (Limits(unpacked_bytes=1000), "unpacks to more than"),
        (Limits(records=1), "at most 1 rows"),
    ):
        found = read(sheet, limits=limits)
        assert found.rows == ()
        assert word in str(found.problems[0])


def test_problems_are_counted_out(written):
    sheet = filled(written(), {key: {**GOOD, "pillar_2": "x", "pillar_3": "y"} for key in IDS})
    found = read(sheet, limits=Limits(problems=2))
    assert [problem.field for problem in found.problems] == ["pillar_2", "pillar_3", ""]
    assert "the rows from here on are not read" in found.problems[-1].expected
