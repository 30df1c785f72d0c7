"""The timeline of a day."""

import textwrap
from collections.abc import Collection
from typing import Any

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.theme import FONT_SIZE, MUTED, RELEVANCE_COLOURS, Chart, drawn, mark, outline
from igfdata.escaping import for_plotly
from igfdata.lengths import assumption, end_text, is_assumed
from igfdata.names import shortened

ROW_HEIGHT = 58
OPEN_LABEL = "end not stated, usual length"
"""The legend's entry for open ends; it is there only where a session has no stated end."""

FADED = 0.45
"""Opacity of a bar whose end is open."""

LABEL_LENGTH, WHOLE_LENGTH = 50, 100
"""Letters of a label that fit on a phone, and of the longest where there is room (the dashboard's own script knows)."""

COLUMNS = [
    "session_id",
    "code",
    "title",
    "room",
    "child_rights",
    "type",
    "starts_at",
    "likely_ends_at",
    "likely_minutes",
    "end_basis",
]


def day_timeline(sessions: pd.DataFrame, *, clashing: Collection[str]) -> Chart:
    """When is what? One row a session by start, coloured by relevance to children; clashes carry a sign, an end that is not stated is open.

    Parameters
    ----------
    sessions
        Sessions of one day; those without a start are left out (the page lists them).
    clashing
        Keys of sessions that carry the sign, see :func:`igfdata.measures.clashes.certain_clashes`.
    """
    timed = list(sessions.loc[sessions["starts_at"].notna(), COLUMNS].itertuples(index=False))
    timed.sort(key=lambda row: (row.starts_at, row.session_id))
    ends = [row.likely_ends_at for row in timed]
    traces = []
    placed = list(enumerate(zip(timed, ends, strict=True)))
    for relevance in v.RELEVANCE:
        of_it = [(place, row, end) for place, (row, end) in placed if row.child_rights == relevance]
        colour = RELEVANCE_COLOURS[relevance]
        for is_open in (False, True):
            rows = [(place, row, end) for place, row, end in of_it if is_assumed(row) == is_open]
            if not rows:
                continue
            traces.append({
                "type": "bar", "orientation": "h", "name": v.RELEVANCE.label(relevance), "y": [place + 0.2 for place, _, _ in rows],
                "base": [row.starts_at for _, row, _ in rows], "x": [1000 * (end - row.starts_at).total_seconds() for _, row, end in rows], "width": 0.42,
                "marker": {"color": colour, "opacity": FADED if is_open else 1, "line": {"color": outline(colour), "width": 0 if is_open else 1.5}},
                "unselected": {"marker": {"opacity": FADED if is_open else 1}}, "showlegend": not is_open, "legendgroup": relevance,
                "customdata": [mark(session_id=row.session_id) for _, row, _ in rows],
                "hovertext": [_hover(row, row.session_id in clashing) for _, row, _ in rows], "hoverinfo": "text",
            })  # fmt: skip
        if of_it and all(is_assumed(row) for _, row, _ in of_it):
            traces.append(_legend_entry(v.RELEVANCE.label(relevance), colour, legendgroup=relevance))
    if any(map(is_assumed, timed)):
        traces.append(_open_ends([(place, row, end) for place, (row, end) in placed if is_assumed(row)]))
    middle = timed[0].starts_at + (max(ends) - timed[0].starts_at) / 2 if timed else None
    late = [row.starts_at > middle for row in timed]
    traces.append({
        "type": "scatter", "x": [end if is_late else row.starts_at for row, end, is_late in zip(timed, ends, late, strict=True)],
        "y": [place - 0.22 for place in range(len(timed))], "mode": "text", "hoverinfo": "skip",
        "showlegend": False, "text": [_label(row, row.session_id in clashing) for row in timed],
        "textposition": ["middle left" if is_late else "middle right" for is_late in late], "textfont": {"size": FONT_SIZE - 1}, "cliponaxis": False,
        "meta": {"whole": [_label(row, row.session_id in clashing, WHOLE_LENGTH) for row in timed]},
    })  # fmt: skip
    n = max(1, len(timed))
    hours = {
        "type": "date",
        "tickformat": "%H:%M",
        "side": "top",
        "tickangle": 0,
        "gridcolor": "rgba(154,163,173,.35)",
        "nticks": 6,
    }
    return drawn(
        traces, height=90 + ROW_HEIGHT * n, has_legend=True, margin={"t": 10}, legend={"y": -0.01, "yanchor": "top"},
        yaxis={"range": [n - 0.4, -0.6], "showticklabels": False, "showgrid": False}, xaxis=hours,
    )  # fmt: skip


def _open_ends(rows: list[tuple[int, Any, pd.Timestamp]]) -> dict[str, Any]:
    """A sign at the likely end of each session whose end is not stated, and its entry in the legend."""
    return {
        "type": "scatter", "mode": "markers", "name": OPEN_LABEL, "hoverinfo": "skip", "cliponaxis": False,
        "x": [end for _, _, end in rows], "y": [place + 0.2 for place, _, _ in rows],
        "marker": {"symbol": "triangle-right-open", "size": 13, "color": MUTED, "line": {"width": 2}},
    }  # fmt: skip


def _legend_entry(name: str, colour: str, **options: str) -> dict[str, Any]:
    """An entry of the legend without a bar of its own."""
    marker = {"color": colour, "line": {"color": outline(colour), "width": 1.5}}
    return {"type": "bar", "orientation": "h", "name": name, "x": [None], "y": [None], "marker": marker, **options}


def _label(row: Any, is_clash: bool, length: int = LABEL_LENGTH) -> str:
    name = f"{row.code}: {row.title}" if row.code else row.title
    label = f"{'⚠ ' if is_clash else ''}{row.starts_at:%H:%M} {name}"
    return for_plotly(shortened(label, length))


def _hover(row: Any, is_clash: bool) -> str:
    parts = [
        "<br>".join(for_plotly(line) for line in textwrap.wrap(row.title, 60)[:4]),
        f"{row.starts_at:%H:%M} – {end_text(row)}",
    ]
    parts += [for_plotly(assumption(row))] if is_assumed(row) else []
    parts += [for_plotly(row.room)] if row.room else []
    parts += ["certainly at the same time as another session about children"] if is_clash else []
    return "<br>".join(parts)
