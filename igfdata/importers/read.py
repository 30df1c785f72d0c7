"""Read a programme: recognise its format by content, or say what the file is instead; and what its meeting is called."""

import logging
import pkgutil
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, TypedDict, Unpack

from igfdata.contacts import PLACEHOLDER, without_contacts
from igfdata.escaping import visible
from igfdata.importers import formats
from igfdata.importers.model import DEFAULT, DayOrder, Days, Imported, ImportFailed, Limits
from igfdata.importers.other_files import other_file
from igfdata.importers.parsing.calendar_lines import read_lines
from igfdata.importers.parsing.clean_text import Decoded, decode, is_calendar, one_line, whole_characters
from igfdata.importers.parsing.collect import Collector
from igfdata.importers.parsing.contents import Source, as_dict, as_dicts, as_text
from igfdata.importers.parsing.known_names import Names
from igfdata.importers.parsing.listed_names import ORGANISATION
from igfdata.importers.parsing.tables import ZIP, columns_of, read_sheets
from igfdata.importers.parsing.zones import find_zone
from igfdata.importers.words import phrases

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Format:
    """A format: key, name for people, how to recognise and how to read it."""

    key: str
    label: str
    sniff: Callable[[Source], bool]
    parse: Callable[[Source, Collector], None]


def listed_formats() -> dict[str, Format]:
    """Return the formats by key: every file of the folder ``formats``, in the order in which they are asked whether a file is theirs."""
    modules = [import_module(f"{formats.__name__}.{found.name}") for found in pkgutil.iter_modules(formats.__path__)]
    modules.sort(key=lambda module: (module.ORDER, module.KEY))
    return {module.KEY: Format(module.KEY, module.LABEL, module.sniff, module.parse) for module in modules}


FORMATS = listed_formats()
"""The formats by key."""


def detect(data: bytes, filename: str | None = None) -> str | None:
    """Which format is it, by content? Its key, or None when no format is recognised.

    Parameters
    ----------
    data
        The file.
    filename
        Only used where the content leaves it open: a table whose columns are not known.
    """
    try:
        return _format_of(Source(data, _opened(data, "", DEFAULT).text, filename or ""))
    except ImportFailed:
        return None


def _format_of(source: Source) -> str | None:
    if source.json is None and source.is_broken_json:
        return None
    return next((key for key, one in FORMATS.items() if one.sniff(source)), None)


def guess_columns(data: bytes, *, filename: str = "") -> dict[str, str]:
    """Which columns does a table have, and what does each hold? Name → guessed field, or an empty text.

    Raises ImportFailed: when the file is no table.
    """
    source = Source(data, _opened(data, filename, DEFAULT).text, filename)
    return columns_of(read_sheets(source, Collector(source)))


class Options(TypedDict, total=False):
    """What a user says about a file.

    Parameters
    ----------
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
    limits
        What the import may use.
    """

    format: str | None
    timezone: str | None
    file_timezone: str | None
    filename: str
    meeting: str
    mapping: Mapping[str, str] | None
    days: Days | None
    day_order: DayOrder
    keep: Collection[str]
    limits: Limits


def read(data: bytes, **options: Unpack[Options]) -> Imported:
    """What does a file hold: sessions, groups of people, texts, and problems?

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
    return gather(data, Names(), **options).finish()


def gather(
    data: bytes, names: Names, *,
    format: str | None = None, filename: str = "", timezone: str | None = None, file_timezone: str | None = None,
    keep: Collection[str] = (), limits: Limits = DEFAULT, **said: Any,
) -> Collector:  # fmt: skip
    """Read a file, to be finished once ``names`` has those of all files of the import; arguments and errors are those of :func:`read`."""
    with _refusals_logged(data):
        filename = visible(filename)[:200]
        opened = _opened(data, filename, limits)
        source = Source(
            data=data,
            text=opened.text,
            filename=filename,
            venue=find_zone(timezone, filename) if timezone else None,
            file_zone=find_zone(file_timezone, filename, "file_timezone") if file_timezone else None,
            limits=limits,
            keep=frozenset(keep),
            **said,
        )
        key = format or _format_of(source)
        if key is None:
            if source.begins_like_json:
                source.need_json()
            raise ImportFailed.because(
                filename, f"no known format; expected one of: {', '.join(f.label for f in FORMATS.values())}"
            )
        if key not in FORMATS:
            raise ImportFailed.because(filename, f"unknown format; expected one of: {', '.join(FORMATS)}")
        out = Collector(source, names)
        for value, done in opened.remarks:
            out.whole.note("", value, done)
        out.format = key
        FORMATS[key].parse(source, out)
        out.source = replace(source, data=b"", text="")  # many files are read before one is finished
    return out


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
    limits.refuse_larger(filename, data)
    if not data.strip(b"\x00 \t\r\n"):
        raise ImportFailed.because(filename, "the file is empty")
    if other := other_file(data):
        raise ImportFailed.because(filename, other)
    return Decoded("") if data.startswith(ZIP) else _decoded(data)


def _decoded(data: bytes) -> Decoded:
    """Text of a file; a calendar may be folded inside a character."""
    return decode(whole_characters(data) if is_calendar(data) else data)


LONGEST_NAME = 120
HEAD = 60_000
"""Characters of a file that are looked at for its header."""
GENERIC, MEETING_WORDS = (frozenset(listed) for listed in phrases("pages", "meeting").values())
SCHED = re.compile(r"-//Sched\.com (?P<name>.+?)//")
XML_TITLE = re.compile(r"<conference\b.*?<title>(?P<title>[^<]{1,400})</title>", re.S)


def meeting_name(data: bytes) -> str:
    """Return the name of the meeting that a file states, or nothing.

    Calendars (X-WR-CALNAME, Sched's PRODID), schedules of frab and pretalx and exports of Indico state one.
    """
    text = decode(whole_characters(data[:HEAD]) if is_calendar(data) else data).text
    found = _of_calendar(text) if is_calendar(data) else _of_json(text) if text.lstrip()[:1] in "{[" else _of_xml(text)
    name = without_contacts(one_line(found))[:LONGEST_NAME].strip()
    return "" if name.casefold() in GENERIC or PLACEHOLDER in name else name


def _of_calendar(text: str) -> str:
    header = read_lines(text[:HEAD]).header
    sched = SCHED.search(header.get("PRODID", ""))
    if sched:
        return sched["name"]
    stated = re.sub(r"\\([,;\\])", r"\1", header.get("NAME") or header.get("X-WR-CALNAME", ""))
    words = set(re.findall(r"[a-z]+", stated.casefold()))
    # A calendar of a person bears the person's name: only one that looks like a meeting is taken.
    return stated if re.search(r"\d", stated) or words & (ORGANISATION | MEETING_WORDS) else ""


def _of_xml(text: str) -> str:
    found = XML_TITLE.search(text[:HEAD])
    return found["title"] if found else ""


def _of_json(text: str) -> str:
    value: dict[str, Any] = as_dict(Source(b"", text).json)
    conference = as_dict(as_dict(value.get("schedule")).get("conference"))
    results = value.get("results")
    titles = [
        conference.get("title"),
        *(event.get("title") for event in (as_dicts(results) if isinstance(results, list) else [])),
    ]
    names = list(dict.fromkeys(filter(None, map(as_text, titles))))
    return names[0] if len(names) == 1 else ""
