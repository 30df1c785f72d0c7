"""How far can labels be trusted: coders against each other, and the dictionary against people."""

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.code_rules import labelled_codes
from igfdata.coding.evaluation import quality, quality_errors, readings, texts_of
from igfdata.dataset import Dataset
from igfdata.measures.agreement import agreement, agreement_of_tests
from igfdata.memory import remembered
from igfdata.wording import percent
from igfdata.workspace import StoreUnavailable, Workspace
from pages.shared.data_source import dictionary_of
from pages.shared.parts.table import download
from pages.shared.view import View
from pages.shared.widgets import draw_table


def draw_agreement(view: View) -> None:
    """Alpha, agreement and n of each label."""
    st.markdown("#### Can the labels be trusted?")
    st.caption(
        "Agreement of coders who coded the same sessions without seeing each other's codes, before any decision. "
        "Krippendorff's alpha: 1 is full agreement, 0 is chance. Below 0.67, a conclusion should not rest on the label alone. "
        "For rare labels look at n of positives too; below five positives there is no alpha."
    )
    table = agreed(view.dataset)
    draw_table(agreement_table(table, view.dataset), height="content", alt="Agreement of coders per label")
    download(table.assign(data=view.dataset.data_state()), "agreement", is_selected=False)
    _draw_agreement_of_tests(view.dataset)


def _draw_agreement_of_tests(dataset: Dataset) -> None:
    """Alpha of each question that the rule of a pillar asks."""
    st.markdown("##### Agreement on each question of the rules")
    table = agreement_of_tests(dataset)
    if not table["n"].any():
        st.caption("No two coders have answered the questions for the same session yet.")
        return
    st.caption("Sessions to which two coders gave the pillar and answered the question. Only “Yes” passes a question.")
    shown = agreement_table(table, dataset)
    draw_table(shown, height="content", alt="Agreement of coders per question")
    download(table.assign(data=dataset.data_state()), "agreement-questions", is_selected=False)


def agreement_table(agreement: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Agreement per label and over the sets, numbers short, the reason where there is no alpha."""

    def named(dimension: str, label: str | None) -> str:
        if label is None or pd.isna(label):
            return f"All {dimension}s of a session (MASI)"
        if dimension == "test":
            return v.TESTS.label(label)
        return labelled_codes(dimension, [label], dataset.topic_labels)

    def short(value: float) -> str:
        return "" if pd.isna(value) else f"{value:.2f}"

    return pd.DataFrame(
        {
            "Of": agreement["dimension"],
            "Label": [
                named(dimension, label) for dimension, label in zip(agreement["dimension"], agreement["label"], strict=True)
            ],
            "Alpha": agreement["alpha"].map(short),
            "95% interval": [
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


@remembered
def agreed(dataset: Dataset) -> pd.DataFrame:
    """Agreement of a dataset, computed once."""
    return agreement(dataset)


READ = {
    ("title", "all"): "titles",
    ("title", "with text"): "titles, of sessions that have a text",
    ("text", "with text"): "titles and texts",
}
OVERALL = {"micro": "All codes together", "macro": "Mean over the codes"}


def draw_quality(view: View) -> None:
    """Precision, recall and F1 on the half of the sessions that the terms were not tuned on."""
    st.markdown("#### How far can the dictionary's suggestions be trusted?")
    st.caption(
        "Compared with the codes of people, on the half of the sessions that was not used to tune terms. Precision: how many of the "
        "suggested codes people gave too. Recall: how many of the codes that people gave were suggested. "
        "People read more than titles, so a low recall on titles means that titles say little. 95% intervals."
    )
    table, errors = _measured(view.dataset, view.workspace)
    shown = quality_table(table, view.dataset)
    draw_table(shown, height=420, alt="Precision, recall and F1 of the dictionary per code")
    state = view.dataset.data_state()
    download(table.assign(data=state), "dictionary-quality", is_selected=False)
    with st.expander(f"Every difference between people and dictionary ({len(errors)})", icon=":material/rule:"):
        draw_table(errors.drop(columns="session_id"), alt="Codes missed or wrongly suggested")
        download(errors.assign(data=state), "dictionary-errors", is_selected=False)


def _texts(workspace: Workspace | None) -> dict[str, str]:
    try:
        return texts_of(workspace) if workspace is not None else {}
    except StoreUnavailable:
        return {}


@remembered
def _measured(dataset: Dataset, workspace: Workspace | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    found = readings(dataset, dictionary_of(dataset), texts=_texts(workspace))
    return quality(found), quality_errors(found)


def quality_table(table: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Figures for people: rates with their n and interval; the overall rows first."""

    def named(dimension: str, code: str) -> str:
        if code in OVERALL:
            return OVERALL[code]
        return labelled_codes(dimension, [code], dataset.topic_labels)

    def rate(row: pd.Series, name: str, n: int, of: int) -> str:
        value = row[name]
        if pd.isna(value):
            return "–"
        interval = "" if pd.isna(row[f"{name}_low"]) else f" ({percent(row[f'{name}_low'])} to {percent(row[f'{name}_high'])})"
        return f"{n} of {of}: {percent(value)}{interval}" if of >= 5 else f"{n} of {of}"

    rows = table.assign(is_code=~table["code"].isin(OVERALL)).sort_values(
        ["sessions", "read", "dimension", "is_code"], kind="stable"
    )
    return pd.DataFrame(
        [
            {
                "Read": READ[row["read"], row["sessions"]],
                "Of": row["dimension"],
                "Code": named(row["dimension"], row["code"]),
                "Precision": rate(row, "precision", row["tp"], row["n_dictionary"]),
                "Recall": rate(row, "recall", row["tp"], row["n_hand"]),
                "F1": "–" if pd.isna(row["f1"]) else f"{row['f1']:.2f}",
                "Sessions": row["n"],
            }
            for _, row in rows.iterrows()
        ]
    )
