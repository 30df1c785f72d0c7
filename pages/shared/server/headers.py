"""Headers that tell a browser what the dashboard may do: whose scripts run, whom they may talk to, who may frame it."""

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

DIRECTIVES = {
    "default-src": "'none'",
    # No inline script but those named by their hash, and no eval: plotly's flat charts do without.
    # Streamlit's protobuf counts in WebAssembly; the permission covers just that.
    "script-src": "'self' 'wasm-unsafe-eval' {hashes}",
    # Streamlit (emotion), its text (st.html) and plotly write style elements while they draw; no hash can foresee them.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",  # the icon of the browser's tab stands in the page
    "font-src": "'self' data:",  # a small font for checkboxes stands in Streamlit's own script
    "connect-src": "'self'",  # includes the web socket of the same address
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "{frame_ancestors}",
}
"""Directive → sources. What is not here (objects, frames, workers, media) is not used, hence not allowed."""

FEATURES = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
"""What the dashboard never asks a browser for. Full screen and the clipboard stay: presenting and copying use them."""

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # the filter in the address is nobody else's business
    "permissions-policy": ", ".join(f"{feature}=()" for feature in FEATURES),
}


class ProtectiveHeaders:
    """Middleware that adds the headers to every answer, and to pages the script to fetch early.

    ``app``: what answers.
    ``policy``: value of ``Content-Security-Policy``.
    ``link``: value of ``Link`` for pages; none when empty.
    """

    def __init__(self, app: ASGIApp, policy: str, link: str = "") -> None:
        self.app = app
        self.headers = {"content-security-policy": policy, **HEADERS}
        self.link = link

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer, and add the headers to what it says."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                if self.link and headers.get("content-type", "").startswith("text/html"):
                    headers.append("link", self.link)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def content_security_policy(page: Path, scripts: Iterable[str], frame_ancestors: str = "'self'") -> str:
    """Value of ``Content-Security-Policy`` for a page and the inline scripts it may run.

    ``page``: the HTML file; its own inline scripts are allowed.
    ``scripts``: other inline scripts, as text between the tags.
    ``frame_ancestors``: who may show the dashboard in a frame, as the directive of that name has it.
    """
    inline = re.findall(r"<script>(.*?)</script>", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    hashes = " ".join(f"'sha256-{_sha256(script)}'" for script in [*inline, *scripts])
    sources = {name: value.format(hashes=hashes, frame_ancestors=frame_ancestors) for name, value in DIRECTIVES.items()}
    return "; ".join(f"{name} {value}" for name, value in sources.items())


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
