"""Who speaks, and who is missing? Persons and sessions by stakeholder and regional group."""

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.measures.dimensions import COLUMNS, counts_by, person_keys, session_keys
from igfdata.measures.intervals import add_shares

Variable = Literal["stakeholder_group", "regional_group"]

SHARED: dict[str, list[str]] = {"stakeholder_group": v.SECTORS, "regional_group": v.REGIONS}
"""The groups that shares are computed over; youth (an age) and intergovernmental (no region) stand outside."""

BENCHMARKS = {"stakeholder_group": "stakeholder_group_share", "regional_group": "regional_group_share"}
MIN_BENCHMARK = 0.02
"""No ratio to a benchmark below this share: official figures are rounded to whole percents."""


def group_mix(data: Dataset, *, variable: Variable = "stakeholder_group", by: str | None = None) -> pd.DataFrame:
    """Which groups do the persons belong to?

    Returns
    -------
    DataFrame
        ``key, category, n, of, share, low, high`` and ``share_min, share_max``. For groups in
        :data:`SHARED`, ``of`` is the number of persons whose group is known and the bounds say what
        the share would be among all persons if none, or all, of the unknown belonged to the group.
        For the others (youth; intergovernmental as a region; ``not stated``) ``of`` is all persons.
    """
    persons = person_keys(data, by)
    known = SHARED[variable]
    values = persons[variable].astype(object).where(persons[variable].notna(), v.UNKNOWN)
    vocabulary = v.STAKEHOLDER_GROUPS if variable == "stakeholder_group" else v.REGIONAL_GROUPS
    order = [*vocabulary, v.UNKNOWN]
    rows = pd.DataFrame({"key": persons["key"], "category": pd.Categorical(values, categories=order, ordered=True)})
    result = counts_by(rows).rename("n").reset_index()
    totals = result.groupby("key", observed=False)["n"].transform("sum")
    in_shares = result["category"].isin(known)
    stated = result["n"].where(in_shares, 0).groupby(result["key"], observed=False).transform("sum")
    unknown = result["n"].where(result["category"] == v.UNKNOWN, 0).groupby(result["key"], observed=False).transform("sum")
    result["of"] = stated.where(in_shares, totals)
    result = add_shares(result)
    everyone = totals.where(totals > 0)
    result["share_min"] = (result["n"] / everyone).where(in_shares)
    result["share_max"] = ((result["n"] + unknown) / everyone).where(in_shares)
    return result[[*COLUMNS, "share_min", "share_max"]]


def group_presence(data: Dataset, *, variable: Variable = "stakeholder_group", by: str | None = None) -> pd.DataFrame:
    """In how many sessions does each group have a part?

    Returns
    -------
    DataFrame
        ``key, category, n, of, share, low, high``; ``of`` is the number of sessions of which at least
        one person's group is known; sessions without one are unknown, not empty.
    """
    keys = session_keys(data, by)
    persons = data.participants.loc[data.participants[variable].notna(), ["session_id", variable]].drop_duplicates()
    rows = persons.rename(columns={variable: "category"}).merge(keys, on="session_id")
    result = counts_by(rows).rename("n").reset_index()
    of = keys[keys["session_id"].isin(persons["session_id"])].groupby("key", observed=False).size()
    result["of"] = result["key"].astype(object).map(of).fillna(0.0).astype(float)
    return add_shares(result)[COLUMNS]


def blau(counts: ArrayLike) -> float:
    """Blau (Gini-Simpson) index, 1 - Σ p²: the chance that two random persons differ in group."""
    n = np.asarray(counts, dtype=float)
    return float(1 - ((n / n.sum()) ** 2).sum()) if n.sum() else float("nan")


def effective_number(counts: ArrayLike) -> float:
    """Number of equally large groups that would be as diverse: e^H (Hill number of order 1)."""
    n = np.asarray(counts, dtype=float)
    p = n[n > 0] / n.sum()
    return float(np.exp(-(p * np.log(p)).sum())) if len(p) else float("nan")


def diversity(data: Dataset, *, variable: Variable = "stakeholder_group", by: str | None = None) -> pd.DataFrame:
    """As diverse as how many equal groups? Pooled over all persons of each key whose group is known.

    Returns
    -------
    DataFrame
        ``key, n`` (persons of known group), ``of`` (all persons), ``n_groups`` (K, fixed), ``blau``
        (0 to (K-1)/K), ``blau_normalised`` (0 to 1), ``evenness`` (H / ln K), ``effective``.
    """
    mix = group_mix(data, variable=variable, by=by)
    known = SHARED[variable]
    k = len(known)
    records = []
    for key, rows in mix.groupby("key", observed=False):
        counts = rows.loc[rows["category"].isin(known), "n"].to_numpy()
        index, number = blau(counts), effective_number(counts)
        evenness = np.log(number) / np.log(k) if number > 0 else np.nan
        records.append(
            (
                key,
                counts.sum(),
                rows.loc[~rows["category"].isin(known), "n"].sum() + counts.sum(),
                k,
                index,
                index * k / (k - 1),
                evenness,
                number,
            )
        )
    return pd.DataFrame(records, columns=["key", "n", "of", "n_groups", "blau", "blau_normalised", "evenness", "effective"])


def official_shares(data: Dataset, meeting_id: str, variable: Variable = "stakeholder_group") -> pd.DataFrame:
    """Official participation of a meeting: ``category, share`` (0 to 1), ``source_url``; empty where none was published."""
    year = data.meetings.set_index("meeting_id")["year"].get(meeting_id)
    rows = data.benchmarks[(data.benchmarks["year"] == year) & (data.benchmarks["measure"] == BENCHMARKS[variable])]
    return pd.DataFrame(
        {"category": rows["category"], "share": rows["value"] / 100, "source_url": rows["source_url"]}
    ).reset_index(drop=True)


def representation(data: Dataset, reference: pd.DataFrame, *, variable: Variable = "stakeholder_group") -> pd.DataFrame:
    """How do the shares of the groups compare with a reference?

    Parameters
    ----------
    reference
        ``category, share`` (0 to 1), such as :func:`official_shares`, or :func:`group_mix` of other sessions.

    Returns
    -------
    DataFrame
        ``category, n, of, share, low, high, reference, ratio, log2_ratio``. No ratio where the
        reference is missing or below 2 %; a regional reference is scaled to the five regions; ``log2_ratio`` is also missing where the ratio is 0.
    """
    mix = group_mix(data, variable=variable)
    mix = mix[mix["category"].isin(SHARED[variable])]
    base = mix["category"].astype(object).map(reference.set_index("category")["share"]).astype(float)
    base = base / base.sum() if variable == "regional_group" else base
    ratio = mix["share"] / base.where(base >= MIN_BENCHMARK)
    return mix.assign(reference=base, ratio=ratio, log2_ratio=np.log2(ratio.where(ratio > 0)))[
        ["category", "n", "of", "share", "low", "high", "reference", "ratio", "log2_ratio"]
    ].reset_index(drop=True)


def gap_cells(data: Dataset, *, by: str | None = "pillar", variable: Variable = "stakeholder_group") -> pd.DataFrame:
    """Which groups have no part in the sessions of a pillar, or is it only not stated?

    Returns
    -------
    DataFrame
        ``key, category, n`` (sessions with the group), ``of`` (sessions of the key), ``n_unknown``
        (sessions without the group in which some person's group is not stated, or nobody is listed),
        ``state``: ``present``; ``none`` (no session, all groups known); ``not stated`` (no session,
        but some are unknown).
    """
    keys = session_keys(data, by)
    persons = data.participants[["session_id", variable]]
    listed = persons["session_id"].unique()
    unknown = persons.loc[persons[variable].isna(), "session_id"].unique()
    keys["is_open"] = keys["session_id"].isin(unknown) | ~keys["session_id"].isin(listed)
    records = []
    for category in SHARED[variable]:
        with_group = keys["session_id"].isin(persons.loc[persons[variable] == category, "session_id"])
        cells = keys.assign(n=with_group, n_unknown=keys["is_open"] & ~with_group, of=1)
        records.append(
            cells.groupby("key", observed=False)[["n", "of", "n_unknown"]].sum().reset_index().assign(category=category)
        )
    result = pd.concat(records, ignore_index=True)
    state = np.where(result["n"] > 0, "present", np.where(result["n_unknown"] > 0, v.UNKNOWN, "none"))
    return result.assign(state=state, category=pd.Categorical(result["category"], categories=SHARED[variable], ordered=True))[
        ["key", "category", "n", "of", "n_unknown", "state"]
    ]
