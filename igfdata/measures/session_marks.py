"""Which mark does each session have: on a pillar or not, about children or partly, in order of time?"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

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
    return _ordered_marks(data, by, sessions_by(data, by).names).drop(columns="order")


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
    values = [sessions_by(side, by) for side in (a, b)]
    names = [name for name in rows_by(a, by).names if any(name in side.names for side in values)]
    sides = [_ordered_marks(side, by, names) for side in (a, b)]
    every = pd.concat(sides).drop_duplicates(["key", "session_id"])
    every = every.sort_values(["key", "order"], ignore_index=True).drop(columns=[*v.PILLARS])
    for letter, side in zip("ab", sides, strict=True):
        states = side[["key", "session_id", *v.PILLARS]].rename(columns={name: f"{letter}_{name}" for name in v.PILLARS})
        every = every.merge(states.assign(**{f"in_{letter}": True}), how="left", on=["key", "session_id"])
        every[f"in_{letter}"] = every[f"in_{letter}"].notna()
    return every.fillna({name: "" for name in COMPARED[-2 * len(v.PILLARS) :]})[COMPARED]


def compared_sessions(a: Dataset, b: Dataset) -> pd.DataFrame:
    """List the sessions of two selections: the columns of the sessions, and ``in_a, in_b``; those of A first."""
    rest = ~in_both(b, a)
    both = pd.concat([a.sessions, b.sessions[rest]], ignore_index=True) if rest.any() else a.sessions.reset_index(drop=True)
    is_in_a = np.arange(len(both)) < a.n_sessions
    return both.assign(in_a=is_in_a, in_b=np.concatenate([in_both(a, b), np.ones(int(rest.sum()), dtype=bool)]))


def about_words(relevance: set[str]) -> str:
    """Say what a dot means where sessions have these kinds of relevance: ``about children; the others partly``; empty without a dot."""
    others = {"partly": "; the others partly", "no": "; the others not"}
    rest = others.get(next(iter(relevance - {"yes"}), ""), "") if len(relevance) == 2 else ""
    return f"about children{rest}" if "yes" in relevance else ""


def _ordered_marks(data: Dataset, by: str, names: Sequence[str]) -> pd.DataFrame:
    """Give the marks by key and time, with the rank of their time; ``names``: the keys, which may be more than those of the data."""
    keys = sessions_by(data, by)
    number = np.array([names.index(name) for name in keys.names], dtype=int)[keys.value]
    order = np.lexsort((data.time_order[keys.session], number))
    rows = keys.session[order]
    values = {
        name: data.column("sessions", name).array for name in ("session_id", "title", "code", "start", "end", "child_rights")
    }
    values |= {"groups": _groups(data)} | _states(data)
    marks = {"key": ordered(number[order], names)} | {name: values[name].take(rows) for name in COLUMNS[1:]}
    return pd.DataFrame(marks | {"order": data.time_order[rows]})


def _states(data: Dataset) -> dict[str, ExtensionArray]:
    """Pillar → state of each session."""
    codes = rows_by(data, "pillar")
    words = pd.array([ON, OFF, v.UNCLEAR, UNCODED], dtype="str")
    rest = np.where(codes.present, np.where(codes.having(v.UNCLEAR), 2, 1), 3)
    return {pillar: words.take(np.where(codes.having(pillar), 0, rest)) for pillar in v.PILLARS}


def _groups(data: Dataset) -> ExtensionArray:
    """Stakeholder groups of each session in words; each set of groups is worded once."""
    rows = rows_by(data, "group")
    labels = [v.STAKEHOLDER_GROUPS.label(name) for name in rows.names]
    numbers, which = np.unique(rows.matrix @ (1 << np.arange(len(labels))), return_inverse=True)
    worded = [", ".join(label for place, label in enumerate(labels) if number >> place & 1) for number in numbers.tolist()]
    return pd.array(worded, dtype="str").take(which)
