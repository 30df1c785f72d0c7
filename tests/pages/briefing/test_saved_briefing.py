"""Loading a saved briefing on its page: loaded, or refused with a sentence and nothing changed; saving it is tried in Chromium."""

import json
from pathlib import Path

import pytest

from igfdata.briefing.export import SavedBriefing, write_briefing
from tests.pages.dashboard_app import address_of, complaints, open_page

PAGE = "pages/5_Briefing.py"
CASES = Path(__file__).parents[2] / "igfdata" / "briefing" / "cases"
SAVED = {"about": "Day 1", "slides": ["points", "balance"], "points": ["First own point", "Second"]}


def load(app, content):
    app.file_uploader(key="load_briefing").set_value(("briefing.json", content, "application/json")).run()
    return next(button for button in app.button if button.label == "Use this file").click().run()


def test_a_saved_briefing_is_loaded():
    app = load(open_page(PAGE, {"meeting": ["igf2025"]}), json.dumps(SAVED).encode())
    assert not complaints(app)
    assert address_of(app) == {
        "meeting": ["igf2025"], "brief": ["Day 1"], "slides": ["points,balance"], "point": ["First own point", "Second"]
    }  # fmt: skip
    assert app.selectbox(key="brief_about").value == "Day 1"
    assert app.multiselect(key="brief_slides").value == ["points", "balance"]
    assert app.text_area(key="brief_points").value == "First own point\nSecond"


def test_what_save_writes_is_loaded():
    written = write_briefing(SavedBriefing("meeting", ("points", "method"), ("Ask about Day 3",))).encode()
    app = load(open_page(PAGE, {"meeting": ["igf2025"]}), written)
    assert not complaints(app)
    assert address_of(app) == {
        "meeting": ["igf2025"], "brief": ["meeting"], "slides": ["points,method"], "point": ["Ask about Day 3"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        b'{"about":"","slides":[],"points":["\\ud800 x"]}',
        (CASES / "surrogate_briefing.json").read_bytes(),
        b"[" * 30_000,
        b"[" * 45_000 + b"]" * 45_000,
        b'{"a":' * 100_000,
        b'{"points": ["' + b"x" * 900_000 + b'"]}',
        b"",
    ],
)
def test_another_file_is_refused_with_a_sentence_and_changes_nothing(content):
    app = load(open_page(PAGE, {"meeting": ["igf2025"], "point": ["Mine"]}), content)
    assert not app.exception
    (said,) = [error.value for error in app.error]
    assert said.replace("\\", "").endswith("Choose a file made with “Save”. Nothing was changed.")
    assert address_of(app) == {"meeting": ["igf2025"], "point": ["Mine"]}


def test_a_comparison_is_briefed_with_its_cards_and_both_numbers():
    address = {"meeting": ["igf2025"], "day": ["2"], "group": ["civil-society"], "b-group": ["private-sector"]}
    app = open_page(PAGE, address)
    assert not complaints(app)
    assert (
        app.title[0].value.replace("\\", "")
        == "Civil society: protection in 3 of 3 child-related sessions; private sector: 1 of 1."
    )
    (sides,) = [one.proto.body for one in app.main.get("html") if 'class="sides"' in one.proto.body]
    assert ">3 sessions," in sides and ">1 session," in sides  # of the day, as the slides
    assert not any("shows A only" in one.value for one in app.main.get("caption"))
    assert "versus" not in " ".join(app.selectbox(key="brief_about").options)


@pytest.mark.parametrize("way", ["address", "file"])
def test_a_briefing_of_two_meetings_opens_as_a_comparison_and_says_so(way):
    if way == "address":
        app = open_page(PAGE, {"meeting": ["igf2025"], "day": ["2"], "brief": ["versus-igf2024"], "slides": ["points,balance"]})
    else:
        saved = {"about": "versus-igf2024", "slides": ["points", "balance"], "points": []}
        app = load(open_page(PAGE, {"meeting": ["igf2025"], "day": ["2"]}), json.dumps(saved).encode())
    assert not complaints(app)
    assert address_of(app) == {
        "meeting": ["igf2025"], "day": ["2"], "b-meeting": ["igf2024"], "b-day": ["all"], "brief": ["meeting"],
        "slides": ["points,balance"],
    }  # fmt: skip
    (said,) = [one.value.replace("\\", "") for one in app.warning]
    assert said.startswith("A briefing of two meetings is now a comparison: A is IGF 2025, B is IGF 2024")
    assert app.multiselect(key="brief_slides").value == ["points", "balance"]


def test_another_meeting_that_is_not_in_the_data_is_no_comparison():
    app = open_page(PAGE, {"meeting": ["igf2025"], "brief": ["versus-igf1999"]})
    assert not complaints(app) and "b-meeting" not in address_of(app)


def test_a_saved_comparison_is_loaded_and_what_is_unknown_is_said():
    address = {"meeting": ["igf2025"], "group": ["civil-society"]}
    saved = {**SAVED, "compared_with": "b-group=private-sector&b-day=17&day=3"}
    app = load(open_page(PAGE, address), json.dumps(saved).encode())
    assert not complaints(app)
    assert {key: address_of(app)[key] for key in ("meeting", "group", "b-group")} == {**address, "b-group": ["private-sector"]}
    assert not {"day", "b-day"} & set(address_of(app))
    assert [one.value.replace("\\", "").split(" is unknown")[0] for one in app.warning] == ["Day of B: “17”"]
