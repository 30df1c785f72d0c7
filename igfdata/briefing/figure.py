"""What does a slide's chart look like in a browser? Its values drawn with plotly, for the screen and the HTML file.

Nothing is counted here: lengths, labels and colours are those of the model. Text has no colour of its
own, so that a page can give it one in light and dark (``fill: currentColor`` in its style).
"""

import plotly.graph_objects as go

from igfdata.briefing.figure_bars import (
    HATCHING,
    bars_figure,
    columns_figure,
    fills_of,
    hover,
    lengths,
    longest,
    name_axis,
    name_room,
    names_fit,
    places,
)
from igfdata.briefing.model import Cell, Chart, Grid
from igfdata.charts.matrix import shaded
from igfdata.charts.theme import MATRIX_COLOUR, UNKNOWN_COLOUR, lay_out, outline, plain, wrapped

GRID_ROW = 1.6
"""Height of a row of a grid, of the type size."""

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"
HORIZONTAL = {"columns": "bars", "stacked_columns": "stacked_bars"}


def figure_of(body: Chart | Grid, *, font_size: int = 20, height: int | None = None, narrow: bool = False) -> go.Figure:
    """What does this chart or grid look like? A plotly figure of exactly these values.

    Parameters
    ----------
    body
        Values, labels and colours.
    font_size
        Of all labels, in pixels: 20 for a projector.
    height
        In pixels; without it, what the labels need.
    narrow
        Long names break earlier, and many columns become bars: for a phone.
    """
    if isinstance(body, Grid):
        figure, natural = grid_figure(body, font_size, narrow)
    elif body.kind == "doughnut" and not narrow:
        figure, natural = doughnut_figure(body, font_size)
    elif body.kind == "lines":
        figure, natural = lines_figure(body, font_size, narrow)
    elif body.kind in HORIZONTAL and names_fit(body, narrow):
        figure, natural = columns_figure(body, font_size, narrow)
    else:
        figure, natural = bars_figure(body, font_size, narrow)
    figure.layout.template = go.layout.Template()  # the default one hatches nothing and has white paper
    figure.update_layout(
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", dragmode=False, height=height or int(natural),
        font={"size": font_size, "family": FONT}, hoverlabel={"font": {"size": font_size, "family": FONT}}, legend={"font": {"size": font_size}},
    )  # fmt: skip
    if not isinstance(body, Grid):
        figure.update_xaxes(tickfont={"size": font_size})
    figure.update_xaxes(showline=False, ticks="")
    figure.update_yaxes(tickfont={"size": font_size}, showline=False, ticks="")
    return figure


def lines_figure(chart: Chart, font_size: int, narrow: bool) -> tuple[go.Figure, float]:
    """Lines over ordered categories, each named at its last value."""
    figure, written = go.Figure(), set[tuple[int, float | None, str]]()
    for series in chart.series:
        marks = list(zip(places(chart.categories), series.values, series.labels, strict=True))
        figure.add_scatter(
            x=places(chart.categories), y=list(series.values), name=plain(series.name), mode="lines+markers+text",
            line={"width": 3, "color": outline(series.colour)}, cliponaxis=False, textposition="top center",
            marker={"size": font_size * 0.55, "color": series.colour, "line": {"width": 1.5, "color": outline(series.colour)}},
            text=["" if mark in written else plain(mark[2]) for mark in marks], textfont={"size": font_size},
            hovertext=hover(series, chart.categories), hoverinfo="text",
        )  # fmt: skip
        written.update(marks)  # one label where lines meet
    most, n = longest(chart), len(chart.series)
    figure.update_yaxes(range=[-0.05 * most, most * 1.18], showticklabels=False, nticks=4, gridcolor="rgba(154,163,173,.3)")
    names = name_axis(chart.categories, name_room(chart, narrow))
    figure.update_xaxes(range=[-0.4, max(1, len(chart.categories)) - 0.6], tickangle=0, **names)
    lay_out(figure, height=font_size * 19, legend=n > 1 and narrow)
    if n > 1 and not narrow:
        for at, height in zip(*_ends(chart, most * 0.08), strict=True):
            figure.add_annotation(
                x=1.01, xref="x domain", y=height, text=f"<b>{wrapped(chart.series[at].name)}</b>", xanchor="left", align="left",
                showarrow=False, font={"size": font_size},
            )  # fmt: skip
        figure.update_layout(margin_r=font_size * 10)
    return figure, font_size * 19


def _ends(chart: Chart, gap: float) -> tuple[list[int], list[float]]:
    """Where names of lines stand: at the last value, apart from each other."""
    last = {at: [v for v in series.values if v is not None][-1:] for at, series in enumerate(chart.series)}
    order = sorted((found[0], at) for at, found in last.items() if found)
    heights: list[float] = []
    for value, _ in order:
        heights.append(max(value, heights[-1] + gap) if heights else value)
    return [at for _, at in order], heights


def doughnut_figure(chart: Chart, font_size: int) -> tuple[go.Figure, float]:
    """Parts of a whole, named beside each part."""
    series = chart.series[0]
    named = [f"<b>{wrapped(c)}</b><br>{plain(label)}" for c, label in zip(chart.categories, series.labels, strict=True)]
    figure = go.Figure(
        go.Pie(
            labels=places(chart.categories), values=lengths(series), hole=0.56, sort=False, direction="clockwise", 
            marker=_pie_marker(fills_of(series, len(named))), text=[text if value else "" for text, value in zip(named, series.values, strict=True)],
            textinfo="text", textposition="outside", textfont={"size": font_size},
            hovertext=hover(series, chart.categories), hoverinfo="text",
        )
    )  # fmt: skip
    lay_out(figure, height=font_size * 19).update_layout(margin={"l": 8, "r": 8, "t": font_size * 3.2, "b": font_size * 3.2})
    return figure, font_size * 19


def _pie_marker(fills: list[str]) -> dict:
    """Fills, edges, and hatching of the unknown part."""
    shapes = ["/" if fill == UNKNOWN_COLOUR else "" for fill in fills]
    pattern = {"shape": shapes, "size": 7, "bgcolor": fills, "fgcolor": "#5F6A75"}
    return {"colors": fills, "line": {"color": [outline(fill) for fill in fills], "width": 1.5}, "pattern": pattern}


def name_letters(grid: Grid) -> int:
    """How many letters of a row's name stand on one line of a projector's slide."""
    return 44 if len(grid.columns) <= 6 else 32


def grid_figure(grid: Grid, font_size: int, narrow: bool) -> tuple[go.Figure, float]:
    """A matrix of shaded cells: a bar a cell, as in :mod:`igfdata.charts.matrix`; its text in the page's colour."""
    words = [word for column in grid.columns for word in column.split()]
    if narrow and len(grid.rows) < len(grid.columns) and max(map(len, words)) > 22 // len(grid.columns):
        grid = _turned(grid)
    names = [wrapped(row, 20 if narrow else name_letters(grid)) for row in grid.rows]
    room = max(4, (22 if narrow else 100) // max(1, len(grid.columns)))
    longest_word = max([len(word) for column in grid.columns for word in column.split()], default=1)
    heads = [wrapped(column, min(max(room, longest_word), 20)) for column in grid.columns]
    head_size = font_size * min(1.0, max(0.66, room / longest_word))
    longest_text = max([len(cell.text) for row in grid.cells for cell in row], default=0) or 1
    text_size = font_size * min(1.0, max(0.66, (room + 0.8) / longest_text))
    shown = [(r, c, cell) for r, row in enumerate(grid.cells) for c, cell in enumerate(row) if cell.text or cell.is_unknown]
    figure = go.Figure([_cells(grid, shown, is_unknown=is_unknown) for is_unknown in (False, True)])
    figure.add_scatter(
        x=[c for _, c, _ in shown], y=[r for r, _, _ in shown], mode="text", text=[plain(cell.text) for _, _, cell in shown],
        textfont={"size": text_size}, hoverinfo="skip", cliponaxis=False,
    )  # fmt: skip
    down = {"tickvals": list(range(len(names))), "ticktext": names, "range": [len(names) - 0.5, -0.5]}
    across = {"tickvals": list(range(len(heads))), "ticktext": heads, "range": [-0.5, max(1, len(heads)) - 0.5]}
    figure.update_yaxes(**down, showgrid=False, ticklabelstandoff=8)
    figure.update_xaxes(**across, side="top", tickangle=0, showgrid=False)
    row_lines = max(GRID_ROW, 0.4 + 1.25 * max([1 + name.count("<br>") for name in names], default=1))
    lines = row_lines * len(names) + 1.25 * max([head.count("<br>") for head in heads], default=0)
    natural = font_size * (lines + 2.5)
    lay_out(figure, height=int(natural))
    figure.update_xaxes(tickfont={"size": head_size})
    return figure, natural


def _turned(grid: Grid) -> Grid:
    """The same cells with rows as columns: long names have more room beside a row than above a column."""
    cells = tuple(zip(*grid.cells, strict=True))
    return Grid(grid.columns, grid.rows, cells, grid.alt)


def _cells(grid: Grid, shown: list[tuple[int, int, Cell]], *, is_unknown: bool) -> go.Bar:
    """The cells that are known, or those that are not, as bars."""
    cells = [(r, c, cell) for r, c, cell in shown if cell.is_unknown == is_unknown]
    known = [shaded(cell.shade, MATRIX_COLOUR) for _, _, cell in cells]
    pattern = {**HATCHING, "fgcolor": UNKNOWN_COLOUR, "fgopacity": 0.45}
    look = {"color": shaded(0.1, UNKNOWN_COLOUR), "pattern": pattern} if is_unknown else {"color": known}
    return go.Bar(
        orientation="h",
        y=[r for r, _, _ in cells],
        base=[c - 0.48 for _, c, _ in cells],
        x=[0.96] * len(cells),
        width=0.9,
        marker={**look, "line": {"width": 0}},
        hovertext=[f"{plain(grid.rows[r])}, {plain(grid.columns[c])}: <b>{plain(cell.text)}</b>" for r, c, cell in cells],
        hoverinfo="text",
    )
