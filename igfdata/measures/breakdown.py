"""Break sessions and people down: by day, type, group, pillar, topic, … Each breakdown is defined here once.

Every measure returns a frame with the same first columns:

========== ==================================================================================
key        value of the breakdown, ``all`` without one; an ordered category, empty days kept
category   pillar, group, region or topic
n          sessions, people or codes that have the category (an integer), or hours, or parts of sessions
of         the denominator of ``share``, in the unit of ``n``
share      ``n / of``, 0 to 1, missing where ``of`` is 0
low, high  95% interval of ``share`` where there is one
========== ==================================================================================
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from igfdata.counting import Mask, Numbers, Values, numbers_of
from igfdata.dataset import Dataset
from igfdata.memory import remembered
from igfdata.vocabulary import NOT_CODED, STATED, UNKNOWN

EVERYTHING = "all"
"""Key of the one row that a measure has without a breakdown."""

DATED = "any day"
"""Value of a mark that counts sessions of all known days."""

COLUMNS = ["key", "category", "n", "of", "share", "low", "high"]

PEOPLE = ("group", "region", "role")
"""Breakdowns by what people are: a session has the values of all its people."""

_COLUMN_OF = {
    "day": ("sessions", "day"),
    "type": ("sessions", "type"),
    "meeting": ("sessions", "meeting_row"),
    "status": ("sessions", "status"),
    "relevance": ("sessions", "child_rights"),
    "group": ("participants", "stakeholder_group"),
    "region": ("participants", "regional_group"),
    "role": ("participants", "role"),
    "pillar": ("session_pillars", "pillar"),
    "topic": ("session_topics", "topic"),
}
BREAKDOWNS = tuple(_COLUMN_OF)


@remembered
def rows_by(data: Dataset, by: str) -> Values:
    """Number the rows of a table by a breakdown: each person, code or session with its session and value, -1 not stated.

    ValueError where ``by`` is not one of :data:`BREAKDOWNS`.
    """
    if by not in _COLUMN_OF:
        raise ValueError(f"cannot break down by {by!r}; possible: {', '.join(BREAKDOWNS)}")
    table, name = _COLUMN_OF[by]
    column = data.column(table, name)
    session = np.arange(data.n_sessions) if table == "sessions" else data.column(table, "session_row").to_numpy()
    if by == "meeting":
        return Values(data.meetings["meeting_id"].tolist(), session, column.to_numpy(), data.n_sessions)
    return Values(column.cat.categories.tolist(), session, numbers_of(column), data.n_sessions)


@remembered
def sessions_by(data: Dataset, by: str | None) -> Values:
    """Number the sessions by a breakdown: each session once for each value that it has; None: one value for all."""
    if by is None:
        return Values([EVERYTHING], np.arange(data.n_sessions), np.zeros(data.n_sessions, dtype=int), data.n_sessions)
    rows = rows_by(data, by)
    sessions = rows.stated() if _COLUMN_OF[by][0] == "sessions" else rows.each_once()
    return sessions.only(_is_shown(data, by, sessions))


@remembered
def people_by(data: Dataset, by: str | None) -> tuple[list[str], Numbers, Numbers]:
    """Number the people by a breakdown: names of its values, row in ``participants`` and number of a value.

    By group, region and role each person has one value of its own, else those of the session.
    """
    if by in PEOPLE:
        rows = rows_by(data, by)
        own = rows.only(_is_shown(data, by, rows))
        return list(own.names), np.flatnonzero(rows.value >= 0), own.value
    keys = sessions_by(data, by)
    return list(keys.names), *keys.of_rows(data.column("participants", "session_row").to_numpy())


def _is_shown(data: Dataset, by: str, values: Values) -> Mask:
    """Values that occur; of days all that are chosen, else all that the meetings have."""
    shown = np.bincount(values.value[values.value >= 0], minlength=len(values.names)) > 0
    if by == "day" and data.chosen_days:
        shown |= np.isin(values.names, data.chosen_days)
    elif by == "day":
        first, last = (data.meetings[name].to_numpy("datetime64[D]") for name in ("day_zero_date", "end_date"))
        n_days = (last - first).astype(int)[np.unique(data.column("sessions", "meeting_row"))].max(initial=-1) + 1
        shown |= np.isin(values.names, [f"Day {number}" for number in range(n_days)])
    return shown


def sessions_with(data: Dataset, **values: str) -> pd.DataFrame:
    """Find the sessions behind a mark: those that have every given value, ``sessions_with(data, day="Day 2", pillar="protection")``.

    A group or region ``not stated`` means sessions with a person whose group is not stated, ``stated`` one with any group;
    several values of people mean one person with all of them. A pillar or topic ``not coded``: sessions without a code; a day ``any day``: with a date.
    """
    return data.sessions[_having(data, values)]


def session_ids_with(data: Dataset, **values: str) -> tuple[str, ...]:
    """Find the ids of the sessions behind a mark, see :func:`sessions_with`."""
    return tuple(data.session_ids[_having(data, values)])


def session_ids_with_any(data: Dataset, by: str, values: Sequence[str]) -> tuple[str, ...]:
    """Find the ids of the sessions that have any of some values, those of the first value first."""
    rows = rows_by(data, by)
    _, sessions = np.nonzero(rows.matrix.T[[rows.names.index(value) for value in values]])
    return tuple(dict.fromkeys(data.session_ids[sessions]))


def people_with(data: Dataset, **values: str) -> pd.DataFrame:
    """Find the people behind a mark: of its sessions those who have the values that are about people, see :func:`sessions_with`."""
    wanted = _having(data, values)[data.column("participants", "session_row").to_numpy()]
    return data.participants[wanted & _of_people(data, {by: value for by, value in values.items() if by in PEOPLE})]


def _of_people(data: Dataset, values: Mapping[str, str]) -> Mask:
    """Tell which people have every given value."""
    wanted = np.ones(len(data.column("participants", "role")), dtype=bool)
    for by, value in values.items():
        rows = rows_by(data, by)
        number = -1 if value == UNKNOWN else rows.names.index(value) if value in rows.names else -2
        wanted &= rows.value >= 0 if value == STATED else rows.value == number
    return wanted


def _having(data: Dataset, values: Mapping[str, str]) -> Mask:
    wanted = np.ones(data.n_sessions, dtype=bool)
    of_people = {by: value for by, value in values.items() if by in PEOPLE}
    for by, value in values.items():
        if by in PEOPLE:
            continue
        if by == "day" and value == DATED:
            wanted &= data.column("sessions", "date").notna().to_numpy()
        elif value == NOT_CODED and by in ("pillar", "topic"):
            wanted &= ~rows_by(data, by).present
        else:
            wanted &= sessions_by(data, by).having(value)
    if of_people:
        session = data.column("participants", "session_row").to_numpy()[_of_people(data, of_people)]
        wanted &= np.bincount(session, minlength=data.n_sessions) > 0
    return wanted
