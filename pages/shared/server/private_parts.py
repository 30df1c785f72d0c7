"""Everything of Streamlit, uvicorn and Plotly that the dashboard uses and that their documentation does not promise.

A new version may change any of it. ``make upgrade-check`` installs the newest allowed versions and runs the tests that hold it;
``docs/architecture.md`` says how to upgrade. Names that Streamlit gives to its elements in the browser stand in
``pages/shared/assets`` and ``igfdata/charts/browser``.
"""

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import plotly
import streamlit
import streamlit as st
from starlette.types import Receive
from streamlit.runtime.scriptrunner import get_script_run_ctx

STATIC = Path(streamlit.__file__).parent / "static"
"""Streamlit's own index.html, with its scripts and style sheets in the sub-folder ``static``, each with a hash in its name."""

EARLY_SCRIPTS = ("BidiComponent", "Html", "PageLink", "Multiselect", "ButtonGroup", "Selectbox", "Button")
"""Names, without the hash, of Streamlit's scripts that every page asks for one after the other, each when its first element arrives. The first runs ours."""

COMPONENTS = "_stcore/bidi-components"
"""Path below which Streamlit serves the scripts of components."""

UPLOAD = re.compile(r"/_stcore/upload_file(?:/(?P<session>[^/]*))?")
"""Path to which Streamlit's uploader sends a file."""

PLOTLY = Path(str(files(plotly))) / "package_data/plotly.min.js"
"""Plotly's own script, as its package brings it."""


def session_id() -> str:
    """Give the id under which Streamlit keeps the session that runs; empty outside of a run."""
    context = get_script_run_ctx()
    return context.session_id if context is not None else ""


def goes_on() -> bool:
    """Tell whether the browser asked this server to go on with a session that it had before: its id comes third here."""
    protocols = (st.context.headers.get("Sec-WebSocket-Protocol") or "").split(",")
    return len(protocols) > 2 and bool(protocols[2].strip())


def connection_of(receive: Receive) -> Any:
    """Give the socket behind a web socket's ``receive``, or None where the server does not show it."""
    transport = getattr(getattr(receive, "__self__", None), "transport", None)  # of uvicorn's protocol
    return transport.get_extra_info("socket") if transport is not None else None
