"""Who goes where: every session of the selection, and the delegate who is there."""

from functools import partial

import pandas as pd
import streamlit as st

from igfdata.briefing.export import MEDIA_TYPES, export
from igfdata.briefing.slides.who_goes import not_covered_line, plan_title, time_text, who_goes
from igfdata.escaping import for_markdown
from igfdata.lengths import ABOUT, assumption
from igfdata.measures.delegates import RULE, delegate_plan
from igfdata.names import session_names
from igfdata.selection import Only, side_names
from igfdata.vocabulary import slug
from pages.shared.filter import selection_words
from pages.shared.parts.delegate_fields import draw_delegation
from pages.shared.parts.table import TITLE, download, session_links
from pages.shared.view import View
from pages.shared.widgets import draw_table

MOST_NAMED = 8
"""Sessions and assumed ends that are named above the table; the table has all."""

MOST_LISTED = 60
"""Sessions in a plan that is drawn as a list; a longer one is a table to scroll in."""


def draw_plan(view: View) -> None:
    """The best plan for so many delegates, what nobody can cover, and a calendar for each of them."""
    if view.comparison is not None:
        name = side_names(view.comparison, view.dataset)[0]
        st.caption(f"This plan is of A: {for_markdown(name)}. Delegates follow one selection; swap A and B for the other plan.")
    delegation = draw_delegation("sessions")
    plan = delegate_plan(view.data, delegation.n)
    missed = plan.loc[plan["delegate"].isna(), "session_id"].tolist()
    st.markdown(f"##### {plan_title(plan, delegation.n)}")
    if missed:
        st.markdown(for_markdown(not_covered_line(missed, session_names(view.data), delegation.n, most=MOST_NAMED)))
    rows = list(plan.itertuples(index=False))
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
    if len(table) <= MOST_LISTED:
        _draw_list(view, plan, table)
    else:
        draw_table(table, alt="Who goes where", column_config={"Title": TITLE})
    assumed = list(dict.fromkeys(assumption(row) for row in rows if pd.notna(row.starts_at) and assumption(row)))
    for text in assumed[:MOST_NAMED]:
        st.caption(f"{ABOUT} {for_markdown(text)}")
    st.caption(RULE)
    with st.container(horizontal=True, gap="small"):
        download(table.assign(Title=plan["title"]), "who_goes_where")
        for number, name in enumerate(delegation.names, start=1):
            _draw_calendar(view, plan, number, name)


def _draw_list(view: View, plan: pd.DataFrame, table: pd.DataFrame) -> None:
    """A plan that a phone shows without scrolling sideways: long titles go on in further lines."""
    several = plan["day"].nunique() > 1 or not view.meeting
    place = [" ".join(filter(None, parts)) for parts in zip(table.get("Meeting", [""] * len(table)), table["Day"], strict=True)]
    shown = pd.DataFrame(
        {
            "Time": [f"{day}, {time}" if several else time for day, time in zip(place, table["Time"], strict=True)],
            "Session": [
                " · ".join(
                    filter(None, [f"[{for_markdown(row.title)}]({link})", for_markdown(row.code), for_markdown(row.room)])
                )
                for row, link in zip(list(plan.itertuples(index=False)), table["Title"], strict=True)
            ],
            "Who goes": [for_markdown(who) for who in table["Who goes"]],
        }
    )
    st.table(shown, border="horizontal", hide_index=True)


def _draw_calendar(view: View, plan: pd.DataFrame, number: int, name: str) -> None:
    """The sessions of one delegate for a phone; those without a time are named in its description."""
    only = Only(frozenset(plan.loc[plan["delegate"] == number, "session_id"]), f"for {name}")
    st.download_button(
        f"Calendar: {for_markdown(name)}", partial(export, None, ".ics", dataset=view.dataset, selection=view.selection, only=only),
        f"{selection_words()[0]}-{slug(name) or f'delegate-{number}'}.ics", MEDIA_TYPES[".ics"],
        icon=":material/event:", on_click="ignore", key=f"calendar_{number}", disabled=not only.session_ids,
    )  # fmt: skip
