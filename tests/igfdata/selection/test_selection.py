"""The filter as a value: address and back, notices, and which sessions it keeps."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igfdata import Selection, select
from igfdata.briefing.reference import read_reference
from igfdata.dataset import day_name
from igfdata.selection import (
    FIELDS,
    comparison_from_query,
    default_selection,
    describe,
    file_stem,
    from_query,
    options,
    resolve,
    to_query,
)
from igfdata.selection.address import address_key
from igfdata.vocabulary import day_slug
from tests.conftest import IGF2025, load_shipped, make_tiny

SHIPPED = load_shipped()
OPTIONS = {field.attribute: list(options(SHIPPED, field.attribute)) for field in FIELDS}
MANY = [field.attribute for field in FIELDS if field.is_many]


def chosen(attribute, min_size=0, max_size=3):
    """Some options of one part of the filter, in their order."""
    order = OPTIONS[attribute]
    picked = st.sets(st.sampled_from(order), min_size=min_size, max_size=max_size)
    return picked.map(lambda keys: tuple(key for key in order if key in keys))


SELECTIONS = st.builds(
    Selection, **{f.attribute: chosen(f.attribute) if f.is_many else st.sampled_from(OPTIONS[f.attribute]) for f in FIELDS}
)


@given(SELECTIONS)
@settings(max_examples=80)
def test_a_selection_comes_back_from_its_address(selection):
    assert from_query(to_query(selection), SHIPPED) == (selection, [])


@given(SELECTIONS)
@settings(max_examples=40)
def test_a_selection_comes_back_from_comma_separated_values(selection):
    joined = {key: [",".join(values)] for key, values in to_query(selection).items()}
    assert from_query(joined, SHIPPED) == (selection, [])


WRITTEN = st.text(max_size=30).filter(str.isprintable)
"""Keys that a notice can repeat as they are."""


@given(st.dictionaries(st.sampled_from([field.key for field in FIELDS]) | WRITTEN, st.lists(st.text()), max_size=4))
@settings(max_examples=80)
def test_any_address_gives_a_selection_of_known_values(query):
    selection, notices = from_query(query, SHIPPED)
    for attribute, known in OPTIONS.items():
        value = getattr(selection, attribute)
        assert set([value] if isinstance(value, str) else value) <= set(known)
    unknown = set(query) - {field.key for field in FIELDS}
    assert all(any(f"“{key}”" in notice for notice in notices) for key in unknown)
    assert len(notices) <= len(query)


@given(field=st.sampled_from(FIELDS), bad=st.lists(st.from_regex(r"zz[a-z]{3,8}", fullmatch=True), min_size=1, max_size=3))
@settings(max_examples=40)
def test_every_unknown_value_is_named_and_the_rest_is_kept(field, bad):
    good = OPTIONS[field.attribute][0]
    selection, notices = from_query({field.key: [*bad, good]}, SHIPPED)
    assert getattr(selection, field.attribute) == ((good,) if field.is_many else good)
    assert len(notices) == 1
    assert notices[0].startswith(field.label)
    assert all(f"“{value}”" in notices[0] for value in bad)


@pytest.mark.parametrize("field", [field for field in FIELDS if not field.is_many], ids=lambda field: field.key)
def test_a_second_value_of_a_single_choice_is_not_ignored_silently(field):
    _, notices = from_query({field.key: OPTIONS[field.attribute][:2]}, SHIPPED)
    assert notices


def test_the_default_is_the_newest_meeting():
    assert from_query({}, SHIPPED) == (default_selection(SHIPPED), [])
    assert default_selection(SHIPPED) == Selection(meetings=("igf2025",))
    assert to_query(default_selection(SHIPPED)) == {"meeting": ["igf2025"]}
    assert to_query(Selection()) == {"meeting": ["all"]}


def test_the_address_is_short():
    selection = Selection(
        meetings=("igf2025",), days=("Day 2", "Day unknown"), types=("Day 0 Event", "Launch/Award Event"), status=(), coder="A"
    )
    assert to_query(selection) == {
        "meeting": ["igf2025"],
        "day": ["2", "unknown"],
        "type": ["day-0-event", "launch-award-event"],
        "status": ["all"],
        "coder": ["A"],
    }


@pytest.mark.parametrize(
    ("attribute", "text", "key"),
    [
        ("meetings", "IGF 2025", "igf2025"),
        ("days", "day 2", "Day 2"),
        ("days", "DAY-2", "Day 2"),
        ("days", "Day: 2", "Day 2"),
        ("days", "-2", None),
        ("days", "9" * 5000, None),
        ("coder", "b", "B"),
        ("groups", "igo", "Intergovernmental Organization"),
        ("groups", "Press and media", "Press/Media"),
        ("groups", "CIVIL  society", "Civil Society"),
        ("regions", "africa", "African Group"),
        ("types", "WS", "Workshop"),
        ("types", "Day 0 Event", "Day 0 Event"),
        ("topics", "Sexual deepfakes", "sexual_deepfakes"),
        ("status", "on the programme", "on_programme"),
        ("days", "Day 9", None),
        ("groups", "WS", None),
        ("topics", "日本", None),
    ],
)
def test_a_value_is_found_by_key_label_or_alias(attribute, text, key):
    assert resolve(SHIPPED, attribute, text) == key


EARLY = make_tiny(
    [{"session_id": f"s{day}", "day": day} for day in (-2, -1, 0, 1, 2)],
    meetings=[{**IGF2025, "start_date": "2025-06-21"}],
    pillars={("s1", coder): "protection" for coder in ("A", "MK", "mk", "m-k", "b")},
    topics={"s1": "play_online gaming"},
)
"""A meeting with days before Day 0, and coders whose signs differ little."""


@pytest.mark.parametrize("data", [SHIPPED, EARLY], ids=["shipped", "early"])
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_no_two_values_of_a_list_share_an_address(data, field):
    keys = list(options(data, field.attribute))
    addresses = [address_key(field.attribute, key) for key in keys]
    assert len(set(addresses)) == len(keys)
    assert "all" not in addresses or not field.is_many
    assert [resolve(data, field.attribute, text) for text in addresses] == keys


@given(st.sets(st.integers(-400, 400), min_size=1, max_size=8))
def test_every_day_has_an_address_and_a_file_name_of_its_own(numbers):
    days = [day_name(number) for number in numbers] + ["Day unknown"]
    assert len({address_key("days", day) for day in days}) == len({day_slug(day) for day in days}) == len(days)
    assert len({file_stem(Selection(meetings=("igf2025",), days=(day,))) for day in days}) == len(days)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1", "Day 1"), ("day-1", "Day 1"), ("Day 1", "Day 1"), ("day1", "Day 1"), ("-1", "Day -1"), ("day -1", "Day -1"),
        ("day--1", "Day -1"), ("\u22121", "Day -1"), ("-2", "Day -2"), ("0", "Day 0"), ("-3", None), ("unknown", "Day unknown"),
    ],
)  # fmt: skip
def test_a_day_before_day_zero_is_not_the_day_after_it(text, day):
    """Links of an earlier version, which wrote the number alone, mean the day that they meant."""
    assert resolve(EARLY, "days", text) == day


def test_a_label_never_hides_a_key():
    data = make_tiny(["a"], topics={"a": "play gaming"})
    named = replace(data, codebook=data.codebook.assign(label=["Gaming", "Play"]))
    assert resolve(named, "topics", "gaming") == "gaming"
    assert resolve(named, "topics", "play") == "play"


def kept(selection, data=SHIPPED):
    return set(select(data, selection).sessions["session_id"])


@given(base=SELECTIONS, attribute=st.sampled_from(MANY), data=st.data())
@settings(max_examples=40)
def test_a_further_filter_never_adds_sessions(base, attribute, data):
    without = Selection(**{**vars(base), attribute: ()})
    limited = Selection(**{**vars(base), attribute: data.draw(chosen(attribute, 1, 4))})
    assert kept(limited) <= kept(without)


@pytest.mark.parametrize(
    ("attribute", "wide", "narrow"), [("group_match", "any", "all"), ("topic_match", "any", "all"), ("basis", "all", "stated")]
)
@given(base=SELECTIONS)
@settings(max_examples=15)
def test_a_stricter_match_never_adds_sessions(attribute, wide, narrow, base):
    assert kept(Selection(**{**vars(base), attribute: narrow})) <= kept(Selection(**{**vars(base), attribute: wide}))


@given(SELECTIONS)
@settings(max_examples=40)
def test_all_frames_hold_the_same_sessions_and_the_data_do_not_change(selection):
    names = ("sessions", "participants", "session_pillars", "session_topics")
    before = [getattr(SHIPPED, name).copy() for name in names]
    data = select(SHIPPED, selection)
    ids = set(data.sessions["session_id"])
    assert all(set(getattr(data, name)["session_id"]) <= ids for name in names)
    assert all(getattr(SHIPPED, name).equals(frame) for name, frame in zip(names, before, strict=True))


def test_the_key_persons_of_older_links_is_still_read():
    """People were called persons: the address of before means the same, and the new one is written."""
    for prefix, make in (("", from_query), ("b-", comparison_from_query)):
        old = make({f"{prefix}group": ["youth"], f"{prefix}persons": ["group"]}, SHIPPED)
        assert old[-1] == []
        assert old == make({f"{prefix}group": ["youth"], f"{prefix}people": ["group"]}, SHIPPED)
    assert to_query(from_query({"persons": ["group"]}, SHIPPED)[0])["people"] == ["group"]
    assert "persons" in read_reference("chart/groups?persons=group").address
    unknown = from_query({"nobody": ["x"]}, SHIPPED)[1]
    assert "people" in unknown[0] and "persons" not in unknown[0]


def test_any_and_all_of_groups_and_topics(tiny):
    data = tiny(
        ["a", "b", "c", "d"],
        topics={"a": "x y", "b": "x", "c": "y"},
        persons=[
            ("a", "Government", "WEOG"),
            ("a", "Academia", None, "moderator"),
            ("b", "Government", "GRULAC"),
            ("c", None, "WEOG"),
        ],
    )
    groups = ("Government", "Academia")
    assert kept(Selection(groups=groups), data) == {"a", "b"}
    assert kept(Selection(groups=groups, group_match="all"), data) == {"a"}
    assert kept(Selection(groups=groups, group_match="all", roles=("speaker",)), data) == set()
    assert kept(Selection(regions=("WEOG",)), data) == {"a", "c"}
    assert kept(Selection(topics=("x", "y")), data) == {"a", "b", "c"}
    assert kept(Selection(topics=("x", "y"), topic_match="all"), data) == {"a"}


def test_proposed_and_unrelated_sessions_are_off_by_default(tiny):
    sessions = [{"session_id": f"{status}-{relevance}", "status": status, "child_rights": relevance}
                for status in ("held", "on_programme", "proposed") for relevance in ("yes", "partly", "no")]  # fmt: skip
    assert kept(Selection(), tiny(sessions)) == {"held-yes", "held-partly", "on_programme-yes", "on_programme-partly"}
    assert len(kept(Selection(status=(), relevance=()), tiny(sessions))) == 9


def test_inferred_groups_do_not_count_under_stated(tiny):
    data = tiny(["a", "b"], persons=[("a", "Government", None, "speaker", "inferred"), ("b", "Government")])
    assert kept(Selection(groups=("Government",)), data) == {"a", "b"}
    assert kept(Selection(groups=("Government",), basis="stated"), data) == {"b"}
    stated = select(data, Selection(basis="stated")).participants
    assert len(stated) == 2, "no person is dropped"


@given(SELECTIONS)
@settings(max_examples=40)
def test_the_sentence_names_everything_that_is_chosen(selection):
    sentence = describe(selection, SHIPPED).lower()
    for attribute in MANY:
        for key in getattr(selection, attribute):
            if key != "Day unknown":
                assert options(SHIPPED, attribute)[key].lower() in sentence
