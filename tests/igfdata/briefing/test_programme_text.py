"""A share of a programme is told in one wording and with one denominator, wherever it stands."""

import io

import openpyxl
import pytest

from igfdata import Selection, load, select
from igfdata.briefing.agenda import briefing_about
from igfdata.briefing.caveats import coders_text, coverage_text, programme_notes, programme_text
from igfdata.briefing.render.deck_page import to_html
from igfdata.briefing.render.workbook import to_xlsx
from igfdata.cli.main import main
from igfdata.measures.programme_share import programme_share
from igfdata.selection import Comparison
from tests.conftest import IGF2025
from tests.igfdata.briefing.deck_data import compared

ONE = Selection(meetings=("igf2025",))
ROWS = [
    *({"session_id": f"y{n}", "day": 2, "start": "09:00", "end": "10:00"} for n in range(2)),
    *({"session_id": f"n{n}", "child_rights": "no"} for n in range(5)),
    {"session_id": "p", "status": "proposed"},
]
"""Seven sessions of the programme, two of them about children, and a proposal."""


@pytest.fixture
def build(tiny):
    return lambda **facts: tiny(ROWS, meetings=[{**IGF2025, **facts}], pillars={"y0": "protection"})


CASES = [
    ({"programme_coverage": "complete"}, "2 of 7 (29%) in the programme", "the complete programme, 7 sessions"),
    ({"sessions_total": "40"}, "at least 2 of 40 (5%) in the official programme", "7 of 40 sessions in the official programme"),
    ({}, "", "7 sessions, a part of the programme"),
    ({"programme_coverage": "child_sessions_only"}, "", "7 sessions, child-related ones only"),
]


@pytest.mark.parametrize(("facts", "share", "coverage"), CASES)
def test_words(build, facts, share, coverage):
    data = build(**facts)
    assert programme_text(programme_share(data, ONE)) == share
    assert coverage_text(data, "igf2025") == coverage
    told = f"{share} are child-related; in the data: {coverage}." if share else f"in the data: {coverage}."
    assert programme_notes(data, ONE) == [f"IGF 2025: {told}"]


@pytest.mark.parametrize(("facts", "share", "coverage"), CASES)
def test_slides_and_workbook_say_the_same(build, facts, share, coverage):
    data = build(**facts)
    (note,) = programme_notes(data, ONE)
    for briefing in (briefing_about(data, ONE), briefing_about(data, ONE, "Day 2")):
        slide = briefing.slides[-1]
        assert slide.key == "method"
        assert note in slide.body.items
        assert coverage in to_html(briefing).decode()
    method = openpyxl.load_workbook(io.BytesIO(to_xlsx(data, ONE)))["Method"]
    rows = dict(method.iter_rows(values_only=True))
    assert rows["Programme"] == note
    assert rows.get("Child-related sessions", "") == share


def test_the_command_says_it_with_the_shipped_data(capsys, shipped):
    assert main(["summary", "--meeting", "igf2025"]) == 0
    share = programme_text(programme_share(shipped, ONE))
    assert share and f"child-related: {share}.\n" in capsys.readouterr().out
    for filtered in (["--meeting", "igf2025", "--day", "2"], ["--meeting", "all"], ["--meeting", "igf2021"]):
        assert main(["summary", *filtered]) == 0
        assert "child-related: " not in capsys.readouterr().out


def test_a_comparison_says_it_of_both(shipped):
    other = Selection(meetings=("igf2023",))
    slides = {slide.key: slide for slide in compared(shipped, Comparison(ONE, other)).slides}
    notes = programme_notes(shipped, Selection(meetings=("igf2023", "igf2025")))
    assert slides["method"].body.items[2:4] == tuple(notes)
    assert any("Not all programmes are complete" in item for item in slides["caution"].body.items)


def test_coders_are_named_in_plain_words(tiny):
    assert coders_text(tiny(ROWS, pillars={"y0": "protection"})) == "Pillar codes: coder A."
    assert coders_text(tiny(ROWS)) == ""
    assert coders_text(select(load(), ONE)) == "Pillar codes: adjudicated and coder A."
