"""500 random selections: no headline that its own table contradicts, that compares too few, or that is too long."""

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from recount import PILLARS, Recount, pillars_in, place_in, written

from igfdata import Selection
from igfdata import vocabulary as v
from igfdata.findings import findings
from igfdata.findings.phrases import LONGEST_HEADLINE, LONGEST_SENTENCE, n_words, sentences

N_SHIPPED, N_MADE = 260, 60
"""Selections of the shipped data; programmes made at random, with four selections each."""
MEETINGS = ("igf2021", "igf2022", "igf2023", "igf2024", "igf2025")
DAYS = (*(f"Day {day}" for day in range(5)), "Day unknown")


def some(random, values, most=2):
    return tuple(random.choice(values, size=random.integers(1, most + 1), replace=False).tolist())


def random_selection(random):
    """A filter as people make it: a meeting or several, and one or two limits more."""
    options = {"meetings": () if random.random() < 0.15 else some(random, MEETINGS)}
    limits = {
        "days": lambda: some(random, DAYS),
        "groups": lambda: some(random, list(v.STAKEHOLDER_GROUPS)),
        "coder": lambda: str(random.choice(["A", "B", "adjudicated"])),
        "pillars": lambda: some(random, PILLARS),
        "status": lambda: (("held",), ("proposed",), ())[random.integers(3)],
        "relevance": lambda: (("yes",), ("partly",), ())[random.integers(3)],
    }
    for name in random.choice(list(limits), size=random.integers(0, 4), replace=False):
        options[str(name)] = limits[str(name)]()
    if random.random() < 0.5:
        options["group_match"] = "all"
    return Selection(**options)


def made(random, tiny):
    """A programme of up to 60 sessions on five days; often one day leans to one pillar, and often two coders."""
    n, leaning = int(random.integers(0, 61)), int(random.integers(5))
    pillar, strength = str(random.choice(PILLARS)), random.choice([0.0, 0.8, 1.0])
    sessions, codes, people = [], {}, []
    two = random.random() < 0.6
    for number in range(n):
        name, day = f"s{number:02}", int(random.integers(5))
        sessions.append({"session_id": name, **({} if random.random() < 0.1 else {"day": day})})
        if random.random() < 0.05:
            continue
        base = pillar if day == leaning and random.random() < strength else str(random.choice([*PILLARS, "unclear"]))
        more = [str(random.choice(PILLARS))] if random.random() < 0.2 and base != "unclear" else []
        codes[name] = " ".join(dict.fromkeys([base, *more]))
        if two and random.random() < 0.9:
            codes[name, "B"] = codes[name] if random.random() < 0.85 else str(random.choice(PILLARS))
        if random.random() < 0.7:
            people += [(name, str(group)) for group in some(random, v.SECTORS, 3)]
    return tiny(sessions, pillars=codes, persons=people)


def cases(shipped, tiny):
    random = np.random.default_rng(1989)
    for _ in range(N_SHIPPED):
        yield shipped, random_selection(random)
    for _ in range(N_MADE):
        programme, every = made(random, tiny), Selection(meetings=("igf2025",))
        limits = ({}, {"days": some(random, DAYS, 1)}, {"groups": some(random, v.SECTORS, 1)}, {"coder": "B"})
        yield from ((programme, replace(every, **limit)) for limit in limits)


@pytest.fixture(scope="module")
def told(shipped):
    from tests.conftest import make_tiny

    every = cases(shipped, make_tiny)
    return [(Recount(dataset, selection), selection, findings(dataset, selection)) for dataset, selection in every]


def test_there_are_headlines_of_all_kinds(told):
    kinds = [found[0].kind for _, _, found in told]
    assert len(told) == N_SHIPPED + 4 * N_MADE == 500
    assert {"counting", "comparison", "nothing"} <= set(kinds)
    assert kinds.count("comparison") >= 10


def test_no_headline_is_contradicted_by_its_own_table(told):
    wrong = [
        (selection, one.headline, why)
        for again, selection, found in told
        for one in found
        if (why := contradiction(again, selection, one))
    ]
    assert wrong == []


def contradiction(again, selection, one):
    """Why a sentence about pillars is not true; empty where it is, or is about something else."""
    text = one.headline
    n, of = again.totals()
    if one.key == "no-session":
        return "there are sessions" if again.sessions else ""
    if one.key == "not-coded":
        return "some are coded" if of else ""
    if one.kind == "comparison" or (one.breakdown and one.pillar and one.key != "pillars" and one.key != "missing-speakers"):
        return wrong_cell(again, one)
    if one.key != "pillars":
        return ""
    named, open_ = (
        pillars_in(text.split(", fewest")[0].split(" on p")[0] if selection.pillars else text.split(", fewest")[0]),
        [p for p in PILLARS if p not in selection.pillars],
    )
    if selection.pillars:
        named = pillars_in(re.split(r"touche?[sd]?|did not", text, maxsplit=1)[1])
    if "all three pillars" in text or "Each pillar" in text:
        named = list(PILLARS)
    counts = {pillar: n[pillar] for pillar in open_}
    if found := re.match(r"(All|Both|The two|The only) ?(\w+)?", text):
        if "no clear" in text or "not touch" in text:
            return "" if not any(counts.values()) and of == 1 else "some is touched"
        size = {"Both": 2, "The two": 2, "The only": 1}.get(found[1]) or written(found[2])
        return "" if size == of and all(counts[pillar] == of for pillar in named) else f"{counts} of {of}"
    if text.startswith("None of"):
        return "" if not any(counts.values()) else f"{counts}"
    if found := re.match(r"(\w+) of the (\w+) ", text):
        good = written(found[1]) == counts[named[0]] == max(counts.values()) and written(found[2]) == of
        return "" if good else f"{counts} of {of}"
    if found := re.match(r"Each pillar c[ao]mes? up in (\w+) of (\w+) ", text):
        good = all(counts[pillar] == written(found[1]) for pillar in named) and written(found[2]) == of
        return "" if good else f"{counts} of {of}"
    if found := re.match(r"Of (\w+) .*, (\w+) (?:also )?touche[sd] (\w+) and (\w+) (\w+)\.", text):
        good = written(found[1]) == of and found[2] == found[4] and counts[found[3]] == counts[found[5]] == written(found[2])
        return "" if good else f"{counts} of {of}"
    others = [counts[pillar] for pillar in open_ if pillar not in named]
    least = min(counts[pillar] for pillar in named)
    if others and max(others) >= least:
        return f"{counts}: others are level"
    if "equally often" in text:
        spread = max(counts[pillar] for pillar in named) - least
        return "" if spread == 0 or (spread == 1 and "about equally" in text) else f"{counts}"
    if text.startswith("Most"):
        fewest = pillars_in(text.split(", fewest")[1]) if ", fewest" in text else []
        good = 2 * least > of and all(counts[p] + 1 < counts[q] for p in fewest for q in PILLARS if q != p)
        return "" if good else f"{counts} of {of}"
    return "" if "more often than other pillars" in text else "a sentence that nobody checks"


def wrong_cell(again, one):
    breakdown, name = place_in(one.headline, again.dataset)
    (pillar,) = pillars_in(one.headline)
    shares = again.shares(breakdown, pillar)
    rows, _ = again.placed(breakdown)
    n, of = shares[name]
    if (n, of) != (one.n, one.of):
        return f"{n} of {of}, told {one.n} of {one.of}"
    if of < 4 or len(rows) - of < 8:
        return f"compares {of} with {len(rows) - of}"
    if found := re.match(r"All (\w+) ", one.headline):
        if not n == of == written(found[1]):
            return f"{n} of {of}"
    elif "most often" not in one.headline:
        return "a sentence that nobody checks"
    others = [count / size for cell, (count, size) in shares.items() if cell != name and size]
    if any(share >= n / of for share in others):
        return f"another cell has as much: {shares}"
    if any(again.shares(breakdown, other)[name][0] >= n for other in PILLARS if other != pillar):
        return "another pillar leads the cell"
    if one.kind == "comparison":
        return wrong_comparison(again, one, breakdown, name, pillar)
    return ""


def wrong_comparison(again, one, breakdown, name, pillar):
    if one.chance_found >= 0.05:
        return f"chance {one.chance_found}"
    for coder, shared in [(None, True), *((coder, False) for coder in again.coders)]:
        shares = again.shares(breakdown, pillar, coder=coder, shared=shared)
        n, of = shares[name]
        others = [count / size for cell, (count, size) in shares.items() if cell != name and size >= 2]
        if of >= 2 and any(share >= n / of - 1e-9 for share in others):
            return f"not under {coder or 'shared counting'}: {shares}"
    return ""


def test_headlines_are_short_and_sentences_too(told):
    wrong = []
    for _, selection, found in told:
        for one in found:
            if n_words(one.headline) > LONGEST_HEADLINE or re.search(r"[()\[\]%]", one.headline):
                wrong.append((selection, one.headline))
            for text in [one.evidence, *(test.reason for test in one.tests)]:
                wrong += [(selection, part) for part in sentences(text) if n_words(part) > LONGEST_SENTENCE]
            wrong += [(selection, test.label) for test in one.tests if n_words(test.label) > 4]
    assert wrong == []


def test_at_most_six_follow_the_headline_each_once_with_its_sessions(told):
    for again, _, found in told:
        assert 1 <= len(found) <= 7
        keys = [one.key for one in found]
        assert len(set(keys)) == len(keys)
        ids = {row["id"] for row in again.sessions}
        assert all(set(one.session_ids) <= ids for one in found)


def test_the_same_selection_has_the_same_findings(shipped):
    from igfdata import load

    for selection in (Selection(meetings=("igf2025",)), Selection()):
        first, second = findings(shipped, selection), findings(load(), selection)
        assert first == second
    assert all(a != b for a, b in pairwise(findings(shipped, Selection())))
