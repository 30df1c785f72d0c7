"""Signing in and out, where the server tells accounts apart (section ``auth`` of its secrets)."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAuthError

from pages.shared.access import Access, secret
from pages.shared.text import inert

FAULT = "sign_in_fault"
"""Session state: why signing in did not begin."""


def providers(auth: Mapping[str, Any]) -> list[str]:
    """Names of the providers of accounts; the empty name is the one whose keys stand in the section itself.

    >>> providers({"redirect_uri": "…", "google": {"client_id": "…"}, "microsoft": {"client_id": "…"}})
    ['google', 'microsoft']
    """
    if "client_id" in auth:
        return [""]
    return [str(name) for name, keys in auth.items() if isinstance(keys, Mapping) and "client_id" in keys] or [""]


def draw_sign_in(place: str) -> None:
    """A button for each provider of accounts.

    Parameters
    ----------
    place
        Where on the page: two places may stand on one page.
    """
    names = providers(secret("auth"))
    for name in names:
        st.button(
            f"Sign in with {inert(name.capitalize())}" if len(names) > 1 else "Sign in", key=f"sign_in_{place}_{name}",
            on_click=_sign_in, args=(name,), icon=":material/login:",
        )  # fmt: skip


def draw_account(granted: Access) -> None:
    """Who is signed in, and the way in or out; nothing where accounts do not matter."""
    if granted.can_sign_in:
        draw_sign_in("menu")
    elif granted.is_signed_in:
        st.caption(f"Signed in as {inert(granted.signed_as)}." if granted.signed_as else "Signed in, but not as an editor.")
        st.button("Sign out", on_click=st.logout, icon=":material/logout:")
    if fault := st.session_state.pop(FAULT, ""):
        st.error(inert(fault), icon=":material/lock:")


def _sign_in(provider: str) -> None:
    try:
        st.login(*([provider] if provider else []))
    except StreamlitAuthError as error:
        st.session_state[FAULT] = f"Signing in is not set up completely. {' '.join(str(error).split())}"
