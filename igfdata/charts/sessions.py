"""The timeline of a day."""

import textwrap
from collections.abc import Collection
from typing import Any

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.theme import FONT_SIZE, MUTED, RELEVANCE_COLOURS, SECOND, Chart, drawn, mark, outline
from igfdata.escaping import for_plotly
from igfdata.lengths import assumption, end_text, is_assumed
from igfdata.names import shortened
from igfdata.wording import lower

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


def day_timeline(sessions: pd.DataFrame, *, clashing: Collection[str], here: str = "") -> Chart:
    """When is what? One row a session by start, coloured by relevance to children; clashes carry a sign, an end that is not stated is open.

    Parameters
    ----------
    sessions
        Sessions of one day; those without a start are left out (the page lists them). With the columns ``in_a, in_b`` of
        :func:`igfdata.measures.session_marks.compared_sessions` those of B have a grey bar, below that of A where they lie in both.
    clashing
        Keys of sessions that carry the sign, see :func:`igfdata.measures.clashes.certain_clashes`.
    here
        Key of the session that the page is about: its label is bold.
    """
    has_b = "in_b" in sessions.columns
    timed = list(
        sessions.loc[sessions["starts_at"].notna(), [*COLUMNS, *(("in_a", "in_b") if has_b else ())]].itertuples(index=False)
    )
    timed.sort(key=lambda row: (row.starts_at, row.session_id))
    ends = [row.likely_ends_at for row in timed]
    traces: list[dict[str, Any]] = []
    placed = list(enumerate(zip(timed, ends, strict=True)))
    of_a = [(place, row, end) for place, (row, end) in placed if not has_b or row.in_a]
    height = 0.24 if has_b else 0.42
    for relevance in v.RELEVANCE:
        of_it = [one for one in of_a if one[1].child_rights == relevance]
        name = v.RELEVANCE.label(relevance)
        name = f"A, {lower(name)}" if has_b else name
        traces += _bars(
            of_it, clashing, name, RELEVANCE_COLOURS[relevance], relevance, middle=0.11 if has_b else 0.2, height=height
        )
    if has_b:
        of_b = [(place, row, end) for place, (row, end) in placed if row.in_b]
        traces += _bars(of_b, clashing, "B", SECOND, "b", middle=0.34, height=0.18)
    if any(map(is_assumed, timed)):
        traces.append(_open_ends([(place, row, end) for place, (row, end) in placed if is_assumed(row)]))
    middle = timed[0].starts_at + (max(ends) - timed[0].starts_at) / 2 if timed else None
    late = [row.starts_at > middle for row in timed]

    def labels(length: int) -> list[str]:
        texts = [(row.session_id == here, _label(row, row.session_id in clashing, length)) for row in timed]
        return [f"<b>{text}</b>" if is_here else text for is_here, text in texts]

    traces.append({
        "type": "scatter", "x": [end if is_late else row.starts_at for row, end, is_late in zip(timed, ends, late, strict=True)],
        "y": [place - 0.22 for place in range(len(timed))], "mode": "text", "hoverinfo": "skip",
        "showlegend": False, "text": labels(LABEL_LENGTH),
        "textposition": ["middle left" if is_late else "middle right" for is_late in late], "textfont": {"size": FONT_SIZE - 1}, "cliponaxis": False,
        "meta": {"whole": labels(WHOLE_LENGTH)},
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


def _bars(
    placed: list[tuple[int, Any, pd.Timestamp]], clashing: Collection[str], name: str, colour: str, group: str, *, middle: float, height: float
) -> list[dict[str, Any]]:  # fmt: skip
    """Bars from start to end, those whose end is not stated fainter, and one entry of the legend."""
    traces: list[dict[str, Any]] = []
    for is_open in (False, True):
        rows = [one for one in placed if is_assumed(one[1]) == is_open]
        if not rows:
            continue
        traces.append({
            "type": "bar", "orientation": "h", "name": name, "y": [place + middle for place, _, _ in rows],
            "base": [row.starts_at for _, row, _ in rows], "x": [1000 * (end - row.starts_at).total_seconds() for _, row, end in rows], "width": height,
            "marker": {"color": colour, "opacity": FADED if is_open else 1, "line": {"color": outline(colour), "width": 0 if is_open else 1.5}},
            "unselected": {"marker": {"opacity": FADED if is_open else 1}}, "showlegend": not is_open, "legendgroup": group,
            "customdata": [mark(session_id=row.session_id) for _, row, _ in rows],
            "hovertext": [_hover(row, row.session_id in clashing) for _, row, _ in rows], "hoverinfo": "text",
        })  # fmt: skip
    if placed and all(is_assumed(row) for _, row, _ in placed):
        traces.append(_legend_entry(name, colour, legendgroup=group))
    return traces


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


def _label(row: Any, is_clash: bool, length: int) -> str:
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
    if hasattr(row, "in_b"):
        parts += [f"in {' and '.join(side for side, is_in in (('A', row.in_a), ('B', row.in_b)) if is_in)}"]
    parts += ["certainly at the same time as another session about children"] if is_clash else []
    return "<br>".join(parts)
