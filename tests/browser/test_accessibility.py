"""Can everybody use every page: by keyboard alone, and without motion?"""

import re

import pytest
from conftest import ready
from dashboard_page import PAGES, charts, main, visit
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooSlow

MOST_STEPS = 300
FRAMES = 4
"""How many elements around a text field may be the frame that shows the focus."""

MARK_LOOKS = """(frames) => {
    window.look = (element) => {
        const style = getComputedStyle(element);
        return [style.outlineStyle, style.outlineWidth, style.borderColor, style.boxShadow].join();
    };
    window.around = (element) => {
        const found = [];
        for (let at = element; at && found.length < frames; at = at.parentElement) found.push(at);
        return found;
    };
    window.place = () => {  // in a frame of the page, what has the focus there
        let element = document.activeElement;
        for (let inner; (inner = element?.contentDocument?.activeElement) && inner.matches(":not(body)"); ) element = inner;
        return element;
    };
    window.before = new Map();
    for (const field of document.querySelectorAll("input, textarea"))
        for (const element of around(field)) before.set(element, look(element));
}"""

FOCUS_IS_SEEN = """() => {
    const element = place();
    if (element === document.body) return true;  // drawn anew meanwhile: Tab goes on from its place
    if (element.closest("canvas")) return true;  // a cell of a table: the table paints the ring itself, no style tells
    const style = getComputedStyle(element);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const framed = element.matches("input, textarea") && around(element).some((at) => look(at) !== before.get(at));
    return outlined || framed;
}"""

FOCUSED = (
    "() => { const isSeen = "
    + FOCUS_IS_SEEN
    + """
    const element = place();
    if (!element || element === document.body) return "none";
    const isKnown = element.dataset.reached && element !== window.last;  // Tab goes from cell to cell within a table
    element.dataset.reached = "yes";
    window.last = element;
    return isKnown ? "known" : isSeen() ? "new" : "not seen";
}"""
)

PLACE = """() => {
    const element = place(), style = getComputedStyle(element);
    return {html: element.outerHTML.slice(0, 400), look: look(element), byKeyboard: element.matches(":focus-visible"),
        within: element.parentElement.outerHTML.slice(0, 200), outline: style.outline, hasFocus: document.hasFocus()};
}"""

MISSED = """() => {
    // The steppers of a number and the opener of a list are at the arrow keys of their field; a chosen value goes with Delete.
    const controls = "button, a[href], summary, input, select, textarea, [role=tab], [tabindex='0']";
    const group = (element) => element.closest("[role=tablist], [role=radiogroup], [role=toolbar]");
    const reached = new Set([...document.querySelectorAll("[data-reached]")].map(group));
    return [...document.querySelectorAll(controls)]
        .filter((element) => element.checkVisibility({visibilityProperty: true}) && !element.disabled)
        .filter((element) => !element.dataset.reached && !(group(element) && reached.has(group(element))))
        .filter((element) => element.getAttribute("tabindex") !== "-1")
        .map((element) => element.outerHTML.slice(0, 200));
}"""

MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
    const style = getComputedStyle(element);
    return style.animationName !== "none" || style.transitionDuration.split(",").some((time) => parseFloat(time) > 0);
}).length"""


def wait_for_focus(page: Page) -> None:
    """Wait until the place of the keyboard is seen; where a part was drawn anew under the key, come to it once more."""
    try:
        page.wait_for_function(FOCUS_IS_SEEN, timeout=10_000)
    except TooSlow:
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        try:
            page.wait_for_function(FOCUS_IS_SEEN, timeout=10_000)
        except TooSlow:
            raise AssertionError(f"the keyboard is at a place that is not seen: {page.evaluate(PLACE)}") from None


@pytest.mark.parametrize("path", PAGES)
def test_the_keyboard_reaches_everything_and_its_place_is_seen(new_page, server, path):
    page = new_page(reduced_motion="reduce")
    visit(page, f"{server}/{path}")
    page.evaluate(MARK_LOOKS, FRAMES)
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused in ("none", "known"):
            break
        if focused == "not seen":
            wait_for_focus(page)
    assert page.evaluate(MISSED) == []


def test_the_keyboard_opens_the_table_of_every_chart(page, server):
    visit(page, server)
    cards = main(page).locator("[class*=st-key-card_]")
    assert cards.count() == charts(page).count() > 0
    for card in cards.all():
        name = re.search(r"st-key-card_(\S+)", card.get_attribute("class")).group(1)
        table = card.get_by_role("button", name="Table", exact=True)
        table.focus()
        page.keyboard.press("Enter")
        rows = main(page).locator(f".st-key-rows_of_{name}")
        expect(rows.get_by_test_id("stDataFrame")).to_be_visible()
        expect(table).to_be_focused()
        ready(page)
        button = rows.get_by_test_id("stDownloadButton").get_by_role("button")
        for _ in range(MOST_STEPS):
            page.keyboard.press("Tab")
            if button.evaluate("button => button === document.activeElement"):
                break
        expect(button).to_be_focused()


def test_arrow_keys_move_along_tabs(page, server):
    visit(page, f"{server}/Sessions")
    first, second = main(page).get_by_role("tab").all()[:2]
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(second).to_be_focused()
    expect(second).to_have_attribute("aria-selected", "true")


def test_nothing_moves_for_who_asked_for_less_motion(new_page, server):
    still, moving = new_page(reduced_motion="reduce"), new_page(reduced_motion="no-preference")
    visit(still, server)
    visit(moving, server)
    assert moving.evaluate(MOVING) > 0
    assert still.evaluate(MOVING) == 0
