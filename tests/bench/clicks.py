"""How long from a click in the stakeholder filter until every chart of the page is drawn anew?

The dashboard, a bare Streamlit page at its default settings and a Dash page with the same charts take
turns, click by click. The time runs from the press of the key or of the mouse (in Dash: from the setting of the value)
to the second frame after the last change in a chart: once of the charts that are in the window then, and once of all. Where a page has
no chart, it is the last change of the page.
"""

from collections.abc import Callable, Iterator
from itertools import cycle, islice

from playwright.sync_api import Page
from plotly.io.json import to_json_plotly

from igfdata.vocabulary import STAKEHOLDER_GROUPS
from tests.bench import servers
from tests.bench.browser import CHARTS, WHOLE_PAGE, chromium, elapsed, new_page, wait_for_charts, watch
from tests.bench.floor.figures import CHARTS as PAGES
from tests.bench.floor.figures import GROUPS, figures
from tests.bench.results import Result

N_CLICKS = 30
Step = tuple[bool, str]


def steps(path: str, n: int) -> list[Step]:
    """Groups chosen and taken away one by one, of which each changes every chart of a page: (whether chosen, group)."""
    without = list(map(to_json_plotly, figures(path, [])))
    changes = {group: list(map(to_json_plotly, figures(path, [group]))) for group in GROUPS}
    wanted = [
        group for group in GROUPS
        if len(changes[group]) == len(without) and all(a != b for a, b in zip(changes[group], without, strict=True))
    ]  # fmt: skip
    return list(islice(cycle((is_chosen, group) for group in wanted for is_chosen in (True, False)), n))


def click_streamlit(page: Page, step: Step) -> tuple[float, float]:
    """Choose or take away one group; see :func:`tests.bench.browser.elapsed` for what it gives."""
    is_chosen, group = step
    label = STAKEHOLDER_GROUPS.label(group)
    box = page.locator("[data-testid=stMultiSelect]").filter(has=page.get_by_text("Stakeholder group", exact=True))
    if is_chosen:
        box.get_by_role("combobox").click()
        for _ in range(2 * len(GROUPS)):  # by keyboard, because the list still moves when it opens
            page.keyboard.press("ArrowDown")
            if page.locator("[role=option][data-focused]").all_inner_texts() == [label]:
                break
        page.keyboard.press("Enter")
    else:
        page.keyboard.press("Escape")
        box.get_by_role("button", name=f"Remove {label}", exact=True).click()
    return elapsed(page)


def click_dash(page: Page, step: Step) -> tuple[float, float]:
    """Set the groups; see :func:`tests.bench.browser.elapsed` for what it gives."""
    page.evaluate(
        "groups => { window.__bench.reset(); dash_clientside.set_props('groups', {value: groups}); }",
        [step[1]] if step[0] else [],
    )
    return elapsed(page)


def measure(*, is_quick: bool) -> Iterator[Result]:
    """Two results a page, compared with bare Streamlit and with Dash; four where there are charts below the window."""
    wanted = list(PAGES)[:3] if is_quick else list(PAGES)
    with chromium() as browser, servers.ours() as ours, servers.bare_streamlit() as bare, servers.dash() as dash:
        for path in wanted:
            n_charts = len(figures(path, []))
            apps: dict[str, tuple[str, Callable[[Page, Step], tuple[float, float]]]] = {
                "ours": (f"{ours.url}/{path}", click_streamlit),
                "bare Streamlit": (f"{bare.url}/?page={path}", click_streamlit),
            }
            if n_charts:
                apps["Dash"] = (f"{dash.url}/?page={path}", click_dash)
            pages = {name: _opened(new_page(browser), url, n_charts, name) for name, (url, _) in apps.items()}
            samples: dict[str, list[tuple[float, float]]] = {name: [] for name in apps}
            for number, step in enumerate(steps(path, 2 + (4 if is_quick else N_CLICKS))):
                for name, (_, click) in apps.items():
                    pages[name].bring_to_front()
                    time = click(pages[name], step)
                    if number > 1:  # the first two warm up
                        samples[name].append(time)
            for page in pages.values():
                page.context.close()
            what = f"Click, {path.replace('_', ' ') or 'Overview'}"
            kinds = (
                {"what is in the window": 0, f"all {n_charts} charts": 1} if n_charts > 1 else {f"{n_charts or 'no'} chart": 1}
            )
            for kind, which in kinds.items():
                times = {name: [sample[which] for sample in taken] for name, taken in samples.items()}
                for floor in [name for name in apps if name != "ours"]:
                    yield Result(
                        f"{what}, {kind}", times["ours"], floor=times[floor], floor_is=floor,
                        most=1.0 if floor == "bare Streamlit" else None,
                    )  # fmt: skip


def _opened(page: Page, url: str, n_charts: int, name: str) -> Page:
    page.goto(url)
    wait_for_charts(page, n_charts)
    found = page.locator(CHARTS).count()
    if found != n_charts:
        raise RuntimeError(f"{name} shows {found} charts at {url}, the floor {n_charts}: see tests/bench/floor/figures.py")
    watch(page, CHARTS if n_charts else WHOLE_PAGE)
    return page
