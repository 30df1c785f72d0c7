"""What a file is that is no programme, and what to do with it; and the files inside a ZIP."""

import io
import re
import zipfile
import zlib

from igfdata.importers.model import DEFAULT, ImportFailed, Limits
from igfdata.importers.parsing.tables import ZIP

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DAMAGED = "this compressed file is damaged: save or fetch it again"
COMPRESSED = "this file is compressed (.zip): unpack it and import the files inside"
SAVE = "save it as XLSX (or CSV) and import that file"
COPY = "copy its table into a spreadsheet, save that as XLSX (or CSV) and import that file"
UNPACK = "unpack it and import what is inside"
NUMBERS = "this is a Numbers document: export it to Excel (XLSX) or CSV and import that file"
LOCKED = "this workbook has a password: remove the password, save it as XLSX (or CSV) and import that file"
DATABASE = "this is a database. Restore a workspace under Data and methods, or save its tables as CSV"

PACKED = {
    "xl/workbook.bin": f"this is a binary Excel workbook (.xlsb): {SAVE}",
    "Index/Document.iwa": NUMBERS,
    "Index.zip": NUMBERS,
    "word/document.xml": f"this is a Word document (.docx): {COPY}",
    "ppt/presentation.xml": f"this is a presentation (.pptx): {COPY}",
}
"""Part of a packed file → what it is."""
OPEN_DOCUMENT = {
    b"opendocument.spreadsheet": f"this is an OpenDocument spreadsheet (.ods): {SAVE}",
    b"opendocument.text": f"this is an OpenDocument text (.odt): {COPY}",
    b"opendocument.": f"this is an OpenDocument file: {COPY}",
}
STREAMS = {
    "EncryptedPackage": LOCKED,
    "WordDocument": f"this is an old Word document (.doc): {COPY}",
    "PowerPoint Document": f"this is an old presentation (.ppt): {COPY}",
    "Workbook": f"this is an old Excel workbook (.xls): {SAVE}",
    "Book": f"this is an old Excel workbook (.xls): {SAVE}",
}
"""Stream of an OLE file → what it is."""
BEGINNINGS = {
    b"%PDF-": f"this is a PDF: {COPY}",
    b"{\\rtf": f"this is a text document (.rtf): {COPY}",
    b"\x1f\x8b": f"this file is compressed (.gz): {UNPACK}",
    b"7z\xbc\xaf\x27\x1c": f"this file is compressed (.7z): {UNPACK}",
    b"Rar!": f"this file is compressed (.rar): {UNPACK}",
    b"\x89PNG": "this is a picture (.png), whose text cannot be read",
    b"\xff\xd8\xff": "this is a picture (.jpg), whose text cannot be read",
    b"SQLite format 3\x00": DATABASE,
}


def other_file(data: bytes) -> str:
    """What is expected instead of a file, and what it is; empty for a file that may be a programme."""
    if data.startswith(ZIP):
        return _packed(data)
    if data.startswith(OLE):
        # Names of the streams stand in UTF-16 in the directory of the file.
        found = (said for name, said in STREAMS.items() if name.encode("utf-16-le") in data)
        return next(found, f"this is an old Office file: {SAVE}")
    head = data[:4096]
    if said := next((said for start, said in BEGINNINGS.items() if head.startswith(start)), ""):
        return said
    if b'progid="Excel.Sheet"' in head or (b"urn:schemas-microsoft-com:office:excel" in head and b"<table" not in data):
        return f"this is a workbook that was saved as XML or as a frame of HTML: {SAVE}"
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
                if said := next((said for mark, said in OPEN_DOCUMENT.items() if mark in kind), ""):
                    return said
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        return "" if b"xl/workbook.xml" in data else DAMAGED
    known = (said for part, said in PACKED.items() if part in names or any(name.endswith(f"/{part}") for name in names))
    return next(known, COMPRESSED)


NOT_READ = re.compile(r"(?:^|/)(?:__MACOSX/|\.)|\.(?:css|js|map|png|jpe?g|gif|svg|webp|ico|woff2?|ttf|mp[34])$", re.I)
"""Parts of a ZIP that hold no programme: what a Mac adds, style and pictures of saved pages."""
MOST_FILES = 1_000


def unpacked(name: str, data: bytes, limits: Limits = DEFAULT) -> list[tuple[str, bytes]]:
    """Return the files of a ZIP, each with its name; any other file, also a workbook, as it is.

    Raises ImportFailed: when the ZIP is damaged, locked, empty, or holds more than the limits.
    """
    if len(data) > limits.file_bytes or not data.startswith(ZIP) or _packed(data) != COMPRESSED:
        return [(name, data)]
    found: list[tuple[str, bytes]] = []
    left = limits.unpacked_bytes
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir() and not NOT_READ.search(one.filename)]
            if len(members) > MOST_FILES:
                raise ImportFailed.because(name, f"at most {MOST_FILES} files in a ZIP", value=str(len(members)))
            for member in members:
                with archive.open(member) as part:
                    content = part.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise ImportFailed.because(name, f"the files inside hold more than {limits.unpacked_bytes // 2**20} MB")
                found.append((member.filename, content))
    except RuntimeError:
        raise ImportFailed.because(
            name, "this compressed file (.zip) has a password: unpack it and import what is inside"
        ) from None
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError, ValueError) as error:
        if isinstance(error, ImportFailed):
            raise
        raise ImportFailed.because(name, DAMAGED) from None
    if not found:
        raise ImportFailed.because(name, "no file inside that could be a programme")
    return found
