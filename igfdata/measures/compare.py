"""How do two selections differ? Any measure of A and of B in one frame, with the difference of their shares and its interval.

Two selections may share sessions: a stakeholder group compared with everybody is a part of the whole. The difference is that of the
two shares as they are shown. Its interval takes the shared sessions once: A and B fall into three parts that share nothing (only in
A, only in B, in both), and the difference is a weighted sum of the shares of the three. The interval of such a sum is put together
from the Wilson bounds of each part (Zou and Donner 2008, the method of variance estimates recovery). For two selections without a
common session it is Newcombe's hybrid score interval (1998); for a part and the whole it is Newcombe's interval of the part
compared with the rest, times the share of the rest in the whole; for two equal selections it is 0 to 0.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from igfdata.counting import numbers_of, ordered
from igfdata.dataset import Dataset
from igfdata.intervals import wilson
from igfdata.measures.breakdown import rows_by
from igfdata.memory import remembered
from igfdata.selection import in_both
from igfdata.selection.selecting import Part
from igfdata.vocabulary import SMALL_N

Measure = Callable[..., pd.DataFrame]

NO_CATEGORY = ""
"""Category of a measure that has none."""

Placed = dict[str, NDArray[np.float64]]
"""``n, of, share`` of keys × categories."""

COLUMNS = ["key", "category", "a_n", "a_of", "a_share", "b_n", "b_of", "b_share", "difference", "low", "high"]
"""Columns of a comparison: counts, denominators and shares of both, the difference A − B from 0 to 1, and its 95% interval."""


@remembered
def compare(a: Dataset, b: Dataset, measure: Measure, *, by: str | None = None, differs: bool = True) -> pd.DataFrame:
    """Compare a measure of two parts of one dataset.

    Parameters
    ----------
    measure
        A function of a dataset and ``by`` that gives ``key, category, n, of, low``, such as
        :func:`igfdata.measures.coverage.pillar_coverage`, ``group_mix`` or ``topic_sessions``.
    differs
        Whether shares of the measure can be taken from each other; an index of balance cannot.

    Returns
    -------
    DataFrame
        :data:`COLUMNS`, one row for each key and category of A or B. ``difference``: only where both denominators are 5 or more, below
        that the counts stand alone. ``low, high``: only for counts of sessions or people (hours and shared pillars have none), and
        only where the sessions in both have the same values in A and in B (codes of two coders for the same sessions have none).
    """
    frames = [measure(part, by=by) for part in (a, b, *_parts(a, b))]
    keys = _order([frame["key"] for frame in frames[:2]], rows_by(a, by).names if by else [])
    categories = _order([frame["category"] for frame in frames[:2]], rows_by(a, "topic").names) or [NO_CATEGORY]
    of_a, of_b, *of_parts = (_placed(frame, keys, categories) for frame in frames)
    enough = (of_a["of"] >= SMALL_N) & (of_b["of"] >= SMALL_N) & differs
    low, high = _interval(of_a, of_b, of_parts)
    is_counted = all(_is_counted(frame) for frame in frames[:2])
    place = np.divmod(np.arange(len(keys) * len(categories)), len(categories))
    columns: dict[str, Any] = {"key": ordered(place[0], keys), "category": ordered(place[1], categories)}
    for side, placed in (("a", of_a), ("b", of_b)):
        for name in ("n", "of", "share"):
            is_whole = is_counted and name != "share"
            columns[f"{side}_{name}"] = pd.array(placed[name], dtype="Int64" if is_whole else "float64")
    columns["difference"] = np.where(enough, of_a["share"] - of_b["share"], np.nan)
    columns["low"], columns["high"] = (np.where(enough & is_counted, bound, np.nan) for bound in (low, high))
    return pd.DataFrame(columns)[COLUMNS]


@remembered
def _parts(a: Dataset, b: Dataset) -> tuple[Dataset, Dataset, Dataset, Dataset]:
    """Give what is only in A, only in B, and in both as A and as B count it."""
    shared_a, shared_b = in_both(a, b), in_both(b, a)
    return Part.of(a, ~shared_a), Part.of(b, ~shared_b), Part.of(a, shared_a), Part.of(b, shared_b)


def newcombe(n: tuple[float, float], of: tuple[float, float]) -> tuple[float, float]:
    """Give the 95% interval of the difference of two independent shares, by Newcombe's hybrid score method.

    >>> [round(bound, 3) for bound in newcombe((56, 48), (70, 80))]
    [0.052, 0.334]
    """
    low, high = _weighted(np.array(n, dtype=float)[:, None], np.array(of, dtype=float)[:, None], np.array([[1.0], [-1.0]]))
    return float(low[0]), float(high[0])


def _interval(a: Placed, b: Placed, parts: list[Placed]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Interval of the difference from its parts: only in A, only in B, and in both as A and as B count them."""
    only_a, only_b, both, both_as_b = parts
    with np.errstate(divide="ignore", invalid="ignore"):
        weights = np.array([only_a["of"] / a["of"], -only_b["of"] / b["of"], both["of"] / a["of"] - both["of"] / b["of"]])
    n, of = (np.array([part[name] for part in (only_a, only_b, both)]) for name in ("n", "of"))
    low, high = _weighted(n, of, np.nan_to_num(weights, nan=0.0, posinf=0.0, neginf=0.0))
    is_same = (both["n"] == both_as_b["n"]) & (both["of"] == both_as_b["of"])
    return np.where(is_same, low, np.nan), np.where(is_same, high, np.nan)


def _weighted(n: NDArray, of: NDArray, weights: NDArray) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Interval of a weighted sum of independent shares, parts × cells; a part without anybody weighs nothing."""
    low, high = wilson(n, of)
    share = np.divide(n, of, out=np.zeros(n.shape), where=of > 0)
    bounds = np.sort(np.stack([weights * np.where(of > 0, low, 0.0), weights * np.where(of > 0, high, 0.0)]), axis=0)
    middle = weights * share
    total = middle.sum(axis=0)
    below, above = np.sqrt(((middle - bounds[0]) ** 2).sum(axis=0)), np.sqrt(((bounds[1] - middle) ** 2).sum(axis=0))
    return total - below, total + above


def _order(columns: list[pd.Series], names: Sequence[str]) -> list[str]:
    """Values of two columns in the order that both have, else in the order of all the names there are."""
    first, second = (
        list(column.cat.categories) if isinstance(column.dtype, pd.CategoricalDtype) else list(column.dropna().unique())
        for column in columns
    )
    both = list(dict.fromkeys([*first, *second]))
    return both if first == second or not set(both) <= set(names) else [name for name in names if name in both]


def _placed(frame: pd.DataFrame, keys: Sequence[str], categories: Sequence[str]) -> Placed:
    """``n, of, share`` of a measure, an array each of keys × categories: 0 where the measure has no such key.

    A category that does not occur in a key has the denominator of the key.
    """
    key = _numbers(frame["key"], keys)
    size = len(keys) * len(categories)
    n, of, share = np.zeros(size), np.full(size, np.nan), np.full(size, np.nan)
    there = np.zeros(size, dtype=bool)
    place = key * len(categories) + _numbers(frame["category"], categories)
    there[place] = True
    n[place], of[place], share[place] = (frame[name].to_numpy(dtype=float) for name in ("n", "of", "share"))
    of_key = np.zeros(len(keys))
    np.fmax.at(of_key, key, frame["of"].to_numpy(dtype=float))
    of = np.where(there, of, np.repeat(of_key, len(categories)))
    return {"n": n, "of": of, "share": np.where(~there & (of > 0), 0.0, share)}


def _numbers(column: pd.Series, names: Sequence[str]) -> NDArray[np.integer]:
    """Place of each value of a column in a list; a column without values has the one of :data:`NO_CATEGORY`."""
    place = {name: number for number, name in enumerate(names)}
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return np.array([place[NO_CATEGORY if value is None or value != value else value] for value in column], dtype=int)
    return np.array([*(place[name] for name in column.cat.categories), 0], dtype=int)[numbers_of(column)]


def _is_counted(frame: pd.DataFrame) -> bool:
    """Tell whether a measure counts sessions or people, which have intervals; hours and parts of sessions have fractions."""
    return pd.api.types.is_integer_dtype(frame["n"])
