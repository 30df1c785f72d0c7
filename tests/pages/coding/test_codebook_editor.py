"""The codebook on the page: one topic changed in the form, a whole file uploaded, and two people at once."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import streamlit as st

from igfdata.codebook.exchange import write_codebook
from igfdata.workspace import Workspace
from tests.pages.dashboard_app import complaints, open_page

PAGE = "pages/6_Coding.py"
SAME_KEY = Path(__file__).parents[2] / "igfdata/codebook/cases/codebook-same-key.csv"


@pytest.fixture
def store(tmp_path, monkeypatch):
    """An empty workspace."""
    monkeypatch.setenv("IGF_WORKSPACE", str(tmp_path))
    return tmp_path


def opened(sign="MK"):
    app = open_page(PAGE, {"tab": ["codebook"]})
    app.text_input(key="coder_sign").set_value(sign).run()
    assert not complaints(app)
    return app


def field(app, label):
    """A field of the form by its label."""
    (found,) = [one for one in (*app.text_area, *app.text_input) if one.label == label and one.key != "codebook_file_why"]
    return found


def write(app, **cells):
    """Type into the form, and press its button."""
    for label, text in cells.items():
        field(app, label.replace("_", " ")).set_value(text)
    (button,) = [one for one in app.button if one.label == "Save as a new version"]
    return button.click().run()


def choose(app, topic):
    return app.selectbox(key="edit_topic").set_value(topic).run()


def said(app):
    return " ".join(one.value for one in (*app.success, *app.error)).replace("\\", "")


def saved(store, topic):
    with Workspace.open(store) as workspace:
        book = workspace.codebook()
    return book.version, book.rows.set_index("topic").loc[topic].to_dict()


def first_topic(store):
    with Workspace.open(store) as workspace:
        return workspace.codebook().topics.iloc[0], workspace.codebook().version


def test_a_new_topic_gets_its_key_from_its_label(store):
    _, version = first_topic(store)
    app = write(opened(), Label="Play online", Definition="Own words.", What_changes_and_why="asked for")
    assert said(app) == f"Saved: the codebook has version {version}+1 now."
    now, row = saved(store, "play_online")
    assert (now, row["label"], row["definition"], row["pillar_hint"]) == (
        f"{version}+1",
        "Play online",
        "Own words.",
        "cross-cutting",
    )
    assert field(app, "Label").value == "", "the form is empty again"


def test_a_topic_is_changed_and_the_reason_is_in_the_log(store):
    topic, version = first_topic(store)
    app = write(choose(opened(), topic["topic"]), Definition="Sharper.", What_changes_and_why="clearer")
    assert said(app) == f"Saved: the codebook has version {version}+1 now."
    assert saved(store, topic["topic"])[1]["definition"] == "Sharper."
    with Workspace.open(store) as workspace:
        log = workspace.codebook().changes
    assert log.loc[log["version"] == f"{version}+1", "change"].tolist() == ["clearer", "changed: definition"]


@pytest.mark.parametrize("spelling", [str.upper, lambda label: label.replace(" ", "-"), lambda label: f" {label}! "])
def test_a_topic_that_is_there_already_is_refused_and_what_was_typed_stays(store, spelling):
    write(opened(), Label="Play online", Definition="Own words.", What_changes_and_why="asked for")
    app = write(opened(), Label=spelling("Play online"), Definition="Other words.", What_changes_and_why="again")
    assert "Nothing was saved." in said(app)
    assert "a label that differs from that of the topic play_online" in said(app)
    assert field(app, "Definition").value == "Other words."
    assert saved(store, "play_online")[1]["definition"] == "Own words."


def test_a_change_without_a_reason_or_definition_is_refused_in_a_sentence(store):
    app = write(opened(), Label="Play online", Definition="Own words.")
    assert "needs a note on what changed" in said(app)
    app = write(app, Definition="", What_changes_and_why="x")
    assert "column definition" in said(app)
    assert field(app, "Label").value == "Play online"


def test_the_second_of_two_is_told_what_the_first_saved_and_keeps_what_was_typed(store):
    topic, version = first_topic(store)
    key = topic["topic"]
    first, second = choose(opened("AB"), key), choose(opened("CD"), key)
    write(first, Definition="Theirs.", What_changes_and_why="first")
    second.text_input(key="codebook_search").set_value("x").run()  # the page is drawn anew, and the newest codebook is there
    write(second, Definition="Mine.", What_changes_and_why="second")
    assert "Someone else changed this while you were editing. Review it, then save again or discard your change." in said(
        second
    )
    (table,) = [one.value for one in second.dataframe if list(one.value.columns) == ["Field", "Current", "Yours"]]
    assert table.values.tolist()[0] == [f"Definition of {key}".replace("_", " ").capitalize(), "Theirs.", "Mine."]
    assert any("Saved by AB" in one.value for one in second.caption)
    assert field(second, "Definition").value == "Mine."
    assert saved(store, key)[1]["definition"] == "Theirs."
    write(second)
    assert saved(store, key)[0] == f"{version}+2"
    assert saved(store, key)[1]["definition"] == "Mine."


def test_to_save_again_leaves_what_the_other_one_changed_elsewhere(store):
    topic, _ = first_topic(store)
    first, second = opened("AB"), choose(opened("CD"), topic["topic"])
    write(first, Label="Play online", Definition="Own words.", What_changes_and_why="first")
    write(second, Definition="Mine.", What_changes_and_why="second")
    assert "Someone else changed this" in said(second)
    write(second)
    assert saved(store, topic["topic"])[1]["definition"] == "Mine."
    assert saved(store, "play_online")[1]["definition"] == "Own words."


def test_a_discarded_change_shows_what_the_other_one_saved(store):
    topic, _ = first_topic(store)
    first, second = choose(opened("AB"), topic["topic"]), choose(opened("CD"), topic["topic"])
    write(first, Definition="Theirs.", What_changes_and_why="first")
    write(second, Definition="Mine.", What_changes_and_why="second")
    second.button(key="codebook_discard").click().run()
    assert field(second, "Definition").value == "Theirs."
    assert not complaints(second)


def upload(app, data):
    return app.file_uploader(key="codebook_in").set_value(("codebook.csv", data, "text/csv")).run()


def test_a_file_says_what_it_changes_and_is_used_with_a_reason(store):
    topic, version = first_topic(store)
    with Workspace.open(store) as workspace:
        text = write_codebook(workspace.codebook()).decode("utf-8-sig")
    app = upload(opened(), text.replace(topic["definition"], "Of the file.").encode())
    assert any("0 added, 0 removed, 1 cell changed" in one.value for one in app.markdown)
    assert app.button(key="codebook_file_save").disabled
    app.text_input(key="codebook_file_why").set_value("from a colleague").run()
    app.button(key="codebook_file_save").click().run()
    assert said(app) == f"Saved: the codebook has version {version}+1 now."
    assert saved(store, topic["topic"])[1]["definition"] == "Of the file."
    assert any("this is the current codebook" in one.value for one in app.info)


def test_a_file_with_one_topic_in_two_spellings_is_refused_with_both_rows(store):
    app = upload(opened(), SAME_KEY.read_bytes())
    assert "The file cannot be used; nothing was changed." in said(app)
    (table,) = [one.value for one in app.dataframe if "expected" in one.value.columns]
    assert table[["row", "column", "value", "expected"]].values.tolist() == [
        [2, "topic", "play_online", "a key that differs from Play-Online by more than case and punctuation"],
        [3, "topic", "Play-Online", "a key that differs from play_online by more than case and punctuation"],
    ]
    assert not [one for one in app.button if one.key == "codebook_file_save"]


def test_a_file_that_was_looked_at_before_a_colleague_saved_is_no_silent_overwrite(store):
    topic, _ = first_topic(store)
    with Workspace.open(store) as workspace:
        text = write_codebook(workspace.codebook()).decode("utf-8-sig")
    second = upload(opened("CD"), text.replace(topic["definition"], "Of the file.").encode())
    second.text_input(key="codebook_file_why").set_value("file").run()
    write(choose(opened("AB"), topic["topic"]), Definition="Theirs.", What_changes_and_why="first")
    second.button(key="codebook_file_save").click().run()
    assert "Someone else changed this while you were editing" in said(second)
    assert saved(store, topic["topic"])[1]["definition"] == "Theirs."
    assert second.text_input(key="codebook_file_why").value == "file"


ENDS_OF_THE_DAY = ("Pacific/Kiritimati", "Etc/GMT+12")
"""At every moment the day of one of them is not that of UTC."""


def test_the_day_of_a_change_is_the_users(store, monkeypatch):
    now = dt.datetime.now(dt.UTC)
    zone, day = next((zone, day) for zone in ENDS_OF_THE_DAY if (day := now.astimezone(ZoneInfo(zone)).date()) != now.date())
    monkeypatch.setattr(type(st.context), "timezone", zone)
    app = write(opened(), Label="Play online", Definition="Own words.", What_changes_and_why="asked for")
    assert not complaints(app)
    with Workspace.open(store) as workspace:
        last = workspace.codebook().changes.iloc[-1]
    assert (last["topic"], last["date"]) == ("play_online", day.isoformat())
