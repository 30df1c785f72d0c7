"""The dashboard as `make run` serves it: ``streamlit run pages/shared/server/start.py``, from the repository's folder.

``streamlit run dashboard.py`` shows the same dashboard, without compression and protective headers.
"""

import os
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))  # `streamlit run` puts only the folder of this file on the import path

from pages.shared.server.assets import STATIC, CompressedScripts, preload_link  # noqa: E402
from pages.shared.server.charts import PLOTLY, PLOTLY_NAME, offer_charts  # noqa: E402
from pages.shared.server.headers import ProtectiveHeaders, content_security_policy  # noqa: E402
from pages.shared.server.prompt import PromptMessages  # noqa: E402
from pages.shared.server.uploads import OnlyFromForms  # noqa: E402

PRESENT = ROOT / "pages/shared/present.js"
"""The one script of the dashboard's own; the policy names it by its hash, so a change of it needs a restart."""

FRAME_ANCESTORS = "IGF_FRAME_ANCESTORS"
"""Environment variable: addresses, separated by spaces, whose pages may show the dashboard in a frame; else only its own."""


@asynccontextmanager
async def ready_to_serve(app: st.App) -> AsyncIterator[None]:
    """Offer the scripts of charts, and show the dashboard on the screen of this machine, if it has one, as ``streamlit run`` does."""
    offer_charts()
    if not st.get_option("server.headless"):
        webbrowser.open(f"http://localhost:{st.get_option('server.port')}/{st.get_option('server.baseUrlPath').strip('/')}")
    yield


policy = content_security_policy(
    STATIC / "index.html", [PRESENT.read_text(encoding="utf-8")], os.environ.get(FRAME_ANCESTORS, "'self'")
)
app = st.App(
    ROOT / "dashboard.py",
    middleware=[
        Middleware(PromptMessages),
        Middleware(ProtectiveHeaders, policy=policy, link=preload_link(STATIC, f"static/{PLOTLY_NAME}")),
        Middleware(OnlyFromForms),
        Middleware(CompressedScripts, STATIC, {PLOTLY_NAME: PLOTLY}),
    ],
    lifespan=ready_to_serve,
)
