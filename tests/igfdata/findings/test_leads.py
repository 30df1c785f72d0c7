"""Leads of a cell, what chance would do and how many codes would end them: check values, and counts by hand."""

from itertools import permutations
from math import comb

import numpy as np
import pytest

from igfdata import Selection, select
from igfdata.findings import findings
from igfdata.findings import test_cell as ask
from igfdata.findings.holding import changes_to_end
from igfdata.findings.leads import PILLARS, cells_of, chance_asked, chance_found, fragility, n_looked
from igfdata.measures import chance
from igfdata.measures.chance import chance_of_lead
from igfdata.measures.coverage import pillar_coverage

PROTECTION = 0
HELD = Selection(meetings=("igf2025",), status=("held",))
IGF2025 = Selection(meetings=("igf2025",))


@pytest.fixture(scope="module")
def held(shipped):
    return select(shipped, HELD)


@pytest.mark.parametrize("by", ["day", "meeting", "group", "type"])
def test_a_sentence_a_chart_and_chance_count_the_same(shipped, by):
    """What a finding counts in a cell is what the measure of the charts gives, and what the sessions that chance deals add up to."""
    for data in (select(shipped, one) for one in (Selection(), IGF2025, Selection(coder="A"))):
        coverage = pillar_coverage(data, by=by).set_index(["key", "category"])
        cells = cells_of(data, by)
        found = {(name, p): cells.inside(i, j) for i, name in enumerate(cells.names) for j, p in enumerate(PILLARS)}
        assert found
        assert found == {place: (int(coverage.at[place, "n"]), int(coverage.at[place, "of"])) for place in found}
        dealt, of = cells.member.T.astype(int) @ cells.touched.astype(int), cells.member.sum(axis=0)
        assert dealt.tolist() == cells.n.tolist() and of.tolist() == cells.of.tolist()
        assert (cells.touched.sum(axis=0).tolist(), len(cells.touched)) == (cells.all_n.tolist(), cells.all_of)


def test_day_2_of_2025_as_a_question_asked_beforehand_and_found_by_looking(held):
    """19 dated sessions, Day 2 5 of 5, others 6 of 14: C(11, 5) / C(19, 5) = 462 / 11628.

    Found by looking: of 29,331,862,560 ways to deal the sessions to the days (each of the 6 sets of pillars counted by itself, in whole
    numbers), 13,331,118,150 have no lead so large.
    """
    cells = cells_of(held, "day")
    day_2 = cells.names.index("Day 2")
    assert (cells.inside(day_2, PROTECTION), cells.outside(day_2, PROTECTION)) == ((5, 5), (6, 14))
    assert chance_asked(cells, day_2, PROTECTION) == pytest.approx(462 / 11628) == pytest.approx(0.040, abs=0.0005)
    assert chance_found(held, "day", (0, 1, 2), cells.leads[day_2, PROTECTION]) == pytest.approx(
        1 - 13_331_118_150 / 29_331_862_560
    )
    assert n_looked(cells, (0, 1, 2)) == 15


def test_two_codes_end_the_lead_of_day_2(held):
    """4 of 5 against 6 of 14 is .37, 3 of 5 against it .17: under .2."""
    cells = cells_of(held, "day")
    assert fragility(cells, cells.names.index("Day 2"), PROTECTION) == 2


def test_the_chance_of_a_lead_equals_that_of_all_orders(tiny):
    """Two days of 2 and 3 sessions: of the 120 orders, those with a lead so large, counted one by one."""
    days, codes = [0, 0, 1, 1, 1], ["protection", "protection provision", "provision", "participation", "provision"]
    sessions = [{"session_id": f"s{i}", "day": day} for i, day in enumerate(days)]
    data = tiny(sessions, pillars={f"s{i}": code for i, code in enumerate(codes)})

    def largest(order):
        leads = []
        for pillar in ("protection", "provision", "participation"):
            on = [pillar in codes[i].split() for i in order]
            first, second = sum(on[:2]) / 2, sum(on[2:]) / 3
            leads += [first - second, second - first]
        return max(leads)

    every = [largest(order) for order in permutations(range(5))]
    observed = largest(range(5))
    cells = cells_of(data, "day")
    assert cells.leads[0, PROTECTION] == pytest.approx(1.0) == observed
    exact = np.mean([lead >= observed - 1e-9 for lead in every])
    assert chance_found(data, "day", (0, 1, 2), observed) == pytest.approx(exact, abs=1e-9)


def test_where_it_cannot_be_exact_programmes_are_reshuffled(monkeypatch):
    """Three days of 2, 3 and 3 sessions: both ways give the same, within what 10,000 reshuffles can tell."""
    member = np.repeat(np.eye(3, dtype=bool), [2, 3, 3], axis=0)
    touched = np.array([[1, 0], [1, 1], [0, 1], [0, 0], [1, 0], [0, 1], [0, 0], [1, 0]], dtype=bool)
    exact = chance_of_lead(member, touched, smallest=2)
    monkeypatch.setattr(chance, "MOST_STATES", 10)
    reshuffled = chance_of_lead(member, touched, smallest=2)
    for lead in (0.2, 0.5, 0.6, 0.9):
        assert exact(lead) == pytest.approx(reshuffled(lead), abs=0.015)
        assert exact(lead) != reshuffled(lead) or exact(lead) in (0, 1)


def test_a_cell_that_is_too_small_is_not_looked_at():
    """One session alone on a day would lead by 1 wherever it touches what no other does; the other days level."""
    member = np.repeat(np.eye(2, dtype=bool), [1, 2], axis=0)
    touched = np.array([[1], [0], [0]], dtype=bool)
    assert chance_of_lead(member, touched, smallest=1)(1.0) == pytest.approx(1 / 3)
    assert chance_of_lead(member, touched, smallest=2)(1.0) == 0
    assert chance_of_lead(member, touched, smallest=2)(0.5) == pytest.approx(2 / 3)


def test_reshuffles_keep_cells_that_overlap(tiny):
    """Sessions with two groups: the same answer as shuffling them one by one."""
    member = np.array([[1, 0], [1, 1], [1, 1], [0, 1], [0, 1], [1, 0], [0, 1], [1, 1]], dtype=bool)
    touched = np.array([[1], [1], [0], [0], [0], [1], [0], [1]], dtype=bool)
    random = np.random.default_rng(5)

    def largest(order):
        on = touched[order, 0]
        return max(on[member[:, c]].mean() - on[~member[:, c]].mean() for c in (0, 1))

    one_by_one = np.array([largest(random.permutation(8)) for _ in range(10_000)])
    dealt = chance_of_lead(member, touched, smallest=2)
    for lead in (0.2, 0.4, 0.6):
        assert dealt(lead) == pytest.approx((one_by_one >= lead).mean(), abs=0.02)


def test_the_same_seed_gives_the_same_chance():
    member, touched = np.eye(6, 2, dtype=bool) | (np.arange(6)[:, None] % 2 == [0, 1]), np.eye(6, 3, dtype=bool)
    first, second = chance_of_lead(member, touched, smallest=2), chance_of_lead(member, touched, smallest=2)
    assert first(0.3) == second(0.3) == first(0.3)


def reshuffled_days(monkeypatch, sizes, on):
    """The chance of leads of one pillar, always by reshuffling: days of some sizes, on the pillar so many sessions."""
    monkeypatch.setattr(chance, "MOST_STATES", 0)
    touched = (np.arange(sum(sizes)) < on)[:, None]
    return chance_of_lead(np.repeat(np.eye(len(sizes), dtype=bool), sizes, axis=0), touched, smallest=2)


def test_a_lead_that_only_one_day_can_have_is_exact_though_programmes_are_reshuffled(monkeypatch):
    """Two of four sessions on the pillar, two days: one day has both in 2 of 6 ways, a lead of 1; both days cannot have it at once."""
    assert reshuffled_days(monkeypatch, [2, 2], 2)(1.0) == pytest.approx(1 / 3, abs=1e-12)


def test_a_rare_lead_is_told_precisely_where_no_reshuffle_has_it(monkeypatch):
    """Five of 40 sessions on the pillar, all on one of eight days of five: 8 of C(40, 5) = 658,008 ways."""
    assert reshuffled_days(monkeypatch, [5] * 8, 5)(1.0) == pytest.approx(8 / 658_008, rel=1e-6)


def test_reshuffles_make_nothing_certain_that_chance_does_not(monkeypatch):
    """A lead of 0.01 is certain unless all days have the same share, which three days of four can have by chance (C(4,1)^3 / C(12,3))."""
    chance_of = reshuffled_days(monkeypatch, [4, 4, 4], 3)
    assert chance_of(0.01) == pytest.approx(1 - 64 / 220, abs=0.015)
    assert chance_of(-2.0) == 1
    assert 0.999 < reshuffled_days(monkeypatch, [5] * 8, 20)(0.001) < 1


def test_reshuffles_are_as_precise_as_ten_thousand_that_are_counted(monkeypatch):
    """Six days of four sessions, seven of the 24 on the pillar, three or four of them on one day: a lead of 3/4 - 4/20.

    Ways, of C(24, 7) = 346,104: a given day has three in C(4,3) C(20,4) = 19,380, four in C(20,3) = 1,140; two given days have three
    each in 4 x 4 x 16 = 256, and seven together in 8. So 6 x 20,520 - 15 x 264 = 119,160 ways have such a day.
    """
    exact, errors = 119_160 / 346_104, []
    for seed in range(20):
        monkeypatch.setattr(chance, "SEED", seed)
        errors.append(reshuffled_days(monkeypatch, [4] * 6, 7)(3 / 4 - 4 / 20) - exact)
    assert 0 < np.mean(np.square(errors)) ** 0.5 <= 1.3 * (exact * (1 - exact) / 10_000) ** 0.5


@pytest.mark.parametrize(
    ("counts", "leading", "least"),
    [
        ((12, 8, 7), ["protection"], 4),
        ((9, 8, 6), ["protection", "provision"], 1),
        ((6, 6, 3), ["protection", "provision"], 2),
        ((7, 7, 6), ["protection", "provision"], 1),
    ],
)
def test_fragility_of_the_order_of_pillars(counts, leading, least):
    assert changes_to_end(dict(zip(("protection", "provision", "participation"), counts, strict=True)), leading) == least


def test_a_lead_ends_below_a_fifth(tiny):
    """6 of 10 against 2 of 10 is .4: three codes bring it to .1, two to .2, which is no end."""
    sessions = [{"session_id": f"s{i:02}", "day": i // 10} for i in range(20)]
    on = {f"s{i:02}": "protection" if i < 6 or i in (10, 11) else "provision" for i in range(20)}
    assert fragility(cells_of(tiny(sessions, pillars=on), "day"), 0, PROTECTION) == 3


def test_another_day_can_take_the_lead(tiny):
    """Day 0 2 of 2, Day 1 1 of 2, Day 2 0 of 8: one more code makes Day 1 2 of 2, and level."""
    sessions = [{"session_id": f"s{i:02}", "day": day} for i, day in enumerate([0, 0, 1, 1, *[2] * 8])]
    on = {f"s{i:02}": "protection" if i < 3 else "provision" for i in range(12)}
    cells = cells_of(tiny(sessions, pillars=on), "day")
    assert fragility(cells, 0, PROTECTION) == 1


def test_the_headline_of_2025_and_its_tests(shipped):
    first = findings(shipped, IGF2025)[0]
    assert first.headline == "All five child-related sessions on Day 2 touched protection."
    assert first.evidence.startswith("5 of 5; other dated days 6 of 14. Chance alone does this in 4 of 100 programmes")
    assert (first.kind, first.n, first.of, first.fragility) == ("counting", 5, 5, 2)
    assert (first.breakdown, first.cell, first.pillar) == ("day", "2", "protection")
    assert {test.key: test.passed for test in first.tests} == {
        "asked": True, "found": False, "hours": True, "coders": True, "shared": False, "one_code": False,
        "elsewhere": True, "mapping": True,
    }  # fmt: skip
    reasons = {test.key: test.reason for test in first.tests}
    assert reasons["coders"] == "Coder A 5 of 5; Coder B 4 of 4."
    assert reasons["shared"] == "2.5 of 5 sessions; elsewhere 4.5 of 14, as on Day 1."
    assert reasons["hours"].startswith("5.5 of 5.5 hours")
    assert "2 sessions are coded differently" in reasons["one_code"]


def test_a_click_on_a_cell_is_a_question_asked_beforehand(shipped):
    by_number, by_name = (ask(shipped, IGF2025, breakdown="day", cell=cell, pillar="protection") for cell in ("2", "Day 2"))
    assert by_number == by_name
    assert (by_name.kind, by_name.n, by_name.of) == ("comparison", 5, 5)
    assert by_name.chance_asked == pytest.approx(comb(11, 5) / comb(19, 5), abs=0.0001)
    assert len(by_name.session_ids) == 5


def test_a_cell_that_cannot_be_compared_is_counted(shipped):
    undated = ask(shipped, IGF2025, breakdown="day", cell="unknown", pillar="protection")
    assert (undated.headline, undated.tests) == ("Both child-related sessions without a date touched protection.", ())
    small = ask(shipped, IGF2025, breakdown="day", cell="0", pillar="provision")
    assert small.headline == "None of the three child-related sessions on Day 0 touched provision."
    assert {test.key: test.passed for test in small.tests}["size"] is False
    with pytest.raises(ValueError, match="pillar 'unclear' is unknown; possible: protection, provision, participation"):
        ask(shipped, IGF2025, breakdown="day", cell="0", pillar="unclear")


def test_a_group_in_every_session_ends_no_lead(tiny):
    """Government: protection in 4 of 4; the other 8 none. It ends below 0.2: with 4 codes fewer, or 3 fewer and 1 more outside (1/4 - 1/8)."""
    names = [f"s{number}" for number in range(12)]
    persons = [(name, "Civil Society") for name in names] + [(name, "Government") for name in names[:4]]
    data = tiny(names, pillars={name: "protection" if name in names[:4] else "provision" for name in names}, persons=persons)
    cells = cells_of(data, "group")
    assert (cells.inside(cells.names.index("Civil Society"), PROTECTION), cells.total) == ((4, 12), 12)
    assert fragility(cells, cells.names.index("Government"), PROTECTION) == 4
