"""How each day, group or meeting leans to the three pillars."""

import math

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.theme import FONT_SIZE, UNKNOWN_COLOUR, Chart, drawn, mark
from igfdata.escaping import for_plotly
from igfdata.measures.coverage import ternary_point
from igfdata.wording import amount

TEXT = {"size": FONT_SIZE}

LARGEST_POINT = 48
"""Pixels that the most sessions add to a point."""


def pillar_balance_ternary(balance: pd.DataFrame, *, by: str, labels: dict[str, str]) -> Chart:
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
        "mode": "markers+text", "text": [for_plotly(text) for text in texts], "textposition": places, "textfont": TEXT, "cliponaxis": False,
        "marker": {"size": sizes, "color": "#6B7A86", "opacity": 0.85, "line": {"color": "#FFFFFF", "width": 1}},
        "selected": {"marker": {"opacity": 0.85}}, "unselected": {"marker": {"opacity": 0.85}},
        "customdata": [mark(**{by: row.key}) for row in rows],
        "hovertext": [
            f"<b>{for_plotly(name)}</b>, n = {amount(row.n)}<br>"
            + "<br>".join(f"{v.PILLARS.label(p)} {100 * s:.0f}%" for p, s in zip(v.PILLARS, share, strict=True))
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
