"""The session grid and its strips: every mark counted by hand on five sessions of two days and one without a day."""

import json

import pytest

from igfdata.charts.session_grid import fits_a_grid, session_grid
from igfdata.charts.strips import coverage_strips
from igfdata.charts.theme import CARD, PILLAR_COLOURS
from igfdata.measures.coverage import pillar_coverage
from igfdata.measures.session_marks import session_marks

SESSIONS = [
    {"session_id": "late", "day": 0, "start": "14:00", "end": "15:00", "title": "Late & <b>loud</b>"},
    {"session_id": "early", "day": 0, "start": "09:00", "child_rights": "partly"},
    {"session_id": "untimed", "day": 0},
    {"session_id": "vague", "day": 1, "start": "09:00"},
    {"session_id": "new", "day": 1, "start": "10:00"},
    {"session_id": "undated"},
]
PILLARS = {
    "late": "protection",
    "early": "protection provision",
    "untimed": "participation",
    "vague": "unclear",
    "undated": "provision",
}
PEOPLE = [("late", "Government"), ("late", "Civil Society"), ("early", "Government")]
LABELS = {"Day 0": "Day 0<br>Mon 23 June", "Day 1": "Day 1<br>Tue 24", "Day unknown": "No date"}


@pytest.fixture
def data(tiny):
    return tiny(SESSIONS, pillars=PILLARS, persons=PEOPLE)


def by_day(data, **options):
    return session_grid(session_marks(data, by="day"), by="day", labels=LABELS, totals=[pillar_coverage(data)], **options)


def marks_of(figure):
    """Fill, hatch and session of each square; the legend's squares open nothing."""
    bars = figure.data[0]
    n = len(bars.customdata)
    fills, hatches = bars.marker.color[:n], bars.marker.pattern.shape[:n]
    marks = [(json.loads(mark), fill, hatch) for mark, fill, hatch in zip(bars.customdata, fills, hatches, strict=True)]
    return [mark for mark in marks if "session_id" in mark[0]]


def counts_of(figure):
    """What is written at each mark, and what it opens."""
    bars = figure.data[0]
    return [(text, json.loads(mark)) for text, mark in zip(bars.text, bars.customdata, strict=True) if text]


def test_sessions_stand_in_order_of_time_and_those_without_one_last(data):
    marks = session_marks(data, by="day")
    assert marks[["key", "session_id"]].astype(str).values.tolist() == [
        ["Day 0", "early"], ["Day 0", "late"], ["Day 0", "untimed"], ["Day 1", "vague"], ["Day 1", "new"], ["Day unknown", "undated"],
    ]  # fmt: skip
    assert marks["protection"].tolist() == ["on", "on", "off", "unclear", "not coded", "off"]
    assert marks["groups"].tolist() == ["Government", "Government, Civil Society", "", "", "", ""]


def test_a_session_of_two_groups_has_a_mark_in_each(data):
    marks = session_marks(data, by="group")
    assert sorted(zip(marks["key"].astype(str), marks["session_id"], strict=True)) == [
        ("Civil Society", "late"), ("Government", "early"), ("Government", "late"),
    ]  # fmt: skip


def test_one_square_a_session_and_pillar_in_the_same_order_in_every_row(data):
    figure = by_day(data)
    marks = marks_of(figure)
    order = ["early", "late", "untimed", "vague", "new", "undated"]
    assert [mark["session_id"] for mark, _, _ in marks] == order * 3
    blue, hatched = PILLAR_COLOURS["protection"], "/"
    assert [fill == blue for _, fill, _ in marks[:6]] == [True, True, False, False, False, False]
    assert [hatch == hatched for _, _, hatch in marks[:6]] == [False, False, False, True, True, False]
    assert [fill for _, fill, _ in marks[2:3]] == [CARD]
    assert len(figure.data) <= 4


def test_a_dot_stands_above_each_session_about_children_and_not_only_partly(data):
    dots = by_day(data).data[1]
    assert len(dots.x) == 5 + 1  # all but "early", and the legend


@pytest.mark.parametrize("by", ["day", "meeting", "type"])
def test_where_squares_stand_in_lines_the_dots_stand_above_each(data, by):
    """Five of six sessions in each of three pillars, and one in the legend: on a phone, and of blocks and rows everywhere."""
    figure = by_day(data) if by == "day" else of_one_key(data, by)
    wide = [] if by == "day" else [figure.data[:2]]
    for bars, dots in [*wide, figure.layout.meta["pixels"]["narrow"]["data"][:2]]:
        squares = {round(x) for x in bars["x"]}
        assert len(dots["x"]) == 3 * 5 + 1
        for x, y in list(zip(dots["x"], dots["y"], strict=True))[:15]:
            inside = [
                top
                for middle, top, high in zip(bars["x"], bars["base"], bars["y"], strict=True)
                if middle == x and top <= y <= top + high
            ]
            assert round(x) in squares and not inside


def of_one_key(data, by):
    marks = session_marks(data, by=by)
    return session_grid(marks, by=by, labels={key: key for key in marks["key"].unique()}, totals=[pillar_coverage(data)])


def test_squares_of_few_sessions_are_larger(tiny):
    """In a place of 972 pixels, two and six sessions have squares of 56; ten on one day 44, 21 on five days 28."""
    for per_day, size in (([2], 56), ([2, 2, 2], 56), ([10], 44), ([3, 2, 5, 4, 7], 28)):
        bars = of_days(tiny, per_day).data[0]
        of_sessions = [width for behind, width in zip(bars.customdata, bars.width, strict=False) if "session_id" in behind]
        assert {round(width + 1.5) for width in of_sessions} == {size}


def of_days(tiny, per_day, **facts):
    sessions = [{"session_id": f"s{day}-{n}", "day": day, **facts} for day, many in enumerate(per_day) for n in range(many)]
    data = tiny(sessions, pillars={one["session_id"]: "protection" for one in sessions})
    return of_one_key(data, "day")


@pytest.mark.parametrize("n", [1, 2, 4, 8, 13, 21])
def test_the_sessions_of_one_day_take_the_width_of_the_card(tiny, n):
    """The first of n shares of the 804 pixels right of the pillars' names begins at 168, the last ends at 972."""
    bars = of_days(tiny, [n]).data[0]
    squares = zip(bars.customdata, bars.x, bars.width, strict=False)  # the legend's squares open nothing
    lefts = [x - width / 2 for behind, x, width in squares if "session_id" in behind][:n]
    assert lefts[0] == pytest.approx(168, abs=2)
    assert lefts[-1] + 804 / n == pytest.approx(972, abs=2)


def test_few_sessions_say_when_they_begin_and_which_they_are(tiny):
    """Columns of 201 pixels have the title in up to three lines of 22 letters, those of 67 the start alone, those of 38 nothing."""
    title = "Safety of all the children who go online every day in all of the countries"
    for n, said in (
        (4, ["09:00", "WS #1 · Safety of all", "the children who go", "online every day in…"]),
        (12, ["09:00"]),
        (21, []),
    ):
        words = of_days(tiny, [n], start="09:00", code="WS #1", title=title).data[2].text
        assert [text for text in words if text in ("09:00",) or "Safety" in text or "child" in text or "every" in text] == [
            *said * n, "about children",
        ]  # fmt: skip
    assert "time not known" in of_days(tiny, [4]).data[2].text


def test_titles_end_before_the_next_day(tiny):
    """Six columns of (972 - 168 - 2 × 26) / 6 = 125.3: Day 1 begins 2 × 125.3 - 5 + 26 = 271.7 right of Day 0."""
    bars = of_days(tiny, [2, 2, 2]).data[0]
    squares = [
        x - width / 2 for behind, x, width in zip(bars.customdata, bars.x, bars.width, strict=False) if "session_id" in behind
    ]
    assert squares[2] - squares[0] == pytest.approx(271.7, abs=0.1)


def test_the_heads_of_empty_days_leave_less_to_the_sessions(tiny):
    """Two sessions and three empty days, whose heads take 88 pixels each; nothing goes beyond the card, of 972 pixels."""
    data = tiny([{"session_id": "first", "day": 0}, {"session_id": "last", "day": 4}])
    labels = {f"Day {day}": f"Day {day}<br>Mon {23 + day} June" for day in range(5)}
    figure = session_grid(session_marks(data, by="day"), by="day", labels=labels, totals=[pillar_coverage(data)])
    assert figure.layout.xaxis.range[1] == 972


def test_of_one_day_the_totals_are_its_counts_and_nothing_is_shaded(data, tiny):
    one = tiny(SESSIONS[:3], pillars={key: PILLARS[key] for key in ("late", "early", "untimed")})
    figure = session_grid(
        session_marks(one, by="day"), by="day", labels={"Day 0": "Day 0<br>Mon 23 June"}, totals=[pillar_coverage(one)],
        shaded=("Day 0", "protection"),
    )  # fmt: skip
    assert counts_of(figure) == [
        ("2 of 3", {"day": "Day 0", "pillar": "protection"}),
        ("1 of 3", {"day": "Day 0", "pillar": "provision"}),
        ("1 of 3", {"day": "Day 0", "pillar": "participation"}),
    ]
    assert not figure.layout.shapes
    assert "<b>Day 0</b>  Mon 23 June · 3 sessions" in figure.data[2].text


def test_counts_are_of_the_coded_sessions(data):
    figure = by_day(data, shaded=("Day 0", "protection"))
    counts = counts_of(figure)
    assert [text for text, _ in counts] == [
        "2 of 5", "<b>2 of 3</b>", "0 of 1", "0 of 1",
        "2 of 5", "1 of 3", "0 of 1", "1 of 1",
        "1 of 5", "1 of 3", "0 of 1", "0 of 1",
    ]  # fmt: skip
    assert counts[1][1] == {"day": "Day 0", "pillar": "protection"}
    assert len(figure.layout.shapes) == 1


def test_the_legend_says_what_hatching_means_here(data, tiny):
    def words(these):
        return by_day(these).data[2].text

    assert "unclear or not coded" in words(data)
    assert "about children; the others partly" in words(data)
    clear = tiny([SESSIONS[0]], pillars={"late": "protection"})
    assert not any("unclear" in text or "not coded" in text for text in words(clear))


def test_the_tooltip_has_title_time_pillars_and_groups_and_no_tags_of_a_title(data):
    bars = by_day(data).data[0]
    hover = bars.hovertext[bars.customdata.index('{"session_id": "late"}')]
    assert hover == (
        "<b>Late &amp; &lt;b&gt;loud&lt;/b&gt;</b><br>Day 0, Mon 23 June, 14:00–15:00<br>Protection; about children<br>Government, Civil Society"
    )


def test_of_other_breakdowns_those_on_the_pillar_stand_first(data):
    marks = marks_of(
        session_grid(session_marks(data, by="type"), by="type", labels={"Workshop": "Workshop"}, totals=[pillar_coverage(data)])
    )
    assert [mark["session_id"] for mark, _, _ in marks[6:12]] == [
        "early",
        "undated",
        "late",
        "untimed",
        "vague",
        "new",
    ]  # provision


def test_a_narrow_place_has_the_same_marks_in_the_same_order(data):
    figure = by_day(data)
    narrow = figure.layout.meta["pixels"]["narrow"]
    n = len(figure.data[0].customdata)
    fills = list(figure.data[0].marker.color)
    assert narrow["data"][0]["marker"]["color"][:n] == fills[:n]
    assert (
        max(x + width / 2 for x, width in zip(narrow["data"][0]["x"], narrow["data"][0]["width"], strict=True))
        <= narrow["width"]
    )


MEETINGS = [
    {"meeting_id": f"igf{year}", "year": str(year), "name": "IGF", "city": "City", "country": "Land", "start_date": f"{year}-06-01",
     "end_date": f"{year}-06-05", "day_zero_date": f"{year}-06-01", "timezone": "UTC", "programme_coverage": coverage}
    for year, coverage in ((2021, "child_sessions_only"), (2022, "child_sessions_only"), (2023, "partial"))
]  # fmt: skip


def test_a_dotted_line_divides_meetings_whose_coverage_differs(tiny):
    data = tiny([{"session_id": f"s{year}", "meeting_id": f"igf{year}"} for year in (2021, 2022, 2023)], meetings=MEETINGS)
    labels = {f"igf{year}": str(year) for year in (2021, 2022, 2023)}
    coverage = {"igf2021": "only child sessions", "igf2022": "only child sessions", "igf2023": "a part"}
    figure = session_grid(
        session_marks(data, by="meeting"), by="meeting", labels=labels, totals=[pillar_coverage(data)], coverage=coverage
    )
    dotted = [shape for shape in figure.layout.shapes if shape.type == "line" and shape.line.dash == "1px,6px"]
    tall = [shape for shape in dotted if shape.y1 - shape.y0 > 100]
    assert len(tall) == 1
    assert [text for text in figure.data[2].text if text in coverage.values()] == ["only child sessions", "a part"]


@pytest.mark.parametrize(("n", "fits"), [(60, True), (61, False)])
def test_more_than_sixty_sessions_are_no_grid_of_days(tiny, n, fits):
    data = tiny([f"s{number}" for number in range(n)])
    assert fits_a_grid(session_marks(data, by="day"), by="day") is fits


def test_a_strip_is_as_long_as_what_is_coded_and_filled_as_far_as_it_is_on_the_pillar(data):
    """Day 0: protection 2 of 3. Day 1: 0 of 1. Without a date: 0 of 1. The longest strip has 3 sessions."""
    coverage = pillar_coverage(data, by="day")
    figure = coverage_strips([coverage], by="day", labels=LABELS, totals=[pillar_coverage(data)])
    bars = figure.data[0]
    length: dict[str, float] = {}
    for mark, width, text in zip(bars.customdata, bars.width, bars.text, strict=False):
        if not text:
            length.setdefault(mark, width + 1.5)  # the outline is inside
    whole, filled, day_1 = (
        length[mark] for mark in ('{"day": "Day 0"}', '{"day": "Day 0", "pillar": "protection"}', '{"day": "Day 1"}')
    )
    assert (filled / whole, day_1 / whole) == (pytest.approx(2 / 3, abs=0.01), pytest.approx(1 / 3, abs=0.01))
    assert [text for text, _ in counts_of(figure)] == [
        "2 of 5", "2 of 3", "0 of 1", "0 of 1",
        "2 of 5", "1 of 3", "0 of 1", "1 of 1",
        "1 of 5", "1 of 3", "0 of 1", "0 of 1",
    ]  # fmt: skip
