"""All measures of a selection as one table of records, for the command line and for other programs."""

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import chain

import numpy as np
import pandas as pd

from igfdata.counting import ordered, total
from igfdata.dataset import Dataset
from igfdata.intervals import add_shares
from igfdata.measures.breakdown import COLUMNS, EVERYTHING, sessions_by
from igfdata.measures.coverage import balance, pillar_coverage
from igfdata.measures.programme import meetings_of, programme_share
from igfdata.measures.recurrence import topic_sessions
from igfdata.measures.stakeholders import group_mix, group_presence
from igfdata.selection import Selection

RECORD = ["measure", "category", "by", "key", "n", "of", "share", "low", "high"]


def session_counts(data: Dataset, *, by: str | None = None) -> pd.DataFrame:
    """Count the sessions in each part of the selection; ``of``: all sessions of the selection, missing without a split."""
    keys = sessions_by(data, by)
    n = total(keys)
    of = np.nan if by is None else keys.n_sessions
    frame = pd.DataFrame({"key": ordered(np.arange(len(n)), keys.names), "category": None, "n": n, "of": of})
    return add_shares(frame, interval=False)[COLUMNS]


def programme_shares(dataset: Dataset, selection: Selection, *, by: str | None = None) -> pd.DataFrame:
    """Count the child-related sessions of a programme, see :func:`igfdata.measures.programme.programme_share`.

    Returns
    -------
    DataFrame
        One row, by meeting one row each, with ``category``: ``share``, ``at_least`` (of the official total, without an interval) or
        ``none`` (without ``of`` and ``share``). By another split there is no row: an official total is that of a meeting.
    """
    if by not in (None, "meeting"):
        return pd.DataFrame(columns=COLUMNS)
    meetings = [None] if by is None else meetings_of(dataset, selection)["meeting_id"].tolist()
    rows = []
    for key in meetings:
        found = programme_share(dataset, selection if key is None else replace(selection, meetings=(key,)))
        of = float(found.of) if found.of else math.nan
        rows.append((key or EVERYTHING, found.kind, float(found.n), of, found.share, found.low, found.high))
    return pd.DataFrame(rows, columns=["key", "category", "n", "of", "share", "low", "high"])[COLUMNS]


def session_hours(data: Dataset, *, by: str | None = None) -> pd.DataFrame:
    """How many hours of sessions are in each part? ``of``: hours of the selection; unknown lengths are left out."""
    hours = data.column("sessions", "hours").fillna(0.0).to_numpy(dtype=float)
    keys = sessions_by(data, by)
    n = total(keys, hours)
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


def summarise(data: Dataset, *, by: str | None = None, programme: pd.DataFrame | None = None) -> pd.DataFrame:
    """Compute every measure of :data:`MEASURES` as one table.

    Parameters
    ----------
    programme
        What :func:`programme_shares` says of the selection, to stand first.

    Returns
    -------
    DataFrame
        ``measure, category, by, key, n, of, share, low, high``; without a split ``by`` and ``key`` are
        None. Within a split, categories that occur nowhere are left out.
    """
    parts = []
    first = [] if programme is None else [("programme_share", programme)]
    for name, frame in chain(first, ((name, measure(data, by=by)) for name, measure in MEASURES.items())):
        frame = frame[COLUMNS].astype({"key": object, "category": object})
        occurs = frame.groupby("category", dropna=False)["n"].transform("sum") > 0
        occurs |= name == "programme_share"
        parts.append(frame[occurs | frame["category"].isna()].assign(measure=name, by=by))
    table = pd.concat(parts, ignore_index=True)
    if by is None:
        table["key"] = None
    return table[RECORD].astype(object).where(table[RECORD].notna(), None)
