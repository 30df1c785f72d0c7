"""Which topics are discussed together in one session, and which sessions of two days are alike in their topics?"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from igfdata.counting import shares_table
from igfdata.dataset import Dataset
from igfdata.measures.breakdown import EVERYTHING, rows_by
from igfdata.measures.compare import compare
from igfdata.memory import remembered

MIN_TOGETHER = 3
"""Pairs of fewer common sessions are not shown: the measures overrate rare pairs."""


def pair_measures(n_both: ArrayLike, n_x: ArrayLike, n_y: ArrayLike, n_all: float) -> dict[str, NDArray]:
    """Measures of pairs over ``n_all`` sessions; numbers, or arrays with one for each pair.

    Returns
    -------
    dict
        ``jaccard`` 0 to 1; ``pmi`` in bits; ``npmi`` -1 never, 0 independent, 1 always together
        (Bouma 2009); ``p`` chance of so many common sessions or more (hypergeometric).

    >>> {name: round(float(value), 3) for name, value in pair_measures(5, 10, 8, 40).items()}
    {'jaccard': 0.385, 'pmi': 1.322, 'npmi': 0.441, 'p': 0.015}
    """
    from scipy.stats import hypergeom

    n_both, n_x, n_y = (np.asarray(n, dtype=float) for n in (n_both, n_x, n_y))
    with np.errstate(divide="ignore", invalid="ignore"):
        pmi = np.log2(n_both * n_all / (n_x * n_y))
        surprise = -np.log2(n_both / n_all)
        npmi = np.where(n_both == 0, -1.0, np.where(surprise > 0, pmi / surprise, 1.0))
    return {
        "jaccard": n_both / (n_x + n_y - n_both),
        "pmi": pmi,
        "npmi": npmi,
        "p": hypergeom.sf(n_both - 1, n_all, n_x, n_y),
    }


@remembered
def topic_pairs(data: Dataset, *, min_together: int = MIN_TOGETHER) -> pd.DataFrame:
    """Pairs of topics that occur together.

    Returns
    -------
    DataFrame
        ``topic_x, topic_y, n_both, n_x, n_y, of`` (sessions with a topic code), ``jaccard, pmi, npmi,
        p``; most common sessions first.
    """
    topics = rows_by(data, "topic")
    has = topics.matrix[topics.present].astype(float)
    together = (has.T @ has).astype(int)
    x, y = np.nonzero(np.triu(together, 1) >= max(1, min_together))
    n, names = together.diagonal(), np.array(topics.names, dtype=object)
    measures = pair_measures(together[x, y], n[x], n[y], len(has))
    pairs = {"topic_x": pd.Series(names[x], dtype="str"), "topic_y": pd.Series(names[y], dtype="str")}
    counts = {"n_both": together[x, y], "n_x": n[x], "n_y": n[y], "of": len(has)}
    return pd.DataFrame(pairs | counts | measures).sort_values(
        ["n_both", "npmi"], ascending=False, kind="stable", ignore_index=True
    )


JOINT = "\t"
"""What stands between the two topics of a pair in one column."""


@remembered
def pair_sessions(data: Dataset, *, by: None = None) -> pd.DataFrame:
    """In how many sessions does each pair of topics occur together, of all with a topic? For :func:`compared_pairs`.

    Returns
    -------
    DataFrame
        ``key`` (all), ``category`` (two topics with :data:`JOINT` between them), ``n, of, share, low, high``.
    """
    pairs = topic_pairs(data, min_together=1)
    names = (pairs["topic_x"] + JOINT + pairs["topic_y"]).tolist()
    return shares_table(
        [EVERYTHING], names, pairs["n_both"].to_numpy(dtype=int)[None, :], pairs["of"].to_numpy(dtype=int)[None, :]
    )


@remembered
def compared_pairs(a: Dataset, b: Dataset, *, min_together: int = MIN_TOGETHER) -> pd.DataFrame:
    """Compare how often two topics occur together in A and in B.

    Returns
    -------
    DataFrame
        ``topic_x, topic_y`` and the counts, shares and differences of :func:`igfdata.measures.compare.compare`; pairs that occur
        together often enough in A or in B, most common sessions in one of them first.
    """
    frame = compare(a, b, pair_sessions)
    most = frame[["a_n", "b_n"]].max(axis=1)
    frame = frame[most >= max(1, min_together)]
    names = frame["category"].astype(str).str.split(JOINT, n=1, expand=True)
    frame = frame.assign(topic_x=names.get(0), topic_y=names.get(1)).drop(columns=["key", "category"])
    order = pd.DataFrame({"most": most, "sum": frame["a_n"] + frame["b_n"], "x": frame["topic_x"], "y": frame["topic_y"]})
    order = order.loc[frame.index].sort_values(["most", "sum", "x", "y"], ascending=[False, False, True, True])
    columns = ["topic_x", "topic_y", *(name for name in frame.columns if not name.startswith("topic_"))]
    return frame.loc[order.index, columns].reset_index(drop=True)


MIN_SHARED = 2
"""Sessions with fewer topics in common are not called alike."""


def same_topic_sessions(data: Dataset, earlier: str, later: str) -> pd.DataFrame:
    """Which session of a later day is most like which one of an earlier day, by their topics?

    Parameters
    ----------
    earlier, later
        Days, such as ``Day 1`` and ``Day 2``.

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
    ids = data.session_ids
    by_id = np.argsort(ids, kind="stable")  # of two equally alike, the first by key
    x, y = (by_id[(days.having(day) & topics.present)[by_id]] for day in (earlier, later))
    before, after = coded[x].astype(int), coded[y].astype(int)
    both = after @ before.T
    either = after.sum(axis=1)[:, None] + before.sum(axis=1)[None, :] - both
    records = []
    for row in range(len(y) if both.size else 0):
        alike = np.where(both[row] >= MIN_SHARED, both[row] / either[row], -1.0)
        best = int(np.argmax(alike))
        if alike[best] < 0:
            continue
        common = names[coded[y[row]] & coded[x[best]]]
        records.append((ids[x[best]], ids[y[row]], int(both[row, best]), int(either[row, best]), alike[best], list(common)))
    return pd.DataFrame(records, columns=columns).sort_values(
        ["jaccard", "n_both", "session_y"], ascending=[False, False, True], kind="stable", ignore_index=True
    )
