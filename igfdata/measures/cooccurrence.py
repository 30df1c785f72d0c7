"""Which topics are discussed together in one session?"""

import numpy as np
import pandas as pd

from igfdata.dataset import Dataset

MIN_TOGETHER = 3
"""Pairs of fewer common sessions are not shown: the measures overrate rare pairs."""


def pair_measures(n_both: float, n_x: float, n_y: float, n_all: float) -> dict[str, float]:
    """Measures of one pair over ``n_all`` sessions.

    Returns
    -------
    dict
        ``jaccard`` 0 to 1; ``pmi`` in bits; ``npmi`` -1 never, 0 independent, 1 always together
        (Bouma 2009); ``p`` chance of so many common sessions or more (hypergeometric).

    >>> {name: round(value, 3) for name, value in pair_measures(5, 10, 8, 40).items()}
    {'jaccard': 0.385, 'pmi': 1.322, 'npmi': 0.441, 'p': 0.015}
    """
    from scipy.stats import hypergeom

    pmi = np.log2(n_both * n_all / (n_x * n_y)) if n_both else -np.inf
    surprise = -np.log2(n_both / n_all) if n_both else np.inf
    return {
        "jaccard": float(n_both / (n_x + n_y - n_both)),
        "pmi": float(pmi),
        "npmi": -1.0 if not n_both else float(pmi / surprise) if surprise > 0 else 1.0,
        "p": float(hypergeom.sf(n_both - 1, n_all, n_x, n_y)),
    }


def topic_pairs(data: Dataset, *, min_together: int = MIN_TOGETHER) -> pd.DataFrame:
    """Pairs of topics that occur together.

    Returns
    -------
    DataFrame
        ``topic_x, topic_y, n_both, n_x, n_y, of`` (sessions with a topic code), ``jaccard, pmi, npmi,
        p``; most common sessions first.
    """
    columns = ["topic_x", "topic_y", "n_both", "n_x", "n_y", "of", "jaccard", "pmi", "npmi", "p"]
    codes = data.session_topics[["session_id", "topic"]].drop_duplicates()
    incidence = pd.crosstab(codes["session_id"], codes["topic"].astype(str))
    if incidence.empty:
        return pd.DataFrame(columns=columns)
    order = [topic for topic in codes["topic"].cat.categories if topic in incidence.columns]
    matrix = incidence[order].to_numpy()
    together = matrix.T @ matrix
    records = []
    for i, j in zip(*np.nonzero(np.triu(together, 1) >= max(1, min_together)), strict=True):
        n_both, n_x, n_y, n_all = int(together[i, j]), int(together[i, i]), int(together[j, j]), len(matrix)
        records.append((order[i], order[j], n_both, n_x, n_y, n_all, *pair_measures(n_both, n_x, n_y, n_all).values()))
    return pd.DataFrame(records, columns=columns).sort_values(
        ["n_both", "npmi"], ascending=False, kind="stable", ignore_index=True
    )
