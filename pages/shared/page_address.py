"""The address of a page: the part that the filter owns, and the page's own keys, such as choices and tabs.

The one module that touches ``st.query_params``. A page's own keys are kept in the session too, for a reader who comes back to the page.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import streamlit as st

from igfdata.escaping import for_markdown, one_line
from igfdata.selection import quoted
from igfdata.vocabulary import slug
from pages.shared.widgets import give

PAGE_KEYS = (
    "session", "split", "counting", "weight", "groups-by", "show", "brief", "slides", "point", "ask", "deck", "delegates", "delegate",
    "timeline", "search", "present", "notes", "rotate", "tab", "hide",
)  # fmt: skip
"""Keys that belong to one page and are no part of the filter."""

MOMENTARY = ("present", "notes", "rotate", "tab", "session", "timeline", "search")
"""Of these, keys that are not kept when the page is left."""

ARRIVED, AREA = "page_arrived", "notice_area"

Shown = TypeVar("Shown")


def everything() -> dict[str, list[str]]:
    """The whole address, keys and values."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def clear() -> None:
    """Take everything out of the address."""
    st.query_params.clear()


def filter_part() -> dict[str, list[str]]:
    """What of the address belongs to the filter: all that no page owns."""
    return {key: values for key, values in everything().items() if key not in PAGE_KEYS and not key.startswith("embed")}


def write_filter_part(target: Mapping[str, list[str]]) -> None:
    """Put the filter into the address where another one is in it; keys of a page stay."""
    if filter_part() != target:
        kept = {key: st.query_params.get_all(key) for key in PAGE_KEYS if key in st.query_params}
        st.query_params.from_dict({**target, **kept})


def draw_notices(texts: Iterable[str]) -> None:
    """Say what of the address was ignored, and keep the place where the rest of the page says it."""
    st.session_state[AREA] = st.container()
    for text in texts:
        notice(text)


def notice(text: str) -> None:
    """Say at the top of the page what of its address was ignored."""
    if (area := st.session_state.get(AREA)) is not None:
        area.warning(for_markdown(text), icon=":material/link_off:")


def note_arrival() -> None:
    """Note that another page was shown before this one."""
    st.session_state[ARRIVED] = True


def page_choice(key: str, label: str, choices: Mapping[str, str]) -> str:
    """A choice that belongs to one page: kept over page changes, and in the address when it is not the first.

    ``key``: one of :data:`PAGE_KEYS`.
    ``choices``: value → label; the first is the default.
    """
    state = st.session_state
    name = "-".join((key, *choices))  # two pages may use one key with different choices
    widget, kept = f"choice_{name}", f"kept_{name}"
    default = next(iter(choices))
    if state.get(widget) not in choices:
        wanted = str(st.query_params.get(key, state.get(kept, default)))
        state[widget] = wanted if wanted in choices else default
        if wanted not in choices:
            notice(f"{label}: {quoted([wanted])} is unknown and ignored. Known: {', '.join(choices)}.")
    st.segmented_control(label, list(choices), key=widget, format_func=lambda option: choices[option], required=True, wrap=True)
    value = state[widget] if state[widget] in choices else default
    state[kept] = value
    if value == default:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != value:
        st.query_params[key] = value
    return value


def page_values(key: str) -> list[str]:
    """Values of a page's own key: of the address, else as they were when the page was left."""
    values = [one_line(text) for text in st.query_params.get_all(key)]
    if key in MOMENTARY:
        return values
    kept: list[str] = st.session_state.setdefault(f"kept_{key}", [])
    if values and values != kept:
        kept = st.session_state[f"kept_{key}"] = values
    return list(kept)


def page_value(key: str) -> str:
    """The one value of a page's own key, or an empty text."""
    values = page_values(key)
    return values[-1] if values else ""


def set_page_values(**values: list[str]) -> None:
    """Keep values of a page's own keys, in the session and, in one step, in the address; an empty list removes a key."""
    for key, texts in values.items():
        st.session_state[f"kept_{key}"] = texts
    address = {key: st.query_params.get_all(key) for key in st.query_params} | values
    st.query_params.from_dict({key: texts for key, texts in address.items() if texts})


def draw_tabs(view: Shown, tabs: Mapping[str, Callable[[Shown], None]], *, page: str) -> None:
    """Draw the open tab alone; the address says which it is, and who comes back finds it open.

    ``tabs``: label → what draws it; the first is open when the address names none.
    ``page``: name of the page, for the key of the tabs.
    """
    labels = {slug(label): label for label in tabs}
    key, kept, first = f"tabs_{page}", f"kept_tab_{page}", next(iter(labels))

    def write(opened: str) -> None:
        set_page_values(tab=[] if opened == first else [opened])

    asked = page_value("tab")
    opened = asked if asked in labels else st.session_state.get(kept, first) if st.session_state.pop(ARRIVED, False) else first
    if asked not in ("", opened):
        notice(f"Tab: {quoted([asked])} is unknown and ignored. Known: {', '.join(labels)}.")
    if opened != (asked or first):
        write(opened)
    st.session_state[kept] = opened
    give(key, labels[opened])

    def remember() -> None:
        write(slug(str(st.session_state[key])))

    for label, shown in zip(tabs, st.tabs(list(tabs), on_change=remember, key=key), strict=True):
        if shown.open:
            with shown:
                tabs[label](view)
