"""What the shipped dictionary finds and does not find: the traps met in IGF material; suggestions with evidence."""

from pathlib import Path

import pandas as pd
import pytest

from igfdata.codebook.dictionary import Dictionary, context

ROWS = pd.read_csv(Path(__file__).parents[3] / "data" / "codebook.csv", dtype=str)


@pytest.fixture(scope="module")
def shipped_dictionary() -> Dictionary:
    return Dictionary.from_codebook(ROWS)


def small(**rows: str) -> Dictionary:
    return Dictionary.from_codebook([{"topic": row, "terms": terms} for row, terms in rows.items()])


def found(dictionary: Dictionary, text: str) -> list[tuple[str, str]]:
    return [(match.code, match.matched_text) for match in dictionary.find(text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Age\u2011verification for social media", "age_assurance"),
        ("AGE  VERIFICATION", "age_assurance"),
        ("Deep \u2013 fakes of teenagers", "sexual_deepfakes"),
        ("Children\u2019s participation matters", "child_participation"),
        ("Childrens participation matters", "child_participation"),
        ("Cyberbullying among peers", "cyberbullying"),
        ("self-\nharm", "mental_health_wellbeing"),
        ("ISO/IEC 27566", "age_assurance"),
        ("The kid's play", "relevance_child"),
        ("minors", "relevance_child"),
        ("youth-led action", "relevance_youth"),
        ("(AI) for good", "artificial_intelligence"),
        ("auditing platforms", "enforcement_accountability"),
    ],
)
def test_finds(shipped_dictionary, text, code):
    assert code in next(shipped_dictionary.codes_in([text]))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a minor change", "relevance_child"),
        ("DNSSEC: parent and child zones, the child zone of a registry", "relevance_child"),
        ("a child process of the server", "relevance_child"),
        ("youth of all ages", "relevance_child"),
        ("Seating: auditorium", "enforcement_accountability"),
        ("an infantry of bots", "relevance_child"),
        ("targeted adults and targeted advice", "advertising_commercial"),
        ("an LLM degree in law", "artificial_intelligence"),
        ("J'ai dix ans, j\u2019ai tout vu, j\u02bcai ri", "artificial_intelligence"),
        ("it was said, maintained and available", "artificial_intelligence"),
        ("Classroom, Theater", "education_schools"),
        ("moderator and rapporteur", "content_moderation"),
        ("livestreamed with a headset", "livestreaming"),
        ("livestreamed with a headset", "metaverse_xr"),
        ("SDG 4 Quality Education; SDG 5 Gender Equality", "education_schools"),
        ("SDG 5 gender equality, gender\u2011balance of the panel", "gender"),
        ("School of Internet Governance", "education_schools"),
        ("Enabling Safety, Security and Accountability", "enforcement_accountability"),
        ("See our Privacy Policy", "privacy_data_protection"),
        ("ai_model", "artificial_intelligence"),
    ],
)
def test_does_not_find(shipped_dictionary, text, code):
    assert code not in next(shipped_dictionary.codes_in([text]))


def test_masked_words_do_not_join_what_stands_around_them():
    dictionary = small(privacy="data protection; privacy", mask_boilerplate="privacy policy")
    assert found(dictionary, "data privacy policy protection") == []
    assert found(dictionary, "data protection, privacy, privacy policy") == [
        ("privacy", "data protection"),
        ("privacy", "privacy"),
    ]


def test_a_mask_of_one_code_leaves_the_others_alone():
    dictionary = small(relevance_child="child*", relevance_child_mask="child zone*", other="child zone")
    assert found(dictionary, "the child zone and a child") == [("other", "child zone"), ("relevance_child", "child")]
    assert dictionary.codes == ("relevance_child", "other")


def test_a_mask_inside_boilerplate_is_no_mask():
    dictionary = small(relevance_child="child*", relevance_child_mask="zone child", mask_boilerplate="zone")
    assert found(dictionary, "zone child") == [("relevance_child", "child")]


def test_longest_match_counts_within_a_code_and_codes_do_not_compete():
    dictionary = small(a="child; child online; online safety act", b="child; online")
    assert found(dictionary, "child online safety act") == [
        ("a", "child"),
        ("b", "child"),
        ("a", "online safety act"),
        ("b", "online"),
    ]
    assert found(dictionary, "child online safely") == [("a", "child online"), ("b", "child"), ("b", "online")]


def test_a_shorter_term_stands_where_the_longer_one_fails_at_its_bound():
    assert found(small(a="child online; child online safe; child"), "child onlines") == [("a", "child")]


def test_of_equal_places_the_first_term_of_the_codebook_is_named():
    assert small(a="child*; children").find("children")[0].term == "child*"
    assert small(a="children; child*").find("children")[0].term == "children"


def test_places_are_those_of_the_original_text_even_where_lower_case_is_longer():
    text = "\u0130\u0130 \u0130STANBUL: 😀 children"
    (match,) = small(a="child*").find(text)
    assert text[match.start : match.end] == match.matched_text == "children"
    assert found(small(a="istanbul"), text) == [("a", "\u0130STANBUL")]


def test_terms_of_other_scripts_and_with_signs():
    dictionary = small(a="élève*; дети; lgbtq+; c++; character.ai; r & d; für kinder; 子供")
    assert [matched for _, matched in found(dictionary, "Élèves, ДЕТИ, LGBTQ+ (c++), Character.AI! R & D für\u2011Kinder 子供 子供たち")] == [
        "Élèves", "ДЕТИ", "LGBTQ+", "c++", "Character.AI", "R & D", "für\u2011Kinder", "子供",
    ]  # fmt: skip
    assert found(dictionary, "elèves, дети1, lgbtq+x, characterxai, e\u0301lève") == []


def test_suggestions_carry_evidence_and_say_what_is_weak(shipped_dictionary):
    title, text = "Child safety by design", "Young people and AI: safety\u2011by\u2011design, child protection. AI again."
    suggestions = {(s.dimension, s.code): s for s in shipped_dictionary.suggest(title, text)}
    assert set(suggestions) == {
        ("pillar", "protection"), ("topic", "safety_by_design"), ("topic", "artificial_intelligence"),
        ("relevance", "child"), ("relevance", "youth"),
    }  # fmt: skip
    assert {key for key, s in suggestions.items() if s.is_weak} == {("pillar", "protection"), ("relevance", "youth")}
    evidence = suggestions["topic", "safety_by_design"].evidence
    assert [(e.source, e.match.matched_text) for e in evidence] == [
        ("title", "safety by design"),
        ("text", "safety\u2011by\u2011design"),
    ]
    for suggestion in suggestions.values():
        for source, match in suggestion.evidence:
            assert (title if source == "title" else text)[match.start : match.end] == match.matched_text


def test_pillars_never_follow_from_topics(shipped_dictionary):
    suggestions = shipped_dictionary.suggest("Grooming, sextortion, cyberbullying and trafficking")
    assert {s.code for s in suggestions} == {"grooming", "sexual_extortion", "cyberbullying", "trafficking"}
    assert {s.dimension for s in suggestions} == {"topic"}


def test_texts_are_read_one_by_one(shipped_dictionary):
    read = []

    def texts():
        for text in ("child", "AI and AI", ""):
            read.append(text)
            yield text

    codes = shipped_dictionary.codes_in(texts())
    assert next(codes) == {"relevance_child": 1}
    assert read == ["child"]
    assert list(codes) == [{"artificial_intelligence": 2}, {}]


def test_rows_without_terms_are_found_nowhere():
    dictionary = Dictionary.from_codebook(pd.DataFrame({"topic": ["a", "b"], "terms": [None, " ; "]}))
    assert dictionary.codes == ("a", "b")
    assert dictionary.find("a b") == []


def test_context_is_cut_at_blanks():
    text = "one two three child four five six"
    (match,) = small(a="child").find(text)
    assert context(text, match) == ("one two three ", "child", " four five six")
    assert context(text, match, width=8) == ("… three ", "child", " four …")
    assert "".join(context("x" * 90 + " child " + "y" * 90, match._replace(start=91, end=96), width=5)).startswith("…")


def test_a_long_text_is_searched_in_pieces_with_the_same_result(shipped_dictionary):
    part = "Children\u2019s rights \u2013 and   age verification. " + "x" * 50 + " "
    text = part * 20_000
    matches = shipped_dictionary.find(text)
    one = shipped_dictionary.find(part)
    assert len(matches) == 20_000 * len(one) == 40_000
    assert {(m.start % len(part), m.code, m.matched_text) for m in matches} == {(m.start, m.code, m.matched_text) for m in one}
