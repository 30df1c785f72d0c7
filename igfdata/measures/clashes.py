"""Which sessions take place at the same time, and who of a delegation goes where?"""

import numpy as np
import pandas as pd

from igfdata.dataset import Dataset
from igfdata.joining import Rows, column_of, meeting_rows
from igfdata.once import once_a_dataset


@once_a_dataset()
def timed_sessions(data: Dataset) -> pd.DataFrame:
    """Sessions with a start and an end, by start; the others can clash with nothing that we know of."""
    return data.sessions.take(_timed(data)).reset_index(drop=True)


@once_a_dataset()
def _timed(data: Dataset) -> Rows:
    """Rows of the sessions with a start and an end, by start."""
    starts, ends = (column_of(data, "sessions", name).to_numpy() for name in ("starts_at", "ends_at"))
    timed = np.flatnonzero(ends > starts)  # false where one is missing
    name = column_of(data, "sessions", "session_id").to_numpy(dtype=object)[timed]
    return timed[np.lexsort((np.argsort(np.argsort(name, kind="stable")), ends[timed], starts[timed]))]


@once_a_dataset()
def clashes(data: Dataset) -> pd.DataFrame:
    """Pairs of sessions of one meeting that overlap in time.

    Returns
    -------
    DataFrame
        ``session_x, session_y, day, starts_at, ends_at`` (of the overlap, venue time), ``minutes``.
    """
    timed = _timed(data)
    starts, ends = (column_of(data, "sessions", name).to_numpy()[timed] for name in ("starts_at", "ends_at"))
    meeting = meeting_rows(data)[timed]
    found = []
    for number in np.unique(meeting):  # not by day: a night session runs into the next
        place = np.flatnonzero(meeting == number)
        later = np.arange(1, len(place) + 1)
        n = np.searchsorted(starts[place], ends[place], side="left") - later  # that begin before this one ends
        first = np.repeat(later - 1, n)
        second = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n - later, n)
        found.append((place[first], place[second]))
    x, y = np.concatenate(found, axis=1) if found else np.zeros((2, 0), dtype=int)
    begin, end = starts[y], np.minimum(ends[x], ends[y])
    ids, days = column_of(data, "sessions", "session_id"), column_of(data, "sessions", "day")
    return pd.DataFrame(
        {
            "session_x": ids.take(timed[x]).array,
            "session_y": ids.take(timed[y]).array,
            "day": days.take(timed[x]).astype("str").array,
            "starts_at": begin,
            "ends_at": end,
            "minutes": (end - begin) // np.timedelta64(1, "m"),
        }
    )


def split_over_delegates(data: Dataset, n_delegates: int) -> pd.DataFrame:
    """Who goes where, so that as few sessions as possible are missed?

    Sessions are taken by start; a delegate goes to one session at a time, from start to end. Where
    more sessions run than there are delegates, the one that ends last is given up: this rule leaves
    the smallest possible number of missed sessions (interval scheduling; Faigle & Nawijn 1995). Of
    those that end together, sessions partly about children are given up before those about them.

    Returns
    -------
    DataFrame
        Columns of the sessions with a time, and ``delegate`` (1 …; missing where given up).
    """
    timed = timed_sessions(data)
    starts, ends = timed["starts_at"].tolist(), timed["ends_at"].tolist()
    is_partly = (timed["child_rights"] != "yes").tolist()
    delegate: list[int | None] = [None] * len(timed)
    running: dict[int | None, int] = {}
    for position, start in enumerate(starts):
        running = {who: at for who, at in running.items() if ends[at] > start}
        free = [who for who in range(1, n_delegates + 1) if who not in running]
        if free:
            delegate[position] = free[0]
            running[free[0]] = position
            continue
        if not running:
            continue
        candidates = {None: position} | running
        give_up = max(candidates, key=lambda who: (ends[candidates[who]], is_partly[candidates[who]], who is None))
        if give_up is not None:
            delegate[running[give_up]] = None
            delegate[position] = give_up
            running[give_up] = position
    return timed.assign(delegate=pd.array(delegate, dtype="Int16"))
