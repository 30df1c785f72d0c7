"""Streamlit's scripts and style sheets, compressed once, and named to the browser before it asks for them."""

import asyncio
import gzip
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.shared.server.private_parts import EARLY_SCRIPTS

MEDIA_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
"""Suffix → media type of what is worth compressing. Fonts and pictures are compressed already."""

COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    # 6: a seventh of a second for plotly's 4.7 MB, once a server; 9 would save a fortieth for half a second, 11 a tenth for ten.
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=6, lgwin=22),
    "gzip": lambda body: gzip.compress(body, compresslevel=9, mtime=0),
}
"""Encoding → compressor, the better one first. Browsers ask for ``br`` over HTTPS and on localhost, else for ``gzip``."""

A_YEAR = "public, immutable, max-age=31536000"


class CompressedScripts:
    """Middleware that answers for Streamlit's scripts and style sheets, in the encoding the browser takes.

    Streamlit sends them as they are. They bear a hash in their names, so each is compressed once a server and kept
    in memory: a few megabytes when all are used. Whatever else is asked for goes on to Streamlit.

    ``app``: what answers for the rest.
    ``static``: folder whose ``static`` sub-folder holds the files.
    """

    def __init__(self, app: ASGIApp, static: Path) -> None:
        self.app = app
        root = static / "static"
        paths = [path for path in root.rglob("*") if path.suffix in MEDIA_TYPES]
        self.files = {path.relative_to(root).as_posix(): CompressedFile(path) for path in paths}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a script or a style sheet; hand on the rest."""
        # By the end of the path: in front of it stands whatever path the dashboard is served under.
        file = self.files.get(scope.get("path", "").rpartition("/static/")[2])
        if file is None or scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return await self.app(scope, receive, send)
        return await file(scope, receive, send)


class CompressedFile:
    """Answer with one file, in the encoding the browser takes; compressed once and kept in memory."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bodies: dict[str, asyncio.Task[bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a GET or HEAD request."""
        encoding = chosen_encoding(Headers(scope=scope).get("accept-encoding", ""))
        body = await self._body(encoding)
        headers = {"cache-control": A_YEAR, "vary": "accept-encoding", "content-length": str(len(body))}
        if encoding:
            headers["content-encoding"] = encoding
        content = body if scope["method"] == "GET" else b""
        await Response(content, headers=headers, media_type=MEDIA_TYPES[self.path.suffix])(scope, receive, send)

    async def _body(self, encoding: str) -> bytes:
        if not encoding:
            return await run_in_threadpool(self.path.read_bytes)
        if encoding not in self.bodies:  # a task, so that two browsers at once wait for the same work
            work = run_in_threadpool(lambda: COMPRESSORS[encoding](self.path.read_bytes()))
            self.bodies[encoding] = asyncio.create_task(work)
        return await asyncio.shield(self.bodies[encoding])


def chosen_encoding(accepted: str) -> str:
    """The best encoding that an ``Accept-Encoding`` header allows; empty: as it is."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        weights[name.strip()] = weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((name for name in COMPRESSORS if weights.get(name, weights.get("*", False))), "")


def preload_link(static: Path, plotly: str, own: Iterable[str] = (), parts: Iterable[str] = EARLY_SCRIPTS) -> str:
    """Value of a ``Link`` header that has the browser fetch with the page what it would otherwise ask for last.

    ``static``: folder of Streamlit's index.html.
    ``plotly``: address of plotly's script, the largest.
    ``own``: addresses of the dashboard's own scripts.
    ``parts``: names of scripts of Streamlit's, without the hash, that are fetched with all that they import; one that is not
    there is passed over.
    """
    known = set(re.findall(r"static/js/([^\"]+\.js)", (static / "index.html").read_text(encoding="utf-8")))
    paths = [path for part in parts for path in (static / "static/js").glob(f"{part}.*.js")]
    scripts = [*(f"static/js/{name}" for path in paths for name in _with_imports(path, known)), *own]
    return ", ".join([f"<./{plotly}>; rel=preload; as=script", *(f"<./{script}>; rel=modulepreload" for script in scripts)])


def _with_imports(path: Path, known: set[str]) -> Iterator[str]:
    """A script and what it imports at once, unless index.html names it."""
    if path.name in known:
        return
    known.add(path.name)
    yield path.name
    for name in re.findall(r'(?:from|import)"\./([^"]+\.js)"', path.read_text(encoding="utf-8")):
        yield from _with_imports(path.with_name(name), known)
