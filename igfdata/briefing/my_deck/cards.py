"""A deck of the user's own: cards in order, each with the slide as it was when it was added."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from igfdata.briefing.model import PRIVATE_NOTE, Briefing, Points, Slide
from igfdata.wording import counted

MOST_CARDS = 60
LONGEST_NAME, LONGEST_HEADLINE, LONGEST_TEXT = 60, 300, 2_000
"""Characters of a deck's name, of an own headline, and of the lines of an own slide."""

OWN, OWN_WORDS = "Our slide", "Our own words; nothing is computed."
"""Heading of a slide that the user wrote, and what its foot says."""


@dataclass(frozen=True)
class Card:
    """One slide of a deck.

    Parameters
    ----------
    key
        Tells it from the other cards of its deck, and stands in the address of its slide.
    slide
        As it was when it was added, or last refreshed; with what computes it again, and the state of its data.
    added
        Moment of that, UTC: ``2026-11-28T07:41``.
    headline
        The user's own, in place of the slide's; empty: the slide's.
    page
        Where it was added from, in words.
    note
        For the speaker alone: in no file for others unless the user chooses so.
    """

    key: str
    slide: Slide
    added: str
    headline: str = ""
    page: str = ""
    note: str = ""

    @property
    def is_own(self) -> bool:
        """Whether the user wrote the slide: nothing computes it."""
        return not self.slide.reference

    @property
    def title(self) -> str:
        """The headline that is shown."""
        return self.headline or self.slide.title

    @property
    def frozen(self) -> str:
        """Of when and of which data the slide is: ``Data of 28 November 2026 (version 2). Kept 28 Nov 2026, 07:41 UTC.``"""
        if self.is_own:
            return ""
        moment = dt.datetime.fromisoformat(self.added)
        return f"{self.slide.data_state} Kept {moment.day} {moment:%b %Y, %H:%M} UTC.".strip()


@dataclass(frozen=True)
class Deck:
    """A name, and cards in order."""

    name: str
    cards: tuple[Card, ...] = ()

    def with_slide(self, slide: Slide, *, now: dt.datetime, page: str = "") -> "Deck":
        """Add a slide at the end; ValueError where the deck is full."""
        if len(self.cards) >= MOST_CARDS:
            raise ValueError(f"“{self.name}” has {counted(MOST_CARDS, 'card')}, as many as a deck can hold. Remove one first.")
        number = 1 + max((int(card.key.removeprefix("card-")) for card in self.cards), default=0)
        card = Card(f"card-{number}", replace(slide, key=f"card-{number}"), moment_of(now), page=page)
        return replace(self, cards=(*self.cards, card))

    def moved(self, key: str, by: int) -> "Deck":
        """Move a card up (-1) or down (1), as far as that goes."""
        cards = list(self.cards)
        at = self._place(key)
        to = min(max(at + by, 0), len(cards) - 1)
        cards.insert(to, cards.pop(at))
        return replace(self, cards=tuple(cards))

    def in_order(self, keys: Sequence[str]) -> "Deck":
        """Put the cards in this order; cards that are not named stay behind them."""
        places = {key: at for at, key in enumerate(keys)}
        return replace(self, cards=tuple(sorted(self.cards, key=lambda card: places.get(card.key, len(places)))))

    def without(self, key: str) -> "Deck":
        """Take a card away."""
        at = self._place(key)
        return replace(self, cards=self.cards[:at] + self.cards[at + 1 :])

    def with_headline(self, key: str, headline: str) -> "Deck":
        """Give a card a headline of the user's own; an empty one, or the slide's, restores the slide's."""
        card = self.cards[self._place(key)]
        headline = " ".join(headline.split())[:LONGEST_HEADLINE]
        return self.with_card(replace(card, headline="" if headline == card.slide.title else headline))

    def with_note(self, key: str, note: str) -> "Deck":
        """Give a card a private note."""
        return self.with_card(replace(self.cards[self._place(key)], note=" ".join(note.split())[:LONGEST_TEXT]))

    def with_card(self, card: Card) -> "Deck":
        """Put a card in the place of the one with its key."""
        at = self._place(card.key)
        return replace(self, cards=(*self.cards[:at], card, *self.cards[at + 1 :]))

    def _place(self, key: str) -> int:
        """Place of a card; LookupError where it is not in the deck any more."""
        at = next((at for at, card in enumerate(self.cards) if card.key == key), None)
        if at is None:
            raise LookupError("This card is no longer in the deck. Reload the page.")
        return at


def own_slide(title: str, text: str) -> Slide:
    """Make a slide of the user's own words: a headline, and a point a line; ValueError without a headline."""
    title = " ".join(title.split())[:LONGEST_HEADLINE]
    if not title:
        raise ValueError("A slide of your own needs a headline.")
    lines = (" ".join(line.split()) for line in text[:LONGEST_TEXT].splitlines())
    return Slide("card", OWN, title, Points(tuple(filter(None, lines)) or ("",)), "", selection=OWN_WORDS)


def deck_name(text: str) -> str:
    """Clean the name of a deck: one line, not too long; ValueError where nothing is left."""
    name = " ".join(text.replace("\x00", "").split())[:LONGEST_NAME].strip()
    if not name:
        raise ValueError("Give the deck a name.")
    return name


def moment_of(now: dt.datetime) -> str:
    """Write a moment to the minute, in UTC."""
    return now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M")


def deck_of(briefing: Briefing, name: str, *, now: dt.datetime) -> Deck:
    """Begin a deck with the slides of a briefing that the product made."""
    deck = Deck(name)
    for slide in briefing.slides:
        deck = deck.with_slide(replace(slide, data_state=slide.data_state or briefing.data_state), now=now, page="Briefing")
    return deck


def as_printed(deck: Deck) -> Briefing:
    """Give a deck as what one printed page draws: it looks for who goes where, else takes the first list of sessions."""
    briefing = as_briefing(deck)
    keys: dict[str, str] = {}
    for slide in briefing.slides:
        head = slide.reference.partition("?")[0]
        key = head.removeprefix("slide/") if head.startswith("slide/") else "suggested" if head == "sessions/list" else ""
        if key and key not in keys.values():
            keys[slide.key] = key
    return replace(briefing, slides=tuple(replace(slide, key=keys.get(slide.key, slide.key)) for slide in briefing.slides))


def as_briefing(deck: Deck, *, has_private_notes: bool = False) -> Briefing:
    """Give a deck as what presenter and files draw; private notes only where the user chose so."""
    cards = deck.cards
    slides = tuple(
        replace(
            card.slide, title=card.title, data_state=card.frozen, has_own_title=bool(card.headline),
            notes=(*card.slide.notes, f"{PRIVATE_NOTE}{card.note}") if has_private_notes and card.note else card.slide.notes,
        )
        for card in cards
    )  # fmt: skip
    days = [dt.datetime.fromisoformat(card.added).date() for card in cards]
    stem = re.sub(r"[^\w.-]+", "-", deck.name).strip("-.") or "deck"
    about = f"{counted(len(slides), 'slide')}, kept as they were when added."
    return Briefing(deck.name, about, "", max(days, default=dt.date(2000, 1, 1)), "", slides, stem)
