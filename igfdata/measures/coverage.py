"""How do sessions cover the three rights pillars, and are the pillars in balance?"""

from dataclasses import replace
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.joining import column_of, n_sessions, session_rows, sessions_of
from igfdata.measures.counting import ordered, shares_table
from igfdata.measures.counting_rules import Counting, code_weights
from igfdata.measures.dimensions import COLUMNS, categories_of, keys_of_sessions
from igfdata.measures.intervals import bootstrap_interval
from igfdata.once import once_a_dataset
from igfdata.rows import rows_of
from igfdata.vocabulary import SMALL_N

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


@once_a_dataset()
def pillar_coverage(
    data: Dataset, *, by: str | None = None, counting: Counting = "full", weight: Weight = "sessions"
) -> pd.DataFrame:
    """In how many coded sessions, or hours, does each pillar occur?

    Parameters
    ----------
    by
        A split of :mod:`igfdata.measures.dimensions`.
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
    keys = keys_of_sessions(data, by)
    pillars, pillar = categories_of(column_of(data, "session_pillars", "pillar"))
    session = session_rows(data, "session_pillars")
    size = column_of(data, "sessions", "hours").to_numpy(dtype=float) if weight == "hours" else np.ones(keys.n_sessions)
    rank = column_of(data, "session_pillars", "rank").to_numpy(dtype=float, na_value=np.nan)
    weights = code_weights(session, rank, counting)
    coded = sessions_of(keys.n_sessions, session) & ~np.isnan(size)
    size = np.where(coded, size, 0.0)
    n, of = keys.count(session, pillar, len(pillars), weights * size[session]), keys.total(size)
    return shares_table(keys.names, pillars, n, of[:, None], interval=counting == "full" and weight == "sessions")


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


def gap_to(shares: ArrayLike, reference: ArrayLike = (1 / 3, 1 / 3, 1 / 3)) -> float:
    """Total variation distance of pillar shares from a reference: 0 equal, 1 disjoint."""
    return float(0.5 * np.abs(np.asarray(shares, dtype=float) - np.asarray(reference, dtype=float)).sum())


@once_a_dataset()
def balance(data: Dataset, *, by: str | None = None, interval: bool = True) -> pd.DataFrame:
    """Are the three pillars in balance? 1: equal attention to each; 0: one pillar alone.

    Returns
    -------
    DataFrame
        ``key, category`` (None), ``n`` (sessions with a pillar), ``of`` (coded sessions), ``share``
        (the index, from fractional counting, missing where n is below 5), ``low, high`` (bootstrap
        of sessions), and the three shares behind it: ``protection, provision, participation``.
    """
    keys = keys_of_sessions(data, by)
    session = session_rows(data, "session_pillars")
    bits = np.array([1 << list(v.PILLARS).index(pillar) if pillar in v.PILLARS else 0 for pillar in v.PILLAR_CODES])
    of_session = np.zeros(keys.n_sessions + 1, dtype=int)  # the last: codes without a session
    np.bitwise_or.at(of_session, session, bits[column_of(data, "session_pillars", "pillar").cat.codes])
    of = keys.total(sessions_of(keys.n_sessions, session)).astype(int)
    n_patterns = keys.count(np.arange(keys.n_sessions), of_session[:-1], 8).astype(int)[:, 1:]
    patterns = np.array([[(code >> bit) & 1 for bit in range(3)] for code in range(1, 8)], dtype=float)
    fractions = patterns / patterns.sum(axis=1, keepdims=True)

    def index_of(draws: NDArray) -> NDArray:
        return evenness(draws @ fractions)

    records = []
    for key, counts, n_coded in zip(keys.names, n_patterns, of, strict=True):
        n = int(counts.sum())
        shares = (counts @ fractions) / n if n else np.full(3, np.nan)
        enough = n >= SMALL_N
        low, high = bootstrap_interval(counts, index_of) if enough and interval else (np.nan, np.nan)
        value = float(evenness(shares)) if enough else np.nan
        records.append((key, None, n, int(n_coded), value, low, high, *shares))
    result = pd.DataFrame(records, columns=[*COLUMNS, *v.PILLARS])
    return result.assign(key=ordered(np.arange(len(keys.names)), keys.names))


def under_second_mapping(data: Dataset) -> Dataset:
    """The data with disputed rights placed by :data:`SECOND_MAPPING`, as a test of the headline."""
    pillars, session = data.session_pillars, session_rows(data, "session_pillars")
    order, pillar = categories_of(pillars["pillar"])
    topics, topic = categories_of(column_of(data, "session_topics", "topic"))
    kept, gained = np.ones(len(pillars), dtype=bool), []
    for name, (old, new) in SECOND_MAPPING.items():
        if name not in topics:
            continue
        with_topic = sessions_of(n_sessions(data), session_rows(data, "session_topics")[topic == topics.index(name)])
        rows = np.flatnonzero(with_topic[session])
        if old:
            kept[rows[pillar[rows] == order.index(old)]] = False
        first = np.sort(rows[np.unique(session[rows], return_index=True)[1]])
        gained.append((first, np.full(len(first), order.index(new))))
    rows, codes = (np.concatenate(parts) for parts in zip((np.flatnonzero(kept), pillar[kept]), *gained, strict=True))
    unique = np.sort(np.unique(session[rows].astype(np.int64) * len(order) + codes, return_index=True)[1])
    moved = pillars.take(rows[unique]).assign(pillar=pd.Categorical.from_codes(codes[unique], dtype=pillars["pillar"].dtype))
    return replace(data, session_pillars=moved.reset_index(drop=True))


def ternary_point(shares: ArrayLike) -> tuple[float, float]:
    """Place of (protection, provision, participation) in a triangle of side 1.

    Protection stands at the top, provision at the left, participation at the right.
    """
    top, _, right = np.asarray(shares, dtype=float)
    return float(right + top / 2), float(top * np.sqrt(3) / 2)


@once_a_dataset()
def robustness(data: Dataset) -> pd.DataFrame:
    """Does the headline hold? Leading pillar and balance under each counting rule and mapping.

    Returns
    -------
    DataFrame
        One row a rule: ``rule, leading`` (pillars with the largest share), ``protection, provision,
        participation`` (shares), ``of`` (sessions or hours), ``balance``.
    """
    second = under_second_mapping(data)
    rules: list[tuple[str, Dataset, Counting, Weight]] = [
        ("Full counting, sessions", data, "full", "sessions"),
        ("Fractional counting, sessions", data, "fractional", "sessions"),
        ("Weighted by rank, sessions", data, "ranked", "sessions"),
        ("Full counting, hours", data, "full", "hours"),
        ("Fractional counting, hours", data, "fractional", "hours"),
        ("Second mapping of disputed rights, full counting", second, "full", "sessions"),
    ]
    return pd.DataFrame([headline(*rule) for rule in rules])


def headline(rule: str, data: Dataset, counting: Counting, weight: Weight) -> dict[str, str | float]:
    """Leading pillar, shares and balance under one rule: a row of :func:`robustness`."""
    rows = rows_of(pillar_coverage(data, counting=counting, weight=weight))
    share_of = {row.category: row.share for row in rows}
    shares = [share_of.get(pillar, np.nan) for pillar in v.PILLARS]
    of = max((row.of for row in rows), default=0.0)
    leading = [pillar for pillar, share in zip(v.PILLARS, shares, strict=True) if of and np.isclose(share, max(shares))]
    index = float(evenness(shares)) if counting != "full" and of >= SMALL_N else np.nan
    named = " and ".join(v.PILLARS.label(pillar) for pillar in leading)
    return {"rule": rule, "leading": named, **dict(zip(v.PILLARS, shares, strict=True)), "of": of, "balance": index}
