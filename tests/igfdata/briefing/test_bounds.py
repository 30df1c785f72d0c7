"""A meeting with very many sessions at a time: slides, rows and notes stay few, and what is not shown is counted."""

import io

import pytest
from pptx import Presentation

from igfdata import Selection
from igfdata.briefing.agenda import briefing_about
from igfdata.briefing.render.deck_page import to_html
from igfdata.briefing.render.pptx.deck import to_pptx
from igfdata.briefing.render.printed_page import to_print_html

N = 300
IGF2025 = Selection(meetings=("igf2025",))


@pytest.fixture(scope="module")
def deck(tiny):
    """300 sessions that all run at the same time: 300 x 299 / 2 = 44,850 pairs."""
    sessions = [
        {"session_id": f"s{number:03}", "code": f"WS #{number}", "day": 1, "start": "09:00", "end": "10:00"}
        for number in range(N)
    ]
    return briefing_about(tiny(sessions, pillars={f"s{number:03}": "protection" for number in range(N)}), IGF2025)


def test_of_very_many_clashes_forty_are_listed_and_the_others_counted(deck):
    slide = next(slide for slide in deck.slides if slide.key == "clashes")
    assert len(slide.body.rows) == 41
    rest = "".join(letter for letter in slide.body.rows[-1][2] if letter.isalnum() or letter == " ")
    assert rest == "and 44810 more pairs none of them longer"
    assert ("clashes", "IGF 2025", 44_850.0, 300.0) in slide.figures
    assert len(slide.notes) < 100


def test_the_decks_and_the_page_stay_short(deck):
    assert len(Presentation(io.BytesIO(to_pptx(deck))).slides) <= 20
    assert to_html(deck).count(b"<section") <= 20
    assert to_print_html(deck).count(b"<tr") <= 60


def test_few_clashes_are_all_listed(tiny):
    sessions = [{"session_id": f"s{number}", "day": 1, "start": "09:00", "end": "10:00"} for number in range(9)]
    slide = next(slide for slide in briefing_about(tiny(sessions), IGF2025).slides if slide.key == "clashes")
    assert len(slide.body.rows) == 36
    assert not any("more pair" in text for row in slide.body.rows for text in row)
