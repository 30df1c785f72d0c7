"""The few numbers at the top of a page."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.measures.coverage import balance, pillar_coverage
from igfdata.measures.intervals import SMALL_N, wilson
from igfdata.measures.stakeholders import Variable, diversity, group_mix
from igfdata.selection import select
from igfdata.wording import amount, percent
from pages.shared.setup import View


def numbers_row() -> st.delta_generator.DeltaGenerator:
    """Four numbers in a row; two by two on a phone."""
    return st.grid(4, min_column_width=150, key="numbers")


def overview_numbers(view: View) -> None:
    """Child-rights sessions, their share, their hours, balance, and how much of the speakers is known."""
    data = view.data
    child = data.sessions["child_rights"].isin(["yes", "partly"])
    n_child, about = int(child.sum()), int((data.sessions["child_rights"] == "yes").sum())
    everything = select(view.dataset, replace(view.selection, relevance=()))
    n_all, has_rest = len(everything.sessions), bool((everything.sessions["child_rights"] == "no").any())
    with numbers_row():
        st.metric("Child-rights sessions", f"{n_child}", help=_official(view))
        st.caption(f"{about} about, {n_child - about} partly about children")
        if has_rest and n_all >= SMALL_N:
            low, high = wilson(n_child, n_all)
            st.metric("Share of the sessions", percent(n_child / n_all))
            st.caption(f"{n_child} of {n_all} in the data; 95\u202f% interval {100 * float(low):.0f} to {percent(float(high))}")
        else:
            st.metric("Share of the sessions", "–")
            st.caption("no comparison: other sessions are not in the data")
        hours = data.sessions.loc[child, "hours"]
        st.metric("Hours", amount(float(hours.sum())))
        st.caption(f"of {int(hours.notna().sum())} sessions with a known length")
        draw_balance(view)


def pillar_numbers(view: View) -> None:
    """Share of the coded sessions that touch each pillar, and the balance."""
    table = pillar_coverage(view.data).set_index("category")
    with numbers_row():
        for pillar in v.PILLARS:
            n, of = (float(table[column].get(pillar, 0)) for column in ("n", "of"))
            st.metric(v.PILLARS.label(pillar), percent(n / of) if of >= SMALL_N else f"{n:.0f} of {of:.0f}")
            low, high = table.loc[pillar, ["low", "high"]] if of else (0, 0)
            st.caption(
                f"{n:.0f} of {of:.0f} coded sessions"
                + (f"; 95\u202f% interval {100 * low:.0f} to {percent(high)}" if of >= SMALL_N else "")
            )
        draw_balance(view)


def speaker_numbers(view: View, variable: Variable) -> None:
    """Persons, how many are known, how diverse, and who is most frequent."""
    known, total = known_persons(view, variable)
    row = diversity(view.data, variable=variable).iloc[0]
    listed_sessions = view.data.participants["session_id"].nunique()
    with numbers_row():
        st.metric("Persons in a role", f"{total}")
        st.caption(f"in {listed_sessions} of {len(view.data.sessions)} sessions; the others list nobody")
        st.metric("Group known", percent(known / total) if total >= SMALL_N else f"{known} of {total}")
        st.caption(f"{known} of {total} persons")
        st.metric("As diverse as", f"{row['effective']:.1f} equal groups" if row["n"] >= SMALL_N else "–")
        st.caption(f"of {int(row['n_groups'])} possible; n = {int(row['n'])} persons")
        st.metric("Differ in group", percent(row["blau"]) if row["n"] >= SMALL_N else "–")
        st.caption("chance that two random persons are of different groups (Blau)")


def draw_balance(view: View) -> None:
    """Balance of the pillars with its three shares."""
    row = balance(view.data).iloc[0]
    known = pd.notna(row["share"])
    st.metric(
        "Balance of pillars",
        f"{row['share']:.2f} of 1" if known else "–",
        help="1: equal attention to the three pillars; 0: one pillar alone.",
    )
    if known:
        st.caption(
            ", ".join(f"{v.PILLARS.label(pillar).lower()} {percent(row[pillar])}" for pillar in v.PILLARS)
            + f"; n = {int(row['n'])}"
        )
    else:
        st.caption(f"not given for {int(row['n'])} coded sessions (fewer than {SMALL_N})")


def known_persons(view: View, variable: Variable) -> tuple[int, int]:
    """Persons whose group is known, and all persons."""
    mix = group_mix(view.data, variable=variable)
    total = int(mix["n"].sum())
    return total - int(mix.loc[mix["category"] == v.UNKNOWN, "n"].sum()), total


def _official(view: View) -> str:
    meetings = view.dataset.meetings
    if view.meeting is None:
        return f"{len(view.whole.sessions)} sessions of these meetings are in the data."
    total = meetings.set_index("meeting_id")["sessions_total"].get(view.meeting)
    beside = f"; the official programme has {total}" if pd.notna(total) else "; the official total is not known"
    return f"{len(view.whole.sessions)} sessions of this meeting are in the data{beside}."


def topic_numbers(view: View, recurrence: pd.DataFrame) -> None:
    """Topics, how many recur, how many stay on one day, and what they rest on."""
    data = view.data
    coded = data.session_topics["session_id"].nunique()
    with numbers_row():
        st.metric("Topics", f"{data.session_topics['topic'].nunique()}")
        st.caption(f"of {len(view.dataset.codebook)} in the codebook")
        st.metric("Recurring", f"{int((recurrence['label'] == 'recurring').sum())}")
        st.caption("on 3 days and in 3 sessions or more")
        st.metric("On one day only", f"{int((recurrence['n_days'] == 1).sum())}")
        st.caption(f"of {len(recurrence)} topics of dated sessions")
        st.metric("Coded sessions", f"{coded} of {len(data.sessions)}")
        st.caption("sessions with a topic code; codes rest on the text that could be read")
