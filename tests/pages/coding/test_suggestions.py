"""A suggestion of the dictionary is a click away from the form: accepted it is chosen, refused it is gone, and the code with it."""

import pytest

from igfdata.codebook.dictionary import Dictionary
from tests.pages.dashboard_app import complaints, open_page


@pytest.fixture
def form(tmp_path, monkeypatch, shipped):
    """The form of a coder for a session whose title suggests topics; key of the session."""
    monkeypatch.setenv("IGF_WORKSPACE", str(tmp_path))
    dictionary = Dictionary.from_codebook(shipped.codebook_rows)
    sessions = shipped.sessions[shipped.sessions["meeting_id"] == "igf2025"]
    named = zip(sessions["session_id"], sessions["title"], strict=True)
    session_id = next(key for key, title in named if any(one.dimension == "topic" for one in dictionary.suggest(title, "")))
    app = open_page(
        "pages/6_Coding.py", {"meeting": ["igf2025"], "status": ["all"], "relevance": ["all"], "session": [session_id]}
    )
    app.text_input(key="coder_sign").set_value("MK").run()
    return app, session_id


def suggested(app, session_id):
    """Topics that can be accepted."""
    start = f"take_{session_id}_topic_"
    return [button.key.removeprefix(start) for button in app.button if str(button.key).startswith(start)]


def test_a_suggestion_is_accepted_and_refused(form):
    app, session_id = form
    topic, *others = suggested(app, session_id)
    chosen = f"topic_MK_{session_id}"
    assert app.multiselect(key=chosen).value == []
    app.button(key=f"take_{session_id}_topic_{topic}").click().run()
    assert app.multiselect(key=chosen).value == [topic]
    assert suggested(app, session_id) == others, "what is taken is not offered again"
    app.button(key=f"refuse_{session_id}_topic_{topic}").click().run()
    assert app.multiselect(key=chosen).value == []
    assert suggested(app, session_id) == others
    assert f"refuse_{session_id}_topic_{topic}" not in {button.key for button in app.button}
    assert not complaints(app)
