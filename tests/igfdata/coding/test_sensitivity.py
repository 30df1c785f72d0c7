"""The headline with the codes of each coder alone, hand-counted."""

import pytest

from igfdata import Selection, select
from igfdata.codebook.dictionary import Dictionary
from igfdata.coding.sensitivity import DICTIONARY, headline_by_coder

WORDS = Dictionary.from_codebook(
    [{"topic": "pillar_provision", "terms": "school*"}, {"topic": "pillar_protection", "terms": "abuse"}]
)


@pytest.fixture
def data(tiny):
    sessions = [
        {"session_id": f"s{n}", "title": title} for n, title in enumerate(["Abuse and abuse in schools", "Schools", "Other"])
    ]
    return tiny(
        sessions,
        pillars={
            "s0": "protection",
            "s1": "provision",
            "s2": "provision",
            ("s0", "B"): "protection",
            ("s1", "B"): "protection provision",
        },
    )


def test_each_coder_stands_for_the_sessions_they_coded(data):
    table = headline_by_coder(data, select(data, Selection(status=(), relevance=())), WORDS).set_index("rule")
    assert table.index.tolist() == ["Coder A alone", "Coder B alone", DICTIONARY]
    assert table["of"].tolist() == [3, 2, 2]
    assert table["leading"].tolist() == ["Provision", "Protection", "Provision"]
    assert table.loc["Coder A alone", "provision"] == pytest.approx(2 / 3)
    assert table.loc["Coder B alone", "protection"] == pytest.approx((1 + 1 / 2) / 2)
    assert table.loc[DICTIONARY, "protection"] == pytest.approx((1 / 2) / 2)


def test_the_selection_decides_which_sessions_count_not_whose_codes(data):
    only = select(data, Selection(status=(), relevance=(), coder="B"))
    table = headline_by_coder(data, only, WORDS).set_index("rule")
    assert table["of"].tolist() == [3, 2, 2]


def test_nobody_coded_gives_no_row(tiny):
    data = tiny([{"session_id": "s0", "title": "Other"}])
    assert headline_by_coder(data, select(data, Selection(status=(), relevance=())), WORDS).empty
