"""Who is heard more or less than elsewhere? Shares of groups compared with official participation or with other sessions."""

from dataclasses import replace
from functools import partial
from typing import Literal

import numpy as np
import pandas as pd

from igfdata.dataset import Dataset
from igfdata.measures.compare import compare
from igfdata.measures.stakeholders import SHARED, Variable, gap_cells, group_mix, official_shares
from igfdata.memory import remembered
from igfdata.selection import Selection, select

Reference = Literal["official", "others"]
"""Official participation of the meeting, or the people of its sessions that are not about children."""

MIN_BENCHMARK = 0.02
"""No ratio to a benchmark below this share: official figures are rounded to whole percents."""


@remembered
def reference_shares(
    dataset: Dataset, selection: Selection, kind: Reference, *, variable: Variable = "stakeholder_group"
) -> pd.DataFrame:
    """Find the shares that those of a selection are compared with.

    Returns
    -------
    DataFrame
        ``category, share`` (0 to 1), ``of``: people whose group is known, missing for official figures. Empty where there is no such
        reference: official shares are those of one meeting.
    """
    if kind == "others":
        mix = group_mix(select(dataset, replace(selection, relevance=("no",))), variable=variable)
        known = mix[mix["category"].isin(SHARED[variable]) & (mix["of"] > 0)]
        return known.assign(of=known["of"].astype(float))[["category", "share", "of"]].reset_index(drop=True)
    if len(selection.meetings) != 1:
        return pd.DataFrame({"category": [], "share": [], "of": []})
    return official_shares(dataset, selection.meetings[0], variable)[["category", "share"]].assign(of=np.nan)


def representation(data: Dataset, reference: pd.DataFrame, *, variable: Variable = "stakeholder_group") -> pd.DataFrame:
    """How do the shares of the groups compare with a reference?

    Parameters
    ----------
    reference
        ``category, share`` (0 to 1), such as :func:`reference_shares`.

    Returns
    -------
    DataFrame
        ``category, n, of, share, low, high, reference, ratio, log2_ratio``. No ratio where the
        reference is missing or below 2%; a regional reference is scaled to the five regions; ``log2_ratio`` is also missing where the ratio is 0.
    """
    mix = group_mix(data, variable=variable)
    mix = mix[mix["category"].isin(SHARED[variable])]
    base = mix["category"].astype(object).map(reference.set_index("category")["share"]).astype(float)
    base = base / base.sum() if variable == "regional_group" else base
    ratio = mix["share"] / base.where(base >= MIN_BENCHMARK)
    return mix.assign(reference=base, ratio=ratio, log2_ratio=np.log2(ratio.where(ratio > 0)))[
        ["category", "n", "of", "share", "low", "high", "reference", "ratio", "log2_ratio"]
    ].reset_index(drop=True)


def compare_representation(
    a: Dataset, b: Dataset, references: tuple[pd.DataFrame, pd.DataFrame], *, variable: Variable = "stakeholder_group"
) -> pd.DataFrame:
    """Compare the shares of the groups in A and B, each with its own reference.

    Returns
    -------
    DataFrame
        The columns of :func:`igfdata.measures.compare.compare`, and ``a_reference, a_ratio, b_reference, b_ratio``. The difference
        is that of the shares: two ratios have different bases where the references differ.
    """
    frame = compare(a, b, partial(group_mix, variable=variable))
    frame = frame[frame["category"].isin(SHARED[variable])].reset_index(drop=True)
    for side, data, reference in (("a", a, references[0]), ("b", b, references[1])):
        found = representation(data, reference, variable=variable).set_index("category")
        for name in ("reference", "ratio"):
            frame[f"{side}_{name}"] = frame["category"].astype(object).map(found[name]).astype(float)
    return frame


def compare_gaps(a: Dataset, b: Dataset, *, variable: Variable = "stakeholder_group") -> pd.DataFrame:
    """Compare in how many sessions of each pillar the groups have a part.

    Returns
    -------
    DataFrame
        The columns of :func:`igfdata.measures.compare.compare`, and ``a_unknown, b_unknown``: more sessions of each side in which
        not all groups are known.
    """
    measure = partial(gap_cells, variable=variable)
    frame = compare(a, b, measure, by="pillar")
    pairs = pd.MultiIndex.from_arrays([frame["key"].astype(object), frame["category"].astype(object)])
    for side, data in (("a", a), ("b", b)):
        gaps = measure(data)
        unknown = gaps["n_unknown"].set_axis(
            pd.MultiIndex.from_arrays([gaps["key"].astype(object), gaps["category"].astype(object)])
        )
        frame[f"{side}_unknown"] = unknown.reindex(pairs, fill_value=0).to_numpy(dtype=int)
    return frame
