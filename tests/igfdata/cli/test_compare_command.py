"""``summary`` with options of B: the columns of both, the difference, and what both are."""

import json

import pytest

from igfdata.cli.main import main

ASKED = ["summary", "--meeting", "igf2025", "--group", "civil-society"]
COLUMNS = [
    "measure", "category", "by", "key", "a_n", "a_of", "a_share", "b_n", "b_of", "b_share", "difference", "low", "high", "data",
]  # fmt: skip


def printed(capsys, *options):
    assert main([*ASKED, *options]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("by", [(), ("--by", "day"), ("--by", "meeting")], ids=str)
def test_records_have_both_sides(capsys, by):
    records = json.loads(printed(capsys, "--b-group", "private-sector", "--format", "json", *by))
    assert all(list(record) == COLUMNS for record in records)
    alone = {
        (record["measure"], record["category"], record["key"]): record["n"]
        for record in json.loads(printed(capsys, "--format", "json", *by)) if record["measure"] != "programme_share"
    }  # fmt: skip
    both = {(record["measure"], record["category"], record["key"]): record["a_n"] for record in records}
    assert {key: both.get(key) for key in alone} == alone


def test_the_table_says_what_is_compared(capsys):
    lines = printed(capsys, "--b-group", "all").splitlines()
    assert lines[0].startswith("Civil society, compared with all sessions of IGF 2025. Data of ")
    assert lines[1].startswith("A: ") and "with Civil Society" in lines[1]
    assert lines[2].startswith("B: ") and "with Civil Society" not in lines[2]
    assert lines[3] == f"{lines[1].split()[1]} sessions in both."  # all of A lie in B
    assert lines[5].split() == ["measure", "category", *COLUMNS[4:-1]]


def test_a_value_of_b_that_is_unknown_ends_it(capsys):
    with pytest.raises(SystemExit) as ended:
        main([*ASKED, "--b-day", "17"])
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("Day of B: “17” is unknown. Known: 0, 1,")
