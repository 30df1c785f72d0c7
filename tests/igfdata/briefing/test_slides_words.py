"""Words of slides on one session, on none and on 300: short titles without brackets, short evidence, no retired word."""

import re

import pytest

from igfdata import Selection
from igfdata.briefing.agenda import briefing_about
from igfdata.findings.phrases import LONGEST_HEADLINE, LONGEST_SENTENCE, n_words, sentences

IGF2025 = Selection(meetings=("igf2025",))


def of_one(tiny):
    session = {"session_id": "a", "day": 1, "start": "09:00", "end": "10:00"}
    return tiny([session], pillars={"a": "protection participation"}, topics={"a": "t"}, persons=[("a", "Youth")])


def of_300(tiny):
    """Five days with sixty sessions each, at eight hours; every fourth is unclear, ten are not coded."""
    codes = ("protection", "provision participation", "participation", "unclear")
    names = [f"s{i:03}" for i in range(300)]
    sessions = [
        {
            "session_id": name,
            "day": i % 5,
            "start": f"{9 + i % 8:02}:00",
            "end": f"{10 + i % 8:02}:00",
            "title": "Children " * 40,
        }
        for i, name in enumerate(names)
    ]
    pillars = {name: codes[i % 4] for i, name in enumerate(names[:290])}
    people = [(name, group) for name in names for group in ("Government", "Civil Society", None)]
    return tiny(sessions, pillars=pillars, topics={name: f"topic{i % 9}" for i, name in enumerate(names)}, persons=people)


@pytest.mark.parametrize("make", [of_one, lambda tiny: tiny([]), of_300], ids=["one", "none", "300"])
@pytest.mark.parametrize("day", ["Day 1", None], ids=["day", "meeting"])
def test_titles_and_evidence_are_short(tiny, make, day):
    data = make(tiny)
    made = briefing_about(data, IGF2025, day) if day else briefing_about(data, IGF2025)
    assert made.slides or made.left_out
    for slide in made.slides:
        assert n_words(slide.title) <= LONGEST_HEADLINE, slide.title
        assert not re.search(r"[()\[\]]", slide.title), slide.title
        for sentence in sentences(slide.evidence):
            assert n_words(sentence) <= LONGEST_SENTENCE, sentence
        assert not re.search(r"\b(persons|problem|beside|left out)\b|\d %", f"{slide.title} {slide.evidence}")
    for note in made.left_out:
        assert all(n_words(sentence) <= LONGEST_SENTENCE for sentence in sentences(note)), note
