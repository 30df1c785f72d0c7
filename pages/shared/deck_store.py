"""The user's decks: in the workspace for who may write it, else in this session; and the button that adds a slide to one."""

import datetime as dt
from dataclasses import dataclass

import streamlit as st

from igfdata.briefing.agenda import Changes
from igfdata.briefing.my_deck.cards import Deck
from igfdata.briefing.my_deck.computing import slide_of
from igfdata.briefing.my_deck.deck_file import MOST_BYTES, read_deck, write_deck
from igfdata.briefing.reference import Reference
from igfdata.workspace import Workspace
from igfdata.workspace.errors import Conflict, WorkspaceError
from igfdata.workspace.location import data_folder
from pages.shared.access import access
from pages.shared.data_source import Loaded, load_data
from pages.shared.filter import page_title
from pages.shared.page_address import page_value, set_page_values

FIRST = "My deck"
"""Name of the deck that the first slide goes into."""

OWN, CURRENT = "decks_of_session", "current_deck"
"""Session state: decks of who may not write the workspace, by name; the name of the deck that slides go into."""

TEXTS = {
    "add": "Add to deck",
    "help": "Adds it as a slide to your deck on the page Briefing, as it is now",
    "added": "Added to “{name}”: slide {n}.",
    "session": " It is kept in this browser tab only: download it on the page Briefing.",
    "full": "The deck is too large to be kept. Start another one on the page Briefing.",
}
"""Texts of this part of all pages."""


@dataclass(frozen=True)
class Kept:
    """A deck, the revision to name when it is saved, and when it was saved; ``problem`` says why a stored one cannot be read."""

    deck: Deck
    revision: int = 0
    problem: str = ""
    at: str = ""


def decks() -> dict[str, Kept]:
    """Every deck by name: those of the workspace, and over them those of this session."""
    found: dict[str, Kept] = {}
    workspace = _loaded().workspace
    if workspace is not None:
        for stored in workspace.decks():
            deck, problem = _read(stored.content)
            found[stored.name] = Kept(deck or Deck(stored.name), stored.revision, problem, stored.at)
    return found | {name: Kept(deck) for name, deck in st.session_state.get(OWN, {}).items()}


@st.cache_resource(show_spinner=False, max_entries=50)
def _read(content: str) -> tuple[Deck | None, str]:
    try:
        return read_deck(content), ""
    except ValueError as error:
        return None, str(error)


def current_name(kept: dict[str, Kept]) -> str:
    """Name of the deck that slides go into: the chosen one, else the one that was saved last."""
    wanted = page_value("deck") or str(st.session_state.get(CURRENT, ""))
    return wanted if wanted in kept else max(kept, key=lambda name: kept[name].at, default=FIRST)


def deck_in(kept: dict[str, Kept], name: str) -> Kept:
    """The deck of a name; an empty one where there is none yet."""
    return kept.get(name, Kept(Deck(name)))


def choose(name: str) -> None:
    """Make a deck the one that slides go into."""
    st.session_state[CURRENT] = name
    set_page_values(deck=[name])


def is_kept() -> bool:
    """Whether decks go into the workspace; else they live as long as this session."""
    workspace = _loaded().workspace
    return workspace is not None and not workspace.read_only


def save(deck: Deck, revision: int) -> None:
    """Keep a deck.

    Raises Conflict when someone else saved it since it was read; ValueError when it is too large, or there are too many;
    WorkspaceError when the workspace cannot be written.
    """
    text = write_deck(deck)
    if len(text) > MOST_BYTES:
        raise ValueError(TEXTS["full"])
    workspace = _loaded().workspace
    if workspace is not None and is_kept():
        workspace.save_deck(deck.name, text, revision)
    else:
        st.session_state[OWN] = {**st.session_state.get(OWN, {}), deck.name: deck}


def delete(name: str, revision: int) -> None:
    """Delete a deck; raises as :func:`save`."""
    own = dict(st.session_state.get(OWN, {}))
    workspace = _loaded().workspace
    if name in own:
        del own[name]
        st.session_state[OWN] = own
    elif workspace is not None and is_kept():
        workspace.delete_deck(name, revision)


def changes_of(workspace: Workspace | None) -> Changes | None:
    """What tells changes of a programme, for the slide about them."""
    return workspace.changes_for if workspace is not None else None


def add_button(card: Reference, *, key: str) -> None:
    """Draw the button that adds a slide to the deck."""
    if st.button(TEXTS["add"], key=f"deck_{key}", icon=":material/library_add:", type="tertiary", help=TEXTS["help"]):
        add(card)


def add(card: Reference) -> None:
    """Add a slide to the deck, and say so."""
    loaded = _loaded()
    try:
        slide = slide_of(str(card), loaded.dataset, changes_of(loaded.workspace))
        kept = decks()
        name = current_name(kept)
        now = dt.datetime.now(dt.UTC)
        deck = deck_in(kept, name)
        new = deck.deck.with_slide(slide, now=now, page=page_title())
        try:
            save(new, deck.revision)
        except Conflict:  # someone else added a slide meanwhile: this one goes after it
            deck = deck_in(decks(), name)
            new = deck.deck.with_slide(slide, now=now, page=page_title())
            save(new, deck.revision)
    except (ValueError, WorkspaceError) as error:
        st.toast(str(error), icon=":material/error:")
        return
    st.session_state[CURRENT] = name
    told = TEXTS["added"].format(name=name, n=len(new.cards)) + ("" if is_kept() else TEXTS["session"])
    st.toast(told, icon=":material/library_add_check:")


def _loaded() -> Loaded:
    return load_data(data_folder(), can_edit=access().can_edit)
