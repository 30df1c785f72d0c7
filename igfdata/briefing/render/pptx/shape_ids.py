"""How does a deck know which figure a shape shows? By the shape's name, which PowerPoint and LibreOffice both keep.

``What happened [igf body 1/1 9f3c0a11 5be2… … chart/pillars?meeting=igf2025]``: which part of how many, what the program wrote into the
body, title, evidence, footer and notes (short digests, so that words of the user are told from its own), and what computes it.
LibreOffice renames placeholders, so the name of the body stands for all of them.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pptx.slide import Slide as NativeSlide

from igfdata.briefing.model import Slide
from igfdata.briefing.render.pptx.native_text import LEGEND_NAME
from igfdata.briefing.render.pptx.slide_layouts import EVIDENCE_INDEX
from igfdata.escaping import one_line

NONE = "-"
"""In place of a digest: there is nothing, or it is the user's own."""

NAME = re.compile(
    r"(?P<label>.*) \[igf (?P<what>body|legend) (?P<part>\d{1,4})/(?P<of>\d{1,4})"
    r" (?P<body>\S+) (?P<title>\S+) (?P<evidence>\S+) (?P<footer>\S+) (?P<notes>\S+) (?P<reference>\S+)\]"
)


@dataclass(frozen=True)
class ShapeId:
    """What a shape's name says.

    Parameters
    ----------
    label
        For people, as the list of shapes shows it.
    what
        ``body``, or ``legend`` of a session grid.
    part, of
        Which slide of those that the figure takes.
    body, title, evidence, footer, notes
        Digests of what the program wrote.
    """

    label: str
    what: str
    part: int
    of: int
    reference: str
    body: str = NONE
    title: str = NONE
    evidence: str = NONE
    footer: str = NONE
    notes: str = NONE

    def __str__(self) -> str:
        told = (self.body, self.title, self.evidence, self.footer, self.notes, self.reference)
        return f"{self.label} [igf {self.what} {self.part}/{self.of} {' '.join(told)}]"


def read_id(name: str) -> ShapeId | None:
    """Read a shape's name; None where it names no figure."""
    found = NAME.fullmatch(name)
    if found is None:
        return None
    said = found.groupdict()
    part, of = int(said.pop("part")), int(said.pop("of"))
    return ShapeId(part=part, of=of, **said)


def name_shapes(native: NativeSlide, body: Any, slide: Slide, part: str) -> None:
    """Name the shapes of a slide by the figure that they show; a slide that nothing computes keeps plain names."""
    if not slide.reference or body is None:
        return
    at, of = map(int, part.split("/"))
    reference = slide.reference.replace(" ", "+")
    body.name = str(
        ShapeId(
            one_line(slide.heading) or "Figure", "body", at, of, reference, digest(body), NONE if slide.has_own_title else digest(native.shapes.title),
            digest(evidence_of(native)), digest(footer_shape(native)), digest_text(notes_text(native)),
        )
    )  # fmt: skip
    for legend in native.shapes:
        if legend.name == LEGEND_NAME:
            legend.name = str(ShapeId(LEGEND_NAME, "legend", at, of, reference, digest(legend)))


def evidence_of(native: NativeSlide) -> Any:
    """The placeholder of the evidence, as the program makes it."""
    found = (shape for shape in native.placeholders if shape.placeholder_format.idx == EVIDENCE_INDEX)
    return next((shape for shape in found if shape._element.ph.get("type") == "body"), None)


def footer_shape(native: NativeSlide) -> Any:
    """The footer of a slide."""
    return next((shape for shape in native.shapes if shape._element.xpath(".//p:nvPr/p:ph[@type='ftr']")), None)


def notes_text(native: NativeSlide) -> str:
    """The notes of a slide."""
    frame = native.notes_slide.notes_text_frame if native.has_notes_slide else None
    return frame.text if frame is not None else ""


def digest(shape: Any) -> str:
    """Digest of what a shape shows, whatever it looks like; :data:`NONE` without a shape."""
    return NONE if shape is None else digest_text("\n".join(content_of(shape)))


def digest_text(text: str) -> str:
    """Short digest of a text, whatever its blanks and lines: programs write them differently.

    >>> digest_text("4 of 5\\x0bsessions") == digest_text("4  of 5 sessions"), digest_text(" ")
    (True, '-')
    """
    plain = "".join(text.split())
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:8] if plain else NONE


def content_of(shape: Any) -> Iterator[str]:
    """Everything that a shape shows: numbers of a chart to four digits, cells of a table, or its text."""
    if getattr(shape, "has_chart", False):
        for plot in shape.chart.plots:
            yield from map(str, plot.categories)
            for series in plot.series:
                yield str(series.name)
                yield from ("" if value is None else f"{value:.4f}" for value in series.values)
    elif getattr(shape, "has_table", False):
        yield from (cell.text for row in shape.table.rows for cell in row.cells)
    elif shape.has_text_frame:
        yield shape.text_frame.text
