"""What a meeting shows before anybody has coded it: its programme, what is probably about children, and the way to code it."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.briefing.slides.programme_alone import is_suggested
from igfdata.dataset import Dataset, by_time
from igfdata.measures.clashes import n_clashes
from igfdata.memory import remembered
from igfdata.selection import select
from igfdata.wording import agree, amount, clock_time, counted, out_of, part_of
from igfdata.workspace import Workspace
from pages.shared.data_source import dictionary_of, text_of
from pages.shared.parts.number_card import number, numbers_row
from pages.shared.parts.session_lists import draw_sessions
from pages.shared.parts.table import TITLE, session_links
from pages.shared.view import View
from pages.shared.widgets import draw_table

MOST_WORDS = 4
"""Words that are named for one session."""
MOST_SUGGESTED = 200
"""Sessions for which the words are looked up; more are in the programme below."""


def draw_uncoded(view: View) -> None:
    """The first screen of a meeting that nobody has coded."""
    programme = by_time(select(view.dataset, replace(view.selection, relevance=())).sessions)
    suggested = programme[programme["child_rights"].isin(["yes", "partly"])]
    by_words = is_suggested(programme)
    probably = "probably " if by_words else ""
    lead = (
        f"{part_of(len(suggested), len(programme), 'session')} {agree(len(suggested), 'is', 'are')} {probably}about children."
        if len(suggested)
        else f"No session is {probably}about children; the programme has {amount(len(programme))}."
    )
    st.title(lead, anchor=False)
    hours, about = suggested["hours"], int((suggested["child_rights"] == "yes").sum())
    with numbers_row():
        number("Sessions", amount(len(programme)), "in the programme as imported, under this filter")
        number(f"{probably}about children".capitalize(), amount(about), f"and {amount(len(suggested) - about)} partly")
        number(
            "Hours",
            amount(float(hours.sum())),
            f"of {out_of(hours.notna().sum(), len(suggested))} of these, with a known length",
        )
        number("Overlaps", amount(n_clashes(view.data)), "pairs at the same time, among the sessions of the filter")
    if suggested.empty:
        st.caption("No title or text has a codebook term that suggests a session about children.")
    elif by_words:
        st.markdown("#### Probably about children")
        st.caption("Suggested by codebook terms in titles and texts. Nobody has checked it yet: you decide.")
        _draw_suggested(view, suggested)
    st.markdown("#### The programme by time")
    draw_sessions(programme, view.dataset, name="programme")


def _draw_suggested(view: View, sessions: pd.DataFrame) -> None:
    shown = sessions.head(MOST_SUGGESTED)
    table = pd.DataFrame(
        {
            "Day": shown["day"].astype(str),
            "Start": shown["start"].map(clock_time),
            "Title": session_links(shown),
            "Room": shown["room"],
            "Suggested": [v.RELEVANCE.label(key) for key in shown["child_rights"]],
            "Words": _words(view, shown),
        }
    )
    draw_table(
        table, alt=f"{counted(len(table), 'session')} that the words suggest",
        column_config={"Title": TITLE},
    )  # fmt: skip
    if len(sessions) > len(shown):
        st.caption(f"And {counted(len(sessions) - len(shown), 'more session')}: see the programme below.")


def _words(view: View, sessions: pd.DataFrame) -> list[str]:
    """Words that suggest the relevance to children, each once, session by session."""
    return list(_words_of(view.dataset, view.workspace, tuple(sessions["session_id"])))


@remembered
def _words_of(dataset: Dataset, workspace: Workspace | None, session_ids: tuple[str, ...]) -> tuple[str, ...]:
    lines = []
    for row in dataset.sessions.set_index("session_id").loc[list(session_ids)].itertuples():
        text = text_of(workspace, row.meeting_id, row.Index) if workspace else ""
        words = dict.fromkeys(
            evidence.match.matched_text.lower()
            for suggestion in dictionary_of(dataset).suggest(row.title, text)
            if suggestion.dimension == "relevance"
            for evidence in suggestion.evidence
        )
        lines.append(", ".join(list(words)[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else ""))
    return tuple(lines)
