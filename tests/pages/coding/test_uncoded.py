"""A meeting that nobody has coded: its programme, what is probably about children, and the way to code it; nothing empty."""

import io
import re
from dataclasses import replace

import openpyxl
import pytest

from igfdata.briefing.agenda import briefing_about
from igfdata.briefing.export import export
from igfdata.briefing.render.printed_page import to_print_html
from igfdata.importers import read
from igfdata.selection import Comparison, Selection
from igfdata.workspace import Meeting, Workspace
from pages.shared import data_source as store
from tests.igfdata.briefing.deck_data import compared
from tests.pages.dashboard_app import HOME, PAGES, complaints, open_page

ROWS = """Title,Date,Start,End,Room,Type
Submarine cables,2026-06-22,09:00,10:00,Hall,Workshop
Age verification for children,2026-06-22,10:00,11:00,Room 1,Workshop
Protecting children online,2026-06-22,10:30,11:30,Room 2,Workshop
Data centres and climate,2026-06-23,11:00,12:00,Room 2,Workshop
"""
ADDRESS = {"meeting": ["held-out"]}
SELECTION = Selection(meetings=("held-out",))
SAYS_NOTHING = re.compile(
    r"coded by \.|0 of 0|0/0|Nothing to draw|the 0 topics|No pillar is|No topic is|No group is", re.IGNORECASE
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("uncoded")
    with Workspace.open(folder) as workspace:
        imported = read(ROWS.encode(), filename="programme.csv", meeting="held-out", timezone="Etc/GMT-1")
        workspace.import_version(Meeting("held-out", name="Held-out Forum 2026", timezone="Etc/GMT-1"), imported, "hash-1")
    return folder


@pytest.fixture
def shown(folder, monkeypatch):
    store._kept.clear()
    monkeypatch.setenv("IGF_WORKSPACE", str(folder))
    yield lambda page, **more: open_page(page, {**ADDRESS, **more})
    store._kept.clear()


@pytest.fixture(scope="module")
def data(folder):
    with Workspace.open(folder, read_only=True) as workspace:
        return workspace.dataset()


def texts(app):
    kinds = ("title", "subheader", "markdown", "caption", "text", "info")
    return [str(element.value).replace("\\", "") for kind in kinds for element in app.main.get(kind)]


def listed(app):
    (programme,) = (one.proto.body for one in app.main.get("html") if 'class="sessions"' in one.proto.body)
    return programme


def test_the_first_screen_is_the_programme_by_time(shown):
    app = shown(HOME)
    assert not complaints(app)
    assert app.title[0].value == "2 of 4 sessions are probably about children."
    assert "Suggested by codebook terms in titles and texts. Nobody has checked it yet: you decide." in texts(app)
    (suggested,) = (table.value for table in app.dataframe)
    assert [title.rpartition("#")[2] for title in suggested["Title"]] == [
        "Age%20verification%20for%20children",
        "Protecting%20children%20online",
    ]
    assert all("child" in words for words in suggested["Words"])
    programme = listed(app)
    assert re.findall(r"\d\d:\d\d(?=–)", programme) == ["09:00", "10:00", "10:30", "11:00"]
    assert "<i class" not in programme  # no dots: nobody has coded a pillar
    assert not app.main.get("plotly_chart")
    assert [(metric.label, metric.value) for metric in app.metric] == [
        ("Sessions", "4"), ("Probably about children", "2"), ("Hours", "2"), ("Overlaps", "1"),
    ]  # fmt: skip


def test_a_programme_without_a_suggested_session_is_shown_all_the_same(shown):
    app = shown(HOME, day=["1"])
    assert app.title[0].value == "No session is probably about children; the programme has 1."
    assert listed(app).count("<li>") == 1


@pytest.mark.parametrize("page", PAGES)
def test_no_page_has_an_empty_part(page, shown):
    app = shown(page)
    assert not complaints(app)
    assert not [text for text in texts(app) if SAYS_NOTHING.search(text)]
    links = [link.proto.label for link in app.main.get("page_link")]
    if page == "pages/4_Sessions.py":
        assert links[:1] == ["Code these sessions"]
    elif "Coding" not in page and "Data" not in page:
        assert links == ["Code these sessions", "See the programme"][: 1 if page == HOME else 2]
    if PAGES[page] in ("Rights pillars", "Stakeholder mix", "Recurring topics"):
        assert not app.metric
        assert not app.main.get("plotly_chart")
        assert not app.main.get("button_group")


def test_slides_of_a_day_and_of_the_meeting(data):
    day = briefing_about(data, SELECTION, "Day 0")
    assert [slide.key for slide in day.slides] == ["suggested", "programme", "points", "method"]
    assert day.slides[0].title == "2 of 3 sessions on Day 0 are probably about children."
    assert [row[:2] for row in day.slides[0].body.rows] == [
        ("10:00", "Age verification for children"), ("10:30", "Protecting children online"),
    ]  # fmt: skip
    meeting = briefing_about(data, SELECTION)
    assert [slide.key for slide in meeting.slides] == ["suggested", "points", "clashes", "method"]
    other = data.newest_meeting if data.newest_meeting != "held-out" else "igf2025"
    both = compared(data, Comparison(SELECTION, replace(SELECTION, meetings=(other,))))
    assert all(slide.body is not None for slide in both.slides)
    for briefing in (day, meeting, both):
        said = [slide.title for slide in briefing.slides] + [line for line in briefing.left_out if "Changes" not in line]
        assert not [text for text in said if SAYS_NOTHING.search(text)]
    assert day.left_out[0].startswith("Nobody has coded Held-out Forum 2026 yet, so there is no slide on: ")


def test_a_day_without_a_suggested_session_has_its_programme(data):
    briefing = briefing_about(data, SELECTION, "Day 1")
    assert [slide.key for slide in briefing.slides] == ["suggested", "method"]
    assert briefing.slides[0].title == "No session on Day 1 is probably about children; the programme has 1."


def test_print_workbook_and_zone(data):
    day = briefing_about(data, SELECTION, "Day 0")
    page = to_print_html(day).decode()
    assert "Age verification for children" in page
    assert "Age verification for children" in to_print_html(briefing_about(data, SELECTION)).decode()
    book = openpyxl.load_workbook(io.BytesIO(export(None, ".xlsx", dataset=data, selection=SELECTION)))
    assert book.sheetnames == ["Sessions", "Measures", "Method"]
    notes = next(slide.notes for slide in day.slides if slide.key == "programme")
    assert "Times are those of the venue (UTC+1)." in notes
