"""The delegates of an address: bounds, labels, and what is said about what was ignored."""

import pytest

from igfdata.delegation import Delegation, read_delegation


@pytest.mark.parametrize(("text", "n"), [("1", 1), ("2", 2), ("20", 20)])
def test_a_number_from_1_to_20_is_read(text, n):
    assert read_delegation([text], []) == (Delegation(n), [])


@pytest.mark.parametrize("text", ["²", "①", "9" * 5000, "0", "21", "-1", "1.5", "two", "", "\x00", "٣"])
def test_anything_else_is_two_and_said(text):
    delegation, notices = read_delegation([text], [])
    assert delegation == Delegation(2)
    assert len(notices) == 1
    assert notices[0].startswith("Delegates: “") and "a whole number from 1 to 20" in notices[0]
    assert len(notices[0]) < 120


def test_labels_are_names_and_the_others_are_numbers():
    delegation, notices = read_delegation(["3"], [" AB  C", "", "\u202eD\x00E\u200b"])
    assert (delegation.names, notices) == (("AB C", "Delegate 2", "D E"), [])


def test_labels_are_bounded_in_length_and_number_and_that_is_said():
    delegation, notices = read_delegation(["2"], ["x" * 100_000, "y", *["z"] * 1000])
    assert delegation.names == ("x" * 30, "y")
    assert notices == [
        "The address has 1002 labels for 2 delegates. The last ones were ignored.",
        "A label of a delegate was longer than 30 characters. It was shortened.",
    ]


def test_the_address_gives_them_back():
    for delegation in (Delegation(), Delegation(3), Delegation(2, ("AB", "CD")), Delegation(3, ("", "CD"))):
        address = delegation.to_query()
        assert read_delegation(address["delegates"], address["delegate"]) == (delegation, [])
    assert Delegation().to_query() == {"delegates": [], "delegate": []}
