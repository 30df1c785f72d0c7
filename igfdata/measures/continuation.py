"""Which sessions of two days are alike in their topics? Computed, and told apart from what a source states."""

import numpy as np
import pandas as pd

from igfdata.dataset import Dataset
from igfdata.measures.breakdown import rows_by

MIN_SHARED = 2
"""Sessions with fewer topics in common are not called alike."""


def same_topic_sessions(data: Dataset, earlier: str, later: str, *, min_shared: int = MIN_SHARED) -> pd.DataFrame:
    """Which session of a later day is most like which one of an earlier day, by their topics?

    Parameters
    ----------
    earlier, later
        Days, such as ``Day 1`` and ``Day 2``.
    min_shared
        Topics that a pair has in common at least.

    Returns
    -------
    DataFrame
        One row a session of the later day that has a partner, the most alike first: ``session_x``
        (earlier), ``session_y`` (later), ``n_both`` (topics of both), ``n_either`` (topics of either),
        ``jaccard`` (their ratio, 0 to 1), ``topics`` (list of those of both).
    """
    columns = ["session_x", "session_y", "n_both", "n_either", "jaccard", "topics"]
    topics, days = rows_by(data, "topic"), rows_by(data, "day")
    order = np.argsort(np.array(topics.names, dtype=object), kind="stable")
    names, coded = np.array(topics.names, dtype=object)[order], topics.matrix[:, order]
    ids = data.column("sessions", "session_id").to_numpy(dtype=object)
    by_id = np.argsort(ids, kind="stable")  # of two equally alike, the first by key
    x, y = (by_id[(days.having(day) & topics.present)[by_id]] for day in (earlier, later))
    before, after = coded[x].astype(int), coded[y].astype(int)
    both = after @ before.T
    either = after.sum(axis=1)[:, None] + before.sum(axis=1)[None, :] - both
    records = []
    for row in range(len(y) if both.size else 0):
        alike = np.where(both[row] >= min_shared, both[row] / either[row], -1.0)
        best = int(np.argmax(alike))
        if alike[best] < 0:
            continue
        common = names[coded[y[row]] & coded[x[best]]]
        records.append((ids[x[best]], ids[y[row]], int(both[row, best]), int(either[row, best]), alike[best], list(common)))
    return pd.DataFrame(records, columns=columns).sort_values(
        ["jaccard", "n_both", "session_y"], ascending=[False, False, True], kind="stable", ignore_index=True
    )
