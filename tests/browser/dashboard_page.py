"""How a person finds things on a page of the dashboard: by labels, roles and what they see."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
from conftest import PATIENCE, ROOT, ready
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TooSlow
from retries import retry

PAGES = {"": "Overview"} | {
    name: name.replace("_", " ") for name in (path.stem.split("_", 1)[1] for path in sorted(ROOT.glob("pages/[0-9]*.py")))
}
"""Path of every page in the address → its title."""

LOST_AFTER = 25_000
"""Milliseconds after which a click or a key is taken for lost: on a busy machine its answer takes ten seconds."""


def visit(page: Page, url: str) -> None:
    """Open an address and wait for all of the page."""
    page.goto(url)
    ready(page)


def main(page: Page) -> Locator:
    return page.locator("[data-testid=stMain]")


def sidebar(page: Page) -> Locator:
    return page.locator("[data-testid=stSidebar]")


def dialog(page: Page) -> Locator:
    return page.locator("[data-testid=stDialog]")


def charts(page: Page) -> Locator:
    return main(page).locator("[data-testid=stPlotlyChart]")


def filter_box(page: Page, label: str) -> Locator:
    """The part of the filter with a label: a list, or buttons."""
    return (
        sidebar(page)
        .locator("[data-testid=stMultiSelect], [data-testid=stButtonGroup]")
        .filter(has=page.get_by_text(label, exact=True))
    )


def choose(page: Page, label: str, option: str) -> None:
    """Add an option of a filter."""
    filter_box(page, label).get_by_role("combobox").click()
    page.get_by_role("option", name=option, exact=True).click()
    page.keyboard.press("Escape")


def pick(box: Locator, words: str) -> None:
    """Choose by keyboard; where the field shows one choice, look whether it is that: a page drawn anew between two keys may have closed the list."""
    _pick_once(box, words)
    if box.locator("xpath=ancestor::*[@data-testid='stSelectbox']").count():
        if words not in box.input_value():
            retry(f"choosing {words!r}")
            ready(box.page)
            _pick_once(box, words)
        expect(box).to_have_value(re.compile(re.escape(words)))


def _pick_once(box: Locator, words: str) -> None:
    """Type until the list offers it, Enter, and on with Tab, which closes the list."""
    page, offered = box.page, box.page.locator("[role=option][data-focused]").filter(has_text=words)
    box.focus()
    page.keyboard.type(words)
    if not comes(offered):  # a list that was drawn anew meanwhile forgets what was typed
        retry(f"typing {words!r}")
        page.keyboard.press("Escape")
        box.fill("")
        page.keyboard.type(words)
    expect(offered.first).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_have_count(0)


def comes(what: Locator) -> bool:
    try:
        what.first.wait_for(timeout=LOST_AFTER)
    except TooSlow:
        return False
    return True


def go_to(page: Page, title: str) -> None:
    """Go to another page by the menu."""
    sidebar(page).get_by_role("link", name=title).click()
    expect(page_name(page)).to_have_text(title)
    ready(page)


def page_name(page: Page) -> Locator:
    """Name of the page: small above its headline, or the heading itself."""
    return main(page).locator(".page-name, h1").first


def expect_count(page: Page, n: int) -> None:
    """The sentence below the filter says how many sessions are shown."""
    expect(sidebar(page)).to_contain_text(re.compile(rf"Showing {n} sessions?(?!\w)"))
    ready(page)


def selection_sentence(page: Page) -> str:
    return sidebar(page).locator("[data-testid=stCaptionContainer]").filter(has_text="Showing").first.inner_text()


def metrics(page: Page) -> dict[str, str]:
    """Label → value of the numbers of a page, on cards and as metrics."""
    pairs = (
        main(page)
        .locator("[data-testid=stMetric]")
        .evaluate_all(
            "found => found.map(metric => ['Label', 'Value'].map(part => metric.querySelector(`[data-testid=stMetric${part}]`).innerText.trim()))"
        )
    )
    cards = main(page).locator(".number:has(.value)")
    found = cards.evaluate_all(
        "all => all.map(card => [card.querySelector('h3').innerText, card.querySelector('.value').innerText])"
    )
    return dict([*pairs, *found])


def address(page: Page) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(page.url).query)


def bars(chart: Locator, trace: int) -> Locator:
    """The bars of one series of a chart."""
    return chart.locator(".trace.bars").nth(trace).locator(".point")


def mark(chart: Locator, behind: dict[str, str]) -> Locator:
    """The last mark of a chart that opens these values."""
    number = chart.locator(".js-plotly-plot").evaluate(
        "(place, wanted) => place.data[0].customdata.map(text => JSON.stringify(JSON.parse(text))).lastIndexOf(JSON.stringify(wanted))",
        behind,
    )
    assert number >= 0, f"no mark opens {behind}"
    return bars(chart, 0).nth(number)


def click(bar: Locator) -> None:
    bar.locator("path").click(force=True)


def close(page: Page) -> None:
    dialog(page).get_by_role("button", name="Close").click()
    expect(dialog(page)).to_have_count(0)
    ready(page)


def download(page: Page, box: Locator) -> pd.DataFrame:
    """The CSV file that the first download button in a box gives."""
    button = box.locator("[data-testid=stDownloadButton] button").first
    try:
        ready(page)
        with page.expect_download(timeout=LOST_AFTER) as event:
            button.click()
    except TooSlow:  # on a busy machine a click can fall between two drawings of the dialog
        retry("a download")
        ready(page)
        with page.expect_download(timeout=PATIENCE) as event:
            button.click()
    return pd.read_csv(Path(event.value.path()))


def parts(page: Page) -> Iterator[str]:
    """Open one tab of the page after the other; a page without tabs is one part."""
    tabs: list[Locator] = main(page).get_by_role("tab").all()
    panels = main(page).get_by_test_id("stTabPanel")
    for place, tab in enumerate(tabs):
        tab.click()
        # The server draws the open tab alone. Its answer also opens that tab again: a click on the next before it would be lost.
        expect(panels.nth(place).get_by_test_id("stElementContainer").first).to_be_visible()
        expect(tab).to_have_attribute("aria-selected", "true")
        ready(page)
        yield tab.inner_text()
    if not tabs:
        yield ""
