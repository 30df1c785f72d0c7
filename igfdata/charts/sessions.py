"""The timeline of a day."""

import pandas as pd
import plotly.graph_objects as go

from igfdata import vocabulary as v
from igfdata.charts.theme import FONT_SIZE, RELEVANCE_COLOURS, lay_out, mark, outline, plain

LANE_HEIGHT = 52
DEFAULT_HOURS = 0.25
"""Width of a mark whose session has a start but no stated end."""


def lanes(sessions: pd.DataFrame) -> list[int]:
    """Row of each session, ordered by start, so that no two in a row overlap."""
    free: list[pd.Timestamp] = []
    places = []
    for start, end in zip(sessions["starts_at"], sessions["ends_at"], strict=True):
        lane = next((position for position, until in enumerate(free) if until <= start), len(free))
        if lane == len(free):
            free.append(end)
        free[lane] = end
        places.append(lane)
    return places


def day_timeline(sessions: pd.DataFrame, *, clashing: set[str]) -> go.Figure:
    """When is what? Sessions with a start, coloured by relevance to children; clashes carry a sign.

    Parameters
    ----------
    sessions
        Sessions of one day; those without a start are left out (the page lists them).
    clashing
        Keys of sessions that overlap another one.
    """
    timed = sessions[sessions["starts_at"].notna()].sort_values(["starts_at", "session_id"], ignore_index=True)
    open_end = timed["ends_at"].isna()
    timed = timed.assign(ends_at=timed["ends_at"].fillna(timed["starts_at"] + pd.Timedelta(hours=DEFAULT_HOURS)))
    timed["lane"] = lanes(timed)
    figure = go.Figure()
    for relevance in v.RELEVANCE:
        rows = timed[timed["child_rights"] == relevance]
        if rows.empty:
            continue
        colour = RELEVANCE_COLOURS[relevance]
        figure.add_bar(
            orientation="h", name=v.RELEVANCE.label(relevance), y=rows["lane"], base=rows["starts_at"],
            x=(rows["ends_at"] - rows["starts_at"]).dt.total_seconds() * 1000, width=0.86,
            marker={"color": colour, "line": {"color": outline(colour), "width": 1.5}}, unselected={"marker": {"opacity": 1}},
            text=[_mark_text(row, row.session_id in clashing) for row in rows.itertuples()], textposition="inside", insidetextanchor="start",
            textangle=0, constraintext="none", textfont={"size": FONT_SIZE - 2, "color": "#FFFFFF" if relevance == "yes" else "#16191D"},
            customdata=[mark(session_id=str(session)) for session in rows["session_id"]],
            hovertext=[_hover(row, bool(open_end[row.Index]), row.session_id in clashing) for row in rows.itertuples()], hoverinfo="text",
        )  # fmt: skip
    n_lanes = int(timed["lane"].max()) + 1 if len(timed) else 1
    figure.update_yaxes(range=[n_lanes - 0.5, -0.5], showticklabels=False, showgrid=False)
    figure.update_xaxes(type="date", tickformat="%H:%M", side="top", gridcolor="rgba(154,163,173,.35)", nticks=8)
    return lay_out(figure, height=90 + LANE_HEIGHT * n_lanes, legend=True).update_layout(
        bargap=0, legend_y=-0.02, legend_yanchor="top", margin_t=10
    )


def _mark_text(row, is_clash: bool) -> str:  # noqa: ANN001 - a row of itertuples
    name = row.code or row.type
    return plain(
        ("⚠ " if is_clash else "")
        + name.replace("High-Level Session", "HLS")
        .replace("Day 0 Event", "D0")
        .replace("Lightning Talk", "LT")
        .replace("Open Forum", "OF")
    )


def _hover(row, is_open: bool, is_clash: bool) -> str:  # noqa: ANN001 - a row of itertuples
    end = "end not found" if is_open else f"{row.ends_at:%H:%M}"
    parts = [
        f"<b>{plain(row.title)}</b>" if len(row.title) < 80 else f"<b>{plain(row.title[:78])}…</b>",
        f"{row.starts_at:%H:%M} – {end}",
    ]
    parts += [plain(row.room)] if row.room else []
    parts += ["takes place at the same time as another session of the selection"] if is_clash else []
    return "<br>".join(parts)
