"""Overview: what does this meeting look like for children's rights? And, in the last lines, the server of all pages."""

import streamlit as st

from igfdata.findings.people import largest_group
from pages.shared.coding.uncoded import draw_uncoded
from pages.shared.parts.chart_card import card_of, chart_card
from pages.shared.parts.finding_lines import draw_cell, draw_claim_link, draw_headline, draw_others, draw_tests, findings_of
from pages.shared.parts.numbers import overview_numbers
from pages.shared.parts.people_charts import speakers_card
from pages.shared.parts.pillar_charts import pillar_chart
from pages.shared.parts.topic_chart import topic_chart
from pages.shared.server.serving import options
from pages.shared.view import empty_note, method_line, page_setup

MOST_TOPICS, MOST_COLUMNS = 13, 10


def overview() -> None:
    """Draw the page."""
    view = page_setup("Overview")
    if view.is_new:
        draw_uncoded(view)
        method_line(view)
        st.stop()
    if empty_note(view):
        st.stop()
    found = findings_of(view)
    by = "day" if view.meeting else "meeting"

    def said(key: str, breakdown: str, otherwise: str) -> str:
        """Say what a chart shows, by the finding that is about it; of a comparison the one that compares the same."""
        about = (one for one in found if one.key == key or (view.comparison and one.breakdown == breakdown))
        return next((f"{one.headline} {one.evidence}" for one in about), otherwise)

    draw_headline(found[0], view)
    draw_tests(found[0])

    if view.is_coded:
        pillars = pillar_chart(view, by, finding=found[0])
        chart_card(
            view, "pillar_coverage", pillars.figure, title=pillars.title, subtitle=pillars.subtitle,
            alt=f"{found[0].headline} {found[0].evidence}",
            card=card_of(view, "pillars", split=by),
            table=pillars.table, about=lambda values: draw_cell(view, values), headline=found[0].headline if pillars.shaded else "",
        )  # fmt: skip

    overview_numbers(view)
    draw_claim_link(view)
    lines = st.container(key="lines")
    left, right = st.container(key="pair").columns([15, 16], gap="medium")
    with left:
        speaks = None if view.comparison else largest_group(view.dataset, view.selection)
        speakers_card(
            view, "stakeholder_group", "stakeholder_mix", title=speaks.headline.removesuffix(".") if speaks else "",
            denominator="Share of the people whose group is known; not stated: of all.", alt=said("official-share", "group", "People by stakeholder group."),
        )  # fmt: skip
    if view.is_coded:
        with right:
            drawn = topic_chart(view, by=by, most=MOST_TOPICS, columns=MOST_COLUMNS, shaded=pillars.shaded)
            chart_card(
                view, "topic_matrix", drawn.figure, title=drawn.title, subtitle=drawn.subtitle,
                alt=said("topics", "topic", f"Topics by {by}, one dot a session."),
                card=card_of(view, "topics", split=by),
                table=drawn.table, codes="topic", fold=drawn.fold,
            )  # fmt: skip

    with lines:  # written last, so that no chart waits for them
        draw_others(view, found[1:])
    method_line(view)


if __name__ == "__main__":
    overview()
else:  # `streamlit run dashboard.py` imports this file for the server that it starts
    app = st.App(__file__, **options())
