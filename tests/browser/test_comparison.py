"""A comparison in a browser: chosen in a few clicks, drawn on desk and phone, swapped and ended; nothing is wrong or cut."""

import pytest
from conftest import ready
from dashboard_page import charts, main, pick, sidebar, visit
from page_checks import box_at_rest, cut_off, resize, violations, wordless
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
CIVIL = "meeting=igf2025&group=civil-society"
PAGES = ("", "Rights_pillars", "Stakeholder_mix", "Recurring_topics", "Sessions")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_with_a_comparison_is_whole(page, server, path):
    visit(page, f"{server}/{path}?{CIVIL}&b-group=all")
    sides = main(page).locator(".side")
    expect(sides).to_have_count(2)
    assert [side.locator("b").nth(1).inner_text() for side in sides.all()] == ["Civil society", "All sessions"]
    expect(main(page).locator("[data-testid=stException]")).to_have_count(0)
    assert charts(page).count() >= 1
    assert not wordless(page)
    assert not cut_off(page)
    resize(page, PHONE["viewport"])
    assert not cut_off(page)
    assert not violations(page)


def test_a_briefing_of_a_comparison_is_whole_on_a_phone_and_its_slides_have_both(new_page, server):
    page = new_page(**PHONE)
    visit(page, f"{server}/Briefing?{CIVIL}&day=2&b-group=private-sector")
    expect(main(page).locator(".side")).to_have_count(2)
    assert not cut_off(page)
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    main(page).get_by_role("button", name="Present", exact=True).click()
    slide = page.frame_locator("iframe").locator(".slide.shown")
    expect(slide.locator(".line.a .total")).to_have_count(3)
    expect(slide.locator(".line.b .total")).to_have_count(3)
    expect(slide.locator("footer")).to_contain_text("Civil society, compared with private sector at IGF 2025 on Day 2 · A n = ")


def test_civil_society_against_the_private_sector_on_day_2_is_three_clicks_from_the_start(page, server):
    visit(page, server)
    box = sidebar(page).get_by_role("combobox", name="Compare with")
    box.hover()  # the sidebar scrolls to it, and a list that is open meanwhile would close
    box_at_rest(box)
    box.click()
    page.get_by_role("option", name="Civil Society with Private Sector", exact=True).click()
    sides = main(page).locator(".side b:not(.letter)")
    expect(sides).to_have_count(2)  # a click while the page still answers the one before can be lost
    ready(page)
    sidebar(page).get_by_role("button", name="Day 2", exact=True).click()
    page.wait_for_url("**day=2*")
    ready(page)
    expect(sides).to_have_text(["Civil society", "Private sector"])
    page.wait_for_url("**day=2*b-group=private-sector*")


def test_a_comparison_is_chosen_in_the_sidebar_drawn_swapped_and_ended(page, server):
    visit(page, f"{server}/?{CIVIL}")
    squares = charts(page).first.locator(".trace.bars .point").count()
    pick(sidebar(page).get_by_role("combobox", name="Compare with"), "Everybody")
    ready(page)
    expect(main(page).locator(".side")).to_have_count(2)
    page.wait_for_url("**b-group=all*")
    marks = charts(page).first.locator(".trace.bars .point")
    expect(marks.nth(squares)).to_be_attached()  # B's squares stand below those of A
    main(page).get_by_role("button", name="Swap").click()
    ready(page)
    expect(main(page).locator(".side.a b").nth(1)).to_have_text("All sessions")
    page.wait_for_url("**b-group=civil-society*")
    main(page).get_by_role("button", name="End", exact=True).click()
    ready(page)
    expect(main(page).locator(".side")).to_have_count(0)
    page.wait_for_url(lambda url: "b-" not in url)
