"""Take the pictures of the user guide from the running dashboard: ``make pictures``, or some pages: ``python -m tests.pictures Briefing``."""

import io
import sys
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.find_chromium import find_chromium
from tests.servers import ROOT, dashboard

FOLDER = ROOT / "docs/pictures"
SIZE = {"width": 1280, "height": 800}
COLOURS = 128
"""Enough for flat colours and letters; a third of the bytes."""

DRAWN = """() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
    && document.querySelector('[data-testid=stMain] h1')
    && !document.querySelector('[data-testid=stSkeleton], .stPlotlyChart[aria-busy=true]')
    && [...document.querySelectorAll('.stBidiComponent')].every(chart => chart.querySelector('.main-svg, iframe, .number-card, .finding-card, .menu'))"""


def pages() -> list[str]:
    """Names of all pages as in their addresses, Overview first."""
    return ["Overview", *(path.stem.split("_", 1)[1] for path in sorted(Path(ROOT, "pages").glob("[0-9]*.py")))]


def in_few_colours(picture: Image.Image) -> Image.Image:
    """Keep the colours that a page has most of exactly as they are, and take the nearest of them for the others."""
    pixels = np.asarray(picture.convert("RGB"))
    colours, place, n = np.unique(pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    kept = colours[np.argsort(-n, kind="stable")[:COLOURS]]
    nearest = np.square(colours[:, None].astype(int) - kept[None]).sum(axis=2).argmin(axis=1)
    small = Image.fromarray(nearest[place].reshape(pixels.shape[:2]).astype(np.uint8), "P")
    small.putpalette(kept.tobytes())
    return small


def take(names: list[str]) -> None:
    """Take a picture of each page, with the filter as it is at the start."""
    FOLDER.mkdir(exist_ok=True)
    with dashboard() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--hide-scrollbars"])
        for name in names:
            page = browser.new_page(viewport=SIZE, color_scheme="light")
            page.goto(f"{server.url}/{'' if name == 'Overview' else name}")
            page.wait_for_function(DRAWN, timeout=120_000)
            page.wait_for_timeout(1000)
            in_few_colours(Image.open(io.BytesIO(page.screenshot()))).save(FOLDER / f"{name}.png", optimize=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1:] or pages())
