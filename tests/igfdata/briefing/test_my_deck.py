"""My deck: order, own words, what a refresh would change, and the file, also cut off, altered and hostile."""

import datetime as dt
import json
from dataclasses import replace
from typing import get_args

import pytest

from igfdata.briefing.agenda import briefing_about
from igfdata.briefing.model import Body, ComparedSquares
from igfdata.briefing.my_deck.cards import Deck, as_briefing, as_printed, deck_name, deck_of, own_slide
from igfdata.briefing.my_deck.chart_slides import CHARTS
from igfdata.briefing.my_deck.computing import Difference, apply, refresh, slide_of
from igfdata.briefing.my_deck.deck_file import BODIES, read_deck, write_deck
from igfdata.briefing.render.deck_page import to_html, to_sheet
from igfdata.briefing.render.pptx.deck import to_pptx
from igfdata.briefing.render.printed_page import to_print_html
from igfdata.selection import Comparison, Selection
from tests.igfdata.briefing.deck_data import four_sessions

NOW = dt.datetime(2026, 11, 28, 7, 41, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 11, 29, 6, 0, tzinfo=dt.UTC)
PILLARS = "chart/pillars?meeting=igf2025&split=day"


@pytest.fixture(scope="module")
def data(tiny):
    return four_sessions(tiny)


@pytest.fixture(scope="module")
def deck(data):
    made = Deck("Morning of Day 2").with_slide(slide_of(PILLARS, data), now=NOW, page="Rights pillars")
    made = made.with_slide(slide_of("sessions/list?meeting=igf2025&day=2", data), now=NOW, page="Sessions")
    return made.with_slide(own_slide(" Our\n ask ", "=1+1\n\n <b>two</b> "), now=NOW)


def keys(deck):
    return [card.key for card in deck.cards]


def test_cards_are_ordered_renamed_and_removed(deck):
    assert keys(deck) == ["card-1", "card-2", "card-3"]
    assert keys(deck.moved("card-3", -1)) == ["card-1", "card-3", "card-2"]
    assert keys(deck.moved("card-1", -1)) == keys(deck) and keys(deck.moved("card-3", 1)) == keys(deck)
    assert keys(deck.in_order(["card-3", "card-1"])) == ["card-3", "card-1", "card-2"]
    assert keys(deck.without("card-2")) == ["card-1", "card-3"]
    again = deck.without("card-3").with_slide(own_slide("x", ""), now=NOW)
    assert keys(again) == ["card-1", "card-2", "card-3"]
    named = deck.with_headline("card-1", "  Protection\n leads. ")
    assert named.cards[0].title == "Protection leads."
    assert named.with_headline("card-1", deck.cards[0].slide.title).cards[0].headline == ""
    with pytest.raises(LookupError, match="no longer in the deck"):
        deck.without("card-9")


def test_an_own_slide_is_what_the_user_wrote(deck):
    own = deck.cards[2]
    assert own.is_own and own.title == "Our ask" and own.slide.body.items == ("=1+1", "<b>two</b>")
    with pytest.raises(ValueError, match="needs a headline"):
        own_slide(" \n ", "text")
    with pytest.raises(ValueError, match="Give the deck a name"):
        deck_name(" \x00 ")


def test_slides_say_when_they_were_kept(deck):
    briefing = as_briefing(deck.with_headline("card-1", "Mine"))
    assert [slide.title for slide in briefing.slides] == ["Mine", "Two sessions to look at.", "Our ask"]
    assert briefing.slides[0].data_state.endswith("Kept 28 Nov 2026, 07:41 UTC.")
    assert briefing.slides[0].has_own_title and not briefing.slides[1].has_own_title
    assert briefing.file_stem == "Morning-of-Day-2" and str(briefing.data_date) == "2026-11-28"
    html = to_html(briefing).decode()
    assert "Kept 28 Nov 2026, 07:41 UTC" in html and "<b>two</b>" not in html and 'data-key="card-3"' in html


def test_all_slides_are_seen_small_without_a_script(deck):
    page = to_sheet(as_briefing(deck)).decode()
    assert "Speaker notes" not in page and "Speaker notes" in to_html(as_briefing(deck)).decode()
    assert page.count("<figure>") == 3 and "<script" not in page and "<b>two</b>" not in page and "&lt;b&gt;two" in page
    assert "max-width: 700px" not in page and "script-src" in page
    assert to_sheet(as_briefing(deck), theme="dark").startswith(b'<!doctype html><html lang="en" class="dark">')


def test_private_notes_are_in_no_file_unless_chosen(deck):
    noted = deck.with_note("card-1", "Ask\n Testperson")
    assert noted.cards[0].note == "Ask Testperson" and read_deck(write_deck(noted)) == noted
    assert "Testperson" not in to_html(as_briefing(noted)).decode() and "Testperson" not in to_html(as_printed(noted)).decode()
    chosen = as_briefing(noted, has_private_notes=True)
    assert chosen.slides[0].notes[-1] == "Private note: Ask Testperson"
    assert "Private note: Ask Testperson" in to_html(chosen).decode()


def test_a_full_deck_takes_no_more(deck):
    full = deck
    while len(full.cards) < 60:
        full = full.with_slide(own_slide("x", ""), now=NOW)
    with pytest.raises(ValueError, match="has 60 cards, as many as a deck can hold"):
        full.with_slide(own_slide("x", ""), now=NOW)


def test_a_briefing_of_the_product_is_a_start(data):
    briefing = briefing_about(data, Selection(meetings=("igf2025",)), "meeting", own_points=("Testpoint",))
    made = deck_of(briefing, "Start", now=NOW)
    assert [card.slide.heading for card in made.cards] == [slide.heading for slide in briefing.slides]
    assert all(not one.differences and not one.problem for one in refresh(made, data))
    assert "point=Testpoint" in next(card.slide.reference for card in made.cards if card.slide.heading.startswith("To say"))


def test_one_page_prints_the_list_of_sessions_of_a_deck(deck):
    page = to_print_html(as_printed(deck)).decode()
    assert "Two sessions to look at." in page
    assert [slide.key for slide in as_printed(deck).slides] == ["card-1", "suggested", "card-3"]


def test_a_refresh_tells_old_and_new_before_it_changes(deck, data, tiny):
    mine = deck.with_headline("card-1", "Mine")
    assert [one.differences for one in refresh(mine, data)] == [(), ()]  # the own slide is not asked
    found = refresh(mine, four_sessions(tiny, later=True))
    assert Difference("Protection", "3 of 4 sessions", "2 of 4 sessions") in found[0].differences
    assert Difference("Provision, Day 2", "0 of 2", "1 of 2") in found[0].differences
    assert found[1].differences == ()  # the sessions of Day 2 are the same
    assert mine.cards[0].slide.body.rows[0].total == "3 of 4 sessions"  # nothing changed yet
    new = apply(mine, found, now=LATER)
    assert new.cards[0].slide.body.rows[0].total == "2 of 4 sessions"
    assert new.cards[0].title == "Mine" and new.cards[0].added == "2026-11-29T06:00"
    assert new.cards[2] == mine.cards[2] and keys(new) == keys(mine)


def test_a_card_that_cannot_be_computed_stays_and_says_why(deck, tiny):
    other = tiny([{"session_id": "a", "day": 1}], pillars={"a": "protection"})  # nothing on Day 2
    found = refresh(deck, other)
    assert found[1].slide is None and found[1].problem == "No session is left under this filter."
    assert apply(deck, found, now=LATER).cards[1] == deck.cards[1]


def test_the_file_gives_the_same_deck_again(deck, data):
    full = deck
    for name in CHARTS:
        if name not in ("ratios", "together"):  # four sessions have neither
            full = full.with_slide(slide_of(f"chart/{name}?meeting=igf2025", data), now=NOW)
    full = full.with_slide(slide_of("finding/pillars?meeting=igf2025", data), now=NOW).with_headline("card-2", "حقوق الطفل")
    text = write_deck(full)
    assert read_deck(text.encode()) == full and write_deck(read_deck(text)) == text
    assert to_pptx(as_briefing(read_deck(text)))[:2] == b"PK"


def test_every_kind_of_slide_can_be_kept():
    assert set(BODIES.values()) == set(get_args(Body))


def test_the_briefing_of_a_comparison_is_kept_and_refreshed(data, tiny):
    a = Selection(meetings=("igf2025",), groups=("Civil Society",))
    briefing = briefing_about(data, a, "meeting", comparison=Comparison(a, replace(a, groups=())))
    made = deck_of(briefing, "Both", now=NOW)
    assert any(isinstance(card.slide.body, ComparedSquares) for card in made.cards)
    assert read_deck(write_deck(made)) == made
    assert all(not one.differences and not one.problem for one in refresh(made, data))
    found = [one for card in refresh(made, four_sessions(tiny, later=True)) for one in card.differences]
    assert (
        Difference("Protection, B", "3 of 4", "2 of 4") in found
        and Difference("Provision, A, Day 2", "0 of 1", "1 of 1") in found
    )


def altered(deck, change):
    found = json.loads(write_deck(deck))
    change(found)
    return json.dumps(found)


def path(*steps, value):
    def change(found):
        for step in steps[:-1]:
            found = found[step]
        found[steps[-1]] = value

    return change


BODY = ("cards", 0, "body")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (path("format", value="other"), "The file is not a deck"),
        (path("version", value=2), "The deck has version 2; this program reads version 1"),
        (path("colour", value=1), "deck: “colour” is unknown; known are format, version, name, cards"),
        (path("cards", value="x"), "“cards”, which is a list"),
        (path("name", value=" "), "Give the deck a name"),
        (path("cards", 0, "script", value=1), "Card 1: “script” is unknown"),
        (path("cards", 1, "slide", "onload", value=1), "Card 2, slide.onload: unexpected"),
        (path("cards", 1, "slide", "title", value=7), "Card 2, slide.title: input should be a valid string"),
        (path("cards", 1, "slide", value=None), "Card 2, slide: expected an object"),
        (path(*BODY, "type", value="video"), "Card 1, body: expected an object whose “type” is one of chart"),
        (path(*BODY, "type", value=["chart"]), "Card 1, body: expected an object whose “type”"),
        (path(*BODY, "rows", 0, "colour", value="red;}</style>"), "is no colour such as #0072B2"),
        (path(*BODY, "rows", 0, "states", value=[["on"]]), "“states” must have a list for each of “days”"),
        (path(*BODY, "legend", value=[["x onclick=1", "y"]]), "body.legend: “x onclick=1” found"),
        (path("cards", 0, "added", value="2026-02-31T07:41"), "is no day of the calendar"),
        (path("cards", 0, "added", value="today"), "added: “today” found; expected a time"),
        (path("cards", 0, "key", value="../../x"), "key: “../../x” found"),
        (path("cards", 0, "key", value="card-2"), "have the same “key”"),
        (path("cards", 0, "headline", value="x" * 301), "headline: 301 characters found; expected 1 to 300"),
        (path("cards", 0, "slide", "reference", value="http://example.org"), "is not the address of a slide"),
        (path("cards", 1, "body", "widths", value=[1]), "must be as long as “header”"),
        (path("cards", 2, "body", "items", value=["\ud800"]), "half a character"),
        (path("cards", 2, "body", "items", value=["x"] * 2001), "more than 2,000 texts"),
        (path("cards", value=[{}] * 10_000), "The deck has 10,000 cards; at most 60 are possible"),
    ],
)
def test_an_altered_file_is_refused_with_its_place(deck, change, told):
    with pytest.raises(ValueError) as error:
        read_deck(altered(deck, change))
    assert told in str(error.value)


def test_a_chart_must_fit_its_categories(data):
    made = Deck("x").with_slide(slide_of("chart/speakers?meeting=igf2025", data), now=NOW)
    for steps, value, told in (
        (("values",), [1.0], "must be as long as “categories”"),
        (("values",), [1e300, 0, 0, 0], "not a number that can be drawn"),
        (("colour",), "url(x)", "is no colour"),
    ):
        with pytest.raises(ValueError) as error:
            read_deck(altered(made, path("cards", 0, "body", "series", 0, *steps, value=value)))
        assert told in str(error.value)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"null", b"\xff\xfe\x00", b"[" * 100_000, b'{"format": "igf-deck", "version": NaN}']
)
def test_what_is_no_deck_is_refused(content):
    with pytest.raises(ValueError, match="The file is not"):
        read_deck(content)


def test_a_file_that_breaks_off_or_is_too_large_is_refused(deck):
    text = write_deck(deck)
    with pytest.raises(ValueError, match=r"It is cut off or wrong in line \d+"):
        read_deck(text[:700])
    with pytest.raises(ValueError, match="at most 5,000,000"):
        read_deck(text + " " * 5_000_000)
