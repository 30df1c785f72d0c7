"""All measures: of a selection as one table of records, for the command line and for other programs; and what each means, in words."""

import math
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import resources
from itertools import chain
from typing import NamedTuple

import numpy as np
import pandas as pd

from igfdata.counting import Amounts, ordered, total
from igfdata.dataset import Dataset
from igfdata.measures import compare
from igfdata.measures.breakdown import COLUMNS, EVERYTHING, sessions_by
from igfdata.measures.coverage import balance, pillar_coverage
from igfdata.measures.delegates import RULE
from igfdata.measures.programme_share import meetings_of, programme_share
from igfdata.measures.recurrence import topic_sessions
from igfdata.measures.stakeholders import group_mix, group_presence
from igfdata.selection import Selection

RECORD = ["measure", "category", "by", "key", "n", "of", "share", "low", "high"]


def session_counts(data: Dataset, *, by: str | None = None) -> pd.DataFrame:
    """Count the sessions in each part of the selection; ``of``: all sessions of the selection, missing without a split."""
    keys = sessions_by(data, by)
    return _parts_of_all(keys.names, total(keys), math.nan if by is None else keys.n_sessions)


def programme_shares(dataset: Dataset, selection: Selection, *, by: str | None = None) -> pd.DataFrame:
    """Count the child-related sessions of a programme, see :func:`igfdata.measures.programme_share.programme_share`.

    Returns
    -------
    DataFrame
        One row, by meeting one row each, with ``category``: ``share``, ``at_least`` (of the official total, without an interval) or
        ``none`` (without ``of`` and ``share``). By another split there is no row: an official total is that of a meeting.
    """
    if by not in (None, "meeting"):
        return pd.DataFrame(columns=COLUMNS)
    meetings = [None] if by is None else meetings_of(dataset, selection)["meeting_id"].tolist()
    rows = []
    for key in meetings:
        found = programme_share(dataset, selection if key is None else replace(selection, meetings=(key,)))
        of = float(found.of) if found.of else math.nan
        rows.append((key or EVERYTHING, found.kind, float(found.n), of, found.share, found.low, found.high))
    return pd.DataFrame(rows, columns=["key", "category", "n", "of", "share", "low", "high"])[COLUMNS]


def session_hours(data: Dataset, *, by: str | None = None) -> pd.DataFrame:
    """How many hours of sessions are in each part? ``of``: hours of the selection; unknown lengths are left out."""
    hours = data.column("sessions", "hours").fillna(0.0).to_numpy(dtype=float)
    keys = sessions_by(data, by)
    return _parts_of_all(keys.names, total(keys, hours), hours.sum())


def _parts_of_all(names: Sequence[str], n: Amounts, of: float) -> pd.DataFrame:
    table = {"key": ordered(np.arange(len(n)), names), "category": None, "n": n, "of": of}
    return pd.DataFrame(table | {"share": n / of if of > 0 else math.nan, "low": math.nan, "high": math.nan})


MEASURES: dict[str, Callable[..., pd.DataFrame]] = {
    "sessions": session_counts,
    "hours": session_hours,
    "pillar_coverage": pillar_coverage,
    "pillar_coverage_hours": lambda data, by: pillar_coverage(data, by=by, weight="hours"),
    "pillar_share_fractional": lambda data, by: pillar_coverage(data, by=by, counting="fractional"),
    "pillar_share_fractional_hours": lambda data, by: pillar_coverage(data, by=by, counting="fractional", weight="hours"),
    "balance": balance,
    "stakeholder_mix": group_mix,
    "stakeholder_presence": group_presence,
    "regional_mix": lambda data, by: group_mix(data, variable="regional_group", by=by),
    "regional_presence": lambda data, by: group_presence(data, variable="regional_group", by=by),
    "topic_sessions": topic_sessions,
}
"""Name of a measure → function of a dataset and a split."""

NO_DIFFERENCE = ("balance",)
"""Measures whose ``share`` is an index: two of them stand side by side and are not taken from each other."""


def summarise(data: Dataset, *, by: str | None = None, programme: pd.DataFrame | None = None) -> pd.DataFrame:
    """Compute every measure of :data:`MEASURES` as one table.

    Parameters
    ----------
    programme
        What :func:`programme_shares` says of the selection, to stand first.

    Returns
    -------
    DataFrame
        ``measure, category, by, key, n, of, share, low, high``; without a split ``by`` and ``key`` are
        None. Within a split, categories that occur nowhere are left out.
    """
    parts = []
    first = [] if programme is None else [("programme_share", programme)]
    for name, frame in chain(first, ((name, measure(data, by=by)) for name, measure in MEASURES.items())):
        frame = frame[COLUMNS].astype({"key": object, "category": object})
        occurs = frame.groupby("category", dropna=False)["n"].transform("sum") > 0
        occurs |= name == "programme_share"
        parts.append(frame[occurs | frame["category"].isna()].assign(measure=name, by=by))
    table = pd.concat(parts, ignore_index=True)
    if by is None:
        table["key"] = None
    return table[RECORD].astype(object).where(table[RECORD].notna(), None)


def summarise_comparison(
    a: Dataset, b: Dataset, *, by: str | None = None, programmes: tuple[pd.DataFrame, pd.DataFrame] | None = None
) -> pd.DataFrame:
    """Compute every measure of :data:`MEASURES` for two selections as one table.

    Parameters
    ----------
    programmes
        What :func:`programme_shares` says of A and of B, to stand first; their shares are of different programmes and have no difference.

    Returns
    -------
    DataFrame
        ``measure, category, by, key`` and the columns of :func:`igfdata.measures.compare.compare`. Within a split, categories that
        occur neither in A nor in B are skipped.
    """
    parts = [] if programmes is None else [_side_by_side(*programmes).assign(measure="programme_share")]
    for name, measure in MEASURES.items():
        frame = compare.compare(a, b, measure, by=by, differs=name not in NO_DIFFERENCE).astype(object)
        frame["category"] = frame["category"].where(frame["category"] != compare.NO_CATEGORY, None)
        n = frame["a_n"].fillna(0).astype(float) + frame["b_n"].fillna(0).astype(float)
        occurs = n.groupby(frame["category"], dropna=False).transform("sum") > 0
        parts.append(frame[occurs | frame["category"].isna()].assign(measure=name))
    table = pd.concat([part.astype(object) for part in parts], ignore_index=True).assign(by=by)
    if by is None:
        table["key"] = None
    table = table[["measure", "category", "by", "key", *compare.COLUMNS[2:]]]
    return table.astype(object).where(table.notna(), None)


def _side_by_side(a: pd.DataFrame, b: pd.DataFrame) -> pd.DataFrame:
    """Shares of the programmes of A and B in one frame; ``category``: what kind both are, or each of them."""
    both = a.merge(b, on="key", how="outer", suffixes=("_a", "_b"))
    kinds = [" / ".join(dict.fromkeys(map(str, pair))) for pair in both[["category_a", "category_b"]].dropna().to_numpy()]
    named = both[["category_a", "category_b"]].bfill(axis=1).iloc[:, 0].astype(object)
    named[both[["category_a", "category_b"]].notna().all(axis=1)] = kinds
    values = {f"{side}_{name}": both[f"{name}_{side}"] for side in ("a", "b") for name in ("n", "of", "share")}
    return pd.DataFrame({"key": both["key"], "category": named, **values, "difference": None, "low": None, "high": None})


class Explained(NamedTuple):
    """One measure for people: its name on the pages, what it answers, its formula in everyday symbols, its denominator, and what it does not say.

    ``source`` is the address of the method; empty where the rule is this product's own.
    """

    name: str
    question: str
    formula: str
    of: str
    caution: str
    source: str = ""


_ROWS = tomllib.loads(resources.files(__package__).joinpath("explained.toml").read_text("utf-8"))["measure"]

EXPLAINED = tuple(Explained(**{name: text.replace("{rule}", RULE) for name, text in row.items()}) for row in _ROWS)
"""Every measure, in the order of ``explained.toml``."""
