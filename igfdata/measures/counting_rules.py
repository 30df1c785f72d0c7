"""How much does each code of a session count? The rules by which coverage can be counted."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from igfdata.counting import Amounts, Numbers

Counting = Literal["full", "fractional", "ranked"]


def code_weights(session: Numbers, rank: ArrayLike, counting: Counting) -> Amounts:
    """Weight of each pillar code of a session.

    ``full``: 1 each, "how many sessions touch this pillar". ``fractional``: 1/k of k codes, "how is
    attention split" (Waltman & van Eck 2015, https://daneshyari.com/en/article/523088).
    ``ranked``: rank-order centroid, (1/k) Σ_{j≥r} 1/j, for codes in order of weight;
    sessions whose codes have no rank count as fractional.

    Parameters
    ----------
    session
        Number of the session of each code.
    rank
        Rank of each code, missing where there is none.
    """
    if counting == "full" or not len(session):
        return np.ones(len(session))
    size = np.bincount(session)
    if counting == "fractional":
        return 1 / size[session]
    rank = np.asarray(rank, dtype=float)
    order = np.lexsort((rank, session))
    place = np.empty(len(session), dtype=int)
    place[order] = np.arange(len(session)) - (np.cumsum(size) - size)[session[order]]
    most = int(size.max())
    of_rank = np.array([[rank_order_centroid(r, k) if r <= k else 0.0 for r in range(1, most + 1)] for k in range(1, most + 1)])
    weight = of_rank[size[session] - 1, place]
    has_gap = np.bincount(session, weights=np.isnan(rank)) > 0
    return np.where(has_gap[session], 1 / size[session], weight)


def rank_order_centroid(rank: int, k: int) -> float:
    """Weight of the code at ``rank`` of ``k`` ordered codes.

    >>> [round(rank_order_centroid(rank, 3), 3) for rank in (1, 2, 3)]
    [0.611, 0.278, 0.111]
    """
    return sum(1 / j for j in range(rank, k + 1)) / k
