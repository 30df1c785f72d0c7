"""The list page of a Sched event (``/list/descriptions``), copied as text or saved as HTML."""

import re
from dataclasses import dataclass, field, replace

from igfdata.importers.model import ImportFailed, Record, Text
from igfdata.importers.parsing.clean_text import lines_of_tree
from igfdata.importers.parsing.collect import Collector
from igfdata.importers.parsing.contents import Source
from igfdata.importers.parsing.time_text import Stated, clear_cell, split_zone
from igfdata.importers.parsing.time_words import fold
from igfdata.importers.parsing.times import Clock, stated_time
from igfdata.importers.parsing.zones import offset_name, plain_offset

ORDER = 2
KEY = "sched_text"
LABEL = "Sched list page (copied text)"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
TIME = r"\d{1,2}[:.]\d{2}\s?(?:[ap]m)?"
ZONE = r"(?:(?:GMT|UTC)(?:\s?[+\-−]\d{1,2}(?::?\d{2})?)?|[A-Z]{2,5})"
DAY_LINE = re.compile(rf"{WEEKDAY},?\s+[A-Z][a-z]{{2,8}}\s+\d{{1,2}}(?:,\s*\d{{4}})?")
TIME_LINE = re.compile(rf"{TIME}\s+{ZONE}", re.I)
STAMP = re.compile(
    rf"(?P<moment>{WEEKDAY},?\s+[A-Z][a-z]{{2,8}}\s+\d{{1,2}},?\s+\d{{4}}\s+{TIME}\s*[-–]\s*{TIME})\s*(?P<zone>{ZONE})?",
    re.I,
)


@dataclass
class Block:
    """A session as printed: title, what its time stamp states, description, and the lines after the second stamp."""

    line: int
    title: str
    stamp: Stated
    is_repeated: bool
    description: list[str] = field(default_factory=list)
    room: str = ""


def sniff(source: Source) -> bool:
    """Whether a file is a list page of Sched: time stamps stand on lines of their own, each printed twice."""
    text = source.page_text
    stamps = [line.strip() for line in text[:200_000].split("\n") if STAMP.fullmatch(line.strip())]
    return len(stamps) > len(set(stamps)) or (
        bool(stamps) and any(TIME_LINE.fullmatch(line.strip()) for line in text.split("\n")[:400])
    )


def parse(source: Source, out: Collector) -> None:
    """Read the sessions; lines after the room are not looked at."""
    lines = source.text.split("\n") if source.tree is None else lines_of_tree(source.tree)
    blocks = _blocks([line.strip()[:20_000] for line in lines])
    if not blocks:
        expected = "not a copied Sched list: it has no time such as 'Sunday December 15, 2024 09:30 - 10:30 GMT+03'"
        raise ImportFailed.because(source.filename, expected)
    offsets = {plain_offset(block.stamp.zone) for block in blocks}
    shared = next(iter(offsets)) if len(offsets) == 1 else None
    clock = Clock(source.filename, source.venue, source.file_zone, trust_offset=source.venue is None and None not in offsets)
    if source.venue is None and shared is not None:
        out.timezone = offset_name(shared.utcoffset(None))
    for number, block in enumerate(blocks, 1):
        report = out.about(f"session {number} (line {block.line})")
        if not block.is_repeated:
            report.warning("", "", "the time is printed once only, not again after the description; the text may be cut off")
        if block.stamp.date is None:
            report.warning("time", "", "the date or a time does not exist; left empty")
        when = stated_time(clock, block.stamp, report.warning)
        texts = (Text("description", "\n".join(block.description)),)
        out.add(Record(title=block.title, when=when, room=block.room, texts=texts), report)


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
        blocks.append(Block(title_line + 1, title, _stated(match), last > first, list(filter(None, lines[first + 1 : last]))))
        rest_from = last + 1
    if blocks:
        _close(blocks[-1], [line for line in lines[rest_from:] if not _is_frame(line)])
    return blocks


def _stated(stamp: "re.Match[str]") -> Stated:
    """Date, times and zone of a stamp; the zone alone where the date or a time does not exist. Zones of unknown names do not matter."""
    zone = split_zone(fold(stamp["zone"] or ""))[0]
    return replace(clear_cell(stamp["moment"]), zone=zone)


def _is_frame(line: str) -> bool:
    """Headings of a day or an hour, empty lines, and the lone hyphen before a room."""
    return not line.strip("-–— ") or (len(line) < 60 and (DAY_LINE.fullmatch(line) or TIME_LINE.fullmatch(line)) is not None)


def _close(block: Block, after: list[str]) -> None:
    """The first line after the second stamp is the room; without a second stamp all lines are description."""
    if not block.is_repeated:
        block.description = after
    elif after:
        block.room = after[0].lstrip("-–— ")
