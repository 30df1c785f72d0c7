"""Loading a saved briefing on its page; saving it is tried in Chromium."""

import json

import pytest
from dashboard_app import address_of, complaints, open_page

PAGE = "pages/5_Briefing.py"
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


@pytest.mark.parametrize(
    "content",
    [
        b'{"about":"","slides":[],"points":["\\ud800 x"]}',
        b"[" * 30_000,
        b'{"a":' * 100_000,
        b'{"points": ["' + b"x" * 900_000 + b'"]}',
        b"",
    ],
)
def test_another_file_is_refused_with_a_sentence_and_changes_nothing(content):
    app = load(open_page(PAGE, {"meeting": ["igf2025"], "point": ["Mine"]}), content)
    assert not app.exception
    (said,) = [error.value for error in app.error]
    assert "Nothing was changed" in said.replace("\\", "")
    assert address_of(app) == {"meeting": ["igf2025"], "point": ["Mine"]}
