"""Draw one slide of a briefing for a projector or a phone, with the markup of its other forms."""

from pathlib import Path

import streamlit as st

from igfdata.briefing.figure import figure_of
from igfdata.briefing.markup import element, inert, notes_markup, points_list, text_table
from igfdata.briefing.model import Briefing, Chart, Grid, Points, Slide, TextTable
from pages.shared.figure import draw_figure

STYLE = Path(__file__).parent / "present.css"

MOST_LARGE_ROWS, MOST_LARGE_LETTERS, MOST_LARGE_POINTS = 9, 600, 5
"""Tables and lists beyond this are set smaller, so that a slide fits a projector."""


def draw_slide(briefing: Briefing, slide: Slide) -> None:
    """Title, figure or table, denominator and footer."""
    st.html(STYLE)
    with st.container(key="slide_head", gap="xxsmall"):
        heading = f"<bdi>{inert(briefing.title)}</bdi> · <bdi>{inert(slide.heading)}</bdi>"
        st.html(f'<p class="slide-heading">{heading}</p>{element("h1", slide.title, class_="slide-title")}')
    with st.container(key="slide_body"):
        _draw_body(slide)
    with st.container(key="slide_foot"):
        below = element("p", slide.denominator, class_="slide-denominator") if slide.denominator else ""
        st.html(f"{below}{element('p', briefing.footer, class_='slide-footer')}")


def draw_notes(slide: Slide) -> None:
    """Speaker notes over the slide."""
    with st.container(key="slide_notes_panel"):
        st.html(notes_markup(slide))


def _draw_body(slide: Slide) -> None:
    body = slide.body
    if isinstance(body, Chart | Grid):
        # Drawn for a projector and for a phone; the style sheet shows the one that fits.
        for size, is_narrow in (("wide", False), ("narrow", True)):
            figure = figure_of(body, font_size=15 if is_narrow else 20, narrow=is_narrow)
            if not is_narrow:
                figure.update_layout(height=None, autosize=True)
            with st.container(key=f"slide_{size}"):
                draw_figure(figure, key=f"slide_{slide.key}_{size}", alt=body.alt, fills=not is_narrow)
    elif isinstance(body, TextTable):
        letters = sum(len(cell) for row in body.rows for cell in row)
        is_large = len(body.rows) <= MOST_LARGE_ROWS and letters <= MOST_LARGE_LETTERS
        st.html(f'<div class="slide-table{"" if is_large else " many"}">{text_table(body)}</div>')
    elif isinstance(body, Points):
        is_large = len(body.items) + len(body.own) <= MOST_LARGE_POINTS
        st.html(f'<div class="slide-points{"" if is_large else " many"}">{points_list(body)}</div>')
