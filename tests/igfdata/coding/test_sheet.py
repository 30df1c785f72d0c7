"""The coding sheet: what stands in it."""

import io

import openpyxl
import pandas as pd
import pytest
from sheets import CODEBOOK, CODER, IDS, VERSION, cells_of, sheet_of

from igfdata.coding.sheet_writing import COLUMNS, HIDDEN, coding_sheet


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
