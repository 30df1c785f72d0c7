"""Files that are no programme this product reads, known by their content: what they are, and what to do with them."""

import io
import zipfile

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE = "save it as XLSX (or CSV) and import that file"
COPY = "copy its table into a spreadsheet, save that as XLSX (or CSV) and import that file"

PACKED = (
    ("xl/workbook.bin", f"a workbook (XLSX); this is a binary Excel workbook (.xlsb): {SAVE}"),
    (
        "Index/Document.iwa",
        "a workbook (XLSX); this is a Numbers document: export it to Excel (XLSX) or CSV and import that file",
    ),
    ("Index.zip", "a workbook (XLSX); this is a Numbers document: export it to Excel (XLSX) or CSV and import that file"),
    ("word/document.xml", f"a table or a saved page; this is a Word document (.docx): {COPY}"),
    ("ppt/presentation.xml", f"a table or a saved page; this is a presentation (.pptx): {COPY}"),
)
"""Part of a packed file → what it is."""

OPEN_DOCUMENT = (
    (b"opendocument.spreadsheet", f"a workbook (XLSX); this is an OpenDocument spreadsheet (.ods): {SAVE}"),
    (b"opendocument.text", f"a table or a saved page; this is an OpenDocument text (.odt): {COPY}"),
    (b"opendocument.", f"a table or a saved page; this is an OpenDocument file: {COPY}"),
)

STREAMS = (
    (
        "EncryptedPackage",
        "a workbook that can be opened; this one has a password: remove the password, save it as XLSX (or CSV) and import that file",
    ),
    ("WordDocument", f"a table or a saved page; this is an old Word document (.doc): {COPY}"),
    ("PowerPoint Document", f"a table or a saved page; this is an old presentation (.ppt): {COPY}"),
    ("Workbook", f"a workbook (XLSX); this is an old Excel workbook (.xls): {SAVE}"),
    ("Book", f"a workbook (XLSX); this is an old Excel workbook (.xls): {SAVE}"),
)
"""Stream of an OLE file → what it is."""

BEGINNINGS = (
    (b"%PDF-", f"a table or a saved page; this is a PDF: {COPY}"),
    (b"{\\rtf", f"a table or a saved page; this is a text document (.rtf): {COPY}"),
    (b"\x1f\x8b", "a file that is not packed; this one is (.gz): unpack it and import what is in it"),
    (b"7z\xbc\xaf\x27\x1c", "a file that is not packed; this one is (.7z): unpack it and import what is in it"),
    (b"Rar!", "a file that is not packed; this one is (.rar): unpack it and import what is in it"),
    (b"\x89PNG", "a table or a saved page; this is a picture (.png), whose text cannot be read"),
    (b"\xff\xd8\xff", "a table or a saved page; this is a picture (.jpg), whose text cannot be read"),
    (
        b"SQLite format 3\x00",
        "a programme; this is a database. Import a workspace under Data and methods, or save its tables as CSV",
    ),
)


def other_file(data: bytes) -> str:
    """What is expected instead of a file, and what it is; empty for a file that may be a programme."""
    if data.startswith(ZIP):
        return _packed(data)
    if data.startswith(OLE):
        # Names of the streams stand in UTF-16 in the directory of the file.
        found = (said for name, said in STREAMS if name.encode("utf-16-le") in data)
        return next(found, f"a workbook (XLSX); this is an old Office file: {SAVE}")
    head = data[:4096]
    if said := next((said for start, said in BEGINNINGS if head.startswith(start)), ""):
        return said
    if b'progid="Excel.Sheet"' in head or b"urn:schemas-microsoft-com:office:excel" in head:
        return f"a workbook (XLSX); this is a table that was saved as XML or HTML under the name of a workbook: {SAVE}"
    return ""


def _packed(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return ""
            if "mimetype" in names:
                with archive.open("mimetype") as part:
                    kind = part.read(200)
                if said := next((said for mark, said in OPEN_DOCUMENT if mark in kind), ""):
                    return said
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        return "" if b"xl/workbook.xml" in data else "a file that is whole; this packed one is damaged: save or fetch it again"
    known = (said for part, said in PACKED if part in names or any(name.endswith(f"/{part}") for name in names))
    return next(known, "a file that is not packed; this one is (.zip): unpack it and import the files in it")
