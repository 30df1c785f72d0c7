"""Recurring topics: which topics come back, day after day and year after year?"""

import streamlit as st

from igfdata.findings.timing import no_recurring_topic, recurring_topics
from pages.shared.page_address import page_choice
from pages.shared.parts.axis_labels import has_several_meetings
from pages.shared.parts.finding_lines import compared_in, draw_headline
from pages.shared.parts.numbers import topic_numbers
from pages.shared.sessions.session_page import draw_links
from pages.shared.topic_views import SHOWS
from pages.shared.view import empty_note, method_line, page_setup

view = page_setup("Recurring topics")
if empty_note(view) or not view.is_coded:
    st.stop()
finding = recurring_topics(view.dataset, view.selection) or no_recurring_topic(view.data)
draw_headline(compared_in(view, "topic") or finding, view)
labels = {key: label for key, (label, _) in SHOWS.items()}
first = {"years": labels["years"]} if has_several_meetings(view) else {}
shown = page_choice("show", "Show", first | labels)
SHOWS[shown][1](view, finding.headline)
if shown == "change":
    draw_links(view)
topic_numbers(view)
method_line(view)
