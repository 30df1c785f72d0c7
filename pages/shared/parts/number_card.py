"""A number on a card: with what it rests on, its passport, and what it opens."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from igfdata.escaping import for_html
from igfdata.findings.passport import Lines, passport
from pages.shared.filter import is_comparing
from pages.shared.parts.chart_card import about_button
from pages.shared.parts.session_lists import Rows
from pages.shared.view import View
from pages.shared.widgets import draw_served

NONE = "–"
TEXTS = {
    "about": "About this number",
    "of_a": "Numbers of A.",
}
"""Texts of a number."""


def numbers_row() -> DeltaGenerator:
    """Four numbers in a row; two by two on a phone. Where the page compares, they are those of A."""
    if is_comparing():
        st.caption(TEXTS["of_a"])
    return _row()


def _row() -> DeltaGenerator:
    return st.grid(4, min_column_width=150, key="numbers")


def passport_of(view: View) -> Callable[..., Lines]:
    """Give what makes the passport of a number of a page."""
    return partial(passport, view.dataset, view.selection, view.data, comparison=view.comparison, data_b=view.data_b)


def number(label: str, value: str, note: str) -> None:
    """One number with what it rests on."""
    st.metric(label, value, delta_description=note, border=True, height="stretch")


class NumberCard(NamedTuple):
    """A number as HTML, what makes its passport, and what its passport opens: the words of the button, and what it does."""

    key: str
    html: str
    lines: Callable[[], Lines]
    rows: Rows | None = None


def number_card(
    key: str, label: str, value: str, note: str, lines: Callable[[], Lines], *, of: str = "", body: str = "", second: str = "",
    rows: Rows | None = None,
) -> NumberCard:  # fmt: skip
    """Make a number with what it rests on, and its passport behind the i.

    Parameters
    ----------
    of
        Written small after the value: ``of 262``.
    second
        The same of B, where the page compares.
    body
        HTML in place of value and note, made here; no text from data or users.
    rows
        Words of the button in the passport that opens what is counted, and what opens it.
    """
    inside = body or f'<p class="value">{for_html(value)}<small>{for_html(of)}</small></p><p class="note">{for_html(note)}</p>'
    below = f'<p class="note second"><b>B</b> {for_html(second)}</p>' if second else ""
    return NumberCard(key, f"<h3>{for_html(label)}</h3><div>{inside}{below}</div>", lines, rows)


def draw_numbers(cards: Sequence[NumberCard]) -> None:
    """Draw numbers in a row, two by two on a phone: as one element where the server offers it."""
    state, key = st.session_state, "numbers_asked"

    def on_act(act: str) -> None:
        state[key] = act

    act, _, of = state.pop(key, "").partition(" ")
    asked = next((card for card in cards if card.key == of), None)
    about = {"of": of, "lines": asked.lines()} if asked and act == "about" else None
    drawn = [{"key": card.key, "html": card.html, "rows": card.rows and card.rows[0]} for card in cards]
    if not draw_served(
        {"name": "number", "cards": drawn, "about": about, "label": TEXTS["about"]}, key="numbers_of_page", on_act=on_act
    ):
        with _row():
            for card in cards:
                with st.container(border=True, key=f"number_{card.key}", height="stretch"):
                    st.html(f'<div class="number">{card.html}</div>')
                    about_button(f"number_{card.key}", card.lines, label=TEXTS["about"], rows=card.rows)
    if asked and asked.rows and act == "rows":
        asked.rows[1]()
