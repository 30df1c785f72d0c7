"""How long with an empty cache until the first page is there with all its charts, and how many bytes does it take?

The Overview beside a bare Streamlit page with the same charts, in turns, each time in a new browser context;
on the loopback, and on a link of 5 Mbit/s with 80 ms (the browser's own throttling). Each server has
answered once before.
"""

from collections.abc import Iterator

from playwright.sync_api import Browser

from tests.bench import servers
from tests.bench.browser import CHARTS, chromium, elapsed, new_page, wait_for_charts, watch_from_the_start
from tests.bench.floor.figures import figures
from tests.bench.results import Result

LINKS = {
    "loopback": None,
    "5 Mbit/s, 80 ms": {"offline": False, "latency": 80, "downloadThroughput": 5e6 / 8, "uploadThroughput": 5e6 / 8},
}
REPETITIONS = {"loopback": 10, "5 Mbit/s, 80 ms": 7}


def first_paint(browser: Browser, url: str, n_charts: int, link: dict | None) -> tuple[float, float]:
    """Seconds from the navigation until all charts are drawn, and kilobytes received."""
    page = new_page(browser)
    session = page.context.new_cdp_session(page)
    received = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    session.on("Network.webSocketFrameReceived", lambda event: received.append(len(event["response"]["payloadData"])))
    session.send("Network.enable")
    if link:
        session.send("Network.emulateNetworkConditions", link)
    watch_from_the_start(page, CHARTS)
    page.goto(url)
    wait_for_charts(page, n_charts)
    seconds = elapsed(page) / 1000
    page.context.close()
    return seconds, sum(received) / 1000


def measure(*, is_quick: bool) -> Iterator[Result]:
    """Two results a link: seconds, and kilobytes."""
    n_charts = len(figures("", []))
    with chromium() as browser, servers.ours() as ours, servers.bare_streamlit() as bare:
        addresses = {"ours": f"{ours.url}/", "bare": f"{bare.url}/"}
        for url in addresses.values():
            first_paint(browser, url, n_charts, None)
        for name, link in LINKS.items():
            samples: dict[str, list[tuple[float, float]]] = {which: [] for which in addresses}
            for _ in range(1 if is_quick else REPETITIONS[name]):
                for which, url in addresses.items():
                    samples[which].append(first_paint(browser, url, n_charts, link))
            (seconds, kilobytes), (floor_seconds, floor_kilobytes) = (zip(*samples[which], strict=True) for which in addresses)
            most = 0.5 if link else None
            yield Result(f"First paint, {name}", seconds, "s", floor=floor_seconds, floor_is="bare Streamlit", most=most)
            yield Result(f"Received, {name}", kilobytes, "KB", floor=floor_kilobytes, floor_is="bare Streamlit")
