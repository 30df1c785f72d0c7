"""How do sessions cover the three rights pillars, and are the pillars in balance?"""

from dataclasses import replace
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.measures.dimensions import COLUMNS, counts_by, session_keys
from igfdata.measures.intervals import SMALL_N, add_shares, bootstrap_interval

Counting = Literal["full", "fractional", "ranked"]
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


def code_weights(codes: pd.DataFrame, counting: Counting) -> pd.Series:
    """Weight of each pillar code of a session.

    ``full``: 1 each, "how many sessions touch this pillar". ``fractional``: 1/k of k codes, "how is
    attention split" (Waltman & van Eck 2015, https://daneshyari.com/en/article/523088).
    ``ranked``: rank-order centroid, (1/k) Σ_{j≥r} 1/j, for codes in order of weight;
    sessions whose codes have no rank count as fractional.
    """
    if counting == "full":
        return pd.Series(1.0, index=codes.index)
    size = codes.groupby("session_id")["pillar"].transform("size")
    if counting == "fractional":
        return 1 / size
    rank = codes.groupby("session_id")["rank"].rank(method="first")
    is_ranked = rank.notna().groupby(codes["session_id"]).transform("all")
    weights = [rank_order_centroid(int(r), int(k)) if ok else 1 / k for r, k, ok in zip(rank, size, is_ranked, strict=True)]
    return pd.Series(weights, index=codes.index, dtype=float)


def rank_order_centroid(rank: int, k: int) -> float:
    """Weight of the code at ``rank`` of ``k`` ordered codes.

    >>> [round(rank_order_centroid(rank, 3), 3) for rank in (1, 2, 3)]
    [0.611, 0.278, 0.111]
    """
    return sum(1 / j for j in range(rank, k + 1)) / k


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
    keys = session_keys(data, by)
    hours = data.sessions.set_index("session_id")["hours"]
    codes = data.session_pillars
    codes = codes.assign(weight=code_weights(codes, counting))
    if weight == "hours":
        codes = codes.assign(weight=codes["weight"] * codes["session_id"].map(hours).astype(float)).dropna(subset=["weight"])
    coded = keys[keys["session_id"].isin(codes["session_id"])]
    of = (
        (coded["session_id"].map(hours).astype(float) if weight == "hours" else pd.Series(1.0, index=coded.index))
        .groupby(coded["key"], observed=False)
        .sum()
    )
    rows = codes[["session_id", "pillar", "weight"]].merge(keys, on="session_id").rename(columns={"pillar": "category"})
    result = counts_by(rows, rows["weight"]).rename("n").reset_index()
    result["of"] = result["key"].astype(object).map(of).fillna(0.0).astype(float)
    return add_shares(result, interval=counting == "full" and weight == "sessions")[COLUMNS]


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


def balance(data: Dataset, *, by: str | None = None, interval: bool = True) -> pd.DataFrame:
    """Are the three pillars in balance? 1: equal attention to each; 0: one pillar alone.

    Returns
    -------
    DataFrame
        ``key, category`` (None), ``n`` (sessions with a pillar), ``of`` (coded sessions), ``share``
        (the index, from fractional counting, missing where n is below 5), ``low, high`` (bootstrap
        of sessions), and the three shares behind it: ``protection, provision, participation``.
    """
    codes = data.session_pillars[data.session_pillars["pillar"] != v.UNCLEAR]
    sets = codes.groupby("session_id")["pillar"].agg(lambda values: sum(1 << list(v.PILLARS).index(value) for value in values))
    keys = session_keys(data, by)
    coded = keys[keys["session_id"].isin(data.session_pillars["session_id"])]
    patterns = np.array([[(code >> bit) & 1 for bit in range(3)] for code in range(1, 8)], dtype=float)
    fractions = patterns / patterns.sum(axis=1, keepdims=True)

    def index_of(draws: NDArray) -> NDArray:
        return evenness(draws @ fractions)

    records = []
    for key in coded["key"].cat.categories:
        of_key = coded.loc[coded["key"] == key, "session_id"]
        counts = np.bincount(of_key.map(sets).dropna().astype(int), minlength=8)[1:8]
        n = int(counts.sum())
        shares = (counts @ fractions) / n if n else np.full(3, np.nan)
        enough = n >= SMALL_N
        low, high = bootstrap_interval(counts, index_of) if enough and interval else (np.nan, np.nan)
        value = float(evenness(shares)) if enough else np.nan
        records.append((key, None, n, len(of_key), value, low, high, *shares))
    result = pd.DataFrame(records, columns=[*COLUMNS, *v.PILLARS])
    return result.assign(key=pd.Categorical(result["key"], categories=coded["key"].cat.categories, ordered=True))


def under_second_mapping(data: Dataset) -> Dataset:
    """The data with disputed rights placed by :data:`SECOND_MAPPING`, as a test of the headline."""
    pillars = data.session_pillars
    topics = data.session_topics
    leave, gain = [], []
    for topic, (old, new) in SECOND_MAPPING.items():
        sessions = topics.loc[topics["topic"] == topic, "session_id"].drop_duplicates()
        if old:
            leave.append(pillars["session_id"].isin(sessions) & (pillars["pillar"] == old))
        gain.append(pillars[pillars["session_id"].isin(sessions)].drop_duplicates("session_id").assign(pillar=new))
    kept = pillars[~np.logical_or.reduce(leave)] if leave else pillars
    moved = pd.concat([kept, *gain]).astype({"pillar": pillars["pillar"].dtype})
    return replace(data, session_pillars=moved.drop_duplicates(["session_id", "pillar"]).reset_index(drop=True))


def ternary_point(shares: ArrayLike) -> tuple[float, float]:
    """Place of (protection, provision, participation) in a triangle of side 1.

    Protection stands at the top, provision at the left, participation at the right.
    """
    top, _, right = np.asarray(shares, dtype=float)
    return float(right + top / 2), float(top * np.sqrt(3) / 2)


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
    records = []
    for rule, source, counting, weight in rules:
        rows = pillar_coverage(source, counting=counting, weight=weight).set_index("category")
        shares = [float(rows["share"].get(pillar, np.nan)) for pillar in v.PILLARS]
        of = float(rows["of"].max()) if len(rows) else 0.0
        leading = [pillar for pillar, share in zip(v.PILLARS, shares, strict=True) if of and np.isclose(share, max(shares))]
        index = float(evenness(shares)) if counting != "full" and of >= SMALL_N else np.nan
        records.append((rule, " and ".join(v.PILLARS.label(pillar) for pillar in leading), *shares, of, index))
    return pd.DataFrame(records, columns=["rule", "leading", *v.PILLARS, "of", "balance"])
