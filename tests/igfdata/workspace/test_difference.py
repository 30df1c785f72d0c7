"""What changed between two versions of a programme, and which session is which where ids do not tell."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programme_samples import imported, session

from igfdata.importers import read
from igfdata.workspace import Meeting
from igfdata.workspace.codes import SessionWork
from igfdata.workspace.difference import DIFFERENCE_COLUMNS, KINDS, difference, suspected_renumbering, with_kept_ids
from igfdata.workspace.imported_programme import Programme, file_label, programme_of, session_key


def programme(*sessions, **more):
    return programme_of(imported(*sessions, **more), "igf2026", ())


def changes(old, new):
    return [tuple(row) for row in difference(old, new)[["kind", "before", "after", "session_id"]].itertuples(index=False)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"start": "14:00", "end": "15:00"}, ("moved", "2026-11-03 09:00–10:00", "2026-11-03 14:00–15:00")),
        ({"start": "23:30", "end": "24:15"}, ("moved", "2026-11-03 09:00–10:00", "2026-11-03 23:30–00:15")),
        ({"start": "25:30", "end": "26:15"}, ("moved", "2026-11-03 09:00–10:00", "2026-11-03 01:30–02:15 after midnight")),
        ({"date": "2026-11-04"}, ("moved", "2026-11-03 09:00–10:00", "2026-11-04 09:00–10:00")),
        ({"date": "", "start": "", "end": ""}, ("moved", "2026-11-03 09:00–10:00", "")),
        ({"room": "Hall 2"}, ("relocated", "Hall 1", "Hall 2")),
        ({"room": ""}, ("relocated", "Hall 1", "")),
        ({"title": "Other"}, ("renamed", "Session 1", "Other")),
        ({"type": "Open Forum"}, ("redescribed", "type: Workshop", "type: Open Forum")),
        ({"subtheme": "Trust"}, ("redescribed", "subtheme: ", "subtheme: Trust")),
        ({"source_urls": "https://example.org/x"},
         ("redescribed", "source urls: https://example.org/1", "source urls: https://example.org/x")),
    ],
)  # fmt: skip
def test_a_change_of_one_fact(facts, expected):
    old, new = programme(session(1), 2), programme(session(1, **facts), 2)
    assert changes(old, new) == [(*expected, "igf2026-uid1")]
    assert changes(new, old) == [(expected[0], expected[2], expected[1], "igf2026-uid1")]


def test_added_removed_and_several_changes_of_one_session_come_in_the_order_of_the_kinds():
    old = programme(1, 2, 3)
    new = programme(session(2, room="Hall 2", title="New"), 3, 4)
    found = difference(old, new)
    assert list(found.columns) == DIFFERENCE_COLUMNS
    assert found[["kind", "session", "session_id"]].values.tolist() == [
        ["added", "Session 4", "igf2026-uid4"],
        ["removed", "Session 1", "igf2026-uid1"],
        ["relocated", "New", "igf2026-uid2"],
        ["renamed", "New", "igf2026-uid2"],
    ]


def test_a_new_text_is_shown_from_where_it_differs():
    text = "word " * 40
    old = programme(1, texts=[("uid1", "description", text + "old end")])
    new = programme(1, texts=[("uid1", "description", text + "new end")])
    ((kind, before, after, _),) = changes(old, new)
    assert kind == "redescribed"
    assert (before, after) == (
        "description: …word word word word old end", "description: …word word word word new end",
    )  # fmt: skip


def test_people_count_by_group():
    old = programme(1, people=[("uid1", "speaker", "Government", "")])
    new = programme(
        1, people=[("uid1", "speaker", "Government", ""), ("uid1", "speaker", "Government", ""), ("uid1", "moderator", "", "")]
    )
    assert changes(old, new)[0][1:3] == ("persons: 1 × speaker, Government", "persons: 1 × moderator; 2 × speaker, Government")


def test_the_order_of_a_file_is_no_change():
    assert difference(programme(1, 2, 3), programme(3, 1, 2)).empty


def test_a_new_number_under_the_same_title_is_offered():
    old = programme(1, session(2, title="Safe Play!"), 5)
    new = programme(1, session(9, title="safe play"), 6)
    assert suspected_renumbering(old, new).values.tolist() == [
        ["Safe Play!", "igf2026-uid2", "igf2026-uid9", "WS #2", "WS #9"]
    ]  # fmt: skip
    assert [kind for kind, *_ in changes(old, new)] == ["added", "added", "removed", "removed"]


def test_every_pair_of_a_title_that_occurs_twice_is_offered():
    old = programme(session(1, title="Open mic"))
    new = programme(session(2, title="Open mic"), session(3, title="Open mic"))
    assert suspected_renumbering(old, new)["new_session_id"].tolist() == ["igf2026-uid2", "igf2026-uid3"]


def test_titles_that_share_only_a_latin_word_are_told_apart():
    old = programme(session(1, code="WS #1", title="Права детей и AI"))
    new = programme(session(2, code="WS #2", title="Безопасность AI"))
    assert suspected_renumbering(old, new).empty
    assert len(suspected_renumbering(old, programme(session(2, code="WS #2", title="права детей и  AI!")))) == 1


def test_titles_without_letters_are_told_apart():
    assert suspected_renumbering(programme(session(1, title="???")), programme(session(2, title="!!!"))).empty
    assert len(suspected_renumbering(programme(session(1, title="子ども")), programme(session(2, title="子ども")))) == 1


@settings(max_examples=25)
@given(
    old=st.dictionaries(st.integers(0, 8), st.sampled_from(["a", "b"])),
    new=st.dictionaries(st.integers(0, 8), st.sampled_from(["a", "b"])),
)
def test_every_session_is_in_the_difference_exactly_when_it_differs(old, new):
    before, after = (programme(*(session(n, room=room) for n, room in one.items())) for one in (old, new))
    found = {(row.session_id, row.kind) for row in difference(before, after).itertuples()}
    expected = {(f"igf2026-uid{n}", "added") for n in new.keys() - old.keys()}
    expected |= {(f"igf2026-uid{n}", "removed") for n in old.keys() - new.keys()}
    expected |= {(f"igf2026-uid{n}", "relocated") for n in old.keys() & new.keys() if old[n] != new[n]}
    assert found == expected
    assert difference(before, before).empty
    assert difference(Programme.empty(), after)["kind"].tolist() == ["added"] * len(new)


def test_kinds_are_those_of_the_page():
    assert KINDS == ("added", "removed", "moved", "relocated", "renamed", "redescribed")


def test_a_session_of_a_shipped_meeting_is_known_by_type_and_number():
    row = session(70, title="Anything")
    assert session_key("igf2025", row, {"igf2025-ws-70"}) == "igf2025-ws-70"
    assert session_key("igf2025", row, ()) == "igf2025-uid70"
    assert session_key("igf2025", {**row, "external_id": "igf2025-x"}, ()) == "igf2025-x"


def test_two_sessions_of_one_id_are_refused():
    with pytest.raises(ValueError, match="igf2026-a"):
        programme(session(1, external_id="a"), session(2, external_id="igf2026-a"))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("all.ics", "all.ics"),
        ("/home/jane/IGF2026_schedule-v2.XLSX", "igf2026 schedule v2.xlsx"),
        (r"C:\Users\Jane\Jane Doe.csv", "….csv"),
        ("schedule.jane-doe", "schedule"),
        ("jane@example.org", "…"),
        ("", ""),
    ],
)
def test_a_file_name_keeps_no_word_that_could_be_a_name(name, shown):
    assert file_label(name) == shown


CASES = Path(__file__).parents[1] / "importers" / "cases"


def facts(title, start, room, day="2026-11-03"):
    return {"title": title, "start": start, "end": "", "duration_min": "", "room": room, "date": day, "code": ""}


def programme_with(rows, build):
    """A programme in which the row at position 3 has the id uid3-build."""
    sessions = [
        session(position, **row, external_id=f"uid{position}-{build}", source_urls="") for position, row in enumerate(rows)
    ]
    return programme_of(imported(*sessions), "igf2026", ())


def changes_of(old, new):
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
    found = changes_of(programme_with(rows, "1"), programme_with(later, build))
    assert sorted((kind, title) for kind, title, *_ in found) == [
        ("moved", "Session 0"), ("moved", "Session 20"), ("moved", "Session 20"), ("moved", "Session 30"), ("moved", "Session 40"),
        ("moved", "Session 60"), ("relocated", "Session 50"), ("relocated", "Session 60"),
    ]  # fmt: skip


def test_equal_titles_are_paired_with_the_fewest_changes():
    old = programme_with(
        [facts("Open mic", "09:00", "A"), facts("Open mic", "11:00", "A"), facts("Open mic", "09:00", "B")], "1"
    )
    new = programme_with(
        [facts("Open mic", "09:00", "B"), facts("Open mic", "11:30", "A"), facts("Open mic", "09:00", "A")], "2"
    )
    assert changes_of(old, new) == [["moved", "Open mic", "2026-11-03 11:00", "2026-11-03 11:30"]]


def test_a_session_that_is_gone_leaves_its_codes_to_none_of_the_same_id():
    old = programme_with([facts("One", "09:00", "A"), facts("Two", "10:00", "A"), facts("Three", "11:00", "A")], "1")
    new = programme_with([facts("Two", "10:00", "A"), facts("Three", "11:00", "A"), facts("Brand-new", "15:00", "A")], "1")
    kept = with_kept_ids(old, new, ())
    assert dict(zip(kept.sessions["title"], kept.sessions["session_id"], strict=True)) == {
        "Two": "igf2026-uid1-1",
        "Three": "igf2026-uid2-1",
        "Brand-new": "igf2026-uid2-1-2",
    }
    assert [row[:2] for row in changes_of(old, new)] == [["added", "Brand-new"], ["removed", "One"]]


def test_a_new_title_at_the_same_time_and_place_is_a_session_renamed_only_when_it_is_like_the_old_one():
    old = programme_with(
        [facts("Age assurance", "09:00", "A"), facts("Play", "10:00", "A"), facts("Schools", "11:00", "A")], "1"
    )
    new = programme_with(
        [facts("Age assurance online", "09:00", "A"), facts("Privacy", "10:00", "A"), facts("Schools", "11:00", "A")], "2"
    )
    assert [row[:2] for row in changes_of(old, new)] == [
        ["added", "Privacy"], ["removed", "Play"], ["renamed", "Age assurance online"],
    ]  # fmt: skip


def test_ids_that_survive_are_believed():
    old = programme_with([facts("One", "09:00", "A"), facts("Two", "10:00", "A")], "1")
    new = programme_with([facts("One", "09:00", "A"), facts("Quite another", "15:00", "B")], "1")
    assert [row[0] for row in changes_of(old, new)] == ["moved", "relocated", "renamed"]
    alone = programme_with([facts("One", "09:00", "A")], "1"), programme_with([facts("Other", "15:00", "B")], "1")
    assert [row[0] for row in changes_of(*alone)] == ["moved", "relocated", "renamed"]


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
    assert not workspace.preview(Meeting("igf2026"), again).is_new
