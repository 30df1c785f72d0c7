"""What do columns and bars of a slide look like? Drawn with plotly, nothing counted."""

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from igfdata.briefing.model import Chart, Series
from igfdata.charts.theme import UNKNOWN_COLOUR, lay_out, outline, plain, wrapped

HATCHING = {"shape": "/", "size": 7, "fillmode": "overlay", "fgcolor": "#5F6A75", "fgopacity": 0.7}

MOST_STRIPS = 4
"""More series than this stand side by side."""


def fills_of(series: Series, n: int) -> list[str]:
    """Fill of each of n marks."""
    return list(series.colours) if series.colours else [series.colour] * n


def marker(fills: list[str], *, is_unknown: bool) -> dict:
    """Fill and edge of bars; what stands for the unknown is hatched.

    A pattern needs one fill for all its bars, else plotly.js 4 complains about each of them.
    """
    line = {"color": [outline(fill) for fill in fills], "width": 1.5}
    return {"color": fills[0], "line": line, "pattern": HATCHING} if is_unknown else {"color": fills, "line": line}


def hover(series: Series, categories: tuple[str, ...]) -> list[str]:
    """What a pointer on each mark reads."""
    of = f"{plain(series.name)}, " if series.name else ""
    return [f"{of}{plain(c)}: <b>{plain(label)}</b>" for c, label in zip(categories, series.labels, strict=True)]


def places(categories: tuple[str, ...]) -> list[int]:
    """Positions instead of names: two categories with one name stay two."""
    return list(range(len(categories)))


def _bars(series: Series, chart: Chart, font_size: int, *, is_flat: bool = False, beside: int | None = None) -> list[dict]:
    """One series of bars, the known ones and those that stand for the unknown; ``beside`` is its place in a group."""
    is_stacked, fills = chart.kind.startswith("stacked"), fills_of(series, len(chart.categories))
    hovers, values = hover(series, chart.categories), lengths(series)
    traces: list[dict] = []
    blank = "\u2009" if is_flat and not is_stacked else ""
    for is_unknown in (False, True):
        at = [place for place, fill in enumerate(fills) if (fill == UNKNOWN_COLOUR) == is_unknown]
        if not at:
            continue
        traces.append({
            "x" if not is_flat else "y": at, "y" if not is_flat else "x": [values[place] for place in at], "orientation": "h" if is_flat else "v",
            "name": plain(series.name), "legendgroup": plain(series.name), "showlegend": not traces,
            **({} if beside is None else {"offsetgroup": str(beside)}),
            "marker": marker([fills[place] for place in at], is_unknown=is_unknown),
            "text": [blank + plain(series.labels[place]) for place in at], "textposition": "inside" if is_stacked else "outside",
            "insidetextanchor": "middle", "textangle": 0, "constraintext": "none", "textfont": {"size": font_size}, "cliponaxis": False,
            "hovertext": [hovers[place] for place in at], "hoverinfo": "text",
        })  # fmt: skip
    return traces


def lengths(series: Series) -> list[float]:
    """Lengths to draw: what has no value has no length, and its label says why."""
    return [value or 0.0 for value in series.values]


def longest(chart: Chart, *, is_stacked: bool = False) -> float:
    """The longest bar: of one series, or of a stack."""
    if is_stacked:
        return max([sum(parts) for parts in zip(*map(lengths, chart.series), strict=True)], default=0.0) or 1.0
    return max([length for series in chart.series for length in lengths(series)], default=0.0) or 1.0


def name_room(chart: Chart, narrow: bool) -> int:
    """How many letters hold below one column."""
    return max(8, (40 if narrow else 100) // max(1, len(chart.categories)))


def names_fit(chart: Chart, narrow: bool) -> bool:
    """Whether the longest word of the names holds below its column; else bars keep it whole."""
    return max([len(word) for name in chart.categories for word in name.split()], default=0) <= name_room(chart, narrow)


def name_axis(categories: tuple[str, ...], width: int) -> dict:
    """An axis of names, broken at ``width`` letters."""
    return {"tickvals": places(categories), "ticktext": [wrapped(name, width) for name in categories], "showgrid": False}


def columns_figure(chart: Chart, font_size: int, narrow: bool) -> tuple[go.Figure, float]:
    """Columns: up to four series one below the other, each with its name, else side by side or stacked with a legend."""
    is_stacked, n = chart.kind == "stacked_columns", len(chart.series)
    are_strips = not is_stacked and 1 < n <= MOST_STRIPS
    figure = (
        make_subplots(rows=n, cols=1, shared_xaxes=True, vertical_spacing=(0.36 if narrow else 0.12) / n)
        if are_strips
        else go.Figure()
    )
    for row, series in enumerate(chart.series, start=1):
        place = {"row": row, "col": 1} if are_strips else {}
        for bar in _bars(series, chart, font_size, beside=None if are_strips or is_stacked else row):
            figure.add_bar(**bar, **place)
        if are_strips:
            figure.add_annotation(
                text=f"<b>{plain(series.name) if narrow else wrapped(series.name)}</b>", font={"size": font_size}, showarrow=False,
                xref="x domain", yref="y domain" if row == 1 else f"y{row} domain", xanchor="left" if narrow else "right",
                **({"x": 0, "y": 1.34, "yanchor": "middle"} if narrow else {"x": -0.015, "y": 0, "yanchor": "bottom"}),
            )  # fmt: skip
    room = {"range": [0, longest(chart, is_stacked=is_stacked) * (1.05 if is_stacked else 1.3)]}
    figure.update_yaxes(showticklabels=False, showgrid=False, **room)
    names = name_axis(chart.categories, name_room(chart, narrow))
    figure.update_xaxes(range=[-0.5, max(1, len(chart.categories)) - 0.5], tickangle=0, **names)
    figure.add_hline(y=0, line={"width": 1, "color": UNKNOWN_COLOUR})
    has_legend = n > 1 and not are_strips
    natural = font_size * ((6 if narrow else 4.6) * n + 3 if are_strips else 17)
    lay_out(figure, height=int(natural), legend=has_legend)
    figure.update_layout(
        barmode="stack" if is_stacked else "group", legend_traceorder="normal", bargap=0.3,
        margin_t=font_size * 2.2 if has_legend or (are_strips and narrow) else 8,
        margin_l=font_size * (8 if are_strips and not narrow else 0),
    )  # fmt: skip
    return figure, natural


def bars_figure(chart: Chart, font_size: int, narrow: bool) -> tuple[go.Figure, float]:
    """Bars to the right, long names kept whole; several series side by side or stacked, with a legend."""
    is_stacked, n = chart.kind.startswith("stacked"), max(1, len(chart.series))
    figure = go.Figure()
    for number, series in enumerate(chart.series):
        for bar in _bars(series, chart, font_size, is_flat=True, beside=None if is_stacked else number):
            figure.add_bar(**bar)
    names = name_axis(chart.categories, 18 if narrow else 30)
    label_room = max((len(label) for series in chart.series for label in series.labels), default=0)
    share = 1.04 if is_stacked else 1.08 + min(0.9, label_room * (0.05 if narrow else 0.016))
    figure.update_xaxes(range=[0, longest(chart, is_stacked=is_stacked) * share], showticklabels=False, showgrid=False)
    figure.update_yaxes(range=[max(1, len(chart.categories)) - 0.5, -0.5], ticklabelstandoff=8, **names)
    lines = [max(name.count("<br>") * 1.25 + 2, (1 if is_stacked else n) * 1.5 + 0.7) for name in names["ticktext"]]
    natural = font_size * (sum(lines) + 1 + 2.5 * (n > 1))
    lay_out(figure, height=int(natural), legend=n > 1)
    figure.update_layout(
        barmode="stack" if is_stacked else "group", legend_traceorder="normal", margin_t=font_size * 2.2 if n > 1 else 8
    )
    return figure, natural
