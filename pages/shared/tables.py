"""Tables for people: labels, short numbers, the denominator beside each share."""

import pandas as pd

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.wording import amount, percent


def robustness_table(rules: pd.DataFrame) -> pd.DataFrame:
    """Counting rules with the leading pillar, the three shares and the balance."""
    return pd.DataFrame(
        {
            "Rule": rules["rule"],
            "Leads": rules["leading"],
            **{
                v.PILLARS.label(pillar): [
                    percent(share) if of >= 5 else "–" for share, of in zip(rules[pillar], rules["of"], strict=True)
                ]
                for pillar in v.PILLARS
            },
            "Of": [amount(of) for of in rules["of"]],
            "Balance": ["" if pd.isna(value) else f"{value:.2f}" for value in rules["balance"]],
        }
    )


def recurrence_table(recurrence: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """Topics with days present, expected, runs, and what chance says."""
    return pd.DataFrame(
        {
            "Topic": recurrence["topic"].map(labels),
            "Sessions": recurrence["n_sessions"],
            "Days present": recurrence["n_days"],
            "Days by chance": recurrence["expected_days"].astype(float).round(1),
            "Longest run": recurrence["longest_run"],
            "Unevenness (0 even, 1 one day)": recurrence["dispersion"].astype(float).round(2),
            "Label": recurrence["label"],
            "Fullest day": recurrence["peak"],
            "on it": recurrence["n_peak"],
            "chance of so full a day": recurrence["p_peak"].astype(float).round(2),
        }
    )


def turnover_table(changes: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """Topics that are new, back, still there and gone, by day."""

    def named(topics: list[str]) -> str:
        return ", ".join(labels[topic] for topic in topics)

    return pd.DataFrame(
        {
            "Day": changes["day"],
            "Coded sessions": changes["n"],
            "New": changes["new"].map(named),
            "Back again": changes["back"].map(named),
            "Also the day before": changes["stayed"].map(named),
            "Gone": changes["gone"].map(named),
            "Turnover (0 same, 1 all new)": changes["turnover"].astype(float).round(2),
        }
    )


def agreement_table(agreement: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Agreement per label and over the sets, numbers short, the reason where there is no alpha."""

    def named(dimension: str, label: str | None) -> str:
        if label is None or pd.isna(label):
            return f"All {dimension}s of a session (MASI)"
        return v.PILLAR_CODES.label(label) if dimension == "pillar" else dataset.topic_labels.get(label, label)

    def short(value: float) -> str:
        return "" if pd.isna(value) else f"{value:.2f}"

    return pd.DataFrame(
        {
            "Of": agreement["dimension"],
            "Label": [
                named(dimension, label) for dimension, label in zip(agreement["dimension"], agreement["label"], strict=True)
            ],
            "Alpha": agreement["alpha"].map(short),
            "95 % interval": [
                "" if pd.isna(low) else f"{low:.2f} to {high:.2f}"
                for low, high in zip(agreement["low"], agreement["high"], strict=True)
            ],
            "Same": [percent(value) for value in agreement["percent"]],
            "Positive agreement": agreement["positive"].map(short),
            "n": agreement["n"],
            "n of positives": agreement["n_positive"],
            "Why no alpha": agreement["reason"].fillna(""),
        }
    )
