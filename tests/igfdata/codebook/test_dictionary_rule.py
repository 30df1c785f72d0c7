"""The automaton gives what the rule's regular expressions give, on every text the generator makes."""

import re
from pathlib import Path

import dictionary_reference as reference
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from igfdata.codebook.dictionary import Dictionary
from igfdata.codebook.matching import Matcher, Term, encode, fold, parse_terms

SIGNS = [
    *"aiskc", *"AISK", "é", "ß", "Σ", "ς", "σ", "я", "\u0130", "\u0131", "\u017f", "\u212a", "中", "0", "_", "\u0301", "\u0307",
    " ", "  ", "\n", "\t", "\u00a0", "\u3000", "\x1c", "-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212",
    "'", "\u2019", "\u02bc", "\u2018", ".", ",", "/", "?", "+", "#", "\0", "\x01", "😀", "👨\u200d👩\u200d👧", "\ufeff", "\u00ad",
]  # fmt: skip
WORDS = ["child", "Children", "CHILDREN\u2019S", "child's", "ai", "AI", "j'ai", "j\u2019ai", "zone", "kids", "kid", "quality"]

words = st.text(st.sampled_from("aiskAIé'\u2019\u02bc.+/я\u0130\u017f_0"), min_size=1, max_size=3).filter(
    lambda word: word.strip("'\u2019\u02bc")
)
terms = st.builds(
    lambda parts, gap, star: gap.join(parts) + star,
    st.lists(words, min_size=1, max_size=3),
    st.sampled_from([" ", "-", "\u2011"]),
    st.sampled_from(["", "*"]),
)
codebooks = st.dictionaries(
    st.sampled_from(["topic", "other", "relevance_child", "relevance_child_mask", "mask_boilerplate", "mask_more"]),
    st.lists(terms, max_size=4, unique=True),
    min_size=1,
)
texts = st.lists(st.one_of(st.sampled_from(SIGNS), words, st.sampled_from(WORDS)), max_size=30).map("".join)


def straight(term: str) -> str:
    return re.sub("[\u2019\u02bc]", "'", term)


def as_rows(codebook: dict[str, list[str]]) -> list[dict[str, str]]:
    return [{"topic": row, "terms": "; ".join(of_row)} for row, of_row in codebook.items()]


def found_by(dictionary: Dictionary, text: str) -> set[tuple[str, str, int, int]]:
    matches = dictionary.find(text)
    assert all(text[match.start : match.end] == match.matched_text for match in matches)
    assert len(set(matches)) == len(matches)
    return {match[:4] for match in matches}


@given(codebooks, texts)
@settings(max_examples=80, deadline=None)
@example({"topic": ["self harm*"]}, "Self\u2011\n harm's")
@example({"topic": ["is"]}, "\u0130S \u0130\u017f")
@example({"topic": ["kids'"]}, "kids' kids\u02bc kids'x kids\u02bcx kids''")
@example({"topic": ["a b", "b c d"]}, "a b c d")
@example({"topic": ["a b a"]}, "a b a b a")
def test_automaton_equals_rule(codebook, text):
    expected = reference.find({row: [straight(term) for term in of_row] for row, of_row in codebook.items()}, text)
    dictionary = Dictionary.from_codebook(as_rows(codebook))
    found = {(row, straight(term), start, end) for row, term, start, end in found_by(dictionary, text)}
    assert found == expected


SHIPPED_ROWS = pd.read_csv(Path(__file__).parents[3] / "data" / "codebook.csv", dtype=str)
SHIPPED = Dictionary.from_codebook(SHIPPED_ROWS)
SHIPPED_TERMS = {row: cell.split("; ") for row, cell in zip(SHIPPED_ROWS["topic"], SHIPPED_ROWS["terms"], strict=True)}
ALL_TERMS = sorted({term for of_row in SHIPPED_TERMS.values() for term in of_row})


def written(draw_term: str, gap: str, tail: str, upper: bool) -> str:
    """A term as it may stand in a text."""
    text = gap.join(draw_term.rstrip("*").split()) + (tail if draw_term.endswith("*") else "")
    return text.upper() if upper else text


in_text = st.builds(
    written,
    st.sampled_from(ALL_TERMS),
    st.sampled_from([" ", "-", "\u2011", " \u2013 ", "\n"]),
    st.sampled_from(["", "s", "ing", "'s", "\u2019s"]),
    st.booleans(),
)
prose = st.lists(
    st.one_of(in_text, st.sampled_from(WORDS), st.sampled_from([".", ",", "(", "”", "\u0130", "é", "😀", "x"])), max_size=10
).flatmap(lambda parts: st.sampled_from([" ", " ", "-", ""]).map(lambda gap: gap.join(parts)))


@given(prose)
@settings(max_examples=30, deadline=None)
def test_shipped_codebook_equals_rule_and_blanking_out(text):
    found = found_by(SHIPPED, text)
    assert found == reference.find(SHIPPED_TERMS, text)
    blanked = reference.blanked(SHIPPED_TERMS["mask_boilerplate"], text)
    topics = {row: of_row for row, of_row in SHIPPED_TERMS.items() if "mask" not in row and row != "relevance_child"}
    relevance = {"relevance_child": SHIPPED_TERMS["relevance_child"]}
    twice = reference.blanked(SHIPPED_TERMS["relevance_child_mask"], blanked)
    assert found == reference.find(topics, blanked) | reference.find(relevance, twice)


@given(st.lists(terms, min_size=1, max_size=5), texts, st.integers(1, 12))
@settings(max_examples=50, deadline=None)
@example(["a b"], "a" + " " * 40 + "b", 3)
def test_chunks_change_nothing(of_topic, text, chunk):
    parsed = [Term("topic", term) for term in of_topic]
    assert set(Matcher(parsed, chunk=chunk).places(text)) == set(Matcher(parsed).places(text))


@given(texts)
def test_folding_keeps_places(text):
    assert len(encode(text)) == len(text)
    folded = fold(text)
    assert [folded.original(place) for place in range(len(folded.data))][:1] == [-1]
    for place, byte in enumerate(folded.data[1:], 1):
        assert encode(text)[folded.original(place)] == byte


def test_ascii_twins_of_all_signs_are_those_of_regular_expressions():
    everything = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    data = encode(everything)
    for letter in "abcdefghijklmnopqrstuvwxyz0123456789_":
        assert {s for s, byte in zip(everything, data, strict=True) if byte == ord(letter)} == set(
            re.findall(letter, everything, re.I)
        )
    assert {s for s, byte in zip(everything, data, strict=True) if byte == 32} == set(
        re.findall(r"[\s\-\u2010-\u2015]", everything)
    )
    assert {s for s, byte in zip(everything, data, strict=True) if byte == 39} == set("'\u2019\u02bc")


def test_lone_surrogates_are_signs_like_others():
    assert [match.matched_text for match in SHIPPED.find("\ud800child\udfff")] == ["child"]


@pytest.mark.parametrize("term", ["*", "ch*ld", "child**", "-", "- *", "'", "a ' b", "'*", "o'o'o'o'o'o'o'o"])
def test_terms_that_cannot_be_matched(term):
    with pytest.raises(ValueError, match="privacy: term"):
        parse_terms("privacy", f"data; {term}")


def test_a_row_twice_is_an_error():
    with pytest.raises(ValueError, match="gaming found in two rows"):
        Dictionary.from_codebook([{"topic": "gaming", "terms": "a"}, {"topic": "gaming", "terms": "b"}])
