"""A chart with its title, denominator, table and the sessions behind a mark."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from igfdata.briefing.reference import Reference
from igfdata.charts.theme import CONFIG, DARK, Chart
from igfdata.escaping import for_markdown
from igfdata.findings.passport import Lines, passport
from igfdata.selection import comparison_to_query, to_query
from pages.shared.deck_store import TEXTS as DECK
from pages.shared.deck_store import add, add_button
from pages.shared.filter import address_of_filter, selection_words
from pages.shared.parts.session_lists import OPEN, show_rows
from pages.shared.parts.table import download
from pages.shared.view import PRODUCT, View
from pages.shared.widgets import draw_served, draw_table, is_served, plotly_address

CLICK = re.compile(r"\s*Click [^.]*\.")
"""What a subtitle says to who has the chart before them, and not in a picture."""

ACTS = [
    {"act": "about", "label": "About"},
    {"act": "table", "label": "Table"},
    {"act": "add", "label": DECK["add"], "help": DECK["help"]},
]
"""The buttons of a card that the server answers."""


def draw_figure(
    figure: Chart | go.Figure, *, key: str, alt: str, on_click: Callable[[str], None] | None = None,
    card: Mapping[str, Any] | None = None, on_act: Callable[[str], None] | None = None,
) -> None:  # fmt: skip
    """Draw a figure.

    Parameters
    ----------
    key
        What tells the chart from others on its page; under one key a newer figure takes the place of the older.
    alt
        What the figure shows, for readers who cannot see it.
    on_click
        Called with the ``customdata`` of a mark that was clicked, before the page runs again.
    card
        Words and buttons that the server's component draws around the chart, in a picture too; see :func:`_card_words`.
    on_act
        Called with the key of such a button, before the page runs again.
    """
    state = st.session_state
    if is_served():
        data = {
            "figure": figure.to_json(),
            "alt": alt,
            "config": CONFIG,
            "dark": DARK,
            "card": card,
            "plotly": plotly_address(),
        }
        calls = {"on_click": on_click, "on_act": on_act}
        draw_served(data, key=key, **{name: call for name, call in calls.items() if call})
        return
    checked = figure.figure if isinstance(figure, Chart) else figure
    if on_click is None:
        st.plotly_chart(checked, key=key, alt=alt, config=CONFIG, width="stretch", height="content")
        return
    turn = f"turn_{key}"
    name = f"{key}_{state.get(turn, 0)}"

    def on_select() -> None:
        points = state[name].selection.points
        if points and points[-1].get("customdata"):
            on_click(points[-1]["customdata"])
            state[turn] = state.get(turn, 0) + 1  # a new key: the same mark can be clicked again

    st.plotly_chart(
        checked, key=name, on_select=on_select, selection_mode="points", alt=alt, config=CONFIG, width="stretch", height="content"
    )  # fmt: skip


def _card_words(
    name: str, *, title: str, subtitle: str, headline: str, notes: Sequence[str], lines: Lines, is_open: bool
) -> dict[str, Any]:  # fmt: skip
    """Give what stands around a chart: ``title`` and ``subtitle``, the buttons, the ``about`` that was asked for, and what a picture adds."""
    stem, sentence = selection_words()
    caption = CLICK.sub("", subtitle)
    return {
        "title": title, "subtitle": subtitle, "about": lines, "isOpen": is_open, "acts": ACTS,
        "product": PRODUCT, "headline": headline or title, "caption": f"{title}. {caption}" if headline else caption, "notes": list(notes), "filter": sentence,
        "source": f"Source: {PRODUCT}.", "file": f"{stem}-{name}",
    }  # fmt: skip


def open_session(session_id: str) -> None:
    """Go to the page of a session, under the same filter."""
    st.switch_page("pages/4_Sessions.py", query_params={**address_of_filter(), "session": session_id})


Table: TypeAlias = pd.DataFrame | Callable[[], pd.DataFrame]


@dataclass(frozen=True)
class Fold:
    """More rows of a chart, which a click opens below it: what they are, and what draws them."""

    label: str
    draw: Callable[[], Chart]


@st.fragment
def chart_card(
    view: View,
    name: str,
    figure: Chart,
    *,
    title: str,
    subtitle: str,
    alt: str,
    table: Table,
    card: Reference,
    notes: Sequence[str] = (),
    codes: str = "pillar",
    about: Callable[[dict], None] | None = None,
    fold: Fold | None = None,
    headline: str = "",
) -> None:
    """Draw a chart whose marks open the rows behind them, and whose table is one click away.

    Parameters
    ----------
    name
        Key of the card on its page, and file name of its table.
    subtitle
        The denominator, in plain words.
    alt
        What the chart shows, for readers who cannot see it: its finding, not its type.
    table
        The figures behind the chart, or what computes them when the table is opened.
    card
        What computes the chart as a slide of a deck, see :func:`card_of`.
    notes
        Cautions, told under “About”.
    codes
        Whose labels “About” names: ``pillar``, ``topic``, or empty where the chart counts no codes.
    about
        Draws what there is to say about a mark that was clicked, above its rows.
    fold
        More rows, drawn when they are opened.
    headline
        The finding that the chart shows: it leads a picture of it, where no page says it above; empty: the title does.
    """
    state = st.session_state
    opened = f"{OPEN}_{name}"

    def on_click(behind: str) -> None:
        state[opened] = json.loads(behind)

    def on_act(act: str) -> None:
        state[asked] = act
        if act == "table":
            _turn_table(name)

    asked = f"asked_of_{name}"
    lines = partial(
        passport, view.dataset, view.selection, view.data, of=subtitle, notes=notes, codes=codes,
        comparison=view.comparison, data_b=view.data_b,
    )  # fmt: skip
    with st.container(border=True, key=f"card_{name}", height="stretch"):
        in_one = is_served() and figure.has_marks
        if not in_one:
            st.markdown(f"#### {title}")
            st.caption(subtitle)
        if not figure.has_marks:
            st.info("Nothing to draw: no session in this selection has what this chart counts.", icon=":material/filter_alt:")
            return
        act, is_open = state.pop(asked, ""), _is_table_open(name)
        around = _card_words(
            name, title=title, subtitle=subtitle, headline=headline, notes=notes, lines=lines() if act == "about" else (), is_open=is_open
        ) if in_one else None  # fmt: skip
        draw_figure(figure, key=f"chart_{name}", alt=alt, on_click=on_click, card=around, on_act=on_act)
        if act == "add":
            add(card)
        if fold is not None:
            box = st.expander(fold.label, key=f"fold_{name}", on_change="rerun")
            if box.open:
                with box:
                    draw_figure(fold.draw(), key=f"folded_{name}", alt=f"{title}. {fold.label}", on_click=on_click)
        if not in_one:
            with st.container(key=f"acts_{name}", horizontal=True, gap="small"):
                about_button(name, lines)
                is_open = _table_button(name)
                add_button(card, key=name)
        if is_open:
            _draw_table(name, table, alt=f"Table: {title}")
    if opened in state and "session_id" in state[opened]:
        open_session(state.pop(opened)["session_id"])
    if opened in state:
        show_rows(state.pop(opened), view.dataset, view.data, about, view.data_b)


def card_of(view: View, chart: str, **options: str) -> Reference:
    """Name a chart of :data:`igfdata.briefing.my_deck.chart_slides.CHARTS` under the filter of a page, with what was chosen there."""
    compared = comparison_to_query(view.comparison) if view.comparison is not None else {}
    chosen = {key.replace("_", "-"): [value] for key, value in options.items()}
    return Reference.of("chart", chart, {**to_query(view.selection), **compared}, **chosen)


def about_button(
    name: str, lines: Callable[[], Lines], *, label: str = "About", rows: tuple[str, Callable[[], None]] | None = None
) -> None:
    """Draw the button that opens the passport of a number or a chart: where it comes from, and how to cite it.

    Parameters
    ----------
    rows
        Words of a button that opens what is counted, and what opens it.
    """
    key, asked = f"about_{name}", f"asked_{name}"

    def ask() -> None:
        st.session_state[key] = False  # it would stay above the dialog
        st.session_state[asked] = True

    box = st.popover(label, icon=":material/info:", type="tertiary", key=key, on_change="rerun")
    if box.open:
        with box:
            st.markdown("\n\n".join(f"**{head}.** {for_markdown(text)}" for head, text in lines()))
            if rows is not None:
                st.button(rows[0], icon=":material/list:", type="tertiary", key=f"rows_of_{name}", on_click=ask)
    if st.session_state.pop(asked, False) and rows is not None:
        rows[1]()


def table_card(name: str, table: Table, *, alt: str, label: str = "Table") -> None:
    """Draw a button that opens a table, and the open table with its download."""
    if _table_button(name, label):
        _draw_table(name, table, alt=alt)


def _table_button(name: str, label: str = "Table") -> bool:
    """Draw the button that opens and closes a table; whether it is open."""
    st.button(label, icon=":material/table:", type="tertiary", key=f"table_{name}", on_click=_turn_table, args=(name,))
    return _is_table_open(name)


def _is_table_open(name: str) -> bool:
    return bool(st.session_state.get(f"open_table_{name}", False))


def _turn_table(name: str) -> None:
    st.session_state[f"open_table_{name}"] = not _is_table_open(name)


def _draw_table(name: str, table: Table, *, alt: str) -> None:
    frame = table() if callable(table) else table
    with st.container(key=f"rows_of_{name}"):
        draw_table(frame, alt=alt)
        download(frame, name)
