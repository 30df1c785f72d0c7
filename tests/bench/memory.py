"""How much memory does the server take after loading, and for each browser session more?

A session is a web socket of an open page: 50 browser contexts open the Overview, one after the other, and stay. The memory
is that of the server's process that is its own (the unique set size).
"""

from collections.abc import Iterator

import psutil

from tests.bench import servers
from tests.bench.browser import chromium, new_page, wait_for_charts
from tests.bench.floor.figures import figures
from tests.bench.results import Result

N_SESSIONS = 50
MORE = 0.15
"""MB that a browser session may take more than one of a bare page."""


def measure(*, is_quick: bool) -> Iterator[Result]:
    """After the first page, and a session."""
    n = 3 if is_quick else N_SESSIONS
    n_charts = len(figures("", []))
    found: dict[str, tuple[float, float]] = {}
    for name, start in (("ours", servers.ours), ("bare Streamlit", servers.bare_streamlit)):
        with start() as server, chromium() as browser:
            process = psutil.Process(server.process_id)
            sizes = []
            for _ in range(1 + n):
                page = new_page(browser)
                page.goto(f"{server.url}/")
                wait_for_charts(page, n_charts)
                sizes.append(process.memory_full_info().uss / 2**20)
            found[name] = sizes[0], (sizes[-1] - sizes[0]) / n
    (ours, ours_each), (floor, floor_each) = found.values()
    yield Result("Server after the first page", [ours], "MB", floor=[floor], floor_is="bare Streamlit")
    yield Result(f"Each browser session more, of {n}", [ours_each], "MB", floor=[floor_each], floor_is="bare Streamlit")
    yield Result("Of that more than a bare page's", [ours_each - floor_each], "MB", most=MORE, of_ratio=False)
