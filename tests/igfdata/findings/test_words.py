"""Words of findings on the shipped data, on one session, on none and on 300: short, without brackets, counted before percent."""

import re
from dataclasses import replace

import pytest

from igfdata import Selection
from igfdata.findings import findings
from igfdata.findings import test_cell as ask
from igfdata.findings.claims import claims_of
from igfdata.findings.people import largest_group
from igfdata.findings.phrases import (
    LONGEST_HEADLINE,
    LONGEST_SENTENCE,
    Subject,
    chance_sentence,
    fitting,
    n_words,
    sentences,
    subjects,
)
from igfdata.wording import capital

IGF2025 = Selection(meetings=("igf2025",))
WRONG = re.compile(r"\b(persons?|beside|whole|stands? out|dominates?|split|problem)\b|\d \u202f?%|\u202f|\b1 sessions\b|  ")


def three_hundred(tiny):
    codes = ("protection", "provision participation", "participation", "unclear")
    sessions = [
        {
            "session_id": f"s{i:03}",
            "day": i % 5,
            "start": f"{9 + i % 8:02}:00",
            "end": f"{10 + i % 8:02}:00",
            "title": "Children " * 40,
        }
        for i in range(300)
    ]
    pillars = {f"s{i:03}": codes[i % 4] for i in range(290)}
    people = [(f"s{i:03}", group) for i in range(300) for group in ("Government", "Civil Society", None)]
    return tiny(sessions, pillars=pillars, topics={f"s{i:03}": f"topic{i % 9}" for i in range(300)}, persons=people)


def of_one(tiny):
    session = {"session_id": "a", "day": 1, "start": "09:00", "end": "10:00"}
    return tiny([session], pillars={"a": "protection participation"}, topics={"a": "t"}, persons=[("a", "Youth")])


@pytest.fixture(params=["shipped", "all meetings", "one", "none", "300"])
def told(request, shipped, tiny):
    data = {"one": of_one, "300": three_hundred}.get(request.param, lambda tiny: tiny([]))(tiny)
    dataset = shipped if request.param in ("shipped", "all meetings") else data
    selection = Selection() if request.param == "all meetings" else IGF2025
    found = [*findings(dataset, selection), *filter(None, [largest_group(dataset, selection)])]
    return [*found, *(claim.finding for claim in claims_of(dataset))]


def test_headlines_are_short_and_without_brackets(told):
    assert told
    for one in told:
        assert n_words(one.headline) <= LONGEST_HEADLINE, one.headline
        assert not re.search(r"[()\[\]{}%]", one.headline)
        assert re.fullmatch(r"[A-Z0-9a-z“].*\.", one.headline)
        assert not WRONG.search(one.headline)


def test_sentences_are_short_and_plain(told):
    for one in told:
        for text in (one.evidence, *(test.reason for test in one.tests)):
            assert not WRONG.search(text), text
            for sentence in sentences(text):
                assert n_words(sentence) <= LONGEST_SENTENCE, sentence
        assert all(n_words(test.label) <= 4 for test in one.tests)


def test_below_five_no_percentage(told, shipped):
    for one in told:
        assert "%" not in one.evidence or "official share" in one.evidence


@pytest.mark.parametrize("pillar", ["protection", "provision", "participation"])
@pytest.mark.parametrize("day", [0, 1, 2, 3, 4, "unknown"])
def test_words_of_every_cell(shipped, day, pillar):
    one = ask(shipped, IGF2025, breakdown="day", cell=str(day), pillar=pillar)
    assert n_words(one.headline) <= LONGEST_HEADLINE
    for text in (one.evidence, *(test.reason for test in one.tests)):
        assert all(n_words(sentence) <= LONGEST_SENTENCE for sentence in sentences(text)), text


def test_a_headline_names_what_it_counts(shipped):
    """Not “sessions”: more were held than those that it counts."""
    first = findings(shipped, IGF2025)[0]
    assert "child-related sessions" in first.headline
    about = findings(shipped, Selection(meetings=("igf2025",), relevance=("yes",)))[0]
    assert "essions about children" in about.headline
    proposed = findings(shipped, Selection(meetings=("igf2025",), status=("proposed",)))[0]
    assert re.search(r"roposed child-related sessions touch ", proposed.headline)
    two = Selection(meetings=("igf2025",), groups=("Civil Society", "Government"), group_match="all")
    (subject, *_) = subjects(two, shipped)
    assert subject.sessions() == "child-related sessions with both government and civil society" or (
        subject.sessions() == "child-related sessions with both civil society and government"
    )


def test_one_session_touches(tiny):
    """Without a held session the verb is in the present."""
    session = {"session_id": "a", "status": "on_programme"}
    (first, *_) = findings(tiny([session], pillars={"a": "participation"}), IGF2025)
    assert first.headline == "The only child-related session touches participation."
    one = ask(
        tiny([{**session, "day": 1}], pillars={"a": "protection"}), IGF2025, breakdown="day", cell="1", pillar="protection"
    )
    assert one.headline == "The only child-related session on Day 1 touches protection."


def test_two_limits_of_the_filter_are_joined(tiny):
    selection = replace(IGF2025, groups=("Youth",), days=("Day unknown",))
    (none, *_) = findings(tiny([{"session_id": "a", "day": 1}], persons=[("a", "Youth")]), selection)
    assert none.headline == "There are no child-related sessions with youth and without a date in the data."


@pytest.mark.parametrize(
    ("limits", "name"),
    [
        ({"types": ("Workshop",)}, "child-related workshops"),
        ({"types": ("Day 0 Event",), "days": ("Day 0",)}, "child-related Day 0 events on Day 0"),
        ({"types": ("Ceremony",)}, "child-related sessions in this selection"),
        ({"regions": ("GRULAC",)}, "child-related sessions with people from Latin America and the Caribbean"),
        ({"regions": ("WEOG",)}, "child-related sessions with people from Western Europe and others"),
        ({"regions": ("WEOG",), "groups": ("Youth",)}, "child-related sessions in this selection"),
        ({"topics": ("gaming",)}, "child-related sessions on gaming"),
        ({"topics": ("gaming",), "pillars": ("protection",)}, "child-related sessions in this selection"),
        ({"roles": ("speaker",)}, "child-related sessions"),
        ({"basis": "stated"}, "child-related sessions"),
        ({"roles": ("speaker",), "groups": ("Youth",)}, "child-related sessions in this selection"),
        ({"days": ("Day 1", "Day 2")}, "child-related sessions in this selection"),
        ({"types": ("Workshop", "Open Forum"), "days": ("Day 1",)}, "child-related sessions on Day 1 in this selection"),
    ],
)  # fmt: skip
def test_a_filter_is_named_or_said_to_be_a_selection(shipped, limits, name):
    """Roles and the basis of groups limit no session unless groups or regions are chosen."""
    assert subjects(replace(IGF2025, **limits), shipped)[0].sessions() == name


def test_the_fullest_name_that_fits_is_taken():
    long, short = (
        Subject("child-related", "with one two three four five six seven eight nine"),
        Subject("", "in this selection"),
    )
    assert fitting(lambda subject: f"{subject.sessions()} touched protection.", [long, short]) == (
        "Child-related sessions with one two three four five six seven eight nine touched protection."
    )
    assert fitting(lambda subject: f"most {subject.sessions()} touched protection.", [long, short]) == (
        "Most sessions in this selection touched protection."
    )


def test_a_long_sentence_on_chance_becomes_two():
    assert chance_sentence(0.04, 0.54, 15, "day") == (
        "Chance alone does this in 4 of 100 programmes for a day chosen beforehand, in 54 of 100 for the largest of 15 comparisons."
    )
    assert chance_sentence(0.001, 0.003, 15, "day") == (
        "Chance alone does this in fewer than 1 of 100 programmes for a day chosen beforehand. "
        "It does so in fewer than 1 of 100 for the largest of 15 comparisons."
    )
    assert capital("one") == "One"
