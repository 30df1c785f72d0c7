"""Values that a page gives its widgets."""

from typing import Any

import streamlit as st


def give(key: str, value: Any) -> None:
    """Give a widget a value, where it has another: one that is given anew takes back a click that came meanwhile."""
    state = st.session_state
    if key not in state or state[key] != value:
        state[key] = value
