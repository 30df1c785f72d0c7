"""Which sessions take place at the same time, and who of a delegation goes where?"""

import numpy as np
import pandas as pd

from igfdata.dataset import Dataset


def timed_sessions(data: Dataset) -> pd.DataFrame:
    """Sessions with a start and an end, by start; the others can clash with nothing that we know of."""
    sessions = data.sessions
    timed = sessions[sessions["starts_at"].notna() & (sessions["ends_at"] > sessions["starts_at"])]
    return timed.sort_values(["starts_at", "ends_at", "session_id"], ignore_index=True)


def clashes(data: Dataset) -> pd.DataFrame:
    """Pairs of sessions of one meeting that overlap in time.

    Returns
    -------
    DataFrame
        ``session_x, session_y, day, starts_at, ends_at`` (of the overlap, venue time), ``minutes``.
    """
    timed = timed_sessions(data)
    records = []
    for _, rows in timed.groupby(["meeting_id", "date"], observed=True):
        starts, ends = rows["starts_at"].to_numpy(), rows["ends_at"].to_numpy()
        ids, days = rows["session_id"].to_numpy(), rows["day"].astype(str).to_numpy()
        for i in range(len(rows)):
            for j in range(i + 1, int(np.searchsorted(starts, ends[i], side="left"))):
                start, end = starts[j], min(ends[i], ends[j])
                records.append((ids[i], ids[j], days[i], start, end, int((end - start) / np.timedelta64(1, "m"))))
    return pd.DataFrame(records, columns=["session_x", "session_y", "day", "starts_at", "ends_at", "minutes"])


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
