"""How long does a click take with a comparison, where the same click without one is the floor?

Each page at the same address twice, once with B (everybody, ``b-group=all``) and once without, takes its turn, click by click in the
filter of A; see :mod:`tests.bench.clicks` for what is timed. Pages that show A alone are measured too: there B should cost nothing.
"""

from collections.abc import Iterator

from tests.bench import servers
from tests.bench.browser import CHARTS, WHOLE_PAGE, chromium, new_page, wait_for_charts, watch
from tests.bench.clicks import N_CLICKS, click_streamlit, steps
from tests.bench.floor.figures import CHARTS as PAGES
from tests.bench.floor.figures import figures
from tests.bench.results import Result

SIDES = {"with B": "b-group=all", "without": ""}


def measure(*, is_quick: bool) -> Iterator[Result]:
    """One result a page: with a comparison, beside the same without."""
    wanted = list(PAGES)[:3] if is_quick else list(PAGES)
    with chromium() as browser, servers.ours() as ours:
        for path in wanted:
            n_charts = len(figures(path, []))
            pages = {side: new_page(browser) for side in SIDES}
            for side, page in pages.items():
                page.goto(f"{ours.url}/{path}?{SIDES[side]}")
                wait_for_charts(page, n_charts)
                watch(page, CHARTS if n_charts else WHOLE_PAGE)
            samples: dict[str, list[float]] = {side: [] for side in SIDES}
            for number, step in enumerate(steps(path, 2 + (4 if is_quick else N_CLICKS))):
                for side, page in pages.items():
                    page.bring_to_front()
                    _, time = click_streamlit(page, step)
                    if number > 1:  # the first two warm up
                        samples[side].append(time)
            for page in pages.values():
                page.context.close()
            yield Result(
                f"Click with a comparison, {path.replace('_', ' ') or 'Overview'}", samples["with B"], floor=samples["without"],
                floor_is="without one",
            )  # fmt: skip
