"""Two selections as one value: address and back, the sentence, what follows A, and the sessions in both."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igfdata import Selection, select
from igfdata.selection import (
    FIELDS,
    Comparison,
    comparison_from_query,
    comparison_to_query,
    describe_comparison,
    n_in_both,
    options,
    side_names,
    to_query,
)
from igfdata.selection.comparison import presets, still_compared
from tests.conftest import load_shipped, make_tiny

SHIPPED = load_shipped()
OPTIONS = {field.attribute: list(options(SHIPPED, field.attribute)) for field in FIELDS}


def some(attribute):
    order = OPTIONS[attribute]
    return st.sets(st.sampled_from(order), max_size=3).map(lambda keys: tuple(key for key in order if key in keys))


SELECTIONS = st.builds(
    Selection, **{f.attribute: some(f.attribute) if f.is_many else st.sampled_from(OPTIONS[f.attribute]) for f in FIELDS}
)
COMPARISONS = st.builds(Comparison, SELECTIONS, SELECTIONS) | SELECTIONS.map(lambda a: Comparison(a, a))


@given(COMPARISONS)
@settings(max_examples=80)
def test_a_comparison_comes_back_from_its_address(comparison):
    query = {**to_query(comparison.a), **comparison_to_query(comparison)}
    assert comparison_from_query(query, SHIPPED) == (comparison.a, comparison, [])


@given(COMPARISONS, SELECTIONS)
@settings(max_examples=60)
def test_b_follows_a_where_it_did_not_differ(comparison, other):
    moved = comparison.with_a(other)
    assert moved.a == other
    for field in FIELDS:
        differed = getattr(comparison.a, field.attribute) != getattr(comparison.b, field.attribute)
        source = comparison.b if differed else other
        assert getattr(moved.b, field.attribute) == getattr(source, field.attribute)


@given(COMPARISONS)
@settings(max_examples=40)
def test_swapped_sides_differ_in_the_same_keys_and_every_comparison_has_a_sentence(comparison):
    assert Comparison(comparison.b, comparison.a).different == comparison.different
    sentence = describe_comparison(comparison, SHIPPED)
    assert sentence.endswith(".") and ", compared with " in sentence and "  " not in sentence
    assert all(side_names(comparison, SHIPPED))


@given(st.dictionaries(st.sampled_from([f"b-{field.key}" for field in FIELDS]), st.lists(st.text(max_size=9)), max_size=4))
@settings(max_examples=60)
def test_any_address_gives_known_values_on_both_sides(query):
    a, comparison, _ = comparison_from_query(query, SHIPPED)
    for attribute, known in OPTIONS.items():
        value = getattr(comparison.b if comparison else a, attribute)
        assert set([value] if isinstance(value, str) else value) <= set(known)


A = Selection(meetings=("igf2025",), days=("Day 2",), groups=("Civil Society",))


def read(**b):
    return comparison_from_query(
        {**to_query(A), **{f"b-{key.replace('_', '-')}": [value] for key, value in b.items()}}, SHIPPED
    )


@pytest.mark.parametrize(
    ("b", "expected"),
    [
        ({"group": "private-sector"}, replace(A, groups=("Private Sector",))),
        ({"group": "all"}, replace(A, groups=())),
        ({"day": "all", "meeting": "igf2024"}, replace(A, days=(), meetings=("igf2024",))),
        ({"group_match": "none"}, replace(A, group_match="none")),
        ({"coder": "b"}, replace(A, coder="B")),
        ({"status": "proposed"}, replace(A, status=("proposed",))),
        ({"meeting": "igf2025"}, A),
    ],
    ids=str,
)
def test_a_key_that_b_does_not_name_is_that_of_a(b, expected):
    assert read(**b) == (A, Comparison(A, expected), [])


def test_an_address_without_b_is_no_comparison():
    assert comparison_from_query(to_query(A), SHIPPED) == (A, None, [])


def test_bad_values_of_b_are_told_and_the_rest_is_kept():
    a, comparison, notices = read(group="zzz")
    assert (a, comparison) == (A, None)
    assert len(notices) == 1 and notices[0].startswith("Stakeholder group of B: “zzz” is unknown and ignored. Known: ")
    _, comparison, notices = read(group="zzz", day="3", colour="blue")
    assert comparison == Comparison(A, replace(A, days=("Day 3",)))
    assert len(notices) == 2 and "an unknown filter “b-colour”" in notices[0]
    _, comparison, notices = comparison_from_query({"colour": ["blue"], "b-day": ["3"]}, SHIPPED, strict=True)
    assert comparison is not None and len(notices) == 1 and "“colour”" in notices[0]


@pytest.mark.parametrize(
    ("b", "sentence", "names"),
    [
        ({"groups": ()}, "Civil society, compared with all sessions of IGF 2025 on Day 2.", ("Civil society", "All sessions")),
        (
            {"groups": ("Private Sector",)},
            "Civil society, compared with private sector at IGF 2025 on Day 2.",
            ("Civil society", "Private sector"),
        ),
        (
            {"group_match": "none"},
            "Civil society, compared with sessions without civil society at IGF 2025 on Day 2.",
            ("Civil society", "Sessions without civil society"),
        ),
        ({"meetings": ("igf2024",), "days": ()}, "IGF 2025, Day 2, compared with IGF 2024.", ("IGF 2025, Day 2", "IGF 2024")),
        ({"days": ("Day 0", "Day 1")}, "Day 2, compared with Day 0 or Day 1 at IGF 2025.", ("Day 2", "Day 0 or Day 1")),
        (
            {"status": ("proposed",)},
            "Held or on the programme, compared with proposed at IGF 2025 on Day 2.",
            ("Held or on the programme", "Proposed"),
        ),
        ({}, "These sessions, compared with the same sessions of IGF 2025 on Day 2.", ("These sessions", "The same sessions")),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_comparison_in_words(b, sentence, names):
    comparison = Comparison(A, replace(A, **b))
    assert describe_comparison(comparison, SHIPPED) == sentence
    assert side_names(comparison, SHIPPED) == names


def four_sessions():
    """Sessions a and b have civil society, b and c government, d nobody with a known group."""
    persons = [("a", "Civil Society"), ("b", "Civil Society"), ("b", "Government"), ("c", "Government"), ("d",)]
    return make_tiny(["a", "b", "c", "d"], persons=persons)


def test_sessions_in_both_are_counted_and_without_a_group_is_what_is_left():
    data = four_sessions()
    a = Selection(groups=("Civil Society",))
    kept = {}
    for name, b in {
        "government": replace(a, groups=("Government",)), "everybody": Selection(), "without": replace(a, group_match="none"), "same": a,
    }.items():  # fmt: skip
        kept[name] = (n_in_both(Comparison(a, b), data), "".join(select(data, b).sessions["session_id"]))
    assert kept == {"government": (1, "bc"), "everybody": (2, "abcd"), "without": (0, "cd"), "same": (2, "ab")}


def test_people_of_sessions_without_a_group_stay_under_people_of_the_groups():
    shown = select(four_sessions(), Selection(groups=("Civil Society",), group_match="none", persons="group")).participants
    assert sorted(shown["session_id"]) == ["c", "d"]


def test_what_the_data_no_longer_have_leaves_b_with_a_notice():
    comparison = Comparison(Selection(), Selection(meetings=("igf2099", "igf2025")))
    left, notices = still_compared(comparison, four_sessions())
    assert left == Comparison(Selection(), Selection(meetings=("igf2025",)))
    assert notices == ["B: Meeting: “igf2099” is no longer in the data."]


def test_presets_offer_the_other_groups_of_these_sessions_the_largest_first(tiny):
    """Of the child-related sessions 3 people are of civil society, 2 of the government, 1 academic; Press is elsewhere."""
    people = [*[("a", "Civil Society")] * 3, *[("b", "Government")] * 2, ("a", "Academia"), ("other", "Press/Media"), ("a",)]
    data = tiny(
        [{"session_id": "a", "day": 1}, {"session_id": "b", "day": 2}, {"session_id": "other", "child_rights": "no"}],
        persons=people,
    )

    def offered(a):
        return [(one.key, one.label, one.comparison) for one in presets(data, a) if one.key.startswith("group")]

    everything = Selection(meetings=("igf2025",))
    civil, government, academia = (
        replace(everything, groups=(group,)) for group in ("Civil Society", "Government", "Academia")
    )
    assert offered(everything) == [
        ("groups-civil-society-government", "Civil Society with Government", Comparison(civil, government)),
        ("groups-civil-society-academia", "Civil Society with Academia", Comparison(civil, academia)),
        ("groups-government-academia", "Government with Academia", Comparison(government, academia)),
    ]
    assert offered(government) == [
        ("group-civil-society", "Civil Society", Comparison(government, civil)),
        ("group-academia", "Academia", Comparison(government, academia)),
    ]
    on_day_2 = replace(government, days=("Day 2",))
    assert [one.b.days for _, _, one in offered(on_day_2)] == [("Day 2",), ("Day 2",)]
    assert offered(replace(government, group_match="none")) == []
    assert offered(replace(everything, groups=("Government", "Academia"))) == []


def test_presets_pair_the_five_largest_groups(tiny):
    """Six groups: ten pairs, none with the smallest."""
    groups = ["Government", "Civil Society", "Private Sector", "Technical Community", "Academia", "Youth"]
    data = tiny(["a"], persons=[("a", group) for n, group in enumerate(groups) for _ in range(6 - n)])
    pairs = [one.key for one in presets(data, Selection()) if one.key.startswith("groups-")]
    assert len(pairs) == 10 and not any("youth" in key for key in pairs)
