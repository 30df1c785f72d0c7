"""A direct link to any page, as the first request of a freshly started server."""

import re

import pytest
from conftest import start_server
from dashboard_page import PAGES, filter_box, main, sidebar, visit
from playwright.sync_api import expect


@pytest.mark.parametrize("path", PAGES)
def test_the_first_request_shows_the_page_with_menu_and_filter(path, page, watch):
    with start_server() as server:
        visit(page, f"{server}/{path}")
        expect(main(page).get_by_role("heading", level=1)).to_have_text(PAGES[path])
        expect(page).to_have_title(re.compile(f"^{PAGES[path]}"))
        for title in PAGES.values():
            expect(sidebar(page).get_by_role("link", name=title)).to_be_visible()
        expect(sidebar(page).get_by_role("link", name="dashboard")).to_have_count(0)
        expect(page.locator("[data-testid=stSidebarNav]")).to_have_count(0)
        for label in ("Meeting", "Day", "Stakeholder group"):
            expect(filter_box(page, label)).to_be_visible()
        expect(filter_box(page, "Meeting")).to_contain_text("IGF 2025")
        expect(main(page)).to_contain_text("19 of 167 sessions")
        expect(page.locator("[data-testid=stAlert]")).to_have_count(0)
        expect(page.locator("[data-testid=stException]")).to_have_count(0)
        expected = {f"{server}/{path}/_stcore/{name}" for name in ("health", "host-config")} if path else set()
        assert set(watch.not_found) == expected
        assert len(watch.not_found) == len(expected)
        page.context.close()
