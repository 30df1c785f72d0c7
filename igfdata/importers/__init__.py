"""Programmes of other tools, as sessions: bytes in; sessions, groups of people, texts and problems out.

A person's name, address, biography or answer is dropped where it is parsed and returned by nothing here::

    from pathlib import Path
    from igfdata.importers import detect, read

    data = Path("all.ics").read_bytes()
    imported = read(data, timezone="Europe/Oslo", filename="all.ics", meeting="igf2026")
    imported.sessions, imported.problems
"""

from igfdata.importers.formats.igf_page import page_slug
from igfdata.importers.model import (
    Imported,
    ImportFailed,
    Limits,
    NeedsAnswer,
    NeedsDay,
    NeedsDayOrder,
    NeedsMapping,
    NeedsTimezone,
    Problem,
)
from igfdata.importers.parsing.table_header import FIELDS, guess_mapping
from igfdata.importers.read import FORMATS, Format, detect, guess_columns, read

__all__ = [
    "FIELDS",
    "FORMATS",
    "Format",
    "ImportFailed",
    "Imported",
    "Limits",
    "NeedsAnswer",
    "NeedsDay",
    "NeedsDayOrder",
    "NeedsMapping",
    "NeedsTimezone",
    "Problem",
    "detect",
    "guess_columns",
    "guess_mapping",
    "page_slug",
    "read",
]
