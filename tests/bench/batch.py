"""How long do an import, a deck and the start of a command take?"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from icalendar import Calendar

from igfdata import load
from igfdata.briefing.agenda import briefing_about
from igfdata.briefing.export import export
from igfdata.importers import read
from igfdata.selection import default_selection
from tests.bench.results import Result

ROOT = Path(__file__).resolve().parents[2]
N_EVENTS = 1_000
TWICE, ONE_SECOND = 2.0, 1.0


def calendar(n: int) -> bytes:
    """A calendar as Sched exports it: n events of an hour, in 20 rooms on five days."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sched.com//Example//EN", "X-WR-TIMEZONE:Europe/Oslo"]
    for i in range(n):
        day, hour = 23 + i // 20 % 5, 6 + i // 100 % 10
        description = "How children are heard when rules for platforms are made\\, and what follows from it. " * 8
        lines += [
            "BEGIN:VEVENT", "DTSTAMP:20250601T000000Z", f"DTSTART:202506{day}T{hour:02d}0000Z", f"DTEND:202506{day}T{hour + 1:02d}0000Z",
            f"SUMMARY:WS #{i} Children's rights in the digital environment\\, part {i}", *_folded(f"DESCRIPTION:{description}"),
            "CATEGORIES:WORKSHOP", f"LOCATION:Room {i % 20}", "SEQUENCE:0", f"UID:{i:032x}",
            f"URL:http://igfexample.sched.com/event/{i:032x}", "END:VEVENT",
        ]  # fmt: skip
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _folded(line: str) -> list[str]:
    return [line[:74], *(f" {line[i : i + 73]}" for i in range(74, len(line), 73))]


def in_turns(n: int, *tasks: Callable[[], object]) -> list[list[float]]:
    """Seconds of each task, run n times in turns."""
    samples: list[list[float]] = [[] for _ in tasks]
    for _ in range(n):
        for task, times in zip(tasks, samples, strict=True):
            start = time.perf_counter()
            task()
            times.append(time.perf_counter() - start)
    return samples


def measure(*, is_quick: bool) -> Iterator[Result]:
    """Import, deck, start."""
    n = 2 if is_quick else 9
    yield from _import(n)
    yield from _deck(n)
    yield from _start(n)


def _import(n: int) -> Iterator[Result]:
    content = calendar(N_EVENTS)

    def ours() -> int:
        return len(read(content, timezone="Europe/Oslo", filename="all.ics", meeting="igf2025").sessions)

    def library() -> int:
        return len(Calendar.from_ical(content).walk("VEVENT"))

    if not ours() == library() == N_EVENTS:
        raise RuntimeError(f"of {N_EVENTS} events {ours()} are imported and {library()} parsed")
    read_, parsed = in_turns(n, ours, library)
    yield Result(
        f"Import of a calendar of {N_EVENTS} events", read_, "s", floor=parsed, floor_is="icalendar's own parse", most=TWICE
    )


def _deck(n: int) -> Iterator[Result]:
    dataset = load()
    selection = default_selection(dataset)

    def deck() -> bytes:
        briefing = briefing_about(dataset, selection, "Day 2")
        return export(briefing, ".pptx", dataset=dataset, selection=replace(selection, days=("Day 2",)))

    deck()  # loads python-pptx
    (made,) = in_turns(n, deck)
    yield Result("Briefing of a day as PowerPoint", made, "s", most=ONE_SECOND, of_ratio=False)


def _start(n: int) -> Iterator[Result]:
    with TemporaryDirectory() as workspace:
        environment = {**os.environ, "IGF_WORKSPACE": workspace}

        def run(*arguments: str) -> Callable[[], object]:
            return lambda: subprocess.run(
                [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, check=True
            )

        summary, pandas = run("-m", "igfdata", "summary"), run("-c", "import pandas")
        summary()
        ours, floor = in_turns(n, summary, pandas)
    yield Result(
        "python -m igfdata summary",
        ours,
        "s",
        floor=floor,
        floor_is="python -c 'import pandas'",
        most=ONE_SECOND,
        of_ratio=False,
    )
