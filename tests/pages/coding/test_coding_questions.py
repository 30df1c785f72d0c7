"""Coding by questions: each chosen pillar asks the tests of its rule; the answers are kept, shown and compared."""

import pytest

from igfdata import vocabulary as v
from igfdata.workspace import Workspace
from tests.pages.dashboard_app import complaints, open_page

PAGE = "pages/6_Coding.py"
ADDRESS = {"meeting": ["igf2025"], "relevance": ["no"], "type": ["open-forum"]}
"""Sessions that came without codes."""


@pytest.fixture
def address(tmp_path, monkeypatch):
    monkeypatch.setenv("IGF_WORKSPACE", str(tmp_path))
    return tmp_path


def open_signed(coder="MK"):
    app = open_page(PAGE, ADDRESS)
    app.text_input(key="coder_sign").set_value(coder).run()
    return app, app.selectbox(key="queue_session").value


def groups(app):
    return {group.key: group for group in app.get("button_group")}


def questions(app):
    """Test → what is asked."""
    found = {key.split("_MK_")[0]: group.label for key, group in groups(app).items() if "_MK_" in key}
    return {test: label for test, label in found.items() if test in v.TESTS}


def choose(app, session_id, *pillars):
    groups(app)[f"relevance_MK_{session_id}"].set_value("yes").run()
    app.multiselect(key=f"pillar_MK_{session_id}").set_value(list(pillars)).run()


def answer(app, session_id, **answers):
    for test, value in answers.items():
        groups(app)[f"{test}_MK_{session_id}"].set_value(value).run()
    assert not app.exception


def saved(address):
    with Workspace.open(address, read_only=True) as workspace:
        rows = workspace.codings(coder="MK", dimension="pillar")
    return list(zip(rows["codes"], rows["answers"], strict=True))


def test_each_chosen_pillar_asks_the_questions_of_its_rule(address):
    app, session_id = open_signed()
    assert questions(app) == {}
    choose(app, session_id, "participation")
    assert questions(app) == {
        "participation_aim": "Participation: Does the text itself have an aim, question or conclusion on children being heard "
        "or deciding?",
        "participation_effect": "Participation: Does it tell that their views changed something, and whom they addressed?",
    }
    choose(app, session_id, "provision", "participation")
    assert list(questions(app)) == ["provision_aim", "participation_aim", "participation_effect"]
    choose(app, session_id, "unclear")
    assert questions(app) == {}


def test_a_pillar_without_a_yes_is_a_warning_and_can_be_saved(address):
    app, session_id = open_signed()
    choose(app, session_id, "participation")
    assert not any("answered “Yes”" in warning.value for warning in app.warning), "nothing is answered yet"
    asked = "Participation: answer the questions of the rule. You can also save without answers."
    assert [info.value for info in app.info if "questions of the rule" in info.value] == [asked]
    answer(app, session_id, participation_aim="no")
    (said,) = (warning.value for warning in app.warning if "answered “Yes”" in warning.value)
    assert said == "Participation: no question of the rule is answered “Yes”. Check the pillar. You can still save."
    assert not any("questions of the rule" in info.value for info in app.info)
    assert not app.button(key="coding_save").disabled
    answer(app, session_id, participation_effect="yes")
    assert not any("answered “Yes”" in warning.value for warning in app.warning)
    app.button(key="coding_save").click().run()
    assert saved(address) == [("participation", "participation_aim=no;participation_effect=yes")]


def test_answers_are_shown_after_the_save_in_the_history_and_in_the_form_again(address):
    app, session_id = open_signed()
    choose(app, session_id, "participation")
    answer(app, session_id, participation_aim="cannot_tell")
    app.button(key="coding_save").click().run()
    assert not complaints(app)
    assert any("Participation: aim cannot tell" in str(table.value.to_dict()) for table in app.dataframe)
    again = open_page(PAGE, {**ADDRESS, "session": [session_id], "tab": ["history"]})
    (table,) = (table.value for table in again.dataframe if "Answers" in table.value.columns)
    of_pillar = table[table["Of"] == "pillar"]
    assert of_pillar[["Who", "Codes", "Answers"]].values.tolist() == [["MK", "Participation", "Participation: aim cannot tell"]]
    back = open_page(PAGE, {**ADDRESS, "session": [session_id]})
    back.text_input(key="coder_sign").set_value("MK").run()
    assert groups(back)[f"participation_aim_MK_{session_id}"].value == "cannot_tell"


def test_agreement_is_given_per_question_once_two_have_answered(address, shipped):
    open_forum = shipped.sessions[shipped.sessions["type"] == "Open Forum"]["session_id"].head(6)
    coding = {**ADDRESS, "tab": ["agreement"]}
    app = open_page(PAGE, coding)
    assert any("No two coders have answered the questions" in caption.value for caption in app.caption)
    with Workspace.open(address) as workspace:
        for number, session_id in enumerate(open_forum):
            for coder, said in (("MK", "yes"), ("JD", "no" if number == 5 else "yes")):
                workspace.save_codes(
                    session_id, coder, "pillar", ["participation"], evidence="title", expected_revision=0,
                    answers={"participation_aim": said},
                )  # fmt: skip
    app = open_page(PAGE, coding)
    table = next(table.value for table in app.dataframe if set(table.value.get("Of", [])) == {"test"})
    row = table.set_index("Label").loc["Participation: aim"]
    # 12 answers, 11 yes and 1 no; one of 6 pairs differs: 1 - 11 * 1 / 11 = 0.
    assert (row["n"], row["n of positives"], row["Alpha"], row["Same"]) == (6, 6, "0.00", "83%")


def test_the_two_sides_of_a_difference_show_their_answers(address):
    app, session_id = open_signed()
    with Workspace.open(address) as workspace:
        for coder, pillar, said in (("MK", "participation", "no"), ("JD", "provision", "yes")):
            test = f"{pillar}_aim"
            workspace.save_codes(
                session_id, coder, "pillar", [pillar], evidence="title", expected_revision=0, answers={test: said}
            )
    app = open_page(PAGE, {**ADDRESS, "tab": ["disagreements"]})
    said = [caption.value.replace("\\", "") for caption in app.caption]
    assert "Coder JD answered: Provision: aim yes." in said and "Coder MK answered: Participation: aim no." in said
