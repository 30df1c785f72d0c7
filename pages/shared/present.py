"""Present a briefing: one slide at a time in the whole window, by keyboard, touch or by itself."""

import time
from pathlib import Path

import streamlit as st

from igfdata.briefing.model import Briefing
from pages.shared.compose import briefing_of, chosen
from pages.shared.filters import page_value, set_page_values
from pages.shared.rows import show_rows
from pages.shared.setup import View
from pages.shared.slide import draw_notes, draw_slide

SCRIPT = Path(__file__).parent / "present.js"
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
