"""Who is coding: the initials or role that every form of coders needs."""

import streamlit as st

from igfdata.schema import PATTERNS, has_form
from igfdata.vocabulary import CODERS, slug
from igfdata.workspace import Workspace
from pages.shared.access import draw_why_not
from pages.shared.view import View
from pages.shared.widgets import give, is_going_on

KEPT = "kept_coder"
"""Session state: the sign, kept over changes of page."""


def draw_coder(view: View) -> tuple[Workspace, str] | None:
    """The workspace to write to and the coder's sign, or None after saying what is missing."""
    if view.workspace is None or not view.access.can_edit:
        draw_why_not(view.access, view.trouble, place="coding")
        return None
    if view.access.signed_as:
        return view.workspace, view.access.signed_as
    if not is_going_on():
        give("coder_sign", st.session_state.get(KEPT, ""))
    sign = st.text_input(
        "Your initials or role (not your name)", key="coder_sign", max_chars=20, placeholder="For example: MK or youth-desk", on_change=_keep
    )  # fmt: skip
    if is_going_on():
        _keep()
    problem = sign_problem(sign or "")
    if problem:
        st.caption(problem)
        return None
    return view.workspace, str(sign)


def _keep() -> None:
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
