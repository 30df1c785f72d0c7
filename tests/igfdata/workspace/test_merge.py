"""Shipped and added data as one data set."""

import pandas as pd
import pytest
from programme_samples import imported, session
from test_codes import decide, save

from igfdata.dataset import build
from igfdata.validation import InvalidData, check_frames
from igfdata.workspace import Meeting

IGF2026 = Meeting("igf2026", name="21st", city="Geneva", country="Switzerland", day_zero_date="2026-11-02")


def of_2026(data, table="sessions"):
    frame = getattr(data, table)
    return frame[frame["session_id"].str.startswith("igf2026-")]


def test_an_empty_workspace_shows_the_shipped_data(workspace, base):
    data, expected = workspace.dataset(), build(base)
    for table in ("meetings", "sessions", "participants", "session_pillars", "session_topics", "decisions", "codebook"):
        pd.testing.assert_frame_equal(getattr(data, table), getattr(expected, table))


def test_an_imported_meeting_has_everything_a_page_needs(workspace):
    people = [("uid1", "speaker", "Government", "WEOG"), ("uid1", "moderator", "", "")]
    workspace.import_version(IGF2026, imported(1, 2, people=people), "h")
    data = workspace.dataset()
    (meeting,) = data.meetings[data.meetings["meeting_id"] == "igf2026"].to_dict("records")
    assert (meeting["year"], meeting["name"], meeting["city"]) == (2026, "21st", "Geneva")
    assert [str(meeting[name])[:10] for name in ("start_date", "end_date", "day_zero_date")] == [
        "2026-11-02", "2026-11-03", "2026-11-02",
    ]  # fmt: skip
    rows = of_2026(data)
    assert rows["day"].astype(str).tolist() == ["Day 1", "Day 1"]
    assert rows["hours"].tolist() == [1.0, 1.0]
    assert of_2026(data, "participants")["basis"].tolist() == ["stated", "unknown"]
    assert of_2026(data, "session_pillars").empty and of_2026(data, "session_topics").empty
    assert data.newest_meeting == "igf2026"


@pytest.mark.parametrize(
    ("title", "text", "relevance"),
    [
        ("Children online", "", "yes"),
        ("Online", "about a child", "yes"),
        ("Youth and children", "", "yes"),
        ("Youth", "", "partly"),
        ("Networks", "", "no"),
        ("Networks", "next to the child care room", "no"),
    ],
)
def test_relevance_is_suggested_by_the_words_and_says_so(sqlite, title, text, relevance):
    texts = [("uid1", "description", text)] if text else []
    sqlite.import_version(IGF2026, imported(session(1, title=title, note="own note"), texts=texts), "h")
    (row,) = of_2026(sqlite.dataset()).to_dict("records")
    assert (row["child_rights"], row["note"]) == (relevance, "own note; relevance suggested by the dictionary")


def test_relevance_by_people_counts_before_the_dictionary(workspace):
    workspace.import_version(IGF2026, imported(session(1, title="Children")), "h")

    def seen():
        return of_2026(workspace.dataset())[["child_rights", "note"]].values.tolist()

    save(workspace, ["partly"], dimension="relevance")
    assert seen() == [["partly", "relevance by coder MK"]]
    decide(workspace, ["no"], dimension="relevance")
    assert seen() == [["no", "relevance decided"]]


def test_a_decision_changes_the_relevance_of_a_shipped_session_and_a_coder_does_not(workspace, base):
    session_id, other = base["sessions"]["session_id"].iloc[:2]

    def seen(key):
        sessions = workspace.dataset().sessions.set_index("session_id")
        return sessions.loc[key, ["child_rights", "note"]].tolist()

    before, other_before = seen(session_id), seen(other)
    save(workspace, ["partly"], dimension="relevance", session_id=session_id)
    assert seen(session_id) == before
    decide(workspace, ["no"], dimension="relevance", session_id=session_id)
    assert seen(session_id) == ["no", "; ".join(filter(None, [before[1], "relevance decided"]))]
    assert seen(other) == other_before


def test_codes_and_decisions_of_the_workspace_are_in_the_data(workspace):
    workspace.import_version(IGF2026, imported(1), "h")
    save(workspace, ["provision", "protection"])
    save(workspace, ["privacy"], dimension="topic", evidence="report")
    decide(workspace, ["participation", "provision"], code_a=["provision"])
    data = workspace.dataset()
    assert of_2026(data, "session_pillars")[["coder", "pillar", "rank", "evidence"]].astype(str).values.tolist() == [
        ["MK", "protection", "2", "title"], ["MK", "provision", "1", "title"],
        ["adjudicated", "provision", "2", "report"], ["adjudicated", "participation", "1", "report"],
    ]  # fmt: skip
    assert of_2026(data, "session_topics")["topic"].astype(str).tolist() == ["privacy"]
    assert of_2026(data, "decisions")[["code_a", "code_b", "decision"]].values.tolist() == [
        ["provision", "", "participation;provision"]
    ]  # fmt: skip


def test_codes_for_a_shipped_session_replace_those_of_the_same_coder_alone(workspace, base):
    before = base["codings"].copy()
    save(workspace, ["participation"], coder="B", session_id="igf2025-ws-1")
    save(workspace, ["unclear"], coder="MK", session_id="igf2025-ws-1")
    rows = workspace.dataset().session_pillars
    assert rows[["coder", "pillar"]].astype(str).values.tolist() == [
        ["A", "protection"], ["A", "provision"], ["B", "participation"], ["MK", "unclear"],
    ]  # fmt: skip
    pd.testing.assert_frame_equal(base["codings"], before)


def test_a_shipped_session_stays_as_it_is_and_takes_the_texts_of_the_file(workspace):
    file = imported(session(1, date="2025-06-24"), session(7, date="2025-06-30"), texts=[("uid1", "description", "new text")])
    workspace.import_version(Meeting("igf2025"), file, "h")
    data = workspace.dataset()
    assert data.sessions[["session_id", "title"]].values.tolist() == [
        ["igf2025-ws-1", "igf2025-ws-1"], ["igf2025-ws-2", "igf2025-ws-2"], ["igf2025-uid7", "Session 7"],
    ]  # fmt: skip
    assert workspace.texts("igf2025")["session_id"].tolist() == ["igf2025-ws-1"]
    assert len(data.participants) == 1
    assert data.meetings["name"].tolist() == ["20th Internet Governance Forum"]
    assert data.meetings["end_date"].tolist() == [pd.Timestamp("2025-06-30")]  # as long as its sessions


@pytest.mark.parametrize(("given", "address"), [("", "https://imported.invalid/igf2026"), ("https://x.org/all.ics",) * 2])
def test_a_session_without_an_address_has_that_of_its_file(sqlite, given, address):
    sqlite.import_version(Meeting("igf2026"), imported(session(1, source_urls="")), "h", source_url=given)
    data = sqlite.dataset()
    assert of_2026(data)["source_urls"].tolist() == [address]
    assert data.meetings["city"].tolist()[-1] == "not stated"


def test_check_frames_counts_rows_as_a_file_does(base):
    wrong = {**base, "sessions": base["sessions"].assign(start=["36:00", None])}
    with pytest.raises(InvalidData, match=r"sessions.csv, row 2 \(igf2025-ws-1\), column start: '36:00' found"):
        check_frames(wrong)
    check_frames(base)
    check_frames(base, trusted=base)
