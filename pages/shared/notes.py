"""Cautions that stand beside the numbers."""

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.measures.completeness import completeness
from igfdata.wording import counted, listed, share_of
from pages.shared.setup import View

KNOWN_ENOUGH = 0.6
"""Below this share of persons with a known group, shares of groups are marked as weak."""


def empty_note(view: View) -> bool:
    """Say so when nothing matches the filter; whether that is so."""
    if len(view.data.sessions):
        return False
    st.info(
        "No session matches this filter. Take away a limit in the sidebar, or reset the filter.",
        icon=":material/filter_alt_off:",
    )
    return True


def mix_notes(mix: pd.DataFrame) -> list[str]:
    """How much of a mix is known, and a warning where it is too little."""
    total = mix.loc[mix["category"].isin([*v.SECTORS, *v.REGIONS, v.UNKNOWN, "Youth"]), "n"].sum()
    unknown = float(mix.loc[mix["category"] == v.UNKNOWN, "n"].sum())
    if not total:
        return ["No person is listed for these sessions."]
    share = 1 - unknown / total
    notes = [
        f"Known for {share_of(total - unknown, total, 'persons')}; the bounds in the table count the unknown in both ways."
    ]
    if share < KNOWN_ENOUGH:
        notes.append("Fewer than 60 % are known: read the shares as a lower bound, not as a finding.")
    return notes


def data_note(view: View) -> None:
    """What of the meeting is in the data, and what an interval means."""
    table = completeness(view.whole)
    parts = []
    for row in table.itertuples():
        name = view.dataset.meeting_label(row.meeting_id)
        official = f" of {row.sessions_total} in the official programme" if pd.notna(row.sessions_total) else ""
        compare = "" if row.no else " (child and youth sessions only)"
        parts.append(f"{name}: {counted(row.n_sessions, 'session')} in the data{official}{compare}")
    coders = sorted(set(view.data.session_pillars["coder"].astype(str)))
    st.caption(
        f"**Data note.** {'; '.join(parts)}. The data are partial: {listed(['proposals stay out unless chosen', 'unknown stays visible'])}. "
        f"Pillars coded by {listed(coders)}. Participation labels of single coders are less reliable (agreement 0.53) than protection (0.84). "
        "Intervals speak of programmes that could have been; one programme is a census."
    )
