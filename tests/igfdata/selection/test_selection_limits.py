"""Addresses that no page ever wrote: too long, with characters nobody sees, of a meeting that is gone."""

from time import process_time

import pytest

from igfdata.selection import default_selection, from_query, quoted, resolve, still_known
from igfdata.selection.value import Selection
from igfdata.wording import whole_number, zone_label


@pytest.mark.parametrize("text", ["²", "①", "٣", "৪", "9" * 5000, "-1", "+4", "4.0", " 4", "", "0", "21", "4\n", "4\x00"])
def test_what_is_no_whole_number_from_1_to_20(text):
    assert whole_number(text, least=1, most=20) is None


def test_whole_numbers():
    assert [whole_number(text, least=1, most=20) for text in ("1", "04", "20")] == [1, 4, 20]
    assert whole_number("0", least=0, most=5) == 0


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Etc/GMT-1", "UTC+1"), ("Etc/GMT+3", "UTC-3"), ("Etc/GMT-14", "UTC+14"), ("Etc/GMT0", "UTC"), ("Etc/GMT+0", "UTC"),
        ("Etc/UTC", "UTC"), ("GMT", "UTC"), ("Zulu", "UTC"), ("Europe/Oslo", "Europe/Oslo"), ("", ""),
    ],
)  # fmt: skip
def test_zones_are_named_as_people_write_them(zone, name):
    assert zone_label(zone) == name


def test_a_hundred_thousand_values_are_refused_before_they_are_read(shipped):
    began = process_time()
    selection, notices = from_query({"group": [f"g{number}" for number in range(100_000)], "day": ["2"]}, shipped)
    assert process_time() - began < 0.5
    assert selection == default_selection(shipped)
    (said,) = notices
    assert said == "The address is longer than any link of this dashboard, so it was ignored. Check where it was copied from."


def test_the_longest_address_that_is_read_takes_no_second(shipped):
    values = [f"{number:x}" for number in range(3600)]  # 3,600 values in 18,000 characters with their commas
    began = process_time()
    selection, (notice,) = from_query({"topic": [",".join(values)], "day": ["2"]}, shipped)
    assert process_time() - began < 0.5
    assert selection.days == ("Day 2",)
    assert "“0”, “1”, “2”, “3”, “4” and 3595 more are unknown and ignored" in notice.replace("\u202f", "").replace(
        ",595", "595"
    )


def test_many_unknown_keys_give_one_notice(shipped):
    _, notices = from_query({f"key{number}": ["x"] for number in range(300)}, shipped)
    assert len(notices) == 1
    assert "unknown filters “key0”, “key1”, “key2”, “key3”, “key4” and 295 more" in notices[0]


def test_a_notice_repeats_little_and_only_what_can_be_shown():
    assert (
        quoted(["a\x00b", "\ud800", "\u202etxt"])
        == "“a\N{REPLACEMENT CHARACTER}b”, “\N{REPLACEMENT CHARACTER}” and “\N{REPLACEMENT CHARACTER}txt”"
    )
    assert quoted(["x" * 5000]) == f"“{'x' * 40}…”"


def test_a_text_without_letters_or_digits_is_no_meeting_of_another_script(tiny):
    data = tiny(["s1"], meetings=[dict(MEETING, name="论坛")])
    assert resolve(data, "meetings", "---") is None


MEETING = {
    "meeting_id": "igf2025", "year": "2025", "name": "", "city": "", "country": "", "start_date": "2025-06-23", "end_date": "2025-06-27",
    "day_zero_date": "2025-06-23", "timezone": "Europe/Oslo",
}  # fmt: skip


def test_a_meeting_that_was_deleted_leaves_the_selection(shipped):
    newest = default_selection(shipped).meetings
    both = Selection(meetings=("gone2026", *newest), coder="X")
    selection, notices = still_known(both, shipped)
    assert selection == Selection(meetings=newest)
    assert notices == ["Meeting: “gone2026” is no longer in the data.", "Codes by: “X” is no longer in the data."]
    assert still_known(Selection(meetings=("gone2026",)), shipped)[0] == Selection(meetings=newest)
    assert still_known(selection, shipped) == (selection, [])
