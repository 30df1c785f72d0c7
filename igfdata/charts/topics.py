"""Charts of recurring topics."""

import pandas as pd
import plotly.graph_objects as go

from igfdata.charts.matrix import cell_matrix
from igfdata.charts.theme import FONT_SIZE, MATRIX_COLOUR, UNKNOWN_COLOUR, drawn, mark, plain, wrapped
from igfdata.measures.dimensions import DATED
from igfdata.wording import amount, share_text

DIFFERENCES = {"stayed": "#5B6FB5", "back": "#8FA3D9", "new": "#2A9D8F", "gone": "#C9CED4"}
DIFFERENCE_LABELS = {"stayed": "also the day before", "back": "back again", "new": "new", "gone": "gone since the day before"}


def topic_matrix(topics: pd.DataFrame, *, by: str, rows: dict[str, str], columns: dict[str, str]) -> go.Figure:
    """On which days (or at which meetings) does each topic occur? Number of sessions, shaded by share.

    Parameters
    ----------
    topics
        From :func:`igfdata.measures.recurrence.topic_sessions` by ``by``.
    rows, columns
        Topic → label from the top; key → label from the left.
    """
    found = topics[topics["n"] > 0]
    cells = pd.DataFrame(
        {
            "row": found["category"].astype(str),
            "column": found["key"].astype(str),
            "text": [amount(n) for n in found["n"]],
            "share": found["share"].fillna(0),
            "hover": [
                f"<b>{plain(rows.get(str(r.category), str(r.category)))}</b>, "
                f"{columns.get(str(r.key), str(r.key)).replace('<br>', ' ')}: {share_text(r.n, r.of)} coded sessions"
                for r in found.itertuples()
            ],
        }
    )
    return cell_matrix(cells, rows=rows, columns=columns, behind=lambda row, column: mark(**{"topic": row, by: column}))


def recurrence_against_chance(recurrence: pd.DataFrame, *, labels: dict[str, str]) -> go.Figure:
    """Does a topic come back more often than chance would have it? Bars: days present; upright lines: days expected."""
    names = [wrapped(labels.get(topic, topic), 26) for topic in recurrence["topic"]]
    colours = [
        {"recurring": MATRIX_COLOUR, "concentrated": "#B5651D"}.get(label, UNKNOWN_COLOUR) for label in recurrence["label"]
    ]
    bars = {
        "type": "bar", "orientation": "h", "y": names, "x": recurrence["n_days"], "marker": {"color": colours}, "unselected": {"marker": {"opacity": 1}},
        "customdata": [mark(topic=str(topic), day=DATED) for topic in recurrence["topic"]],
        "hovertext": [
            f"<b>{plain(labels.get(r.topic, r.topic))}</b>{': ' + r.label if r.label else ''}<br>{r.n_sessions} sessions on {r.n_days} of {r.of_days} days;"
            f" by chance on {r.expected_days:.1f}<br>longest run {r.longest_run} days; fullest: {r.peak} ({r.n_peak})"
            for r in recurrence.itertuples()
        ],
        "hoverinfo": "text", "name": "days present",
    }  # fmt: skip
    chance = {
        "type": "scatter", "y": names, "x": recurrence["expected_days"], "mode": "markers", "hoverinfo": "skip", "name": "expected by chance",
        "marker": {"symbol": "line-ns", "size": 22, "line": {"width": 3, "color": "#D55E00"}},
    }  # fmt: skip
    text = {
        "type": "scatter", "y": names, "x": recurrence[["n_days", "expected_days"]].max(axis=1), "mode": "text", "hoverinfo": "skip",
        "text": [f"  {r.n_days} of {r.of_days} days, n = {amount(r.n_sessions)}" for r in recurrence.itertuples()], "textposition": "middle right",
        "textfont": {"size": FONT_SIZE}, "cliponaxis": False,
    }  # fmt: skip
    most = int(recurrence["of_days"].max()) if len(recurrence) else 5
    across = {"range": [0, most * 1.75], "showticklabels": False, "showgrid": False}
    height = 40 + 42 * max(1, len(recurrence))
    return drawn([bars, chance, text], height=height, yaxis={"autorange": "reversed"}, xaxis=across)


def turnover_bars(turnover: pd.DataFrame) -> go.Figure:
    """What is new each day, what came back, what is gone? Number of topics a day."""
    traces = []
    for kind, colour in DIFFERENCES.items():
        counts = [len(topics) * (-1 if kind == "gone" else 1) for topics in turnover[kind]]
        traces.append({
            "type": "bar", "x": turnover["day"], "y": counts, "name": DIFFERENCE_LABELS[kind], "marker": {"color": colour},
            "unselected": {"marker": {"opacity": 1}}, "text": [str(abs(n)) if n else "" for n in counts], "textposition": "inside",
            "insidetextanchor": "middle", "textangle": 0, "textfont": {"size": FONT_SIZE}, "customdata": [mark(day=str(day)) for day in turnover["day"]],
            "hovertext": [f"<b>{day}</b>: {abs(n)} {DIFFERENCE_LABELS[kind]}" for day, n in zip(turnover["day"], counts, strict=True)],
            "hoverinfo": "text",
        })  # fmt: skip
    ground = {"type": "line", "x0": 0, "x1": 1, "xref": "x domain", "y0": 0, "y1": 0, "yref": "y"}
    return drawn(
        traces, height=380, has_legend=True, barmode="relative", margin={"t": 70}, yaxis={"showticklabels": False, "showgrid": False},
        shapes=[{**ground, "line": {"width": 1, "color": UNKNOWN_COLOUR}}],
    )  # fmt: skip


def topic_pairs_bar(pairs: pd.DataFrame, *, labels: dict[str, str]) -> go.Figure:
    """Which topics are discussed together? Common sessions of each pair."""
    names = [
        f"{wrapped(labels.get(x, x), 30)}<br>+ {wrapped(labels.get(y, y), 30)}"
        for x, y in zip(pairs["topic_x"], pairs["topic_y"], strict=True)
    ]
    bars = {
        "type": "bar", "orientation": "h", "y": names, "x": pairs["n_both"], "marker": {"color": MATRIX_COLOUR}, "unselected": {"marker": {"opacity": 1}},
        "text": [f"{r.n_both} of {r.of}" for r in pairs.itertuples()], "textposition": "outside", "textfont": {"size": FONT_SIZE}, "cliponaxis": False,
        "customdata": [mark(topic=str(x), topic_2=str(y)) for x, y in zip(pairs["topic_x"], pairs["topic_y"], strict=True)],
        "hovertext": [
            f"together in {r.n_both}, alone in {r.n_x - r.n_both} and {r.n_y - r.n_both} sessions<br>overlap (Jaccard) {r.jaccard:.2f};"
            f" tie (NPMI) {r.npmi:.2f}: -1 never, 0 by chance, 1 always together"
            for r in pairs.itertuples()
        ],
        "hoverinfo": "text",
    }  # fmt: skip
    most = int(pairs["n_both"].max()) if len(pairs) else 1
    across = {"range": [0, most * 1.4], "showticklabels": False, "showgrid": False}
    return drawn([bars], height=40 + 66 * max(1, len(pairs)), yaxis={"autorange": "reversed"}, xaxis=across)
