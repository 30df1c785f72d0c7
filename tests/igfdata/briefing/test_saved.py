"""A briefing as a file: what comes back, and what is refused with a sentence."""

import json
import time
from pathlib import Path

import pytest

from igfdata.briefing.export import SavedBriefing, read_briefing, write_briefing

CASES = Path(__file__).with_name("cases")


def test_what_was_saved_comes_back():
    saved = SavedBriefing(
        "Day 2", ("points", "programme"), ("A point, with “quotes”", "子どもの権利"), "More <children>", "b-group=youth"
    )
    assert read_briefing(write_briefing(saved).encode()) == saved
    assert read_briefing(b"\xef\xbb\xbf{}") == SavedBriefing("", (), ())


def test_a_file_of_the_first_version_has_no_ask():
    first = b'{"about": "Day 2", "slides": ["balance", "speakers"], "points": ["one"]}'
    assert read_briefing(first) == SavedBriefing("Day 2", ("balance", "speakers"), ("one",), "")


def test_a_point_of_several_lines_is_several_points():
    assert read_briefing(b'{"points": ["one\\n two ", "", "\\u0000"]}').points == ("one", "two")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ((CASES / "surrogate_briefing.json").read_bytes(), "half a character"),
        (b'{"about": "\\udc00"}', "half a character"),
        (b'{"slides": ["\\ud83d"]}', "half a character"),
        (b"[" * 100_000 + b"]" * 100_000, "The file has 200,000 bytes; a saved briefing has at most 100,000."),
        (b"[" * 40_000 + b"]" * 40_000, "not JSON"),
        (b'{"points": ' + b"[" * 40_000 + b"]" * 40_000 + b"}", "not JSON"),
        (b'{"points": ["' + b"x" * 2**20 + b'"]}', "The file has 1,048,592 bytes"),
        (b'{"points": ["' + b"x" * 10_001 + b'"]}', "more than 10,000 characters"),
        (b"", "not JSON"),
        (b"\xff\xfe{}", "not JSON"),
        (b"[]", "does not hold"),
        (b"null", "does not hold"),
        (b'{"points": "one"}', "lists of texts"),
        (b'{"points": [1]}', "lists of texts"),
        (b'{"ask": ["x"]}', "“ask” and “compared_with” must be texts"),
        (b'{"compared_with": 2}', "“compared_with” must be texts"),
        (b'{"about": 2}', "must be texts"),
        (b'{"slides": {"points": 1}}', "lists of texts"),
        (json.dumps({"points": [["nested"]]}).encode(), "lists of texts"),
    ],
)
def test_what_no_save_wrote_is_refused_with_a_sentence(content, said):
    started = time.process_time()
    with pytest.raises(ValueError, match=said) as refused:
        read_briefing(content)
    assert str(refused.value).endswith(".")
    assert time.process_time() - started < 1
