"""How does a click grow with the number of browser sessions? The dashboard and a bare Streamlit page, crowd by crowd, in turns.

Every session of a crowd opens a page with the same charts (Overview) and chooses other stakeholder groups again and again; see
:mod:`tests.bench.load` for the sessions. Both servers run all the time, and one of them has work.
"""

import asyncio
import random
from collections.abc import Iterator

from tests.bench import servers
from tests.bench.load import drive
from tests.bench.results import Result
from tests.faults.dashboard_socket import Client, some_of

CROWDS, SECONDS, PAUSE = (10, 50, 100, 200), 60.0, 5.0
QUICK = (2, 5), 5.0, 1.0


async def choose_groups(client: Client, chance: random.Random) -> None:
    """Choose other stakeholder groups."""
    await client.choose("Stakeholder group", some_of(client.shown.widgets["Stakeholder group"].options, chance))


def measure(*, is_quick: bool) -> Iterator[Result]:
    """Three results a crowd: the clicks, their slowest twentieth, and errors."""
    crowds, seconds, pause = QUICK if is_quick else (CROWDS, SECONDS, PAUSE)
    with servers.ours() as ours, servers.bare_streamlit() as bare:
        for n in crowds:
            who = f"{n} sessions, a click every {pause:g} s each"
            loads = [
                asyncio.run(drive(server, n, seconds, pause, act=choose_groups, start=start))
                for server, start in ((ours, ""), (bare, "page="))
            ]
            samples = [sorted(1000 * value for value in load.seconds) for load in loads]
            slow = [times[int(0.95 * len(times)) :] for times in samples]
            yield Result(f"{who}: click to end of answer", samples[0], floor=samples[1], floor_is="bare Streamlit")
            yield Result(f"{who}: the slowest twentieth", slow[0], floor=slow[1], floor_is="bare Streamlit")
            yield Result(f"{who}: errors", [len(loads[0].errors)], unit="errors", most=0, of_ratio=False)
