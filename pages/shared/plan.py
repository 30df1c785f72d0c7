"""Who goes where: every session of the selection, and the delegate who is there."""

from functools import partial

import pandas as pd
import streamlit as st

from igfdata.briefing.export import MEDIA_TYPES, export
from igfdata.briefing.names import session_names
from igfdata.briefing.parts.programme import not_covered_line, plan_title, time_text, who_goes
from igfdata.lengths import ABOUT, assumption
from igfdata.measures.delegates import RULE, delegate_plan
from igfdata.rows import rows_of
from igfdata.selection import Only
from igfdata.vocabulary import slug
from pages.shared.delegates import draw_delegation
from pages.shared.filters import selection_words
from pages.shared.rows import TITLE, download, session_links
from pages.shared.setup import View
from pages.shared.text import inert

MOST_NAMED = 8
"""Sessions and assumed ends that are named above the table; the table has all."""


def draw_plan(view: View) -> None:
    """The best plan for so many delegates, what nobody can cover, and a calendar for each of them."""
    delegation = draw_delegation()
    plan = delegate_plan(view.data, delegation.n)
    missed = plan.loc[plan["delegate"].isna(), "session_id"].tolist()
    st.markdown(f"##### {plan_title(plan, delegation.n)}")
    if missed:
        st.markdown(inert(not_covered_line(missed, session_names(view.data), delegation.n, most=MOST_NAMED)))
    rows = rows_of(plan)
    table = pd.DataFrame(
        {
            "Who goes": [who_goes(row, delegation.names) for row in rows],
            "Day": plan["day"].astype(str),
            "Time": [time_text(row) for row in rows],
            "Title": session_links(plan),
            "Session": plan["code"].where(plan["code"] != "", plan["type"].astype(str)),
            "Room": plan["room"],
        }
    )
    if not view.meeting:
        table.insert(1, "Meeting", [view.dataset.meeting_label(key) for key in plan["meeting_id"]])
    st.dataframe(
        table, hide_index=True, width="stretch", alt="Who goes where", column_config={"Title": TITLE}
    )  # fmt: skip
    assumed = list(dict.fromkeys(assumption(row) for row in rows if pd.notna(row.starts_at) and assumption(row)))
    for text in assumed[:MOST_NAMED]:
        st.caption(f"{ABOUT} {inert(text)}")
    st.caption(RULE)
    with st.container(horizontal=True, gap="small"):
        download(table.assign(Title=plan["title"]), "who_goes_where")
        for number, name in enumerate(delegation.names, start=1):
            _draw_calendar(view, plan, number, name)


def _draw_calendar(view: View, plan: pd.DataFrame, number: int, name: str) -> None:
    """The sessions of one delegate for a phone; those without a time are named in its description."""
    only = Only(frozenset(plan.loc[plan["delegate"] == number, "session_id"]), f"for {name}")
    st.download_button(
        f"Calendar: {inert(name)}", partial(export, None, ".ics", dataset=view.dataset, selection=view.selection, only=only),
        f"{selection_words()[0]}-{slug(name) or f'delegate-{number}'}.ics", MEDIA_TYPES[".ics"],
        icon=":material/event:", on_click="ignore", key=f"calendar_{number}", disabled=not only.session_ids,
    )  # fmt: skip
