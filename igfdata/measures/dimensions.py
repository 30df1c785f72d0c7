"""By what can a measure be split? One definition of every split, used by all measures.

Every measure returns a frame with the same first columns:

========== ==================================================================================
key        value of the split, ``all`` without one; an ordered category, empty days kept
category   pillar, group, region or topic
n          sessions, hours or persons that have the category (float for hours and fractions)
of         the denominator of ``share``, in the unit of ``n``
share      ``n / of``, 0 to 1, missing where ``of`` is 0
low, high  95 % interval of ``share`` where there is one
========== ==================================================================================
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from igfdata.dataset import Dataset
from igfdata.joining import Mask, column_of, incidence, meeting_rows, n_sessions, session_rows, sessions_of
from igfdata.measures.counting import Keys, Numbers, ordered
from igfdata.once import once_a_dataset
from igfdata.vocabulary import NOT_CODED, UNKNOWN

EVERYTHING = "all"
"""Key of the one row that a measure has without a split."""

DATED = "any day"
"""Value of a mark that counts sessions of all known days."""

COLUMNS = ["key", "category", "n", "of", "share", "low", "high"]

SESSION_COLUMNS = {"day": "day", "type": "type", "meeting": "meeting_id", "status": "status", "relevance": "child_rights"}
PERSON_COLUMNS = {"group": "stakeholder_group", "region": "regional_group", "role": "role"}
CODE_COLUMNS = {"pillar": "session_pillars", "topic": "session_topics"}
SPLITS = (*SESSION_COLUMNS, *PERSON_COLUMNS, *CODE_COLUMNS)
"""Names of the splits: day, type, meeting, status, relevance, group, region, role, pillar, topic."""


@once_a_dataset()
def keys_of_sessions(data: Dataset, by: str | None) -> Keys:
    """Which sessions belong to which value of a split, by number?

    Parameters
    ----------
    by
        One of :data:`SPLITS`, or None for one value, ``all``.

    Raises
    ------
    ValueError
        When ``by`` is no split.
    """
    n = n_sessions(data)
    rows: Numbers = np.arange(n)
    if by is None:
        return Keys([EVERYTHING], rows, np.zeros(n, dtype=int), n)
    codes: Numbers
    if by == "meeting":
        order, codes = data.meetings["meeting_id"].tolist(), meeting_rows(data)
    elif by in SESSION_COLUMNS:
        order, codes = categories_of(column_of(data, "sessions", SESSION_COLUMNS[by]))
    elif by in PERSON_COLUMNS:
        rows, (order, codes) = (
            session_rows(data, "participants"),
            categories_of(column_of(data, "participants", PERSON_COLUMNS[by])),
        )
    elif by in CODE_COLUMNS:
        table = CODE_COLUMNS[by]
        rows, (order, codes) = session_rows(data, table), categories_of(column_of(data, table, by))
    else:
        raise ValueError(f"cannot split by {by!r}; possible: {', '.join(SPLITS)}")
    known = np.flatnonzero((codes >= 0) & (rows >= 0))
    session, code = rows[known], codes[known]
    if by in PERSON_COLUMNS or by in CODE_COLUMNS:  # a session may have a value several times
        session, code = np.nonzero(incidence(n, len(order), session, code))
    return Keys(*_occurring(order, code, session, data, by), n)


def _occurring(order: list[str], code: Numbers, session: Numbers, data: Dataset, by: str) -> tuple[list[str], Numbers, Numbers]:
    """Values that occur, in order, with the codes numbered anew; days are all kept."""
    occurs = np.bincount(code, minlength=len(order)) > 0
    if by == "day":
        meetings = data.meetings.iloc[np.unique(meeting_rows(data))]
        length = int((meetings["end_date"] - meetings["day_zero_date"]).dt.days.max()) if len(meetings) else -1
        occurs |= np.isin(order, [f"Day {number}" for number in range(length + 1)])
    number = np.cumsum(occurs) - 1
    return [name for name, kept in zip(order, occurs, strict=True) if kept], session, number[code]


def categories_of(column: pd.Series) -> tuple[list[str], Numbers]:
    """Categories of a column in order, and the number of each value; -1 where it is missing."""
    return list(column.cat.categories), column.cat.codes.to_numpy()


def session_keys(data: Dataset, by: str | None) -> pd.DataFrame:
    """Which sessions belong to which value of a split?

    Parameters
    ----------
    by
        One of :data:`SPLITS`, or None for one value, ``all``.

    Returns
    -------
    DataFrame
        ``session_id, key``; a session has one row for each group, role, pillar or topic it has.

    Raises
    ------
    ValueError
        When ``by`` is no split.
    """
    keys = keys_of_sessions(data, by)
    session_id = column_of(data, "sessions", "session_id").take(keys.session).reset_index(drop=True)
    return pd.DataFrame({"session_id": session_id, "key": ordered(keys.key, keys.names)})


@once_a_dataset()
def keys_of_persons(data: Dataset, by: str | None) -> tuple[list[str], Numbers, Numbers]:
    """Which persons belong to which value of a split: names of the values, rows of ``participants``, numbers of a value.

    By group, region and role a person counts for its own value, otherwise for those of its session.
    """
    if by in PERSON_COLUMNS:
        order, codes = categories_of(column_of(data, "participants", PERSON_COLUMNS[by]))
        rows: Numbers = np.flatnonzero(codes >= 0)
        names, rows, key = _occurring(order, codes[rows], rows, data, by)
        return names, rows, key
    keys = keys_of_sessions(data, by)
    return keys.names, *keys.of_rows(session_rows(data, "participants"))


def sessions_with(data: Dataset, **values: str) -> pd.DataFrame:
    """Which sessions lie behind a mark? Sessions that have every given value of a split.

    ``sessions_with(data, day="Day 2", pillar="protection")``. A group or region ``not stated`` means
    sessions with a person whose group is not stated; a pillar or topic ``not coded``, sessions without a code; a day ``any day``, sessions with a date.
    """
    return data.sessions[_having(data, values)]


def session_ids_with(data: Dataset, **values: str) -> tuple[str, ...]:
    """Keys of the sessions that lie behind a mark, see :func:`sessions_with`; no other column is cut."""
    return tuple(_session_ids(data)[_having(data, values)])


@once_a_dataset()
def _session_ids(data: Dataset) -> NDArray:
    return column_of(data, "sessions", "session_id").to_numpy(dtype=object)


def _having(data: Dataset, values: Mapping[str, str]) -> Mask:
    n = n_sessions(data)
    wanted = np.ones(n, dtype=bool)
    persons: Mask | None = None
    for by, value in values.items():
        if by in PERSON_COLUMNS:
            column = column_of(data, "participants", PERSON_COLUMNS[by])
            is_of = (column.isna() if value == UNKNOWN else column == value).to_numpy()
            persons = is_of if persons is None else persons & is_of
        elif by == "day" and value == DATED:
            wanted &= column_of(data, "sessions", "date").notna().to_numpy()
        elif by in CODE_COLUMNS and value == NOT_CODED:
            wanted &= ~sessions_of(n, session_rows(data, CODE_COLUMNS[by]))
        else:
            wanted &= keys_of_sessions(data, by).having(value)
    if persons is not None:
        wanted &= sessions_of(n, session_rows(data, "participants")[persons])
    return wanted
