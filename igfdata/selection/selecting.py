"""Select the part of a dataset that a filter keeps, with the codes in effect."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from igfdata.counting import Mask
from igfdata.dataset import Dataset
from igfdata.memory import remembered
from igfdata.selection.part import Owned, Part
from igfdata.selection.value import Selection


@remembered
def select(dataset: Dataset, selection: Selection) -> Dataset:
    """Select the sessions that a filter keeps; ``session_pillars`` and ``session_topics`` hold the codes in effect."""
    sessions = dataset.sessions
    keep = np.ones(len(sessions), dtype=bool)
    if selection.meetings:
        keep &= dataset.meetings["meeting_id"].isin(selection.meetings).to_numpy()[sessions["meeting_row"]]
    for column, wanted in (
        ("day", selection.days),
        ("type", selection.types),
        ("status", selection.status),
        ("child_rights", selection.relevance),
    ):
        if wanted:
            keep &= _is_one_of(sessions[column], wanted)
    people, coder = (selection.roles, selection.basis), (selection.coder,)
    for table, limits, column, wanted, match in (
        ("participants", people, "stakeholder_group", selection.groups, selection.group_match),
        ("participants", people, "regional_group", selection.regions, "any"),
        ("session_pillars", coder, "pillar", selection.pillars, "any"),
        ("session_topics", coder, "topic", selection.topics, selection.topic_match),
    ):
        if wanted:
            having = [_sessions_having(dataset, table, limits, column, value) for value in wanted]
            keep &= (np.logical_and if match == "all" else np.logical_or).reduce(having)
    people_shown = _in_effect(dataset, "participants", people)
    if selection.persons == "group":
        for column, wanted in (("stakeholder_group", selection.groups), ("regional_group", selection.regions)):
            if wanted:
                people_shown = Owned(people_shown.frame[_is_one_of(people_shown.frame[column], wanted)])
    codes = {table: _in_effect(dataset, table, coder) for table in ("session_pillars", "session_topics")}
    return Part.of(dataset, keep, {"participants": people_shown, **codes})


def _is_one_of(column: pd.Series, wanted: Iterable[str]) -> Mask:
    """Where does a categorical column have one of the values? By the numbers of its categories."""
    is_wanted = np.append(column.cat.categories.isin(list(wanted)), False)  # the last stands for -1: missing
    return is_wanted[column.cat.codes.to_numpy()]


@remembered
def _in_effect(dataset: Dataset, table: str, limits: tuple) -> Owned:
    """Rows of a table that are in effect under (roles, basis) or (coder,)."""
    frame = getattr(dataset, table)
    if table != "participants":
        return Owned(codes_in_effect(frame, *limits))
    roles, basis = limits
    return Owned(people_in_roles(frame, Selection(roles=roles, basis=basis)))


@remembered
def _sessions_having(dataset: Dataset, table: str, limits: tuple, column: str, value: str) -> Mask:
    """Which sessions have a row in effect with a value?"""
    rows = _in_effect(dataset, table, limits).frame
    has = np.zeros(len(dataset.sessions), dtype=bool)
    has[rows["session_row"].to_numpy()[_is_one_of(rows[column], [value])]] = True
    return has


def people_in_roles(participants: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Select the people in the chosen roles; under ``stated`` an inferred group becomes not stated (nobody is dropped)."""
    people = participants[participants["role"].isin(selection.roles)] if selection.roles else participants
    if selection.basis != "stated":
        return people
    stated = people["basis"] == "stated"
    return people.assign(**{column: people[column].where(stated) for column in ("stakeholder_group", "regional_group")})


def codes_in_effect(codes: pd.DataFrame, coder: str) -> pd.DataFrame:
    """Select the codes of one coder, or by default of each session those adjudicated, else of coder A, else of the first other."""
    if coder != "default":
        return codes[codes["coder"] == coder]
    session, names = codes["session_row"].to_numpy(), codes["coder"]
    adjudicated, by_a = (names == "adjudicated").to_numpy(), (names == "A").to_numpy()
    has_adjudicated, has_a = (np.isin(session, session[rows]) for rows in (adjudicated, by_a))
    others = ~has_adjudicated & ~has_a
    first = names[others].groupby(session[others]).transform("min")
    in_effect = adjudicated | (~has_adjudicated & by_a)
    in_effect[others] = (names[others] == first).to_numpy()
    return codes[in_effect]
