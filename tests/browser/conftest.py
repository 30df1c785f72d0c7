"""A server, one Chromium, and pages that say what they asked for and complained about."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import retries
from find_chromium import find_chromium
from page_pool import PagePool
from playwright.sync_api import Browser, Page, Response, expect, sync_playwright

from tests.servers import dashboard, free_port, is_free

ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    # A page lives for seconds: to compile its scripts once more, for speed, costs more than it gives.
    "--js-flags=--no-turbofan --no-maglev",
]  # fmt: skip
PATIENCE = 90_000
"""Milliseconds to wait for what must come: the first page of a fresh server on a busy machine takes 20 s."""

STREAMLITS_OWN = re.compile(r"/[A-Za-z_]+/_stcore/(health|host-config)$")
"""Streamlit asks these below the page's own path after a direct link, gets a 404, and asks again at the root."""

expect.set_options(timeout=PATIENCE)


_left: list[int] = []
"""Ports of servers that are gone."""


@contextmanager
def lent_port() -> Iterator[int]:
    """A free port, that of a server before where there is one: the pages still have the scripts of its address."""
    port = _left.pop() if _left else free_port()
    port = port if is_free(port) else free_port()
    yield port
    _left.append(port)


@contextmanager
def start_server(log: Path | None = None, port: int = 0, **environment: str) -> Iterator[str]:
    """A fresh server of the dashboard on a free port, with an empty workspace of its own; its address."""
    with lent_port() as lent, dashboard(log=log, port=port or lent, **environment) as running:
        yield running.url


def ready(page: Page) -> None:
    """Wait until the script has run to its end and every chart is drawn."""
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator("[data-testid=stMain] h1").first).to_be_visible()
    page.wait_for_function(
        "() => !document.querySelector('[data-testid=stSkeleton], .stPlotlyChart[aria-busy=true]') && "
        "[...document.querySelectorAll('.stBidiComponent, .stPlotlyChart')]"
        ".every(chart => chart.querySelector('.main-svg, iframe, .number-card, .finding-card, .menu'))"
    )


@pytest.fixture(autouse=True)
def few_retries() -> None:
    """Count from zero in each test what is tried again."""
    retries.begin()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of all tests."""
    path = find_chromium()
    assert path, "no Chromium: run `make browser`"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS, timeout=2 * PATIENCE)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def pool(browser: Browser) -> Iterator[PagePool]:
    """The pages that all tests use one after the other."""
    pool = PagePool(browser, PATIENCE)
    yield pool
    pool.close()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The server of all tests that keep nothing on it; its address."""
    with start_server() as url:
        yield url


class Watch:
    """What the pages of a test asked for, and what they complained about."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.not_found: list[str] = []
        self.complaints: list[str] = []
        self._pages: list[Page] = []
        self._listeners: dict[str, Callable[..., None]] = {
            "request": lambda request: self.requests.append(request.url),
            "websocket": lambda socket: self.requests.append(socket.url),
            "response": self._answered,
            "pageerror": lambda error: self.complaints.append(f"page error: {error}"),
            "console": lambda message: message.type == "error" and self._said(message.text, message.location["url"]),
        }

    def add(self, page: Page) -> None:
        """Watch a page."""
        self._pages.append(page)
        for event, listener in self._listeners.items():
            page.on(event, listener)

    def end(self) -> None:
        """Look away, so that the next test can have the pages."""
        for page in self._pages:
            for event, listener in self._listeners.items():
                page.remove_listener(event, listener)
        self._pages.clear()

    def _answered(self, response: Response) -> None:
        if response.status == 404 and STREAMLITS_OWN.search(response.url):
            self.not_found.append(response.url)

    def _said(self, text: str, source: str) -> None:
        if not STREAMLITS_OWN.search(source):
            self.complaints.append(f"{text} ({source})")

    def check(self) -> None:
        """No request left the machine, and nothing complained."""
        hosts = {urlsplit(url).hostname for url in self.requests if not url.startswith(("data:", "blob:"))}
        assert hosts <= {"127.0.0.1"}, f"requests to {hosts}"
        assert not self.complaints


@pytest.fixture
def watch() -> Iterator[Watch]:
    """The watch of one test, checked at its end."""
    watch = Watch()
    yield watch
    watch.check()


@pytest.fixture
def new_page(pool: PagePool, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Opener of an empty page: ``new_page(color_scheme="dark")``; two of one test know nothing of each other. Every page is watched.

    With ``fresh=True`` it is no page of an earlier test: its cache is empty, and it may be given scripts of its own.
    """
    fresh_ones = []

    def open_page(*, fresh: bool = False, **options) -> Page:
        page = pool.open(**options) if fresh else pool.take(**options)
        if fresh:
            fresh_ones.append(page)
        watch.add(page)
        return page

    yield open_page
    watch.end()
    for page in fresh_ones:
        page.context.close()
    pool.take_back()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page of 1440 × 900 pixels on a light background."""
    return new_page()
