"""Tabs of a page: only the open one is drawn, and the address says which it is."""

from collections.abc import Callable, Mapping

import streamlit as st

from igfdata.vocabulary import slug
from pages.shared.filters import page_value, set_page_values
from pages.shared.setup import View
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
    key, first = f"tabs_{page}", next(iter(labels))

    def remember() -> None:
        opened = slug(str(st.session_state[key]))
        set_page_values(tab=[] if opened == first else [opened])

    give(key, labels.get(page_value("tab"), labels[first]))
    for label, shown in zip(tabs, st.tabs(list(tabs), on_change=remember, key=key), strict=True):
        if shown.open:
            with shown:
                tabs[label](view)
