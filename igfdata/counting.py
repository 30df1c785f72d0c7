"""Count by number: how many sessions, people or codes lie in each cell, and of how many?

Every measure asks this question. Values are numbers here: a breakdown gives a session the number of its day, a table of
codes or people gives each row the number of its session and of its value. A count is one ``numpy.bincount`` over cells.
Three sessions, the last two on Day 2, the last on two pillars::

    days:  session  value        pillars:  session  value             count(days, pillars)       total(days)
           0        0 (Day 1)              0        0 (protection)              prot.  prov.
           1        1 (Day 2)              1        0 (protection)      Day 1   1      0         1
           2        1 (Day 2)              2        0 (protection)      Day 2   2      1         2
                                           2        1 (provision)

so that protection has 2 of 2 sessions on Day 2. Frames are made once, at the end of a measure, by :func:`shares_table`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from igfdata.intervals import wilson

Numbers = NDArray[np.integer]
Amounts = NDArray[np.integer] | NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Values:
    """Which session has which value, as numbers.

    Parameters
    ----------
    names
        All values, in order.
    session, value
        Number of a session, ascending, and of a value that it has; -1 is a value that is not stated. A session can
        occur several times, or not at all.
    n_sessions
        Sessions of the dataset.
    """

    names: Sequence[str]
    session: Numbers
    value: Numbers
    n_sessions: int

    def __post_init__(self) -> None:
        for numbers in (self.session, self.value):
            numbers.flags.writeable = False  # shared by all who count

    @cached_property
    def present(self) -> Mask:
        """Which sessions occur?"""
        return np.bincount(self.session, minlength=self.n_sessions) > 0

    @cached_property
    def matrix(self) -> Mask:
        """Which sessions have which value? An array of sessions × names."""
        has = np.zeros((self.n_sessions, len(self.names) + 1), dtype=bool)
        has[self.session, self.value] = True  # -1, not stated, falls on the last column
        return has[:, :-1]

    def having(self, name: str | None) -> Mask:
        """Which sessions have a value? None asks for one that is not stated."""
        has = np.zeros(self.n_sessions, dtype=bool)
        number = -1 if name is None else self.names.index(name) if name in self.names else None
        if number is not None:
            has[self.session[self.value == number]] = True
        return has

    def stated(self) -> "Values":
        """Give the same without what is not stated."""
        known = self.value >= 0
        return Values(self.names, self.session[known], self.value[known], self.n_sessions)

    def each_once(self) -> "Values":
        """Give each value of a session once, however often it has it."""
        session, value = np.nonzero(self.matrix)
        return Values(self.names, session, value, self.n_sessions)

    def only(self, is_kept: Mask) -> "Values":
        """Give the same with fewer names; entries of the others go."""
        number = np.append(np.where(is_kept, np.cumsum(is_kept) - 1, -1), -1)  # the last: not stated
        names = [name for name, kept in zip(self.names, is_kept, strict=True) if kept]
        return Values(names, self.session, number[self.value], self.n_sessions).stated()

    def of_rows(self, session: Numbers) -> tuple[Numbers, Numbers]:
        """Join rows by the number of their session: position of a row, and the value it gets; one pair a value."""
        if len(self.session) == self.n_sessions and self.present.all():  # one value each: the quick way
            return np.arange(len(session)), self.value[session]
        n_values = np.bincount(self.session, minlength=self.n_sessions)
        first, n = (np.cumsum(n_values) - n_values)[session], n_values[session]
        return np.repeat(np.arange(len(session)), n), self.value[ranges(first, n)]


def ranges(first: Numbers, n: Numbers) -> Numbers:
    """Give ``first[0]`` and the following numbers, ``n[0]`` of them, then those of ``first[1]``, and so on."""
    return np.arange(n.sum()) + np.repeat(first - (np.cumsum(n) - n), n)


def count(keys: Values, values: Values, weight: Amounts | None = None) -> Amounts:
    """Count the rows of ``values`` (or add up their weights) by key and value: an array of keys × values.

    A row counts for each key of its session.
    """
    row, key = keys.of_rows(values.session)
    return cells(key, values.value[row], (len(keys.names), len(values.names)), None if weight is None else weight[row])


def total(keys: Values, amount: Amounts | Mask | None = None) -> Amounts:
    """Count the sessions of each key, or add up an amount that each session has; a mask counts where it is true."""
    if amount is None or amount.dtype.kind != "f":
        chosen = keys.value if amount is None else np.repeat(keys.value, amount[keys.session].astype(int))
        return np.bincount(chosen, minlength=len(keys.names))
    return np.bincount(keys.value, weights=amount[keys.session], minlength=len(keys.names))


def cells(key: Numbers, value: Numbers, shape: tuple[int, int], weight: Amounts | None = None) -> Amounts:
    """Count rows (or add up their weights) by key and value; -1, not stated, is the last value."""
    place = key.astype(np.int64) * shape[1] + value % shape[1]
    return np.bincount(place, weights=weight, minlength=shape[0] * shape[1]).reshape(shape)


def shares_table(
    names: Sequence[str], categories: Sequence[str], n: NDArray, of: NDArray, *, interval: bool = True, **columns: NDArray
) -> pd.DataFrame:
    """Make a frame of counts and shares: ``key, category, n, of, share, low, high`` and more columns, one row a key and category.

    The arrays are of keys × categories, or of keys × 1. ``share``: missing where ``of`` is 0; ``low, high``: its Wilson interval.
    """
    n, of = np.broadcast_arrays(n, of)
    share = np.divide(n, of, out=np.full(n.shape, np.nan), where=of > 0)
    low, high = wilson(n, of) if interval else (np.full(n.shape, np.nan),) * 2
    key, category = np.divmod(np.arange(n.size), max(1, len(categories)))
    values = {"n": n, "of": of, "share": share, "low": low, "high": high, **columns}
    flat = {name: np.broadcast_to(value, n.shape).ravel() for name, value in values.items()}
    return pd.DataFrame({"key": ordered(key, names), "category": ordered(category, categories)} | flat)


def ordered(numbers: Numbers, names: Iterable[str]) -> pd.Categorical:
    """Make an ordered category from numbers."""
    return pd.Categorical.from_codes(numbers, dtype=_order_of(tuple(names)))


def numbers_of(column: pd.Series) -> Numbers:
    """Give the numbers of the categories in a column, -1 where it is missing; quicker than by ``cat.codes``."""
    assert isinstance(column.array, pd.Categorical)
    return column.array.codes


def is_one_of(column: pd.Series, wanted: Collection[str]) -> Mask:
    """Tell where a column of categories has one of the values."""
    is_wanted = [*(name in wanted for name in column.cat.categories), False]  # the last stands for -1: missing
    return np.array(is_wanted, dtype=bool)[numbers_of(column)]


@lru_cache(maxsize=256)
def _order_of(names: tuple[str, ...]) -> pd.CategoricalDtype:
    """The order of some names: making one takes longer than counting by it."""
    return pd.CategoricalDtype(pd.Index(names, dtype="str"), ordered=True)
