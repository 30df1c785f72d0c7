"""Charts of recurring topics."""

import pandas as pd

from igfdata.charts.theme import FONT_SIZE, MATRIX_COLOUR, UNKNOWN_COLOUR, Chart, drawn, mark, wrapped
from igfdata.escaping import for_plotly
from igfdata.measures.breakdown import DATED
from igfdata.wording import amount, counted, part_of

DIFFERENCES = {"stayed": "#5B6FB5", "back": "#8FA3D9", "new": "#2A9D8F", "gone": "#C9CED4"}
DIFFERENCE_LABELS = {"stayed": "also the day before", "back": "back again", "new": "new", "gone": "gone since the day before"}


def recurrence_against_chance(recurrence: pd.DataFrame, *, labels: dict[str, str]) -> Chart:
    """Does a topic come back more often than chance would have it? Bars: days present; upright lines: days expected."""
    rows = list(recurrence.itertuples(index=False))
    names = [wrapped(labels.get(r.topic, r.topic), 26) for r in rows]
    colours = [{"recurring": MATRIX_COLOUR, "concentrated": "#B5651D"}.get(r.label, UNKNOWN_COLOUR) for r in rows]
    bars = {
        "type": "bar", "orientation": "h", "y": names, "x": [r.n_days for r in rows], "marker": {"color": colours}, "unselected": {"marker": {"opacity": 1}},
        "customdata": [mark(topic=r.topic, day=DATED) for r in rows],
        "hovertext": [
            f"<b>{for_plotly(labels.get(r.topic, r.topic))}</b>{': ' + r.label if r.label else ''}<br>"
            f"{counted(r.n_sessions, 'session')} on {part_of(r.n_days, r.of_days, 'day')};"
            f" by chance on {r.expected_days:.1f}<br>longest run {counted(r.longest_run, 'day')}; fullest: {r.peak} ({r.n_peak})"
            for r in rows
        ],
        "hoverinfo": "text", "name": "days present",
    }  # fmt: skip
    chance = {
        "type": "scatter", "y": names, "x": [r.expected_days for r in rows], "mode": "markers", "hoverinfo": "skip", "name": "expected by chance",
        "marker": {"symbol": "line-ns", "size": 22, "line": {"width": 3, "color": "#D55E00"}},
    }  # fmt: skip
    text = {
        "type": "scatter", "y": names, "x": [max(r.n_days, r.expected_days) for r in rows], "mode": "text", "hoverinfo": "skip",
        "text": [f"  {r.n_days} of {r.of_days} days, n = {amount(r.n_sessions)}" for r in rows], "textposition": "middle right",
        "textfont": {"size": FONT_SIZE}, "cliponaxis": False,
    }  # fmt: skip
    most = max((r.of_days for r in rows), default=5)
    across = {"range": [0, most * 1.75], "showticklabels": False, "showgrid": False}
    height = 40 + 42 * max(1, len(rows))
    return drawn([bars, chance, text], height=height, yaxis={"autorange": "reversed"}, xaxis=across)


def turnover_bars(turnover: pd.DataFrame) -> Chart:
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


def topic_pairs_bar(pairs: pd.DataFrame, *, labels: dict[str, str]) -> Chart:
    """Which topics are discussed together? Common sessions of each pair."""
    rows = list(pairs.itertuples(index=False))
    names = [
        f"{wrapped(labels.get(r.topic_x, r.topic_x), 30)}<br>+ {wrapped(labels.get(r.topic_y, r.topic_y), 30)}" for r in rows
    ]
    bars = {
        "type": "bar", "orientation": "h", "y": names, "x": [r.n_both for r in rows], "marker": {"color": MATRIX_COLOUR},
        "unselected": {"marker": {"opacity": 1}}, "text": [f"{r.n_both} of {r.of}" for r in rows],
        "textposition": "outside", "textfont": {"size": FONT_SIZE}, "cliponaxis": False,
        "customdata": [mark(topic=r.topic_x, topic_2=r.topic_y) for r in rows],
        "hovertext": [
            f"together in {r.n_both}, alone in {r.n_x - r.n_both} and {r.n_y - r.n_both} sessions<br>overlap (Jaccard) {r.jaccard:.2f};"
            f" tie (NPMI) {r.npmi:.2f}: -1 never, 0 by chance, 1 always together"
            for r in rows
        ],
        "hoverinfo": "text",
    }  # fmt: skip
    most = max((r.n_both for r in rows), default=1)
    across = {"range": [0, most * 1.4], "showticklabels": False, "showgrid": False}
    return drawn([bars], height=40 + 66 * max(1, len(rows)), yaxis={"autorange": "reversed"}, xaxis=across)
