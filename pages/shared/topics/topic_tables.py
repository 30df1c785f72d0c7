"""Tables of recurring topics with column names for people; where the page compares with A, B and the difference."""

from collections.abc import Mapping

import pandas as pd

from igfdata.charts.topic_rows import KIND_LABELS
from igfdata.measures.recurrence import KINDS


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
