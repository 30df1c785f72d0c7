"""The command ``findings``: records for scripts, sentences for people, and the options of ``summary``."""

import json

from igfdata import Selection
from igfdata.cli.main import main
from igfdata.findings import findings

KEYS = [
    "key",
    "kind",
    "headline",
    "evidence",
    "n",
    "of",
    "b_n",
    "b_of",
    "chance_asked",
    "chance_found",
    "fragility",
    "tests",
    "session_ids",
]


def records(capsys, *options):
    assert main(["findings", *options, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_records_have_the_documented_keys_and_say_what_the_pages_say(shipped, capsys):
    found = records(capsys, "--meeting", "igf2025", "--group", "civil-society")
    assert all(list(record) == KEYS for record in found)
    told = findings(shipped, Selection(meetings=("igf2025",), groups=("Civil Society",)))
    assert [record["headline"] for record in found] == [one.headline for one in told]
    assert found[0]["session_ids"] == list(told[0].session_ids)
    assert set(found[0]["tests"][0]) == {"key", "label", "passed", "reason"}


def test_the_headline_of_a_meeting(capsys):
    first = records(capsys, "--meeting", "igf2025", "--status", "held")[0]
    assert (first["n"], first["of"], first["chance_asked"], first["fragility"]) == (5, 5, 0.0397, 2)
    assert abs(first["chance_found"] - 0.54) < 0.01


def test_sentences_for_people(capsys):
    assert main(["findings", "--meeting", "igf2025", "--day", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Sessions of IGF 2025, on Day 2,")
    assert lines[2] == "All five child-related sessions on Day 2 touched protection."
    assert "  ✗ Found by looking: Chance alone gives a lead this large somewhere in 55 of 100 programmes." in lines


def test_an_unknown_value_ends_it(capsys):
    try:
        main(["findings", "--group", "nobody"])
    except SystemExit as end:
        assert end.code == 2
    assert "“nobody” is unknown" in capsys.readouterr().err
