"""Overview: what does this meeting look like for children's rights? And, in the last lines, the server of all pages."""

import streamlit as st

from igfdata.charts.who_speaks import who_speaks
from igfdata.findings.people import largest_group
from igfdata.measures.stakeholders import group_mix
from pages.shared.coding.uncoded import draw_uncoded
from pages.shared.parts.chart_card import card_of, chart_card
from pages.shared.parts.finding_lines import draw_cell, draw_claim_link, draw_headline, draw_others, draw_tests, findings_of
from pages.shared.parts.notes import empty_note, method_line, mix_notes
from pages.shared.parts.numbers import overview_numbers
from pages.shared.parts.people_charts import mix_title, official_of, official_words
from pages.shared.parts.pillar_charts import pillar_chart
from pages.shared.parts.sides import compared_table, named_table
from pages.shared.parts.topic_chart import topic_chart
from pages.shared.server.serving import options
from pages.shared.view import page_setup

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
        mix = group_mix(view.data)
        mix_b = group_mix(view.data_b) if view.data_b is not None else None
        official, official_b = official_of(view, "stakeholder_group")
        speaks = None if view.comparison else largest_group(view.dataset, view.selection)
        chart_card(
            view, "stakeholder_mix", who_speaks(mix, reference=official, other=mix_b, reference_b=official_b),
            title=speaks.headline.removesuffix(".") if speaks else mix_title(mix, mix_b, "stakeholder_group"),
            subtitle="Share of the people whose group is known; not stated: of all. "
            + official_words(official, official_b),
            alt=said("official-share", "group", "People by stakeholder group."),
            card=card_of(view, "speakers"),
            table=compared_table(view, lambda: named_table(view, mix, of="group", n="People"), group_mix, of="group"), notes=mix_notes(mix), codes="",
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
