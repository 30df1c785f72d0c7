"""Who goes where: sessions split over the delegates of a coalition."""

import pandas as pd
import streamlit as st

from igfdata.measures.clashes import split_over_delegates
from igfdata.wording import counted
from pages.shared.rows import download
from pages.shared.setup import View


def draw_split(view: View) -> None:
    """A proposed split over n delegates, with what is given up and what could not be planned."""
    n = st.number_input("Delegates", min_value=1, max_value=20, value=2, step=1, key="n_delegates", width=160)
    plan = split_over_delegates(view.data, int(n))
    missed = plan[plan["delegate"].isna()]
    untimed = len(view.data.sessions) - len(plan)
    st.markdown(
        f"##### {counted(int(n), 'delegate')} can be in {len(plan) - len(missed)} of {counted(len(plan), 'session')} with a start and an end; "
        f"{len(missed)} must be given up; {untimed} have no full time and are not planned."
    )
    st.caption(
        "Rule: sessions in order of start, one at a time each, from start to end. Where more run than there are delegates, the one that ends last is "
        "given up, and of two that end together the one only partly about children. No split misses fewer sessions. Ways between rooms take no time."
    )
    table = pd.DataFrame(
        {
            "Delegate": plan["delegate"].map(lambda who: "given up" if pd.isna(who) else f"Delegate {who}"),
            "Day": plan["day"].astype(str),
            "Time": plan["starts_at"].dt.strftime("%H:%M") + " – " + plan["ends_at"].dt.strftime("%H:%M"),
            "Session": plan["code"].where(plan["code"] != "", plan["type"].astype(str)),
            "Title": plan["title"],
            "Room": plan["room"],
        }
    )
    st.dataframe(table, hide_index=True, width="stretch", alt="Proposed split of sessions over delegates")
    download(table, "split_over_delegates")
