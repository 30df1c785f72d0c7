"""Serve the dashboard: what is added to Streamlit's own server. Each piece can be missing: then one line is logged, and the rest works."""

import ctypes
import inspect
import logging
import os
import sys
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from importlib.resources import files
from threading import Thread
from typing import Any, TypeVar

import plotly
import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from igfdata.briefing.render.deck_page import asset
from igfdata.findings import findings
from igfdata.selection import default_selection
from igfdata.workspace.location import data_folder
from pages.shared.access import access, secret
from pages.shared.briefing.slide_views import pick_with
from pages.shared.data_source import load_data
from pages.shared.server.assets import CompressedFile, CompressedScripts, preload_link
from pages.shared.server.headers import ProtectiveHeaders, content_security_policy
from pages.shared.server.private_parts import COMPONENTS, PLOTLY, STATIC, PromptMessages
from pages.shared.server.upload_limits import OnlyFromForms
from pages.shared.widgets import draw_with

Piece = TypeVar("Piece")

PLOTLY_ADDRESS = f"scripts/plotly-{plotly.__version__}.min.js"
"""Where the dashboard serves it; with the version, because browsers keep it."""

COMPONENT = "igfdata.chart"
SLIDE_PICKER = "igfdata.picker"
"""The components that draw charts and that let slides be picked, as ``igfdata/pyproject.toml`` declares them."""

CHART_SCRIPTS = [
    f"{COMPONENTS}/{COMPONENT}/{path.name}" for path in sorted((files("igfdata.charts") / "browser").iterdir(), key=str)
]
"""Addresses of the scripts that draw charts."""

SLIDES = "deck.js"
"""The one inline script of the dashboard's own, in the frame with the slides; the policy names it by its hash, so a change of it needs a restart."""

FRAME_ANCESTORS = "IGF_FRAME_ANCESTORS"
"""Environment variable: addresses, separated by spaces, whose pages may show the dashboard in a frame; else only its own."""

LOG = "IGF_LOG"
"""Environment variable: how much the server tells of itself, such as ``info``; by default warnings and errors."""

TELLING = ("igfdata", "pages")
"""The packages that log; Streamlit and the server below it have their own ways."""

ONE_POOL = {-8: 1, -1: 131_072}
"""Options of glibc's ``mallopt``: M_ARENA_MAX and M_TRIM_THRESHOLD, in bytes (malloc.h)."""

log = logging.getLogger(__name__)
to_stderr = logging.StreamHandler()
to_stderr.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))


def options() -> dict[str, Any]:
    """Give the options of ``st.App`` with all that the server adds."""
    _if_possible(f"the log that {LOG} asks for", _log)
    _if_possible("memory that stays small", _one_pool)
    route = _if_possible("charts that are changed in place", _plotly_route)
    pieces = [
        _if_possible("prompt messages", lambda: Middleware(PromptMessages)),
        _if_possible("protective headers", lambda: _headers(has_plotly=route is not None)),
        Middleware(OnlyFromForms),
        _if_possible("compressed scripts", lambda: Middleware(CompressedScripts, STATIC)),
    ]
    return {
        "middleware": [piece for piece in pieces if piece],
        "routes": [route] if route else [],
        "lifespan": partial(_ready_to_serve, has_plotly=route is not None),
    }


def _log() -> None:
    """Write what the dashboard tells of itself to the standard error."""
    for name in TELLING:
        logging.getLogger(name).addHandler(to_stderr)
    for name in TELLING:
        logging.getLogger(name).setLevel(os.environ.get(LOG, "warning").upper())


def _one_pool() -> None:
    """Have all threads take memory from one pool and give back what is free.

    glibc gives each thread a pool of its own. Every run of a page is a thread, and what is free in one pool is of no use to the others.
    """
    if sys.platform == "linux":
        for option, value in ONE_POOL.items():
            if not ctypes.CDLL(None).mallopt(option, value):
                raise OSError(f"mallopt refuses option {option}")


def _headers(*, has_plotly: bool) -> Middleware:
    ancestors = os.environ.get(FRAME_ANCESTORS, "'self'")
    policy = content_security_policy(STATIC / "index.html", [asset(SLIDES)], ancestors)
    link = preload_link(STATIC, PLOTLY_ADDRESS, CHART_SCRIPTS) if has_plotly else ""
    return Middleware(ProtectiveHeaders, policy=policy, link=link)


def _plotly_route() -> Route:
    base = st.get_option("server.baseUrlPath").strip("/")
    return Route(f"{f'/{base}' if base else ''}/{PLOTLY_ADDRESS}", CompressedFile(PLOTLY))


@asynccontextmanager
async def _ready_to_serve(app: st.App, *, has_plotly: bool) -> AsyncIterator[None]:
    """Offer the script that draws charts, and open a browser on this machine's screen, if it has one, as ``streamlit run`` does."""
    if has_plotly:
        _if_possible("charts that are changed in place", _offer_charts)
    _if_possible("small slides to pick", _offer_slides)
    Thread(target=_if_possible, args=("data that are read before the first visit", _get_ready), daemon=True).start()
    log.info("The dashboard is ready, with Streamlit %s and Plotly %s", st.__version__, plotly.__version__)
    if not st.get_option("server.headless"):
        webbrowser.open(f"http://localhost:{st.get_option('server.port')}/{st.get_option('server.baseUrlPath').strip('/')}")
    yield


def _offer_charts() -> None:
    """Have the pages draw with the package's own component; Streamlit finds it while it starts."""
    draw_with(st.components.v2.component(COMPONENT, js="chart.js", isolate_styles=False), f"./{PLOTLY_ADDRESS}")


def _offer_slides() -> None:
    """Have slides picked by their small pictures."""
    pick_with(st.components.v2.component(SLIDE_PICKER, js="picker.js", isolate_styles=False))


@st.cache_resource(show_spinner=False)  # what it asks for then draws no spinner either: there is no page yet
def _get_ready() -> None:
    """Do once what the first visitor would wait for: read the data, load the libraries of the tests, find what leads the first page."""
    dataset = load_data(data_folder(), can_edit=not secret("auth") and access().can_edit).dataset
    findings(dataset, default_selection(dataset))
    inspect.stack()  # Streamlit asks for it at its first element; it takes long until inspect knows all modules
    log.info("The data are read: %d sessions", dataset.n_sessions)


def _if_possible(what: str, make: Callable[[], Piece]) -> Piece | None:
    """Give a piece of the server, or None and a line in the log: the dashboard then comes up without it."""
    try:
        return make()
    except Exception as error:
        log.warning("The dashboard is served without %s: %s", what, error)
        return None
