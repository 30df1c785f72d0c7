"""Two windows of one coder on the same session: both are kept, and the second is told what the first said."""

import pytest
from dashboard_app import complaints, open_page

from igfdata.workspace import Workspace

PAGE = "pages/6_Coding.py"
ADDRESS = {"meeting": ["igf2025"], "relevance": ["no"], "type": ["open-forum"]}
"""Sessions that came without codes."""


@pytest.fixture
def address(tmp_path, use_workspace):
    use_workspace(tmp_path)
    return tmp_path


def open_signed():
    """A window in which the coder has signed, on the first session of the queue."""
    app = open_page(PAGE, ADDRESS)
    app.text_input(key="coder_sign").set_value("MK").run()
    assert not complaints(app)
    return app


def shown_session(app):
    return app.selectbox(key="queue_session").value


def code(app, session_id, relevance, *pillars):
    """Choose labels, as a person would, and leave them unsaved."""
    relevance_of(app, session_id).set_value(relevance).run()
    app.multiselect(key=f"pillar_MK_{session_id}").set_value(list(pillars)).run()
    assert not complaints(app)


def relevance_of(app, session_id):
    (found,) = (group for group in app.get("button_group") if group.key == f"relevance_MK_{session_id}")
    return found


def save(app):
    return app.button(key="coding_save").click().run()


def conflict_in(app):
    """What the page says that the other one saved, and what is still in the form."""
    (said,) = (error.value for error in app.error)
    assert said == "Someone else changed this while you were editing. Review it, then save again or discard your change."
    (table,) = (table.value for table in app.dataframe if list(table.value.columns) == ["Field", "Current", "Yours"])
    return {field: (theirs, mine) for field, theirs, mine in table.itertuples(index=False, name=None)}


def saved(address, session_id, **options):
    with Workspace.open(address, read_only=True) as workspace:
        rows = workspace.codings(session_id, coder="MK", dimension="pillar", **options)
    return list(zip(rows["codes"], rows["state"], strict=True))


def test_both_are_kept_and_the_second_is_told(address):
    first, second = open_signed(), open_signed()
    session_id = shown_session(first)
    assert shown_session(second) == session_id
    code(first, session_id, "yes", "protection")
    code(second, session_id, "yes", "participation")
    assert not complaints(save(first))
    save(second)
    assert conflict_in(second) == {"Pillar": ("Protection", "Participation")}
    assert second.multiselect(key=f"pillar_MK_{session_id}").value == ["participation"], "what was typed is kept"
    assert shown_session(second) == session_id, "the second stays where the conflict is"
    assert saved(address, session_id) == [("protection", "current")]
    assert saved(address, session_id, history=True) == [("protection", "current"), ("participation", "conflict")]


def test_after_a_look_the_second_may_save_over_it(address):
    first, second = open_signed(), open_signed()
    session_id = shown_session(first)
    code(first, session_id, "yes", "protection")
    code(second, session_id, "partly", "participation")
    save(first)
    save(second)
    assert conflict_in(second) == {
        "Relevance": ("About children", "Partly about children"), "Pillar": ("Protection", "Participation"),
    }  # fmt: skip
    assert shown_session(second) == session_id
    assert not complaints(save(second))
    assert saved(address, session_id) == [("participation", "current")]
    assert ("protection", "superseded") in saved(address, session_id, history=True)


def test_different_sessions_of_one_coder_do_not_meet(address):
    first = open_signed()
    second = open_signed()
    second.button(key="coding_skip").click().run()
    one, two = shown_session(first), shown_session(second)
    assert two != one
    code(first, one, "yes", "protection")
    code(second, two, "yes", "provision")
    assert not complaints(save(first)) and not complaints(save(second))
    assert saved(address, one) == [("protection", "current")]
    assert saved(address, two) == [("provision", "current")]


def test_a_change_that_is_discarded_shows_what_the_other_one_saved(address):
    first, second = open_signed(), open_signed()
    session_id = shown_session(first)
    code(first, session_id, "yes", "protection")
    code(second, session_id, "yes", "participation")
    save(first)
    save(second)
    second.button(key="coding_discard").click().run()
    assert second.multiselect(key=f"pillar_MK_{session_id}").value == ["protection"]
    assert not complaints(second)


def test_after_a_save_the_coder_sees_it_and_what_others_said_before_the_next_session_comes(address):
    with Workspace.open(address) as workspace:
        sessions = workspace.dataset().sessions
    app = open_signed()
    session_id = shown_session(app)
    with Workspace.open(address) as workspace:
        workspace.save_codes(session_id, "JD", "pillar", ["provision"], evidence="title", expected_revision=0)
    code(app, session_id, "yes", "protection")
    assert not any("Provision" in str(table.value) for table in app.dataframe), "blind until one's own codes are saved"
    assert not complaints(save(app))
    assert shown_session(app) == session_id, "the session stays"
    (said,) = (box.value for box in app.success)
    assert said.startswith("Saved for MK, codebook ")
    assert "The charts use the codes of Coder JD for this session" in said.replace("\\", "")
    assert "Yours change the charts only when you choose “Coder MK” under “Codes by”" in said.replace("\\", "")
    shown = " ".join(str(table.value) for table in app.dataframe)
    assert "JD" in shown and "MK" in shown
    app.button(key="coding_next").click().run()
    assert shown_session(app) != session_id and not app.success
    assert set(sessions["session_id"]) >= {session_id, shown_session(app)}


def test_undo_after_a_save_says_that_both_stay(address):
    app = open_signed()
    session_id = shown_session(app)
    code(app, session_id, "yes", "protection")
    save(app)
    app.button(key="coding_undo_button").click().run()
    assert [box.value.replace("\\", "") for box in app.success] == ["Undone. Both versions stay in the history."]
    assert saved(address, session_id) == [("", "current")]
    assert saved(address, session_id, history=True) == [("protection", "superseded"), ("", "current")]


def test_a_session_that_is_not_about_children_is_saved_without_a_pillar(address):
    app = open_signed()
    session_id = shown_session(app)
    code(app, session_id, "no")
    assert not complaints(save(app))
    (said,) = (box.value for box in app.success)
    assert "You gave no pillar, so the charts do not use your codes for this session." in said.replace("\\", "")
    assert any("Nobody has given this session a pillar or topic." in one.value for one in app.caption)
