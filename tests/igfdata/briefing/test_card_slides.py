"""Charts, findings and lists of sessions as slides: on four sessions, counted by hand."""

import pytest

from igfdata.briefing.model import Chart, Matrix, Squares, Statements, TextTable
from igfdata.briefing.my_deck.computing import slide_of
from igfdata.briefing.my_deck.scope import NothingToShow
from igfdata.briefing.reference import Reference, read_reference
from igfdata.briefing.render.markup import bars
from tests.igfdata.briefing.deck_data import four_sessions

ALL = "?meeting=igf2025"
COMPARED = "?meeting=igf2025&group=civil-society&b-group=all"


@pytest.fixture(scope="module")
def data(tiny):
    return four_sessions(tiny)


def labels(chart):
    return {
        (series.name, name): label
        for series in chart.series
        for name, label in zip(chart.categories, series.labels, strict=True)
    }


def texts(grid):
    return {
        (row, column): cell.text
        for row, cells in zip(grid.rows, grid.cells, strict=True)
        for column, cell in zip(grid.columns, cells, strict=True)
    }


def test_pillars_by_day_are_squares(data):
    slide = slide_of(f"chart/pillars{ALL}&split=day", data)
    assert isinstance(slide.body, Squares)
    assert [(row.name, row.total) for row in slide.body.rows] == [
        ("Protection", "3 of 4 sessions"), ("Provision", "1 of 4 sessions"), ("Participation", "1 of 4 sessions")
    ]  # fmt: skip
    assert slide.body.rows[0].states == (("on", "on"), ("off", "on"))
    assert slide.reference == f"chart/pillars{ALL}&split=day"
    assert slide.session_ids == ("a", "b", "c", "d")


def test_pillars_by_group_are_columns(data):
    found = labels(slide_of(f"chart/pillars{ALL}&split=group", data).body)
    # civil society: a, d; government: a; academia: c
    assert found["Protection", "Civil Society"] == "2/2" and found["Provision", "Civil Society"] == "1/2"
    assert found["Protection", "Government"] == "1/1" and found["Participation", "Academia"] == "1/1"


def test_a_comparison_shows_a_and_b(data):
    slide = slide_of(f"chart/pillars{COMPARED}", data)
    assert isinstance(slide.body, Chart)
    found = labels(slide.body)
    assert {key: found["A: Civil society", key] for key in slide.body.categories} == {
        "Protection": "2/2",
        "Provision": "1/2",
        "Participation": "0/2",
    }
    b = slide.body.series[1].name
    assert [found[b, key] for key in slide.body.categories] == ["3/4", "1/4", "1/4"]
    assert "compared with" in slide.selection


def test_a_chart_that_draws_a_alone_says_so(data):
    assert slide_of(f"chart/chance{COMPARED}", data).heading.endswith(", A only")
    assert "A only" not in slide_of(f"chart/speakers{COMPARED}", data).heading


def test_columns_of_a_and_b_stand_in_turn(data):
    slide = slide_of(f"chart/groups-by{COMPARED}&split=day", data)
    assert slide.heading == "People by group and day" and slide.title.startswith("A: ") and slide.evidence.startswith("B: ")
    found = texts(slide.body)
    assert slide.body.columns == ("A · Day 1", "B · Day 1", "A · Day 2", "B · Day 2")
    # A has a and d, B has all four: the person from academia is in c
    assert [found["Civil Society", column] for column in slide.body.columns] == ["2", "2", "1", "1"]
    assert [found["Academia", column] for column in slide.body.columns] == ["", "", "", "1"]
    assert set(slide.session_ids) == {"a", "b", "c", "d"}


def test_who_speaks_of_two_sides_names_the_unstated_in_words(data):
    slide = slide_of(f"chart/speakers{COMPARED}", data)
    assert "Not stated" not in slide.body.categories and slide.evidence.endswith("Not stated: A 0 of 4, B 1 of 6.")


def test_days_alike_lean_alike(tiny):
    even = tiny([{"session_id": "x", "day": 1}], pillars={"x": "protection provision"})
    assert slide_of(f"chart/leaning{ALL}", even).title == "Day 1 leans most towards protection and provision."


def test_who_speaks(data):
    slide = slide_of(f"chart/speakers{ALL}", data)
    assert slide.body.categories == ("Civil Society", "Government", "Academia", "Not stated")  # the largest first
    # five of the six people have a known group
    assert labels(slide.body) == {
        ("Share", "Civil Society"): "3/5", ("Share", "Government"): "1/5", ("Share", "Academia"): "1/5", ("Share", "Not stated"): "1/6"
    }  # fmt: skip


def test_groups_by_day_and_gaps(data):
    by_day = texts(slide_of(f"chart/groups-by{ALL}&split=day", data).body)
    assert (
        by_day["Civil Society", "Day 1"] == "2"
        and by_day["Civil Society", "Day 2"] == "1"
        and by_day["Academia", "Day 1"] == ""
    )
    gaps = slide_of(f"chart/gaps{ALL}", data)
    assert isinstance(gaps.body, Matrix)
    assert texts(gaps.body)["Civil Society", "Protection"] == "2/3"
    assert texts(gaps.body)["Civil Society", "Participation"] == "none"  # everybody in c is of a known group
    assert texts(gaps.body)["Academia", "Protection"] == "not stated"  # somebody in b is not


def test_topics_leaning_and_changes(data):
    topics = texts(slide_of(f"chart/topics{ALL}", data).body)
    assert topics == {
        ("play", "Day 1 · n = 1"): "●",
        ("play", "Day 2 · n = 2"): "●",
        ("games", "Day 1 · n = 1"): "",
        ("games", "Day 2 · n = 2"): "●",
    }
    leaning = texts(slide_of(f"chart/leaning{ALL}", data).body)
    assert leaning["Day 1 · n = 2", "Protection"] == "75%"  # half of a, all of b
    changing = slide_of(f"chart/changing{ALL}", data)
    drawn = bars(changing.body, 24)  # each colour is one of the theme, so that it follows a dark slide
    assert [drawn.count(f"background:var(--{name}, #") for name in ("accent", "softer", "second")] == [3, 3, 3]
    changes = labels(changing.body)
    assert changes["New", "Day 1"] == "1" and changes["New", "Day 2"] == "1" and changes["Not seen again", "Day 2"] == "0"
    assert isinstance(slide_of(f"chart/chance{ALL}", data).body, TextTable)


def test_topics_of_a_and_b_are_the_same_seven_and_what_one_has_is_not_empty(tiny):
    """A has t0 to t7, B t1 to t8: the seven that both have stand on the slide, and the notes name the other two."""
    topics = {"a": " ".join(f"t{n}" for n in range(8)), "b": " ".join(f"t{n}" for n in range(1, 9))}
    sessions = [{"session_id": key, "day": 1} for key in ("a", "b")]
    persons = (("a", "Civil Society"), ("b", "Government"))
    data = tiny(sessions, persons=persons, topics=topics)
    slide = slide_of("chart/topics?meeting=igf2025&group=civil-society&b-group=government", data)
    assert slide.body.rows == tuple(f"t{n}" for n in range(1, 8))
    assert {cell.text for row in slide.body.cells for cell in row} == {"●"}
    assert any("t0" in note for note in slide.notes) and any("t8" in note for note in slide.notes)


def test_sessions_of_a_mark_and_of_a_list(data):
    of_mark = slide_of(f"sessions/list{ALL}&with-day=Day 2&with-pillar=protection", data)
    assert of_mark.session_ids == ("d",) and of_mark.title == "One session: Day 2, Protection."
    listed = slide_of(f"sessions/list{ALL}&day=1&id=a&id=c", data)
    assert listed.session_ids == ("a",)
    assert listed.evidence == "1 session, in order of time. 1 session of the list not under this filter."


def test_a_finding_leads_with_its_count(data):
    found = slide_of(f"finding/pillars{ALL}", data)
    assert isinstance(found.body, Statements) and found.body.items[0].figure == "3 of 4"
    with pytest.raises(NothingToShow, match="do not show this finding any more"):
        slide_of(f"finding/no-such{ALL}", data)


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("chart", "is not the address of a slide"),
        ("photo/x", "is not the address of a slide"),
        (f"chart/pie{ALL}", "chart: “pie” found; expected pillars, leaning"),
        (f"chart/pillars{ALL}&split=room", "split: “room” found; expected day, meeting, type, group"),
        ("chart/pillars?meeting=igf1999", "Meeting: “igf1999” is unknown"),
        (f"chart/pillars{ALL}&day=4", "No session is left"),
        (f"chart/ratios{ALL}", "There is no reference"),
        (f"sessions/list{ALL}&with-room=1", "with: “room” found"),
        (f"slide/nothing{ALL}&brief=Day 2", "nothing to say on this slide"),
        (f"slide/balance{ALL}&brief=Day 77", "'Day 77' is not a day"),
    ],
)
def test_what_cannot_be_computed_is_told(data, reference, told):
    with pytest.raises(ValueError, match=told):
        slide_of(reference, data)


def test_a_reference_is_read_as_it_was_written():
    made = Reference.of("sessions", "list", {"meeting": ["igf2025"]}, title=["Ça & là"], id=["x", "y"])
    assert read_reference(str(made)) == made
    assert made.options == {"title": ["Ça & là"], "id": ["x", "y"]} and made.address == {"meeting": ["igf2025"]}
