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
    (said,) = (error.value for error in second.error)
    assert "Changed by somebody else meanwhile" in said
    assert "protection" in said and "participation" in said
    assert shown_session(second) == session_id, "the second stays where the conflict is"
    assert saved(address, session_id) == [("protection", "current")]
    assert saved(address, session_id, history=True) == [("protection", "current"), ("participation", "conflict")]


def test_after_a_look_the_second_may_save_over_it(address):
    first, second = open_signed(), open_signed()
    session_id = shown_session(first)
    code(first, session_id, "yes", "protection")
    code(second, session_id, "partly", "participation")
    save(first)
    for dimension in ("pillar", "relevance"):  # they differ in both, and each difference is told
        save(second)
        assert f"dimension {dimension}" in second.error[0].value
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
