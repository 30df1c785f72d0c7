"""Hostile addresses, and choices of a page: a default with a notice, never an error box; what was chosen is there again."""

import random

import pytest

from tests.pages.dashboard_app import HOME, PAGES, address_of, complaints, open_page

BAD = [
    "²", "①", "٣", "৪", "9" * 5000, "-1", "0", "1.5", "1e5", "", " ", "\n", "\u00a0", "-", ",", "a,b,,c", "\x00", "a\x00b", "\ufffd",
    "\u202eabc", "\u200f", "<b>x</b>", "<script>1</script>", "'; drop", "../../etc", "%00", "{}", "[1]", "None", "null", "true", "day-1", "Day -1",
    "💥", "x" * 19_000, ",".join(map(str, range(3000))), "x" * 200_000, "a," * 100_000,
]  # fmt: skip
KEYS = [
    "meeting", "day", "type", "status", "relevance", "group", "group-match", "role", "people", "persons", "region", "basis", "pillar", "topic",
    "topic-match", "coder", "session", "split", "counting", "weight", "groups-by", "show", "brief", "slides", "point", "delegates",
    "delegate", "timeline", "search",
    "present", "notes", "rotate", "tab", "embed", "embed_options", "unknown", "²", "\x00", "<b>",
]  # fmt: skip
BRIEFING = "pages/5_Briefing.py"


@pytest.mark.parametrize("page", PAGES)
def test_no_hostile_address_gives_an_error_box(page):
    """Forty a page, 320 in all: every key with a bad value, alone and together with others."""
    dice = random.Random(page)
    wrong = []
    for number in range(40):
        keys = [KEYS[number % len(KEYS)], *dice.sample(KEYS, dice.randint(0, 2))]
        address = {key: [dice.choice(BAD) for _ in range(dice.choice((1, 1, 2, 3)))] for key in keys}
        if number % 4 == 0:
            address["meeting"] = dice.choice((["all"], ["igf2024", "igf2025"], ["deleted"], []))
        app = open_page(page, address)
        if complaints(app) or not (app.title or app.get("html")):
            wrong.append(({key: [text[:40] for text in texts] for key, texts in address.items()}, complaints(app)))
    assert not wrong


@pytest.mark.parametrize("meetings", [["all"], ["igf2024", "igf2025"]])
@pytest.mark.parametrize("slide", ["balance", "nonsense"])
def test_presenting_without_one_meeting_is_told(meetings, slide):
    app = open_page(BRIEFING, {"meeting": meetings, "present": [slide], "notes": ["1"], "rotate": ["10"]})
    assert not complaints(app)
    assert [info.value for info in app.info] == ["Choose just one meeting in the sidebar."]
    assert {key: set(values) for key, values in address_of(app).items()} == {"meeting": set(meetings)}


@pytest.mark.parametrize("number", ["²", "①", "9" * 5000, "0", "21", "two"])
def test_a_number_of_delegates_that_is_none_gives_the_default(number):
    app = open_page(BRIEFING, {"delegates": [number]})
    assert not complaints(app)
    assert app.number_input(key="n_delegates_briefing").value == 2


def test_a_day_of_the_filter_that_the_meeting_does_not_have_gives_another_subject():
    app = open_page(BRIEFING, {"meeting": ["igf2025"], "day": ["unknown"], "brief": ["Day 99"], "slides": ["nonsense"]})
    assert not complaints(app)
    assert app.selectbox(key="brief_about").value == "meeting"


@pytest.mark.parametrize(("page", "key"), [("pages/1_Rights_pillars.py", "split"), ("pages/6_Coding.py", "tab")])
def test_an_unknown_choice_is_told(page, key):
    app = open_page(page, {key: ["martians"]})
    (said,) = [warning.value for warning in app.warning]
    assert "“martians” is unknown and ignored" in said
    assert key not in address_of(app)


def test_an_address_too_long_is_told_once_and_not_kept():
    app = open_page(HOME, {"group": ["x" * 30_000], "day": ["2"]})
    (said,) = [warning.value for warning in app.warning]
    assert said.startswith("The address is longer than any link of this dashboard")
    assert address_of(app) == {"meeting": ["igf2025"]}


@pytest.mark.parametrize(
    ("page", "key", "value", "widget"),
    [
        ("pages/1_Rights_pillars.py", "split", "group", "Break down by"),
        ("pages/1_Rights_pillars.py", "counting", "fractional", "Counting"),
        ("pages/2_Stakeholder_mix.py", "groups-by", "regional", "Groups"),
        ("pages/3_Recurring_topics.py", "show", "change", "Show"),
    ],
)
def test_a_choice_is_in_the_address_and_there_again_on_the_way_back(page, key, value, widget):
    app = open_page(page)
    next(group for group in app.button_group if group.label == widget).set_value(value).run()
    assert address_of(app)[key] == [value]
    app.query_params.clear()
    app.query_params["meeting"] = ["igf2025"]  # as the menu's links have it
    app.switch_page(HOME).run()
    assert key not in address_of(app)
    app.switch_page(page).run()
    assert next(group for group in app.button_group if group.label == widget).value == value
    assert address_of(app)[key] == [value]
    assert address_of(open_page(page, address_of(app)))[key] == [value]  # as after a reload


def test_a_tab_is_in_the_address_and_open_again_on_the_way_back():
    page = "pages/6_Coding.py"
    app = open_page(page, {"meeting": ["igf2025"], "tab": ["history"]})
    app.query_params.clear()
    app.query_params["meeting"] = ["igf2025"]
    app.switch_page(HOME).run()
    app.switch_page("pages/7_Data_and_methods.py").run()
    assert "tab" not in address_of(app)  # a tab belongs to its page
    app.switch_page(page).run()
    assert address_of(app)["tab"] == ["history"]
    app.query_params.clear()  # Back to where no tab was chosen
    app.query_params["meeting"] = ["igf2025"]
    app.run()
    assert "tab" not in address_of(app)
