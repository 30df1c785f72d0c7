"""Which sessions take place at the same time?

A session without a stated end lasts as long as :mod:`igfdata.lengths` assumes; one without a start clashes with nothing that we know of.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from igfdata.counting import Numbers
from igfdata.dataset import Dataset
from igfdata.lengths import ASSUMED
from igfdata.memory import remembered
from igfdata.selection import Selection, select

MOST_PAIRS = 1000
"""Pairs that are listed: of more, the longest. All of them are counted."""

AT_ONCE = 500_000
"""Pairs that are looked at together, so that a programme of thousands of parallel sessions needs little memory."""


@remembered
def timed_sessions(data: Dataset) -> pd.DataFrame:
    """Sessions with a start, by start and likely end; the others can clash with nothing that we know of."""
    return data.sessions.take(_timed(data)).reset_index(drop=True)


@remembered
def _timed(data: Dataset) -> Numbers:
    """Numbers of the sessions with a start, by start and likely end."""
    starts, ends = (data.column("sessions", name).to_numpy() for name in ("starts_at", "likely_ends_at"))
    timed = np.flatnonzero(~np.isnat(starts))
    name = data.column("sessions", "session_id").to_numpy(dtype=object)[timed]
    return timed[np.lexsort((np.argsort(np.argsort(name, kind="stable")), ends[timed], starts[timed]))]


def _spans(data: Dataset) -> tuple[Numbers, Numbers, Iterator[Numbers]]:
    """Starts and likely ends of the sessions with a start; their places, meeting by meeting."""
    timed = _timed(data)
    starts, ends = (
        data.column("sessions", name).to_numpy()[timed].astype("datetime64[m]").astype("int64")
        for name in ("starts_at", "likely_ends_at")
    )
    meeting = data.column("sessions", "meeting_row").to_numpy()[timed]
    return starts, ends, (np.flatnonzero(meeting == number) for number in np.unique(meeting))


@remembered
def clash_counts(data: Dataset) -> dict[str, int]:
    """How many other sessions of its meeting overlap each session? Those that overlap none are not in it."""
    starts, ends, meetings = _spans(data)
    counts = np.zeros(len(starts), dtype=int)
    for place in meetings:
        begun = np.searchsorted(starts[place], ends[place], side="left")
        over = np.searchsorted(np.sort(ends[place]), starts[place], side="right")
        counts[place] = begun - over - 1
    ids = data.column("sessions", "session_id").take(_timed(data))
    return {session_id: int(n) for session_id, n in zip(ids, counts, strict=True) if n}


def n_clashes(data: Dataset) -> int:
    """How many pairs of sessions overlap?"""
    return sum(clash_counts(data).values()) // 2


@remembered
def clashes(data: Dataset) -> pd.DataFrame:
    """Pairs of sessions of one meeting that overlap in time: of more than :data:`MOST_PAIRS`, the longest.

    Returns
    -------
    DataFrame
        By start: ``session_x, session_y, day, starts_at, ends_at`` (of the overlap, venue time), ``minutes``,
        ``is_assumed`` (whether the end of one of the two is).
    """
    starts, ends, meetings = _spans(data)  # not by day: a night session runs into the next
    x = y = np.zeros(0, dtype=int)
    for place in meetings:
        for first, second in _pairs(starts[place], ends[place]):
            x, y = np.append(x, place[first]), np.append(y, place[second])
            if len(x) > MOST_PAIRS:
                longest = np.argsort(starts[y] - np.minimum(ends[x], ends[y]), kind="stable")[:MOST_PAIRS]
                x, y = x[np.sort(longest)], y[np.sort(longest)]
    return _frame(data, x, y)


def clashes_of(data: Dataset, session_id: str) -> pd.DataFrame:
    """Pairs as in :func:`clashes`, all those of one session."""
    ids = data.column("sessions", "session_id").take(_timed(data))
    starts, ends, meetings = _spans(data)
    (found,) = np.nonzero((ids == session_id).to_numpy())
    for place in meetings:
        if len(found) and found[0] in place:
            over = place[(starts[place] < ends[found[0]]) & (ends[place] > starts[found[0]]) & (place != found[0])]
            return _frame(data, np.minimum(over, found[0]), np.maximum(over, found[0]))
    return _frame(data, np.zeros(0, dtype=int), np.zeros(0, dtype=int))


@remembered
def certain_clashes(data: Dataset) -> frozenset[str]:
    """Find the sessions about or partly about children that certainly overlap another of them.

    Certain is an overlap of two that begin at the same time, or where the one that begins first has a stated end.
    """
    ours = select(data, Selection(relevance=("yes", "partly")))
    pairs, sessions = clashes(ours), ours.sessions.set_index("session_id")
    if pairs.empty:
        return frozenset()
    starts, basis = sessions["starts_at"], sessions["end_basis"]
    same = (pairs["session_x"].map(starts) == pairs["session_y"].map(starts)).to_numpy()
    certain = pairs[same | ~pairs["session_x"].map(basis).isin(ASSUMED).to_numpy()]
    return frozenset(certain["session_x"]) | frozenset(certain["session_y"])


def _frame(data: Dataset, x: Numbers, y: Numbers) -> pd.DataFrame:
    """Pairs of places among the sessions with a start, the one that begins first at ``x``."""
    timed = _timed(data)
    starts, ends, _ = _spans(data)
    begin, end = starts[y], np.minimum(ends[x], ends[y])
    ids, days, basis = (data.column("sessions", name).take(timed) for name in ("session_id", "day", "end_basis"))
    assumed = basis.isin(ASSUMED).to_numpy()
    return pd.DataFrame(
        {
            "session_x": ids.take(x).array,
            "session_y": ids.take(y).array,
            "day": days.take(x).astype("str").array,
            "starts_at": begin.astype("datetime64[m]").astype("datetime64[s]"),
            "ends_at": end.astype("datetime64[m]").astype("datetime64[s]"),
            "minutes": end - begin,
            "is_assumed": assumed[x] | assumed[y],
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
