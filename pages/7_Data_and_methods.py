"""Data and methods: where does this come from?"""

import pandas as pd
import streamlit as st

from igfdata.dataset import SHIPPED, Dataset
from igfdata.measures.agreement import agreement
from igfdata.measures.completeness import completeness
from igfdata.measures.explained import EXPLAINED
from igfdata.schema import TABLES
from igfdata.wording import counted
from pages.shared.completeness import completeness_table, headline
from pages.shared.rows import download
from pages.shared.setup import View, data_folder, page_setup
from pages.shared.tables import agreement_table


def draw_completeness(view: View) -> None:
    table = completeness(view.dataset)
    st.markdown("#### How complete is each meeting?")
    st.caption(
        "All meetings, whatever the filter. “–”: the official total was not found. IGF 2021 to 2024 hold child and youth sessions only."
    )
    st.dataframe(completeness_table(table, view.dataset), hide_index=True, width="stretch", alt="Completeness of each meeting")
    download(table, "completeness", is_selected=False)


def draw_methods() -> None:
    st.markdown("#### What every number means")
    for measure in EXPLAINED:
        with st.expander(f"{measure.name}: {measure.question}"):
            table = pd.DataFrame(
                {"": ["Formula", "Denominator", "Mind"], "What it is": [measure.formula, measure.of, measure.caution]}
            )
            st.table(table, border="horizontal", hide_index=True)
            if measure.source:
                st.link_button("Source of the method", measure.source, icon=":material/open_in_new:", type="tertiary")


def draw_agreement(view: View) -> None:
    st.markdown("#### Can the labels be trusted?")
    st.caption(
        "Agreement of coders A and B, who coded the same sessions without seeing each other's codes; before any decision. "
        "Alpha (Krippendorff): 1 full agreement, 0 as by chance; below 0.67 a label should not carry a conclusion alone. "
        "Rare labels: read n of positives beside it; no alpha below five positives."
    )
    table = agreed(view.dataset)
    st.dataframe(
        agreement_table(table, view.dataset),
        hide_index=True,
        width="stretch",
        height="content",
        alt="Agreement of coders per label",
    )
    download(table, "agreement", is_selected=False)


@st.cache_data(show_spinner="Computing agreement …")
def agreed(_dataset: Dataset) -> pd.DataFrame:
    return agreement(_dataset)


def draw_codebook(view: View) -> None:
    st.markdown("#### The codebook")
    st.caption(f"{len(view.dataset.codebook)} topics. A pillar hint never decides a pillar: pillars are coded as such.")
    words = st.text_input("Search in the codebook", key="codebook_search", placeholder="for example: age")
    table = view.dataset.codebook
    text = table[["label", "definition", "terms"]].agg(" ".join, axis=1).str.casefold()
    table = table[text.str.contains((words or "").casefold(), regex=False)]
    st.dataframe(
        table.drop(columns="topic"), hide_index=True, width="stretch", alt=f"{counted(len(table), 'topic')} of the codebook"
    )


def draw_files() -> None:
    st.markdown("#### Every data file")
    folder = data_folder()
    for table in TABLES.values():
        row, button = st.columns([5, 1], vertical_alignment="center")
        with row.expander(f"{table.file}: one row is {table.row_is}"):
            columns = [(column.name, column.description, column.allowed) for column in table.columns]
            st.dataframe(
                pd.DataFrame(columns, columns=["Column", "Meaning", "Allowed"]),
                hide_index=True,
                width="stretch",
                alt=table.file,
            )
        path = folder / table.file
        button.download_button(
            "CSV",
            path.read_bytes,
            table.file,
            "text/csv",
            icon=":material/download:",
            on_click="ignore",
            key=f"file_{table.name}",
        )


view = page_setup("Data and methods", "Where does this come from?")
st.markdown(f"##### {headline(completeness(view.dataset), view.dataset)}")
shown = st.tabs(
    ["Completeness", "Measures", "Agreement", "Codebook", "Data files", "Datasheet"], on_change="rerun", key="data_tab"
)
if shown[0].open:
    with shown[0]:
        draw_completeness(view)
if shown[1].open:
    with shown[1]:
        draw_methods()
if shown[2].open:
    with shown[2]:
        draw_agreement(view)
if shown[3].open:
    with shown[3]:
        draw_codebook(view)
if shown[4].open:
    with shown[4]:
        draw_files()
if shown[5].open:
    with shown[5]:
        st.markdown((SHIPPED / "README.md").read_text(encoding="utf-8"))
