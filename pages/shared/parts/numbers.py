"""The few numbers at the top of a page."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from igfdata import vocabulary as v
from igfdata.briefing.programme import REASONS, percent_text, programme_text
from igfdata.measures.coverage import balance, pillar_coverage
from igfdata.measures.programme import ProgrammeShare, programme_share
from igfdata.measures.recurrence import recurs_over, topic_recurrence
from igfdata.measures.stakeholders import Variable, diversity, group_mix
from igfdata.vocabulary import SMALL_N
from igfdata.wording import amount, counted, interval_text, out_of, part_of, percent, share_label
from pages.shared.view import View

NONE = "–"


def numbers_row() -> DeltaGenerator:
    """Four numbers in a row; two by two on a phone."""
    return st.grid(4, min_column_width=150, key="numbers")


def number(label: str, value: str, note: str, explanation: str | None = None) -> None:
    """One number with what it rests on."""
    st.metric(label, value, help=explanation, delta_description=note, border=True, height="stretch")


def overview_numbers(view: View) -> None:
    """Child-rights sessions, their share, their hours, and the balance of the pillars."""
    sessions = view.data.sessions
    child = sessions["child_rights"].isin(["yes", "partly"])
    n_child, about = int(child.sum()), int((sessions["child_rights"] == "yes").sum())
    share = programme_share(view.dataset, view.selection)
    hours = sessions.loc[child, "hours"]
    with numbers_row():
        number(
            "Child-rights sessions",
            amount(n_child),
            f"{amount(about)} about, {amount(n_child - about)} partly about children",
        )
        programme_number(share)
        number(
            "Hours", amount(float(hours.sum())), f"of {part_of(hours.notna().sum(), n_child, 'session')} with a known length"
        )
        balance_number(view)


def pillar_numbers(view: View) -> None:
    """Share of the coded sessions that touch each pillar, and the balance."""
    table = pillar_coverage(view.data).set_index("category")
    with numbers_row():
        for pillar in v.PILLARS:
            n, of, low, high = (float(table[column].get(pillar, 0)) for column in ("n", "of", "low", "high"))
            enough = of >= SMALL_N
            number(
                v.PILLARS.label(pillar),
                percent(n / of) if enough else share_label(n, of),
                f"{out_of(n, of)} coded sessions" + (f"; {interval_text(low, high)}" if enough else ""),
                v.PILLARS[pillar].description,
            )
        balance_number(view)


def speaker_numbers(view: View, variable: Variable) -> None:
    """Persons, how many are known, and how diverse they are."""
    known, total = known_persons(view, variable)
    row = diversity(view.data, variable=variable).iloc[0]
    enough = row["n"] >= SMALL_N
    with_persons = view.data.participants["session_id"].nunique()
    with numbers_row():
        number(
            "Persons in a role",
            amount(total),
            f"in {out_of(with_persons, len(view.data.sessions))} sessions; the others list nobody",
        )
        number(
            "Group known",
            percent(known / total) if total >= SMALL_N else share_label(known, total),
            f"{out_of(known, total)} persons",
        )
        number(
            "As diverse as", f"{row['effective']:.1f}" if enough else NONE, f"groups of equal size, of {row['n_groups']} possible; n = {amount(row['n'])}",
            "Effective number of groups: how many equally large groups would be as diverse.",
        )  # fmt: skip
        number(
            "Differ in group",
            percent(row["blau"]) if enough else NONE,
            "chance that two random persons are of different groups",
        )


def topic_numbers(view: View) -> None:
    """Topics, how many recur over the days (or meetings), how many stay at one, and what they rest on."""
    over, place = recurs_over(view.data)
    topics, recurrence = view.data.session_topics, topic_recurrence(view.data, over=over)
    those = "topics of dated sessions" if over == "day" else "topics"
    with numbers_row():
        number("Topics", f"{topics['topic'].nunique()}", f"of {len(view.dataset.codebook)} in the codebook")
        number(
            "Recurring",
            f"{(recurrence['label'] == 'recurring').sum()}",
            f"{place} 3 {over}s and in 3 sessions or more, and no fewer {over}s than by chance",
        )
        number(f"{place.title()} one {over} only", f"{(recurrence['n_days'] == 1).sum()}", f"of {len(recurrence)} {those}")
        number(
            "Coded sessions",
            amount(topics["session_id"].nunique()),
            f"of {amount(len(view.data.sessions))}, with a topic from the text that could be read",
        )


def programme_number(share: ProgrammeShare) -> None:
    """Child-related sessions as a share of the programme, or why there is none."""
    label = "Share of the programme"
    if share.kind == "none":
        number(label, NONE, REASONS[share.reason].removesuffix("."))
    elif share.kind == "at_least":
        number(label, f"≥ {percent_text(share)}", programme_text(share), v.PROGRAMME_COVERAGE["partial"].description)
    else:
        interval = f"; {interval_text(share.low, share.high)}" if share.of >= SMALL_N else ""
        number(label, percent_text(share), programme_text(share) + interval, v.PROGRAMME_COVERAGE["complete"].description)


def balance_number(view: View) -> None:
    """Balance of the pillars with its three shares."""
    row = balance(view.data).iloc[0]
    meaning = "1: equal attention to the three pillars; 0: one pillar alone."
    if pd.isna(row["share"]):
        number(
            "Balance of pillars",
            NONE,
            f"not given for {counted(int(row['n']), 'coded session')} (fewer than {SMALL_N})",
            meaning,
        )
        return
    shares = ", ".join(f"{v.PILLARS.label(pillar).lower()} {percent(row[pillar])}" for pillar in v.PILLARS)
    number("Balance of pillars", f"{row['share']:.2f} of 1", f"{shares}; n = {amount(row['n'])}", meaning)


def known_persons(view: View, variable: Variable) -> tuple[int, int]:
    """Persons whose group is known, and all persons."""
    mix = group_mix(view.data, variable=variable)
    total = int(mix["n"].sum())
    return total - int(mix.loc[mix["category"] == v.UNKNOWN, "n"].sum()), total
