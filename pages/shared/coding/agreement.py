"""How far do independent coders agree? Shown before any decision."""

import pandas as pd
import streamlit as st

from igfdata.dataset import Dataset
from igfdata.measures.agreement import agreement
from igfdata.memory import remembered
from igfdata.wording import listed
from pages.shared.rows import download
from pages.shared.setup import View
from pages.shared.tables import agreement_table


def draw_agreement(view: View) -> None:
    """Alpha, agreement and n of each label."""
    st.markdown("#### Can the labels be trusted?")
    st.caption(
        "Agreement of coders who coded the same sessions without seeing each other's codes; before any decision. "
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
    download(table.assign(data=view.dataset.data_state()), "agreement", is_selected=False)


@remembered
def agreed(dataset: Dataset) -> pd.DataFrame:
    """Agreement of a dataset, computed once."""
    return agreement(dataset)


def agreement_sentence(dataset: Dataset) -> str:
    """How far the coders agree on pillars and topics, in one sentence with its figures."""
    table = agreed(dataset)
    sets = table[table["label"].isna() & table["alpha"].notna()]
    if sets.empty:
        return "No two coders have coded the same sessions yet: nothing can be said about agreement."
    told = [
        f"on {row.dimension}s alpha {row.alpha:.2f} ({row.low:.2f} to {row.high:.2f}, n = {row.n} sessions)"
        for row in sets.itertuples()
    ]
    return f"Independent coders agree {listed(told)}; 1 would be full agreement, 0 chance."
