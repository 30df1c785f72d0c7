"""The few numbers of Stakeholder mix: people listed, how many groups are known, and how diverse they are; each with its passport."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.measures.stakeholders import BREAKDOWN_OF, SHARED, Variable, diversity
from igfdata.vocabulary import SMALL_N
from igfdata.wording import agree, amount, counted, out_of, part_of, percent, share_label, share_text
from pages.shared.parts.number_card import NONE, draw_numbers, number_card, passport_of
from pages.shared.parts.numbers import known_persons
from pages.shared.parts.session_lists import show_rows
from pages.shared.view import View

TEXTS = {
    "listed": "{n} that sources list in a role, in {sessions}. No names are kept; who has two roles in a session is counted twice.",
    "listed_change": "{n} no one yet; a source that does adds its people.",
    "listed_whole": "Every session lists people already; a further source would add some.",
    "known": "People whose {group} is known, {part} listed.",
    "unknown_change": "{n} {have} no {group} stated.",
    "known_whole": "Every {group} is stated; only a correction would change it.",
    "effective": "{n} with a known {group} are as diverse as {value} groups of equal size, of {k} possible.",
    "blau": "Chance that two people picked at random differ in {group}, of {n} for whom it is known.",
    "few": "Too few people: fewer than five have a known {group}.",
    "between": "Between {low} and {high}, whatever {group} the other {n} {have}.",
    "outside": "{n} more {people} {are} not counted here: {which}.",
    "rows": "Open the people and their sessions",
}
"""Texts of these numbers."""

GROUP = {"stakeholder_group": "stakeholder group", "regional_group": "regional group"}
OUTSIDE = {"stakeholder_group": "youth is an age", "regional_group": "an intergovernmental organization has no region"}


@st.fragment
def people_numbers(view: View, variable: Variable) -> None:
    """Draw people listed, how many of them have a known group, effective groups, and the chance that two differ; of A and of B."""
    data, b, by = view.data, view.data_b, BREAKDOWN_OF[variable]
    known, total = known_persons(data, variable)
    found, group = diversity(data, variable=variable), GROUP[variable]
    listing = int(data.participants["session_id"].nunique())
    lines = partial(passport_of(view), codes=by)
    rows = {
        key: (TEXTS["rows"], partial(show_rows, {key: v.STATED}, view.dataset, data, None, view.data_b)) for key in ("role", by)
    }
    unknown = total - known
    change = TEXTS["unknown_change"].format(
        n=counted(unknown, "person", "people"), have=agree(unknown, "has", "have"), group=group
    )
    is_enough, n = found.n >= SMALL_N, counted(found.n, "person", "people")
    more = known - found.n
    outside = TEXTS["outside"].format(
        n=amount(more), people=agree(more, "person", "people"), are=agree(more, "is", "are"), which=OUTSIDE[variable]
    )
    notes = [outside] if more else []
    cards = []
    silent = data.n_sessions - listing
    cards.append(number_card(
        "people", "People listed", amount(total),
        f"in {part_of(listing, data.n_sessions, 'session')}{'; the others list no one' if silent else ''}",
        partial(
            lines, of=TEXTS["listed"].format(n=counted(total, "person", "people"), sessions=part_of(listing, data.n_sessions, "session")),
            fragility=TEXTS["listed_change"].format(n=f"{counted(silent, 'session')} {agree(silent, 'lists', 'list')}")
            if silent else TEXTS["listed_whole"],
        ),
        second=_people_of(b) if b is not None else "", rows=rows["role"],
    ))  # fmt: skip
    cards.append(number_card(
        "known", "Group known", percent(known / total) if total >= SMALL_N else share_label(known, total),
        f"{out_of(known, total)} people",
        partial(
            lines, of=TEXTS["known"].format(group=group, part=part_of(known, total, "person", "people")),
            fragility=change if unknown else TEXTS["known_whole"].format(group=group),
        ),
        second=share_text(*known_persons(b, variable)) if b is not None else "", rows=rows[by],
    ))  # fmt: skip
    for measure, label, write, note in (
        ("effective", "Effective groups", "{:.1f}".format, f"of {len(SHARED[variable])} possible; n = {amount(found.n)}"),
        ("blau", "Two people differ", percent, "chance that two people picked at random differ in group"),
    ):
        value = write(getattr(found, measure))
        of = TEXTS[measure if is_enough else "few"].format(n=n, group=group, value=value, k=found.n_groups)
        low, high = map(write, found.bounds[measure]) if is_enough else ("", "")
        others, have = counted(unknown, "person", "people"), agree(unknown, "has", "have")
        between = TEXTS["between"].format(low=low, high=high, group=group, n=others, have=have)
        cards.append(number_card(
            measure, label, value if is_enough else NONE, note,
            partial(
                lines, of=of, notes=notes,
                fragility=between if unknown and is_enough else "",
            ),
            second=_diversity_of(b, variable, measure, write) if b is not None else "", rows=rows[by],
        ))  # fmt: skip
    draw_numbers(cards)


def _people_of(b: Dataset) -> str:
    """Say how many people B lists, and in how many sessions."""
    listing = int(b.participants["session_id"].nunique())
    return f"{amount(len(b.participants))} in {part_of(listing, b.n_sessions, 'session')}"


def _diversity_of(b: Dataset, variable: Variable, measure: str, write: Callable[[float], str]) -> str:
    """Say a measure of diversity of B with its n; below five people the n alone."""
    found = diversity(b, variable=variable)
    value = write(getattr(found, measure)) if found.n >= SMALL_N else NONE
    return f"{value}; n = {amount(found.n)}"
