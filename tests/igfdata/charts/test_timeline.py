"""The timeline of a day: an end that is not stated is open, and the legend says so there only; nothing is hatched."""

import pytest

from igfdata.charts.sessions import OPEN_LABEL, day_timeline


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
