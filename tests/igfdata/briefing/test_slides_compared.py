"""Slides of two selections: both numbers on each, hand-counted with overlap, disjoint, equal and empty sides."""

import io
import random
import re
from dataclasses import replace

import pytest
from pptx import Presentation

from igfdata import Selection
from igfdata import vocabulary as v
from igfdata.briefing.agenda import briefing_about
from igfdata.briefing.model import Chart
from igfdata.briefing.my_deck.cards import Card, Deck
from igfdata.briefing.my_deck.computing import slide_of
from igfdata.briefing.my_deck.deck_file import read_deck, write_deck
from igfdata.briefing.render.deck_page import to_html
from igfdata.briefing.render.pptx.deck import to_pptx
from igfdata.briefing.render.pptx.deck_update import update_deck
from igfdata.briefing.render.printed_page import to_print_html
from igfdata.findings.phrases import LONGEST_HEADLINE, full_sentences, n_words
from igfdata.measures.summary import summarise_comparison
from igfdata.selection import Comparison, comparison_from_query, options, select
from tests.conftest import make_tiny
from tests.igfdata.briefing.deck_data import compared, computing

IGF2025 = Selection(meetings=("igf2025",))
A = replace(IGF2025, days=("Day 1",), groups=("Civil Society",))
B = replace(A, groups=("Private Sector",))
DAY_2 = replace(A, days=("Day 2",))


@pytest.fixture(scope="module")
def data():
    return day_1("provision")


def day_1(pillar_of_s4):
    """Day 1: civil society in s1 to s4, the private sector in s3 to s5, nobody known in s6; Day 2: civil society in s7."""
    return make_tiny(
        [*({"session_id": f"s{n}", "day": 1} for n in range(1, 7)), {"session_id": "s7", "day": 2}],
        pillars={
            "s1": "protection", "s2": "protection provision", "s3": "protection", "s4": pillar_of_s4, "s5": "participation",
            "s6": "unclear", "s7": "provision",
        },
        topics={"s1": "t", "s2": "t u", "s3": "u", "s5": "w"},
        persons=[
            *((f"s{n}", "Civil Society") for n in (1, 2, 3, 4, 7)), *((f"s{n}", "Private Sector") for n in (3, 4, 5)),
            ("s5", "Government"), ("s6", None),
        ],
    )  # fmt: skip


def by_key(briefing):
    return {slide.key: slide for slide in briefing.slides}


def test_sides_that_overlap(data):
    made = compared(data, Comparison(A, B), own_points=("Mine.",), ask="Ask.")
    slides = by_key(made)
    assert list(slides) == ["balance", "missing", "programme", "points", "speakers", "topics", "caution", "method"]
    assert made.title == "IGF 2025, Day 1: civil society and private sector"
    sentence = "Civil society, compared with private sector at IGF 2025 on Day 1"
    assert made.selection == f"{sentence}. A n = 4, B n = 3, 2 in both."
    assert made.query == "meeting=igf2025&day=1&group=civil-society&b-group=private-sector"
    assert made.file_stem == "igf2025-day-1-2025-06-24-compared"
    assert all(
        slide.selection == f"{sentence} · A n = 4, B n = 3, 2 in both" for key, slide in slides.items() if key != "programme"
    )
    balance = slides["balance"]
    assert balance.title == "Civil society: protection in 3 of 4 child-related sessions; private sector: 1 of 3."
    assert balance.evidence == "Protection: A 3 of 4 · B 1 of 3. With fewer than five sessions, only counts are compared."
    grid = balance.body
    assert (grid.days, grid.names) == ((("Day 1", "Tue 24 June", 5),), ("Civil society", "Private sector"))
    assert [(row.name, row.totals, row.is_marked) for row in grid.rows] == [
        ("Protection", ("3 of 4", "1 of 3"), True), ("Provision", ("2 of 4", "1 of 3"), False),
        ("Participation", ("0 of 4", "1 of 3"), False),
    ]  # fmt: skip
    on_protection = ((("on", "on", "on", "off", "away"),), (("away", "away", "on", "off", "off"),))
    assert grid.rows[0].states == on_protection
    assert "2 sessions lie in both; chance compares the 2 only in A with the 1 only in B." in grid.remarks
    assert (
        "Of 2 sessions outside A, 1 does not give every speaker’s group: civil society may have spoken there too."
        in grid.remarks
    )
    assert slides["points"].title == "Raise our ask, one point of our own and three more this morning."
    first, second = slides["points"].body.items[:2]
    assert first.is_own and second.figure == "A 3 of 4\nB 1 of 3"
    # only in A both are on protection, only in B the one is not: one of 3 ways in which 2 of 3 are on protection is so clear
    assert second.evidence == "Chance alone does this in 33 of 100 programmes for a pillar chosen beforehand."


def test_people_and_topics_of_sides_that_overlap(data):
    slides = by_key(compared(data, Comparison(A, B)))
    missing = slides["missing"]
    # A: four of civil society, two of the private sector; B: two and three, and one of government
    assert missing.title == "A: four groups had no speaker; B: three groups had no speaker."
    assert missing.evidence.endswith("A 4 of 4 with 6 speakers; B 3 of 3 with 6 speakers.")
    rows = {row[0]: row[1:] for row in missing.body.rows}
    assert missing.body.header == ("Group", "A, 6 speakers", "B, 6 speakers")
    assert rows["Civil Society"] == ("4 of 6", "2 of 6") and rows["Private Sector"] == ("2 of 6", "3 of 6")
    assert rows["Government"] == ("none", "1 of 6") and missing.body.marked == frozenset(range(4))
    speakers = slides["speakers"]
    assert speakers.title == "Government differs most: 0% of people in A, 17% in B."
    assert speakers.evidence.startswith(
        "A 0 of 6 · B 1 of 6 people with a known group. The filter chooses civil society and the"
    )
    assert [series.name for series in speakers.body.series] == ["A: Civil society", "B: Private sector"]
    topics = slides["topics"]
    assert topics.title == "One topic came up in both A and B."
    assert topics.evidence == "1 only in A, 1 only in B."
    assert topics.body.columns == ("A · n = 3", "B · n = 2")
    # u: 2 of 3 and 1 of 2; t: 2 of 3 and none; w: none and 1 of 2
    assert [(name, *(cell.text for cell in row)) for name, row in zip(topics.body.rows, topics.body.cells, strict=True)] == [
        ("u", "● ●", "●"), ("t", "● ●", ""), ("w", "", "●")
    ]  # fmt: skip


def test_sides_without_a_common_session(data):
    made = compared(data, Comparison(A, DAY_2))
    assert made.title == "IGF 2025: Day 1 and Day 2" and made.selection.endswith("A n = 4, B n = 1, 0 in both.")
    grid = by_key(made)["balance"].body
    assert [day[0] for day in grid.days] == ["Day 1", "Day 2"]
    assert grid.rows[1].states == ((("off", "on", "off", "on"), ("away",)), (("away",) * 4, ("on",)))


def test_a_sentence_below_all_points_is_told_once():
    """One session of each, both on protection: chance does that in every programme, for each pillar."""
    pair = make_tiny(
        [{"session_id": "a1", "day": 1}, {"session_id": "b1", "day": 1}], pillars={"a1": "protection", "b1": "protection"},
        persons=[("a1", "Civil Society"), ("b1", "Private Sector")],
    )  # fmt: skip
    slide = by_key(compared(pair, Comparison(A, B)))["points"]
    said = [sentence for one in slide.body.items for sentence in one.evidence.split(". ") if sentence]
    assert len(slide.body.items) == 3 and len(said) == len(set(said))
    assert slide.evidence.count("Chance alone does this in 100 of 100 programmes") == 1


def test_equal_sides_differ_in_nothing(data):
    made = compared(data, Comparison(A, A))
    slides = by_key(made)
    assert made.title == "IGF 2025, Day 1, compared with itself" and made.selection.endswith("A n = 4, B n = 4, 4 in both.")
    for row in slides["balance"].body.rows:
        assert row.totals[0] == row.totals[1] and row.states[0] == row.states[1]
    assert "Who spoke: Every group has the same share of people in A and in B." in made.left_out
    assert "Chance" not in " ".join(one.evidence for one in slides["points"].body.items)


def test_that_nothing_is_clearer_than_chance_is_said_once_before_the_counts():
    """Three of six sessions of each on protection, three on provision."""
    names = [f"{side}{n}" for side in "ab" for n in range(6)]
    even = make_tiny(
        [{"session_id": name, "day": 1} for name in names],
        pillars={name: "protection" if name[1] < "3" else "provision" for name in names},
        persons=[(name, "Civil Society" if name < "b" else "Private Sector") for name in names],
    )
    slides = by_key(compared(even, Comparison(A, B)))
    first, *more = slides["points"].body.items
    assert first.figure == "A 3 of 6\nB 3 of 6" and first.evidence.startswith("No difference in whole points; 95% interval")
    assert not any("Chance alone" in one.evidence for one in slides["points"].body.items)  # the headline says it of all
    assert slides["points"].title == "No difference between A and B is clearer than chance."
    assert slides["points"].title not in [one.text for one in (first, *more)]
    own = by_key(compared(even, Comparison(A, B), own_points=("Ours.",)))["points"]
    assert [one.text for one in own.body.items[:2]] == ["Ours.", "No difference between A and B is clearer than chance."]
    asked = by_key(compared(even, Comparison(A, B), ask="Listen."))["points"]
    assert asked.title == "Raise our ask; no difference between A and B is clearer than chance."
    # only civil society in A, only the private sector in B: of six groups each lacks the five others
    assert slides["missing"].title == "A: five groups had no speaker; B: five groups had no speaker."


def test_the_same_groups_missing_are_named_once_where_there_is_room():
    people = [(name, group) for name in ("s1", "s2") for group in v.SECTORS if group not in ("Government", "Press/Media")]
    data = make_tiny([{"session_id": "s1", "day": 1}, {"session_id": "s2", "day": 2}], persons=people)
    days = Comparison(replace(IGF2025, days=("Day 1",)), replace(IGF2025, days=("Day 2",)))
    assert by_key(compared(data, days))["missing"].title == "Neither A nor B had a speaker from government."
    few = make_tiny([{"session_id": "s1", "day": 1}, {"session_id": "s2", "day": 2}], persons=people[:1] + people[-1:])
    assert by_key(compared(few, days))["missing"].title.startswith("A: five groups had no speaker; B: five groups")


def test_b_follows_the_day_of_the_briefing_and_a_first_versions_meeting_is_b(data, shipped):
    every_day = Comparison(replace(A, days=()), replace(B, days=()))
    made = briefing_about(data, every_day.a, "Day 1", comparison=every_day)
    assert made.selection.endswith("on Day 1. A n = 4, B n = 3, 2 in both.")
    assert briefing_about(data, A, "meeting", comparison=Comparison(A, B)).selection.endswith("A n = 5, B n = 3, 2 in both.")
    first = briefing_about(shipped, replace(IGF2025, days=("Day 2",)), "versus-igf2024")
    assert first.query == "meeting=igf2025&b-meeting=igf2024"


def test_an_empty_side_leaves_no_slide_that_compares(data):
    made = compared(data, Comparison(A, replace(A, groups=("Academia",))), own_points=("Mine.",))
    assert list(by_key(made)) == ["programme", "points", "method"]
    assert by_key(made)["points"].title == "Raise one point of our own this morning."
    assert made.left_out[:2] == ("Rights pillars: B has no session: Academia.", "Who was missing: B has no session: Academia.")
    assert by_key(made)["method"].title == "A has 4 sessions, B has 0."


def test_swapping_exchanges_the_sides(data):
    there, back = (by_key(compared(data, one)) for one in (Comparison(A, B), Comparison(B, A)))
    for row, other in zip(there["balance"].body.rows, back["balance"].body.rows, strict=True):
        assert row.totals == other.totals[::-1] and row.states == other.states[::-1]
    assert there["topics"].title == back["topics"].title


def test_who_goes_where_is_of_a_and_says_so(data):
    slide = by_key(compared(data, Comparison(A, B)))["programme"]
    assert slide.heading.endswith(", A only") and slide.selection.startswith("A only: Sessions of IGF 2025, on Day 2,")


def test_two_meetings_are_a_case_of_it(shipped):
    made = compared(shipped, Comparison(IGF2025, replace(IGF2025, meetings=("igf2024",))))
    slides = by_key(made)
    assert made.title == "IGF 2025 and IGF 2024" and made.query == "meeting=igf2025&b-meeting=igf2024"
    assert {"balance", "speakers", "topics", "caution", "points", "method"} <= set(slides)
    chart = slides["balance"].body
    assert isinstance(chart, Chart) and [series.name for series in chart.series] == ["A: IGF 2025", "B: IGF 2024"]
    shares = [max(pair) for pair in zip(*(series.values for series in slides["speakers"].body.series), strict=True)]
    assert shares == sorted(shares, reverse=True)  # the largest group first
    assert any(item.startswith("Hosts, lengths, sub-themes") for item in slides["caution"].body.items)


def test_the_slides_say_what_the_summary_prints(shipped):
    """Civil society and the private sector, IGF 2025, Day 2."""
    a, b = (replace(DAY_2, groups=(group,)) for group in ("Civil Society", "Private Sector"))
    rows = by_key(compared(shipped, Comparison(a, b)))["balance"].body.rows
    printed = summarise_comparison(select(shipped, a), select(shipped, b), by=None)
    printed = printed[printed["measure"] == "pillar_coverage"].set_index("category")
    for row in rows:
        n = printed.loc[row.name.lower()] if row.name.lower() in printed.index else None
        if n is not None:
            assert row.totals == (f"{n['a_n']:.0f} of {n['a_of']:.0f}", f"{n['b_n']:.0f} of {n['b_of']:.0f}")
        for side, (states, total) in enumerate(zip(row.states, row.totals, strict=True)):
            drawn = [state for day in states for state in day if state != "away"]
            assert total == f"{drawn.count('on')} of {len(drawn)}", (row.name, side)


def test_more_than_one_meeting_is_an_error(data):
    with pytest.raises(ValueError, match="about one meeting"):
        compared(data, Comparison(Selection(), B))


def test_random_pairs_keep_the_rules_of_language(shipped):
    chosen = random.Random(15)
    keys = {"group": "groups", "day": "days", "meeting": "meetings", "type": "types", "pillar": "pillars", "topic": "topics"}
    for _ in range(20):
        query = {"meeting": ["igf2025"], "day": [chosen.choice(["all", "2", "0"])], "group": [chosen.choice(["all", "youth"])]}
        for key in chosen.sample(list(keys), 2):
            query[f"b-{key}"] = [chosen.choice([*options(shipped, keys[key]), "all"])]
        _, comparison, _ = comparison_from_query(query, shipped)
        if comparison is None:
            continue
        made = compared(shipped, comparison)
        for slide in made.slides:
            assert n_words(slide.title) <= LONGEST_HEADLINE and not re.search(r"[()\[\]]", slide.title), slide.title
            assert slide.body is not None and slide.selection, slide.key
            for text in full_sentences(slide.evidence) if slide.key != "method" else []:
                assert n_words(text) <= 25, text
        assert to_html(made) and to_print_html(made)


@pytest.mark.parametrize("b", [{"groups": ("Private Sector",)}, {"days": ()}, {"meetings": ("igf2024",), "days": ()}], ids=str)
def test_each_slide_knows_what_computes_it_again(shipped, b):
    made = briefing_about(shipped, DAY_2, "Day 2", comparison=Comparison(DAY_2, replace(DAY_2, **b)), ask="Ask.")
    for slide in made.slides:
        assert replace(slide_of(slide.reference, shipped), data_state="") == slide, slide.reference


def test_a_card_of_the_grid_is_written_and_read(data):
    made = briefing_about(data, A, "Day 1", comparison=Comparison(A, B))
    card = Card("card-1", replace(made.slides[0], key="card-1"), "2026-11-28T07:41", "", "Briefing")
    assert read_deck(write_deck(Deck("Test", (card,)))).cards == (card,)
    wrong = re.sub(r'("Tue 24 June",\s*)5', r"\g<1>4", write_deck(Deck("Test", (card,))))
    with pytest.raises(ValueError, match="of A and of B, a list for each of “days”"):
        read_deck(wrong)


def test_a_deck_of_a_comparison_is_refreshed(data):
    made = to_pptx(briefing_about(data, A, "Day 1", comparison=Comparison(A, B)))
    assert update_deck(made, computing(data)).content == made
    updated = update_deck(made, computing(day_1("protection")))
    native = Presentation(io.BytesIO(updated.content)).slides[1]
    told = "Civil society: protection in 4 of 4 child-related sessions; private sector:\u00a02\u00a0of\u00a03."
    assert native.shapes.title.text_frame.text == told
    table = next(shape.table for shape in native.shapes if shape.has_table)
    rows = [[cell.text for cell in row.cells if cell.text] for row in table.rows]
    assert rows[2:5] == [
        ["Protection", "A", *"■■■■", "A 4 of 4"], ["B", *"■■□", "B 2 of 3"], ["Provision", "A", *"□■□□", "A 1 of 4"]
    ]  # fmt: skip
