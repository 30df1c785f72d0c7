"""The timeline of a day: an end that is not stated is open, and the legend says so there only; nothing is hatched."""

import pytest

from igfdata import Selection, select
from igfdata.charts.sessions import OPEN_LABEL, day_timeline
from igfdata.charts.theme import SECOND
from igfdata.measures.session_marks import compared_sessions


def legend(chart):
    """Entries of the legend."""
    return [trace.name for trace in chart.data if trace.name and trace.showlegend is not False]


def session(name, end="10:00", **columns):
    return {"session_id": name, "day": 1, "start": "09:00", "end": end, **columns}


@pytest.mark.parametrize(
    ("sessions", "entries"),
    [
        ([session("a")], ["About children"]),
        ([session("a"), session("b", None)], ["About children", OPEN_LABEL]),
        ([session("b", None)], ["About children", OPEN_LABEL]),
        ([session("a"), session("b", None, child_rights="partly")], ["About children", "Partly about children", OPEN_LABEL]),
    ],
)
def test_the_legend_tells_of_open_ends_only_where_there_are_some(tiny, sessions, entries):
    assert legend(day_timeline(tiny(sessions).sessions, clashing=set())) == entries


def test_an_end_that_is_not_stated_is_open_and_explained(tiny):
    chart = day_timeline(tiny([session("a"), session("b", None)]).sessions, clashing=set())
    stated, assumed = (trace for trace in chart.data if trace.type == "bar" and trace.customdata is not None)
    (ends,) = (trace for trace in chart.data if trace.name == OPEN_LABEL)
    assert (stated.marker.opacity, assumed.marker.opacity, assumed.marker.line.width) == (1, 0.45, 0)
    assert not any(trace.marker.pattern.shape for trace in chart.data if trace.type == "bar")
    assert list(assumed.x) == [60 * 60 * 1000]  # as long as "a"
    assert [str(end) for end in ends.x] == ["2025-06-24 10:00:00"]
    assert "09:00 – ≈10:00" in assumed.hovertext[0]
    assert "End assumed: 60 minutes" in assumed.hovertext[0]
    assert "≈" not in stated.hovertext[0]


def test_sessions_of_b_have_a_grey_bar_below_that_of_a(tiny):
    """ "a" is in A, "both" in both, "b" in B: three rows, two coloured bars and two grey ones."""
    data = tiny(
        [session("a"), session("b", "11:00"), session("both")],
        persons=[("a", "Academia"), ("both", "Academia"), ("both", "Youth"), ("b", "Youth")],
    )
    sides = [select(data, Selection(groups=(group,))) for group in ("Academia", "Youth")]
    frame = compared_sessions(*sides)
    assert frame[["session_id", "in_a", "in_b"]].to_numpy().tolist() == [
        ["a", True, False],
        ["both", True, True],
        ["b", False, True],
    ]
    chart = day_timeline(frame, clashing=set())
    assert legend(chart) == ["A, about children", "B"]
    of_a, of_b = (trace for trace in chart.data if trace.type == "bar")
    assert (list(of_a.y), list(of_b.y)) == ([0.11, 2.11], [1.34, 2.34])  # in order of start, then of the key
    assert of_b.marker.color == SECOND and [hover.split("<br>")[-1] for hover in of_b.hovertext] == ["in B", "in A and B"]
    nobody = select(data, Selection(groups=("Government",)))
    assert legend(day_timeline(compared_sessions(nobody, sides[1]), clashing=set())) == ["B"]
    assert not len(compared_sessions(nobody, nobody))


def test_the_session_that_the_page_is_about_is_bold(tiny):
    chart = day_timeline(tiny([session("a", title="One"), session("b", title="Other")]).sessions, clashing={"b"}, here="b")
    (names,) = (trace for trace in chart.data if trace.type == "scatter" and trace.mode == "text")
    assert list(names.text) == ["09:00 One", "<b>⚠ 09:00 Other</b>"] == list(names.meta["whole"])
