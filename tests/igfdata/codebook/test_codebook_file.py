"""A codebook as a file: it comes back as it was, also from a spreadsheet, and a bad file is told what is wrong with it."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igfdata.codebook.exchange import COLUMNS, MOST_BYTES, read_codebook, write_codebook
from igfdata.codebook.model import CHANGE_COLUMNS, ROW_COLUMNS, Codebook
from igfdata.codebook.next_version import changed, difference
from igfdata.dataset import SHIPPED
from igfdata.validation import InvalidData, read_folder

ROWS = [
    ["gaming", "Gaming", "cross-cutting", "", "Games.", "=1+1", "'=1+1", "game*; -x", "igf2025-ws-1;igf2025-ws-2", "1.0", ""],
    ["old", "Old", "protection", "III. General principles", "\"a\", 'b'", "@x", "'+y", "", "", "1.1", "1.1"],
    ["mask_x", "Mask", "cross-cutting", "", "x", "", "", "set phrase", "", "", ""],
]
CHANGES = [["1.0", "2026-11-22", "", "First."], ["1.1", "2026-11-23", "old", "=retired; -x"], ["1.1", "2026-11-23", "", "'x"]]


@pytest.fixture
def small():
    return Codebook(pd.DataFrame(ROWS, columns=list(ROW_COLUMNS)), pd.DataFrame(CHANGES, columns=list(CHANGE_COLUMNS)))


def table(data: bytes, sign=","):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=sign))


def file(rows, *, sign=",", encoding="utf-8"):
    text = io.StringIO()
    csv.writer(text, delimiter=sign, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


def problems_of(data: bytes):
    with pytest.raises(InvalidData) as error:
        read_codebook(data)
    return [(problem.row, problem.column, problem.value, problem.expected) for problem in error.value.problems]


def test_the_shipped_codebook_comes_back():
    book = Codebook.from_frames(read_folder(SHIPPED))
    assert read_codebook(write_codebook(book)) == book


def test_the_file_of_the_data_folder_is_read_too():
    book = read_codebook((SHIPPED / "codebook.csv").read_bytes())
    assert book.version == ""
    assert not difference(Codebook.from_frames(read_folder(SHIPPED)), book)


def test_what_a_spreadsheet_would_change_is_written_so_that_it_does_not(small):
    data = write_codebook(small)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = table(data)
    assert tuple(rows[0]) == COLUMNS
    assert rows[1][5:8] == ["'=1+1", "''=1+1", "game*; -x"]
    assert rows[1][9] == "v1.0"
    assert rows[2][5:7] == ["'@x", "''+y"]
    assert rows[5] == ["old", *[""] * 8, "v1.1", "", "2026-11-23 =retired; -x"]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert read_codebook(data) == small


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_what_a_spreadsheet_saves_is_read(small, sign):
    """Another sign between columns, other line ends, columns and lines in another order, blank lines, short versions."""
    header, *lines = table(write_codebook(small))
    order = list(range(len(header)))[::-1]
    mixed = [header, *lines[3:], [""] * len(header), *lines[:3]]
    saved = [[row[place].replace("v1.0", "1").replace("v1.1", "V1.1") for place in order] for row in mixed]
    assert read_codebook(file(saved, sign=sign)) == small


def test_a_file_without_the_columns_that_it_may_lack(small):
    rows = [row[:9] for row in table(write_codebook(small))[:4]]
    book = read_codebook(file(rows))
    assert (book.version, book.rows["since"].tolist()) == ("", ["", "", ""])
    assert {cell.column for cell in difference(small, book).changed} == {"retired"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"topic,label\ngaming,x", "column 'pillar_hint' is missing"),
        (b'a,"b', "not a CSV file"),
        ("topic;label;Größe".encode("cp1252"), "not UTF-8 text (byte 14)"),
        (b"x" * (MOST_BYTES + 1), "expected at most"),
        (",".join([*COLUMNS, "colour", "topic"]).encode(), "column 'colour' is not known"),
        (",".join([*COLUMNS, "colour", "topic"]).encode(), "column 'topic' stands there twice"),
    ],
)
def test_a_file_that_is_none(data, said):
    assert any(said in expected for *_, expected in problems_of(data))


def test_lines_of_other_length_are_named(small):
    rows = table(write_codebook(small))
    rows[2] = rows[2][:5]
    assert problems_of(file(rows)) == [(3, "", "", "12 cells expected, 5 found")]


def test_problems_are_told_where_they_stand_in_the_file(small):
    """The log stands between the topics here, so that a place in a table is no line of the file."""
    header, *lines = table(write_codebook(small))
    log, rows = lines[3:], lines[:3]
    rows[0][1] = ""
    rows[2][7] = "a*b"
    log[1][9] = "v1.x"
    log[2][11] = "2026-13-01 said"
    found = problems_of(file([header, rows[0], log[0], log[1], [""] * 12, rows[1], log[2], rows[2]]))
    assert [cells[:3] for cells in found] == [
        (2, "label", ""), (4, "since", "v1.x"), (7, "change", "2026-13-01"), (8, "terms", "a*b"),
    ]  # fmt: skip


def test_a_log_line_without_a_date(small):
    header, *lines = table(write_codebook(small))
    lines[4][11] = "retired"
    assert problems_of(file([header, *lines]))[0][:3] == (6, "change", "")


line = st.text(alphabet=st.one_of(st.sampled_from("=+-@'\"; ,\t\r\n;v1.*"), st.characters(codec="utf-8")), max_size=12)
topics = st.lists(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.-]{0,8}", fullmatch=True), min_size=1, max_size=4, unique=True)

terms = st.lists(st.from_regex(r"[=+@]?'?[a-zä]{1,5}[ ;-]?[a-zö]{1,5}[*]?", fullmatch=True), max_size=3).map(" ; ".join)


@settings(max_examples=25)
@given(topics, st.lists(st.tuples(line, line, line, line, terms), min_size=4, max_size=4), st.lists(line, max_size=4))
def test_whatever_people_write_comes_back(keys, texts, log):
    rows = [
        {
            "topic": key, "label": "x" + label, "pillar_hint": "protection", "definition": "'" + definition + "x", "use_when": use,
            "not_when": avoid, "terms": terms, "since": "1.0",
        }
        for key, (label, definition, use, avoid, terms) in zip(keys, texts, strict=False)
    ]  # fmt: skip
    changes = [{"version": f"1.0+{n}", "date": "2026-11-22", "change": text + "."} for n, text in enumerate(log, start=1)]
    first = [{"version": "1.0", "date": "2026-11-22", "change": "First."}]
    book = Codebook(pd.DataFrame(rows, dtype=object), pd.DataFrame([*first, *changes], dtype=object))
    data = write_codebook(book)
    back = read_codebook(data)
    assert back == book
    assert write_codebook(back) == data


def test_a_change_in_the_file_is_a_change(small):
    new = changed(small, "gaming", date="2026-11-24", label="Games")
    rows = table(write_codebook(small))
    rows[1][1] = "Games"
    edited = read_codebook(file(rows))
    assert (new.version, edited.version) == ("1.1+1", "1.1")
    assert difference(small, edited) == difference(small, new)
