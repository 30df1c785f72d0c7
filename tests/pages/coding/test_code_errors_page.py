"""Stored codes that break a rule, on the pages: told everywhere, mended on Coding, and no page breaks."""

import pytest
from sqlalchemy import text

from igfdata.workspace import Workspace
from tests.pages.dashboard_app import PAGES, open_page

SESSION = {"meeting": ["igf2025"], "relevance": ["all"], "status": ["all"]}


def make_store(folder):
    """A workspace of an earlier version, which took “unclear” with another pillar, and a topic that no codebook has."""
    with Workspace.open(folder) as workspace:
        sessions = workspace.dataset().sessions
        key = sessions.loc[sessions["meeting_id"] == "igf2025", "session_id"].iloc[0]
        save = {"evidence": "title", "expected_revision": 0}
        workspace.save_codes(key, "MK", "pillar", ["protection"], **save)
        workspace.save_codes(key, "MK", "relevance", ["yes"], **save)
        workspace.save_decision(key, "pillar", ["protection"], reason="x", signed_by="MK", **save)
        with workspace.writing() as transaction:
            for change in (
                "UPDATE codings SET codes = 'unclear;safety' WHERE dimension = 'pillar'",
                "UPDATE decisions SET decision = 'unclear;protection'",
            ):
                transaction.execute(text(change))
            transaction.next_id()
    return folder, key


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("IGF_WORKSPACE", str(tmp_path))
    return make_store(tmp_path)


@pytest.fixture(scope="module")
def shown_store(tmp_path_factory):
    """One that is only looked at."""
    return make_store(tmp_path_factory.mktemp("shown"))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_the_charts_leave_them_out(shown_store, page, monkeypatch):
    monkeypatch.setenv("IGF_WORKSPACE", str(shown_store[0]))
    app = open_page(page, {"meeting": ["igf2025"]})
    assert not app.exception
    if page == "pages/6_Coding.py":
        app.text_input(key="coder_sign").set_value("MK").run()
        assert "2 stored rows of codes or decisions have errors" in app.error[0].value
    else:
        assert any("The charts skip 2 stored rows of codes that break a rule" in one.value for one in app.warning)


def test_the_coder_sees_what_is_wrong_and_mends_it_in_the_form(store):
    folder, key = store
    app = open_page("pages/6_Coding.py", {**SESSION, "session": [key]})
    app.text_input(key="coder_sign").set_value("MK").run()
    assert not app.exception
    pillars = app.multiselect(key=f"pillar_MK_{key}")
    assert pillars.value == ["unclear", "safety"]
    assert app.button(key="coding_save").disabled
    assert any("expected unclear alone, or pillars without it" in one.value.replace("\\", "") for one in app.caption)
    pillars.set_value(["unclear"]).run()
    app.button(key="coding_save").click().run()
    with Workspace.open(folder) as workspace:
        assert workspace.codings(key, dimension="pillar")["codes"].tolist() == ["unclear"]
        assert workspace.code_errors()["table"].tolist() == ["decisions"]


def test_codes_and_decisions_can_be_withdrawn(store):
    folder, _ = store
    app = open_page("pages/6_Coding.py", SESSION)
    app.text_input(key="coder_sign").set_value("MK").run()
    for label in ("Withdraw these codes", "Withdraw this decision"):
        (button,) = [one for one in app.button if one.label == label]
        button.click().run()
        assert not app.exception
    with Workspace.open(folder) as workspace:
        assert workspace.code_errors().empty
        assert workspace.codings(history=True)["codes"].tolist() == ["unclear;safety", "yes"]
    assert not app.error
