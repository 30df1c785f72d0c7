"""Every CSV that leaves the product is safe for a spreadsheet and reads back unchanged."""

import ast
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from igfdata.escaping import for_csv, from_csv
from igfdata.files import escape_file, frame_text, read_lines

ROOT = Path(__file__).resolve().parents[2]
BEGINNINGS = list("=+-@\t\r\n'\" \u00a0\u200b＝a1")
texts = st.one_of(st.text(), st.builds("".join, st.tuples(st.text(BEGINNINGS, max_size=5), st.text(max_size=5))))


def rows(text):
    return list(read_lines(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-2+3", "'-2+3"), ("@SUM(1)", "'@SUM(1)"), ("\tx", "'\tx"), ("\rx", "'\rx"), ("\nx", "'\nx"),
        (" =1", "' =1"), ('"=1', "'\"=1"), (' "=1"', "' \"=1\""), ("\u00a0=1", "'\u00a0=1"), ("\ufeff=1", "'\ufeff=1"), ("＝1+1", "'＝1+1"),
        ("'=1", "''=1"), ("''=1", "'''=1"), ("' =1", "'' =1"), ("'\tx", "''\tx"),
        ("'quoted'", "'quoted'"), ("'", "'"), ("", ""), (" ", " "), ("a=b", "a=b"), ("Play, 1-2", "Play, 1-2"),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe(text, written):
    assert for_csv(text) == written
    assert from_csv(written) == text


def test_numbers_and_missing_values_are_no_text():
    frame = pd.DataFrame(
        {
            "share": [-0.5, None, 2.0], "n": [1, -2, 3], "day": pd.to_datetime(["2025-06-24", None, "2025-06-25"]),
            "at": pd.to_datetime(["2025-06-24 09:00", "2025-06-24", None], format="mixed"), "kind": pd.Categorical(["-x", None, "y"]),
        }
    )  # fmt: skip
    assert frame_text(frame) == (
        "share,n,day,at,kind\n-0.5,1,2025-06-24,2025-06-24 09:00:00,'-x\n,-2,,2025-06-24 00:00:00,\n2.0,3,2025-06-25,,y\n"
    )


def test_headers_are_cells_too():
    assert frame_text(pd.DataFrame({"=1+1": ["a"]})) == "'=1+1\na\n"


def test_line_ends_inside_a_cell_stay_in_it():
    assert frame_text(pd.DataFrame({"a": ["one\rtwo", "one\ntwo", "one\r\ntwo"]})) == (
        'a\n"one\rtwo"\n"one\ntwo"\n"one\r\ntwo"\n'
    )


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5))
def test_every_text_comes_back(values):
    frame = pd.DataFrame(values, columns=["a", "b"], dtype=object)
    written = frame_text(frame)
    assert rows(written) == [["a", "b"], *map(list, values)]
    assert escape_file(written) == written


@given(texts)
def test_no_written_text_begins_like_a_formula(text):
    assert not for_csv(text).lstrip(' \u00a0\u200b\ufeff"').startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_a_file_that_was_not_safe_becomes_safe():
    assert escape_file('a,b\n=1,"say ""x"""\n\'=2,3\n') == 'a,b\n\'=1,"say ""x"""\n\'=2,3\n'


def csv_writers(source):
    """Lines of a source that write CSV in another way."""
    for node in ast.walk(ast.parse(source)):
        named = isinstance(node, ast.Attribute) and node.attr in ("to_csv", "DictWriter")
        writer = isinstance(node, ast.Attribute) and node.attr == "writer" and getattr(node.value, "id", "") == "csv"
        if named or writer or (isinstance(node, ast.ImportFrom) and node.module == "csv"):
            yield node.lineno


def test_a_second_way_to_write_csv_is_found():
    source = "import csv\ncsv.writer(f)\nframe.to_csv(f)\ncsv.DictWriter(f, [])\nfrom csv import writer\n"
    assert sorted(csv_writers(source)) == [2, 3, 4, 5]


def test_nothing_else_writes_csv():
    files = [*(ROOT / "igfdata").rglob("*.py"), *(ROOT / "pages").rglob("*.py"), ROOT / "dashboard.py"]
    assert len(files) > 200
    found = {str(path.relative_to(ROOT)): list(csv_writers(path.read_text("utf-8"))) for path in files}
    assert {name: lines for name, lines in found.items() if lines and name != "igfdata/files.py"} == {}
    assert found["igfdata/files.py"]
