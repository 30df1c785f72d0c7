"""Several meetings at once: broken down by meeting first; where their days are added up, the subtitle of the chart says so."""

import io
import re

import openpyxl
import pytest

from igfdata.briefing.render.workbook import to_xlsx
from igfdata.findings.timing import same_hour
from igfdata.selection import Selection
from tests.pages.dashboard_app import address_of, complaints, open_page

PILLARS, MIX, TOPICS = "pages/1_Rights_pillars.py", "pages/2_Stakeholder_mix.py", "pages/3_Recurring_topics.py"
SEVERAL = [["all"], ["igf2025", "igf2024"]]
ADDED_UP = "Days with the same number are one day here, across meetings."
BY_DAY = [
    (PILLARS, "split", "day"),
    (MIX, "split", "day"),
    (TOPICS, "show", "days"),
    (TOPICS, "show", "chance"),
    (TOPICS, "show", "change"),
]


def titles(app):
    return [text.value.removeprefix("#### ") for text in app.main.get("markdown") if text.value.startswith("#### ")]


@pytest.mark.parametrize("meetings", SEVERAL)
@pytest.mark.parametrize("page", [PILLARS, MIX, TOPICS])
def test_the_usual_breakdown_of_several_meetings_is_by_meeting(page, meetings):
    app = open_page(page, {"meeting": meetings})
    assert not complaints(app)
    assert [text for text in titles(app) if "meeting" in text]
    assert not [text for text in titles(app) if "day" in text]
    assert address_of(app) == {"meeting": meetings}
    by_day = open_page(page, {"meeting": ["igf2025"]})
    assert "meeting" not in " ".join(titles(by_day))


@pytest.mark.parametrize("meetings", SEVERAL)
@pytest.mark.parametrize(("page", "key", "value"), BY_DAY)
def test_a_chart_that_adds_days_of_meetings_up_says_so_in_its_subtitle(page, key, value, meetings):
    app = open_page(page, {"meeting": meetings, key: [value]})
    assert not complaints(app)
    assert [text for text in titles(app) if len(text.split()) > 10] == []
    assert [caption for caption in app.main.get("caption") if ADDED_UP in caption.value]
    alone = open_page(page, {"meeting": ["igf2025"], key: [value]})
    assert not [caption for caption in alone.main.get("caption") if ADDED_UP in caption.value]


def test_year_on_year_keeps_to_the_chosen_meetings():
    app = open_page(TOPICS, {"meeting": ["igf2025", "igf2024"]})
    assert any("These meetings on all days" in caption.value for caption in app.main.get("caption"))
    assert any("All meetings on all days" in c.value for c in open_page(TOPICS, {"show": ["years"]}).main.get("caption"))


def test_sentences_over_several_meetings_name_the_meeting(shipped):
    assert "IGF" not in same_hour(shipped, Selection(meetings=("igf2025",))).evidence.split(":")[0]
    assert re.search(r"The longest overlap: at IGF 20\d\d on Day \d, ", same_hour(shipped, Selection()).evidence)


def test_the_workbook_of_several_meetings_has_no_measure_of_a_day(shipped):
    def splits(selection):
        (_, *rows) = openpyxl.load_workbook(io.BytesIO(to_xlsx(shipped, selection)))["Measures"].iter_rows(values_only=True)
        return {row[2] for row in rows}

    assert splits(Selection(meetings=("igf2025",))) == {None, "day"}
    assert splits(Selection(meetings=("igf2024", "igf2025"))) == {None, "meeting"}
