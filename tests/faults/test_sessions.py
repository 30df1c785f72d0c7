"""Several people at once: no error, and everybody sees what they chose themselves, never the choice of another."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from dashboard_socket import SENTENCE, open_client

from igfdata.escaping import for_markdown
from igfdata.selection import describe, from_query, select
from tests.servers import dashboard

CHOICES = {
    "meeting=igf2025&day=1": [("Day", ["Day 2"]), ("Day", ["Day 2", "Day 3"])],
    "meeting=igf2025&day=2": [("Day", ["Day 0"]), ("Stakeholder group", ["Government"])],
    "meeting=igf2025&group=government": [("Stakeholder group", ["Civil Society"]), ("Day", ["Day 4"])],
    "meeting=igf2025&group=civil-society": [("Stakeholder group", ["Private Sector"]), ("Day", ["Day 1"])],
    "meeting=igf2025&pillar=protection": [("Day", ["Day 3"]), ("Day", [])],
    "meeting=igf2023": [("Stakeholder group", ["Government"]), ("Stakeholder group", [])],
    "meeting=igf2024&relevance=all": [("Stakeholder group", ["Civil Society"]), ("Day", ["Day 1"])],
    "meeting=igf2025&type=workshop": [("Day", ["Day 1"]), ("Stakeholder group", ["Technical Community"])],
}
"""Address of a session → what it then chooses, one click after the other."""

PART = {"Day": "days", "Stakeholder group": "groups"}


def run_apart(work):
    """Run a coroutine in a thread of its own: the browser's tests of the same process have a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.fixture(scope="module")
def server():
    with dashboard() as running:
        yield running


def check(shown, selection, dataset):
    """The page names this selection and counts its sessions."""
    assert not shown.errors
    assert for_markdown(describe(selection, dataset)) in shown.sentence
    assert int(SENTENCE.search(shown.sentence).group(1)) == len(select(dataset, selection).sessions)


async def click_through(server, dataset, address, together):
    """What one session shows; it makes every click at the same time as the others."""
    selection, notices = from_query(parse_qs(address), dataset)
    assert not notices
    async with open_client(server) as client:
        await together.wait()
        check(await client.visit(address), selection, dataset)
        for label, options in CHOICES[address]:
            selection = replace(selection, **{PART[label]: tuple(options)})
            await together.wait()
            check(await client.choose(label, options), selection, dataset)
        for page in ("Sessions", "Rights pillars"):
            await together.wait()
            check(await client.visit(client.address, page), selection, dataset)
        return selection


def test_everybody_sees_their_own_choice(server, shipped):
    async def everybody():
        together = asyncio.Barrier(len(CHOICES))
        async with asyncio.TaskGroup() as tasks, asyncio.timeout(240):
            done = [tasks.create_task(click_through(server, shipped, address, together)) for address in CHOICES]
        return [task.result() for task in done]

    selections = run_apart(everybody())
    assert len({describe(selection, shipped) for selection in selections}) == len(CHOICES), "all differ, or nothing is tested"
    assert not server.complaints()


def test_a_new_session_begins_with_nothing_of_another(server, shipped):
    async def two():
        async with open_client(server) as first, open_client(server) as second:
            await first.visit("meeting=igf2023&group=government", None)
            return await second.visit("")

    selection, _ = from_query({}, shipped)
    check(run_apart(two()), selection, shipped)
