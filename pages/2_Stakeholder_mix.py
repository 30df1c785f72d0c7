"""Stakeholder mix: who speaks, and who is missing?"""

from dataclasses import replace

import streamlit as st

from igfdata.briefing.cautions import reference_text
from igfdata.charts.group_charts import group_matrix, representation_bar
from igfdata.charts.presence import presence_marks
from igfdata.charts.who_speaks import who_speaks
from igfdata.escaping import for_markdown
from igfdata.findings.model import NOTHING, Finding
from igfdata.findings.people import largest_group, missing_speakers
from igfdata.measures.stakeholders import gap_cells, group_mix, official_shares, representation
from igfdata.selection import select
from igfdata.wording import counted
from pages.shared.filter import page_choice
from pages.shared.parts.axis_labels import axis_labels, breakdowns, by_title, column_labels
from pages.shared.parts.chart_card import chart_card
from pages.shared.parts.comparison_table import compared_table, compared_words, drawn_words
from pages.shared.parts.finding_lines import compared_in, draw_headline
from pages.shared.parts.notes import empty_note, method_line, mix_notes
from pages.shared.parts.numbers import speaker_numbers
from pages.shared.view import page_setup

VARIABLES = {"stakeholder": "Stakeholder groups", "regional": "Regional groups"}
BREAKDOWNS = {"day": "Day", "role": "Role", "pillar": "Rights pillar", "meeting": "Meeting"}
REFERENCES = {"official": "Official participation", "others": "Other sessions"}

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
none_known = Finding("groups", NOTHING, "No group of the people listed is known.", "")
draw_headline(difference or (found[0] if found else none_known), view)
for finding in found if difference else found[1:]:
    st.markdown(f"**{for_markdown(finding.headline)}** {for_markdown(finding.evidence)}")
variable = f"{page_choice('groups-by', 'Groups', VARIABLES)}_group"
of = "region" if variable == "regional_group" else "group"
speaker_numbers(view, variable)

splits = {key: label for key, label in BREAKDOWNS.items() if view.is_coded or key != "pillar"}
mix = group_mix(view.data, variable=variable)
mix_b = group_mix(view.data_b, variable=variable) if view.data_b is not None else None
official = official_shares(view.dataset, view.meeting, variable) if view.meeting else None
others = select(view.dataset, replace(view.selection, relevance=("no",)))
left, right = st.columns(2, gap="medium")
with left:
    chart_card(
        view, f"mix_{variable}", who_speaks(mix, variable=variable, reference=official, other=mix_b),
        title="People by group",
        subtitle="Share of the people whose group is known; youth, people without a region and not stated: of all people. "
        + ("Vertical line: official participation." if official is not None and len(official) else "No official shares for this choice of meetings.")
        + drawn_words(view),
        alt=f"{speaks.headline} {speaks.evidence}" if speaks else "No group is known.",
        table=compared_table(view, mix, group_mix, of=of, variable=variable), notes=mix_notes(mix),
    )  # fmt: skip
with right:
    reference = page_choice("show", "Compared with", REFERENCES)
    base = official if reference == "official" else group_mix(others, variable=variable)[["category", "share"]]
    ratios = representation(view.data, base, variable=variable) if base is not None and len(base) else None
    if ratios is None or ratios["log2_ratio"].notna().sum() == 0:
        st.info(reference_text(view.dataset, variable))
    else:
        n_others = int(group_mix(others, variable=variable)["n"].sum())
        of_what = (
            "official participation of that meeting (rounded percents)"
            if reference == "official"
            else f"{counted(n_others, 'person', 'people')} of sessions not about children"
        )
        chart_card(
            view, f"ratio_{variable}_{reference}", representation_bar(ratios, variable=variable),
            title=f"Compared with {REFERENCES[reference].lower()}",
            subtitle=f"Share here divided by the share in the reference: {of_what}. × 1 is equal." + compared_words(view, otherwise="none"),
            alt="; ".join(f"{row.category}: {row.ratio:.1f} times the reference" for row in ratios.dropna(subset=["ratio"]).itertuples()),
            table=ratios,
            notes=["Participants are not speakers: the host region weighs heavily, and academia has no box of its own in the official figures."]
            if reference == "official" else ["The fairest comparison: speakers of other sessions of the same year."],
        )  # fmt: skip

by = page_choice("split", "Break down by", breakdowns(view, splits))
split = group_mix(view.data, variable=variable, by=by)
chart_card(
    view, f"mix_{variable}_by_{by}", group_matrix(split, variable=variable, by=by, columns=column_labels(view, by)),
    title=by_title(view, f"People by group and {BREAKDOWNS[by].lower()}", by),
    subtitle="Number of people; stronger: larger share of the people in the column whose group is known; hatched: not stated."
    + compared_words(view),
    alt="; ".join(f"{row.category} {row.key}: {row.n:.0f}" for row in split.itertuples() if row.n),
    table=compared_table(view, lambda: split[split["n"] > 0], group_mix, of=of, by=by, variable=variable),
)  # fmt: skip

if not view.is_coded:
    method_line(view)
    st.stop()
gaps = gap_cells(view.data, variable=variable)
pillars = {key: label for key, label in axis_labels(view, "pillar").items() if key != "unclear"}
chart_card(
    view, f"gaps_{variable}", presence_marks(gaps, variable=variable, by="pillar", columns=pillars),
    title="Missing groups by pillar",
    subtitle="Sessions with the group, of the sessions on the pillar, one square each where they are few. Click a cell for its sessions."
    + compared_words(view, otherwise="none"),
    alt=f"{missing.headline} {missing.evidence}" if missing else "Every cell has a session, or the groups are not fully known.",
    table=gaps,
)  # fmt: skip
method_line(view)
