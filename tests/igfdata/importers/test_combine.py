"""Several files as one programme."""

import hashlib
import itertools

import pytest
from programmes import CANARIES, DIGWATCH, IGF_2022, IGF_2023, IGF_2025, IGF_LIGHTNING, PRETALX, SCHED_ICS, ZONE, ics, vevent

from igfdata.importers import ImportFailed, Limits, NeedsTimezone, Problem, read
from igfdata.importers.combine import combine, content_hash, read_together

PAGES = {"lightning.html": IGF_LIGHTNING, "2025.html": IGF_2025, "2023.html": IGF_2023}


def page(text, name="page.html"):
    return read(text.encode(), filename=name, meeting="igf2025", **ZONE)


def calendar(*events):
    return read(ics(*events).encode(), filename="all.ics", **ZONE)


def said(imported):
    return [(p.severity, p.record, p.field) for p in imported.problems if p.file == "several files"]


def test_pages_of_one_session_each_become_one_programme():
    parts = [page(text, name) for name, text in PAGES.items()]
    together = combine(parts)
    ids = {part.sessions.loc[0, "external_id"] for part in parts}
    assert len(together.sessions) == 3
    assert set(together.sessions["external_id"]) == ids
    for part in ("participants", "texts"):
        assert len(getattr(together, part)) == sum(len(getattr(one, part)) for one in parts)
        assert set(getattr(together, part)["external_id"]) <= ids
    for name in ("records", "sessions", "participants", "texts", "errors", "warnings", "notes"):
        assert together.counts[name] == sum(one.counts[name] for one in parts)
    assert together.problems == tuple(problem for one in parts for problem in one.problems)
    assert (together.format, together.timezone) == ("igf_page", "Europe/Oslo")
    assert not any(canary in repr((together.sessions.to_dict(), together.texts.to_dict())) for canary in CANARIES)


def test_columns_and_types_stay():
    one, together = page(IGF_2025), combine([page(IGF_2025), page(IGF_2023)])
    for part in ("sessions", "participants", "texts"):
        assert getattr(together, part).dtypes.to_dict() == getattr(one, part).dtypes.to_dict()


def test_one_file_stays_as_it_is():
    one = page(IGF_2025)
    assert combine([one]) is one


def test_the_order_of_the_files_makes_no_difference():
    parts = [page(text) for text in PAGES.values()]
    first = combine(parts)
    for order in itertools.permutations(parts):
        other = combine(order)
        for part in ("sessions", "participants", "texts"):
            assert getattr(other, part).equals(getattr(first, part))


def test_sessions_come_in_the_order_of_time_without_a_time_last():
    late, early, untimed = (
        vevent(1, DTSTART="20250625T070000Z", DTEND="20250625T080000Z"),
        vevent(2),
        vevent(3, DTSTART="", DTEND=""),
    )
    together = combine([calendar(late), calendar(untimed), calendar(early)])
    assert together.sessions["code"].tolist() == ["WS #2", "WS #1", "WS #3"]


def test_the_same_session_twice_is_noted_and_counted_once():
    together = combine([page(IGF_2025, "a.html"), page(IGF_2025, "b.html")])
    assert said(together) == [("note", "session igf2025-ws-203", "")]
    one = page(IGF_2025)
    assert (together.counts["sessions"], together.counts["participants"]) == (1, len(one.participants))
    assert together.counts["notes"] == 2 * one.counts["notes"] + 1
    assert together.sessions.equals(one.sessions)


def test_files_of_two_kinds_complete_each_other():
    programme = page(IGF_2025.replace("Safe play online", "Combating harm online").replace("WS #203", "WS #70"))
    report = read(DIGWATCH.encode(), meeting="igf2025", timezone="Europe/Oslo", file_timezone="Europe/Oslo")
    together = combine([programme, report])
    (row,) = together.sessions.to_dict("records")
    assert (row["external_id"], row["format"], row["date"], row["start"]) == (
        "igf2025-ws-70",
        "Classroom",
        "2025-06-25",
        "09:00",
    )
    assert dict(zip(together.texts["kind"], together.texts["is_automatic"], strict=True)) == {
        "description": False,
        "report": True,
    }
    assert len(together.participants) == len(programme.participants)
    assert row["status"] == "held"
    assert said(together) == [("note", "session igf2025-ws-70", "")]


def test_where_two_records_differ_the_first_file_counts_and_it_is_said():
    one, other = calendar(vevent(1)), calendar(vevent(1, LOCATION="Hall 9", DESCRIPTION="Other"))
    for first, second, room, text in ((one, other, "Room 3, Deck B, North", "Line one"), (other, one, "Hall 9", "Other")):
        together = combine([first, second])
        assert together.sessions["room"].tolist() == [room]
        assert together.texts["text"].str.startswith(text).tolist() == [True]
        assert said(together) == [("warning", "session 0123456789abcdef0123456789abcde1", "room, description")]


@pytest.mark.parametrize(
    "other", [{"SUMMARY": "WS #1 Another title"}, {"DTSTART": "20250624T100000Z", "DTEND": "20250624T110000Z"}]
)
def test_another_session_of_the_same_id_is_a_session_of_its_own(other):
    together = combine([calendar(vevent(1)), calendar(vevent(1, LOCATION="Hall 9", DESCRIPTION="Other", **other))])
    assert [(severity, field) for severity, _, field in said(together)] == [("warning", "external_id")]
    assert together.sessions["room"].tolist() == ["Room 3, Deck B, North", "Hall 9"]
    assert together.texts["external_id"].tolist() == together.sessions["external_id"].tolist()
    assert together.texts["text"].str.startswith(("Line one", "Other")).all()
    assert len(set(together.sessions["external_id"])) == 2


def test_files_in_two_zones_do_not_go_together():
    oslo, tokyo = (read(SCHED_ICS.encode(), timezone=zone) for zone in ("Europe/Oslo", "Asia/Tokyo"))
    with pytest.raises(ImportFailed, match=r"Asia/Tokyo, Europe/Oslo.*zone of the venue"):
        combine([oslo, tokyo])


def test_too_many_sessions_in_all_files_together():
    with pytest.raises(ImportFailed, match="2 sessions' found; expected at most 1 sessions"):
        combine([calendar(vevent(1)), calendar(vevent(2))], limits=Limits(records=1))


def test_nothing_is_no_programme():
    with pytest.raises(ValueError, match="expected at least one import"):
        combine([])


def test_a_file_that_cannot_be_read_is_left_out_and_named():
    together = read_together([("a.json", PRETALX.encode()), ("b.pdf", b"%PDF-1.7")])
    assert len(together.sessions) == 2
    assert together.counts["errors"] == 1
    assert [(p.file, p.severity) for p in together.problems][-1] == ("b.pdf", "error")


def test_problems_are_listed_the_worst_first_and_counted():
    table = read(b"Title,Date,Type\nPlay,2026-06-23,Workshop\n", **ZONE)
    assert table.problems == ()
    more = [Problem("all.csv", f"row {row}", "", "", "x", severity) for row, severity in
            enumerate(("note", "warning", "error", "warning"), 2)]  # fmt: skip
    problems = table.with_problems(more)
    assert [p.record for p in problems.worst_first] == ["row 4", "row 3", "row 5", "row 2"]
    assert [problems.counts[name] for name in ("errors", "warnings", "notes", "records", "sessions")] == [1, 2, 1, 1, 1]


def test_a_name_in_one_file_is_taken_out_of_the_others_whatever_their_order():
    lists = b"Title,Speaker\nPlay,Aurelia Testperson\n"
    quotes = b"Title,Description\nLearn,As Aurelia Testperson said: play.\n"
    for order in itertools.permutations([("lists.csv", lists), ("quotes.csv", quotes)]):
        together = read_together(order, **ZONE, meeting="igf2026")
        assert together.texts["text"].tolist() == ["As [removed] said: play."]


def test_when_no_file_can_be_read_each_is_named():
    with pytest.raises(ImportFailed) as error:
        read_together([("a.pdf", b"%PDF-1.7"), ("b.pdf", b"")])
    assert [problem.file for problem in error.value.problems] == ["a.pdf", "b.pdf"]


def test_a_zone_that_is_needed_is_asked_for_by_the_first_file():
    with pytest.raises(NeedsTimezone, match=r"all\.ics"):
        read_together([("a.json", PRETALX.encode()), ("all.ics", SCHED_ICS.encode())])


def test_the_hash_is_that_of_the_file_and_knows_no_order():
    one, other, third = IGF_2022.encode(), IGF_2023.encode(), b""
    assert content_hash([one]) == hashlib.sha256(one).hexdigest()
    hashes = {content_hash(order) for order in itertools.permutations([one, other, third])}
    assert len(hashes) == 1
    assert content_hash([one, other, one, third]) in hashes
    assert content_hash([one, other]) not in hashes
    assert content_hash([one + other]) != content_hash([one, other])
