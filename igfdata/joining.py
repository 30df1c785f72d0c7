"""Joins and cuts by row number: which session does each row of a table belong to, and which rows are left of it?

Many times quicker than by text; and what nobody asks for is not cut: a page looks at few columns of a part.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from igfdata.dataset import Dataset
from igfdata.once import once_a_dataset

Rows = NDArray[np.integer]
Mask = NDArray[np.bool_]


@once_a_dataset()
def session_rows(dataset: Dataset, table: str) -> Rows:
    """Row in ``sessions`` of the session of each row of a table; -1 where it is not there."""
    if _cut_of(dataset) is not None:
        return _kept(dataset, table)[0]
    return _row_numbers(dataset.sessions["session_id"], getattr(dataset, table)["session_id"])


@once_a_dataset()
def meeting_rows(dataset: Dataset) -> Rows:
    """Row in ``meetings`` of the meeting of each session; -1 where it is not there."""
    cut = _cut_of(dataset)
    if cut is not None:
        return cut.meeting.take(cut.sessions)
    return _row_numbers(dataset.meetings["meeting_id"], dataset.sessions["meeting_id"])


@once_a_dataset()
def column_of(dataset: Dataset, table: str, name: str) -> pd.Series:
    """One column of a table, without cutting the others."""
    cut = _cut_of(dataset)
    if cut is None or table in vars(dataset):
        return getattr(dataset, table)[name]
    return cut.tables[table].frame[name].take(_kept(dataset, table)[1]).reset_index(drop=True)


def n_sessions(dataset: Dataset) -> int:
    """How many sessions there are, without cutting them."""
    cut = _cut_of(dataset)
    return len(dataset.sessions) if cut is None else len(cut.sessions)


def _row_numbers(keys: pd.Series, values: pd.Series) -> Rows:
    return pd.Index(keys).get_indexer(pd.Index(values))


def is_one_of(values: pd.Series, wanted: Iterable[str]) -> Mask:
    """Where does a categorical column have one of the values? By the numbers of its categories."""
    is_wanted = np.append(values.cat.categories.isin(list(wanted)), False)  # the last stands for -1: missing
    return is_wanted.take(values.cat.codes.to_numpy())


def sessions_of(n_sessions: int, rows: Rows) -> Mask:
    """Which sessions have any of these rows?"""
    has = np.zeros(n_sessions + 1, dtype=bool)
    has[rows] = True  # -1, a row without a session, falls on the place too many
    return has[:-1]


def incidence(n_sessions: int, n_values: int, rows: Rows, values: Rows) -> Mask:
    """Which sessions have which values, by number, however often? An array of sessions × values."""
    has = np.zeros((n_sessions, n_values), dtype=bool)
    has[rows, values] = True
    return has


def spread(starts: Rows, chosen: Rows) -> tuple[Rows, Rows]:
    """The places ``starts[i]`` to ``starts[i + 1]`` of each chosen i, one after the other.

    Returns
    -------
    tuple of arrays
        For each place: the position in ``chosen`` of the i it belongs to, and the place.
    """
    begin = starts.take(chosen)
    n = starts.take(chosen + 1) - begin
    position = np.repeat(np.arange(len(chosen)), n)
    return position, np.arange(len(position)) + (begin - np.cumsum(n) + n).take(position)


@dataclass(frozen=True, eq=False)
class Owned:
    """A table of which each row belongs to a session.

    Parameters
    ----------
    frame, session
        The table, and the row in ``sessions`` of the session of each of its rows; -1 where there is none.
    """

    frame: pd.DataFrame
    session: Rows

    @cached_property
    def _by_session(self) -> tuple[Rows | None, Rows]:
        """Rows in the order of their sessions (None: they are), and where those of each session begin."""
        is_sorted = bool((np.diff(self.session) >= 0).all())
        order = None if is_sorted else np.argsort(self.session, kind="stable")
        ascending = self.session if order is None else self.session[order]
        return order, np.searchsorted(ascending, np.arange((ascending[-1] if len(ascending) else -1) + 2))

    def rows_of(self, sessions: Rows) -> tuple[Rows, Rows]:
        """Rows of some sessions, in their order in the table: the position of the session of each, and the row."""
        order, starts = self._by_session
        position, rows = spread(starts, sessions[sessions < len(starts) - 1])
        if order is None:
            return position, rows
        rows = order[rows]
        again = np.argsort(rows)
        return position[again], rows[again]


def part(dataset: Dataset, keep: Mask, tables: Mapping[str, Owned]) -> Dataset:
    """The sessions where ``keep`` is true, with their rows of other tables."""
    made = object.__new__(_Part)
    owned = {"sessions": Owned(dataset.sessions, np.empty(0, dtype=int)), **tables}
    cut = _Cut(np.flatnonzero(keep), meeting_rows(dataset), owned)
    vars(made).update({field.name: getattr(dataset, field.name) for field in fields(dataset) if field.name not in cut.tables})
    vars(made)["_cut"] = cut
    return made


@dataclass(frozen=True, eq=False)
class _Cut:
    """What a part is cut from: rows of the sessions that are kept; meetings of all sessions, and tables, as they were before."""

    sessions: Rows
    meeting: Rows
    tables: Mapping[str, Owned]


class _Part(Dataset):
    """A dataset whose tables are cut from those of another one when they are first asked for."""

    def __getattr__(self, name: str) -> pd.DataFrame:
        cut = _cut_of(self)
        if cut is None or name not in cut.tables:
            raise AttributeError(f"a dataset has no {name!r}")
        frame = cut.tables[name].frame.take(_kept(self, name)[1]).reset_index(drop=True)
        vars(self)[name] = frame
        return frame


def _cut_of(dataset: Dataset) -> _Cut | None:
    return vars(dataset).get("_cut")


@once_a_dataset()
def _kept(dataset: Dataset, table: str) -> tuple[Rows, Rows]:
    """Rows of a table that a cut leaves: the row of the session of each, after the cut, and the row before it."""
    cut = vars(dataset)["_cut"]
    if table == "sessions":
        return np.arange(len(cut.sessions)), cut.sessions
    return cut.tables[table].rows_of(cut.sessions)
