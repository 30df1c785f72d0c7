"""Stakeholder mix: who speaks, and who is missing?"""

import streamlit as st

from igfdata.charts.group_charts import group_cells
from igfdata.charts.who_speaks import who_speaks
from igfdata.escaping import for_markdown
from igfdata.findings.chart_titles import groups_by_title
from igfdata.findings.model import NOTHING, Finding
from igfdata.findings.people import largest_group, missing_speakers
from igfdata.measures.stakeholders import group_mix, known_people
from igfdata.wording import agree, part_of
from pages.shared.page_address import page_choice
from pages.shared.parts.axis_labels import breakdowns, by_title, column_labels
from pages.shared.parts.chart_card import card_of, chart_card
from pages.shared.parts.finding_lines import compared_in, draw_headline
from pages.shared.parts.notes import empty_note, method_line, mix_notes
from pages.shared.parts.numbers import people_numbers
from pages.shared.parts.people_charts import (
    REFERENCES,
    mix_title,
    official_of,
    official_words,
    presence_card,
    representation_card,
)
from pages.shared.parts.sides import both_words, compared_table, named_table
from pages.shared.view import page_setup

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
mix = group_mix(view.data, variable=variable)
mix_b = group_mix(view.data_b, variable=variable) if view.data_b is not None else None
official, official_b = official_of(view, variable)
left, right = st.container(key="pair").columns(2, gap="medium")
with left:
    chart_card(
        view, f"mix_{variable}", who_speaks(mix, variable=variable, reference=official, other=mix_b, reference_b=official_b),
        title=mix_title(mix, mix_b, variable),
        subtitle=f"Share of the people whose {of} is known; {APART[variable]} and not stated: of all people. "
        + official_words(official, official_b),
        alt=f"{speaks.headline} {speaks.evidence}" if speaks else "No group is known.", codes="",
        card=card_of(view, "speakers", groups_by=variable.removesuffix("_group")),
        table=compared_table(view, lambda: named_table(view, mix, of=of, n="People"), group_mix, of=of, variable=variable),
        notes=mix_notes(mix),
    )  # fmt: skip
with right:
    representation_card(view, variable, reference)
people_numbers(view, variable)

by = page_choice("split", "Break down by", breakdowns(view, splits))
split = group_mix(view.data, variable=variable, by=by)
split_b = group_mix(view.data_b, variable=variable, by=by) if view.data_b is not None else None
chart_card(
    view, f"mix_{variable}_by_{by}",
    group_cells(split, variable=variable, by=by, columns=column_labels(view, by), other=split_b),
    title=by_title(view, groups_by_title(split, variable, by, f"People by group and {BREAKDOWNS[by].lower()}"), by),
    subtitle="Of the people whose group is known; youth and not stated: of all. One square is one person; from ten people on a dot is the share."
    + both_words(view),
    alt="; ".join(f"{row.category} {row.key}: {row.n} of {row.of}" for row in split.itertuples() if row.n), codes="",
    card=card_of(view, "groups-by", groups_by=variable.removesuffix("_group"), split=by),
    table=compared_table(
        view, lambda: named_table(view, split[split["n"] > 0], of=of, by=by, n="People"), group_mix, of=of, by=by, variable=variable
    ),
)  # fmt: skip
if view.is_coded:
    presence_card(view, variable, missing)
method_line(view)
