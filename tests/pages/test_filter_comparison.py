"""A comparison in the dashboard: chosen in the sidebar, kept in the address, two cards, tables of both, and how it ends."""

import re
from dataclasses import replace

import pytest

from igfdata import Selection, select
from igfdata.charts.theme import SECOND
from igfdata.selection import default_selection, presets, to_query
from tests.pages.dashboard_app import LIGHT, PAGES, address_of, complaints, count, open_page, widget

COMPARED = ("dashboard.py", "pages/1_Rights_pillars.py", "pages/2_Stakeholder_mix.py", "pages/3_Recurring_topics.py")
CIVIL = {"meeting": ["igf2025"], "group": ["civil-society"]}


def cards(app):
    return [one.proto.body for one in app.main.get("html") if 'class="sides"' in one.proto.body]


def click(app, key):
    return next(button for button in app.button if button.key == key).click().run()


def test_a_preset_is_one_click_and_stands_in_the_address(shipped):
    app = open_page(LIGHT, CIVIL)
    compare = widget(app, "Compare with")
    assert compare.value == "nothing" and "b-group" not in address_of(app)
    compare.set_value("everybody").run()
    assert not complaints(app)
    assert address_of(app) == {**CIVIL, "b-group": ["all"]}
    assert widget(app, "Compare with").value == "everybody"
    again = open_page(LIGHT, address_of(app))
    assert widget(again, "Compare with").value == "everybody"
    widget(again, "Compare with").set_value("nothing").run()
    assert address_of(again) == CIVIL


@pytest.mark.parametrize("page", COMPARED)
@pytest.mark.parametrize(
    "b", [{"b-group": ["all"]}, {"b-group": ["private-sector"]}, {"b-coder": ["b"]}, {"b-meeting": ["igf2024"]}], ids=str
)
def test_every_page_has_two_cards_and_no_complaint(page, b, shipped):
    app = open_page(page, {**CIVIL, **b})
    assert not complaints(app)
    (found,) = cards(app)
    n = len(select(shipped, Selection(meetings=("igf2025",), groups=("Civil Society",))).sessions)
    assert count(app) == n and f">{n} sessions," in found
    assert 'class="side a"' in found and 'class="side b"' in found


def test_swap_and_end():
    app = open_page("dashboard.py", {**CIVIL, "b-group": ["private-sector"]})
    click(app, "swap_sides")
    assert address_of(app) == {"meeting": ["igf2025"], "group": ["private-sector"], "b-group": ["civil-society"]}
    click(app, "end_comparison")
    assert address_of(app) == {"meeting": ["igf2025"], "group": ["private-sector"]} and not cards(app)


def test_own_choice_opens_a_second_filter_and_b_follows_a(shipped):
    app = open_page(LIGHT, CIVIL)
    widget(app, "Compare with").set_value("compared_own").run()
    assert address_of(app) == {**CIVIL, "b-meeting": ["igf2025"]}
    widget(app, "Stakeholder group of B").set_value(["Private Sector"]).run()
    assert address_of(app) == {**CIVIL, "b-group": ["private-sector"]}
    widget(app, "Day").set_value(["Day 2"]).run()
    assert address_of(app) == {**CIVIL, "day": ["2"], "b-group": ["private-sector"]}
    assert widget(app, "Day of B").value == ["Day 2"]
    widget(app, "Stakeholder group of B").set_value([]).run()
    assert address_of(app)["b-group"] == ["all"]
    assert widget(app, "Stakeholder group of B").value == []  # the second filter stays open, although a preset says the same


def test_a_bad_value_of_b_gives_a_notice_and_a_page():
    app = open_page("dashboard.py", {**CIVIL, "b-group": ["zzz"]})
    assert not complaints(app) and not cards(app)
    assert [one.value.split(" is unknown")[0].replace("\\", "") for one in app.warning] == ["Stakeholder group of B: “zzz”"]


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_side_breaks_no_page(page):
    app = open_page(page, {**CIVIL, "b-topic": ["sexual_deepfakes"], "b-day": ["0"], "b-type": ["main-session"]})
    assert not complaints(app)


def test_presets_by_what_is_chosen(shipped):
    start = default_selection(shipped)
    keys = {
        "nothing": [one.key for one in presets(shipped, start)],
        "group": [one.key for one in presets(shipped, replace(start, groups=("Youth",)))],
        "day": [one.key for one in presets(shipped, replace(start, days=("Day 2",)))],
    }
    assert {of: [key for key in found if not key.startswith("group")] for of, found in keys.items()} == {
        "nothing": ["meeting-before", "proposed", "coders"],
        "group": ["everybody", "without", "meeting-before", "proposed", "coders"],
        "day": ["other-days", "meeting-before", "proposed", "coders"],
    }
    days = next(one for one in presets(shipped, replace(start, days=("Day 2",))) if one.key == "other-days")
    assert days.comparison.b.days == ("Day 0", "Day 1", "Day 3", "Day 4")
    assert all(to_query(one.comparison.b) != to_query(one.comparison.a) for one in presets(shipped, start))


def test_another_group_is_a_preset_and_keeps_the_day():
    app = open_page(LIGHT, {**CIVIL, "day": ["2"]})
    widget(app, "Compare with").set_value("group-private-sector").run()
    assert address_of(app) == {**CIVIL, "day": ["2"], "b-group": ["private-sector"]}
    assert widget(app, "Compare with").value == "group-private-sector"


def test_with_a_day_chosen_charts_and_tables_have_that_day_alone():
    app = open_page("dashboard.py", {"meeting": ["igf2025"], "day": ["2"]})
    for name in ("pillar_coverage", "topic_matrix"):
        app.session_state[f"open_table_{name}"] = True
    app.run()
    assert not complaints(app)
    specs = [chart.proto.spec for chart in app.get("plotly_chart")]
    assert any("Day 2" in spec for spec in specs)
    assert not any(f"Day {number}" in spec for spec in specs for number in (0, 1, 3, 4))
    tables = [table.value for table in app.dataframe]
    assert [set(table["Day"].astype(str)) for table in tables] == [{"Day 2"}, {"Day 2"}]
    figures = ["Day", "Sessions", "Of", "Share", "95% low", "95% high"]
    assert [list(table.columns) for table in tables] == [["Pillar", *figures], ["Topic", *figures]]
    (fold,) = app.main.get("expander")
    assert re.fullmatch(r"\d+ more topics", fold.label)  # not “on one day only”: nothing else is possible


@pytest.mark.parametrize(
    ("page", "name", "columns"),
    [
        ("dashboard.py", "stakeholder_mix", ["Group", "People", "Of", "Share", "95% low", "95% high", "Share at least", "Share at most"]),
        ("pages/1_Rights_pillars.py", "balance_by_day", [
            "Day", "Sessions", "Of", "Protection", "Provision", "Participation", "Balance index", "95% low", "95% high",
        ]),
    ],
)  # fmt: skip
def test_a_table_has_columns_that_a_reader_knows(page, name, columns):
    app = open_page(page, {"meeting": ["igf2025"]})
    app.session_state[f"open_table_{name}"] = True
    app.run()
    assert [list(table.value.columns) for table in app.dataframe] == [columns]


def test_a_mark_opens_the_sessions_of_both_sides(shipped):
    app = open_page("dashboard.py", {**CIVIL, "b-group": ["all"]})
    app.session_state["rows_behind_topic_matrix"] = {"topic": "age_assurance"}
    app.run()
    assert not complaints(app)
    told = [text.value for text in app.get("text")]
    a, b = (select(shipped, Selection(meetings=("igf2025",), groups=groups)) for groups in (("Civil Society",), ()))
    n = [int((data.session_topics["topic"] == "age_assurance").sum()) for data in (a, b)]
    label = shipped.topic_labels["age_assurance"]
    assert [text for text in told if label in text] == [f"A · {label}: {n[0]} sessions", f"B · {label}: {n[1]} sessions"]


def test_sessions_show_both_and_the_plan_says_whose_it_is(shipped):
    compared = {**CIVIL, "b-group": ["all"]}
    app = open_page("pages/4_Sessions.py", {**compared, "tab": ["table-and-search"]})
    assert not complaints(app) and cards(app)
    (table,) = [frame.value for frame in app.dataframe if "Title" in frame.value.columns]
    a, b = (select(shipped, Selection(meetings=("igf2025",), groups=groups)) for groups in (("Civil Society",), ()))
    assert table["In"].value_counts().to_dict() == {"A and B": a.n_sessions, "B": b.n_sessions - a.n_sessions}
    coded = b.session_pillars["session_id"].nunique()
    assert (table["Pillars"] != "not coded").sum() == coded  # those of B alone have their codes
    plan = open_page("pages/4_Sessions.py", {**compared, "tab": ["who-goes-where"]})
    assert any(one.value.startswith("This plan is of A: Civil society.") for one in plan.main.get("caption"))


@pytest.mark.parametrize("page", [*COMPARED, "pages/4_Sessions.py"])
def test_no_chart_shows_a_alone(page):
    app = open_page(page, {**CIVIL, "b-group": ["all"]})
    assert not any("A only" in one.value for one in app.main.get("caption"))


@pytest.mark.parametrize(
    ("page", "name", "first"),
    [
        ("dashboard.py", "pillar_coverage", "Pillar"), ("dashboard.py", "stakeholder_mix", "Group"),
        ("dashboard.py", "topic_matrix", "Topic"), ("pages/2_Stakeholder_mix.py", "mix_stakeholder_group_by_day", "Group"),
    ],
)  # fmt: skip
def test_tables_have_both_sides_and_the_difference(page, name, first):
    app = open_page(page, {**CIVIL, "b-group": ["all"]})
    app.session_state[f"open_table_{name}"] = True
    app.run()
    assert not complaints(app)
    (frame,) = [table.value for table in app.dataframe if "Difference (points)" in table.value.columns]
    assert frame.columns[0] == first
    assert list(frame.columns[-9:]) == [
        "A", "A of", "A share", "B", "B of", "B share", "Difference (points)", "95% low", "95% high",
    ]  # fmt: skip
    known = frame.dropna(subset=["Difference (points)"])
    assert ((known["A of"] >= 5) & (known["B of"] >= 5)).all()
    assert ((100 * (known["A share"] - known["B share"]) - known["Difference (points)"]).abs() < 0.2).all()


MIX = "pages/2_Stakeholder_mix.py"


def test_every_chart_of_groups_draws_b_and_its_table_has_both(shipped):
    app = open_page(MIX, {**CIVIL, "b-group": ["private-sector"]})
    assert not any("Shows A only" in one.value for one in app.main.get("caption"))
    specs = [chart.proto.spec for chart in app.get("plotly_chart")]
    assert len(specs) == 4 and all(SECOND in spec for spec in specs), "every chart has marks in the grey of B"
    assert not any(SECOND in chart.proto.spec for chart in open_page(MIX, CIVIL).get("plotly_chart"))
    for name in ("gaps_stakeholder_group", "ratio_stakeholder_group_official"):
        app.session_state[f"open_table_{name}"] = True
    app.run()
    assert not complaints(app)
    gaps, ratios = (
        next(table.value for table in app.dataframe if column in table.value.columns)
        for column in ("A not fully known", "A times")
    )
    assert list(gaps.columns[:2]) == ["Group", "Pillar"] and ratios.columns[0] == "Group"
    a, b = (select(shipped, Selection(meetings=("igf2025",), groups=(group,))) for group in ("Civil Society", "Private Sector"))
    row = gaps[(gaps["Group"] == "Government") & (gaps["Pillar"] == "Protection")].iloc[0]
    for side, data in (("A", a), ("B", b)):
        on = set(data.session_pillars.loc[data.session_pillars["pillar"] == "protection", "session_id"])
        people = data.participants[data.participants["session_id"].isin(on)]
        with_it = people.loc[people["stakeholder_group"] == "Government", "session_id"].nunique()
        assert (row[side], row[f"{side} of"]) == (with_it, len(on))
    told = ratios.dropna(subset=["A times"])
    assert ((told["A share"] / told["A reference"] - told["A times"]).abs() < 0.05).all()


def test_a_side_without_a_reference_is_said_to_have_none():
    app = open_page(MIX, {"meeting": ["igf2025"], "b-meeting": ["igf2024"]})
    assert any("B has no such reference." in one.value for one in app.main.get("caption"))
    swapped = open_page(MIX, {"meeting": ["igf2024"], "b-meeting": ["igf2025"]})
    assert any("A has no such reference." in one.value for one in swapped.main.get("caption"))


def test_columns_are_the_days_of_a_and_of_b():
    app = open_page(MIX, {"meeting": ["igf2025"], "day": ["1"], "b-day": ["2"]})
    alts = [chart.proto.alt for chart in app.get("plotly_chart")]
    specs = [chart.proto.spec for chart in app.get("plotly_chart")]
    assert not complaints(app) and alts
    assert any("Day 1" in spec and "Day 2" in spec and "A of " in spec and "B of " in spec for spec in specs)


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("dashboard.py", ["21: 6 about children, 15 partly.", "94, group known for 74."]),
        ("pages/1_Rights_pillars.py", ["62% (13 of 21); A 5 points more.", "43% (9 of 21); A 10 points less.", "21 of 21"]),
        ("pages/3_Recurring_topics.py", ["41"]),
        ("pages/2_Stakeholder_mix.py", ["94 in 18 of 21 sessions", "79% (74 of 94)", "4.6; n = 73", "74%; n = 73"]),
    ],
)
def test_number_tiles_say_b_too(page, told, shipped):
    """A: civil society, of nine coded sessions six on protection, seven on provision, three on participation. B: everybody."""
    app = open_page(page, {**CIVIL, "b-group": ["all"]})
    tiles = [one.proto.body for one in app.main.get("html") if 'class="number"' in one.proto.body]
    assert len(tiles) == 4 and all('second"><b>B</b>' in tile for tile in tiles)
    assert all(any(text in tile for tile in tiles) for text in told)
    assert not any(
        "second" in one.proto.body for one in open_page(page, CIVIL).main.get("html") if 'class="number"' in one.proto.body
    )


def test_a_mark_of_a_group_opens_its_sessions_and_people_on_both_sides(shipped):
    app = open_page(MIX, {**CIVIL, "b-group": ["private-sector"]})
    app.session_state["rows_behind_mix_stakeholder_group_by_day"] = {"group": "Government", "day": "Day 2"}
    app.run()
    assert not complaints(app)
    told = [text.value for text in app.get("text")]
    for side, group in (("A", "Civil Society"), ("B", "Private Sector")):
        data = select(shipped, Selection(meetings=("igf2025",), groups=(group,)))
        people = data.participants[data.participants["stakeholder_group"] == "Government"]
        days = data.sessions.set_index("session_id")["day"]
        there = people[people["session_id"].map(days).astype(str) == "Day 2"]
        n = there["session_id"].nunique()
        assert f"{side} · Government · Day 2: {n} session{'' if n == 1 else 's'}" in told
        if n:
            assert f"{len(there)} {'person' if len(there) == 1 else 'people'} by group (no names are kept)" in told
