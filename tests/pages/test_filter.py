"""The filter: widgets ↔ selection ↔ address, on any page."""

from dataclasses import replace

import pytest

from igfdata import Selection, select
from igfdata.selection import FIELDS, default_selection, to_query
from tests.pages.dashboard_app import HOME, LIGHT, PAGES, address_of, complaints, count, open_more, open_page, widget

START = {
    "group_match": {"groups": ("Government", "Civil Society")},
    "persons": {"groups": ("Government",)},
    "topic_match": {"topics": ("sexual_deepfakes", "age_assurance")},
}
"""What must be chosen before a widget of the filter is there."""

OTHER = {
    "meetings": ("igf2023", "igf2025"), "days": ("Day 2", "Day unknown"), "types": ("Workshop",), "status": ("proposed",),
    "relevance": ("yes",), "groups": ("Government", "Youth"), "group_match": "all", "roles": ("speaker",), "persons": "group",
    "regions": ("WEOG",), "basis": "stated", "pillars": ("protection",), "topics": ("age_assurance",), "topic_match": "all",
    "coder": "B",
}  # fmt: skip
FIELD = {field.attribute: field for field in FIELDS}
COMPLETE = Selection(
    **OTHER | {"groups": ("Government", "Youth"), "topics": ("sexual_deepfakes", "age_assurance"), "meetings": ("igf2025",)}
)


def as_widget(value):
    return list(value) if isinstance(value, tuple) else value


def test_every_part_of_the_filter_is_tested():
    assert set(OTHER) == set(FIELD)


@pytest.mark.parametrize("attribute", OTHER)
def test_a_widget_changes_selection_and_address(attribute, shipped):
    before = replace(default_selection(shipped), **START.get(attribute, {}))
    after = replace(before, **{attribute: OTHER[attribute]})
    app = open_more(open_page(LIGHT, to_query(before)))
    assert widget(app, FIELD[attribute].label).value == as_widget(getattr(before, attribute))
    widget(app, FIELD[attribute].label).set_value(as_widget(OTHER[attribute])).run()
    assert not complaints(app)
    assert address_of(app) == to_query(after)
    assert count(app) == len(select(shipped, after).sessions)
    assert widget(app, FIELD[attribute].label).value == as_widget(OTHER[attribute])


@pytest.mark.parametrize("attribute", ["meetings", "status", "relevance", "groups"])
def test_an_emptied_widget_sets_no_limit(attribute, shipped):
    before = replace(default_selection(shipped), groups=("Government",))
    after = replace(before, **{attribute: ()})
    app = open_more(open_page(LIGHT, to_query(before)))
    widget(app, FIELD[attribute].label).set_value([]).run()
    assert address_of(app) == to_query(after)
    assert count(app) == len(select(shipped, after).sessions)
    again = open_page(LIGHT, address_of(app))
    assert count(again) == count(app)


def test_the_address_sets_every_widget():
    app = open_page(LIGHT, to_query(COMPLETE))
    assert not app.warning
    assert address_of(app) == to_query(COMPLETE)
    for attribute, field in FIELD.items():
        assert widget(app, field.label).value == as_widget(getattr(COMPLETE, attribute)), attribute


def test_a_changed_address_beats_the_session(shipped):
    app = open_page(LIGHT, {"group": ["government"]})
    app.query_params.clear()
    app.query_params["day"] = ["2"]
    app.run()
    assert widget(app, "Stakeholder group").value == []
    assert widget(app, "Day").value == ["Day 2"]
    assert address_of(app) == {"meeting": ["igf2025"], "day": ["2"]}


@pytest.mark.parametrize("page", PAGES)
def test_what_is_unknown_gives_a_warning_and_is_ignored(page, shipped):
    app = open_page(page, {"colour": ["red"], "group": ["martians"], "coder": ["z"], "day": ["2"]})
    assert not complaints(app)
    for warning, word in zip(app.warning, ["colour", "martians", "z"], strict=True):
        assert f"“{word}”" in warning.value
        assert "ignored" in warning.value
    expected = replace(default_selection(shipped), days=("Day 2",))
    assert address_of(app) == to_query(expected)
    assert count(app) == len(select(shipped, expected).sessions)


def test_known_values_beside_an_unknown_one_count():
    app = open_page(LIGHT, {"group": ["government", "martians"]})
    assert len(app.warning) == 1
    assert widget(app, "Stakeholder group").value == ["Government"]


def test_the_next_choice_takes_the_warning_away():
    app = open_page(LIGHT, {"group": ["martians"]})
    widget(app, "Day").set_value(["Day 2"]).run()
    assert not app.warning


def test_the_filter_and_the_menu_are_the_same_on_every_page(shipped):
    app = open_page(HOME)
    widget(app, "Stakeholder group").set_value(["Government"]).run()
    expected = replace(default_selection(shipped), groups=("Government",))
    n = len(select(shipped, expected).sessions)
    assert count(app) == n
    for page in PAGES:
        app.switch_page(page).run()
        assert widget(app, "Stakeholder group").value == ["Government"]
        assert address_of(app) == to_query(expected)
        assert count(app) == n
        links = {link.proto.label: link.proto for link in app.sidebar.get("page_link")}
        assert set(PAGES.values()) <= set(links)
        assert "dashboard" not in links
        assert all(link.icon and link.query_string == "meeting=igf2025&group=government" for link in links.values())


def test_what_is_seldom_used_is_drawn_when_it_is_opened_or_in_use(shipped):
    labels = {FIELD[attribute].label for attribute in ("types", "status", "pillars")}

    def shown(app):
        return labels & {box.label for box in app.sidebar.multiselect}

    assert shown(open_page(LIGHT)) == set()
    assert shown(open_more(open_page(LIGHT))) == labels
    assert shown(open_page(LIGHT, to_query(replace(default_selection(shipped), pillars=("protection",))))) == labels


def test_reset(shipped):
    app = open_page(LIGHT, to_query(COMPLETE))
    button = next(button for button in app.sidebar.button if "Reset" in button.label)
    button.click().run()
    assert address_of(app) == to_query(default_selection(shipped))
    assert count(app) == len(select(shipped, default_selection(shipped)).sessions)
    assert widget(app, "Stakeholder group").value == []


def test_a_choice_of_the_page_stays_in_the_address_beside_the_filter():
    app = open_page("pages/1_Rights_pillars.py", {"split": ["group"], "counting": ["fractional"]})
    widget(app, "Day").set_value(["Day 2"]).run()
    assert address_of(app) == {"meeting": ["igf2025"], "day": ["2"], "split": ["group"], "counting": ["fractional"]}
