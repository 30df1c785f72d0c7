"""Present a briefing: one slide at a time in the whole window, by keyboard, touch or by itself."""

import time
from html import escape
from pathlib import Path

import streamlit as st

from igfdata.briefing.figure import figure_of
from igfdata.briefing.model import Briefing, Chart, Grid, Points, Slide, TextTable
from igfdata.charts.theme import CONFIG
from pages.shared.compose import briefing_of, chosen
from pages.shared.filters import page_value, set_page_values
from pages.shared.rows import show_rows
from pages.shared.setup import View

HERE = Path(__file__).parent
ROTATE = {"": "By hand", "10": "Every 10 seconds", "20": "Every 20 seconds", "40": "Every 40 seconds"}

MOST_LARGE_ROWS, MOST_LARGE_LETTERS = 9, 600
"""Tables beyond this are set smaller, so that a slide fits a projector."""


def present(view: View) -> None:
    """Draw the slide that the address names, with its bar of buttons."""
    st.html(HERE / "present.css")
    briefing = briefing_of(view, chosen(view))
    if not briefing.slides:
        _leave()
        st.rerun()
    keys = [slide.key for slide in briefing.slides]
    at = keys.index(page_value("present")) if page_value("present") in keys else 0
    _draw_slide(briefing, briefing.slides[at])
    _draw_bar(view, briefing, at)
    if page_value("notes"):
        _draw_notes(briefing.slides[at])
    _rotate(keys, at)
    st.html(f"<script>{(HERE / 'present.js').read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)


def _draw_slide(briefing: Briefing, slide: Slide) -> None:
    with st.container(key="slide_head", gap="xxsmall"):
        st.html(
            f'<p class="slide-heading">{escape(briefing.title)} · {escape(slide.heading)}</p><h1 class="slide-title" dir="auto">{escape(slide.title)}</h1>'
        )
    with st.container(key="slide_body"):
        if isinstance(slide.body, Chart | Grid):
            # Drawn for a projector and for a phone; the style sheet shows the one that fits.
            for size, is_narrow in (("wide", False), ("narrow", True)):
                figure = figure_of(slide.body, font_size=15 if is_narrow else 20, narrow=is_narrow)
                if not is_narrow:
                    figure.update_layout(height=None, autosize=True)
                with st.container(key=f"slide_{size}"):
                    st.plotly_chart(
                        figure,
                        key=f"slide_{slide.key}_{size}",
                        config=CONFIG,
                        alt=slide.body.alt,
                        width="stretch",
                        height="content" if is_narrow else "stretch",
                    )
        elif isinstance(slide.body, TextTable):
            st.html(_table(slide.body))
        elif isinstance(slide.body, Points):
            st.html(_points(slide.body))
    with st.container(key="slide_foot"):
        st.html(
            f'<p class="slide-denominator" dir="auto">{escape(slide.denominator)}</p><p class="slide-footer">{escape(briefing.footer)}</p>'
        )


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
        st.button("Leave", key="slide_leave", icon=":material/close:", on_click=_leave)


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


def _draw_notes(slide: Slide) -> None:
    lines = "".join(f'<li dir="auto">{escape(note)}</li>' for note in slide.notes) or "<li>No notes.</li>"
    links = "".join(
        f'<li><a href="{escape(url)}" target="_blank" rel="noopener">{escape(url)}</a></li>'
        for url in slide.sources
        if url.startswith(("http://", "https://"))
    )
    with st.container(key="slide_notes_panel"):
        st.html(f"<h2>Notes</h2><ul>{lines}</ul><h2>Sources</h2><ul>{links}</ul>")


def _table(table: TextTable) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in table.header)
    rows = "".join(
        f'<tr class="{"marked" if number in table.marked else ""}">'
        + "".join(
            f'<td dir="auto" data-label="{escape(name)}">{escape(cell)}</td>'
            for name, cell in zip(table.header, row, strict=True)
        )
        + "</tr>"
        for number, row in enumerate(table.rows)
    )
    widths = "".join(f'<col style="width:{100 * width / sum(table.widths):.1f}%">' for width in table.widths)
    letters = sum(len(cell) for row in table.rows for cell in row)
    size = "many" if len(table.rows) > MOST_LARGE_ROWS or letters > MOST_LARGE_LETTERS else "few"
    return (
        f'<table class="slide-table {size}" aria-label="{escape(table.alt)}"><colgroup>{widths}</colgroup>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _points(points: Points) -> str:
    items = "".join(f'<li class="own" dir="auto">{escape(text)}</li>' for text in points.own)
    items += "".join(f'<li dir="auto">{escape(text)}</li>' for text in points.items)
    return f'<ul class="slide-points {"many" if len(points.items) + len(points.own) > 5 else "few"}">{items}</ul>'


def _go(key: str) -> None:
    set_page_values(present=[key])


def _toggle_notes() -> None:
    set_page_values(notes=[] if page_value("notes") else ["1"])


def _keep_rotate() -> None:
    seconds = st.session_state["slide_rotate"]
    set_page_values(rotate=[seconds] if seconds else [])


def _leave() -> None:
    set_page_values(present=[], notes=[], rotate=[])
