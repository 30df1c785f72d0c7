"""Which mark does each session have: on a pillar or not, about children or partly, in order of time?"""

import numpy as np
import pandas as pd

from igfdata import vocabulary as v
from igfdata.counting import ordered
from igfdata.dataset import Dataset
from igfdata.measures.breakdown import rows_by, sessions_by
from igfdata.memory import remembered
from igfdata.selection import in_both

ON, OFF, UNCODED = "on", "off", "not coded"

COLUMNS = ["key", "session_id", "title", "code", "start", "end", "groups", "child_rights", *v.PILLARS]
"""Columns of the marks of one selection."""

COMPARED = [*COLUMNS[: -len(v.PILLARS)], "in_a", "in_b", *(f"{side}_{pillar}" for side in "ab" for pillar in v.PILLARS)]
"""Columns of the marks of two selections."""

_ORDER = ["key", "date", "late", "session_id"]


@remembered
def session_marks(data: Dataset, *, by: str) -> pd.DataFrame:
    """List the sessions of each value of a breakdown with what their marks show, in order of time.

    Returns
    -------
    DataFrame
        One row a session and value: ``key`` (an ordered category, empty days kept), ``session_id, title, code, start, end``
        (venue time as in the file; empty: not known), ``groups`` (labels of the stakeholder groups with a part in it), ``child_rights``
        (whether it is about children), and ``protection, provision, participation``: ``on, off, unclear`` or ``not coded``.
        By key, then date and start (sessions without one last), then ``session_id``.
    """
    return _dated_marks(data, by)[COLUMNS]


@remembered
def compared_marks(a: Dataset, b: Dataset, *, by: str) -> pd.DataFrame:
    """List the sessions of each value of a breakdown in two selections, A and B, in one order of time.

    Returns
    -------
    DataFrame
        One row a session and value of A or B: the columns of :func:`session_marks` but the pillars, ``in_a, in_b`` (whether the session
        has that value there), and of each pillar its state in both: ``a_protection``, ``b_protection``, …, empty where it is not there.
        ``groups`` are those of A where the session lies in A.
    """
    sides = [_dated_marks(side, by) for side in (a, b)]
    keys = [name for name in rows_by(a, by).names if any(name in side["key"].cat.categories for side in sides)]
    number = {name: place for place, name in enumerate(keys)}
    plain = [side.assign(key=[number[str(key)] for key in side["key"]]) for side in sides if len(side)]
    if not plain:
        empty = pd.DataFrame({name: [] for name in COMPARED})
        return empty.assign(key=ordered(np.zeros(0, dtype=int), keys))
    every = pd.concat(plain).drop_duplicates(["key", "session_id"])
    every = every.sort_values(_ORDER, kind="stable", na_position="last", ignore_index=True)
    places = list(zip(every["key"], every["session_id"], strict=True))
    for letter, side in zip("ab", sides, strict=True):
        rows = zip(
            [number[str(key)] for key in side["key"]], side["session_id"], *(side[name] for name in v.PILLARS), strict=True
        )
        states = {(key, session): found for key, session, *found in rows}
        every[f"in_{letter}"] = [place in states for place in places]
        for column, pillar in enumerate(v.PILLARS):
            every[f"{letter}_{pillar}"] = [states[place][column] if place in states else "" for place in places]
    return every.assign(key=ordered(every["key"].to_numpy(dtype=int), keys))[COMPARED]


def compared_sessions(a: Dataset, b: Dataset) -> pd.DataFrame:
    """List the sessions of two selections: the columns of the sessions, and ``in_a, in_b``; those of A first."""
    rest = ~in_both(b, a)
    both = pd.concat([a.sessions, b.sessions[rest]], ignore_index=True) if rest.any() else a.sessions.reset_index(drop=True)
    is_in_a = np.arange(len(both)) < a.n_sessions
    return both.assign(in_a=is_in_a, in_b=np.concatenate([in_both(a, b), np.ones(int(rest.sum()), dtype=bool)]))


def _dated_marks(data: Dataset, by: str) -> pd.DataFrame:
    """Give the marks of the sessions and what they are sorted by."""
    keys = sessions_by(data, by)
    names = ("session_id", "title", "code", "date", "start", "end", "child_rights")
    sessions = pd.DataFrame({name: data.column("sessions", name) for name in names} | {"groups": _groups(data)} | _states(data))
    marks = sessions.take(keys.session).reset_index(drop=True)
    marks.insert(0, "key", ordered(keys.value, keys.names))
    marks["late"] = marks["start"].where(marks["start"] != "", "99:99")
    return marks.sort_values(_ORDER, kind="stable", na_position="last", ignore_index=True)


def _states(data: Dataset) -> dict[str, list[str]]:
    """Pillar → state of each session, in the order of the sessions."""
    codes = rows_by(data, "pillar")
    is_unclear = codes.having(v.UNCLEAR)
    rest = np.where(codes.present, np.where(is_unclear, v.UNCLEAR, OFF), UNCODED)
    return {pillar: np.where(codes.having(pillar), ON, rest).tolist() for pillar in v.PILLARS}


def _groups(data: Dataset) -> list[str]:
    """Stakeholder groups of each session in words, in the order of the sessions; each set of groups is worded once."""
    rows = rows_by(data, "group")
    labels = [v.STAKEHOLDER_GROUPS.label(name) for name in rows.names]
    numbers, which = np.unique(rows.matrix @ (1 << np.arange(len(labels))), return_inverse=True)
    worded = [", ".join(label for place, label in enumerate(labels) if number >> place & 1) for number in numbers.tolist()]
    return [worded[place] for place in which]
