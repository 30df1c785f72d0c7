"""What every number means: formula, denominator, caution and source of each measure."""

import pandas as pd
import streamlit as st

from igfdata.measures.explained import EXPLAINED
from pages.shared.setup import View


def draw_methods(view: View) -> None:
    """One expander a measure."""
    st.markdown("#### What every number means")
    for measure in EXPLAINED:
        with st.expander(f"{measure.name}: {measure.question}"):
            table = pd.DataFrame(
                {"": ["Formula", "Denominator", "Mind"], "What it is": [measure.formula, measure.of, measure.caution]}
            )
            st.table(table, border="horizontal", hide_index=True)
            if measure.source:
                st.link_button("Source of the method", measure.source, icon=":material/open_in_new:", type="tertiary")
