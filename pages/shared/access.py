"""Who may change what: everybody on a private server; on a public one only editors who have signed in."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

PUBLIC = "IGF_PUBLIC"
"""Environment variable: 1 makes the dashboard public, that is read-only but for editors."""
SECTION = "access"
"""Section of ``.streamlit/secrets.toml``: ``public = true`` and the table ``editors`` (account → initials or role)."""


@dataclass(frozen=True)
class Access:
    """What the person at the browser may do.

    Parameters
    ----------
    can_edit
        Whether the workspace may be written.
    signed_as
        Initials or role that belong to the account; empty where nobody has to sign in.
    can_sign_in
        Whether signing in would help.
    """

    can_edit: bool
    signed_as: str = ""
    can_sign_in: bool = False


def secret(section: str) -> Mapping[str, Any]:
    """A section of the server's secrets; empty when there is none."""
    try:
        return st.secrets.get(section, {})
    except FileNotFoundError:
        return {}


def is_public() -> bool:
    """Whether this server shows its dashboard to everybody."""
    return os.environ.get(PUBLIC, "") not in ("", "0") or bool(secret(SECTION).get("public", False))


def access() -> Access:
    """What the person of this run may do; accounts are compared with the list of editors and never stored."""
    editors = secret(SECTION).get("editors", {})
    if secret("auth"):
        account = (
            str(st.user.get("email", "")).casefold() if st.user.is_logged_in and st.user.get("email_verified", True) else ""
        )
        signs = {str(key).casefold(): str(value) for key, value in editors.items()}
        if account in signs:
            return Access(can_edit=True, signed_as=signs[account])
        return Access(can_edit=not is_public() and not signs, can_sign_in=not st.user.is_logged_in)
    return Access(can_edit=not is_public())
