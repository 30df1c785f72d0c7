"""Who goes where: every session of the selection, and the delegate who is there."""

from functools import partial

import pandas as pd
import streamlit as st

from igfdata.briefing.export import MEDIA_TYPES, export
from igfdata.briefing.slides.who_goes import not_covered_line, plan_title, time_text, who_goes
from igfdata.delegation import LONGEST_LABEL, Delegation, label_text, read_delegation
from igfdata.escaping import for_markdown
from igfdata.lengths import ABOUT, assumption
from igfdata.measures.delegates import MOST_DELEGATES, RULE, delegate_plan
from igfdata.names import session_names
from igfdata.selection import Only, side_names
from igfdata.vocabulary import slug
from pages.shared.filter import selection_words
from pages.shared.page_address import everything, notice, page_values, set_page_values
from pages.shared.parts.table import TITLE, download, draw_table, session_links
from pages.shared.view import View
from pages.shared.widgets import give

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


LABELS_HELP = (
    f"Optional: what your delegates are called, such as initials, at most {LONGEST_LABEL} characters each. "
    "The labels stay in the address of the page and in the files that you download. Nothing is stored."
)


def chosen_delegation() -> Delegation:
    """The delegates of the address; what cannot be read is the default."""
    return _read()[0]


def draw_delegation(page: str) -> Delegation:
    """Draw the fields for number and labels; say what of the address was ignored.

    Parameters
    ----------
    page
        Where they stand: a field of the same name on two pages would be emptied by the change of page.
    """
    number, labels = f"n_delegates_{page}", f"delegate_labels_{page}"
    delegation, notices = _read()
    address = delegation.to_query()
    if any(everything().get(key, []) != values for key, values in address.items()):
        set_page_values(**address)  # chosen on another page: a link copied from this one keeps them
    give(number, delegation.n)
    give(labels, ", ".join(delegation.labels))
    with st.container(horizontal=True, gap="small"):
        st.number_input("Delegates", 1, MOST_DELEGATES, key=number, on_change=_keep, args=(number, labels), width=150)
        st.text_input(
            "Labels, separated by commas", key=labels, on_change=_keep, args=(number, labels), help=LABELS_HELP, placeholder="Delegate 1, Delegate 2",
            max_chars=MOST_DELEGATES * (LONGEST_LABEL + 2), width="stretch",
        )  # fmt: skip
    for text in notices:
        notice(text)
    return delegation


def _read() -> tuple[Delegation, list[str]]:
    return read_delegation(page_values("delegates"), page_values("delegate"))


def _keep(number: str, labels: str) -> None:
    n = int(st.session_state[number])
    own = tuple(label_text(label) for label in st.session_state[labels].split(","))
    set_page_values(**Delegation(n, own[:n]).to_query())
