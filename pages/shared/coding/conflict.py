"""What someone else saved while I was editing, next to what I typed."""

from collections.abc import Callable

import streamlit as st

from igfdata.workspace import Conflict
from pages.shared.text import inert

WORDS = "Someone else changed this while you were editing. Review it, then save again or discard your change."


def draw_conflict(conflict: Conflict, shown: Callable[[str, str], str] = lambda field, value: value) -> None:
    """Say what is current now, who saved it and when, and what is still in the form.

    Parameters
    ----------
    shown
        Field and value → what a reader sees.
    """
    st.error(WORDS, icon=":material/sync_problem:")
    theirs = conflict.theirs
    who = theirs.get("signed_by") or theirs.get("coder") or "nobody"
    when = str(theirs.get("at", "")).replace("T", " ")[:16]
    st.caption(f"Saved by {inert(who)}" + (f" at {when} UTC." if when else "."))
    rows = [
        {
            "Field": field.replace("_", " ").capitalize(),
            "Current": shown(field, now) or "none",
            "Yours": shown(field, mine) or "none",
        }
        for field, (now, mine) in conflict.changed.items()
        if field not in {"codebook_version", "signed_by", "version", "carried_from"}
    ]
    st.dataframe(rows, hide_index=True, width="stretch", alt="What someone else saved, and what you typed")
