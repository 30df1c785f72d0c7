"""The passport of a number: what it counts, whose labels, and where it compares both sides of them, the filter and the address."""

from dataclasses import replace

import pytest

from igfdata import Selection, select
from igfdata.findings.passport import passport
from igfdata.selection import Comparison

A = Selection(meetings=("igf2025",), groups=("Civil Society",))


@pytest.fixture
def data(tiny):
    """Two sessions with civil society, coded by A and adjudicated; one of government without a code."""
    persons = [("a", "Civil Society"), ("b", "Civil Society"), ("c", "Government")]
    codes = {("a", "A"): "protection", ("b", "adjudicated"): "provision"}
    return tiny(["a", "b", "c"], pillars=codes, persons=persons)


def test_one_selection_has_its_own_labels_filter_and_address(data):
    lines = dict(passport(data, A, select(data, A), of="Sessions."))
    assert lines["Counts"] == "Sessions." and lines["Labels"] == "Of 2 coded sessions: 1 by coder A and 1 adjudicated."
    assert lines["Cite"].endswith("?meeting=igf2025&group=civil-society") and "B:" not in lines["Filter"]


def test_a_comparison_has_both(data):
    comparison = Comparison(A, replace(A, groups=("Government",)))
    lines = dict(passport(data, A, select(data, A), comparison=comparison, data_b=select(data, comparison.b)))
    assert lines["Labels"] == "A: Of 2 coded sessions: 1 by coder A and 1 adjudicated. B: No session is coded."
    assert lines["Filter"].startswith("Civil society, compared with government at IGF 2025. A: ") and " B: " in lines["Filter"]
    assert lines["Cite"].endswith("?meeting=igf2025&group=civil-society&b-group=government")


def test_a_number_that_no_code_decides_names_no_coder(data):
    comparison = Comparison(A, replace(A, groups=()))
    lines = dict(passport(data, A, select(data, A), codes="", comparison=comparison, data_b=data))
    assert "Labels" not in lines and "Agreement" not in lines


def test_a_number_of_people_says_where_their_groups_come_from(tiny):
    """Five people: two stated, one inferred, two whose group is not stated; one of the regions is known."""
    persons = [
        ("a", "Government", "WEOG"), ("a", "Government"), ("a", "Academia", None, "speaker", "inferred"), ("a", None), ("a", None),
    ]  # fmt: skip
    data = tiny(["a", "b"], persons=persons)
    nobody = select(data, Selection(groups=("Youth",)))
    lines = dict(passport(data, Selection(), data, codes="group"))
    assert lines["Labels"] == "Of 5 people listed: group stated for 2, inferred for 1 and not stated for 2."
    assert lines["Agreement"] == "Not known: no one has read these labels a second time."
    of_region = dict(passport(data, Selection(), data, codes="region"))
    assert of_region["Labels"] == "Of 5 people listed: region known for 1 and not stated for 4."
    comparison = Comparison(Selection(), Selection(groups=("Youth",)))
    both = dict(passport(data, Selection(), data, codes="group", comparison=comparison, data_b=nobody))
    assert both["Labels"].endswith("B: No one is listed.")
