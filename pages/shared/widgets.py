"""How a page draws its tables and what the server has a component for, gives its widgets their values, and takes those that a browser
brings along when its server is gone.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from igfdata.validation import DataProblem
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


def draw_problems(problems: Iterable[DataProblem], *, alt: str) -> None:
    """Draw what is wrong in data: file, row and key of the record, column, value, and what is expected."""
    rows = [{("key" if name == "row_id" else name): fact for name, fact in vars(one).items()} for one in problems]
    draw_table([{**row, "row": row["row"] or None} for row in rows], alt=alt)


_served: dict[str, Any] = {}


def draw_with(component: Callable[..., Any], plotly: str) -> None:
    """Have all figures, cards and the menu drawn by a component that the server offers.

    Parameters
    ----------
    component
        What ``st.components.v2.component`` gives for ``igfdata/charts/browser/chart.js``.
    plotly
        Address of plotly's script, relative to a page.
    """
    _served.update(component=component, plotly=plotly)


def is_served() -> bool:
    """Tell whether the server offers its component."""
    return bool(_served)


def draw_served(data: Mapping[str, Any], *, key: str, **on: Callable[[str], None]) -> bool:
    """Draw with the server's component; whether there is one.

    Parameters
    ----------
    on
        ``on_click``, ``on_act``: called with what the component sends, before the page runs again.
    """
    if not is_served():
        return False

    def sent(name: str) -> None:
        on[f"on_{name}"](st.session_state[key][name])

    calls = {f"{name}_change": partial(sent, name.removeprefix("on_")) for name in on}
    _served["component"](key=key, data=data, height="content", **calls)
    return True


def plotly_address() -> str:
    """Give the address of plotly's script that the server offers."""
    return str(_served["plotly"])
