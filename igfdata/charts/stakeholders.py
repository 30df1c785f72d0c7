"""Charts of stakeholder and regional groups."""

import math
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from igfdata import vocabulary as v
from igfdata.charts.matrix import Cell, cell_matrix
from igfdata.charts.theme import FONT_SIZE, GROUP_COLOURS, REGION_COLOUR, UNKNOWN_COLOUR, drawn, mark, outline, wrapped
from igfdata.wording import amount, interval_text, out_of, percent, share_label, share_text

SPLIT_OF = {"stakeholder_group": "group", "regional_group": "region"}
VOCABULARIES = {"stakeholder_group": v.STAKEHOLDER_GROUPS, "regional_group": v.REGIONAL_GROUPS}

STRONGER = 1.6
"""Factor of the shade: few groups have more than half of a column."""

LETTER = 0.034
"""Width of a letter beside a bar, as a share of the narrowest chart's."""


def colour_of(variable: str, category: str) -> str:
    """Colour of a group; regions share one, because their bars stand in named rows."""
    if category == v.UNKNOWN:
        return UNKNOWN_COLOUR
    return GROUP_COLOURS[category] if variable == "stakeholder_group" else REGION_COLOUR


def group_mix_bar(
    mix: pd.DataFrame, *, variable: str = "stakeholder_group", reference: pd.DataFrame | None = None
) -> go.Figure:
    """Which groups do the persons belong to, beside the official participation?

    Parameters
    ----------
    mix
        From :func:`igfdata.measures.stakeholders.group_mix` without a split. The unknown stand last,
        hatched, as a share of all persons.
    reference
        ``category, share`` (0 to 1), drawn as an upright line on each bar.
    """
    rows = [row for row in mix.itertuples(index=False) if row.n or not math.isnan(row.share_min)]
    names = [wrapped(_name(variable, row.category)) for row in rows]
    colours = [colour_of(variable, row.category) for row in rows]
    shares = [row.share if row.of else 0.0 for row in rows]
    bars: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": shares,
        "marker": {
            "color": colours,
            "line": {"color": [outline(colour) for colour in colours], "width": 1.5},
            "pattern": {"shape": ["/" if row.category == v.UNKNOWN else "" for row in rows], "size": 6},
        },
        "unselected": {"marker": {"opacity": 1}},
        "customdata": [mark(**{SPLIT_OF[variable]: row.category}) for row in rows],
        "hovertext": [
            f"<b>{name.replace('<br>', ' ')}</b>: {share_text(row.n, row.of)}<br>{interval_text(row.low, row.high)}"
            + (
                ""
                if math.isnan(row.share_max)
                else f"<br>{percent(row.share_min)} to {percent(row.share_max)} of all persons, whoever the unknown are"
            )
            for name, row in zip(names, rows, strict=True)
        ],
        "hoverinfo": "text",
        "name": "In this selection",
    }
    traces = [bars]
    ends = shares
    if reference is not None and len(reference):
        official = {row.category: row.share for row in reference.itertuples(index=False)}
        base = [official.get(row.category, math.nan) for row in rows]
        ends = np.fmax(shares, base).tolist()
        traces.append({
            "type": "scatter", "y": names, "x": base, "mode": "markers", "name": "Official participation", "hoverinfo": "text",
            "hovertext": ["" if math.isnan(value) else f"official participation: {percent(value)}" for value in base],
            "marker": {"symbol": "line-ns", "size": 26, "line": {"width": 3, "color": "#D55E00"}},
        })  # fmt: skip
    texts = ["  " + share_text(row.n, row.of).replace(" of ", "/") if row.of else "" for row in rows]
    traces.append({
        "type": "scatter", "y": names, "x": ends, "mode": "text", "hoverinfo": "skip", "textposition": "middle right", "text": texts,
        "textfont": {"size": FONT_SIZE}, "cliponaxis": False,
    })  # fmt: skip
    top = max([0.2, *ends])
    room = min(0.7, LETTER * max(map(len, texts), default=0))  # for the longest text beside the longest bar
    across = {"range": [0, top / (1 - room)], "showticklabels": False, "showgrid": False}
    return drawn(traces, height=50 + 48 * max(1, len(rows)), yaxis={"autorange": "reversed"}, xaxis=across)


def group_matrix(mix: pd.DataFrame, *, variable: str, by: str, columns: dict[str, str]) -> go.Figure:
    """Which groups are strong where? Persons of each group by day, pillar, role or meeting, shaded by share."""
    rows = [row for row in mix.itertuples(index=False) if row.n and row.key in columns]
    present = {row.category for row in rows}
    labels = {c: _name(variable, c) for c in mix["category"].cat.categories if c in present}
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
        cells, rows=labels, columns=columns, behind=lambda row, column: mark(**{SPLIT_OF[variable]: row, by: column})
    )


def gap_matrix(gaps: pd.DataFrame, *, variable: str, by: str, columns: dict[str, str]) -> go.Figure:
    """Which groups have no part in the sessions of a pillar? Sessions with the group, "none" told apart from "not stated"."""
    labels = {c: _name(variable, c) for c in gaps["category"].cat.categories}
    named = {key: label.replace("<br>", " ") for key, label in columns.items()}
    cells = [
        Cell(
            row=r.category,
            column=r.key,
            text=share_label(r.n, r.of) if r.n else ("none" if r.state == "none" else "?"),
            share=r.n / max(1, r.of),
            hover=f"<b>{labels[r.category]}</b>, {named[r.key]}: in {out_of(r.n, r.of)} sessions"
            + (f"<br>groups not fully known in {r.n_unknown} more" if r.n_unknown else "<br>all groups known"),
            is_unknown=r.state == v.UNKNOWN,
        )
        for r in gaps.itertuples(index=False)
        if r.key in columns
    ]
    return cell_matrix(
        cells, rows=labels, columns=columns, behind=lambda row, column: mark(**{SPLIT_OF[variable]: row, by: column})
    )


def representation_bar(ratios: pd.DataFrame, *, variable: str = "stakeholder_group") -> go.Figure:
    """Who is heard more or less than the reference? Bars to the right: more; to the left: less; doubling steps."""
    rows = [row for row in ratios.itertuples(index=False) if not math.isnan(row.log2_ratio)]
    names = [wrapped(_name(variable, row.category)) for row in rows]
    colours = [colour_of(variable, row.category) for row in rows]
    reach = max([1.0, *(abs(row.log2_ratio) for row in rows)])
    bars = {
        "type": "bar", "orientation": "h", "y": names, "x": [row.log2_ratio for row in rows],
        "marker": {"color": colours, "line": {"color": [outline(colour) for colour in colours], "width": 1.5}},
        "unselected": {"marker": {"opacity": 1}}, "text": [f"× {row.ratio:.1f}" for row in rows], "textposition": "outside",
        "textfont": {"size": FONT_SIZE}, "cliponaxis": False,
        "customdata": [mark(**{SPLIT_OF[variable]: row.category}) for row in rows],
        "hovertext": [
            f"<b>{name.replace('<br>', ' ')}</b>: {share_text(r.n, r.of)} here, {percent(r.reference)} in the reference"
            for name, r in zip(names, rows, strict=True)
        ],
        "hoverinfo": "text",
    }  # fmt: skip
    ticks = {"tickvals": [-1, 0, 1], "ticktext": ["half", "equal", "double"], "gridcolor": "rgba(154,163,173,.5)"}
    across = {"range": [-reach * 1.45, reach * 1.45], **ticks}
    return drawn([bars], height=70 + 46 * max(1, len(rows)), yaxis={"autorange": "reversed"}, xaxis=across)


def _name(variable: str, category: object) -> str:
    return "Not stated" if category == v.UNKNOWN else VOCABULARIES[variable].label(str(category))
