"""Charts of stakeholder and regional groups."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from igfdata import vocabulary as v
from igfdata.charts.matrix import cell_matrix
from igfdata.charts.theme import FONT_SIZE, GROUP_COLOURS, REGION_COLOUR, UNKNOWN_COLOUR, drawn, mark, outline, wrapped
from igfdata.wording import amount, interval_text, out_of, percent, share_label, share_text

SPLIT_OF = {"stakeholder_group": "group", "regional_group": "region"}
VOCABULARIES = {"stakeholder_group": v.STAKEHOLDER_GROUPS, "regional_group": v.REGIONAL_GROUPS}

LETTER = 0.031
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
    rows = mix[(mix["n"] > 0) | mix["share_min"].notna()]
    names = [wrapped(VOCABULARIES[variable].label(c) if c != v.UNKNOWN else "Not stated") for c in rows["category"]]
    colours = [colour_of(variable, str(category)) for category in rows["category"]]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": rows["share"].fillna(0),
        "marker": {
            "color": colours,
            "line": {"color": [outline(colour) for colour in colours], "width": 1.5},
            "pattern": {"shape": ["/" if c == v.UNKNOWN else "" for c in rows["category"]], "size": 6},
        },
        "unselected": {"marker": {"opacity": 1}},
        "customdata": [mark(**{SPLIT_OF[variable]: str(category)}) for category in rows["category"]],
        "hovertext": [
            f"<b>{name.replace('<br>', ' ')}</b>: {share_text(row.n, row.of)}<br>{interval_text(row.low, row.high)}"
            + (
                f"<br>{percent(row.share_min)} to {percent(row.share_max)} of all persons, whoever the unknown are"
                if row.share_max == row.share_max
                else ""
            )
            for name, row in zip(names, rows.itertuples(), strict=True)
        ],
        "hoverinfo": "text",
        "name": "In this selection",
    }
    traces = [bars]
    base = pd.Series(np.nan, index=rows.index)
    if reference is not None and len(reference):
        base = rows["category"].astype(object).map(reference.set_index("category")["share"]).astype(float)
        traces.append({
            "type": "scatter", "y": names, "x": base, "mode": "markers", "name": "Official participation", "hoverinfo": "text",
            "hovertext": [f"official participation: {percent(value)}" if value == value else "" for value in base],
            "marker": {"symbol": "line-ns", "size": 26, "line": {"width": 3, "color": "#D55E00"}},
        })  # fmt: skip
    ends = np.fmax(rows["share"].fillna(0).to_numpy(dtype=float), base.to_numpy(dtype=float))
    texts = ["  " + share_text(row.n, row.of).replace(" of ", "/") if row.of else "" for row in rows.itertuples()]
    traces.append({
        "type": "scatter", "y": names, "x": ends, "mode": "text", "hoverinfo": "skip", "textposition": "middle right", "text": texts,
        "textfont": {"size": FONT_SIZE}, "cliponaxis": False,
    })  # fmt: skip
    top = max(0.2, float(ends.max()) if len(ends) else 0)
    room = min(0.7, LETTER * max(map(len, texts), default=0))  # for the longest text beside the longest bar
    across = {"range": [0, top / (1 - room)], "showticklabels": False, "showgrid": False}
    return drawn(traces, height=50 + 48 * max(1, len(rows)), yaxis={"autorange": "reversed"}, xaxis=across)


def group_matrix(mix: pd.DataFrame, *, variable: str, by: str, columns: dict[str, str]) -> go.Figure:
    """Which groups are strong where? Persons of each group by day, pillar, role or meeting, shaded by share."""
    rows = mix[mix["n"] > 0]
    present = [c for c in mix["category"].cat.categories if c in set(rows["category"])]
    cells = pd.DataFrame(
        {
            "row": rows["category"].astype(str),
            "column": rows["key"].astype(str),
            "text": [amount(n) for n in rows["n"]],
            "share": rows["share"].fillna(0) * 1.6,
            "hover": [
                f"<b>{_name(variable, r.category)}</b>, {columns.get(str(r.key), str(r.key)).replace('<br>', ' ')}: {share_text(r.n, r.of)}"
                for r in rows.itertuples()
            ],
            "is_unknown": rows["category"] == v.UNKNOWN,
        }
    )
    labels = {c: _name(variable, c) for c in present}
    return cell_matrix(
        cells, rows=labels, columns=columns, behind=lambda row, column: mark(**{SPLIT_OF[variable]: row, by: column})
    )


def gap_matrix(gaps: pd.DataFrame, *, variable: str, by: str, columns: dict[str, str]) -> go.Figure:
    """Which groups have no part in the sessions of a pillar? Sessions with the group, "none" told apart from "not stated"."""
    rows = gaps[gaps["key"].astype(str).isin(columns)]
    is_unknown = rows["state"] == v.UNKNOWN
    cells = pd.DataFrame(
        {
            "row": rows["category"].astype(str),
            "column": rows["key"].astype(str),
            "text": [share_label(r.n, r.of) if r.n else ("none" if r.state == "none" else "?") for r in rows.itertuples()],
            "share": (rows["n"] / rows["of"].clip(lower=1)),
            "hover": [
                f"<b>{_name(variable, r.category)}</b>, {columns[str(r.key)].replace('<br>', ' ')}: in {out_of(r.n, r.of)} sessions"
                + (f"<br>groups not fully known in {r.n_unknown} more" if r.n_unknown else "<br>all groups known")
                for r in rows.itertuples()
            ],
            "is_unknown": is_unknown,
        }
    )
    labels = {c: _name(variable, c) for c in gaps["category"].cat.categories}
    return cell_matrix(
        cells, rows=labels, columns=columns, behind=lambda row, column: mark(**{SPLIT_OF[variable]: row, by: column})
    )


def representation_bar(ratios: pd.DataFrame, *, variable: str = "stakeholder_group") -> go.Figure:
    """Who is heard more or less than the reference? Bars to the right: more; to the left: less; doubling steps."""
    rows = ratios[ratios["log2_ratio"].notna()]
    names = [wrapped(_name(variable, category)) for category in rows["category"]]
    colours = [colour_of(variable, str(category)) for category in rows["category"]]
    reach = max(1.0, float(rows["log2_ratio"].abs().max()) if len(rows) else 1.0)
    bars = {
        "type": "bar", "orientation": "h", "y": names, "x": rows["log2_ratio"],
        "marker": {"color": colours, "line": {"color": [outline(colour) for colour in colours], "width": 1.5}},
        "unselected": {"marker": {"opacity": 1}}, "text": [f"× {ratio:.1f}" for ratio in rows["ratio"]], "textposition": "outside",
        "textfont": {"size": FONT_SIZE}, "cliponaxis": False,
        "customdata": [mark(**{SPLIT_OF[variable]: str(category)}) for category in rows["category"]],
        "hovertext": [
            f"<b>{name.replace('<br>', ' ')}</b>: {share_text(r.n, r.of)} here, {percent(r.reference)} in the reference"
            for name, r in zip(names, rows.itertuples(), strict=True)
        ],
        "hoverinfo": "text",
    }  # fmt: skip
    ticks = {"tickvals": [-1, 0, 1], "ticktext": ["half", "equal", "double"], "gridcolor": "rgba(154,163,173,.5)"}
    across = {"range": [-reach * 1.45, reach * 1.45], **ticks}
    return drawn([bars], height=70 + 46 * max(1, len(rows)), yaxis={"autorange": "reversed"}, xaxis=across)


def _name(variable: str, category: object) -> str:
    return "Not stated" if category == v.UNKNOWN else VOCABULARIES[variable].label(str(category))
