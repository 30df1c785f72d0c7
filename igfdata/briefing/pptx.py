"""What does a briefing look like in PowerPoint? An editable 16:9 deck: native charts and tables, real titles, notes."""

import datetime as dt
import io
from collections.abc import Callable
from functools import partial
from typing import Any

from pptx.presentation import Presentation as Deck
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide as NativeSlide

from igfdata.briefing.characters import one_line, several_lines
from igfdata.briefing.deck_charts import add_chart, chart_parts, scale_top
from igfdata.briefing.deck_fitting import POINTS, cut, height, heights, largest
from igfdata.briefing.deck_layouts import (
    BODY,
    CONTENT,
    COVER,
    COVER_TEXT,
    COVER_TITLE,
    DENOMINATOR,
    DENOMINATOR_INDEX,
    FOOTER,
    GRAPHIC,
    KICKER,
    KICKER_INDEX,
    TITLE,
    Box,
    add_footer,
    layout_of,
    new_deck,
)
from igfdata.briefing.deck_paragraphs import INK, write
from igfdata.briefing.deck_tables import add_table, table_parts
from igfdata.briefing.model import Briefing, Chart, Grid, Points, Slide, TextTable
from igfdata.briefing.pagination import pages_of

OWN_POINT = "Own point: "
POINT_SIZES = (24, 20, 18, 16)
FOOTER_SIZE = 12
MARGIN = 0.4
"""Inches held back at the end of a line: titles are bold, hence wider than estimated."""

GAP, INDENT = 0.15, 0.4
"""Inches between two sentences, and before each."""

Draw = Callable[[NativeSlide], GraphicFrame | None]


def to_pptx(briefing: Briefing) -> bytes:
    """Which file opens in PowerPoint, Keynote and LibreOffice with the briefing's slides, editable?

    Parameters
    ----------
    briefing
        Drawn as it is: nothing is computed here. A body that does not fit on one slide goes on on further
        ones, whose titles say “continued”.

    Returns
    -------
    bytes
        A ``.pptx`` file: a title slide, then the slides with notes, alt text, footer and number.
    """
    deck = new_deck()
    _set_properties(deck, briefing)
    _add_cover(deck, briefing)
    for slide in briefing.slides:
        draws = _drawings(slide)
        for part, draw in enumerate(draws, 1):
            continued = "" if part == 1 else f" (continued, {part} of {len(draws)})"
            _add_slide(deck, briefing, slide, draw, continued)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def _set_properties(deck: Deck, briefing: Briefing) -> None:
    properties = deck.core_properties
    written = dt.datetime.combine(briefing.data_date, dt.time())
    properties.title, properties.subject = one_line(briefing.title)[:255], one_line(briefing.footer)[:255]
    properties.author, properties.last_modified_by, properties.keywords = "igfdata", "igfdata", one_line(briefing.query)[:255]
    properties.created, properties.modified, properties.revision = written, written, 1


def _add_cover(deck: Deck, briefing: Briefing) -> None:
    slide = deck.slides.add_slide(layout_of(deck, COVER))
    _fill_text(slide.shapes.title, briefing.title, (44, 36, 28), COVER_TITLE)
    texts = [one_line(text) for text in (briefing.selection, briefing.data_state, *briefing.left_out)]
    room, high = COVER_TEXT[2:]
    size = largest((20, 18, 16, 14), texts, room, high, gap=GAP)
    shown = texts[: pages_of(heights(texts, size, room, gap=GAP), high)[0].stop]
    write(slide.placeholders[1].text_frame, shown, size=size, colour=INK, space_after=GAP * POINTS)
    _write_notes(slide, [*texts, _address(briefing)])
    _end(deck, slide, briefing)


def _drawings(slide: Slide) -> list[Draw]:
    """One drawing for each slide that the body takes; a slide without data has one that draws nothing."""
    body = slide.body
    if isinstance(body, Chart) and body.categories and body.series:
        top = scale_top(body)
        return [_named(partial(add_chart, chart=part, highest=top), slide, part.alt) for part in chart_parts(body)]
    if (isinstance(body, TextTable) and body.header) or (isinstance(body, Grid) and body.rows and body.columns):
        return [_named(partial(add_table, part=part), slide, part.alt) for part in table_parts(body)]
    if isinstance(body, Points) and (body.items or body.own):
        return _point_drawings(body)
    return [_draw_nothing]


def _named(draw: Callable[[NativeSlide], GraphicFrame], slide: Slide, alt: str) -> Draw:
    """The drawing, with its name and its alt text for those who do not see it."""

    def drawn(native: NativeSlide) -> GraphicFrame:
        frame = draw(native)
        frame.name = one_line(slide.heading) or "Figure"
        frame._element.nvGraphicFramePr.cNvPr.set("descr", one_line(alt) or one_line(slide.title))
        return frame

    return drawn


def _draw_nothing(native: NativeSlide) -> None:
    return None


def _point_drawings(body: Points) -> list[Draw]:
    room, high = BODY[2] - INDENT, BODY[3]
    texts = [one_line(text) for text in (*body.items, *(f"{OWN_POINT}{text}" for text in body.own))]
    size = largest(POINT_SIZES, texts, room, high, gap=GAP)
    texts = [cut(text, size, room, high - GAP) for text in texts]

    def draw(native: NativeSlide, rows: range) -> None:
        shown = texts[rows.start : rows.stop]
        write(native.placeholders[1].text_frame, shown, size=size, colour=INK, space_after=GAP * POINTS)

    return [partial(draw, rows=rows) for rows in pages_of(heights(texts, size, room, gap=GAP), high)]


def _add_slide(deck: Deck, briefing: Briefing, slide: Slide, draw: Draw, continued: str) -> None:
    native = deck.slides.add_slide(
        layout_of(deck, CONTENT if isinstance(slide.body, Points) and draw is not _draw_nothing else GRAPHIC)
    )
    _fill_text(native.shapes.title, slide.title, (28, 24, 20), TITLE, ending=continued)
    _fill_text(native.placeholders[KICKER_INDEX], slide.heading, (16,), KICKER)
    denominator = native.placeholders[DENOMINATOR_INDEX]
    _fill_text(denominator, slide.denominator, (16, 14, 12), DENOMINATOR)
    draw(native)
    if slide.denominator:
        native.shapes._spTree.append(denominator._element)  # read aloud after the body
    _write_notes(native, _notes(briefing, slide))
    _end(deck, native, briefing)


def _fill_text(shape: Any, text: str, sizes: tuple[int, ...], box: Box, ending: str = "") -> None:
    """Fill a placeholder in the largest size that fits, or take it away: none is left to say “Click to add text”."""
    text, room, high = one_line(text), box[2] - MARGIN, box[3]
    if not text and not ending:
        shape._element.getparent().remove(shape._element)
        return
    size = largest(sizes, [text + ending], room, high)
    if height(text + ending, size, room) > high:
        text = cut(text, size, room, high - (height(ending, size, room) if ending else 0))
    write(shape.text_frame, [text + ending], size=size)


def _notes(briefing: Briefing, slide: Slide) -> list[str]:
    """What a speaker needs: the finding in full, its figures, what is counted, the rows and where they come from."""
    notes = [slide.title, *slide.notes]
    if slide.denominator:
        notes.append(f"Counted of: {slide.denominator}")
    if slide.session_ids:
        notes.append(f"Sessions: {', '.join(slide.session_ids)}")
    if not any(note.startswith("Source") for note in slide.notes):
        notes += [f"Source: {address}" for address in slide.sources]
    return [*notes, briefing.footer, _address(briefing)]


def _address(briefing: Briefing) -> str:
    return f"Address of the selection: {briefing.query}"


def _write_notes(native: NativeSlide, notes: list[str]) -> None:
    frame = native.notes_slide.notes_text_frame
    assert frame is not None, "the template has a place for notes"
    frame.text = "\n".join(several_lines(note) for note in notes)


def _end(deck: Deck, native: NativeSlide, briefing: Briefing) -> None:
    """Footer and number: a selection too long for two lines gives way, the date of the data does not."""
    selection, date = one_line(briefing.selection), one_line(briefing.footer.removeprefix(briefing.selection))
    footer = one_line(briefing.footer)
    if height(footer, FOOTER_SIZE, FOOTER[2]) > FOOTER[3]:
        footer = f"{cut(selection, FOOTER_SIZE, FOOTER[2] - 2.5, FOOTER[3])} {date}"
    add_footer(native, footer, len(deck.slides))
