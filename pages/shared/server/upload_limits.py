"""Files come in only where a page asks for one: each session may send what the forms on its page take, and nothing else.

Streamlit takes a file of any session at its upload address, whether or not there is a form, and keeps it in memory.
"""

import re
from collections import OrderedDict
from threading import Lock
from typing import Any

import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.shared.server.private_parts import UPLOAD, session_id

MOST_SESSIONS = 10_000
"""Sessions of which the forms are known; the one longest without a new form goes first."""
MULTIPART = 64 * 1024
"""Bytes that the wrapping of one file may take."""


class Forms:
    """How large a file each session may send, by the forms on the page that it shows."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: OrderedDict[str, tuple[str, int]] = OrderedDict()

    def show_page(self, session: str, page: str) -> None:
        """Note that a session shows a page; the forms of the page before are gone."""
        with self._lock:
            if session in self._of and self._of[session][0] != page:
                del self._of[session]

    def show_form(self, session: str, page: str, megabytes: int) -> None:
        """Note that the page of a session has a form for files of up to so many megabytes."""
        with self._lock:
            _, most = self._of.pop(session, (page, 0))
            self._of[session] = (page, max(most, megabytes * 2**20))
            while len(self._of) > MOST_SESSIONS:
                self._of.popitem(last=False)

    def most_bytes(self, session: str) -> int:
        """Size of the largest file that a session may send; 0 without a form."""
        with self._lock:
            return self._of.get(session, ("", 0))[1]


FORMS = Forms()
"""The forms of this server."""

PAGE = "page_with_forms"
"""Session state: the page that the forms stand on."""


def begin_forms(page: str) -> None:
    """Begin a page: it has no form for files until it draws one."""
    st.session_state[PAGE] = page
    if session := session_id():
        FORMS.show_page(session, page)


def draw_upload(label: str, *, megabytes: int = 25, **options: Any) -> Any:
    """Draw a form for a file, and let this session send one; parameters of ``st.file_uploader``.

    ``megabytes``: size of the largest file that it takes.
    """
    if session := session_id():
        FORMS.show_form(session, st.session_state.get(PAGE, ""), megabytes)
    return st.file_uploader(label, max_upload_size=megabytes, **options)


class OnlyFromForms:
    """Middleware that refuses a file which no form on the sender's page asked for, before any of it is read."""

    def __init__(self, app: ASGIApp, forms: Forms = FORMS) -> None:
        self.app, self.forms = app, forms

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        upload = UPLOAD.search(scope["path"]) if scope["type"] == "http" else None
        if upload is None or scope["method"] in ("OPTIONS", "DELETE"):
            await self.app(scope, receive, send)
            return
        most = self.forms.most_bytes(upload["session"] or "")
        length = dict(scope["headers"]).get(b"content-length", b"")
        if not most:
            refusal = PlainTextResponse("No form on this page accepts a file.", 403)
        elif not re.fullmatch(rb"[0-9]{1,15}", length):
            refusal = PlainTextResponse("The length of the file is missing.", 411)
        elif int(length) > most + MULTIPART:
            refusal = PlainTextResponse(f"The file is too large: the limit is {most // 2**20} MB.", 413)
        else:
            await self.app(scope, receive, send)
            return
        await refusal(scope, receive, send)
