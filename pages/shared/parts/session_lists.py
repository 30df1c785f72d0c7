"""Lists of sessions, and the dialog with the rows behind a mark; each can be downloaded, and added to the user's deck."""

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.briefing.my_deck.list_slides import WITH
from igfdata.briefing.reference import Reference
from igfdata.counting import Mask
from igfdata.dataset import Dataset
from igfdata.measures.breakdown import PEOPLE, people_with, sessions_with
from igfdata.names import value_label
from igfdata.wording import counted
from pages.shared.deck_store import add_button
from pages.shared.filter import address_of_b, address_of_filter
from pages.shared.parts.table import (
    MOST_LISTED,
    OF_CODES,
    SESSION_COLUMNS,
    download,
    persons_table,
    session_links,
    session_list,
    session_table,
)
from pages.shared.view import View
from pages.shared.widgets import draw_table

OPEN_ALL = "Open the sessions"
OPEN = "rows_behind"
"""Session state: the mark whose rows are to be shown in this run."""


def draw_sessions(sessions: pd.DataFrame, dataset: Dataset, *, name: str, card: Reference | None = None) -> None:
    """Draw sessions as a list, more than :data:`MOST_LISTED` as a table, their download, and the way into the deck.

    Parameters
    ----------
    card
        What computes the list again; None: these sessions, by their keys.
    """
    table = session_table(sessions, dataset)
    if len(sessions) <= MOST_LISTED:
        st.html(session_list(sessions, dataset))
        _draw_ways_out(sessions, table, name, card)
        return
    empty = [name for name in OF_CODES if table[name].isin([v.NOT_CODED, ""]).all()]
    draw_table(
        table.drop(columns=empty).assign(Title=session_links(sessions)), 
        alt=f"{counted(len(table), 'session')} with their sources",
        column_config=SESSION_COLUMNS,
    )  # fmt: skip
    _draw_ways_out(sessions, table, name, card)


def _draw_ways_out(sessions: pd.DataFrame, table: pd.DataFrame, name: str, card: Reference | None) -> None:
    with st.container(horizontal=True, gap="small"):
        download(sessions.assign(pillars=table["Pillars"], topics=table["Topics"]), name)
        add_button(card or list_card(sessions["session_id"].tolist()), key=name)


def list_card(session_ids: Sequence[str], title: str = "") -> Reference:
    """What computes a list of sessions again by their keys."""
    return Reference.of("sessions", "list", address_of_filter(), title=[title] if title else [], id=session_ids)


@st.dialog("Sessions behind this figure", width="large", icon=":material/list:")
def show_rows(
    values: dict, dataset: Dataset, data: Dataset, about: Callable[[dict], None] | None = None, data_b: Dataset | None = None
) -> None:
    """Show what a mark counts.

    Parameters
    ----------
    values
        Split → value of the mark; ``session_ids`` where the mark names its sessions itself.
    about
        Draws, above the rows, what there is to say about the mark.
    data_b
        What ``data`` is compared with: its rows stand below.
    """
    if about:
        about(values)
    is_compared = data_b is not None and not {"session_ids", "session_id"} & set(values)
    _draw_rows(values, dataset, data, side="A" if is_compared else "")
    if data_b is not None and is_compared:
        _draw_rows(values, dataset, data_b, side="B")


def _draw_rows(values: dict, dataset: Dataset, data: Dataset, *, side: str) -> None:
    """Draw the sessions, and the people, of a mark in one selection."""
    if "session_ids" in values:
        sessions = data.sessions[data.sessions["session_id"].isin(values["session_ids"])]
        title = values.get("title", "")
    elif "session_id" in values:
        sessions, title = dataset.sessions[dataset.sessions["session_id"] == values["session_id"]], ""
    else:
        pairs = dict(values)
        second = pairs.pop("topic_2", None)
        sessions = sessions_with(data, **pairs)
        if second:
            sessions = sessions[sessions["session_id"].isin(sessions_with(data, topic=second)["session_id"])]
        title = " · ".join(value_label(by.removesuffix("_2"), value, dataset) for by, value in values.items())
    named = f"{side} · {title}" if side else title
    st.text(f"{named}{' ' if title.endswith('.') else ': ' if title else ''}{counted(len(sessions), 'session')}")
    if sessions.empty:
        return
    suffix = f"_{side.lower()}" if side else ""
    draw_sessions(sessions, data, name=f"sessions_behind_figure{suffix}", card=_card(values, sessions, side))
    if any(by in PEOPLE for by in values):
        _draw_people(values, sessions, data, suffix)


def _card(values: dict, sessions: pd.DataFrame, side: str) -> Reference:
    """What computes the sessions of a mark again: by its values where they say it all, else by keys."""
    address = address_of_b() if side == "B" else address_of_filter()
    if {"session_ids", "session_id", "topic_2"} & set(values):
        return list_card(sessions["session_id"].tolist(), values.get("title", ""))
    return Reference.of("sessions", "list", address, **{f"{WITH}{by}": [value] for by, value in values.items()})


def _draw_people(values: dict, sessions: pd.DataFrame, data: Dataset, suffix: str) -> None:
    persons = people_with(data, **{by: value for by, value in values.items() if by != "topic_2"})
    persons = persons[persons["session_id"].isin(sessions["session_id"])]
    st.text(f"{counted(len(persons), 'person', 'people')} by group (no names are kept)")
    table = persons_table(persons).assign(Session=persons["session_id"].map(sessions.set_index("session_id")["title"]))
    draw_table(table, alt="People by group behind this figure")
    download(table, f"persons_behind_figure{suffix}", "CSV of people by group")


Rows = tuple[str, Callable[[], None]]
"""Words of the button in a passport that opens what is counted, and what opens it."""


def rows_with(view: View, **values: str) -> Rows:
    """Open the sessions that have these values, of A and of B."""
    return OPEN_ALL, partial(show_rows, values, view.dataset, view.data, data_b=view.data_b)


def rows_where(view: View, title: str, kept: Callable[[Dataset], Mask]) -> Rows:
    """Open the sessions of A for which ``kept`` is true; asked only when the reader opens them."""

    def show() -> None:
        ids = view.data.sessions.loc[kept(view.data), "session_id"].tolist()
        show_rows({"session_ids": ids, "title": title}, view.dataset, view.data)

    return OPEN_ALL, show


def has_rows_in(table: str) -> Callable[[Dataset], Mask]:
    """Tell which sessions have people (``participants``) or codes (``session_pillars``, ``session_topics``)."""
    return lambda data: data.sessions["session_id"].isin(getattr(data, table)["session_id"]).to_numpy()
