"""Every page by a direct link, with its tabs, light and dark, on a desk, at twice the size and on a phone: nothing is wrong.

The server of this module is fresh, and its home page is asked for last: until then a page that needs
the home page to have been opened would show the wrong menu or no filter.
"""

import re
from collections.abc import Iterator

import pytest
from conftest import ready, start_server
from dashboard_page import PAGES, dialog, filter_box, main, page_name, parts, sidebar, visit
from page_checks import cut_off, faint, hard_to_use, resize, use_scheme, violations, wordless
from playwright.sync_api import Page, expect

HOME_LAST = [path for path in PAGES if path] + [""]
DESK = {"width": 1440, "height": 900}
TWICE = {"width": 720, "height": 450}
"""What a page has of a window of 1440 × 900 pixels at 200 % zoom."""

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
SCHEMES = ("light", "dark")


def open_a_table(page: Page) -> None:
    """Open the first closed table and the first closed expander in sight."""
    for closed in ("[data-act=table], [class*=st-key-table_] button", "[data-testid=stExpander] details:not([open]) > summary"):
        found = main(page).locator(closed).filter(visible=True)
        if found.count():
            found.first.click()
            ready(page)


@pytest.fixture(scope="module")
def fresh_server() -> Iterator[str]:
    """A server that nobody has asked for anything; its address."""
    with start_server() as url:
        yield url


def check_the_whole_page_is_there(page: Page, path: str) -> None:
    """Heading, title, menu, filter and numbers, as a direct link gives them."""
    assert page_name(page).inner_text() == PAGES[path]
    expect(main(page).get_by_role("heading", level=1)).to_have_count(1)
    expect(page).to_have_title(re.compile(f"^{PAGES[path]}"))
    menu = sidebar(page).get_by_role("link").all_inner_texts()
    assert [title for title in PAGES.values() if not any(title in entry for entry in menu)] == []
    assert not any(entry.strip().casefold() == "dashboard" for entry in menu)
    assert page.locator("[data-testid=stSidebarNav]").count() == 0
    for label in ("Meeting", "Day", "Stakeholder group"):
        expect(filter_box(page, label)).to_be_visible()
    expect(filter_box(page, "Meeting")).to_contain_text("IGF 2025")
    expect(sidebar(page)).to_contain_text(re.compile(r"Showing \d+ sessions\. "))
    assert page.locator("[data-testid=stAlert]").count() == 0


def check_on_a_desk(page: Page) -> None:
    """All there is to check, on every tab: light and dark, and at twice the size."""
    found, schemes = {}, SCHEMES
    for part in parts(page):
        assert page.locator("[data-testid=stException]").count() == 0
        found[part, "words"] = wordless(page)
        for number, scheme in enumerate(schemes):
            use_scheme(page, scheme)
            found[part, scheme] = faint(page)
            if number == 0:
                found[part, "cut"] = cut_off(page)
                open_a_table(page)
            # What does not hang on colours is the same in both.
            found[part, "axe-core", scheme] = violations(page, colours_only=number > 0)
        schemes = schemes[::-1]  # the next tab begins with the colours that are there
        resize(page, TWICE)
        found[part, "twice the size"] = cut_off(page)
        resize(page, DESK)
    expect_nothing(found)


def expect_nothing(found: dict) -> None:
    assert {where: problems for where, problems in found.items() if problems} == {}


@pytest.mark.parametrize("path", HOME_LAST)
def test_a_direct_link_shows_the_whole_page_and_nothing_is_wrong_with_it(new_page, fresh_server, watch, path):
    page = new_page(viewport=DESK, reduced_motion="reduce")
    visit(page, f"{fresh_server}/{path}")
    check_the_whole_page_is_there(page, path)
    expected = [f"{fresh_server}/{path}/_stcore/{name}" for name in ("health", "host-config")] if path else []
    assert sorted(watch.not_found) == expected
    check_on_a_desk(page)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wrong_with_a_page_on_a_phone(new_page, fresh_server, path):
    """In the dark: a comparison is seen light on a phone by test_comparison.py."""
    page = new_page(**PHONE, color_scheme="dark", reduced_motion="reduce")
    visit(page, f"{fresh_server}/{path}")
    expect(page.locator(".page-brand")).to_contain_text("IGF 2025 · Lillestrøm · 23–27 June")
    expect(page.locator(".page-brand")).to_be_in_viewport()
    found = {}
    for part in parts(page):
        assert page.locator("[data-testid=stException]").count() == 0
        found[part, "words"] = wordless(page)
        found[part, "cut, faint or small"] = [*cut_off(page), *faint(page), *hard_to_use(page)]
        open_a_table(page)
        found[part, "axe-core"] = violations(page)
    expect_nothing(found)


@pytest.mark.parametrize("options", [{"viewport": DESK}, PHONE], ids=["desk", "phone"])
def test_nothing_is_wrong_with_rows_and_presentation(new_page, fresh_server, options):
    page = new_page(**options, reduced_motion="reduce")
    visit(page, fresh_server)
    main(page).get_by_role("button", name=re.compile(r"^Open \d+ session")).filter(visible=True).last.click()
    expect(dialog(page)).to_be_visible()
    found = {}
    for scheme in SCHEMES:
        use_scheme(page, scheme)
        found["rows", scheme] = violations(page, colours_only=scheme == "dark")
    page.goto(f"{fresh_server}/Briefing?present=balance&notes=1")
    expect(page.frame_locator(".st-key-slides iframe").locator(".slide.shown h1")).to_be_visible()
    for scheme in SCHEMES[::-1]:
        use_scheme(page, scheme)
        found["slide", scheme] = violations(page, colours_only=scheme == "light")
    expect_nothing(found)
