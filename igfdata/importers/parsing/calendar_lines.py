"""A calendar file (.ics) as lines: its header, its events, its time zones, and the names of people in it; nothing is understood yet."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from igfdata.importers.parsing.listed_names import names_in

KEPT = frozenset(["DURATION", "SUMMARY", "DESCRIPTION", "CATEGORIES", "LOCATION", "UID", "URL", "STATUS", "SEQUENCE", "RRULE"])
TIMES = frozenset(["DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE"])
HEADER = frozenset(["PRODID", "X-WR-TIMEZONE", "X-WR-CALNAME", "NAME"])
TOLD = frozenset(["ATTACH", "CONFERENCE", "IMAGE", "EXRULE"])
"""Fields that are not read, and counted for the list of problems."""
PEOPLE = frozenset(
    ["ORGANIZER", "ATTENDEE", "CONTACT", "SPEAKER", "SPEAKERS", "PRESENTER", "MODERATOR", "HOST", "CHAIR", "AUTHOR"]
)
"""Fields about people: their names serve to be taken out of the texts, and go no further."""
CN = re.compile(r';CN=("[^"]*"|[^;:]*)', re.I)
VALUE = re.compile(r'(?:"[^"]*"|[^":])*:')
NAME = re.compile(r"[A-Za-z0-9-]{1,60}(?=[:;])")
TIME_LINE = re.compile(r"(?P<name>[A-Za-z-]+)(?P<params>;.*)?:(?P<value>[^:]*)")
TZID = re.compile(r';TZID=("[^"]*"|[^;]*)', re.I)


@dataclass(frozen=True)
class TimeLine:
    """A line of an event that states a time, or several, as text, and the name of their zone."""

    name: str
    value: str
    tzid: str


@dataclass
class Block:
    """Lines of one event, and the number of its first line."""

    line: int
    lines: list[str] = field(default_factory=list)
    times: list[TimeLine] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    is_closed: bool = False


@dataclass
class Lines:
    """A calendar: fields of its header, events, zones as text by name, and how often what is not read occurs."""

    header: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    zones: dict[str, list[str]] = field(default_factory=dict)
    unread: Counter[str] = field(default_factory=Counter)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first physical line; a line that starts with a blank continues the one before."""
    pieces: list[str] = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if pieces and line[:1] in (" ", "\t"):
            pieces.append(line[1:])
            continue
        if pieces:
            yield start, "".join(pieces)
        pieces, start = [line], number
    if pieces:
        yield start, "".join(pieces)


def read_lines(text: str) -> Lines:
    """Return a calendar by its parts; people, alarms and the like are never looked at."""
    found = Lines()
    block: Block | None = None
    zone: list[str] | None = None
    inner = 0
    for number, line in _unfolded(text):
        upper = line.strip().upper()
        if zone is not None:
            zone.append(line.strip())
            if upper == "END:VTIMEZONE":
                found.zones |= {name: zone for name in _zone_names(zone)}
                zone = None
        elif upper == "BEGIN:VEVENT":
            block, inner = Block(number), 0
            found.blocks.append(block)
        elif upper == "END:VEVENT" and block is not None:
            block.is_closed, block = True, None
        elif upper == "BEGIN:VTIMEZONE" and block is None:
            zone = [line.strip()]
        elif upper.startswith(("BEGIN:", "END:")):
            if block is not None:
                inner += 1 if upper.startswith("BEGIN:") else -1
            if upper.startswith("BEGIN:") and upper != "BEGIN:VCALENDAR" and (block is None or inner == 1):
                found.unread[_component(upper[6:])] += 1
        elif (name := NAME.match(line)) is not None:
            _take(line, name, block, inner, found)
    return found


def _take(line: str, name: "re.Match[str]", block: Block | None, inner: int, found: Lines) -> None:
    key = name[0].upper()
    if block is None:
        if key in HEADER:
            found.header.setdefault(key, line[name.end() :].partition(":")[2] or line[name.end() + 1 :])
    elif inner <= 0 and key in KEPT:
        block.lines.append(line)
    elif inner <= 0 and key in TIMES:
        if (times := TIME_LINE.fullmatch(line)) is not None:
            zone = TZID.search(times["params"] or "")
            block.times.append(TimeLine(key, times["value"].strip(), zone[1].strip('"') if zone else ""))
        else:
            block.times.append(TimeLine(key, line[name.end() + 1 :].strip(), ""))
    elif key in PEOPLE or key.removeprefix("X-") in PEOPLE:
        block.people += _people(line)
    elif inner <= 0 and key in TOLD:
        found.unread[key] += 1


def _people(line: str) -> list[str]:
    """Names in a line about people: its parameter CN, its address, or (CONTACT) its text."""
    names = [name.strip('"') for name in CN.findall(line)]
    value = VALUE.sub("", line, count=1)
    if not value.casefold().startswith("mailto:"):
        value = re.sub(r"\\([,;\\])", r"\1", value)
    return [
        *(name for part in names for name in names_in(part)),
        *names_in(value.removeprefix("mailto:").removeprefix("MAILTO:")),
    ]


def _component(name: str) -> str:
    return name if re.fullmatch(r"[A-Z0-9-]{1,30}", name) else "other component"


def _zone_names(lines: list[str]) -> list[str]:
    return [line.partition(":")[2].strip() for line in lines if line.upper().startswith("TZID")]
