"""Counting by number: how many sessions, codes or persons does each value of a split have?

The sessions, the values of a split and the categories are numbers here, so that a count is one pass
over an array (``numpy.bincount``) and no join of texts; the frames that measures return are made at the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from igfdata.joining import spread
from igfdata.measures.intervals import wilson

Numbers = NDArray[np.integer]
Amounts = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Keys:
    """Which sessions belong to which value of a split.

    Parameters
    ----------
    names
        The values in order.
    session, key
        Row of a session in ``sessions``, ascending, and number of a value it has; a session with
        several values stands there several times, one without not at all.
    n_sessions
        Sessions of the dataset.
    """

    names: list[str]
    session: Numbers
    key: Numbers
    n_sessions: int

    @cached_property
    def _starts(self) -> Numbers:
        """Where in ``session`` each session begins; one more at the end."""
        return np.concatenate([[0], np.cumsum(np.bincount(self.session, minlength=self.n_sessions))])

    @cached_property
    def _is_one_each(self) -> bool:
        """Whether every session has exactly one value."""
        return len(self.session) == self.n_sessions and bool((np.diff(self._starts) == 1).all())

    def of_rows(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Which rows have which value, where ``rows`` are the sessions they belong to: place in ``rows``, and number of a value."""
        known = np.flatnonzero(rows >= 0)
        if self._is_one_each:
            return known, self.key[rows[known]]
        position, place = spread(self._starts, rows[known])
        return known[position], self.key[place]

    def count(self, rows: Numbers, category: Numbers, n_categories: int, weight: Amounts | None = None) -> Amounts:
        """Rows (or their weights) by value and category: an array of ``len(names)`` × ``n_categories``."""
        place, key = self.of_rows(rows)
        weights = None if weight is None else weight[place]
        return counts(key, category[place], (len(self.names), n_categories), weights)

    def having(self, name: str) -> NDArray[np.bool_]:
        """Which sessions have a value? None, where the value does not occur."""
        has = np.zeros(self.n_sessions, dtype=bool)
        if name in self.names:
            has[self.session[self.key == self.names.index(name)]] = True
        return has

    def total(self, amount: NDArray) -> Amounts:
        """Sum over the sessions of each value; ``amount`` has one number, or True, a session."""
        return np.bincount(self.key, weights=amount[self.session], minlength=len(self.names)).astype(float)


def counts(key: Numbers, category: Numbers, shape: tuple[int, int], weight: Amounts | None = None) -> Amounts:
    """Rows (or their weights) by key and category."""
    place = key.astype(np.int64) * shape[1] + category
    return np.bincount(place, weights=weight, minlength=shape[0] * shape[1]).reshape(shape).astype(float)


def counted_table(names: Sequence[str], categories: Sequence[str], n: NDArray, **columns: NDArray) -> pd.DataFrame:
    """A frame with a row for each key and category: ``key, category, n`` and more columns.

    Parameters
    ----------
    n, columns
        Arrays of keys × categories, or of keys × 1.
    """
    shape = (len(names), len(categories))
    key, category = np.divmod(np.arange(shape[0] * shape[1]), max(1, shape[1]))
    table = {"key": ordered(key, names), "category": ordered(category, categories), "n": n.ravel()}
    return pd.DataFrame(table | {name: np.broadcast_to(values, shape).ravel() for name, values in columns.items()})


def shares_table(
    names: Sequence[str], categories: Sequence[str], n: NDArray, of: NDArray, *, interval: bool = True, **columns: NDArray
) -> pd.DataFrame:
    """The same with ``of, share, low, high``: the share of ``of``, missing where that is 0, and its Wilson interval where asked."""
    n, of = np.broadcast_arrays(n, of)
    share = np.divide(n, of, out=np.full(n.shape, np.nan), where=of > 0)
    low, high = wilson(n, of) if interval else (np.full(n.shape, np.nan),) * 2
    return counted_table(names, categories, n, of=of, share=share, low=low, high=high, **columns)


def ordered(numbers: Numbers, names: Sequence[str]) -> pd.Categorical:
    """Numbers as an ordered category."""
    return pd.Categorical.from_codes(numbers, dtype=_order_of(tuple(names)))


@lru_cache(maxsize=256)
def _order_of(names: tuple[str, ...]) -> pd.CategoricalDtype:
    """The order of some names: making one takes longer than counting by it."""
    return pd.CategoricalDtype(pd.Index(names, dtype="str"), ordered=True)
