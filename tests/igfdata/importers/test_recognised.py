"""Which format a file is: JSON is what parses as JSON, whatever a page or a table begins with."""

from pathlib import Path

import pytest

from igfdata.importers import detect, formats, read
from igfdata.importers.read import listed_formats

CASES = Path(__file__).parent / "cases"
OSLO = {"timezone": "Europe/Oslo", "meeting": "igf2026"}
PAGE = (CASES / "page-bracket-title.txt").read_text("utf-8")


def test_a_page_that_begins_with_a_bracket_is_a_page():
    (row,) = read(PAGE.encode(), filename="page-bracket-title.txt", **OSLO).sessions.to_dict("records")
    assert (row["title"], row["code"], row["date"], row["start"]) == (
        "What children need online",
        "NRIs",
        "2026-06-23",
        "09:00",
    )


@pytest.mark.parametrize("before", ["", "\ufeff", "\n\n  ", "{draft} ", "[", "[1, 2] ", '{"a": {}} ', "BEGIN: ", "< 5 > ", "<"])
def test_what_a_page_begins_with_does_not_matter(before):
    assert detect((before + PAGE).encode()) == "igf_page"
    assert read((before + PAGE).encode(), filename="page.txt", **OSLO).sessions["date"].tolist() == ["2026-06-23"]


@pytest.mark.parametrize(
    "text",
    [
        "[Title],Date\n[NRIs] Play,2026-06-23\n", "{Title};Date\nPlay;2026-06-23\n",
        "Title,Date\n[NRIs] Play,2026-06-23\n", "Title,Date\nBEGIN:VCALENDAR,2026-06-23\n", "[Draft],,\nTitle,Date,Start\nPlay,2026-06-23,\n",
    ],
)  # fmt: skip
def test_a_table_that_begins_with_a_bracket_is_a_table(text):
    assert detect(text.encode()) == "tabular"


@pytest.mark.parametrize(
    "text", ["[]", "{}", '["Title", "Date"]', '{"title": "Play", "date": "2026-06-23"}', '\ufeff [{"a": 1}]']
)
def test_json_of_another_kind_is_nothing_else(text):
    assert detect(text.encode(), "file.csv") is None


def test_a_file_in_the_folder_is_a_format(tmp_path, monkeypatch):
    text = 'KEY, LABEL, ORDER = "made_up", "Made up", 2\nsniff = lambda file: file.text == "made up"\nparse = print\n'
    (tmp_path / "made_up.py").write_text(text)
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path)])
    found = listed_formats()
    assert sorted(found) == [
        "digwatch_page", "frab_xml", "igf_page", "indico_json", "made_up", "pretalx_json", "sched_ics", "sched_json", "sched_text", "tabular",
    ]  # fmt: skip
    assert list(found)[-1] == "tabular", "what could be anything is asked last"
    assert found["made_up"].label == "Made up"
