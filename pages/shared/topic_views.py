"""What the page Recurring topics can show: day by day, against chance, what changes, what comes together, year on year."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from igfdata.charts.topic_rows import KIND_LABELS, days_against_chance, topic_pairs_rows, turnover_rows
from igfdata.measures.cooccurrence import MIN_TOGETHER, compared_pairs, topic_pairs
from igfdata.measures.recurrence import KINDS, compared_recurrence, compared_turnover, topic_recurrence, turnover
from igfdata.selection import Comparison, select
from igfdata.wording import counted
from pages.shared.parts.axis_labels import by_title, has_several_meetings, topic_rows
from pages.shared.parts.chart_card import card_of, chart_card, table_card
from pages.shared.parts.comparison_table import difference_table
from pages.shared.parts.topic_chart import topic_chart
from pages.shared.view import View

MOST, MOST_PAIRS = 20, 12
"""Rows, and pairs of topics, in one chart."""

TEXTS = {
    "pooled": " Days with the same number are one day here, across meetings. “Year on year” keeps meetings apart.",
    "no_topic": "No dated session of this selection has a topic.",
    "all_topics": "All topics with their days, runs and labels",
    "chance": "Dot: days on which the topic occurs. Vertical line: days expected by chance. "
    "Recurring: in at least 3 sessions, on at least 3 days and no fewer than by chance.",
    "nothing_changes": "No dated session is coded: nothing to compare from day to day.",
    "change": "Number of topics. Where a day has few sessions, see the table.",
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
        view, "topics_by_day", drawn.figure, title=by_title(view, "Topics by day", "day"), subtitle=drawn.subtitle + _pooled(view),
        alt=headline, card=card_of(view, "topics", split="day"), table=drawn.table, codes="topic", fold=drawn.fold,
    )  # fmt: skip
    labels = view.dataset.topic_labels
    table_card(
        "recurrence",
        lambda: recurrence_table(topic_recurrence(view.data), labels) if view.data_b is None
        else compared_recurrence_table(compared_recurrence(view.data, view.data_b), labels),
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
        title=by_title(view, "Days present, compared with chance", "day"),
        subtitle=TEXTS["chance"] + (TEXTS["b"] if b is not None else "") + _pooled(view), alt=headline, codes="topic",
        card=card_of(view, "chance"),
        table=lambda: recurrence_table(recurrence, labels) if b is None else compared_recurrence_table(recurrence, labels),
        notes=[] if b is None else [TEXTS["chance_compared"]],
    )  # fmt: skip


def draw_change(view: View, headline: str) -> None:
    """Draw what is new, back, still there and gone from day to day, and which debates continue where."""
    labels, b = view.dataset.topic_labels, view.data_b
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
        view, "turnover", turnover_rows(changes), title=by_title(view, "What changes from day to day", "day"),
        subtitle=TEXTS["change"] + (TEXTS["b"] if b is not None else ""), alt="; ".join(told), codes="topic",
        card=card_of(view, "changing"),
        table=lambda: turnover_table(changes, labels) if b is None else compared_turnover_table(changes, labels),
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
        view, "topic_pairs", topic_pairs_rows(pairs.head(MOST_PAIRS), labels=labels), title="Topics discussed together",
        subtitle=TEXTS["pairs"].format(least=MIN_TOGETHER, n=counted(len(pairs), "pair")) + (TEXTS["b"] if b is not None else ""),
        alt=f"The pair with the most common sessions: {labels[first['topic_x']]} and {labels[first['topic_y']]}.", codes="topic",
        card=card_of(view, "together"),
        table=lambda: pairs_table(pairs, labels) if b is None else difference_table(pairs, named),
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
        every, "topics_by_meeting", drawn.figure, title="Topics by meeting",
        subtitle=f"{'These' if chosen else 'All'} meetings on all days, under the other filters. {drawn.subtitle}"
        + (f" {TEXTS['same_years']}" if is_same else ""),
        alt=f"Topics on the most meetings: {', '.join(topic_rows(view, first).values())}",
        card=card_of(every, "topics", split="meeting"),
        table=drawn.table, codes="topic", fold=drawn.fold, notes=[TEXTS["shares"]],
    )  # fmt: skip


def _pooled(view: View) -> str:
    return TEXTS["pooled"] if has_several_meetings(view) else ""


SHOWS = {
    "days": ("Day by day", draw_days),
    "chance": ("Compared with chance", draw_chance),
    "change": ("What changes", draw_change),
    "together": ("Together", draw_together),
    "years": ("Year on year", draw_years),
}
"""Key in the address → label and what draws it."""


def recurrence_table(recurrence: pd.DataFrame, labels: Mapping[str, str], over: str = "day") -> pd.DataFrame:
    """Topics with days (or meetings) present, expected, runs, and what chance says."""
    unit = over.capitalize()
    return pd.DataFrame(
        {
            "Topic": recurrence["topic"].map(labels),
            "Sessions": recurrence["n_sessions"],
            f"{unit}s present": recurrence["n_days"],
            f"{unit}s by chance": recurrence["expected_days"].astype(float).round(1),
            "Longest run": recurrence["longest_run"],
            f"Unevenness (0 even, 1 one {over})": recurrence["dispersion"].astype(float).round(2),
            "Label": recurrence["label"],
            f"Fullest {over}": recurrence["peak"],
            "on it": recurrence["n_peak"],
            f"chance of so full a {over}": recurrence["p_peak"].astype(float).round(2),
        }
    )


def compared_recurrence_table(frame: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Topics with days present in A and in B, the largest difference in days first."""
    frame = frame.sort_values("difference", ascending=False, kind="stable")
    sides = {
        f"{side.upper()}: {words}": frame[f"{side}_{name}"]
        for side in "ab"
        for name, words in (("n_days", "days present"), ("of_days", "of days"), ("n_sessions", "sessions"), ("label", "label"))
    }
    expected = {f"{side.upper()}: days by chance": frame[f"{side}_expected_days"].round(1) for side in "ab"}
    return pd.DataFrame({"Topic": frame["topic"].map(labels), **sides, "Difference (days)": frame["difference"], **expected})


def turnover_table(changes: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Topics that are new, back, still there and gone, by day."""
    return pd.DataFrame(
        {
            "Day": changes["day"],
            "Coded sessions": changes["n"],
            **{KIND_LABELS[kind]: changes[kind].map(lambda topics: _named(topics, labels)) for kind in KINDS},
            "Turnover (0 same, 1 all new)": changes["turnover"].astype(float).round(2),
        }
    )


def compared_turnover_table(frame: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """How many topics are new, back, still there and gone by day in A and in B, the largest difference first; and which."""
    frame = frame.sort_values("difference", ascending=False, kind="stable", na_position="last")
    return pd.DataFrame(
        {
            "Day": frame["day"],
            "Topics": frame["kind"].map(KIND_LABELS),
            "A": frame["a_n"],
            "B": frame["b_n"],
            "Difference (topics)": frame["difference"],
            **{f"In {side.upper()}": frame[side].map(lambda topics: _named(topics, labels)) for side in "ab"},
        }
    )


def pairs_table(pairs: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Pairs of topics with their common sessions, and how much more often than by chance they come together."""
    return pd.DataFrame(
        {
            "Topic": pairs["topic_x"].map(labels),
            "And": pairs["topic_y"].map(labels),
            "Sessions with both": pairs["n_both"],
            "Sessions of the first": pairs["n_x"],
            "Sessions of the second": pairs["n_y"],
            "Of": pairs["of"],
            "Overlap (Jaccard)": pairs["jaccard"].astype(float).round(2),
            "Tie (NPMI)": pairs["npmi"].astype(float).round(2),
            "Chance of so many": pairs["p"].astype(float).round(3),
        }
    )


def _named(topics: list[str], labels: Mapping[str, str]) -> str:
    return ", ".join(labels[topic] for topic in topics)
