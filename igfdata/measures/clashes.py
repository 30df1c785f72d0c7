"""Which sessions take place at the same time, and who of a delegation goes where?"""

import numpy as np
import pandas as pd

from igfdata.dataset import Dataset
from igfdata.once import once_a_dataset


@once_a_dataset()
def timed_sessions(data: Dataset) -> pd.DataFrame:
    """Sessions with a start and an end, by start; the others can clash with nothing that we know of."""
    timed = data.sessions[(data.sessions["ends_at"] > data.sessions["starts_at"]).to_numpy()]  # false where one is missing
    name = np.argsort(np.argsort(timed["session_id"].to_numpy(dtype=object), kind="stable"))
    order = np.lexsort((name, timed["ends_at"].to_numpy(), timed["starts_at"].to_numpy()))
    return timed.take(order).reset_index(drop=True)


@once_a_dataset()
def clashes(data: Dataset) -> pd.DataFrame:
    """Pairs of sessions of one meeting that overlap in time.

    Returns
    -------
    DataFrame
        ``session_x, session_y, day, starts_at, ends_at`` (of the overlap, venue time), ``minutes``.
    """
    timed = timed_sessions(data)
    starts, ends = timed["starts_at"].to_numpy(), timed["ends_at"].to_numpy()
    found = []
    for place in timed.groupby("meeting_id").indices.values():  # not by day: a night session runs into the next
        later = np.arange(1, len(place) + 1)
        n = np.searchsorted(starts[place], ends[place], side="left") - later  # that begin before this one ends
        first = np.repeat(later - 1, n)
        second = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n - later, n)
        found.append((place[first], place[second]))
    x, y = np.concatenate(found, axis=1) if found else np.zeros((2, 0), dtype=int)
    begin, end = starts[y], np.minimum(ends[x], ends[y])
    ids, days = timed["session_id"], timed["day"].astype("str")
    return pd.DataFrame(
        {
            "session_x": ids.take(x).array,
            "session_y": ids.take(y).array,
            "day": days.take(x).array,
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
    delegate = pd.Series(pd.NA, index=timed.index, dtype="Int16")
    running: dict[int | None, int] = {}
    for position, row in enumerate(timed.to_dict("records")):
        running = {who: at for who, at in running.items() if timed.at[at, "ends_at"] > row["starts_at"]}
        free = [who for who in range(1, n_delegates + 1) if who not in running]
        if free:
            delegate[position] = free[0]
            running[free[0]] = position
            continue
        if not running:
            continue
        candidates: dict[int | None, int] = {None: position}
        candidates.update(running)
        give_up = max(
            candidates,
            key=lambda who: (
                timed.at[candidates[who], "ends_at"],
                str(timed.at[candidates[who], "child_rights"]) != "yes",
                who is None,
            ),
        )
        if give_up is not None:
            delegate[running[give_up]] = pd.NA
            delegate[position] = give_up
            running[give_up] = position
    return timed.assign(delegate=delegate)
