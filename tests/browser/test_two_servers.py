"""Two servers on one PostgreSQL behind a proxy, two coders, one server killed in the middle: nothing that was saved is lost."""

import asyncio
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from conftest import PATIENCE, ready
from dashboard_page import pick
from playwright.sync_api import Page, expect
from sticky_proxy import COOKIE, sticky_proxy
from test_coding_page import PILLARS
from test_import import SIGN

from igfdata.schema import TABLES
from igfdata.validation import read_folder
from igfdata.workspace import Meeting, Workspace
from pages.shared.messages import CONFLICT
from pages.shared.widgets import LOST
from tests.faults.dashboard_socket import SENTENCE, open_client
from tests.igfdata.workspace.postgres import find_programs
from tests.igfdata.workspace.postgres import server as database_server
from tests.igfdata.workspace.programme_samples import imported, make_shipped, with_a_row_in_each_file
from tests.servers import Server, dashboard

ALL = "meeting=igf2026&relevance=all"
MEETING = Meeting("igf2026", name="21st Internet Governance Forum", city="Oslo", country="Norway")
FIRST, SECOND, THIRD, FOURTH = (f"igf2026-uid{number}" for number in range(1, 5))


@dataclass
class Team:
    """Two servers, the address at which a browser finds them, and a colleague's open workspace on their database."""

    servers: list[Server]
    url: str
    colleague: Workspace


@pytest.fixture
def team(tiny_frames, tmp_path):
    programs = find_programs()
    if programs is None:
        pytest.skip("no PostgreSQL: `make postgres` gets one, `pip install 'psycopg[binary]'` its driver")
    for name, frame in with_a_row_in_each_file(make_shipped(tiny_frames)).items():
        frame.to_csv(tmp_path / TABLES[name].file, index=False)
    with ExitStack() as stack:
        address = stack.enter_context(database_server(programs))

        def start(_: int) -> Server:
            return stack.enter_context(dashboard(IGF_WORKSPACE=address, IGF_DATA=str(tmp_path)))

        with ThreadPoolExecutor(2) as pool:
            servers = list(pool.map(start, range(2)))
        proxy = stack.enter_context(sticky_proxy(*(urlsplit(one.url).port for one in servers)))
        yield Team(servers, proxy.url, stack.enter_context(Workspace.open(address, shipped=read_folder(tmp_path))))


async def _counts(server: Server, address: str) -> dict[str, int]:
    async with open_client(server) as client:
        for _ in range(2):  # the server names its pages after the first run
            await client.visit(address)
        found = {}
        for page in list(client.shown.pages):
            shown = await client.visit(address, page)
            assert not shown.errors
            found[page] = int(SENTENCE.search(shown.sentence).group(1))
    return found


def shown_on_every_page(server: Server, address: str) -> int:
    """How many sessions all pages of a server say that they show, when each is opened once."""
    with ThreadPoolExecutor(1) as pool:  # the browser's own loop runs in this thread
        counts = pool.submit(asyncio.run, _counts(server, address)).result()
    assert len(counts) == 8 and len(set(counts.values())) == 1, counts
    return next(iter(counts.values()))


def code(page: Page, pillar: str) -> None:
    """Say that the session on the screen is about children, and give it a pillar."""
    page.get_by_role("radiogroup", name="Is it about children?").get_by_role("radio", name="Yes").click()
    ready(page)
    pick(page.get_by_role("combobox", name=PILLARS), pillar)
    expect(page.get_by_role("button", name=f"Remove {pillar}")).to_be_visible()
    ready(page)


def codes(workspace: Workspace, session_id: str, *, history: bool = False) -> list[tuple[str, str, str]]:
    rows = workspace.codings(session_id, dimension="pillar", history=history)
    return sorted(zip(rows["coder"], rows["codes"], rows["state"], strict=True))


def decide(workspace: Workspace, session_id: str, pillar: str) -> None:
    workspace.save_decision(
        session_id, "pillar", [pillar], reason="Rule 1", signed_by="TS", evidence="title", expected_revision=0,
        code_a=["protection"], code_b=[pillar],
    )  # fmt: skip


def test_two_servers_share_what_is_saved_and_a_browser_survives_the_death_of_its_own(team, browser):
    first, second = team.servers
    colleague = team.colleague
    colleague.import_version(MEETING, imported(1, 2, 3), "hash-1")
    page = browser.new_context().new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{team.url}/Coding?{ALL}")
    ready(page)
    assert kept_by(page) == "0"
    page.get_by_label(SIGN).fill("MK")
    page.get_by_label(SIGN).press("Enter")
    expect(page.get_by_text("coded by MK")).to_contain_text("0 of 3")

    # Coded on the first server, seen on every page of the second.
    code(page, "Protection")
    page.get_by_role("button", name="Save codes").click()
    expect(page.get_by_text("Saved for MK")).to_be_visible()
    assert shown_on_every_page(second, f"{ALL}&coder=MK&pillar=protection") == 1

    # Imported, coded and decided elsewhere, seen on every page of both.
    colleague.import_version(Meeting(MEETING.meeting_id), imported(1, 2, 3, 4), "hash-2")
    colleague.save_codes(FIRST, "TS", "pillar", ["provision"], evidence="title", expected_revision=0)
    decide(colleague, FIRST, "provision")
    decide(colleague, FOURTH, "provision")
    for server in (first, second):
        assert shown_on_every_page(server, f"{ALL}&pillar=provision") == 2

    # The same session coded from two places: the second is told, both are kept.
    page.get_by_role("button", name="Next session").click()
    expect(page.get_by_test_id("stMain").locator("h5").first).to_have_text("Session 2")
    ready(page)
    code(page, "Protection")
    colleague.save_codes(SECOND, "MK", "pillar", ["participation"], evidence="title", expected_revision=0)
    page.get_by_role("button", name="Save codes").click()
    expect(page.get_by_text(CONFLICT)).to_be_visible()
    both = [("MK", "participation", "current"), ("MK", "protection", "conflict")]
    assert codes(colleague, SECOND, history=True) == both

    # Killed with a session half done: the browser goes on with the other server, and says what to look at.
    page.goto(f"{team.url}/Coding?{ALL}&session={THIRD}")
    ready(page)
    page.get_by_label(SIGN).fill("MK")
    page.get_by_label(SIGN).press("Enter")
    expect(page.get_by_test_id("stMain").locator("h5").first).to_have_text("Session 3")
    ready(page)
    code(page, "Provision")
    os.kill(first.process_id, signal.SIGKILL)
    expect(page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]")).to_be_visible()
    page.wait_for_function(f"() => document.cookie.includes('{COOKIE}=1')")
    page.get_by_role("button", name="Save codes").click()
    expect(page.get_by_text(LOST)).to_be_visible()
    assert codes(colleague, THIRD) == []
    expect(page.get_by_label(SIGN)).to_have_value("MK")
    expect(page.get_by_role("button", name="Remove Provision")).to_be_visible()
    page.get_by_role("button", name="Save codes").click()
    expect(page.get_by_text("Saved for MK")).to_be_visible()
    expect(page.get_by_text(LOST)).to_have_count(0)
    assert codes(colleague, THIRD) == [("MK", "provision", "current")]

    # Nothing that was saved before is lost.
    assert codes(colleague, FIRST) == [("MK", "protection", "current"), ("TS", "provision", "current")]
    assert codes(colleague, SECOND, history=True) == both
    assert shown_on_every_page(second, f"{ALL}&coder=MK") == 4
    page.context.close()


def kept_by(page: Page) -> str:
    """Number of the server that the proxy keeps a browser on."""
    (cookie,) = (one for one in page.context.cookies() if one["name"] == COOKIE)
    return cookie["value"]
