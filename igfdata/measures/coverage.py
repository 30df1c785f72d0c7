"""How do sessions cover the three rights pillars, and are the pillars in balance?"""

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from igfdata import vocabulary as v
from igfdata.counting import Amounts, Numbers, Values, count, ordered, shares_table, total
from igfdata.dataset import Dataset
from igfdata.intervals import bootstrap_interval
from igfdata.measures.breakdown import COLUMNS, rows_by, sessions_by
from igfdata.memory import remembered
from igfdata.vocabulary import SMALL_N

Counting = Literal["full", "fractional", "ranked"]
"""How much each code of a session counts, see :func:`code_weights`."""

Weight = Literal["sessions", "hours"]

SECOND_MAPPING: dict[str, tuple[str | None, str]] = {
    "identity": (None, "provision"),
    "access_to_information": (None, "participation"),
    "remedy_justice": ("protection", "provision"),
}
"""Second mapping of disputed rights: topic → (pillar it leaves, pillar it gains).

Livingstone's later table places identity (art. 8) and recovery (art. 39) with provision, and access
to information (art. 17) also with participation: https://fdocuments.in/document/childrens-rights-in-the-digital-age.html
"""


@remembered
def pillar_coverage(
    data: Dataset, *, by: str | None = None, counting: Counting = "full", weight: Weight = "sessions"
) -> pd.DataFrame:
    """In how many coded sessions, or hours, does each pillar occur?

    Parameters
    ----------
    by
        A split of :mod:`igfdata.measures.breakdown`.
    counting
        See :func:`code_weights`. Full shares sum to more than 1; fractional and ranked ones to 1.
    weight
        ``hours`` counts each session by its length; sessions of unknown length are left out.

    Returns
    -------
    DataFrame
        ``key, category`` (pillar or ``unclear``), ``n``, ``of`` (sessions or hours with a code; an
        unclear session stays in it), ``share``, ``low, high`` (Wilson; only full counting of sessions).
    """
    keys, is_plain = sessions_by(data, by), (counting, weight) == ("full", "sessions")
    n, of = pillar_counts(data, keys, counting, weight)
    return shares_table(keys.names, rows_by(data, "pillar").names, n, of[:, None], interval=is_plain)


def pillar_counts(
    data: Dataset, keys: Values, counting: Counting = "full", weight: Weight = "sessions"
) -> tuple[Amounts, Amounts]:
    """Count what charts show and sentences tell: ``n`` of keys × pillars, and ``of`` of keys."""
    codes = rows_by(data, "pillar")
    if counting == "full" and weight == "sessions":
        return count(keys, codes), total(keys, codes.present)
    weights = code_weights(
        codes.session, data.column("session_pillars", "rank").to_numpy(dtype=float, na_value=np.nan), counting
    )
    hours = data.column("sessions", "hours").to_numpy(dtype=float)
    size = np.where(codes.present, np.nan_to_num(hours) if weight == "hours" else 1.0, 0.0)
    return count(keys, codes, weights * size[codes.session]), total(keys, size)


def evenness(shares: ArrayLike) -> NDArray[np.float64]:
    """Evenness of shares over the three pillars: H / ln 3, with 3 fixed.

    Pielou's index with the number of categories fixed: libraries divide by the number of categories
    that occur, so that a day on protection alone would count as perfectly even; here it is 0.

    Parameters
    ----------
    shares
        Shape (…, 3); scaled to sum to 1; missing where all are 0.

    >>> round(float(evenness([0.6, 0.3, 0.1])), 3)
    0.817
    """
    parts = np.asarray(shares, dtype=float)
    total = parts.sum(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        f = parts / total
        terms = np.where(f > 0, f * np.log(f), np.where(np.isnan(f), np.nan, 0.0))
    return -terms.sum(axis=-1) / np.log(3) + 0.0


@remembered
def balance(data: Dataset, *, by: str | None = None, interval: bool = True) -> pd.DataFrame:
    """Are the three pillars in balance? 1: equal attention to each; 0: one pillar alone.

    Returns
    -------
    DataFrame
        ``key, category`` (None), ``n`` (sessions with a pillar), ``of`` (coded sessions), ``share``
        (the index, from fractional counting, missing where n is below 5), ``low, high`` (bootstrap
        of sessions), and the three shares behind it: ``protection, provision, participation``.
    """
    keys, codes = sessions_by(data, by), rows_by(data, "pillar")
    of = total(keys, codes.present)
    n_patterns = _patterns(data, keys)

    def index_of(draws: NDArray) -> NDArray:
        return evenness(draws @ FRACTIONS)

    records = []
    for key, counts, n_coded in zip(keys.names, n_patterns, of, strict=True):
        n = int(counts.sum())
        shares = (counts @ FRACTIONS) / n if n else np.full(3, np.nan)
        enough = n >= SMALL_N
        low, high = bootstrap_interval(counts, index_of) if enough and interval else (np.nan, np.nan)
        value = float(evenness(shares)) if enough else np.nan
        records.append((key, None, n, int(n_coded), value, low, high, *shares))
    result = pd.DataFrame(records, columns=[*COLUMNS, *v.PILLARS])
    return result.assign(key=ordered(np.arange(len(keys.names)), keys.names))


@remembered
def pillar_shares(data: Dataset, *, by: str | None = None) -> pd.DataFrame:
    """How do the sessions with a pillar share out among the three, each session shared between its pillars?

    Returns
    -------
    DataFrame
        ``key, category`` (pillar), ``n`` (parts of sessions), ``of`` (sessions with a pillar), ``share`` (the three sum to 1), ``low,
        high`` (none).
    """
    keys = sessions_by(data, by)
    counts = _patterns(data, keys)
    return shares_table(keys.names, list(v.PILLARS), counts @ FRACTIONS, counts.sum(axis=1)[:, None], interval=False)


def _patterns(data: Dataset, keys: Values) -> Amounts:
    """Count the sessions of each key with each set of pillars: keys × the seven sets of :data:`FRACTIONS`."""
    codes = rows_by(data, "pillar")
    touched = codes.matrix[:, [codes.names.index(pillar) for pillar in v.PILLARS]]
    pattern = Values([*map(str, range(8))], np.arange(data.n_sessions), touched @ np.array([1, 2, 4]), data.n_sessions)
    return count(keys, pattern)[:, 1:]


_SETS = np.array([[(number >> bit) & 1 for bit in range(3)] for number in range(1, 8)], dtype=float)

FRACTIONS = _SETS / _SETS.sum(axis=1, keepdims=True)
"""What each pillar has of a session, for the seven sets of pillars that a session can have."""


def under_second_mapping(data: Dataset) -> Dataset:
    """The data with disputed rights placed by :data:`SECOND_MAPPING`, as a test of the headline."""
    pillars, topics = data.session_pillars, rows_by(data, "topic")
    gains, leaves = [], np.zeros(len(pillars), dtype=bool)
    for topic, (old, new) in SECOND_MAPPING.items():
        disputed = topics.having(topic)[pillars["session_row"]]
        leaves |= disputed & (pillars["pillar"] == old).to_numpy()
        gains.append(pillars[disputed].drop_duplicates("session_row").assign(pillar=new))
    moved = pd.concat([pillars[~leaves], *(gain.astype({"pillar": pillars["pillar"].dtype}) for gain in gains)])
    return data.with_pillars(moved.drop_duplicates(["session_row", "pillar"]))


def ternary_point(shares: ArrayLike) -> tuple[float, float]:
    """Place of (protection, provision, participation) in a triangle of side 1.

    Protection stands at the top, provision at the left, participation at the right.
    """
    top, _, right = np.asarray(shares, dtype=float)
    return float(right + top / 2), float(top * np.sqrt(3) / 2)


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
