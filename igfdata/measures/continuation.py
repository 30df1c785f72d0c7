"""Which sessions of two days are alike in their topics? Computed, and told apart from what a source states."""

import numpy as np
import pandas as pd

from igfdata.dataset import Dataset

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
    days = data.sessions.set_index("session_id")["day"].astype(object)
    codes = data.session_topics[["session_id", "topic"]].drop_duplicates()
    incidence = pd.crosstab(codes["session_id"], codes["topic"].astype(str))
    before, after = (incidence[days.reindex(incidence.index) == day] for day in (earlier, later))
    both = after.to_numpy() @ before.to_numpy().T
    either = after.sum(axis=1).to_numpy()[:, None] + before.sum(axis=1).to_numpy()[None, :] - both
    records = []
    for row, session_y in enumerate(after.index if both.size else []):
        alike = np.where(both[row] >= min_shared, both[row] / either[row], -1.0)
        best = int(np.argmax(alike))
        if alike[best] < 0:
            continue
        common = incidence.columns[(after.iloc[row].to_numpy() > 0) & (before.iloc[best].to_numpy() > 0)]
        records.append((before.index[best], session_y, int(both[row, best]), int(either[row, best]), alike[best], list(common)))
    return pd.DataFrame(records, columns=columns).sort_values(
        ["jaccard", "n_both", "session_y"], ascending=[False, False, True], kind="stable", ignore_index=True
    )
