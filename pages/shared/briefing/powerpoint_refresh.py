"""Refresh a PowerPoint file that was downloaded and edited: upload, what changed, download."""

import streamlit as st

from igfdata.briefing.export import MEDIA_TYPES
from igfdata.briefing.my_deck.computing import slide_of
from igfdata.briefing.render.pptx.deck_update import Updated, update_deck
from igfdata.escaping import for_markdown
from pages.shared import messages
from pages.shared.deck_store import changes_of
from pages.shared.server.upload_limits import draw_upload
from pages.shared.view import View

UPDATED = "deck_updated"
"""Session state: name and content of a refreshed file."""

EXPLAINED = (
    "Refreshes the numbers of a PowerPoint file that was downloaded here. Your texts, your layout and your own slides stay."
)


def draw_powerpoint_refresh(view: View, *, place: str) -> None:
    """Draw the form; what is wrong with a file is said at a place of the page."""
    with st.expander("Refresh a PowerPoint file", icon=":material/sync:"):
        st.caption(EXPLAINED)
        file = draw_upload("PowerPoint file", type="pptx", key="update_pptx", megabytes=50)
        if file is not None:
            st.button("Refresh this file", on_click=_update, args=(view, place, file.name, file.getvalue()))
        _draw_updated()


def _update(view: View, place: str, name: str, content: bytes) -> None:
    changes = changes_of(view.workspace)
    try:
        st.session_state[UPDATED] = name, update_deck(content, lambda reference: slide_of(reference, view.dataset, changes))
    except ValueError as error:
        st.session_state.pop(UPDATED, None)
        messages.say(place, error)


def _draw_updated() -> None:
    name, updated = st.session_state.get(UPDATED, ("", None))
    if not isinstance(updated, Updated):
        return
    st.success(updated.summary, icon=":material/check_circle:")
    st.download_button(
        "Download the refreshed file", updated.content, name, MEDIA_TYPES[".pptx"], on_click="ignore", key="updated_pptx", icon=":material/download:"
    )  # fmt: skip
    for head, lines in updated.parts:
        if lines:
            st.markdown(f"**{head}**\n" + "\n".join(f"- {for_markdown(line)}" for line in lines))
