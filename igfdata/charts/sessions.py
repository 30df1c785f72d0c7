"""The timeline of a day."""

import textwrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from igfdata import vocabulary as v
from igfdata.charts.theme import FONT_SIZE, RELEVANCE_COLOURS, drawn, mark, outline, plain

ROW_HEIGHT = 58
DEFAULT_LENGTH = pd.Timedelta(minutes=15)
"""Width of a bar whose session has a start but no stated end; it is drawn open (hatched)."""

LABEL_LENGTH = 44


def day_timeline(sessions: pd.DataFrame, *, clashing: set[str]) -> go.Figure:
    """When is what? One row a session by start, coloured by relevance to children; clashes carry a sign.

    Parameters
    ----------
    sessions
        Sessions of one day; those without a start are left out (the page lists them).
    clashing
        Keys of sessions that overlap another one.
    """
    timed = sessions[sessions["starts_at"].notna()].sort_values(["starts_at", "session_id"], ignore_index=True)
    is_open = timed["ends_at"].isna()
    timed = timed.assign(
        ends_at=timed["ends_at"].fillna(timed["starts_at"] + DEFAULT_LENGTH), is_open=is_open, place=range(len(timed))
    )
    middle = timed["starts_at"].min() + (timed["ends_at"].max() - timed["starts_at"].min()) / 2
    traces = []
    for relevance in v.RELEVANCE:
        rows = timed[timed["child_rights"] == relevance]
        if rows.empty:
            continue
        colour = RELEVANCE_COLOURS[relevance]
        traces.append({
            "type": "bar", "orientation": "h", "name": v.RELEVANCE.label(relevance), "y": rows["place"] + 0.2, "base": rows["starts_at"],
            "x": (rows["ends_at"] - rows["starts_at"]).dt.total_seconds() * 1000, "width": 0.42,
            "marker": {
                "color": colour, "line": {"color": outline(colour), "width": 1.5},
                "pattern": {"shape": ["/" if value else "" for value in rows["is_open"]], "size": 6},
            },
            "unselected": {"marker": {"opacity": 1}},
            "customdata": [mark(session_id=str(session)) for session in rows["session_id"]],
            "hovertext": [_hover(row, row.session_id in clashing) for row in rows.itertuples()], "hoverinfo": "text",
        })  # fmt: skip
    late = timed["starts_at"] > middle
    traces.append({
        "type": "scatter", "x": timed["starts_at"].where(~late, timed["ends_at"]), "y": timed["place"] - 0.22, "mode": "text", "hoverinfo": "skip",
        "showlegend": False, "text": [_label(row, row.session_id in clashing) for row in timed.itertuples()],
        "textposition": ["middle left" if value else "middle right" for value in late], "textfont": {"size": FONT_SIZE - 1}, "cliponaxis": False,
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


def _label(row: Any, is_clash: bool) -> str:
    name = f"{row.code}: {row.title}" if row.code else row.title
    return plain(("⚠ " if is_clash else "") + f"{row.starts_at:%H:%M} " + textwrap.shorten(name, LABEL_LENGTH, placeholder="…"))


def _hover(row: Any, is_clash: bool) -> str:
    end = "end not found" if row.is_open else f"{row.ends_at:%H:%M}"
    parts = ["<br>".join(plain(line) for line in textwrap.wrap(row.title, 60)[:4]), f"{row.starts_at:%H:%M} – {end}"]
    parts += [plain(row.room)] if row.room else []
    parts += ["at the same time as another session of the selection"] if is_clash else []
    return "<br>".join(parts)
