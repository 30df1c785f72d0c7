"""How a page draws its tables, gives its widgets their values, and takes those that a browser brings along when its server is gone."""

from typing import Any

import streamlit as st

from pages.shared.server.private_parts import goes_on

GOES_ON = "goes_on"
"""Session state: whether this is the first run of a session whose page was open before."""
LOST = "The connection to the server was lost and is back. Your last change may not be saved: review it, then save again."


def begin_run() -> None:
    """Find out, in the first run of a session, whether its page was open before: on a server that is gone or was restarted.

    The browser then brings the values of its widgets along; what the session kept, and the click that began the run, are lost.
    """
    state = st.session_state
    state[GOES_ON] = GOES_ON not in state and goes_on()


def is_going_on() -> bool:
    """Tell whether widgets should take the values that the browser brought along."""
    return bool(st.session_state.get(GOES_ON))


def give(key: str, value: Any) -> None:
    """Give a widget a value, where it has another: one that is given anew takes back a click that came meanwhile."""
    state = st.session_state
    if key not in state or state[key] != value:
        state[key] = value


def draw_table(frame: Any, *, alt: str, **options: Any) -> Any:
    """Draw a table as wide as its place and without an index; ``alt`` says what it is, ``options`` are those of ``st.dataframe``."""
    return st.dataframe(frame, hide_index=True, width="stretch", alt=alt, **options)
