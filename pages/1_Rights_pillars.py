"""Rights pillars: are the three pillars in balance?"""

import streamlit as st

from pages.shared.page_address import page_choice
from pages.shared.parts.axis_labels import breakdowns
from pages.shared.parts.chart_card import card_of, chart_card
from pages.shared.parts.finding_lines import draw_cell, draw_headline, draw_tests, findings_of
from pages.shared.parts.numbers import pillar_numbers
from pages.shared.parts.pillar_charts import balance_chart, pillar_chart
from pages.shared.view import empty_note, method_line, page_setup

BREAKDOWNS = {"day": "Day", "type": "Type", "meeting": "Meeting", "group": "Group"}
COUNTINGS = {"full": "Full", "fractional": "Shared between pillars"}
WEIGHTS = {"sessions": "Sessions", "hours": "Hours"}
DENOMINATORS = {
    ("full", "sessions"): "A session may touch several pillars.",
    ("fractional", "sessions"): "Each coded session counts once, shared between its pillars.",
    ("full", "hours"): "Hours of sessions that touch a pillar, of all coded hours; sessions of unknown length are not counted.",
    ("fractional", "hours"): "Each session's hours, shared between its pillars; sessions of unknown length are not counted.",
}

view = page_setup("Rights pillars")
if empty_note(view) or not view.is_coded:
    st.stop()
headline = findings_of(view)[0]
draw_headline(headline, view)
draw_tests(headline)

with st.container(horizontal=True, gap="medium"):
    by = page_choice("split", "Break down by", breakdowns(view, BREAKDOWNS))
    counting = page_choice("counting", "Counting", COUNTINGS)
    weight = page_choice("weight", "Measure", WEIGHTS)
pillars = pillar_chart(view, by, finding=headline, counting=counting, weight=weight)
chart_card(
    view, f"coverage_by_{by}", pillars.figure,
    title=pillars.title,
    subtitle=f"{DENOMINATORS[counting, weight]} {pillars.subtitle}",
    alt=f"{headline.headline} {headline.evidence}", about=lambda values: draw_cell(view, values),
    headline=headline.headline if pillars.shaded else "",
    card=card_of(view, "pillars", split=by, counting=counting, weight=weight),
    table=pillars.table, notes=["A session counts for every group listed in it."] if by == "group" else [],
)  # fmt: skip
pillar_numbers(view)

lean = balance_chart(view, by)
chart_card(
    view, f"balance_by_{by}", lean.figure, title=lean.title, subtitle=lean.subtitle,
    alt=lean.alt, card=card_of(view, "leaning", split=by), table=lean.table, notes=["Below five sessions, look at the counts."],
)  # fmt: skip
method_line(view)
