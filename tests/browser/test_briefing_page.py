"""From the front door to a presented slide and to a deck, by keyboard, at both sizes of projectors and on a phone."""

import io
import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import ready
from playwright.sync_api import expect
from pptx import Presentation

from igfdata import Selection, load
from igfdata.briefing.agenda import briefing_about
from igfdata.briefing.render.pagination import parts_of

PRESENTED = "Briefing?meeting=igf2025&brief=Day+2&present="


@cache
def slides():
    """The slides of the day."""
    return briefing_about(load(), Selection(meetings=("igf2025",)), "Day 2").slides


@cache
def parts():
    """What stands on the screen, one after the other: a long slide in parts."""
    return [part for slide in slides() for part in parts_of(slide)]


def titles():
    return [part.slide.title for part in parts()]


def slides_of(page):
    """The frame with the slides."""
    return page.frame_locator(".st-key-slides iframe")


def shown(page, number):
    """Wait until the slide of this number stands there."""
    expect(slides_of(page).locator(".slide.shown h1")).to_have_text(titles()[number])
    expect(slides_of(page).locator("#count")).to_have_text(f"{number + 1} / {len(titles())}")


def open_slide(page, server, number=0):
    page.goto(f"{server}/{PRESENTED}{parts()[number].key}")
    shown(page, number)
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")


def test_three_clicks_from_the_front_door_to_a_slide_and_back(page, server):
    page.goto(f"{server}/?meeting=igf2025&group=civil-society")
    ready(page)
    page.get_by_role("link", name="Briefing").click()
    expect(page.locator(".page-name")).to_have_text("Briefing")
    page.get_by_role("button", name="Present").click()
    expect(slides_of(page).locator(".slide.shown h1")).to_be_visible()
    expect(page.locator("[data-testid=stSidebar]")).to_be_hidden()
    page.wait_for_url("**present=balance*")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Present")).to_be_visible()
    page.wait_for_url(lambda url: "present" not in url and "group=civil-society" in url)


def test_the_keyboard_turns_the_slides_and_the_address_follows(page, server):
    open_slide(page, server)
    for number, key in enumerate(["ArrowRight", "PageDown", " ", "ArrowDown"], start=1):
        page.keyboard.press(key)
        shown(page, number)
        assert f"present={parts()[number].key}" in page.url
    page.keyboard.press("ArrowLeft")
    shown(page, 3)
    page.keyboard.press("End")
    shown(page, len(titles()) - 1)
    page.keyboard.press("Home")
    shown(page, 0)
    page.keyboard.press("n")
    expect(slides_of(page).locator(".slide.shown .notes")).to_contain_text(slides()[0].notes[0])
    page.keyboard.press("n")
    expect(slides_of(page).locator(".slide.shown .notes")).to_be_hidden()


def test_the_talk_goes_on_when_the_connection_drops(page, server):
    open_slide(page, server)
    page.context.set_offline(True)
    for number in (1, 2, 3):
        page.keyboard.press("ArrowRight")
        shown(page, number)
    page.context.set_offline(False)


def test_full_screen_goes_in_and_out_and_hides_the_bar(page, server):
    open_slide(page, server)
    page.keyboard.press("f")
    expect(slides_of(page).locator(".bar-of-keys")).to_be_hidden()
    page.keyboard.press("f")
    expect(slides_of(page).locator(".bar-of-keys")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=["720p", "1080p"])
def test_every_slide_fits_a_projector_without_scrolling(new_page, server, size, scheme):
    page = new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    open_slide(page, server)
    ground = "() => getComputedStyle(document.body).backgroundColor"
    colour = slides_of(page).locator("body").evaluate(ground)
    assert colour == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 25, 31)"}[scheme]
    for number in range(len(titles())):
        shown(page, number)
        sizes = (
            slides_of(page)
            .locator(".slide.shown")
            .evaluate(
                "slide => [slide, slide.querySelector('.body')].map(box => [box.scrollHeight - box.clientHeight, box.scrollWidth - box.clientWidth])"
            )
        )
        assert max(map(max, sizes)) <= 1, titles()[number]
        page.keyboard.press("ArrowRight")


def test_on_a_phone_nothing_is_wider_than_the_screen_and_buttons_turn(new_page, server):
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    open_slide(page, server)
    for number in range(len(titles())):
        shown(page, number)
        assert slides_of(page).locator("main").evaluate("main => main.scrollWidth <= main.clientWidth")
        if number < len(titles()) - 1:
            slides_of(page).get_by_role("button", name="Next slide").tap()


def test_the_sessions_behind_a_slide(page, server):
    open_slide(page, server)
    slides_of(page).get_by_role("button", name="Sessions").click()
    expect(page.get_by_role("dialog")).to_contain_text(f"{len(slides()[0].session_ids)} sessions")


def test_own_points_and_the_ask_stand_in_the_address_and_on_the_slide_as_text(page, server):
    page.goto(
        f"{server}/Briefing?meeting=igf2025&brief=Day+2&present=points&ask=%3Cb%3EMore&point=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+**bold**"
    )
    expect(slides_of(page).locator(".slide.shown .own strong")).to_have_text("<img src=x onerror=alert(1)> **bold**")
    expect(slides_of(page).locator(".slide.shown .ask span")).to_have_text("<b>More")
    assert slides_of(page).locator("img").count() == 0


def test_it_turns_by_itself(page, server):
    page.goto(f"{server}/{PRESENTED}balance&rotate=10")
    shown(page, 0)
    expect(slides_of(page).locator(".slide.shown h1")).to_have_text(titles()[1])


def test_the_deck_on_the_page_holds_the_slides(page, server):
    page.goto(f"{server}/Briefing?meeting=igf2025&brief=Day+2")
    ready(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="PowerPoint").click()
    assert download.value.suggested_filename == "igf2025-day-2-2025-06-25.pptx"
    deck = Presentation(io.BytesIO(Path(download.value.path()).read_bytes()))
    shown = [slide.shapes.title.text_frame.text.replace("\xa0", " ") for slide in deck.slides]
    found = [re.sub(r" \(\d of \d\)$", "", title) for title in shown]
    assert [slide.title for slide in slides() if slide.title not in found] == []


def test_several_meetings_are_told_to_be_too_many(page, server):
    page.goto(f"{server}/Briefing?meeting=igf2025&meeting=igf2024")
    expect(page.get_by_text("choose just one")).to_be_visible()


def test_a_briefing_is_saved_as_a_file_and_comes_back_in_another_browser(new_page, server, tmp_path):
    first, second = new_page(), new_page()
    first.goto(
        f"{server}/Briefing?meeting=igf2025&group=youth&b-group=all&brief=Day+1&slides=points,balance&point=First+own+point"
        "&point=Second&ask=Ask"
    )
    ready(first)
    first.get_by_text("Save or load slides and points").click()
    with first.expect_download() as event:
        first.get_by_role("button", name="Save", exact=True).click()
    file = tmp_path / "briefing.json"
    event.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8")) == {
        "about": "Day 1", "slides": ["points", "balance"], "points": ["First own point", "Second"], "ask": "Ask",
        "compared_with": "b-group=all",
    }  # fmt: skip
    second.goto(f"{server}/Briefing?meeting=igf2025&group=youth")
    ready(second)
    second.get_by_text("Save or load slides and points").click()
    second.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(file)
    second.get_by_role("button", name="Use this file").click()
    second.wait_for_url("**brief=Day*1*")
    ready(second)
    expect(second.get_by_role("textbox", name="Your talking points")).to_have_value("First own point\nSecond")
    expect(second.get_by_role("textbox", name="Our ask")).to_have_value("Ask")
    assert parse_qs(urlsplit(second.url).query) == parse_qs(urlsplit(first.url).query)


def test_slides_are_picked_and_put_in_order_by_their_small_pictures(page, server):
    keys = [slide.key for slide in slides()]

    def chosen(*wanted):
        page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("slides") == [",".join(wanted)])
        expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")

    page.goto(f"{server}/Briefing?meeting=igf2025&brief=Day+2")
    ready(page)
    frame = page.frame_locator("iframe[title='The slides, to pick and to put in order']")
    small = [frame.locator(f"figure[data-key={key}]") for key in keys]
    expect(small[0].locator("h1")).to_have_text(titles()[0])
    expect(small[1].locator(":scope > b")).to_have_text("2")
    small[1].get_by_role("checkbox").uncheck()
    chosen(keys[0], *keys[2:])
    expect(small[1].locator(":scope > b")).to_have_text("")
    expect(small[2].locator(":scope > b")).to_have_text("2")
    earlier = small[2].get_by_role("button", name="Move earlier")
    earlier.focus()
    page.keyboard.press("Enter")
    chosen(keys[2], keys[0], *keys[3:])
    expect(earlier).to_be_disabled()
    expect(small[2].get_by_role("button", name="Move later")).to_be_focused()  # the keyboard stays at the slide
    small[2].drag_to(small[3])
    chosen(keys[0], keys[3], keys[2], *keys[4:])
    page.reload()
    ready(page)
    shown_keys = frame.locator("figure.picked").evaluate_all("all => all.map(figure => figure.dataset.key)")
    assert shown_keys == [keys[0], keys[3], keys[2], *keys[4:]]
    for key in keys[2:]:
        frame.locator(f"figure[data-key={key}]").get_by_role("checkbox").uncheck()
    chosen(keys[0])
    expect(small[0].get_by_role("checkbox")).to_be_disabled()  # the last slide stays


def test_my_deck_is_filled_on_a_page_put_in_order_and_presented(page, server):
    page.goto(f"{server}/Rights_pillars?meeting=igf2025")
    ready(page)
    buttons = page.get_by_role("button", name="Add to deck")
    for number in (0, 1):
        buttons.nth(number).click()
        expect(page.get_by_text(f"slide {number + 1}.")).to_be_visible()
    page.goto(f"{server}/Briefing?meeting=igf2025&show=deck")
    ready(page)
    frame = page.frame_locator("iframe[title='The slides, to put in order']")
    small = frame.locator("figure")
    expect(small).to_have_count(2)
    headings = small.locator("h1").all_inner_texts()
    expect(frame.get_by_role("checkbox")).to_have_count(0)
    small.nth(1).drag_to(small.nth(0))
    for _ in range(2):
        expect(small.locator("h1")).to_have_text(headings[::-1])
        expect(
            page.locator("[data-testid=stMain] [data-testid=stMarkdown] strong").filter(has_text=headings[1]).first
        ).to_be_visible()
        page.reload()
        ready(page)
    page.get_by_role("button", name="Present").click()
    expect(slides_of(page).locator(".slide.shown h1")).to_have_text(headings[1])
