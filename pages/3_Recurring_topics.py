"""Recurring topics: which topics come back, day after day and year after year?"""

from dataclasses import replace

import streamlit as st

from igfdata.charts.topic_bars import recurrence_against_chance, topic_pairs_bar, turnover_bars
from igfdata.findings.model import NOTHING, Finding
from igfdata.findings.timing import recurring_topics
from igfdata.measures.cooccurrence import MIN_TOGETHER, topic_pairs
from igfdata.measures.recurrence import recurs_over, topic_recurrence, topic_sessions, turnover
from igfdata.selection import select
from igfdata.wording import counted
from pages.shared.filter import page_choice
from pages.shared.parts.axis_labels import by_title, has_several_meetings, topic_rows
from pages.shared.parts.chart_card import chart_card, table_card
from pages.shared.parts.comparison_table import compared_table, compared_words
from pages.shared.parts.finding_lines import compared_in, draw_headline
from pages.shared.parts.notes import empty_note, method_line
from pages.shared.parts.numbers import topic_numbers
from pages.shared.parts.table import recurrence_table, turnover_table
from pages.shared.parts.topic_chart import topic_chart, with_b
from pages.shared.sessions.links import draw_links
from pages.shared.view import View, page_setup

SHOW = {
    "days": "Day by day",
    "chance": "Compared with chance",
    "change": "What changes",
    "together": "Together",
    "years": "Year on year",
}
MOST = 20
POOLED = " Days of the same number are one day here, whatever the meeting; Year on year keeps the meetings apart."


def draw_days(view: View, recurrence, topics) -> None:  # noqa: ANN001 - frames
    drawn = topic_chart(view, topics, recurrence, by="day", most=MOST, columns=MOST, is_wide=True)
    chart_card(
        view, "topics_by_day", drawn.figure, title=by_title(view, "Topics by day", "day"), subtitle=drawn.subtitle + pooled,
        notes=drawn.notes, alt=headline,
        table=compared_table(view, lambda: topics[topics["n"] > 0], topic_sessions, of="topic", by="day"),
    )  # fmt: skip


def draw_chance(view: View, recurrence) -> None:  # noqa: ANN001 - a frame
    chart_card(
        view, "topics_against_chance", recurrence_against_chance(recurrence.head(MOST), labels=view.dataset.topic_labels),
        title=by_title(view, "Days present, against chance", "day"),
        subtitle="Bar: days on which the topic occurs; vertical line: days to expect if its sessions fell on days by chance. "
        "Blue: recurring, on 3 days and in 3 sessions or more and no fewer days than chance. Brown: on clearly fewer days than chance. Grey: neither."
        + pooled + compared_words(view, otherwise="none"),
        alt=headline, table=lambda: recurrence_table(recurrence, view.dataset.topic_labels),
    )  # fmt: skip


def draw_change(view: View) -> None:
    changes = turnover(view.data)
    if changes.empty:
        st.info("No dated session is coded: nothing to compare from day to day.")
        return
    chart_card(
        view, "turnover", turnover_bars(changes),
        title=by_title(view, "What changes from day to day", "day"),
        subtitle="Number of topics; below the line: topics of the day before that are gone. Few sessions a day: read with the table."
        + compared_words(view, otherwise="none"),
        alt="; ".join(f"{row.day}: {len(row.new)} new, {len(row.back)} back again, {len(row.gone)} gone" for row in changes.itertuples()),
        table=lambda: turnover_table(changes, view.dataset.topic_labels),
    )  # fmt: skip
    draw_links(view)


def draw_together(view: View) -> None:
    pairs = topic_pairs(view.data)
    if pairs.empty:
        st.info(f"No two topics share {MIN_TOGETHER} sessions or more in this selection.")
        return
    named = view.dataset.topic_labels.get
    chart_card(
        view, "topic_pairs", topic_pairs_bar(pairs.head(12), labels=view.dataset.topic_labels),
        title="Topics discussed together",
        subtitle=f"Common sessions of a pair, of all coded sessions; pairs with fewer than {MIN_TOGETHER} are not shown. {counted(len(pairs), 'pair')}."
        + compared_words(view, otherwise="none"),
        alt=f"The pair with the most common sessions: {named(pairs.iloc[0]['topic_x'])} and {named(pairs.iloc[0]['topic_y'])}, {pairs.iloc[0]['n_both']}.",
        table=pairs,
    )  # fmt: skip


def draw_years(view: View) -> None:
    chosen = view.selection.meetings if several else ()
    every = select(view.dataset, replace(view.selection, meetings=chosen, days=()))
    years = topic_sessions(every, by="meeting")
    over_years = topic_recurrence(every, over="meeting")
    every_view = replace(view, data=every, comparison=None, data_b=None)
    drawn = topic_chart(every_view, years, over_years, by="meeting", most=MOST, columns=MOST, is_wide=True)
    chart_card(
        every_view, "topics_by_meeting", drawn.figure,
        title="Topics by meeting",
        subtitle=f"{'These' if chosen else 'All'} meetings on all days, under the other filters. {drawn.subtitle}"
        + compared_words(view, otherwise="none"),
        alt="Topics on the most meetings: " + ", ".join(topic_rows(view, over_years["topic"].head(3).tolist()).values()),
        table=years[years["n"] > 0],
        notes=[*drawn.notes, "Compare shares, not counts: meetings differ in length and in how much of them is in the data."],
    )  # fmt: skip


view = page_setup("Recurring topics")
if empty_note(view) or not view.is_coded:
    st.stop()
finding, (over, place) = recurring_topics(view.dataset, view.selection), recurs_over(view.data)
several = has_several_meetings(view)
pooled = POOLED if several else ""
finding = finding or Finding("topics", NOTHING, f"No topic came up {place} all {over}s.", "")
headline = finding.headline
draw_headline(compared_in(view, "topic") or finding, view)
recurrence, topics = topic_recurrence(view.data), topic_sessions(view.data, by="day")
topic_numbers(view)
shown = page_choice("show", "Show", ({"years": SHOW["years"]} if several else {}) | SHOW)
if shown in ("days", "chance") and recurrence.empty:
    st.info("No dated session of this selection has a topic.")
elif shown == "days":
    draw_days(view, topic_recurrence(with_b(view).data), topics)
    table_card(
        "recurrence",
        recurrence_table(recurrence, view.dataset.topic_labels),
        alt="All topics",
        label="All topics with their days, runs and labels",
    )
elif shown == "chance":
    draw_chance(view, recurrence)
else:
    {"change": draw_change, "together": draw_together, "years": draw_years}[shown](view)
method_line(view)
