"""What do the slides look like before anything stands on them? A 16:9 master with three layouts.

The template of python-pptx is 4:3 and has eleven layouts: it is resized, restyled, and the unused ones go.
"""

from copy import deepcopy
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide, SlideLayout
from pptx.util import Inches

from igfdata.briefing.deck_paragraphs import MUTED, write

WIDTH, HEIGHT = 13.333, 7.5
"""Inches: 16:9."""

Box = tuple[float, float, float, float]
"""Left, top, width and height in inches."""

LEFT, ROOM = 0.5, 12.333
KICKER: Box = (LEFT, 0.28, ROOM, 0.38)
TITLE: Box = (LEFT, 0.68, ROOM, 1.25)
BODY: Box = (LEFT, 2.05, ROOM, 4.3)
DENOMINATOR: Box = (LEFT, 6.4, ROOM, 0.5)
FOOTER: Box = (LEFT, 6.9, 11.4, 0.46)
NUMBER: Box = (12.0, 6.9, 0.833, 0.46)
COVER_TITLE: Box = (LEFT + 0.5, 1.2, ROOM - 1, 1.9)
COVER_TEXT: Box = (LEFT + 0.5, 3.3, ROOM - 1, 3.4)

KICKER_INDEX, DENOMINATOR_INDEX = 13, 14
COVER, CONTENT, GRAPHIC = "Title Slide", "Title and Content", "Title Only"

_TEXT_PLACEHOLDER = """<p:sp {ns}><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>
<p:nvPr><p:ph type="body" sz="quarter" idx="{idx}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr anchor="{anchor}"><a:normAutofit/></a:bodyPr>
<a:lstStyle><a:lvl1pPr marL="0" indent="0"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>
<a:defRPr sz="{size}" b="{bold}"><a:solidFill><a:srgbClr val="52606D"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>
<a:p><a:r><a:rPr lang="en-GB"/><a:t>{name}</a:t></a:r></a:p></p:txBody></p:sp>"""


def new_deck() -> Deck:
    """An empty 16:9 presentation with the layouts :data:`COVER`, :data:`CONTENT` and :data:`GRAPHIC`."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for layout in list(deck.slide_layouts):
        if layout.name not in (COVER, CONTENT, GRAPHIC):
            deck.slide_layouts.remove(layout)
    _style_master(deck)
    for layout in deck.slide_layouts:
        _drop_dates(layout.placeholders)
        if layout.name == COVER:
            _style_cover(layout)
        else:
            _add_text_placeholders(layout)
    return deck


def layout_of(deck: Deck, name: str) -> SlideLayout:
    """The layout of a name."""
    return next(layout for layout in deck.slide_layouts if layout.name == name)


def place(shape: Any, box: Box) -> None:
    """Put a shape into a box."""
    shape.left, shape.top, shape.width, shape.height = (Inches(value) for value in box)


def add_footer(slide: Slide, text: str, number: int) -> None:
    """Give a slide the footer and the number of its layout: python-pptx leaves these two out."""
    tree = slide.shapes._spTree
    sources: Any = slide.slide_layout.placeholders
    for source in sources:
        kind = source._element.ph.get("type")
        if kind not in ("ftr", "sldNum"):
            continue
        copy = deepcopy(source._element)
        copy.nvSpPr.cNvPr.set("id", str(1 + max(int(value) for value in tree.xpath("//p:cNvPr/@id"))))
        tree.append(copy)
        if kind == "ftr":
            footer: Any = slide.shapes[-1]
            write(footer.text_frame, [text], size=12, colour=MUTED, align="l", typeface="+mn-lt")
        else:
            copy.xpath(".//a:fld/a:t")[0].text = str(number)


def _style_master(deck: Deck) -> None:
    master = deck.slide_master
    _drop_dates(master.placeholders)
    boxes = {"title": TITLE, "body": BODY, "ftr": FOOTER, "sldNum": NUMBER}
    shapes: Any = master.placeholders
    for shape in shapes:
        kind = shape._element.ph.get("type")
        place(shape, boxes[kind])
        body = shape._element.txBody.find(qn("a:bodyPr"))
        body.set("anchor", {"title": "t", "body": "t"}.get(kind, "ctr"))
        for side in ("lIns", "tIns", "rIns", "bIns"):
            body.set(side, "0")
        for style in shape._element.iter(qn("a:lvl1pPr")):
            style.set("algn", "r" if kind == "sldNum" else "l")
    styles = master._element.find(qn("p:txStyles"))
    _set_style(styles.find(qn("p:titleStyle")), size=2800, is_bold=True)
    _set_style(styles.find(qn("p:bodyStyle")), size=2000)


def _set_style(style: etree._Element, *, size: int, is_bold: bool = False) -> None:
    first = style.find(qn("a:lvl1pPr"))
    first.set("algn", "l")
    run = first.find(qn("a:defRPr"))
    run.set("sz", str(size))
    run.set("b", str(int(is_bold)))


def _style_cover(layout: SlideLayout) -> None:
    shapes: Any = layout.placeholders
    for shape in shapes:
        kind = shape._element.ph.get("type")
        if kind not in ("ctrTitle", "subTitle"):
            continue
        place(shape, COVER_TITLE if kind == "ctrTitle" else COVER_TEXT)
        shape._element.txBody.find(qn("a:bodyPr")).set("anchor", "b" if kind == "ctrTitle" else "t")
        for style in shape._element.iter(qn("a:lvl1pPr")):
            style.set("algn", "l")


def _add_text_placeholders(layout: SlideLayout) -> None:
    """Heading above the title and denominator below the body, as placeholders, so that the outline shows them."""
    tree = layout.shapes._spTree
    for name, idx, size, bold, anchor, box in (
        ("Heading", KICKER_INDEX, 1600, 1, "b", KICKER),
        ("Counted of", DENOMINATOR_INDEX, 1600, 0, "t", DENOMINATOR),
    ):
        values = {"id": 20 + idx, "name": name, "idx": idx, "size": size, "bold": bold, "anchor": anchor}
        tree.append(parse_xml(_TEXT_PLACEHOLDER.format(ns=nsdecls("a", "p"), **values)))
        place(list(layout.placeholders)[-1], box)
    element = layout._element
    element.attrib.pop("type", None)
    element.set("userDrawn", "1")


def _drop_dates(placeholders: Any) -> None:
    for shape in list(placeholders):
        if shape._element.ph.get("type") == "dt":
            shape._element.getparent().remove(shape._element)
