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

from igfdata.briefing.model import NAME as BRAND_NAME
from igfdata.briefing.render.pptx.native_text import ACCENT, MUTED, RULE, write

WIDTH, HEIGHT = 13.333, 7.5
"""Inches: 16:9."""

Box = tuple[float, float, float, float]
"""Left, top, width and height in inches."""

LEFT, ROOM = 0.5, 12.333
LINE, EVIDENCE_LINE = 0.46, 0.28
"""Inches of a line of the headline and of the evidence below it."""

KICKER: Box = (LEFT, 0.31, 8.7, 0.29)
MARK: Box = (12.62, 0.33, 0.21, 0.21)
BRAND: Box = (9.4, 0.31, 3.12, 0.25)
TITLE: Box = (LEFT, 0.67, ROOM, 2 * LINE)
EVIDENCE: Box = (LEFT, 1.62, ROOM, EVIDENCE_LINE)
BODY: Box = (LEFT, 1.79, ROOM, 5.06)
RULE_TOP = 6.96
FOOTER: Box = (LEFT, 7.0, 11.2, 0.42)
NUMBER: Box = (11.9, 7.0, 0.933, 0.42)
COVER_TITLE: Box = (LEFT + 0.5, 1.2, ROOM - 1, 1.9)
COVER_TEXT: Box = (LEFT + 0.5, 3.3, ROOM - 1, 3.4)

KICKER_INDEX, EVIDENCE_INDEX = 13, 14
COVER, CONTENT, GRAPHIC = "Title Slide", "Title and Content", "Title Only"

_TEXT_PLACEHOLDER = """<p:sp {ns}><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>
<p:nvPr><p:ph type="body" sz="quarter" idx="{idx}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr anchor="{anchor}"><a:normAutofit/></a:bodyPr>
<a:lstStyle><a:lvl1pPr marL="0" indent="0"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>
<a:defRPr sz="{size}" b="{bold}"><a:solidFill><a:srgbClr val="4A5866"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>
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
            _add_brand(layout)
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
        body.set("anchor", {"title": "b", "body": "t"}.get(kind, "ctr"))
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
    """Kicker above the title and evidence below it, as placeholders, so that the outline shows them."""
    tree = layout.shapes._spTree
    for name, idx, size, bold, anchor, box in (
        ("Heading", KICKER_INDEX, 1600, 1, "b", KICKER),
        ("Evidence", EVIDENCE_INDEX, 1600, 0, "t", EVIDENCE),
    ):
        values = {"id": 20 + idx, "name": name, "idx": idx, "size": size, "bold": bold, "anchor": anchor}
        tree.append(parse_xml(_TEXT_PLACEHOLDER.format(ns=nsdecls("a", "p"), **values)))
        place(list(layout.placeholders)[-1], box)
    element = layout._element
    element.attrib.pop("type", None)
    element.set("userDrawn", "1")


def _add_brand(layout: SlideLayout) -> None:
    """Mark and name at the right of the kicker, and the rule above the footer: they belong to the layout, not to a slide."""
    tree, number = layout.shapes._spTree, 60
    left, top, wide, _ = MARK
    for at in range(4):
        x, y = left + (at % 2) * wide * 0.53, top + (at // 2) * wide * 0.53
        fill = f'<a:solidFill><a:srgbClr val="{ACCENT[1:]}"/></a:solidFill>' if at < 3 else "<a:noFill/>"
        tree.append(parse_xml(_shape(number + at, "Mark", (x, y, wide * 0.44, wide * 0.44), "roundRect", fill, ACCENT)))
    rule = f'<a:solidFill><a:srgbClr val="{RULE[1:]}"/></a:solidFill>'
    tree.append(parse_xml(_shape(number + 4, "Rule", (LEFT, RULE_TOP, ROOM, 0.01), "rect", rule, RULE)))
    name = _shape(number + 5, "Name", BRAND, "rect", "<a:noFill/>", None)
    text = (
        '<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr" wrap="none"/><a:p><a:pPr algn="r"/><a:r>'
        f'<a:rPr lang="en-GB" sz="1200" b="1"><a:solidFill><a:srgbClr val="{MUTED[1:]}"/></a:solidFill></a:rPr><a:t>{BRAND_NAME}</a:t></a:r></a:p></p:txBody>'
    )
    tree.append(parse_xml(name.replace("</p:sp>", f"{text}</p:sp>")))


def _shape(number: int, name: str, box: Box, kind: str, fill: str, line: str | None) -> str:
    """XML of a plain shape."""
    x, y, wide, high = (Inches(value) for value in box)
    edge = (
        f'<a:ln w="9525"><a:solidFill><a:srgbClr val="{line[1:]}"/></a:solidFill></a:ln>'
        if line
        else "<a:ln><a:noFill/></a:ln>"
    )
    return (
        f'<p:sp {nsdecls("a", "p")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>{fill}{edge}</p:spPr></p:sp>'
    )


def _drop_dates(placeholders: Any) -> None:
    for shape in list(placeholders):
        if shape._element.ph.get("type") == "dt":
            shape._element.getparent().remove(shape._element)
