"""Files of other programs are answered with what to do, by their content and not by their name."""

import io
import zipfile

import pytest
from test_tabular import OSLO

from igfdata.importers import ImportFailed, guess_columns, read

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
    (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "saved as XML or HTML under the name of a workbook: save it as XLSX"),
    (b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table></table>', "saved as XML or HTML under the name of a workbook"),
])  # fmt: skip
def test_the_answer_says_what_to_do(data, said):
    for ask in (lambda: read(data, filename="programme.xlsx", **OSLO), lambda: guess_columns(data, filename="programme.csv")):
        with pytest.raises(ImportFailed, match=said):
            ask()
