"""The helpers of these tests try a lost click again once, not more: else a page on which every click is lost would pass."""

import dashboard_page
import pytest
from dashboard_page import download
from retries import begin, retry

PAGE = """<div data-testid=stApp data-test-script-state=notRunning><div data-testid=stMain><h1>Page</h1>
<div id=box data-testid=stDownloadButton><a href="data:text/csv,a%0A1" download="a.csv"><button>CSV</button></a></div></div></div>
<script>let lost = LOST; document.querySelector("button").addEventListener("click", event => { if (lost-- > 0) event.preventDefault() })</script>"""


@pytest.fixture(autouse=True)
def little_patience(monkeypatch):
    """This page answers at once, or never."""
    monkeypatch.setattr(dashboard_page, "LOST_AFTER", 500)


def open_with(page, lost):
    page.set_content(PAGE.replace("LOST", str(lost)))
    return page.locator("#box").locator("xpath=..")


@pytest.mark.parametrize("lost", [0, 1])
def test_one_lost_click_is_tried_again(page, lost):
    assert download(page, open_with(page, lost))["a"].tolist() == [1]


def test_two_lost_clicks_fail(page):
    box = open_with(page, 1)
    retry("something before")
    with pytest.raises(AssertionError, match="tried again 2 times: something before, a download; at most 1"):
        download(page, box)


def test_each_test_begins_at_zero():
    retry("the one that is allowed")
    begin()
    retry("of the next test")
