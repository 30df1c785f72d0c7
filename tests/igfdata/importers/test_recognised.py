"""Which format a file is: JSON is what parses as JSON, whatever a page or a table begins with."""

from pathlib import Path

import pytest

from igfdata.importers import detect, formats, read
from igfdata.importers.parsing import contents
from igfdata.importers.parsing.known_names import Names
from igfdata.importers.read import gather, listed_formats

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


WITH_TABLE = (
    "<html><body><h1>Day</h1><table><tr><th>Title<th>Date<th>Start</tr><tr><td>Play<td>2026-06-23<td>09:00</tr></table>"
)


@pytest.mark.parametrize(
    ("text", "n_json", "n_html"), [('[{"title": "Play", "date": "2026-06-23", "start": "09:00"}]', 1, 0), (WITH_TABLE, 0, 1)]
)
def test_a_file_is_parsed_once_to_know_its_format_and_to_read_it(monkeypatch, text, n_json, n_html):
    calls = []
    loads, parse = contents.json.loads, contents.parse_html
    monkeypatch.setattr(contents.json, "loads", lambda *given, **named: calls.append("json") or loads(*given, **named))
    monkeypatch.setattr(contents, "parse_html", lambda page: calls.append("html") or parse(page))
    imported = read(text.encode(), filename="programme", **OSLO)
    assert imported.sessions["title"].tolist() == ["Play"]
    assert (calls.count("json"), calls.count("html")) == (n_json, n_html)


def test_a_table_in_the_foot_of_a_page_is_read_although_the_page_was_looked_at_before():
    page = WITH_TABLE.replace("<table>", "<footer><table>") + "</footer>"
    assert read(page.encode(), filename="page.html", **OSLO).sessions["title"].tolist() == ["Play"]


def test_a_table_of_text_may_speak_of_tables():
    table = "Title,Date,Start\nWhat a <table means,2026-06-23,09:00\n"
    assert read(table.encode(), filename="table.csv", **OSLO).sessions["start"].tolist() == ["09:00"]


def test_what_was_read_keeps_no_file():
    out = gather(WITH_TABLE.encode(), Names(), filename="page.html", **OSLO)
    assert (out.source.data, out.source.text, out.source.json) == (b"", "", None)
