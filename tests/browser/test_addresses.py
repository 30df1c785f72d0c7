"""A sample of hostile addresses in a real browser; hundreds are tried without one in tests/pages/test_page_address.py."""

import urllib.error
import urllib.request

import pytest
from conftest import PATIENCE, ready
from playwright.sync_api import expect

HOSTILE = [
    "Briefing?delegates=%C2%B2", "Briefing?delegates=%E2%91%A0", f"Briefing?delegates={'9' * 5000}", "Briefing?present=balance&meeting=all",
    "Briefing?present=balance&meeting=igf2024&meeting=igf2025", "Sessions?session=%00%ED%A0%80%E2%80%AE", "Coding?tab=%3Cscript%3E",
    "Rights_pillars?split=%F0%9F%92%A5&day=%FF", f"Recurring_topics?topic={'a,' * 9000}", f"?group={'x' * 30_000}", "?meeting=deleted",
]  # fmt: skip


@pytest.mark.parametrize("address", HOSTILE, ids=lambda address: address[:40])
def test_no_error_box_in_the_browser(page, server, address):
    page.goto(f"{server}/{address}")
    ready(page)
    assert page.locator("[data-testid=stException]").count() == 0
    expect(page.locator("[data-testid=stAlertContentError]")).to_have_count(0)


def test_an_address_with_a_hundred_thousand_values_is_answered(server):
    try:
        with urllib.request.urlopen(f"{server}/?{'&'.join(['group=a'] * 100_000)}", timeout=PATIENCE / 1000) as answer:
            status = answer.status
    except urllib.error.HTTPError as error:
        status = error.code
    assert status in (200, 400, 414, 431)
