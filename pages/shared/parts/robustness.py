"""Does the headline hold: under other counting rules, another mapping of disputed rights, and other coders?"""

import pandas as pd
import streamlit as st

from igfdata.coding.sensitivity import DICTIONARY, headline_by_coder
from igfdata.measures.coverage import robustness
from pages.shared.coding.suggestions import dictionary_of
from pages.shared.parts.chart_card import table_card
from pages.shared.parts.table import robustness_table
from pages.shared.view import View


def draw_robustness(view: View) -> None:
    """One table: leading pillar, shares and balance under each rule, and with the codes of each coder alone."""
    st.markdown("#### Does the headline hold?")
    by_coder = headline_by_coder(view.dataset, view.data, dictionary_of(view.dataset))
    rules = pd.concat([robustness(view.data), by_coder], ignore_index=True)
    leaders = set(rules.loc[rules["rule"] != DICTIONARY, "leading"]) - {""}
    st.caption(
        "Leading pillar and balance under each counting rule, with disputed rights placed differently, and with the codes of each "
        "coder alone, of the sessions that this coder coded. "
        + (
            f"The same pillar leads under every rule and coder: {leaders.pop()}."
            if len(leaders) == 1
            else "The leading pillar depends on rule or coder: name them with the number."
        )
    )
    st.dataframe(
        robustness_table(rules), hide_index=True, width="stretch", height="content",
        alt="Leading pillar under each counting rule and coder",
    )  # fmt: skip
    table_card("robustness", rules, alt="Shares under each counting rule and coder", label="Table with all figures")
