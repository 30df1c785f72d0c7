"""Forms for files: the server takes a file only from a session whose page shows one."""

from typing import Any

import streamlit as st

from pages.shared.server.private_parts import session_id
from pages.shared.server.upload_limits import FORMS

PAGE = "page_with_forms"


def begin_forms(page: str) -> None:
    """Begin a page: it has no form for files until it draws one."""
    st.session_state[PAGE] = page
    if session := session_id():
        FORMS.show_page(session, page)


def draw_upload(label: str, *, megabytes: int = 25, **options: Any) -> Any:
    """Draw a form for a file, and let this session send one; parameters of ``st.file_uploader``.

    Parameters
    ----------
    megabytes
        Size of the largest file that it takes.
    """
    if session := session_id():
        FORMS.show_form(session, st.session_state.get(PAGE, ""), megabytes)
    return st.file_uploader(label, max_upload_size=megabytes, **options)
