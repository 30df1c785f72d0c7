"""Every page by a direct link, in both themes, on a desk and on a phone: all there, nothing cut off, nothing fails.

The server of this module is fresh, and its home page is asked for last: until then a page that needs
the home page to have been opened would show the wrong menu or no filter.
"""

import re
import tomllib

import pytest
from conftest import ROOT, ready
from dashboard_page import PAGES, filter_box, main, parts, sidebar, visit
from playwright.sync_api import expect

THEME = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
HOME_LAST = [path for path in PAGES if path] + [""]
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}

CUT_OFF = """() => {
    const found = [], main = document.querySelector('[data-testid=stMain]'), page = document.documentElement
    const say = (what, element) => found.push(`${what}: ${element.textContent.trim().slice(0, 60)}`)
    if (page.scrollWidth > page.clientWidth) found.push(`page scrolls sideways: ${page.scrollWidth} > ${page.clientWidth}`)
    if (main.scrollWidth > main.clientWidth) found.push(`main scrolls sideways: ${main.scrollWidth} > ${main.clientWidth}`)
    for (const element of main.querySelectorAll('h1, h2, h3, h4, h5, p, li, [data-testid=stMetricValue] *, [data-testid=stMetricLabel] *, button')) {
        const box = element.getBoundingClientRect()
        if (!box.width || element.closest('[data-testid=stElementToolbar], [data-testid=stMultiSelect], [role=tablist]')) continue
        if (element.clientWidth && element.scrollWidth > element.clientWidth + 1) say('clipped', element)
        if (box.left < -1 || box.right > innerWidth + 1) say('beyond the screen', element)
    }
    for (const chart of main.querySelectorAll('[data-testid=stPlotlyChart]')) {
        const frame = chart.querySelector('.main-svg').getBoundingClientRect()
        for (const text of chart.querySelectorAll('.main-svg text')) {
            const box = text.getBoundingClientRect()
            if (!box.width || !text.textContent.trim()) continue
            const over = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom)
            if (over > 2) say(`${Math.round(over)} px outside its chart`, text)
        }
    }
    return found
}"""

CONTRAST = """() => {
    const parts = colour => colour.match(/[\\d.]+/g).map(Number)
    const light = colour => parts(colour).slice(0, 3).map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0)
    const back = light(getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor)
    const texts = [...document.querySelectorAll('.js-plotly-plot g[class$=tick] text, .js-plotly-plot .annotation-text, h1, [data-testid=stMetricValue]')]
    return texts.map(text => {
        const style = getComputedStyle(text), front = light(text.namespaceURI.endsWith('svg') ? style.fill : style.color)
        return [(Math.max(front, back) + .05) / (Math.min(front, back) + .05), text.textContent]
    }).filter(([ratio]) => ratio < 4.5)
}"""


def rgb(colour: str) -> str:
    return f"rgb({int(colour[1:3], 16)}, {int(colour[3:5], 16)}, {int(colour[5:7], 16)})"


def check(page, theme):
    expect(page.locator("[data-testid=stApp]")).to_have_css("background-color", rgb(THEME[theme]["backgroundColor"]))
    ready(page)
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("path", HOME_LAST)
def test_a_direct_link_shows_all_of_the_page(page, server, watch, path):
    visit(page, f"{server}/{path}")
    assert main(page).get_by_role("heading", level=1).inner_text() == PAGES[path]
    expect(page).to_have_title(re.compile(f"^{PAGES[path]}"))
    menu = sidebar(page).get_by_role("link").all_inner_texts()
    assert [title for title in PAGES.values() if not any(title in entry for entry in menu)] == []
    assert not any(entry.strip().casefold() == "dashboard" for entry in menu)
    assert page.locator("[data-testid=stSidebarNav]").count() == 0
    for label in ("Meeting", "Day", "Stakeholder group"):
        expect(filter_box(page, label)).to_be_visible()
    expect(filter_box(page, "Meeting")).to_contain_text("IGF 2025")
    expect(main(page)).to_contain_text("19 of 167 sessions")
    assert page.locator("[data-testid=stAlert]").count() == 0
    expected = [f"{server}/{path}/_stcore/{name}" for name in ("health", "host-config")] if path else []
    assert sorted(watch.not_found) == expected
    check(page, "light")
    page.emulate_media(color_scheme="dark")
    check(page, "dark")


@pytest.mark.parametrize(("path", "theme"), [(path, ("dark", "light")[i % 2]) for i, path in enumerate(HOME_LAST)])
def test_a_phone_shows_all_of_the_page(new_page, server, path, theme):
    page = new_page(color_scheme=theme, **PHONE)
    visit(page, f"{server}/{path}")
    check(page, theme)


@pytest.mark.parametrize("path", ["Sessions", "Data_and_methods"])
def test_every_tab_opens(page, server, path):
    visit(page, f"{server}/{path}")
    for _ in parts(page):
        assert page.locator("[data-testid=stException]").count() == 0
        assert page.evaluate(CUT_OFF) == []
