"""All measures of a selection as one table of records, for the command line and for other programs."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from igfdata.dataset import Dataset
from igfdata.joining import column_of
from igfdata.measures.counting import ordered
from igfdata.measures.coverage import balance, pillar_coverage
from igfdata.measures.dimensions import COLUMNS, keys_of_sessions
from igfdata.measures.intervals import add_shares
from igfdata.measures.recurrence import topic_sessions
from igfdata.measures.stakeholders import group_mix, group_presence

RECORD = ["measure", "category", "by", "key", "n", "of", "share", "low", "high"]


def session_counts(data: Dataset, *, by: str | None = None, whole: Dataset | None = None) -> pd.DataFrame:
    """How many sessions are in each part of the selection?

    Parameters
    ----------
    whole
        What the selection was made from; its sessions are the denominator ``of``. Without it the
        denominator is the selection as a whole.
    """
    keys = keys_of_sessions(data, by)
    n = keys.total(np.ones(keys.n_sessions))
    if whole is None:
        of = np.full(len(n), float(keys.n_sessions))
    else:
        every = keys_of_sessions(whole, by)
        known = dict(zip(every.names, every.total(np.ones(every.n_sessions)), strict=True))
        of = np.array([known.get(name, 0.0) for name in keys.names])
    frame = pd.DataFrame({"key": ordered(np.arange(len(n)), keys.names), "category": None, "n": n, "of": of})
    return add_shares(frame, interval=False)[COLUMNS]


def session_hours(data: Dataset, *, by: str | None = None) -> pd.DataFrame:
    """How many hours of sessions are in each part? ``of``: hours of the selection; unknown lengths are left out."""
    hours = column_of(data, "sessions", "hours").fillna(0.0).to_numpy(dtype=float)
    keys = keys_of_sessions(data, by)
    n = keys.total(hours)
    frame = pd.DataFrame({"key": ordered(np.arange(len(n)), keys.names), "category": None, "n": n, "of": hours.sum()})
    return add_shares(frame, interval=False)[COLUMNS]


MEASURES: dict[str, Callable[..., pd.DataFrame]] = {
    "sessions": session_counts,
    "hours": session_hours,
    "pillar_coverage": pillar_coverage,
    "pillar_coverage_hours": lambda data, by: pillar_coverage(data, by=by, weight="hours"),
    "pillar_share_fractional": lambda data, by: pillar_coverage(data, by=by, counting="fractional"),
    "pillar_share_fractional_hours": lambda data, by: pillar_coverage(data, by=by, counting="fractional", weight="hours"),
    "balance": balance,
    "stakeholder_mix": group_mix,
    "stakeholder_presence": group_presence,
    "regional_mix": lambda data, by: group_mix(data, variable="regional_group", by=by),
    "regional_presence": lambda data, by: group_presence(data, variable="regional_group", by=by),
    "topic_sessions": topic_sessions,
}
"""Name of a measure → function of a dataset and a split."""


def summarise(data: Dataset, *, by: str | None = None, whole: Dataset | None = None) -> pd.DataFrame:
    """Every measure of :data:`MEASURES` in one table.

    Parameters
    ----------
    whole
        What the selection was made from, for the denominator of ``sessions``.

    Returns
    -------
    DataFrame
        ``measure, category, by, key, n, of, share, low, high``; without a split ``by`` and ``key`` are
        None. Within a split, categories that occur nowhere are left out.
    """
    parts = []
    for name, measure in MEASURES.items():
        frame = session_counts(data, by=by, whole=whole) if name == "sessions" else measure(data, by=by)
        frame = frame[COLUMNS].astype({"key": object, "category": object})
        occurs = frame.groupby("category", dropna=False)["n"].transform("sum") > 0
        parts.append(frame[occurs | frame["category"].isna()].assign(measure=name, by=by))
    table = pd.concat(parts, ignore_index=True)
    if by is None:
        table["key"] = None
    return table[RECORD].astype(object).where(table[RECORD].notna(), None)
