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

import pandas as pd

from igfdata.dataset import Dataset
from igfdata.vocabulary import DAY_UNKNOWN, NOT_CODED, UNKNOWN

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
    if by is None:
        keys = pd.Categorical([EVERYTHING] * len(data.sessions), categories=[EVERYTHING], ordered=True)
        return pd.DataFrame({"session_id": data.sessions["session_id"], "key": keys})
    if by in SESSION_COLUMNS:
        frame, column = data.sessions, SESSION_COLUMNS[by]
    elif by in PERSON_COLUMNS:
        frame, column = data.participants, PERSON_COLUMNS[by]
    elif by in CODE_COLUMNS:
        frame, column = getattr(data, CODE_COLUMNS[by]), by
    else:
        raise ValueError(f"cannot split by {by!r}; possible: {', '.join(SPLITS)}")
    pairs = frame.loc[frame[column].notna(), ["session_id", column]].drop_duplicates().rename(columns={column: "key"})
    return pairs.assign(key=_ordered(pairs["key"], data, by)).reset_index(drop=True)


def person_keys(data: Dataset, by: str | None) -> pd.DataFrame:
    """Which persons belong to which value of a split? Columns of ``participants`` and ``key``.

    By group, region and role a person counts for its own value, otherwise for those of its session.
    """
    if by in PERSON_COLUMNS:
        persons = data.participants[data.participants[PERSON_COLUMNS[by]].notna()]
        return persons.assign(key=_ordered(persons[PERSON_COLUMNS[by]], data, by))
    return data.participants.merge(session_keys(data, by), on="session_id")


def _ordered(values: pd.Series, data: Dataset, by: str) -> pd.Categorical:
    """Values as an ordered category: days are all kept, other values only where they occur."""
    if by == "meeting":
        order = data.meetings["meeting_id"].tolist()
    else:
        order = list(values.cat.categories)
    present = set(values.unique())
    if by == "day":
        last = data.meetings.loc[data.meetings["meeting_id"].isin(data.sessions["meeting_id"])]
        length = int((last["end_date"] - last["day_zero_date"]).dt.days.max()) if len(last) else -1
        present |= {f"Day {number}" for number in range(length + 1)} - {DAY_UNKNOWN}
    return pd.Categorical(values.astype(object), categories=[key for key in order if key in present], ordered=True)


def counts_by(rows: pd.DataFrame, weight: pd.Series | None = None) -> pd.Series:
    """Sum of weights (or number of rows) per key and category, with a zero for every empty combination."""
    values = pd.Series(1.0, index=rows.index) if weight is None else weight
    return values.groupby([rows["key"], rows["category"]], observed=False).sum()


def sessions_with(data: Dataset, **values: str) -> pd.DataFrame:
    """Which sessions lie behind a mark? Sessions that have every given value of a split.

    ``sessions_with(data, day="Day 2", pillar="protection")``. A group or region ``not stated`` means
    sessions with a person whose group is not stated; a pillar or topic ``not coded``, sessions without a code; a day ``any day``, sessions with a date.
    """
    wanted = data.sessions["session_id"]
    persons = pd.Series(True, index=data.participants.index)
    has_person_limit = False
    for by, value in values.items():
        if by in PERSON_COLUMNS:
            column = data.participants[PERSON_COLUMNS[by]]
            persons &= column.isna() if value == UNKNOWN else column == value
            has_person_limit = True
        elif by == "day" and value == DATED:
            wanted = wanted[data.sessions.loc[wanted.index, "date"].notna()]
        elif by in CODE_COLUMNS and value == NOT_CODED:
            wanted = wanted[~wanted.isin(getattr(data, CODE_COLUMNS[by])["session_id"])]
        else:
            keys = session_keys(data, by)
            wanted = wanted[wanted.isin(keys.loc[keys["key"].astype(object) == value, "session_id"])]
    if has_person_limit:
        wanted = wanted[wanted.isin(data.participants.loc[persons, "session_id"])]
    return data.sessions[data.sessions["session_id"].isin(wanted)]
