"""Briefing: what do we tell the morning meeting?"""

import streamlit as st

from pages.shared.briefing.compose import briefing_of, chosen, compose, take_over_two_meetings
from pages.shared.briefing.my_deck import draw_my_deck, shown_deck
from pages.shared.briefing.slide_views import leave, present
from pages.shared.page_address import page_choice, page_value
from pages.shared.view import page_setup, page_view

SHOW = {"briefing": "The briefing", "deck": "My deck"}

view = page_view("Briefing")
if view.meeting is not None:
    take_over_two_meetings(view)
asked = page_value("present")
is_deck = asked.startswith("card-")
if asked and (is_deck or view.meeting is not None):
    present(view, shown_deck() if is_deck else briefing_of(view, chosen(view)))
else:
    if asked:
        leave()
    view = page_setup("Briefing", view)
    head = st.container()  # the headline, which the choice below decides
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="start")
    with row:
        shown = page_choice("show", "Slides", SHOW)
    if shown == "deck":
        draw_my_deck(view, lambda: briefing_of(view, chosen(view)) if view.meeting is not None else None, head, row)
    elif view.meeting is None:
        head.title("A briefing is about one meeting.", anchor=False)
        st.info("Choose just one meeting in the sidebar.", icon=":material/filter_alt:")
    else:
        compose(view, head, row)
