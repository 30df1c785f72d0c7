"""The difference of two programmes, right to the session."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programme_samples import imported, session

from igfdata.workspace.difference import DIFFERENCE_COLUMNS, KINDS, difference, suspected_renumbering
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
