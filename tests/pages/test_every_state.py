"""Every page in every state of the filter: no exception, the count of the sentence, the numbers of igfdata."""

import json
import math
import shutil
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from igfdata import Selection, select
from igfdata import vocabulary as v
from igfdata.measures.coverage import pillar_coverage
from igfdata.selection import DEFAULT, from_query, to_query
from igfdata.wording import percent, share_label
from tests.pages.chart_checks import check_charts
from tests.pages.dashboard_app import (
    HOME,
    PAGES,
    ROOT,
    address_of,
    complaints,
    count,
    numbers,
    open_page,
    page_name,
    selection_of,
)

STATES = {
    "default": {},
    "empty": {"day": ["4"], "type": ["main-session"]},
    "one session": {"day": ["2"], "type": ["main-session"]},
    "all meetings": {"meeting": ["all"], "status": ["all"], "relevance": ["all"]},
    "proposed only": {"status": ["proposed"]},
    "not coded": {"relevance": ["no"]},
    "coder b": {"coder": ["b"], "basis": ["stated"]},
    "many limits": {
        "meeting": ["igf2024", "igf2025"], "group": ["civil-society", "private-sector"], "group-match": ["all"],
        "role": ["speaker"], "people": ["group"], "pillar": ["protection", "provision"],
    },
}  # fmt: skip
SIZES = {"empty": 0, "one session": 1}
WITHOUT_CHARTS = {"Data and methods", "Briefing", "Coding"}
CHOICES = {
    "pages/1_Rights_pillars.py": [("split", "type"), ("split", "meeting"), ("split", "group"), ("counting", "fractional"), ("weight", "hours")],
    "pages/2_Stakeholder_mix.py": [("split", "role"), ("split", "pillar"), ("split", "meeting"), ("groups-by", "regional"), ("show", "others")],
    "pages/3_Recurring_topics.py": [("show", "chance"), ("show", "change"), ("show", "together"), ("show", "years")],
}  # fmt: skip
"""Choices of one page, by their keys in the address."""


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs_in_every_state(page, state, shipped):
    app = open_page(page, STATES[state])
    assert not complaints(app)
    assert not app.warning
    assert page_name(app) == PAGES[page]
    assert len(app.title) == 1
    selection, _ = from_query(STATES[state], shipped)
    data = select(shipped, selection)
    assert count(app) == len(data.sessions)
    assert len(data.sessions) == SIZES.get(state, len(data.sessions))
    assert selection_of(app, shipped) == selection
    n_charts = check_charts(app, data)
    if data.sessions.empty:
        assert not n_charts
        assert app.info or PAGES[page] in WITHOUT_CHARTS
    elif state == "default":
        assert n_charts or PAGES[page] in WITHOUT_CHARTS


@pytest.mark.parametrize(("page", "key", "value"), [(page, *choice) for page, choices in CHOICES.items() for choice in choices])
def test_every_choice_of_a_page(page, key, value, shipped):
    app = open_page(page, {key: [value]})
    assert not complaints(app)
    assert address_of(app) == {"meeting": ["igf2025"], key: [value]}
    selection = selection_of(app, shipped)
    if value == "years":
        selection = replace(selection, meetings=(), days=())
    assert check_charts(app, select(shipped, selection), counts_sessions=key not in ("counting", "weight"))


def test_the_default_is_the_newest_meeting_without_proposals(shipped):
    app = open_page(HOME)
    assert address_of(app) == {"meeting": ["igf2025"]}
    assert selection_of(app, shipped) == Selection(meetings=("igf2025",))
    assert (DEFAULT.status, DEFAULT.relevance) == (("held", "on_programme"), ("yes", "partly"))


def test_from_page_to_page(shipped):
    """One session goes through the menu forwards, backwards and leaving one out; the filter and the numbers stay."""
    address = {"meeting": ["igf2025"], "group": ["government"]}
    n = len(select(shipped, from_query(address, shipped)[0]).sessions)
    pages = list(PAGES)
    app, before, wrong = open_page(HOME, address), HOME, []
    for page in [*pages[1:], *pages[-2::-1], *pages[2::2], *pages[1::2]]:
        app.switch_page(page).run()
        state = complaints(app), page_name(app), count(app), address_of(app)
        if state != ([], PAGES[page], n, address):
            wrong.append((before, page, *state))
            app = open_page(page, address)
        before = page
    assert not wrong


@pytest.mark.parametrize("session_id", ["igf2025-ws-70", "igf2025-main-dc"])
def test_a_session_has_its_own_address(session_id, shipped):
    app = open_page("pages/4_Sessions.py", {"session": [session_id]})
    assert not complaints(app)
    assert app.title[0].value.replace("\\", "") == shipped.sessions.set_index("session_id").at[session_id, "title"]
    assert address_of(app)["session"] == [session_id]


def test_an_unknown_session_gives_a_warning():
    app = open_page("pages/4_Sessions.py", {"session": ["igf1999-ws-1"]})
    assert not complaints(app)
    assert len(app.warning) == 1


groups = st.lists(st.sampled_from(list(v.STAKEHOLDER_GROUPS)), max_size=3, unique=True)
filters = st.builds(
    Selection,
    meetings=st.lists(st.sampled_from(["igf2021", "igf2023", "igf2025"]), max_size=2, unique=True).map(lambda m: tuple(sorted(m))),
    groups=groups.map(lambda chosen: tuple(g for g in v.STAKEHOLDER_GROUPS if g in chosen)),
    group_match=st.sampled_from(["any", "all"]),
    roles=st.sampled_from([(), ("speaker",), ("moderator",)]),
    persons=st.sampled_from(["session", "group"]),
)  # fmt: skip


@given(filters, st.sampled_from(list(PAGES)[:4]))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_numbers_of_a_page_are_those_of_igfdata(shipped, selection, page):
    data = select(shipped, selection)
    app = open_page(page, to_query(selection))
    assert count(app) == len(data.sessions)
    shown = [(metric.label, metric.value) for metric in app.metric] + numbers(app)
    coverage = pillar_coverage(data).set_index("category")
    of = coverage["of"].max() if len(coverage) else 0
    expected = {
        "Overview": {(None, str(len(data.sessions)))},
        "Stakeholder mix": {(None, str(len(data.participants)))},
        "Recurring topics": {(None, str(data.session_topics["topic"].nunique()))},
        "Rights pillars": {
            (v.PILLARS.label(pillar), percent(n / of) if of >= 5 else share_label(n, of))
            for pillar, n in ((pillar, coverage["n"].get(pillar, 0)) for pillar in v.PILLARS)
        },
    }
    if len(data.sessions):
        assert expected[PAGES[page]] <= {*shown, *((None, value) for _, value in shown)}


def test_a_day_of_very_many_sessions_is_shown_in_parts(shipped, monkeypatch):
    address = {"meeting": ["igf2025"], "day": ["3"], "relevance": ["all"]}
    sessions = select(shipped, from_query(address, shipped)[0]).sessions
    n = int(sessions["starts_at"].notna().sum())
    whole = session_rows(open_page("pages/4_Sessions.py", address))
    monkeypatch.setattr("pages.shared.sessions.all_sessions.MOST_ROWS", 10)
    app = open_page("pages/4_Sessions.py", address)
    (part,) = [box for box in app.selectbox if box.label == "Starting"]
    assert len(whole) == n > 20 and len(part.options) == math.ceil(n / 10)
    assert part.options[0].endswith(f"sessions 1 to 10 of {n}")
    assert [session_rows(part.set_value(value).run()) for value in (0, 10, 20)] == [whole[:10], whole[10:20], whole[20:30]]


def session_rows(app):
    """Labels of the timeline, from its first row to its last."""
    (chart,) = app.get("plotly_chart")
    return json.loads(chart.proto.spec)["data"][-1]["text"]


@pytest.mark.parametrize("page", PAGES)
def test_a_broken_data_folder_shows_the_list_of_problems(page, tmp_path, monkeypatch):
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    file = folder / "sessions.csv"
    text = file.read_text(encoding="utf-8")
    assert "igf2025-ws-70,igf2025," in text
    file.write_text(text.replace("igf2025-ws-70,igf2025,", "igf2025-ws-70,igf1999,"), encoding="utf-8")
    (folder / "codebook.csv").unlink()
    monkeypatch.setenv("IGF_DATA", str(folder))
    app = open_page(page)
    assert not app.exception
    assert len(app.error) == 1
    assert " errors in the data folder. " in app.error[0].value
    problems = app.dataframe[0].value.astype(str)
    rows = {tuple(row) for row in problems[["file", "key", "column", "value"]].to_numpy()}
    assert ("sessions.csv", "igf2025-ws-70", "meeting_id", "igf1999") in rows
    assert "codebook.csv" in set(problems["file"])
    assert problems["expected"].str.len().min() > 0
    assert not app.get("plotly_chart")


@pytest.mark.parametrize("page", [HOME, "pages/7_Data_and_methods.py"])
def test_a_data_folder_of_headers_shows_each_file(page, tmp_path, monkeypatch):
    folder = shutil.copytree(ROOT / "tests" / "igfdata" / "validation" / "cases" / "only_headers", tmp_path / "data")
    monkeypatch.setenv("IGF_DATA", str(folder))
    app = open_page(page)
    assert not app.exception
    assert app.error[0].value.startswith("10 errors in the data folder.")
    shown = app.dataframe[0].value
    assert set(shown["file"]) == {path.name for path in folder.glob("*.csv")}
    assert shown["expected"].str.startswith("only the header is there").all()
