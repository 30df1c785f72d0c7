"""Charts of the rights pillars."""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from igfdata import vocabulary as v
from igfdata.charts.theme import FONT_SIZE, PILLAR_COLOURS, UNKNOWN_COLOUR, drawn, mark, outline, plain, wrapped
from igfdata.measures.coverage import ternary_point
from igfdata.wording import amount, interval_text, share_label, share_text

TEXT = {"size": FONT_SIZE}
NAMES = {"type": "category"}
"""An axis of names; else plotly would read those of years as numbers."""

LARGEST_POINT = 48
"""Pixels that the most sessions add to a point."""
MOST_LETTERS = 6
"""Of a share that fits above a bar in one line, on a phone with six days."""

STRIP_GAP = 0.12
STRIP = (1 - 2 * STRIP_GAP) / 3
"""Height of one of three strips, and of the gap between them, as parts of the figure."""

COLUMN, COLUMN_GAP, ROW_HEIGHT = 0.3, 0.05, 30
"""Width of one of three columns and of the gap between them, as parts of the figure; pixels of a row in them."""


def _bar(rows: list[Any], pillar: str, by: str, *, label: Callable[[float, float], str] = share_label) -> dict:
    """What a bar of one pillar looks like, whatever its direction, and how its share is written beside it."""
    colour = PILLAR_COLOURS[pillar]
    return {
        "type": "bar",
        "name": v.PILLAR_CODES.label(pillar),
        "marker": {"color": colour, "line": {"color": outline(colour), "width": 1.5}},
        "unselected": {"marker": {"opacity": 1}},
        "text": [label(row.n, row.of) if row.of else "" for row in rows],
        "textposition": "outside",
        "constraintext": "none",
        "textfont": TEXT,
        "cliponaxis": False,
        "customdata": [mark(**({} if by == "all" else {by: row.key}), pillar=pillar) for row in rows],
        "hovertext": [
            f"<b>{v.PILLAR_CODES.label(pillar)}</b>: {share_text(row.n, row.of)}<br>{interval_text(row.low, row.high)}"
            if row.of
            else "no coded session"
            for row in rows
        ],
        "hoverinfo": "text",
    }


def pillar_coverage_strips(coverage: pd.DataFrame, *, by: str = "day", labels: dict[str, str] | None = None) -> go.Figure:
    """Does a pillar get more or less attention from day to day? One strip a pillar, bars on one scale from 0 to all.

    Parameters
    ----------
    coverage
        From :func:`igfdata.measures.coverage.pillar_coverage` by day or meeting.
    labels
        Label of each key; a line break is ``<br>``.
    """
    keys = list(coverage["key"].cat.categories)
    names = [(labels or {}).get(key, plain(key)) for key in keys]
    everything = list(coverage.itertuples(index=False))
    is_long = any(len(share_label(row.n, row.of)) > MOST_LETTERS for row in everything)
    label, room = (_in_two_lines, 0.75) if is_long else (share_label, 0.32)
    traces, notes, lines, layout = [], [], [], dict[str, Any]()
    for strip, pillar in enumerate(v.PILLARS):
        rows = _of_pillar(everything, pillar, keys)
        number = str(strip + 1) if strip else ""
        x, y = f"x{number}", f"y{number}"
        traces.append(
            {**_bar(rows, pillar, by, label=label), "x": names, "y": [_share(row) for row in rows], "xaxis": x, "yaxis": y}
        )
        empty = [name for name, row in zip(names, rows, strict=True) if not row.of]
        notes += [{"x": name, "y": 0.12, "text": "–", "showarrow": False, "font": TEXT, "xref": x, "yref": y} for name in empty]
        title = {"x": 0, "y": 1.36, "xref": "x domain", "yref": f"{y} domain", "xanchor": "left"}
        notes.append({**title, "showarrow": False, "text": f"<b>{v.PILLARS.label(pillar)}</b>", "font": TEXT})
        ground = {"type": "line", "x0": 0, "x1": 1, "xref": f"{x} domain", "y0": 0, "y1": 0, "yref": y}
        lines.append({**ground, "line": {"width": 1, "color": UNKNOWN_COLOUR}})
        is_last = strip == len(v.PILLARS) - 1
        shared = {} if is_last else {"matches": f"x{len(v.PILLARS)}", "showticklabels": False}
        layout[f"xaxis{number}"] = {**NAMES, "anchor": y, "domain": [0.0, 1.0], **shared}
        top = 1 - strip * (STRIP + STRIP_GAP)
        domain = {"anchor": x, "domain": [max(0.0, top - STRIP), top]}
        layout[f"yaxis{number}"] = {**domain, "range": [0, 1 + room], "showticklabels": False, "showgrid": False}
    return drawn(traces, height=470 if is_long else 370, annotations=notes, shapes=lines, margin={"t": 30}, **layout)


def pillar_coverage_columns(coverage: pd.DataFrame, *, by: str = "meeting", labels: dict[str, str] | None = None) -> go.Figure:
    """How does the attention to a pillar change over many meetings? One column a pillar, one row a meeting, bars on one scale.

    Parameters
    ----------
    coverage, labels
        As in :func:`pillar_coverage_strips`, which is for few keys.
    """
    keys = list(coverage["key"].cat.categories)
    names = [(labels or {}).get(key, plain(key)) for key in keys]
    everything = list(coverage.itertuples(index=False))
    longest = max((len(share_label(row.n, row.of)) for row in everything), default=0)
    traces, notes, layout = [], [], dict[str, Any]()
    for column, pillar in enumerate(v.PILLARS):
        number = str(column + 1) if column else ""
        rows = _of_pillar(everything, pillar, keys)
        traces.append(
            {
                **_bar(rows, pillar, by),
                "orientation": "h",
                "y": names,
                "x": [_share(row) for row in rows],
                "text": [share_label(row.n, row.of) if row.of else "–" for row in rows],
                "xaxis": f"x{number}",
            }
        )
        title = {"x": 0, "y": 1, "xref": f"x{number} domain", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
        notes.append({**title, "showarrow": False, "text": f"<b>{v.PILLARS.label(pillar)}</b>", "font": TEXT})
        domain = [column * (COLUMN + COLUMN_GAP), column * (COLUMN + COLUMN_GAP) + COLUMN]
        # The room right of a full bar holds the longest share, on a phone too.
        layout[f"xaxis{number}"] = {"domain": domain, "range": [0, 1 + 0.22 * longest], "showticklabels": False}
    order = {**NAMES, "categoryorder": "array", "categoryarray": names, "range": [len(keys) - 0.5, -0.5], "showgrid": False}
    return drawn(traces, height=60 + ROW_HEIGHT * max(1, len(keys)), annotations=notes, margin={"t": 34}, yaxis=order, **layout)


def _in_two_lines(n: float, of: float) -> str:
    return f"{amount(n)}<br>of {amount(of)}"


class _Nothing(NamedTuple):
    """A row of a key of which no session is coded."""

    key: str
    n: float = 0.0
    of: float = 0.0
    share: float = math.nan
    low: float = math.nan
    high: float = math.nan


def _of_pillar(coverage: list[Any], pillar: str, keys: list[str]) -> list[Any]:
    """Rows of a pillar, one for each key; 0 of 0 where there is none."""
    found = {row.key: row for row in coverage if row.category == pillar}
    return [found.get(key, _Nothing(key)) for key in keys]


def _share(row: Any) -> float:
    return row.share if row.of else 0.0


def pillar_coverage_bars(coverage: pd.DataFrame, *, by: str, labels: dict[str, str]) -> go.Figure:
    """How do types, groups or meetings differ in the pillars? Three bars a row, long names kept whole."""
    everything = list(coverage.itertuples(index=False))
    coded = {row.key for row in everything if row.of}
    keys = [key for key in coverage["key"].cat.categories if key in coded]
    names = [wrapped(labels.get(key, key)) for key in keys]
    traces = []
    for pillar in v.PILLARS:
        rows = _of_pillar(everything, pillar, keys)
        traces.append({**_bar(rows, pillar, by), "y": names, "x": [_share(row) for row in rows], "orientation": "h"})
    return drawn(
        traces, height=90 + 76 * max(1, len(keys)), has_legend=True, barmode="group", legend={"traceorder": "normal"},
        yaxis={**NAMES, "autorange": "reversed"}, xaxis={"range": [0, 1.22], "showticklabels": False, "showgrid": False},
    )  # fmt: skip


def pillar_balance_ternary(balance: pd.DataFrame, *, by: str, labels: dict[str, str]) -> go.Figure:
    """Where does each day or group lean? A point's nearness to a corner is its share of that pillar; its size is n.

    Parameters
    ----------
    balance
        From :func:`igfdata.measures.coverage.balance`; keys without a pillar are left out.
    """
    rows = [row for row in balance.itertuples(index=False) if row.n]
    names = [labels.get(row.key, row.key) for row in rows]
    shares = [[getattr(row, pillar) for pillar in v.PILLARS] for row in rows]
    texts, places = _label_places(names, shares)
    roots = [math.sqrt(row.n) for row in rows]
    growth = min(6.0, LARGEST_POINT / max([1.0, *roots]))
    sizes = [12 + growth * root for root in roots]
    points = {
        "type": "scatterternary", **{axis: [share[i] for share in shares] for i, axis in enumerate("abc")},
        "mode": "markers+text", "text": [plain(text) for text in texts], "textposition": places, "textfont": TEXT, "cliponaxis": False,
        "marker": {"size": sizes, "color": "#6B7A86", "opacity": 0.85, "line": {"color": "#FFFFFF", "width": 1}},
        "selected": {"marker": {"opacity": 0.85}}, "unselected": {"marker": {"opacity": 0.85}},
        "customdata": [mark(**{by: row.key}) for row in rows],
        "hovertext": [
            f"<b>{plain(name)}</b>, n = {amount(row.n)}<br>"
            + "<br>".join(f"{v.PILLARS.label(p)} {100 * s:.0f} %" for p, s in zip(v.PILLARS, share, strict=True))
            for name, row, share in zip(names, rows, shares, strict=True)
        ],
        "hoverinfo": "text",
    }  # fmt: skip
    axis = {
        "showticklabels": False,
        "ticks": "",
        "linewidth": 1.5,
        "linecolor": UNKNOWN_COLOUR,
        "gridcolor": "rgba(154,163,173,.35)",
        "dtick": 1 / 3,
    }
    titles = {"aaxis": "protection", "baxis": "provision", "caxis": "participation"}
    axes = {name: {**axis, "title": {"text": v.PILLARS.label(pillar), "font": TEXT}} for name, pillar in titles.items()}
    return drawn(
        [points],
        height=430,
        ternary={"bgcolor": "rgba(0,0,0,0)", **axes},
        margin={"l": 70, "r": 70, "t": 50, "b": 40},
        dragmode=False,
    )


def _label_places(names: list[str], shares: list[list[float]]) -> tuple[list[str], list[str]]:
    """Labels and their places so that none writes over another; where no place is free the label is left to the tooltip."""
    side, letter, line = 330.0, 8.5, 20.0  # pixels of the triangle and of a label, about
    moves = {"top center": (-0.5, 0.7), "bottom center": (-0.5, -1.7), "middle right": (0.1, -0.5), "middle left": (-1.1, -0.5)}
    taken: list[tuple[float, float, float, float]] = []
    texts, places = [], []
    for name, share in zip(names, shares, strict=True):
        x, y = (side * value for value in ternary_point(share))
        width = letter * len(name)
        boxes = {
            where: (x + right * width, y + up * line, x + (right + 1) * width, y + (up + 1) * line)
            for where, (right, up) in moves.items()
        }
        free = [where for where, box in boxes.items() if not any(_overlap(box, other) for other in taken)]
        texts.append(name if free else "")
        places.append(free[0] if free else "top center")
        if free:
            taken.append(boxes[free[0]])
    return texts, places


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
