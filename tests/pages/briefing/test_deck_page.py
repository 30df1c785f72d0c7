"""My deck on its pages, without a browser: added on any page, put in order, named, refreshed, loaded; also by who may only read."""

import json

import pytest

from igfdata.briefing.export import MEDIA_TYPES
from igfdata.briefing.my_deck.cards import as_briefing
from igfdata.briefing.my_deck.deck_file import read_deck, write_deck
from igfdata.briefing.render.pptx.deck import to_pptx
from igfdata.workspace import Workspace
from tests.pages.dashboard_app import HOME, address_of, complaints, open_page

PAGE = "pages/5_Briefing.py"
MEETING = {"meeting": ["igf2025"]}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("IGF_WORKSPACE", str(tmp_path))
    return tmp_path


def stored(folder):
    with Workspace.open(folder) as workspace:
        return {deck.name: read_deck(deck.content) for deck in workspace.decks()}


def press(app, label=None, **key):
    found = [one for one in app.button if one.label == label] if label else [app.button(**key)]
    found[0].click().run()
    assert not app.exception
    return app


def titles(app):
    return [one.value.replace("\\", "") for one in app.main.get("markdown") if one.value.startswith("**")]


def test_slides_of_several_pages_go_into_the_deck_in_order(folder):
    press(open_page(HOME, MEETING), key="deck_pillar_coverage")
    press(
        open_page("pages/1_Rights_pillars.py", {**MEETING, "group": ["civil-society"], "b-group": ["all"], "split": ["day"]}),
        key="deck_coverage_by_day",
    )
    press(open_page(HOME, MEETING), key="deck_headline")
    deck = stored(folder)["My deck"]
    assert [card.page for card in deck.cards] == ["Overview", "Rights pillars", "Overview"]
    assert [card.slide.reference for card in deck.cards] == [
        "chart/pillars?meeting=igf2025&split=day",
        "chart/pillars?meeting=igf2025&group=civil-society&b-group=all&split=day&counting=full&weight=sessions",
        deck.cards[2].slide.reference,
    ]
    assert deck.cards[2].slide.reference.startswith("finding/")
    app = open_page(PAGE, {**MEETING, "show": ["deck"]})
    assert not complaints(app)
    press(app, key="Down_card-1")
    press(app, key="remove_card-3")
    app.text_input(key="headline_card-2").set_value("Mine first.")
    app.text_area(key="note_card-2").set_value("For Testperson only")
    press(app, key="save_card-2")
    assert [(card.key, card.headline) for card in stored(folder)["My deck"].cards] == [
        ("card-2", "Mine first."),
        ("card-1", ""),
    ]
    assert "**Mine first.**" in titles(app)
    assert stored(folder)["My deck"].cards[0].note == "For Testperson only"
    assert app.checkbox(key="private_notes").value is False  # no file has it unless chosen


def test_own_slides_and_a_deck_that_begins_with_the_briefing(folder):
    app = open_page(PAGE, {**MEETING, "brief": ["Day 2"], "show": ["deck"]})
    app.text_input(key="new_deck_name").set_value("Morning")
    press(app, key="begin_briefing")
    n = len(stored(folder)["Morning"].cards)
    assert n >= 5 and address_of(app)["deck"] == ["Morning"]
    app.text_input(key="own_title").set_value("Our ask")
    app.text_area(key="own_text").set_value("=1+1\n<b>two</b>")
    press(app, "Add slide")
    own = stored(folder)["Morning"].cards[-1]
    assert own.is_own and own.slide.body.items == ("=1+1", "<b>two</b>") and len(stored(folder)["Morning"].cards) == n + 1
    press(app, "Refresh numbers")
    assert "Nothing would change" in " ".join(one.value for one in app.success)
    app.text_input(key="new_deck_name").set_value("Morning")
    press(app, key="begin_empty")
    assert "There is a deck “Morning” already" in app.error[0].value


def test_a_refresh_shows_the_difference_before_it_replaces(folder):
    press(open_page(HOME, MEETING), key="deck_pillar_coverage")
    with Workspace.open(folder) as workspace:  # as if it had been added when the data said something else
        text = write_deck(read_deck(workspace.decks()[0].content)).replace("13 of 21 sessions", "11 of 21 sessions")
        workspace.save_deck("My deck", text, 1)
    app = press(open_page(PAGE, {**MEETING, "show": ["deck"]}), "Refresh numbers")
    (table,) = [one.value for one in app.dataframe if "Now on the slide" in one.value]
    assert table.to_dict("records") == [
        {"Slide": 1, "What": "Protection", "Now on the slide": "11 of 21 sessions", "New": "13 of 21 sessions"}
    ]
    assert stored(folder)["My deck"].cards[0].slide.body.rows[0].total == "11 of 21 sessions"
    press(app, key="replace_numbers")
    assert stored(folder)["My deck"].cards[0].slide.body.rows[0].total == "13 of 21 sessions"


def test_what_someone_else_saved_is_not_overwritten(folder):
    press(open_page(HOME, MEETING), key="deck_pillar_coverage")
    app = open_page(PAGE, {**MEETING, "show": ["deck"]})
    with Workspace.open(folder) as workspace:
        workspace.save_deck("My deck", workspace.decks()[0].content.replace('"page": "Overview"', '"page": "Theirs"'), 1)
    press(app, key="remove_card-1")
    assert "Someone else changed this deck" in app.error[0].value
    assert stored(folder)["My deck"].cards[0].page == "Theirs"


def test_a_reader_keeps_a_deck_in_the_session_and_loads_it_from_a_file(folder, monkeypatch):
    monkeypatch.setenv("IGF_PUBLIC", "1")
    app = press(open_page(HOME, MEETING), key="deck_pillar_coverage")
    app.switch_page(PAGE).run()
    app.segmented_control[0].set_value("deck").run()
    assert not complaints(app)
    assert "lives in this browser tab only" in app.info[0].value
    deck = app.session_state["decks_of_session"]["My deck"]
    other = open_page(PAGE, {**MEETING, "show": ["deck"]})
    other.file_uploader(key="load_deck").set_value(("deck.json", write_deck(deck).encode(), "application/json")).run()
    press(other, "Load this deck")
    assert other.session_state["decks_of_session"]["My deck"] == deck
    assert not (folder / "workspace.sqlite").exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{", "not JSON that can be read"),
        (json.dumps({"format": "igf-deck", "version": 1, "name": "x", "cards": [{}] * 10_000}).encode(), "10,000 cards"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(folder, content, told):
    app = open_page(PAGE, {**MEETING, "show": ["deck"]})
    app.file_uploader(key="load_deck").set_value(("deck.json", content, "application/json")).run()
    press(app, "Load this deck")
    assert told in app.error[0].value and "Nothing was saved" in app.error[0].value
    assert stored(folder) == {}


def test_a_powerpoint_file_is_refreshed_on_the_page(folder):
    press(open_page(HOME, MEETING), key="deck_pillar_coverage")
    deck = read_deck(write_deck(stored(folder)["My deck"]).replace("13 of 21 sessions", "11 of 21 sessions"))
    app = open_page(PAGE, {**MEETING, "show": ["deck"]})
    app.file_uploader(key="update_pptx").set_value(("mine.pptx", to_pptx(as_briefing(deck)), MEDIA_TYPES[".pptx"])).run()
    press(app, "Refresh this file")
    assert app.success[-1].value.startswith("1 change on 1 slide with figures")
    told = " ".join(one.value for one in app.main.get("markdown"))
    assert "Protection: 11 of 21 sessions → 13 of 21 sessions" in told.replace("\\", "")
    app.file_uploader(key="update_pptx").set_value(("mine.pptx", b"PK nothing", MEDIA_TYPES[".pptx"])).run()
    press(app, "Refresh this file")
    assert "not a PowerPoint deck" in app.error[0].value
