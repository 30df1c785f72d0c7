"""The workbook, read back from its file: typed cells, frozen headers, and data that stay data."""

import datetime as dt
import io

import openpyxl
import pytest

from igfdata import Selection, select
from igfdata.briefing.render.workbook import MOST_CHARACTERS, to_xlsx
from igfdata.measures.coverage import pillar_coverage
from igfdata.selection import Comparison, describe

DAY_2 = Selection(meetings=("igf2025",), days=("Day 2",))
SHEETS = ["Sessions", "Groups of participants", "Codes", "Measures", "Method"]
FORMULAS = [
    '=HYPERLINK("https://example.org","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "\t=1",
    "https://example.org",
]


def read(dataset, selection):
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(dataset, selection)))


def records(sheet):
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows if any(value is not None for value in row)]


@pytest.fixture(scope="module")
def day_2(shipped):
    return read(shipped, DAY_2)


def test_there_is_a_sheet_for_each_question(day_2):
    assert day_2.sheetnames == SHEETS


@pytest.mark.parametrize("name", SHEETS)
def test_headers_are_frozen_bold_and_filtered_and_columns_wide_enough(day_2, name):
    sheet = day_2[name]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert all(cell.font.bold for cell in sheet[1])
    assert all(column.width >= 5 for column in sheet.column_dimensions.values())


def test_sessions_are_those_of_the_selection(day_2, shipped):
    found = records(day_2["Sessions"])
    assert sorted(row["session_id"] for row in found) == sorted(select(shipped, DAY_2).sessions["session_id"])


def test_the_night_has_times_of_day_and_comes_last(tiny):
    data = tiny(
        [
            {"session_id": "night", "day": 2, "start": "25:30", "end": "26:15"},
            {"session_id": "evening", "day": 2, "start": "23:00", "end": "24:00"},
        ]
    )
    found = [(row["session_id"], row["start"], row["end"]) for row in records(read(data, DAY_2)["Sessions"])]
    assert found == [("evening", dt.time(23), dt.time(0)), ("night", dt.time(1, 30), dt.time(2, 15))]


def test_dates_times_and_numbers_are_typed(day_2, shipped):
    row = next(row for row in records(day_2["Sessions"]) if row["session_id"] == "igf2025-ws-70")
    assert (row["date"], row["start"], row["end"]) == (dt.datetime(2025, 6, 25), dt.time(9), dt.time(10))
    n = int((shipped.participants["session_id"] == "igf2025-ws-70").sum())
    assert (row["people"], row["pillars"], row["day"]) == (n, "Protection; Provision", "Day 2")


def test_what_is_not_known_is_empty(day_2):
    row = next(row for row in records(day_2["Sessions"]) if row["session_id"] == "igf2025-ws-203")
    assert (row["start"], row["end"]) == (None, None)


def test_measures_are_those_of_the_data_layer(day_2, shipped):
    data = select(shipped, DAY_2)
    whole = pillar_coverage(data)
    found = [row for row in records(day_2["Measures"]) if row["measure"] == "pillar_coverage"]
    overall = {row["category"]: (row["n"], row["of"]) for row in found if row["by"] is None}
    assert overall == {str(row.category): (row.n, row.of) for row in whole.itertuples() if row.n}
    assert {row["key"] for row in found if row["by"] == "day" and row["n"]} == {"Day 2"}
    assert all(isinstance(row["n"], int | float) for row in found)


def test_codes_and_groups_are_complete(day_2, shipped):
    data = select(shipped, DAY_2)
    assert len(records(day_2["Codes"])) == len(data.session_pillars) + len(data.session_topics)
    assert len(records(day_2["Groups of participants"])) == len(data.participants)
    assert {row["label"] for row in records(day_2["Codes"]) if row["code"] == "protection"} == {"Protection"}


def test_the_method_names_selection_address_date_measures_and_sources(day_2, shipped):
    rows = [(row["what"], row["value"]) for row in records(day_2["Method"])]
    first = dict(rows)
    assert first["Selection"] == describe(DAY_2, shipped)
    assert first["Address of the selection"] == "meeting=igf2025&day=2"
    assert first["Data of"] == dt.datetime.combine(shipped.data_date(("igf2025",)), dt.time())
    assert first["Sessions selected"] == len(select(shipped, DAY_2).sessions)
    assert "Child-related sessions" not in first  # the day is a part of the meeting
    assert "Measure: Balance" in first
    used = {name for sheet in SHEETS[:3] for name in next(day_2[sheet].iter_rows(values_only=True))}
    assert {f"Column: {name}" for name in used} <= set(first)
    assert any(what == "Source" and value.startswith("https://") for what, value in rows)


@pytest.mark.parametrize("text", FORMULAS)
def test_text_like_a_formula_or_address_stays_text(tiny, text):
    data = tiny([{"session_id": "a", "title": text, "room": text, "note": text, "code": text}], pillars={"a": "protection"})
    sheet = read(data, Selection(meetings=("igf2025",)))["Sessions"]
    cells = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    for name in ("title", "room", "note", "code"):
        assert (cells[name].value, cells[name].data_type, cells[name].hyperlink) == (text, "s", None)


@pytest.mark.parametrize("text", ["حقوق الطفل", "儿童权利", "👩‍👧 😀", "x" * 200, "_x0041_"])
def test_any_script_goes_in_and_comes_out(tiny, text):
    sheet = read(tiny([{"session_id": "a", "title": text}]), Selection(meetings=("igf2025",)))["Sessions"]
    assert records(sheet)[0]["title"] == text


def test_control_characters_are_dropped_and_endless_text_is_cut(tiny):
    data = tiny([{"session_id": "a", "title": "a\x00\x1bb", "note": "x" * 40_000}])
    row = records(read(data, Selection(meetings=("igf2025",)))["Sessions"])[0]
    assert row["title"] == "ab"
    assert (len(row["note"]), row["note"][-1]) == (MOST_CHARACTERS, "…")


def test_an_empty_selection_has_its_headers_and_its_method(shipped):
    book = read(shipped, Selection(meetings=("igf2025",), days=("Day 2",), types=("Ceremony",)))
    assert book.sheetnames == SHEETS
    assert records(book["Sessions"]) == []
    assert dict((row["what"], row["value"]) for row in records(book["Method"]))["Sessions selected"] == 0


def test_two_hundred_sessions_of_all_meetings(shipped):
    everything = Selection(status=(), relevance=())
    assert len(records(read(shipped, everything)["Sessions"])) == len(shipped.sessions)


def test_the_same_data_give_the_same_bytes(shipped):
    assert to_xlsx(shipped, DAY_2) == to_xlsx(shipped, DAY_2)


def test_a_comparison_has_its_sheets_and_says_what_it_compares(tiny):
    """Five sessions with civil society, four on protection; six with government, two on protection."""
    names = [f"a{i}" for i in range(5)] + [f"b{i}" for i in range(6)]
    on = {name: "protection" if name in ("a0", "a1", "a2", "a3", "b0", "b1") else "provision" for name in names}
    data = tiny(names, pillars=on, persons=[(name, "Civil Society" if name < "b" else "Government") for name in names])
    a, b = Selection(groups=("Civil Society",)), Selection(groups=("Government",))
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(data, a, comparison=Comparison(a, b))))
    assert book.sheetnames == [*SHEETS, "Comparison", "Sessions of B"]
    row = next(
        row for row in records(book["Comparison"])
        if (row["measure"], row["category"], row["by"]) == ("pillar_coverage", "protection", None)
    )  # fmt: skip
    assert (row["a_n"], row["a_of"], row["b_n"], row["b_of"]) == (4, 5, 2, 6)
    assert row["difference"] == pytest.approx(4 / 5 - 2 / 6) and row["low"] == pytest.approx(-0.0943, abs=1e-4)
    assert [row["session_id"] for row in records(book["Sessions of B"])] == [f"b{i}" for i in range(6)]
    method = {row["what"]: row["value"] for row in records(book["Method"])}
    assert method["Comparison"] == "Civil society, compared with government at all meetings."
    assert (method["Address of B"], method["Sessions in both"]) == ("b-group=government", 0)
