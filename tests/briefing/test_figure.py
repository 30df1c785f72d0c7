"""A figure shows the values, labels and colours of the model, and nothing else."""

from dataclasses import replace

import pytest
from briefing_samples import CANARIES, DAYS, GROUP_COLOURS, GROUP_N, GROUPS, OF, PILLARS, groups, pillars, topics

from igfdata.briefing.figure import figure_of
from igfdata.briefing.model import Cell, Chart, Grid, Series
from igfdata.charts.theme import plain

KINDS = ["columns", "bars", "stacked_bars", "stacked_columns", "lines"]


def value_axis(trace):
    return "x" if trace.orientation == "h" else "y"


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_every_series_keeps_its_values_labels_and_colour(kind, narrow):
    traces = figure_of(pillars(kind), narrow=narrow).data
    assert [trace.name for trace in traces] == [name for name, _, _ in PILLARS]
    for trace, (_, colour, numbers) in zip(traces, PILLARS, strict=True):
        assert list(trace[value_axis(trace)]) == [n / of for n, of in zip(numbers, OF, strict=True)]
        assert set([trace.marker.color] if isinstance(trace.marker.color, str) else trace.marker.color) == {colour}
        written = [text.strip() for text in trace.text]
        assert all(text in ("", f"{n}/{of}") for text, n, of in zip(written, numbers, OF, strict=True))
        assert kind == "lines" or "" not in written
        assert all(f"<b>{n}/{of}</b>" in hover for hover, n, of in zip(trace.hovertext, numbers, OF, strict=True))


@pytest.mark.parametrize("kind", ["bars", "columns", "doughnut"])
def test_what_is_not_stated_is_hatched(kind):
    figure = figure_of(groups(kind))
    if kind == "doughnut":
        (ring,) = figure.data
        assert list(ring["values"]) == list(GROUP_N)
        assert list(ring.marker.colors) == list(GROUP_COLOURS)
        assert [bool(shape) for shape in ring.marker.pattern.shape] == [False] * 5 + [True]
    else:
        known, unknown = figure.data
        assert known.marker.pattern.shape is None
        assert (unknown.marker.pattern.shape, list(unknown[value_axis(unknown)])) == ("/", [9])
        assert list(known.marker.color) == list(GROUP_COLOURS[:5])


def test_a_doughnut_becomes_bars_on_a_phone():
    assert {trace.type for trace in figure_of(groups("doughnut"), narrow=True).data} == {"bar"}


def test_columns_with_long_names_become_bars_so_that_words_stay_whole():
    assert figure_of(groups("columns"), narrow=True).data[0].orientation == "h"
    assert figure_of(pillars("columns"), narrow=True).data[0].orientation == "v"


def test_a_grid_has_a_bar_a_cell_and_its_text():
    grid = topics()
    figure = figure_of(grid)
    known, unknown, texts = figure.data
    shown = [cell for row in grid.cells for cell in row if cell.text or cell.is_unknown]
    assert len(known.x) + len(unknown.x) == len(texts.x) == len(shown)
    assert list(texts.text) == [cell.text for cell in shown]
    assert len(unknown.x) == sum(cell.is_unknown for cell in shown)
    assert list(figure.layout.yaxis.ticktext) == list(grid.rows)
    assert list(figure.layout.xaxis.ticktext) == list(DAYS)


def test_no_value_is_no_length_and_its_label_stays():
    chart = Chart("bars", ("a", "b"), (Series("s", (None, 0.5), ("not coded", "1/2"), "#0072B2"),), "share", "")
    (trace,) = figure_of(chart).data
    assert (list(trace.x), [text.strip() for text in trace.text]) == ([0, 0.5], ["not coded", "1/2"])
    (line,) = figure_of(replace(chart, kind="lines")).data
    assert list(line.y) == [None, 0.5]


def test_two_categories_of_one_name_stay_two():
    series = Series("s", (1.0, 2.0), ("1", "2"), "#0072B2")
    figure = figure_of(Chart("bars", ("same", "same"), (series,), "sessions", ""))
    assert list(figure.data[0].y) == [0, 1]


@pytest.mark.parametrize("kind", [*KINDS, "doughnut"])
@pytest.mark.parametrize("n", [0, 1])
def test_extremes_draw(kind, n):
    series = Series("s", (1.0,) * n, ("1",) * n, "#0072B2")
    assert figure_of(Chart(kind, ("one",) * n, (series,), "sessions", "")).layout.height > 0


@pytest.mark.parametrize("kind", KINDS)
def test_texts_are_inert(kind):
    series = tuple(replace(one, name=CANARIES[0], labels=CANARIES[:5]) for one in pillars().series)
    written = str(figure_of(pillars(kind, categories=CANARIES[:5], series=series)).to_plotly_json())
    assert "<script" not in written
    assert "<img" not in written
    assert plain("<script>")[:4] in written


def test_sizes_and_ground():
    figure = figure_of(pillars(), font_size=30, height=500)
    assert (figure.layout.height, figure.layout.font.size, figure.layout.xaxis.tickfont.size) == (500, 30, 30)
    assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert not figure.layout.template.layout.to_plotly_json()


def test_a_grid_with_long_column_names_is_turned_on_a_phone():
    grid = Grid(("a", "b"), GROUPS, tuple(tuple(Cell(f"{row}{at}") for at in range(6)) for row in "ab"), "")
    turned, upright = figure_of(grid, narrow=True), figure_of(grid)
    assert list(turned.layout.xaxis.ticktext) == list(upright.layout.yaxis.ticktext) == ["a", "b"]
    places = {text: (x, y) for text, x, y in zip(turned.data[2].text, turned.data[2].x, turned.data[2].y, strict=True)}
    assert (places["a5"], places["b0"]) == ((0, 5), (1, 0))
