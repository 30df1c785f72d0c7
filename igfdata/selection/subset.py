"""The part of a dataset that a filter keeps, and the codes that count."""

import numpy as np
import pandas as pd

from igfdata.dataset import Dataset
from igfdata.joining import Mask, Owned, is_one_of, meeting_rows, part, session_rows, sessions_of
from igfdata.once import once_a_dataset
from igfdata.selection.value import Selection

SESSIONS_KEPT = 50_000
"""Parts of a dataset are remembered up to so many of its sessions in all: who goes back, or sees what a colleague sees, waits for nothing."""


def _parts_kept(dataset: Dataset) -> int:
    return min(64, max(8, SESSIONS_KEPT // (1 + len(dataset.sessions))))


@once_a_dataset(most=_parts_kept)
def select(dataset: Dataset, selection: Selection) -> Dataset:
    """The part of a dataset that a selection keeps; ``session_pillars`` and ``session_topics`` hold the codes that count."""
    sessions = dataset.sessions
    keep = np.ones(len(sessions), dtype=bool)
    if selection.meetings:
        keep &= np.append(dataset.meetings["meeting_id"].isin(selection.meetings), False).take(meeting_rows(dataset))
    for column, wanted in (
        ("day", selection.days),
        ("type", selection.types),
        ("status", selection.status),
        ("child_rights", selection.relevance),
    ):
        if wanted:
            keep &= is_one_of(sessions[column], wanted)
    persons, coder = (selection.roles, selection.basis), (selection.coder,)
    for table, limits, column, wanted, match in (
        ("participants", persons, "stakeholder_group", selection.groups, selection.group_match),
        ("participants", persons, "regional_group", selection.regions, "any"),
        ("session_pillars", coder, "pillar", selection.pillars, "any"),
        ("session_topics", coder, "topic", selection.topics, selection.topic_match),
    ):
        if wanted:
            having = [_sessions_having(dataset, table, limits, column, value) for value in wanted]
            keep &= (np.logical_and if match == "all" else np.logical_or).reduce(having)
    tables = {
        "participants": _counted(dataset, "participants", persons),
        "session_pillars": _counted(dataset, "session_pillars", coder),
        "session_topics": _counted(dataset, "session_topics", coder),
    }
    if selection.persons == "group":
        owned = tables["participants"]
        for column, wanted in (("stakeholder_group", selection.groups), ("regional_group", selection.regions)):
            if wanted:
                of_group = is_one_of(owned.frame[column], wanted)
                owned = Owned(owned.frame[of_group], owned.session[of_group])
        tables["participants"] = owned
    return part(dataset, keep, tables)


@once_a_dataset(most=8)
def _counted(dataset: Dataset, table: str, limits: tuple) -> Owned:
    """Rows of a table that count under (roles, basis) or (coder,)."""
    frame = getattr(dataset, table).reset_index(drop=True)
    if table == "participants":
        roles, basis = limits
        frame = counted_persons(frame, Selection(roles=roles, basis=basis))
    else:
        frame = counted_codes(frame, *limits)
    return Owned(frame, session_rows(dataset, table)[frame.index])


@once_a_dataset()
def _sessions_having(dataset: Dataset, table: str, limits: tuple, column: str, value: str) -> Mask:
    """Which sessions have a counted row with a value?"""
    owned = _counted(dataset, table, limits)
    return sessions_of(len(dataset.sessions), owned.session[is_one_of(owned.frame[column], [value])])


def counted_persons(participants: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Persons in the chosen roles; under ``stated``, inferred groups become not stated (no person is dropped)."""
    persons = participants[participants["role"].isin(selection.roles)] if selection.roles else participants
    if selection.basis == "stated":
        stated = persons["basis"] == "stated"
        persons = persons.assign(
            **{column: persons[column].where(stated) for column in ("stakeholder_group", "regional_group")}
        )
    return persons


def counted_codes(codes: pd.DataFrame, coder: str) -> pd.DataFrame:
    """Codes that count: of one coder, or by default a session's adjudicated codes, else of coder A, else of the first other."""
    if coder != "default":
        return codes[codes["coder"] == coder]
    session = codes["session_id"].factorize()[0]
    n_sessions = int(session.max()) + 1 if len(session) else 0
    adjudicated, by_a = ((codes["coder"] == name).to_numpy() for name in ("adjudicated", "A"))
    settled, has_a = (sessions_of(n_sessions, session[rows])[session] for rows in (adjudicated, by_a))
    counted = adjudicated | (~settled & by_a)
    others = np.flatnonzero(~settled & ~has_a)
    names = codes["coder"].iloc[others].reset_index(drop=True)
    counted[others[names == names.groupby(session[others]).transform("min")]] = True
    return codes[counted]
