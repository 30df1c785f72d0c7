"""Everything of Streamlit, uvicorn and Plotly that the dashboard uses and that their documentation does not promise.

A new version may change any of it. ``make upgrade-check`` installs the newest allowed versions and runs the tests that hold it;
``docs/architecture.md`` says how to upgrade. Names that Streamlit gives to its elements in the browser stand in
``pages/shared/assets`` and ``igfdata/charts/browser``.
"""

import re
import socket
from importlib.resources import files
from pathlib import Path
from typing import Any

import plotly
import streamlit
import streamlit as st
from starlette.types import ASGIApp, Receive, Scope, Send
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


class PromptMessages:
    """Middleware that lets the small messages of a web socket leave at once; where the server hides its connection, it changes nothing.

    A run of a page is many small messages. The system holds a small one back until the browser has acknowledged the one before,
    which takes it 40 ms (Nagle's algorithm and delayed acknowledgement), unless the connection says otherwise. asyncio says so
    only of sockets that name their protocol, and Streamlit's do not.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "websocket":
            connection = connection_of(receive)
            if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self.app(scope, receive, send)
