"""A picture of a chart: what it says around the drawing, and that both formats can be read."""

import base64
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from dashboard_page import charts, main, visit
from playwright.sync_api import Page

SVG = "{http://www.w3.org/2000/svg}"
ADDRESS = "/?meeting=igf2025&status=held"

PIXELS = """async data => {
    const image = new Image(); image.src = `data:image/png;base64,${data}`; await image.decode()
    const canvas = document.createElement('canvas'); canvas.width = image.naturalWidth; canvas.height = image.naturalHeight
    const context = canvas.getContext('2d'); context.drawImage(image, 0, 0)
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data, counts = {}
    for (let i = 0; i < pixels.length; i += 4) {
        const colour = `${pixels[i]},${pixels[i + 1]},${pixels[i + 2]}`
        counts[colour] = (counts[colour] ?? 0) + 1
    }
    return [canvas.width, canvas.height, counts, `${pixels[0]},${pixels[1]},${pixels[2]}`]
}"""


def picture(page: Page, kind: str) -> Path:
    """Take a picture of the first chart."""
    box = main(page).locator(".chart-picture").first
    box.locator("summary").click()
    with page.expect_download() as event:
        box.get_by_role("button", name=kind).click()
    assert event.value.suggested_filename == f"igf2025-filtered-pillar_coverage.{kind.lower()}"
    return Path(event.value.path())


def test_an_svg_says_what_it_shows_of_what_and_from_where(page, server):
    visit(page, f"{server}{ADDRESS}")
    drawing = ElementTree.parse(picture(page, "SVG")).getroot()
    texts = [" ".join("".join(text.itertext()).split()) for text in drawing.iter(f"{SVG}text")]
    whole = " ".join(texts)
    title = main(page).locator("[class*=st-key-card_] h4").first.inner_text()
    headline = main(page).get_by_role("heading", level=1).inner_text()
    assert drawing.findtext(f"{SVG}title") == headline and headline in whole, "a picture says what is seen in it"
    assert drawing.findtext(f"{SVG}desc") == charts(page).first.get_attribute("aria-label")
    assert title in whole and "Children's rights at the IGF" in whole
    assert "Sessions of IGF 2025, held, about or partly about children" in whole
    assert "Data of" in whole and "(version" in whole
    assert f"{server}{ADDRESS}" in texts[-1], "the address, with the filter in it"
    assert {"Protection", "Day 2", "on this pillar"} <= set(texts), "the legend and the names are inside"
    n_squares = len(drawing.findall(f".//{SVG}g[@class='point']"))
    assert n_squares == charts(page).first.locator(".trace.bars .point").count() > 60


@pytest.mark.parametrize(
    ("scheme", "ground", "blue"), [("light", "255,255,255", "0,114,178"), ("dark", "26,33,40", "63,159,219")]
)
def test_a_png_has_twice_the_size_and_the_colours_of_the_theme(new_page, server, scheme, ground, blue):
    page = new_page(color_scheme=scheme)
    visit(page, f"{server}{ADDRESS}")
    size = re.search(r'width="(\d+)" height="(\d+)"', picture(page, "SVG").read_text(encoding="utf-8"))
    data = base64.b64encode(picture(page, "PNG").read_bytes()).decode()
    width, height, colours, corner = page.evaluate(PIXELS, data)
    assert [width, height] == [2 * int(number) for number in size.groups()]
    assert corner == ground
    assert colours[blue] > 10 * 50 * 50, "ten squares and more of 28 pixels at twice the size"
