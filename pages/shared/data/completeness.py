"""How complete is each meeting? Table and sentence for people."""

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.measures.completeness import completeness
from igfdata.wording import counted, listed, out_of, percent
from pages.shared.rows import download
from pages.shared.setup import View


def draw_completeness(view: View) -> None:
    """The table, whatever the filter."""
    table = completeness(view.dataset)
    st.markdown("#### How complete is each meeting?")
    st.caption(
        "All meetings, whatever the filter. “–”: the official total was not found. IGF 2021 to 2024 hold child and youth sessions only."
    )
    st.dataframe(completeness_table(table, view.dataset), hide_index=True, width="stretch", alt="Completeness of each meeting")
    download(table.assign(data=view.dataset.data_state()), "completeness", is_selected=False)


def headline(table: pd.DataFrame, dataset: Dataset) -> str:
    """The state of the data in one sentence."""
    sessions, persons = int(table["n_sessions"].sum()), int(table["n_persons"].sum())
    known = table["n_group_known"].sum() / persons if persons else 0
    official = [
        f"{out_of(row.n_sessions, row.sessions_total)} for {dataset.meeting_label(row.meeting_id)}"
        for row in table.itertuples()
        if pd.notna(row.sessions_total)
    ]
    return (
        f"{counted(sessions, 'session')} of {counted(len(table), 'meeting')} with {counted(persons, 'person')} by group, "
        f"{percent(known)} of known group; "
        + (f"beside the official programme: {listed(official)}." if official else "no official total is known.")
    )


def completeness_table(table: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """One row a meeting, counts with their denominator."""

    def part(column: str, of: str = "n_sessions") -> list[str]:
        return [f"{n} of {whole}" for n, whole in zip(table[column], table[of], strict=True)]

    return pd.DataFrame(
        {
            "Meeting": [dataset.meeting_label(key) for key in table["meeting_id"]],
            "Programme": [v.PROGRAMME_COVERAGE.label(key) for key in table["coverage"]],
            "Sessions here": table["n_sessions"],
            "Official total": ["–" if pd.isna(total) else str(total) for total in table["sessions_total"]],
            **{v.STATUS.label(key): table[key] for key in v.STATUS},
            **{v.RELEVANCE.label(key): table[key] for key in v.RELEVANCE},
            "With a date": part("n_dated"),
            "With a start": part("n_timed"),
            "With a length": part("n_length"),
            "Pillars coded": part("n_pillars"),
            "Topics coded": part("n_topics"),
            "With persons": part("n_with_persons"),
            "Group known": part("n_group_known", "n_persons"),
            "Region known": part("n_region_known", "n_persons"),
        }
    )
