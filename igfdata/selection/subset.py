"""The part of a dataset that a filter keeps, and the codes that count."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from igfdata.dataset import Dataset
from igfdata.selection.value import Selection


def select(dataset: Dataset, selection: Selection) -> Dataset:
    """The part of a dataset that a selection keeps; ``session_pillars`` and ``session_topics`` hold the codes that count."""
    sessions = dataset.sessions
    keep = pd.Series(True, index=sessions.index)
    for column, wanted in (
        ("meeting_id", selection.meetings),
        ("day", selection.days),
        ("type", selection.types),
        ("status", selection.status),
        ("child_rights", selection.relevance),
    ):
        if wanted:
            keep &= sessions[column].isin(wanted)
    persons = counted_persons(dataset.participants, selection)
    pillars = counted_codes(dataset.session_pillars, selection.coder)
    topics = counted_codes(dataset.session_topics, selection.coder)
    for frame, column, wanted, match in (
        (persons, "stakeholder_group", selection.groups, selection.group_match),
        (persons, "regional_group", selection.regions, "any"),
        (pillars, "pillar", selection.pillars, "any"),
        (topics, "topic", selection.topics, selection.topic_match),
    ):
        if wanted:
            keep &= sessions["session_id"].isin(_sessions_with(frame, column, wanted, match))
    sessions = sessions[keep].reset_index(drop=True)
    if selection.persons == "group":
        for column, wanted in (("stakeholder_group", selection.groups), ("regional_group", selection.regions)):
            if wanted:
                persons = persons[persons[column].isin(wanted)]

    def of_sessions(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["session_id"].isin(sessions["session_id"])].reset_index(drop=True)

    return replace(
        dataset,
        sessions=sessions,
        participants=of_sessions(persons),
        session_pillars=of_sessions(pillars),
        session_topics=of_sessions(topics),
    )


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
    """Codes that count: of one coder, or by default a session's adjudicated codes, else those of coder A."""
    if coder != "default":
        return codes[codes["coder"] == coder]
    adjudicated = codes["coder"] == "adjudicated"
    settled = codes["session_id"].isin(codes.loc[adjudicated, "session_id"])
    return codes[adjudicated | (~settled & (codes["coder"] == "A"))]


def _sessions_with(frame: pd.DataFrame, column: str, wanted: Iterable[str], match: str) -> pd.Series:
    rows = frame.loc[frame[column].isin(list(wanted)), ["session_id", column]].drop_duplicates()
    if match == "all":
        counts = rows["session_id"].value_counts()
        return counts[counts == len(set(wanted))].index.to_series()
    return rows["session_id"]
