"""A saved briefing on the page: loaded, or refused with a sentence and nothing changed."""

from pathlib import Path

import pytest
from dashboard_app import complaints, open_page

from igfdata.briefing.saved import SavedBriefing, write_briefing

CASES = Path(__file__).parents[1] / "igfdata" / "briefing" / "cases"
PAGE, ADDRESS = "pages/5_Briefing.py", {"meeting": ["igf2025"]}


def load(content):
    app = open_page(PAGE, ADDRESS)
    app.get("file_uploader")[0].set_value(("briefing.json", content, "application/json")).run()
    return next(button for button in app.button if button.label == "Use this file").click().run()


def test_a_saved_briefing_is_loaded():
    app = load(write_briefing(SavedBriefing("meeting", ("points", "method"), ("Ask about Day 3",))).encode())
    assert not complaints(app)
    assert app.query_params["point"] == "Ask about Day 3"
    assert app.query_params["slides"] == "points,method"


@pytest.mark.parametrize("content", [(CASES / "surrogate_briefing.json").read_bytes(), b"[" * 45_000 + b"]" * 45_000])
def test_a_bad_file_is_refused_with_a_sentence(content):
    app = load(content)
    assert not app.exception
    (said,) = (error.value for error in app.error)
    assert said.endswith("Choose a file that “Save” has written. Nothing was changed.")
    assert "point" not in app.query_params
