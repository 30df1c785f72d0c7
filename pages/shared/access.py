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
    is_signed_in
        Whether somebody has signed in, editor or not.
    """

    can_edit: bool
    signed_as: str = ""
    can_sign_in: bool = False
    is_signed_in: bool = False


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
    has_sign_in = bool(secret("auth"))
    is_signed_in = has_sign_in and bool(st.user.is_logged_in)
    is_verified = is_signed_in and str(st.user.get("email_verified", True)).casefold() != "false"
    account = str(st.user.get("email") or "") if is_verified else ""
    editors = {str(key): str(value) for key, value in secret(SECTION).get("editors", {}).items()}
    return granted(editors, is_public=is_public(), has_sign_in=has_sign_in, is_signed_in=is_signed_in, account=account)


def granted(
    editors: Mapping[str, str], *, is_public: bool, has_sign_in: bool = False, is_signed_in: bool = False, account: str = ""
) -> Access:
    """The rule behind :func:`access`.

    Parameters
    ----------
    editors
        Account → sign. With a list, only these may edit, on a private server too.
    has_sign_in, is_signed_in, account
        Whether accounts can be told apart on this server; whether somebody has signed in, and with which verified account.

    >>> granted({"Desk@example.org": "MK"}, is_public=True, has_sign_in=True, is_signed_in=True, account="desk@example.org")
    Access(can_edit=True, signed_as='MK', can_sign_in=False, is_signed_in=True)
    """
    if not has_sign_in:
        return Access(can_edit=not is_public and not editors)
    signs = {key.casefold(): sign for key, sign in editors.items()}
    if account.casefold() in signs:
        return Access(can_edit=True, signed_as=signs[account.casefold()], is_signed_in=True)
    return Access(can_edit=not is_public and not signs, can_sign_in=bool(signs) and not is_signed_in, is_signed_in=is_signed_in)
