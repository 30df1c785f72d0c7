"""Which debates continue where: links that a source states, and sessions with the same topics."""

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.names import day_name
from pages.shared.parts.table import download, draw_table
from pages.shared.view import View


def links_table(view: View, session_ids: pd.Series) -> pd.DataFrame:
    """Stated links from or to any of the sessions."""
    links = view.dataset.session_links
    links = links[links["from_session_id"].isin(session_ids) | links["to_session_id"].isin(session_ids)]
    names = view.dataset.sessions.set_index("session_id")

    def name(key: str) -> str:
        when = names.at[key, "day"] if view.meeting else day_name(view.dataset, key)
        return f"{names.at[key, 'code'] or names.at[key, 'type']}: {names.at[key, 'title']} ({when})"

    return pd.DataFrame(
        {
            "Session": links["from_session_id"].map(name),
            "": [v.RELATIONS.label(key) for key in links["relation"]],
            "Other session": links["to_session_id"].map(name),
            "Source": links["source_url"],
        }
    )


def draw_links(view: View) -> None:
    """Table of stated links, or a sentence."""
    ids = [data.column("sessions", "session_id") for data in (view.data, view.data_b) if data is not None]
    table = links_table(view, pd.concat(ids))
    st.markdown("#### Debates that continue")
    if table.empty:
        st.caption("No source states that one of these sessions continues in another one.")
        return
    st.caption("As stated by the source of each row; nothing is computed here.")
    draw_table(
        table, alt="Stated links between sessions",
        column_config={"Source": st.column_config.LinkColumn(display_text="open")},
    )  # fmt: skip
    download(table.rename(columns={"": "Relation"}), "links")
