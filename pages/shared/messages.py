"""What is said after the next run: a click saves, the page is drawn again, and then the reader is told what came of it."""

from collections.abc import Callable, Mapping

import streamlit as st

from igfdata.escaping import for_markdown
from igfdata.validation import InvalidData
from igfdata.workspace import Conflict, WorkspaceError
from pages.shared.widgets import draw_table

CONFLICT = "Someone else changed this while you were editing. Review it, then save again or discard your change."
UNTOLD = {"codebook_version", "signed_by", "version", "carried_from"}
"""Fields that follow from a save, so that a conflict does not tell them."""


def say(place: str, what: object) -> None:
    """Keep what to say at a place of the page: a text, an error, or what that place knows how to draw."""
    st.session_state[f"message_{place}"] = what


def peek(place: str) -> object:
    """Return what is to be said at a place, and keep it; None where nothing is."""
    return st.session_state.get(f"message_{place}")


def take(place: str) -> object:
    """Return what is to be said at a place, once."""
    return st.session_state.pop(f"message_{place}", None)


def attempt(place: str, work: Callable[[], object]) -> None:
    """Do what a click asks, and keep for a place of the page what came of it: what ``work`` gives, or why it was refused."""
    try:
        say(place, work())
    except (WorkspaceError, InvalidData, LookupError, ValueError) as error:
        say(place, error)


def draw(
    what: object, *, icon: str = ":material/check_circle:", shown: Callable[[str, str], str] = lambda field, value: value
) -> None:
    """Draw a text as a success, an error as the reason why nothing was saved; nothing for None.

    ``icon``: of a success.
    ``shown``: field and value → what a reader sees, for the table of a conflict.
    """
    if isinstance(what, Conflict):
        draw_conflict(what, shown)
    elif isinstance(what, InvalidData):
        st.error(
            "Nothing was saved. " + for_markdown(" ".join(f"{problem}." for problem in what.problems)), icon=":material/error:"
        )
    elif isinstance(what, Exception):
        st.error(f"Nothing was saved. {for_markdown(str(what))}", icon=":material/error:")
    elif isinstance(what, str) and what:
        st.success(for_markdown(what), icon=icon)


def draw_conflict(conflict: Conflict, shown: Callable[[str, str], str] = lambda field, value: value) -> None:
    """Say what is current now, who saved it and when, and what is still in the form."""
    st.error(CONFLICT, icon=":material/sync_problem:")
    theirs = conflict.theirs
    who = theirs.get("signed_by") or theirs.get("coder") or "nobody"
    when = str(theirs.get("at", "")).replace("T", " ")[:16]
    st.caption(f"Saved by {for_markdown(who)}" + (f" at {when} UTC." if when else "."))
    changed = {name: both for name, both in conflict.changed.items() if name not in UNTOLD}
    draw_both({name: (shown(name, now), shown(name, mine)) for name, (now, mine) in changed.items()})


def draw_both(cells: Mapping[str, tuple[str, str]]) -> None:
    """Draw a table of field → what is saved, and what is in the form."""
    rows = [
        {"Field": name.replace("_", " ").capitalize(), "Current": now or "none", "Yours": mine or "none"}
        for name, (now, mine) in cells.items()
    ]
    draw_table(rows, alt="What is saved, and what is in the form")
