"""My deck on the page Briefing: cards in order, own words, what a refresh would change, files."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from igfdata.briefing.export import MEDIA_TYPES, export, file_name
from igfdata.briefing.model import Briefing
from igfdata.briefing.my_deck.cards import (
    LONGEST_HEADLINE,
    LONGEST_NAME,
    LONGEST_TEXT,
    Card,
    Deck,
    as_briefing,
    as_printed,
    deck_name,
    deck_of,
    own_slide,
)
from igfdata.briefing.my_deck.computing import Refreshed, apply, refresh
from igfdata.briefing.my_deck.deck_file import MOST_BYTES, read_deck, write_deck
from igfdata.briefing.render.printed_page import PAPERS, to_print_html
from igfdata.escaping import for_markdown
from igfdata.wording import counted
from igfdata.workspace.errors import Conflict, WorkspaceError
from pages.shared import messages
from pages.shared.briefing.powerpoint_refresh import draw_powerpoint_refresh
from pages.shared.briefing.slide_views import draw_order
from pages.shared.deck_store import Kept, changes_of, choose, current_name, deck_in, decks, delete, is_kept, save
from pages.shared.page_address import set_page_values
from pages.shared.server.upload_limits import draw_upload
from pages.shared.view import View
from pages.shared.widgets import draw_table, give

PLACE, REFRESH = "my_deck", "deck_refreshed"
"""Where this part of the page says something; session state: what a refresh would change."""

MOST_DIFFERENCES = 200
TEXTS = {
    "empty": "The deck is empty. Add slides with “Add to deck” on any page, begin with the briefing, or write your own.",
    "session": "You cannot save here, so this deck lives in this browser tab only. Download it before you close the tab.",
    "conflict": "Someone else changed this deck since you saw it. It is shown as it is now; make your change again.",
    "same": "Nothing would change: every number already matches the data.",
    "replaces": "Your own headlines, your own slides and the order stay.",
    "own_help": "One point per line. These are your words; nothing is computed.",
    "headline_help": "Leave empty for the computed headline.",
    "delete": "This permanently deletes the deck with all its slides.",
    "note_help": "For you alone, in the notes while you present.",
    "choose_notes": "Put my private notes in the files",
    "notes_in_files": "Adds them to the notes in PowerPoint and HTML. Otherwise no file for others has them.",
    "deck_file": "To load here again, or on another computer. It holds your private notes.",
    "load": "Adds the deck under its name; a deck of that name must be deleted first.",
}
"""Texts of this part of the page."""


def draw_my_deck(view: View, briefing: Callable[[], Briefing | None], head: DeltaGenerator, row: DeltaGenerator) -> None:
    """Draw the decks of the user.

    Parameters
    ----------
    briefing
        Gives the briefing that the product made, as a start; None where the filter has several meetings.
    head, row
        Places of the heading, and of the choice of a deck.
    """
    kept = decks()
    name = current_name(kept)
    shown = deck_in(kept, name)
    head.title(for_markdown(name), anchor=False)
    messages.draw(messages.take(PLACE))
    if not is_kept():
        st.info(TEXTS["session"], icon=":material/save:")
    with row:
        _draw_choice(kept, name, shown, briefing)
    if shown.problem:
        st.error(f"This deck cannot be read. {for_markdown(shown.problem)} Delete it, or load it again from a file.")
        return
    _draw_ways_out(view, shown.deck)
    draw_order(as_briefing(shown.deck), lambda keys: _change(shown, lambda deck: deck.in_order(keys), ""))
    left, right = st.columns([3, 2], gap="large")
    with left:
        _draw_cards(view, shown)
    with right:
        _draw_own_slide(shown)
        _draw_refresh(view, shown)
        _draw_files(view, kept, shown.deck)


def _draw_choice(kept: dict[str, Kept], name: str, shown: Kept, briefing: Callable[[], Briefing | None]) -> None:
    names = list(kept) or [name]
    give("deck_chosen", name)
    st.selectbox("Deck", names, key="deck_chosen", on_change=lambda: choose(st.session_state["deck_chosen"]), width=320)
    with st.popover("New deck", icon=":material/add:"):
        st.text_input("Name of the new deck", key="new_deck_name", max_chars=LONGEST_NAME)
        st.button("Start empty", key="begin_empty", on_click=_begin, args=(kept, None))
        st.button("Start with the briefing", key="begin_briefing", on_click=_begin, args=(kept, briefing))
    if name in kept:
        with st.popover("Delete", icon=":material/delete:"):
            st.markdown(TEXTS["delete"])
            st.button("Delete this deck", key="delete_deck", type="primary", on_click=_delete, args=(name, shown.revision))


def _begin(kept: dict[str, Kept], briefing: Callable[[], Briefing | None] | None) -> None:
    def begin() -> str:
        name = deck_name(st.session_state["new_deck_name"])
        if name in kept:
            raise ValueError(f"There is a deck “{name}” already. Choose another name.")
        made = briefing() if briefing else None
        if briefing and made is None:
            raise ValueError("A briefing is about one meeting: choose just one in the sidebar.")
        deck = deck_of(made, name, now=_now()) if made else Deck(name)
        save(deck, 0)
        choose(name)
        st.session_state["new_deck_name"] = ""
        return f"“{name}” starts with {counted(len(deck.cards), 'slide')}."

    _try(begin)


def _delete(name: str, revision: int) -> None:
    def remove() -> str:
        delete(name, revision)
        set_page_values(deck=[])
        return f"“{name}” is deleted."

    _try(remove)


def _draw_ways_out(view: View, deck: Deck) -> None:
    has_notes = any(card.note for card in deck.cards)
    is_chosen = has_notes and st.checkbox(TEXTS["choose_notes"], key="private_notes", help=TEXTS["notes_in_files"])
    briefing = as_briefing(deck, has_private_notes=is_chosen)
    is_empty = not deck.cards
    with st.container(horizontal=True, gap="small", key="deck_ways_out"):
        st.button(
            "Present", type="primary", icon=":material/play_arrow:", key="present_deck", disabled=is_empty,
            on_click=lambda: set_page_values(present=[deck.cards[0].key], deck=[deck.name]),
        )  # fmt: skip
        for ending, label, icon in (
            (".pptx", "PowerPoint", ":material/slideshow:"),
            (".html", "One file (HTML)", ":material/public:"),
        ):
            st.download_button(
                label, partial(export, briefing, ending, dataset=view.dataset, selection=view.selection), file_name(briefing, ending),
                MEDIA_TYPES[ending], icon=icon, on_click="ignore", key=f"deck{ending}", disabled=is_empty,
            )  # fmt: skip
        for paper in PAPERS:
            st.download_button(
                f"One page ({paper})", partial(to_print_html, as_printed(deck), paper=paper), f"{briefing.file_stem}-{paper}.html",
                icon=":material/print:", on_click="ignore", key=f"print_deck_{paper}", disabled=is_empty,
                help="Ask, who goes where or the first list of sessions, findings, notes: open it and print",
            )  # fmt: skip
        st.download_button(
            "Deck file (JSON)", partial(write_deck, deck), f"{briefing.file_stem}.json", "application/json",
            icon=":material/save:", on_click="ignore", key="deck.json", help=TEXTS["deck_file"], disabled=is_empty,
        )  # fmt: skip


def _draw_cards(view: View, shown: Kept) -> None:
    cards = shown.deck.cards
    st.markdown(f"**{counted(len(cards), 'slide')}**")
    if not cards:
        st.caption(TEXTS["empty"])
    for number, card in enumerate(cards, start=1):
        with st.container(border=True, key=f"deck_{card.key}", gap="xxsmall"):
            st.caption(
                f"{number} · {for_markdown(card.slide.heading)}" + (f" · {for_markdown(card.page)}" if card.page else "")
            )
            st.markdown(f"**{for_markdown(card.title)}**")
            if card.is_own:
                st.caption(for_markdown(" · ".join(_own_lines(card))))
            elif card.slide.evidence:
                st.caption(for_markdown(card.slide.evidence))
            if not card.is_own:
                st.caption(for_markdown(card.frozen), help=for_markdown(card.slide.selection))
            with st.container(horizontal=True, gap="small"):
                _move(shown, card, -1, "Up", ":material/arrow_upward:", is_off=number == 1)
                _move(shown, card, 1, "Down", ":material/arrow_downward:", is_off=number == len(cards))
                with st.popover("Edit", icon=":material/edit:", type="tertiary", key=f"edit_{card.key}"):
                    st.session_state.setdefault(f"headline_{card.key}", card.title)
                    st.text_input(
                        "Your headline", key=f"headline_{card.key}", max_chars=LONGEST_HEADLINE, help=TEXTS["headline_help"]
                    )
                    st.session_state.setdefault(f"note_{card.key}", card.note)
                    st.text_area("Private note", key=f"note_{card.key}", max_chars=LONGEST_TEXT, help=TEXTS["note_help"])
                    st.button("Save", key=f"save_{card.key}", on_click=_rename, args=(shown, card.key))
                st.button(
                    "Remove", icon=":material/close:", type="tertiary", key=f"remove_{card.key}",
                    on_click=_change, args=(shown, partial(Deck.without, key=card.key), f"“{card.title}” is removed."),
                )  # fmt: skip


def _own_lines(card: Card) -> list[str]:
    return list(getattr(card.slide.body, "items", ()))


def _move(shown: Kept, card: Card, by: int, label: str, icon: str, *, is_off: bool) -> None:
    st.button(
        label, icon=icon, type="tertiary", key=f"{label}_{card.key}", disabled=is_off,
        on_click=_change, args=(shown, partial(Deck.moved, key=card.key, by=by), ""),
    )  # fmt: skip


def _rename(shown: Kept, key: str) -> None:
    headline, note = (st.session_state.pop(f"{name}_{key}", "") for name in ("headline", "note"))
    _change(shown, lambda deck: deck.with_headline(key, headline).with_note(key, note), "Headline and note are saved.")


def _draw_own_slide(shown: Kept) -> None:
    with (
        st.expander("Add your own slide", icon=":material/edit_note:"),
        st.form("own_slide", border=False, clear_on_submit=True),
    ):
        st.text_input("Headline", key="own_title", max_chars=LONGEST_HEADLINE)
        st.text_area("Points", key="own_text", max_chars=LONGEST_TEXT, help=TEXTS["own_help"])
        st.form_submit_button("Add slide", on_click=_add_own, args=(shown,))


def _add_own(shown: Kept) -> None:
    title, text = st.session_state["own_title"], st.session_state["own_text"]
    _change(shown, lambda deck: deck.with_slide(own_slide(title, text), now=_now()), "Your slide is added at the end.")


@dataclass(frozen=True)
class _Found:
    """What a refresh of a deck would change, for the revision of the deck that it was asked for."""

    name: str
    revision: int
    refreshed: tuple[Refreshed, ...]


def _draw_refresh(view: View, shown: Kept) -> None:
    """Draw the refresh: first what would change, then the button that changes it."""
    with st.container(border=True, key="deck_refresh"):
        st.markdown("**Numbers**")
        st.button(
            "Refresh numbers", icon=":material/refresh:", on_click=_look, args=(view, shown), disabled=not shown.deck.cards
        )
        found = st.session_state.get(REFRESH)
        if not isinstance(found, _Found) or (found.name, found.revision) != (shown.deck.name, shown.revision):
            st.caption("Slides stay as they were when you added them. A refresh first shows what would change.")
            return
        rows = [
            {"Slide": place, "What": one.what, "Now on the slide": one.old or "nothing", "New": one.new or "nothing"}
            for place, refreshed in _placed(shown.deck, found.refreshed)
            for one in refreshed.differences
        ]
        for place, refreshed in _placed(shown.deck, found.refreshed):
            if refreshed.problem:
                st.warning(f"Slide {place} stays as it is: {for_markdown(refreshed.problem)}", icon=":material/info:")
        if not rows:
            st.success(TEXTS["same"], icon=":material/check_circle:")
            return
        n = len({row["Slide"] for row in rows})
        st.markdown(f"{counted(len(rows), 'difference')} on {counted(n, 'slide')}. {TEXTS['replaces']}")
        draw_table(rows[:MOST_DIFFERENCES], alt="What a refresh would change")
        st.button(
            "Replace with the new numbers",
            type="primary",
            on_click=_replace,
            args=(shown, found.refreshed),
            key="replace_numbers",
        )


def _placed(deck: Deck, refreshed: tuple[Refreshed, ...]) -> list[tuple[int, Refreshed]]:
    places = {card.key: number for number, card in enumerate(deck.cards, start=1)}
    return [(places[one.card.key], one) for one in refreshed if one.card.key in places]


def _look(view: View, shown: Kept) -> None:
    st.session_state[REFRESH] = _Found(
        shown.deck.name, shown.revision, refresh(shown.deck, view.dataset, changes_of(view.workspace))
    )


def _replace(shown: Kept, refreshed: tuple[Refreshed, ...]) -> None:
    _change(shown, lambda deck: apply(deck, refreshed, now=_now()), "The numbers now match the data.")
    st.session_state.pop(REFRESH, None)


def _draw_files(view: View, kept: dict[str, Kept], deck: Deck) -> None:
    with st.expander("Load a deck file", icon=":material/upload_file:"):
        st.caption(TEXTS["load"])
        file = draw_upload("Deck file (JSON)", type="json", key="load_deck", megabytes=MOST_BYTES // 1_000_000)
        if file is not None:
            st.button("Load this deck", on_click=_load, args=(kept, file.getvalue()))
    draw_powerpoint_refresh(view, place=PLACE)


def _load(kept: dict[str, Kept], content: bytes) -> None:
    def load() -> str:
        deck = read_deck(content)
        if deck.name in kept and kept[deck.name].deck != deck:
            raise ValueError(f"There is a deck “{deck.name}” already. Delete it first.")
        save(deck, kept[deck.name].revision if deck.name in kept else 0)
        choose(deck.name)
        return f"“{deck.name}” is loaded with {counted(len(deck.cards), 'slide')}."

    _try(load)


def _change(shown: Kept, change: Callable[[Deck], Deck], told: str) -> None:
    """Change the deck that was shown, and keep it."""

    def changed() -> str:
        save(change(shown.deck), shown.revision)
        choose(shown.deck.name)
        return told

    _try(changed)


def _try(work: Callable[[], str]) -> None:
    """Do what a click asks, and say after the next run what came of it."""
    try:
        messages.say(PLACE, work())
    except Conflict:
        messages.say(PLACE, ValueError(TEXTS["conflict"]))
    except (ValueError, LookupError, WorkspaceError) as error:
        messages.say(PLACE, error)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def shown_deck() -> Briefing:
    """The deck that the page shows, as the presenter draws it."""
    kept = decks()
    return as_briefing(deck_in(kept, current_name(kept)).deck, has_private_notes=True)
