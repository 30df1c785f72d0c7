"""The timeline of a day: hatched where an end is assumed, and the legend says so there only."""

import pytest

from igfdata.charts.sessions import day_timeline


def legend(chart):
    """Entry → whether it is hatched."""
    return {
        trace.name: trace.marker.pattern.shape == "/"
        for trace in chart.data
        if trace.type == "bar" and trace.showlegend is not False
    }


def session(name, end="10:00", **columns):
    return {"session_id": name, "day": 1, "start": "09:00", "end": end, **columns}


@pytest.mark.parametrize(
    ("sessions", "entries"),
    [
        ([session("a")], {"About children": False}),
        ([session("a"), session("b", None)], {"About children": False, "≈ end assumed": True}),
        ([session("b", None)], {"About children": False, "≈ end assumed": True}),
        (
            [session("a"), session("b", None, child_rights="partly")],
            {"About children": False, "Partly about children": False, "≈ end assumed": True},
        ),
    ],
)
def test_the_legend_is_hatched_only_for_assumed_ends(tiny, sessions, entries):
    assert legend(day_timeline(tiny(sessions).sessions, clashing=set())) == entries


def test_an_assumed_end_is_drawn_hatched_and_explained(tiny):
    chart = day_timeline(tiny([session("a"), session("b", None)]).sessions, clashing=set())
    stated, assumed = (trace for trace in chart.data if trace.type == "bar" and trace.customdata is not None)
    assert (stated.marker.pattern.shape, assumed.marker.pattern.shape) == ("", "/")
    assert list(assumed.x) == [60 * 60 * 1000]  # as long as "a"
    assert "09:00 – ≈10:00" in assumed.hovertext[0]
    assert "End assumed: 60 minutes" in assumed.hovertext[0]
    assert "≈" not in stated.hovertext[0]
