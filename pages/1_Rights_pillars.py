"""Rights pillars: are the three pillars in balance?"""

import streamlit as st

from igfdata import vocabulary as v
from igfdata.charts.pillars import compared_balance_ternary, pillar_balance_ternary
from igfdata.measures.comparison import compare
from igfdata.measures.coverage import balance, pillar_shares
from pages.shared.filter import page_choice
from pages.shared.parts.axis_labels import axis_labels, breakdowns, by_title
from pages.shared.parts.chart_card import Table, chart_card
from pages.shared.parts.comparison_table import compared_table
from pages.shared.parts.finding_lines import draw_cell, draw_headline, draw_tests, findings_of
from pages.shared.parts.notes import empty_note, method_line
from pages.shared.parts.numbers import pillar_numbers
from pages.shared.parts.pillar_chart import pillar_chart
from pages.shared.view import page_setup

BREAKDOWNS = {"day": "Day", "type": "Type", "meeting": "Meeting", "group": "Group"}
COUNTINGS = {"full": "Full: sessions that touch it", "fractional": "Shared between pillars"}
WEIGHTS = {"sessions": "Sessions", "hours": "Hours"}
DENOMINATORS = {
    ("full", "sessions"): "n of N coded sessions; a session may touch several pillars.",
    ("fractional", "sessions"): "each coded session counts once, shared between its pillars.",
    ("full", "hours"): "hours of sessions that touch it, of all coded hours; sessions of unknown length are not counted.",
    ("fractional", "hours"): "each session's hours, shared between its pillars; sessions of unknown length are not counted.",
}

view = page_setup("Rights pillars")
if empty_note(view) or not view.is_coded:
    st.stop()
headline = findings_of(view)[0]
draw_headline(headline, view)
draw_tests(headline)
pillar_numbers(view)

with st.container(horizontal=True, gap="medium"):
    by = page_choice("split", "Break down by", breakdowns(view, BREAKDOWNS))
    counting = page_choice("counting", "Counting", COUNTINGS)
    weight = page_choice("weight", "Measure", WEIGHTS)
pillars = pillar_chart(view, by, finding=headline, counting=counting, weight=weight)
chart_card(
    view, f"coverage_by_{by}", pillars.figure,
    title=by_title(view, f"{v.PILLARS.name}s by {BREAKDOWNS[by].lower()}", by),
    subtitle=f"{WEIGHTS[weight]}: {DENOMINATORS[counting, weight]} {pillars.subtitle}",
    alt=f"{headline.headline} {headline.evidence}", about=lambda values: draw_cell(view, values),
    table=pillars.table, notes=["A session counts for every group that is listed in it."] if by == "group" else [],
)  # fmt: skip

labels = axis_labels(view, by)
point_labels = {key: key.replace(v.DAY_UNKNOWN, "No date") for key in labels} if by == "day" else labels
named = {key: label.replace("<br>", " ") for key, label in point_labels.items()}
table: Table
if view.data_b is not None:
    points = compare(view.data, view.data_b, pillar_shares, by=by)
    figure = compared_balance_ternary(points, by=by, labels=named)
    table = compared_table(view, points, pillar_shares, of="pillar", by=by)
    alt = [
        f"{named.get(row.key, row.key)}, {row.category}: A {row.a_share:.0%}, B {row.b_share:.0%}"
        for row in points.dropna(subset=["a_share", "b_share"]).itertuples()
    ]
else:
    points = balance(view.data, by=by, interval=False)
    figure = pillar_balance_ternary(points, by=by, labels=named)
    table = lambda: balance(view.data, by=by).drop(columns="category")  # noqa: E731 - only when the table is opened
    alt = [
        f"{row.key}: protection {row.protection:.0%}, provision {row.provision:.0%}, participation {row.participation:.0%} of {row.n} sessions"
        for row in points.itertuples() if row.n
    ]  # fmt: skip
chart_card(
    view, f"balance_by_{by}", figure,
    title=by_title(view, f"How each {BREAKDOWNS[by].lower()} leans", by),
    subtitle="Nearer a corner: a larger share of that pillar, shared between pillars; larger point: more sessions. "
    "The middle: equal shares. Where points lie together, some labels are only in the tooltip and the table."
    + (" Arrows lead from B to A." if view.data_b is not None else ""),
    alt="; ".join(alt) or "No session has a pillar.", table=table,
    notes=["Below five sessions, look at the counts."],
)  # fmt: skip
method_line(view)
