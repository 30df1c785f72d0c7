"""A bare Streamlit page: one filter, and the charts of a page of the dashboard, all drawn anew on a change."""

import streamlit as st

from igfdata.vocabulary import STAKEHOLDER_GROUPS
from tests.bench.floor.figures import GROUPS, chosen, figures

groups = st.sidebar.multiselect("Stakeholder group", GROUPS, format_func=STAKEHOLDER_GROUPS.label)
st.title("Floor")
st.write(f"{len(chosen(groups).sessions)} sessions")
for figure in figures(st.query_params.get("page", ""), groups):
    st.plotly_chart(figure)
