"""What is read of a file, and which codes its words speak for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igfdata.codebook.dictionary import Dictionary
from igfdata.coding.text_codes import MOST_WORDS, TextCode, as_text, code_bytes, code_text, dictionary_of, terms_of

TERMS = (
    ("gaming", "game*; loot box*"),
    ("privacy", "privacy"),
    ("pillar_protection", "safe*"),
    ("relevance_child", "child*"),
    ("relevance_youth", "youth"),
    ("mask_boilerplate", "child care room"),
)
SUBTITLES = """WEBVTT - privacy in the head

NOTE
privacy in a comment

1
00:00:01.000 --> 00:00:04.000 position:10%
<v Game Master>We play loot

2
00:00:04.000 --> 00:00:06.000
boxes all day.
"""


@pytest.fixture(scope="module")
def dictionary():
    return dictionary_of(TERMS)


def codes(found):
    return [code.code for code in found.codes]


def test_each_code_with_its_places_and_first_words(dictionary):
    text = "Safe games: gamers, GAMES and loot\n boxes for youth. The child care room is open."
    assert code_text(dictionary, text) == (
        TextCode("pillar", "protection", True, 1, "Safe"),
        TextCode("topic", "gaming", False, 4, "games; gamers; loot boxes"),
        TextCode("relevance", "youth", True, 1, "youth"),
    )


def test_a_few_words_are_told_and_none_at_length(dictionary):
    (found,) = code_text(dictionary, " ".join(f"game{sign}" for sign in "abcdefgh") + " game" + "z" * 500)
    assert found.n_matches == 9
    assert found.words.split("; ") == [f"game{sign}" for sign in "abcdefgh"[:MOST_WORDS]]
    (long,) = code_text(dictionary, "game" + "z" * 500)
    assert len(long.words) == 60 and long.words.endswith("z…")


@given(st.text(st.sampled_from("Ann Lee:gamesprivcyhild'’-\n "), max_size=80))
def test_nothing_but_matched_words_goes_out(text):
    games = Dictionary.from_codebook([{"topic": "gaming", "terms": "game*; child*"}])
    for code in code_text(games, text):
        assert all(word.casefold().startswith(("game", "child")) for word in code.words.split("; "))


def test_rows_of_a_codebook_as_pairs(shipped):
    terms = terms_of(shipped.codebook_rows)
    assert len(terms) == len(shipped.codebook_rows)
    assert dictionary_of(terms).codes == Dictionary.from_codebook(shipped.codebook_rows).codes


def test_a_page_is_read_as_its_reader_sees_it(dictionary):
    page = b"<html><head><title>privacy</title></head><body><nav>privacy</nav><p>Ga<b>mes</b></p><script>privacy</script></body></html>"
    found = code_bytes(dictionary, "a/page.HTML", page)
    assert found.codes == (TextCode("topic", "gaming", False, 1, "Games"),)
    assert found.problem is None and found.was_read


@pytest.mark.parametrize("tag", ["div", "b", "nav", "svg"])
def test_a_page_nested_deeper_than_the_parser_goes_is_read_to_its_end(dictionary, tag):
    deep = (
        f"<p>privacy</p><{tag}>" + f"<{tag} class='x'>" * 5_000 + f"<i>ga</i>mes</{tag}>" * 5_000 + "<script>hotline</script>"
    )
    found = code_bytes(dictionary, "deep.html", deep.encode())
    assert codes(found) == ["gaming", "privacy"]
    assert found.problem is None


def test_a_second_page_behind_the_first_is_told(dictionary):
    found = code_bytes(dictionary, "two.html", b"<html><body>games</body></html>" * 2)
    assert codes(found) == ["gaming"]
    assert found.problem is not None


def test_a_text_with_a_tag_in_it_stays_text(dictionary):
    assert codes(code_bytes(dictionary, "a.txt", b"a < b <script>games</script>")) == ["gaming"]
    assert codes(code_bytes(dictionary, "a.html", b"games without any tag")) == ["gaming"]


def test_subtitles_are_read_across_their_cues_without_speakers(dictionary):
    found = code_bytes(dictionary, "talk.vtt", SUBTITLES.encode())
    assert found.codes == (TextCode("topic", "gaming", False, 1, "loot boxes"),)
    numbered = (
        "1\r\n00:00:01,000 --> 00:00:02,000\r\nOur\r\nprivacy\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nNOTE the games\r\n"
    )
    assert codes(code_bytes(dictionary, "talk.srt", numbered.encode())) == ["gaming", "privacy"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_unicode_is_read(dictionary, encoding):
    found = code_bytes(dictionary, "a.txt", "The privacy of Zoë, and games for all of them.".encode(encoding))
    assert codes(found) == ["gaming", "privacy"]
    assert found.remarks == ()


def test_another_encoding_is_remarked(dictionary):
    found = code_bytes(dictionary, "a.txt", "Privacy – Zoë".encode("cp1252"))
    assert codes(found) == ["privacy"]
    (remark,) = found.remarks
    assert "Windows-1252" in remark


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\nprivacy", b"PK\x03\x04\x00\x00privacy\x00\x01", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rgames"]
)
def test_what_is_no_text_is_not_read(data):
    text, problem, _ = as_text("a.txt", data)
    assert text == ""
    assert problem is not None and problem.severity == "error"
    assert "something else" in str(problem)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.vtt", "a.md"])
@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_read_and_has_no_codes(dictionary, name, data):
    found = code_bytes(dictionary, name, data)
    assert (found.codes, found.problem) == ((), None)


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.vtt"]))
def test_whatever_the_bytes_are_there_is_an_answer(data, name):
    found = code_bytes(dictionary_of(TERMS), name, data)
    assert found.file == name
    assert found.was_read or not found.codes
