"""The list page of a Sched event (``/list/descriptions``), copied as text or saved as HTML."""

import datetime as dt
import re
from dataclasses import dataclass, field

from igfdata.importers.model import ImportFailed, Problem, Record, Source, Text, When
from igfdata.importers.parsing.clean_text import has_markup, lines_of
from igfdata.importers.parsing.collect import Collector, Reporter
from igfdata.importers.parsing.peek import Peek
from igfdata.importers.parsing.times import Clock, parse_clock, parse_date, parse_offset, session_time
from igfdata.importers.parsing.zones import offset_name

ORDER = 2
KEY = "sched_text"
LABEL = "Sched list page (copied text)"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
TIME = r"\d{1,2}[:.]\d{2}\s?(?:[ap]m)?"
ZONE = r"(?:(?:GMT|UTC)(?:\s?[+\-−]\d{1,2}(?::?\d{2})?)?|[A-Z]{2,5})"
DAY_LINE = re.compile(rf"{WEEKDAY},?\s+[A-Z][a-z]{{2,8}}\s+\d{{1,2}}(?:,\s*\d{{4}})?")
TIME_LINE = re.compile(rf"{TIME}\s+{ZONE}", re.I)
STAMP = re.compile(
    rf"(?P<day>{WEEKDAY},?\s+[A-Z][a-z]{{2,8}}\s+\d{{1,2}},?\s+\d{{4}})\s+(?P<start>{TIME})\s*[-–]\s*(?P<end>{TIME})\s*(?P<zone>{ZONE})?",
    re.I,
)


@dataclass
class Block:
    """A session as printed: title, time stamp, description, and the lines after the second stamp."""

    line: int
    title: str
    stamp: "re.Match[str]"
    is_repeated: bool
    description: list[str] = field(default_factory=list)
    room: str = ""


def sniff(file: Peek) -> bool:
    """Whether a file is a list page of Sched: time stamps stand on lines of their own, each printed twice."""
    text = file.page
    stamps = [line.strip() for line in text[:200_000].split("\n") if STAMP.fullmatch(line.strip())]
    return len(stamps) > len(set(stamps)) or (
        bool(stamps) and any(TIME_LINE.fullmatch(line.strip()) for line in text.split("\n")[:400])
    )


def parse(source: Source, out: Collector) -> None:
    """Read the sessions; lines after the room are not looked at."""
    lines = lines_of(source.text) if has_markup(source.text) else source.text.split("\n")
    blocks = _blocks([line.strip()[:20_000] for line in lines])
    if not blocks:
        expected = "not a copied Sched list: it has no time such as 'Sunday December 15, 2024 09:30 - 10:30 GMT+03'"
        raise ImportFailed(Problem(source.filename, "", "", "", expected, "error"))
    zones = {_offset(block) for block in blocks}
    shared = next(iter(zones)) if len(zones) == 1 else None
    clock = Clock(source.filename, source.venue, source.file_zone, trust_offset=source.venue is None and None not in zones)
    if source.venue is None and shared is not None:
        out.timezone = offset_name(shared.utcoffset(None))
    for number, block in enumerate(blocks, 1):
        report = out.about(f"session {number} (line {block.line})")
        if not block.is_repeated:
            report.warning("", "", "the time is printed once only, not again after the description; the text may be cut off")
        texts = (Text("description", "\n".join(block.description)),)
        out.add(Record(title=block.title, when=_when(block, clock, report), room=block.room, texts=texts), report)


def _offset(block: Block) -> dt.tzinfo | None:
    return parse_offset(block.stamp["zone"] or "")


def _when(block: Block, clock: Clock, report: Reporter) -> When:
    day, start, end = parse_date(block.stamp["day"]), parse_clock(block.stamp["start"]), parse_clock(block.stamp["end"])
    if day is None or start is None or end is None:
        report.warning("time", "", "the date or a time does not exist; left empty")
        return When()
    zone = _offset(block)
    ends = day + dt.timedelta(days=1) if end < start else day
    return session_time(clock, dt.datetime.combine(day, start, zone), dt.datetime.combine(ends, end, zone), report.warning)


def _blocks(lines: list[str]) -> list[Block]:
    stamps = [(number, match) for number, line in enumerate(lines) if len(line) < 200 and (match := STAMP.fullmatch(line))]
    pairs: list[tuple[int, int, re.Match[str]]] = []
    position = 0
    while position < len(stamps):
        first, match = stamps[position]
        repeated = position + 1 < len(stamps) and lines[stamps[position + 1][0]] == lines[first]
        pairs.append((first, stamps[position + 1][0] if repeated else first, match))
        position += 2 if repeated else 1
    blocks: list[Block] = []
    rest_from = 0
    for first, last, match in pairs:
        between = [(n, lines[n]) for n in range(rest_from, first) if not _is_frame(lines[n])]
        title_line, title = between.pop() if between else (first, "")
        if blocks:
            _close(blocks[-1], [line for _, line in between])
        blocks.append(Block(title_line + 1, title, match, last > first, [line for line in lines[first + 1 : last] if line]))
        rest_from = last + 1
    if blocks:
        _close(blocks[-1], [line for line in lines[rest_from:] if not _is_frame(line)])
    return blocks


def _is_frame(line: str) -> bool:
    """Headings of a day or an hour, empty lines, and the lone hyphen before a room."""
    return not line.strip("-–— ") or (len(line) < 60 and (DAY_LINE.fullmatch(line) or TIME_LINE.fullmatch(line)) is not None)


def _close(block: Block, after: list[str]) -> None:
    """The first line after the second stamp is the room; without a second stamp all lines are description."""
    if not block.is_repeated:
        block.description = after
    elif after:
        block.room = after[0].lstrip("-–— ")
