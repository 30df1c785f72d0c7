"""Cautions that stand beside the numbers."""

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.briefing.caveats import agreement_text, coders_text, programme_notes
from igfdata.escaping import for_markdown
from igfdata.wording import share_of
from pages.shared.filter import selection_words
from pages.shared.view import View

KNOWN_ENOUGH = 0.6
"""Below this share of persons with a known group, shares of groups are marked as weak."""

MOST_MEETINGS = 6
"""Meetings of which a page says each how much is in the data."""

MANY_MEETINGS = "What the data hold of each of the {n} meetings stands on Data and methods, under Completeness."


def empty_note(view: View) -> bool:
    """Say so when nothing matches the filter, as the heading of the page; whether that is so."""
    if len(view.data.sessions):
        return False
    st.title("No session matches this filter.", anchor=False)
    st.info("Widen the filter in the sidebar, or reset it.", icon=":material/filter_alt_off:")
    return True


def mix_notes(mix: pd.DataFrame) -> list[str]:
    """How much of a mix is known, and a warning where it is too little."""
    total = mix.loc[mix["category"].isin([*v.SECTORS, *v.REGIONS, v.UNKNOWN, "Youth"]), "n"].sum()
    unknown = float(mix.loc[mix["category"] == v.UNKNOWN, "n"].sum())
    if not total:
        return ["No one is listed for these sessions."]
    share = 1 - unknown / total
    notes = [f"Known for {share_of(total - unknown, total, 'people')}; the table gives the bounds that the unknown allow."]
    if share < KNOWN_ENOUGH:
        notes.append("Fewer than 60% are known: read the shares as a lower bound.")
    return notes


def method_line(view: View) -> None:
    """End a page: how to read it, who coded it, how much of the programme is in the data, and what is shown."""
    notes = programme_notes(view.dataset, view.selection)
    parts = [
        "A session can touch several pillars.",
        *(notes if len(notes) <= MOST_MEETINGS else [MANY_MEETINGS.format(n=len(notes))]),
        coders_text(view.data),
        agreement_text(view.dataset) if len(view.data.session_pillars) else "",
        "Intervals show how much a share would vary across similar programmes.",
    ]
    read = for_markdown(" ".join(filter(None, parts)))
    shown = for_markdown(selection_words()[1])
    st.caption(f"**How to read this page.** {read}  \n**Showing:** {shown}")
