"""What does a briefing look like in PowerPoint? An editable 16:9 deck: native charts and tables, real titles, notes."""

import datetime as dt
import io
from collections.abc import Callable
from functools import partial
from typing import Any

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as NativeSlide
from pptx.util import Inches

from igfdata.briefing.model import Briefing, Chart, ComparedSquares, Matrix, Points, Slide, Squares, Statements, TextTable
from igfdata.briefing.render.line_breaks import kept_together
from igfdata.briefing.render.pagination import pages_of
from igfdata.briefing.render.pptx.native_charts import add_chart, chart_parts, scale_top
from igfdata.briefing.render.pptx.native_squares import add_compared, add_squares
from igfdata.briefing.render.pptx.native_statements import add_statements, statement_parts
from igfdata.briefing.render.pptx.native_tables import add_table, table_parts
from igfdata.briefing.render.pptx.native_text import INK, POINTS, add_bullet, cut, height, heights, largest, n_lines, write
from igfdata.briefing.render.pptx.shape_ids import name_shapes
from igfdata.briefing.render.pptx.slide_layouts import (
    BODY,
    COVER,
    COVER_TEXT,
    COVER_TITLE,
    EVIDENCE,
    EVIDENCE_INDEX,
    EVIDENCE_LINE,
    FOOTER,
    GRAPHIC,
    KICKER,
    KICKER_INDEX,
    LINE,
    TITLE,
    Box,
    add_footer,
    layout_of,
    new_deck,
    place,
)
from igfdata.escaping import one_line, several_lines

ADDRESS = "Address of the slide: "
"""In the notes, before what computes a slide."""

OWN_POINT = "Our point: "
TITLE_SIZE, SMALLER = 28, (28, 24, 20)
"""Points of a headline; a longer text of a user gets smaller before it is cut."""

POINT_SIZES = (20, 18)
FOOTER_SIZE = 12
GAPS, INDENT = (0.15, 0.08), 0.4
"""Inches between two sentences, less before a second slide; and before each."""

GAP = GAPS[0]

Draw = Callable[[NativeSlide], Any]


def to_pptx(briefing: Briefing) -> bytes:
    """Which file opens in PowerPoint, Keynote and LibreOffice with the briefing's slides, editable?

    Parameters
    ----------
    briefing
        Drawn as it is: nothing is computed here. A body that does not fit on one slide goes on on further
        ones, whose titles say “(2 of 3)”.

    Returns
    -------
    bytes
        A ``.pptx`` file: a title slide, then the slides with notes, alt text, footer and number.
    """
    file = io.BytesIO()
    native_deck(briefing).save(file)
    return file.getvalue()


def native_deck(briefing: Briefing) -> Deck:
    """The deck of :func:`to_pptx` before it is written: the cover, then the slides."""
    deck = new_deck()
    _set_properties(deck, briefing)
    _add_cover(deck, briefing)
    for slide in briefing.slides:
        top = body_top(slide)
        draws = _drawings(slide, top)
        if len(draws) > 1:
            top = body_top(slide, " (10 of 10)")
            draws = _drawings(slide, top)
        for part, draw in enumerate(draws, 1):
            continued = "" if len(draws) == 1 else f" ({part} of {len(draws)})"
            _add_slide(deck, briefing, slide, draw, continued, f"{part}/{len(draws)}", top)
    return deck


def _set_properties(deck: Deck, briefing: Briefing) -> None:
    properties = deck.core_properties
    written = dt.datetime.combine(briefing.data_date, dt.time())
    properties.title, properties.subject = one_line(briefing.title)[:255], one_line(briefing.footer)[:255]
    properties.author, properties.last_modified_by, properties.keywords = "igfdata", "igfdata", one_line(briefing.query)[:255]
    properties.created, properties.modified, properties.revision = written, written, 1


def _add_cover(deck: Deck, briefing: Briefing) -> None:
    slide = deck.slides.add_slide(layout_of(deck, COVER))
    _fill_text(slide.shapes.title, briefing.title, (44, 36, 28), COVER_TITLE)
    texts = [one_line(text) for text in (briefing.selection, briefing.data_state) if text]
    room, high = COVER_TEXT[2:]
    size = largest((20, 18, 16, 14), texts, room, high, gap=GAP)
    shown = texts[: pages_of(heights(texts, size, room, gap=GAP), high)[0].stop]
    write(slide.placeholders[1].text_frame, shown, size=size, colour=INK, space_after=GAP * POINTS)
    _write_notes(slide, [*filter(None, texts), *briefing.left_out, *filter(None, [_address(briefing)])])
    states = (briefing.selection.rstrip("."), briefing.data_state.rstrip("."))
    _end(deck, slide, " · ".join(filter(None, states)), states[1])


def body_top(slide: Slide, continued: str = "") -> float:
    """Where the body begins, in inches: below the lines of the headline, with what says that it goes on, and of the evidence."""
    title = min(2, n_lines(kept_together(one_line(slide.title)) + continued, TITLE_SIZE, TITLE[2], is_bold=True))
    evidence = min(2, n_lines(kept_together(one_line(slide.evidence)), 16, EVIDENCE[2])) if slide.evidence else 0
    return TITLE[1] + title * LINE + evidence * EVIDENCE_LINE + 0.3


def _drawings(slide: Slide, top: float) -> list[Draw]:
    """One drawing for each slide that the body takes; a slide without data has one that draws nothing."""
    body, high = slide.body, BODY[1] + BODY[3] - top
    if isinstance(body, Squares) and body.days:
        return [_named(partial(add_squares, grid=body, top=top), slide, body.alt)]
    if isinstance(body, ComparedSquares) and body.days:
        return [_named(partial(add_compared, grid=body, top=top), slide, body.alt)]
    if isinstance(body, Statements) and (body.items or body.ask):
        parts = statement_parts(body, high)
        return [_named(partial(add_statements, part=part, look=look, top=top), slide, slide.title) for part, look in parts]
    if isinstance(body, Chart) and body.categories and body.series:
        charts = chart_parts(body)
        highest = max(map(scale_top, charts))
        return [_named(partial(add_chart, chart=part, highest=highest, top=top), slide, part.alt) for part in charts]
    if (isinstance(body, TextTable) and body.header) or (isinstance(body, Matrix) and body.rows and body.columns):
        return [_named(partial(add_table, part=part, top=top), slide, part.body.alt) for part in table_parts(body, high)]
    if isinstance(body, Points) and (body.items or body.own):
        return _point_drawings(body, slide, top)
    return [_draw_nothing]


def _named(draw: Draw, slide: Slide, alt: str = "") -> Draw:
    """The drawing, with its name, and where it is no text with its alt text for those who do not see it."""

    def drawn(native: NativeSlide) -> Any:
        shape = draw(native)
        shape.name = one_line(slide.heading) or "Figure"
        if not shape.has_text_frame:
            shape._element.nvGraphicFramePr.cNvPr.set("descr", one_line(alt) or one_line(slide.title))
        return shape

    return drawn


def _draw_nothing(native: NativeSlide) -> None:
    return None


def _point_drawings(body: Points, slide: Slide, top: float) -> list[Draw]:
    """Points with bullets, in a plain text box: LibreOffice renames placeholders, and the name says what computes them."""
    room, high = BODY[2] - INDENT, BODY[1] + BODY[3] - top
    texts = [kept_together(one_line(text)) for text in (*body.items, *(f"{OWN_POINT}{text}" for text in body.own))]
    looks = [(size, gap) for gap in GAPS for size in POINT_SIZES]
    size, gap = next(
        (look for look in looks if sum(heights(texts, look[0], room, gap=look[1])) <= high), (POINT_SIZES[-1], GAP)
    )
    texts = [cut(text, size, room, high - gap) for text in texts]

    def draw(native: NativeSlide, rows: range) -> Any:
        box = native.shapes.add_textbox(*map(Inches, (BODY[0], top, BODY[2], high)))
        frame = box.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        write(frame, texts[rows.start : rows.stop], size=size, colour=INK, space_after=gap * POINTS)
        for paragraph in frame.paragraphs:
            add_bullet(paragraph, INDENT)
        return box

    return [_named(partial(draw, rows=rows), slide) for rows in pages_of(heights(texts, size, room, gap=gap), high)]


def _add_slide(deck: Deck, briefing: Briefing, slide: Slide, draw: Draw, continued: str, part: str, top: float) -> None:
    native = deck.slides.add_slide(layout_of(deck, GRAPHIC))
    _fill_text(native.shapes.title, kept_together(slide.title), SMALLER, TITLE, ending=continued)
    _fill_text(
        native.placeholders[KICKER_INDEX], f"{briefing.title} · {slide.heading}".removesuffix(" · "), (16, 14, 12), KICKER
    )
    lines = min(2, n_lines(kept_together(one_line(slide.evidence)), 16, EVIDENCE[2])) if slide.evidence else 0
    title_end = top - 0.3 - lines * EVIDENCE_LINE
    place(native.shapes.title, (*TITLE[:3], title_end - TITLE[1]))
    evidence = native.placeholders[EVIDENCE_INDEX]
    if slide.evidence:
        place(evidence, (EVIDENCE[0], title_end, EVIDENCE[2], lines * EVIDENCE_LINE))
    _fill_text(evidence, kept_together(slide.evidence), (16, 14, 12), (*EVIDENCE[:3], 2 * EVIDENCE_LINE + 0.02))
    frame = draw(native)
    _write_notes(native, _notes(briefing, slide))
    _end(deck, native, briefing.footer_of(slide), briefing.data_state_of(slide))
    name_shapes(native, frame, slide, part)


def _fill_text(shape: Any, text: str, sizes: tuple[int, ...], box: Box, ending: str = "") -> None:
    """Fill a placeholder in the largest size that fits, or take it away: none is left to say “Click to add text”."""
    text, room, high = one_line(text), box[2], box[3] + 0.05
    is_bold = box in (TITLE, COVER_TITLE, KICKER)
    if not text and not ending:
        shape._element.getparent().remove(shape._element)
        return
    size = largest(sizes, [text + ending], room, high, is_bold=is_bold)
    if height(text + ending, size, room, is_bold=is_bold) > high:
        text = cut(text, size, room, high - (height(ending, size, room) if ending else 0), is_bold=is_bold)
    write(shape.text_frame, [text + ending], size=size)


def _notes(briefing: Briefing, slide: Slide) -> list[str]:
    """What a speaker needs: the finding in full, its figures, what is counted, the rows and where they come from."""
    notes = [slide.title, *slide.notes]
    if slide.denominator:
        notes.append(f"Based on: {slide.denominator}")
    if slide.session_ids:
        notes.append(f"Sessions: {', '.join(slide.session_ids)}")
    if not any(note.startswith("Source") for note in slide.notes):
        notes += [f"Source: {address}" for address in slide.sources]
    if slide.reference:
        return [
            *notes,
            f"{slide.selection or briefing.selection} {briefing.data_state_of(slide)}.",
            f"{ADDRESS}{slide.reference}",
        ]
    return [*notes, *filter(None, (briefing.footer.strip(), _address(briefing)))]


def _address(briefing: Briefing) -> str:
    return f"Address of the selection: {briefing.query}" if briefing.query else ""


def _write_notes(native: NativeSlide, notes: list[str]) -> None:
    frame = native.notes_slide.notes_text_frame
    assert frame is not None, "the template has a place for notes"
    frame.text = "\n".join(several_lines(note) for note in notes)


def _end(deck: Deck, native: NativeSlide, footer: str, date: str) -> None:
    """Footer and number: what is too long for two lines gives way, the date of the data does not."""
    footer, date = one_line(footer), one_line(date)
    if height(footer, FOOTER_SIZE, FOOTER[2]) > FOOTER[3]:
        room = FOOTER[2] * 2 - 4.2
        footer = f"{cut(footer.removesuffix(date).rstrip(' ·'), FOOTER_SIZE, room, FOOTER[3] / 2)} · {date}"
    add_footer(native, footer, len(deck.slides))
