"""What is wrong on a page as it stands in the browser: problems that a person would see, or that axe-core finds."""

import tomllib
from typing import cast

from axe_playwright_python.base import AXE_SCRIPT
from conftest import ROOT, ready
from dashboard_page import charts
from playwright.sync_api import FloatRect, Locator, Page, ViewportSize, expect

THEME = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]

SERIOUS = ("serious", "critical")
LOOKS = 3
"""A page that is just being drawn anew is dim for a moment, also to axe-core; what it finds three times is there."""

AT_REST = 700
"""Milliseconds in which tables, which follow the window last, have come to their width."""

LOOKS_AT_MOST = 60

CUT_OFF = """() => {
    const found = [], main = document.querySelector('[data-testid=stMain]')
    const say = (what, element) => found.push(`${what}: ${element.textContent.trim().slice(0, 60)}`)
    for (const [name, part] of Object.entries({page: document.documentElement, body: document.body, main}))
        if (part.scrollWidth > part.clientWidth) found.push(`${name} scrolls sideways: ${part.scrollWidth} > ${part.clientWidth}`)
    const isCut = element => {
        const style = getComputedStyle(element)
        return (/hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
            || (/hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
    }
    for (const element of main.querySelectorAll('*')) {
        const hasText = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
        if (!hasText || element.closest('svg') || !element.checkVisibility()) continue
        const around = [element, element.parentElement, element.parentElement?.parentElement].filter(Boolean)
        if (around.some(isCut)) say('cut', element)
    }
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
        for (const axis of ['xtick', 'ytick']) {
            const ticks = [...chart.querySelectorAll(`g.${axis} text`)].filter(text => !/rotate\\((?!0)/.test(text.getAttribute('transform')))
                .map(text => [text, text.getBoundingClientRect()])
            for (const [text, a] of ticks)
                if (ticks.some(([, b]) => a !== b && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3))
                    say('on the next label', text)
        }
    }
    return found
}"""

HARD_TO_USE = """() => {
    const found = new Set(), main = document.querySelector('[data-testid=stMain]')
    const say = (what, element) => found.add(`${what}: ${(element.ariaLabel || element.textContent).trim().slice(0, 60)}`)
    for (const target of main.querySelectorAll('button, summary, [role=tab], [role=button], a')) {
        const box = target.getBoundingClientRect()
        if (!box.width || !target.checkVisibility({opacityProperty: true}) || getComputedStyle(target).display === 'inline') continue
        if (Math.min(box.width, box.height) < 23.9) say(`${Math.round(box.width)} × ${Math.round(box.height)} px for a finger`, target)
    }
    const toolbars = [...main.querySelectorAll('[data-testid=stElementToolbar]')].filter(bar => bar.checkVisibility())
        .map(bar => bar.getBoundingClientRect()).filter(box => box.width)
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
        const text = texts.currentNode, element = text.parentElement
        if (!text.textContent.trim() || element.closest('svg, style, script, [data-testid=stElementToolbar]') || !element.checkVisibility()) continue
        if (parseFloat(getComputedStyle(element).fontSize) < 12) say('letters below 12 px', element)
        const range = document.createRange()
        range.selectNodeContents(text)
        for (const a of range.getClientRects())
            if (toolbars.some(b => a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2)) say('under a toolbar', element)
    }
    return [...found]
}"""

FAINT = """() => {
    const parts = colour => colour.match(/[\\d.]+/g).map(Number)
    const light = colour => parts(colour).slice(0, 3).map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0)
    const back = light(getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor)
    const texts = [...document.querySelectorAll('.js-plotly-plot g[class$=tick] text, .js-plotly-plot .annotation-text, h1, [data-testid=stMetricValue]')]
    return texts.map(text => {
        const style = getComputedStyle(text), front = light(text.namespaceURI.endsWith('svg') ? style.fill : style.color)
        return [(Math.max(front, back) + .05) / (Math.min(front, back) + .05), text.textContent]
    }).filter(([ratio]) => ratio < 4.5).map(([ratio, text]) => `contrast of ${ratio.toFixed(1)}: ${text}`)
}"""

FITS = """() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')].filter(chart => chart.checkVisibility())
    .every(chart => Math.abs(chart.clientWidth - chart.querySelector('.main-svg')?.clientWidth) <= 1)"""

WORDS = "chart => (chart.closest('[aria-label]') ?? chart.querySelector('[aria-label]'))?.ariaLabel"


def use_scheme(page: Page, scheme: str) -> None:
    """Have a page light or dark, and wait until it is."""
    page.emulate_media(color_scheme=scheme)
    expect(page.locator("[data-testid=stApp]")).to_have_css("background-color", _rgb(THEME[scheme]["backgroundColor"]))
    ready(page)
    expect(page.locator("[data-stale=true]")).to_have_count(0)


def resize(page: Page, size: ViewportSize) -> None:
    """Give the window another size, and wait until every chart is as wide as its place and the page at rest."""
    page.set_viewport_size(size)
    page.wait_for_function(FITS)
    ready(page)


def box_at_rest(what: Locator) -> FloatRect:
    """Where something stands and how large it is, once two looks in a row, with :data:`AT_REST` between them, find the same."""
    for _ in range(LOOKS_AT_MOST):
        before = what.bounding_box()
        what.page.wait_for_timeout(AT_REST)
        if before is not None and what.bounding_box() == before:
            return before
    raise AssertionError(f"never at rest: {what}")


def cut_off(page: Page) -> list[str]:
    """Texts that are cut, or stand on each other, outside their chart or beyond the screen; parts that scroll sideways."""
    found: list[str] = []
    for _ in range(LOOKS):
        found = cast(list[str], page.evaluate(CUT_OFF))
        if not found:
            break
        page.wait_for_timeout(AT_REST)
    return found


def faint(page: Page) -> list[str]:
    """Large texts and ticks of axes with a contrast below 4.5 to the page."""
    return cast(list[str], page.evaluate(FAINT))


def hard_to_use(page: Page) -> list[str]:
    """What a finger misses (below 24 px), letters below 12 px, and texts that a table's toolbar covers."""
    return cast(list[str], page.evaluate(HARD_TO_USE))


def wordless(page: Page) -> list[str]:
    """Charts in sight that do not say in words what they show."""
    words = [chart.evaluate(WORDS) or "" for chart in charts(page).filter(visible=True).all()]
    return [f"says only {text!r}" for text in words if len(text.split()) <= 3]


def violations(page: Page, *, colours_only: bool = False) -> list[str]:
    """What axe-core finds serious or critical once the page is at rest: rule, element, reason.

    Parameters
    ----------
    colours_only
        Looks at contrasts alone: enough where all else was looked at in the other colours.
    """
    options = {"resultTypes": ["violations"]} | ({"runOnly": ["color-contrast"]} if colours_only else {})
    for _ in range(LOOKS):
        ready(page)
        expect(page.locator("[data-stale=true]")).to_have_count(0)
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        found = [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in page.evaluate("options => axe.run(options)", options)["violations"]
            if violation["impact"] in SERIOUS
            for node in violation["nodes"]
        ]
        if not found:
            break
    return found


def _rgb(colour: str) -> str:
    return f"rgb({int(colour[1:3], 16)}, {int(colour[3:5], 16)}, {int(colour[5:7], 16)})"
