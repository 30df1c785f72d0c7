"""Findings about two selections: counts of both sides, chance that takes shared sessions into account, and short sentences."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from igfdata import Selection
from igfdata.cli.main import main
from igfdata.findings import comparison_findings
from igfdata.findings.phrases import LONGEST_HEADLINE, LONGEST_SENTENCE, n_words, sentences
from igfdata.measures.chance import chance_of_difference
from igfdata.selection import Comparison, options
from tests.conftest import load_shipped, make_tiny

SHIPPED = load_shipped()
A = Selection(groups=("Civil Society",))


@pytest.fixture(scope="module")
def data():
    """Nine sessions with civil society, seven of them on provision; twelve with government, two of them on provision."""
    names = [f"a{i:02}" for i in range(9)] + [f"b{i:02}" for i in range(12)]
    pillars = {name: "provision" if name in ("b00", "b01") or "a00" <= name < "a07" else "protection" for name in names}
    persons = [(name, "Civil Society" if name < "b" else "Government") for name in names]
    return make_tiny(names, pillars=pillars, persons=persons)


def first(data, b, a=A):
    return comparison_findings(data, Comparison(a, b))[0]


def test_a_part_is_tested_against_the_rest(data):
    found = first(data, Selection())
    assert found.headline == "Civil society: provision in 7 of 9 child-related sessions; overall: 9 of 21."
    # Fisher: 9 of 21 on provision, 9 drawn: P(7, 8 or 9) = (36 × 66 + 9 × 12 + 1) / 293930 = 2485 / 293930, and on the other side
    # P(0) = 220 / 293930 is no larger than P(7) = 2376 / 293930: together .0092
    assert found.chance_asked == 0.0092
    assert found.chance_found == pytest.approx(0.0092, abs=0.003)  # protection mirrors provision: nothing more is looked at
    assert found.kind == "comparison" and (found.n, found.of) == (7, 9)
    assert found.evidence.endswith("All of A lies in B, so chance compares A with the other 12.")
    assert found.evidence.startswith("35 points more in A; 95% interval 10 to 46.")
    assert found.session_ids == tuple(f"a{i:02}" for i in range(7))


def test_a_whole_compared_with_its_part_is_tested_the_same_way(data):
    found = first(data, A, a=Selection())
    assert found.headline == "Overall: protection in 12 of 21 child-related sessions; civil society: 2 of 9."
    assert found.chance_asked == 0.0092
    assert found.evidence.startswith("35 points more in A; 95% interval 10 to 46.")
    assert found.evidence.endswith("All of B lies in A, so chance compares B with the other 12.")


def test_sides_without_a_common_session(data):
    found = first(data, Selection(groups=("Government",)))
    assert found.headline == "Civil society: provision in 7 of 9 child-related sessions; government: 2 of 12."
    assert found.chance_asked == 0.0092 and "lie" not in found.evidence


def test_a_name_keeps_its_capital_inside_the_sentence():
    days = make_tiny(
        [{"session_id": "one", "day": 2}, {"session_id": "two", "day": 3}], pillars={"one": "protection", "two": "provision"}
    )
    found = comparison_findings(days, Comparison(Selection(days=("Day 2",)), Selection(days=("Day 3",))))
    assert "Day 2: protection in 1 of 1 child-related session; Day 3: 0 of 1." in [finding.headline for finding in found]


def test_sides_that_overlap_are_tested_by_what_only_one_has():
    names = [f"s{i}" for i in range(8)]
    persons = [(name, "Civil Society") for name in names[:6]] + [(name, "Government") for name in names[4:]]
    data = make_tiny(names, pillars={name: "protection" if name < "s5" else "provision" for name in names}, persons=persons)
    none, *rest = comparison_findings(data, Comparison(A, Selection(groups=("Government",))))
    # below five sessions in B only the counts: 5 of 6 and 1 of 4; only in A 4 of 4 on protection, only in B 0 of 2: Fisher 1 / 15
    assert none.headline == "Civil society: protection in 5 of 6 child-related sessions; government: 1 of 4."
    assert none.chance_asked == round(1 / 15, 4)
    assert none.evidence.startswith("With fewer than five sessions, only counts are compared.")
    assert none.evidence.endswith("2 sessions lie in both; chance compares the 4 only in A with the 2 only in B.")
    assert rest[-1].headline == "A has 6 sessions, B has 4; 2 are in both."


def test_where_nothing_is_clearer_than_chance_that_leads(data):
    names = [f"a{i}" for i in range(6)] + [f"b{i}" for i in range(6)]
    persons = [(name, "Civil Society" if name < "b" else "Government") for name in names]
    even = make_tiny(names, pillars={name: "protection" if name[1] < "3" else "provision" for name in names}, persons=persons)
    none, *rest = comparison_findings(even, Comparison(A, Selection(groups=("Government",))))
    assert (none.kind, none.headline) == ("nothing", "No difference between A and B is clearer than chance.")
    assert rest[0].headline == "Civil society: protection in 3 of 6 child-related sessions; government: 3 of 6."
    assert rest[0].evidence.startswith("No difference in whole points;")


def test_the_same_sessions_are_not_tested(data):
    found = comparison_findings(data, Comparison(A, A))
    assert all(one.chance_asked is None and one.chance_found is None and not one.tests for one in found)
    assert found[-1].headline == "A has 9 sessions, B has 9; 9 are in both."
    assert found[-1].evidence == "A and B are the same sessions."


def test_the_same_sessions_of_two_coders_are_not_tested():
    names = [f"s{i}" for i in range(5)]
    data = make_tiny(
        names, pillars={(name, coder): "protection" if coder == "A" else "provision" for name in names for coder in "AB"}
    )
    found = comparison_findings(data, Comparison(Selection(coder="A"), Selection(coder="B")))
    assert found[0].headline == "Coder A: protection in 5 of 5 child-related sessions; coder B: 0 of 5."
    assert found[0].evidence == "100 points more in A. The same sessions are counted by two rules, so chance is not tested."


def test_a_side_without_sessions_says_so(data):
    (found,) = comparison_findings(data, Comparison(A, Selection(groups=("Youth",))))
    assert found.headline == "Youth: no session matches."


SIDES = st.builds(
    Selection,
    meetings=st.sampled_from([(), ("igf2025",), ("igf2024",)]),
    days=st.sampled_from([(), *((day,) for day in options(SHIPPED, "days"))]),
    groups=st.sampled_from([(), *((group,) for group in options(SHIPPED, "groups"))]),
    group_match=st.sampled_from(["any", "none"]),
    pillars=st.sampled_from([(), *((pillar,) for pillar in options(SHIPPED, "pillars"))]),
    coder=st.sampled_from(["default", "A", "B"]),
    status=st.sampled_from([(), ("proposed",), ("held", "on_programme")]),
)


@given(SIDES, SIDES)
@settings(max_examples=500)
def test_any_two_selections_give_short_sentences(a, b):
    found = comparison_findings(SHIPPED, Comparison(a, b))
    assert 1 <= len(found) <= 7 and len({one.key for one in found}) == len(found)
    for one in found:
        assert n_words(one.headline) <= LONGEST_HEADLINE and "(" not in one.headline
        assert all(n_words(sentence) <= LONGEST_SENTENCE for sentence in sentences(one.evidence))
        assert "nan" not in f"{one.headline} {one.evidence}".split()


def test_the_command_prints_them(capsys):
    options_of = ["findings", "--meeting", "igf2025", "--group", "civil-society", "--b-group", "all"]
    told = comparison_findings(SHIPPED, Comparison(replace(A, meetings=("igf2025",)), Selection(meetings=("igf2025",))))
    assert main([*options_of, "--format", "json"]) == 0
    assert [record["headline"] for record in json.loads(capsys.readouterr().out)] == [one.headline for one in told]
    assert main(options_of) == 0
    assert capsys.readouterr().out.startswith("Civil society, compared with all sessions of IGF 2025. Data of ")


@given(st.integers(1, 12), st.integers(1, 12), st.data())
@settings(max_examples=40)
def test_the_chance_is_that_of_scipy(of, of_other, drawn):
    n = drawn.draw(st.lists(st.integers(0, of), min_size=1, max_size=4))
    n_other = drawn.draw(st.lists(st.integers(0, of_other), min_size=len(n), max_size=len(n)))
    expected = [fisher_exact([[k, of - k], [m, of_other - m]]).pvalue for k, m in zip(n, n_other, strict=True)]
    assert chance_of_difference(n, of, n_other, of_other) == pytest.approx(expected)
