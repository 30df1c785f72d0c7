"""The coding sheet: what stands in it, what is read from it, and that no change made meanwhile is lost."""

import io

import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from igfdata.codebook.next_version import changed, without
from igfdata.coding.sheet_layout import COLUMNS, HIDDEN
from igfdata.coding.sheet_reading import read_sheet
from igfdata.coding.sheet_saving import plan_changes, save_changes
from igfdata.coding.sheet_writing import coding_sheet
from igfdata.importers.model import Limits
from igfdata.workspace import ReadOnly, Workspace

CODER = "AB"
VERSION = "1.2+3"
CODEBOOK = pd.DataFrame(
    [
        ("gaming", "Gaming", "Games of every kind.", "game*", "igf2025-ws-1", ""),
        ("privacy", "Privacy", "=HYPERLINK(1)", "privacy", "", ""),
        ("old_topic", "Old", "No longer used.", "", "", "1.1"),
        ("mask_page", "Mask", "Not a topic.", "page", "", ""),
        ("pillar_provision", "Pillar", "Not a topic.", "school*", "", ""),
    ],
    columns=["topic", "label", "definition", "terms", "examples", "retired"],
)
IDS = ["igf2025-ws-1", "igf2025-ws-2", "igf2025-ws-3"]


@pytest.fixture(scope="module")
def frames(tiny_frames):
    given = [
        {"session_id": IDS[0], "title": "=1+1", "day": 1, "code": "WS #1", "source_urls": "https://example.org/1;https://example.org/2"},
        {"session_id": IDS[1], "title": "@SUM(A1)"},
        {"session_id": IDS[2], "title": "Plain"},
    ]  # fmt: skip
    return tiny_frames(given, pillars={IDS[0]: "protection participation"}, topics={IDS[0]: "gaming privacy"})


@pytest.fixture
def workspace(tmp_path, frames):
    with Workspace.open(tmp_path / "store.sqlite", shipped=frames, now=lambda: "2026-11-22T12:00:00+00:00") as opened:
        yield opened


@pytest.fixture
def save(workspace):
    def one(session_id, dimension, codes, expected=0, *, coder=CODER, **more):
        about = {"evidence": "report", "codebook_version": "1.0", "expected_revision": expected, **more}
        return workspace.save_codes(session_id, coder, dimension, codes, **about)

    return one


@pytest.fixture
def written(workspace):
    """Writes the sheet of the coder from the present state of the workspace."""

    def write(**options):
        own = workspace.codings(coder=CODER)
        return sheet_of(workspace.dataset().sessions, own=own, **options)

    return write


def sheet_of(sessions, **options):
    return coding_sheet(sessions, CODEBOOK, coder=CODER, codebook_version=VERSION, **options)


def cells_of(data, sheet="Coding"):
    rows = openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows(values_only=True)
    header = next(rows)
    return [dict(zip(header, row, strict=True)) for row in rows]


def filled(data, changes, *, prepare=None):
    """The sheet as a coder hands it back: session → column → what was typed."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Coding"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(number, 1).value: number for number in range(2, sheet.max_row + 1)}
    for session_id, values in changes.items():
        for name, value in values.items():
            cell = sheet.cell(rows[session_id], columns[name])
            cell.value = value
            cell.data_type = "s" if isinstance(value, str) else cell.data_type  # as text, also "=..."
    if prepare:
        prepare(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(data, **options):
    return read_sheet(data, **{"coder": CODER, "session_ids": IDS, "codebook": CODEBOOK, "filename": "ab.xlsx", **options})


def read_back(workspace, data):
    """Read a sheet and save it: (problems, outcomes)."""
    found = read(data)
    changes = plan_changes(found, workspace.codings(coder=CODER, history=True))
    return found.problems, save_changes(workspace, CODER, changes)


def outcomes(done):
    return list(done[["session_id", "dimension", "outcome"]].itertuples(index=False, name=None))


def saved(workspace, **about):
    columns = ["session_id", "dimension", "codes", "evidence", "note", "codebook_version"]
    return list(workspace.codings(coder=CODER, **about)[columns].itertuples(index=False, name=None))


# Written


def test_a_row_a_session_and_a_column_a_question(written):
    rows = cells_of(written())
    assert tuple(rows[0]) == COLUMNS
    assert [row["session_id"] for row in rows] == IDS
    first = rows[0]
    assert (first["meeting"], first["day"], first["type"], first["title"]) == ("igf2025", "Day 1", "Workshop", "=1+1")
    assert first["source"] == "https://example.org/1"
    assert all(first[name] is None for name in ("pillar_1", "topics", "relevance", "evidence", "note"))
    assert (first["coder"], first["codebook_version"], first["revision_topic"]) == (CODER, VERSION, 0)


def test_no_cell_is_a_formula_or_a_link(written):
    book = openpyxl.load_workbook(io.BytesIO(written()))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.value for cell in cells} >= {"=1+1", "@SUM(A1)", "=HYPERLINK(1)"}
    assert all(cell.data_type in "sn" and cell.hyperlink is None for cell in cells)


def test_the_sheet_is_blind(written, save):
    save(IDS[1], "pillar", ["provision"], coder="CD", note="seen by nobody")
    save(IDS[1], "relevance", ["no"], coder="CD")
    save(IDS[2], "pillar", ["participation"])
    rows = {row["session_id"]: row for row in cells_of(written())}
    asked = ("pillar_1", "pillar_2", "pillar_3", "relevance", "topics", "evidence", "note")
    assert all(rows[key][name] is None for key in IDS[:2] for name in asked)  # codes of A and of CD
    assert rows[IDS[2]]["pillar_1"] == "participation"
    text = " ".join(
        str(value) for sheet in ("Coding", "Codebook") for row in cells_of(written(), sheet) for value in row.values()
    )
    assert "seen by nobody" not in text
    assert "CD" not in text.split()


def test_the_codebook_has_the_topics_in_use_without_examples(written):
    rows = cells_of(written(), "Codebook")
    assert [row["topic"] for row in rows] == ["gaming", "privacy"]
    assert list(rows[0]) == ["topic", "label", "definition", "terms"]


def test_the_rules_and_the_version_go_along(written):
    facts = {row["what"]: row["how"] for row in cells_of(written(), "How to")}
    assert facts["Codebook version"] == VERSION
    assert facts["Coder"] == CODER
    assert "unclear" in facts["Rule 9"]
    assert {f"Pillar code: {key}" for key in ("protection", "provision", "participation", "unclear")} <= set(facts)


def test_closed_lists_are_offered_and_hidden_columns_are_hidden(written):
    sheet = openpyxl.load_workbook(io.BytesIO(written()))["Coding"]
    lists = {
        next(iter(rule.sqref.ranges)).min_col: rule.formula1
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    by_name = {COLUMNS[number - 1]: formula for number, formula in lists.items()}
    assert by_name["pillar_2"] == '"protection,provision,participation,unclear"'
    assert by_name["relevance"] == '"yes,partly,no"'
    assert by_name["evidence"] == '"title,description,report,transcript"'
    first = openpyxl.utils.get_column_letter(COLUMNS.index(HIDDEN[0]) + 1)
    assert sheet.column_dimensions[first].hidden
    assert sheet.column_dimensions[first].max == len(COLUMNS)


def test_descriptions_are_cut_at_a_word(workspace):
    long = "word " * 500
    texts = pd.DataFrame({"session_id": IDS[:2], "kind": ["description", "transcript"], "text": [long, "said"]})
    rows = cells_of(sheet_of(workspace.dataset().sessions, texts=texts))
    assert rows[0]["description"].endswith("word …")
    assert len(rows[0]["description"]) < 620
    assert rows[1]["description"] is None


@pytest.mark.parametrize("coder", ["adjudicated", "default", "A B", ""])
def test_a_coder_is_an_identifier(frames, coder):
    with pytest.raises(ValueError, match="coder"):
        coding_sheet(pd.DataFrame(frames["sessions"]), CODEBOOK, coder=coder)


# Read and saved


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
    assert "changed meanwhile to 'participation', yours is 'provision'" in planned.message
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
    assert read_back(workspace, sheet)[1]["outcome"].tolist() == ["there already"]
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


# Wrong cells

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
        ({"topics": "old_topic"}, "topics", "old_topic", "a topic that is in use; this one was retired"),
        ({"evidence": "hearsay"}, "evidence", "hearsay", "one of: title, description, report, transcript"),
        ({"evidence": None}, "evidence", "", "expected one of: title, description, report, transcript"),
        ({"session_id": "igf2025-ws-99"}, "session_id", "igf2025-ws-99", "a session that there is"),
        (
            {"note": "Ask jane@example.org"},
            "note",
            "",
            "expected a text without an e-mail address: contact details are never stored",
        ),
        ({"session_id": None}, "session_id", "", "expected a session that there is"),
        ({"session_id": IDS[0]}, "session_id", IDS[0], "a session once; row 2 has it, too"),
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


def test_several_faults_of_a_row_are_all_named(written):
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


# Wrong files


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
        (Limits(unpacked_bytes=1000), "unpacks to at most"),
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
