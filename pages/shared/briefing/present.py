"""Present a briefing: one slide at a time in the whole window, by keyboard, touch or by itself."""

import time
from pathlib import Path

import streamlit as st

from igfdata.briefing.figure import figure_of
from igfdata.briefing.markup import element, inert, notes_markup, points_list, text_table
from igfdata.briefing.model import Briefing, Chart, Grid, Points, Slide, TextTable
from pages.shared.briefing.compose import briefing_of, chosen
from pages.shared.filter import page_value, set_page_values
from pages.shared.parts.chart_card import draw_figure
from pages.shared.parts.table import show_rows
from pages.shared.view import View

SCRIPT = Path(__file__).parents[1] / "assets/present.js"
ROTATE = {"": "By hand", "10": "Every 10 seconds", "20": "Every 20 seconds", "40": "Every 40 seconds"}


def present(view: View) -> None:
    """Draw the slide that the address names, with its bar of buttons."""
    briefing = briefing_of(view, chosen(view))
    if not briefing.slides:
        leave()
        st.rerun()
    keys = [slide.key for slide in briefing.slides]
    at = keys.index(page_value("present")) if page_value("present") in keys else 0
    draw_slide(briefing, briefing.slides[at])
    _draw_bar(view, briefing, at)
    if page_value("notes"):
        draw_notes(briefing.slides[at])
    _rotate(keys, at)
    st.html(f"<script>{SCRIPT.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)


def _draw_bar(view: View, briefing: Briefing, at: int) -> None:
    keys = [slide.key for slide in briefing.slides]
    slide = briefing.slides[at]
    with st.container(key="slide_bar", horizontal=True, gap="small", vertical_alignment="center"):
        st.button("First", key="slide_first", on_click=_go, args=(keys[0],))
        st.button(
            "Back",
            key="slide_back",
            icon=":material/chevron_left:",
            on_click=_go,
            args=(keys[max(0, at - 1)],),
            disabled=at == 0,
        )
        st.markdown(f"**{at + 1} / {len(keys)}**", width="content")
        last = at == len(keys) - 1
        st.button(
            "Next",
            key="slide_next",
            icon=":material/chevron_right:",
            on_click=_go,
            args=(keys[min(len(keys) - 1, at + 1)],),
            disabled=last,
        )
        st.button("Last", key="slide_last", on_click=_go, args=(keys[-1],))
        if slide.session_ids and st.button(
            f"{len(slide.session_ids)} rows", key="slide_rows", icon=":material/list:", type="tertiary"
        ):
            show_rows({"session_ids": list(slide.session_ids), "title": slide.heading}, view.dataset, view.dataset)
        st.button("Notes", key="slide_notes", icon=":material/speaker_notes:", type="tertiary", on_click=_toggle_notes)
        st.selectbox(
            "Turn", list(ROTATE), key="slide_rotate", format_func=lambda key: ROTATE[key], label_visibility="collapsed",
            index=list(ROTATE).index(page_value("rotate")) if page_value("rotate") in ROTATE else 0, on_change=_keep_rotate, width=190,
        )  # fmt: skip
        st.button("Leave", key="slide_leave", icon=":material/close:", on_click=leave)


def _rotate(keys: list[str], at: int) -> None:
    seconds = page_value("rotate")
    if seconds not in ROTATE or not seconds:
        return
    due = time.monotonic() + int(seconds)

    @st.fragment(run_every=int(seconds))
    def turn() -> None:
        if time.monotonic() >= due - 0.5:
            _go(keys[(at + 1) % len(keys)])
            st.rerun()

    turn()


def _go(key: str) -> None:
    set_page_values(present=[key])


def _toggle_notes() -> None:
    set_page_values(notes=[] if page_value("notes") else ["1"])


def _keep_rotate() -> None:
    seconds = st.session_state["slide_rotate"]
    set_page_values(rotate=[seconds] if seconds else [])


def leave() -> None:
    """Take what belongs to presenting out of the address."""
    set_page_values(present=[], notes=[], rotate=[])


STYLE = Path(__file__).parents[1] / "assets/present.css"

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
