"""Claims of reports: what a report says, what the data say, what speaks against it."""

import streamlit as st

from igfdata.escaping import for_markdown
from igfdata.findings.claims import Claim, claims_of
from pages.shared.parts.finding_lines import draw_tests, open_button
from pages.shared.view import View

TAB = "Claims of reports"
"""Label of the tab, and where the Overview links to."""

TEXTS = {
    "none": "No report in the data says which pillar came first on a day.",
    "report": "The report says",
    "source": "Read the report",
    "data": "The data say",
    "against": "What speaks against it",
    "nothing": "Nothing in the data speaks against it.",
}


def draw_claims(view: View) -> None:
    """Draw every claim, whatever the filter."""
    found = claims_of(view.dataset)
    if not found:
        st.info(TEXTS["none"], icon=":material/description:")
    for claim in found:
        _draw(view, claim)


def _draw(view: View, claim: Claim) -> None:
    st.markdown(f"#### {for_markdown(view.dataset.meeting_label(claim.meeting_id))}, {for_markdown(claim.day)}")
    st.markdown(f"**{TEXTS['report']}**  \n{for_markdown(claim.text)}")
    st.link_button(TEXTS["source"], claim.source_url, icon=":material/open_in_new:", type="tertiary")
    st.markdown(f"**{TEXTS['data']}**  \n{for_markdown(claim.finding.headline)}  \n{for_markdown(claim.finding.evidence)}")
    draw_tests(claim.finding)
    open_button(view, claim.finding)
    lines = "\n".join(f"- {for_markdown(text)}" for text in claim.against) or TEXTS["nothing"]
    st.markdown(f"**{TEXTS['against']}**\n\n{lines}")
