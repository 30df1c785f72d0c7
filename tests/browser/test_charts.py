"""Charts in the browser: changed where they stand, opened by one tap, as wide as their place, and honest when they cannot be drawn."""

from collections.abc import Iterator

import pytest
from conftest import ready, start_server
from dashboard_page import charts, choose, click, dialog, expect_count, main, mark, sidebar, visit
from page_checks import box_at_rest, cut_off, resize
from playwright.sync_api import Locator, Page, expect

from igfdata import Selection, select
from igfdata.measures.breakdown import sessions_with
from tests.bench.synthetic import text_frames, write_folder

SESSION = "igf2025-ws-70"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def widths(page: Page) -> tuple[float, float]:
    """Width of the first chart, and of its place."""
    return charts(page).first.evaluate(
        "chart => ['.main-svg', ':scope'].map(part => (chart.querySelector(part) ?? chart).clientWidth)"
    )


def test_a_new_filter_changes_the_charts_that_stand(page, server, shipped):
    chosen = select(shipped, Selection(meetings=("igf2025",), status=("held",), groups=("Government",)))
    visit(page, f"{server}/?meeting=igf2025&status=held")
    before = charts(page).first.inner_text()
    page.evaluate("document.querySelectorAll('.stPlotlyChart .main-svg').forEach(drawing => drawing.isOld = true)")
    choose(page, "Stakeholder group", "Government")
    expect_count(page, len(chosen.sessions))
    expect(charts(page).first).not_to_have_text(before)
    assert page.evaluate("[...document.querySelectorAll('.stPlotlyChart .main-svg')].every(drawing => drawing.isOld)")
    assert charts(page).count() == 3


DRAWN = """() => {
  const draw = Plotly.react;
  let frame = 0;
  const count = () => { frame += 1; requestAnimationFrame(count); };
  requestAnimationFrame(count);
  window.drawn = [];
  Plotly.react = (place, ...all) => {
    drawn.push([[...document.querySelectorAll(".stPlotlyChart")].indexOf(place.parentElement), frame]);
    return draw(place, ...all);
  };
}"""
"""Notes which chart is drawn, and after how many frames."""


@pytest.mark.parametrize(("scrolled_to", "first"), [(0, {0}), (-1, {1, 2})], ids=["top", "end"])
def test_what_is_in_the_window_is_drawn_and_painted_first(page, server, scrolled_to, first):
    visit(page, f"{server}/?meeting=igf2025&status=held")
    charts(page).nth(scrolled_to).scroll_into_view_if_needed()
    page.evaluate(DRAWN)
    before = charts(page).all_inner_texts()
    choose(page, "Stakeholder group", "Government")
    expect(sidebar(page)).to_contain_text("Government")
    page.wait_for_function("() => new Set(drawn.map(([chart]) => chart)).size === 3")
    ready(page)
    frame_of = {chart: frame for chart, frame in reversed(page.evaluate("drawn"))}
    others = {0, 1, 2} - first
    assert max(frame_of[chart] for chart in first) < min(frame_of[chart] for chart in others)
    assert all(old != new for old, new in zip(before, charts(page).all_inner_texts(), strict=True))


def test_one_tap_on_a_count_opens_its_rows(new_page, server, shipped):
    chosen = select(shipped, Selection(meetings=("igf2025",), status=("held",)))
    n = len(sessions_with(chosen, day="Day 2", pillar="protection"))
    page = new_page(**PHONE)
    visit(page, f"{server}/?meeting=igf2025&status=held")
    tap(page, mark(charts(page).first, {"day": "Day 2", "pillar": "protection"}))
    expect(dialog(page)).to_contain_text(f"Day 2 · Protection: {n} sessions")


def test_squares_grow_with_the_frame(new_page, server):
    page = new_page()
    visit(page, f"{server}/?meeting=igf2025")
    square = mark(charts(page).first, {"session_id": SESSION})
    small = square.bounding_box()
    resize(page, {"width": 1920, "height": 900})
    large = box_at_rest(square)
    assert large["width"] / small["width"] > 1.3 and abs(large["width"] - large["height"]) < 2
    assert not cut_off(page)


def test_topics_on_few_days_open_with_a_click_and_numbers_have_a_passport(new_page, server):
    page = new_page()
    visit(page, f"{server}/Recurring_topics?meeting=igf2025&group=civil-society&b-group=all")
    passports = main(page).get_by_role("button", name="About this number")
    expect(passports).to_have_count(4)
    n = charts(page).count()
    main(page).get_by_text("· on one day only").click()
    ready(page)
    expect(charts(page)).to_have_count(n + 1)
    assert not cut_off(page)
    passports.first.click()
    box = main(page).locator(".act-about:popover-open")
    expect(box).to_contain_text("b-group=all")
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)


def test_the_rows_of_a_number_open_from_its_passport(page, server):
    visit(page, f"{server}/Stakeholder_mix?meeting=igf2025&status=held")
    main(page).get_by_role("button", name="About this number").first.click()
    main(page).get_by_role("button", name="Open the people and their sessions").click()
    expect(dialog(page)).to_contain_text("by group (no names are kept)")
    expect(main(page).locator(".act-about:popover-open")).to_have_count(0)


def test_the_buttons_of_a_card_are_answered_and_its_chart_stays(page, server):
    visit(page, f"{server}/?meeting=igf2025&status=held")
    page.evaluate(
        "() => { const draw = Plotly.react; window.nDrawn = 0; Plotly.react = (...all) => { nDrawn += 1; return draw(...all); }; }"
    )
    card = main(page).locator("[class*=st-key-card_]").first
    card.get_by_role("button", name="About", exact=True).click()
    about = card.get_by_role("dialog", name="About")
    expect(about).to_contain_text("Labels.")
    expect(about).to_contain_text("?meeting=igf2025&status=held")
    page.keyboard.press("Escape")
    expect(about).to_be_hidden()
    card.get_by_role("button", name="Add to deck").click()
    expect(page.get_by_test_id("stToast")).to_contain_text("Added to “My deck”: slide 1.")
    assert page.evaluate("nDrawn") == 0


def test_a_finding_opens_its_sessions_and_can_be_hidden(page, server):
    visit(page, f"{server}/?meeting=igf2025&status=held")
    findings = main(page).locator(".finding-card")
    n, first = findings.count(), findings.first.locator("b").first.inner_text()
    findings.first.get_by_role("button", name="Open").click()
    expect(dialog(page)).to_contain_text(first)
    page.keyboard.press("Escape")
    findings.first.get_by_role("button", name="Hide").click()
    expect(findings).to_have_count(n - 1)
    main(page).get_by_role("button", name="Show 1 hidden finding").click()
    expect(findings).to_have_count(n)
    expect(findings.first).to_contain_text(first)


def tap(page: Page, bar: Locator) -> None:
    bar.scroll_into_view_if_needed()
    box = bar.locator("path").bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def expect_session(page: Page, title: str) -> None:
    expect(main(page).get_by_role("heading", level=1)).to_have_text(title)
    assert page.url.count("/Sessions?") == 1


@pytest.mark.parametrize("options", [{}, PHONE], ids=["1440", "390"])
def test_a_square_opens_its_session(new_page, server, shipped, options):
    page = new_page(**options)
    visit(page, f"{server}/?meeting=igf2025&status=held")
    square = mark(charts(page).first, {"session_id": SESSION})
    if options:
        tap(page, square)
    else:
        click(square)
    expect_session(page, shipped.sessions.set_index("session_id").at[SESSION, "title"])


def test_the_keyboard_reaches_each_session_of_the_grid(page, server, shipped):
    visit(page, f"{server}/?meeting=igf2025&status=held")
    buttons = charts(page).first.locator(".chart-marks button")
    titles = shipped.sessions.set_index("session_id")["title"]
    number = next(n for n, text in enumerate(buttons.all_text_contents()) if text.startswith(titles[SESSION]))
    assert buttons.evaluate_all("all => all.filter(button => button.tabIndex === 0).length") == 1, "one stop of the Tab key"
    buttons.first.focus()
    for _ in range(number):
        page.keyboard.press("ArrowRight")
    expect(buttons.nth(number)).to_be_focused()
    expect(charts(page).first.locator(".hoverlayer")).to_contain_text(titles[SESSION][:30])
    page.keyboard.press("Enter")
    expect_session(page, titles[SESSION])


def test_a_chart_takes_the_colours_of_the_theme_at_once(page, server):
    visit(page, f"{server}/?meeting=igf2025&status=held")
    square = mark(charts(page).first, {"session_id": SESSION}).locator("path")
    light = square.evaluate("path => getComputedStyle(path).stroke")
    page.emulate_media(color_scheme="dark")
    expect(square).not_to_have_css("stroke", light)
    page.emulate_media(color_scheme="light")
    expect(square).to_have_css("stroke", light)


def test_a_chart_is_as_wide_as_its_place(page, server):
    visit(page, server)
    wide = widths(page)
    page.set_viewport_size({"width": 1000, "height": 900})
    page.wait_for_function("width => document.querySelector('.stPlotlyChart .main-svg').clientWidth < width - 50", arg=wide[0])
    narrow = widths(page)
    assert narrow[0] == narrow[1] < wide[0] == wide[1]


FRAMES_BEFORE_PLOTLY = """
let frames = 0;
const count = () => { if (document.querySelector(".chart-head")) frames += 1; requestAnimationFrame(count); };
requestAnimationFrame(count);
new MutationObserver((records) => {
  if (records.some(({ addedNodes }) => [...addedNodes].some((node) => /plotly-/.test(node.src ?? "")))) window.framesBefore ??= frames;
}).observe(document, { childList: true, subtree: true });
"""
"""How often the page was painted with a card before the browser began to read Plotly's script, which holds it up."""


def test_cards_are_painted_before_plotly_is_read(new_page, server):
    page = new_page(fresh=True)
    page.add_init_script(FRAMES_BEFORE_PLOTLY)
    visit(page, f"{server}/?meeting=igf2025&status=held")
    expect(charts(page)).to_have_count(3)
    assert page.evaluate("window.framesBefore") >= 1


def test_a_chart_that_cannot_be_drawn_says_so(browser, server):
    context = browser.new_context()
    page = context.new_page()
    page.route("**/plotly-*.js", lambda route: route.abort())
    page.goto(server)
    expect(charts(page).first).to_contain_text("The chart cannot be drawn")
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
    expect(main(page).get_by_role("button", name="Table", exact=True)).to_have_count(charts(page).count())
    context.close()


@pytest.fixture(scope="module")
def twenty_years(tmp_path_factory) -> Iterator[str]:
    """A server of 20 made-up meetings."""
    folder = write_folder(tmp_path_factory.mktemp("twenty_years"), text_frames(2_000, 12_000, 6_000))
    with start_server(IGF_DATA=str(folder)) as url:
        yield url


@pytest.mark.parametrize(
    "path", ["", "Recurring_topics?show=years", "Rights_pillars?split=meeting", "Stakeholder_mix?split=meeting"]
)
def test_twenty_meetings_cut_no_label(page, twenty_years, path):
    visit(page, f"{twenty_years}/{path}{'&' if '?' in path else '?'}meeting=all&relevance=all")
    assert cut_off(page) == []
    resize(page, PHONE["viewport"])
    assert cut_off(page) == []


def test_a_bar_of_one_of_many_meetings_opens_its_rows(page, twenty_years):
    visit(page, f"{twenty_years}/?meeting=all&relevance=all")
    click(mark(charts(page).first, {"meeting": "igf2010", "pillar": "participation"}))
    expect(dialog(page)).to_contain_text("IGF 2010 · Participation")


@pytest.mark.parametrize("day", ["Day 0", "Day 2", "Day 3"])
def test_on_a_phone_no_label_of_the_timeline_is_cut(new_page, server, day):
    page = new_page(**PHONE)
    visit(page, f"{server}/Sessions?meeting=igf2025&relevance=all&day={day.removeprefix('Day ')}")
    assert charts(page).first.locator(".textpoint text").count() >= 10
    assert cut_off(page) == []


def test_the_timeline_shows_whole_titles_where_there_is_room(page, server):
    visit(page, f"{server}/Sessions?meeting=igf2025&relevance=all&day=2")
    label = charts(page).first.locator(".textpoint text").filter(has_text="WS #70:")
    expect(label).to_have_text("⚠ 09:00 WS #70: Combating Sexual Deepfakes: Safeguarding Teens Globally")
    page.set_viewport_size(PHONE["viewport"])
    expect(label).to_have_text("⚠ 09:00 WS #70: Combating Sexual Deepfakes:…")
    ready(page)
    assert cut_off(page) == []


def test_on_paper_there_is_the_page_without_its_filter_and_buttons(page, server):
    visit(page, f"{server}/")
    title = main(page).locator(".chart-head h4").first
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(main(page).get_by_role("button", name="Add to deck").first).to_be_hidden()
    expect(main(page).get_by_role("heading", level=1)).to_be_visible()
    assert title.bounding_box()["height"] < 60, "in one line or two, not a word a line"
    page.emulate_media(media="null")
