"""What the page Recurring topics can show: day by day, against chance, what changes, what comes together, year on year."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from igfdata.charts.topic_rows import KIND_LABELS, days_against_chance, topic_pairs_rows, turnover_rows
from igfdata.findings.compared_titles import chance_of_both_title, pairs_of_both_title, turnover_of_both_title
from igfdata.findings.topic_titles import chance_title, pairs_title, turnover_title
from igfdata.measures.cooccurrence import MIN_TOGETHER, compared_pairs, topic_pairs
from igfdata.measures.recurrence import KINDS, compared_recurrence, compared_turnover, topic_recurrence, turnover
from igfdata.selection import Comparison, select
from igfdata.wording import counted
from pages.shared.parts.axis_labels import added_up, has_several_meetings
from pages.shared.parts.chart_card import card_of, chart_card, table_card
from pages.shared.parts.sides import difference_table
from pages.shared.parts.topic_chart import topic_chart
from pages.shared.view import View

MOST, MOST_PAIRS = 20, 12
"""Rows, and pairs of topics, in one chart."""

TEXTS = {
    "apart": " “Year on year” keeps meetings apart.",
    "no_topic": "No dated session of this selection has a topic.",
    "all_topics": "All topics with their days, runs and labels",
    "chance": "Dot: days on which the topic occurs. Vertical line: days expected by chance. "
    "Recurring: in at least 3 sessions, on at least 3 days and no fewer than by chance.",
    "what_changes": "What changes from day to day",
    "nothing_changes": "No dated session is coded: nothing to compare from day to day.",
    "change": "One dot is one topic in the coded sessions of that day.",
    "no_pair": f"No two topics share {MIN_TOGETHER} sessions or more in this selection.",
    "pairs": "One dot is one session that has both topics; pairs with fewer than {least} are not shown. {n}.",
    "same_years": "A and B differ only in meetings or days. This chart shows all of them, so it draws them once.",
    "shares": "Compare shares, not counts: meetings differ in length and in coverage.",
    "chance_compared": "A difference of days has no interval: days are few, and not a sample.",
    "b": " A above, B grey below.",
}
"""Texts of this page."""


def draw_days(view: View, headline: str) -> None:
    """Draw topics by day, and behind a button the table of all topics."""
    drawn = topic_chart(view, by="day", most=MOST, columns=MOST, is_wide=True)
    if not drawn.figure.has_marks:
        st.info(TEXTS["no_topic"])
        return
    chart_card(
        view, "topics_by_day", drawn.figure, title=drawn.title,
        subtitle=drawn.subtitle + (TEXTS["apart"] if has_several_meetings(view) else ""),
        alt=headline, card=card_of(view, "topics", split="day"), table=drawn.table, codes="topic", fold=drawn.fold,
    )  # fmt: skip
    table_card(
        "recurrence",
        lambda: topic_table(view, topic_recurrence(view.data), RECURRENCE) if view.data_b is None
        else topic_table(view, compared_recurrence(view.data, view.data_b), COMPARED_RECURRENCE),
        alt="All topics", label=TEXTS["all_topics"],
    )  # fmt: skip


def draw_chance(view: View, headline: str) -> None:
    """Draw on how many days each topic occurs, and on how many it would by chance."""
    labels, b = view.dataset.topic_labels, view.data_b
    recurrence = topic_recurrence(view.data) if b is None else compared_recurrence(view.data, b)
    if recurrence.empty:
        st.info(TEXTS["no_topic"])
        return
    chart_card(
        view, "topics_against_chance", days_against_chance(recurrence.head(MOST), labels=labels),
        title=chance_title(recurrence) if b is None else chance_of_both_title(recurrence),
        subtitle=TEXTS["chance"] + (TEXTS["b"] if b is not None else "") + _pooled(view), alt=headline, codes="topic",
        card=card_of(view, "chance"),
        table=lambda: topic_table(view, recurrence, RECURRENCE if b is None else COMPARED_RECURRENCE),
        notes=[] if b is None else [TEXTS["chance_compared"]],
    )  # fmt: skip


def draw_change(view: View, headline: str) -> None:
    """Draw what is new, back, still there and gone from day to day, and which debates continue where."""
    b = view.data_b
    changes = turnover(view.data) if b is None else compared_turnover(view.data, b)
    if changes.empty:
        st.info(TEXTS["nothing_changes"])
        return
    if b is None:
        told = [
            f"{row.day}: {len(row.new)} new, {len(row.back)} back again, {len(row.gone)} gone" for row in changes.itertuples()
        ]
    else:
        told = [
            f"{row.day}, {KIND_LABELS[row.kind].lower()}: " + ", ".join(
                f"{side} {'no coded session' if pd.isna(n) else n}" for side, n in (("A", row.a_n), ("B", row.b_n))
            )
            for row in changes.itertuples()
        ]  # fmt: skip
    chart_card(
        view, "turnover", turnover_rows(changes), 
        title=(turnover_title if b is None else turnover_of_both_title)(changes, TEXTS["what_changes"]),
        subtitle=TEXTS["change"] + (TEXTS["b"] if b is not None else "") + _pooled(view), alt="; ".join(told), codes="topic",
        card=card_of(view, "changing"),
        table=lambda: topic_table(view, changes, TURNOVER if b is None else COMPARED_TURNOVER),
    )  # fmt: skip


def draw_together(view: View, headline: str) -> None:
    """Draw the pairs of topics that share most sessions."""
    labels, b = view.dataset.topic_labels, view.data_b
    pairs = topic_pairs(view.data) if b is None else compared_pairs(view.data, b)
    if pairs.empty:
        st.info(TEXTS["no_pair"])
        return
    first = pairs.iloc[0]
    named = {"Topic": pairs["topic_x"].map(labels), "And": pairs["topic_y"].map(labels)}
    chart_card(
        view, "topic_pairs", topic_pairs_rows(pairs.head(MOST_PAIRS), labels=labels), 
        title=pairs_title(len(pairs)) if b is None else pairs_of_both_title(pairs),
        subtitle=TEXTS["pairs"].format(least=MIN_TOGETHER, n=counted(len(pairs), "pair")) + (TEXTS["b"] if b is not None else ""),
        alt=f"The pair with the most common sessions: {labels[first['topic_x']]} and {labels[first['topic_y']]}.", codes="topic",
        card=card_of(view, "together"),
        table=lambda: topic_table(view, pairs, PAIRS) if b is None else difference_table(pairs, named),
    )  # fmt: skip


def draw_years(view: View, headline: str) -> None:
    """Draw topics by meeting: the chosen meetings, or all of them, on all days."""
    chosen = view.selection.meetings if has_several_meetings(view) else ()
    a, b = replace(view.selection, meetings=chosen, days=()), None
    if view.comparison is not None:
        of_b = view.comparison.b
        b = replace(of_b, meetings=of_b.meetings if chosen else (), days=())
    is_same = b == a
    comparison = Comparison(a, b) if b is not None and not is_same else None
    every = replace(
        view, selection=a, data=select(view.dataset, a), comparison=comparison,
        data_b=select(view.dataset, comparison.b) if comparison else None,
    )  # fmt: skip
    drawn = topic_chart(every, by="meeting", most=MOST, columns=MOST, is_wide=True)
    first = topic_recurrence(every.data, over="meeting")["topic"].head(3).tolist()
    chart_card(
        every, "topics_by_meeting", drawn.figure, title=drawn.title,
        subtitle=f"{'These' if chosen else 'All'} meetings on all days, under the other filters. {drawn.subtitle}"
        + (f" {TEXTS['same_years']}" if is_same else ""),
        alt=f"Topics on the most meetings: {', '.join(view.dataset.topic_labels[topic] for topic in first)}",
        card=card_of(every, "topics", split="meeting"),
        table=drawn.table, codes="topic", fold=drawn.fold, notes=[TEXTS["shares"]],
    )  # fmt: skip


def _pooled(view: View) -> str:
    return added_up(view, "day") + (TEXTS["apart"] if has_several_meetings(view) else "")


SHOWS = {
    "days": ("Day by day", draw_days),
    "chance": ("Compared with chance", draw_chance),
    "change": ("What changes", draw_change),
    "together": ("Together", draw_together),
    "years": ("Year on year", draw_years),
}
"""Key in the address → label and what draws it."""


RECURRENCE = {
    "topic": "Topic", "n_sessions": "Sessions", "n_days": "Days present", "expected_days": "Days by chance", "longest_run": "Longest run",
    "dispersion": "Unevenness (0 even, 1 one day)", "label": "Label", "peak": "Fullest day", "n_peak": "on it",
    "p_peak": "chance of so full a day",
}  # fmt: skip
COMPARED_RECURRENCE = {
    "topic": "Topic", "a_n_days": "A: days present", "a_of_days": "A: of days", "a_n_sessions": "A: sessions", "a_label": "A: label",
    "b_n_days": "B: days present", "b_of_days": "B: of days", "b_n_sessions": "B: sessions", "b_label": "B: label",
    "difference": "Difference (days)", "a_expected_days": "A: days by chance", "b_expected_days": "B: days by chance",
}  # fmt: skip
TURNOVER = {
    "day": "Day",
    "n": "Coded sessions",
    **{kind: KIND_LABELS[kind] for kind in KINDS},
    "turnover": "Turnover (0 same, 1 all new)",
}
COMPARED_TURNOVER = {
    "day": "Day", "kind": "Topics", "a_n": "A", "b_n": "B", "difference": "Difference (topics)", "a": "In A", "b": "In B",
}  # fmt: skip
PAIRS = {
    "topic_x": "Topic", "topic_y": "And", "n_both": "Sessions with both", "n_x": "Sessions of the first", "n_y": "Sessions of the second",
    "of": "Of", "jaccard": "Overlap (Jaccard)", "npmi": "Tie (NPMI)", "p": "Chance of so many",
}  # fmt: skip
"""Columns of the tables: of a measure → for people."""

DIGITS = {
    "expected_days": 1, "a_expected_days": 1, "b_expected_days": 1, "dispersion": 2, "p_peak": 2, "turnover": 2, "jaccard": 2, "npmi": 2, "p": 3,
}  # fmt: skip
"""Decimals of the columns that are no counts."""


def topic_table(view: View, frame: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Give a measure of topics the columns that a reader knows; of A and B the largest difference first."""
    labels = view.dataset.topic_labels
    if "difference" in names:
        frame = frame.sort_values("difference", ascending=False, kind="stable", na_position="last")

    def said(name: str) -> pd.Series:
        if name.startswith("topic"):
            return frame[name].map(labels)
        if name == "kind":
            return frame[name].map(KIND_LABELS)
        if name in (*KINDS, "a", "b"):
            return frame[name].map(lambda topics: ", ".join(labels[topic] for topic in topics))
        return frame[name].astype(float).round(DIGITS[name]) if name in DIGITS else frame[name]

    return pd.DataFrame({label: said(name) for name, label in names.items()})
