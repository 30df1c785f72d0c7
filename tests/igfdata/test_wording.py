"""Singular and plural, doubled phrases: the sentences that hold a count, with none, one and two."""

import re
from pathlib import Path

import pytest

from igfdata import Selection
from igfdata.briefing.agenda import briefing_about
from igfdata.briefing.briefing_view import day_view
from igfdata.briefing.slides.programme_alone import why_no_changes
from igfdata.findings.totals import pillars_in_all
from igfdata.wording import agree, counted, interval_text, part_of

ROOT = Path(__file__).parents[2]
WRONG = re.compile(
    r"(?<!Day )\b1 (?!of\b|is\b|has\b)[a-z]+s\b|\b1 (session|person|topic|file|row|pair|day) (are|have|overlap)\b|\b0 (is|has)\b|left out: left out"
)


@pytest.mark.parametrize(("n", "text"), [(0, "0 sessions are"), (1, "1 session is"), (2, "2 sessions are")])
def test_noun_and_verb_go_with_their_number(n, text):
    assert f"{counted(n, 'session')} {agree(n, 'is', 'are')}" == text


@pytest.mark.parametrize(
    ("n", "of", "text"),
    [(0, 0, "0 of 0 sessions"), (0, 1, "0 of 1 session"), (1, 1, "1 of 1 session"), (1, 2, "1 of 2 sessions")],
)
def test_the_noun_goes_with_the_whole(n, of, text):
    assert part_of(n, of, "session") == text


def day(tiny, n_coded, n_open):
    names = [f"c{n}" for n in range(n_coded)] + [f"o{n}" for n in range(n_open)]
    return tiny(
        [{"session_id": name, "day": 1, "start": f"{9 + number:02d}:00"} for number, name in enumerate(names)],
        pillars={name: "protection" for name in names[:n_coded]},
    )


@pytest.mark.parametrize(
    ("n_coded", "n_open", "told"),
    [
        (1, 0, "1 of 1 session on Day 1 is coded"),
        (1, 1, "1 of 2 sessions on Day 1 is coded"),
        (2, 1, "2 of 3 sessions on Day 1 are coded"),
        (0, 1, "The 1 session on Day 1 is not coded yet"),
        (0, 2, "Neither of the 2 sessions on Day 1 is coded yet"),
    ],
)
def test_coded_sessions_of_a_day(tiny, n_coded, n_open, told):
    data = day(tiny, n_coded, n_open)
    from igfdata.briefing.slides.what_happened import on_day

    made = on_day(day_view(data, Selection(meetings=("igf2025",)), "Day 1"))
    assert told in " ".join([made.title, *made.notes])


@pytest.mark.parametrize(("n_open", "told"), [(1, " 1 more session is not coded."), (3, " 3 more sessions are not coded.")])
def test_open_sessions_of_a_finding(tiny, n_open, told):
    found = pillars_in_all(day(tiny, 1, n_open), Selection(meetings=("igf2025",)))
    assert found and found.evidence.endswith(told)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_no_slide_of_a_small_day_has_a_wrong_number(tiny, n):
    made = briefing_about(day(tiny, n, 0), Selection(meetings=("igf2025",)), "Day 1")
    texts = [text for slide in made.slides for text in (slide.title, *slide.notes)] + list(made.left_out)
    assert [text for text in texts if WRONG.search(text)] == []


def test_what_is_left_out_is_not_said_twice(tiny):
    assert why_no_changes(None) == "Changes of the programme: there is no earlier version to compare with."
    made = briefing_about(day(tiny, 1, 0), Selection(meetings=("igf2025",)), "Day 1")
    assert not [note for note in made.left_out if "left out" in note.casefold()]


def test_no_text_of_the_program_leaves_the_number_open():
    """“error(s)”: the noun goes with its number instead."""
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in ("igfdata", "pages")
        for path in (ROOT / folder).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\}[^\"']*[a-z]\(s\)", line)
    ]
    assert found == []


@pytest.mark.parametrize(("of", "text"), [(4, ""), (5, "95% interval 21 to 64%")])
def test_an_interval_is_told_from_five_on(of, text):
    assert interval_text(0.21, 0.64, of) == text
