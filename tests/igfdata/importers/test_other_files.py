"""Files of other programs are answered with what to do, by their content and not by their name."""

import io
import zipfile

import pytest
from test_tabular import OSLO

from igfdata.importers import ImportFailed, Limits, guess_columns, read
from igfdata.importers.other_files import unpacked

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def packed(**parts):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()


@pytest.mark.parametrize(("data", "said"), [
    (packed(**{"mimetype": SPREADSHEET, "content.xml": "<x/>"}), r"OpenDocument spreadsheet \(.ods\): save it as XLSX \(or CSV\) and import that file"),
    (packed(**{"mimetype": "application/vnd.oasis.opendocument.text"}), r"OpenDocument text \(.odt\): copy its table"),
    (packed(**{"xl/workbook.bin": b"x"}), r"binary Excel workbook \(.xlsb\): save it as XLSX"),
    (packed(**{"Index/Document.iwa": b"x"}), "Numbers document: export it to Excel"),
    (packed(**{"word/document.xml": "<x/>"}), r"Word document \(.docx\): copy its table into a spreadsheet, save that as XLSX"),
    (packed(**{"programme.csv": "Title,Room"}), "unpack it and import the files inside"),
    (OLE + "Workbook".encode("utf-16-le"), r"old Excel workbook \(.xls\): save it as XLSX \(or CSV\) and import that file"),
    (OLE + "EncryptedPackage".encode("utf-16-le") + "Workbook".encode("utf-16-le"), "this workbook has a password: remove the password"),
    (OLE + "WordDocument".encode("utf-16-le"), "old Word document"),
    (b"%PDF-1.7\n", "this is a PDF: copy its table"),
    (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "saved as XML or as a frame of HTML: save it as XLSX"),
    (b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><frameset></frameset>', "saved as XML or as a frame of HTML"),
])  # fmt: skip
def test_the_answer_says_what_to_do(data, said):
    for ask in (lambda: read(data, filename="programme.xlsx", **OSLO), lambda: guess_columns(data, filename="programme.csv")):
        with pytest.raises(ImportFailed, match=said):
            ask()


def test_a_workbook_that_is_a_table_of_html_is_read():
    page = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>Title</td><td>Room</td></tr><tr><td>Play</td><td>A</td></tr></table>"""
    assert read(page.encode(), filename="programme.xls", **OSLO).sessions[["title", "room"]].to_numpy().tolist() == [
        ["Play", "A"]
    ]


def test_the_files_of_a_zip():
    inside = {
        "pages/one.html": "<p>1</p>",
        "pages/one_files/style.css": "p",
        "two.csv": "Title",
        "__MACOSX/two.csv": "x",
        ".DS_Store": "x",
        "logo.PNG": "x",
    }
    assert unpacked("all.zip", packed(**inside)) == [("pages/one.html", b"<p>1</p>"), ("two.csv", b"Title")]


def test_what_is_no_zip_stays_as_it_is():
    workbook = packed(**{"xl/workbook.xml": "<x/>"})
    for data in (b"Title,Room", workbook, packed(**{"word/document.xml": "<x/>"}), b"PK\x03\x04broken"):
        assert unpacked("a", data) == [("a", data)]


@pytest.mark.parametrize(("data", "limits", "said"), [
    (packed(**{"a.csv": "x" * 2000}), Limits(unpacked_bytes=1000), "all.zip: the files inside hold more than 0 MB"),
    (packed(**{f"{n}.csv": "x" for n in range(1001)}), Limits(), "all.zip: '1001' found; expected at most 1000 files in a ZIP"),
    (packed(**{"logo.png": "x"}), Limits(), "all.zip: no file inside that could be a programme"),
    (packed(**{"a.csv": "Title,Room"}).replace(b"Title,Room", b"Title,Ruum"), Limits(), "all.zip: this compressed file is damaged"),
])  # fmt: skip
def test_a_zip_that_is_refused(data, limits, said):
    with pytest.raises(ImportFailed, match=said):
        unpacked("all.zip", data, limits)
