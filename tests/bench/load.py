"""Many at once: real sessions of the app on one server, clicking for ten minutes: ``python -m tests.bench.load --sessions 50``.

Every session is a client of the server's own protocol, without a browser. It clicks, waits for the whole answer, looks at it
for a moment, and clicks again: another day or group, or another page. Quoted are the times from a click to the end of its
answer, errors, and the memory of the server's process after warming up and at the end.
"""

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "faults")]

from dashboard_socket import Client, open_client, some_of  # noqa: E402

from tests.bench.results import Result  # noqa: E402
from tests.servers import Server, dashboard  # noqa: E402

SESSIONS, SECONDS, PAUSE = 50, 600.0, 5.0
QUICK = (4, 5.0, 1.0)
FLAT = 0.02
"""Memory is flat when the last fifth of the time needs at most so much more than the second fifth."""

START = "meeting=igf2025&relevance=all"


@dataclass
class Load:
    """What was measured.

    Parameters
    ----------
    seconds
        From a click to the end of its answer, every click after the first page of a session.
    errors
        Exceptions and errors that pages showed, or that the server wrote down.
    memory
        ``(second, MB)`` of the server's process, twice a second, once all sessions have their first page.
    """

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)

    def memory_in(self, fifth: int) -> float:
        """Median memory in one fifth of the time, from 0 to 4."""
        begin, end = self.memory[0][0], self.memory[-1][0]
        parts = [megabytes for moment, megabytes in self.memory if int(4.999 * (moment - begin) / (end - begin)) == fifth]
        return median(parts)

    @property
    def growth(self) -> float:
        """Memory in the last fifth of the time over that in the second fifth, less one."""
        return self.memory_in(4) / self.memory_in(1) - 1


async def click(client: Client, chance: random.Random) -> None:
    """One click: another day or group, back to the start, or another page."""
    pages = [name for name in client.shown.pages if name]
    kind = chance.random()
    if kind < 0.4:
        await client.choose("Day", some_of(client.shown.options("Day"), chance))
    elif kind < 0.7:
        await client.choose("Stakeholder group", some_of(client.shown.options("Stakeholder group"), chance))
    elif kind < 0.8 or not pages:  # the server names the pages after the first run
        await client.visit(START)
    else:
        await client.visit(client.address, chance.choice(pages))


Act = Callable[[Client, random.Random], Awaitable[object]]


async def one_session(
    server: Server, number: int, pause: float, load: Load, begun: asyncio.Barrier, end: asyncio.Event, act: Act, start: str
) -> None:
    """A person at the dashboard until the time is over."""
    chance = random.Random(number)
    async with open_client(server) as client:
        load.errors += (await client.visit(start)).errors
        await begun.wait()
        while not end.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(end.wait(), chance.uniform(0.5, 1.5) * pause)
                break
            await act(client, chance)
            load.seconds.append(client.shown.seconds)
            load.errors += client.shown.errors


async def drive(server: Server, sessions: int, seconds: float, pause: float, *, act: Act = click, start: str = START) -> Load:
    """All sessions at once; what was measured.

    Parameters
    ----------
    act, start
        What a session does at each click, and the address that it opens first.
    """
    load, begun, end = Load(), asyncio.Barrier(sessions + 1), asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        for number in range(sessions):
            tasks.create_task(one_session(server, number, pause, load, begun, end, act, start))
        await begun.wait()
        over = time.monotonic() + seconds
        while time.monotonic() < over:
            load.memory.append((time.monotonic(), server.memory()))
            await asyncio.sleep(0.5)
        end.set()
    load.errors += server.complaints()
    return load


def run(sessions: int, seconds: float, pause: float) -> Load:
    """Start a server, put the load on it, and stop it."""
    with dashboard() as server:
        return asyncio.run(drive(server, sessions, seconds, pause))


def measure(*, is_quick: bool) -> list[Result]:
    """Rows for the table of all questions."""
    sessions, seconds, pause = QUICK if is_quick else (SESSIONS, SECONDS, PAUSE)
    load = run(sessions, seconds, pause)
    who = f"{sessions} sessions, a click every {pause:g} s each, {seconds:g} s"
    return [
        Result(f"{who}: click to end of answer", [1000 * value for value in load.seconds]),
        Result(f"{who}: errors", [len(load.errors)], unit="errors", most=0, of_ratio=False),
        Result(f"{who}: growth of memory", [100 * load.growth], unit="%", most=100 * FLAT, of_ratio=False),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print; 1 when there was an error or memory grew. No time decides."""
    program = argparse.ArgumentParser(prog="python -m tests.bench.load", description=__doc__)
    program.add_argument("--sessions", type=int, default=SESSIONS)
    program.add_argument("--seconds", type=float, default=SECONDS)
    program.add_argument("--pause", type=float, default=PAUSE, help="mean seconds between an answer and the next click")
    options = program.parse_args(arguments)
    load = run(options.sessions, options.seconds, options.pause)
    middle, p95, p99 = np.percentile(load.seconds, [50, 95, 99])
    print(
        f"{options.sessions} sessions, {len(load.seconds)} clicks in {options.seconds:g} s ({options.pause:g} s between them)"
    )
    print(f"click to end of answer: median {1000 * middle:.0f} ms, p95 {1000 * p95:.0f} ms, p99 {1000 * p99:.0f} ms")
    told = ", ".join(f"{load.memory_in(fifth):.0f}" for fifth in range(5))
    print(
        f"memory of the server, by fifths of the time: {told} MB; growth from the second to the last {100 * load.growth:+.1f} %"
    )
    print(f"errors: {len(load.errors)}", *dict.fromkeys(load.errors), sep="\n  ")
    return int(bool(load.errors) or load.growth > FLAT)


if __name__ == "__main__":
    sys.exit(main())
