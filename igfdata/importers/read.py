"""Read a programme: recognise its format by content, or say what the file is instead."""

import io
import logging
import pkgutil
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module

from igfdata.characters import visible
from igfdata.importers import formats
from igfdata.importers.formats import tabular
from igfdata.importers.model import DEFAULT, DayOrder, Days, Imported, ImportFailed, Limits, Source
from igfdata.importers.parsing.clean_text import Decoded, decode, is_calendar, whole_characters
from igfdata.importers.parsing.collect import Collector
from igfdata.importers.parsing.contents import Peek, begins_like_json, is_broken_json, load_json
from igfdata.importers.parsing.name_removal import Names
from igfdata.importers.parsing.tables import ZIP, read_sheets
from igfdata.importers.parsing.zones import find_zone

log = logging.getLogger(__name__)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
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
    if b'progid="Excel.Sheet"' in head or b"urn:schemas-microsoft-com:office:excel" in head:
        return f"this is a table that was saved as XML or HTML under the name of a workbook: {SAVE}"
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
        return "" if b"xl/workbook.xml" in data else "this compressed file is damaged: save or fetch it again"
    known = (said for part, said in PACKED.items() if part in names or any(name.endswith(f"/{part}") for name in names))
    return next(known, "this file is compressed (.zip): unpack it and import the files inside")


@dataclass(frozen=True)
class Format:
    """A format: key, name for people, how to recognise and how to read it."""

    key: str
    label: str
    sniff: Callable[[Peek], bool]
    parse: Callable[[Source, Collector], None]


def listed_formats() -> dict[str, Format]:
    """Return the formats by key: every file of the folder ``formats``, in the order in which they are asked whether a file is theirs."""
    modules = [import_module(f"{formats.__name__}.{found.name}") for found in pkgutil.iter_modules(formats.__path__)]
    modules.sort(key=lambda module: (module.ORDER, module.KEY))
    return {module.KEY: Format(module.KEY, module.LABEL, module.sniff, module.parse) for module in modules}


FORMATS = listed_formats()
"""The formats by key."""


def detect(data: bytes, filename: str | None = None, *, limits: Limits = DEFAULT) -> str | None:
    """Which format is it, by content? Its key, or None when no format is recognised.

    Parameters
    ----------
    data
        The file.
    filename
        Only used where the content leaves it open: a table whose columns are not known.
    """
    if not data or len(data) > limits.file_bytes:
        return None
    text = "" if data.startswith(ZIP) else _decoded(data).text
    if "\x00" in text or not (text.strip() or data.startswith(ZIP)):
        return None
    file = Peek(data, text, filename or "")
    if file.json is None and is_broken_json(text):
        return None
    return next((key for key, one in FORMATS.items() if one.sniff(file)), None)


def guess_columns(data: bytes, *, filename: str = "", limits: Limits = DEFAULT) -> dict[str, str]:
    """Which columns does a table have, and what does each hold? Name → guessed field, or an empty text.

    Raises ImportFailed: when the file is no table.
    """
    source = Source(data, _opened(data, filename, limits).text, filename, limits=limits)
    return tabular.columns_of(read_sheets(source, Collector(source)))


def read(
    data: bytes,
    *,
    format: str | None = None,
    timezone: str | None = None,
    file_timezone: str | None = None,
    filename: str = "",
    meeting: str = "",
    mapping: Mapping[str, str] | None = None,
    days: Days | None = None,
    day_order: DayOrder = "",
    keep: Collection[str] = (),
    limits: Limits = DEFAULT,
    names: Names | None = None,
) -> Imported:
    """What does a file hold: sessions, groups of people, texts, and problems?

    Parameters
    ----------
    data
        The file.
    format
        Key of :data:`FORMATS`; recognised by content when it is not given.
    timezone
        Zone of the venue, such as Europe/Oslo; dates and times are returned in it.
    file_timezone
        Zone in which the file prints times that state none, when it is not the venue's (dig.watch 2024: UTC).
    filename
        For messages only.
    meeting
        Key of the meeting, for the ids of sessions that the file gives none.
    mapping
        For tables: name of a column → field of :data:`igfdata.importers.FIELDS`; guessed when it is not given.
    days
        First and last day of the meeting, where they are known: for ``Day 2``, dates without a year, a meeting of one day,
        the end of series.
    day_order
        For tables: whether day or month comes first in 03/04/2026, where the dates themselves leave it open.
    keep
        What is skipped unless it is named here: members of :data:`igfdata.vocabulary.SKIPPED`.

    Raises
    ------
    NeedsTimezone
        When the file does not state a zone that is needed and none is given.
    NeedsMapping
        When no column of a table is recognised as the title.
    NeedsDay, NeedsDayOrder
        When a table states times without any date, or dates that can be read in two ways.
    ImportFailed
        When nothing can be read: too large, empty, no known format, refused for safety. No other exception is raised.
    """
    with _refusals_logged(data):
        filename = visible(filename)[:200]
        opened = _opened(data, filename, limits)
        source = Source(
            data=data,
            text=opened.text,
            filename=filename,
            meeting=meeting,
            venue=find_zone(timezone, filename) if timezone else None,
            file_zone=find_zone(file_timezone, filename, "file_timezone") if file_timezone else None,
            mapping=mapping,
            limits=limits,
            days=days,
            keep=frozenset(keep),
            day_order=day_order,
        )
        key = format or detect(data, filename, limits=limits)
        if key is None:
            if begins_like_json(source.text):
                load_json(source.text, filename)
            raise ImportFailed.because(
                filename, f"no known format; expected one of: {', '.join(f.label for f in FORMATS.values())}"
            )
        if key not in FORMATS:
            raise ImportFailed.because(filename, f"unknown format; expected one of: {', '.join(FORMATS)}")
        out = Collector(source, names)
        for value, done in opened.remarks:
            out.whole.note("", value, done)
        FORMATS[key].parse(source, out)
        imported = out.finish(key)
    log.info("Read a programme (%s); sessions: %d, problems: %d", key, len(imported.sessions), len(imported.problems))
    return imported


@contextmanager
def _refusals_logged(data: bytes) -> Iterator[None]:
    """Log that a file was not read, without anything that is in it."""
    try:
        yield
    except ImportFailed as error:
        log.info("A file of %d bytes was not read: %s", len(data), type(error).__name__)
        raise


def _opened(data: bytes, filename: str, limits: Limits) -> Decoded:
    """Text of a file that may be a programme, empty for a packed one; any other file is refused."""
    if len(data) > limits.file_bytes:
        found = f"{len(data) / 2**20:.1f} MB"
        raise ImportFailed.because(filename, f"a file of at most {limits.file_bytes // 2**20} MB", value=found)
    if not data.strip(b"\x00 \t\r\n"):
        raise ImportFailed.because(filename, "the file is empty")
    if other := other_file(data):
        raise ImportFailed.because(filename, other)
    return Decoded("") if data.startswith(ZIP) else _decoded(data)


def _decoded(data: bytes) -> Decoded:
    """Text of a file; a calendar may be folded inside a character."""
    return decode(whole_characters(data) if is_calendar(data) else data)
