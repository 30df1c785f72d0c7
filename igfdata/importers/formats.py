"""The formats that can be imported: recognise one by its content, read it."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from igfdata.importers import (
    digwatch_page,
    frab_xml,
    igf_page,
    indico_json,
    pretalx_json,
    sched_ics,
    sched_json,
    sched_text,
    tabular,
)  # fmt: skip
from igfdata.importers.calendar_lines import is_calendar, whole_characters
from igfdata.importers.collect import Collector
from igfdata.importers.columns import find_header, guess_mapping
from igfdata.importers.json_text import ReadJson, load_json
from igfdata.importers.limits import DEFAULT, Limits
from igfdata.importers.model import Imported, ImportFault, Problem, Source
from igfdata.importers.names import Names
from igfdata.importers.other_files import other_file
from igfdata.importers.page import readable
from igfdata.importers.rows import ZIP, head_rows, is_workbook, read_sheets
from igfdata.importers.text import Decoded, decode, strip_controls
from igfdata.importers.times import find_zone


@dataclass(frozen=True)
class Format:
    """A format: key, name for people, usual endings of its files, and its parser."""

    key: str
    label: str
    endings: tuple[str, ...]
    parse: Callable[[Source, Collector], None]


FORMATS: dict[str, Format] = {
    module.KEY: Format(module.KEY, module.LABEL, endings, module.parse)
    for module, endings in (
        (sched_ics, (".ics",)),
        (sched_json, (".json",)),
        (sched_text, (".txt", ".html")),
        (pretalx_json, (".json",)),
        (frab_xml, (".xml",)),
        (indico_json, (".json",)),
        (igf_page, (".html", ".htm", ".txt")),
        (digwatch_page, (".html", ".htm", ".txt")),
        (tabular, (".csv", ".tsv", ".xlsx")),
    )
}
"""The formats by key."""

_JSON = (pretalx_json, indico_json, sched_json)


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
    if data.startswith(ZIP):
        return tabular.KEY if is_workbook(data) else None
    text = _decoded(data).text
    if "\x00" in text or not text.strip():
        return None
    if (found := _json(text, filename or "")) is not None:
        key = next((module.KEY for module in _JSON if module.sniff(found.value)), None)
        if key or not found.cut_line:
            return key
    for module in (sched_ics, frab_xml):
        if module.sniff(text):
            return module.KEY
    shown = readable(text)
    for page in (digwatch_page, sched_text, igf_page):
        if page.sniff(shown):
            return page.KEY
    return _detect_table(text, filename or "")


def _json(text: str, filename: str) -> ReadJson | None:
    """Return what a JSON text holds, also one that is cut off; None where the text only begins like JSON."""
    if text.lstrip()[:1] not in ("{", "["):
        return None
    try:
        return load_json(text, filename)
    except ImportFault:
        return None


def _detect_table(text: str, filename: str) -> str | None:
    rows = head_rows(text)
    header = find_header(rows).names
    known = guess_mapping(header)
    if len(header) >= 2 and ("title" in known.values() or (len(rows) >= 2 and len(known) >= 2)):
        return tabular.KEY
    return tabular.KEY if len(header) >= 2 and filename.casefold().endswith((".csv", ".tsv")) else None


def columns(data: bytes, *, filename: str = "", limits: Limits = DEFAULT) -> list[str]:
    """Which columns does a table have? Their names, to map them to fields.

    Raises
    ------
    ImportFault
        When the file is no table.
    """
    return list(guess_columns(data, filename=filename, limits=limits))


def guess_columns(data: bytes, *, filename: str = "", limits: Limits = DEFAULT) -> dict[str, str]:
    """Which columns does a table have, and what does each hold? Name → guessed field, or an empty text.

    Raises
    ------
    ImportFault
        When the file is no table.
    """
    source = _source(data, filename, limits)
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
    days: tuple[dt.date, dt.date] | None = None,
    day_order: Literal["", "day", "month"] = "",
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
    ImportFault
        When nothing can be read: too large, empty, no known format, refused for safety. No other exception is raised.
    """
    filename = strip_controls(filename)[:200]
    source = replace(
        _source(data, filename, limits, meeting, timezone, file_timezone, mapping),
        days=days,
        day_order=day_order,
        keep=frozenset(keep),
    )
    key = format or detect(data, filename, limits=limits)
    if key is None:
        raise _fault(filename, f"a programme in one of the known formats: {', '.join(f.label for f in FORMATS.values())}")
    if key not in FORMATS:
        raise _fault(filename, f"a format of: {', '.join(FORMATS)}")
    out = Collector(source, names)
    if not data.startswith(ZIP):
        for value, done in _decoded(data).remarks:
            out.whole.note("", value, done)
    FORMATS[key].parse(source, out)
    return out.finish(key)


def _source(
    data: bytes, filename: str, limits: Limits, meeting: str = "", timezone: str | None = None,
    file_timezone: str | None = None, mapping: Mapping[str, str] | None = None,
) -> Source:  # fmt: skip
    if len(data) > limits.file_bytes:
        found = f"{len(data) / 2**20:.1f} MB"
        raise ImportFault(Problem(filename, "", "", found, f"a file of at most {limits.file_bytes // 2**20} MB", "error"))
    if not data.strip(b"\x00 \t\r\n"):
        raise _fault(filename, "a file with content; it is empty")
    if other := other_file(data):
        raise _fault(filename, other)
    return Source(
        data=data,
        text="" if data.startswith(ZIP) else _decoded(data).text,
        filename=filename,
        meeting=meeting,
        venue=find_zone(timezone, filename) if timezone else None,
        file_zone=find_zone(file_timezone, filename, "file_timezone") if file_timezone else None,
        mapping=mapping,
        limits=limits,
    )


def _decoded(data: bytes) -> Decoded:
    """Text of a file; a calendar may be folded inside a character."""
    return decode(whole_characters(data) if is_calendar(data) else data)


def _fault(filename: str, expected: str) -> ImportFault:
    return ImportFault(Problem(filename, "", "", "", expected, "error"))
