"""How long with an empty cache until the first page is there, with the charts in the window and with all, how long until its headline
and its numbers can be read, and how many bytes does it take?

The Overview beside a bare Streamlit page with the same charts, in turns, each time in a new browser context;
on the loopback, and on a link of 5 Mbit/s with 80 ms (the browser's own throttling). Each server has
answered once before.
"""

from collections.abc import Iterator

from playwright.sync_api import Browser

from tests.bench import servers
from tests.bench.browser import CHARTS, chromium, elapsed, new_page, note_when_seen, seen, wait_for_charts, watch_from_the_start
from tests.bench.floor.figures import figures
from tests.bench.results import Result

LINKS = {
    "loopback": None,
    "5 Mbit/s, 80 ms": {"offline": False, "latency": 80, "downloadThroughput": 5e6 / 8, "uploadThroughput": 5e6 / 8},
}
HEADLINE, NUMBERS = "h1", ".numbers"
REPETITIONS = {"loopback": 10, "5 Mbit/s, 80 ms": 7}


def first_paint(browser: Browser, url: str, n_charts: int, link: dict | None) -> tuple[float, ...]:
    """Seconds from the navigation until the charts in the window are drawn, all are, headline and numbers can be read; kilobytes received.

    A bare page has no numbers: then they take as long as all.
    """
    page = new_page(browser)
    session = page.context.new_cdp_session(page)
    received = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    session.on("Network.webSocketFrameReceived", lambda event: received.append(len(event["response"]["payloadData"])))
    session.send("Network.enable")
    if link:
        session.send("Network.emulateNetworkConditions", link)
    watch_from_the_start(page, CHARTS)
    note_when_seen(page, HEADLINE, NUMBERS)
    page.goto(url)
    wait_for_charts(page, n_charts)
    in_window, drawn = elapsed(page)
    headline, numbers = seen(page, HEADLINE), seen(page, NUMBERS) or drawn
    page.context.close()
    return in_window / 1000, drawn / 1000, headline / 1000, numbers / 1000, sum(received) / 1000


def measure(*, is_quick: bool) -> Iterator[Result]:
    """Five results a link: seconds until charts in the window are drawn, all are, headline and numbers can be read; kilobytes."""
    n_charts = len(figures("", []))
    with chromium() as browser, servers.ours() as ours, servers.bare_streamlit() as bare:
        addresses = {"ours": f"{ours.url}/", "bare": f"{bare.url}/"}
        for url in addresses.values():
            first_paint(browser, url, n_charts, None)
        for name, link in LINKS.items():
            samples: dict[str, list[tuple[float, ...]]] = {which: [] for which in addresses}
            for _ in range(1 if is_quick else REPETITIONS[name]):
                for which, url in addresses.items():
                    samples[which].append(first_paint(browser, url, n_charts, link))
            ours_by, floor_by = (list(zip(*samples[which], strict=True)) for which in addresses)
            units = {
                "First paint of what is in the window": "s",
                "First paint with all charts": "s",
                "Headline can be read": "s",
                "Numbers can be read": "s",
                "Received": "KB",
            }
            for (what, unit), mine, floor in zip(units.items(), ours_by, floor_by, strict=True):
                is_alone = what.startswith("Numbers")
                yield Result(
                    f"{what}, {name}", mine, unit, floor=() if is_alone else floor, floor_is="" if is_alone else "bare Streamlit",
                    most=0.5 if link and what.startswith("First paint") else None,
                )  # fmt: skip
