"""How each day, group or meeting leans to the three pillars."""

import math
from typing import Any

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.theme import ACCENT, FONT_SIZE, SECOND, UNKNOWN_COLOUR, Chart, drawn, mark
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
    points = _points(shares, [row.n for row in rows], [row.n for row in rows]) | {
        "mode": "markers+text", "text": [for_plotly(text) for text in texts], "textposition": places, "textfont": TEXT, "cliponaxis": False,
        "customdata": [mark(**{by: row.key}) for row in rows],
        "hovertext": [
            f"<b>{for_plotly(name)}</b>, n = {amount(row.n)}<br>{_shares_text(share)}" for name, row, share in zip(names, rows, shares, strict=True)
        ],
    }  # fmt: skip
    return _triangle([points])


def compared_balance_ternary(frame: pd.DataFrame, *, by: str, labels: dict[str, str]) -> Chart:
    """How does each day or group lean in A, and how in B? An arrow leads from the ring of B to the point of A.

    Parameters
    ----------
    frame
        From :func:`igfdata.measures.comparison.compare` of :func:`igfdata.measures.coverage.pillar_shares`; a key without a pillar in A
        or in B has no point there.
    """
    found: dict[str, dict[str, Any]] = {}
    for row in frame.itertuples(index=False):
        found.setdefault(str(row.key), {})[str(row.category)] = row
    lean = {
        (side, key): ([getattr(rows[pillar], f"{side}_share") for pillar in v.PILLARS], float(getattr(rows["protection"], f"{side}_of")))
        for side in ("a", "b") for key, rows in found.items() if getattr(rows["protection"], f"{side}_of") > 0
    }  # fmt: skip
    every = [n for _, n in lean.values()]
    keys = {side: [key for key in found if (side, key) in lean] for side in ("a", "b")}
    named = [*(("a", key) for key in keys["a"]), *(("b", key) for key in keys["b"] if key not in keys["a"])]
    texts, places = _label_places([labels.get(key, key) for _, key in named], [lean[one][0] for one in named])
    label = {one: (text, place) for one, text, place in zip(named, texts, places, strict=True)}
    traces = []
    for side, colour in (("b", SECOND), ("a", ACCENT)):
        at = [lean[side, key] for key in keys[side]]
        points = _points([share for share, _ in at], [n for _, n in at], every)
        marker = points["marker"] | (
            {"symbol": "circle-open", "color": colour, "line": {"color": colour, "width": 2.5}}
            if side == "b"
            else {"color": colour}
        )
        hovers = []
        for key in keys[side]:
            lines = [f"<b>{for_plotly(labels.get(key, key))}</b>"]
            lines += [
                f"{name.upper()}, n = {amount(lean[name, key][1])}: {_shares_text(lean[name, key][0])}"
                for name in ("a", "b")
                if (name, key) in lean
            ]
            hovers.append("<br>".join(lines))
        traces.append(points | {
            "name": side.upper(), "mode": "markers+text", "marker": marker, "cliponaxis": False, "textfont": TEXT,
            "text": [for_plotly(label.get((side, key), ("", ""))[0]) for key in keys[side]],
            "textposition": [label.get((side, key), ("", "top center"))[1] for key in keys[side]],
            "customdata": [mark(**{by: key}) for key in keys[side]], "hovertext": hovers,
        })  # fmt: skip
    moved = [(lean["b", key][0], lean["a", key]) for key in keys["a"] if key in keys["b"]]
    moved = [(start, end, n) for start, (end, n) in moved if _distance(start, end) > 0.05]
    return _triangle([_arrows(moved, every), *traces], has_legend=True)


def _points(shares: list[list[float]], n: list[float], every: list[float]) -> dict[str, Any]:
    """Points of shares, as large as their numbers of sessions; ``every`` are the numbers on the same scale."""
    growth = min(6.0, LARGEST_POINT / max([1.0, *map(math.sqrt, every)]))
    return {
        "type": "scatterternary", **{axis: [share[i] for share in shares] for i, axis in enumerate("abc")},
        "marker": {
            "size": [12 + growth * math.sqrt(value) for value in n], "color": "#6B7A86", "opacity": 0.85, "line": {"color": "#FFFFFF", "width": 1},
        },
        "selected": {"marker": {"opacity": 0.85}}, "unselected": {"marker": {"opacity": 0.85}}, "hoverinfo": "text",
    }  # fmt: skip


def _arrows(moved: list[tuple[list[float], list[float], float]], every: list[float]) -> dict[str, Any]:
    """Draw an arrow from each place of B to that of A, up to the edge of its point."""
    growth = min(6.0, LARGEST_POINT / max([1.0, *map(math.sqrt, every)]))
    places: dict[str, list[float | None]] = {axis: [] for axis in "abc"}
    sizes, gaps = [], []
    for start, end, n in moved:
        for number, axis in enumerate("abc"):
            places[axis] += [start[number], end[number], None]
        sizes += [0, 13, 0]
        gaps += [0, (12 + growth * math.sqrt(n)) / 2, 0]
    return {
        "type": "scatterternary", **places, "mode": "lines+markers", "name": "from B to A", "hoverinfo": "skip", "cliponaxis": False,
        "line": {"color": SECOND, "width": 2},
        "marker": {"symbol": "arrow", "angleref": "previous", "size": sizes, "standoff": gaps, "color": SECOND, "line": {"width": 0}},
        "showlegend": bool(moved),
    }  # fmt: skip


def _distance(one: list[float], other: list[float]) -> float:
    return math.dist(ternary_point(one), ternary_point(other))


def _shares_text(shares: list[float]) -> str:
    return ", ".join(f"{v.PILLARS.label(pillar)} {100 * share:.0f}%" for pillar, share in zip(v.PILLARS, shares, strict=True))


def _triangle(traces: list[dict[str, Any]], *, has_legend: bool = False) -> Chart:
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
        traces,
        height=430,
        has_legend=has_legend,
        ternary={"bgcolor": "rgba(0,0,0,0)", **axes},
        margin={"l": 70, "r": 70, "t": 50, "b": 40},
        legend={"y": 1.06},
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
