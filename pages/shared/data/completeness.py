"""How complete is each meeting? Table and sentence for people."""

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.briefing.cautions import least_known_type
from igfdata.dataset import Dataset
from igfdata.measures.completeness import completeness
from igfdata.wording import counted, percent
from pages.shared.rows import download
from pages.shared.setup import View


def draw_completeness(view: View) -> None:
    """The table, whatever the filter."""
    table = completeness(view.dataset)
    st.markdown("#### How complete is each meeting?")
    st.caption(
        " ".join(
            [
                "All meetings, whatever the filter. “–”: the official total is not known.",
                *(
                    f"{term.label}: {term.description}"
                    for term in v.PROGRAMME_COVERAGE.values()
                    if term.key in set(table["coverage"])
                ),
                least_known_type(view.dataset),
            ]
        )
    )
    st.dataframe(completeness_table(table, view.dataset), hide_index=True, width="stretch", alt="Completeness of each meeting")
    download(table.assign(data=view.dataset.data_state()), "completeness", is_selected=False)


def headline(table: pd.DataFrame, dataset: Dataset) -> str:
    """The state of the data in one sentence."""
    sessions, persons = int(table["n_sessions"].sum()), int(table["n_persons"].sum())
    known = table["n_group_known"].sum() / persons if persons else 0
    return (
        f"{counted(sessions, 'session')} of {counted(len(table), 'meeting')} with {counted(persons, 'person')} by group, "
        f"{percent(known)} of known group."
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
            "Held or on the programme": table["held"] + table["on_programme"],
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
