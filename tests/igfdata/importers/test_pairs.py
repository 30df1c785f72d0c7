"""The page of a session and its transcript or report are one session; sessions that are only alike stay apart."""

import itertools
from pathlib import Path

import pytest

from igfdata.importers.combine import read_together
from igfdata.importers.parsing.identity import bare_title

CASES = Path(__file__).parent / "cases"
OSLO = {"timezone": "Europe/Oslo", "meeting": "igf2026"}
NOTICE = "The following are the outputs of the captioning taken during an IGF intervention."


def page(title, *, day="Tuesday, 23rd June, 2026", hour="07"):
    times = f"{day} ({hour}:00 UTC) - {day} ({hour}:45 UTC)" if day else ""
    return (
        f"IGF 2026 {title}\n\nTime\n{times}\nAbout this Session\nExamples of design for children and what they need online.\n"
    )


def transcript(title, said="Welcome to this session about children."):
    return f"IGF 2026 {title}\n\n{NOTICE}\n>> AURELIA TESTPERSON: {said}\n>> MODERATOR: Thank you.\n"


def report(title):
    return f"IGF 2026 {title}\n\nSession Report\nPeople asked for safe design, and for time to play.\n\nKey Takeaways\nDesign matters.\n"


def together(*files):
    return read_together([(f"{number}.txt", text.encode()) for number, text in enumerate(files)], **OSLO)


def sessions(imported):
    kinds = imported.texts.groupby("external_id")["kind"].agg(lambda kinds: "+".join(sorted(kinds))).to_dict()
    return sorted(
        (row["title"].removeprefix("IGF 2026 "), row["status"], row["start"], kinds[row["external_id"]])
        for row in imported.sessions.to_dict("records")
    )


@pytest.mark.parametrize("order", list(itertools.permutations(["page-session.html", "page-transcript.html"])))
def test_two_saved_pages_of_a_session_are_one_session(order):
    imported = read_together([(name, (CASES / name).read_bytes()) for name in order], **OSLO)
    assert sessions(imported) == [("Safe worlds for children", "held", "09:00", "description+transcript")]
    (row,) = imported.sessions.to_dict("records")
    assert (row["code"], row["type"], row["external_id"]) == ("WS #903", "Workshop", "igf2026-ws-903")
    site = "https://www.intgovforum.org/en/content/igf-2026-"
    assert row["source_urls"] == f"{site}ws-903-safe-worlds-for-children; {site}day-2-ws-903-safe-worlds-for-children"


ONE = ("Safe worlds for children", "held", "09:00", "description+transcript")


@pytest.mark.parametrize(
    ("of_page", "of_transcript"),
    [
        ("WS #903 Safe worlds for children", "Day 2 WS #903 Safe worlds for children"),
        ("WS #903 Safe worlds for children", "WS #903 Safe worlds for children - Transcript"),
        ("WS #903 Safe worlds for children", "Day 2 – WS #903 SAFE WORLDS FOR CHILDREN – RAW"),
        ("WS #903 Safe worlds for children", "WS 903: Safe worlds for children (raw transcript)"),
        ("WS #903 Safe worlds for children", "WS #903 Safe worlds for children – Room 3 – RAW"),
        ("WS #903 Safe worlds for children", "Safe worlds for children | Transcript"),
        ("Safe worlds for children", "WS #903 Safe worlds for children RAW"),
        ("Safe worlds for children", "Day 2 Safe Worlds for Children"),
        ("Safe worlds for children", "Transcript: Safe worlds for children"),
    ],
)
def test_titles_of_a_page_and_its_transcript(of_page, of_transcript):
    files = (page(of_page), transcript(of_transcript))
    for order in (files, files[::-1]):
        assert sessions(together(*order)) == [ONE]


def test_several_pairs_and_a_report():
    files = [
        page("WS #1 Play online"), page("WS #2 Play offline", hour="09"), page("Opening session", hour="11"),
        transcript("Day 1 Opening session RAW"), transcript("Day 1 WS #2 Play offline"), transcript("Day 1 WS #1 Play online"), report("WS #1 Play online"),
    ]  # fmt: skip
    for order in (files, files[::-1]):
        assert sessions(together(*order)) == [
            ("Opening session", "held", "13:00", "description+transcript"),
            ("Play offline", "held", "11:00", "description+transcript"),
            ("Play online", "held", "09:00", "description+report+transcript"),
        ]


@pytest.mark.parametrize(
    ("of_page", "of_transcript"),
    [
        ("WS #903 Safe worlds for children", "WS #904 Safe worlds for children"),
        ("WS #903 Safe worlds for children", "Safe worlds for children and parents - Transcript"),
        ("Safe worlds for children, part 1", "Safe worlds for children, part 2 RAW"),
        ("Day 0 Event #3 Safe worlds", "WS #3 Safe worlds"),
        ("WS #903 Safe worlds for children", "WS #903 Routing security at scale"),
    ],
)
def test_sessions_that_are_only_alike_stay_apart(of_page, of_transcript):
    imported = together(page(of_page), transcript(of_transcript))
    assert sorted(imported.sessions["status"]) == ["held", "on_programme"]


def test_a_transcript_of_one_of_two_sessions_of_a_title_stands_alone_and_it_is_said():
    days = ("Tuesday, 23rd June, 2026", "Wednesday, 24th June, 2026")
    imported = together(*(page(f"WS #{n} Networking", day=day) for n, day in enumerate(days, 1)), transcript("Networking RAW"))
    assert sorted(imported.sessions["status"]) == ["held", "on_programme", "on_programme"]
    assert "one session with this title; 2 have it, so the transcript or report is kept on its own" in [
        p.expected for p in imported.problems
    ]


@pytest.mark.parametrize(
    "title", ["Safe worlds", "How to write a report", "Raw data for children", "Transcripts and children", "RAW"]
)
def test_a_title_keeps_its_own_words(title):
    assert bare_title(title) == title
