"""Charts of stakeholder and regional groups."""

import math

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.matrix import Cell, cell_matrix
from igfdata.charts.theme import FONT_SIZE, GROUP_COLOURS, REGION_COLOUR, UNKNOWN_COLOUR, Chart, drawn, mark, outline, wrapped
from igfdata.charts.who_speaks import BREAKDOWN, name_of
from igfdata.wording import amount, percent, share_text

STRONGER = 1.6
"""Factor of the shade: few groups have more than half of a column."""


def colour_of(variable: str, category: str) -> str:
    """Colour of a group; regions share one, because their bars stand in named rows."""
    if category == v.UNKNOWN:
        return UNKNOWN_COLOUR
    return GROUP_COLOURS[category] if variable == "stakeholder_group" else REGION_COLOUR


def group_matrix(mix: pd.DataFrame, *, variable: str, by: str, columns: dict[str, str]) -> Chart:
    """Which groups are strong where? Persons of each group by day, pillar, role or meeting, shaded by share."""
    rows = [row for row in mix.itertuples(index=False) if row.n and row.key in columns]
    present = {row.category for row in rows}
    labels = {c: name_of(variable, c) for c in mix["category"].cat.categories if c in present}
    named = {key: label.replace("<br>", " ") for key, label in columns.items()}
    cells = [
        Cell(
            row=r.category,
            column=r.key,
            text=amount(r.n),
            share=STRONGER * r.share if r.of else 0.0,
            hover=f"<b>{labels[r.category]}</b>, {named[r.key]}: {share_text(r.n, r.of)}",
            is_unknown=r.category == v.UNKNOWN,
        )
        for r in rows
    ]
    return cell_matrix(
        cells, rows=labels, columns=columns, behind=lambda row, column: mark(**{BREAKDOWN[variable]: row, by: column})
    )


def representation_bar(ratios: pd.DataFrame, *, variable: str = "stakeholder_group") -> Chart:
    """Who is heard more or less than the reference? Bars to the right: more; to the left: less; doubling steps."""
    rows = [row for row in ratios.itertuples(index=False) if not math.isnan(row.log2_ratio)]
    names = [wrapped(name_of(variable, row.category)) for row in rows]
    colours = [colour_of(variable, row.category) for row in rows]
    reach = max([1.0, *(abs(row.log2_ratio) for row in rows)])
    bars = {
        "type": "bar", "orientation": "h", "y": names, "x": [row.log2_ratio for row in rows],
        "marker": {"color": colours, "line": {"color": [outline(colour) for colour in colours], "width": 1.5}},
        "unselected": {"marker": {"opacity": 1}}, "text": [f"× {row.ratio:.1f}" for row in rows], "textposition": "outside",
        "textfont": {"size": FONT_SIZE}, "cliponaxis": False,
        "customdata": [mark(**{BREAKDOWN[variable]: row.category}) for row in rows],
        "hovertext": [
            f"<b>{name.replace('<br>', ' ')}</b>: {share_text(r.n, r.of)} here, {percent(r.reference)} in the reference"
            for name, r in zip(names, rows, strict=True)
        ],
        "hoverinfo": "text",
    }  # fmt: skip
    ticks = {"tickvals": [-1, 0, 1], "ticktext": ["half", "equal", "double"], "gridcolor": "rgba(154,163,173,.5)"}
    across = {"range": [-reach * 1.45, reach * 1.45], **ticks}
    return drawn([bars], height=70 + 46 * max(1, len(rows)), yaxis={"autorange": "reversed"}, xaxis=across)
