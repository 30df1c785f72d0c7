"""Sessions stay the same ones, with their codes, when a source gives them new ids at every export."""

import random
from pathlib import Path

import pytest
from programme_samples import imported, session

from igfdata.importers import read
from igfdata.workspace import Meeting
from igfdata.workspace.codes import SessionWork
from igfdata.workspace.difference import difference, with_kept_ids
from igfdata.workspace.imported_programme import programme_of

CASES = Path(__file__).parents[1] / "importers" / "cases"


def facts(title, start, room, day="2026-11-03"):
    return {"title": title, "start": start, "end": "", "duration_min": "", "room": room, "date": day, "code": ""}


def programme(rows, build):
    """A programme in which the row at position 3 has the id uid3-build."""
    sessions = [
        session(position, **row, external_id=f"uid{position}-{build}", source_urls="") for position, row in enumerate(rows)
    ]
    return programme_of(imported(*sessions), "igf2026", ())


def changes(old, new):
    found = difference(old, with_kept_ids(old, new, ()))
    return found[["kind", "session", "before", "after"]].values.tolist()


def two_hundred():
    """100 titles, each at two times or in two rooms; ten times the same title in two rooms at one time."""
    rows = []
    for n in range(100):
        hour = f"{8 + n % 10:02d}:00"
        day = f"2026-11-{3 + n // 25:02d}"
        second = (
            facts(f"Session {n}", hour, f"Hall {n} B", day=day)
            if n < 10
            else facts(f"Session {n}", "20:00", f"Hall {n}", day=day)
        )
        rows += [facts(f"Session {n}", hour, f"Hall {n}", day=day), second]
    return rows


@pytest.mark.parametrize("build", ["2", "1"], ids=["new ids", "ids of other sessions"])
def test_two_hundred_shuffled_sessions_of_which_seven_moved(build):
    rows = two_hundred()
    later = [dict(row) for row in rows]
    for n in (0, 40, 41, 60, 80):
        later[n]["start"] = "18:30"
    later[100]["room"] = "Tent"
    later[120] |= {"start": "19:00", "room": "Tent"}
    random.Random(11).shuffle(later)
    found = changes(programme(rows, "1"), programme(later, build))
    assert sorted((kind, title) for kind, title, *_ in found) == [
        ("moved", "Session 0"), ("moved", "Session 20"), ("moved", "Session 20"), ("moved", "Session 30"), ("moved", "Session 40"),
        ("moved", "Session 60"), ("relocated", "Session 50"), ("relocated", "Session 60"),
    ]  # fmt: skip


def test_equal_titles_are_paired_with_the_fewest_changes():
    old = programme([facts("Open mic", "09:00", "A"), facts("Open mic", "11:00", "A"), facts("Open mic", "09:00", "B")], "1")
    new = programme([facts("Open mic", "09:00", "B"), facts("Open mic", "11:30", "A"), facts("Open mic", "09:00", "A")], "2")
    assert changes(old, new) == [["moved", "Open mic", "2026-11-03 11:00", "2026-11-03 11:30"]]


def test_a_session_that_is_gone_leaves_its_codes_to_none_of_the_same_id():
    old = programme([facts("One", "09:00", "A"), facts("Two", "10:00", "A"), facts("Three", "11:00", "A")], "1")
    new = programme([facts("Two", "10:00", "A"), facts("Three", "11:00", "A"), facts("Brand-new", "15:00", "A")], "1")
    kept = with_kept_ids(old, new, ())
    assert dict(zip(kept.sessions["title"], kept.sessions["session_id"], strict=True)) == {
        "Two": "igf2026-uid1-1",
        "Three": "igf2026-uid2-1",
        "Brand-new": "igf2026-uid2-1-2",
    }
    assert [row[:2] for row in changes(old, new)] == [["added", "Brand-new"], ["removed", "One"]]


def test_a_new_title_at_the_same_time_and_place_is_a_session_renamed_only_when_it_is_like_the_old_one():
    old = programme([facts("Age assurance", "09:00", "A"), facts("Play", "10:00", "A"), facts("Schools", "11:00", "A")], "1")
    new = programme(
        [facts("Age assurance online", "09:00", "A"), facts("Privacy", "10:00", "A"), facts("Schools", "11:00", "A")], "2"
    )
    assert [row[:2] for row in changes(old, new)] == [
        ["added", "Privacy"], ["removed", "Play"], ["renamed", "Age assurance online"],
    ]  # fmt: skip


def test_ids_that_survive_are_believed():
    old = programme([facts("One", "09:00", "A"), facts("Two", "10:00", "A")], "1")
    new = programme([facts("One", "09:00", "A"), facts("Quite another", "15:00", "B")], "1")
    assert [row[0] for row in changes(old, new)] == ["moved", "relocated", "renamed"]
    alone = programme([facts("One", "09:00", "A")], "1"), programme([facts("Other", "15:00", "B")], "1")
    assert [row[0] for row in changes(*alone)] == ["moved", "relocated", "renamed"]


def test_codes_stay_with_their_session_through_two_exports_with_new_ids(workspace):
    meeting = Meeting("igf2026", name="x")
    for build in ("1", "2"):
        data = (CASES / f"ids-new-each-time-{build}.ics").read_bytes()
        change = workspace.import_version(meeting, read(data, timezone="Europe/Oslo", meeting="igf2026"), build)
        if build == "1":
            rows = workspace.programme(change.version_id).sessions
            first = rows.loc[rows["title"] == "Age assurance", "session_id"].item()
            workspace.save_session(first, "A", SessionWork({"pillar": ("protection",)}, "title"), expected_revisions={})
    assert change.difference[["kind", "session"]].values.tolist() == [["moved", "Age assurance"]]
    rows = workspace.programme(change.version_id).sessions
    assert rows.loc[rows["title"] == "Age assurance", ["session_id", "start"]].values.tolist() == [[first, "10:00"]]
    assert workspace.session_work(first, "A").codes == {"pillar": ("protection",)}
    again = read((CASES / "ids-new-each-time-2.ics").read_bytes(), timezone="Europe/Oslo", meeting="igf2026")
    assert not workspace.preview("igf2026", again).is_new
