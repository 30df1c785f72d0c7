"""The slides of a briefing or a deck on the page: small, to look through or to pick and to put in order; and in the whole window."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from igfdata.briefing.model import Briefing
from igfdata.briefing.render.deck_page import to_html, to_sheet
from igfdata.briefing.render.pagination import parts_of
from igfdata.escaping import for_markdown
from pages.shared.page_address import set_page_values
from pages.shared.parts.session_lists import show_rows
from pages.shared.view import View
from pages.shared.widgets import give

ROW, PER_ROW, HIGHEST = 214, 3, 660
"""Height of a row of small slides and their number in it on a wide page; height of the frame, in which more are scrolled."""

PICKER = "picker"
ALT_PICK, ALT_ORDER = "The slides, to pick and to put in order", "The slides, to put in order"

_served: dict[str, Any] = {}


def pick_with(component: Callable[..., Any]) -> None:
    """Have slides picked in a component that the server offers: ``igfdata/briefing/assets/picker.js``."""
    _served["component"] = component


def draw_picker(everything: Briefing, picked: Sequence[str], keep: Callable[[list[str]], None]) -> None:
    """Draw all slides that can be in a briefing, those in it first, to pick and to put in order.

    Parameters
    ----------
    everything
        The briefing with all its slides.
    picked
        Keys of the slides that are in it, in order.
    keep
        Takes these keys as they are after a change, before the page runs again.
    """
    headings = {slide.key: slide.heading for slide in everything.slides}
    if _served:
        shown = everything.with_slides([*picked, *(key for key in headings if key not in picked)])
        _draw_small(shown, picked, keep, may_leave=True)
        return
    give("brief_slides", list(picked))
    st.multiselect(
        "Slides, in this order", list(headings), key="brief_slides", format_func=headings.__getitem__,
        on_change=lambda: keep(st.session_state["brief_slides"]), help="Remove slides and add them again to change the order.",
    )  # fmt: skip
    draw_sheet(everything.with_slides(list(picked)), is_open=False)


def draw_order(deck: Briefing, keep: Callable[[list[str]], None]) -> None:
    """Draw the slides of a deck to put in order; ``keep`` takes their keys after a change."""
    if _served and deck.slides:
        _draw_small(deck, [slide.key for slide in deck.slides], keep, may_leave=False)
    else:
        draw_sheet(deck, is_open=True)


def _draw_small(shown: Briefing, picked: Sequence[str], keep: Callable[[list[str]], None], *, may_leave: bool) -> None:
    page = to_sheet(shown, theme=st.context.theme.type or "light", picked=frozenset(picked), may_leave=may_leave)
    _served["component"](
        key=PICKER, data={"page": page.decode("utf-8"), "alt": ALT_PICK if may_leave else ALT_ORDER}, height="content",
        on_slides_change=lambda: keep(st.session_state[PICKER]["slides"].split(",")),
    )  # fmt: skip


def draw_sheet(briefing: Briefing, *, is_open: bool) -> None:
    """Draw the small slides to look through; they are made only where the reader opens them."""
    n = n_screens(briefing)
    if not n:
        return
    box = st.expander("See the slides", expanded=is_open, icon=":material/grid_view:", key="sheet", on_change="rerun")
    if box.open:
        with box:
            page = to_sheet(briefing, theme=st.context.theme.type or "light").decode("utf-8")
            st.iframe(page, height=min(HIGHEST, -(-n // PER_ROW) * ROW + 8), alt=f"{briefing.title}: the slides, small")


def n_screens(briefing: Briefing) -> int:
    """How many screens a briefing takes: a long table goes on on a further one."""
    return sum(len(parts_of(slide)) for slide in briefing.slides)


STYLE = """<style>
[data-testid="stSidebar"], [data-testid="stHeader"] { display: none !important; }
[data-testid="stSidebarCollapsedControl"], [data-testid="stExpandSidebarButton"] { display: none !important; }
.stMainBlockContainer { padding: 0 !important; }
.st-key-slides iframe { position: fixed; inset: 0; width: 100vw !important; height: 100vh !important; border: 0; z-index: 20; }
.st-key-slide_buttons { position: absolute; left: -9999px; }
</style>"""
"""The frame fills the window; its own bar presses the buttons, which stand outside of it."""


def present(view: View, briefing: Briefing) -> None:
    """Draw slides of a briefing or of a deck, and the buttons that only the server can answer: leave, and the sessions behind a slide."""
    if not briefing.slides:
        leave()
        st.rerun()
    st.html(STYLE)
    with st.container(key="slide_buttons"):
        st.title(for_markdown(briefing.title), anchor=False)  # outside of the frame, for who hears the page
        st.button("Leave", key="slide_leave", on_click=leave)
        for slide in briefing.slides:
            if slide.session_ids and st.button(f"Sessions: {slide.heading}", key=f"slide_rows_{slide.key}"):
                show_rows({"session_ids": list(slide.session_ids), "title": slide.heading}, view.dataset, view.dataset)
    with st.container(key="slides"):
        st.iframe(to_html(briefing).decode("utf-8"), height=720, alt=f"Slides: {briefing.title}")


def leave() -> None:
    """Take what belongs to presenting out of the address."""
    set_page_values(present=[], notes=[], rotate=[])
