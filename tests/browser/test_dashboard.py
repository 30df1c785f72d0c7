"""The dashboard in a browser: filter, address, pages, and the sessions behind every mark."""

from dataclasses import replace

import numpy as np
from conftest import ready
from dashboard_page import (
    PAGES,
    address,
    charts,
    choose,
    click,
    close,
    dialog,
    download,
    expect_count,
    filter_box,
    go_to,
    main,
    mark,
    metrics,
    page_name,
    selection_sentence,
    sidebar,
    visit,
)
from playwright.sync_api import expect

from igfdata import Selection, select
from igfdata import vocabulary as v
from igfdata.measures.breakdown import sessions_with
from igfdata.measures.coverage import pillar_coverage
from igfdata.selection import describe
from igfdata.wording import percent, share_label

DEFAULT = Selection(meetings=("igf2025",))
WITH_GOVERNMENT = replace(DEFAULT, groups=("Government",))
GOVERNMENT = [("meeting", "igf2025"), ("group", "government")]


def test_a_stakeholder_group_changes_the_numbers_as_igfdata_says(page, server, shipped):
    before, after = select(shipped, DEFAULT), select(shipped, WITH_GOVERNMENT)
    assert len(before.sessions) != len(after.sessions)
    visit(page, server)
    expect_count(page, len(before.sessions))
    assert str(len(before.sessions)) in {value.split()[0] for value in metrics(page).values()}
    choose(page, "Stakeholder group", "Government")
    expect_count(page, len(after.sessions))
    expect(main(page)).to_contain_text("with Government")
    assert str(len(after.sessions)) in {value.split()[0] for value in metrics(page).values()}
    go_to(page, "Rights pillars")
    expect_count(page, len(after.sessions))
    for row in pillar_coverage(after).itertuples():
        if row.category in v.PILLARS:
            shown = percent(row.share) if row.of >= 5 else share_label(row.n, row.of)
            assert metrics(page)[v.PILLARS.label(row.category)] == shown


def test_the_copied_address_gives_the_same_view(page, new_page, server, shipped):
    n = len(select(shipped, WITH_GOVERNMENT).sessions)
    visit(page, f"{server}/Stakeholder_mix")
    choose(page, "Stakeholder group", "Government")
    expect_count(page, n)
    assert address(page) == GOVERNMENT
    sentence, numbers = selection_sentence(page), metrics(page)
    other = new_page()
    visit(other, page.url)
    expect_count(other, n)
    assert (selection_sentence(other), metrics(other)) == (sentence, numbers)
    expect(filter_box(other, "Stakeholder group")).to_contain_text("Government")
    page.reload()
    ready(page)
    expect_count(page, n)
    assert (selection_sentence(page), metrics(page), address(page)) == (sentence, numbers, GOVERNMENT)


def test_the_menu_keeps_the_filter_and_back_returns(page, server, shipped):
    n = len(select(shipped, WITH_GOVERNMENT).sessions)
    visit(page, f"{server}/?meeting=igf2025&group=government")
    titles = list(PAGES.values())
    for title in [*titles[1:], titles[0], titles[1]]:
        go_to(page, title)
        expect_count(page, n)
        assert set(GOVERNMENT) <= set(address(page))
        assert page.locator("[data-testid=stException]").count() == 0
        expect(filter_box(page, "Stakeholder group")).to_contain_text("Government")
    page.go_back()
    expect(page_name(page)).to_have_text(titles[0])
    expect_count(page, n)


def test_on_a_phone_the_sidebar_closes_over_the_page_that_was_asked_for(new_page, server):
    phone = new_page(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    visit(phone, f"{server}/?meeting=igf2025")
    phone.get_by_test_id("stExpandSidebarButton").click()
    phone.get_by_role("navigation").get_by_role("link", name="Sessions").click()
    expect(page_name(phone)).to_have_text("Sessions")
    expect(phone.get_by_test_id("stExpandSidebarButton")).to_be_visible()
    expect(phone.get_by_role("navigation")).not_to_be_in_viewport()


def test_a_link_of_the_menu_opens_another_tab_too(page, server):
    visit(page, f"{server}/Coding?meeting=igf2025&group=government")
    links = sidebar(page).get_by_role("navigation").get_by_role("link")
    assert [link.get_attribute("aria-current") for link in links.all()] == [None] * 6 + ["page", None]
    expect(links.first).to_have_attribute("href", "./?meeting=igf2025&group=government")
    with page.context.expect_page() as opened:
        links.nth(4).click(modifiers=["Control"])
    expect(opened.value).to_have_url(f"{server}/Sessions?meeting=igf2025&group=government")
    opened.value.close()
    assert page_name(page).inner_text() == "Coding"


def test_back_takes_a_choice_of_the_filter_away(page, server, shipped):
    visit(page, f"{server}/Data_and_methods?meeting=igf2025")
    choose(page, "Stakeholder group", "Government")
    expect_count(page, len(select(shipped, WITH_GOVERNMENT).sessions))
    page.go_back()
    expect_count(page, len(select(shipped, DEFAULT).sessions))
    assert address(page) == [("meeting", "igf2025")]


def test_choices_that_follow_each_other_fast_all_count(page, server, shipped):
    visit(page, server)
    filter_box(page, "Stakeholder group").get_by_role("combobox").click()
    chosen = ("Government", "Academia", "Youth")
    for group in chosen:
        page.get_by_role("option", name=group, exact=True).click()
    page.keyboard.press("Escape")
    expect_count(page, len(select(shipped, replace(DEFAULT, groups=chosen)).sessions))
    assert [value for key, value in address(page) if key == "group"] == ["government", "academia", "youth"]


def test_reset(page, server, shipped):
    visit(page, f"{server}/Data_and_methods?group=government&day=2&coder=b")
    sidebar(page).get_by_role("button", name="Reset").click()
    expect_count(page, len(select(shipped, DEFAULT).sessions))
    assert address(page) == [("meeting", "igf2025")]
    expect(filter_box(page, "Stakeholder group")).not_to_contain_text("Government")


def test_an_unknown_filter_is_a_notice(page, server):
    visit(page, f"{server}/Data_and_methods?group=martians")
    expect(page.locator("[data-testid=stAlert]")).to_have_count(1)
    expect(page.locator("[data-testid=stAlert]")).to_contain_text("martians")
    assert address(page) == [("meeting", "igf2025")]


def test_a_session_at_its_own_address(page, server, shipped):
    visit(page, f"{server}/Sessions?session=igf2025-ws-70")
    row = shipped.sessions.set_index("session_id").loc["igf2025-ws-70"]
    expect(main(page)).to_contain_text(row["title"])
    for url in row["source_urls"].split(";"):
        expect(main(page).locator(f"a[href='{url}']").last).to_be_visible()
    expect(page.locator("[data-testid=stAlert]")).to_have_count(0)


def test_a_count_opens_its_sessions_again_and_again(page, server, shipped):
    data = select(shipped, DEFAULT)
    visit(page, f"{server}/Rights_pillars")
    behind = sessions_with(data, day="Day 3", pillar="participation")
    assert len(behind) > 0
    for _ in range(2):
        click(mark(charts(page).first, {"day": "Day 3", "pillar": "participation"}))
        expect(dialog(page)).to_contain_text(f"{len(behind)} session")
        rows = download(page, dialog(page))
        assert set(rows["title"]) == set(behind["title"])
        close(page)


def test_the_claim_of_day_2(page, server, shipped):
    visit(page, f"{server}/?meeting=igf2025&status=held")
    held = select(shipped, replace(DEFAULT, status=("held",)))
    by_day = pillar_coverage(held, by="day").query("category == 'protection'").head(5)
    counts = [text for text in charts(page).first.locator(".textpoint text").all_text_contents() if " of " in text]
    assert counts[1:6] == [f"{n:.0f} of {of:.0f}" for n, of in by_day[["n", "of"]].values], "after the total"
    protection = mark(charts(page).first, {"day": "Day 2", "pillar": "protection"})
    expect(protection).to_be_in_viewport()
    click(protection)
    behind = sessions_with(held, day="Day 2", pillar="protection")
    expect(dialog(page)).to_contain_text(f"{len(behind)} sessions")
    expect(dialog(page).locator(".sessions")).to_contain_text("WS #70")
    rows = download(page, dialog(page))
    assert set(rows["session_id"]) == set(behind["session_id"]) >= {"igf2025-ws-70", "igf2025-main-dc", "igf2025-ws-203"}
    assert rows["source_urls"].str.startswith("http").all()
    (told,) = set(rows["selection"])
    assert told.startswith(describe(replace(DEFAULT, status=("held",)), shipped)), "the file says its filter"


def test_the_table_of_a_chart_has_its_numbers(page, server, shipped):
    visit(page, server)
    main(page).get_by_role("button", name="Table", exact=True).first.click()
    table = main(page).locator("[class*=st-key-rows_of_]").first
    expect(table.locator("[data-testid=stDataFrame]")).to_be_visible()
    rows = download(page, table).select_dtypes("number")
    expected = pillar_coverage(select(shipped, DEFAULT), by="day")
    assert len(rows) == len(expected)
    for column, name in (("n", "Sessions"), ("of", "Of"), ("share", "Share")):  # shares have three decimals
        assert np.allclose(rows[name], expected[column].to_numpy(dtype=float), rtol=0, atol=0.0005, equal_nan=True), column
