"""Two coders in two browsers: blind, then in disagreement, then decided; and a public server that nobody can change."""

import csv
import io
from collections.abc import Iterator

import pytest
from conftest import ready, start_server
from dashboard_page import pick
from playwright.sync_api import Locator, Page, expect
from test_import import SIGN

UNCODED = "meeting=igf2025&relevance=no&type=open-forum"
"""Sessions that came without codes."""
PILLARS = "Rights pillars, the leading one first"


@pytest.fixture(scope="module")
def own_server() -> Iterator[str]:
    """A server whose workspace this module fills."""
    with start_server() as url:
        yield url


def sign(page: Page, server: str, sign: str) -> None:
    page.goto(f"{server}/Coding?{UNCODED}")
    ready(page)
    page.get_by_label(SIGN).fill(sign)
    page.get_by_label(SIGN).press("Enter")
    expect(page.get_by_text(f"coded by {sign}")).to_contain_text("0 of")


def code(page: Page, *pillars: str) -> None:
    """Give the session on the screen its codes, and stay with it."""
    page.get_by_role("radio", name="Yes").click()
    ready(page)
    for pillar in pillars:
        pick(page.get_by_role("combobox", name=PILLARS), pillar)
        expect(page.get_by_role("button", name=f"Remove {pillar}")).to_be_visible()
    page.get_by_role("button", name="Save codes").click()


def heading(page: Page) -> Locator:
    return page.get_by_test_id("stMain").locator("h5").first


def title(page: Page) -> str:
    return heading(page).inner_text()


def test_two_coders_differ_and_one_decision_counts(own_server, new_page):
    first, second = new_page(), new_page()
    sign(first, own_server, "MK")
    sign(second, own_server, "TS")
    session = title(first)
    assert title(second) == session
    code(first, "Protection")
    expect(first.get_by_text("coded by MK")).to_contain_text("1 of")

    expect(second.get_by_text("Codes of others are shown here after you have saved your own")).to_be_visible()
    expect(second.get_by_text("All codes of this session")).to_have_count(0)
    code(second, "Provision", "Participation")
    expect(second.get_by_text("coded by TS")).to_contain_text("1 of")

    first.goto(f"{own_server}/Coding?meeting=igf2025&relevance=all&tab=disagreements")
    ready(first)
    first.get_by_label(SIGN).fill("MK")
    first.get_by_label(SIGN).press("Enter")
    box = (
        first.locator("[data-testid=stVerticalBlock]")
        .filter(has_text=session)
        .filter(has=first.get_by_role("button", name="As Coder TS"))
        .last
    )
    box.get_by_role("button", name="As Coder TS").click()
    dialog = first.get_by_role("dialog")
    dialog.get_by_role("button", name="Rule 1: the stated aim counts").or_(
        dialog.get_by_text("Rule 1: the stated aim counts")
    ).first.click()
    dialog.get_by_role("button", name="Save the decision").click()
    expect(first.get_by_text(f"Decided: {session}")).to_be_visible()

    first.goto(f"{own_server}/Coding?meeting=igf2025&relevance=all&tab=history")
    ready(first)
    with first.expect_download() as download:
        first.get_by_test_id("stDownloadButton").get_by_role("button").click()
    history = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8"))))
    decided = [row for row in history if row["What"] == "decision"]
    assert [(row["Who"], row["Codes"], row["Why"]) for row in decided] == [
        ("MK", "Provision > Participation", "Rule 1: the stated aim counts")
    ]
    assert {row["Who"] for row in history if row["What"] == "code"} == {"MK", "TS"}


def test_undo_takes_the_codes_back_and_keeps_the_history(own_server, new_page):
    page = new_page()
    sign(page, own_server, "UN")
    session = title(page)
    code(page, "Protection")
    expect(page.get_by_text("coded by UN")).to_contain_text("1 of")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("coded by UN")).to_contain_text("0 of")
    expect(heading(page)).to_have_text(session)


def test_a_public_dashboard_can_be_read_and_not_changed(new_page):
    with start_server(IGF_PUBLIC="1") as url:
        page = new_page()
        for tab in ("Coding", "Data_and_methods?tab=import"):
            page.goto(f"{url}/{tab}")
            ready(page)
            expect(page.get_by_text("This dashboard is read-only.")).to_be_visible()
            expect(page.locator("input[type=file]")).to_have_count(0)
            expect(page.get_by_role("button", name="Save codes")).to_have_count(0)
        page.goto("about:blank")  # or it would complain that the server is gone


def test_the_questions_of_a_pillar_are_asked_answered_and_kept(own_server, new_page):
    page = new_page()
    sign(page, own_server, "QA")
    page.get_by_role("radio", name="Yes").click()
    ready(page)
    pick(page.get_by_role("combobox", name=PILLARS), "Participation")
    aim = page.get_by_role("radiogroup", name="on children being heard or deciding?")
    effect = page.get_by_role("radiogroup", name="their views changed something")
    aim.get_by_role("radio", name="No", exact=True).click()
    warning = page.get_by_text("Participation: no question of the rule is answered “Yes”.")
    expect(warning).to_be_visible()
    effect.get_by_role("radio", name="Cannot tell").click()
    ready(page)
    expect(warning).to_be_visible()
    effect.get_by_role("radio", name="Yes").click()
    expect(warning).to_have_count(0)
    page.get_by_role("button", name="Save codes").click()
    expect(page.get_by_text("Saved for QA")).to_be_visible()
    page.reload()
    ready(page)
    page.get_by_label(SIGN).fill("QA")
    page.get_by_label(SIGN).press("Enter")
    expect(aim.get_by_role("radio", name="No", exact=True)).to_be_checked()
    expect(effect.get_by_role("radio", name="Yes")).to_be_checked()
