"""Who may change what, and under which initials: everybody on a private server; on a public one only editors who have signed in."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAuthError

from igfdata.escaping import for_markdown
from igfdata.schema import PATTERNS, has_form
from igfdata.vocabulary import CODERS, slug
from igfdata.workspace import Workspace
from pages.shared import messages
from pages.shared.widgets import give, is_going_on

PUBLIC = "IGF_PUBLIC"
"""Environment variable: 1 makes the dashboard public, that is read-only but for editors."""
SECTION = "access"
"""Section of ``.streamlit/secrets.toml``: ``public = true`` and the table ``editors`` (account → initials or role)."""
KEPT = "kept_coder"
"""Session state: the coder's initials or role, kept over changes of page."""


@dataclass(frozen=True)
class Access:
    """What the person at the browser may do.

    ``can_edit``: whether the workspace may be written.
    ``signed_as``: initials or role that belong to the account; empty where nobody has to sign in.
    ``can_sign_in``: whether signing in would help.
    ``is_signed_in``: whether somebody has signed in, editor or not.
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

    ``editors``: account → sign. With a list, only these may edit, on a private server too.
    ``has_sign_in``, ``is_signed_in``, ``account``: whether accounts can be told apart on this server; whether somebody has
    signed in, and with which verified account.
    >>> granted({"Desk@example.org": "MK"}, is_public=True, has_sign_in=True, is_signed_in=True, account="desk@example.org")
    Access(can_edit=True, signed_as='MK', can_sign_in=False, is_signed_in=True)
    """
    if not has_sign_in:
        return Access(can_edit=not is_public and not editors)
    signs = {key.casefold(): sign for key, sign in editors.items()}
    if account.casefold() in signs:
        return Access(can_edit=True, signed_as=signs[account.casefold()], is_signed_in=True)
    return Access(can_edit=not is_public and not signs, can_sign_in=bool(signs) and not is_signed_in, is_signed_in=is_signed_in)


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

    ``place``: where on the page: two places may stand on one page.
    """
    names = providers(secret("auth"))
    for name in names:
        st.button(
            f"Sign in with {for_markdown(name.capitalize())}" if len(names) > 1 else "Sign in", key=f"sign_in_{place}_{name}",
            on_click=_sign_in, args=(name,), icon=":material/login:",
        )  # fmt: skip


def why_not(granted: Access, trouble: str) -> str:
    """Why nothing can be changed here; ``trouble`` with the workspace comes first."""
    if trouble:
        return f"Nothing can be imported or coded now. {for_markdown(trouble)}"
    if granted.is_signed_in:
        return "Read-only: your account is not an editor. Ask the administrator to add you."
    return "This dashboard is read-only." + (" Sign in to edit." if granted.can_sign_in else "")


def draw_why_not(granted: Access, trouble: str, *, place: str) -> None:
    """Say why nothing can be changed at a place of a page, and draw the way to sign in where it helps."""
    st.info(why_not(granted, trouble), icon=":material/lock:")
    if granted.can_sign_in:
        draw_sign_in(place)


def draw_account(granted: Access) -> None:
    """Who is signed in, and the way in or out; nothing where accounts do not matter."""
    if granted.can_sign_in:
        draw_sign_in("menu")
    elif granted.is_signed_in:
        st.caption(
            f"Signed in as {for_markdown(granted.signed_as)}." if granted.signed_as else "Signed in, but not as an editor."
        )
        st.button("Sign out", on_click=st.logout, icon=":material/logout:")
    if error := messages.take("sign_in"):
        st.error(for_markdown(str(error)), icon=":material/lock:")


def _sign_in(provider: str) -> None:
    try:
        st.login(*([provider] if provider else []))
    except StreamlitAuthError as error:
        messages.say("sign_in", f"Sign-in is not fully set up. {' '.join(str(error).split())}")


def draw_coder(workspace: Workspace | None, granted: Access, trouble: str) -> tuple[Workspace, str] | None:
    """Ask who is coding; give the workspace to write to and the coder's sign, or None after saying what is missing."""
    if workspace is None or not granted.can_edit:
        draw_why_not(granted, trouble, place="coding")
        return None
    if granted.signed_as:
        return workspace, granted.signed_as
    if not is_going_on():
        give("coder_sign", st.session_state.get(KEPT, ""))
    sign = st.text_input(
        "Your initials or role (not your name)", key="coder_sign", max_chars=20, placeholder="For example: MK or youth-desk", on_change=_keep_sign
    )  # fmt: skip
    if is_going_on():
        _keep_sign()
    problem = sign_problem(sign or "")
    if problem:
        st.caption(problem)
        return None
    return workspace, str(sign)


def _keep_sign() -> None:
    st.session_state[KEPT] = st.session_state["coder_sign"].strip()


def sign_problem(sign: str) -> str:
    """What is wrong with initials; empty when they can be used.

    >>> sign_problem("A")
    '“A” belongs to the codes that came with the data. Choose other initials.'
    """
    if not sign:
        return "Enter your initials to start coding."
    if slug(sign) in {slug(key) for key in CODERS}:
        return f"“{sign}” belongs to the codes that came with the data. Choose other initials."
    return "" if has_form("identifier", sign) else f"“{sign}” cannot be used; expected {PATTERNS['identifier'][1]}."
