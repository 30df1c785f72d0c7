"""Chromium for the measurements, and what is measured inside a page."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.find_chromium import find_chromium

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PATIENCE = 120_000
QUIET = 500
"""Milliseconds without any change after which a page counts as drawn; they are not part of the time."""

WATCH = """part => {
  const bench = window.__bench = {part, drawnAt: new Map()};
  bench.reset = () => { Object.assign(bench, {start: performance.now(), changed: 0, drawn: 0}); bench.drawnAt.clear(); };
  bench.reset();
  const waiting = new Set();
  const changed = parts => {
    bench.changed = performance.now();
    const isWaiting = waiting.size > 0;
    parts.forEach(part => waiting.add(part));
    if (isWaiting) return;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      bench.drawn = performance.now();
      waiting.forEach(part => bench.drawnAt.set(part, bench.drawn));
      waiting.clear();
    }));
  };
  bench.inWindow = () => Math.max(...[...bench.drawnAt].filter(([part]) => {
    const {top, bottom, height} = part.getBoundingClientRect();
    return height > 0 && top < innerHeight && bottom > 0;
  }).map(([, time]) => time));
  document.addEventListener('pointerdown', bench.reset, true);
  document.addEventListener('keydown', event => { if (event.key === 'Enter') bench.reset(); }, true);
  const inside = node => (node.nodeType === 1 ? node : node.parentElement)?.closest(bench.part);
  new MutationObserver(records => {
    const parts = records.map(record => inside(record.target)).filter(Boolean);
    if (parts.length) changed(parts);
  }).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
}"""
"""Time from a click to the second frame after the last change inside the charts (or of the page where there is no chart), of each and of all."""

SEEN = """parts => {
  const seen = window.__seen = {};
  const look = () => {
    for (const part of parts) {
      if (part in seen || !document.querySelector(part)) continue;
      seen[part] = 0;
      requestAnimationFrame(() => setTimeout(() => { seen[part] = performance.now(); }));
    }
  };
  new MutationObserver(look).observe(document, {subtree: true, childList: true});
}"""
"""Time from the navigation to the frame in which a part of the page can be seen first."""

CHARTS, WHOLE_PAGE = ".js-plotly-plot", "[data-testid=stApp]"
"""What is watched; of a page without charts all of it, for the filter may change its words in the sidebar alone."""

IS_DRAWN = """quiet => {
  const app = document.querySelector('[data-testid=stApp]');
  const isRunning = app && app.getAttribute('data-test-script-state') !== 'notRunning';
  const {changed, drawn} = window.__bench;
  return !isRunning && changed > 0 && drawn >= changed && performance.now() - changed > quiet;
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    path = find_chromium()
    if path is None:
        raise RuntimeError("no Chromium: run `make browser`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def new_page(browser: Browser) -> Page:
    """A page with an empty cache."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def wait_for_charts(page: Page, n: int) -> None:
    """Wait until so many charts are drawn and, in Streamlit, the script has ended."""
    page.wait_for_function(
        """n => {
          const app = document.querySelector('[data-testid=stApp]');
          const isRunning = app && app.getAttribute('data-test-script-state') !== 'notRunning';
          const heading = document.querySelector('h1');
          return !isRunning && heading && [...document.querySelectorAll('.js-plotly-plot')].filter(chart => chart.querySelector('.main-svg')).length >= n;
        }""",
        arg=n,
    )


def watch(page: Page, part: str) -> None:
    """Put the stopwatch into a page."""
    page.evaluate(WATCH, part)


def watch_from_the_start(page: Page, part: str) -> None:
    """Put the stopwatch into the pages that will be opened; it starts with the navigation."""
    page.add_init_script(f"({WATCH})({json.dumps(part)}); window.__bench.start = 0;")


def note_when_seen(page: Page, *parts: str) -> None:
    """Have the pages that will be opened note when parts of them are seen first, see :func:`seen`."""
    page.add_init_script(f"({SEEN})({json.dumps(parts)});")


def seen(page: Page, part: str) -> float:
    """Milliseconds from the navigation until a part of the page could be seen."""
    return page.evaluate("part => window.__seen[part]", part)


def elapsed(page: Page) -> tuple[float, float]:
    """Milliseconds from the last click until the charts that are in the window stand, and until all do."""
    page.wait_for_function(IS_DRAWN, arg=QUIET)
    seen, drawn = page.evaluate("() => [__bench.inWindow(), __bench.drawn].map(time => time - __bench.start)")
    return seen, drawn
