"""Sessions in a browser: search, files, a session's own page, and who goes where, all at addresses that can be copied."""

import io
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd
import pytest
from conftest import ready
from dashboard_page import address, comes, dialog, go_to, main, visit
from icalendar import Calendar
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect
from retries import retry

from igfdata import Selection, select

IGF2025 = Selection(meetings=("igf2025",))
ROW = 35
"""Height of a row of a table, and of its header."""

TABLE = "Sessions?meeting=igf2025&tab=table-and-search"
NO_TIME = "igf2025-ws-376"


def saved(page: Page, label: str) -> bytes:
    """The file that a button of the page gives."""
    with page.expect_download() as event:
        main(page).get_by_role("button", name=label, exact=True).click()
    return Path(event.value.path()).read_bytes()


def grid(box: Locator) -> Locator:
    return box.locator("[data-testid=stDataFrame] .dvn-scroller").first


def click_title(box: Locator, row: int) -> None:
    """Click the title in a row of a table: all titles begin left of the 260th pixel and end right of it."""
    where = {"x": 260.0, "y": ROW * (row + 1.5)}
    grid(box).hover(position=where)
    expect(grid(box)).to_have_css("cursor", "pointer")
    grid(box).click(position=where)


def test_csv_excel_and_calendar_hold_what_the_search_finds_in_the_filter(page, server, shipped):
    visit(page, f"{server}/{TABLE}")
    box = main(page).get_by_label("Search in titles, numbers, types, rooms and notes")
    box.fill("child")
    box.press("Enter")
    expect(main(page)).to_contain_text("The title opens a session")
    page.wait_for_url("**search=child**")
    ready(page)
    sessions = select(shipped, IGF2025).sessions
    facts = sessions[["code", "title", "type", "room", "subtheme", "note"]].astype(str).agg(" ".join, axis=1).str.lower()
    found = sessions[facts.str.contains("child", regex=False)]
    assert 0 < len(found) < len(sessions)
    rows = pd.read_csv(io.BytesIO(saved(page, "CSV")))
    assert set(rows["session_id"]) == set(found["session_id"])
    assert rows["selection"].str.endswith("Only those found by “child”.").all()
    book = load_workbook(io.BytesIO(saved(page, "Excel")))
    assert {row[0].value for row in book["Sessions"].iter_rows(min_row=2)} == set(found["session_id"])
    events = Calendar.from_ical(saved(page, "Calendar")).walk("VEVENT")
    assert {str(event["uid"]) for event in events} == {
        f"{key}@igfdata" for key in found.loc[found["starts_at"].notna(), "session_id"]
    }
    visit(page, page.url)
    expect(main(page)).to_contain_text(f"{len(found)} session")


def test_a_search_that_finds_nothing_says_so(page, server):
    visit(page, f"{server}/{TABLE}&search=zebra")
    expect(main(page)).to_contain_text("No session of this selection has “zebra” in its title")
    expect(main(page).get_by_role("button", name="Excel")).to_have_count(0)


def test_a_row_of_the_table_opens_the_session_and_back_leads_to_the_table(page, server, shipped):
    visit(page, f"{server}/{TABLE}&search=376")
    grid(main(page)).click(position={"x": 16, "y": ROW + ROW // 2})
    title = shipped.sessions.set_index("session_id").at[NO_TIME, "title"]
    expect(main(page).get_by_role("heading", level=1)).to_have_text(title)
    expect(page).to_have_title(f"{title} · Children's rights at the IGF")
    assert ("session", NO_TIME) in address(page)
    ready(page)  # a click while the page still answers the one before can be lost
    back = main(page).get_by_role("button", name="All sessions")
    all_sessions = main(page).get_by_role("heading", level=1).filter(has_text="child-related sessions")
    back.click()
    if not comes(all_sessions) and back.is_visible():
        retry("clicking All sessions")  # the button was drawn again between press and release
        back.click()
    expect(all_sessions).to_be_visible()
    page.wait_for_url(lambda url: NO_TIME not in url)
    assert ("session", NO_TIME) not in address(page)
    assert {("tab", "table-and-search"), ("search", "376")} <= set(address(page))


def test_the_title_is_the_link_to_the_session_within_the_filter(page, server, shipped, watch):
    visit(page, f"{server}/{TABLE}&day=3&search=376")
    with page.context.expect_page() as event:
        click_title(main(page), 0)
    other = event.value
    watch.add(other)
    title = shipped.sessions.set_index("session_id").at[NO_TIME, "title"]
    expect(main(other).get_by_role("heading", level=1)).to_have_text(title)
    assert {("session", NO_TIME), ("meeting", "igf2025"), ("day", "3")} <= set(address(other))
    assert unquote(urlsplit(other.url).fragment) in ("", title)


def test_the_title_is_the_link_in_the_dialog_too(page, server):
    visit(page, f"{server}/?meeting=igf2025&status=held")
    main(page).get_by_role("button", name=re.compile(r"^Open \d+ session")).first.click()
    title = dialog(page).locator(".sessions a").first.inner_text()
    dialog(page).locator(".sessions a").first.click()
    expect(main(page).get_by_role("heading", level=1)).to_have_text(title)
    assert {("meeting", "igf2025"), ("status", "held")} <= set(address(page))


def test_the_chosen_day_and_the_tab_are_in_the_address(page, server):
    visit(page, f"{server}/Sessions?meeting=igf2025")
    main(page).get_by_role("radio", name="Day 3").click()
    expect(main(page)).to_contain_text("3 sessions with a known time")
    assert ("timeline", "day-3") in address(page)
    visit(page, page.url)
    expect(main(page)).to_contain_text("3 sessions with a known time")
    main(page).get_by_role("tab", name="Who goes where").click()
    expect(main(page)).to_contain_text("Each delegate is in one session at a time")
    assert {("timeline", "day-3"), ("tab", "who-goes-where")} <= set(address(page))


@pytest.mark.parametrize("start", ["Sessions?meeting=igf2025&day=3&tab=who-goes-where"])
def test_delegates_are_chosen_once_for_sessions_and_briefing(page, server, start):
    visit(page, f"{server}/{start}")
    expect(main(page)).to_contain_text("2 delegates cover all 3 timed sessions; 1 needs a time.")
    labels = main(page).get_by_role("textbox", name="Labels, separated by commas")
    labels.fill("Delta, Echo")
    labels.press("Enter")
    expect(main(page).get_by_role("button", name="Calendar: Delta")).to_be_visible()
    ready(page)
    assert [value for key, value in address(page) if key == "delegate"] == ["Delta", "Echo"]
    calendar = Calendar.from_ical(saved(page, "Calendar: Echo"))
    assert [str(event["uid"]) for event in calendar.walk("VEVENT")] == ["igf2025-other-host-country-open-stage-10@igfdata"]
    assert "WS #376" in str(calendar["DESCRIPTION"])
    number = main(page).get_by_label("Delegates", exact=True)
    number.fill("1")
    number.press("Enter")
    expect(main(page)).to_contain_text("1 delegate covers 2 of 3 timed sessions; 1 needs a time.")
    expect(main(page)).to_contain_text("Cannot be covered by 1 delegate: “Host Country Open Stage”.")
    ready(page)
    go_to(page, "Briefing")
    expect(main(page).get_by_role("textbox", name="Labels, separated by commas")).to_have_value("Delta")
    slides = page.frame_locator("iframe[title='The slides, to pick and to put in order']").locator("h1")
    expect(slides.filter(has_text=re.compile(r"1 delegate covers \d of \d timed Day\s\d sessions"))).to_have_count(1)
    assert {("delegates", "1"), ("delegate", "Delta")} <= set(address(page))
