"""Tabs of a page: only the open one is drawn; the address says which it is, and who comes back finds it open."""

from collections.abc import Callable, Mapping

import streamlit as st

from igfdata.selection import quoted
from igfdata.vocabulary import slug
from pages.shared.filter import has_arrived, notice, page_value, set_page_values
from pages.shared.view import View
from pages.shared.widgets import give


def draw_tabs(view: View, tabs: Mapping[str, Callable[[View], None]], *, page: str) -> None:
    """Draw the open tab.

    Parameters
    ----------
    tabs
        Label → what draws it; the first is open when the address names none.
    page
        Name of the page, for the key of the tabs.
    """
    labels = {slug(label): label for label in tabs}
    key, kept, first = f"tabs_{page}", f"kept_tab_{page}", next(iter(labels))

    def write(opened: str) -> None:
        set_page_values(tab=[] if opened == first else [opened])

    asked = page_value("tab")
    opened = asked if asked in labels else st.session_state.get(kept, first) if has_arrived() else first
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
