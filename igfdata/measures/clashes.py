"""Which sessions take place at the same time?

A session without a stated end lasts as long as :mod:`igfdata.lengths` assumes; one without a start clashes with nothing that we know of.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from igfdata.counting import Mask, Numbers, is_one_of
from igfdata.dataset import Dataset
from igfdata.lengths import ASSUMED
from igfdata.memory import remembered
from igfdata.selection import Selection, select

MOST_PAIRS = 1000
"""Pairs that are listed: of more, the longest. All of them are counted."""

AT_ONCE = 500_000
"""Pairs that are looked at together, so that a programme of thousands of parallel sessions needs little memory."""


class Overlaps(NamedTuple):
    """Pairs of sessions that overlap: numbers of both, the one that begins first at ``x``, what they have in common, and how sure that is.

    ``starts_at, ends_at`` are in minutes; ``is_assumed``: whether the end of one of the two is.
    """

    x: Numbers
    y: Numbers
    starts_at: Numbers
    ends_at: Numbers
    is_assumed: Mask

    @property
    def minutes(self) -> Numbers:
        """How long they overlap."""
        return self.ends_at - self.starts_at


@remembered
def timed_sessions(data: Dataset) -> pd.DataFrame:
    """Sessions with a start, by start and likely end; the others can clash with nothing that we know of."""
    return data.sessions.take(_timed(data)).reset_index(drop=True)


@remembered
def _timed(data: Dataset) -> Numbers:
    """Numbers of the sessions with a start, by start and likely end."""
    starts, ends = (data.column("sessions", name).to_numpy() for name in ("starts_at", "likely_ends_at"))
    timed = np.flatnonzero(~np.isnat(starts))
    return timed[np.lexsort((data.time_order[timed], ends[timed], starts[timed]))]


@remembered
def _spans(data: Dataset) -> tuple[Numbers, Numbers]:
    """Starts and likely ends of all sessions in minutes."""
    spans = (data.column("sessions", name).to_numpy() for name in ("starts_at", "likely_ends_at"))
    starts, ends = (moments.astype("datetime64[m]").astype("int64") for moments in spans)
    return starts, ends


def _by_meeting(data: Dataset) -> Iterator[Numbers]:
    """Numbers of the sessions with a start, meeting by meeting; not by day: a night session runs into the next."""
    timed = _timed(data)
    meeting = data.column("sessions", "meeting_row").to_numpy()[timed]
    return (timed[meeting == number] for number in np.unique(meeting))


@remembered
def clash_counts(data: Dataset) -> dict[str, int]:
    """How many other sessions of its meeting overlap each session? Those that overlap none are not in it."""
    starts, ends = _spans(data)
    counts = np.zeros(data.n_sessions, dtype=int)
    for rows in _by_meeting(data):
        begun = np.searchsorted(starts[rows], ends[rows], side="left")
        over = np.searchsorted(np.sort(ends[rows]), starts[rows], side="right")
        counts[rows] = begun - over - 1
    return {data.session_ids[row]: int(counts[row]) for row in _timed(data) if counts[row]}


def n_clashes(data: Dataset) -> int:
    """How many pairs of sessions overlap?"""
    return sum(clash_counts(data).values()) // 2


@remembered
def overlaps(data: Dataset) -> Overlaps:
    """Find the pairs of sessions of one meeting that overlap in time, by start: of more than :data:`MOST_PAIRS`, the longest."""
    starts, ends = _spans(data)
    x = y = np.zeros(0, dtype=int)
    for rows in _by_meeting(data):
        for first, second in _pairs(starts[rows], ends[rows]):
            x, y = np.append(x, rows[first]), np.append(y, rows[second])
            if len(x) > MOST_PAIRS:
                longest = np.argsort(starts[y] - np.minimum(ends[x], ends[y]), kind="stable")[:MOST_PAIRS]
                x, y = x[np.sort(longest)], y[np.sort(longest)]
    return _overlaps(data, x, y)


def _overlaps(data: Dataset, x: Numbers, y: Numbers) -> Overlaps:
    starts, ends = _spans(data)
    assumed = is_one_of(data.column("sessions", "end_basis"), ASSUMED)
    return Overlaps(x, y, starts[y], np.minimum(ends[x], ends[y]), assumed[x] | assumed[y])


@remembered
def clashes(data: Dataset) -> pd.DataFrame:
    """Give the pairs of :func:`overlaps` as a frame.

    Returns
    -------
    DataFrame
        By start: ``session_x, session_y, day, starts_at, ends_at`` (of the overlap, venue time), ``minutes``,
        ``is_assumed`` (whether the end of one of the two is).
    """
    return _frame(data, overlaps(data))


def clashes_of(data: Dataset, session_id: str) -> pd.DataFrame:
    """Pairs as in :func:`clashes`, all those of one session."""
    starts, ends = _spans(data)
    x = y = np.zeros(0, dtype=int)
    for rows in _by_meeting(data):
        at = np.flatnonzero(data.session_ids[rows] == session_id)
        if len(at):
            over = np.flatnonzero((starts[rows] < ends[rows[at]]) & (ends[rows] > starts[rows[at]]))
            over = over[over != at]
            x, y = rows[np.minimum(over, at)], rows[np.maximum(over, at)]
    return _frame(data, _overlaps(data, x, y))


@remembered
def certain_clashes(data: Dataset) -> frozenset[str]:
    """Find the sessions about or partly about children that certainly overlap another of them.

    Certain is an overlap of two that begin at the same time, or where the one that begins first has a stated end.
    """
    ours = select(data, Selection(relevance=("yes", "partly")))
    pairs, (starts, _) = overlaps(ours), _spans(ours)
    is_stated = ~is_one_of(ours.column("sessions", "end_basis"), ASSUMED)
    is_certain = (starts[pairs.x] == starts[pairs.y]) | is_stated[pairs.x]
    return frozenset(ours.session_ids[np.append(pairs.x[is_certain], pairs.y[is_certain])])


def overlapping(data: Dataset) -> tuple[int, int]:
    """Count the child-related sessions that certainly overlap another of them, and those that do only if assumed ends are right."""
    ours = select(data, Selection(relevance=("yes", "partly")))
    certain = len(certain_clashes(data))
    return certain, len(clash_counts(ours)) - certain


def ours_that_day(data: Dataset, session_id: str) -> pd.DataFrame:
    """Give the child-related sessions with a time on the day of a session, and itself; none where its own time is not known."""
    timed = timed_sessions(data)
    here = timed[timed["session_id"] == session_id]
    if here.empty:
        return here
    is_there = (timed["date"] == here["date"].iloc[0]) & (timed["meeting_id"] == here["meeting_id"].iloc[0])
    return timed[is_there & (timed["child_rights"].isin(["yes", "partly"]) | (timed["session_id"] == session_id))]


def neighbours(data: Dataset, session_id: str) -> tuple[str, str]:
    """Find the child-related sessions that end last before a session and begin first after it on its day; empty where none is known."""
    ours = ours_that_day(data, session_id).set_index("session_id", drop=False)
    if ours.empty:
        return "", ""
    here, ours = ours.loc[session_id], ours.drop(session_id)
    before = ours[ours["likely_ends_at"] <= here["starts_at"]].sort_values("likely_ends_at", kind="stable")
    after = ours[ours["starts_at"] >= here["likely_ends_at"]]
    return str(before["session_id"].iloc[-1]) if len(before) else "", str(after["session_id"].iloc[0]) if len(after) else ""


def _frame(data: Dataset, pairs: Overlaps) -> pd.DataFrame:
    ids, days = (data.column("sessions", name) for name in ("session_id", "day"))
    return pd.DataFrame(
        {
            "session_x": ids.array.take(pairs.x),
            "session_y": ids.array.take(pairs.y),
            "day": days.take(pairs.x).astype("str").array,
            "starts_at": pairs.starts_at.astype("datetime64[m]").astype("datetime64[s]"),
            "ends_at": pairs.ends_at.astype("datetime64[m]").astype("datetime64[s]"),
            "minutes": pairs.minutes,
            "is_assumed": pairs.is_assumed,
        }
    )


def _pairs(starts: Numbers, ends: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Places of the sessions that overlap, the one that begins first and the other; some at a time."""
    later = np.arange(1, len(starts) + 1)
    n = np.searchsorted(starts, ends, side="left") - later  # that begin before this one ends
    part = np.cumsum(n) // AT_ONCE
    for number in np.unique(part[n > 0]):
        first = np.flatnonzero((part == number) & (n > 0))
        many = n[first]
        within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        yield np.repeat(first, many), within + np.repeat(later[first], many)
