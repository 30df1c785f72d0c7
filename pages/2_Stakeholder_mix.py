"""Stakeholder mix: who speaks, and who is missing?"""

import streamlit as st

from igfdata.escaping import for_markdown
from igfdata.findings.model import NOTHING, Finding
from igfdata.findings.people import largest_group, missing_speakers
from igfdata.measures.stakeholders import known_people
from igfdata.wording import agree, part_of
from pages.shared.page_address import page_choice
from pages.shared.parts.axis_labels import breakdowns
from pages.shared.parts.finding_lines import compared_in, draw_headline
from pages.shared.parts.numbers import people_numbers
from pages.shared.parts.people_charts import REFERENCES, groups_by_card, presence_card, representation_card, speakers_card
from pages.shared.view import empty_note, method_line, page_setup

VARIABLES = {"stakeholder": "Stakeholder groups", "regional": "Regional groups"}
# Rows of their own kind.
APART = {"stakeholder_group": "youth", "regional_group": "people without a region"}

BREAKDOWNS = {"day": "Day", "role": "Role", "pillar": "Rights pillar", "meeting": "Meeting"}

view = page_setup("Stakeholder mix")
if empty_note(view):
    st.stop()
if view.data.participants.empty:
    st.title("No people are listed.", anchor=False)
    st.info("No source lists people for these sessions, so there are no groups to show.", icon=":material/group_off:")
    st.stop()
found = [one for make in (largest_group, missing_speakers) if (one := make(view.dataset, view.selection))]
speaks, missing = (next((one for one in found if one.key == key), None) for key in ("largest-group", "missing-speakers"))
difference = compared_in(view, "group")
known, total = known_people(view.data, "stakeholder_group")
counts = f"{part_of(known, total, 'person', 'people')} {agree(known, 'has', 'have')} a known group."
known_only = Finding("groups", NOTHING, counts if known else "No group of the people listed is known.", "")
draw_headline(difference or (found[0] if found else known_only), view)
for finding in found if difference else found[1:]:
    st.markdown(f"**{for_markdown(finding.headline)}** {for_markdown(finding.evidence)}")
with st.container(horizontal=True, gap="medium"):
    variable = f"{page_choice('groups-by', 'Groups', VARIABLES)}_group"
    reference = page_choice("show", "Compared with", REFERENCES)
of = "region" if variable == "regional_group" else "group"

splits = {key: label for key, label in BREAKDOWNS.items() if view.is_coded or key != "pillar"}
left, right = st.container(key="pair").columns(2, gap="medium")
with left:
    speakers_card(
        view, variable, f"mix_{variable}",
        denominator=f"Share of the people whose {of} is known; {APART[variable]} and not stated: of all people.",
        alt=f"{speaks.headline} {speaks.evidence}" if speaks else "No group is known.",
    )  # fmt: skip
with right:
    representation_card(view, variable, reference)
people_numbers(view, variable)

by = page_choice("split", "Break down by", breakdowns(view, splits))
groups_by_card(view, variable, by, BREAKDOWNS[by])
if view.is_coded:
    presence_card(view, variable, missing)
method_line(view)
