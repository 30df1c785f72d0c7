"""Can everybody use every page, as far as a program can tell? axe-core looks at each, with its tabs, tables, rows and slides."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ready
from dashboard_page import PAGES, WINDOWS, dialog, main, parts, visit
from playwright.sync_api import Page, expect

SERIOUS = ("serious", "critical")
LOOKS = 3
"""A page that is just being drawn anew is dim for a moment, also to axe-core; what it finds three times is there."""


@pytest.fixture(scope="module")
def axe() -> Axe:
    """The checker; its script is read once."""
    return Axe()


def violations(axe: Axe, page: Page) -> list[str]:
    """What axe-core finds serious or critical once the page is at rest: rule, element, reason."""
    for _ in range(LOOKS):
        ready(page)
        expect(page.locator("[data-stale=true]")).to_have_count(0)
        found = _violations(axe, page)
        if not found:
            break
    return found


def _violations(axe: Axe, page: Page) -> list[str]:
    found = axe.run(page).response["violations"]
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
    ]


def open_a_table(page: Page) -> None:
    """Open the first closed expander in sight."""
    closed = main(page).locator("[data-testid=stExpander] details:not([open]) > summary").filter(visible=True)
    if closed.count():
        closed.first.click()
        ready(page)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_a_page(new_page, server, axe, scheme, window, path):
    page = new_page(color_scheme=scheme, viewport=WINDOWS[window], reduced_motion="reduce")
    visit(page, f"{server}/{path}")
    found = {}
    for part in parts(page):
        open_a_table(page)
        found[part] = violations(axe, page)
    assert {part: faults for part, faults in found.items() if faults} == {}


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_rows_and_presentation(new_page, server, axe, scheme, window):
    page = new_page(color_scheme=scheme, viewport=WINDOWS[window], reduced_motion="reduce")
    visit(page, server)
    main(page).get_by_role("button", name="sessions").filter(visible=True).last.click()
    expect(dialog(page)).to_be_visible()
    ready(page)
    assert violations(axe, page) == []
    visit(page, f"{server}/Briefing?present=balance&notes=1")
    expect(page.locator("h1.slide-title")).to_be_visible()
    assert violations(axe, page) == []
